"""The plan, check-ins and working-together pages: theirs, in order, and nothing pressed on them."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from markdown import Markdown

from generator.answers.folder import read_folder
from generator.guide.guide import Guide, make_guide
from generator.guide.phases import PHASES
from generator.pages.pages import make_pages
from generator.pages.text import load_texts
from generator.shipped import TemplateFolders, shipped_folder
from tests.made_up import COUPLE, couple_with, files

ON = date(2026, 11, 22)
TEMPLATES = TemplateFolders((shipped_folder() / "templates",))
SAMPLES = ("alex-sam", "noor-elias", "ines-zoe")
OURS = re.compile(r"^(plan|check-ins|together)/|^hard-night")
KINDS = ("affair", "emotional-affair", "online", "money-secrecy", "addiction-secrecy",
         "broken-promises")  # fmt: skip
EXTENSIONS = ["attr_list", "md_in_html", "tables", "def_list", "sane_lists", "admonition", "toc"]


def sample_files(name: str) -> dict[str, bytes]:
    folder = shipped_folder() / "couples" / name
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")
    }


def guide_of(answer_files: Mapping[str, bytes]) -> Guide:
    return make_guide(read_folder("x", answer_files, "x").answers, ON)


def pages_of(answer_files: Mapping[str, bytes], only: str = "") -> dict[str, str]:
    """Return our pages by path; with `only`, a guide of no other pages (it is faster)."""
    guide = guide_of(answer_files)
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    chosen = tuple(entry for entry in texts.contents.pages if entry.page.startswith(only))
    texts = replace(texts, contents=texts.contents.model_copy(update={"pages": chosen}))
    pages = make_pages(guide, texts, TEMPLATES)
    return {page.path: page.text for page in pages if OURS.match(page.path)}


@cache
def sample_pages(name: str) -> dict[str, str]:
    return pages_of(sample_files(name))


def html_of(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def seen(text: str) -> str:
    """Return what a reader sees, on one line."""
    shown = re.sub(r"<[^>]+>", " ", html_of(text))
    shown = re.sub(r"&#(\d+);", lambda sign: chr(int(sign[1])), shown).replace("&amp;", "&")
    return " ".join(shown.split())


def with_roles(alex: str, sam: str) -> dict[str, bytes]:
    text = COUPLE.replace("role: hurt", f"role: {alex}").replace("role: involved", f"role: {sam}")
    return files(couple=text)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_step_stands_in_the_plan_once_and_leads_to_its_clause_and_value(name: str) -> None:
    """A couple find each step under its own anchor, with a way to what it is for."""
    guide, html = guide_of(sample_files(name)), html_of(sample_pages(name)["plan/index.md"])
    for step in guide.couple.plan.steps:
        item = re.findall(rf'<li id="step-{step.id}">(.*?)</li>', html, re.DOTALL)
        assert len(item) == 1
        assert not step.clause or f'href="../agreement/clauses.md#clause-{step.clause}"' in item[0]
        assert not step.value or 'href="../value-map/days.md#value-' in item[0]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_milestone_has_its_place_in_the_plan(name: str) -> None:
    """Each milestone can be linked to, unless it lies beyond the smaller plan."""
    guide = guide_of(sample_files(name))
    html = html_of(sample_pages(name)["plan/index.md"]).replace("&#45;", "-")
    anchors = Counter(re.findall(r'id="milestone-([a-z0-9-]+)"', html))
    assert anchors == Counter(milestone.id for milestone in guide.couple.plan.milestones)


@pytest.mark.parametrize("phase", PHASES)
def test_only_the_phase_they_are_in_is_told_in_full(phase: str) -> None:
    """Later phases are an outline and past ones short; the three tracks stand in one page."""
    disclosed = "disclosure_complete: 2026-11-01" if phase in PHASES[2:] else ""
    pages = pages_of(couple_with("phase: stabilise", f"phase: {phase}\n  {disclosed}"), "plan/")
    full = [path for path in pages if '<div class="tracks"' in pages[path]]
    assert full == [f"plan/{phase}.md"]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_partner_has_a_track_of_their_own(name: str) -> None:
    """Whatever the roles, each is addressed by name, and both together."""
    guide = guide_of(sample_files(name))
    page = html_of(sample_pages(name)[f"plan/{guide.plan.current.id}.md"])
    heads = re.findall(r"<h3[^>]*>(.*?)</h3>", page)
    assert {re.sub(r"<[^>]+>", "", head) for head in heads} >= {
        *(person.name for person in guide.people), "Both of you",
    }  # fmt: skip


def test_where_both_were_hurt_no_one_sets_the_pace_alone() -> None:
    """With both in both roles, each has the same kind of track, and neither is singled out."""
    pages = pages_of(with_roles("both", "both"))
    for one, other in (("Alex", "Sam"), ("Sam", "Alex")):
        assert f"{one} sets the pace" not in seen(pages["plan/index.md"])
        assert f"Tell {other} before you are asked" in seen(pages["plan/stabilise.md"])
        assert f"Closeness, at {one}" not in seen(pages["together/repair.md"])


@pytest.mark.parametrize(
    ("alex", "sam"), [("hurt", "both"), ("both", "hurt"), ("both", "involved"), ("both", "both")]
)
@pytest.mark.parametrize("phase", PHASES)
def test_any_pair_of_roles_has_its_pages(alex: str, sam: str, phase: str) -> None:
    """No combination of roles and phase leaves a page unwritten."""
    changed = with_roles(alex, sam)["couple.yml"].decode().replace("phase: stabilise",
        f"phase: {phase}\n  disclosure_complete: 2026-11-01")  # fmt: skip
    assert len(pages_of(files(couple=changed), only="plan/")) == 6


def test_every_kind_of_breach_has_words_of_its_own() -> None:
    """Steady ground, understanding and rebuilding differ by what happened."""
    for phase in PHASES[1:4]:
        told = set()
        for kind in KINDS:
            text = COUPLE.replace("kind: affair", f"kind: {kind}").replace(
                "phase: stabilise", f"phase: {phase}\n  disclosure_complete: 2026-11-01"
            )
            told |= set(pages_of(files(couple=text), only=f"plan/{phase}.md").values())
        assert len(told) >= len(KINDS) - 1


def test_the_smaller_plan_never_tells_who_is_undecided() -> None:
    """Undecided either way round, and undecided both: the same pages, word for word."""
    answer_files = sample_files("alex-sam")
    first, second = guide_of(answer_files).couple.partners
    pages = []
    for choices in ("undecided repair", "repair undecided", "undecided undecided"):
        one, other = choices.split()
        chosen = f"choices: {{{first}: {one}, {second}: {other}}}"
        text = re.sub(r"choices: \{.*\}", chosen, answer_files["couple.yml"].decode())
        pages.append(pages_of({**answer_files, "couple.yml": text.encode()}))
    assert pages[0] == pages[1] == pages[2]
    assert "plan/rebuild.md" not in pages[0]


def test_the_smaller_plan_asks_for_no_rebuilding() -> None:
    """It has no apology to prepare, no account to agree on, no choice ticked as made."""
    pages = pages_of(couple_with("alex: repair, sam: repair", "alex: undecided, sam: repair"))
    told = " ".join(seen(text) for text in pages.values())
    assert "An apology with an act" not in told
    assert "One account of what happened" not in told
    assert "chooses to work on this" not in told
    assert "I choose to go on" not in told


@pytest.mark.parametrize("name", SAMPLES)
def test_the_ledger_holds_every_promise_that_runs(name: str) -> None:
    """The weekly page is filled from their clauses, by number, without what ended or waits."""
    guide = guide_of(sample_files(name))
    page = sample_pages(name)["check-ins/weekly.md"]
    line = r"^\| (\d+) · \*\*.*?agreement/clauses\.md#(clause-[a-z0-9-]+)"
    listed = re.findall(line, page, re.MULTILINE)
    assert listed == [(str(view.number), view.anchor) for view in guide.agreement.asking]


@pytest.mark.parametrize("name", SAMPLES)
def test_what_they_brought_back_is_shown(name: str) -> None:
    """Celebrated, still hard, and of each promise what happened last: all of it is found again."""
    guide, page = guide_of(sample_files(name)), seen(sample_pages(name)["check-ins/index.md"])
    ledger = [words for row in guide.ledger.rows for last in row.newest
              for words in (last.delivered, last.still_hard)]  # fmt: skip
    assert bool(ledger) == bool(guide.reviews)
    for review in guide.reviews:
        for words in (*review.celebrated, *review.still_hard, *filter(None, ledger)):
            assert " ".join(words.split()) in page


def test_what_stayed_hard_is_told_newest_first_whoever_said_it() -> None:
    """What both named and what one named stand in one list, by their days."""
    page = sample_pages("alex-sam")["check-ins/index.md"].partition("### What stayed hard")[2]
    days = [int(day) for day in re.findall(r"^- Nov.(\d+)", page, re.MULTILINE)]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 2


def test_no_kind_of_breach_is_laid_on_whoever_was_hurt() -> None:
    """Nobody is asked what the other didn't give, or warned of pictures where there are none."""
    for kind in KINDS:
        text = COUPLE.replace("kind: affair", f"kind: {kind}").replace(
            "phase: stabilise", "phase: understand\n  disclosure_complete: 2026-11-01"
        )
        page = pages_of(files(couple=text), only="plan/understand.md")["plan/understand.md"]
        assert "missing" not in page
        assert ("Some pictures" in page) == (kind in ("affair", "emotional-affair", "online"))


