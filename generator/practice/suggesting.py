"""Clauses that a couple may start from: those for their kind of breach, their values first.

This is asked for while the answers are being filled in, so what is there is taken as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from generator.answers.agreement import BOTH
from generator.answers.folder import COUPLE
from generator.answers.kinds import BreachKind
from generator.guide.agreement import THEMES
from generator.library.deck import Deck
from generator.library.loader import load_deck, load_suggestions
from generator.library.models import ClauseSuggestion
from generator.practice.couple_forms import FIRST_REVIEW, LAST_DAY
from generator.practice.form_text import form_text
from generator.practice.new_partners import TO_FILL
from generator.practice.practice import Practice
from generator.problems import GuideError, Place, Problem
from generator.reading.checking import guess
from generator.reading.document import read_yaml
from generator.reading.text import read_text

_LANGUAGE = "en"
_KINDS: tuple[BreachKind, ...] = get_args(BreachKind)


@dataclass(frozen=True)
class Suggested:
    """A clause to start from. `value` is a word of theirs for what it protects, "" for none.

    `owner` is who would do it: a partner's short name, or `both`, or `…` where they choose.
    """

    clause: ClauseSuggestion
    value: str
    owner: str


def suggest(practice: Practice, name: str) -> tuple[Suggested, ...]:
    """Return what fits a couple, theme by theme, what protects a value of theirs first.

    Clauses that they have already are left out. Raises GuideError where a file can't be read at
    all, or where the couple's kind of breach isn't filled in yet.
    """
    files = _files(practice, name)
    couple = files.pop(COUPLE, {})
    kind = _at(couple, "breach", "kind")
    if kind not in _KINDS:
        known = {"name": "breach.kind", "known": ", ".join(_KINDS)}
        place = Place(f"couples/{name}/{COUPLE}.yml")
        raise GuideError([Problem("kind-to-fill", place, values=known)])
    own = _own_words(files.values(), load_deck(practice.templates, _LANGUAGE))
    taken = {_at(clause, "id") for clause in _items(_at(couple, "agreement", "clauses"))}
    found = [
        Suggested(clause, _value(clause, own), _owner(clause, couple))
        for clause in load_suggestions(practice.templates, _LANGUAGE, kind)
        if clause.id not in taken
    ]
    return tuple(sorted(found, key=lambda one: (THEMES.index(one.clause.theme), not one.value)))


def choose(suggested: Sequence[Suggested], names: Sequence[str]) -> tuple[Suggested, ...]:
    """Return those with these names; raises GuideError for each name that none has."""
    known = {one.clause.id: one for one in suggested}
    problems = [
        Problem("no-such-suggestion", Place(name), values={"guess": guess(name, known)})
        for name in names
        if name not in known
    ]
    if problems:
        raise GuideError(problems)
    return tuple(known[name] for name in names)


def as_answers(practice: Practice, chosen: Sequence[Suggested], today: date) -> str:
    """Return clauses as YAML to put under `clauses:`, with days counted from `today`."""
    days = {"today": today, "review": today + FIRST_REVIEW, "until": today + LAST_DAY}
    values = {"chosen": chosen, "to_fill": TO_FILL, **days}
    text = form_text(practice.templates, _LANGUAGE, "clauses.yml.j2", values)
    return text.strip("\n") + "\n"


def _files(practice: Practice, name: str) -> dict[str, Any]:
    """Return the data of a couple's own files, without the folders inside, by name."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for file, raw in practice.answer_files(name).items():
        if "/" not in file:
            place = f"couples/{name}/{file}"
            try:
                found[file.removesuffix(".yml")] = read_yaml(read_text(raw, place), place).data
            except GuideError as error:
                problems += error.problems
    if problems:
        raise GuideError(problems)
    return found


def _own_words(partners: Iterable[Any], deck: Deck) -> Mapping[str, str]:
    """Return a partner's word for each card of the deck that one of them named."""
    words = [
        _at(value, "value")
        for partner in partners
        for value in _items(_at(partner, "shared", "values"))
    ]
    cards = [(deck.card(word), word) for word in words if isinstance(word, str)]
    return {card.id: word for card, word in reversed(cards) if card}


def _value(clause: ClauseSuggestion, own: Mapping[str, str]) -> str:
    return next((own[card] for card in clause.protects if card in own), "")


def _owner(clause: ClauseSuggestion, couple: Any) -> str:
    partners = _at(couple, "partners")
    roles = {who: _at(one, "role") for who, one in partners.items()} if partners else {}
    fitting = [who for who, role in roles.items() if role == clause.owner_role]
    if clause.owner_role == "involved" and not fitting and {*roles.values()} == {"both"}:
        return BOTH
    return fitting[0] if len(fitting) == 1 else TO_FILL


def _at(data: Any, *keys: str) -> Any:
    """Return what stands under these keys, or None: unfinished answers may hold anything."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _items(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []
