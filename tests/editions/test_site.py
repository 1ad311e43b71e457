"""The site edition, built from a small guide that uses every building block."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from generator.editions.page_html import read_extensions
from generator.editions.quiet_mkdocs import SiteError
from generator.editions.shorten import shorten
from generator.editions.site import html_name, make_site
from generator.editions.trim import trim
from generator.pages.page import Imprint, Page
from generator.problems import GuideError, Place
from generator.shipped import TemplateFolders, shipped_folder

OURS = shipped_folder()
TEMPLATES = TemplateFolders((OURS / "templates",))
LOOK = OURS / "mkdocs.yml"
LABELS: dict[str, str] = yaml.safe_load(TEMPLATES.find("en/editions.yml").read_text("utf-8"))
IMPRINT = Imprint(
    title="Our guide",
    language="en",
    paper="A4",
    draft=False,
    version="Version 2 · 4f9a1c",
    date="22 November 2026",
    labels=LABELS,
)
LONG_WORD = "x" * 4000
HOME = """
<div class="lead" markdown>What you each said, and what you do next.</div>
<div class="now" markdown>

## Where you are now

In [the first phase](plan/index.md).

</div>
<div class="next" markdown>

## Next

Sit down at 20:30.

</div>
<div class="sides" markdown>
<div class="side" markdown>

### Alex

<blockquote class="words" dir="auto"><p>أريد أن نتكلم بهدوء</p><footer>Alex</footer></blockquote>

</div>
<div class="side" markdown>

### Sam

<q class="words" dir="auto">On ordinary days</q>

</div>
</div>
<div class="note" markdown>A note.</div>
<div class="gentle" markdown>Or nothing today.</div>
"""
CLAUSES = f"""
<div class="clause" id="clause-phone" markdown>

## Phone at night

<dl><dt>Who</dt><dd>Sam</dd><dt>When</dt><dd>{LONG_WORD}</dd></dl>

</div>
<div class="sign" markdown>

| Clause | Agree | Not yet | Talk first | Alex | Sam |
| --- | --- | --- | --- | --- | --- |
| Phone at night | <span class="box"></span> | <span class="box"></span> | | | |

</div>
"""
PLAN = """
<div class="phase-now" markdown>

## Steady

</div>
<div class="phase-later" markdown>

## Later

Opens later.

</div>
<div class="tracks" markdown>
<div class="track" markdown>

### Alex

- Sleep

</div>
<div class="track" markdown>

### Both

- Talk

</div>
</div>
<ul class="checklist"><li>One</li></ul>
<div class="lines lines-2" aria-hidden="true"></div>
<div class="milestones" markdown>

| Date | What |
| --- | ---: |
| 22 November | Start |

</div>
<div class="card" markdown>

### Time-out

1. Say so.

</div>
<div class="helplines" markdown>

## Numbers

**116 123**

</div>
"""


def page(path: str, title: str, section: str = "", body: str = "Words.") -> Page:
    """Return a page of the site."""
    return Page(path, title, section, f"# {title}\n\n{body}\n", frozenset({"site"}))


PAGES = (
    page("index.md", "Where we are", body=HOME),
    page("agreement/index.md", "Our agreement", "Our agreement"),
    page("agreement/clauses.md", "The <clauses> & more", "Our agreement", CLAUSES),
    page("plan/index.md", "Our plan", "Our plan", PLAN),
    page("hard-night.md", "When it gets hard"),
    page("help.md", "Safety and help"),
    replace(page("cover.md", "Cover"), editions=frozenset({"guide"})),
)
SHOWN = [html_name(each.path) for each in PAGES if "site" in each.editions]

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that builds a site and returns its folder."""

    def run(
        pages: tuple[Page, ...] = PAGES,
        imprint: Imprint = IMPRINT,
        look: Path = LOOK,
        templates: TemplateFolders = TEMPLATES,
        into: str = "site",
    ) -> Path:
        make_site(pages, imprint, look, templates, tmp_path / into, tmp_path)
        return tmp_path / into

    return run


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the usual site, as a draft."""
    folder = tmp_path_factory.mktemp("built")
    make_site(PAGES, replace(IMPRINT, draft=True), LOOK, TEMPLATES, folder / "site", folder)
    return folder / "site"


def files(folder: Path) -> Mapping[str, bytes]:
    """Return every file of a folder by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- What is built -------------------------------------------------------------------------


