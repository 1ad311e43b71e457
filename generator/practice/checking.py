"""One couple's folder → their answers and all problems: what `mend check` tells."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from generator.answers.answers import texts_for_both
from generator.answers.crosschecks import crosscheck
from generator.answers.folder import CoupleFolder, read_folder
from generator.editions.fonts import missing_characters
from generator.guide.findings import Rulebook, find_all
from generator.library.loader import load_deck, load_helplines, load_wording
from generator.practice.practice import Practice
from generator.practice.private_words import find_private_words
from generator.problems import Finding, GuideError, Problem, Severity
from generator.reading.document import Path


@dataclass(frozen=True)
class Checked:
    """What a couple's files hold. `folder` is there unless a file couldn't be read whole."""

    name: str
    folder: CoupleFolder | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return what stands in the way of a build."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return what a therapist may look at, or accept."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)


def check_couple(practice: Practice, name: str, on: date) -> Checked:
    """Return what is in a couple's folder and everything to mend, in the order of the files."""
    (checked,) = check_all(practice, [name], on)
    return checked


def _check(
    practice: Practice, name: str, on: date, words: str, rulebook: Callable[[str, str], Rulebook]
) -> Checked:
    try:
        folder = read_folder(name, practice.answer_files(name), f"couples/{name}", words)
        couple = folder.answers.couple
        rules = rulebook(couple.language, couple.country)
    except GuideError as error:
        return Checked(name, None, _in_order(error.problems))
    found = (
        *crosscheck(folder.answers, rules.deck),
        *find_all(folder.answers, rules, on),
        *_unprintable(practice, folder),
        *find_private_words(folder),
    )
    return Checked(name, folder, _in_order(folder.locate(finding) for finding in found))


def check_all(practice: Practice, names: Sequence[str], on: date) -> tuple[Checked, ...]:
    """Return what is in the folders of these couples, or of all when none is named."""
    words = practice.templates.mark()
    rulebook = cache(partial(_rulebook, practice))
    chosen = names or practice.couple_names()
    return tuple(_check(practice, name, on, words, rulebook) for name in chosen)


def sound_folder(checked: Checked) -> CoupleFolder:
    """Return the folder of a couple whose answers have no error, else raise GuideError."""
    if checked.folder is None or checked.errors:
        raise GuideError(checked.errors)
    return checked.folder


def _unprintable(practice: Practice, folder: CoupleFolder) -> Iterator[Finding]:
    """Yield a finding for each answer with a character that no font of ours can show."""
    texts = [*texts_for_both(folder.answers), *_notes(folder)]
    if not missing_characters("\n".join(text for _, _, text in texts), practice.templates):
        return
    for file, path, text in texts:
        if signs := missing_characters(text, practice.templates):
            yield Finding("no-font", file, path, values={"signs": " ".join(signs)})


def _notes(folder: CoupleFolder) -> Iterator[tuple[str, Path, str]]:
    """Yield what partners wrote for their own pages, as `texts_for_both` yields the rest."""
    for who, own in folder.own.items():
        for number, note in enumerate(own.notes):
            yield who, ("private", "for_my_pages", number), note


def _rulebook(practice: Practice, language: str, country: str) -> Rulebook:
    return Rulebook(
        load_wording(practice.templates, language),
        load_helplines(practice.templates, language, country),
        load_deck(practice.templates, language),
    )


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.place, problem.code)))
