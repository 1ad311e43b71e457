"""Form fields as WeasyPrint leaves them → fields that show on the sheet all that is put in.

Readers make what is typed as small as it has to be to fit its field: where a pen would have gone on
in the margin, a field would cut it off. Boxes of which one is chosen become one field, so that no
two of them can be ticked. What readers do with all this was tried with poppler and with PDFium,
which draws for Chrome and Edge.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_INK = "0.145 0.188 0.227"
"""The colour of ink in tokens.css, as PDF counts it."""

_LETTERS = "/Wingdings"
"""What fields call their font. In a font of any other name PDFium looks for Latin letters alone,
and asks the machine for all others; in one of this name it takes whatever the font has."""

_TICKS = "/ZaDb"
"""What readers that draw ticks of their own call their font: ours, as not every machine has one."""
_TICK_SIZE = 8
_TICK_SIGNS = (0x33, 0x34)
"""Where a tick stands in that font, thin and thick."""

_TICK = b"1.5 w 1 J 1 j 1.8 5.2 m 4.2 2.4 l 8.4 8 l S"
"""A tick in a box that is ten by ten."""

_SEVERAL_LINES = 1 << 12
_NARROWER = " 98 Tz"
"""Poppler begins a line beside the edge, and lets it be as long as from edge to edge: letters that
are a little narrower than it counts aren't cut off at the end."""

_ONE_OF = 1 << 15
"""The flag of a choice. Without the one beside it, a second click takes the choice back."""

_FONT = re.compile(r"(/\w+) [\d.]+ Tf")


def settle_fields(pdf: pikepdf.Pdf) -> None:
    """Settle the form fields of `pdf`, if it has any."""
    if "/AcroForm" not in pdf.Root:
        return
    form = pdf.Root.AcroForm
    fields = [*form.Fields]
    del form.NeedAppearances  # or readers don't show the ticks that are in the file
    fonts = Dictionary({_TICKS: _tick_font(pdf)})
    for font in _fonts_of(fields, form.DR):
        fonts[_LETTERS] = font
    form.DR = Dictionary(Font=fonts)
    _settle_texts(field for field in fields if field.FT == "/Tx")
    _settle_boxes(pdf, (field for field in fields if "/AP" in field))
    for choice in (field for field in fields if "/Kids" in field):
        _settle_choice(choice)
    form.Fields = Array([field for field in fields if "/Parent" not in field])


def _fonts_of(fields: Iterable[Any], resources: Any) -> Iterator[Any]:
    """Yield the font that each field asks for: the same one for all, none where there are boxes."""
    for field in fields:
        if found := _FONT.search(str(field.get("/DA", ""))):
            yield resources.Font[found[1]]


def _settle_texts(fields: Iterable[Any]) -> None:
    """Let what is typed be as large as fits."""
    for field in fields:
        narrow = _NARROWER if int(field.get("/Ff", 0)) & _SEVERAL_LINES else ""
        field.DA = String(f"{_LETTERS} 0 Tf {_INK} rg{narrow}")
        field.BS = Dictionary(W=1)


def _settle_boxes(pdf: pikepdf.Pdf, boxes: Iterable[Any]) -> None:
    """Give each box the same two looks, which readers stretch to its size."""
    ticked, blank = (_look(pdf, drawn) for drawn in (f"{_INK} RG ".encode() + _TICK, b""))
    for box in boxes:
        state = next(iter(box.AP.N.keys()))
        box.AP.N = Dictionary({state: ticked, "/Off": blank})
        box.DA = String(f"{_TICKS} {_TICK_SIZE} Tf {_INK} rg {_INK} RG")
        box.MK = Dictionary(CA=String(chr(_TICK_SIGNS[-1])))


def _look(pdf: pikepdf.Pdf, drawn: bytes) -> Any:
    return pdf.make_stream(drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]))


def _tick_font(pdf: pikepdf.Pdf) -> Any:
    """Return a font that has a tick and nothing else."""
    first, last = _TICK_SIGNS
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 10, 10]),
            FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
            CharProcs=Dictionary(uni2714=pdf.make_stream(b"10 0 0 0 10 10 d1 " + _TICK)),
            Encoding=Dictionary(Differences=Array([first, Name.uni2714, Name.uni2714])),
            FirstChar=first,
            LastChar=last,
            Widths=Array([10, 10]),
            Resources=Dictionary(),
        )
    )


def _settle_choice(choice: Any) -> None:
    """Make one field of boxes of which each was a field: one is ticked, or none."""
    boxes = [*choice.Kids]
    said = [str(box.TU) for box in boxes]
    about = said[0].removesuffix(str(choice.Opt[0])).strip(" :")
    choice.Ff = _ONE_OF
    choice.TU = String(about or said[0])
    for box, words in zip(boxes, said, strict=True):
        del box.T  # with a name of its own it would be a field of its own
        box.Contents = String(words)
