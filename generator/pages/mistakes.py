"""A mistake in a template → a problem at the template's line, as for an answer.

What Jinja and Python say of it may quote the value at hand, and that may be an answer: of what they
quote, only what stands in the template itself is told.
"""

import re
import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplatesNotFound, TemplateSyntaxError

from generator.problems import GuideError, Place, Problem

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"""'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)\"""")
_KINDS = frozenset({"bool", "date", "dict", "float", "int", "list", "NoneType", "object", "set",
                    "str", "tuple", "documents", "j2"})  # fmt: skip
"""What Python and Jinja call what a template has to do with."""


class PageError(TemplateError):
    """A template wrote a page that can't be placed."""


@contextmanager
def template_problems(template: str) -> Iterator[None]:
    """Raise GuideError instead of what Jinja raises; `template` is the one that was begun."""
    try:
        yield
    except (TemplateError, TypeError) as error:
        place = _place(error, template)
        said = {"said": what_may_be_told(error, Path(place.file))}
        raise GuideError([Problem("template-mistake", place, values=said)]) from None


def what_may_be_told(error: Exception, template: Path) -> str:
    """Return what Jinja or Python says of a mistake in this template, without any answer."""
    if isinstance(error, TemplateSyntaxError | PageError):  # these speak of the template alone
        return str(error)
    known = _KINDS | _words_of(template)
    if isinstance(error, TemplateNotFound):
        names = error.templates if isinstance(error, TemplatesNotFound) else [error.name]
        return f"not found: {', '.join(_if_known(str(name), known) for name in names)}"
    return _QUOTED.sub(lambda part: f"'{_if_known(part[1] or part[2] or '', known)}'", str(error))


def _if_known(text: str, known: Collection[str]) -> str:
    return text if all(word in known for word in _WORD.findall(text)) else "…"


def _words_of(template: Path) -> set[str]:
    try:
        return set(_WORD.findall(template.read_text(encoding="utf-8")))
    except OSError:  # its place is known by name alone
        return set()


def _place(error: Exception, template: str) -> Place:
    if isinstance(error, TemplateSyntaxError):
        return Place(f"templates/…/{error.name or template}", error.lineno, 1)
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".j2")]
    if not inside:
        return Place(f"templates/…/{template}")
    return Place(inside[-1].filename, inside[-1].lineno or 0, 1)
