"""`mend hold`: the plan stands still until the therapist releases it anew (rule 20)."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.practice.approving import approve
from generator.practice.checking import check_couple, sound_folder
from generator.practice.holding import hold
from generator.practice.practice import Practice
from generator.problems import GuideError
from tests.command import a_practice, mend, tree
from tests.made_up import COUPLE, files
from tests.samples import DAY

ON = date(2026, 11, 22)
WriteTree = Callable[[Mapping[str, str | bytes]], Path]

RELEASE = COUPLE[COUPLE.index("release:") : COUPLE.index("  breach_ended: yes\n")]
ENDED = "  breach_ended: yes\n"

WRITTEN = {
    "not there": (ENDED, ENDED, "release:\n", "release:\n  on_hold: yes\n"),
    "no": (ENDED, f"{ENDED}  on_hold: no  # mine\n", "on_hold: no", "on_hold: yes"),
    "false": (ENDED, f"{ENDED}  on_hold: false\n", "on_hold: false", "on_hold: yes"),
    "in quotes": (ENDED, f'{ENDED}  on_hold: "no" # mine\n', 'on_hold: "no"', "on_hold: yes"),
    "blank": (ENDED, f"{ENDED}  on_hold:   # mine\n", "on_hold:", "on_hold: yes"),
    "a slip": (ENDED, f"{ENDED}  on_hold: nope\n", "on_hold: nope", "on_hold: yes"),
    "in braces": (f"{RELEASE}{ENDED}", "release: {breach_ended: yes}\n", "{", "{on_hold: yes, "),
    "no in braces": (f"{RELEASE}{ENDED}", "release: {on_hold: no, breach_ended: yes}\n",
                     "on_hold: no", "on_hold: yes"),
    "empty braces": (f"{RELEASE}{ENDED}", "release: {} # mine\n", "{}", "{on_hold: yes}"),
    "release blank": (f"{RELEASE}{ENDED}", "release: # mine\n", "release:",
                      "release:\n  on_hold: yes"),
    "no release": (f"{RELEASE}{ENDED}", "", None, "\n\nrelease:\n  on_hold: yes\n"),
}  # fmt: skip
"""How couple.yml may be written: what makes it so, and what alone may change in it then."""


def held_by_therapist(write_tree: WriteTree, couple: str) -> Practice:
    """Return a practice with one couple, whose couple.yml is this."""
    made = files(couple=couple)
    return Practice(write_tree({f"couples/x/{name}": raw for name, raw in made.items()}))


@pytest.mark.parametrize("written", WRITTEN)
def test_one_word_changes_and_every_other_byte_stays(write_tree: WriteTree, written: str) -> None:
    """However the file is written, notes and order included, only the hold is new in it."""
    old, new, before, after = WRITTEN[written]
    assert COUPLE.count(old) == 1
    couple = COUPLE.replace(old, new)
    practice = held_by_therapist(write_tree, couple)
    (practice.couple("x") / "couple.yml").chmod(0o600)
    kept = tree(practice.root)
    assert hold(practice, "x", ON)
    at = couple.index("release") if before else 0
    expected = (
        couple[:at] + couple[at:].replace(before, after, 1) if before else couple.rstrip() + after
    )
    kept["couples/x/couple.yml"] = expected.encode()
    assert tree(practice.root) == kept
    assert (practice.couple("x") / "couple.yml").stat().st_mode & 0o777 == 0o600
    folder = check_couple(practice, "x", ON).folder
    assert folder is None or folder.answers.couple.release.on_hold


def test_a_second_hold_changes_nothing(write_tree: WriteTree) -> None:
    """Whoever isn't sure whether they did it does it again."""
    practice = held_by_therapist(write_tree, COUPLE)
    assert hold(practice, "x", ON)
    kept = tree(practice.root)
    assert not hold(practice, "x", ON)
    assert tree(practice.root) == kept


def test_what_was_approved_is_released_only_by_approving_anew(write_tree: WriteTree) -> None:
    """Taking the hold out brings back every byte, and still not the approval of them."""
    practice = held_by_therapist(write_tree, COUPLE.replace(ENDED, f"{ENDED}  on_hold: no\n"))
    approve(practice, "x", "Dr Lee", ON)
    file = practice.couple("x") / "couple.yml"
    approved = file.read_bytes()
    hold(practice, "x", ON)
    with pytest.raises(GuideError) as caught:
        approve(practice, "x", "Dr Lee", ON)
    assert [one.code for one in caught.value.problems] == ["release-on-hold"]
    file.write_bytes(file.read_bytes().replace(b"on_hold: yes", b"on_hold: no"))
    assert file.read_bytes() == approved
    assert sound_folder(check_couple(practice, "x", ON)).answers.approvals[-1].withdrawn == ON
    assert approve(practice, "x", "Dr Lee", ON).version == 2


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        (b"release: [\n", ":2:1"),
        (b"release: &a {}\n", ":1:1"),
        (b"a: \xff\n", ":1:4"),
        (b"", ":1:1"),
    ],
)
def test_a_file_that_can_not_be_read_stays_as_it_is(
    write_tree: WriteTree, broken: bytes, place: str
) -> None:
    """The therapist is told where it is broken, and nothing is written."""
    practice = Practice(write_tree({"couples/x/couple.yml": broken}))
    kept = tree(practice.root)
    with pytest.raises(GuideError) as caught:
        hold(practice, "x", ON)
    assert f"couples/x/couple.yml{place}" in {str(one.place) for one in caught.value.problems}
    assert tree(practice.root) == kept


def test_a_hold_is_told_to_the_therapist_alone(tmp_path: Path) -> None:
    """The command says how it is released anew, and that no output says why; a build says draft."""
    practice = a_practice(tmp_path, "ines-zoe")
    run = mend("hold", "ines-zoe", "--on", DAY, cwd=practice)
    assert run.returncode == 0, run.stderr
    assert "No output says that there is a hold, or why." in run.stdout
    assert "mend approve ines-zoe" in run.stdout
    run = mend("approve", "ines-zoe", "--by", "Fiona Reid", "--on", DAY, cwd=practice)
    assert run.returncode == 1
    assert "on hold" in run.stderr
    again = mend("hold", "ines-zoe", "--on", DAY, cwd=practice)
    assert again.returncode == 0
    assert "already" in again.stdout
