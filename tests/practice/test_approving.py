"""The therapist's sign-off: of exactly these answers, kept for good, undone by any edit."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from generator.answers.answers import Answers
from generator.guide.guide import make_guide
from generator.practice import approving
from generator.practice.approving import approve
from generator.practice.checking import check_couple, sound_folder
from generator.practice.holding import hold
from generator.practice.practice import Practice
from generator.problems import GuideError
from tests.command import a_practice, build, mend
from tests.made_up import COUPLE, couple_with, files
from tests.reading_back import Site
from tests.samples import DAY

ON = date(2026, 11, 22)
WriteTree = Callable[[Mapping[str, str | bytes]], Path]


def practice_with(write_tree: WriteTree, answer_files: dict[str, bytes]) -> Practice:
    return Practice(write_tree({f"couples/x/{name}": text for name, text in answer_files.items()}))


def is_draft(practice: Practice) -> bool:
    return make_guide(sound_folder(check_couple(practice, "x", ON)).answers, ON).release.draft


def codes(error: pytest.ExceptionInfo[GuideError]) -> list[str]:
    return [f"{problem.place} {problem.code}" for problem in error.value.problems]


def test_one_changed_character_makes_a_draft_again(write_tree: WriteTree) -> None:
    """What a couple holds approved in their hands is what the therapist read, to the letter."""
    practice = practice_with(write_tree, files())
    assert is_draft(practice)
    approve(practice, "x", "Dr Lee", ON)
    assert not is_draft(practice)
    write_tree({"couples/x/couple.yml": COUPLE.replace("hall shelf", "hall shelg")})
    assert is_draft(practice)


def test_what_changes_while_it_is_approved_is_not_approved(
    write_tree: WriteTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hold waits for nobody: an approval that was under way doesn't undo it."""
    practice = practice_with(write_tree, files())
    looked = approving.not_ready

    def hold_meanwhile(answers: Answers, on: date) -> Sequence[object]:
        hold(practice, "x", on)
        return looked(answers, on)

    monkeypatch.setattr(approving, "not_ready", hold_meanwhile)
    with pytest.raises(GuideError) as caught:
        approve(practice, "x", "Dr Lee", ON)
    assert codes(caught) == ["couples/x changed-while-approving"]
    assert [*(practice.couple("x") / "approved").iterdir()] == []


def test_another_word_in_the_templates_makes_a_draft_again(write_tree: WriteTree) -> None:
    """A practice that rewords a page, a label or a library entry reads it and approves it anew."""
    practice = practice_with(write_tree, files())
    approve(practice, "x", "Dr Lee", ON)
    write_tree({"templates/en/words.yml": "our_relationship: us\n"})
    assert is_draft(practice)


def test_each_approved_version_is_kept_and_told_apart(write_tree: WriteTree) -> None:
    """After a second approval the couple see what was added, changed and ended since the first."""
    practice = practice_with(write_tree, files())
    first = approve(practice, "x", "Dr Lee", ON)
    changed = COUPLE.replace("put my phone", "leave my phone").replace("say-it-early", "say-it")
    write_tree({"couples/x/couple.yml": changed})
    second = approve(practice, "x", "Dr Lee", ON)
    assert (first.version, second.version) == (1, 2)
    changes = make_guide(sound_folder(check_couple(practice, "x", ON)).answers, ON).changes
    assert changes is not None
    assert changes.since_version == 1
    assert [clause.id for clause in changes.added] == ["say-it"]
    assert [change.now.id for change in changes.changed] == ["phone-at-night"]
    assert [clause.id for clause in changes.ended] == ["say-it-early"]


EDITS = (
    ("put my phone on the hall shelf at 9 pm", "put my phone on the hall shelf at 8:30 pm"),
    ("id: say-it-early", "id: say-it-sooner"),
    ("I say it at the next check-in", "I say it at breakfast"),
)
"""What is edited before each approval; the first is there from the start."""

EXPECTED = {
    2: {"New": ["Clause 2 (Alex)"],
        "Taken out": [("Alex: “I will say when a memory comes up, in one sentence.” "
                       "It was clause 2.")]},
    3: {"What is different now": [
        "Clause 2 (Alex)", "“I will say when a memory comes up, in one sentence.”",
        "If it’s missed:", "It said: “I say it at the next check-in”",
        "It says now: “I say it at breakfast”"]},
}  # fmt: skip
"""What each version's page says of its changes, under its headings."""


