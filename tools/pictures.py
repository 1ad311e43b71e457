"""Make the README's pictures anew: `python tools/pictures.py` writes docs/pictures/*.png.

They show the full sample as its couple would get it, approved, so it is built in a folder of its
own. Needs what the tests need: Chromium and poppler-utils.
"""

import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
INTO = ROOT / "docs/pictures"
MEND = Path(sys.executable).with_name("mend")
COUPLE, DAY = "alex-sam", "2026-11-22"

LAPTOP, PHONE = (1280, 820), (390, 780)
SHOTS = {
    "laptop": (LAPTOP, "light", "index.html"),
    "laptop-dark": (LAPTOP, "dark", "value-map/index.html"),
    "phone": (PHONE, "light", "hard-night.html"),
    "phone-dark": (PHONE, "dark", "index.html"),
}
"""Name → window, light or dark, page."""
SHEETS = {"cover": ("guide", "Our guide"), "clause": ("agreement", "Clause 1:"),
          "sign": ("agreement", "Our yes, clause by clause")}  # fmt: skip
"""Name → PDF, and how a line on its sheet begins; a cover is the first of all."""

OVERVIEW = """
<body style="margin:0;width:1400px;height:790px;position:relative;background:#efe7d8">
<style>img{{position:absolute;border-radius:6px;box-shadow:0 14px 40px #25303a47}}</style>
<img src="{laptop}" style="left:40px;top:44px;width:880px">
<img src="{clause}" style="right:40px;top:116px;width:430px;border-radius:2px">
<img src="{phone}" style="left:650px;top:246px;width:250px;border-radius:24px">
"""


def main() -> None:
    """Write every picture; say how large each is."""
    INTO.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="mend-pictures-") as folder:
        build = _build(Path(folder))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
                args=["--no-sandbox", "--disable-background-networking"],
            )
            made = dict([*_shots(browser, build / "site"), *_sheets(build)])
            made["overview"] = _overview(browser, made)
            browser.close()
    for name, picture in made.items():
        _keep(name, picture)


def _build(practice: Path) -> Path:
    shutil.copytree(ROOT / "couples" / COUPLE, practice / "couples" / COUPLE)
    shutil.copy(ROOT / "mkdocs.yml", practice)
    for words in (("approve", COUPLE, "--by", "Dr Ortega"), ("build", COUPLE, "--on", DAY)):
        subprocess.run([MEND, *words], cwd=practice, check=True, stdout=subprocess.DEVNULL)
    return practice / "build" / COUPLE


def _shots(browser: Browser, site: Path) -> Iterator[tuple[str, bytes]]:
    for name, ((width, height), scheme, page) in SHOTS.items():
        window = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]  light or dark
            device_scale_factor=1.5 if width < 600 else 1.0,
        )
        window.goto((site / page).as_uri())
        window.evaluate("document.fonts.ready")
        yield name, window.screenshot()
        window.close()


def _sheets(build: Path) -> Iterator[tuple[str, bytes]]:
    for name, (pdf, heading) in SHEETS.items():
        path = build / f"{pdf}.pdf"
        number = "1" if name == "cover" else str(_sheet_with(path, heading))
        yield name, _output("pdftoppm", "-png", "-r", "80", "-f", number, "-l", number, path)


def _sheet_with(pdf: Path, line: str) -> int:
    """Return the number of the last sheet with a line that begins so: the first is the contents."""
    pages = _output("pdftotext", pdf, "-").decode().split("\f")
    return 1 + max(index for index, text in enumerate(pages) if f"\n{line}" in f"\n{text}")


def _overview(browser: Browser, made: dict[str, bytes]) -> bytes:
    window = browser.new_page(viewport={"width": 1400, "height": 790})
    sources = {
        name: f"data:image/png;base64,{b64encode(picture).decode()}"
        for name, picture in made.items()
    }
    window.set_content(OVERVIEW.format_map(sources))
    return window.screenshot()


def _output(*command: str | Path) -> bytes:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def _keep(name: str, picture: bytes) -> None:
    """Write a picture with a palette: half the size, and text stays sharp."""
    path = INTO / f"{name}.png"
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(192, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
