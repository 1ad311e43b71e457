"""What a couple saved on their device comes back whole, or is refused with its place."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.answers.check_ins import CheckIns
from generator.answers.filed import filed
from generator.answers.folder import CoupleFolder
from generator.answers.review import Review
from generator.practice.check_ins_back import MOST_TOLD, as_answers, bring_back
from generator.practice.checking import check_couple, sound_folder
from generator.practice.messages import load_messages, render
from generator.practice.practice import Practice
from generator.practice.private_words import find_private_words
from generator.practice.reviewing import start_review
from generator.practice.watched_words import Watched, in_words, watch
from generator.problems import GuideError, Problem
from generator.reading.checking import check
from generator.reading.document import read_yaml
from tests.command import mend, tree
from tests.made_check_ins import DAY, as_bytes, damaged, saved
from tests.made_pages import TEMPLATES
from tests.made_up import COUPLE, files

ON = date.fromisoformat(DAY)
WriteTree = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def practice(write_tree: WriteTree) -> Practice:
    return Practice(write_tree({f"couples/x/{name}": raw for name, raw in files().items()}))


def folder_of(practice: Practice, on: date = ON) -> CoupleFolder:
    return sound_folder(check_couple(practice, "x", on))


def brought(practice: Practice, raw: bytes, name: str = "check-ins.json") -> Path:
    """Save a file beside the couples, and return where."""
    file = practice.root / name
    file.write_bytes(raw)
    return file


def problems(practice: Practice, raw: bytes, folder: CoupleFolder) -> tuple[Problem, ...]:
    """Return what is told of a file; none where it is taken."""
    try:
        bring_back(brought(practice, raw), folder, ON)
    except GuideError as error:
        return error.problems
    return ()


BY_HAND = re.compile(r"quotes|lined up|Add a line|dash|indent|spaces further|Put |Write ")


def test_each_of_hundreds_of_damaged_files_is_refused_with_its_place(practice: Practice) -> None:
    """Cut off, changed, huge, hostile or another couple's: each gets its words and line.

    The words are of a file that a page saved: no one is told of quotes, dashes and lines.
    """
    folder, messages = folder_of(practice), load_messages(TEMPLATES, "en")
    known = messages.by_code
    before, wrong, count = tree(practice.couples), [], 0
    for what, raw in damaged():
        count += 1
        found = problems(practice, raw, folder)
        nowhere = [one.code for one in found if not one.place.line]
        if not found or any(one.code not in known for one in found):
            wrong.append((what, [one.code for one in found]))
        if any(BY_HAND.search(render(one, messages).do) for one in found):
            wrong.append((what, [one.code for one in found]))
        if nowhere not in ([], ["export-too-large"]):
            wrong.append((what, nowhere))
    assert wrong == []
    assert count > 300
    assert tree(practice.couples) == before
    assert problems(practice, as_bytes(saved()), folder) == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'"format": 1', b'"format": 2', "export-other-format"),
        (b'"couple": "', b'"couple": "0', "export-other-couple"),
        (b'"2026-11-29"', b'"2026-12-30"', "check-in-ahead"),
        (b'"partly"', b'"mostly"', "export-not-as-saved"),
        (b'"alex": "For', b'"alec": "For', "export-not-a-partner"),
        (b'"keep"', b"7", "export-not-words"),
        (b'"pace": ', b'"pace" ', "export-broken"),
        (b"Soup", b"So\\u0007p", "export-strange-sign"),
        (b"Soup", "So\u202ep".encode(), "export-strange-sign"),
        (b"Soup", b"So\\u2066p", "export-strange-sign"),
        (b"Soup", b"So\\ud83d", "export-strange-sign"),
        (b'"2026-12-01"', b'"1999-01-01"', "check-in-too-early"),
        (b'"2026-12-01"', b'"2026-11-14"', "check-in-too-early"),
        (b'"2026-12-01"', b'"2026-13-45"', "export-not-a-day"),
        (b'"ledger": {', b'"ledger": {"__proto__": "\xe2\x80\xa6",', "export-strange-key"),
        (b'"our_own": {', b'"our_own": {"__proto__": {},', "export-strange-key"),
        (b'"Right."', b"null", "export-not-words"),
    ],
)
def test_a_problem_is_told_where_it_stands(
    practice: Practice, old: bytes, new: bytes, code: str
) -> None:
    """The first problem of a file stands on the line of what is wrong."""
    raw = as_bytes(saved())
    line = raw[: raw.index(old)].count(b"\n") + 1
    first = problems(practice, raw.replace(old, new), folder_of(practice))[0]
    assert (first.code, first.place.line) == (code, line)


@pytest.mark.parametrize(
    "what", ["cut off", "another couple's", "a directory", "not there", "no name"]
)
def test_a_refused_file_changes_nothing(practice: Practice, what: str) -> None:
    """The command ends with 1 and says where; the couple's folder stays as it was."""
    raw = as_bytes(saved("y")) if "couple" in what else as_bytes(saved())[:300]
    file = brought(practice, raw)
    if what in ("a directory", "not there"):
        file.unlink()
    if what == "a directory":
        file.mkdir()
    before = tree(practice.couples)
    name = "check-ins.json" * 30 if what == "no name" else file.name
    run = mend("review", "x", name, "--on", DAY, cwd=practice.root)
    assert run.returncode == 1, run.stderr
    assert run.stderr.startswith("check-ins.json")
    assert ("This is a folder" in run.stderr) == (what == "a directory")
    assert run.stdout == ""
    assert tree(practice.couples) == before


