"""Say in fewer bytes what the files of a site say: its words, links and looks stay the same.

What is public, the theme's files and ours, is shortened once in a process, and known again by its
content. A couple's pages are shortened each time, and not remembered.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from generator.editions.prune_styles import known_names, prune, without_idle_values
from generator.editions.repeated import move_repeated

_THEME_STYLES = "stylesheets"
_OWN_STYLES, _OWN_SCRIPTS = "assets/css", "assets/js"
_PRACTICE = "practice.css"
_INDEX = "search/search_index.js"
_SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=[^\n]*\n?\s*$")

_AS_IT_IS = re.compile(r"(<(pre|textarea|script)\b(?![^>]*\ssrc=).*?</\2>)", re.DOTALL)
_SETTINGS = re.compile(r'(<script id="__config"[^>]*>)(.*)(</script>)', re.DOTALL)
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'"}
_BLANKS = re.compile(r"\s*\n\s*")
_BLOCKS = (
    "!doctype|html|head|meta|link|title|body|main|header|footer|nav|article|section|aside|div|p|h[1-6]"
    "|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|figure|figcaption|blockquote|fieldset|legend"
    "|option|br|hr|form|script"
)
_AROUND_BLOCK = re.compile(rf"\n?(</?(?:{_BLOCKS})\b[^>]*>)\n?")
_SIGN = re.compile(r"&#(\d+);")
_NEEDS_ESCAPE = frozenset("<>&\"'")

_IN_STYLE = re.compile(
    r"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^"')]*\))"""
    r"|(?:\s|/\*.*?\*/)*(?P<sign>[{};,])(?:\s|/\*.*?\*/)*"
    r"|(?P<colon>:)\s+"
    r"|(?P<blank>(?:\s|/\*.*?\*/)+)",
    re.DOTALL,
)


def shorten(site: Path, joined: Mapping[str, Iterable[str]]) -> None:
    """Shorten the pages, styles, scripts and the search index in the folder `site`.

    `joined` says which styles and scripts of ours come one after the other in each page, and so
    can be one file: its name → theirs.
    """
    texts = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*"))
        if path.suffix in {".html", ".js", ".css"}
    }
    short = {name: _shorter(name, text) for name, text in texts.items()}
    _prune(short)
    _leave_out_empty(short)
    for whole, parts in joined.items():
        _join(short, whole, tuple(parts))
    move_repeated(short)
    for name in texts.keys() - short.keys():
        (site / name).unlink()
    for name, text in short.items():
        if text != texts.get(name):
            (site / name).write_text(text, encoding="utf-8", newline="")


def _shorter(name: str, text: str) -> str:
    path = PurePosixPath(name)
    if path.suffix == ".html":
        return shorter_page(text)
    if path.suffix == ".js":
        ours = path.is_relative_to(_OWN_SCRIPTS)
        return shorter_index(text) if name == _INDEX else shorter_script(text, ours)
    ours = path.is_relative_to(_OWN_STYLES) and path.name != _PRACTICE
    return shorter_style(text) if ours else _SOURCE_MAP.sub("\n", text)


def shorter_page(html: str) -> str:
    """Return a page without the blanks that show nowhere, each sign written as itself."""
    pieces = _AS_IT_IS.split(html)
    shorter = (_shorter_piece, _shorter_element, lambda _: "")  # the last is the name of a tag
    return "".join(shorter[number % 3](piece) for number, piece in enumerate(pieces))


def shorter_index(script: str) -> str:
    """Return the search index with no blank between its parts."""
    start, end = script.find("{"), script.rfind("}") + 1
    try:
        index = json.loads(script[start:end])
    except ValueError:
        return script
    packed = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"{script[:start]}{packed}{script[end:]}"


@lru_cache(maxsize=64)
def shorter_script(script: str, ours: bool) -> str:
    """Return a script without its map for developers; one of ours without its notes as well."""
    plain = _SOURCE_MAP.sub("\n", script)
    lines = plain.split("\n")
    if not ours or "/*" in plain or any(line.count("`") % 2 for line in lines):
        return plain
    bare = (line.strip() for line in lines)
    return "\n".join(line for line in bare if line and not line.startswith("//")) + "\n"


