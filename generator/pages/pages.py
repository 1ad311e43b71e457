"""A guide → its pages and imprint, through the templates of one language."""

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from generator.answers.kinds import PaperSize
from generator.guide.guide import Guide
from generator.guide.lived import lived_lately
from generator.pages.common_ground import common_ground
from generator.pages.contents import Entry, Need
from generator.pages.environment import WordsEnvironment, environment
from generator.pages.joined_lists import looks_between, two_lists
from generator.pages.links import linker
from generator.pages.mistakes import PageError, template_problems
from generator.pages.page import Imprint, Page
from generator.pages.pictures import Drawn, picture_maker
from generator.pages.text import Texts
from generator.pages.timeline import timeline
from generator.pages.wallet import on_card, own_calls
from generator.pages.wording import day_form
from generator.shipped import TemplateFolders

LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PA", "PR"})
"""Where an office printer holds US Letter (Unicode CLDR, paper size data)."""

_BLANK_LINES = re.compile(r"\n{3,}")
_TAGS = re.compile(r"<[^>]+>")


def make_pages(guide: Guide, texts: Texts, templates: TemplateFolders) -> tuple[Page, ...]:
    """Return the pages of `guide` in reading order.

    Raises GuideError (`template-mistake`) where a template asks for what isn't there, or writes
    a page without a title.
    """
    language, country = guide.couple.language, guide.couple.country
    env = environment(templates, language, reader_locale(language, country))
    entries = texts.contents.on(guide.plan.route, _what_there_is(guide))
    return write_pages(entries, env, _context(guide, texts, env))


def _what_there_is(guide: Guide) -> Iterator[Need]:
    """Yield what this guide has of all that a page may need."""
    if guide.revisits:
        yield "revisits"
    if guide.changes:
        yield "changes"
    if guide.changes and guide.changes.to_initial:
        yield "amendment"
    if guide.plan.route == "repair" or guide.couple.plan.apologies:
        yield "apology"


def write_pages(
    entries: Sequence[Entry], env: WordsEnvironment, context: Mapping[str, Any]
) -> tuple[Page, ...]:
    """Return a page for each entry, linked among themselves; raises as `make_pages` does."""
    paths = frozenset(entry.page for entry in entries)
    return tuple(_page(entry, env, context, paths) for entry in entries)


def make_imprint(guide: Guide, texts: Texts, edition: str = "guide") -> Imprint:
    """Return what an edition carries beside its pages; each has a title of its own."""
    return Imprint(
        title=texts.words["titles"][edition],
        language=guide.couple.language,
        paper=paper_of(guide),
        draft=guide.release.draft,
        version=_version(guide, texts),
        date=format_date(
            guide.made_on, "long", reader_locale(guide.couple.language, guide.couple.country)
        ),
        labels=texts.editions,
    )


def paper_of(guide: Guide) -> PaperSize:
    """Return the couple's paper size: as they chose, else as their country prints."""
    if guide.couple.paper:
        return guide.couple.paper
    return "Letter" if guide.couple.country in LETTER_COUNTRIES else "A4"


def reader_locale(language: str, country: str) -> Locale:
    """Return the locale for days and times; in a country without one, as GB reads if it can."""
    for name in (f"{language}_{country}", f"{language}_GB"):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(name)
    return Locale.parse(language)


def _version(guide: Guide, texts: Texts) -> str:
    release = guide.release
    kind = "version_draft" if release.draft else "version_approved"
    return str(texts.words[kind]).format(version=release.version, mark=release.mark)


def _context(guide: Guide, texts: Texts, env: WordsEnvironment) -> Mapping[str, Any]:
    drawn: Drawn = {
        "common-ground": lambda: {"rows": common_ground(guide.values, guide.people)},
        "two-lists": lambda: {"lists": two_lists(guide.values, guide.people)},
        "lived": lambda person: {"rows": lived_lately(person.shared.values)},
        "then-and-now": lambda then, until=None: _then_and_now(guide, then, until),
        "promises": lambda: {"ledger": guide.ledger},
        "timeline": lambda: {"moments": timeline(guide)},
    }
    return {
        "guide": guide,
        "today": guide.on,
        "made_on": guide.made_on,
        "couple": guide.couple,
        "people": guide.people,
        "values": guide.values,
        "agreement": guide.agreement,
        "plan": guide.plan,
        "draft": guide.release.draft,
        "version": _version(guide, texts),
        "text": texts.words,
        "helplines": texts.helplines,
        "in_deck": texts.deck.card,
        "lived_lately": lived_lately,
        "day_form": day_form(reader_locale(guide.couple.language, guide.couple.country)),
        "on_card": on_card,
        "own_calls": own_calls,
        "picture": picture_maker(drawn, env, {"people": guide.people, "text": texts.words}),
    }


def _then_and_now(guide: Guide, then: date, until: date | None) -> Mapping[str, Any]:
    looks = looks_between(guide.revisits, guide.people, then, until)
    half = all(look.lists.fits_half for look in looks)
    return {"then": then, "until": until, "looks": looks, "half": half}


def _page(
    entry: Entry, env: WordsEnvironment, context: Mapping[str, Any], paths: Collection[str]
) -> Page:
    name = _template(entry.page)
    with template_problems(name):
        link = linker(entry.page, paths, lambda page: env.get_template(_template(page)))
        text = env.get_template(name).render(context, page=entry.page, pages=paths, link=link)
        text = _BLANK_LINES.sub("\n\n", text).strip() + "\n"
        title = _title(text, entry.page)
    return Page(
        path=entry.page,
        title=title,
        section=entry.section,
        text=text,
        editions=frozenset(entry.editions),
        layout=entry.layout,
    )


def _template(page: str) -> str:
    return f"documents/{page}.j2"


def _title(text: str, page: str) -> str:
    first, _, _ = text.partition("\n")
    if not first.startswith("# "):
        raise PageError(f"{page} must start with '# ' and its title")
    return html.unescape(_TAGS.sub("", first[2:])).strip()
