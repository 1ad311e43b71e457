"""Pictures for pages: decided in Python, drawn by `templates/pictures/`."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from generator.pages.environment import WordsEnvironment

Drawn = Mapping[str, Callable[..., Mapping[str, Any]]]
"""What each picture shows, by its name; some ask whose picture it is to be."""

_BLANKS = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")


def picture_maker(
    drawn: Drawn, env: WordsEnvironment, context: Mapping[str, Any]
) -> Callable[..., Markup]:
    """Return `picture(name)` for templates, which draws `pictures/NAME.html.j2`.

    A picture is one line of HTML: Markdown leaves it alone wherever a page puts it. `context` is
    what every picture may speak of. Raises KeyError for a name that is not in `drawn`.
    """

    def picture(name: str, *about: Any) -> Markup:
        decided = drawn[name](*about)
        template = env.get_template(f"pictures/{name}.html.j2")
        html = template.render(context, **decided)
        return Markup(_BLANKS.sub(" ", html).strip())  # noqa: S704 - the template escaped what was typed

    return picture
