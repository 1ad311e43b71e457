"""What the pages need to read before they can be written: files in, frozen texts out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.library.deck import Deck
from generator.library.files import load_file
from generator.library.loader import load_deck, load_helplines
from generator.library.models import Helplines
from generator.pages.contents import Contents
from generator.reading.layers import read_layers
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
