"""A font cut down to the letters that a text needs: an Arabic quote shouldn't cost 170 kB."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path


@lru_cache(maxsize=64)
def subset(path: Path, characters: frozenset[str]) -> bytes:
    """Return the woff2 font with what shows `characters`, joined and marked as they need it.

    The same font and characters give the same bytes. Its licence stays readable inside it.
    """
    # Here and not above: most couples write in Latin letters, and don't wait for this to load.
    from fontTools.subset import Options, Subsetter, load_font, save_font  # noqa: PLC0415

    options = Options(
        flavor="woff2",
        layout_features=["*"],
        name_IDs=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    out = BytesIO()
    with load_font(BytesIO(path.read_bytes()), options) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(sorted(characters)))
        subsetter.subset(font)
        save_font(font, out, options)
    return out.getvalue()
