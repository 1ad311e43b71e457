import re
from pathlib import Path

import pytest

from generator.guide.wording import find_wording
from generator.library.loader import load_wording
from generator.shipped import TemplateFolders, shipped_folder

TEMPLATES = shipped_folder() / "templates"
RULES = load_wording(TemplateFolders((TEMPLATES,)), "en")
# The wording rules quote what they warn of; the library's other files have tests of their own. The
# words that no passphrase is made of are listed because they hurt, and sayings because all
# of us know them.
UNSAID = {"unfit-words.yml", "guessable.yml"}
FILES = sorted(
    file
    for file in (TEMPLATES / "en").rglob("*")
    if file.suffix in {".j2", ".yml"} and "library" not in file.parts and file.name not in UNSAID
)
# Not the reader's text, or quoted as an example of what hurts.
NOT_SAID = re.compile(r"\{[%#].*?[%#]\}|\{\{.*?\}\}|<[^>]+>|“[^”]*”", re.DOTALL)


def test_there_are_files_to_test() -> None:
    """The test below would pass on an empty folder: it is not empty."""
    assert len(FILES) > 5


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_our_words_blame_diagnose_promise_and_press_no_one(file: Path) -> None:
    """What is only a warning in a couple's words is an error in ours (rules 24 and 30)."""
    text = NOT_SAID.sub(" ", file.read_text())
    found = find_wording(text, RULES, "text")
    assert [(match.rule, match.excerpt) for match in found] == []
