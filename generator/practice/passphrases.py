"""Passphrases that can be said aloud and typed on a phone, and how strong one of one's own is."""

import math
from functools import cache

import yaml
from xkcdpass import xkcd_password

from generator.editions.locked_pdf import LONGEST_PASSPHRASE
from generator.editions.sealing import as_typed
from generator.practice.guessable import Known, guesses
from generator.problems import GuideError, Place, Problem
from generator.shipped import TemplateFolders

BITS = 64
"""At least so much chance is in a passphrase that is made here."""

GUESSES = 14
"""Ten to this power: as many guesses, by zxcvbn's count, a passphrase of one's own must withstand.

At 600,000 rounds each, a thousand machines of ten thousand guesses a second take four months.
"""

LONGEST_WORD = 6
"""Signs: short words are typed on a phone with fewer slips."""


def make_passphrase(templates: TemplateFolders, language: str) -> str:
    """Return as many random words as hold 64 bits, set apart by blanks."""
    words = fit_words(templates, language)
    number = math.ceil(BITS / math.log2(len(words)))
    return str(xkcd_password.generate_xkcdpassword(words, numwords=number, delimiter=" "))


@cache
def fit_words(templates: TemplateFolders, language: str) -> tuple[str, ...]:
    """Return the words to choose from: of the EFF's long list the short ones that hurt nobody."""
    path = templates.find(f"{language}/lock/unfit-words.yml")
    unfit = set(yaml.safe_load(path.read_text(encoding="utf-8"))["unfit"].split())
    listed = xkcd_password.generate_wordlist(
        wordfile=xkcd_password.locate_wordfile("eff-long"), min_length=3, max_length=LONGEST_WORD
    )
    return tuple(sorted({word for word in listed if word.isalpha()} - unfit))


def known_to_everyone(templates: TemplateFolders, language: str) -> Known:
    """Return the sayings that are tried first, the words of days, and what any guide says."""
    path = templates.find(f"{language}/lock/guessable.yml")
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Known(
        sayings=tuple(listed["sayings"]),
        counting=tuple(listed["counting"].split()),
        ours=templates.texts(language),
    )


def refuse_guessable(passphrase: str, known: Known, place: Place) -> None:
    """Raise GuideError where a passphrase is too long for a PDF, or would be guessed too soon.

    Which of two reasons is told: that it is weak for anyone, or only for who knows the couple.
    """
    typed = as_typed(passphrase)
    anyones = Known(names=known.names, sayings=known.sayings)
    if len(typed.encode(errors="replace")) > LONGEST_PASSPHRASE:
        code = "passphrase-too-long"
    elif guesses(typed, anyones) < GUESSES:
        code = "passphrase-weak"
    elif known.hold(typed) or guesses(typed, known) < GUESSES:
        code = "passphrase-known"
    else:
        return
    raise GuideError([Problem(code, place)])
