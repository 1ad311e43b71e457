"""What the pages need to read before they can be written: files in, frozen texts out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.library.deck import Deck
from generator.library.loader import load_deck, load_file, load_helplines
from generator.library.models import Helplines
from generator.pages.contents import Contents
from generator.reading.document import read_yaml
from generator.reading.layers import lay_over
from generator.reading.text import read_text
from generator.shipped import TemplateFolders


@dataclass(frozen=True)
class Texts:
    """The words of one language, beside its templates.

    `words` names themes, phases and kinds for readers, `editions` are the labels that editions
    add.
    """

    contents: Contents
    words: Mapping[str, Any]
    editions: Mapping[str, str]
    helplines: Helplines
    deck: Deck


def load_texts(templates: TemplateFolders, language: str, country: str) -> Texts:
    """Return the texts for one language and country; raises GuideError for a faulty file."""
    return Texts(
        contents=load_file(templates.find(f"{language}/documents/contents.yml"), Contents),
        words=read_layers(templates, f"{language}/words.yml"),
        editions=read_layers(templates, f"{language}/editions.yml"),
        helplines=load_helplines(templates, language, country),
        deck=load_deck(templates, language),
    )


def read_layers(templates: TemplateFolders, name: str) -> Mapping[str, Any]:
    """Return a YAML file of the templates with a practice's words laid over ours, one by one.

    So a practice may hold only those it rewords, and those that Mend has learnt since are there.
    Raises GuideError where a file is broken, or where a practice's word can't take effect.
    """
    return _laid_over(tuple((file, file.read_bytes()) for file in templates.layers(name)))


@lru_cache(maxsize=32)
def _laid_over(files: tuple[tuple[Path, bytes], ...]) -> Mapping[str, Any]:
    """Read layers once in a process, known again by their content: they hold no couple's words."""
    whole: Mapping[str, Any] = {}
    for file, content in files:
        document = read_yaml(read_text(content, str(file)), str(file))
        whole = lay_over(whole, document) if whole else document.data
    return whole
