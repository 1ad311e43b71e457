"""Where values and days don't meet yet: what no one acts on, what protects nothing (V3, B9).

The therapist is told, so that the next session can begin there. The couple's pages ask gently.
"""

from collections.abc import Iterator

from generator.answers.answers import Answers
from generator.guide.people import people_in
from generator.guide.value_comparison import MapValue, compare_values
from generator.library.deck import Deck
from generator.problems import Finding, Severity


def find_gaps(answers: Answers, deck: Deck) -> Iterator[Finding]:
    """Yield a warning for each shared value that nothing keeps, and each clause without a value.

    A value that one partner holds alone is no gap: it needs room, not a rule.
    """
    people, couple = people_in(answers), answers.couple
    values = compare_values(people, couple.value_map, deck)
    named = [*(c.protects for c in couple.agreement.clauses), *(s.value for s in couple.plan.steps)]
    kept = [values.called(name) for name in named if name]
    for value in values.shared:
        if value not in kept and not _acted_on(value):
            first = next(iter(value.held))
            path = ("shared", "values", value.held[first].rank - 1)
            yield Finding("value-without-act", first, path, Severity.WARNING, {"name": value.name})
    for number, clause in enumerate(couple.agreement.clauses):
        if clause.protects is None:
            at = ("agreement", "clauses", number)
            yield Finding("clause-without-value", "couple", at, Severity.WARNING)


def _acted_on(value: MapValue) -> bool:
    return any(held.value.act for held in value.held.values())
