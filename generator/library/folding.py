"""Spellings of one word → one spelling, so that a phrase is written once.

Small and large letters, curly and straight apostrophes, contractions (`won't`, `dont`) and
British and American endings come out the same. The result need not be a real word: phrases and
texts pass through the same fold.
"""

import re
from functools import lru_cache

_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")

_WHOLE = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not",
    "i'm": "i am", "let's": "let us", "dont": "do not", "doesnt": "does not",
    "didnt": "did not", "isnt": "is not", "arent": "are not", "wont": "will not",
    "cant": "can not", "wouldnt": "would not", "shouldnt": "should not", "im": "i am",
}  # fmt: skip
_ENDS = (("n't", " not"), ("'ll", " will"), ("'re", " are"), ("'ve", " have"), ("'d", " would"))
_IS = frozenset({"he's", "she's", "it's", "that's", "who's", "what's", "there's", "here's"})

# Word ends that differ across the Atlantic: -ize/-ise, -our/-or, -lling/-ling.
_SPELLINGS = (
    (re.compile(r"(?<=\w\w)iz(?=[eia~])"), "is"),
    (re.compile(r"(?<=\w\w\w)our(?=$|s|ed|ing|ful|able|ite|al|~)"), "or"),
    (re.compile(r"(?<=\w\w\w)ell(?=ed|ing|or|er)"), "el"),
)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return `word` in its one spelling; a contraction comes back as two words."""
    word = word.casefold().translate(_APOSTROPHES).strip("'")
    word = _WHOLE.get(word) or _expanded(word)
    for spelling, one in _SPELLINGS:
        word = spelling.sub(one, word)
    return word


def _expanded(word: str) -> str:
    if word in _IS:
        return f"{word[:-2]} is"
    for end, full in _ENDS:
        if word.endswith(end) and word != end:
            return word[: -len(end)] + full
    return word
