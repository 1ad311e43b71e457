"""What a couple reads aloud: days in order, with their year, and nothing said twice over."""

import html
import re

import pytest

from generator.pages.pages import make_imprint
from generator.pages.text import load_texts
from tests.made_up import COUPLE, couple_with, files
from tests.page_text import TEMPLATES, guide_of, html_of, pages_of, sample_files, seen
from tests.samples import SAMPLES

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
    assert "Zoë, on a day when this is there, what would Inês see you do?" in page
    assert "Inês, ask Zoë: “" in page
    assert "that is this" not in page


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
    assert "It keeps safe what matters" in told(one, "agreement-cover.md")
    assert "Each clause" not in told(one, "agreement-cover.md")
    assert "one clause, with its owner and its end" in told(one, "index.md")


@pytest.mark.parametrize("at", ["9:30", "17:00", "18:30"])
def test_two_meetings_on_one_day_are_one(at: str) -> None:
    """In the week of the monthly review nobody is asked to be at the weekly check-in as well."""
    couple = COUPLE.replace("first Sunday 17:00", f"first Sunday {at}")
    page = told(files(couple=couple), "index.md", on="2026-12-06")
    hour = at.rjust(5, "0")
    review = f"Sunday 6 December, {hour}: your monthly review, in place of the weekly check-in."
    assert review in page
    assert "Sunday 13 December, 17:00: your weekly check-in." in page
    assert f"meet for your monthly review on Sunday 6 December, at {hour}." in page


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
        assert "A line near you: ____" in page
        for claim in ("these lines", "These numbers", "Other lines", "Use a "):
            assert claim not in page


