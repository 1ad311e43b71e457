"""Every mistake a person can make in the files is named with its place; nothing is guessed."""

import pytest

from generator.answers.crosschecks import crosscheck
from generator.answers.folder import read_folder
from generator.problems import GuideError
from tests.made_up import ALEX, COUPLE, SAM, couple_with, files


def problems_in(answer_files: dict[str, bytes]) -> list[str]:
    try:
        folder = read_folder("x", answer_files, "couples/x")
        problems = tuple(folder.locate(finding) for finding in crosscheck(folder.answers))
    except GuideError as error:
        problems = error.problems
    return [f"{problem.place} {problem.code}" for problem in problems]


def reviewed(words: str) -> dict[str, bytes]:
    """Return the files of a couple with one review that holds these words."""
    return {**files(), "reviews/2026-11-15.yml": f"on: 2026-11-15\n{words}".encode()}


BOMB = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(9))

WRONG = {
    "an unknown key": (couple_with("called: Alex,", "caled: Alex,"),
                       ["couples/x/couple.yml:2:9 missing",
                        "couples/x/couple.yml:2:10 unknown-key"]),
    "a key written twice": (files(alex=ALEX + "shared: {}\n"),
                            ["couples/x/alex.yml:5:1 twice"]),
    "two names for one word": (
        files(couple=COUPLE + "value_map:\n  same_value:\n"
              "    - {called: Truth, words: {alex: honesty, sam: Honesty}}\n"
              "    - {called: Peace, words: {alex: honesty, sam: calm}}\n"),
        ["couples/x/couple.yml:50:37 value-linked-twice"]),
    "a word that is on neither list kept apart": (
        files(couple=COUPLE + "value_map: {not_the_same: [{alex: honesty, sam: peace}]}\n"),
        ["couples/x/couple.yml:47:49 unknown-value"]),
    "a tab": (couple_with("  sam: {", "\tsam: {"), ["couples/x/couple.yml:3:1 tab-indent"]),
    "a byte-order mark": (files(couple="\ufeff" + COUPLE),
                          ["couples/x/couple.yml:1:1 byte-order-mark"]),
    "Windows line ends": (files(sam=SAM.replace("\n", "\r\n")),
                          ["couples/x/sam.yml:1:8 windows-line-ends"]),
    "an empty file": (files(sam=""), ["couples/x/sam.yml:1:1 empty-file"]),
    "only comments": (files(sam="# later\n"), ["couples/x/sam.yml:1:1 file-is-empty-yaml"]),
    "a list for a mapping": (files(sam="- shared\n"), ["couples/x/sam.yml:1:1 file-not-mapping"]),
    "text for a list": (files(sam="shared: {values: honesty}\n"),
                        ["couples/x/sam.yml:1:18 not-a-list"]),
    "a mapping for text": (couple_with("terms: We are each other's only partner.",
                                       "terms: {a: b}"),
                           ["couples/x/couple.yml:13:10 not-words"]),
    "not text at all": ({**files(), "sam.yml": b"%PDF-1.7\n\x00\xff\xfe"},
                        ["couples/x/sam.yml:2:1 not-text"]),
    "Latin-1": ({**files(), "sam.yml": SAM.replace("calm", "café").encode("latin-1")},
                ["couples/x/sam.yml:3:18 not-utf-8"]),
    "no partner file": ({k: v for k, v in files().items() if k != "sam.yml"},
                        ["couples/x/couple.yml:3:3 missing-partner-file"]),
    "no couple file": ({"alex.yml": ALEX.encode()}, ["couples/x/couple.yml missing-file"]),
    "a file of nobody": ({**files(), "sma.yml": SAM.encode()},
                         ["couples/x/sma.yml unexpected-file"]),
    "a day that doesn't exist": (couple_with("keep_until: 2028-01-31", "keep_until: 2028-02-31"),
                                 ["couples/x/couple.yml:11:13 no-such-date"]),
    "a day in another form": (couple_with("keep_until: 2028-01-31", "keep_until: 31/01/2028"),
                              ["couples/x/couple.yml:11:13 not-a-date"]),
    "a day in ten thousand years": (
        couple_with("keep_until: 2028-01-31", "keep_until: 9999-12-31"),
        ["couples/x/couple.yml:11:13 day-too-far"]),
    "a hidden line break in a name": (couple_with("called: Alex,", 'called: "Al\\u2028ex",'),
                                      ["couples/x/couple.yml:2:18 strange-character"]),
    "a sign of an old terminal": (couple_with("called: Alex,", 'called: "Al\\x85ex",'),
                                  ["couples/x/couple.yml:2:18 strange-character"]),
    "an alias bomb": (files(sam=BOMB), [f"couples/x/sam.yml:{line}:{column} alias"
                                        for line in range(2, 11) for column in
                                        (10, 14, 18)]),
    "a value of five megabytes": (couple_with("We are each other's only partner.",
                                              "x" * 5_000_000),
                                  ["couples/x/couple.yml:13:1 too-large"]),
    "a text of 7,000 characters": (couple_with("We are each other's only partner.", "x" * 7000),
                                   ["couples/x/couple.yml:13:10 text-too-long"]),
    "a tag that would run code": (files(sam="shared: !!python/object:os.system x\n"),
                                  ["couples/x/sam.yml:1:9 tag"]),
    "two documents": (files(sam=SAM + "---\nshared: {}\n"),
                      ["couples/x/sam.yml:5:1 two-documents"]),
    "a quote left open": (files(sam=SAM.replace("calm,", "'calm,")),
                          ["couples/x/sam.yml:3:15 open-quote"]),
    "a colon inside text": (couple_with("terms: We", "terms: so: We"),
                            ["couples/x/couple.yml:13:12 colon-in-text"]),
    "a number out of range": (files(sam=SAM.replace("important: 9", "important: 11")),
                              ["couples/x/sam.yml:3:65 number-too-large"]),
    "a word for a number": (files(sam=SAM.replace("important: 9", "important: very")),
                            ["couples/x/sam.yml:3:65 not-a-number"]),
    "a kind that isn't one": (couple_with("kind: affair", "kind: affairs"),
                              ["couples/x/couple.yml:5:16 not-one-of"]),
    "a time of no clock": (couple_with('"20:30"', '"25:30"'),
                           ["couples/x/couple.yml:46:22 not-a-daily-time"]),
    "both hurt": (couple_with("role: involved", "role: hurt"),
                  ["couples/x/couple.yml:2:3 roles-one-sided"]),
    "two of one name": (couple_with("called: Sam,", "called: alex,"),
                        ["couples/x/couple.yml:3:17 called-alike"]),
    "a country by another name": (couple_with("country: GB", "country: UK"),
                                  ["couples/x/couple.yml:4:10 unknown-country"]),
    "a time zone of no calendar": (files(couple=COUPLE + "  timezone: America/NewYork\n"),
                                   ["couples/x/couple.yml:47:13 unknown-timezone"]),
    "a city alone for a time zone": (files(couple=COUPLE + "  timezone: Berlin\n"),
                                     ["couples/x/couple.yml:47:13 unknown-timezone"]),
    "a time zone that leads elsewhere": (files(couple=COUPLE + "  timezone: ../../etc/passwd\n"),
                                         ["couples/x/couple.yml:47:13 unknown-timezone"]),
    "hours for a time zone": (files(couple=COUPLE + "  timezone: GMT+1\n"),
                              ["couples/x/couple.yml:47:13 unknown-timezone"]),
    "an owner who isn't there": (couple_with("owner: sam", "owner: same"),
                                 ["couples/x/couple.yml:20:14 not-a-partner"]),
    "a value on no list": (couple_with("protects: calm", "protects: calmness"),
                           ["couples/x/couple.yml:30:17 unknown-value"]),
    "two clauses of one name": (couple_with("id: say-it-early", "id: phone-at-night"),
                                ["couples/x/couple.yml:28:11 id-twice"]),
    "a clause of no sheet": (
        reviewed("on_paper: [{clause: phone-at-nite, ticked: {alex: agree}}]\n"),
        ["couples/x/reviews/2026-11-15.yml:2:21 unknown-clause"]),
    "a tick of nobody": (
        reviewed("on_paper: [{clause: phone-at-night, ticked: {alx: agree}}]\n"),
        ["couples/x/reviews/2026-11-15.yml:2:51 not-a-partner"]),
    "a tick of no box": (
        reviewed("on_paper: [{clause: phone-at-night, ticked: {alex: not yet}}]\n"),
        ["couples/x/reviews/2026-11-15.yml:2:52 not-one-of"]),
    "a sheet on which nobody ticked": (
        reviewed("on_paper: [{clause: phone-at-night, ticked: {alex: }}]\n"),
        ["couples/x/reviews/2026-11-15.yml:2:45 too-few"]),
    "two answers to one clause on a day": (
        reviewed("on_paper:\n- {clause: phone-at-night, ticked: {alex: agree}}\n"
                 "- {clause: phone-at-night, ticked: {alex: not-yet}}\n"),
        ["couples/x/reviews/2026-11-15.yml:4:12 clause-told-twice"]),
    "one clause kept and not kept on a day": (
        reviewed("ledger:\n- {clause: phone-at-night, delivered: Every evening}\n"
                 "- {clause: phone-at-night, delivered: Never}\n"),
        ["couples/x/reviews/2026-11-15.yml:4:12 clause-told-twice"]),
    "a ledger of no clause": (
        reviewed("ledger: [{clause: phone, delivered: Every evening}]\n"),
        ["couples/x/reviews/2026-11-15.yml:2:19 unknown-clause"]),
    "a value written twice": (files(alex=ALEX.replace("family", "HONESTY")),
                              ["couples/x/alex.yml:4:15 value-twice"]),
}  # fmt: skip


