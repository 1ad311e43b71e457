"""What a partner keeps private is in nothing that is handed over, and no other couple's words are.

The first net is that a guide can't be made from private words; the second reads what came out.
"""

import html
import json
import re
import shutil
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pypdfium2
import pytest

from generator.answers.folder import CoupleFolder, read_folder
from generator.answers.model import typed_words
from generator.answers.partner import PartnerFile
from generator.editions.print_edition import make_pdf
from generator.editions.repeated import SCRIPT, move_repeated
from generator.pages.page import Imprint, Page
from generator.pages.text import load_texts
from generator.practice.leaks import find_leaks
from generator.practice.messages import load_messages, render
from generator.practice.practice import Practice
from generator.practice.watched_words import watch
from tests.command import a_practice, build, mend, tree
from tests.filled import Making, a_couple, as_files, field_of, read, text_fields
from tests.made_pages import LOOK, TEMPLATES
from tests.reading_back import in_a_row, words_of
from tests.samples import DAY, ROOT, SAMPLES

UNTOLD = "The magpie kept four brass buttons under our green stairs."
WORDS = words_of(UNTOLD)
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


# --- Nothing private is in a build ----------------------------------------------------------


def canary(path: str) -> str:
    """Return words for one private field that stand nowhere else: one word, or a sentence."""
    name = path.replace(".", "x").replace("_", "")
    return f"zq{name}" if path.endswith(("1", "notes")) else f"I zq{name} and never zz{name}."


def test_no_private_word_is_in_any_file(tmp_path: Path) -> None:
    """Every private field holds words of its own, and not one of them is found in a build."""
    asked: dict[str, str] = {}

    def text(path: str, _: int) -> str:
        if ".private." in path:
            return asked.setdefault(path, canary(path))
        return f"Ours {path.replace('.', ' ').replace('_', ' ')}"[-60:]

    practice = a_practice(tmp_path, "ines-zoe")
    files = as_files(a_couple(Making(text, many=lambda path: 2 if ".private." in path else 1)))
    _write(practice / "couples" / "kim-lee", files)
    built = build(practice, "kim-lee") / "kim-lee"
    private = {field for field in text_fields(PartnerFile) if field.startswith("Private.")}
    assert {field_of(path) for path in asked} == private
    signs = {word for said in asked.values() for word in words_of(said) if word[:2] in ("zq", "zz")}
    assert len(signs) >= 2 * len(private)
    own = {sign for path, said in asked.items() if path.split(".")[2] == "for_my_pages"
           for sign in words_of(said) if sign in signs}  # fmt: skip
    mine = "\n".join(_all_texts(built / "own")).casefold()
    assert sorted(sign for sign in signs if sign in mine) == sorted(own)
    shutil.rmtree(built / "own")
    everything = "\n".join(_all_texts(built)).casefold()
    assert "kim" not in everything  # nor the folder's name
    assert "ours" in everything
    assert sorted(sign for sign in signs if sign in everything) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_keep_what_is_private(sample_builds: Path, name: str) -> None:
    """No sentence of a sample's private halves is found in their build, in any file."""
    texts = [text for _, text in typed_words(_folder(name).private)]
    assert texts or name == "ines-zoe"
    everything = in_a_row(" ".join(_all_texts(sample_builds / name)))
    assert [text for text in texts if in_a_row(text) in everything] == []


def _folder(name: str) -> CoupleFolder:
    return read_folder(name, Practice(ROOT).answer_files(name), f"couples/{name}")


def _all_texts(built: Path) -> Iterator[str]:
    """Yield whatever can be read in a build, more roughly and more widely than Mend does."""
    for name, content in tree(built).items():
        yield name
        if name.endswith(".pdf"):
            yield from _in_pdf(built / name)
        else:
            text = content.decode("utf-8", errors="replace").replace("\r\n ", "")
            yield html.unescape(text)
            yield html.unescape(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text))