def changed(site: Site) -> dict[str, list[str]]:
    """Return what stands under each heading of the page with the changes."""
    found: dict[str, list[str]] = {}
    for line in site.article("agreement/changes.html").lines():
        if line in ("New", "What is different now", "Run out", "Taken out", "Another number"):
            found[line] = []
        elif found:
            found[[*found][-1]].append(line)
    return found


def test_three_approvals_in_a_row_show_what_changed_and_keep_the_papers(tmp_path: Path) -> None:
    """Each version tells its changes since the one before; every initialled paper stays as it was.

    And one character that is edited after an approval makes a draft of the next version.
    """
    practice = a_practice(tmp_path, "ines-zoe")
    folder = practice / "couples/ines-zoe"
    for name, raw in files().items():
        (folder / name).write_bytes(raw)
    (folder / "ines.yml").unlink(), (folder / "zoe.yml").unlink()
    papers, couple = {}, COUPLE
    for version, (old, new) in enumerate(EDITS, 1):
        assert couple.count(old) == 1
        couple = couple.replace(old, new)
        (folder / "couple.yml").write_text(couple, "utf-8")
        run = mend("approve", "ines-zoe", "--by", "Dr Lee", "--on", DAY, cwd=practice)
        assert run.returncode == 0, run.stderr
        site = Site(practice / "build/ines-zoe/site")
        assert ("agreement/changes.html" in site.names) == (version > 1)
        if version > 1:
            heading = f"What changed since version {version - 1}"
            assert heading in site.article("agreement/changes.html").lines()
            told = changed(site)
            assert {
                under: told[under][: len(said)] for under, said in EXPECTED[version].items()
            } == EXPECTED[version]
            assert told.keys() == EXPECTED[version].keys()
        papers[f"{version}.pdf"] = (practice / "build/ines-zoe/agreement.pdf").read_bytes()
        if version > 1:
            changes = (practice / "build/ines-zoe/amendment.pdf").read_bytes()
            papers[f"{version}-changes.pdf"] = changes
        kept = {path.name: path.read_bytes() for path in (folder / "approved").glob("*.pdf")}
        assert kept == papers
        assert f"Version {version} · " in "\n".join(site.article("about.html").lines())
    (folder / "couple.yml").write_text(couple.replace("Dr Lee", "Dr Lea"), "utf-8")
    site = Site(build(practice, "ines-zoe") / "ines-zoe/site")
    assert "Draft of version 4 · " in "\n".join(site.article("about.html").lines())
    assert len([*(folder / "approved").glob("*.pdf")]) == 5


def test_the_same_answers_are_approved_once(write_tree: WriteTree) -> None:
    """A second approval of unchanged answers is refused, and the first stays as it was."""
    practice = practice_with(write_tree, files())
    approve(practice, "x", "Dr Lee", ON)
    kept = (practice.couple("x") / "approved" / "1.yml").read_bytes()
    with pytest.raises(GuideError) as caught:
        approve(practice, "x", "Dr Lee", ON)
    assert codes(caught) == ["couples/x/couple.yml:1:1 already-approved"]
    assert (practice.couple("x") / "approved" / "1.yml").read_bytes() == kept


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{alex: 2026-11-02, sam: 2026-11-03}", "{sam: 2026-11-03}", "8:15 release-seen-alone"),
        ("sam: 2026-11-03", "sam: 2026-11-23", "8:15 release-seen-ahead"),
        ("{alex: repair, sam: repair}", "{}", "9:12 release-choice"),
        ("breach_ended: yes", "breach_ended: no", "10:17 release-breach-ended"),
        ("breach_ended: yes", "breach_ended: yes\n  on_hold: yes", "11:12 release-on-hold"),
    ],
)
def test_an_incomplete_release_is_refused_with_its_place(
    write_tree: WriteTree, old: str, new: str, told: str
) -> None:
    """The therapist alone is told what a release still needs, and nothing is written."""
    practice = practice_with(write_tree, couple_with(old, new))
    with pytest.raises(GuideError) as caught:
        approve(practice, "x", "Dr Lee", ON)
    assert codes(caught)[0] == f"couples/x/couple.yml:{told}"
    assert not (practice.couple("x") / "approved").exists()


