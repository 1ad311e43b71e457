"""Which pages a guide has, in which order and editions: `documents/contents.yml`."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from generator.answers.kinds import Choice

Need = Literal["revisits", "changes", "amendment", "apology"]

EditionName = Literal["site", "guide", "agreement", "amendment", "sheets", "own"]


class Entry(BaseModel):
    """One page: its path in the guide, and the template of the same path that writes it.

    A page that `needs` something is left out of a guide that doesn't have it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    page: str
    section: str = ""
    editions: tuple[EditionName, ...] = ("site", "guide")
    layout: Literal["cover", "flow", "sheet", "card", "summary"] = "flow"
    routes: tuple[Choice, ...] = ("repair", "undecided")
    needs: Need | None = None


class Contents(BaseModel):
    """All pages, in reading order; `own` are those that are handed to one partner alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pages: tuple[Entry, ...]
    own: tuple[Entry, ...]

    def on(self, route: Choice, has: Iterable[Need]) -> tuple[Entry, ...]:
        """Return the pages of a guide on this route that has what these pages need."""
        there = {None, *has}
        return tuple(e for e in self.pages if route in e.routes and e.needs in there)
