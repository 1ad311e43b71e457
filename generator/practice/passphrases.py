"""Passphrases that can be said aloud and typed on a phone, and how strong one of one's own is."""

import math
from functools import cache

import yaml
from xkcdpass import xkcd_password
from zxcvbn import zxcvbn

from generator.editions.sealing import as_typed
from generator.problems import GuideError, Place, Problem
from generator.shipped import TemplateFolders

BITS = 64
"""At least so much chance is in a passphrase that is made here."""

GUESSES = 14
"""Tens to this power: as many guesses, by zxcvbn's count, a passphrase of one's own must withstand.

At 600,000 rounds each, a thousand machines of ten thousand guesses a second take four months.
"""

LONGEST_WORD = 6
"""Signs: short words are typed on a phone with fewer slips."""

LONGEST = 72
"""Signs: zxcvbn judges no more."""


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


def refuse_weak(passphrase: str, known: tuple[str, ...] = ()) -> None:
    """Raise GuideError where a passphrase would be guessed too soon.

    `known` are words that others would try first, such as the couple's names.
    """
    typed = as_typed(passphrase)
    judged = zxcvbn(typed[:LONGEST], user_inputs=list(known)) if typed else {"guesses_log10": 0}
    if judged["guesses_log10"] < GUESSES:
        raise GuideError([Problem("passphrase-weak", Place("--own"))])