def test_answers_with_an_error_are_not_approved(write_tree: WriteTree) -> None:
    """A clause past the rules' limits stops an approval as it stops a build."""
    wrong = files(couple=COUPLE.replace("review: 2026-12-20", "review: 2027-01-20", 1))
    practice = practice_with(write_tree, wrong)
    with pytest.raises(GuideError) as caught:
        approve(practice, "x", "Dr Lee", ON)
    assert codes(caught) == ["couples/x/couple.yml:26:15 review-too-late"]


@pytest.mark.parametrize(
    ("old", "new"), [("answers: ", "a: "), ("version: 1", "version: 2"), ("by: Dr Lee", "by: [")]
)
def test_a_damaged_approval_is_not_mended_by_hand(
    write_tree: WriteTree, old: str, new: str
) -> None:
    """Whoever changed an approval is told to put it back, never which line would make it good."""
    practice = practice_with(write_tree, files())
    approve(practice, "x", "Dr Lee", ON)
    kept = practice.couple("x") / "approved" / "1.yml"
    text = kept.read_text("utf-8")
    assert old in text
    kept.write_text(text.replace(old, new), "utf-8")
    told = check_couple(practice, "x", ON).errors
    assert [f"{p.place} {p.code}" for p in told] == ["couples/x/approved/1.yml approval-damaged"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_character_changed_in_any_approval_is_named(write_tree: WriteTree, number: int) -> None:
    """What both initialled long ago is kept as it was: a later change of a word is told."""
    practice = practice_with(write_tree, files())
    for hour in (9, 8, 7):
        couple = COUPLE.replace("hall shelf at 9 pm", f"hall shelf at {hour} pm")
        write_tree({"couples/x/couple.yml": couple})
        approve(practice, "x", "Dr Lee", ON)
    kept = practice.couple("x") / "approved" / f"{number}.yml"
    text = kept.read_text("utf-8")
    assert check_couple(practice, "x", ON).errors == ()
    kept.write_text(text.replace("hall shelf", "hall shelg"), "utf-8")
    told = check_couple(practice, "x", ON).errors
    assert [f"{p.place} {p.code}" for p in told] == [
        f"couples/x/approved/{number}.yml approval-damaged"
    ]
    kept.write_text(text + "withdrawn: 2026-11-23\n", "utf-8")
    assert check_couple(practice, "x", ON).errors == ()


def test_an_approval_without_a_seal_still_counts(write_tree: WriteTree) -> None:
    """What was approved before Mend sealed approvals needs no new one."""
    practice = practice_with(write_tree, files())
    approve(practice, "x", "Dr Lee", ON)
    kept = practice.couple("x") / "approved" / "1.yml"
    lines = kept.read_text("utf-8").splitlines(keepends=True)
    assert lines[-1].startswith("seal: ")
    kept.write_text("".join(lines[:-1]), "utf-8")
    assert check_couple(practice, "x", ON).errors == ()
    assert not is_draft(practice)


def test_a_copy_of_an_approval_is_none(write_tree: WriteTree) -> None:
    """A file that Mend didn't name counts for nothing, whatever it holds."""
    practice = practice_with(write_tree, files())
    approve(practice, "x", "Dr Lee", ON)
    kept = practice.couple("x") / "approved" / "1.yml"
    kept.rename(kept.with_name("x.yml"))
    told = check_couple(practice, "x", ON).errors
    assert [f"{p.place} {p.code}" for p in told] == ["couples/x/approved/x.yml not-an-approval"]


def test_an_approval_is_for_its_owner_alone(write_tree: WriteTree) -> None:
    """Other accounts of the machine can't read a couple's clauses."""
    practice = practice_with(write_tree, files())
    approve(practice, "x", "Dr Lee", ON)
    written = practice.couple("x") / "approved"
    assert [path.name for path in written.iterdir()] == ["1.yml"]
    assert (written / "1.yml").stat().st_mode & 0o077 == 0
