"""What a PDF says, read back in the order in which a screen reader would read it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from tests.reading_back import words_of

_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
Marked = dict[tuple[int, int], str]


@dataclass(eq=False)
class Tag:
    """A part of the structure tree, such as "H1", "P" or "Table"."""

    name: str
    inside: "list[Tag | str]" = field(default_factory=list)

    def text(self, without: frozenset[str] = frozenset()) -> str:
        """Return what is read out, but for tags of these names."""
        return "".join(
            part if isinstance(part, str) else part.text(without)
            for part in self.inside
            if isinstance(part, str) or part.name not in without
        )

    def walk(self) -> "Iterator[Tag]":
        """Yield this tag and all inside it, in reading order."""
        yield self
        for part in self.inside:
            if isinstance(part, Tag):
                yield from part.walk()

    def opening(self) -> str:
        """Return the heading that this part begins with, or "" where it begins otherwise."""
        for tag in self.walk():
            if tag.name in _HEADINGS:
                return tag.text()
            if any(isinstance(part, str) and part.strip() for part in tag.inside):
                return ""
        return ""


def structure(path: Path) -> Tag:
    """Return the structure tree of a PDF: what isn't in it is furniture of the paper."""
    marked = _marked_texts(path)
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        top = Tag("")
        _grow(top, pdf.Root.StructTreeRoot.K, None, numbers, marked)
    return top


def words_read_out(path: Path) -> list[str]:
    """Return all words of a PDF's structure tree, list signs aside."""
    return words_of(structure(path).text(frozenset({"Lbl"})))


def _grow(top: Tag, part: Any, page: int | None, numbers: Any, marked: Marked) -> None:
    if isinstance(part, pikepdf.Array):
        for one in part:
            _grow(top, one, page, numbers, marked)
    elif isinstance(part, pikepdf.Dictionary):
        page = numbers[part.Pg.objgen] if "/Pg" in part else page
        if part.get("/Type") == "/MCR":
            top.inside.append(marked.get((page or 0, int(part.MCID)), ""))
        elif "/K" in part:
            tag = Tag(str(part.S).lstrip("/"))
            top.inside.append(tag)
            if "/Alt" in part:
                tag.inside.append(f"\n{part.Alt}\n")  # read out in place of what is drawn
            else:
                _grow(tag, part.K, page, numbers, marked)
    else:
        top.inside.append(marked.get((page or 0, int(part)), ""))


def _marked_texts(path: Path) -> Marked:
    """Return the text of each marked piece of a PDF, by page and number."""
    found: dict[tuple[int, int], list[str]] = {}
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            text, mark = page.get_textpage(), -1
            for at in range(raw.FPDFText_CountChars(text)):
                thing = raw.FPDFText_GetTextObject(text, at)
                # a space that only the layout makes belongs to what it follows
                mark = raw.FPDFPageObj_GetMarkedContentID(thing) if thing else mark
                sign = chr(raw.FPDFText_GetUnicode(text, at))
                found.setdefault((number, mark), []).append(sign)
    return {key: "".join(signs) for key, signs in found.items()}


def words_by_page(path: Path, titles: Sequence[str]) -> dict[str, list[str]]:
    """Return the words of each page of the guide that a PDF holds, by the page's title.

    `titles` are the pages in order. A page begins where a sheet's part opens with its title;
    what stands before the first one is cover and contents. A table's heading that is repeated
    on a new sheet, and the signs in front of list items, were not written by anyone.
    """
    found: dict[str, list[Tag]] = {}
    coming = list(titles)
    for part in structure(path).inside[0].inside:
        if isinstance(part, str) or part.name != "Sect":
            continue
        if coming and words_of(part.opening()) == words_of(coming[0]):
            found[coming.pop(0)] = []
        if found:
            found[[*found][-1]].append(part)
    assert not coming, f"not in {path.name}: {coming}"
    return {title: _words_once(parts) for title, parts in found.items()}


def _words_once(parts: Sequence[Tag]) -> list[str]:
    text, head_before = "", ""
    for part in parts:
        heads = [tag for tag in part.walk() if tag.name == "THead"]
        last_head = heads[-1].text() if heads else ""
        if head_before and part.text().startswith(head_before):
            heads[0].inside.clear()
        text += part.text(frozenset({"Lbl"})) + "\n"
        head_before = last_head
    return words_of(text)
