"""All words that a file of a build holds, however they are written down in it."""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2

_TAG = re.compile(r"<[^>]*>")
_FOLD = re.compile(r"\r?\n[ \t]")


def words_in_file(path: Path) -> Iterator[str]:
    """Yield the texts of a file: what is read, what stands in its code, what it says of itself."""
    yield from _READERS.get(path.suffix, _nothing)(path)


def _from_html(path: Path) -> Iterator[str]:
    raw = path.read_text(encoding="utf-8")
    yield html.unescape(_TAG.sub(" ", raw))
    yield from (html.unescape(tag) for tag in dict.fromkeys(_TAG.findall(raw)) if " " in tag)


def _from_text(path: Path) -> Iterator[str]:
    yield html.unescape(path.read_text(encoding="utf-8", errors="replace"))


def _from_script(path: Path) -> Iterator[str]:
    """Yield a data script's strings, as JSON may hide letters behind escapes; else its source."""
    raw = path.read_text(encoding="utf-8", errors="replace")
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


def _nothing(_: Path) -> Iterator[str]:
    return iter(())


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
