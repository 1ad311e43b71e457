"""A locked guide as its readers use it: in two browsers, from the disk and from a server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import TelephoneShop
from tests.browsing import LAPTOP, PHONE, at_home, launch, serving
from tests.command import mend
from tests.conftest import OpenWindow
from tests.locked import Locked, told
from tests.phones import Phone
from tests.samples import DAY, SAMPLES

COUPLE = "alex-sam"
KINDS = ("chromium", "firefox")
SAYS = "document.querySelector('#unlock-says')?.textContent"
HEAD = "document.querySelector('.mend-page h1')?.textContent"
ASKS = "document.querySelector('form:not([hidden]) #passphrase') !== null"
AXE = {"resultTypes": ["violations"], "preload": False}
FOUND = "document.querySelector('.md-search-result__meta')?.textContent.trim()"
FELT = '#daily [data-keep="each.alex.feel"]'


@pytest.fixture(scope="module")
def served(locked: Locked) -> Iterator[str]:
    """Return the address of a server of that site."""
    with serving(locked.site(COUPLE)) as address:
        yield address


@pytest.fixture
def at(locked: Locked, served: str) -> Callable[[str], str]:
    """Return a function that gives the address of that site on the disk, or on a server."""
    return {"disk": at_home(locked.site(COUPLE)), "server": served}.__getitem__


def unlock(phone: Phone, passphrase: str) -> None:
    phone.wait_for(ASKS)
    phone.write("#passphrase", passphrase)
    phone.tap("button[type='submit']")


def unlocked(locked: Locked, at: Callable[[str], str], a_phone: TelephoneShop) -> Phone:
    """Return a phone on which the guide was just opened, from the disk."""
    phone = a_phone("chromium")
    phone.open(at("disk") + "index.html")
    unlock(phone, locked.passphrases[COUPLE]["sam"])
    phone.wait_for("document.querySelector('.mend-lock') !== null")
    return phone


def search(phone: Phone, word: str) -> None:
    phone.wait_for("document.querySelector('.mend-lock') !== null")
    phone.tap(".mend-find")
    phone.wait_for(f"{FOUND} === 'Type a word'")
    phone.write(".md-search__input", word)
    field = "document.querySelector('.md-search__input')"
    phone.run(f"void {field}.dispatchEvent(new Event('keyup'))")  # the theme looks at keys alone
    phone.wait_for("document.querySelector('.md-search-result__link') !== null")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["disk", "server"])
def test_a_locked_guide_is_used_like_an_open_one(
    locked: Locked,
    at: Callable[[str], str],
    a_phone: TelephoneShop,
    kind: str,
    place: str,
) -> None:
    """Unlock once, go from page to page, search, write at a check-in, and lock it again."""
    phone, home = a_phone(kind), at(place) + "index.html"
    phone.open(home)
    unlock(phone, "not these words at all")
    phone.wait_for(f"{SAYS}.startsWith('That didn’t open it')")
    unlock(phone, locked.passphrases[COUPLE]["sam"])
    phone.wait_for(HEAD)
    phone.tap(".mend-hard")
    phone.wait_for(f"{HEAD} === 'When it gets hard'")
    search(phone, "porch")
    phone.tap(".md-search-result__link")
    phone.wait_for(f"{HEAD} && {HEAD} !== 'When it gets hard'")
    phone.go_back()
    phone.wait_for(f"{HEAD} === 'When it gets hard'")
    write_at_a_check_in(phone)
    phone.tap(".mend-lock")
    phone.wait_for(ASKS)
    assert phone.run(SAYS) == "It is locked."
    unlock(phone, locked.passphrases[COUPLE]["alex"])
    phone.wait_for(f"{HEAD} && document.querySelector(`{FELT}`)?.value === 'Tired 🙂'")


def write_at_a_check_in(phone: Phone) -> None:
    """Fail unless what is written is kept, and can't be read where the browser keeps it."""
    search(phone, "device")
    phone.run("void document.querySelector('.mend-page').scrollIntoView()")
    link = "[...document.links].find(a => a.href.includes('?') && /write/i.test(a.textContent))"
    phone.run(f"void setTimeout(() => ({link}).click())")  # the page goes once we are answered
    phone.wait_for(f"document.querySelector(`{FELT}`)?.checkVisibility()")
    phone.write(FELT, "Tired 🙂")
    ours = "Object.entries(localStorage).filter(([name]) => name.startsWith('together-'))"
    kept = str(phone.run(f"JSON.stringify({ours})"))
    assert "together-" in kept
    assert "Tired" not in kept
    assert "alex" not in kept.lower()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_of_a_locked_guide_opens(
    locked: Locked, open_window: OpenWindow, name: str
) -> None:
    """On a laptop, unlocked once: each page that another leads to, and nothing is asked for."""
    window = open_window(at_home(locked.site(name)), LAPTOP, dark=name == COUPLE)
    tab = window.open("index.html")
    tab.locator("#passphrase").fill(locked.passphrases[name]["therapist"])
    tab.locator("#passphrase").press("Enter")
    tab.locator(".mend-page h1").wait_for()
    links = "[...document.links].map((link) => link.href.split('#')[0])"
    to_see, seen = {*tab.evaluate(links)}, set[str]()
    while to_see:
        page = to_see.pop()
        seen.add(page)
        if page.startswith(window.home + "index.html?"):
            tab.goto(page)
            tab.locator(".mend-page h1").wait_for()
            to_see |= {*tab.evaluate(links)} - seen
    assert len([page for page in seen if page.startswith(window.home)]) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_leaving_quickly_takes_the_key_along(
    locked: Locked, at: Callable[[str], str], a_phone: TelephoneShop, kind: str
) -> None:
    """Who comes back to it is asked again, even where it was to stay open on this device."""
    phone, home = a_phone(kind), at("server") + "index.html"
    phone.open(home)
    phone.wait_for(ASKS)
    phone.tap("#stay")
    unlock(phone, locked.passphrases[COUPLE]["sam"])
    phone.wait_for(HEAD)
    phone.open(home)
    phone.wait_for(HEAD)
    phone.run("void document.querySelectorAll('[data-mend-leave]')"
              ".forEach((link) => { link.href = 'about:blank' })")  # fmt: skip
    phone.tap(".mend-leave")
    phone.wait_for("location.href === 'about:blank'")  # a tab that is on its way can't be closed
    phone.open(home)
    phone.wait_for(ASKS)


