"""A clause part by part, as a couple reads it, and which parts are other ones than before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.answers.agreement import Clause

Said = str | date | bool | None
"""What a part of a clause may hold; None where it is left out."""


@dataclass(frozen=True)
class PartChange:
    """A part of a clause as it was and as it is; `part` is "will", "when", "until" and so on."""

    part: str
    before: Said
    after: Said


DAYS = frozenset({"starts", "review", "until"})
"""The parts that say when a clause holds, and not what is promised."""


def changed_parts(was: Clause, now: Clause) -> tuple[PartChange, ...]:
    """Return every part that differs between a clause as it was and as it is."""
    before, after = _said(was), _said(now)
    return tuple(
        PartChange(part, before[part], after[part]) for part in after if before[part] != after[part]
    )


def _said(clause: Clause) -> Mapping[str, Said]:
    """Return what a couple reads of a clause; why a wording was accepted isn't for them."""
    offered, avoided = clause.transparency, clause.no_contact
    return {
        "theme": clause.theme,
        "owner": clause.owner,
        "will": clause.will,
        "when": clause.when,
        "where": clause.where,
        "seen_by": clause.seen_by,
        "if_missed": clause.if_missed,
        "unavoidable": avoided.unavoidable if avoided else None,
        "scope": offered.scope if offered else None,
        "end_early": offered.withdraw if offered else None,
        "withdraw": clause.withdraw,
        "protects": clause.protects,
        "asked_by": clause.asked_by,
        "in_their_words": clause.in_their_words,
        "non_negotiable": clause.non_negotiable,
        "starts": clause.starts,
        "review": clause.review,
        "until": clause.until,
    }
