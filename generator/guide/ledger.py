"""What a couple brought back over time: promises week by week, what was good, what stayed hard.

Nothing is added up, and no partner is held against the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.answers.agreement import BOTH, Clause
from generator.answers.answers import Answers
from generator.answers.check_ins import How, LedgerLine, WeeklyCheckIn
from generator.answers.filed import Filed, filed
from generator.answers.review import Review
from generator.guide.agreement import AgreementView, ClauseView, in_order
from generator.guide.people import People, Person
from generator.reading.same_words import same_words

MOST_WEEKS = 8
"""So many weeks fit on a small phone and on a sheet."""

MOST_LINES = 6
"""So many of the newest are named in the guide; all are in the therapist's file."""

MOST_GOOD_HOURS = 3
"""So many good hours are recalled."""

WEEKLY_LASTS, MONTHLY_LASTS = timedelta(days=14), timedelta(days=42)
"""So long after its check-in what they meant to do next is still asked after."""

Mark = How | Literal["talked"]
Saying = Literal["said", "liked", "thanks", "weekly", "monthly"]


@dataclass(frozen=True)
class Record:
    """What was said of one promise on one day."""

    on: date
    mark: Mark
    delivered: str | None
    still_hard: str | None


@dataclass(frozen=True)
class LedgerRow:
    """One promise over time.

    `clause` is None for what no clause holds ("our own"), and for a clause that was never
    approved and is gone. `number` is the one it has in the agreement, and None once it was taken
    out. `marks` has a place for each week of the ledger, `newest` the words of the last day.
    """

    clause: Clause | None
    number: int | None
    owners: tuple[Person, ...]
    own: bool
    marks: tuple[Mark | None, ...]
    newest: tuple[Record, ...]


@dataclass(frozen=True)
class Line:
    """Something they wrote, and on which day; `by` is None for what they said together."""

    on: date
    text: str
    by: Person | None = None
    how: Saying = "said"


@dataclass(frozen=True)
class StillHard:
    """What was still hard of a promise when it was last spoken of.

    `clause` is None for what no clause holds ("our own").
    """

    clause: ClauseView | None
    on: date
    text: str


@dataclass(frozen=True)
class Ledger:
    """What came back. `weeks` names the last weeks that were spoken of, each by its last day.

    `rows` are the promises that were spoken of in these weeks. The lists are the newest of each
    kind, newest first: what both were glad of, what one liked in the other or thanked for, what
    was still hard for both, and for one of them. `hard_at_last` tells it of each promise that may
    be asked after, newest first, and `hard_besides` what they last named beside the promises.
    `good_hours` are those that they chose lately, and `lived` what each says of their values at the
    newest monthly review. `ahead` is what they last said they would do next, at a weekly and at a
    monthly check-in that are not long past, and `topic` the one thing to talk about of the last.
    """

    weeks: tuple[date, ...]
    rows: tuple[LedgerRow, ...]
    glad: tuple[Line, ...]
    liked: tuple[Line, ...]
    hard: tuple[Line, ...]
    hard_for_one: tuple[Line, ...]
    hard_at_last: tuple[StillHard, ...]
    hard_besides: tuple[Line, ...]
    good_hours: tuple[Line, ...]
    lived: tuple[Line, ...]
    ahead: tuple[Line, ...]
    topic: tuple[Line, ...]

    def __bool__(self) -> bool:
        lines = (*self.glad, *self.liked, *self.hard, *self.hard_for_one)
        return bool(self.rows or lines or self.good_hours or self.lived)

    def said(self, row: LedgerRow) -> tuple[tuple[date, Mark], ...]:
        """Return the weeks in which a promise was spoken of, with what it came to."""
        both = zip(self.weeks, row.marks, strict=True)
        return tuple((week, mark) for week, mark in both if mark)

    def hard_of(self, clause: ClauseView | None) -> tuple[StillHard, ...]:
        """Return what was still hard of a clause, or of what no clause holds, the last time."""
        return tuple(one for one in self.hard_at_last if one.clause == clause)

    @property
    def newest_hard(self) -> tuple[StillHard, ...]:
        """Return as much of what was still hard the last time as a sheet has room for."""
        return self.hard_at_last[:MOST_LINES]

    @property
    def held(self) -> tuple[LedgerRow, ...]:
        """Return the promises that were kept each time they were looked at, twice or more."""
        return tuple(row for row in self.rows if row.clause and _held(row.marks))


