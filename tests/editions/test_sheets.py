"""Cards and sheets to print by themselves: each card on one sheet, theirs, and never empty."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import pypdfium2
import pytest

from generator.answers.answers import Answers
from generator.answers.folder import read_folder
from generator.editions.print_edition import make_pdf
from generator.guide.guide import Guide, make_guide
from generator.pages.page import Page
from generator.pages.pages import make_imprint, make_pages
from generator.pages.text import load_texts
from tests.command import a_practice, mend
from tests.filled import TODAY, Making, a_couple, read, written
from tests.made_pages import LOOK, TEMPLATES, as_elements
from tests.page_text import guide_of, sample_files
from tests.reading_back import Element, Site, in_a_row, turned, words_of
from tests.samples import DAY, SAMPLES

PAPERS = ("A4", "Letter")
CARDS = (
    "owning", "listening", "seen-and-meant", "apology", "when-it-comes-up", "time-out", "setback",
    "rituals", "memories", "self-care", "four-habits", "words-at-home", "closeness",
    "celebrations", "horizon",
)  # fmt: skip
SHEETS = ("check-ins/daily.md", "check-ins/weekly.md", "check-ins/monthly.md", "hard-night.md",
          "wallet.md")  # fmt: skip
NOT_WHILE_UNDECIDED = {"noor-elias": {"cards/apology.md"}}
"""The smaller route asks nobody to prepare an apology."""

THEIRS = {
    "Account.i_did": "owning", "Account.what_it_did_to_you": "owning", "Account.i_will": "owning",
    "Shared.listens_best_when": "listening", "Understanding.seen": "seen-and-meant",
    "Understanding.effect": "seen-and-meant", "Understanding.meant": "seen-and-meant",
    "Apology.act": "apology", "Trigger.what": "when-it-comes-up",
    "Trigger.feels": "when-it-comes-up", "Trigger.helps": "when-it-comes-up",
    "Trigger.you_can": "when-it-comes-up", "TimeOut.called_by": "time-out",
    "TimeOut.where": "time-out", "Setback.own_it_within": "setback",
    "Setback.repair_step": "setback", "Ritual.what": "rituals", "Ritual.when": "rituals",
    "PlanAnswers.joint_project": "rituals", "Shared.memories": "memories",
    "Shared.self_care": "self-care", "OldPattern.pattern": "four-habits",
    "OldPattern.instead": "four-habits", "Shared.words_that_hurt": "words-at-home",
    "Shared.words_that_help": "words-at-home", "Shared.closeness": "closeness",
    "Celebration.what": "celebrations", "Celebration.how": "celebrations",
    "Horizon.we_keep": "horizon", "Horizon.we_hope": "horizon",
}  # fmt: skip
"""On which card each answer stands."""

each_sample = pytest.mark.parametrize("name", SAMPLES)


@cache
def sheets_of(name: str) -> tuple[Page, ...]:
    """Return the pages of a sample's sheets, in order."""
    guide = guide_of(sample_files(name))
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    return tuple(p for p in make_pages(guide, texts, TEMPLATES) if "sheets" in p.editions)


def cards_of(name: str) -> tuple[Page, ...]:
    return tuple(page for page in sheets_of(name) if page.layout == "card")


def printed(guide: Guide, paper: str) -> bytes:
    """Return the sheets of a guide as they are printed."""
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    imprint = replace(make_imprint(guide, texts, "sheets"), paper=paper)
    return make_pdf(make_pages(guide, texts, TEMPLATES), imprint, "sheets", LOOK, TEMPLATES)


def starts(pdf: bytes) -> list[tuple[str, int]]:
    """Return the title of each page and the sheet it begins on; the end of all comes last."""
    with pypdfium2.PdfDocument(pdf) as document:
        marks = [(mark.get_title(), mark.get_dest()) for mark in document.get_toc()
                 if mark.level == 0]  # fmt: skip
        there = [(" ".join(title.split()), dest.get_index()) for title, dest in marks if dest]
        return [*there, ("", len(document))]


