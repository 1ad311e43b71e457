"""What fits on a card as large as a bank card, 85 × 54 mm: whole parts, and never half of one."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from generator.guide.people import People, Person
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


def own_calls(
    at_night: Sequence[str], owner: Person, people: People, may: Mapping[str, str]
) -> tuple[str, ...]:
    """Return whom the owner of a card may call at night, in words without either partner's name.

    `may` has how such a line begins of a partner, with {name}, and how it does on their own card.
    A line that names a partner in another way is on no card: whoever finds one learns no name.
    """
    names = [person.name for person in people]
    told = (_in_own_words(line, may["of"].format(name=owner.name), may["own"]) for line in at_night)
    return tuple(line for line in told if not any(name in line for name in names))


def _in_own_words(line: str, theirs: str, own: str) -> str:
    return own + line.removeprefix(theirs) if line.startswith(theirs) else line


def _lines(text: str) -> int:
    wider = any(ord(sign) >= _OTHER_SCRIPTS and sign.isalpha() for sign in text)
    return lines_on_paper(text, ACROSS_WIDER if wider else ACROSS)
