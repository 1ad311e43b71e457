"""A mistake in a template of the site → a problem at that template's line."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateSyntaxError

from generator.pages.mistakes import what_may_be_told
from generator.problems import GuideError, Place, Problem


@contextmanager
def theme_mistakes(theme: Path) -> Iterator[None]:
    """Raise GuideError instead of whatever a template in the folder `theme` raises."""
    theme = theme.resolve()
    try:
        yield
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        spots = [(frame.filename, frame.lineno or 0) for frame in frames]
        if isinstance(error, TemplateSyntaxError) and error.filename:
            spots.append((error.filename, error.lineno))
        inside = [spot for spot in spots if Path(spot[0]).is_relative_to(theme)]
        if not inside:
            raise
        name = Path(inside[-1][0]).relative_to(theme).as_posix()
        place = Place(f"templates/site/{name}", inside[-1][1], 1)
        said = {"said": what_may_be_told(error, Path(inside[-1][0]))}
        raise GuideError([Problem("template-mistake", place, values=said)]) from None
