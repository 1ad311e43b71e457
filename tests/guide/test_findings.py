"""The thirty rules, as far as they can be told from the answers."""

from datetime import date

import pytest

from generator.answers.folder import read_folder
from generator.guide.findings import Rulebook, find_all
from generator.library.deck import NO_DECK
from generator.library.loader import load_helplines, load_wording
from generator.library.models import WordingRule
from generator.shipped import TemplateFolders, shipped_folder
from tests.made_up import COUPLE, couple_with, files

ON = date(2026, 11, 22)
TRANSPARENCY = """\
      until: 2027-02-20
      transparency:
        voluntary: {voluntary}
        scope: The card statement
        withdraw: I say so at a check-in
    - id: say-it-early"""


TEMPLATES = TemplateFolders((shipped_folder() / "templates",))
WORDING = load_wording(TEMPLATES, "en")


def found_in(
    answer_files: dict[str, bytes], wording: tuple[WordingRule, ...] = (), on: date = ON
) -> list[str]:
    folder = read_folder("x", answer_files, "x")
    helplines = load_helplines(TEMPLATES, "en", "GB")
    found = find_all(folder.answers, Rulebook(wording, helplines, NO_DECK), on)
    return [f"{folder.locate(one).place} {one.code} {one.severity}" for one in found]


def with_transparency(*, voluntary: str, until: str) -> dict[str, bytes]:
    old = "      until: 2027-02-20\n    - id: say-it-early"
    new = TRANSPARENCY.format(voluntary=voluntary).replace("2027-02-20", until)
    return couple_with(old, new)


def test_a_sound_agreement_has_nothing_to_mend() -> None:
    """Two clauses, one each, within all limits: silence."""
    assert found_in(files()) == []


