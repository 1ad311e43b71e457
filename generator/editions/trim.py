"""Leave a site with the files it uses, and no other.

A theme brings icons, maps for developers, and search in thirty languages. What no page, style
or script of the site asks for is deleted, and so are the blanks that templates leave in pages.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_IN_PAGE = re.compile(r'(?:href|src)="([^"#?]+)|"search":\s*"([^"]+)"')
_IN_STYLE = re.compile(r"url\(\s*[\"']?(?!data:)([^)\"'#?]+)")
_SOURCE_MAP = re.compile(rb"\n?(?://|/\*)# sourceMappingURL=[^\n]*\n?\s*$")
_BLANKS = re.compile(rb"\s*\n\s*")
_BLANKS_COUNT = re.compile(rb"<(?:pre|textarea)\b")
_LUNR = "assets/javascripts/lunr"
_LUNR_EXTRA = {"ja": "tinyseg.js", "th": "wordcut.js", "hi": "wordcut.js"}


def trim(site: Path, pages: Collection[str], language: str) -> None:
    """Delete every file of `site` that the HTML files `pages` don't lead to.

    `language` is the one that the search index is in: English needs no file of its own.
    """
    used = _used(site, pages) | _search_files(language)
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_dir():
            _remove_if_empty(path)
        elif path.relative_to(site).as_posix() not in used:
            path.unlink()
        elif path.suffix in {".js", ".css"}:
            _replace(path, _SOURCE_MAP.sub(b"\n", path.read_bytes()))
        elif path.suffix == ".html":
            _replace(path, _without_blanks(path.read_bytes()))


def _used(site: Path, pages: Collection[str]) -> set[str]:
    used = set(pages)
    for page in pages:
        used |= set(_asked_for(site, page, _IN_PAGE))
    for style in [name for name in used if name.endswith(".css")]:
        used |= set(_asked_for(site, style, _IN_STYLE))
    return used - {name for name in used if name.endswith(".html")} | set(pages)


def _asked_for(site: Path, name: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the files, named from the top of the site, that one file refers to."""
    folder = PurePosixPath(name).parent
    for groups in pattern.findall((site / name).read_text(encoding="utf-8")):
        link = groups if isinstance(groups, str) else "".join(groups)
        if ":" not in link:
            yield _flat(folder / unquote(link))


def _flat(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            del parts[-1:]
        else:
            parts.append(part)
    return "/".join(parts)


def _search_files(language: str) -> set[str]:
    """Name the index, once for a server and once for `file:`, and the language's word stems."""
    index = {"search/search_index.json", "search/search_index.js"}
    if language == "en":
        return index
    stems = (f"min/lunr.{language}.min.js", "min/lunr.stemmer.support.min.js")
    extra = (_LUNR_EXTRA[language],) if language in _LUNR_EXTRA else ()
    return index | {f"{_LUNR}/{name}" for name in (*stems, *extra)}


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _without_blanks(page: bytes) -> bytes:
    return page if _BLANKS_COUNT.search(page) else _BLANKS.sub(b"\n", page)


def _replace(path: Path, content: bytes) -> None:
    if content != path.read_bytes():
        path.write_bytes(content)
