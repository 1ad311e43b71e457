"""A page's Markdown → HTML for a document that holds many pages.

Ids get the page's name in front, links between pages become links within the document (or plain
text, where the other page isn't part of it), and headings move down below those above them.
Markup that doesn't change is passed on as it was written.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from markdown import Markdown

from generator.shipped import shipped_folder

# MkDocs adds these to every site, so print has them as well.
_ALWAYS = ("toc", "tables", "fenced_code")
_REFERRING = frozenset({"id", "for", "headers", "aria-labelledby", "aria-describedby"})
_HEADING = re.compile(r"h([1-6])")


class _LookLoader(yaml.SafeLoader):
    """Reads mkdocs.yml for its extensions; what only MkDocs understands counts as nothing."""


_LookLoader.add_multi_constructor("", lambda *_: None)


def read_extensions(look: Path) -> dict[str, dict[str, Any]]:
    """Return the Markdown extensions that a mkdocs.yml names, else ours, with their settings."""
    listed = _listed_extensions(look)
    if listed is None:
        listed = _listed_extensions(shipped_folder() / "mkdocs.yml")
    extensions: dict[str, dict[str, Any]] = {name: {} for name in _ALWAYS}
    for entry in listed or []:
        named = entry if isinstance(entry, dict) else {entry: {}}
        extensions |= {name: dict(given or {}) for name, given in named.items()}
    return extensions


def _listed_extensions(look: Path) -> list[Any] | None:
    settings = yaml.load(look.read_text(encoding="utf-8"), Loader=_LookLoader) or {}  # noqa: S506  a safe one
    listed: list[Any] | None = settings.get("markdown_extensions")
    return listed


def make_markdown(extensions: Mapping[str, Mapping[str, Any]]) -> Markdown:
    """Return a Markdown converter with these extensions."""
    return Markdown(extensions=[*extensions], extension_configs=extensions)


def page_id(path: str) -> str:
    """Return what a page is called within a document: `agreement-clauses`."""
    return path.removesuffix(".md").replace("/", "-")


@dataclass(frozen=True)
class Surroundings:
    """Where a page stands: its path, all paths of the document, how far headings move down."""

    path: str
    paths: frozenset[str]
    deeper: int = 0


def page_html(text: str, markdown: Markdown, surroundings: Surroundings) -> str:
    """Return the HTML of a page's Markdown, ready to stand among the other pages."""
    moved = _Moved(surroundings)
    moved.feed(markdown.reset().convert(text))
    moved.close()
    return moved.html()


_ISOLATES = {"ltr": "&#x2066;", "rtl": "&#x2067;"}
_ISOLATE_ENDS = "&#x2069;"
"""Signs that do what <bdi> does: an element inside a link would be a link of its own on paper."""


class _Moved(HTMLParser):
    """Copies HTML, and changes what would clash with another page or lead nowhere."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(convert_charrefs=False)
        self._where = surroundings
        self._name = page_id(surroundings.path)
        self._parts: list[str] = []
        self._links_kept: list[bool] = []
        self._undirected: list[tuple[int, str]] = []
        self._isolated = 0
        self._between_terms = False

    def html(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        self._between_terms = tag == "dl"
        if tag == "a":
            written = self._link(written, dict(attrs).get("href"))
        if any(name in _REFERRING for name, _ in attrs):
            written = _with(written, _REFERRING, self._prefixed)
        if _HEADING.fullmatch(tag):
            written = f"<{self._deeper(tag)}{written[3:]}"
        self._isolated += tag == "bdi"
        if tag == "bdi" and self._links_kept:
            written = _ISOLATES[dict(attrs).get("dir") or "ltr"]
        self._parts.append(written)
        if ("dir", "auto") in attrs:
            self._undirected.append((len(self._parts) - 1, tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag == "a":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._between_terms = tag in ("dt", "dd")
        self._isolated -= tag == "bdi"
        if tag == "bdi" and self._links_kept:
            self._parts.append(_ISOLATE_ENDS)
            return
        if tag == "a" and self._links_kept and not self._links_kept.pop():
            tag = "span"
        self._parts.append(f"</{self._deeper(tag) if _HEADING.fullmatch(tag) else tag}>")

    def handle_data(self, data: str) -> None:
        if self._between_terms and data.isspace():
            return  # a list of terms holds nothing else: a reader would count it as one more
        self._parts.append(data)
        self._direct(data)

    def handle_entityref(self, name: str) -> None:
        self._parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._parts.append(f"&#{name};")

    def _link(self, written: str, href: str | None) -> str:
        target = None if href is None else self._target(href)
        self._links_kept.append(target is not None)
        if target is None:
            return "<span>"
        return _with(written, frozenset({"href"}), lambda _: target)

    def _target(self, href: str) -> str | None:
        """Return where a link leads in this document; None where it can't lead anywhere."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        folder = posixpath.dirname(self._where.path)
        linked = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        path = linked if parts.path else self._where.path
        if path not in self._where.paths:
            return None
        return f"#{page_id(path)}--{parts.fragment}" if parts.fragment else f"#{page_id(path)}"

    def _prefixed(self, names: str) -> str:
        return " ".join(f"{self._name}--{name}" for name in names.split())

    def _deeper(self, tag: str) -> str:
        return f"h{min(6, int(tag[1]) + self._where.deeper)}"

    def _direct(self, data: str) -> None:
        """Resolve `dir="auto"`, which print doesn't know, by the first letter that has one.

        As in a browser, text that is isolated has a direction for itself alone: a name or a
        sentence of theirs turns no telephone number that stands after it.
        """
        if self._isolated:
            return
        if self._undirected and (direction := _direction(data)):
            for index, _ in self._undirected:
                self._parts[index] = _with(
                    self._parts[index], frozenset({"dir"}), lambda _: direction
                )
            self._undirected.clear()


def _direction(text: str) -> str | None:
    kinds: Iterable[str] = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in kinds if kind in {"L", "R", "AL"}), None)
    return None if first is None else "ltr" if first == "L" else "rtl"


def _with(written: str, names: frozenset[str], change: Any) -> str:
    """Return a start tag with the values of these attributes changed."""

    def changed(match: re.Match[str]) -> str:
        name, value = match["name"], match["double"] or match["single"] or match["bare"] or ""
        if name.lower() not in names:
            return match[0]
        return f'{match["space"]}{name}="{escape(change(value))}"'

    return _ATTRIBUTE.sub(changed, written)


_ATTRIBUTE = re.compile(
    r"""(?P<space>\s)(?P<name>[^\s"'>/=]+)\s*=\s*
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.VERBOSE,
)
