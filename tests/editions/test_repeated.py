"""What all pages of a site repeat is said once, and every reader still has it on each page."""

import pytest

from generator.editions.repeated import SCRIPT, move_repeated, put_back, repeated_in

MARKED = "<nav><!--repeated--><b>“find”</b><!--/repeated--><a>leave</a></nav>"
WHOLE = "<nav><b>“find”</b><a>leave</a></nav>"


def test_one_script_says_what_all_pages_say() -> None:
    """Each page asks for it where it stood, from whichever folder the page lies in."""
    texts = {"index.html": MARKED, "plan/index.html": MARKED, "a.css": "b{}"}
    move_repeated(texts)
    assert texts.pop(SCRIPT) == (
        'document.currentScript.insertAdjacentHTML("beforebegin","<b>“find”</b>");\n'
    )
    assert texts == {
        "index.html": f'<nav><script src="{SCRIPT}"></script><a>leave</a></nav>',
        "plan/index.html": f'<nav><script src="../{SCRIPT}"></script><a>leave</a></nav>',
        "a.css": "b{}",
    }


@pytest.mark.parametrize(
    "other",
    [MARKED.replace("find", "seek"), MARKED + MARKED, WHOLE],
    ids=["another", "twice", "unmarked"],
)
def test_a_page_that_differs_leaves_all_as_they_are(other: str) -> None:
    """A practice's own page keeps what it says, and no mark is left for a reader to find."""
    texts = {"index.html": MARKED, "own.html": other}
    move_repeated(texts)
    assert texts["index.html"] == WHOLE
    assert SCRIPT not in texts
    assert "<!--" not in texts["own.html"]


def test_a_script_of_a_practice_stays_where_it_runs() -> None:
    """A browser runs no script that another one puts in: each page keeps it."""
    page = MARKED.replace("<b>", "<SCRIPT src=a.js></SCRIPT><b>")
    texts = {"index.html": page, "help.html": page}
    move_repeated(texts)
    assert [*texts] == ["index.html", "help.html"]
    assert "<SCRIPT src=a.js>" in texts["help.html"]


def test_what_was_moved_can_be_put_back() -> None:
    """A page under a lock holds all of itself: nothing of it lies in the open."""
    texts = {"plan/index.html": MARKED}
    move_repeated(texts)
    assert put_back(texts["plan/index.html"], repeated_in(texts[SCRIPT])) == WHOLE
