"""Value map, agreement and the pages around them: theirs, complete, and pressing nothing."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from generator.guide.guide import Guide
from generator.pages.pages import make_pages
from generator.pages.text import load_texts
from generator.shipped import TemplateFolders, shipped_folder
from tests.made_up import ALEX, COUPLE, SAM, couple_with, files
from tests.page_text import guide_of, html_of, on_one_line, pages_of, sample_files, seen
from tests.samples import SAMPLES

OURS = r"(agreement-)?cover|agreement-summary|index|help|about|value-map/|agreement/"
KINDS = ("affair", "emotional-affair", "online", "money-secrecy", "addiction-secrecy",
         "broken-promises")  # fmt: skip
DOCUMENTS = shipped_folder() / "templates/en/documents"


@cache
def sample(name: str) -> tuple[Guide, dict[str, str]]:
    guide = guide_of(sample_files(name))
    every = pages_of(guide)
    return guide, {path: text for path, text in every.items() if re.match(OURS, path)}


def told(name: str, path: str) -> str:
    return seen(sample(name)[1][path])


@pytest.mark.parametrize("name", SAMPLES)
def test_every_clause_is_told_in_full(name: str) -> None:
    """What it asks, whose request it was, how it is seen, and what follows (B2, B9)."""
    guide, _ = sample(name)
    page = told(name, "agreement/clauses.md").casefold()
    for view in guide.agreement.clauses:
        clause = view.clause
        parts = [clause.will, clause.in_their_words, clause.when, clause.where, clause.seen_by]
        parts += [clause.if_missed, clause.withdraw]
        parts += [clause.transparency and clause.transparency.scope]
        parts += [clause.transparency and clause.transparency.withdraw]
        parts += [clause.no_contact and clause.no_contact.unavoidable]
        for words in filter(None, parts):
            assert on_one_line(words).casefold() in page


@pytest.mark.parametrize("name", SAMPLES)
def test_value_clause_and_step_lead_to_one_another(name: str) -> None:
    """From each clause a way to its value and steps, from each value to its clauses and steps."""
    guide, pages = sample(name)
    clauses, days = pages["agreement/clauses.md"], pages["value-map/days.md"]
    for view in guide.agreement.clauses:
        card = clauses[clauses.index(f'id="{view.anchor}"'.replace("-", "&#45;")) :]
        card = card[: card.index("</div>")]
        assert view.value is None or f"value-map/days.md#{view.value.anchor})" in card
        assert all(f"plan/index.md#step-{step.id})" in card for step in view.steps)
        assert view.value is None or f"agreement/clauses.md#{view.anchor})" in days
    for step in guide.couple.plan.steps:
        assert not step.value or f"plan/index.md#step-{step.id})" in days


@pytest.mark.parametrize("name", SAMPLES)
def test_the_value_map_holds_what_each_wrote(name: str) -> None:
    """Meanings and ordinary days in their own words, where they are looked for (V1, V3)."""
    guide, _ = sample(name)
    means, days = told(name, "value-map/index.md"), told(name, "value-map/days.md")
    for person in guide.people:
        for value in person.shared.values:
            assert on_one_line(value.means) in means
            assert not value.looks_like or on_one_line(value.looks_like) in days
            assert not value.act or on_one_line(value.act.then) in days


@pytest.mark.parametrize("name", SAMPLES)
def test_the_talks_hold_what_each_shared(name: str) -> None:
    """Questions, views, background, fears and hopes: nothing that was shared is lost (V4-V10)."""
    guide, _ = sample(name)
    page = told(name, "value-map/talk.md")
    for person in guide.people:
        own = person.shared
        given = [own.intention, own.view, *own.fears, *own.hopes, *own.makes_room]
        given += own.background.model_dump().values()
        for words in filter(None, given):
            assert on_one_line(words) in page
    for question in guide.couple.value_map.questions:
        assert on_one_line(question) in page


@pytest.mark.parametrize("name", SAMPLES)
def test_the_agreement_says_what_is_free_and_what_it_is_not(name: str) -> None:
    """Voluntary, no contract, not for a court, and withdrawn at any time (clinical brief)."""
    page = told(name, "agreement/index.md")
    for needed in ("take back a yes", "isn’t a contract", "isn’t legal advice", "court"):
        assert needed in page
    assert on_one_line(sample(name)[0].couple.agreement.terms) in page


@pytest.mark.parametrize("name", SAMPLES)
def test_each_signs_for_themselves_clause_by_clause(name: str) -> None:
    """Agree, not yet, talk first and initials for each partner, in every row (B5)."""
    guide, pages = sample(name)
    table = html_of(pages["agreement/sign.md"]).split("</table>")[0]
    rows = table.split("<tr>")[2:]
    assert len(rows) == len([v for v in guide.agreement.clauses if v.state != "ended"])
    for row in rows:
        for words in ("agree<", "not yet<", "talk first<", "Initials:"):
            assert row.count(words) == 2


@pytest.mark.parametrize("name", SAMPLES)
def test_when_a_line_is_crossed_each_clause_has_its_own_way_back(name: str) -> None:
    """The step is the one they agreed on; old patterns have their counterpart (B4, B7)."""
    guide, _ = sample(name)
    page = told(name, "agreement/if-crossed.md").casefold()
    for view in guide.agreement.asking:
        assert on_one_line(view.clause.if_missed).casefold() in page
    for old in guide.couple.agreement.old_patterns:
        assert on_one_line(old.pattern).casefold() in page
        assert on_one_line(old.instead).casefold() in page


@pytest.mark.parametrize("name", SAMPLES)
def test_the_agreement_in_short_names_each_clause_with_its_owner(name: str) -> None:
    """The summary tells what each of them will do, by number, and misses none (B5)."""
    guide, _ = sample(name)
    acts, _, rest = told(name, "agreement-summary.md").partition("What it keeps safe.")
    found = re.findall(r"(\d+), ([^\d:]+): “I will (.*?)[.…] ?”", acts)
    assert [(int(number), " ".join(who.split())) for number, who, _ in found] == [
        (view.number, " and ".join(person.name for person in view.owners))
        for view in guide.agreement.asking
    ]
    for view, (_, _, will) in zip(guide.agreement.asking, found, strict=True):
        assert on_one_line(view.clause.will).casefold().startswith(will.casefold())
    still_open = rest.partition("What is still open.")[2].partition("Your yes.")[0]
    assert [int(n) for n in re.findall(r"\d+", still_open)] == [
        view.number for view in guide.agreement.waiting
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sheet_for_a_crossed_line_goes_the_way_of_the_page(name: str) -> None:
    """What happened, the line again, what it did, what puts it right, next time (B4)."""
    guide, pages = sample(name)
    sheet = told(name, "agreement/crossed-sheet.md")
    order = [sheet.index(words) for words in (
        "Which clause was it?", "What happened,", "The line still holds.", "What it did.",
        "What puts it right", "What we do next time,")]  # fmt: skip
    assert order == sorted(order)
    numbers = sheet[order[0] : order[1]]
    assert re.findall(r"(\d+) \(", numbers) == [str(v.number) for v in guide.agreement.asking]
    assert "agreement/crossed-sheet.md" not in pages["agreement/if-crossed.md"]
    assert "(crossed-sheet.md)" in pages["agreement/if-crossed.md"]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_talking_rules_are_an_agreement_of_their_own(name: str) -> None:
    """Time-out and limits stand with their minutes and their way back, to be initialled (B8)."""
    guide, _ = sample(name)
    talking = guide.couple.agreement.talking
    page = told(name, "agreement/talking.md").partition("Our yes to this")[2]
    assert f"at least {talking.time_out.at_least_minutes} minutes" in page
    assert f"back within {talking.time_out.back_within_hours} hours" in page
    assert f"hard talks of {talking.time_limit_minutes} minutes" in page
    assert page.count("Initials:") == 4


@pytest.mark.parametrize("name", SAMPLES)
def test_the_first_page_says_what_to_do_today(name: str) -> None:
    """One next step, their phase and the times they set, in the first lines."""
    guide, pages = sample(name)
    text = pages["index.md"]
    assert text.count('class="next"') == 1
    assert text.index('class="next"') < text.index('class="now"')
    step = guide.plan.next_step
    assert not step or on_one_line(step.what) in seen(text)
    assert "pause" in seen(text)


@pytest.mark.parametrize("name", SAMPLES)
def test_help_is_whole(name: str) -> None:
    """Emergency, therapist, and reaching help alone stand on one page."""
    page, guide = told(name, "help.md"), sample(name)[0]
    assert "in danger now" in page
    assert guide.couple.therapist.called in page
    assert "alone" in page
    assert not guide.couple.therapist.phone or guide.couple.therapist.phone in page


@pytest.mark.parametrize("name", SAMPLES)
def test_no_heading_stands_over_nothing_and_none_is_skipped(name: str) -> None:
    """What a couple left out leaves no empty heading; heading levels go in order."""
    for path, text in sample(name)[1].items():
        parts = re.split(r"<h(\d)[^>]*>.*?</h\d>", html_of(text))
        levels, bodies = [int(level) for level in parts[1::2]], parts[2::2]
        for number, (level, following) in enumerate(pairwise([*levels, 1])):
            assert following <= level + 1, path
            holds = 'class="lines' in bodies[number] or re.sub(r"<[^>]+>|\s", "", bodies[number])
            assert following > level or holds, (path, number)


@pytest.mark.parametrize("name", SAMPLES)
def test_titles_hold_no_names(name: str) -> None:
    """Titles show in the menu of a laptop that others may see."""
    guide, pages = sample(name)
    for text in pages.values():
        assert not any(person.name in text.partition("\n")[0] for person in guide.people)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_says_who_is_undecided_or_why_it_is_a_draft(name: str) -> None:
    """Rules 1, 2 and 4: no page tells the state of the release beyond its version."""
    for text in sample(name)[1].values():
        assert not re.search(r"undecided|seen alone|on hold|release", seen(text), re.IGNORECASE)


def test_undecided_either_way_round_gives_the_same_pages() -> None:
    """Which one hasn't decided can't be read off any word."""
    pages, told_apart = [], []
    for choices in ("alex: undecided, sam: repair", "alex: repair, sam: undecided"):
        guide = guide_of(couple_with("alex: repair, sam: repair", choices))
        pages.append(pages_of(guide, OURS))
        told_apart.append({p: t.replace(guide.release.mark, "") for p, t in pages[-1].items()})
    assert told_apart[0] == told_apart[1]
    assert "smaller guide" in seen(pages[0]["index.md"])


def test_where_both_were_hurt_neither_is_singled_out() -> None:
    """With both in both roles, no sentence is about the one who was hurt."""
    both = COUPLE.replace("role: hurt", "role: both").replace("role: involved", "role: both")
    one, each = (pages_of(guide_of(files(couple=text)), OURS) for text in (COUPLE, both))
    assert "Alex’s pace counts" in seen(one["index.md"])
    assert "Alex’s pace counts" not in seen(each["index.md"])
    assert "Alex may ask for a day apart" not in seen(each["agreement/if-crossed.md"])


def test_every_kind_of_breach_changes_what_is_said() -> None:
    """The agreement opens in the terms of what happened."""
    said = {
        pages_of(guide_of(couple_with("kind: affair", f"kind: {kind}")), "agreement/index.md")[
            "agreement/index.md"
        ]
        for kind in KINDS
    }
    assert len(said) == len(KINDS)


def test_sparse_answers_leave_invitations_with_room_to_write() -> None:
    """A couple who wrote only what is required find prompts, not gaps."""
    pages = pages_of(guide_of(files()), OURS)
    for path in ("value-map/talk.md", "value-map/ahead.md", "agreement/index.md"):
        assert pages[path].count('class="lines') >= 2, path


def test_a_clause_that_protects_no_value_asks_gently_for_one() -> None:
    """Only the clause that names none has a line to write a value on (V3, B9)."""
    bare = COUPLE.replace("      protects: calm\n", "")
    assert bare != COUPLE
    for couple, asked in ((COUPLE, 0), (bare, 1)):
        page = seen(pages_of(guide_of(files(couple=couple)), OURS)["agreement/clauses.md"])
        assert page.count("You haven’t said yet.") == asked


@pytest.mark.parametrize(
    ("will", "said"),
    [
        ("Put my phone away", "“I will put my phone away."),
        ("RSVP by Friday", "“I will RSVP by"),
        ("I will put my phone away", "“I will put my phone away."),
        ("I'll put my phone away", "“I will put my phone away."),
    ],
)
def test_a_promise_reads_on_from_i_will(will: str, said: str) -> None:
    """However it was typed, it goes on in small letters; an abbreviation stays one."""
    couple = COUPLE.replace("put my phone on the hall shelf at 9 pm", will)
    assert said in seen(pages_of(guide_of(files(couple=couple)), OURS)["agreement/clauses.md"])


CHANGES = "agreement/changes.md"


def since(before: str, on: str = "2026-11-22") -> dict[str, str]:
    """Return the pages of the made-up couple who initialled the clauses `before`."""
    approval = f"version: 1\non: 2026-11-10\nby: Dr Lee\nanswers: {'0' * 64}\nclauses:\n{before}"
    guide = guide_of(files() | {"approved/1.yml": approval.encode()}, on=on)
    return pages_of(guide, "agreement/")


def clause(name: str) -> str:
    """Return a clause of the made-up couple, as they typed it."""
    found = re.search(rf"    - id: {name}.*?(?=    - id|  talking)", COUPLE, re.DOTALL)
    assert found
    return found[0]


def test_what_changed_since_they_initialled_it_is_said() -> None:
    """A clause that is new, one that is worded anew, one that went (B6)."""
    old = clause("phone-at-night")
    pages = since(old.replace("9 pm", "ten") + old.replace("phone-at-night", "gone"))
    page = seen(pages[CHANGES])
    assert "What changed since version 1" in page
    for mark in ("New Clause 2 (Alex)", "What is different now Clause 1 (Sam)"):
        assert mark in page
    assert (
        "What Sam will do: It said: “put my phone on the hall shelf at ten ” It says now: “put my"
        in page
    )
    assert "It says now: “put my phone on the hall shelf at 9 pm ”" in page
    assert "Taken out Sam: “I will put my phone" in page
    assert "If it’s missed" not in page


def test_a_change_is_shown_word_by_word() -> None:
    """In what it said the words that went are struck through, and those that came underlined."""
    old = clause("phone-at-night")
    page = since(old.replace("on the hall shelf at 9 pm", "in the hall at ten"))[CHANGES]
    assert re.findall(r"<del>(.*?)</del>", page) == ["in", "ten"]
    assert re.findall(r"<ins>(.*?)</ins>", page) == ["on", "shelf ", "9 pm"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("owner: sam", "owner: alex", "Who does it: It said: Alex. It says now: Sam."),
        ("until: 2027-02-20", "until: 2027-01-20",
         "Its last day: It said: 20 January 2027. It says now: 20 February 2027."),
        ("protects: honesty\n", "\n",
         "What it keeps safe: It said: nothing. It says now: “honesty”."),
        ("asked_by: alex", "non_negotiable: yes\n      asked_by: alex",
         "Its place: It no longer comes first."),
        ("will: put", "accepted: {14-vague: It is clear}\n      will: put", ""),
    ],
)  # fmt: skip
def test_every_part_that_differs_is_named(old: str, new: str, said: str) -> None:
    """No clause is called changed without what changed; the therapist's reasons aren't told."""
    clauses = clause("phone-at-night") + clause("say-it-early")
    assert clauses.count(old) >= 1
    pages = since(clauses.replace(old, new, 1))
    assert said in seen(pages[CHANGES]) if said else CHANGES not in pages


BESIDE = """
beside:
  terms: [We are each other's only partner.]
  called_by: [A hand held up]
  at_least_minutes: ["20"]
  back_within_hours: ["24"]
  time_limit_minutes: ["30"]
  kept_private: [What I write to my sister]
"""


def test_what_changed_around_the_clauses_is_told_as_well() -> None:
    """A longer time-out and a lost privacy stand on the page and on the sheet, each to initial."""
    pages = since(clause("phone-at-night") + clause("say-it-early") + BESIDE)
    page, sheet = seen(pages[CHANGES]), seen(pages["agreement/amendment.md"])
    assert "All that isn’t on this page stands as it did." in page
    around = page.partition("Around the clauses ")[2]
    assert around.startswith("What stays private It said: What I write to my sister ")
    assert "The time-out: minutes at least It said: 20 It says now: 30" in around
    assert "hours until the way back" not in around
    assert sheet.count("Initials:") == 4


def test_an_approval_that_knows_clauses_alone_promises_no_more() -> None:
    """Of an older approval it isn't said that all else stands as it did."""
    page = seen(since(clause("phone-at-night"))[CHANGES])
    assert "Clauses that aren’t on this page stand as they did." in page
    assert "All that isn’t" not in page


def test_a_clause_that_has_another_number_says_which_it_had() -> None:
    """Whoever holds the older paper finds its clauses again."""
    first = clause("say-it-early").replace(
        "id: say-it-early", "id: say-it-early\n      non_negotiable: yes"
    )
    page = seen(since(clause("phone-at-night") + first)[CHANGES])
    assert "It was clause 1." in page.partition("What is different now")[2]
    assert "Clause 2 is now Clause 1 (Sam)" in page.partition("Another number")[2]


def test_what_ran_out_is_told_and_asks_for_no_initials() -> None:
    """After its last day a clause is named as over, and no sheet is made for that alone."""
    pages = since(clause("phone-at-night") + clause("say-it-early"), on="2027-03-01")
    page = seen(pages[CHANGES])
    assert "Run out" in page
    assert "It ended on 20 February 2027." in page
    assert "agreement/amendment.md" not in pages


def test_the_sheet_with_the_changes_holds_each_of_them_once() -> None:
    """New, changed and taken out can be initialled by themselves; what stays isn't asked again."""
    old = clause("phone-at-night")
    pages = since(old.replace("9 pm", "ten") + old.replace("phone-at-night", "gone"))
    sheet = seen(pages["agreement/amendment.md"])
    for mark in ("Clause 2, new. Alex:", "Clause 1, different now. Sam:", "Taken out. Sam:"):
        assert sheet.count(mark) == 1
    assert "What Sam will do. It said: “put my phone on the hall shelf at ten ” It says" in sheet
    assert "If it’s missed: I say it at the next check-in." in sheet
    assert sheet.count("Initials:") == 6


def test_a_sample_shows_what_changed_since_they_initialled_it() -> None:
    """What was agreed anew stands beside what it said before (B6)."""
    page = told("alex-sam", CHANGES)
    assert "When: It said: “ Every evening at 8:30 pm, for 30 minutes” It" in page
    assert "It says now: “ Tuesdays and Thursdays at 8:30 pm, for 30 minutes" in page


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-11-21", "This one starts on"),
        ("2026-12-20", "time to look at this one again"),
        ("2027-02-21", "This one ended on"),
    ],
)
def test_a_clause_says_how_it_stands(on: str, words: str) -> None:
    """Not yet begun, due, or over: the card says so in a sentence."""
    assert words in seen(pages_of(guide_of(files(), on=on), "agreement/")["agreement/clauses.md"])


