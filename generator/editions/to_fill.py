"""Room to write in a document → form fields that can be filled in on a screen.

A field's name and description are made from the words around it: a screen reader then says whose
initials are asked for, and to which clause.
"""

import re
from collections import Counter
from collections.abc import Iterator
from textwrap import shorten
from xml.etree.ElementTree import Element

_ROOM = re.compile(r"(?:.* )?lines(?:-\d)?(?: .*)?")
_DOTS = re.compile(r"_{4,}(?: / _{4,})*")
_SENTENCE = re.compile(r"[.!?…][”’)]* (?=\S)")
_WORD = re.compile(r" (?=\S)")
_EMS = 0.5
"""How wide one of the strokes of a line is, in ems."""

_BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "blockquote"})
_LONGEST = 180
"""Signs of a description: a clause is told from another by its number and first words."""


def make_fillable(root: Element) -> None:
    """Put a field in the place of each box, blank, line and ruled space in `root`."""
    _Filler(root).fill()


class _Filler:
    def __init__(self, root: Element) -> None:
        self._root = root
        self._parents: dict[Element, Element] = {c: p for p in root.iter() for c in p}
        self._numbers: Counter[str] = Counter()
        self._choices: dict[Element, str] = {}

    def fill(self) -> None:
        for element in [*self._root.iter()]:
            kinds = str(element.get("class", "")).split()
            if "box" in kinds:
                self._make_box(element)
            elif "blank" in kinds:
                words = self._just_before(element) or self._before(element)
                self._make(element, "input", "text", self._in_cell(element, words))
            elif element.tag == "div" and _ROOM.fullmatch(" ".join(kinds)):
                self._make(element, "textarea", "", self._before(element))
            elif element.tag not in ("style", "title", "script"):
                self._fill_lines(element)

    def _fill_lines(self, element: Element) -> None:
        """Put a field in the place of each `____` among an element's own words."""
        if _DOTS.search(element.text or ""):
            element.text, fields = self._split(element, element.text or "", "")
            element[:0] = fields
        for child in [*element]:
            if _DOTS.search(child.tail or ""):
                before = self._words_until(element, child, through=True)
                child.tail, fields = self._split(element, child.tail or "", before)
                at = [*element].index(child) + 1
                element[at:at] = fields

    def _split(self, holder: Element, text: str, before: str) -> tuple[str, list[Element]]:
        start, last = "", 0
        fields: list[Element] = []
        for found in _DOTS.finditer(text):
            said = text[last : found.start()]
            if fields:
                fields[-1].tail = said
            else:
                start = said
            field = Element("input", {"class": "line", "style": f"width:{len(found[0]) * _EMS}em"})
            words = _tidy(f"{before} {text[: found.start()]}") or self._before(holder)
            words = words or _tidy(text[found.end() :])
            self._parents[field] = holder
            self._make(field, "input", "text", _DOTS.sub("…", words))
            fields.append(field)
            last = found.end()
        fields[-1].tail = text[last:]
        return start, fields

    def _make_box(self, element: Element) -> None:
        """Put a field in the place of a box; boxes of which one is chosen share their name."""
        words = self._after(element)
        choice = self._one_of(element)
        kind = "checkbox" if choice is None else "radio"
        asked = words if self._nearest(element, "td") is not None else self._asked(element, words)
        self._make(element, "input", kind, self._in_cell(element, asked))
        if choice is not None:
            element.set("value", words)
            element.set("name", self._choices.setdefault(choice, str(element.get("name"))))

    def _asked(self, box: Element, words: str) -> str:
        """Return what a box's block asks before the first of its boxes, and the box's `words`."""
        block = self._parents.get(box)
        while block is not None and block.tag not in _BLOCKS:
            block = self._parents.get(block)
        if block is None:
            return words
        first = next(one for one in block if any(map(_is_box, one.iter())))
        return " ".join(filter(None, (self._words_until(block, first), words)))

    def _one_of(self, element: Element) -> Element | None:
        """Return what holds the boxes of which this is one and only one is chosen."""
        span = self._nearest(element, "span")
        while span is not None and span.get("class") != "one-of":
            span = self._nearest(span, "span")
        return span

    def _make(self, field: Element, tag: str, kind: str, words: str) -> None:
        section = self._section(field)
        self._numbers[section] += 1
        field.tag, field.text = tag, ""
        field.attrib.pop("aria-hidden", None)
        field.set("name", f"{section}-{self._numbers[section]}")
        said = shorten(words, _LONGEST, placeholder="…") if len(words) > _LONGEST else words
        field.set("title", said or self._heading(field))
        if kind:
            field.set("type", kind)

    def _in_cell(self, element: Element, words: str) -> str:
        """Return `words` with the row and the column in which they stand."""
        cell = self._nearest(element, "td")
        row = self._nearest(element, "tr")
        table = self._nearest(element, "table")
        if cell is None or row is None or table is None:
            return words
        heads = [
            _tidy("".join(e.itertext())) for top in table.iter("thead") for e in top.iter("th")
        ]
        head = heads[[*row].index(cell)] if len(heads) >= len(row) else ""
        room = _LONGEST - len(head) - len(words) - 4
        first = shorten(_tidy("".join(_said(row[0]))), room, placeholder="…")
        return f"{first} {head}: {words}".strip()

    def _after(self, element: Element) -> str:
        """Return the words that follow an element in what holds both."""
        parent = self._parents[element]
        rest = [*parent][[*parent].index(element) + 1 :]
        words = [element.tail or "", *("".join(one.itertext()) + (one.tail or "") for one in rest)]
        return _tidy("".join(words))

    def _just_before(self, element: Element) -> str:
        """Return the words that lead up to an element on its own line."""
        parent = self._parents[element]
        at = [*parent].index(element)
        return _tidy((parent[at - 1].tail if at else parent.text) or "")

    def _before(self, element: Element) -> str:
        """Return the nearest words before an element, in its own block or the one before it."""
        parent = self._parents.get(element)
        while parent is not None:
            if words := self._words_until(parent, element):
                return words
            element, parent = parent, self._parents.get(parent)
        return ""

    def _words_until(self, parent: Element, child: Element, *, through: bool = False) -> str:
        """Return the last block of words in `parent` before its `child`, or `through` its end."""
        found = [parent.text or ""]
        for one in parent:
            if one is child:
                found += _blocks(one) if through else ()
                break
            found += [*_blocks(one), one.tail or ""]
        inline = parent.tag in _BLOCKS or parent.tag == "span"
        kept = "".join(found) if inline else next((w for w in reversed(found) if w.strip()), "")
        return _last_sentences(_tidy(kept))

    def _heading(self, element: Element) -> str:
        section = self._nearest(element, "section")
        heads = section.iter("h1") if section is not None else iter(())
        return next((_tidy("".join(head.itertext())) for head in heads), "")

    def _section(self, element: Element) -> str:
        section = self._nearest(element, "section")
        return str(section.get("id")) if section is not None else "field"

    def _nearest(self, element: Element, tag: str) -> Element | None:
        parent = self._parents.get(element)
        while parent is not None and parent.tag != tag:
            parent = self._parents.get(parent)
        return parent


def _is_box(element: Element) -> bool:
    return "box" in str(element.get("class", "")).split()


def _last_sentences(words: str) -> str:
    """Return as many of the last sentences as there is room for, else of the last words."""
    if len(words) <= _LONGEST:
        return words
    room = words[-_LONGEST:]
    cut = _SENTENCE.search(room) or _WORD.search(room)
    return room[cut.end() :] if cut else room


def _blocks(element: Element) -> Iterator[str]:
    """Yield the words of each block in an element, or all of them where it holds none."""
    blocks = [one for one in element.iter() if one.tag in _BLOCKS]
    yield from ("".join(one.itertext()) for one in blocks or [element])


def _said(element: Element) -> Iterator[str]:
    """Yield the words of an element; where a new line begins, a blank."""
    yield element.text or ""
    for one in element:
        yield " " if one.tag == "br" else "".join(_said(one))
        yield one.tail or ""


def _tidy(words: str) -> str:
    return " ".join(words.split()).rstrip(":")
