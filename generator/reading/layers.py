"""A practice's own words laid over ours, entry by entry."""

import difflib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path as File
from typing import Any

from generator.problems import GuideError, Problem
from generator.reading.document import Document, Path, dotted, read_yaml
from generator.reading.text import read_text
from generator.shipped import TemplateFolders

Words = Mapping[str, Any]

_SLIP = 0.8
"""How alike, of 1, a name must be to one of ours to be a slip and not a word of the practice's."""


def read_layers(templates: TemplateFolders, name: str) -> Mapping[str, Any]:
    """Return a YAML file of the templates with a practice's words laid over ours, one by one.

    So a practice may hold only those it rewords, and those that Mend has learnt since are there.
    Raises GuideError where a file is broken, or where a practice's word can't take effect.
    """
    return _laid_over(tuple((file, file.read_bytes()) for file in templates.layers(name)))


@lru_cache(maxsize=32)
def _laid_over(files: tuple[tuple[File, bytes], ...]) -> Mapping[str, Any]:
    """Read layers once in a process, known again by their content: they hold no couple's words."""
    whole: Mapping[str, Any] = {}
    for file, content in files:
        document = read_yaml(read_text(content, str(file)), str(file))
        whole = lay_over(whole, document) if whole else document.data
    return whole


def lay_over(ours: Words, own: Document) -> Words:
    """Return `ours` with what `own` says in its place; what only `own` has is added.

    Raises GuideError with every entry that can't take effect: one whose name is a slip for one
    of ours, or that holds a text where ours holds a group, and the other way round.
    """
    if problems := [*_in_vain(ours, own.data, own, ())]:
        raise GuideError(problems)
    return _merged(ours, own.data)


def _in_vain(ours: Words, here: Words, own: Document, path: Path) -> Iterator[Problem]:
    for name, said in here.items():
        at = (*path, name)
        if name not in ours:
            for meant in difflib.get_close_matches(name, ours, n=1, cutoff=_SLIP):
                values = {"name": name, "guess": meant}
                yield Problem("unknown-key", own.key_place(at), dotted(at), values=values)
        elif code := _other_shape(ours[name], said):
            yield Problem(code, own.place(at), dotted(at), values={"name": name})
        elif isinstance(said, dict):
            yield from _in_vain(ours[name], said, own, at)


def _other_shape(ours: object, said: object) -> str:
    """Return what to say where `said` isn't of the kind that `ours` is; "" where it is."""
    if type(ours) is type(said):
        return ""
    if said is None:
        return "to-fill"
    if isinstance(ours, dict):
        return "not-a-mapping"
    return "not-a-list" if isinstance(ours, list) else "not-words"


def _merged(ours: Words, own: Words) -> Words:
    both = {
        name: _merged(ours[name], said) if isinstance(said, dict) else said
        for name, said in own.items()
        if name in ours
    }
    return {**ours, **own, **both}
