"""A couple's answers on one day → their guide. Pure: no file, no clock, no chance."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.answers.answers import Answers
from generator.answers.check_in_names import Taken, taken_from
from generator.answers.couple import Couple
from generator.answers.review import Review
from generator.guide.agreement import AgreementView, view_agreement
from generator.guide.changes import AgreementChanges, agreement_changes
from generator.guide.conversation import Question, Talk, questions, talks
from generator.guide.ledger import Ledger, view_ledger
from generator.guide.lived import Rated, drifting
from generator.guide.on_paper import waiting_clauses
from generator.guide.people import People, Person, people_in
from generator.guide.plan import PlanView, view_plan
from generator.guide.release import Release, release_of, route_of
from generator.guide.revisits import Revisit, revisits
from generator.guide.value_comparison import ValueComparison, compare_values
from generator.guide.value_matching import known_as
from generator.library.deck import NO_DECK, Deck


@dataclass(frozen=True)
class Guide:
    """Everything the pages tell, decided; the pages only find the words.

    `key` tells one couple from another and says nothing of who they are. `on` is the day that it
    is decided for, `made_on` the day that it says it was made on. `drifting` names, for
    each partner who shares it, what mattered and had little room at two looks in a row. `taken` is
    what their pages take in from a file of check-ins.
    """

    key: str
    on: date
    made_on: date
    couple: Couple
    people: People
    values: ValueComparison
    questions: tuple[Question, ...]
    talks: tuple[Talk, ...]
    agreement: AgreementView
    plan: PlanView
    release: Release
    approved_on: date | None
    changes: AgreementChanges | None
    revisits: tuple[Revisit, ...]
    drifting: Mapping[str, tuple[str, ...]]
    reviews: tuple[Review, ...]
    ledger: Ledger
    taken: Taken


def make_guide(
    answers: Answers, on: date, deck: Deck = NO_DECK, made_on: date | None = None
) -> Guide:
    """Return the guide that `answers` make on the day `on`.

    `deck` says which words are known to name one value; without it, only the same words do.
    `made_on` is the day that it tells, where it was made on an earlier one.
    """
    couple, people = answers.couple, people_in(answers)
    reviews = tuple(review for review in answers.reviews if review.on <= on)
    values = compare_values(people, couple.value_map, deck)
    waiting = waiting_clauses(answers, on)
    agreement = view_agreement(couple, people, values, waiting, on)
    return Guide(
        key=key_of(answers.name),
        on=on,
        made_on=made_on or on,
        couple=couple,
        people=people,
        values=values,
        questions=questions(people, values),
        talks=talks(people, values, couple.value_map.talks, goals=bool(couple.value_map.goals)),
        agreement=agreement,
        plan=view_plan(couple, route_of(answers), agreement, _goals(couple), on),
        release=release_of(answers),
        approved_on=answers.approvals[-1].on if answers.approvals else None,
        changes=agreement_changes(answers, waiting, on),
        revisits=revisits(reviews, people, couple.value_map, deck),
        drifting={
            person.id: drifting(
                _looks(person, reviews), known_as(person.id, couple.value_map, deck)
            )
            for person in people
        },
        reviews=reviews,
        ledger=view_ledger(answers, reviews, people, agreement, on),
        taken=taken_from(answers),
    )


def key_of(couple: str) -> str:
    """Return the key of a couple's guide, made of their folder's name."""
    return hashlib.sha256(couple.encode()).hexdigest()[:16]


def _looks(person: Person, reviews: Iterable[Review]) -> list[Sequence[Rated]]:
    """Return a partner's lists, from the oldest that was kept to today's."""
    kept = [review.values.get(person.id, ()) for review in reviews]
    return [*filter(None, kept), person.shared.values]


def _goals(couple: Couple) -> Iterable[tuple[date, str]]:
    return ((goal.by, goal.goal) for goal in couple.value_map.goals)
