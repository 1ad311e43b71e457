"""What the rules find in a couple's answers (clinical brief, rules 6 to 18, 21, 24 and 27).

Rule 10 needs no finding: nothing here can generate in-session work.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.answers.agreement import Clause
from generator.answers.answers import Answers, shared_texts
from generator.guide.gaps import find_gaps
from generator.guide.phases import GATES, PHASES, open_gates
from generator.guide.release import route_of
from generator.guide.value_matching import suggest_matches
from generator.guide.wording import Match, Where, find_wording
from generator.library.deck import Deck
from generator.library.models import Helplines, WordingRule
from generator.problems import Finding, Severity
from generator.reading.checking import guess
from generator.reading.document import Path
from generator.reading.same_words import same_words

CLAUSE_TEXTS: Mapping[tuple[str, ...], Where] = {
    ("will",): "clause", ("when",): "clause", ("where",): "seen_by", ("seen_by",): "seen_by",
    ("if_missed",): "if_missed", ("transparency", "scope"): "scope",
    ("no_contact", "unavoidable"): "clause", ("withdraw",): "withdraw",
    ("transparency", "withdraw"): "withdraw",
}  # fmt: skip
"""What a clause's owner does, in the owner's words; who asked may speak as they like."""

AGREED: Mapping[tuple[str, ...], Where] = {
    ("agreement", "terms"): "agreed", ("agreement", "kept_private", "what"): "agreed",
    ("agreement", "old_patterns", "instead"): "agreed", ("agreement", "if_crossed"): "repair",
    ("agreement", "talking", "time_out", "called_by"): "agreed",
    ("agreement", "talking", "time_out", "where"): "agreed",
    ("plan", "steps", "what"): "agreed", ("plan", "steps", "when"): "agreed",
    ("plan", "setback", "repair_step"): "repair",
}  # fmt: skip
"""What both agree to beside the clauses: control asked for there weighs as much."""


@dataclass(frozen=True)
class Limits:
    """Numbers of the thirty rules in the clinical brief; a practice may set its own."""

    first_review_days: int = 30  # rule 11
    transparency_days: int = 90  # rule 12
    owner_share: float = 0.8  # rule 15
    time_out_minutes: int = 20  # rule 18
    time_out_hours: int = 24  # rule 18
    helpline_days: int = 365  # rule 21
    reason_words: int = 3  # a reason that is kept must say something


@dataclass(frozen=True)
class Rulebook:
    """Everything that answers are held against."""

    wording: tuple[WordingRule, ...]
    helplines: Helplines
    deck: Deck
    limits: Limits = Limits()


def find_all(answers: Answers, rules: Rulebook, on: date) -> tuple[Finding, ...]:
    """Return what `rules` find in `answers` on the day `on`, in the order of the files."""
    return (
        *(f for i, c in enumerate(answers.couple.agreement.clauses)
          for f in _clause(c, ("agreement", "clauses", i), answers, rules, on)),
        *_agreement(answers, rules, on),
        *_maybe_same(answers, rules.deck),
        *_one_card_twice(answers, rules.deck),
        *find_gaps(answers, rules.deck),
        *_time_out(answers, rules.limits),
        *_plan(answers),
        *_housekeeping(answers, rules, on),
        *_reviews(answers, on),
        *_everywhere(answers, rules.wording),
    )  # fmt: skip


def _clause(
    clause: Clause, at: Path, answers: Answers, rules: Rulebook, on: date
) -> Iterator[Finding]:
    yield from _clause_words(clause, at, answers, rules)
    yield from _clause_days(clause, at, rules.limits)
    yield from _clause_past(clause, at, on)
    if clause.transparency and not clause.transparency.voluntary:
        yield _error("transparency-not-voluntary", (*at, "transparency", "voluntary"))
    involved = (name for name, one in answers.couple.partners.items() if one.role != "hurt")
    if clause.no_contact and clause.owner not in involved:
        yield _error("no-contact-owner", (*at, "owner"))


def _clause_words(clause: Clause, at: Path, answers: Answers, rules: Rulebook) -> Iterator[Finding]:
    answered = {r.id for r in rules.wording if r.answered_by and getattr(clause, r.answered_by)}
    found = [
        (field, match)
        for field, where in CLAUSE_TEXTS.items()
        for match in find_wording(_said(clause, field), rules.wording, where, _names(answers))
        if match.rule not in answered
    ]
    for field, match in found:
        if match.severity != "warn" or match.rule not in clause.accepted:
            yield _wording("couple", (*at, *field), match, rules.wording)
    yield from _reasons(clause, (*at, "accepted"), [match for _, match in found], rules)


def _said(clause: Clause, field: tuple[str, ...]) -> str:
    """Return what a clause says in a field, which may be one of a block, or nothing."""
    said: object = clause
    for name in field:
        said = getattr(said, name, None)
    return said if isinstance(said, str) else ""


def _names(answers: Answers) -> tuple[str, ...]:
    return tuple(named.called for named in answers.couple.partners.values())


def _reasons(
    clause: Clause, at: Path, found: Sequence[Match], rules: Rulebook
) -> Iterator[Finding]:
    """Tell which reasons change nothing, and which give none: a reader counts on them."""
    known = [rule.id for rule in rules.wording]
    weights = {match.rule: match.severity for match in found}
    for name, reason in clause.accepted.items():
        if name not in known:
            yield _error("unknown-rule", (*at, name), typed=name,
                         known=", ".join(known), guess=guess(name, known))  # fmt: skip
        elif name not in weights:
            yield _warning("reason-for-nothing", (*at, name), rule=name)
        elif weights[name] != "warn":
            yield _warning("reason-against-a-refusal", (*at, name), rule=name)
        elif len(reason.split()) < rules.limits.reason_words:
            yield _warning("reason-too-short", (*at, name), least=rules.limits.reason_words)


def _clause_days(clause: Clause, at: Path, limits: Limits) -> Iterator[Finding]:
    latest_review = clause.starts + timedelta(days=limits.first_review_days)
    if clause.review > latest_review:
        yield _error("review-too-late", (*at, "review"), days=limits.first_review_days,
                     latest=latest_review.isoformat())  # fmt: skip
    latest_end = clause.starts + timedelta(days=limits.transparency_days)
    if clause.transparency and clause.until > latest_end:
        yield _error("transparency-too-long", (*at, "until"), days=limits.transparency_days,
                     latest=latest_end.isoformat())  # fmt: skip


def _clause_past(clause: Clause, at: Path, on: date) -> Iterator[Finding]:
    if clause.until < on:
        yield _warning("clause-ended", (*at, "until"), day=clause.until.isoformat())
    elif clause.review < on:
        yield _warning("review-day-past", (*at, "review"), day=clause.review.isoformat())


def _agreement(answers: Answers, rules: Rulebook, on: date) -> Iterator[Finding]:
    clauses = answers.couple.agreement.clauses
    if all(clause.until < on for clause in clauses):
        yield _warning("all-clauses-ended", ("agreement", "clauses"))
    for partner, named in answers.couple.partners.items():
        owned = sum(clause.owner == partner for clause in clauses)
        if len(clauses) > 1 and owned > rules.limits.owner_share * len(clauses):
            yield _warning("one-owner", ("agreement", "clauses"), name=named.called,
                           owned=owned, all=len(clauses))  # fmt: skip


def _maybe_same(answers: Answers, deck: Deck) -> Iterator[Finding]:
    """Two names that may mean one value: for the therapist to ask, never joined by us."""
    lists = {who: [v.value for v in shared.values] for who, shared in answers.shared.items()}
    for pair in suggest_matches(lists, answers.couple.value_map, deck):
        (first, place), (second, other) = pair.items()
        words = {"first": first, "word": lists[first][place],
                 "second": second, "other": lists[second][other]}  # fmt: skip
        path: Path = ("shared", "values", other, "value")
        yield Finding("maybe-same-value", second, path, Severity.WARNING, words)


def _one_card_twice(answers: Answers, deck: Deck) -> Iterator[Finding]:
    """Two names of one card on one list: only one of them meets the other's, and looks shared."""
    links = answers.couple.value_map.same_value
    for who, shared in answers.shared.items():
        said = {same_words(link.words[who]) for link in links if who in link.words}
        met: dict[str, str] = {}
        for place, value in enumerate(shared.values):
            card = deck.card(value.value)
            if card is None or same_words(value.value) in said:
                continue
            first = met.setdefault(card.id, value.value)
            if first != value.value:
                path: Path = ("shared", "values", place, "value")
                words = {"first": first, "name": value.value, "card": card.name}
                yield Finding("one-card-twice", who, path, Severity.WARNING, words)