def test_all_problems_are_told_at_once(practice: Practice) -> None:
    """Whoever has to ask the couple asks once."""
    data = saved()
    data["daily"][0]["each"]["kim"] = {}
    data["weekly"][0]["ledger"]["nobody-knows"] = {"how": "kept"}
    data["monthly"][0]["on"] = "2027-01-01"
    found = problems(practice, as_bytes(data), folder_of(practice))
    assert [one.code for one in found] == [
        "export-not-a-partner", "export-unknown-clause", "check-in-ahead",
    ]  # fmt: skip


def test_a_file_full_of_mistakes_does_not_bury_the_therapist(practice: Practice) -> None:
    """Thousands of problems in a made-up file are told as the first hundred."""
    raw = as_bytes(saved()).replace(b'"saved"', b'"saved": "a", ' * 2000 + b'"saved"', 1)
    assert len(problems(practice, raw, folder_of(practice))) == MOST_TOLD


def test_a_whole_emoji_is_kept(practice: Practice) -> None:
    """However a device writes an emoji into the file, it is filed as it was typed."""
    raw = as_bytes(saved()).replace(b"Soup", b"So\\ud83d\\ude00up")
    found = bring_back(brought(practice, raw), folder_of(practice), ON)
    assert found.new.weekly[0].went_well == "So\U0001f600up on Friday."


def test_a_kind_of_check_in_is_neither_left_out_nor_nothing(practice: Practice) -> None:
    """The site saves all three kinds: a file without one, or with null for it, was changed."""
    for kind in ("daily", "weekly", "monthly"):
        data = saved()
        (nothing,) = problems(practice, as_bytes(data | {kind: None}), folder_of_once(practice))
        assert (nothing.code, nothing.field) == ("export-not-words", kind)
        del data[kind]
        (left_out,) = problems(practice, as_bytes(data), folder_of_once(practice))
        assert (left_out.code, left_out.values["name"]) == ("export-kind-missing", kind)


def test_a_guide_that_was_used_before_its_plan_began_brings_those_days_too(
    practice: Practice,
) -> None:
    """Approved and handed over weeks ahead, it could be written in from then on."""
    run = mend("approve", "x", "--by", "Dr Lee", "--on", "2026-11-09", cwd=practice.root)
    assert (practice.couple("x") / "approved/1.yml").is_file(), run.stderr
    raw = as_bytes(saved()).replace(b'"2026-12-01"', b'"2026-11-10"')
    assert problems(practice, raw, folder_of(practice)) == ()


def test_what_they_saved_is_filed_as_they_wrote_it(practice: Practice) -> None:
    """The review of the day holds the map of today and every word of the check-ins."""
    start_review(practice, "x", ON, brought(practice, as_bytes(saved())))
    (review,) = folder_of(practice).answers.reviews
    assert review.on == ON
    assert {*review.values} == {"alex", "sam"}
    data = saved()
    del data["format"], data["couple"], data["saved"]
    data["daily"][1]["each"]["sam"] = {}
    assert review.check_ins == CheckIns.model_validate(data)