@cache
def lengths(name: str, paper: str) -> dict[str, int]:
    """Return on how many sheets each page of a sample is printed, by its title."""
    pages = {page.title for page in sheets_of(name)}
    with pypdfium2.PdfDocument(printed(guide_of(sample_files(name)), paper)) as document:
        marks = [(" ".join(mark.get_title().split()), mark.get_dest())
                 for mark in document.get_toc()]  # fmt: skip
        begins = [(title, dest.get_index()) for title, dest in marks if dest and title in pages]
        ends = [index for _, index in begins[1:]] + [len(document)]
    return {title: end - begin for (title, begin), end in zip(begins, ends, strict=True)}


@pytest.mark.parametrize(("name", "paper"), [*product(SAMPLES, PAPERS)])
def test_the_hard_night_is_one_sheet_for_a_fridge_door(name: str, paper: str) -> None:
    """Steps, time-out and numbers are seen at one look; nobody turns a page at night."""
    assert lengths(name, paper)["When it gets hard"] == 1


@pytest.mark.parametrize(("name", "paper"), [*product(SAMPLES, PAPERS)])
def test_a_check_in_is_two_sheets_at_the_most(name: str, paper: str) -> None:
    """A couple with thirteen clauses writes on one leaf, on both sides, as one with three does."""
    titles = ("The weekly check-in", "The monthly review")
    assert {title: lengths(name, paper)[title] for title in titles} == dict.fromkeys(titles, 2)


def test_a_hard_night_of_many_words_breaks_before_the_numbers() -> None:
    """Whom to call is on one sheet, together, however much the two wrote above it."""
    guide = make_guide(a_filled_couple(60), TODAY)
    with pypdfium2.PdfDocument(printed(guide, "A4")) as document:
        said = [in_a_row(sheet.get_textpage().get_text_range()) for sheet in document]
    numbers = ("0808 2000 247", "116 123", "people you may call at night")
    (numbered,) = [page for page in said if "whom to call if anyone" in page]
    assert all(number in numbered for number in numbers)


@pytest.mark.parametrize(("name", "paper"), [*product(SAMPLES, PAPERS)])
def test_each_card_is_on_one_sheet(name: str, paper: str) -> None:
    """A card can be taken to the table by itself: one sheet, and nothing else on it."""
    length = lengths(name, paper)
    titles = [page.title for page in cards_of(name)]
    assert len(titles) > 13
    assert {title: length.get(title) for title in titles} == dict.fromkeys(titles, 1)


@each_sample
def test_all_cards_and_sheets_are_there_in_order(name: str) -> None:
    """Talks first, what lasts at their end, then check-ins, the hard night and a wallet card."""
    asked = [*(f"cards/{card}.md" for card in CARDS), *SHEETS]
    left_out = NOT_WHILE_UNDECIDED.get(name, set())
    assert [p.path for p in sheets_of(name)] == [path for path in asked if path not in left_out]


@each_sample
def test_a_card_begins_with_their_words_or_with_what_happened(name: str) -> None:
    """Who wrote little finds words of theirs, or that fit their breach, or is asked by name."""
    answers = read_folder("x", sample_files(name), "x").answers
    theirs = [in_a_row(text) for _, text in written(answers) if len(words_of(text)) > 3]
    theirs += [in_a_row(one.value) for own in answers.shared.values() for one in own.values]
    kinds = ("money-secrecy", "broken-promises", "online", "affair")
    other = next(kind for kind in kinds if kind != answers.couple.breach.kind)
    with_another = made_with_kind(name, other)
    alike = [path for path, card in as_elements(cards_of(name)).items()
             if not any(text in in_a_row(card.text()) for text in theirs)
             and not asks_each(card, answers)
             and card.text() == with_another[path].text()]  # fmt: skip
    assert len(theirs) > 10
    assert alike == []


