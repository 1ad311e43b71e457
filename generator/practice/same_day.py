"""A review of today and check-ins that came after it → the same review with them in it.

What the therapist typed stays as it is, to the letter; what was filed goes only where they say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.answers.check_ins import CheckIns
from generator.answers.filed import KINDS, joined
from generator.answers.model import typed_words
from generator.answers.review import Review
from generator.practice.check_ins_back import as_answers
from generator.problems import GuideError, Place, Problem
from generator.reading.checking import check
from generator.reading.document import read_yaml

_KEY = "check_ins"


@dataclass(frozen=True)
class Filing:
    """The text of today's review, the file as problems name it, and what is to come into it.

    `heading` stands above check-ins where the review has none yet.
    """

    text: str
    file: str
    new: CheckIns
    heading: str


def added_to(filing: Filing, *, replace: bool) -> str:
    """Return the review's text with the new check-ins in it, oldest first.

    A new check-in joins one of its day, and with `replace` takes its place. Raises GuideError,
    unless `replace`, where words that were filed aren't in it any more, or where a note stands
    among the check-ins; and always where the file is written so that nothing can safely be added.
    """
    document = read_yaml(filing.text, filing.file)
    before = check(Review, document)
    lost = [] if replace else [*_lost(before.check_ins, filing)]
    if lost:
        raise GuideError(lost)
    held = _joined(before.check_ins, filing.new, replace=replace)
    start, end = _lines_of(filing.text)
    lines = filing.text.splitlines(keepends=True)
    block = as_answers(held, filing.file)
    if start == end:
        text = f"{filing.text.rstrip()}\n{filing.heading}{block}"
    else:
        text = "".join([*lines[:start], block, *lines[end:]])
    if not _reads_as(before.model_copy(update={_KEY: held}), text, filing.file):
        raise GuideError([Problem("review-by-hand", Place(filing.file))])
    return text


def _reads_as(wanted: Review, text: str, file: str) -> bool:
    try:
        return check(Review, read_yaml(text, file)) == wanted
    except GuideError:
        return False


def _joined(before: CheckIns, new: CheckIns, *, replace: bool) -> CheckIns:
    def of(kind: str) -> tuple[Any, ...]:
        days: dict[date, Any] = {one.on: one for one in getattr(before, kind)}
        for one in getattr(new, kind):
            there = days.get(one.on)
            days[one.on] = one if there is None or replace else joined(there, one)
        return tuple(days[on] for on in sorted(days))

    return CheckIns(**{kind: of(kind) for kind in KINDS})


def _lost(before: CheckIns, filing: Filing) -> Iterator[Problem]:
    """Yield a problem for each check-in whose words would go, and for each note among them."""
    document = read_yaml(filing.text, filing.file)
    for kind in KINDS:
        coming = {one.on: one for one in getattr(filing.new, kind)}
        for number, one in enumerate(getattr(before, kind)):
            if one.on in coming and not _holds(joined(one, coming[one.on]), one):
                place = document.place((_KEY, kind, number))
                yield Problem("check-in-filed-today", place, values={"day": one.on.isoformat()})
    start, end = _lines_of(filing.text)
    ours = {line.strip() for line in as_answers(before, filing.file).splitlines()}
    for number, line in enumerate(filing.text.splitlines()[start:end], start=start + 1):
        if "#" in line and line.strip() not in ours:
            yield Problem("note-among-check-ins", Place(filing.file, number, line.index("#") + 1))


def _holds(after: Any, before: Any) -> bool:
    """Tell whether each text of a check-in stands in a later one, in the same place."""
    texts = dict(typed_words(after))
    return all(text in texts.get(path, "") for path, text in typed_words(before))


def _lines_of(text: str) -> tuple[int, int]:
    """Return the first line of the check-ins and the one after their last, counted from 0.

    What is said between them and the next key is the next key's. Twice the same where there are
    none.
    """
    lines = text.splitlines()
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{_KEY}:")), len(lines))
    end = start + 1
    while end < len(lines) and lines[end][:1] in ("", " ", "#"):
        end += 1
    while end > start + 1 and lines[end - 1][:1] in ("", "#"):
        end -= 1
    return start, min(end, len(lines))