def _time_out(answers: Answers, limits: Limits) -> Iterator[Finding]:
    pause, at = answers.couple.agreement.talking.time_out, ("agreement", "talking", "time_out")
    if pause.at_least_minutes < limits.time_out_minutes:
        yield _error("time-out-too-short", (*at, "at_least_minutes"),
                     least=limits.time_out_minutes)  # fmt: skip
    if not 0 < pause.back_within_hours <= limits.time_out_hours:
        yield _error("time-out-no-return", (*at, "back_within_hours"), most=limits.time_out_hours)
    if not pause.free_exit:
        yield _error("time-out-no-exit", (*at, "free_exit"))


def _plan(answers: Answers) -> Iterator[Finding]:
    couple, plan = answers.couple, answers.couple.plan
    now = PHASES.index(plan.phase)
    if now >= PHASES.index("understand") and plan.disclosure_complete is None:
        yield _error("disclosure-first", ("plan", "phase"))
    gates = {gate for gates in GATES.values() for gate in gates}
    for number, gate in enumerate(plan.gates_met):
        if gate not in gates:
            yield _error("unknown-gate", ("plan", "gates_met", number), typed=gate,
                         known=", ".join(sorted(gates)))  # fmt: skip
    route = route_of(answers)
    behind = PHASES[:now] if couple.release.seen_alone else PHASES[1:now]  # a draft says the rest
    unmet = open_gates(couple, behind, route)
    if unmet:
        yield _warning("phase-entered-early", ("plan", "phase"),
                       name=plan.phase, missing=", ".join(unmet))  # fmt: skip
    for number, dated in enumerate(plan.phases):
        unmet = open_gates(couple, PHASES[now : PHASES.index(dated.phase)], route)
        if unmet:
            yield _warning("phase-before-gates", ("plan", "phases", number),
                           name=dated.phase, missing=", ".join(unmet))  # fmt: skip


