"""A couple's answers as one thing. It has no place for a private word."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.answers.approval import Approval
from generator.answers.couple import Couple
from generator.answers.partner import Shared
from generator.answers.review import Review


@dataclass(frozen=True)
class Answers:
    """Everything a guide may be made from.

    `name` is the couple's folder, `shared` holds each partner's shared half by id, `reviews`
    and `approvals` stand oldest first, and `fingerprint` is the SHA-256 of the answer files.
    """

    name: str
    couple: Couple
    shared: Mapping[str, Shared]
    reviews: tuple[Review, ...] = ()
    approvals: tuple[Approval, ...] = ()
    fingerprint: str = ""
