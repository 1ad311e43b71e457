"""Leave a site with what it uses, and no more.

A theme brings icons, maps for developers, search in thirty languages, and styles for a hundred
things. What no page, style or script of the site asks for is deleted, and so are the blanks that
templates leave in pages.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.editions.prune_styles import classes_in_page, prune, words_of

_IN_PAGE = re.compile(r'(?:href|src)="([^"#?]+)|"search":\s*"([^"]+)"')
_IN_STYLE = re.compile(r"url\(\s*[\"']?(?!data:)([^)\"'#?]+)")
_SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=[^\n]*\n?\s*$")
_BLANKS = re.compile(r"\s*\n\s*")
_BLANKS_COUNT = re.compile(r"<(?:pre|textarea)\b")
_LICENCES = "assets/licences.txt"
_LUNR = "assets/javascripts/lunr"
_LUNR_EXTRA = {"ja": "tinyseg.js", "th": "wordcut.js", "hi": "wordcut.js"}
_INDEX_FOR_SERVERS = "search/search_index.json"
_INDEX = "search/search_index.js"
_ONLY_FROM_DISK = re.compile(
    r'location\.protocol==="file:"\?(?=\w+\(`\$\{new URL\("search/search_index\.js")'
)


def trim(site: Path, pages: Collection[str], language: str) -> None:
    """Delete every file of `site` that the HTML files `pages` don't lead to, and shorten the rest.

    `language` is the one that the search index is in: English needs no file of its own.
    """
    used = _used(site, pages) | _search_files(language)
    if _share_index(site, used):
        used.remove(_INDEX_FOR_SERVERS)
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_dir():
            _remove_if_empty(path)
        elif path.relative_to(site).as_posix() not in used:
            path.unlink()
    _shorten(site)


def _used(site: Path, pages: Collection[str]) -> set[str]:
    asked = {name for page in pages for name in _asked_for(site, page, _IN_PAGE)}
    asked = {name for name in asked if not name.endswith(".html")}
    styles = [name for name in asked if name.endswith(".css")]
    for style in styles:
        asked |= set(_asked_for(site, style, _IN_STYLE))
    return {*asked, *pages, _LICENCES}


def _asked_for(site: Path, name: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the files, named from the top of the site, that one file refers to."""
    folder = PurePosixPath(name).parent
    for groups in pattern.findall((site / name).read_text(encoding="utf-8")):
        link = groups if isinstance(groups, str) else "".join(groups)
        if ":" not in link:
            yield flat(folder / unquote(link))


def flat(path: PurePosixPath) -> str:
    """Return a path from the top of a site without its ".." parts."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            del parts[-1:]
        else:
            parts.append(part)
    return "/".join(parts)


def _search_files(language: str) -> set[str]:
    index = {_INDEX_FOR_SERVERS, _INDEX}
    if language == "en":
        return index
    stems = (f"min/lunr.{language}.min.js", "min/lunr.stemmer.support.min.js")
    extra = (_LUNR_EXTRA[language],) if language in _LUNR_EXTRA else ()
    return index | {f"{_LUNR}/{name}" for name in (*stems, *extra)}


def _share_index(site: Path, used: Collection[str]) -> bool:
    """Let a server's readers load the same index as those who open the site from the disk.

    Returns False, and changes nothing, where the theme's script isn't the one we know: then the
    site carries the index twice.
    """
    scripts = [site / name for name in used if "/bundle." in name]
    texts = {script: script.read_text(encoding="utf-8") for script in scripts}
    found = [script for script, text in texts.items() if len(_ONLY_FROM_DISK.findall(text)) == 1]
    for script in found:
        _write(script, _ONLY_FROM_DISK.sub("true?", texts[script]))
    return bool(found)


def _shorten(site: Path) -> None:
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*"))
        if path.suffix in {".html", ".js", ".css"} and path.name != PurePosixPath(_INDEX).name
    }
    known = {name for path, text in texts.items() for name in _NAMES[path.suffix](text)}
    for path, text in texts.items():
        short = _SHORTER[path.suffix](text, path, known)
        if short != text:
            _write(path, short)


def _shorter_page(text: str, _path: Path, _known: Collection[str]) -> str:
    return text if _BLANKS_COUNT.search(text) else _BLANKS.sub("\n", text)


def _shorter_script(text: str, _path: Path, _known: Collection[str]) -> str:
    return _SOURCE_MAP.sub("\n", text)


def _shorter_style(text: str, path: Path, known: Collection[str]) -> str:
    """Ours stay as they are written; the theme's, in a folder of their own, are pruned."""
    text = _SOURCE_MAP.sub("\n", text)
    return prune(text, known) if path.parent.name == "stylesheets" else text


_SHORTER: Mapping[str, Callable[[str, Path, Collection[str]], str]] = {
    ".html": _shorter_page,
    ".js": _shorter_script,
    ".css": _shorter_style,
}


_NAMES: Mapping[str, Callable[[str], Collection[str]]] = {
    ".html": classes_in_page,
    ".js": words_of,
    ".css": lambda _: (),
}


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