def _in_pdf(path: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(path) as document:
        yield from (page.get_textpage().get_text_range() for page in document)
    with pikepdf.open(path) as pdf:
        yield from (str(one) for one in pdf.objects if isinstance(one, pikepdf.String))
        yield pdf.Root.Metadata.read_bytes().decode() + repr(dict(pdf.docinfo))


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


# --- The second net finds what slipped through the first ------------------------------------


def _as_page(body: str) -> str:
    return f"<!doctype html><title>x</title><body>{body}"


def _search_index(text: str) -> str:
    return "var __index = " + json.dumps({"docs": [{"location": "", "text": text}]})


def _folded(text: str) -> str:
    line = f"SUMMARY:{text}"
    return "BEGIN:VEVENT\r\n" + "\r\n ".join(line[i : i + 9] for i in range(0, len(line), 9))


def _repeated(html: str) -> str:
    site = {"index.html": f"<!--repeated--><b>{html}</b><!--/repeated-->"}
    move_repeated(site)
    return site[SCRIPT]


TEXTS: Mapping[str, tuple[str, str]] = {
    "plain in a page": ("site/index.html", _as_page(f"<p>{UNTOLD}</p>")),
    "as entities": ("site/index.html", _as_page("".join(f"&#{ord(sign)};" for sign in UNTOLD))),
    "as hex entities": ("site/a.html", _as_page("".join(f"&#x{ord(s):x};" for s in UNTOLD))),
    "word by word in tags": ("site/a.html", _as_page(UNTOLD.replace(" ", "</i> <i>"))),
    "in an attribute": ("site/a.html", _as_page(f'<img src="x.svg" alt="{UNTOLD}">')),
    "in an attribute, as entities": (
        "site/a.html",
        _as_page(f'<i title="{UNTOLD.replace(" ", "&#32;")}"></i>'),
    ),
    "in a comment": ("site/a.html", _as_page(f"<!-- {UNTOLD} -->")),
    "in a comment with a tag": ("site/a.html", _as_page(f"<!-- <p>{UNTOLD}</p> -->")),
    "in capitals": ("site/a.html", _as_page(UNTOLD.upper())),
    "with soft hyphens": ("site/a.html", _as_page(UNTOLD.replace("tt", "t&shy;t"))),
    "over several lines": ("site/a.html", _as_page(UNTOLD.replace(" ", "\n"))),
    "in a page's data": ("site/a.html", _as_page(f"<script>{_search_index(UNTOLD)}</script>")),
    "in the search index": ("site/search/search_index.js", _search_index(UNTOLD)),
    "in the search index, as escapes": (
        "site/search/search_index.js",
        _search_index("\0").replace(r"\u0000", "".join(rf"\u{ord(s):04x}" for s in UNTOLD)),
    ),
    "in the search index, in tags": (
        "site/search/search_index.js",
        _search_index(UNTOLD.replace(" ", "</b> <b>")),
    ),
    "in the manifest": ("manifest.json", json.dumps({"files": {"a": UNTOLD}})),
    "in a script": ("site/assets/a.js", f"// {UNTOLD}"),
    "in what all pages repeat": (SCRIPT, _repeated(UNTOLD.replace(" ", "</b>\n<b>"))),
    "in a style": ("site/assets/a.css", f'p::before {{ content: "{UNTOLD}" }}'),
    "in a picture": ("site/a.svg", f"<svg><title>{UNTOLD}</title></svg>"),
    "in the calendar, folded": ("check-ins.ics", _folded(UNTOLD)),
    "in an address": ("site/a.html", _as_page(f'<a href="?x={quote(UNTOLD)}">x</a>')),
    "escaped twice": (
        "site/a.html",
        _as_page("".join(f"&amp;#{ord(sign)};" for sign in UNTOLD)),
    ),
    "as entities with names": ("site/a.html", _as_page(UNTOLD.replace(" ", "&nbsp;"))),
    "in a script, as escapes": (
        "site/assets/a.js",
        "x = '" + "".join(rf"\x{ord(sign):02x}" for sign in UNTOLD) + "'",
    ),
    "in a style, as escapes": (
        "site/assets/a.css",
        "p { content: '" + "".join(rf"\{ord(sign):06x}" for sign in UNTOLD) + "' }",
    ),
    "as base64": (
        "site/assets/a.css",
        f"p {{ background: url(data:text/plain;base64,{b64encode(UNTOLD.encode()).decode()}) }}",
    ),
    "with places to break": ("site/a.html", _as_page(UNTOLD.replace("a", "a<wbr>"))),
    "in a kind of file that is new": ("site/a.webmanifest", UNTOLD),
    "in a text": ("site/assets/licences.txt", UNTOLD),
    "in a file's name": (f"site/{'-'.join(WORDS)}.html", _as_page("")),
    "in a folder's name": (f"site/{'_'.join(WORDS)}/a.css", ""),
}


def printed(body: str) -> bytes:
    """Return a PDF of one page that says this."""
    labels = load_texts(TEMPLATES, "en", "GB").editions
    imprint = Imprint("Our guide", "en", "A4", draft=False, version="1", date="1", labels=labels)
    page = Page("help.md", "Help", "", f"# Help\n\n{body}\n", frozenset({"agreement"}))
    return make_pdf([page], imprint, "agreement", LOOK, TEMPLATES)


def _pdf(change: Callable[[pikepdf.Pdf], None], path: Path) -> None:
    path.write_bytes(printed("Words."))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def _in_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = UNTOLD


def _in_keywords(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Keywords"] = UNTOLD


def _in_alternative(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.Alt = pikepdf.String(UNTOLD)


def _in_metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = UNTOLD


def _as_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = UNTOLD.encode()


def _in_note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Contents=pikepdf.String(UNTOLD))
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def _in_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(UNTOLD, 0))


@pytest.fixture(scope="module")
def folder() -> CoupleFolder:
    """Return a couple of whom one has untold words in a private field."""
    untold_at = "sam.private.for_the_therapist"

    def text(path: str, _: int) -> str:
        return UNTOLD if path == untold_at else f"Ours {path}"[-60:]

    return read(a_couple(Making(text)))


def leaks_in(built: Path, folder: CoupleFolder) -> list[str]:
    """Return what the check tells of a build, each as a therapist reads it."""
    messages = load_messages(Practice(ROOT).templates, "en")
    found = find_leaks(built, watch(folder, [], ""))
    shown = [render(problem, messages) for problem in found]
    return [f"{one.place} {one.wrong} {one.do}" for one in shown]


@pytest.mark.parametrize("form", TEXTS)
def test_a_leak_is_found_in_every_form(tmp_path: Path, folder: CoupleFolder, form: str) -> None:
    """However the words are written down, the check names file and answer, never the words."""
    name, text = TEXTS[form]
    _write(tmp_path, {name: text.encode(), "site/harmless.html": _as_page("Words").encode()})
    (told,) = leaks_in(tmp_path, folder)
    assert "sam.private.for_the_therapist" in told.replace(" → ", ".")
    assert "harmless" not in told
    if "name" not in form:
        assert [word for word in WORDS if len(word) > 5 and word in told.casefold()] == []


@pytest.mark.parametrize(
    "change",
    [
        _in_title,
        _in_keywords,
        _in_bookmark,
        _in_alternative,
        _in_metadata,
        _as_attachment,
        _in_note,
    ],
)
def test_a_leak_is_found_in_what_a_pdf_tells_of_itself(
    tmp_path: Path, folder: CoupleFolder, change: Callable[[pikepdf.Pdf], None]
) -> None:
    """Its title, keywords, bookmarks, notes, metadata, attachments, and words for pictures."""
    _pdf(change, tmp_path / "guide.pdf")
    assert len(leaks_in(tmp_path, folder)) == 1


@pytest.mark.parametrize(
    "between",
    [" ", "\n\n", " <br> "],
    ids=["in a line", "in many paragraphs", "in many lines"],
)
def test_a_leak_is_found_on_paper(tmp_path: Path, folder: CoupleFolder, between: str) -> None:
    """The words of a PDF are read across lines and paragraphs."""
    (tmp_path / "agreement.pdf").write_bytes(printed(UNTOLD.replace(" ", between)))
    assert len(leaks_in(tmp_path, folder)) == 1


HIDDEN: Mapping[str, Callable[[str], str]] = {
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "in capitals": str.upper,
    "as entities": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "as escapes": lambda text: json.dumps(text)[1:-1],
    "in an address": quote,
    "ligatures": lambda text: text.replace("fi", "\ufb01"),
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_word_of_any_private_field_is_found_for_both_and_the_other(
    tmp_path: Path, hidden: str
) -> None:
    """Each private field, however it is written, in what both get and in the other's own pages."""
    planted: dict[str, str] = {}

    def text(path: str, _: int) -> str:
        if ".private." not in path:
            return f"Ours {path}"[-60:]
        return planted.setdefault(path, f"Né zq{len(planted)} filled my fine café at noon")

    net = watch(read(a_couple(Making(text))), [], "")
    assert {field_of(path) for path in planted} == {
        field for field in text_fields(PartnerFile) if field.startswith("Private.")
    }
    for path, words in planted.items():
        mine, theirs = path.split(".")[0], {"alex": "sam", "sam": "alex"}[path.split(".")[0]]
        page = _as_page(HIDDEN[hidden](words))
        files = {"site/a.html": page, f"own/{theirs}/a.html": page}
        folder = tmp_path / path
        _write(folder, {name: text.encode() for name, text in files.items()})
        assert {one.place.file for one in find_leaks(folder, net)} == {*files}, mine


def test_an_honest_build_has_no_leak(tmp_path: Path, folder: CoupleFolder) -> None:
    """What both shared may hold some of the same words."""
    text = "We kept four brass buttons, and the magpie is under our stairs."
    _write(tmp_path, {"site/a.html": _as_page(text).encode()})
    assert leaks_in(tmp_path, folder) == []


# --- Through the front door: a build that would leak fails, and the last one stays ----------


def test_an_answer_that_says_nothing_stops_no_build(tmp_path: Path) -> None:
    """Who writes “n/a” where nothing is to be said, or a word that we use too, is not stuck."""
    practice = a_practice(tmp_path, "ines-zoe")
    file = practice / "couples/ines-zoe/ines.yml"
    private = 'private: {notes: "n/a", fears: [px, x, "-", page 3, Version 2, Not yet]}'
    file.write_text(f"{file.read_text('utf-8')}\n{private}\n", "utf-8")
    assert (build(practice, "ines-zoe") / "ines-zoe/guide.pdf").is_file()


def test_how_to_reach_the_therapist_is_no_partners_secret(tmp_path: Path) -> None:
    """Who writes the same hours as the therapist's lets the other's own pages tell them."""
    hours = "Monday to Friday from nine to five"

    def text(path: str, _: int) -> str:
        said = {"couple.therapist.hours": hours, "alex.shared.memories.0": hours}
        return said.get(path, f"Ours {path}"[-60:])

    folder = read(a_couple(Making(text)))
    _write(tmp_path, {"own/sam/a.html": _as_page(hours).encode()})
    assert leaks_in(tmp_path, folder) == []


def test_two_who_live_together_say_some_things_alike(tmp_path: Path) -> None:
    """Where one ends with words that the other goes on from, no guide is stopped for it."""
    theirs = "How you walked the long way home on payday"
    said = {"alex.shared.memories.0": theirs, "sam.shared.self_care.0": "Walk the long way home"}
    folder = read(a_couple(Making(lambda path, _: said.get(path, f"Ours {path}"[-60:]))))
    alike = "<p>Walk the long way home</p><p>On Sunday, once more</p>"
    for body, leaks in ((alike, 0), (f"<p>{theirs}</p>", 1)):
        _write(tmp_path, {"own/sam/a.html": _as_page(body).encode()})
        assert len(leaks_in(tmp_path, folder)) == leaks


@pytest.fixture
def leaking(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that makes a practice whose own page footer says the given words."""

    def make(words: str) -> Path:
        practice = a_practice(tmp_path / "practice", "ines-zoe", "noor-elias")
        build(practice, "ines-zoe")
        footer = practice / "templates/site/partials/footer.html"
        footer.parent.mkdir(parents=True)
        footer.write_text(f"<footer>{words}</footer>")
        return practice

    return make


def test_a_leaking_build_fails_and_leaves_the_last_one(leaking: Callable[[str], Path]) -> None:
    """Private words in the footer: the build says which answer they are, and changes nothing."""
    practice = leaking(UNTOLD)
    file = practice / "couples/ines-zoe/ines.yml"
    file.write_text(f"{file.read_text()}\nprivate:\n  notes: {UNTOLD}\n")
    before = tree(practice / "build")
    run = mend("build", "ines-zoe", "--on", DAY, cwd=practice)
    assert run.returncode == 1
    assert "ines" in run.stderr
    assert "private" in run.stderr
    assert "notes" in run.stderr
    assert [word for word in ("magpie", "buttons") if word in run.stderr + run.stdout] == []
    assert tree(practice / "build") == before


def test_one_couples_words_do_not_reach_another(leaking: Callable[[str], Path]) -> None:
    """A sentence of one couple on the pages of another stops the other, and is not told."""
    other = _folder("noor-elias").answers.shared["elias"].values[0]
    assert len(words_of(other.means)) >= 8
    practice = leaking(html.escape(other.means))
    before = tree(practice / "build/ines-zoe")
    run = mend("build", "--on", DAY, cwd=practice)
    assert run.returncode == 1
    assert "noor-elias" in run.stderr
    assert other.means not in run.stderr
    assert tree(practice / "build/ines-zoe") == before
    assert (practice / "build/noor-elias/site/index.html").is_file()


@pytest.mark.parametrize("slip", ["", "\nunheard-of: yes\n"], ids=["in order", "with a slip"])
def test_what_one_couple_keeps_private_does_not_reach_another(
    leaking: Callable[[str], Path], slip: str
) -> None:
    """A private sentence of one couple in the templates stops the guides of all others too.

    So it does where that couple's own files can't be read whole.
    """
    practice = leaking(UNTOLD)
    file = practice / "couples/noor-elias/elias.yml"
    old = "not_ready_to_share:\n"
    assert old in file.read_text("utf-8")
    text = file.read_text("utf-8").replace(old, f"{old}    - {UNTOLD}\n") + slip
    file.write_text(text, "utf-8")
    before = tree(practice / "build/ines-zoe")
    run = mend("build", "ines-zoe", "--on", DAY, cwd=practice)
    assert run.returncode == 1
    assert "ines-zoe" in run.stdout + run.stderr
    assert tree(practice / "build/ines-zoe") == before
