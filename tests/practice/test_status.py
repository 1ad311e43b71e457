"""`mend status`: what is due across a practice, for the therapist's morning."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.answers.folder import read_folder
from generator.guide.due import what_is_due
from generator.practice.practice import Practice
from generator.practice.status import status
from tests.command import a_practice, mend
from tests.made_up import ALEX, COUPLE, approval, clauses, files, review

WriteTree = Callable[[Mapping[str, str | bytes]], Path]

ON = date(2026, 11, 22)
BOTH = ("phone-at-night", "say-it-early")
APART = COUPLE.replace("review: 2026-12-20", "review: 2026-12-10", 1)


def due(couple: str, on: str, days: int = 30) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what is due for a couple with these answers, on a day."""
    answers = read_folder("x", files(couple=couple), "x").answers
    found = what_is_due(answers, date.fromisoformat(on), days)
    return [(one.on.isoformat(), one.kind, one.clauses) for one in found]


@pytest.mark.parametrize(
    ("couple", "on", "expected"),
    [
        (COUPLE, "2026-11-19", []),
        (COUPLE, "2026-11-20", [("2026-12-20", "look-again", BOTH)]),
        (COUPLE, "2027-01-10", [("2026-12-20", "look-again", BOTH)]),
        (APART, "2026-12-05", [("2026-12-10", "look-again", BOTH[:1]),
                               ("2026-12-20", "look-again", BOTH[1:])]),
        (COUPLE, "2027-02-20", [("2026-12-20", "look-again", BOTH), ("2027-02-20", "ends", BOTH)]),
        (COUPLE, "2027-02-21", [("2027-02-20", "ended", BOTH)]),
        (COUPLE, "2028-02-02", [("2027-02-20", "ended", BOTH), ("2028-01-31", "delete", ())]),
    ],
)  # fmt: skip
def test_clauses_and_days_are_due_when_their_time_comes(
    couple: str, on: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    """To look again, ending, ended, to delete: within the days ahead, or overdue."""
    assert due(couple, on) == expected


def test_a_session_is_due_until_it_is_past() -> None:
    """The next session and the day to decide are there beforehand, and gone afterwards."""
    plan = "next_session: 2026-11-25\n  decision_day: 2026-11-27\n  started: 2026-11-22"
    couple = COUPLE.replace("started: 2026-11-22", plan)
    coming = [("2026-11-25", "session", ()), ("2026-11-27", "decision", ())]
    assert due(couple, "2026-11-22", days=7) == coming
    assert due(couple, "2026-11-25", days=7) == coming
    assert due(couple, "2026-11-28", days=7) == []


def month(on: str, **wishes: str) -> str:
    said = ", ".join(f"{name.replace('_', '-')}: {wish}" for name, wish in wishes.items())
    return f"    - {{on: {on}, wishes: {{{said}}}}}\n"


def wished(couple: str, on: str, *months: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the wishes that are due for a couple who brought these months back."""
    brought = f"on: 2026-12-10\ncheck_ins:\n  monthly:\n{''.join(months)}"
    given = files(couple=couple) | approval(1, "2026-11-10", clauses())
    answers = read_folder("x", given | {"reviews/2026-12-10.yml": brought.encode()}, "x").answers
    found = what_is_due(answers, date.fromisoformat(on), 0)
    return [(str(one.on), one.kind, one.clauses) for one in found if one.kind.startswith("wish")]


def test_a_wish_to_change_or_end_a_clause_waits_until_it_is_seen_to() -> None:
    """The last word of a couple counts; a changed clause or a later "keep" settles it."""
    first = month("2026-11-29", phone_at_night="change", say_it_early="end")
    both = [
        ("2026-11-29", "wish-change", BOTH[:1]),
        ("2026-11-29", "wish-end", BOTH[1:]),
    ]
    assert wished(COUPLE, "2026-12-10", first) == both
    assert wished(COUPLE, "2026-12-09", first) == []
    assert wished(COUPLE, "2027-02-21", first) == []
    kept = month("2026-12-06", say_it_early="keep")
    assert wished(COUPLE, "2026-12-10", first, kept) == both[:1]
    again = COUPLE.replace("review: 2026-12-20", "review: 2027-01-20", 1)
    assert wished(again, "2026-12-10", first) == both[1:]


def test_a_clause_that_waits_is_to_talk_about(tmp_path: Path) -> None:
    """From the review that tells it, each day says so; to look at it again isn't asked as well."""
    declined = files() | review("2026-11-25", "{alex: agree, sam: talk-first}")
    answers = read_folder("x", declined, "x").answers
    assert [one.kind for one in what_is_due(answers, ON, 40)] == ["look-again"]
    after = [(one.on, one.kind, one.clauses) for one in what_is_due(answers, date(2026, 12, 1), 30)]
    assert after == [
        (date(2026, 12, 1), "talk", BOTH[:1]),
        (date(2026, 12, 20), "look-again", BOTH[1:]),
    ]
    for name, raw in declined.items():
        file = tmp_path / "couples/x" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    run = mend("status", "--on", "2026-12-01", cwd=tmp_path)
    assert "2026-12-01  today       x       to talk about: phone-at-night\n" in run.stdout


def moved(text: str, by: int) -> str:
    """Return answers with every day so many days later."""
    return re.sub(
        r"\d{4}-\d\d-\d\d",
        lambda day: (date.fromisoformat(day[0]) + timedelta(days=by)).isoformat(),
        text,
    )


def test_thirty_couples_are_one_table_soonest_first(tmp_path: Path) -> None:
    """Each is in it with what is due, in the order of the days; then all who aren't approved."""
    for number in range(30):
        folder = tmp_path / f"couples/couple-{number:02}"
        folder.mkdir(parents=True)
        couple = moved(COUPLE, by=-3 * ((number * 7) % 30))
        for name, raw in files(couple=couple).items():
            (folder / name).write_bytes(raw)
    (tmp_path / "couples/couple-17/sam.yml").write_text("shared: [\n")
    run = mend("status", "--on", "2026-12-01", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    table, drafts = run.stdout.split("\n\n")
    head, *rows = table.splitlines()
    assert head.split() == ["Day", "When", "Couple", "What", "is", "due"]
    found = [re.match(r"(\d{4}-\d\d-\d\d)  (.+?)  +(couple-\d\d)  (.+)", row) for row in rows]
    days, whens, couples, whats = zip(*(one.groups() for one in found if one), strict=True)
    assert len(days) == len(rows) > 25
    assert list(days) == sorted(days)
    assert len({*couples}) > 20
    sound = [f"couple-{number:02}" for number in range(30) if number != 17]
    assert drafts.split(": ")[1].split() == ", ".join(sound).split()
    assert {"days ago", "in"} <= {re.sub(r"\d+ ?| \d+ days", "", when).strip() for when in whens}
    broken = [what for couple, what in zip(couples, whats, strict=True) if couple == "couple-17"]
    assert broken == ["1 to mend first; `mend check couple-17` says what"]


KEPT = "keep_until: 2028-01-31"
PAST = COUPLE.replace(KEPT, "keep_until: 2026-01-31")
HALF_FILLED = {
    "a partner's answer": files(couple=PAST, alex=ALEX.replace("important: 10", "important: 11")),
    "a partner's file gone": {"couple.yml": PAST.encode(), "alex.yml": ALEX.encode()},
    "still to fill in": files(couple=PAST.replace("called: Dr Lee", "called: …")),
    "a bracket left open": files(couple=f"{PAST}notes: [\n"),
    "not in UTF-8": {"couple.yml": f"# Zoë\n{PAST}".encode("latin-1")},
    "Windows' line ends": {"couple.yml": PAST.replace("\n", "\r\n").encode("utf-8-sig")},
    "a file that ends otherwise": files(couple=PAST) | {"reviews/mine.yaml": b"on: 2026-12-20\n"},
    "the day beside a note": {"couple.yml": b"a: [\nkeep_until: '2026-01-31'  # by law\n"},
}


@pytest.mark.parametrize("broken", HALF_FILLED.values(), ids=HALF_FILLED)
def test_who_stopped_half_way_is_deleted_in_time_too(
    write_tree: WriteTree, broken: dict[str, bytes]
) -> None:
    """Whatever is to mend in a couple's files, the day to delete them by is told beside it."""
    practice = Practice(write_tree({f"couples/x/{name}": raw for name, raw in broken.items()}))
    found = status(practice, (), ON, 30)
    assert [(one.on, one.kind) for one in found.due] == [
        (date(2026, 1, 31), "delete"),
        (ON, "mend"),
    ]


@pytest.mark.parametrize(
    "couple", [PAST.replace("2026-01-31", "soon"), COUPLE, PAST.replace("keep_until", "kept")]
)
def test_a_day_that_is_not_due_or_not_there_is_not_told(write_tree: WriteTree, couple: str) -> None:
    """With something to mend, a day to come, a slip and a file without a day are told as before."""
    made = files(couple=couple, alex="shared: [\n")
    practice = Practice(write_tree({f"couples/x/{name}": raw for name, raw in made.items()}))
    assert [one.kind for one in status(practice, (), ON, 30).due] == ["mend"]


def test_no_day_is_read_from_outside_the_practice(tmp_path: Path) -> None:
    """A name or a link that leads out is a couple to mend, and nothing is read there."""
    for folder in ("elsewhere", "practice/couples"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "elsewhere/couple.yml").write_text(PAST)
    practice = Practice(tmp_path / "practice")
    (practice.couples / "linked").symlink_to(tmp_path / "elsewhere")
    for name in ("linked", "../../elsewhere", "..", "nobody"):
        assert [one.kind for one in status(practice, [name], ON, 30).due] == ["mend"]


def test_nothing_due_is_said_in_so_many_words(tmp_path: Path) -> None:
    """A practice without couples isn't answered with an empty table."""
    (tmp_path / "couples").mkdir()
    run = mend("status", "--days", "7", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "Nothing is due in the next 7 days.\n")


def test_one_couple_is_told_clause_by_clause(tmp_path: Path) -> None:
    """Across couples a few names and a number are enough; who asks for one couple gets them all."""
    a_practice(tmp_path, "alex-sam", "noor-elias")
    every = mend("status", "--on", "2026-12-01", cwd=tmp_path).stdout
    alone = mend("status", "alex-sam", "--on", "2026-12-01", cwd=tmp_path).stdout
    assert "and 8 more" in every
    assert "more" not in alone
    assert all(name in alone for name in ("no-new-credit", "who-i-told", "ask-before-a-hug"))
