"""Pictures drawn by us as SVG: decisions about places here, shapes in `templates/pictures/`."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from generator.guide.guide import Guide
from generator.pages.environment import WordsEnvironment


def picture_maker(
    guide: Guide, env: WordsEnvironment, words: Mapping[str, Any]
) -> Callable[[str], Markup]:
    """Return `picture(name)` for templates: "common-ground" and "timeline"."""

    def picture(name: str) -> Markup:
        return Markup("")

    return picture
