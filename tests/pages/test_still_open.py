"""A clause that waits until both agree: told kindly, asked of nobody, and there to initial (B5)."""

import pytest

from tests.made_up import COUPLE, approval, clauses, files, review
from tests.page_text import guide_of, pages_of, seen

NOT_YET = review("2026-11-15", "{alex: agree, sam: not-yet}")
INITIALLED = files() | approval(1, "2026-11-10", clauses())
ASKING = ("check-ins/weekly.md", "agreement/if-crossed.md", "agreement/crossed-sheet.md",
          "plan/stabilise.md")  # fmt: skip
"""The pages that hold someone to a clause; the monthly review names it as open, and no more."""


def told(answer_files: dict[str, bytes], on: str = "2026-11-22") -> dict[str, str]:
    return {path: seen(text) for path, text in pages_of(guide_of(answer_files, on)).items()}


def test_the_clause_says_who_is_not_ready_and_since_when() -> None:
    """A short line names both answers and their days; a clause that nobody declined has none."""
    both = INITIALLED | NOT_YET | review("2026-11-20", "{alex: talk-first}")
    page = told(both)["agreement/clauses.md"]
    assert page.count("This one is still open.") == 1
    assert (
        "Clause 1: Sam, for honesty This one is still open. Alex said “talk first” on 20 Nov"
        " and Sam said “not yet” on 15 Nov. Until you both agree, it asks nothing of anybody."
    ) in page


def test_once_both_agree_nothing_speaks_of_it_any_more() -> None:
    """A later yes takes the line, the part of the changes and the sheet away."""
    pages = told(INITIALLED | NOT_YET | review("2026-11-20", "{sam: agree}"))
    assert not any("still open" in page.casefold() for page in pages.values())
    assert "agreement/amendment.md" not in pages


@pytest.mark.parametrize("path", ASKING)
def test_no_page_holds_anyone_to_it(path: str) -> None:
    """The ledger, the crossed line and the plan ask after what both agreed to, and that alone."""
    before, after = (told(answers)[path] for answers in (INITIALLED, INITIALLED | NOT_YET))
    once = "I say so the same evening" if "if-crossed" in path else "put my phone on the hall shelf"
    mark = "1 (Sam)" if "sheet" in path else once
    assert mark in before
    assert mark not in after.replace("Clause 1 (Sam)", "")


def test_the_monthly_review_names_it_and_asks_nothing() -> None:
    """There is no box to mark beside it, and where it stands is said."""
    page = told(INITIALLED | NOT_YET)["check-ins/monthly.md"]
    assert "put my phone" not in page
    assert "Still open, so there is nothing to mark yet: Clause 1 (Sam) ." in page


def test_the_agreement_in_short_counts_it_apart() -> None:
    """Whose promise it would be isn't said of it; that it is still open is."""
    page = told(INITIALLED | NOT_YET)["agreement-summary.md"]
    assert "Sam does what" not in page
    assert "What is still open. Clause 1. Until you both agree, it asks nothing of anybody." in page


def test_what_is_still_open_stands_among_the_changes() -> None:
    """The page names it and presses nobody; the sheet has one line for it to initial."""
    pages = told(INITIALLED | NOT_YET)
    page, sheet = pages["agreement/changes.md"], pages["agreement/amendment.md"]
    assert "Still open This one waits for a talk, and nobody presses." in page
    assert "at 9 pm.” Sam said “not yet” on 15 Nov." in page
    assert "What is new or different" not in page
    assert "Only what is still open in version 1" in sheet
    assert sheet.count("Clause 1, still open. Sam:") == 1
    assert sheet.count("Initials:") == 2
    assert "A short page says what." in pages["agreement/index.md"]


def test_what_is_shared_and_still_open_is_not_shared_yet() -> None:
    """A clause that would open something says that nothing is opened, until both agree."""
    opens = COUPLE.replace(
        "      from: 2026-11-22\n",
        "      transparency: {voluntary: yes, scope: The call list, withdraw: I say so}\n"
        "      non_negotiable: yes\n      from: 2026-11-22\n",
        1,
    )
    page = told(files(couple=opens) | NOT_YET)["agreement/index.md"]
    assert "The call list. It is still open, so nothing is shared yet." in page
    assert "asked for by Alex. It is still open." in page


def test_where_all_of_it_is_open_nothing_is_said_to_have_ended() -> None:
    """A couple who aren't ready for any clause read that, and find all of them to initial."""
    second = "  - {clause: say-it-early, ticked: {alex: not-yet}}\n"
    words = "on: 2026-11-15\non_paper:\n  - {clause: phone-at-night, ticked: {sam: not-yet}}\n"
    pages = told(INITIALLED | {"reviews/2026-11-15.yml": (words + second).encode()})
    for path in ("agreement-summary.md", "agreement/index.md", "agreement/sign.md", "index.md"):
        assert "have ended" not in pages[path]
        assert "over now" not in pages[path]
    assert (
        "Clauses 1 and 2. Until you both agree, they ask nothing" in pages["agreement-summary.md"]
    )
    assert "Your clauses are still open." in pages["agreement/index.md"]
    assert "What puts each one right" not in pages["agreement/if-crossed.md"]
