"""What font files there are, and what each can show.

It stands in `assets/fonts/fonts.yml`, read from the fonts beforehand: no font is opened while a
guide is built. A practice's own list comes first.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml

from generator.shipped import TemplateFolders

FOLDER = "assets/fonts"
LIST = f"{FOLDER}/fonts.yml"

_LAST = 0x10FFFF
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Font:
    """One font file: what it is for, and the characters it can show."""

    file: str
    family: str
    style: str
    weight: str
    """`400`, or `200 800` where the file holds all weights between."""
    role: str
    """text, head, script or emoji."""
    shown: str
    """Runs of code points: `41-5A 61-7A`."""
    on_paper: tuple[str, ...] = ()
    """Weights that print finds in files of their own."""

    @property
    def paper_family(self) -> str:
        """The family's name in print, where each set of characters is a family of its own.

        WeasyPrint takes files of one family for one font, whatever characters they hold.
        """
        return Path(self.file).stem.removesuffix("-italic").replace("-", " ").title()

    @property
    def unicode_range(self) -> str:
        """The characters as CSS writes them, so that a browser loads what a page needs."""
        return ",".join(f"U+{run}" for run in self.shown.split())

    def shows(self, character: str) -> bool:
        """Return whether the font has a glyph for this character."""
        code = ord(character)
        index = bisect_right(self._runs, (code, _LAST)) - 1
        return index >= 0 and code <= self._runs[index][1]

    @cached_property
    def _runs(self) -> tuple[tuple[int, int], ...]:
        runs = (run.partition("-") for run in self.shown.split())
        return tuple(sorted((int(first, 16), int(last or first, 16)) for first, _, last in runs))


@dataclass(frozen=True)
class Fonts:
    """Font files in the order in which they are asked for a character."""

    fonts: tuple[Font, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files, to be found in the folder `assets/fonts`."""
        return tuple(font.file for font in self.fonts)

    def without(self, role: str) -> "Fonts":
        """Return these fonts but for one role: a browser has emoji of its own."""
        return Fonts(tuple(font for font in self.fonts if font.role != role))


def all_fonts(templates: TemplateFolders) -> Fonts:
    """Return every font of the practice and of ours; the same file name counts once."""
    lists = [folder / LIST for folder in templates.folders]
    found: dict[str, Font] = {}
    for path in lists:
        for font in _read(path) if path.is_file() else ():
            found.setdefault(font.file, font)
    return Fonts(tuple(sorted(found.values(), key=_asked_when)))


@cache
def _read(path: Path) -> tuple[Font, ...]:
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER) or []  # noqa: S506  it is a safe one
    return tuple(
        Font(
            file=str(entry["file"]),
            family=str(entry["family"]),
            style=str(entry.get("style", "normal")),
            weight=str(entry.get("weight", "400")),
            role=str(entry.get("role", "script")),
            shown=str(entry["shows"]),
            on_paper=tuple(str(entry.get("on_paper", "")).split()),
        )
        for entry in entries
    )


def _asked_when(font: Font) -> int:
    return ("text", "head", "script", "emoji").index(font.role)
