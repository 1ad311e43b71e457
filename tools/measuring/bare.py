"""Bare MkDocs and bare WeasyPrint, one couple after another in one process: our floor.

    python bare.py WORK.json RESULT.json

It runs in the environment of the peers, knows nothing of Mend, and asks for what it needs only.
WORK lists for each couple the `config` of a MkDocs project ("" for none) and its `documents`:
`html`, CSS texts for fonts (`faces`) and `margins`, `to_fill`, and the `pdf` to write. `sheets` are
the CSS files of all.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any


def make_site(config: str) -> None:
    """Build a MkDocs project, as `mkdocs build -q` does."""
    import logging  # noqa: PLC0415

    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    build(load_config(config))


class Printer:
    """WeasyPrint, with style sheets and fonts read once, however many documents need them."""

    def __init__(self, sheets: list[str]) -> None:
        from weasyprint import CSS  # noqa: PLC0415

        self._sheets = [CSS(filename=sheet) for sheet in sheets]
        self._base = Path(sheets[0]).as_uri()
        self._fonts: dict[str, tuple[Any, Any]] = {}

    def print(self, document: dict[str, Any]) -> None:
        """Write the PDF of one document, of the same kind as Mend's: PDF/UA-1."""
        from weasyprint import CSS, HTML  # noqa: PLC0415

        known, faces = self._known(document["faces"])
        margins = CSS(string=document["margins"])
        html = Path(document["html"]).read_text(encoding="utf-8")
        HTML(string=html, base_url=self._base).write_pdf(
            document["pdf"],
            stylesheets=[*self._sheets, faces, margins],
            font_config=known,
            pdf_variant="pdf/ua-1",
            pdf_forms=document["to_fill"],
        )

    def _known(self, faces: str) -> tuple[Any, Any]:
        from weasyprint import CSS  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        if faces not in self._fonts:
            known = FontConfiguration()
            css = CSS(string=faces, base_url=self._base, font_config=known)
            self._fonts[faces] = known, css
        return self._fonts[faces]


def main() -> None:
    """Do the work that the first argument names, and write what each couple took."""
    work = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    printer = None
    took = []
    for couple in work["couples"]:
        start, cpu = time.perf_counter(), time.process_time()
        if couple["config"]:
            make_site(couple["config"])
        for document in couple["documents"]:
            printer = printer or Printer(work["sheets"])
            printer.print(document)
        took.append({"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu})
    Path(sys.argv[2]).write_text(json.dumps(took))


if __name__ == "__main__":
    main()
