"""A problem and the message file → where it is, what is wrong, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, RootModel

from generator.library.files import load_file
from generator.practice.plain_lines import fill, harmless
from generator.problems import Problem, Severity
from generator.shipped import TemplateFolders

FALLBACK = "other"
"""The message for a code that has none of its own."""


Sentence = Annotated[str, Field(min_length=1, max_length=500)]


class Message(BaseModel):
    """What is wrong and what to do.

    `do_guess` is said where there is a guess to offer, `do_help` where the question itself has
    its help, and `do_warning` where it is a warning.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    wrong: Sentence
    do: Sentence
    do_guess: Sentence | None = None
    do_help: Sentence | None = None
    do_warning: Sentence | None = None

    def advice(self, severity: Severity, values: Mapping[str, Any]) -> str:
        """Return what to do about a problem of this weight with these values, with its gaps."""
        if self.do_guess and values.get("guess"):
            return self.do_guess
        if self.do_help and values.get("help"):
            return self.do_help
        return (self.do_warning if severity is Severity.WARNING else None) or self.do


class _MessageFile(RootModel[dict[str, Message]]):
    """`messages.yml`: a message by code."""


class _HelpFile(RootModel[dict[str, Sentence]]):
    """`fields.yml`: what each answer is for, by `Model.field`."""


@dataclass(frozen=True)
class Messages:
    """All that is said about problems, in one language."""

    by_code: Mapping[str, Message]
    help: Mapping[str, str]


@dataclass(frozen=True)
class Rendered:
    """A problem in a reader's language, as plain text that steers no terminal."""

    place: str
    wrong: str
    do: str


def load_messages(templates: TemplateFolders, language: str) -> Messages:
    """Return the message of each code and the help for each answer.

    A practice's own messages.yml may hold only those it rewords. Raises GuideError with located
    problems where such a file needs work.
    """
    messages: dict[str, Message] = {}
    for folder in reversed(templates.folders):
        try:
            path = TemplateFolders((folder,)).find(f"{language}/messages.yml")
        except FileNotFoundError:
            continue
        messages |= load_file(path, _MessageFile).root
    return Messages(messages, load_file(templates.find(f"{language}/fields.yml"), _HelpFile).root)


def render(problem: Problem, messages: Messages) -> Rendered:
    """Return `problem` in words; a code that has no message gets a general one."""
    message = messages.by_code.get(problem.code) or messages.by_code[FALLBACK]
    about = {"code": problem.code, "field": problem.field}
    values = about | dict(problem.values)
    values["help"] = messages.help.get(str(values.get("asks")), "")
    advice = message.advice(problem.severity, values)
    return Rendered(harmless(str(problem.place)), fill(message.wrong, values), fill(advice, values))