def _housekeeping(answers: Answers, rules: Rulebook, on: date) -> Iterator[Finding]:
    couple = answers.couple
    if (on - rules.helplines.oldest).days > rules.limits.helpline_days:
        yield _warning("helplines-old", ("country",), country=rules.helplines.country,
                       seen=rules.helplines.oldest.isoformat())  # fmt: skip
    if rules.helplines.country == "unknown":
        yield _warning("helplines-unknown", ("country",), country=couple.country)
    if couple.keep_until is None:
        yield _warning("no-retention-date", ())
    elif couple.keep_until < on:
        yield _warning("retention-past", ("keep_until",), day=couple.keep_until.isoformat())


def _reviews(answers: Answers, on: date) -> Iterator[Finding]:
    for review in answers.reviews:
        if review.on > on:
            day = review.on.isoformat()
            yield Finding("review-ahead", f"reviews/{day}", ("on",), Severity.WARNING, {"day": day})


def _everywhere(answers: Answers, rules: Sequence[WordingRule]) -> Iterator[Finding]:
    """Blame, diagnosis and guarantees in what the couple wrote: a warning, never a refusal.

    Only what the two agree to may be refused, for rules that are for clauses.
    """
    everywhere = {rule.id for rule in rules if rule.applies_to == "everywhere"}
    for file, path, text in shared_texts(answers):
        if path[:2] == ("agreement", "clauses") and (
            path[3:] in CLAUSE_TEXTS or path[3] == "accepted"
        ):
            continue
        keys = tuple(key for key in path if isinstance(key, str))
        for match in find_wording(text, rules, AGREED.get(keys, "text"), _names(answers)):
            severity = Severity.WARNING if match.rule in everywhere else None
            yield _wording(file, path, match, rules, severity)


def _wording(
    file: str,
    path: Path,
    match: Match,
    rules: Sequence[WordingRule],
    severity: Severity | None = None,
) -> Finding:
    rule = next(rule for rule in rules if rule.id == match.rule)
    weight = Severity.WARNING if match.severity == "warn" else Severity.ERROR
    values = {"rule": rule.id, "number": rule.rule, "why": rule.why, "instead": rule.instead,
              "excerpt": match.excerpt}  # fmt: skip
    return Finding("wording", file, path, severity or weight, values)


def _error(code: str, path: Path, **values: object) -> Finding:
    return Finding(code, "couple", path, Severity.ERROR, values)


def _warning(code: str, path: Path, **values: object) -> Finding:
    return Finding(code, "couple", path, Severity.WARNING, values)