def asks_each(card: Element, answers: Answers) -> bool:
    """Return whether a card asks each of the two by name, with room to write for both."""
    asked = [f"{one.called}, wh" in card.text() for one in answers.couple.partners.values()]
    rooms = [e for e in card.walk() if e.attributes.get("class", "").endswith("lines-4")]
    return all(asked) and len(rooms) == len(asked)


def made_with_kind(name: str, kind: str) -> dict[str, Element]:
    """Return the cards that a sample would have after another kind of breach."""
    given = sample_files(name)
    couple = re.sub(rb"(breach:\n  kind: )\S+", rb"\1" + kind.encode(), given["couple.yml"])
    assert couple != given["couple.yml"]
    guide = guide_of({**given, "couple.yml": couple})
    pages = make_pages(guide, load_texts(TEMPLATES, "en", guide.couple.country), TEMPLATES)
    return as_elements(tuple(page for page in pages if page.layout == "card"))


@each_sample
def test_no_card_is_empty_or_anyones(name: str) -> None:
    """Each card holds what the two wrote, or asks one of them and leaves room to write."""
    answers = read_folder("x", sample_files(name), "x").answers
    theirs = [in_a_row(text) for _, text in written(answers)]
    for path, page in as_elements(cards_of(name)).items():
        rooms = [one for one in page.walk() if one.attributes.get("class", "").startswith("lines")]
        assert len(page.words()) > 25, path
        assert rooms or any(text in in_a_row(page.text()) for text in theirs), path


def test_what_they_wrote_is_on_its_card() -> None:
    """Each answer that a card is made from stands on it whole, for every sample."""
    seen = set()
    for name in SAMPLES:
        cards = {path: in_a_row(card.text()) for path, card in as_elements(cards_of(name)).items()}
        for field, text in written(read_folder("x", sample_files(name), "x").answers):
            card = f"cards/{THEIRS.get(field, '')}.md"
            if card in cards and not turned(words_of(text)):
                seen.add(field)
                assert in_a_row(text) in cards[card], (name, field, text)
    assert seen == {*THEIRS}


@each_sample
def test_a_card_says_what_the_guide_says(name: str) -> None:
    """Its words are those of the part of the guide that has its heading, and room for the pen."""
    guide = guide_of(sample_files(name))
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    site = [page for page in make_pages(guide, texts, TEMPLATES) if "site" in page.editions]
    sections = dict(part for page in as_elements(tuple(site)).values() for part in parts(page))
    for path, card in as_elements(cards_of(name)).items():
        title = card.first("h1").text().strip()
        only_there = Counter(sections[title]) - Counter(card.words())
        allowed = "how you talk when it’s hard has your own words for it"
        assert only_there <= Counter(words_of(allowed if "words-at-home" in path else "")), path


@each_sample
def test_what_a_sheet_points_to_is_in_the_file_or_named_as_the_guide(name: str) -> None:
    """Sheets are printed by themselves: they send nobody to a place that isn't there."""
    there = {page.path for page in sheets_of(name)}
    lost = []
    for page in sheets_of(name):
        for sentence in re.split(r"(?<=[.?!])\s", page.text):
            for target in re.findall(r"\]\(([^)#]+)", sentence):
                path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
                if path not in there and not OF_THE_GUIDE.search(f"{path} {sentence}"):
                    lost.append((page.path, sentence))
    assert lost == []


OF_THE_GUIDE = re.compile(
    r"[Yy]our (guide|plan|agreement)|[Cc]lause \d|“\[I will|^value-map/days|plan/index"
    r"|^together/(talks|onward|repair)"
)
"""Names the guide, quotes a promise, a value or a step; or a part whose card is in the file."""


def test_a_complaint_stands_on_one_card_alone() -> None:
    """What one asked for with a heavy heart is read where it fits, and on no card besides."""
    cards = as_elements(cards_of("ines-zoe"))
    with_it = [path for path, card in cards.items() if "it was over in March" in card.text()]
    assert with_it == ["cards/owning.md"]


