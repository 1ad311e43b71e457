"""A site in fewer bytes says and shows the same."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.editions.shorten import shorten, shorter_page, shorter_script, shorter_style
from tests.samples import SAMPLES

MOST = 940_000
"""Bytes of a couple's site, unlocked."""

Tree = Callable[[Mapping[str, str | bytes]], Path]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_site_is_small(sample_builds: Path, name: str) -> None:
    """A site is quick to copy to a phone: what weighs most is named when it grows."""
    site = sample_builds / name / "site"
    sizes = {
        path.relative_to(site).as_posix(): path.stat().st_size
        for path in site.rglob("*")
        if path.is_file()
    }
    largest = sorted(sizes.items(), key=lambda one: -one[1])[:8]
    assert len(sizes) > 20
    assert sum(sizes.values()) <= MOST, f"largest: {largest}"


@pytest.mark.parametrize(
    ("page", "short"),
    [
        ("<ul>\n  <li>one</li>\n\n  <li>two\n</li></ul>", "<ul><li>one</li><li>two</li></ul>"),
        ("<p><b>a</b>\n <i>b</i></p>", "<p><b>a</b>\n<i>b</i></p>"),
        ("<p>a\n  b</p>\n<textarea>\n  a\n\n  b\n</textarea>\n<p>c</p>",
         "<p>a\nb</p><textarea>\n  a\n\n  b\n</textarea><p>c</p>"),
        ("<p>8&#58;30 &#60;b&#62; &#38;amp&#59; &#8209;</p>",
         "<p>8:30 &#60;b&#62; &#38;amp; &#8209;</p>"),
        ('<textarea id="a&#46;b" title="&#34;">c&#46;</textarea>',
         '<textarea id="a.b" title="&#34;">c&#46;</textarea>'),
        ('<a title="a &#34; b &#39; c&#45;d">x</a>', '<a title="a &#34; b &#39; c-d">x</a>'),
    ],
    ids=["lists", "words apart", "lines to keep", "signs", "signs of a field", "signs in a tag"],
)  # fmt: skip
def test_a_page_keeps_what_it_says(page: str, short: str) -> None:
    """Only blanks that show nowhere go, and signs that mean nothing to a browser are plain."""
    assert shorter_page(page) == short


@pytest.mark.parametrize(
    ("style", "short"),
    [
        ("a, b > c {\n  /* why */ color : red;\n}\n", "a,b > c{color :red}"),
        ('q::before { content: "a  { /* b */"; }', 'q::before{content:"a  { /* b */"}'),
        ("p { width: calc(100% - 2px) }", "p{width:calc(100% - 2px)}"),
        ("a :hover { x: url(data:a;b) }", "a :hover{x:url(data:a;b)}"),
    ],
)
def test_a_style_keeps_what_it_asks_for(style: str, short: str) -> None:
    """Notes go, and blanks that part nothing; what is quoted stays letter by letter."""
    assert shorter_style(style) == short


def test_a_script_keeps_its_lines() -> None:
    """Notes on lines of their own go; a script whose text goes over lines stays as it is."""
    assert shorter_script("// why\n  f(); // so\n\n", ours=True) == "f(); // so\n"
    kept = "f(`a\n  // b`);\n"
    assert shorter_script(kept, ours=True) == kept


def test_files_of_ours_are_one_only_where_all_pages_ask_for_all(write_tree: Tree) -> None:
    """A practice whose pages ask for fewer of them finds each under its own name."""
    both = '<link rel="stylesheet" href="{0}a.css"><link rel="stylesheet" href="{0}b.css">'
    tree = {"a.css": "a{}", "b.css": "b{}", "i.html": both.format("")}
    joined = {"ab.css": ("a.css", "b.css")}
    site = write_tree({f"one/{name}": text for name, text in tree.items()}
                      | {"one/in/i.html": both.format("../")}) / "one"  # fmt: skip
    shorten(site, joined)
    assert (site / "ab.css").read_text() == "a{}b{}"
    assert (site / "in/i.html").read_text() == '<link rel="stylesheet" href="../ab.css">'
    other = write_tree({f"other/{name}": text for name, text in tree.items()}
                       | {"other/j.html": "<p>"}) / "other"  # fmt: skip
    shorten(other, joined)
    assert sorted(path.name for path in other.iterdir()) == ["a.css", "b.css", "i.html", "j.html"]
