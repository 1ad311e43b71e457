"""The files of a couple's folder → their answers, or every problem in all files at once."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from generator.answers.answers import Answers
from generator.answers.approval import Approval, seal_of
from generator.answers.couple import Couple
from generator.answers.model import ID_PATTERN
from generator.answers.own import Own, for_both, own_answers, review_for_both
from generator.answers.partner import PartnerFile, Private
from generator.answers.review import Review
from generator.problems import Finding, GuideError, Place, Problem
from generator.reading.checking import check, guess
from generator.reading.document import Document, dotted, read_yaml
from generator.reading.text import MOST_BYTES, MOST_BYTES_FILED, read_text

M = TypeVar("M", bound=BaseModel)

COUPLE = "couple"
REVIEWS, APPROVED = "reviews/", "approved/"
_IS_ID = re.compile(ID_PATTERN).match
_APPROVAL = re.compile(rf"{APPROVED}([1-9]\d*)\.yml")


@dataclass(frozen=True)
class CoupleFolder:
    """What a couple's folder holds: answers for the guide, and apart from them what is one's own.

    `own` is for each partner's own pages, `private` for the leak check alone, which must know
    what may not be found.
    """

    answers: Answers
    own: Mapping[str, Own]
    private: Mapping[str, Private]
    documents: Mapping[str, Document]

    def locate(self, finding: Finding) -> Problem:
        """Return `finding` with the place where its answer was written."""
        document = self.documents[finding.file]
        return Problem(
            finding.code,
            document.place(finding.path),
            dotted(finding.path),
            finding.severity,
            finding.values,
        )


def read_folder(
    name: str, files: Mapping[str, bytes], shown_as: str, words: str = ""
) -> CoupleFolder:
    """Return what the files of one couple hold.

    `files` are the YAML files by name relative to the folder ("couple.yml",
    "reviews/2026-12-20.yml"), `shown_as` the folder's path as problems say it, `words` a hash of
    the words that the answers are set in. Raises GuideError with the problems of all files,
    located. Whether the answers fit together is for `crosscheck`.
    """
    reader = _Reader(files, shown_as)
    couple = reader.read("couple.yml", Couple)
    partners = {n: reader.read(n, PartnerFile) for n in files if _is_partner_file(n)}
    reviews = {n: reader.read(n, Review) for n in sorted(files) if n.startswith(REVIEWS)}
    approvals = _read_approvals(files, shown_as)
    reader.problems += approvals.problems
    reader.problems += _files_and_partners(_named_partners(couple, reader), partners, reader)
    reader.problems += _other_days(reviews, reader)
    if couple is None or reader.problems:
        raise GuideError(reader.problems)
    whole = {_stem(file): partner for file, partner in partners.items() if partner}
    looked_back = sorted((r for r in reviews.values() if r), key=lambda review: review.on)
    shared = {partner: for_both(whole[partner].shared) for partner in couple.partners}
    answers = Answers(
        name=name,
        couple=couple,
        shared=shared,
        reviews=tuple(review_for_both(review, shared) for review in looked_back),
        approvals=tuple(sorted(approvals.found, key=lambda approval: approval.version)),
        fingerprint=_fingerprint(files, words),
    )
    own = {who: own_answers(who, named, whole[who], looked_back)
           for who, named in couple.partners.items()}  # fmt: skip
    private = {name: file.private for name, file in whole.items()}
    return CoupleFolder(answers, own, private, reader.documents)


class _Reader:
    """Reads file after file and keeps what went wrong, so that all is told at once."""

    def __init__(self, files: Mapping[str, bytes], shown_as: str) -> None:
        self.files, self.shown_as = files, shown_as
        self.documents: dict[str, Document] = {}
        self.problems: list[Problem] = []

    def read(self, name: str, model: type[M]) -> M | None:
        shown = f"{self.shown_as}/{name}"
        if name not in self.files:
            self.problems.append(Problem("missing-file", Place(shown), values={"name": name}))
            return None
        try:
            most = MOST_BYTES_FILED if name.startswith(REVIEWS) else MOST_BYTES
            document = read_yaml(read_text(self.files[name], shown, most), shown)
            self.documents[_stem(name)] = document
            return check(model, document)
        except GuideError as error:
            self.problems += error.problems
            return None


@dataclass(frozen=True)
class _Approvals:
    found: tuple[Approval, ...]
    problems: tuple[Problem, ...]


def _read_approvals(files: Mapping[str, bytes], shown_as: str) -> _Approvals:
    """Return the approvals. What is wrong in one isn't told: mending it would forge it."""
    found: list[Approval] = []
    problems: list[Problem] = []
    for name in sorted(name for name in files if name.startswith(APPROVED)):
        place = Place(f"{shown_as}/{name}")
        number = _APPROVAL.fullmatch(name)
        reader = _Reader(files, shown_as)
        approval = reader.read(name, Approval)
        if number is None:
            problems.append(Problem("not-an-approval", place))
        elif (
            approval is None
            or str(approval.version) != number[1]
            or approval.seal not in (None, seal_of(reader.documents[_stem(name)].data))
        ):
            problems.append(Problem("approval-damaged", place))
        else:
            found.append(approval)
    return _Approvals(tuple(found), tuple(problems))


def _named_partners(couple: Couple | None, reader: _Reader) -> tuple[str, ...]:
    """Return the partners that couple.yml names, even where something else in it is wrong."""
    if couple is not None:
        return tuple(couple.partners)
    document = reader.documents.get(COUPLE)
    named = document.data.get("partners") if document else None
    if isinstance(named, dict) and len(named) == 2 and all(map(_IS_ID, named)):
        return tuple(named)
    return ()


def _files_and_partners(
    named: Sequence[str], partners: Mapping[str, PartnerFile | None], reader: _Reader
) -> list[Problem]:
    """Return a problem for each partner without a file, and each file without a partner."""
    if not named:
        return []
    written = {_stem(name) for name in partners}
    missing = sorted(set(named) - written)
    unknown = sorted(written - set(named))
    return [
        Problem("missing-partner-file", reader.documents[COUPLE].key_place(("partners", partner)),
                values={"name": f"{partner}.yml", "guess": guess(partner, unknown)})
        for partner in missing
    ] + [
        Problem("unexpected-file", Place(f"{reader.shown_as}/{name}.yml"),
                values={"name": f"{name}.yml", "guess": guess(name, missing),
                        "known": ", ".join(f"{partner}.yml" for partner in named)})
        for name in unknown
    ]  # fmt: skip


def _other_days(reviews: Mapping[str, Review | None], reader: _Reader) -> list[Problem]:
    """Return a problem for each review that is called after another day than it is of."""
    return [
        Problem("review-of-another-day", reader.documents[_stem(name)].place(("on",)), "on",
                values={"day": review.on.isoformat(), "name": f"{review.on.isoformat()}.yml"})
        for name, review in reviews.items()
        if review and name != f"{REVIEWS}{review.on.isoformat()}.yml"
    ]  # fmt: skip


def _is_partner_file(name: str) -> bool:
    return "/" not in name and name != "couple.yml"


def _stem(name: str) -> str:
    return name.removesuffix(".yml")


def _fingerprint(files: Mapping[str, bytes], words: str) -> str:
    digest = hashlib.sha256(words.encode())
    for name in sorted(files):
        if not name.startswith(APPROVED):
            digest.update(f"{len(name)}:{name}:{len(files[name])}:".encode())
            digest.update(files[name])
    return digest.hexdigest()
