"""Private words that were typed where both read: for the therapist to see before anyone else does.

The leak check can't tell them from what a couple means to share, since they are in a shared answer.
"""

from collections.abc import Iterator

from generator.answers.answers import texts_for_both
from generator.answers.folder import CoupleFolder
from generator.answers.model import typed_words
from generator.practice.watched_words import OWN_RUN, in_words, runs_of
from generator.problems import Finding, Severity
from generator.reading.document import dotted


def find_private_words(folder: CoupleFolder) -> Iterator[Finding]:
    """Yield a warning for each shared answer with five words in a row of a private one."""
    private = dict(_runs(folder))
    for file, path, text in texts_for_both(folder.answers) if private else ():
        found = (private[run] for run in runs_of(in_words(text), OWN_RUN) if run in private)
        if answer := next(found, None):
            yield Finding("private-words", file, path, Severity.WARNING, {"answer": answer})


def _runs(folder: CoupleFolder) -> Iterator[tuple[str, str]]:
    """Yield each run of a private answer, and where the answer stands. Short ones tell nothing."""
    for who, private in folder.private.items():
        for path, text in typed_words(private, ("private",)):
            words = in_words(text)
            if len(words) >= OWN_RUN:
                yield from ((run, f"{who}.{dotted(path)}") for run in runs_of(words, OWN_RUN))
