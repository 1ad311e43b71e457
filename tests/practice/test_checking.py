"""What `mend check` tells of one couple: everything that can be told, in one go."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from generator.practice.checking import check_couple
from generator.practice.practice import Practice
from tests.made_up import ALEX, COUPLE, SAM, files

ON = date(2026, 11, 22)


def test_references_rules_and_letters_are_told_together(
    write_tree: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    """A therapist who mends all that was named is not sent round again for what was held back."""
    text = (
        COUPLE.replace("owner: sam", "owner: sme")
        .replace("will: put my phone on the hall shelf at 9 pm", "will: give Alex my password")
        .replace("review: 2026-12-20", "review: 2027-01-30", 1)
        .replace("called: Alex,", "called: 岩,")
    )
    wrong = {f"couples/x/{name}": raw for name, raw in files(couple=text).items()}
    checked = check_couple(Practice(write_tree(wrong)), "x", ON)
    assert [f"{problem.place.line} {problem.code}" for problem in checked.errors] == [
        "2 no-font",
        "20 not-a-partner",
        "21 wording",
        "26 review-too-late",
    ]


def test_a_note_to_oneself_is_looked_at_for_letters_too(
    write_tree: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    """What is printed on own pages alone has no empty boxes either: the place is named."""
    written = files(sam=f"{SAM}private: {{for_my_pages: [岩]}}\n")
    folder = write_tree({f"couples/x/{file}": raw for file, raw in written.items()})
    (problem,) = check_couple(Practice(folder), "x", ON).errors
    assert f"{problem.place} {problem.code}" == "couples/x/sam.yml:5:26 no-font"


def test_words_that_may_mean_one_thing_are_asked_about_until_the_couple_say(
    write_tree: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    """A likely match is only a question; it goes away with a yes or a no, and a yes joins it."""
    sam = SAM.replace("value: calm", "value: families")
    yes = "value_map: {same_value: [{called: Kin, words: {alex: family, sam: families}}]}\n"
    no = "value_map: {not_the_same: [{alex: family, sam: families}]}\n"
    couple = COUPLE.replace("protects: calm", "protects: families")
    told = {}
    for name, said in {"asked": "", "yes": yes, "no": no}.items():
        written = files(couple=couple + said, sam=sam)
        folder = write_tree({f"couples/{name}/{file}": raw for file, raw in written.items()})
        told[name] = check_couple(Practice(folder), name, ON).problems
    assert {name: [f"{p.place} {p.code}" for p in problems] for name, problems in told.items()} == {
        "asked": ["couples/asked/sam.yml:3:15 maybe-same-value"],
        "yes": [],
        "no": [],
    }


def test_private_words_where_both_read_are_told_before_anyone_reads_them(
    write_tree: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    """A sentence of a private note in a clause or a review is a question to the therapist."""
    told = "i lie awake when the  PHONE buzzes"
    alex = f"{ALEX}private:\n  notes: In truth {told}, and I never said so.\n"
    review = f"on: 2026-11-15\ncelebrated:\n  - Alex told me {told}\n"
    written = {**files(alex=alex), "reviews/2026-11-15.yml": review.encode()}
    folder = write_tree({f"couples/x/{file}": raw for file, raw in written.items()})
    problems = check_couple(Practice(folder), "x", ON).problems
    assert [f"{p.place} {p.code} {p.values}" for p in problems] == [
        "couples/x/couple.yml:19:23 private-words {'answer': 'alex.private.notes'}",
        "couples/x/reviews/2026-11-15.yml:3:5 private-words {'answer': 'alex.private.notes'}",
    ]


def test_one_value_under_two_names_on_one_list_is_told_where_the_second_stands(
    write_tree: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    """Mend would join one of them with the other's word and leave its twin as one's alone."""
    twin = "    - {value: telling the truth, means: No lies, important: 9, lived: 3}\n"
    said = "value_map: {same_value: [{called: Truth, words: {alex: honesty, sam: honesty}}]}\n"
    told = {}
    for name, couple in {"twice": COUPLE, "told apart": COUPLE + said}.items():
        written = files(couple=couple, sam=SAM + twin)
        folder = write_tree({f"couples/x/{file}": raw for file, raw in written.items()})
        told[name] = check_couple(Practice(folder), "x", ON).problems
    assert {name: [f"{p.place} {p.code}" for p in problems] for name, problems in told.items()} == {
        "twice": ["couples/x/sam.yml:5:15 one-card-twice"],
        "told apart": [],
    }


def test_where_values_and_days_do_not_meet_yet_is_told(
    write_tree: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    """A shared value that nothing keeps, and a clause for no value, wait for the next session."""
    couple = COUPLE.replace("      protects: honesty\n", "")
    written = files(couple=couple)
    folder = write_tree({f"couples/x/{file}": raw for file, raw in written.items()})
    checked = check_couple(Practice(folder), "x", ON)
    assert not checked.errors
    assert [f"{problem.place} {problem.code}" for problem in checked.warnings] == [
        "couples/x/alex.yml:3:7 value-without-act",
        "couples/x/couple.yml:15:7 clause-without-value",
    ]


def test_one_act_closes_the_gap(
    write_tree: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    """As soon as either partner says what they will do, the value is kept."""
    act = "act: {on: Sunday, will: tell you first, if: I forget, then: call}"
    alex = ALEX.replace("important: 10, lived: 4}", f"important: 10, lived: 4, {act}}}")
    written = files(couple=COUPLE.replace("protects: honesty", "protects: calm"), alex=alex)
    folder = write_tree({f"couples/x/{file}": raw for file, raw in written.items()})
    assert check_couple(Practice(folder), "x", ON).problems == ()
