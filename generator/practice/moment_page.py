"""What a browser shows while the answers need work: what is wrong, where, and what to do.

It says of each problem what the terminal says, in the same words; but a couple may be looking on,
and so it names no other.
"""

from dataclasses import dataclass, replace

from generator.editions.fonts import FOLDER, font_face_css, fonts_for
from generator.pages.whole_document import fill_document
from generator.practice.bug import Bug
from generator.practice.messages import load_messages, render
from generator.practice.plain_lines import harmless
from generator.problems import Place, Problem
from generator.shipped import TemplateFolders, shipped_folder

_PAGE = "serve/moment.html.j2"
_FONTS = "fonts.css"
_FILES = {
    "tokens.css": "assets/css/tokens.css",
    "moment.css": "assets/css/moment.css",
    "favicon.svg": "assets/images/favicon.svg",
}

_NAMELESS = {"no-such-couple": "couple-away", "other-couple-leak": "words-not-theirs"}
"""Problems that name other couples, and what is said of them here."""


@dataclass(frozen=True)
class Moment:
    """What keeps the site from being shown: problems, or a mistake of ours."""

    problems: tuple[Problem, ...] = ()
    bug: Bug | None = None


def moment_page(
    moment: Moment, templates: TemplateFolders, language: str, home: str, *, last: bool
) -> bytes:
    """Return the page that tells a moment.

    `home` is the address below which the server answers, `last` whether a site from before is
    there to lead to. Where a practice's own words are what is broken, it is said in ours.
    """
    try:
        return _page(moment, templates, language, home, last=last)
    except Exception:  # a template may do anything, and nothing else tells of what is wrong
        ours = TemplateFolders((shipped_folder() / "templates",))
        return _page(moment, ours, language, home, last=last)


def look_of_moment(name: str, templates: TemplateFolders) -> bytes | None:
    """Return a style or a font of that page, by the name the page gives it; None if it has none."""
    fonts = fonts_for([], templates)
    if name == _FONTS:
        return font_face_css(fonts, "fonts/").encode()
    known = _FILES | {f"fonts/{file}": f"{FOLDER}/{file}" for file in fonts.files}
    return templates.find(known[name]).read_bytes() if name in known else None


def _page(
    moment: Moment, templates: TemplateFolders, language: str, home: str, *, last: bool
) -> bytes:
    messages = load_messages(templates, language)
    page = fill_document(
        templates,
        language,
        _PAGE,
        home=home,
        last=last,
        bug=moment.bug.kind if moment.bug else "",
        problems=[(_place(one), render(_nameless(one), messages)) for one in moment.problems],
    )
    return page.encode()


def _nameless(problem: Problem) -> Problem:
    code = _NAMELESS.get(problem.code)
    return replace(problem, code=code, values={}) if code else problem


def _place(problem: Problem) -> Place:
    return replace(problem.place, file=harmless(problem.place.file))
