"""A newcomer's way: a new practice, a new couple, the first answers."""

import os
import re
import stat
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.answers.folder import CoupleFolder
from generator.practice.checking import check_couple
from generator.practice.form_text import quoted
from generator.practice.practice import Practice
from generator.practice.starter import start_couple, start_practice
from generator.problems import GuideError, Severity
from generator.reading.document import read_yaml

TODAY = date(2026, 11, 22)

ANSWERS = {
    "role": "both",
    "called": "Dr Ortega",
    "country": "GB",
    "kind": "affair",
    "terms": "Each other, and no one else",
    "id": "phone-at-night",
    "theme": "technology",
    "protects": "Honesty",
    "asked_by": "both",
    "in_their_words": "The buzz: it keeps me awake #1",
    "owner": "both",
    "will": "Put my phone on the hall shelf",
    "when": "every evening at 9 pm",
    "seen_by": "The phone lies on the shelf",
    "if_missed": "I say so the same evening",
    "called_by": "Pause",
    "value": "Honesty",
    "means": "You tell me first",
    "important": "10",
    "lived": "4",
}


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    start_practice(tmp_path / "practice")
    return Practice(tmp_path / "practice")


def _fill_in(path: Path) -> None:
    """Put an answer in place of each of the dots, as a person would: nothing else changes."""
    key, lines = "", []
    for number, line in enumerate(path.read_text("utf-8").split("\n")):
        key = match[1] if (match := re.match(r"[\s-]*(\w+):", line)) else key
        answer = ANSWERS.get(key, "…") + (f" {number}" if key == "called" else "")
        is_note = line.lstrip().startswith("#")
        lines.append(line if is_note else line.replace("…", answer))
    path.write_text("\n".join(lines), "utf-8")


def _errors(practice: Practice, name: str) -> list[tuple[str, str]]:
    found = check_couple(practice, name, TODAY).errors
    return [(problem.place.file.rpartition("/")[2], problem.code) for problem in found]


def _folder(practice: Practice, name: str) -> CoupleFolder:
    folder = check_couple(practice, name, TODAY).folder
    assert folder is not None
    return folder


def test_a_new_practice_is_sound_and_private(practice: Practice) -> None:
    """It holds the look, the sample and help, and no one else on the machine can look in."""
    files = {
        path.relative_to(practice.root).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in practice.root.rglob("*")
    }
    assert files.keys() >= {
        "mkdocs.yml", "README.md", ".gitignore", "templates/README.md", ".schemas/couple.json",
        ".schemas/partner.json", ".schemas/review.json", "couples/alex-sam/couple.yml",
    }  # fmt: skip
    assert {mode & 0o077 for mode in files.values()} == {0}
    assert _errors(practice, "alex-sam") == []


def test_version_control_takes_the_sample_and_no_real_couple(practice: Practice) -> None:
    """The rules shut out whatever stands under couples/ and build/, but for the sample."""
    rules = (practice.root / ".gitignore").read_text("utf-8").split("\n")
    assert [rule for rule in rules if rule and not rule.startswith("#")] == [
        "/couples/*", "!/couples/alex-sam/", "/build/",
    ]  # fmt: skip


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    """Each file in the way is named, and not one file is written."""
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".schemas").mkdir()
    (tmp_path / ".schemas" / "review.json").symlink_to("nowhere")
    with pytest.raises(GuideError) as caught:
        start_practice(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["already-there"] * 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [".schemas", "README.md"]
    assert (tmp_path / "README.md").read_text() == "mine"


def test_a_file_where_the_practice_should_be_is_named(tmp_path: Path) -> None:
    """A file of that name is a located problem, not a crash."""
    (tmp_path / "practice").write_text("mine")
    with pytest.raises(GuideError, match="already-there"):
        start_practice(tmp_path / "practice")


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("alex-jo", {"couple.yml", "alex.yml", "jo.yml"}),
        ("a-couple", {"couple.yml", "first.yml", "second.yml"}),
        ("both-jo", {"couple.yml", "first.yml", "second.yml"}),
        ("case-17", {"couple.yml", "first.yml", "second.yml"}),
        ("jo-jo", {"couple.yml", "first.yml", "second.yml"}),
        ("smith", {"couple.yml", "first.yml", "second.yml"}),
    ],
)
def test_partner_files_are_named_after_the_couple(
    practice: Practice, name: str, files: set[str]
) -> None:
    """Two names in the couple's name become the partners' files; nothing else is guessed at."""
    assert set(start_couple(practice, name, today=TODAY)) == files
    folder = practice.couples / name
    assert {path.name for path in folder.iterdir()} == files
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes == {0o700, 0o600}


