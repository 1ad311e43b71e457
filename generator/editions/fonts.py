"""Which font files a text needs, which of its characters none can show, and the CSS for both.

What a font can show stands in `assets/fonts/fonts.yml`, read from the fonts beforehand: no
font is opened while a guide is built. A practice's own fonts.yml comes first.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

import yaml

from generator.shipped import TemplateFolders

FOLDER = "assets/fonts"
LIST = f"{FOLDER}/fonts.yml"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STACKS = (("text", "sans-serif"), ("head", "serif"))


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
        index = bisect_right(self._starts, code) - 1
        return index >= 0 and code <= self._ends[index]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(int(run.partition("-")[0], 16) for run in self.shown.split())

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(int(run.rpartition("-")[2], 16) for run in self.shown.split())


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


def fonts_for(text: Iterable[str], templates: TemplateFolders) -> Fonts:
    """Return the fonts that show every character of these texts, and not one more.

    The upright and slanted body font and the heading font are always among them: they carry
    what the pages themselves add.
    """
    needed = set[str]().union(*(_visible(part) for part in text)) | set("a")
    fonts = all_fonts(templates).fonts
    body = [font for font in fonts if font.role != "head" and font.style == "normal"]
    heads = [font for font in fonts if font.role == "head"]
    chosen = {_part(font) for font in (*_cover(body, needed), *_cover(heads, needed))}
    return Fonts(tuple(font for font in fonts if _part(font) in chosen))


def missing_characters(text: str, templates: TemplateFolders) -> str:
    """Return the characters of this text that no font can show, each once, in order.

    Spaces and the marks that only steer (direction, joining, variation) need no glyph. An
    accent counts as shown where the letter is there with it in one piece.
    """
    fonts = all_fonts(templates).fonts
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        character
        for character in dict.fromkeys(composed)
        if not _needs_no_glyph(character) and not any(font.shows(character) for font in fonts)
    )


def font_face_css(fonts: Fonts, url_prefix: str, edition: Literal["site", "print"] = "site") -> str:
    """Return the @font-face rules, and the two stacks that the tokens name.

    `url_prefix` leads from the style sheet to the font files, with its slash at the end.
    """
    face = _site_face if edition == "site" else _paper_face
    faces = [face(font, url_prefix) for font in fonts.fonts]
    stacks = [
        f"--mend-font-{role}:{','.join([*_families(fonts, role, edition), generic])}"
        for role, generic in _STACKS
    ]
    return "\n".join([*faces, ":root{" + ";".join(stacks) + "}", ""])


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


def _part(font: Font) -> str:
    """Return what a font's upright and slanted files have in common."""
    return font.file.removesuffix(".woff2").removesuffix("-italic")


def _visible(text: str) -> set[str]:
    characters = set(text) | set(unicodedata.normalize("NFC", text))
    return {character for character in characters if not _needs_no_glyph(character)}


def _cover(fonts: Iterable[Font], characters: set[str]) -> Iterator[Font]:
    """Yield the fonts that show at least one character that none before could show."""
    left = set(characters)
    for font in fonts:
        found = {character for character in left if font.shows(character)}
        if found:
            yield font
        left -= found


def _needs_no_glyph(character: str) -> bool:
    steering = 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF
    return steering or unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def _site_face(font: Font, prefix: str) -> str:
    return (
        f'@font-face{{font-family:"{font.family}";font-style:{font.style};'
        f'font-weight:{font.weight};font-display:swap;src:url("{prefix}{font.file}") '
        f'format("woff2");unicode-range:{font.unicode_range}}}'
    )


def _paper_face(font: Font, prefix: str) -> str:
    start = f'@font-face{{font-family:"{font.paper_family}";font-style:{font.style};'
    if not font.on_paper:
        return f'{start}src:url("{prefix}{font.file}")}}'
    stem = font.file.removesuffix(".woff2")
    return "\n".join(
        f'{start}font-weight:{weight};src:url("{prefix}paper/{stem}-{weight}.woff2")}}'
        for weight in font.on_paper
    )


def _families(fonts: Fonts, role: str, edition: str) -> Iterator[str]:
    """Yield the families to ask in turn: the role's own first, then all but the other role's."""
    other = "text" if role == "head" else "head"
    own = [font for font in fonts.fonts if font.role == role]
    rest = [font for font in fonts.fonts if font.role not in (role, other)]
    fallback = [font for font in fonts.fonts if font.role == other and role == "head"]
    names = [
        font.family if edition == "site" else font.paper_family for font in [*own, *fallback, *rest]
    ]
    return (f'"{name}"' for name in dict.fromkeys(names))
