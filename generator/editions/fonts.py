"""Which font files a text needs, which of its characters none can show, and the CSS for both."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

from generator.editions.font_list import FOLDER, Font, Fonts, all_fonts
from generator.shipped import TemplateFolders

__all__ = [
    "FOLDER",
    "Font",
    "Fonts",
    "all_fonts",
    "field_face_css",
    "font_face_css",
    "fonts_for",
    "missing_characters",
]

_STACKS = (("text", "sans-serif"), ("head", "serif"))


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


def field_face_css(url_prefix: str) -> str:
    """Return the @font-face rule of the font that form fields are drawn in.

    A field has one font, whatever is typed into it: tools/field_font.py puts many scripts in one.
    """
    return f'@font-face{{font-family:"Mend Fields";src:url("{url_prefix}fields/fields.woff2")}}'


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