@pytest.mark.parametrize("way", [".mend-lock", ".mend-leave"], ids=["lock", "leave"])
def test_back_shows_nothing_once_it_is_shut(
    locked: Locked, served: str, browser: Browser, way: str
) -> None:
    """After "Lock" and "Leave quickly", pages that the browser kept whole ask for the words."""
    chromium = launch(browser.browser_type, keeps_pages=True)
    tab = chromium.new_page()
    tab.goto(served + "index.html")
    tab.locator("#passphrase").fill(locked.passphrases[COUPLE]["sam"])
    tab.locator("#passphrase").press("Enter")
    tab.locator(".mend-hard").click()
    tab.get_by_role("heading", name="When it gets hard", level=1).wait_for()
    back = "void setTimeout(() => history.back())"  # Playwright waits for a page to load anew
    tab.evaluate(back)
    tab.get_by_role("heading", name="Where we are now").wait_for()  # the key is there: it shows
    tab.evaluate("void setTimeout(() => history.forward())")
    tab.get_by_role("heading", name="When it gets hard", level=1).wait_for()
    if way == ".mend-lock":
        tab.locator(way).click()
        tab.locator("#passphrase").wait_for()
    else:
        elsewhere = served.replace("127.0.0.1", "localhost") + "assets/licences.txt"
        links = tab.locator("[data-mend-leave]")
        links.evaluate_all(f"links => links.forEach((one) => {{ one.href = '{elsewhere}' }})")
        tab.locator(way).click()
        tab.wait_for_url(elsewhere)
    tab.evaluate(back)
    tab.wait_for_url(served + "index.html")
    tab.locator("#passphrase").wait_for()
    assert tab.locator(".mend-page").count() == 0
    chromium.close()


def cut(one: Path, _: Path) -> None:
    one.write_bytes(one.read_bytes()[:-200])


def change_a_letter(one: Path, _: Path) -> None:
    text = one.read_text("ascii")
    at = len(text) // 2
    one.write_text(text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :], "ascii")


def swap(one: Path, other: Path) -> None:
    first, second = one.read_text("ascii"), other.read_text("ascii")
    one.write_text(second.replace(other.stem, one.stem), "ascii")
    other.write_text(first.replace(one.stem, other.stem), "ascii")


def take_away(one: Path, _: Path) -> None:
    one.unlink()


