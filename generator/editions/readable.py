"""What WeasyPrint leaves undone for those who have a PDF read out (PDF/UA-1).

It marks running heads as it marks text, and then leaves them out of the tags: each piece of content
has to be one or the other, read out or named as an artifact (7.1). And it describes a link by its
target's name, where words are asked for (7.18.5).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

import pikepdf

_MARKED = re.compile(rb"/(\w+)\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def link_words(root: Element) -> Mapping[str, str]:
    """Return the words of the first link to each target in a document, internal ones without #."""
    words: dict[str, str] = {}
    for link in root.iter("a"):
        target = str(link.get("href", "")).removeprefix("#")
        words.setdefault(target, " ".join("".join(link.itertext()).split()))
    return words


def describe_links(pdf: pikepdf.Pdf, words: Mapping[str, str]) -> None:
    """Let each link of `pdf` say in words where it leads; what has no words keeps its target."""
    for page in pdf.pages:
        for link in page.get("/Annots", ()):
            if link.Subtype == "/Link":
                target = str(link.Dest) if "/Dest" in link else str(link.A.URI)
                if said := words.get(target):
                    link.Contents = pikepdf.String(said)


def mark_furniture(pdf: pikepdf.Pdf) -> None:
    """Turn the marks of all content that no tag reads out into those of artifacts."""
    read_out = {(page, mark) for page, mark in _read_out(pdf.Root.StructTreeRoot)}
    for page in pdf.pages:
        number = page.objgen

        def settled(mark: re.Match[bytes], page: Any = number) -> bytes:
            return mark[0] if (page, int(mark[2])) in read_out else b"/Artifact BMC"

        contents = page.Contents
        contents.write(_MARKED.sub(settled, contents.read_bytes()))


def _read_out(top: Any) -> Iterator[tuple[Any, int]]:
    """Yield the page and the number of each piece of content below a tag."""
    waiting = [top]
    while waiting:
        one = waiting.pop()
        kids = one.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield one.Pg.objgen, kid
            elif kid is not None:
                waiting.append(kid)