def parts(page: Element) -> Iterator[tuple[str, list[str]]]:
    """Yield the heading and the words of each part of a page that has a heading of level two."""
    title, said = "", list[str]()
    for block in page.inside:
        text = block if isinstance(block, str) else block.text()
        if isinstance(block, Element) and block.tag == "h2":
            yield title, said
            title, said = text.strip(), []
        said += words_of(text)
    yield title, said


def a_filled_couple(words: int) -> Answers:
    """Return a couple who wrote so many words into every field, and two items into each list."""

    def say(path: str, longest: int) -> str:
        said = "Kim" if longest < 100 else "plain word " * (words // 2)
        return f"{said[: longest - 4].strip()} {len(path)}"

    return read(a_couple(Making(say, many=lambda _: 2))).answers


@pytest.mark.parametrize("paper", PAPERS)
def test_a_couple_who_wrote_much_have_one_sheet_a_card_too(paper: str) -> None:
    """With 26 words in every field and two of each, a card is set closer, and stays one."""
    guide = make_guide(a_filled_couple(26), TODAY)
    found = starts(printed(guide, paper))
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    titles = {p.title for p in make_pages(guide, texts, TEMPLATES) if p.layout == "card"}
    lengths = {title: end - begin for (title, begin), (_, end) in pairwise(found)}
    assert {title for title in titles if lengths[title] != 1} == set()


def test_what_no_sheet_can_hold_goes_on_overleaf() -> None:
    """A card that is longer than any sheet is cut off nowhere: its last words are there."""
    text = "# Long\n\n" + "\n\n".join(f"Paragraph number q{n}." for n in range(120))
    guide = guide_of(sample_files("ines-zoe"))
    imprint = make_imprint(guide, load_texts(TEMPLATES, "en", "NZ"), "sheets")
    page = Page("cards/long.md", "Long", "", text, frozenset({"sheets"}), "card")
    with pypdfium2.PdfDocument(make_pdf([page], imprint, "sheets", LOOK, TEMPLATES)) as document:
        said = "".join(sheet.get_textpage().get_text_range() for sheet in document)
        assert len(document) > 1
    assert {f"q{n}" for n in range(120)} == {*re.findall(r"q\d+", said)}


def test_sheets_are_made_when_they_are_asked_for(tmp_path: Path) -> None:
    """`mend build --sheets` makes sheets.pdf and says where; without it there is none."""
    practice = a_practice(tmp_path, "ines-zoe")
    without = mend("build", "--on", DAY, cwd=practice)
    assert not (practice / "build/ines-zoe/sheets.pdf").exists()
    assert "sheets.pdf" not in without.stdout
    asked = mend("build", "--sheets", "--on", DAY, cwd=practice)
    assert (practice / "build/ines-zoe/sheets.pdf").is_file()
    assert "sheets     build/ines-zoe/sheets.pdf" in asked.stdout
    assert Site(practice / "build/ines-zoe/site").names == [
        name for name in Site(practice / "build/ines-zoe/site").names if "cards/" not in name
    ]


def test_a_private_word_on_a_card_stops_the_build(tmp_path: Path) -> None:
    """The last net is spread under the sheets too: a card with a private sentence is not made."""
    practice = a_practice(tmp_path, "ines-zoe")
    partner = practice / "couples/ines-zoe/zoe.yml"
    untold = "I went back to the harbour on my own that evening"
    partner.write_text(f"{partner.read_text()}\nprivate:\n  notes: {untold}\n")
    own = practice / "templates/en/documents/cards/horizon.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("# What outlasts the plan\n\n{% if page.startswith(\"cards/\") %}\n"
                   f"{untold}\n{{% endif %}}\n")  # fmt: skip
    assert mend("build", "--on", DAY, cwd=practice).returncode == 0
    asked = mend("build", "--sheets", "--on", DAY, cwd=practice)
    assert asked.returncode == 1
    assert "sheets.pdf" in asked.stderr
    assert not (practice / "build/ines-zoe/sheets.pdf").exists()
