"""The file that a couple saved from their site → what of it is filed with today's review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.answers.check_in_names import taken_from
from generator.answers.check_ins import CheckIns, MonthlyReview, SavedCheckIns, Wish
from generator.answers.export import MOST_BYTES_SAVED, as_of_export, read_export
from generator.answers.filed import (
    KINDS,
    CheckInKind,
    check_in_findings,
    filed,
    not_yet_filed,
)
from generator.answers.folder import CoupleFolder
from generator.guide.guide import key_of
from generator.problems import Finding, GuideError, Place, Problem
from generator.reading.document import dotted
from generator.reading.text import MOST_BYTES_FILED

MOST_TOLD = 100
_WIDTH = 96


@dataclass(frozen=True)
class KindBrought:
    """How many check-ins of a kind a file holds, of which days, and how many were filed before."""

    kind: CheckInKind
    number: int
    first: date
    last: date
    filed_before: int


@dataclass(frozen=True)
class AskedFor:
    """What the two ask of their therapist in one monthly review: clauses by id, and in words."""

    on: date
    change: tuple[str, ...]
    end: tuple[str, ...]
    in_words: bool


@dataclass(frozen=True)
class BroughtBack:
    """What the file `export` holds; `new` is what no earlier review holds with the same content."""

    export: Path
    kinds: tuple[KindBrought, ...]
    new: CheckIns

    @property
    def is_new(self) -> bool:
        """Tell whether anything is to be filed."""
        return any(getattr(self.new, kind) for kind in KINDS)

    @property
    def asked_for(self) -> tuple[AskedFor, ...]:
        """Return what the new monthly reviews ask for, oldest first: nobody else is told."""
        asked = map(_asked_for, self.new.monthly)
        return tuple(one for one in asked if one.change or one.end or one.in_words)


def _asked_for(review: MonthlyReview) -> AskedFor:
    def wished(wish: Wish) -> tuple[str, ...]:
        return tuple(clause for clause, wishes in review.wishes.items() if wishes == wish)

    in_words = bool(review.to_change or review.question or review.pace)
    return AskedFor(review.on, wished("change"), wished("end"), in_words)


def bring_back(export: Path, folder: CoupleFolder, on: date) -> BroughtBack:
    """Return what the file `export` holds, checked against what the couple's folder knows.

    Raises GuideError with every problem in it, of which days after `on` are one; of hundreds, which
    no one reads, the first.
    """
    try:
        return _brought_back(export, folder, on)
    except GuideError as error:
        raise GuideError(error.problems[:MOST_TOLD]) from None


def _brought_back(export: Path, folder: CoupleFolder, on: date) -> BroughtBack:
    answers, shown = folder.answers, str(export)
    saved, document = read_export(_bytes(export), shown, key_of(answers.name))
    taken = taken_from(answers)
    found = [
        *_saved_ahead(saved, on),
        *check_in_findings(
            saved, (shown, ()), taken.partners, on, taken.clauses, since=taken.since
        ),
    ]
    if found:
        raise GuideError(
            as_of_export(
                Problem(one.code, document.place(one.path), dotted(one.path), values=one.values)
            )
            for one in sorted(found, key=lambda one: document.place(one.path))
        )
    before = filed(review for review in answers.reviews if review.on <= on)
    new = not_yet_filed(saved, before)
    return BroughtBack(export, tuple(_counted(saved, new)), new)


def as_answers(held: CheckIns, file: str) -> str:
    """Return check-ins as YAML under `check_ins:`, which is read as exactly what they hold.

    Raises GuideError where that is more than a review may hold; `file` is what it came from.
    """
    data = {"check_ins": held.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
    text = yaml.dump(
        data, Dumper=_Plainly, sort_keys=False, allow_unicode=True, width=_WIDTH, indent=2
    )
    if len(text.encode()) > MOST_BYTES_FILED // 2:
        most = {"most": MOST_BYTES_SAVED // 1024 // 1024}
        raise GuideError([Problem("export-too-large", Place(file), values=most)])
    return text


class _Plainly(yaml.SafeDumper):
    """Writes texts of several lines as they look, and each thing where it stands.

    What our reader takes for text anyhow, a day or a yes among it, is given no quotes.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012  it takes the place of the parent's
        first: [one for one in resolvers if one[0].endswith((":null", ":merge", ":value"))]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, _data: Any) -> bool:
        """Return that no part is ever replaced by a pointer to another."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT
        """Set list items two spaces in, as all answers are."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Plainly.add_representer(str, _text)


def _bytes(export: Path) -> bytes:
    """Return what a file holds, no more than is needed to see that it is too much."""
    try:
        if export.is_dir():
            raise GuideError([Problem("export-is-a-folder", Place(str(export)))])
        if not export.is_file():
            raise GuideError([Problem("no-such-export", Place(str(export)))])
        with export.open("rb") as file:
            return file.read(MOST_BYTES_SAVED + 1)
    except OSError as error:
        said = {"said": error.strerror}
        raise GuideError([Problem("export-unreadable", Place(str(export)), values=said)]) from None


def _saved_ahead(saved: SavedCheckIns, on: date) -> Iterator[Finding]:
    if saved.saved > on:
        yield Finding("check-in-ahead", "", ("saved",), values={"day": saved.saved.isoformat()})


def _counted(saved: SavedCheckIns, new: CheckIns) -> Iterator[KindBrought]:
    for kind in KINDS:
        days = [one.on for one in getattr(saved, kind)]
        if days:
            before = len(days) - len(getattr(new, kind))
            yield KindBrought(kind, len(days), min(days), max(days), before)