def test_has_each_page_of_the_site_and_no_other(site: Path) -> None:
    """What belongs to paper alone, and MkDocs's own pages, stay away."""
    assert sorted(name for name in files(site) if name.endswith(".html")) == sorted(SHOWN)


def test_ships_only_what_it_uses(site: Path) -> None:
    """No maps for developers, no word stems of other languages, no map for search engines."""
    names = files(site).keys()
    assert not [name for name in names if re.search(r"\.map$|lunr|sitemap|\.md$", name)]
    assert not [name for name, content in files(site).items() if b"sourceMappingURL" in content]


def test_brings_the_word_stems_of_its_language(tmp_path: Path) -> None:
    """A German site keeps the German stems, and drops the French ones."""
    lunr = tmp_path / "assets/javascripts/lunr/min"
    lunr.mkdir(parents=True)
    for name in ("lunr.de.min.js", "lunr.fr.min.js", "lunr.stemmer.support.min.js"):
        (lunr / name).write_text("1")
    trim(tmp_path, [], "de")
    assert sorted(path.name for path in lunr.iterdir()) == [
        "lunr.de.min.js",
        "lunr.stemmer.support.min.js",
    ]


def test_styles_tell_no_word_of_a_page(tmp_path: Path) -> None:
    """A rule of the theme's stays for a class, not for a word like its name that was typed."""
    page = '<link href="assets/stylesheets/a.css"><p class="kept" title="blue">red</p>'
    (tmp_path / "index.html").write_text(page)
    style = tmp_path / "assets/stylesheets/a.css"
    style.parent.mkdir(parents=True)
    style.write_text(".kept{a:b}.red{a:b}[data-md-color-accent=blue]{a:b}")
    shorten(tmp_path, {})
    assert style.read_text() == ".kept{a:b}"


def test_same_pages_give_the_same_bytes(build: Build) -> None:
    """Neither the clock nor the folder shows in a site."""
    assert files(build(into="one")) == files(build(into="two"))


def test_says_nothing_on_the_console(build: Build, capfd: pytest.CaptureFixture[str]) -> None:
    """No notice of the theme's or of MkDocs's reaches the person who builds."""
    build()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("dead", ["[gone](gone.md)", "[gone](help.md#gone)"])
def test_a_dead_link_stops_the_build(
    build: Build, dead: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A warning of MkDocs's is an error, in hand and not on the console."""
    with pytest.raises(SiteError, match="gone"):
        build(pages=(*PAGES, page("more.md", "More", body=dead)))
    assert capfd.readouterr() == ("", "")


def test_leaves_no_project_behind(build: Build, tmp_path: Path) -> None:
    """The readable project that the site was made from is gone after the build."""
    build()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", SHOWN)
def test_a_tab_shows_only_the_neutral_title(site: Path, name: str) -> None:
    """Titles show on a shared screen; search engines stay out; nothing says what made it."""
    text = (site / name).read_text("utf-8")
    assert re.findall(r"<title>(.*?)</title>", text) == ["Our guide"]
    assert '<meta name="robots" content="noindex' in text
    assert "Made with" not in text
    assert 'name="generator"' not in text


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_names_no_one_else(site: Path, name: str) -> None:
    """The only address in a page is the one that "Leave quickly" goes to."""
    text = (site / name).read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    leave_to = yaml.safe_load(LOOK.read_text("utf-8"))["extra"]["leave_to"]
    assert set(re.findall(r'(?:https?:)?//[^"\s<]+', text)) == {leave_to}


@pytest.mark.parametrize("name", SHOWN)
def test_runs_no_script_from_inside_a_page(site: Path, name: str) -> None:
    """Every script is a file, as the content policy asks: only data stands in the page."""
    text = (site / name).read_text("utf-8")
    assert "script-src 'self';" in text
    assert "unsafe" not in text
    inside = re.findall(r"<script(?![^>]*src=)([^>]*)>", text)
    assert inside == [' id="__config" type="application/json"']
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)


