"""What all pages of a site repeat is said once, and every reader still has it on each page."""

import pytest

from generator.editions.repeated import SCRIPT, move_repeated

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
