"""What fits on a card as large as a bank card, 85 × 54 mm: whole parts, and never half of one."""

from collections.abc import Sequence

from markupsafe import Markup

from generator.pages.joined_lists import lines_on_paper

LINES = 12
"""Lines of 8.5 points on the card, with a little room between parts and one line to spare."""

ACROSS, ACROSS_WIDER = 30.0, 22.0
"""Ems of one line by the measure of `lines_on_paper`, which counts letters by their widest kind.

The card's own 25.9 ems at that size, and what that measure has too many in running text of Latin
letters; those of other scripts may be wider than it knows.
"""

_OTHER_SCRIPTS = 0x0370


def on_card(parts: Sequence[tuple[int, Markup]]) -> tuple[Markup, ...]:
    """Return the parts that fit on a card, in their order; each comes with its importance.

    The most important ones (1, 2, …) take their lines first. One that finds too little room is
    left out whole; those after it may still fit.
    """
    left, kept = LINES, set[int]()
    for place in sorted(range(len(parts)), key=lambda place: parts[place][0]):
        needed = _lines(parts[place][1].striptags())
        if needed <= left:
            left -= needed
            kept.add(place)
    return tuple(part for place, (_, part) in enumerate(parts) if place in kept)


def _lines(text: str) -> int:
    wider = any(ord(sign) >= _OTHER_SCRIPTS and sign.isalpha() for sign in text)
    return lines_on_paper(text, ACROSS_WIDER if wider else ACROSS)
