"""Take out of a theme's style sheet what no page of this site can meet.

Half of Material's is for things that a couple's site doesn't have: code, tags, versions, tabs.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

_RULE = re.compile(r"([^{}]+)\{((?:\"[^\"]*\"|[^{}\"])*)\}")
_EMPTY_BLOCK = re.compile(r"@(?:media|supports)[^{}]*\{\}")
_GROUP = re.compile(r":(?:not|is|where|has)\([^()]*\)")
_PART = re.compile(r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^,()])+")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_SCHEME = re.compile(r'\[data-md-color-\w+="?([\w-]+)')
_TAG = re.compile(r"(?<![\w.#:\[=\"-])(abbr|code|del|img|ins|kbd|pre|video)(?![\w-])")
_VALUE = re.compile(r'(?<=[{;])(--[\w-]+):(?:"[^"]*"|[^;{}"])*(?:;|(?=\}))')
_ASKED = re.compile(r"(?:var\(\s*|[\"'`])(--[\w-]+)")
_WORD = re.compile(r"[\w-]+")
_IN_TAG = re.compile(r"<[^<>]*>")
_TAG_NAME = re.compile(r"<([a-z][\w-]*)")
_NAMING = re.compile(r'\s(?:class|data-md-color-\w+)="([^"]*)"')
_FEATURES = re.compile(r'"features":\s*\[([^\]]*)\]')

_DRAWN_BY_SCRIPT = re.compile(
    r"md-(?:annotation|clipboard|code|consent|feedback|select|source|tag|tooltip|version)"
    r"|mermaid|tabbed|highlight|linenodiv"
)
"""What Material's script adds to pages with code, tabs, notes in the margin, or versions."""

_ASKS_SCRIPT = re.compile(r"annotate|highlight|mermaid|tabbed|md-(?:source|tooltip|version)")
_PLAIN_FEATURE = re.compile(r"(?:navigation|toc|search|header)\.")


def names_in_page(html: str) -> set[str]:
    """Return the names of tags, as `<p`, and of classes and colours in a page.

    Words that are read don't count: else a rule that stayed would tell of a word like "red". What
    the look asks of the theme's script is among the names too, as `"content.tooltips`.
    """
    tags = dict.fromkeys(_IN_TAG.findall(html))
    named = (name for tag in tags for name in _NAMING.findall(tag))
    asked = (feature for each in _FEATURES.findall(html) for feature in each.split(","))
    return {
        *(word for names in named for word in _WORD.findall(names)),
        *(name[0] for tag in tags if (name := _TAG_NAME.match(tag))),
        *(f'"{feature.strip().strip(chr(34))}' for feature in asked if feature.strip()),
    }


@lru_cache(maxsize=16)
def names_in_script(script: str) -> frozenset[str]:
    """Return everything in JavaScript that could be the name of a class."""
    return frozenset(_WORD.findall(script))


def known_names(pages: Iterable[str], scripts: Iterable[str]) -> frozenset[str]:
    """Return what a rule may name to be met in one of these pages with these scripts."""
    shown = {name for page in pages for name in names_in_page(page)}
    added = {name for script in scripts for name in names_in_script(script)}
    if not _asks_for_more(shown):
        added = {name for name in added if not _DRAWN_BY_SCRIPT.match(name)}
    return frozenset(shown | added)


def prune(style: str, known: Collection[str]) -> str:
    """Return `style` (minified CSS) without the rules whose names aren't among `known`.

    A rule that is hard to judge stays, and so does everything if the braces don't match.
    """
    return _pruned(style, _named_in(style).intersection(known))


def without_idle_values(style: str, others: Iterable[str]) -> str:
    """Drop each `--name:…` of `style` that neither it nor any of the `others` asks for."""
    asked = {name for text in (style, *others) for name in _ASKED.findall(text)}
    short = _VALUE.sub(lambda value: value[0] if value[1] in asked else "", style)
    return _without_empty(short) if short != style else style


def _asks_for_more(shown: Collection[str]) -> bool:
    return any(
        name == "<pre"
        or _ASKS_SCRIPT.match(name)
        or (name.startswith('"') and not _PLAIN_FEATURE.match(name, 1))
        for name in shown
    )


@lru_cache(maxsize=16)
def _named_in(style: str) -> frozenset[str]:
    tags = (f"<{tag}" for tag in _TAG.findall(style))
    return frozenset((*_CLASS.findall(style), *_SCHEME.findall(style), *tags))


@lru_cache(maxsize=64)
def _pruned(style: str, known: frozenset[str]) -> str:
    if style.count("{") != style.count("}"):
        return style
    return _without_empty(_RULE.sub(lambda rule: _kept_rule(rule[1], rule[2], known), style))


def _without_empty(style: str) -> str:
    return _EMPTY_BLOCK.sub("", re.sub(r"(?<=\})[^{}@;]+\{\}", "", style))


def _kept_rule(selector: str, body: str, known: Collection[str]) -> str:
    if selector.lstrip().startswith("@"):
        return f"{selector}{{{body}}}" if body else ""
    parts = [part for part in _PART.findall(selector) if _can_match(part, known)]
    return f"{','.join(parts)}{{{body}}}" if parts else ""


def _can_match(selector: str, known: Collection[str]) -> bool:
    return all(name in known for name in _names_asked(_GROUP.sub("", selector)))


def _names_asked(selector: str) -> Iterator[str]:
    yield from _CLASS.findall(selector)
    yield from _SCHEME.findall(selector)
    yield from (f"<{tag}" for tag in _TAG.findall(selector))