@pytest.mark.parametrize(
    ("on", "home", "agreed"),
    [
        ("2026-11-22", "you look at your agreement again", "you go through the clauses"),
        (
            "2026-12-20",
            "It’s time to look at your agreement again",
            "It’s time to go through Clause",
        ),
        ("2027-06-01", "for a time that is over now", "All clauses have ended."),
    ],
)
def test_a_guide_of_another_day_speaks_of_that_day(on: str, home: str, agreed: str) -> None:
    """Before, on and long after the day to look again, both pages say what there is to do."""
    pages = {path: seen(text) for path, text in pages_of(guide_of(files(), on=on)).items()}
    assert home in pages["index.md"]
    assert agreed in pages["agreement/index.md"]


def test_typed_markup_does_nothing() -> None:
    """What they type stays text, in a clause, a value, a table and a heading."""
    typed = "{{ 7*7 }} <script>x()</script> | **b** [x](javascript:x) {#y}"
    couple = COUPLE.replace("put my phone on the hall shelf at 9 pm", f"'{typed}'")
    couple = couple.replace("every evening", f"'{typed}'").replace("calm", "'a{#y}'")
    alex = ALEX.replace("Telling me before I have to ask", f"'{typed}'")
    sam = SAM.replace("value: calm", "value: 'a{#y}'")
    pages = pages_of(guide_of(files(couple=couple, alex=alex, sam=sam)), OURS)
    for path in ("agreement/clauses.md", "agreement/sign.md", "value-map/index.md"):
        html = html_of(pages[path])
        assert "<script" not in html
        assert 'href="javascript' not in html
        assert 'id="y"' not in html
        assert typed in seen(pages[path])


