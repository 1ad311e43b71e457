"""Pictures for pages: decided in Python, drawn by `templates/pictures/`."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from generator.guide.guide import Guide
from generator.pages.common_ground import common_ground
from generator.pages.environment import WordsEnvironment
from generator.pages.timeline import timeline


def picture_maker(
    guide: Guide, env: WordsEnvironment, words: Mapping[str, Any]
) -> Callable[[str], Markup]:
    """Return `picture(name)` for templates: "common-ground" and "timeline".

    A picture is one line of HTML: Markdown leaves it alone wherever a page puts it. `words` is
    `words.yml`. Raises KeyError for any other name.
    """
    drawn: Mapping[str, Callable[[], Mapping[str, Any]]] = {
        "common-ground": lambda: {"rows": common_ground(guide.values, guide.people)},
        "timeline": lambda: {"moments": timeline(guide)},
    }

    def picture(name: str) -> Markup:
        decided = drawn[name]()
        template = env.get_template(f"pictures/{name}.html.j2")
        html = template.render(decided, people=guide.people, text=words)
        return Markup(" ".join(html.split()))  # noqa: S704 - the template escaped what was typed

    return picture