RULES = {
    "11: a first review after more than 30 days": (
        files(couple=COUPLE.replace("review: 2026-12-20", "review: 2026-12-23", 1)),
        ["x/couple.yml:26:15 review-too-late error"]),
    "12: nobody offered what is opened": (
        with_transparency(voluntary="no", until="2027-02-01"),
        ["x/couple.yml:29:20 transparency-not-voluntary error"]),
    "12: opened for more than 90 days": (
        with_transparency(voluntary="yes", until="2027-02-21"),
        ["x/couple.yml:27:14 transparency-too-long error"]),
    "13: a no-contact clause owned by the hurt partner": (
        couple_with("      owner: alex",
                    "      no_contact: {unavoidable: I nod}\n      owner: alex"),
        ["x/couple.yml:34:14 no-contact-owner error"]),
    "15: one partner owns all": (
        couple_with("owner: alex", "owner: sam"), ["x/couple.yml:15:5 one-owner warning"]),
    "16: understanding before disclosure is complete": (
        couple_with("phase: stabilise", "phase: understand"),
        ["x/couple.yml:44:10 disclosure-first error",
         "x/couple.yml:44:10 phase-entered-early warning"]),
    "17: a later phase entered before the gates on the way": (
        couple_with("phase: stabilise", "phase: rebuild\n  disclosure_complete: 2026-11-01\n"
                    "  gates_met: [agreement-kept, no-new-discoveries, shared-account]"),
        ["x/couple.yml:44:10 phase-entered-early warning"]),
    "17: a later phase dated before its gates": (
        couple_with("  started: 2026-11-22",
                    "  started: 2026-11-22\n  phases: [{phase: rebuild, from: 2027-03-01}]"),
        ["x/couple.yml:46:12 phase-before-gates warning"]),
    "18: a time-out of ten minutes": (
        couple_with("A hand held up", "A hand, at_least_minutes: 10"),
        ["x/couple.yml:42:53 time-out-too-short error"]),
    "18: a time-out without a return within a day": (
        couple_with("A hand held up", "A hand, back_within_hours: 48"),
        ["x/couple.yml:42:54 time-out-no-return error"]),
    "18: a time-out one may not leave": (
        couple_with("A hand held up", "A hand, free_exit: no"),
        ["x/couple.yml:42:46 time-out-no-exit error"]),
    "27: no retention date": (
        couple_with("keep_until: 2028-01-31\n", ""),
        ["x/couple.yml:1:1 no-retention-date warning"]),
    "27: a retention date in the past": (
        couple_with("keep_until: 2028-01-31", "keep_until: 2026-01-31"),
        ["x/couple.yml:11:13 retention-past warning"]),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_names_its_place(rule: str) -> None:
    """What a rule finds is told with the file, line and column of the answer."""
    answer_files, expected = RULES[rule]
    assert found_in(answer_files) == expected


@pytest.mark.parametrize("days", [date(2026, 12, 20), date(2026, 12, 22)])
def test_a_review_within_thirty_days_is_fine(days: date) -> None:
    """The thirtieth day still counts."""
    text = COUPLE.replace("review: 2026-12-20", f"review: {days.isoformat()}")
    assert found_in(files(couple=text)) == []


PAST = {
    date(2026, 12, 20): [],
    date(2026, 12, 21): ["x/couple.yml:26:15 review-day-past warning"] * 2,
    date(2027, 2, 20): ["x/couple.yml:26:15 review-day-past warning"] * 2,
    date(2027, 2, 21): [
        "x/couple.yml:15:5 all-clauses-ended warning",
        *["x/couple.yml:27:14 clause-ended warning"] * 2],
}  # fmt: skip


@pytest.mark.parametrize("on", PAST)
def test_a_day_that_has_passed_is_told(on: date) -> None:
    """Before approving, the therapist hears which clauses are past their review or their end."""
    found = [one for one in found_in(files(), on=on) if "helplines" not in one]
    assert [one.split(" ", 1)[1] for one in sorted(found)] == sorted(
        one.split(" ", 1)[1] for one in PAST[on]
    )
    assert {*found} >= {*PAST[on]}


AGREED = {
    "the terms": ("terms: We are each other's only partner.", "terms: {}"),
    "a clause's withdrawal": ("      owner: sam", "      owner: sam\n      withdraw: {}"),
    "the end of what is opened": (
        "      owner: sam",
        "      owner: sam\n      transparency: {{voluntary: yes, scope: Sums, withdraw: {}}}"),
    "what is kept private": (
        "  talking:", "  kept_private: [{{whose: sam, what: {}}}]\n  talking:"),
    "what is done instead": (
        "  talking:", "  old_patterns: [{{pattern: Sam is late, instead: {}}}]\n  talking:"),
    "a line that was crossed": ("  talking:", "  if_crossed: {}\n  talking:"),
    "who calls a time-out": ("A hand held up", "{}"),
    "where a time-out is": ("A hand held up", "A hand, where: {}"),
    "what a step is": (
        "  phase: stabilise",
        "  phase: stabilise\n  steps: [{{id: a, who: sam, what: {}, when: Noon, on: 2026-11-23}}]"),
    "when a step is": (
        "  phase: stabilise",
        "  phase: stabilise\n  steps: [{{id: a, who: sam, what: Tea, when: {}, on: 2026-11-23}}]"),
    "a repair step": (
        "  phase: stabilise",
        "  phase: stabilise\n  setback: {{own_it_within: a day, repair_step: {}}}"),
}  # fmt: skip


@pytest.mark.parametrize("place", AGREED)
def test_control_is_refused_wherever_it_is_agreed_to(place: str) -> None:
    """A password asked for in the terms or a step weighs as much as one in a clause."""
    old, new = AGREED[place]
    found, *_ = found_in(couple_with(old, new.format("Give Alex my password")), WORDING)
    line, column = found.split()[0].split(":")[1:]
    text = couple_with(old, new.format("Give Alex my password"))["couple.yml"].decode()
    assert text.splitlines()[int(line) - 1][int(column) - 1 :].startswith("Give Alex my password")
    assert found.endswith(" wording error")


@pytest.mark.parametrize("place", AGREED)
def test_plain_prose_beside_the_clauses_is_let_be(place: str) -> None:
    """There "always" is no slip, and one may say in the third person what Sam will do."""
    old, new = AGREED[place]
    said = "Sam will always try to say so kindly"
    assert found_in(couple_with(old, new.format(said)), WORDING) == []


def test_who_asked_may_speak_of_control_freely() -> None:
    """What hurts, and what others know, is told in the couple's own words."""
    told = "in_their_words: He said I must give him my password"
    assert (
        found_in(couple_with("in_their_words: I lie awake when the phone buzzes", told), WORDING)
        == []
    )


@pytest.mark.parametrize("name", ["14-vage", "x"])
def test_a_reason_for_no_rule_is_named(name: str) -> None:
    """A slip in a rule's name would keep the warning and hide the reason: it has its place."""
    reason = f"      accepted: {{{name}: We know what it means}}\n      owner: sam"
    found = found_in(couple_with("      owner: sam", reason), WORDING)
    assert found == [f"x/couple.yml:20:{20 + len(name)} unknown-rule error"]


OPENED = "      transparency: {{voluntary: yes, scope: {}, withdraw: {}}}"
FREE, SUMS = "I say so on any day", "Sums since Sunday"
FIELDS = {
    "a way out that waits for the other": (SUMS, "When Mary Ann says I may", "wording error"),
    "a way out only with the other's yes": (SUMS, "With Mary Ann's consent", "wording error"),
    "no way out": (SUMS, "I can't", "wording error"),
    "a way out at the end": (SUMS, "At the end of the 90 days", "wording error"),
    "a way out that says nothing": (SUMS, "Freely", "wording warning"),
    "all is open": ("All my messages", FREE, "wording error"),
    "whatever the other wants": ("What Mary Ann asks for", FREE, "wording error"),
    "a thing as a whole": ("My phone", FREE, "wording warning"),
    "a real scope and a free way out": (SUMS, FREE, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_opened_has_a_real_scope_and_a_free_way_out(name: str) -> None:
    """Rule 12 is held in the words, too, whatever a partner is called."""
    scope, way_out, expected = FIELDS[name]
    couple = COUPLE.replace("called: Alex", "called: Mary Ann")
    couple = couple.replace("until: 2027-02-20", "until: 2027-02-19")
    block = OPENED.format(scope, way_out)
    found = found_in(
        files(couple=couple.replace("      owner: sam", f"{block}\n      owner: sam")), WORDING
    )
    assert {one.split(" ", 1)[1] for one in found} == ({expected} if expected else set())


MISSED = {
    "seen by": "      seen_by: Alex checks my phone",
    "where": "      where: the hall, with a camera on",
}


@pytest.mark.parametrize("name", MISSED)
def test_watching_is_refused_where_it_is_to_be_seen(name: str) -> None:
    """A camera is no sign that lies open to both, in whichever part of a clause it stands."""
    couple = COUPLE.replace("      seen_by: The phone is on the shelf", MISSED[name])
    if name == "where":
        couple = COUPLE.replace("      owner: sam", f"{MISSED[name]}\n      owner: sam")
    found = found_in(files(couple=couple), WORDING)
    assert {one.split(" ", 1)[1] for one in found} == {"wording error"}


@pytest.mark.parametrize("place", ["a line that was crossed", "a repair step"])
def test_a_penalty_is_refused_in_every_repair(place: str) -> None:
    """What follows a crossed line or a slip mends it, and costs neither bed nor keys."""
    old, new = AGREED[place]
    found = found_in(couple_with(old, new.format("Sam sleeps in the car")), WORDING)
    assert [one.split(" ", 1)[1] for one in found] == ["wording error"]


VAGUE = "put my phone away soon"
REASONS = {
    "a reason": (VAGUE, "14-vague: We both know how soon that is", []),
    "a reason of one word": (VAGUE, "14-vague: ok", ["reason-too-short warning"]),
    "a reason for what isn't there": (
        "put my phone away", "14-vague: We both know it", ["reason-for-nothing warning"]),
    "a reason against a refusal": (
        "give Alex my password", "06-passwords: It is my own wish",
        ["wording error", "reason-against-a-refusal warning"]),
}  # fmt: skip


@pytest.mark.parametrize("name", REASONS)
def test_a_reason_that_changes_nothing_is_told(name: str) -> None:
    """Who writes a reason under `accepted` is told when it has no effect, or says nothing."""
    will, reason, expected = REASONS[name]
    couple = COUPLE.replace("put my phone on the hall shelf at 9 pm", will)
    reason = f"      accepted: {{{reason}}}\n      owner: sam"
    found = found_in(files(couple=couple.replace("      owner: sam", reason)), WORDING)
    assert [one.split(" ", 1)[1] for one in found] == expected


NO_PLAN = ("put my phone on the hall shelf at 9 pm", "have no contact with Chris")
SHOWN = ("put my phone on the hall shelf at 9 pm", "show Alex my bank statement")
BLANK_PLAN = "no_contact: {unavoidable: }"
PLAN = "no_contact: {unavoidable: I nod and walk on}"
LIMITS = "transparency: {voluntary: yes, scope: The sums, withdraw: I say so on Sunday}"
BLANK_LIMITS = "transparency: {voluntary: , scope: , withdraw: }"
BLOCKS = {
    "no contact without a plan": (*NO_PLAN, "", ["wording error"]),
    "no contact with a blank plan": (*NO_PLAN, BLANK_PLAN, ["wording error"]),
    "no contact with a plan": (*NO_PLAN, PLAN, []),
    "no contact with limits in place of a plan": (*NO_PLAN, LIMITS, ["wording error"]),
    "opened without limits": (*SHOWN, "", ["wording warning"]),
    "opened with blank limits": (*SHOWN, BLANK_LIMITS, ["wording warning"]),
    "opened within limits": (*SHOWN, LIMITS, []),
    "opened without limits, with a reason": (
        *SHOWN, "accepted: {12-opened-without-limits: It ends with the loan}", []),
}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_of_a_clause_answers_its_rule(name: str) -> None:
    """Rules 12 and 13 are not passed over by leaving the limits or the plan out, or blank."""
    will, said, block, expected = BLOCKS[name]
    couple = COUPLE.replace("until: 2027-02-20", "until: 2027-02-19")
    couple = couple.replace(will, said).replace(
        "      owner: sam", f"      owner: sam\n      {block}"
    )
    found = found_in(files(couple=couple), WORDING)
    assert [one.split(" ", 1)[1] for one in found] == expected


@pytest.mark.parametrize("place", ["the terms", "what a step is", "a repair step"])
def test_where_no_block_can_stand_none_is_missed(place: str) -> None:
    """Terms and steps have no place for a plan, so nobody is asked for one there."""
    old, new = AGREED[place]
    assert found_in(couple_with(old, new.format("Have no contact with Chris")), WORDING) == []
