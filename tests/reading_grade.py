"""How many years of school a text asks for (Flesch-Kincaid grade, Kincaid 1975).

Two ways of counting syllables are tried and the harder result counts: pyphen, which WeasyPrint
brings along, misses some; runs of vowels, less a silent e, count some too many.
"""

import re

import pyphen

_HYPHENS = pyphen.Pyphen(lang="en_GB")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyáéíóúöü]+")
_SILENT_END = re.compile(r"([^aeiouyl]e|[^aeioutd]ed|[^aeiousxzgch]es)$")


def grade(text: str) -> float:
    """Return the grade of `text`; each line counts as a sentence at least, numbers as nothing."""
    sentences = [part for part in re.split(r"[.!?:;]+(?=\s|$)|\n", text) if _WORD.search(part)]
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return 0.0
    by_hyphens = sum(_HYPHENS.inserted(word).count("-") + 1 for word in words)
    by_vowels = sum(_vowel_runs(word) for word in words)
    syllables = max(by_hyphens, by_vowels)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _vowel_runs(word: str) -> int:
    return max(1, len(_VOWELS.findall(word)) - bool(_SILENT_END.search(word)))
