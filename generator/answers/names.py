"""When two people's words for something are the same word."""

import unicodedata


def same_words(text: str) -> str:
    """Return `text` in the form in which two spellings of one word are equal."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