def test_titles_read_as_typed(site: Path) -> None:
    """Signs of HTML in a title show as signs, in the menu as well."""
    menu = (site / "agreement/index.html").read_text("utf-8")
    assert "The &lt;clauses&gt; &amp; more</a>" in menu
    assert "<clauses>" not in menu


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_says_so_on_every_page(build: Build, draft: bool) -> None:
    """And what isn't a draft doesn't."""
    built = build(imprint=replace(IMPRINT, draft=draft))
    for name in SHOWN:
        assert ("draft-mark" in (built / name).read_text("utf-8")) is draft


def test_every_page_bears_version_and_date(site: Path) -> None:
    """As paper does, so that the two can be held against each other."""
    for name in SHOWN:
        text = (site / name).read_text("utf-8")
        assert "Version 2 · 4f9a1c" in text
        assert "22 November 2026" in text


# --- The practice's own look ---------------------------------------------------------------


def test_a_practice_replaces_a_style_and_a_template(
    build: Build, write_tree: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    """A file of the same path in the practice's templates wins over ours."""
    own = write_tree(
        {
            "own/assets/css/practice.css": "h1{color:teal}",
            "own/site/partials/footer.html": "<footer>Ours</footer>",
        }
    )
    built = build(templates=TemplateFolders((own / "own", *TEMPLATES.folders)))
    assert (built / "assets/css/practice.css").read_text("utf-8") == "h1{color:teal}"
    assert "<footer>Ours</footer>" in (built / "index.html").read_text("utf-8")
    assert "--mend-paper:#fbf7ee" in (built / "assets/css/tokens.css").read_text("utf-8")


def test_a_mistake_in_a_template_names_its_line_in_each_build(
    build: Build, write_tree: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    """What was compiled for one couple's site tells the next one's mistakes where they stand."""
    footer = "<footer>\n{{ page.previous_page.title or nav.gone.title }}</footer>"
    own = write_tree({"own/site/partials/footer.html": footer}) / "own"
    for into in ("one", "two"):
        with pytest.raises(GuideError) as caught:
            build(templates=TemplateFolders((own, *TEMPLATES.folders)), into=into)
        (problem,) = caught.value.problems
        assert problem.code == "template-mistake"
        assert problem.place == Place("templates/site/partials/footer.html", 2, 1)


def test_a_practice_can_not_open_the_site_to_others(build: Build, tmp_path: Path) -> None:
    """Web fonts, a source link and a web address in mkdocs.yml are left out."""
    look = tmp_path / "mkdocs.yml"
    look.write_text(
        LOOK.read_text("utf-8").replace("name: material", "font: {text: Roboto}")
        + "\nsite_url: https://example.org\nrepo_url: https://example.org/repo\n"
    )
    text = (build(look=look) / "index.html").read_text("utf-8")
    assert "example.org" not in text
    assert "googleapis" not in text


def test_a_slip_in_the_look_names_its_place(build: Build, tmp_path: Path) -> None:
    """A practice edits mkdocs.yml by hand: a mistake there has a line and a column."""
    look = tmp_path / "mkdocs.yml"
    look.write_text("theme:\n  name: [material\nextra: x\n")
    with pytest.raises(GuideError) as caught:
        build(look=look)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("look-unreadable", Place("mkdocs.yml", 3, 6))


@pytest.mark.parametrize("text", ["- a\n", "a", "x: !!python/name:os.system\n", ""])
def test_a_look_of_another_kind_is_no_crash(build: Build, tmp_path: Path, text: str) -> None:
    """Whatever the file holds, the practice hears of it, and nothing in it is run."""
    look = tmp_path / "mkdocs.yml"
    look.write_text(text)
    if text:
        with pytest.raises(GuideError, match="look-unreadable"):
            build(look=look)
    else:
        assert (build(look=look) / "search/search_index.js").is_file()


@pytest.mark.parametrize(
    "look", ["", "extra: {leave_too: https://example.org/}", "extra:", "copyright: Us"]
)
def test_what_a_look_leaves_out_keeps_its_default(build: Build, tmp_path: Path, look: str) -> None:
    """Whoever deletes or misspells a line can still leave quickly, and tables stay tables."""
    (tmp_path / "mkdocs.yml").write_text(look)
    built = (build(look=tmp_path / "mkdocs.yml") / "index.html").read_text("utf-8")
    assert built.count('href="https://www.wikipedia.org/"') == 2
    assert "[the first phase]" not in built  # Markdown inside HTML, by an extension
    assert read_extensions(tmp_path / "mkdocs.yml") == read_extensions(LOOK)


@pytest.mark.parametrize(
    "address",
    ["wikipedia.org", "//wikipedia.org", "javascript:alert(1)", "[a]", "https://", "http://[", "/",
     "https://wikipedia .org", "file:///etc/passwd"],
)  # fmt: skip
def test_leaving_quickly_always_leads_away(build: Build, tmp_path: Path, address: str) -> None:
    """An address that no browser would leave the site for is named, with its line."""
    look = tmp_path / "mkdocs.yml"
    look.write_text(f"theme:\n  name: material\nextra:\n  leave_to: {address}\n")
    with pytest.raises(GuideError) as caught:
        build(look=look)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("leave-not-an-address", Place("mkdocs.yml", 4, 1))


def test_a_setting_that_can_not_work_is_the_practices_to_mend(build: Build, tmp_path: Path) -> None:
    """What MkDocs says of a setting reaches the practice as a problem, not as a crash."""
    look = tmp_path / "mkdocs.yml"
    look.write_text(LOOK.read_text("utf-8") + "\n  - no-such-plugin\n")
    with pytest.raises(GuideError) as caught:
        build(look=look)
    (problem,) = caught.value.problems
    assert problem.code == "look-refused"
    assert "no-such-plugin" in problem.values["said"]


def test_a_mistake_in_a_template_is_told_without_a_word_of_a_page(
    build: Build, tmp_path: Path
) -> None:
    """What Jinja says quotes the page at hand; what stands in the template itself is shown."""
    footer = tmp_path / "own/site/partials/footer.html"
    footer.parent.mkdir(parents=True)
    told = []
    for mistake in ("[1] | map(page.content) | list", "[1] | map('shuot') | list"):
        footer.write_text(f"<footer>{{{{ {mistake} }}}}</footer>\n")
        with pytest.raises(GuideError) as caught:
            build(templates=TemplateFolders((tmp_path / "own", *TEMPLATES.folders)))
        (problem,) = caught.value.problems
        assert problem.place == Place("templates/site/partials/footer.html", 1, 1)
        told.append(problem.values["said"])
    assert told == ["No filter named '…'.", "No filter named 'shuot'."]


def test_a_mistake_in_a_template_is_found_again(build: Build, tmp_path: Path) -> None:
    """Who builds anew without mending it is told the same place, though it was compiled before."""
    footer = tmp_path / "own/site/partials/footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text("<footer>\n{% block a %}{{ 1 // 0 if config }}{% endblock %}</footer>\n")
    templates = TemplateFolders((tmp_path / "own", *TEMPLATES.folders))
    for _ in range(2):
        with pytest.raises(GuideError) as caught:
            build(templates=templates)
        (problem,) = caught.value.problems
        assert problem.place == Place("templates/site/partials/footer.html", 2, 1)


def test_a_template_that_changed_is_read_anew(build: Build, tmp_path: Path) -> None:
    """A site that is built again shows what a template says now."""
    footer = tmp_path / "own/site/partials/footer.html"
    footer.parent.mkdir(parents=True)
    templates = TemplateFolders((tmp_path / "own", *TEMPLATES.folders))
    for words in ("First words", "Second words"):
        footer.write_text(f"<footer>{words}</footer>\n")
        assert words in (build(templates=templates) / "index.html").read_text("utf-8")


def test_every_word_a_template_asks_for_is_there() -> None:
    """MkDocs shows nothing for a word that is missing, so it is looked for here."""
    asked: set[str] = set()
    for path in (OURS / "templates/site").rglob("*.html"):
        text = path.read_text("utf-8")
        asked |= set(re.findall(r"\bwords\.(\w+)", text))
    language = TEMPLATES.find("site/partials/language.html").read_text("utf-8")
    asked |= set(re.findall(r'^  "[\w.]+": "(\w+)"', language, re.MULTILINE))
    assert len(asked) > 25
    assert asked <= LABELS.keys()


# --- Colours -------------------------------------------------------------------------------


def schemes() -> Mapping[str, Mapping[str, str]]:
    """Return the colours of the light and the dark scheme by name."""
    text = TEMPLATES.find("assets/css/tokens.css").read_text("utf-8")
    blocks = re.findall(r'\[data-md-color-scheme="(\w+)"\] \{(.*?)\}', text, re.DOTALL)
    return {name: dict(re.findall(r"--mend-([\w-]+): (#\w{6})", block)) for name, block in blocks}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2 reckons it."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    """Return how bright a colour like "#25303a" is, from 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(
    ("front", "backs", "least"),
    [
        ("ink", ("paper", "card", "panel", "green-soft"), 7),
        ("quiet", ("paper", "card", "panel"), 4.5),
        ("green", ("paper", "card", "panel", "green-soft"), 4.5),
        ("on-green", ("green",), 4.5),
        ("pen", ("paper", "card"), 3),
        ("seam", ("paper", "card"), 3),
    ],
)
def test_colours_can_be_read(scheme: str, front: str, backs: tuple[str, ...], least: float) -> None:
    """Text at 7:1, all other words at 4.5:1, boxes, lines and the seam at 3:1."""
    colours = schemes()[scheme]
    assert len(colours) > 8
    too_faint = {
        back: round(contrast(colours[front], colours[back]), 2)
        for back in backs
        if contrast(colours[front], colours[back]) < least
    }
    assert not too_faint


# --- In a browser --------------------------------------------------------------------------


class Watched:
    """A browser window that keeps what its pages asked others for, and what went wrong."""

    def __init__(self, browser: Browser, width: int, scheme: str = "light") -> None:
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="dark" if scheme == "dark" else "light",
            offline=True,
        )
        self.tab: Tab = self.context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.tab.on("request", lambda asked: self._note(asked.url))
        self.tab.on("console", lambda said: self.wrong.append(said.text))
        self.tab.on("pageerror", lambda error: self.wrong.append(str(error)))

    def _note(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.asked.append(url)

    def open(self, path: Path) -> Tab:
        self.tab.goto(path.as_uri())
        return self.tab


@pytest.fixture
def phone(browser: Browser) -> Iterator[Watched]:
    """Return a window as wide as a small phone."""
    watched = Watched(browser, 320)
    yield watched
    watched.context.close()


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Watched]:
    """Return a window as wide as a laptop."""
    watched = Watched(browser, 1280)
    yield watched
    watched.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", SHOWN)
def test_no_page_scrolls_sideways(site: Path, phone: Watched, name: str) -> None:
    """On the smallest phone, and with a word that never ends."""
    tab = phone.open(site / name)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    assert (phone.asked, phone.wrong) == ([], [])


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_open_to_everyone(site: Path, browser: Browser, scheme: str, width: int) -> None:
    """The checker axe finds nothing on any page, on phone and laptop, in light and dark."""
    watched = Watched(browser, width, scheme)
    found = {
        (name, each["id"], each["nodes"][0]["html"][:200])
        for name in SHOWN
        for each in Axe().run(watched.open(site / name)).response["violations"]
    }
    assert found == set()
    watched.context.close()


@pytest.mark.browser
def test_is_dark_where_the_device_is(site: Path, browser: Browser) -> None:
    """And a choice made by the button stays, from page to page."""
    watched = Watched(browser, 1280, "dark")
    tab = watched.open(site / "index.html")
    assert tab.evaluate("document.body.dataset.mdColorScheme") == "slate"
    tab.get_by_title(LABELS["to_light"]).click()
    watched.open(site / "help.html")
    assert tab.evaluate("document.body.dataset.mdColorScheme") == "default"
    watched.context.close()


def search_for(tab: Tab, word: str) -> None:
    """Type a word into the search, key by key as a person does, and wait for what it finds."""
    box = tab.get_by_role("textbox", name=LABELS["search"])
    box.click()
    box.press_sequentially(word, delay=20)
    tab.locator(".md-search-result__link").first.wait_for()


@pytest.mark.browser
def test_searches_without_a_server(site: Path, laptop: Watched) -> None:
    """Opened by double-click, offline, under a policy that allows no script in a page."""
    tab = laptop.open(site / "help.html")
    search_for(tab, "phone")
    assert tab.locator(".md-search-result__meta").inner_text() == LABELS["search_one"]
    assert (laptop.asked, laptop.wrong) == ([], [])


@pytest.mark.browser
def test_searches_from_a_server(site: Path, laptop: Watched) -> None:
    """The same index serves both: a site carries the couple's words once, and not twice."""
    assert [name for name in files(site) if "index.js" in name] == ["search/search_index.js"]
    with serving(site) as address:
        laptop.context.set_offline(False)
        laptop.tab.goto(f"{address}/agreement/clauses.html")
        search_for(laptop.tab, "phone")
    assert {url.startswith(address) for url in laptop.asked} == {True}
    assert laptop.wrong == []


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine alone, and yield its address."""
    handler = partial(Silent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Silent(SimpleHTTPRequestHandler):
    """A server that doesn't tell the console of each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
        """Say nothing."""


@pytest.mark.browser
def test_the_menu_opens_from_the_keyboard(site: Path, phone: Watched) -> None:
    """Focus goes into the menu, and Escape brings it back; closed, the menu is out of the way."""
    tab = phone.open(site / "index.html")
    button = tab.get_by_role("button", name=LABELS["menu"], exact=True)
    link = tab.locator(".mend-nav").get_by_role("link", name="Our plan")
    assert not link.is_visible()
    button.focus()
    tab.keyboard.press("Enter")
    tab.locator(".mend-close:focus").wait_for()
    assert link.is_visible()
    tab.keyboard.press("Escape")
    tab.locator(".mend-menu:focus").wait_for()
    assert button.get_attribute("aria-expanded") == "false"


@pytest.mark.browser
@pytest.mark.parametrize("name", SHOWN)
def test_what_helps_is_one_tap_away(site: Path, phone: Watched, name: str) -> None:
    """The hard-night page and the way out are in sight, and large enough for a shaking thumb."""
    tab = phone.open(site / name)
    for target in (".mend-hard", ".mend-leave", ".mend-menu"):
        box = tab.locator(target).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def left(watched: Watched, go: Callable[[], None]) -> str:
    """Return the address that the window asks for when one does this."""
    with watched.tab.expect_request(re.compile("^https?:")) as asked:
        go()
    return asked.value.url


@pytest.mark.browser
def test_leaves_by_shift_three_times(site: Path, phone: Watched) -> None:
    """The way out from a keyboard; it says how often is left."""
    tab = phone.open(site / "index.html")
    tab.keyboard.press("Shift")
    tab.keyboard.press("Shift")
    assert tab.locator(".mend-count").inner_text() == LABELS["leave_once_more"]
    assert left(phone, lambda: tab.keyboard.press("Shift")) == "https://www.wikipedia.org/"


@pytest.mark.browser
def test_capital_letters_do_not_leave(site: Path, laptop: Watched) -> None:
    """Shift as part of a letter is no sign to go."""
    tab = laptop.open(site / "index.html")
    tab.get_by_role("textbox", name=LABELS["search"]).focus()
    for letter in "ABCD":
        tab.keyboard.press(f"Shift+{letter}")
    assert tab.locator(".mend-count").inner_text() == ""
    assert laptop.asked == []


LEAVE_AND_LOOK = """() => {
    document.querySelector(".mend-leave").click();
    const shown = [...document.body.children].filter((each) => each.getClientRects().length);
    return [shown.length, sessionStorage.length, localStorage.length, document.title];
}"""


@pytest.mark.browser
def test_leaving_covers_forgets_and_goes(site: Path, phone: Watched) -> None:
    """Nothing is seen while the other page loads, and nothing of the visit stays in the tab."""
    tab = phone.open(site / "index.html")
    tab.evaluate("sessionStorage.setItem('a', '1'); __md_set('__palette', {index: 0})")
    # Read in the moment of leaving: the other page can't have loaded yet.
    seen: list[object] = []
    address = left(phone, lambda: seen.extend(tab.evaluate(LEAVE_AND_LOOK)))
    assert address == "https://www.wikipedia.org/"
    assert seen == [0, 0, 0, "Our guide"]
