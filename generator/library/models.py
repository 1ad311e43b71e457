"""The models of `templates/<language>/library/*.yml`; every entry names where it comes from."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from generator.library.files import KNOWN_SOUND
from generator.library.misread import misread

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=600)]

BreachKind = Literal[
    "affair", "emotional-affair", "online", "money-secrecy", "addiction-secrecy", "broken-promises"
]
Theme = Literal[
    "contact", "honesty", "technology", "money", "closeness", "family-and-privacy", "feelings"
]


class Entry(BaseModel):
    """Anything in the library: frozen, and closed to keys it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Value(Entry):
    """One card of the value deck; `also_called` are other words people use for it."""

    id: Id
    name: Words
    meaning: Words
    looks_like: tuple[Words, Words, Words]
    rebuilds_trust: Words
    also_called: tuple[Words, ...] = ()


class Values(Entry):
    """`values.yml`: the whole deck, in the order in which it is offered.

    `small_words` are left out when two people's words are held against each other.
    """

    source: Words
    small_words: tuple[Words, ...] = ()
    values: tuple[Value, ...]


class Transparency(Entry):
    """What a suggested transparency clause shows, and so what stays private."""

    scope: Words


class NoContact(Entry):
    """What the owner does if contact can't be avoided."""

    unavoidable: Words


class ClauseSuggestion(Entry):
    """A clause to start from. `will` goes on after "I will …" and is said by its owner.

    `protects` names values of the deck that such a clause often protects.
    """

    id: Id
    theme: Theme
    owner_role: Literal["hurt", "involved", "either"] = "either"
    protects: tuple[Id, ...]
    will: Words
    when: Words
    where: Words | None = None
    seen_by: Words
    if_missed: Words
    transparency: Transparency | None = None
    no_contact: NoContact | None = None


class Suggestions(Entry):
    """`clauses/<breach-kind>.yml` or `clauses/any.yml`."""

    breach: BreachKind | Literal["any"]
    source: Words
    clauses: tuple[ClauseSuggestion, ...]


class Helpline(Entry):
    """One line to call; `seen` is the day its number was last read at `source`."""

    name: Words
    for_whom: Words
    phone: Words
    tty: Words | None = None
    text: Words | None = None
    hours: Words | None = None
    source: Words
    seen: date


class Emergency(Entry):
    """What to say about immediate danger; no numbers where the country is not known."""

    say: Words
    numbers: tuple[Words, ...] = ()
    source: Words
    seen: date


class Helplines(Entry):
    """`helplines/<COUNTRY>.yml`, or `helplines/unknown.yml` for every other country."""

    country: Annotated[str, Field(pattern=r"^([A-Z]{2}|unknown)$")]
    emergency: Emergency
    lines: tuple[Helpline, ...] = ()
    note: Words | None = None

    @property
    def oldest(self) -> date:
        """Return the day from which on every number here had been seen."""
        return min(self.emergency.seen, *(line.seen for line in self.lines), date.max)


_PHRASES = ("phrases", "unless", "fine_after", "turns_back", "reasons", "needs")


class WordingRule(Entry):
    """Phrases that a clause or any text had better not hold, and what to say instead.

    All phrases are written as `generator.library.phrases` explains. A match is let through when
    an `unless` phrase overlaps it, or a `fine_after` word stands up to five words before it and no
    `turns_back` word between them. An `unless` phrase that goes on past the match over one of the
    `reasons` lets nothing through. A rule that `needs` phrases finds a text with none of them.
    Where words in quotation marks are not the owner's own, `quoted` says `fine`. A rule that is
    `answered_by` a block of a clause speaks only of clauses that lack it. `flags` and `passes` are
    examples, the tests of the rule.
    """

    id: Id
    rule: Annotated[int, Field(ge=1, le=30)]
    severity: Literal["reject", "error", "warn"]
    applies_to: Literal[
        "owner", "clauses", "everywhere", "seen_by", "if_missed", "scope", "withdraw"
    ]
    answered_by: Literal["no_contact", "transparency"] | None = None
    why: Words
    instead: Words
    source: Words
    words: dict[str, tuple[Words, ...]] = {}
    phrases: tuple[Words, ...] = ()
    needs: tuple[Words, ...] = ()
    unless: tuple[Words, ...] = ()
    reasons: tuple[Words, ...] = ()
    fine_after: tuple[Words, ...] = ()
    turns_back: tuple[Words, ...] = ()
    quoted: Literal["fine", "found"] = "found"
    flags: Annotated[tuple[Words, ...], Field(min_length=1)]
    passes: Annotated[tuple[Words, ...], Field(min_length=1)]

    def __hash__(self) -> int:
        return hash(self.id)

    @model_validator(mode="after")
    def _phrases_are_understood(self, info: ValidationInfo) -> Self:
        if info.context != KNOWN_SOUND:
            fields = {name: getattr(self, name) for name in _PHRASES}
            wrong = [*misread(fields, self.words)]
            if wrong:
                raise ValidationError.from_exception_data("WordingRule", wrong)
        return self
