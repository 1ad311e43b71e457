"""A practice's own files in `templates/`: each takes effect, or its therapist is told why not."""

from pathlib import Path

import pytest

from tests.command import a_practice, mend, tree
from tests.locked import lock_samples

UNUSED = {
    "en/documents/hlep.md.j2": "Did you mean `templates/en/documents/help.md.j2`?",
    "documents/help.md.j2": "Did you mean `templates/en/documents/help.md.j2`?",
    "en/word.yml": "Did you mean `templates/en/words.yml`?",
    "en/messages.yaml": "Did you mean `templates/en/messages.yml`?",
    "en/library/clauses/afair.yml": "Did you mean `templates/en/library/clauses/affair.yml`?",
    "assets/css/mine.css": "",
    "pt/documents/help.md.j2": "Did you mean",
}


def own(practice: Path, name: str, text: str = "# Help\n") -> None:
    path = practice / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", UNUSED)
def test_a_file_that_nothing_asks_for_is_named(tmp_path: Path, name: str) -> None:
    """A mistyped name isn't passed over in silence: nothing is built, and the way out is said."""
    practice = a_practice(tmp_path, "ines-zoe")
    own(practice, name)
    run = mend("build", cwd=practice)
    assert run.returncode == 1
    assert f"templates/{name}  to mend: Nothing asks for this file" in run.stderr
    assert UNUSED[name] in run.stderr
    assert not (practice / "build/ines-zoe").exists()


def test_notes_and_files_that_others_name_may_lie_there(tmp_path: Path) -> None:
    """A note, a style that the practice's style loads, and a part of the theme are no mistake."""
    practice = a_practice(tmp_path, "ines-zoe")
    own(practice, "README.md", "# What we changed\n")
    own(practice, "assets/css/practice.css", '@import "calm.css";\n')
    own(practice, "assets/css/calm.css", "h1 { font-weight: 400; }\n")
    own(practice, "site/partials/tags.html", "")
    run = mend("build", cwd=practice)
    assert run.returncode == 0, run.stderr


def test_a_slip_in_the_page_that_unlocks_is_named(tmp_path: Path) -> None:
    """The page that asks for the passphrase tells its mistakes by their line, too."""
    practice = lock_samples(tmp_path, "ines-zoe").practice
    before = tree(practice / "build")
    own(practice, "en/lock/unlock.html.j2", "<html lang=en>\n{{ imprint.titel }}\n")
    run = mend("build", cwd=practice)
    assert run.returncode == 1, run.stderr
    assert "templates/en/lock/unlock.html.j2:2:1  to mend" in run.stderr
    assert tree(practice / "build") == before


@pytest.mark.parametrize("workers", [(), ("--workers", "1")])
def test_a_slip_in_the_frame_of_what_is_printed_is_named(
    tmp_path: Path, workers: tuple[str, ...]
) -> None:
    """The template around all printed pages tells its mistakes by their line, as a page's does."""
    practice = a_practice(tmp_path, "ines-zoe")
    own(practice, "en/print/document.html.j2", "<html lang=en>\n{{ imprint.titel }}\n")
    run = mend("build", *workers, cwd=practice)
    assert run.returncode == 1, run.stderr
    assert "templates/en/print/document.html.j2:2:1  to mend" in run.stderr
    assert "titel" in run.stderr
    assert not (practice / "build/ines-zoe").exists()


SLIPS = {
    "words.yml": ("phases:\n  safty: First\n", "words.yml:2:3", "Did you mean `safety`?"),
    "editions.yml": ("leave_now: Go\nlaeve: Go\n", "editions.yml:2:1", "Did you mean `leave`?"),
    "cli.yml": ("build: Done\n", "cli.yml:1:8", "should hold a group"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_word_that_can_not_take_effect_is_named(tmp_path: Path, name: str) -> None:
    """A slip in the name of a word, or a text where a group belongs, is told with its place."""
    practice = a_practice(tmp_path, "ines-zoe")
    text, place, advice = SLIPS[name]
    own(practice, f"en/{name}", text)
    run = mend("build", cwd=practice)
    assert run.returncode == 1
    assert place in run.stderr
    assert advice in run.stderr
