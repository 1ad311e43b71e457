"""Write templates/assets/fonts/fields/fields.woff2: one font with the letters of many scripts.

A field of a PDF is drawn in one font, whatever is typed into it. So the letters of all these fonts
go into one, each letter from the first font that has it, without what joins or moves letters: no
reader uses that in a field. Run it after one of these fonts was changed.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import WOFF2FlavorData
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).resolve().parent.parent / "templates/assets/fonts"
TARGET = FOLDER / "fields/fields.woff2"

SOURCES = (
    "atkinson-hyperlegible-next-latin",
    "atkinson-hyperlegible-next-latin-ext",
    "noto-sans-latin-ext",
    "noto-sans-vietnamese",
    "noto-sans-greek",
    "noto-sans-greek-ext",
    "noto-sans-cyrillic",
    "noto-sans-cyrillic-ext",
    "noto-sans-arabic",
    "noto-sans-hebrew",
    "noto-sans-armenian",
    "noto-sans-georgian",
    "noto-sans-latin-signs",
)
"""The fonts, in the order in which they are asked for a letter."""

REGULAR = 400
_TOO_WIDE = {0xFDFD}
"""A whole sentence in one sign, ten times as wide as any other."""
_UNUSED = ("GDEF", "GPOS", "GSUB", "HVAR", "MVAR", "STAT", "gasp", "meta")
_LICENCE = (0, 13, 14)
"""The names that say whose a font is, and how it may be passed on."""


def make_font() -> TTFont:
    """Return the one font."""
    with TemporaryDirectory() as folder:
        paths = []
        for number, part in enumerate(_parts()):
            paths.append(f"{folder}/{number}.ttf")
            part.save(paths[-1])
        merged = Merger().merge(paths)
    _name(merged)
    _measure(merged)
    merged.flavor = "woff2"
    # Packed as far as woff2 can, it takes two seconds to unpack, each time one is printed.
    merged.flavorData = WOFF2FlavorData(transformedTables=())
    return merged


def _parts() -> Iterator[TTFont]:
    """Yield each font in one weight, with those letters alone that none before it has."""
    seen = set(_TOO_WIDE)
    for source in SOURCES:
        font = _still(TTFont(FOLDER / f"{source}.woff2", recalcTimestamp=False))
        letters = set(font.getBestCmap()) - seen
        if letters:
            seen |= letters
            yield _cut(font, letters)


def _still(font: TTFont) -> TTFont:
    if "fvar" not in font:
        return font
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    return instantiateVariableFont(font, axes | {"wght": REGULAR})


def _cut(font: TTFont, letters: set[int]) -> TTFont:
    options = Options(hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True)
    options.drop_tables += [table for table in _UNUSED if table not in options.drop_tables]
    cutter = Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    font.flavor = None
    return font


def _name(merged: TTFont) -> None:
    """Call the font by a name of its own, and keep every licence in it."""
    texts = dict.fromkeys(_LICENCE, "")
    for source in SOURCES:
        with TTFont(FOLDER / f"{source}.woff2", lazy=True) as font:
            for kind in _LICENCE:
                text = font["name"].getDebugName(kind) or ""
                if text not in texts[kind]:
                    texts[kind] = f"{texts[kind]}\n{text}".strip()
    texts |= {1: "Mend Fields", 2: "Regular", 4: "Mend Fields", 6: "MendFields-Regular"}
    merged["name"].names = []
    for kind, text in sorted(texts.items()):
        merged["name"].setName(text, kind, 3, 1, 0x409)


def _measure(merged: TTFont) -> None:
    """Make a line as high as the body font does, and no day of making tell two files apart."""
    with TTFont(FOLDER / f"{SOURCES[0]}.woff2", recalcTimestamp=False) as body:
        for name in ("ascent", "descent", "lineGap"):
            setattr(merged["hhea"], name, getattr(body["hhea"], name))
        for name in ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent",
                     "usWinDescent"):  # fmt: skip
            setattr(merged["OS/2"], name, getattr(body["OS/2"], name))
        for name in ("created", "modified"):
            setattr(merged["head"], name, getattr(body["head"], name))
    merged.recalcTimestamp = False


def main() -> None:
    """Write the font."""
    TARGET.parent.mkdir(exist_ok=True)
    font = make_font()
    font.save(TARGET)
    print(f"{TARGET}: {len(font.getBestCmap())} letters, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
