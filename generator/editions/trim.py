"""Leave a site with the files it uses, and no more.

A theme brings icons, maps for developers, and search in thirty languages. What no page or style of
the site asks for is deleted.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_IN_PAGE = re.compile(r'(?:href|src)="([^"#?]+)|"search":\s*"([^"]+)"')
_IN_STYLE = re.compile(r"url\(\s*[\"']?(?!data:)([^)\"'#?]+)")
_LICENCES = "assets/licences.txt"
_LUNR = "assets/javascripts/lunr"
_LUNR_EXTRA = {"ja": "tinyseg.js", "th": "wordcut.js", "hi": "wordcut.js"}
_INDEX_FOR_SERVERS = "search/search_index.json"
_INDEX = "search/search_index.js"
_ONLY_FROM_DISK = re.compile(
    r'location\.protocol==="file:"\?(?=\w+\(`\$\{new URL\("search/search_index\.js")'
)


def trim(site: Path, pages: Collection[str], language: str) -> None:
    """Delete every file of `site` that the HTML files `pages` don't lead to.

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


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
