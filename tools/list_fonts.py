"""Write templates/assets/fonts/fonts.yml from the font files beside it.

What a font can show is read from the font itself, so that nobody keeps the list by hand.
Run it after a font file was added, changed or taken away. It works on another folder, too:
`python tools/list_fonts.py PRACTICE/templates/assets/fonts` lists a practice's own fonts.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

SHIPPED = Path(__file__).resolve().parent.parent / "templates/assets/fonts"

HEADER = """\
# The fonts that site and paper can use, in the order in which they are asked for a character.
# Written by tools/list_fonts.py from the font files themselves; a test says when it is stale.
# role: text (body), head (headings), script (another script or signs), emoji.
# on_paper: weights that print takes from paper/, as cutting one weight out of a font takes time.
"""

ROLES = {"atkinson": "text", "source-serif": "head", "noto-emoji": "emoji"}
"""How a file's name begins → its role. Every other font is for a script."""


def listing(folder: Path) -> str:
    """Return the text of fonts.yml for the woff2 files in this folder."""
    files = sorted(folder.glob("*.woff2"), key=_place)
    return HEADER + "".join(_entry(file) for file in files)


def _place(file: Path) -> tuple[int, bool, int, str]:
    """Letters come before signs, and the commonest letters first."""
    role = ["text", "head", "script", "emoji"].index(_role(file))
    common = 2 - ("-latin" in file.name) - ("-latin." in file.name or "-latin-italic" in file.name)
    signs = "-signs" in file.name and "-latin" not in file.name
    return role, signs, common, file.stem


def _role(file: Path) -> str:
    return next((role for start, role in ROLES.items() if file.name.startswith(start)), "script")


def _entry(file: Path) -> str:
    with TTFont(file, lazy=True) as font:
        names, weight = font["name"], _weight(font)
        shown = " ".join(_ranges(font.getBestCmap()))
    family = names.getDebugName(16) or names.getDebugName(1)
    return (
        f"- file: {file.name}\n"
        f"  family: {family.removesuffix(' Thin')}\n"
        f"  style: {'italic' if file.stem.endswith('-italic') else 'normal'}\n"
        f"  weight: {weight}\n"
        f"  role: {_role(file)}\n"
        f"{_on_paper(file)}"
        f"  shows: {shown}\n"
    )


def _on_paper(file: Path) -> str:
    stills = sorted((file.parent / "paper").glob(f"{file.stem}-[0-9]*.woff2"))
    weights = [still.stem.rpartition("-")[2] for still in stills]
    return f"  on_paper: {' '.join(weights)}\n" if weights else ""


def _weight(font: TTFont) -> str:
    if "fvar" not in font:
        return str(font["OS/2"].usWeightClass)
    axis = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
    return f"{axis.minValue:.0f} {axis.maxValue:.0f}"


def _ranges(codes: Iterable[int]) -> Iterator[str]:
    """Yield `61-7A` for runs of characters, leaving out control characters and spaces."""
    start = end = -2
    for code in [*sorted(code for code in codes if code > 0x20), -1]:
        if code == end + 1:
            end = code
            continue
        if end > 0:
            yield f"{start:X}" if start == end else f"{start:X}-{end:X}"
        start = end = code


def main() -> None:
    """Write the list into the folder that was named, or into ours."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    (folder / "fonts.yml").write_text(listing(folder), encoding="utf-8")
    print(f"{folder / 'fonts.yml'}: {len(list(folder.glob('*.woff2')))} fonts")


if __name__ == "__main__":
    main()
