"""Our floor: the same pages, made by bare MkDocs and bare WeasyPrint, which know nothing of Mend.

What they are given is prepared here and isn't counted: the Markdown that Mend wrote, and the HTML
that it prints, for each PDF of a couple, with our style sheets and our fonts.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.editions.print_edition import STYLES
from generator.practice.practice import Practice
from generator.shipped import shipped_folder
from measuring.cost import Cost, measure
from measuring.mend_inside import Printed, RememberingPress, build_inside
from measuring.projects import plain_project, site_pages

BARE = Path(__file__).with_name("bare.py")
ASSETS = shipped_folder() / "templates/assets"
ENV = {"FONTCONFIG_FILE": str(ASSETS / "fonts/fonts.conf")}
"""Our fonts and no others: looking through those of the machine takes time."""

Work = dict[str, Any]


@dataclass(frozen=True)
class Floor:
    """What bare MkDocs and bare WeasyPrint are given for some couples, and how to run them."""

    programs: Path
    folder: Path
    couples: Sequence[Work]

    @property
    def config(self) -> Path:
        """Return the mkdocs.yml of the first couple."""
        return Path(self.couples[0]["config"])

    @property
    def pdfs(self) -> Path:
        """Return the folder of what is printed."""
        return self.folder / "pdfs"

    def all(self) -> Sequence[Cost]:
        """Return what each couple took, one after another in one process, site and PDFs."""
        return self._run(self.couples)[1]

    def printing(self) -> Cost:
        """Return what a process took that made the PDFs of all couples, and nothing else."""
        return self._run([couple | {"config": ""} for couple in self.couples])[0]

    def _run(self, couples: Sequence[Work]) -> tuple[Cost, Sequence[Cost]]:
        work, result = self.folder / "work.json", self.folder / "result.json"
        sheets = [str(ASSETS / f"css/{name}.css") for name in STYLES]
        work.write_text(json.dumps({"couples": couples, "sheets": sheets}), encoding="utf-8")
        command = [self.programs / "python", BARE, work, result]
        whole = measure(command, writes=self.pdfs, env=ENV)
        return whole, [Cost(**took) for took in json.loads(result.read_text())]


def prepare_floor(
    practice: Practice, names: Sequence[str], on: date, folder: Path, programs: Path
) -> Floor:
    """Return the floor of these couples, with what it needs in `folder`. Builds each of them."""
    (folder / "pdfs").mkdir(parents=True)
    return Floor(programs, folder, [_couple(practice, name, on, folder) for name in names])


def _couple(practice: Practice, name: str, on: date, folder: Path) -> Work:
    press = RememberingPress(practice.templates)
    build_inside(practice, name, on, press)
    pages = site_pages(practice, name, on)
    config = plain_project(pages, practice.look, folder / "sites" / name)
    return {"config": str(config), "documents": [*_documents(press.printed, name, folder)]}


def _documents(printed: Sequence[Printed], name: str, folder: Path) -> Iterator[Work]:
    for number, one in enumerate(printed):
        html = folder / f"{name}-{number}.html"
        html.write_text(one.html, encoding="utf-8")
        pdf = folder / "pdfs" / f"{name}-{number}.pdf"
        yield {
            "html": str(html), "pdf": str(pdf), "faces": one.faces, "margins": one.margins,
            "to_fill": one.to_fill,
        }  # fmt: skip
