"""Links between pages, written from the top of the guide and turned relative to the page."""

import posixpath
from collections.abc import Callable, Collection

from markupsafe import Markup

from generator.pages.inert import inert


def linker(
    page: str, pages: Collection[str], require: Callable[[str], object]
) -> Callable[[str, str], Markup]:
    """Return `link(target, words)` for the templates of `page`.

    `target` is "agreement/clauses.md#clause-x", `pages` all paths of this guide. A page that
    this guide doesn't have becomes plain words: there are no dead ends. `require` raises for a
    page that no guide has, since its name is mistyped.
    """

    def link(target: str, words: str) -> Markup:
        path, mark, anchor = target.partition("#")
        if path not in pages:
            require(path)
            return inert(words)
        relative = posixpath.relpath(path, posixpath.dirname(page) or ".")
        return Markup("[{}]({})").format(inert(words), Markup(f"{relative}{mark}{anchor}"))  # noqa: S704

    return link