def test_a_name_gives_a_file_that_can_be_read(practice: Practice) -> None:
    """Apostrophes and letters that English lacks don't tear a file's name apart."""
    made = start_couple(practice, "c-1", today=TODAY, partners="O’Brien-Søren, Łucja Straße")
    assert set(made) == {"couple.yml", "obrien-soren.yml", "lucja-strasse.yml"}


@pytest.mark.parametrize("breach", [None, "money-secrecy"])
def test_a_new_couple_lists_what_is_still_to_fill_in(
    practice: Practice, breach: str | None
) -> None:
    """Every question that needs an answer is named, in all three files, and nothing else."""
    start_couple(practice, "alex-jo", today=TODAY, breach=breach)
    errors = _errors(practice, "alex-jo")
    assert {code for _, code in errors} == {"to-fill"}
    assert {file for file, _ in errors} == {"couple.yml", "alex.yml", "jo.yml"}
    dots = sum(
        line.strip(" -").endswith("…") and not line.lstrip().startswith("#")
        for path in (practice.couples / "alex-jo").iterdir()
        for line in path.read_text("utf-8").split("\n")
    )
    assert len(errors) == dots


@pytest.mark.parametrize("name", ["alex-jo", "a-couple"])
def test_filling_in_the_dots_is_enough(practice: Practice, name: str) -> None:
    """Answers in place of the dots, and the couple is ready for a first build, as a draft."""
    for file in start_couple(practice, name, today=TODAY):
        _fill_in(practice.couples / name / file)
    assert _errors(practice, name) == []
    couple = _folder(practice, name).answers.couple
    (clause,) = couple.agreement.clauses
    assert clause.in_their_words == "The buzz: it keeps me awake #1"
    assert (clause.starts, clause.review) == (TODAY, date(2026, 12, 20))
    assert not couple.release.seen_alone


def test_a_filled_in_form_raises_no_warning(practice: Practice) -> None:
    """The form's own words and dates keep the rules, so that the first warnings are real ones."""
    for file in start_couple(practice, "alex-jo", today=TODAY):
        _fill_in(practice.couples / "alex-jo" / file)
    found = check_couple(practice, "alex-jo", TODAY).problems
    assert [p.code for p in found if p.severity is Severity.WARNING] == []


def test_what_is_known_is_filled_in(practice: Practice) -> None:
    """Options of `mend new` end up as answers, read back as they were typed."""
    names = "Zoë: #1 “x”, 美咲"
    files = start_couple(
        practice, "case-17", today=TODAY, partners=names, breach="affair", country="gb"
    )
    assert files == ("couple.yml", "zoe-1-x.yml", "second.yml")
    for file in files:
        _fill_in(practice.couples / "case-17" / file)
    couple = _folder(practice, "case-17").answers.couple
    assert [partner.called for partner in couple.partners.values()] == ["Zoë: #1 “x”", "美咲"]
    assert (couple.breach.kind, couple.country) == ("affair", "GB")


@pytest.mark.parametrize(
    ("names", "files"),
    [
        ("美咲, أمل", ("couple.yml", "first.yml", "second.yml")),
        ("Zoë, Zoe", ("couple.yml", "zoe.yml", "second.yml")),
        ("Both, Couple", ("couple.yml", "first.yml", "second.yml")),
        ("Second, 美咲", ("couple.yml", "first.yml", "second.yml")),
    ],
)
def test_partners_of_any_script_get_files_of_their_own(
    practice: Practice, names: str, files: tuple[str, ...]
) -> None:
    """A name without a short name of its own, or with the other's, is first or second."""
    assert start_couple(practice, "case-17", today=TODAY, partners=names) == files


