"""Take out of a theme's style sheet what no page of this site can meet.

Half of Material's is for things that a couple's site doesn't have: code, tags, versions, tabs.
"""

import re
from collections.abc import Collection

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_EMPTY_BLOCK = re.compile(r"@(?:media|supports)[^{}]*\{\}")
_NOT = re.compile(r":not\([^()]*\)")
_GROUP = re.compile(r":(?:is|where|has)\(")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_SCHEME = re.compile(r'\[data-md-color-\w+="?([\w-]+)')
_ICON = re.compile(r'(--md-[\w-]+):url\("[^"]*"\);?')
_WORD = re.compile(r"[\w-]+")
_IN_TAG = re.compile(r"<[^<>]*>")
_NAMING = re.compile(r'\s(?:class|data-md-color-\w+)="([^"]*)"')


def classes_in_page(html: str) -> set[str]:
    """Return the names of classes and colours in a page, by its tags.

    Words that are read don't count: else a rule that stayed would tell of a word like "red".
    """
    named = (name for tag in _IN_TAG.findall(html) for name in _NAMING.findall(tag))
    return {word for names in named for word in _WORD.findall(names)}


def words_of(script: str) -> set[str]:
    """Return everything in JavaScript that could be the name of a class."""
    return set(_WORD.findall(script))


def prune(style: str, known: Collection[str]) -> str:
    """Return `style` (minified CSS) without the rules whose classes aren't among `known`.

    A rule that is hard to judge stays, and so does everything if the braces don't match.
    """
    if style.count("{") != style.count("}"):
        return style
    kept = _RULE.sub(lambda rule: _kept_rule(rule[1], rule[2], known), style)
    return _without_idle_icons(_EMPTY_BLOCK.sub("", kept))


def _kept_rule(selector: str, body: str, known: Collection[str]) -> str:
    if selector.lstrip().startswith("@") or _GROUP.search(selector):
        return f"{selector}{{{body}}}" if body else ""
    parts = [part for part in selector.split(",") if _can_match(part, known)]
    return f"{','.join(parts)}{{{body}}}" if parts else ""


def _can_match(selector: str, known: Collection[str]) -> bool:
    asked = _NOT.sub("", selector)
    return all(name in known for name in (*_CLASS.findall(asked), *_SCHEME.findall(asked)))


def _without_idle_icons(style: str) -> str:
    """Drop `--name:url("…")` where nothing uses the name any more."""
    used = _ICON.sub(lambda icon: icon[0] if f"var({icon[1]}" in style else "", style)
    return used.replace(":root{}", "")