@pytest.mark.parametrize("harm", [cut, change_a_letter, swap, take_away])
def test_what_was_changed_on_its_way_is_said_kindly(
    locked: Locked,
    a_phone: TelephoneShop,
    tmp_path: Path,
    harm: Callable[[Path, Path], None],
) -> None:
    """A page that was cut, changed, swapped or lost stays shut, and says what one can do."""
    site = copytree(locked.site(COUPLE), tmp_path / "site")
    phone = a_phone("chromium")
    phone.open(at_home(site) + "index.html")
    unlock(phone, locked.passphrases[COUPLE]["sam"])
    phone.wait_for(HEAD)
    names = phone.run(
        "[...document.links].map(a => a.href.split('index.html?')[1]).filter(Boolean)"
    )
    one, other = [*dict.fromkeys(name.split("#")[0] for name in names)][:2]
    harm(site / f"sealed/{one}.js", site / f"sealed/{other}.js")
    phone.open(f"{at_home(site)}index.html?{one}")
    unlock(phone, locked.passphrases[COUPLE]["alex"])
    expected = (
        "A part of this guide isn’t there" if harm is take_away else "A part of this guide was"
    )
    phone.wait_for(f"{SAYS}.startsWith('{expected}')")
    assert not phone.run(HEAD)


def test_a_newer_guide_asks_anew(locked: Locked, a_phone: TelephoneShop, tmp_path: Path) -> None:
    """The key of an earlier build opens no later one: it says so, and the same words open it."""
    practice = copytree(locked.practice, tmp_path / "practice")
    site = practice / "build" / COUPLE / "site"
    phone = a_phone("chromium")
    phone.open(at_home(site) + "index.html")
    phone.wait_for(ASKS)
    phone.tap("#stay")
    unlock(phone, locked.passphrases[COUPLE]["sam"])
    phone.wait_for(HEAD)
    run = mend("build", "--force", COUPLE, "--on", DAY, cwd=practice)
    assert run.returncode == 0, run.stderr
    phone.open(at_home(site) + "index.html")
    phone.wait_for(f"{SAYS}.startsWith('This is a newer guide')")
    unlock(phone, locked.passphrases[COUPLE]["sam"])
    phone.wait_for(HEAD)


@pytest.mark.parametrize("kind", KINDS)
def test_a_renewed_passphrase_takes_the_place_of_the_old_one(
    locked: Locked, a_phone: TelephoneShop, tmp_path: Path, kind: str
) -> None:
    """The next guide opens with the new words and no more with the old; others keep theirs."""
    practice = copytree(locked.practice, tmp_path / "practice")
    run = mend("lock", COUPLE, "--renew", "sam", "--on", DAY, cwd=practice)
    assert run.returncode == 0, run.stderr
    assert [*told(run.stdout)] == ["sam"]
    phone = a_phone(kind)
    phone.open(at_home(practice / "build" / COUPLE / "site") + "index.html")
    unlock(phone, locked.passphrases[COUPLE]["sam"])
    phone.wait_for(f"{SAYS}.startsWith('That didn’t open it')")
    unlock(phone, told(run.stdout)["sam"])
    phone.wait_for("document.querySelector('.mend-lock') !== null")
    phone.tap(".mend-lock")
    unlock(phone, locked.passphrases[COUPLE]["alex"])
    phone.wait_for(HEAD)


FILLED = "textarea, select, input:not([type=file]):not([type=checkbox]):not([type=radio])"
KEEPS = f"[...document.querySelectorAll('{FILLED}')].filter((one) => one.autocomplete !== 'off')"


def test_a_browser_is_told_to_write_down_nothing_that_is_typed(
    locked: Locked, open_window: OpenWindow
) -> None:
    """For tabs that are opened again browsers put typed words on the disk: of none of ours."""
    tab = open_window(at_home(locked.site(COUPLE)), LAPTOP).open("index.html")
    tab.locator("#show").check()
    assert tab.locator("#passphrase").get_attribute("autocomplete") == "off"
    tab.locator("#show").uncheck()
    assert tab.locator("#passphrase").get_attribute("autocomplete") == "current-password"
    tab.locator("#passphrase").fill(locked.passphrases[COUPLE]["sam"])
    tab.locator("#passphrase").press("Enter")
    tab.get_by_role("link", name="Check-ins").first.click()
    tab.get_by_role("link", name="Write it here").first.click()
    tab.locator(FELT).wait_for()
    assert tab.locator("textarea").count() > 10
    assert tab.evaluate(f"{KEEPS}.map((one) => one.outerHTML)") == []