def test_our_words_give_no_gender_and_prompt_no_forgiveness() -> None:
    """Our words use names and "you"; no forgiveness, no percentage, no drink is suggested."""
    sources = [
        *DOCUMENTS.glob("*.md.j2"), *DOCUMENTS.glob("value-map/*"), *DOCUMENTS.glob("agreement/*"),
    ]  # fmt: skip
    assert len(sources) > 10
    for source in sources:
        text = re.sub(r"\{[%#].*?[%#]\}|\{\{.*?\}\}", " ", source.read_text(), flags=re.DOTALL)
        assert not re.search(r"\b(he|she|him|her|his|hers|husband|wife)\b", text, re.IGNORECASE)
        assert not re.search(
            r"forgiv|\bvictim|\bcheat|\bPTSD|percent|%|\bwine\b", text, re.IGNORECASE
        )


def test_a_couple_without_a_word_for_it_finds_ours_on_the_cover(tmp_path: Path) -> None:
    """The guide calls what they have by their word, else by one that a practice can choose."""
    guide = guide_of(files())
    assert "For our relationship." in pages_of(guide, "cover")["cover.md"]
    (tmp_path / "en").mkdir()
    (tmp_path / "en/words.yml").write_text("our_relationship: the two of you\n")
    own = TemplateFolders((tmp_path, shipped_folder() / "templates"))
    pages = {page.path: page.text for page in make_pages(guide, load_texts(own, "en", "GB"), own)}
    assert "For the two of you." in pages["cover.md"]