def test_suggestions_fit_the_breach(practice: Practice) -> None:
    """The form offers clauses for this kind of breach by theme, and each value of the deck."""
    start_couple(practice, "alex-jo", today=TODAY, breach="money-secrecy")
    start_couple(practice, "kim-lee", today=TODAY)
    money = (practice.couples / "alex-jo/couple.yml").read_text("utf-8")
    plain = (practice.couples / "kim-lee/couple.yml").read_text("utf-8")
    assert "# theme: money" in money
    assert money.count("#   will:") > plain.count("#   will:") > 20
    deck = (practice.couples / "alex-jo/jo.yml").read_text("utf-8")
    assert re.search(r"^#   Honesty +Saying", deck, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "options", "codes"),
    [
        ("../out", {}, ["bad-couple-name"]),
        ("Alex", {}, ["bad-couple-name"]),
        ("a/b", {}, ["bad-couple-name"]),
        ("", {}, ["bad-couple-name"]),
        ("alex-sam", {}, ["couple-exists"]),
        ("kim-lee", {"country": "uk"}, ["unknown-country"]),
        ("kim-lee", {"breach": "affairs", "country": "England"}, ["not-one-of", "not-a-country"]),
        ("kim-lee", {"partners": "Kim"}, ["not-two-partners"]),
        ("kim-lee", {"partners": "Kim, Kim"}, ["not-two-partners"]),
        ("kim-lee", {"partners": "Kim, "}, ["not-two-partners"]),
        ("kim-lee", {"partners": "Kim, Lee, Bo"}, ["not-two-partners"]),
    ],
)
def test_what_cannot_be_started_is_told_at_once(
    practice: Practice, name: str, options: Mapping[str, str], codes: list[str]
) -> None:
    """Names that lead out, names that are taken and unknown words: all told, nothing written."""
    before = sorted(practice.root.rglob("*"))
    with pytest.raises(GuideError) as caught:
        start_couple(practice, name, today=TODAY, **options)
    assert [problem.code for problem in caught.value.problems] == codes
    assert sorted(practice.root.rglob("*")) == before


def test_outside_a_practice_nothing_is_started(tmp_path: Path) -> None:
    """`mend new` in a folder that isn't a practice says so."""
    with pytest.raises(GuideError, match="no-practice"):
        start_couple(Practice(tmp_path), "alex-jo", today=TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_couple_is_there_whole_or_not_at_all(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk half-way leaves no couple, and none of its files."""
    fdopen = os.fdopen

    def fail_late(descriptor: int, mode: str) -> object:
        if len([*practice.couples.glob(".alex-jo~*/*")]) > 1:
            os.close(descriptor)
            raise OSError(28, "No space left on device")
        return fdopen(descriptor, mode)

    monkeypatch.setattr(os, "fdopen", fail_late)
    with pytest.raises(GuideError, match="couples/alex-jo can-not-write"):
        start_couple(practice, "alex-jo", today=TODAY)
    assert [path.name for path in practice.couples.iterdir()] == ["alex-sam"]


def test_old_schemas_are_made_anew(practice: Practice) -> None:
    """A practice made by an older Mend gets the help that the new files need."""
    schema = practice.root / ".schemas/couple.json"
    fresh = schema.read_bytes()
    schema.write_text("{}")
    start_couple(practice, "alex-jo", today=TODAY)
    assert schema.read_bytes() == fresh


def test_a_practice_words_its_own_form(practice: Practice) -> None:
    """A template of the practice takes the place of ours, for `mend new` as well."""
    own = practice.root / "templates/en/starter/partner.yml.j2"
    own.parent.mkdir(parents=True)
    own.write_text("# Dear {{ partner.called | note }}\nshared: {{ partner.called }}\n")
    start_couple(practice, "alex-jo", today=TODAY)
    assert (practice.couples / "alex-jo/jo.yml").read_text() == "# Dear Jo\nshared: Jo\n"


@given(st.text(min_size=1))
@example("no")
@example("…")
@example("null")
@example("a: b # c")
@example("\x85\u2028\ufeff\x00\x7f")
@example("- x")
@example("0800")
def test_what_is_inserted_is_read_back_as_it_was(text: str) -> None:
    """Whatever a name holds, the YAML around it stays whole."""
    assert read_yaml(f"a: {quoted(text)}\nb: c\n", "x").data == {"a": text, "b": "c"}