def view_ledger(
    answers: Answers,
    reviews: Sequence[Review],
    people: People,
    agreement: AgreementView,
    on: date,
) -> Ledger:
    """Return what these reviews, oldest first, tell on the day `on` of `agreement` and the time."""
    held = filed(reviews)
    records = _records(reviews, held.weekly)
    weeks = _weeks(one.on for these in records.values() for one in these)
    clauses = _clauses(answers)
    rows = (
        _row(name, records[name], weeks, clauses.get(name), (people, agreement))
        for name in _in_reading_order(records, agreement, clauses)
    )
    return Ledger(
        weeks=tuple(weeks.values()),
        rows=tuple(row for row in rows if any(row.marks)),
        glad=_newest(_glad(reviews, held)),
        liked=_newest(_liked(held, people)),
        hard=_newest(Line(review.on, text) for review in reviews for text in review.still_hard),
        hard_for_one=_newest(_hard_for_one(held, people)),
        hard_at_last=_hard_at_last(records, agreement),
        hard_besides=_hard_besides(reviews),
        good_hours=_newest(_good_hours(held))[:MOST_GOOD_HOURS],
        lived=tuple(_lived(held, people)),
        ahead=tuple(_ahead(held, on)),
        topic=tuple(line for week in held.weekly[-1:] for line in _line(week.on, week.one_thing)),
    )


_OWN = ""
"""Stands where a clause's id would, for what no clause holds."""


def _records(
    reviews: Iterable[Review], weekly: Iterable[WeeklyCheckIn]
) -> Mapping[str, list[Record]]:
    """Return what was said of each promise, by clause, oldest first."""
    lines = [
        (name, Record(week.on, line.how or "talked", line.delivered, line.still_hard))
        for week in weekly
        for name, line in (*week.ledger.items(), (_OWN, week.our_own))
        if line != LedgerLine()
    ]
    lines += [
        (kept.clause, Record(review.on, "talked", kept.delivered, kept.still_hard))
        for review in reviews
        for kept in review.ledger
    ]
    found: dict[str, list[Record]] = {}
    for name, record in sorted(lines, key=lambda line: line[1].on):
        found.setdefault(name, []).append(record)
    return found


def _weeks(days: Iterable[date]) -> Mapping[date, date]:
    """Return the last day that was spoken of in each of the last weeks, by the week's Monday."""
    last: dict[date, date] = {}
    for day in sorted(days):
        last[_monday(day)] = day
    return {week: last[week] for week in [*last][-MOST_WEEKS:]}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _clauses(answers: Answers) -> Mapping[str, Clause]:
    """Return every clause there is or was in an approved version, as it read last."""
    ever = [clause for approval in answers.approvals for clause in in_order(approval.clauses)]
    known = (*answers.couple.partners, BOTH)
    return {
        clause.id: clause
        for clause in (*ever, *answers.couple.agreement.clauses)
        if clause.owner in known
    }


def _in_reading_order(
    records: Mapping[str, object], agreement: AgreementView, clauses: Iterable[str]
) -> list[str]:
    """Return what has records: the clauses as they are read, those taken out, then their own."""
    now = [view.clause.id for view in agreement.clauses]
    gone = [name for name in (*clauses, *records) if name not in now and name != _OWN]
    return [name for name in dict.fromkeys((*now, *gone, _OWN)) if name in records]


