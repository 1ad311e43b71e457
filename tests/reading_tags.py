"""What is wrong with a PDF for someone who has it read out: the parts of PDF/UA-1 one can test.

Whether a reading order makes sense, an alternative text says the right thing, or a tag fits its
meaning, no program can tell: people have to look. The rest of PDF/UA-1 that isn't here (such as
the details of XMP and of font programs) would take veraPDF, which none of our sources has.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Tj", "TJ", "'", '"', "Do",
                    "sh", "INLINE IMAGE"})  # fmt: skip
"""Operators that put something on a sheet."""

_HEADING = re.compile("/H([1-6])")


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """Return what is wrong, in words; nothing where all is well."""
    tags = [*_tags(pdf)]
    return [*_document(pdf), *_content(pdf, tags), *_headings(tags), *_tables(tags),
            *_figures(tags), *_lists(tags), *_annotations(pdf, tags), *_links(tags)]  # fmt: skip


def _tags(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield from _below(pdf.Root.StructTreeRoot)


def _below(tag: Any) -> Iterator[Any]:
    for kid in _kids(tag):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def _kids(tag: Any) -> list[Any]:
    kids = tag.get("/K")
    return [] if kids is None else [*kids] if isinstance(kids, pikepdf.Array) else [kids]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "shows its file name for a title"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "no title"
        if metadata.get("pdfuaid:part") != "1":
            yield "doesn't say that it is PDF/UA-1"


def _content(pdf: pikepdf.Pdf, tags: list[Any]) -> Iterator[str]:
    """Yield content that is neither tagged nor called decoration, and tags of nothing."""
    marked = Counter[tuple[Any, int]]()
    for number, page in enumerate(pdf.pages, 1):
        found, loose = _marks(page)
        marked.update((page.objgen, mark) for mark in found)
        if loose:
            yield f"sheet {number} has content that is not tagged"
    told = Counter((tag.Pg.objgen, int(kid)) for tag in tags for kid in _kids(tag)
                   if isinstance(kid, int))  # fmt: skip
    if marked - told:
        yield "content that no tag reads out"
    if told - marked:
        yield "tags that read out nothing, or the same twice"


def _marks(page: pikepdf.Page) -> tuple[list[int], bool]:
    """Return the numbers of a sheet's marked content, and whether any content has no mark."""
    depth, marks, loose = 0, [], False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth += 1
            if name == "BDC" and "/MCID" in operands[1]:
                marks.append(int(operands[1].MCID))
        elif name == "EMC":
            depth -= 1
        loose = loose or (name in PAINTS and not depth)
    return marks, loose


def _headings(tags: list[Any]) -> Iterator[str]:
    levels = [int(found[1]) for tag in tags if (found := _HEADING.fullmatch(str(tag.S)))]
    if not levels or levels[0] != 1:
        yield "does not begin with a heading of the first level"
    yield from (f"H{b} follows H{a}" for a, b in pairwise(levels) if b > a + 1)


def _tables(tags: list[Any]) -> Iterator[str]:
    heads = {str(tag.ID) for tag in tags if tag.S == "/TH" and "/ID" in tag}
    for table in (tag for tag in tags if tag.S == "/Table"):
        inside = [*_below(table)]
        if not any(tag.S == "/TH" for tag in inside):
            yield "a table without a head"
        for cell in (tag for tag in inside if tag.S == "/TD"):
            named = [str(name) for name in cell.get("/A", {}).get("/Headers", [])]
            if not named or not heads.issuperset(named):
                yield "a cell that doesn't know its head"


def _figures(tags: list[Any]) -> Iterator[str]:
    for tag in tags:
        if tag.S == "/Figure" and not str(tag.get("/Alt", "")).strip():
            yield "a picture that says nothing"


def _lists(tags: list[Any]) -> Iterator[str]:
    for tag in tags:
        if tag.S == "/L":
            for kid in _kids(tag):
                if kid.S not in ("/LI", "/L", "/Caption"):
                    yield f"a list that holds {kid.S}"


def _annotations(pdf: pikepdf.Pdf, tags: list[Any]) -> Iterator[str]:
    holders = {kid.Obj.objgen: str(tag.S) for tag in tags for kid in _kids(tag)
               if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"}  # fmt: skip
    for page in pdf.pages:
        annotations = [*page.get("/Annots", [])]
        if annotations and page.get("/Tabs") != "/S":
            yield "Tab doesn't go in reading order"
        for one in annotations:
            kind, words = {"/Link": ("/Link", "/Contents"), "/Widget": ("/Form", "/TU")}[
                str(one.Subtype)
            ]
            if holders.get(one.objgen) != kind:
                yield f"a {kind[1:].lower()} outside the tags"
            if not str(one.get(words, "")).strip() or one.get(words) == one.get("/Dest", ""):
                yield f"a {kind[1:].lower()} that doesn't say what it is for"


def _links(tags: list[Any]) -> Iterator[str]:
    for tag in (tag for tag in tags if tag.S == "/Link"):
        if any(inside.S == "/Link" for inside in _below(tag)):
            yield "a link within a link"
        if all(isinstance(kid, pikepdf.Dictionary) and "/S" not in kid for kid in _kids(tag)):
            yield "a link without words"
