"""Pages → the one HTML document that is printed, and the words in its margins."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from generator.editions.page_html import (
    Surroundings,
    make_markdown,
    page_html,
    page_id,
    read_extensions,
)
from generator.pages.page import Imprint, Page
from generator.pages.whole_document import fill_document
from generator.shipped import TemplateFolders


@dataclass(frozen=True)
class Part:
    """One page as the frame sees it.

    `first` tells whether a section begins here; `opens` is its name where the section has no
    page of its own.
    """

    id: str
    title: str
    layout: str
    html: Markup
    deeper: int
    first: bool
    opens: str = ""

    @property
    def place(self) -> str:
        """Return the classes that say where it stands: on a new sheet, or after another page."""
        inner = "page-inner " if self.deeper and not self.opens else ""
        return inner + ("page-first" if self.first else "page-on")

    @property
    def opens_id(self) -> str:
        """Return what links to the section's name lead to."""
        return f"{self.id}--section"


def make_document(
    pages: Sequence[Page], imprint: Imprint, look: Path, templates: TemplateFolders
) -> str:
    """Return the HTML document of these pages, in their order, in the frame of the language.

    Raises GuideError for a mistake in the template of that frame.
    """
    parts = _parts(pages, look)
    return fill_document(
        templates,
        imprint.language,
        "print/document.html.j2",
        imprint=imprint,
        covers=[part for part in parts if part.layout == "cover"],
        summaries=[part for part in parts if part.layout == "summary"],
        parts=[part for part in parts if part.layout not in ("cover", "summary")],
    )


def furniture_css(imprint: Imprint) -> str:
    """Return the CSS for the paper and the margins: title, section, version, page number."""
    labels = imprint.labels
    numbers = labels["page_of"].replace("{page}", "\0page\0").replace("{pages}", "\0pages\0")
    counted = " ".join(
        f"counter({part})" if index % 2 else _quoted(part)
        for index, part in enumerate(numbers.split("\0"))
    )
    draft = f"content:{_quoted(labels['draft'])}"
    marks = f"@top-center{{{draft}}}@left-middle{{{draft}}}" if imprint.draft else ""
    return (
        f"@page{{size:{imprint.paper};{'font-size:12pt;' if imprint.large else ''}"
        f"@top-left{{content:{_quoted(imprint.title)}}}"
        f"@bottom-left{{content:{_quoted(f'{imprint.version} · {imprint.date}')}}}"
        f"@bottom-right{{content:{counted}}}{marks}}}"
    )


def _parts(pages: Sequence[Page], look: Path) -> list[Part]:
    markdown = make_markdown(read_extensions(look))
    paths = frozenset(page.path for page in pages)
    parts = []
    before: str | None = None
    for page in pages:
        first = page.section != before
        before = None if page.layout == "cover" else page.section
        opens = page.section if page.section and first and not _is_index(page) else ""
        deeper = int(bool(page.section) and not (first and not opens))
        html = page_html(page.text, markdown, Surroundings(page.path, paths, deeper))
        parts.append(
            Part(page_id(page.path), page.title, page.layout, Markup(html), deeper, first, opens)  # noqa: S704  made from escaped text
        )
    return parts


def _is_index(page: Page) -> bool:
    return page.path.endswith("/index.md")


def _quoted(text: str) -> str:
    """Return text as a CSS string; anything but plain letters as its code."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'
