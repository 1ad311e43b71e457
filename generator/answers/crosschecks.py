"""What one answer says of another: names that must exist, days that must follow each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from generator.answers.agreement import BOTH, Clause
from generator.answers.answers import Answers, clauses_ever
from generator.answers.countries import is_country, meant_country
from generator.answers.couple import Couple
from generator.answers.filed import check_in_findings
from generator.answers.review import Review
from generator.library.deck import NO_DECK, Deck
from generator.problems import Finding
from generator.reading.checking import guess
from generator.reading.document import Path
from generator.reading.same_words import same_words


def crosscheck(answers: Answers, deck: Deck = NO_DECK) -> tuple[Finding, ...]:
    """Return everything in `answers` that doesn't fit together, in the order of the file.

    A value may be named as either wrote it, as they agreed to call it, or as its card in `deck`.
    """
    values = _value_names(answers, deck)
    return (
        *_people(answers),
        *_place(answers),
        *_values(answers),
        *_links(answers),
        *_goals(answers, values),
        *_clauses(answers, values),
        *_plan(answers, values),
        *_reviews(answers),
    )


def _people(answers: Answers) -> Iterator[Finding]:
    couple = answers.couple
    roles = {partner.role for partner in couple.partners.values()}
    if roles in ({"hurt"}, {"involved"}):
        yield _finding("roles-one-sided", ("partners",), role=roles.pop())
    first, second = couple.partners
    called = {same_words(partner.called) for partner in couple.partners.values()}
    if len(called) == 1:
        path: Path = ("partners", second, "called")
        yield _finding("called-alike", path, name=couple.partners[first].called)
    if BOTH in couple.partners:
        yield _finding("partner-called-both", ("partners", BOTH))
    for field in ("seen_alone", "choices"):
        for partner in getattr(couple.release, field):
            yield from _partner(couple, partner, ("release", field, partner))


def _place(answers: Answers) -> Iterator[Finding]:
    country, zone = answers.couple.country, answers.couple.plan.timezone
    if not is_country(country):
        yield _finding("unknown-country", ("country",), typed=country, guess=meant_country(country))
    if zone and not _is_zone(zone):
        yield _finding("unknown-timezone", ("plan", "timezone"), typed=zone)


def _values(answers: Answers) -> Iterator[Finding]:
    for partner, shared in answers.shared.items():
        names = [same_words(value.value) for value in shared.values]
        for index, name in enumerate(names):
            if name in names[:index]:
                path = ("shared", "values", index, "value")
                yield Finding("value-twice", partner, path,
                              values={"name": shared.values[index].value})  # fmt: skip


def _links(answers: Answers) -> Iterator[Finding]:
    links, linked = answers.couple.value_map, set[tuple[str, str]]()
    for number, link in enumerate(links.same_value):
        at: Path = ("value_map", "same_value", number, "words")
        yield from _own_words(answers, link.words, at)
        for partner, word in link.words.items():
            if (partner, same_words(word)) in linked:
                yield _finding("value-linked-twice", (*at, partner), typed=word)
            linked.add((partner, same_words(word)))
    for number, pair in enumerate(links.not_the_same):
        yield from _own_words(answers, pair, ("value_map", "not_the_same", number))
    for number, word in enumerate(links.same_word_different_meaning):
        path = ("value_map", "same_word_different_meaning", number)
        both = set.intersection(*({same_words(v.value) for v in shared.values}
                                  for shared in answers.shared.values()))  # fmt: skip
        if same_words(word) not in both | {same_words(link.called) for link in links.same_value}:
            yield _finding("not-on-both-lists", path, typed=word)


def _own_words(answers: Answers, words: Mapping[str, str], at: Path) -> Iterator[Finding]:
    """Each partner named here must be one of the two, and the word one of that partner's own."""
    for partner, word in words.items():
        if partner not in answers.couple.partners:
            yield from _partner(answers.couple, partner, (*at, partner))
        else:
            own = _words_of(answers, [partner])
            yield from _known(word, own, (*at, partner), "unknown-value")


def _goals(answers: Answers, values: Sequence[str]) -> Iterator[Finding]:
    for number, goal in enumerate(answers.couple.value_map.goals):
        for index, word in enumerate(goal.from_values):
            path: Path = ("value_map", "goals", number, "from_values", index)
            yield from _known(word, values, path, "unknown-value")


