"""A problem and the message file → where it is, what is wrong, what to do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, RootModel

from generator.problems import Problem, Severity
from generator.reading.checking import check
from generator.reading.document import read_yaml
from generator.reading.text import read_text
from generator.shipped import TemplateFolders

FALLBACK = "other"
"""The message for a code that has none of its own."""

_GAP = re.compile(r"\{(\w+)\}")
_JOINERS = "\u200c\u200d"  # parts of words in Persian, Hindi and others, and of emoji

Sentence = Annotated[str, Field(min_length=1, max_length=500)]


class Message(BaseModel):
    """What is wrong and what to do.

    `do_guess` is said where there is a guess to offer, `do_warning` where it is a warning.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    wrong: Sentence
    do: Sentence
    do_guess: Sentence | None = None
    do_warning: Sentence | None = None

    def advice(self, problem: Problem) -> str:
        """Return what to do about `problem`, with its gaps."""
        if self.do_guess and problem.values.get("guess"):
            return self.do_guess
        if self.do_warning and problem.severity is Severity.WARNING:
            return self.do_warning
        return self.do


class _MessageFile(RootModel[dict[str, Message]]):
    """`messages.yml`: a message by code."""


@dataclass(frozen=True)
class Rendered:
    """A problem in a reader's language, as plain text that steers no terminal."""

    place: str
    wrong: str
    do: str


def load_messages(templates: TemplateFolders, language: str) -> Mapping[str, Message]:
    """Return the message of each code; a practice's own file may hold only those it rewords.

    Raises GuideError with located problems where a message file needs work.
    """
    messages: dict[str, Message] = {}
    for folder in reversed(templates.folders):
        try:
            path = TemplateFolders((folder,)).find(f"{language}/messages.yml")
        except FileNotFoundError:
            continue
        document = read_yaml(read_text(path.read_bytes(), str(path)), str(path))
        messages |= check(_MessageFile, document).root
    return messages


def render(problem: Problem, messages: Mapping[str, Message]) -> Rendered:
    """Return `problem` in words; a code that has no message gets a general one."""
    message = messages.get(problem.code) or messages[FALLBACK]
    values = {"code": problem.code, "field": problem.field} | dict(problem.values)
    place = harmless(str(problem.place))
    return Rendered(place, fill(message.wrong, values), fill(message.advice(problem), values))


def fill(text: str, values: Mapping[str, Any]) -> str:
    """Return `text` with each `{gap}` filled; a filling is plain text and fills no gap itself.

    A gap without a value stays as it is, since a problem must be told even so.
    """
    return _GAP.sub(lambda gap: harmless(str(values.get(gap[1], gap[0]))), text)


def harmless(text: str) -> str:
    """Return `text` on one line and without what a terminal would obey."""
    kept = (sign if sign.isprintable() or sign in _JOINERS else "\ufffd" for sign in text)
    return "".join(" " if sign.isspace() else sign for sign in kept)