def test_the_command_tells_numbers_and_days_alone(practice: Practice) -> None:
    """On the therapist's screen stand how many of which days; none of the couple's words."""
    brought(practice, as_bytes(saved()))
    run = mend("review", "x", "check-ins.json", "--on", DAY, cwd=practice.root)
    assert run.returncode == 0, run.stderr
    rows = [" ".join(line.split()) for line in run.stdout.splitlines()[1:4]]
    assert rows == [
        "daily 2 2026-12-01 2026-12-02 0",
        "weekly 1 2026-11-29 2026-11-29 0",
        "monthly 1 2026-12-06 2026-12-06 0",
    ]
    assert f"reviews/{DAY}.yml" in run.stdout
    assert "In the monthly review of 2026-12-06 they ask you:" in run.stdout
    theirs = json.dumps(saved(), ensure_ascii=False)
    for said in ("Soup", "Quiet", "enough", "For asking", "The cup"):
        assert said in theirs
        assert said not in run.stdout + run.stderr


def test_what_is_filed_already_is_filed_once(practice: Practice) -> None:
    """The next file holds all the weeks again; only what is new or changed is filed."""
    start_review(practice, "x", ON, brought(practice, as_bytes(saved())))
    data = saved()
    data["daily"][0]["each"]["sam"]["feel"] = "Better, looking back."
    data["daily"].append({"on": "2026-12-09", "each": {"alex": {"liked": "sang"}}})
    data["saved"], later = "2026-12-10", date(2026, 12, 10)
    begun = start_review(practice, "x", later, brought(practice, as_bytes(data)))
    assert begun.brought is not None
    assert [(one.kind, one.number, one.filed_before) for one in begun.brought.kinds] == [
        ("daily", 3, 1), ("weekly", 1, 1), ("monthly", 1, 1),
    ]  # fmt: skip
    review = folder_of(practice, later).answers.reviews[-1]
    assert [one.on.isoformat() for one in review.check_ins.daily] == ["2026-12-01", "2026-12-09"]
    assert review.check_ins.weekly == review.check_ins.monthly == ()


def test_where_nothing_is_new_nothing_is_written(practice: Practice) -> None:
    """Handing in the same file again does no harm, and the therapist is told."""
    start_review(practice, "x", ON, brought(practice, as_bytes(saved())))
    before = tree(practice.couples)
    run = mend("review", "x", "check-ins.json", "--on", "2026-12-09", cwd=practice.root)
    assert run.returncode == 0, run.stderr
    assert "nothing was written" in run.stdout
    assert tree(practice.couples) == before


def of_the_day(practice: Practice) -> Path:
    return practice.couple("x") / f"reviews/{DAY}.yml"


def test_a_review_that_is_there_gets_the_check_ins_added(practice: Practice) -> None:
    """What the therapist wrote that day stays to the letter, and the check-ins stand under it."""
    start_review(practice, "x", ON)
    file = of_the_day(practice)
    typed = file.read_text("utf-8").replace("celebrated:\n  -", "celebrated:\n  - Soup  # mine")
    file.write_text(typed, "utf-8")
    run = mend("review", "x", brought(practice, as_bytes(saved())).name, "--on", DAY,
               cwd=practice.root)  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "has the new ones too" in run.stdout
    assert file.read_text("utf-8").startswith(typed.rstrip())
    (review,) = folder_of(practice).answers.reviews
    assert review.celebrated == ("Soup",)
    assert [len(getattr(review.check_ins, kind)) for kind in ("daily", "weekly", "monthly")] == [
        2, 1, 1,
    ]  # fmt: skip


def newer() -> bytes:
    """Return what they save later that day: one evening more, and one written on."""
    data = saved()
    data["daily"].append({"on": "2026-12-03", "each": {"alex": {"liked": "sang #1"}}})
    data["weekly"][0]["went_well"] += " And bread."
    del data["monthly"]
    return as_bytes(data | {"monthly": []})