@lru_cache(maxsize=64)
def shorter_style(style: str) -> str:
    """Return CSS without its notes, and without blanks but where they part two words."""
    return _IN_STYLE.sub(_short_sign, style).strip().replace(";}", "}")


def _short_sign(found: re.Match[str]) -> str:
    return found["kept"] or found["sign"] or found["colon"] or " "


def _shorter_piece(html: str) -> str:
    return _with_plain_signs(_AROUND_BLOCK.sub(r"\1", _BLANKS.sub("\n", html)))


def _shorter_element(element: str) -> str:
    """Return what holds its blanks: what the theme's script reads shorter, any other as it is."""
    found = _SETTINGS.fullmatch(element)
    if found:
        return f"{found[1]}{_shorter_settings(found[2])}{found[3]}"
    tag, end, rest = element.partition(">")
    return f"{_with_plain_signs(tag)}{end}{rest}"


def _shorter_settings(packed: str) -> str:
    """Return settings as JSON, without what isn't set or asked for."""
    settings = {key: value for key, value in json.loads(packed).items() if value is not None}
    if not any(feature.startswith("content.code") for feature in settings.get("features", ())):
        _forget(settings, "clipboard.")
    if "version" not in settings:
        _forget(settings, "select.version")
    shorter = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    return shorter.translate(_IN_SCRIPT)


def _forget(settings: dict[str, Any], start: str) -> None:
    words = settings.get("translations", {})
    settings["translations"] = {
        key: said for key, said in words.items() if not key.startswith(start)
    }


def _with_plain_signs(html: str) -> str:
    return _SIGN.sub(_sign, html) if "&#" in html else html


def _sign(entity: re.Match[str]) -> str:
    number = int(entity[1])
    plain = 32 < number < 127 and chr(number) not in _NEEDS_ESCAPE
    return chr(number) if plain else entity[0]


def _prune(texts: dict[str, str]) -> None:
    """Take out of the theme's styles, in a folder of their own, what meets nothing here."""
    pages = [text for name, text in texts.items() if name.endswith(".html")]
    scripts = [text for name, text in texts.items() if name.endswith(".js") and name != _INDEX]
    themes = [name for name in texts if PurePosixPath(name).parent.name == _THEME_STYLES]
    known = known_names(pages, scripts) if themes else frozenset[str]()
    for name in themes:
        texts[name] = prune(texts[name], known)
    styles = [text for name, text in texts.items() if name.endswith(".css")]
    for name in themes:
        texts[name] = without_idle_values(texts[name], (*styles, *scripts))


def _leave_out_empty(texts: dict[str, str]) -> None:
    """Drop the practice's own style sheet while it has nothing but notes."""
    name = f"{_OWN_STYLES}/{_PRACTICE}"
    if name in texts and not shorter_style(texts[name]):
        for page in (page for page in texts if page.endswith(".html")):
            texts[page] = texts[page].replace(_asking(page, (name,)), "")
        del texts[name]


def _join(texts: dict[str, str], whole: str, parts: tuple[str, ...]) -> None:
    """Make one file of several that every page asks for in a row, where every page does."""
    pages = [name for name in texts if name.endswith(".html")]
    asked = {name: _asking(name, parts) for name in pages}
    if not pages or any(row not in texts[name] for name, row in asked.items()):
        return
    for name, row in asked.items():
        texts[name] = texts[name].replace(row, _asking(name, (whole,)))
    texts[whole] = "".join(texts.pop(part) for part in parts)


def _asking(page: str, files: Iterable[str]) -> str:
    up = "../" * page.count("/")
    return "".join(
        f'<link rel="stylesheet" href="{up}{file}">'
        if file.endswith(".css")
        else f'<script src="{up}{file}"></script>'
        for file in files
    )
