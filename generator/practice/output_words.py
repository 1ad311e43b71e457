"""All words that a file of a build holds, however they are written down in it."""

import base64
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2

from generator.editions.repeated import repeated_in

_TAG = re.compile(r"<[^>]*>")
_IN_A_WORD = re.compile(
    r"(?<=\w)<(?:wbr|/?(?:a|abbr|b|em|i|mark|s|small|span|strong|u))\b[^>]*>(?=\w)"
)
"""A tag with letters on both sides, which parts no words."""

_FOLD = re.compile(r"\r?\n[ \t]")
_ESCAPE = re.compile(
    r"\\(?:u\{?([0-9a-f]{1,6})\}?|x([0-9a-f]{2})|([0-9a-f]{1,6})\s?)", re.IGNORECASE
)
"""How scripts and styles may write any letter."""

_BASE64 = re.compile(r"[A-Za-z0-9+/\s]+")
_BREAK = re.compile(r"\s{2,}")
_SHORTEST = 24
"""How many letters written in base 64 could hold a run of words."""

_SAID = frozenset({"/Alt", "/ActualText", "/E", "/Contents", "/V", "/DV", "/TU", "/T", "/Title"})
"""Where a PDF may say words that stand on no sheet."""


def texts_in_file(path: Path) -> Iterator[str]:
    """Yield the texts of a file: what is read, what stands in its code, what it says of itself."""
    return _READERS.get(path.suffix, _from_any)(path)


def readings_of(text: str) -> Iterator[str]:
    """Yield a text, and once more with its letters spelled out where they are written otherwise."""
    yield text
    plain = _ESCAPE.sub(_letter, html.unescape(unquote(text)))
    if plain != text:
        yield plain
    yield from _from_base64(text)


def _letter(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2] or escape[3], 16)
    return chr(number) if number <= 0x10FFFF else escape[0]


def _from_base64(text: str) -> Iterator[str]:
    long = (run for run in _BASE64.findall(text) if len(run) >= _SHORTEST)
    for lines in (lines for run in long for lines in _BREAK.split(run)):
        letters = "".join(lines.split())
        if len(letters) >= _SHORTEST:
            with suppress(ValueError):
                yield base64.b64decode(f"{letters}==").decode("utf-8")


def as_read(text: str) -> Iterator[str]:
    """Yield a text with signs for what it is marked up with, as a reader would see its words."""
    yield text
    yield html.unescape(_TAG.sub(" ", text))
    yield html.unescape(_TAG.sub("", text))


def _from_html(path: Path) -> Iterator[str]:
    yield from _in_html(path.read_text(encoding="utf-8", errors="replace"))


def _in_html(raw: str) -> Iterator[str]:
    yield html.unescape(_TAG.sub(" ", raw))
    if _IN_A_WORD.search(raw):
        yield html.unescape(_IN_A_WORD.sub("", raw))
    yield from (html.unescape(tag) for tag in dict.fromkeys(_TAG.findall(raw)) if " " in tag)


def _from_text(path: Path) -> Iterator[str]:
    yield html.unescape(path.read_text(encoding="utf-8", errors="replace"))


def _from_script(path: Path) -> Iterator[str]:
    """Yield a data script's strings, as JSON may hide letters behind escapes; else its source."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    yield from _in_html(repeated_in(raw))
    start = min((at for at in (raw.find("{"), raw.find("[")) if at >= 0), default=0)
    try:
        data = json.loads(raw[start:].rstrip("; \n"))
    except ValueError:
        yield html.unescape(raw)
    else:
        yield from (html.unescape(_TAG.sub(" ", text)) for text in _strings(data))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def _from_calendar(path: Path) -> Iterator[str]:
    yield _FOLD.sub("", path.read_text(encoding="utf-8"))


def _from_pdf(path: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(path) as document:
        yield " ".join(document.get_metadata_dict().values())
        yield " ".join(bookmark.get_title() for bookmark in document.get_toc())
        # Words may run on from page to page: one text, with line-end hyphens taken out.
        pages = (page.get_textpage().get_text_range() for page in document)
        yield re.sub("[\ufffe\u00ad-]\\s*\\n\\s*", "", "\n".join(pages))
    yield from _unseen_in_pdf(path)


def _unseen_in_pdf(path: Path) -> Iterator[str]:
    """Yield what a PDF holds beside its sheets: words for pictures and fields, files, metadata."""
    import pikepdf  # noqa: PLC0415  takes a while to load: the press is at work by now

    with pikepdf.open(path) as pdf:
        made = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        said = (one[key] for one in made for key in _SAID & one.keys())
        yield "\n".join(str(words) for words in said if isinstance(words, pikepdf.String))
        if "/Metadata" in pdf.Root:
            yield _TAG.sub(
                " ", html.unescape(pdf.Root.Metadata.read_bytes().decode("utf-8", "replace"))
            )
        for name, attached in pdf.attachments.items():
            yield f"{name} {attached.get_file().read_bytes().decode('utf-8', 'replace')}"


def _from_any(path: Path) -> Iterator[str]:
    """Yield what is in a file of a kind that no build of ours has, if it is text at all."""
    with suppress(UnicodeDecodeError):
        yield html.unescape(path.read_text(encoding="utf-8"))


_READERS: Mapping[str, Callable[[Path], Iterator[str]]] = {
    ".html": _from_html,
    ".js": _from_script,
    ".json": _from_script,
    ".ics": _from_calendar,
    ".pdf": _from_pdf,
    ".svg": _from_html,
    ".css": _from_text,
    ".txt": _from_text,
    ".xml": _from_html,
}
