"""What one partner wrote, for that partner alone; and what of it the other may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.answers.kinds import Role
from generator.answers.partner import PartnerFile, Shared
from generator.answers.people import Partner
from generator.answers.review import Review, RevisitedValue


@dataclass(frozen=True)
class Own:
    """One partner's own answers. Nothing of the other's has a place here.

    `notes` are the only private words that are printed, since their owner wrote them for that.
    `earlier` holds the values of each kept revisit, oldest first.
    """

    id: str
    called: str
    role: Role
    shared: Shared
    notes: tuple[str, ...]
    earlier: tuple[tuple[date, tuple[RevisitedValue, ...]], ...]


def own_answers(partner: str, named: Partner, file: PartnerFile, reviews: Sequence[Review]) -> Own:
    """Return one partner's own answers, from their file and their part of each review."""
    return Own(
        id=partner,
        called=named.called,
        role=named.role,
        shared=file.shared,
        notes=file.private.for_my_pages,
        earlier=tuple((r.on, r.values[partner]) for r in reviews if partner in r.values),
    )


def for_both(shared: Shared) -> Shared:
    """Return a shared half as both may see it: with ratings only if their owner shares them."""
    if shared.share_lived:
        return shared
    values = tuple(value.model_copy(update=_UNRATED) for value in shared.values)
    return shared.model_copy(update={"values": values})


def review_for_both(review: Review, shared: Mapping[str, Shared]) -> Review:
    """Return a review as both may see it: with ratings only of those who share them."""
    values = {
        who: listed if who in shared and shared[who].share_lived
        else tuple(value.model_copy(update=_UNRATED) for value in listed)
        for who, listed in review.values.items()
    }  # fmt: skip
    return review.model_copy(update={"values": values})


_UNRATED = {"important": None, "lived": None}