@pytest.mark.parametrize("name", SAMPLES)
def test_check_in_pages_never_ask_about_fear_and_name_help_alike(name: str) -> None:
    """The device may be shared: no question on fear or harm, and one same line on help (20)."""
    pages = [text for path, text in sample_pages(name).items() if path.startswith("check-ins/")]
    helps = {line for text in pages for line in text.splitlines() if "help.md" in line}
    assert len(pages) == 5
    assert len(helps) == 1
    for source in template_sources("check-ins/*"):
        assert not re.search(r"\b(afraid|fear|threat|violen|unsafe|harm)", source)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_hard_night_page_has_all_that_is_needed_on_it(name: str) -> None:
    """Their own triggers, their time-out with its return, the therapist, the helplines."""
    guide, page = guide_of(sample_files(name)), seen(sample_pages(name)["hard-night.md"])
    helplines = load_texts(TEMPLATES, "en", guide.couple.country).helplines
    out = guide.couple.agreement.talking.time_out
    needed = [out.called_by, f"within {out.back_within_hours} hours", helplines.emergency.say]
    needed += [line.phone for line in helplines.lines]
    needed += [t.helps for person in guide.people for t in person.shared.triggers[:2]]
    needed += [guide.couple.therapist.called, *filter(None, [guide.couple.therapist.phone])]
    for words in needed:
        assert " ".join(words.split()) in page