def _row(
    name: str,
    records: Sequence[Record],
    weeks: Iterable[date],
    clause: Clause | None,
    among: tuple[People, AgreementView],
) -> LedgerRow:
    people, agreement = among
    view = agreement.clause(name)
    said = [one for one in records if one.delivered or one.still_hard]
    return LedgerRow(
        clause=clause,
        number=view.number if view else None,
        owners=people.named(clause.owner) if clause else (),
        own=name == _OWN,
        marks=tuple(_mark(one for one in records if _monday(one.on) == week) for week in weeks),
        newest=tuple(one for one in said if one.on == said[-1].on),
    )


def _hard_at_last(
    records: Mapping[str, Sequence[Record]], agreement: AgreementView
) -> tuple[StillHard, ...]:
    """Return what was still hard on the last day on which each promise was spoken of.

    A promise that was spoken of since, with nothing hard about it, isn't among them.
    """
    asked = [*((view.clause.id, view) for view in agreement.asking), (_OWN, None)]
    found = [
        StillHard(view, one.on, one.still_hard)
        for name, view in asked
        for one in records.get(name, ())
        if one.still_hard and one.on == records[name][-1].on
    ]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _hard_besides(reviews: Iterable[Review]) -> tuple[Line, ...]:
    """Return what the newest review that names anything hard names, beside the promises."""
    named = [review for review in reviews if review.still_hard]
    return tuple(Line(one.on, text) for one in named[-1:] for text in one.still_hard)


def _mark(records: Iterable[Record]) -> Mark | None:
    """Return what a week came to: the last that they named, or that they talked about it."""
    marks = [one.mark for one in records]
    named = [mark for mark in marks if mark != "talked"]
    return (named or marks or [None])[-1]


def _held(marks: Iterable[Mark | None]) -> bool:
    named = [mark for mark in marks if mark not in (None, "talked")]
    return len(named) > 1 and set(named) == {"kept"}


def _glad(reviews: Iterable[Review], held: Filed) -> Iterator[Line]:
    for review in reviews:
        yield from (Line(review.on, text) for text in review.celebrated)
    for week in held.weekly:
        yield from _line(week.on, week.went_well)
    for month in held.monthly:
        yield from _line(month.on, month.was_good)


def _liked(held: Filed, people: People) -> Iterator[Line]:
    for day in held.daily:
        for person in people:
            if person.id in day.each:
                yield from _line(day.on, day.each[person.id].liked, person, "liked")
    for week in held.weekly:
        for person in people:
            yield from _line(week.on, week.thanks.get(person.id), person, "thanks")


def _hard_for_one(held: Filed, people: People) -> Iterator[Line]:
    for day in held.daily:
        for person in people:
            if person.id in day.each:
                yield from _line(day.on, day.each[person.id].still_hard, person)


def _good_hours(held: Filed) -> Iterator[Line]:
    for week in held.weekly:
        yield from _line(week.on, week.good_hour)


def _lived(held: Filed, people: People) -> Iterator[Line]:
    """Yield what each says of their values at the newest monthly review that tells it."""
    for month in [month for month in held.monthly if month.lived][-1:]:
        for person in people:
            yield from _line(month.on, month.lived.get(person.id), person)


def _ahead(held: Filed, on: date) -> Iterator[Line]:
    """Yield what they said last that they would do next, while it isn't long past."""
    weeks = [week for week in held.weekly if week.next_week and on - week.on <= WEEKLY_LASTS]
    months = [month for month in held.monthly if month.next_step and on - month.on <= MONTHLY_LASTS]
    for week in weeks[-1:]:
        yield from _line(week.on, week.next_week, how="weekly")
    for month in months[-1:]:
        yield from _line(month.on, month.next_step, how="monthly")


def _line(
    on: date, text: str | None, by: Person | None = None, how: Saying = "said"
) -> Iterator[Line]:
    if text:
        yield Line(on, text, by, how)


def _newest(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the newest lines, newest first; those of one day as they were written.

    What was said in the same words more than once is told once, of its newest day.
    """
    once: dict[tuple[str, str | None], Line] = {}
    for line in sorted(lines, key=lambda line: line.on, reverse=True):
        once.setdefault((same_words(line.text), line.by.id if line.by else None), line)
    return tuple(once.values())[:MOST_LINES]
