"""A site that isn't private is named before anyone gets it, whichever template opened it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.editions.site_check import _keeps_to_itself, check_site, comes_from_elsewhere
from generator.problems import GuideError
from tests.command import a_practice, mend, tree
from tests.samples import DAY, ROOT

WriteTree = Callable[[Mapping[str, str | bytes]], Path]

GUARD = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; img-src 'self'\">"
PAGE = f"""<!doctype html><html><head>
<meta name="robots" content="noindex">
{GUARD}
<title>Our guide</title></head><body>
<a data-mend-leave href="https://www.wikipedia.org/">Leave</a>
<svg><title>A picture</title><use href="#a"/></svg>
<p><a href="https://example.org/">A link</a> src=https://example.org/ <img src="a.svg"></p>
</body></html>
"""

OPENED = {
    "found by search engines": ("noindex", "index", "page-to-be-found"),
    "without a policy": (GUARD, "", "page-unguarded"),
    "with a policy that lets others in": ("'self'", "'self' https:", "page-unguarded"),
    "names in its title": ("<title>Our", "<title>Alex and Sam: our", "page-title"),
    "a title of its own beside ours": ("</head>", "<title>Alex</title></head>", "page-title"),
    "no title": ("<title>Our guide</title>", "", "page-title"),
    "no way to leave": ("data-mend-leave", "", "page-without-exit"),
    "a dead way to leave": ("https://www.wikipedia.org/", "", "page-without-exit"),
    "a script": ("<body>", "<body><script src='//example.org/a.js'></script>", "page-loads"),
    "a frame": ("<body>", "<body><iframe src=https://example.org/></iframe>", "page-loads"),
    "a font": ("<body>", "<body><link rel=stylesheet href=https://example.org/>", "page-loads"),
    "a choice of pictures": ('src="a.svg', 'srcset="a.svg 1x, https://a.b 2x', "page-loads"),
    "a style inside": ("<body>", "<body><style>@import 'https://a.b'</style>", "page-loads"),
    "a style on a word": ("<p>", "<p style='background:url(https://a.b)'>", "page-loads"),
    "a jump": ("<body>", "<meta http-equiv=refresh content='0;url=https://a.b'>", "page-loads"),
    "another beginning": ("<body>", "<base href='https://a.b'>", "page-loads"),
    "part of another picture": ('"#a"', '"https://a.b/c.svg#a"', "page-loads"),
}


def codes(site: Path) -> list[str]:
    with pytest.raises(GuideError) as caught:
        check_site(site, "Our guide")
    assert all(problem.place.file.startswith("site/") for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def test_a_private_page_passes(write_tree: WriteTree) -> None:
    """Links to other places, pictures with titles and addresses in the text are no one's harm."""
    styles = "/* url(https://a.b) */ p{background:url(data:image/svg+xml,%3Csvg%3E)}"
    check_site(write_tree({"site/a/index.html": PAGE, "site/a.css": styles}) / "site", "Our guide")


@pytest.mark.parametrize("case", OPENED)
def test_a_page_that_is_not_private_is_named(write_tree: WriteTree, case: str) -> None:
    """What a template dropped or added is told once, with a page that shows it."""
    old, new, code = OPENED[case]
    assert old in PAGE
    page = PAGE.replace(old, new)
    assert codes(write_tree({"site/a.html": page, "site/b.html": page}) / "site") == [code]


def test_a_style_or_picture_that_asks_elsewhere_is_named(write_tree: WriteTree) -> None:
    """A style sheet and a picture may load what lies in the site, and nothing else."""
    site = write_tree({
        "site/a.css": "p{color:red}\n@font-face{src:url('https://a.b/c.woff2')}",
        "site/b.svg": "<svg xmlns='http://www.w3.org/2000/svg'><image href='//c.d/e.png'/></svg>",
    })  # fmt: skip
    assert codes(site / "site") == ["page-loads", "page-loads"]


@pytest.mark.parametrize(
    "address", ["http:a", "//a", r"\\\\a", "/\t/a", " https://a", "file:///a", "ws://a", "http://["]
)
def test_an_address_is_read_as_browsers_read_it(address: str) -> None:
    """However the address of another server is written, it counts as one."""
    assert comes_from_elsewhere(address)
    assert not comes_from_elsewhere("../a.png#b")


def test_an_open_site_is_not_handed_out(tmp_path: Path) -> None:
    """A practice whose own template opens the site keeps the last build, and is told what to do."""
    practice = a_practice(tmp_path, "ines-zoe")
    own = practice / "templates/site/main.html"
    own.parent.mkdir(parents=True)
    text = (ROOT / "templates/site/main.html").read_text("utf-8")
    own.write_text(text.replace("noindex, ", "").replace("config.site_name", "page.title"), "utf-8")
    before = tree(practice)
    run = mend("build", "--on", DAY, cwd=practice)
    assert run.returncode == 1
    assert "search engines" in run.stderr
    assert "site/index.html" in run.stderr
    assert tree(practice) == before


@pytest.mark.parametrize(
    "rule",
    [
        "script-src 'self' 'unsafe-inline'",
        "script-src 'unsafe-eval'",
        "script-src data:",
        "worker-src blob:",
        "style-src 'self' 'unsafe-inline'",
        "connect-src https:",
        "img-src *",
    ],
)
def test_a_policy_that_lets_in_more_than_the_site_needs_is_none(rule: str) -> None:
    """No script or style inside a page, none written out in an address, nothing from elsewhere."""
    assert _keeps_to_itself("default-src 'none'; script-src 'self'; img-src 'self' data:")
    assert not _keeps_to_itself(f"default-src 'none'; {rule}")