def test_an_agreement_that_has_ended_leaves_nothing_empty() -> None:
    """Months later no table without rows and no heading without words remain."""
    assert "nothing to initial" in told(files(), "agreement/sign.md", on="2027-06-01")
    assert "What puts each one right" not in told(
        files(), "agreement/if-crossed.md", on="2027-06-01"
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_on_a_hard_night_a_line_that_answers_stands_first(name: str) -> None:
    """Whom to call begins with lines open to anyone, then the therapist, then their people."""
    answers = sample_files(name)
    page = told(answers, "hard-night.md").rpartition("Whom to call")[2]
    guide = guide_of(answers)
    lines = load_texts(TEMPLATES, "en", guide.couple.country).helplines.lines
    asked = [f"{person.name} may call, at night" for person in guide.people]
    people = guide.couple.plan.support.at_night or asked
    order = [*(line.name for line in lines), guide.couple.therapist.called, *people]
    assert order == sorted(order, key=page.index)


def test_nobody_meant_for_the_day_is_called_at_night() -> None:
    """A counselor for the lenders helps by day; the hard night names who answers then."""
    page = told(sample_files("alex-sam"), "hard-night.md")
    assert "credit counselor" not in page
    assert "Alex may call Dana at any hour: +1 555 0123" in page


def test_a_therapist_without_a_number_leaves_room_to_write_it() -> None:
    """At night nobody finds a bare name where a number should be."""
    for path in ("hard-night.md", "help.md"):
        assert "Write the number here: ____" in told(SPARSE, path)


@pytest.mark.parametrize("country", ["US", "CA", "GB", "IE", "NZ", "AU"])
def test_every_country_has_a_line_for_a_crisis(country: str) -> None:
    """Whoever thinks of ending their life finds a number, and not the advice to ask for one."""
    found = load_texts(TEMPLATES, "en", country).helplines
    assert any("ending their life" in line.for_whom for line in found.lines)
    assert "can tell you the number of a crisis line" not in (found.note or "")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_first_page_still_holds_tomorrow(name: str) -> None:
    """A printed page speaks of days and hours, never of a today that is over."""
    page = told(sample_files(name), "index.md")
    assert "Every day, " in page
    assert "Today" not in page


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_over_stands_behind_what_is_ahead(name: str) -> None:
    """No step of a past day waits in the plan as if it were still to do."""
    guide = guide_of(sample_files(name))
    ahead, _, behind = told(sample_files(name), "plan/index.md").partition("Days behind you")
    for step in guide.couple.plan.steps:
        assert " ".join(step.what.split()) in (ahead if step.on >= guide.on else behind)


def test_a_step_that_has_no_day_yet_leaves_room_for_one() -> None:
    """Each box of a plan that isn't set yet has its day, or room to write one."""
    page = pages_of(guide_of(SPARSE), "plan/index.md")["plan/index.md"]
    boxes = re.findall(r"<li markdown>.*?</li>", page)
    assert len(boxes) == 4
    assert all(re.search(r"(On|From) (______|\w+day )", box) for box in boxes)


def test_under_a_name_stands_what_was_promised() -> None:
    """Where clauses are few they are told in full; where they are many, by number for both."""
    page = told(SPARSE, "plan/safety.md")
    assert "Clause 3: “I will keep sex and dating out of the climbing club" in page
    page = told(sample_files("alex-sam"), "plan/stabilise.md")
    assert page.count("From your agreement: clause") == 3
    assert ": “I will" not in page


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("path", ["check-ins/weekly.md", "check-ins/monthly.md"])
def test_a_promise_is_said_by_its_owner(name: str, path: str) -> None:
    """Every promise that is gone through has its name and its “I will”."""
    answers = sample_files(name)
    page = told(answers, path)
    for view in guide_of(answers).agreement.asking:
        owners = " and ".join(person.name for person in view.owners)
        said = re.escape(f": “I will {' '.join(view.clause.will.split())}")
        assert re.search(rf"{owners}(?: \(from [^)]*\))? ?{said}", page)
        assert path != "check-ins/monthly.md" or f"Clause {view.number}, {owners}" in page


def test_a_promise_that_was_brought_back_has_its_owner() -> None:
    """What happened in a month is read beside whose promise it was."""
    page = told(sample_files("alex-sam"), "check-ins/index.md")
    assert "Clause 2, Sam: read out the balance" in page


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_is_ranked_or_counted_against_the_other(name: str) -> None:
    """No tally of clauses on the cover, and no places won or lost in what has changed (25)."""
    assert not re.search(r"\d+ from ", told(sample_files(name), "agreement-cover.md"))
    changed = told(sample_files(name), "value-map/index.md").rpartition("What has changed")[2]
    assert not re.search(r"\bplace \d|moved (up|down)", changed)


def test_new_clauses_are_listed_by_their_numbers() -> None:
    """Someone who looks a new clause up finds them in the order of the agreement."""
    page = told(sample_files("alex-sam"), "agreement/changes.md")
    new = (
        page.partition("What is different now")[2]
        .partition(" New ")[2]
        .partition("Another number")[0]
    )
    numbers = [int(found) for found in re.findall(r"Clause (\d+)", new)]
    assert len(numbers) > 2
    assert numbers == sorted(numbers)


def test_each_partner_keeps_their_side() -> None:
    """The two are told apart by place, so no page swaps them."""
    page = told(sample_files("noor-elias"), "together/care.md")
    rest = page.partition("Looking after yourself")[2]
    assert rest.index("نور One evening a week") < rest.index("Elias Sundays on the allotment")


def test_an_example_of_ours_is_not_put_in_their_mouths() -> None:
    """Quotation marks are for what they wrote; a card of the deck stands without."""
    page = told(SPARSE, "value-map/days.md")
    assert "might look like this: I " in page
    assert "this: “" not in page


def test_the_agreement_alone_is_headed_by_its_own_name() -> None:
    """Who keeps the agreement by itself reads its title on every sheet."""
    guide = guide_of(SPARSE)
    texts = load_texts(TEMPLATES, "en", "NZ")
    titles = [make_imprint(guide, texts, pdf).title for pdf in ("guide", "agreement")]
    assert titles == ["Our guide", "Our agreement"]


@pytest.mark.parametrize("name", SAMPLES)
def test_dots_to_finish_stay_with_the_word_before_them(name: str) -> None:
    """No line of the guide is “…” and a closing mark alone."""
    pages = pages_of(guide_of(sample_files(name)))
    assert sum(page.count("&nbsp;…”") for page in pages.values()) > 3
    ours = {path: page.replace("what I heard is …”", "") for path, page in pages.items()}  # typed
    assert [path for path, page in ours.items() if " …”" in page] == []


def test_a_time_ends_a_sentence_with_one_stop_and_their_words_stay() -> None:
    """Canada writes "p.m."; what the two typed keeps every stop they gave it."""
    typed = couple_with("country: GB", "country: CA")
    typed["couple.yml"] = typed["couple.yml"].replace(b"A hand held up", b"By the door at 9 p.m..")
    guide = guide_of(typed)
    assert "p.m.." not in seen(pages_of(guide, "(index|plan/|check-ins/index)")["index.md"])
    assert "9 p.m.." in seen(pages_of(guide, "hard-night")["hard-night.md"])


def test_what_is_about_safety_is_ticked_on_no_shared_paper() -> None:
    """Each goes through the first part alone: neither ticks it with the other looking on."""
    for path in ("check-ins/monthly.md", "plan/safety.md"):
        page = pages_of(guide_of(SPARSE), path)[path]
        assert "Nothing of it is ticked here." in seen(page)
        assert '"checklist"' not in page
    assert "freely given" not in told(SPARSE, "check-ins/monthly.md")


@pytest.mark.parametrize("called", ["We say “kettle”, and stop.", "“Porch!”", "a hand"])
def test_how_they_call_a_pause_is_quoted_as_they_wrote_it(called: str) -> None:
    """A sentence, a shout or a fragment: none is bent into a sentence of ours."""
    answers = couple_with("A hand held up", repr(called))
    for path in ("hard-night.md", "wallet.md", "cards/time-out.md"):
        page = html.unescape(html_of(pages_of(guide_of(answers), path)[path]))
        assert f'<q class="words">{called}</q>' in page


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("alex-sam", "{weekday}, {month} {day}, {year}"),
        ("ines-zoe", "{weekday} {day} {month} {year}"),
    ],
)
def test_a_day_on_the_screen_is_told_as_in_the_guide(name: str, form: str) -> None:
    """The page to write on says "Sunday 22 November" where the guide does."""
    page = pages_of(guide_of(sample_files(name)), "check-ins/on-this-device")
    assert f'data-day-form="{form}"' in html.unescape(page["check-ins/on-this-device.md"])


def test_each_line_of_the_ledger_says_what_it_is_for() -> None:
    """On a phone no head stands above: each place to write has the name of its column."""
    page = html_of(pages_of(guide_of(SPARSE), "check-ins/weekly")["check-ins/weekly.md"])
    for column in ("What happened", "Still hard"):
        assert page.count(f'<td data-column="{column}">') == 4
