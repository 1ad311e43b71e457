"""A last look at a finished site: no page names anyone, asks anyone, or keeps anyone in it.

A practice may replace any template and style, and so could drop what keeps a site private
without noticing. What a page merely links to is its writer's to choose; what it loads is not.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from generator.editions.web_address import is_web_address
from generator.problems import GuideError, Place, Problem

_LOADS = frozenset({"src", "srcset", "imagesrcset", "poster", "data", "background", "ping",
                    "manifest", "code", "codebase", "archive", "xlink:href"})  # fmt: skip
_LINKS = frozenset({"a", "area"})
"""Where `href` is followed by a person's choice alone."""

_SHOWN = frozenset({"img-src", "media-src", "font-src"})
"""What a content policy lets in by these is shown, and never run."""

_OF_THE_SITE = frozenset({"", "data", "blob", "about"})
_CSS_LOADS = re.compile(r"""(?:url\(\s*|@import\s+)(["']?)([^"')\s;]*)\1""", re.IGNORECASE)
_CSS_NOTE = re.compile(r"/\*.*?\*/", re.DOTALL)
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)
_IGNORED_IN_ADDRESS = str.maketrans("\\", "/", "\t\r\n")


def check_site(site: Path, title: str) -> None:
    """Raise GuideError unless every page of the folder `site` is as private as ours are.

    Each page must keep search engines and other servers out, show only `title`, and offer a way
    to leave. No page, picture or style may load anything from elsewhere.
    """
    problems: list[Problem] = []
    for file in sorted(path for path in site.rglob("*") if path.suffix in _READERS):
        name = f"{site.name}/{file.relative_to(site).as_posix()}"
        text = file.read_text(encoding="utf-8", errors="replace")
        problems += _READERS[file.suffix](text, name, title)
    if problems:
        raise GuideError(_each_once(problems))


def comes_from_elsewhere(address: str) -> bool:
    """Tell whether a browser would ask another server, or the disk, for this address."""
    asked = address.strip().translate(_IGNORED_IN_ADDRESS)
    try:
        return asked.startswith("//") or urlsplit(asked).scheme.lower() not in _OF_THE_SITE
    except ValueError:
        return True


def _each_once(problems: list[Problem]) -> Iterator[Problem]:
    """Yield what is wrong where it is met first: a template's mistake is on every page."""
    met = set[tuple[str, str]]()
    for problem in problems:
        what = (problem.code, str(problem.values.get("typed")))
        if what not in met:
            yield problem
        met.add(what)


def _in_page(text: str, name: str, title: str) -> list[Problem]:
    page = _Seen(name)
    page.feed(text)
    page.close()
    found, place = page.problems, Place(name)
    if not page.hidden:
        found.append(Problem("page-to-be-found", place))
    if not page.guarded:
        found.append(Problem("page-unguarded", place))
    if not page.exits or not all(map(is_web_address, page.exits)):
        found.append(Problem("page-without-exit", place))
    for shown in page.titles or [""]:
        if " ".join(shown.split()) != " ".join(title.split()):
            found.append(Problem("page-title", place, values={"typed": shown, "title": title}))
    return found


def _in_picture(text: str, name: str, _: str) -> list[Problem]:
    picture = _Seen(name)
    picture.feed(text)
    picture.close()
    return picture.problems


def _in_style(text: str, name: str, _: str = "") -> list[Problem]:
    without_notes = _CSS_NOTE.sub(lambda note: re.sub(r"[^\n]", " ", note[0]), text)
    return [
        _loads(Place(name, text.count("\n", 0, found.start()) + 1, 1), found[2])
        for found in _CSS_LOADS.finditer(without_notes)
        if comes_from_elsewhere(found[2])
    ]


_READERS = {".html": _in_page, ".svg": _in_picture, ".css": _in_style}


class _Seen(HTMLParser):
    """What a page says to browsers and search engines, and what it would load."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.problems: list[Problem] = []
        self.titles: list[str] = []
        self.exits: list[str] = []
        self.hidden = self.guarded = False
        self._inside = ""
        self._pictures = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self._pictures += tag == "svg"
        self._inside = tag
        if tag == "title" and not self._pictures:
            self.titles.append("")
        if tag == "meta":
            self._meta(given)
        if "data-mend-leave" in given:
            self.exits.append(given.get("href", ""))
        self.problems += [
            _loads(self._place(), address)
            for address in _loaded(tag, given)
            if comes_from_elsewhere(address)
        ]

    def handle_endtag(self, tag: str) -> None:
        self._pictures -= tag == "svg"
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title" and not self._pictures:
            self.titles[-1] += data
        if self._inside == "style":
            self.problems += _in_style(data, self.name)

    def _meta(self, given: dict[str, str]) -> None:
        content = given.get("content", "")
        if given.get("name", "").lower() == "robots":
            self.hidden = self.hidden or "noindex" in content.lower()
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.guarded = self.guarded or _keeps_to_itself(content)

    def _place(self) -> Place:
        line, column = self.getpos()
        return Place(self.name, line, column + 1)


def _loaded(tag: str, given: dict[str, str]) -> Iterator[str]:
    """Yield each address that a browser asks for as soon as it meets this tag."""
    for key, value in given.items():
        if key.endswith("srcset"):
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif key in _LOADS or (key == "href" and tag not in _LINKS):
            yield value
        elif key in ("style", "fill", "filter", "mask", "clip-path"):
            yield from (found[2] for found in _CSS_LOADS.finditer(value))
    if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
        yield from _REFRESH.findall(given.get("content", ""))


def _keeps_to_itself(policy: str) -> bool:
    """Tell whether a content policy begins with nothing, and lets in nothing but the site.

    Pictures may be written out in a page; no script may.
    """
    rules = [words for rule in policy.split(";") if (words := rule.split())]
    return ["default-src", "'none'"] in rules and all(
        (source.startswith("'") and not source.startswith("'unsafe"))
        or (source in ("data:", "blob:") and rule[0] in _SHOWN)
        for rule in rules
        for source in map(str.lower, rule[1:])
    )


def _loads(place: Place, address: str) -> Problem:
    return Problem("page-loads", place, values={"typed": address[:80]})
