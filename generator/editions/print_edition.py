"""Pages → PDF: tagged, with its fonts in it, and the same bytes for the same pages."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from generator.editions.engine import (
    CSS,
    LOGGER,
    FontConfiguration,
    URLFetcher,
    URLFetcherResponse,
)
from generator.editions.fonts import Fonts, field_face_css, font_face_css, fonts_for
from generator.editions.form_fields import settle_fields
from generator.editions.one_sheet import fit_sheets
from generator.editions.paper import furniture_css, make_document
from generator.editions.press import PrintError
from generator.editions.printed_html import PrintedHTML, may_have_notes
from generator.editions.readable import describe_links, link_words, mark_furniture
from generator.editions.to_fill import make_fillable
from generator.garbage import no_collection
from generator.pages.page import Imprint, Page
from generator.shipped import TemplateFolders

# No one can own a name under .invalid, so nothing is asked of anyone even by mistake.
ASSETS = "https://mend.invalid/assets/"
VARIANT = "pdf/ua-1"
STYLES = ("tokens", "print", "practice")


def make_pdf(
    pages: Sequence[Page], imprint: Imprint, edition: str, look: Path, templates: TemplateFolders
) -> bytes:
    """Return the PDF of the pages that belong to this edition ("guide" or "agreement").

    `look` is the mkdocs.yml whose Markdown extensions the site uses. Raises PrintError where
    WeasyPrint warns: a warning means that paper and site would differ.
    """
    with no_collection():
        chosen = [page for page in pages if edition in page.editions]
        html = make_document(chosen, imprint, look, templates)
        fonts = fonts_for((html, *_margin_words(imprint)), templates)
        return _print(html, furniture_css(imprint), fonts, templates, to_fill=imprint.to_fill)


def warm_up(templates: TemplateFolders) -> None:
    """Load style sheets and fonts, and print a line of each, before there is a guide to print."""
    html = "<html lang=en><title>a</title><h1>a</h1><p class=lead>a <b>a</b> <i>a</i>"
    _print(html, "", fonts_for((), templates), templates)


def _print(
    html: str, margins: str, fonts: Fonts, templates: TemplateFolders, *, to_fill: bool = False
) -> bytes:
    with _warnings_are_errors():
        known, faces = _known_fonts(templates, fonts, to_fill=to_fill)
        sheets = [*_sheets(templates), faces, CSS(string=margins)]
        fetcher = _Assets(templates)
        has_notes = may_have_notes(html) or _styles_have_notes(templates)
        page = PrintedHTML(html, ASSETS, fetcher, has_notes=has_notes)
        if to_fill:
            make_fillable(page.etree_element)
        settings = {"pdf_variant": VARIANT, "pdf_forms": to_fill}

        def lay_out(tree: Any) -> Any:
            return page.of(tree).render(font_config=known, stylesheets=sheets, **settings)

        fit_sheets(page.etree_element, lay_out)
        document = lay_out(page.etree_element)
        loose = document.write_pdf(pdf_identifier=b"mend", uncompressed_pdf=True, **settings)
    return _packed(loose, link_words(page.etree_element))


def _packed(loose: bytes, links: Mapping[str, str]) -> bytes:
    """Return the same PDF, easier to read out, and a fifth as large.

    WeasyPrint can make it small too, in three times the time. `links` has words for targets.
    """
    packed = BytesIO()
    with pikepdf.open(BytesIO(loose)) as pdf:
        mark_furniture(pdf)
        describe_links(pdf, links)
        settle_fields(pdf)
        pdf.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return packed.getvalue()


class _Assets(URLFetcher):  # type: ignore[misc] # it ships no types
    """Serves the files in our asset folders. There is no other address."""

    def __init__(self, templates: TemplateFolders) -> None:
        super().__init__(allowed_protocols=())
        self._templates = templates

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002  as its parent
        if not url.startswith(ASSETS):
            raise ValueError(f"not one of our own files: {url}")
        path = self._templates.find(f"assets/{url.removeprefix(ASSETS)}")
        kinds = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
        kind = kinds.get(path.suffix, "application/octet-stream")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


@lru_cache(maxsize=2)
def _sheets(templates: TemplateFolders) -> tuple[CSS, ...]:
    return tuple(_sheet(templates, f"{name}.css") for name in STYLES)


@lru_cache(maxsize=2)
def _styles_have_notes(templates: TemplateFolders) -> bool:
    return any(may_have_notes(_style(templates, f"{name}.css")) for name in STYLES)


def _style(templates: TemplateFolders, name: str) -> str:
    return templates.find(f"assets/css/{name}").read_text(encoding="utf-8")


def _sheet(templates: TemplateFolders, name: str) -> CSS:
    style = _style(templates, name)
    with _warnings_are_errors(f"{name}: "):
        return CSS(string=style, base_url=f"{ASSETS}css/", url_fetcher=_Assets(templates))


@lru_cache(maxsize=4)
def _known_fonts(
    templates: TemplateFolders, fonts: Fonts, *, to_fill: bool
) -> tuple[FontConfiguration, CSS]:
    """Return these fonts as WeasyPrint keeps them: no others, so that no guide changes the next."""
    known = FontConfiguration()
    faces = font_face_css(fonts, f"{ASSETS}fonts/", "print")
    if to_fill:
        faces += field_face_css(f"{ASSETS}fonts/")
    return known, CSS(string=faces, url_fetcher=_Assets(templates), font_config=known)


def _margin_words(imprint: Imprint) -> tuple[str, ...]:
    return (imprint.title, imprint.version, imprint.date, *imprint.labels.values())


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _warnings_are_errors(where: str = "") -> Iterator[None]:
    complaints = _Complaints()
    LOGGER.addHandler(complaints)
    try:
        yield
    finally:
        LOGGER.removeHandler(complaints)
    if complaints.said:
        raise PrintError("\n".join(where + said for said in dict.fromkeys(complaints.said)))