ONE = COUPLE[: COUPLE.index("    - id: say-it-early")] + COUPLE[COUPLE.index("  talking:") :]
"""The made-up couple with one clause."""
FIRST = "      non_negotiable: yes\n      asked_by:"


@pytest.mark.parametrize(
    ("couple", "said", "unsaid"),
    [
        (ONE, "Is your clause one that can’t wait?", "one each"),
        (COUPLE, "put a star by one each", "Is your clause"),
        (ONE.replace("      asked_by:", FIRST, 1), "This one you named before all", "These"),
        (COUPLE.replace("      asked_by:", FIRST), "These you named before all others:",
         "This one"),
    ],
)  # fmt: skip
def test_one_clause_is_spoken_of_as_one(couple: str, said: str, unsaid: str) -> None:
    """Nobody is asked to choose among clauses where there is one, and one isn't called "these"."""
    page = seen(pages_of(guide_of(files(couple=couple)), "agreement/")["agreement/index.md"])
    first = page.partition("What comes first")[2].partition("three things")[0]
    assert said in first
    assert unsaid not in first


@pytest.mark.parametrize("name", SAMPLES)
def test_the_steps_after_a_crossed_line_are_true_on_any_day(name: str) -> None:
    """The weekly check-in is named by its weekday, so that an older paper stays true."""
    guide, pages = sample(name)
    steps = seen(pages["agreement/if-crossed.md"]).partition("Six calm")[2].partition("Nobody")[0]
    weekly = guide.couple.plan.check_ins.weekly
    assert re.search(rf"your next weekly check-in \({weekly.day}s at \d+:\d\d", steps)
    assert not re.search(rf"{weekly.day}(,| \d)", steps)


@pytest.mark.parametrize("path", ["agreement/clauses.md", CHANGES])
def test_what_a_clause_answers_is_told_from_the_answer(path: str) -> None:
    """Each label of a card ends with a colon, as it runs into its answer on paper."""
    labels = re.findall(r"<dt>(.*?)</dt>", html_of(sample("alex-sam")[1][path]))
    assert len(labels) > (60 if path == "agreement/clauses.md" else 0)
    assert [label for label in labels if not label.endswith(":")] == []
