"""A run over one couple or a thousand: each that is sound is built."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from generator.editions.press import Press
from generator.practice.building import NOTHING_MORE, Built, Wanted, build_couple
from generator.practice.checking import Checked
from generator.practice.practice import Practice
from generator.problems import GuideError


def build_all(
    practice: Practice,
    checked: Sequence[Checked],
    press: Press,
    on: date,
    begun: Callable[[str], None],
    wanted: Wanted = NOTHING_MORE,
) -> Iterator[Built | GuideError]:
    """Yield what became of each couple in turn; one couple's problem doesn't stop the others.

    `begun` is told each couple's name as its build begins. A couple whose answers need work isn't
    built, and keeps the build it had.
    """
    folders = [one.folder for one in checked if one.folder]
    for one in checked:
        begun(one.name)
        if one.folder is None or one.errors:
            yield GuideError(one.errors)
            continue
        others = [folder for folder in folders if folder is not one.folder]
        try:
            yield build_couple(practice, one.folder, others, press, on, wanted)
        except GuideError as error:
            yield error
