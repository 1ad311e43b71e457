"""The fonts we carry: listed as they are, and asked only for what a text needs."""

import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

from generator.editions.fonts import (
    FOLDER,
    all_fonts,
    font_face_css,
    fonts_for,
    missing_characters,
)
from generator.shipped import TemplateFolders, shipped_folder

OURS = shipped_folder() / "templates"
TEMPLATES = TemplateFolders((OURS,))
BASE = {
    "atkinson-hyperlegible-next-latin.woff2",
    "atkinson-hyperlegible-next-latin-italic.woff2",
    "source-serif-4-latin.woff2",
}


def _tool(name: str) -> ModuleType:
    tool = Path(__file__).parents[2] / f"tools/{name}.py"
    spec = importlib.util.spec_from_file_location(name, tool)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_list_says_what_the_fonts_really_show() -> None:
    """`python tools/list_fonts.py` was run after the last change of a font."""
    listing = _tool("list_fonts").listing(OURS / FOLDER)
    assert listing == (OURS / FOLDER / "fonts.yml").read_text("utf-8")


def test_what_is_typed_into_a_form_has_the_letters_of_all_its_scripts() -> None:
    """`python tools/field_font.py` was run after the last change of a font it is made of."""
    sources = _tool("field_font").SOURCES
    known = {Path(font.file).stem: font for font in all_fonts(TEMPLATES).fonts}
    made_of = [known[source] for source in sources]
    with TTFont(OURS / FOLDER / "fields/fields.woff2", lazy=True) as font:
        shown = set(font.getBestCmap())
    lacking = {code for code in range(0x21, 0x10000)
               if code not in shown and any(one.shows(chr(code)) for one in made_of)}  # fmt: skip
    assert len(shown) > 4000
    assert {ord(sign) for sign in "ŁžẾΕλНаљᾳԱნنﻧש"} <= shown
    assert lacking == {0xFDFD}, "but for a sign that is a whole sentence"


def test_every_font_has_its_licence_and_its_weights_for_paper() -> None:
    """No file is listed that isn't there, and none is there that isn't listed or licensed."""
    listed = set(all_fonts(TEMPLATES).files)
    folder = OURS / FOLDER
    licences = {path.stem.removeprefix("OFL-") for path in folder.glob("OFL-*.txt")}
    assert listed == {path.name for path in folder.glob("*.woff2")}
    assert all(any(file.startswith(name) for name in licences) for file in listed)
    stills = {
        f"{Path(font.file).stem}-{weight}.woff2"
        for font in all_fonts(TEMPLATES).fonts
        for weight in font.on_paper
    }
    assert stills == {path.name for path in (folder / "paper").glob("*.woff2")}


def test_plain_english_needs_three_files() -> None:
    """Most guides ship the body font, upright and slanted, and the heading font."""
    assert (
        set(fonts_for(["Put the phone on the shelf at 9 pm – “really”."], TEMPLATES).files) == BASE
    )


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("Дмитрий", "noto-sans-cyrillic.woff2"),
        ("Дмитрий", "source-serif-4-cyrillic.woff2"),
        ("Łukasz", "atkinson-hyperlegible-next-latin-ext.woff2"),
        ("سلام", "noto-sans-arabic.woff2"),
        ("שלום", "noto-sans-hebrew.woff2"),
        ("नमस्ते", "noto-sans-devanagari.woff2"),
        ("Thảo Nguyễn", "noto-sans-vietnamese.woff2"),
        ("→", "noto-sans-math-signs.woff2"),
        ("\u2011", "noto-sans-latin-signs.woff2"),
        ("🙂", "noto-emoji-9.woff2"),
    ],
)
def test_another_script_brings_its_font(text: str, file: str) -> None:
    """A letter that the body font lacks adds the one file that has it."""
    assert file in fonts_for([text], TEMPLATES).files


@pytest.mark.parametrize(
    "shown", ["Zoë", "Z" + "oe\u0308", "a\u200fb\u2066c", "❤\ufe0f", "👩\u200d👧", "\n\t"]
)
def test_a_mark_that_only_steers_needs_no_font(shown: str) -> None:
    """Direction, joining and variation marks are there, and need no glyph."""
    assert missing_characters(shown, TEMPLATES) == ""


def test_what_no_font_shows_is_named_once() -> None:
    """Each such character is said once, in the order in which it was typed."""
    assert missing_characters("我 and 你, 我! \ue000", TEMPLATES) == "我你\ue000"


def test_a_practice_adds_a_font(write_tree: Callable[[Mapping[str, str | bytes]], Path]) -> None:
    """A list of its own in the practice's templates is asked as well."""
    entry = "- {file: mine.woff2, family: Mine, role: script, shows: 6211 4F60}\n"
    own = write_tree({f"{FOLDER}/fonts.yml": entry})
    both = TemplateFolders((own, OURS))
    assert missing_characters("我你", both) == ""
    assert fonts_for(["我"], both).files[-1] == "mine.woff2"


@pytest.mark.parametrize("edition", ["site", "print"])
def test_the_css_names_each_font_and_both_stacks(edition: str) -> None:
    """Every file of the selection is there to load, and both tokens name its family."""
    fonts = fonts_for(["Дмитрий"], TEMPLATES)
    css = font_face_css(fonts, "../fonts/", "print" if edition == "print" else "site")
    assert all(Path(file).stem in css for file in fonts.files)
    assert css.count("Noto Sans") >= 3
    assert "--mend-font-text:" in css
    assert "--mend-font-head:" in css


def test_the_site_leaves_emoji_to_the_browser() -> None:
    """Phones and laptops have emoji of their own, in colour."""
    fonts = fonts_for(["🙂 →"], TEMPLATES).without("emoji")
    assert not any("emoji" in file for file in fonts.files)
    assert "noto-sans-math-signs.woff2" in fonts.files
