"""Mend's own functions, called one couple after another in one process: the only place for it.

    python mend_inside.py PRACTICE DAY RESULT.json NAME...

builds these couples and writes what each took, once all is loaded. The first is the slowest.
"""

import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import generator.editions.print_edition as printing
from generator.editions.engine import CSS
from generator.editions.fonts import field_face_css, font_face_css, fonts_for
from generator.editions.inline_press import InlinePress
from generator.editions.one_sheet import fit_sheets
from generator.editions.paper import furniture_css, make_document
from generator.editions.press import PrintJob
from generator.editions.printed_html import PrintedHTML
from generator.editions.to_fill import make_fillable
from generator.pages.page import Imprint, Page
from generator.practice.do_job import do_job
from generator.practice.practice import Practice
from generator.practice.run import plan_run
from generator.practice.sources import common_sources
from generator.shipped import TemplateFolders


@dataclass
class Printed:
    """What one PDF was printed from: the document as it was set to fit, and the CSS beside ours."""

    html: str
    faces: str
    margins: str
    to_fill: bool


class RememberingPress(InlinePress):
    """Prints at once and in this process, and remembers what it printed."""

    def __init__(self, templates: TemplateFolders) -> None:
        super().__init__(templates)
        self.printed: list[Printed] = []

    def print(self, job: PrintJob) -> Future[bytes]:
        """Return the PDF, which is there already."""
        chosen = [page for page in job.pages if job.edition in page.editions]
        self.printed.append(_remembered(chosen, job.imprint, job.look, job.templates))
        return super().print(job)


def build_inside(practice: Practice, name: str, on: date, press: InlinePress) -> None:
    """Build one couple in this process, from the answers to the leak check."""
    (job,) = plan_run(practice, [name], on, force=True).jobs
    outcome = do_job(job, press, common_sources(practice))
    if outcome.state != "built":
        sys.exit(f"{name} could not be built: {outcome.problems or outcome.bug}")


def _remembered(
    pages: Sequence[Page], imprint: Imprint, look: Path, templates: TemplateFolders
) -> Printed:
    """Return the document as it is printed in the end, each sheet set as close as it has to be."""
    html = make_document(pages, imprint, look, templates)
    fonts = fonts_for((html, *printing._margin_words(imprint)), templates)  # noqa: SLF001
    known, faces = printing._known_fonts(templates, fonts, to_fill=imprint.to_fill)  # noqa: SLF001
    margins = furniture_css(imprint)
    sheets = [*printing._sheets(templates), faces, CSS(string=margins)]  # noqa: SLF001
    fetcher = printing._Assets(templates)  # noqa: SLF001
    page = PrintedHTML(html, printing.ASSETS, fetcher, has_notes=True)
    if imprint.to_fill:
        make_fillable(page.etree_element)

    def lay_out(part: Any) -> Any:
        return page.of(part).render(
            font_config=known, stylesheets=sheets, pdf_variant=printing.VARIANT
        )

    fit_sheets(page.etree_element, lay_out)
    whole = tostring(page.etree_element, encoding="unicode", method="html")
    css = font_face_css(fonts, "../fonts/", "print")
    css += field_face_css("../fonts/") if imprint.to_fill else ""
    return Printed(whole, css, margins, imprint.to_fill)


def main() -> None:
    """Build the couples that the arguments name."""
    root, day, result, *names = sys.argv[1:]
    practice = Practice(Path(root))
    press = InlinePress(practice.templates)
    took = []
    for name in names:
        start, cpu = time.perf_counter(), time.process_time()
        build_inside(practice, name, date.fromisoformat(day), press)
        took.append({"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu})
    Path(result).write_text(json.dumps(took))


if __name__ == "__main__":
    main()
