"""A couple's answers as one thing. It has no place for a private word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.answers.approval import Approval
from generator.answers.couple import Couple
from generator.answers.model import typed_words
from generator.answers.partner import Shared
from generator.answers.review import Review
from generator.reading.document import Path


@dataclass(frozen=True)
class Answers:
    """Everything a guide may be made from.

    `name` is the couple's folder, `shared` holds each partner's shared half by id, `reviews`
    and `approvals` stand oldest first, and `fingerprint` is the SHA-256 of the answer files
    and of the words around them: the text that a therapist signs off.
    """

    name: str
    couple: Couple
    shared: Mapping[str, Shared]
    reviews: tuple[Review, ...] = ()
    approvals: tuple[Approval, ...] = ()
    fingerprint: str = ""


def clauses_ever(answers: Answers) -> tuple[str, ...]:
    """Return the id of every clause there is or was in an approved version, each once."""
    approved = (clause for approval in answers.approvals for clause in approval.clauses)
    every = (*answers.couple.agreement.clauses, *approved)
    return tuple(dict.fromkeys(clause.id for clause in every))


def shared_texts(answers: Answers) -> Iterator[tuple[str, Path, str]]:
    """Yield every text that both may read: its file's name, the path to it, and the text."""
    yield from (("couple", path, text) for path, text in typed_words(answers.couple))
    for partner, shared in answers.shared.items():
        yield from ((partner, path, text) for path, text in typed_words(shared, ("shared",)))


def texts_for_both(answers: Answers) -> Iterator[tuple[str, Path, str]]:
    """Yield what `shared_texts` does and what stands in reviews, check-ins among it."""
    yield from shared_texts(answers)
    for review in answers.reviews:
        file = f"reviews/{review.on.isoformat()}"
        yield from ((file, path, text) for path, text in typed_words(review))
