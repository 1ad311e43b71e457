"""When two people's words for something are the same word."""

import unicodedata

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


def same_words(text: str) -> str:
    """Return `text` in the form in which two spellings of one word are equal.

    Small and large letters, blanks, curly apostrophes, and an accent typed as a sign of its own
    make no difference. A letter with an accent and one without do: they are two letters.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    return " ".join(plain.casefold().split())