def test_a_review_may_name_a_clause_that_was_taken_out() -> None:
    """What was ticked and kept stays, as long as an approved version holds its clause."""
    gone = COUPLE.split("    - id: ")[1].replace("phone-at-night", "gone")
    approval = f"version: 1\non: 2026-11-10\nby: Dr Lee\nanswers: {'0' * 64}\nclauses:\n"
    approved = {"approved/1.yml": f"{approval}    - id: {gone}".encode()}
    words = ("on_paper: [{clause: gone, ticked: {alex: agree, sam: not-yet}}]\n"
             "ledger: [{clause: gone, delivered: Every evening}]\n")  # fmt: skip
    assert problems_in(reviewed(words) | approved) == []
    assert len(problems_in(reviewed(words))) == 2


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_named_with_its_place(name: str) -> None:
    """A therapist is told the file, line and column of what is wrong."""
    wrong, expected = WRONG[name]
    assert problems_in(wrong) == expected


def test_all_mistakes_are_named_at_once() -> None:
    """A therapist mends all three files in one go, not one mistake after the other."""
    found = problems_in(files(couple=COUPLE.replace("country: GB", "country: gb"),
                              alex=ALEX.replace("value: honesty", "valu: honesty"),
                              sam="shared: [\n"))  # fmt: skip
    assert {place.split(":")[0] for place in found} == {
        "couples/x/couple.yml",
        "couples/x/alex.yml",
        "couples/x/sam.yml",
    }


