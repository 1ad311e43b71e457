"""What a couple reads aloud: days in order, with their year, and nothing said twice over."""

import pytest

from generator.pages.text import load_texts
from tests.made_up import COUPLE, couple_with, files
from tests.page_text import TEMPLATES, guide_of, pages_of, sample_files, seen

SPARSE = sample_files("ines-zoe")


def told(answers: dict[str, bytes], path: str, on: str = "2026-11-22") -> str:
    return seen(pages_of(guide_of(answers, on), path)[path])


def test_the_days_on_the_first_page_come_in_order() -> None:
    """A session on Thursday stands before the talk on Saturday."""
    page = told(sample_files("noor-elias"), "index.md")
    days = ["Thursday 26 November", "Saturday 28 November", "Sunday 6 December"]
    assert days == sorted(days, key=page.index)


def test_a_session_of_the_past_is_not_to_come() -> None:
    """On a later day the first page speaks of what is ahead, not of a session gone by."""
    answers = sample_files("noor-elias")
    assert "session with Miriam" in told(answers, "index.md", on="2026-11-26")
    assert "session with Miriam" not in told(answers, "index.md", on="2026-11-27")


def test_a_day_of_another_year_says_its_year() -> None:
    """What ends next May isn't taken for what ended last May."""
    page = told(SPARSE, "check-ins/monthly.md")
    assert "Look again 13 Dec, ends 31 Jan 2027" in page


def test_each_value_has_an_ordinary_day_and_what_it_rebuilds() -> None:
    """A word that is in no deck gets a question where a card would have an answer (V3)."""
    page = told(SPARSE, "value-map/days.md")
    assert page.count("How it rebuilds trust.") == 4
    assert "what would the other see you do" in page


@pytest.mark.parametrize("path", ["value-map/talk.md", "plan/safety.md"])
def test_two_who_wrote_little_are_not_told_the_same_twice(path: str) -> None:
    """Side by side, the same sentences for both would read like a form letter."""
    page = pages_of(guide_of(SPARSE), path)[path]
    lines = [line for line in page.splitlines() if line.startswith(("- ", "What "))]
    assert len(lines) > 3
    assert len(lines) == len(set(lines))


def test_both_hurt_and_both_involved_have_one_list_for_each() -> None:
    """Steady ground asks the same of both, and says it once."""
    couple = COUPLE.replace("role: hurt", "role: both").replace("role: involved", "role: both")
    page = told(files(couple=couple), "plan/stabilise.md")
    assert page.count("One hurt at a time.") == 1


def test_the_agreement_alone_holds_what_each_document_must() -> None:
    """Helplines and safety, what it is not, sources, version and part go with it on paper."""
    entries = load_texts(TEMPLATES, "en", "US").contents.pages
    alone = {entry.page for entry in entries if "agreement" in entry.editions}
    assert {"help.md", "about.md"} <= alone
    assert "You are in the part called “Safety first”." in told(SPARSE, "about.md")


def test_one_clause_is_spoken_of_as_one() -> None:
    """The smallest agreement is no list of many."""
    one = files(couple=COUPLE[: COUPLE.index("    - id: say-it-early")]
                + COUPLE[COUPLE.index("  talking:") :])  # fmt: skip
    assert "One clause, from Sam. It keeps safe" in told(one, "agreement-cover.md")
    assert "one clause, with its owner and its end" in told(one, "index.md")


def test_two_meetings_at_one_hour_are_one() -> None:
    """Where the review falls on the weekly hour, nobody is asked to be at both."""
    page = told(files(), "index.md", on="2026-12-06")
    assert "Sunday 6 December, 17:00: your monthly review, in place of the weekly talk." in page
    assert "your weekly talk." not in page


def test_a_later_part_claims_no_first_day_that_nobody_gave() -> None:
    """The day the plan began isn't the day that a later part was opened."""
    later = couple_with("phase: stabilise", "phase: rebuild\n  disclosure_complete: 2026-10-01")
    for path in ("index.md", "plan/index.md", "plan/rebuild.md"):
        assert "since" not in told(later, path)
    assert "The first two weeks" not in told(later, "plan/index.md")


def test_where_no_line_is_known_nobody_is_sent_to_one() -> None:
    """A country without helplines gets wording that holds there (rule 21)."""
    nowhere = couple_with("country: GB", "country: FO")
    for path in ("help.md", "hard-night.md"):
        page = told(nowhere, path)
        assert "emergency number" in page
        for claim in ("these lines", "These numbers", "Other lines", "Use a "):
            assert claim not in page


def test_an_agreement_that_has_ended_leaves_nothing_empty() -> None:
    """Months later no table without rows and no heading without words remain."""
    assert "nothing to initial" in told(files(), "agreement/sign.md", on="2027-06-01")
    assert "What puts each one right" not in told(
        files(), "agreement/if-crossed.md", on="2027-06-01"
    )