@pytest.mark.parametrize("name", SAMPLES)
def test_no_heading_stands_over_nothing_and_none_is_skipped(name: str) -> None:
    """What a couple left out leaves no empty heading; heading levels go in order."""
    for path, text in sample_pages(name).items():
        parts = re.split(r"<h(\d)[^>]*>.*?</h\d>", html_of(text))
        levels, bodies = [int(level) for level in parts[1::2]], parts[2::2]
        for number, (level, following) in enumerate(pairwise([*levels, 1])):
            assert following <= level + 1, path
            assert following > level or holds_something(bodies[number]), (path, number)


def holds_something(html: str) -> bool:
    return 'class="lines' in html or bool(re.sub(r"<[^>]+>", "", html).strip())


@pytest.mark.parametrize("name", SAMPLES)
def test_titles_hold_no_names(name: str) -> None:
    """Titles show in the menu of a laptop that others may see."""
    guide = guide_of(sample_files(name))
    for text in sample_pages(name).values():
        title = text.partition("\n")[0]
        assert not any(person.name in title for person in guide.people)


def test_sparse_answers_leave_invitations_with_room_to_write() -> None:
    """A couple who wrote only what is required find prompts, not gaps."""
    pages = pages_of(files())
    for path in ("together/talks.md", "together/care.md", "together/repair.md"):
        assert pages[path].count('class="lines') >= 2, path


