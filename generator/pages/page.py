"""What the editions are made from: the guide's pages, and what every edition says beside them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One piece of the guide's text.

    `path` is its place in the MkDocs docs folder ("agreement/clauses.md"), `title` plain text,
    `section` the label it is grouped under ("" for the top), `text` Markdown that starts with
    "# title" and in which everything a couple typed is escaped. `editions` says where it appears
    ("site", "guide", "agreement", …), `layout` how it sits on paper: "cover", "flow", "sheet",
    "card", which is a sheet as well, or "summary", a sheet that stands before the contents.
    """

    path: str
    title: str
    section: str
    text: str
    editions: frozenset[str]
    layout: str = "flow"


@dataclass(frozen=True)
class Imprint:
    """What every edition carries beside its pages.

    `title` is neutral, as it shows in tabs and file properties. `paper` is "A4" or "Letter";
    `version` and `date` are in the reader's form; `labels` holds every word that the editions
    themselves add (`templates/<language>/editions.yml`). On paper `large` sets type of 18 points,
    and `to_fill` makes room to write into form fields.
    """

    title: str
    language: str
    paper: str
    draft: bool
    version: str
    date: str
    labels: Mapping[str, str]
    large: bool = False
    to_fill: bool = False

    @property
    def classes(self) -> str:
        """Return what style sheets know a printed document by."""
        kinds = {"draft": self.draft, "large": self.large, "to-fill": self.to_fill}
        return " ".join(kind for kind, is_so in kinds.items() if is_so)
