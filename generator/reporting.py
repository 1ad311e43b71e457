"""What came of a check and of other commands, told to the therapist."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build_report import from_here
from generator.console import Voice

if TYPE_CHECKING:  # loading what other commands need would make checking wait
    from generator.practice.check_ins_back import AskedFor, KindBrought
    from generator.practice.checking import Checked
    from generator.practice.forgetting import Trace
    from generator.practice.locking import Told
    from generator.practice.reviewing import Begun
    from generator.practice.status import CoupleDue, Status
    from generator.practice.suggesting import Suggested

FEW_CLAUSES = 3
"""Of several couples so many clauses are named in a line of what is due; the rest are counted."""


def tell_checked(voice: Voice, checked: Sequence["Checked"]) -> None:
    """Print the problems of each couple, and a line that counts them."""
    for one in checked:
        voice.tell(one.problems)
        kind = "errors" if one.errors else "looked" if one.warnings else "fine"
        counts = (len(one.errors), len(one.warnings))
        voice.say(f"check.{kind}", name=one.name, errors=counts[0], warnings=counts[1])


def tell_passphrases(voice: Voice, told: "Sequence[Told]") -> None:
    """Print each new passphrase, once, with what to do with it."""
    if not told:
        voice.say("lock.as_before")
    for one in told:
        if one.passphrase is None:
            voice.say("lock.own", who=one.who)
        else:
            voice.say("lock.told", who=one.who, passphrase=one.passphrase)
    if told:
        voice.note("lock.next")


def tell_archives(voice: Voice, archives: Mapping[str, Path]) -> None:
    """Print where each partner's archive lies, and what to do with it."""
    for who, path in archives.items():
        voice.say("handover.made", who=who, path=from_here(path))
    voice.note("handover.next")


def tell_traces(voice: Voice, traces: "Sequence[Trace]") -> None:
    """Print each folder that is to be deleted, and what can't be reached from here."""
    for trace in traces:
        voice.say("forget.trace", path=from_here(trace.folder), files=trace.files)
    voice.note("forget.beyond")


def tell_status(voice: Voice, found: "Status", on: date, days: int) -> None:
    """Print a table of what is due, or that nothing is; then who has a draft."""
    if found.due:
        headings = [voice.words(f"status.{key}") for key in ("day", "when", "couple", "what")]
        most = FEW_CLAUSES if len({due.couple for due in found.due}) > 1 else None
        voice.table(headings, [_due_row(voice, due, on, most) for due in found.due])
    else:
        voice.say("status.nothing", days=days)
    if found.drafts:
        voice.say("status.drafts", couples=", ".join(found.drafts))


def tell_begun(voice: Voice, name: str, begun: "Begun") -> None:
    """Print what a couple's file holds, in numbers and days alone; then what is next."""
    if begun.brought and begun.brought.kinds:
        headings = [voice.words(f"review.{key}") for key in ("held", "number", "from", "to", "old")]
        voice.table(headings, [_brought_row(voice, one) for one in begun.brought.kinds])
    if begun.file is None:
        voice.say("review.nothing_new")
    elif begun.brought:
        filed = "review.added" if begun.added else "review.filed"
        voice.say(filed, name=name, file=begun.file, export=begun.brought.export)
        for asked in begun.brought.asked_for:
            _tell_asked_for(voice, asked)
    else:
        voice.say("review.next", name=name, file=begun.file)


def _tell_asked_for(voice: Voice, asked: "AskedFor") -> None:
    voice.say("review.asked.on", day=asked.on.isoformat())
    for kind, clauses in (("change", asked.change), ("end", asked.end)):
        if clauses:
            voice.say(f"review.asked.{kind}", clauses=", ".join(clauses))
    if asked.in_words:
        voice.say("review.asked.in_words")


def _brought_row(voice: Voice, one: "KindBrought") -> tuple[str, ...]:
    counts = str(one.number), one.first.isoformat(), one.last.isoformat(), str(one.filed_before)
    return voice.words(f"review.kinds.{one.kind}"), *counts


def tell_suggested(voice: Voice, name: str, suggested: "Sequence[Suggested]") -> None:
    """Print the names and the promise of clauses, theme by theme, and how to get one whole."""
    for theme, these in groupby(suggested, key=lambda one: one.clause.theme):
        voice.say("suggest.theme", style="bold", theme=theme)
        for one in these:
            kind = "for_value" if one.value else "clause"
            voice.say(f"suggest.{kind}", id=one.clause.id, will=one.clause.will, value=one.value)
    voice.note("suggest.next", name=name)


def _due_row(
    voice: Voice, due: "CoupleDue", on: date, most: int | None
) -> tuple[str, str, str, str]:
    away = (due.on - on).days
    kind = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(away, "ago" if away < 0 else "ahead")
    named = due.clauses[:most]
    more = len(due.clauses) - len(named)
    clauses = [*named, *([voice.words("status.more", number=more)] if more else [])]
    values = {"clauses": ", ".join(clauses), "number": due.number, "couple": due.couple}
    return (
        due.on.isoformat(),
        voice.words(f"status.away.{kind}", days=abs(away)),
        due.couple,
        voice.words(f"status.kinds.{due.kind}", **values),
    )
