"""`mend suggest`: from a half-filled form to clauses that one can paste and make one's own."""

import re
from pathlib import Path
from typing import get_args

import pytest
import yaml

from generator.answers.kinds import BreachKind, Theme
from tests.command import a_practice, mend

KINDS = get_args(BreachKind)
THEMES = get_args(Theme)


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Return a practice with a sample, in which mend new wrote a couple's first files."""
    a_practice(tmp_path, "alex-sam")
    run = mend("new", "kim-lou", "--partners", "Kim, Lou", "--breach", "affair", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    return tmp_path


def names_by_theme(said: str) -> dict[str, list[str]]:
    """Return the suggestions that were listed, by the theme they stand under."""
    found: dict[str, list[str]] = {}
    for line in said.splitlines():
        if re.fullmatch("[a-z-]+", line):
            found[line] = []
        elif line:
            found[[*found][-1]].append(line)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_and_theme_has_four_to_choose_from(practice: Path, kind: str) -> None:
    """Whatever happened, a half-filled form is enough to be offered four clauses a theme."""
    file = practice / "couples/kim-lou/couple.yml"
    file.write_text(file.read_text().replace("kind: affair", f"kind: {kind}"))
    run = mend("suggest", "kim-lou", cwd=practice)
    assert run.returncode == 0, run.stderr
    listed = names_by_theme(run.stdout)
    assert [*listed] == [*THEMES]
    assert min(len(lines) for lines in listed.values()) >= 4


def test_what_protects_a_value_of_theirs_comes_first_in_their_word(practice: Path) -> None:
    """Under each theme: first what they named, called as they call it; none that they have."""
    own = yaml.safe_load((practice / "couples/alex-sam/couple.yml").read_text("utf-8"))
    run = mend("suggest", "alex-sam", cwd=practice)
    listed = names_by_theme(run.stdout)
    for lines in listed.values():
        fits = ["(for " in line for line in lines]
        assert fits == sorted(fits, reverse=True)
    assert any("(for Partnership)" in line for line in listed["closeness"])
    have = {clause["id"] for clause in own["agreement"]["clauses"]}
    assert not have & {line.split()[0].rstrip(":") for lines in listed.values() for line in lines}


def test_a_clause_is_printed_ready_to_paste(practice: Path) -> None:
    """Pasted under `clauses:`, it asks only for what the library can't know."""
    run = mend("suggest", "alex-sam", "read-only-view", "phone-on-the-shelf", cwd=practice)
    assert run.returncode == 0, run.stderr
    file = practice / "couples/alex-sam/couple.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("  clauses:\n", f"  clauses:\n{run.stdout}", 1), "utf-8")
    checked = mend("check", "alex-sam", cwd=practice)
    left = re.findall(r"to mend: `(\w+)` is still to fill in", checked.stderr)
    assert left.count("asked_by") == left.count("in_their_words") == 2
    assert {*left} <= {"asked_by", "in_their_words", "owner", "voluntary", "withdraw"}
    assert f"alex-sam: {len(left)} to mend" in checked.stdout


def test_a_name_that_is_mistyped_is_answered_with_a_guess(practice: Path) -> None:
    """Nothing is printed for the others, and each slip is named."""
    run = mend("suggest", "alex-sam", "phone-on-the-shelf", "read-only-veiw", cwd=practice)
    assert (run.returncode, run.stdout) == (1, "")
    assert "read-only-veiw  to mend: " in run.stderr
    assert "Did you mean `read-only-view`?" in run.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: …", "Mend can't suggest clauses before it knows what happened."),
        ("kind: [", "couples/kim-lou/couple.yml:"),
        ("kind: {a: b}", "Fill in `breach.kind` first, with one of: affair, "),
    ],
)
def test_what_is_missing_for_it_is_said(practice: Path, text: str, said: str) -> None:
    """Without the kind of breach, or with a slip in the file, the way on is told."""
    file = practice / "couples/kim-lou/couple.yml"
    file.write_text(file.read_text().replace("kind: affair", text))
    run = mend("suggest", "kim-lou", cwd=practice)
    assert run.returncode == 1
    assert said in run.stderr
