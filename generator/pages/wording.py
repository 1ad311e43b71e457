"""The filters templates use to say a day, a time, a list of names in the reader's own form."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from markupsafe import Markup

from generator.guide.word_changes import Piece, word_changes
from generator.pages.inert import direction, inert, inert_attribute

_ENDS = (".", "!", "?", "…", ":", "。", "！", "？", "؟", "۔", "।")
_CLOSING = "”’\"'»)"
"""What may stand behind the end of a sentence without being one."""

_LONG_NUMBER = re.compile(r"(?<![\w+-])\+?\(?\d[\d ()./\u00a0-]{4,}\d(?!\w)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_LEAST_DIGITS = 6
"""So many digits make a telephone number in running text: a year, an hour or a price has fewer."""

_NUMBER = re.compile(r"\+?[\d ()./\u00a0-]*\d[\d ()./\u00a0-]*")
_HEADING = re.compile(r"^(#+ )", re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")


def wording_filters(locale: Locale) -> Mapping[str, Callable[..., Any]]:
    """Return the filters for one reader's locale, such as en_GB; dates come in as data."""

    def day(value: date) -> str:
        return format_date(value, "long", locale)

    def weekday(value: date) -> str:
        return format_date(value, "EEEE d MMMM" if _day_first(locale) else "EEEE, MMMM d", locale)

    def short_day(value: date) -> str:
        return format_date(value, "d MMM" if _day_first(locale) else "MMM d", locale)

    def dated(value: date) -> str:
        return format_date(value, "medium", locale)

    def clock(value: time) -> str:
        return format_time(value, "short", locale=locale).replace("\N{NARROW NO-BREAK SPACE}", " ")

    def and_list(values: Iterable[str | int]) -> Markup:
        return Markup(format_list([_inert(one) for one in values], "standard", locale))  # noqa: S704

    return {
        "day": day,
        "weekday": weekday,
        "short_day": short_day,
        "dated": dated,
        "clock": clock,
        "and_list": and_list,
        "words": words,
        "quoted": quoted,
        "attr": lambda value: inert_attribute(str(value)),
        "possessive": possessive,
        "sentence": sentence,
        "carried_on": carried_on,
        "before_and_after": before_and_after,
        "upfirst": upfirst,
        "in_short": in_short,
        "deeper": deeper,
        "phone": phone,
        "callable": numbers_callable,
        "email": email,
    }


def _inert(one: str | int) -> Markup:
    return inert(one if isinstance(one, str) else str(one))


def words(text: str) -> Markup:
    """Return a partner's own words, inline and marked as such.

    The marks stand as the page's language sets them; the words between have their own direction.
    """
    return Markup('<q class="words">{}</q>').format(inert(text))


def quoted(text: str, by: str) -> Markup:
    """Return a partner's own words as a block, with their name under it."""
    return Markup(
        '<blockquote class="words" dir="{}"><p>{}</p><footer>{}</footer></blockquote>'
    ).format(direction(text), inert(text), inert(by))


def possessive(name: str) -> Markup:
    """Return "Alex’s"; the name keeps its own direction, and the ending ours."""
    return Markup("{}’s").format(inert(name))


def phone(number: str) -> Markup:
    """Return a telephone number that calls when it is tapped; shown as it was typed.

    A number with words beside it ("… after 6 pm") stays text: it would call someone else.
    """
    if not _NUMBER.fullmatch(number):
        return inert(number)
    dialled = "".join(sign for sign in number if sign.isdecimal() or sign == "+")
    return Markup('<a href="tel:{}">{}</a>').format(dialled, inert(number))


def numbers_callable(text: str) -> Markup:
    """Return words of theirs in which each telephone number calls when it is tapped."""
    said, end = Markup(""), 0
    for found in _LONG_NUMBER.finditer(text):
        number = found[0]
        if sum(map(str.isdecimal, number)) >= _LEAST_DIGITS and not _DATE.fullmatch(number):
            said += inert(text[end : found.start()]) + phone(number)
            end = found.end()
    return said + inert(text[end:])


def email(address: str) -> Markup:
    """Return an address that begins a letter when it is tapped; shown as it was typed."""
    if not _ADDRESS.fullmatch(address):
        return inert(address)
    return Markup('<a href="mailto:{}">{}</a>').format(quote(address, safe="@"), inert(address))


def sentence(text: str) -> str:
    """Return `text` closed with a full stop where it has no end of its own, as "5 p.m." has."""
    return text if text.rstrip(_CLOSING).endswith(_ENDS) else text + "."


def carried_on(text: str, *openings: str) -> str:
    """Return what goes on after "I will": a small first letter, unless the word is all capitals.

    A verb stands there, so no name loses its capital. Whoever typed one of the `openings` ("I
    will", "I’ll") as well isn't shown it twice.
    """
    plain = text.replace("'", "’")
    for opening in openings:
        if plain.casefold().startswith(f"{opening.casefold()} "):
            text = text[len(opening) + 1 :].lstrip()
            break
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def before_and_after(before: str, after: str) -> tuple[Markup, Markup]:
    """Return both versions of a text, in which the words that went or came are marked."""
    old, new = word_changes(before, after)
    return _marked(old, "del"), _marked(new, "ins")


def _marked(pieces: Iterable[Piece], tag: str) -> Markup:
    mark = Markup(f"<{tag}>{{}}</{tag}>")  # noqa: S704
    return Markup().join(mark.format(inert(p.text)) if p.changed else inert(p.text) for p in pieces)


def upfirst(text: str) -> str:
    """Return `text` with a capital first letter, the rest as typed."""
    return text[:1].upper() + text[1:]


def in_short(text: str, most: int = 48) -> str:
    """Return the first words of `text`, with "…" where it goes on; a row has room for one line."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    whole, _, _ = words[: most + 1].rpartition(" ")
    return f"{(whole or words[:most]).rstrip(',;:.–—-')}…"


def deeper(text: Markup) -> Markup:
    """Return Markdown with each heading one level further down.

    A line that begins with # is a heading of ours: in what a couple typed, no sign acts.
    """
    return Markup(_HEADING.sub(r"#\1", text))  # noqa: S704


def day_form(locale: Locale) -> str:
    """Return how a script of the site puts a day together, in the order of our own filters."""
    if _day_first(locale):
        return "{weekday} {day} {month} {year}"
    return "{weekday}, {month} {day}, {year}"


def _day_first(locale: Locale) -> bool:
    return locale.territory not in ("US", "CA")
