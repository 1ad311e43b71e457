"""What a reader finds in a finished page or PDF: elements, words, and what a page leads to."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_TURNED = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_WORD = re.compile(rf"[{_TURNED}]+|[^\W{_TURNED}]+")
"""Words of letters that run from the right are told apart: PDFium hands them out in pieces."""

_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_IN_A_LINE = frozenset({"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins",
                        "q", "s", "small", "span", "strong", "sub", "sup", "u"})  # fmt: skip
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
                               "\u2066\u2067\u2068\u2069\ufeff"))  # fmt: skip


def words_of(text: str) -> list[str]:
    """Return the words of a text, whatever its case, its accents' form or its unseen signs."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).translate(_SOFT).casefold())


def in_a_row(text: str) -> str:
    """Return the words of a text in one line, so that `in` finds a run of whole words."""
    return f" {' '.join(words_of(text))} "


def turned(words: Iterable[str]) -> Counter[str]:
    """Return how often each letter that runs from the right is there, in whatever order."""
    return Counter("".join(word for word in words if re.match(f"[{_TURNED}]", word)))


def unturned(words: Iterable[str]) -> list[str]:
    """Return the words that run from the left."""
    return [word for word in words if not re.match(f"[{_TURNED}]", word)]


def first_difference(expected: Sequence[str], found: Sequence[str]) -> str:
    """Return where two runs of words part, with a few words around it; "" where they don't."""
    matcher = difflib.SequenceMatcher(None, expected, found, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            before = " ".join(expected[max(a - 6, 0) : a])
            there, here = " ".join(expected[a:b][:30]), " ".join(found[c:d][:30])
            return f"after “{before}”: “{there}” became “{here}”"
    return ""


@dataclass(eq=False)
class Element:
    """An element of a page, with the elements and texts inside it."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    inside: "list[Element | str]" = field(default_factory=list)

    def walk(self) -> "Iterator[Element]":
        """Yield this element and all inside it, in the order of the page."""
        yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.walk()

    def all(self, tag: str = "", **attributes: str) -> "list[Element]":
        """Return the elements inside with this tag and these attributes (`class` as a word)."""
        return [one for one in self.walk() if one is not self and one.fits(tag, attributes)]

    def first(self, tag: str = "", **attributes: str) -> "Element":
        """Return the first of `all`; there must be one."""
        found = self.all(tag, **attributes)
        assert found, f"no <{tag}> with {attributes}"
        return found[0]

    def fits(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Return whether this is such an element; `class_` asks for one class of several."""
        return tag in ("", self.tag) and all(
            value in self.attributes.get("class", "").split()
            if name == "class_"
            else self.attributes.get(name) == value
            for name, value in attributes.items()
        )

    def text(self, hidden: bool = False) -> str:
        """Return what is read in this element; what is hidden from readers only if asked for."""
        if not hidden and self.attributes.get("aria-hidden") == "true":
            return ""
        if self.tag == "br":
            return "\n"
        parts = (
            p.replace("\n", " ") if isinstance(p, str) else p.text(hidden) for p in self.inside
        )
        text = "".join(parts)
        return text if self.tag in _IN_A_LINE else f"\n{text}\n"

    def lines(self) -> list[str]:
        """Return what is read, a line for each block of the page."""
        lines = (" ".join(line.split()) for line in self.text().split("\n"))
        return [line for line in lines if line]

    def words(self) -> list[str]:
        """Return the words that are read in this element."""
        return words_of(self.text())


def parse(html: str) -> Element:
    """Return a page as elements."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.top


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top = Element("")
        self._open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in [element.tag for element in self._open]:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path

    @property
    def names(self) -> list[str]:
        """Return the pages' file names, such as "plan/index.html"."""
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html"))

    def page(self, name: str) -> Element:
        """Return a page."""
        return parse((self.folder / name).read_text("utf-8"))

    def article(self, name: str) -> Element:
        """Return what a page says, without what stands around it on every page."""
        (article,) = self.page(name).all("article")
        return article

    def each(self, look: Callable[[Element], Element] = lambda page: page) -> dict[str, Element]:
        """Return every page by name, or a part of each."""
        return {name: look(self.page(name)) for name in self.names}