def test_a_slip_hides_no_missing_file() -> None:
    """A misspelt line and a file that isn't there are told together, not one after the other."""
    wrong = couple_with("country: GB", "contry: GB")
    wrong["sma.yml"] = wrong.pop("sam.yml")
    assert problems_in(wrong) == [
        "couples/x/couple.yml:1:1 missing",
        "couples/x/couple.yml:4:1 unknown-key",
        "couples/x/couple.yml:3:3 missing-partner-file",
        "couples/x/sma.yml unexpected-file",
    ]


def test_days_must_follow_each_other() -> None:
    """A clause that ends before its review is pointed out at the later day."""
    wrong = files(couple=COUPLE.replace("until: 2027-02-20", "until: 2026-12-01"))
    assert problems_in(wrong) == [
        "couples/x/couple.yml:27:14 days-out-of-order",
        "couples/x/couple.yml:40:14 days-out-of-order",
    ]


def test_words_stay_as_typed() -> None:
    """What YAML would turn into a number, a date or a yes stays the words a person typed."""
    odd = ALEX.replace("Telling me before I have to ask", "no").replace("Sundays", "2026-11-22")
    folder = read_folder("x", files(alex=odd), "couples/x")
    first, second = folder.answers.shared["alex"].values
    assert (first.means, second.means) == ("no", "2026-11-22 with my parents")


def test_the_answers_have_no_place_for_a_private_word() -> None:
    """What a partner keeps private is not in the answers that a guide is made from."""
    private = ALEX + "private: {notes: Zanzibar in the spring}\n"
    folder = read_folder("x", files(alex=private), "couples/x")
    assert folder.private["alex"].notes == "Zanzibar in the spring"
    assert "Zanzibar" not in repr(folder.answers)