def test_typed_markup_does_nothing() -> None:
    """What they type stays text, also inside a step, a table and a card."""
    typed = "{{ 7*7 }} <script>x()</script> | **b** [x](javascript:x)"
    plan = f"""  steps:
    - {{id: s, who: sam, what: '{typed}', when: '{typed}', on: 2026-11-23}}
  rituals: [{{what: '{typed}', when: '{typed}'}}]
  setback: {{own_it_within: '{typed}', repair_step: '{typed}'}}
"""
    pages = pages_of(files(couple=COUPLE + plan))
    for path in ("plan/index.md", "together/repair.md"):
        html = html_of(pages[path])
        assert "<script" not in html
        assert 'href="javascript' not in html
        assert typed in seen(pages[path])


def template_sources(which: str) -> list[str]:
    documents = shipped_folder() / "templates/en/documents"
    found = [_without_code(file) for file in sorted(documents.glob(which))]
    assert found
    return found


def _without_code(file: Path) -> str:
    return re.sub(r"\{[%#].*?[%#]\}|\{\{.*?\}\}", " ", file.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize(
    "which", ["plan/*", "check-ins/*", "together/*", "hard-night*", "plan-macros*"]
)
def test_no_partner_is_given_a_gender_and_no_one_is_asked_to_forgive(which: str) -> None:
    """Our words use names and "you"; forgiveness is never prompted; no drink is suggested."""
    for source in template_sources(which):
        assert not re.search(r"\b(he|she|him|her|his|hers|husband|wife)\b", source, re.IGNORECASE)
        assert not re.search(
            r"forgiv|\b(wine|beer|champagne|a drink|toast)\b", source, re.IGNORECASE
        )


def test_a_part_they_left_early_tells_what_was_reached_and_what_is_open() -> None:
    """Where a couple went on with gates open, no page says that all was reached."""
    early = "phase: rebuild\n  disclosure_complete: 2026-11-01\n  gates_met: [agreement-kept]"
    pages = pages_of(couple_with("phase: stabilise", early), only="plan/")
    left = seen(pages["plan/stabilise.md"])
    reached, _, still_open = left.partition("Still open. You may come back to it, with Dr Lee:")
    assert "This part is behind you" not in left
    assert "kept the agreement for four weeks" in reached.partition("What you reached here:")[2]
    assert "Time-outs work." in still_open
    assert "four weeks" not in still_open
    assert "you reached here" not in seen(pages["plan/understand.md"])
    assert "This part is behind you." in seen(pages["plan/safety.md"])
    assert seen(pages["plan/index.md"]).count("Some of it is still open") == 2


def test_the_first_two_weeks_have_days_also_without_steps_of_their_own() -> None:
    """Who set nothing yet finds four small steps, each on a day counted from the plan's first."""
    (page,) = pages_of(files(), only="plan/index").values()
    told = seen(page).partition("The first two weeks")[2].partition("Five parts")[0]
    for day in ("November 22", "22 November", "23 November", "26 November", "1 December"):
        assert day in told or day == "November 22"
    assert "____" not in told


def test_what_is_told_and_what_is_not_yet_is_said_as_it_is() -> None:
    """Until disclosure is complete no one is pressed or sent looking; after it, its day is told."""
    told = {}
    for day in ("", "disclosure_complete: 2026-11-12"):
        changed = couple_with("phase: stabilise", f"phase: stabilise\n  {day}")
        told[day] = seen(pages_of(changed, only="plan/understand")["plan/understand.md"])
    before, after = told.values()
    assert "What still has to be told is told with Dr Lee" in before
    assert "nobody has to look for more" in before
    assert "was told by" not in before
    assert "What had to be told was told by 12 November 2026" in after
    assert "when what has to be told has been told" not in after


def test_our_words_are_spelled_alike_in_every_country() -> None:
    """One text serves London and Ohio: it does without words that each spells in its own way."""
    texts = shipped_folder() / "templates/en"
    sources = [*texts.glob("documents/**/*.j2"), texts / "editions.yml"]
    assert len(sources) > 40
    either = re.compile(r"\w*(colou?r|behaviou?r)s?\b|\bpractis(e|ing)|counsell?or", re.IGNORECASE)
    found = {file.name: either.findall(_seen_words(file)) for file in sources}
    assert {name: words for name, words in found.items() if words} == {}


def _seen_words(file: Path) -> str:
    return re.sub(r"\{#.*?#\}", " ", file.read_text("utf-8"), flags=re.DOTALL)
