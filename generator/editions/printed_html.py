"""HTML as WeasyPrint is given it: without the styles that no page of ours has a use for.

WeasyPrint's style sheet for browsers gives each element a mark in a list, and four for notes, and
each of them a style that is worked out and kept. That is five styles in six.
"""

from copy import copy
from functools import lru_cache
from typing import Any, Self

from cssselect2 import ElementWrapper

from generator.editions.engine import HTML

_ASKS_FOR_MARKS = ("footnote", "note(", "list-item")
"""Where styles or pages say none of these, only <li> has a mark, and nothing has a note."""

_OF_NOTES = frozenset(
    {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)


def may_have_notes(text: str) -> bool:
    """Return whether a style sheet or a page may ask for notes, or for marks of its own."""
    return any(word in text for word in _ASKS_FOR_MARKS)


class PrintedHTML(HTML):  # type: ignore[misc] # it ships no types
    """A parsed document; `has_notes` keeps all that WeasyPrint's own style sheet has."""

    def __init__(self, string: str, base_url: str, url_fetcher: Any, *, has_notes: bool) -> None:
        super().__init__(string=string, base_url=base_url, url_fetcher=url_fetcher)
        self._has_notes = has_notes

    def of(self, tree: Any) -> Self:
        """Return a document of another tree, such as a part of this one's, without parsing it."""
        part = copy(self)
        part.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
        part.etree_element = part.wrapper_element.etree_element
        return part

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        sheets = super()._ua_stylesheets(forms)
        return [*sheets] if self._has_notes else [_without_notes(sheet) for sheet in sheets]


@lru_cache(maxsize=4)
def _without_notes(sheet: Any) -> Any:
    """Return the same style sheet without the marks of notes, and with those of lists on <li>."""
    without, matcher = copy(sheet), copy(sheet.matcher)
    rules = [rule for rule in matcher.other_selectors if _pseudo_element(rule) not in _OF_NOTES]
    markers = [rule for rule in rules if _pseudo_element(rule) == "marker"]
    of_items = [*matcher.lower_local_name_selectors.get("li", ()), *markers]
    matcher.other_selectors = [rule for rule in rules if rule not in markers]
    matcher.lower_local_name_selectors = matcher.lower_local_name_selectors | {"li": of_items}
    without.matcher = matcher
    return without


def _pseudo_element(rule: Any) -> Any:
    _test, _specificity, _order, pseudo_element, _declarations = rule
    return pseudo_element
