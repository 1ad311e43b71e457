"""Cut the fonts of text and headings down to the weights that a site shows.

They come with every weight from hair-thin to black, and half of their bytes are for weights that
no style of ours asks for. Done once, here, instead of for each couple. Run it after a font was
added, and `tools/list_fonts.py` after it: `python tools/cut_weights.py`. What is cut already stays
as it is.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).resolve().parent.parent / "templates/assets/fonts"

WEIGHTS: dict[str, float | tuple[float, float]] = {
    "atkinson-hyperlegible-next-*-italic": 400,
    "atkinson-hyperlegible-next-*": (400, 700),
    "source-serif-4-*": (400, 600),
}
"""How files are named → the weights of theirs that templates/assets/css asks for."""

FEATURES = ["ccmp", "locl", "liga", "kern", "mark", "mkmk", "rlig", "tnum", "pnum"]
"""What joins, marks and spaces letters, and sets figures below each other: no fractions."""


def cut(path: Path, weights: float | tuple[float, float]) -> None:
    """Leave the woff2 file at `path` with these weights, every letter, and the FEATURES."""
    options = Options(
        flavor="woff2",
        layout_features=FEATURES,
        name_IDs=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    with load_font(path, options) as font:
        instantiateVariableFont(font, {"wght": weights}, inplace=True)
        plain = path.with_suffix(".cut")
        font.flavor = None
        font.save(plain)
    with load_font(plain, options) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=font.getBestCmap())
        subsetter.subset(font)
        save_font(font, path, options)
    plain.unlink()


def _is_wider(path: Path, weights: float | tuple[float, float]) -> bool:
    with TTFont(path, lazy=True) as font:
        if "fvar" not in font:
            return False
        (axis,) = font["fvar"].axes
    return weights != (axis.minValue, axis.maxValue)


if __name__ == "__main__":
    done = set[Path]()
    for name, weights in WEIGHTS.items():
        for path in sorted(set(FOLDER.glob(f"{name}.woff2")) - done):
            done.add(path)
            if _is_wider(path, weights):
                cut(path, weights)