def test_a_newer_file_of_the_same_day_is_added_to_the_review(practice: Practice) -> None:
    """Saved twice in an evening, nothing is refused, doubled or lost, whatever was left out."""
    start_review(practice, "x", ON, brought(practice, as_bytes(saved())))
    file = of_the_day(practice)
    file.write_text(file.read_text("utf-8") + "\n# Mine, at the end\n", "utf-8")
    first = folder_of(practice).answers.reviews[0]
    begun = start_review(practice, "x", ON, brought(practice, newer()))
    assert begun.added
    (review,) = folder_of(practice).answers.reviews
    assert [str(one.on) for one in review.check_ins.daily] == [
        "2026-12-01", "2026-12-02", "2026-12-03",
    ]  # fmt: skip
    assert review.check_ins.daily[2].each["alex"].liked == "sang #1"
    assert review.check_ins.weekly[0].went_well == "Soup on Friday. And bread."
    assert review.check_ins.monthly == first.check_ins.monthly
    assert file.read_text("utf-8").endswith("\n# Mine, at the end\n")
    before = tree(practice.couples)
    assert start_review(practice, "x", ON, brought(practice, newer())).file is None
    assert tree(practice.couples) == before


def test_a_review_that_nothing_can_be_added_to_says_what_to_do(practice: Practice) -> None:
    """Written in another way than Mend writes it, the review stays as it is; another day helps."""
    start_review(practice, "x", ON, brought(practice, as_bytes(saved())))
    file = of_the_day(practice)
    text = file.read_text("utf-8")
    file.write_text(text.replace("\ncheck_ins:", '\n"check_ins":'), "utf-8")
    before = tree(practice.couples)
    with pytest.raises(GuideError, match="review-by-hand"):
        start_review(practice, "x", ON, brought(practice, newer()))
    assert tree(practice.couples) == before
    tomorrow = ON + timedelta(days=1)
    assert start_review(practice, "x", tomorrow, brought(practice, newer())).file


def evening(**each: str) -> bytes:
    """Return a file with one evening in which each of these said how they felt."""
    said = {who: {"feel": words} for who, words in each.items()}
    return as_bytes(saved() | {"daily": [{"on": DAY, "each": said}], "weekly": [], "monthly": []})


@pytest.mark.parametrize("days_apart", [0, 1])
def test_what_each_wrote_on_a_phone_of_their_own_comes_together(
    practice: Practice, days_apart: int
) -> None:
    """Two files with the same evening, filed on one day or on two: both voices are kept."""
    start_review(practice, "x", ON, brought(practice, evening(alex="Tired"), "a.json"))
    later = ON + timedelta(days=days_apart)
    start_review(practice, "x", later, brought(practice, evening(sam="Hopeful"), "b.json"))
    (held,) = filed(folder_of(practice, later).answers.reviews).daily
    assert {who: one.feel for who, one in held.each.items()} == {"alex": "Tired", "sam": "Hopeful"}
    again = brought(practice, evening(alex="Tired"), "c.json")
    assert start_review(practice, "x", later, again).file is None


def test_a_clause_that_was_filed_once_stays_known(practice: Practice) -> None:
    """A couple's file holds all their weeks: a clause that is gone since stands in none's way."""
    start_review(practice, "x", ON, brought(practice, as_bytes(saved())))
    told = {name for week in saved()["weekly"] for name in week["ledger"]}
    couple = practice.root / "couples/x/couple.yml"
    text = couple.read_text("utf-8")
    for name in told:
        text = text.replace(f"id: {name}", f"id: {name}-anew")
    couple.write_text(text, encoding="utf-8")
    assert told
    assert problems(practice, as_bytes(saved()), folder_of(practice)) == ()


def test_words_that_were_filed_today_go_with_consent_alone(practice: Practice) -> None:
    """Other words for a filed day, or a note among them: told with the line, then taken."""
    start_review(practice, "x", ON, brought(practice, as_bytes(saved())))
    file = of_the_day(practice)
    file.write_text(file.read_text("utf-8").replace("  weekly:", "  # Ask.\n  weekly:"), "utf-8")
    other = as_bytes(saved()).replace(b"Tired, and fine.", b"Awake.")
    before = tree(practice.couples)
    with pytest.raises(GuideError) as caught:
        start_review(practice, "x", ON, brought(practice, other))
    told = [(one.code, one.place.line) for one in caught.value.problems]
    lines = file.read_text("utf-8").splitlines()
    assert told == [
        ("check-in-filed-today", lines.index("    - on: 2026-12-01") + 1),
        ("note-among-check-ins", lines.index("  # Ask.") + 1),
    ]
    assert tree(practice.couples) == before
    run = mend("review", "x", "check-ins.json", "--on", DAY, "--replace", cwd=practice.root)
    assert run.returncode == 0, run.stderr
    assert folder_of(practice).answers.reviews[0].check_ins.daily[0].each["alex"].feel == "Awake."


