"""What a couple typed: shown as typed, in its own direction, and doing nothing else."""

import html
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.pages.inert import direction, inert, inert_attribute
from generator.pages.wording import possessive, quoted, sentence, words
from tests.page_text import html_of

NASTY = (
    "{{ 7*7 }} {% raw %}",
    "<script>alert(1)</script>",
    "# not a heading",
    "- not a list",
    "1. not a list either",
    "a | b | c",
    "[x](javascript:alert(1)) ![y](http://a.example/y.png)",
    "<http://a.example> http://a.example",
    "**b** _i_ `c` ~~d~~ ==e== [^1]",
    "[toc] {: .x #y } {#z}",
    "&lt;b&gt; &#60; &amp;",
    "!!! note",
    '"onmouseover="x',
    "\\*literally\\*",
    "a    four spaces",
    "x" * 4000,
    "😀 \N{ZERO WIDTH JOINER}",
)


def shown(markdown: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", html_of(markdown)))


@pytest.mark.parametrize("typed", NASTY)
@pytest.mark.parametrize("frame", ["{}", "- {}", "| a | b |\n| --- | --- |\n| {} | c |", "## {}"])
def test_what_is_typed_is_shown_and_does_nothing(typed: str, frame: str) -> None:
    """In a paragraph, a list, a table and a heading: the same words, and no new element."""
    page, plain = html_of(frame.format(inert(typed))), html_of(frame.format("word"))
    assert " ".join(typed.split()) in " ".join(shown(frame.format(inert(typed))).split())
    assert re.findall(r"<(\w+)", page) == re.findall(r"<(\w+)", plain)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_text_comes_through_whole(typed: str) -> None:
    """Whatever the letters, what is read is what was typed."""
    assert html.unescape(re.sub(r"</?(bdi|br)[^>]*>", "", inert(typed))) == typed


def test_no_ascii_sign_stays_for_a_parser_to_act_on() -> None:
    """Every sign is written as an entity: Markdown, HTML and attributes find none of theirs."""
    assert not set(re.sub(r"&#\d+;", "", inert(string.punctuation))) - {","}
    assert '"' not in inert_attribute('a" b\nc')


def test_our_own_markup_is_not_escaped_twice() -> None:
    """A list of names that a filter made can be handed on to the next."""
    assert inert(Markup("a&#33;")) == "a&#33;"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Alex", "ltr"),
        ("نور", "rtl"),
        ("نور in the small room", "ltr"),
        ("كرم means more than the word says", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_text_runs_the_way_most_of_its_letters_do(text: str, way: str) -> None:
    """An English sentence that opens with an Arabic name still reads from left to right."""
    assert direction(text) == way


def test_names_keep_their_direction_and_the_ending_ours() -> None:
    """The ’s of an Arabic name stands behind it, not before."""
    assert possessive("نور") == '<bdi dir="rtl">نور</bdi>’s'
    assert possessive("Alex") == "Alex’s"


def test_a_sentence_gets_a_full_stop_only_where_it_has_no_end() -> None:
    """A closing quotation mark is no end by itself."""
    assert sentence("say “not today”") == "say “not today”."
    assert sentence("She said “go.”") == "She said “go.”"
    assert sentence("Really?") == "Really?"


def test_quotations_carry_whose_words_they_are() -> None:
    """A block has its speaker's name, an inline quotation its mark."""
    assert quoted("a\nb", "Alex") == (
        '<blockquote class="words" dir="ltr"><p>a<br>b</p><footer>Alex</footer></blockquote>'
    )
    assert words("a") == '<q class="words">a</q>'