@pytest.mark.parametrize("way", [".mend-lock", ".mend-leave"], ids=["lock", "leave"])
@pytest.mark.parametrize("stays", [False, True], ids=["this tab", "seven days"])
def test_who_shuts_one_tab_shuts_them_all(
    locked: Locked, served: str, open_window: OpenWindow, way: str, *, stays: bool
) -> None:
    """A guide that is open in two tabs is locked in both, and so it is by leaving quickly."""
    window = open_window(served, LAPTOP)
    both = [window.open("index.html"), window.context.new_page()]
    for tab in both:
        tab.goto(served + "index.html")
        if tab is both[0] or not stays:
            if stays:
                tab.locator("#stay").check()
            tab.locator("#passphrase").fill(locked.passphrases[COUPLE]["sam"])
            tab.locator("#passphrase").press("Enter")
        tab.locator(".mend-lock").wait_for()
    first, other = both
    first.locator("[data-mend-leave]").evaluate_all(
        "links => links.forEach((one) => { one.href = 'about:blank' })"
    )
    first.locator(way).click()
    other.locator("#passphrase").wait_for()
    assert other.locator(".mend-page").count() == 0
    other.reload()
    other.locator("#passphrase").wait_for()


def test_what_was_written_before_the_lock_is_sealed_once_it_is_read(
    locked: Locked, open_window: OpenWindow
) -> None:
    """Check-ins of an open guide are taken over by the locked one, and can't be read any more."""
    tab = open_window(at_home(locked.site(COUPLE)), LAPTOP).open("index.html")
    tab.locator("#passphrase").fill(locked.passphrases[COUPLE]["sam"])
    tab.locator("#passphrase").press("Enter")
    tab.get_by_role("link", name="Check-ins").first.click()
    write = tab.get_by_role("link", name="Write it here").first
    write.click()
    key = tab.locator("[data-check-ins]").get_attribute("data-check-ins")
    before = {"daily": {"2026-11-20": {"each.alex.feel": "Marmalade"}}, "weekly": {}, "monthly": {}}
    tab.evaluate("([key, all]) => localStorage.setItem(key, JSON.stringify(all))",
                 [f"together-{key}", before])  # fmt: skip
    tab.reload()
    tab.get_by_role("button", name="November 20").click()
    assert tab.locator(FELT).input_value() == "Marmalade"
    kept = tab.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert f"together-{key}-" in kept
    assert "Marmalade" not in kept


def test_it_locks_itself_when_nobody_is_there(
    locked: Locked, at: Callable[[str], str], a_phone: TelephoneShop
) -> None:
    """After the idle minutes it is shut and says why, also for who touches it first."""
    phone = unlocked(locked, at, a_phone)
    touched = "Object.keys(sessionStorage).find((name) => name.endsWith('.touched'))"
    phone.run(f"void sessionStorage.setItem({touched}, Date.now() - 11 * 60_000)")
    phone.run("void document.dispatchEvent(new Event('visibilitychange'))")
    phone.wait_for(ASKS)
    assert str(phone.run(SAYS)).startswith("It was locked, because nobody had used it")
    assert phone.run("Object.keys(sessionStorage).filter((name) => name.endsWith('.tab'))") == []


def test_a_tab_that_is_taken_up_again_after_a_while_asks(
    locked: Locked, at: Callable[[str], str], a_phone: TelephoneShop
) -> None:
    """A browser brings back a closed tab with all it kept: after the idle minutes it is shut."""
    phone = unlocked(locked, at, a_phone)
    kept = phone.run("Object.entries(sessionStorage)")
    phone.open(at("disk") + "index.html")
    phone.wait_for(ASKS)
    for name, value in kept:
        then = "Date.now() - 11 * 60_000" if name.endswith(".touched") else repr(value)
        phone.run(f"void sessionStorage.setItem({name!r}, {then})")
    phone.run("void setTimeout(() => location.reload())")
    phone.wait_for(f"{ASKS} && {SAYS} !== ''")
    assert str(phone.run(SAYS)).startswith("It was locked, because nobody had used it")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_page_that_unlocks_suits_everyone(
    locked: Locked, open_window: OpenWindow, size: tuple[int, int]
) -> None:
    """Nothing is found by axe, asked or refused, light or dark; what is typed can be seen."""
    for dark in (False, True):
        window = open_window(at_home(locked.site(COUPLE)), size, dark=dark)
        tab = window.open("index.html")
        tab.locator("#passphrase").fill("wrong words")
        assert Axe().run(tab, options=AXE).response["violations"] == []
        tab.locator("#show").check()
        assert tab.locator("#passphrase").get_attribute("type") == "text"
        tab.keyboard.press("Tab")
        tab.locator("#passphrase").press("Enter")
        tab.locator("#unlock-says", has_text="That didn’t open it").wait_for()
        assert Axe().run(tab, options=AXE).response["violations"] == []
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