def test_a_clause_that_was_approved_once_is_known(
    practice: Practice, write_tree: WriteTree
) -> None:
    """What they wrote of a promise that has been taken out since is taken as well."""
    run = mend("approve", "x", "--by", "Dr Lee", "--on", DAY, cwd=practice.root)
    assert (practice.couple("x") / "approved/1.yml").is_file(), run.stderr
    write_tree({"couples/x/couple.yml": COUPLE.replace("phone-at-night", "phone-away")})
    assert problems(practice, as_bytes(saved()), folder_of(practice)) == ()


TOLD = "At the lake we counted nine herons and one very old boat."


def with_told(practice: Practice, alex: str = "") -> CoupleFolder:
    """Return the folder of a couple who wrote what is told at a check-in."""
    data = saved()
    data["daily"][0]["each"]["sam"]["liked"] = TOLD
    start_review(practice, "x", ON, brought(practice, as_bytes(data)))
    file = practice.couple("x") / "alex.yml"
    file.write_text(file.read_text("utf-8") + alex, "utf-8")
    return folder_of(practice)


def runs_found(watched: Watched, text: str) -> set[str]:
    return {source.code for source in watched.found_in(in_words(text))}


def test_what_they_wrote_may_stand_in_their_own_guide_and_in_no_others(
    practice: Practice, tmp_path: Path
) -> None:
    """A sentence of a check-in stops the build of another couple, and never their own."""
    theirs = with_told(practice)
    raw = {f"couples/x/{name}": content for name, content in files().items()}
    for name, content in raw.items():
        (tmp_path / "else" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "else" / name).write_bytes(content)
    others = folder_of(Practice(tmp_path / "else"))
    assert runs_found(watch(theirs, [others], "").both, TOLD) == set()
    assert runs_found(watch(others, [theirs], "").both, TOLD) == {"other-couple-leak"}


def test_private_words_in_a_check_in_are_told_to_the_therapist(practice: Practice) -> None:
    """Who wrote for themselves what now stands at a check-in may want to be asked."""
    folder = with_told(practice, f"private:\n  notes: {TOLD}\n")
    told = [(one.code, one.file, one.path) for one in find_private_words(folder)]
    where = ("check_ins", "daily", 0, "each", "sam", "liked")
    assert told == [("private-words", f"reviews/{DAY}", where)]


def test_a_letter_that_no_font_has_is_told_before_printing(practice: Practice) -> None:
    """A check-in in a script that we have no font for is named with its place."""
    data = saved()
    data["weekly"][0]["went_well"] = "\u4f60\u597d"
    start_review(practice, "x", ON, brought(practice, as_bytes(data)))
    (found,) = check_couple(practice, "x", ON).errors
    assert (found.code, found.field) == ("no-font", "check_ins.weekly[1].went_well")
    assert found.place.line > 1


SIGNS = "\n\t :#-'\"\\{}[]&*!|>%@`~?"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"  # refused
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc",), exclude_characters=TURNING)
    | st.sampled_from(SIGNS),
    max_size=120,
)


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
@given(st.lists(TEXTS, min_size=4, max_size=4))
def test_whatever_they_type_is_read_back_as_they_typed_it(
    practice: Practice, typed: list[str]
) -> None:
    """No word of theirs is lost, cut or taken for anything but a text on its way into the file."""
    data = saved()
    evening = data["daily"][0]["each"]["alex"]
    evening["feel"], evening["liked"], evening["owned"], data["weekly"][0]["went_well"] = typed
    data["daily"][0]["each"]["alex"] = {
        key: value for key, value in evening.items() if value.strip()
    }
    brought_back = bring_back(brought(practice, as_bytes(data)), folder_of_once(practice), ON)
    text = f"on: {DAY}\n{as_answers(brought_back.new, 'x')}"
    assert check(Review, read_yaml(text, "x")).check_ins == brought_back.new
    feel = brought_back.new.daily[0].each["alex"].feel
    expected = typed[0].translate({0x2028: " ", 0x2029: " "}).strip()
    assert (feel or "") == ("" if expected in ("…", "...") else expected)


_FOLDERS: dict[Path, CoupleFolder] = {}


def folder_of_once(practice: Practice) -> CoupleFolder:
    """Return the folder, read once for all examples."""
    if practice.root not in _FOLDERS:
        _FOLDERS[practice.root] = folder_of(practice)
    return _FOLDERS[practice.root]
