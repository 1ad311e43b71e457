"""`mend review` keeps the map of today, so that a later one can be held against it."""

from datetime import date
from pathlib import Path

import pytest

from generator.practice.checking import check_couple, sound_folder
from generator.practice.practice import Practice
from tests.command import a_practice, build, mend, tree
from tests.samples import DAY, SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_the_map_of_today_is_kept_whole(tmp_path: Path, name: str) -> None:
    """Every value stands in the new review as it stands in its owner's file, and checks clean."""
    practice = a_practice(tmp_path, name)
    run = mend("review", name, "--on", DAY, cwd=practice)
    assert run.returncode == 0, run.stderr
    assert (practice / f"couples/{name}/reviews/{DAY}.yml").stat().st_mode & 0o777 == 0o600
    folder = sound_folder(check_couple(Practice(practice), name, date.fromisoformat(DAY)))
    for own in folder.own.values():
        on, kept = own.earlier[-1]
        assert on.isoformat() == DAY
        assert [(v.value, v.important, v.lived) for v in kept] == [
            (v.value, v.important, v.lived) for v in own.shared.values
        ]


@pytest.mark.parametrize("command", ["review", "approve", "lock", "build", "hold"])
@pytest.mark.parametrize("folder", ["reviews", "approved"])
def test_nothing_is_written_through_a_link(tmp_path: Path, command: str, folder: str) -> None:
    """A folder of theirs that is a link, an empty one too, is named, and nothing goes there."""
    practice = a_practice(tmp_path / "practice", "ines-zoe")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (practice / "couples/ines-zoe" / folder).symlink_to(elsewhere)
    by = ["--by", "Dr Reid"] if command == "approve" else []
    run = mend(command, "ines-zoe", *by, cwd=practice)
    assert run.returncode == 1
    assert f"couples/ines-zoe/{folder}" in run.stderr
    assert [*elsewhere.iterdir()] == []


def test_a_review_is_never_written_over(tmp_path: Path) -> None:
    """A second review of one day is refused, and the first stays as it was filled in."""
    practice = a_practice(tmp_path, "ines-zoe")
    mend("review", "ines-zoe", "--on", DAY, cwd=practice)
    before = tree(practice)
    run = mend("review", "ines-zoe", "--on", DAY, cwd=practice)
    assert run.returncode == 1
    assert f"reviews/{DAY}.yml" in run.stderr
    assert "This day has a review already" in run.stderr
    assert tree(practice) == before


def test_nothing_is_kept_of_answers_that_need_work(tmp_path: Path) -> None:
    """A map with a mistake in it is named, and no review is begun."""
    practice = a_practice(tmp_path, "ines-zoe")
    file = practice / "couples/ines-zoe/zoe.yml"
    file.write_text(file.read_text("utf-8").replace("lived:", "livd:", 1), "utf-8")
    run = mend("review", "ines-zoe", "--on", DAY, cwd=practice)
    assert run.returncode == 1
    assert "zoe.yml:" in run.stderr
    assert not (practice / "couples/ines-zoe/reviews").exists()


def test_what_was_ticked_goes_into_the_lines_of_the_form(tmp_path: Path) -> None:
    """Each clause has its lines; without their # and with an answer each, they check clean."""
    practice = a_practice(tmp_path, "ines-zoe")
    mend("review", "ines-zoe", "--on", DAY, cwd=practice)
    file = practice / f"couples/ines-zoe/reviews/{DAY}.yml"
    form = file.read_text("utf-8")
    ticks = form.replace("  # - clause", "  - clause").replace("  #   ticked", "    ticked")
    ticks = ticks.partition("\nledger:")[0] + "\non_paper:" + ticks.partition("\non_paper:")[2]
    file.write_text(ticks.replace("{ines: , zoe: }", "{ines: talk-first, zoe: }"), "utf-8")
    folder = sound_folder(check_couple(Practice(practice), "ines-zoe", date.fromisoformat(DAY)))
    (kept,) = folder.answers.reviews
    assert [sheet.clause for sheet in kept.on_paper] == [
        clause.id for clause in folder.answers.couple.agreement.clauses
    ]
    assert all(sheet.ticked == {"ines": "talk-first"} for sheet in kept.on_paper)


def test_a_first_revisit_adds_the_page_of_earlier_maps(tmp_path: Path) -> None:
    """Once a map is kept, the guide has a page that shows it; before, it has none."""
    practice = a_practice(tmp_path, "ines-zoe")
    page = "ines-zoe/site/value-map/earlier.html"
    assert not (build(practice, "ines-zoe") / page).exists()
    mend("review", "ines-zoe", "--on", DAY, cwd=practice)
    assert "Earlier maps" in (build(practice, "ines-zoe") / page).read_text("utf-8")


def test_a_review_to_come_is_not_told_as_past(tmp_path: Path) -> None:
    """Before its day a review is passed over, in the guide and in own pages, and that is said."""
    practice = a_practice(tmp_path, "ines-zoe")
    mend("review", "ines-zoe", "--on", "2026-12-24", cwd=practice)
    run = mend("build", "ines-zoe", "--on", DAY, cwd=practice)
    assert run.returncode == 0
    assert "reviews/2026-12-24.yml" in run.stderr
    assert not (practice / "build/ines-zoe/site/value-map/earlier.html").exists()


def test_a_review_is_called_after_its_day(tmp_path: Path) -> None:
    """A day mistyped in a review, or in its file's name, is named before it is told to anyone."""
    practice = a_practice(tmp_path, "ines-zoe")
    mend("review", "ines-zoe", "--on", DAY, cwd=practice)
    reviews = practice / "couples/ines-zoe/reviews"
    (reviews / f"{DAY}.yml").rename(reviews / "2026-11-23.yml")
    run = mend("check", "--on", DAY, cwd=practice)
    assert run.returncode == 1
    assert f"reviews/2026-11-23.yml:11:5  to mend: This review is of {DAY}" in run.stderr