def _clauses(answers: Answers, values: Sequence[str]) -> Iterator[Finding]:
    couple, clauses = answers.couple, answers.couple.agreement.clauses
    yield from _twice([clause.id for clause in clauses], ("agreement", "clauses"))
    for number, clause in enumerate(clauses):
        at: Path = ("agreement", "clauses", number)
        for field in ("asked_by", "owner"):
            yield from _partner(couple, getattr(clause, field), (*at, field), or_both=True)
        if clause.protects:
            yield from _known(clause.protects, values, (*at, "protects"), "unknown-value")
        yield from _days(clause, at)
    for number, private in enumerate(couple.agreement.kept_private):
        path: Path = ("agreement", "kept_private", number, "whose")
        yield from _partner(couple, private.whose, path, or_both=True)


def _days(clause: Clause, at: Path) -> Iterator[Finding]:
    if clause.review < clause.starts:
        yield _finding("days-out-of-order", (*at, "review"), first="from", then="review")
    if clause.until < clause.review:
        yield _finding("days-out-of-order", (*at, "until"), first="review", then="until")


def _plan(answers: Answers, values: Sequence[str]) -> Iterator[Finding]:
    couple, plan = answers.couple, answers.couple.plan
    clauses = [clause.id for clause in couple.agreement.clauses]
    yield from _twice([step.id for step in plan.steps], ("plan", "steps"))
    yield from _twice([milestone.id for milestone in plan.milestones], ("plan", "milestones"))
    for number, step in enumerate(plan.steps):
        at: Path = ("plan", "steps", number)
        yield from _partner(couple, step.who, (*at, "who"), or_both=True)
        if step.clause:
            yield from _known(step.clause, clauses, (*at, "clause"), "unknown-clause")
        if step.value:
            yield from _known(step.value, values, (*at, "value"), "unknown-value")
    for partner in plan.accounts:
        yield from _partner(couple, partner, ("plan", "accounts", partner))
    for number, moment in enumerate(plan.understandings):
        yield from _partner(couple, moment.seen_by, ("plan", "understandings", number, "seen_by"))
    for number, apology in enumerate(plan.apologies):
        yield from _partner(couple, apology.who, ("plan", "apologies", number, "who"))


def _reviews(answers: Answers) -> Iterator[Finding]:
    known = tuple(answers.couple.partners)
    for review in answers.reviews:
        file = f"reviews/{review.on.isoformat()}"
        yield from (replace(found, file=file) for found in _review(answers, review))
        yield from check_in_findings(review.check_ins, (file, ("check_ins",)), known, review.on)


def _review(answers: Answers, review: Review) -> Iterator[Finding]:
    """Check one review. It is kept for good, so it may name what only an approval still holds."""
    clauses = clauses_ever(answers)
    for name in review.values:
        yield from _partner(answers.couple, name, ("values", name))
    for number, kept in enumerate(review.ledger):
        yield from _known(kept.clause, clauses, ("ledger", number, "clause"), "unknown-clause")
    for field, named in (("ledger", review.ledger), ("on_paper", review.on_paper)):
        yield from _twice([one.clause for one in named], (field,), "clause", "clause-told-twice")
    for number, sheet in enumerate(review.on_paper):
        at: Path = ("on_paper", number)
        yield from _known(sheet.clause, clauses, (*at, "clause"), "unknown-clause")
        for partner in sheet.ticked:
            yield from _partner(answers.couple, partner, (*at, "ticked", partner))


def _partner(couple: Couple, name: str, path: Path, *, or_both: bool = False) -> Iterator[Finding]:
    known = [*couple.partners, *([BOTH] if or_both else [])]
    if name not in known:
        yield _finding("not-a-partner", path, typed=name, known=", ".join(known),
                       guess=guess(name, known))  # fmt: skip


def _known(word: str, known: Sequence[str], path: Path, code: str) -> Iterator[Finding]:
    if same_words(word) not in {same_words(one) for one in known}:
        yield _finding(code, path, typed=word, known=", ".join(known), guess=guess(word, known))


def _twice(
    ids: Iterable[str], at: Path, field: str = "id", code: str = "id-twice"
) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for number, name in enumerate(ids):
        seen[name] += 1
        if seen[name] > 1:
            yield _finding(code, (*at, number, field), name=name)


def _words_of(answers: Answers, partners: Iterable[str]) -> list[str]:
    return [value.value for partner in partners for value in answers.shared[partner].values]


def _value_names(answers: Answers, deck: Deck) -> list[str]:
    linked = [link.called for link in answers.couple.value_map.same_value]
    words = _words_of(answers, answers.shared)
    cards = [card.name for card in map(deck.card, words) if card]
    return list(dict.fromkeys([*linked, *words, *cards]))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # what isn't found is a KeyError
        return False
    return True


def _finding(code: str, path: Path, **values: str) -> Finding:
    return Finding(code, "couple", path, values=values)
