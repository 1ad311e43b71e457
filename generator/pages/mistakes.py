"""A mistake in a template → a problem at the template's line, as for an answer."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import TemplateError, TemplateSyntaxError

from generator.problems import GuideError, Place, Problem


class PageError(TemplateError):
    """A template wrote a page that can't be placed."""


@contextmanager
def template_problems(template: str) -> Iterator[None]:
    """Raise GuideError instead of what Jinja raises; `template` is the one that was begun."""
    try:
        yield
    except (TemplateError, TypeError) as error:
        place = _place(error, template)
        raise GuideError(
            [Problem("template-mistake", place, values={"said": str(error)})]
        ) from None


def _place(error: Exception, template: str) -> Place:
    if isinstance(error, TemplateSyntaxError):
        return Place(f"templates/…/{error.name or template}", error.lineno, 1)
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".j2")]
    if not inside:
        return Place(f"templates/…/{template}")
    return Place(inside[-1].filename, inside[-1].lineno or 0, 1)
