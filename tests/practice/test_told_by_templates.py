"""Whose words may stand in a practice's own templates: found before anyone's guide is built."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.practice.practice import Practice
from generator.practice.told_by_templates import may_be_told
from tests.samples import ROOT

SAID = "We slept in Kit’s brother’s barn and told nobody of it"
FORMS: Mapping[str, Callable[[str], str]] = {
    "as they are": str,
    "as entities": lambda text: text.replace("’", "&rsquo;").replace("b", "&#98;"),
    "with marks": lambda text: text.replace("slept", "<em>slept</em>").replace("told", "_told_"),
    "over two lines": lambda text: text.replace(" in ", " in<br>\n"),
    "with places to break": lambda text: text.replace("brother", "bro<wbr>ther"),
}


def practice_in(folder: Path, words: str) -> Practice:
    """Return a practice of one couple, with these words in its page about help."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    files = {"couples/kim-lou/kim.yml": f"private:\n  notes: {SAID}\n",
             "templates/en/documents/help.md.j2": f"# Help\n\n{words}\n"}  # fmt: skip
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return Practice(folder)


@pytest.mark.parametrize("form", FORMS)
def test_words_are_found_however_a_template_writes_them(tmp_path: Path, form: str) -> None:
    """A sentence that a couple wrote stands in a template: they are to be looked for."""
    assert may_be_told(practice_in(tmp_path, FORMS[form](SAID))) == ("kim-lou",)


@pytest.mark.parametrize("above", ["starter", "clauses", "wording"])
def test_what_folders_above_are_called_hides_nothing(tmp_path: Path, above: str) -> None:
    """A practice may lie in a folder that is called as one of the templates' folders is."""
    folder = tmp_path / above
    folder.mkdir()
    assert may_be_told(practice_in(folder, SAID)) == ("kim-lou",)


def test_words_of_nobody_are_nobodys(tmp_path: Path) -> None:
    """A page in other words has nobody looked for."""
    assert may_be_told(practice_in(tmp_path, "Call someone whom you both trust, any day.")) == ()
