"""The two partners of a new couple, as far as names can tell."""

import re
import unicodedata
from dataclasses import dataclass

from generator.answers.agreement import BOTH

TO_FILL = "…"
"""Stands where an answer is needed; `generator.reading.checking` knows it again."""

_SPARE = ("first", "second")
_RESERVED = frozenset({BOTH, "couple", *_SPARE})
"""Short names that mean something else: both of them, the couple's own file, and the spare ones."""

# Letters that no accent can be taken off, and signs that part no word: O'Brien is obrien.
_IN_LATIN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"}
    | dict.fromkeys("'’‘ʼ`´")
)


@dataclass(frozen=True)
class NewPartner:
    """One of the two as known before anything is filled in."""

    id: str
    called: str

    @property
    def known_as(self) -> str:
        """Return what to call them in a note: the short name until there is another."""
        return self.id if self.called == TO_FILL else self.called


def new_partners(name: str, typed: str | None) -> tuple[NewPartner, NewPartner]:
    """Return the two partners of the couple `name`.

    `typed` holds their names with a comma between them; without it they come from a name of the
    form alex-sam. A short name that can't be made of a name is first or second.
    """
    called = _split(typed) if typed is not None else _halves(name)
    if not called:
        return NewPartner(_SPARE[0], TO_FILL), NewPartner(_SPARE[1], TO_FILL)
    first, second = (_short_name(one) for one in called)
    return (
        NewPartner(first or _SPARE[0], called[0]),
        NewPartner(second if second not in ("", first) else _SPARE[1], called[1]),
    )


def are_two(typed: str) -> bool:
    """Return whether `typed` holds two names that differ, with a comma between them."""
    names = _split(typed)
    return len(names) == 2 == len({name.casefold() for name in names if name})


def _split(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",")]


def _halves(name: str) -> list[str]:
    """Return the names in `alex-sam`; none where the couple's name isn't made of two names."""
    halves = name.split("-")
    two = len(set(halves)) == 2 == len(halves)
    if not two or not all(half.isalpha() and len(half) > 1 for half in halves):
        return []
    return [] if _RESERVED & set(halves) else [half.capitalize() for half in halves]


def _short_name(called: str) -> str:
    """Return a short name made of the Latin letters and digits in a name; empty without any."""
    letters = unicodedata.normalize("NFKD", called.casefold()).translate(_IN_LATIN)
    plain = letters.encode("ascii", "ignore").decode()
    short = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-")
    return "" if short in _RESERVED else short
