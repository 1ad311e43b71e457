"""A couple's site alone, for whoever looks at it while it is written: shown first, printed after.

Everything is loaded before the first save, which has to be seen within a second: MkDocs and what
it needs, the templates, the wording rules, the words of our own that any guide may hold. When a
template changes, all of that is read anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generator.answers.folder import CoupleFolder
from generator.practice.building import our_words, refuse_unlocked
from generator.practice.checking import check_couple, sound_folder
from generator.practice.job import NOTHING_MORE
from generator.practice.leaks import find_leaks
from generator.practice.lock_file import read_lock
from generator.practice.manuscript import write_manuscript
from generator.practice.memories import keep_up_with
from generator.practice.own_templates import check_own_templates
from generator.practice.practice import Practice
from generator.practice.sources import own_sources
from generator.practice.staging import set_apart
from generator.practice.unprinted import make_unprinted
from generator.practice.watched_words import watch
from generator.problems import GuideError, Place, Problem


@contextmanager
def previewed(practice: Practice, name: str, on: date) -> Iterator[Path]:
    """Yield the folder of a couple's site as it is on the day `on`; it is gone at the end.

    It is checked as a build is. The build itself stays as it is. A couple's lock isn't put on what
    their therapist looks at, here alone, where the answers lie open too: it has another key each
    time, and so would ask for the passphrase at each save.

    Raises GuideError where the answers need work, or where anything leaks.
    """
    if not (practice.couples / name).is_dir():  # it was there: nobody has to be told who else is
        raise GuideError([Problem("couple-away", Place(f"couples/{name}"))])
    keep_up_with(own_sources(practice))
    folder = sound_folder(check_couple(practice, name, on))
    with set_apart(
        practice.builds / name, lambda stage: _make(practice, folder, on, stage)
    ) as stage:
        yield stage / "site"


def _make(practice: Practice, folder: CoupleFolder, on: date, stage: Path) -> None:
    check_own_templates(practice)
    name, text = folder.answers.name, write_manuscript(folder, practice.templates, on)
    refuse_unlocked(practice, name, read_lock(practice, name), NOTHING_MORE)
    make_unprinted(text.guide, text.pages, text.imprint, practice, stage)
    if leaks := find_leaks(stage, watch(folder, (), our_words(text.imprint.language))):
        raise GuideError(leaks)
