"""Check-ins on a screen: four weeks of them, in two browsers, from the disk and from a server."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from generator.answers.check_ins import SavedCheckIns
from generator.reading.checking import check
from generator.reading.document import read_yaml
from tests.browser.conftest import TelephoneShop
from tests.browsing import PHONE, at_home, serving
from tests.conftest import OpenWindow
from tests.phones import Phone

BROWSERS = ("chromium", "firefox")
PLACES = ("disk", "server")
PAGE = "check-ins/on-this-device.html"
FIRST = date(2026, 10, 26)
DAYS = [(FIRST + timedelta(days=number)).isoformat() for number in range(28)]
SUNDAYS = DAYS[6::7]
STATUS = "document.querySelector('.check-in-status').textContent"
TROUBLE = "document.querySelector('.check-in-trouble:not([hidden])')?.textContent"
VISIBLE = "document.querySelector('{}').checkVisibility()"
FILL_UP = """(() => {
  for (let size = 4194304; size >= 1; size /= 2)
    try {
      for (let n = 0; n < 40; n++) localStorage.setItem(`junk-${size}-${n}`, "x".repeat(size));
    } catch {}
  return true;
})()"""
REFUSE = """(() => {
  Storage.prototype.setItem = () => { throw new DOMException("refused", "SecurityError") };
})()"""
MAKE_ROOM = """(() => {
  const junk = Object.keys(localStorage).filter((key) => key.startsWith("junk"));
  junk.forEach((key) => localStorage.removeItem(key));
  return true;
})()"""
Place = Callable[[str], str]


@pytest.fixture(scope="module")
def served(sample_builds: Path) -> Iterator[str]:
    """Return the address of a server of a sample's site."""
    with serving(sample_builds / "alex-sam/site") as address:
        yield address


@pytest.fixture
def at(sample_builds: Path, served: str) -> Place:
    """Return a function that gives the address of that site on the disk, or on a server."""
    home = {"disk": at_home(sample_builds / "alex-sam/site"), "server": served}
    return home.__getitem__


def field(kind: str, keep: str) -> str:
    return f"#{kind} [data-keep='{keep}']"


def value(phone: Phone, kind: str, keep: str) -> str:
    return str(phone.run(f'document.querySelector("{field(kind, keep)}").value'))


def go_to(phone: Phone, kind: str, day: str) -> None:
    phone.tap(f"[data-kind='{kind}']")
    phone.write("#check-in-day", day)
    phone.wait_for(f"document.querySelector('#check-in-day').value === '{day}'")


def days_kept(phone: Phone, kind: str) -> int:
    phone.tap(f"[data-kind='{kind}']")
    return int(phone.run("document.querySelectorAll('.check-ins .days li').length"))


def all_kept(phone: Phone) -> list[int]:
    return [days_kept(phone, kind) for kind in ("daily", "weekly", "monthly")]


def felt(day: str) -> str:
    return f"Tired on {day} & “calm”, <b>نور</b>"


def live_four_weeks(phone: Phone) -> None:
    for day in DAYS:
        go_to(phone, "daily", day)
        phone.write(field("daily", "each.alex.feel"), felt(day))
        phone.write(field("daily", "each.sam.liked"), "You asked 🙂")
        assert phone.run(STATUS) == "Saved on this device."
    for number, day in enumerate(SUNDAYS):
        go_to(phone, "weekly", day)
        way = ("kept", "partly", "not-yet", "kept")[number]
        phone.choose(field("weekly", "ledger.balances-on-sunday.how"), way)
        phone.tap("#weekly fieldset:has([data-keep='ledger.balances-on-sunday.how']) summary")
        phone.write(field("weekly", "ledger.balances-on-sunday.delivered"), f"All six, {day}")
    go_to(phone, "monthly", DAYS[-1])
    phone.write(field("monthly", "was_good"), "Four quiet Sundays")
    phone.choose(field("monthly", "wishes.balances-on-sunday"), "keep")


def look_at_the_file(file: Path) -> None:
    """Fail unless it holds the four weeks, in the form that the therapist's Mend reads."""
    saved = check(SavedCheckIns, read_yaml(file.read_text("utf-8"), file.name))
    assert [one.on.isoformat() for one in saved.daily] == DAYS
    assert saved.daily[0].each["sam"].liked == "You asked 🙂"
    ways = [one.ledger["balances-on-sunday"].how for one in saved.weekly]
    assert ways == ["kept", "partly", "not-yet", "kept"]
    assert saved.monthly[0].wishes == {"balances-on-sunday": "keep"}


def read_in_twice(phone: Phone, file: Path) -> None:
    """Fail unless the file joins what is here, and a second time changes nothing."""
    go_to(phone, "daily", DAYS[0])
    phone.write(field("daily", "each.alex.feel"), "Written over there")
    phone.read_in(".read-in input", file)
    phone.wait_for(f"{STATUS}.startsWith('Read in: 33')")
    both = value(phone, "daily", "each.alex.feel")
    assert both == f"Written over there\n{felt(DAYS[0])}"
    phone.read_in(".read-in input", file)
    phone.wait_for(f"{STATUS}.startsWith('All of that file is here already')")
    assert value(phone, "daily", "each.alex.feel") == both


def delete_all(phone: Phone) -> None:
    """Fail unless all is kept on second thoughts, and gone for good when they are sure."""
    phone.tap(".check-ins .delete")
    phone.tap(".delete-sure .no")
    assert all_kept(phone) == [28, 4, 1]
    phone.tap(".check-ins .delete")
    phone.tap(".delete-sure .yes")
    assert phone.run(STATUS) == "All check-ins are deleted from this device."
    assert all_kept(phone) == [0, 0, 0]
    assert phone.run("Object.keys(localStorage).filter(key => key.startsWith('together'))") == []


@pytest.mark.parametrize("kind", BROWSERS)
@pytest.mark.parametrize("place", PLACES)
def test_four_weeks_of_check_ins_are_kept_moved_and_deleted(
    at: Place, a_phone: TelephoneShop, kind: str, place: str
) -> None:
    """What was written is there tomorrow, goes to another phone in a file, and can be deleted."""
    page = at(place) + PAGE
    phone = a_phone(kind)
    phone.open(page)
    live_four_weeks(phone)
    phone.open(page)
    assert all_kept(phone) == [28, 4, 1]
    go_to(phone, "daily", DAYS[3])
    assert value(phone, "daily", "each.alex.feel") == felt(DAYS[3])
    go_to(phone, "weekly", SUNDAYS[1])
    assert value(phone, "weekly", "ledger.balances-on-sunday.how") == "partly"
    file = phone.saved_file(".check-ins .save")
    look_at_the_file(file)
    other = a_phone(kind)
    other.open(page)
    read_in_twice(other, file)
    delete_all(other)
    other.open(page)
    assert all_kept(other) == [0, 0, 0]


@pytest.mark.parametrize("kind", BROWSERS)
@pytest.mark.parametrize("place", PLACES)
def test_one_check_in_is_removed_once_they_are_sure_and_the_others_stay(
    at: Place, a_phone: TelephoneShop, kind: str, place: str
) -> None:
    """Asked first, and told after; a day, a week and a month alike, whatever words are in it."""
    phone = a_phone(kind)
    phone.open(at(place) + PAGE)
    assert not phone.run(VISIBLE.format(".remove"))
    for of, keep in (("daily", "each.alex.feel"), ("weekly", "went_well"), ("monthly", "pace")):
        for day in SUNDAYS[-2:]:
            go_to(phone, of, day)
            phone.write(field(of, keep), felt(day))
    for of, name in (("daily", "day"), ("weekly", "week"), ("monthly", "month")):
        phone.tap(f"[data-kind='{of}']")
        assert phone.run("document.querySelector('.remove').textContent") == f"Remove this {name}"
        phone.tap(".remove")
        assert "November 22" in phone.run("document.querySelector('#remove-sure').textContent")
        phone.tap(".remove-sure .no")
        assert phone.run("document.activeElement.className") == "remove"
        assert days_kept(phone, of) == 2
        phone.tap(".remove")
        phone.tap(".remove-sure .yes")
        assert phone.run(STATUS).startswith("Removed: Sunday, November 22, 2026.")
        assert phone.run("document.activeElement.id") == "check-ins-kept"
        assert not phone.run(VISIBLE.format(".remove"))
    assert all_kept(phone) == [1, 1, 1]
    phone.open(at(place) + PAGE)
    assert all_kept(phone) == [1, 1, 1]
    go_to(phone, "daily", SUNDAYS[-1])
    assert value(phone, "daily", "each.alex.feel") == ""


def test_one_check_in_is_removed_by_keyboard_alone(served: str, browser: Browser) -> None:
    """The answer that changes nothing is at hand, Escape closes the question, Enter answers it."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(served + PAGE)
    tab.fill(field("daily", "each.alex.feel"), "Tired")
    tab.focus(".remove")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.matches('.remove-sure .no')")
    tab.keyboard.press("Escape")
    assert not tab.is_visible(".remove-sure")
    assert tab.input_value(field("daily", "each.alex.feel")) == "Tired"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")
    assert tab.input_value(field("daily", "each.alex.feel")) == ""
    assert tab.inner_text(".check-in-status").startswith("Removed:")
    context.close()


@pytest.mark.parametrize("kind", BROWSERS)
@pytest.mark.parametrize("place", PLACES)
def test_what_a_browser_does_not_let_go_of_is_not_called_removed(
    at: Place, a_phone: TelephoneShop, kind: str, place: str
) -> None:
    """Where the removal can't be written, they are told that it is still there, and what to do."""
    phone = a_phone(kind)
    phone.open(at(place) + PAGE)
    phone.write(field("daily", "each.alex.feel"), "Before")
    phone.run(REFUSE)
    phone.tap(".remove")
    phone.tap(".remove-sure .yes")
    assert "didn’t let go" in phone.run(STATUS)


@pytest.mark.parametrize("kind", BROWSERS)
@pytest.mark.parametrize("place", PLACES)
def test_a_browser_that_keeps_nothing_says_so_and_saves_to_a_file(
    at: Place, a_phone: TelephoneShop, kind: str, place: str
) -> None:
    """With storage refused the page warns at once; what is on the screen goes into the file."""
    phone = a_phone(kind, keeps=False)
    phone.open(at(place) + PAGE)
    assert "keeps nothing" in phone.run(TROUBLE)
    phone.write(field("daily", "each.alex.feel"), "Not lost")
    assert "keeps nothing" in phone.run(TROUBLE)
    assert phone.run(STATUS) == ""
    saved = json.loads(phone.saved_file(".check-ins .save").read_text("utf-8"))
    assert saved["daily"][0]["each"] == {"alex": {"feel": "Not lost"}}


@pytest.mark.parametrize("kind", BROWSERS)
@pytest.mark.parametrize("place", PLACES)
def test_a_full_device_says_so_and_loses_nothing(
    at: Place, a_phone: TelephoneShop, kind: str, place: str
) -> None:
    """What finds no room stays on the screen, goes into the file, and is kept when room is made."""
    phone = a_phone(kind)
    phone.open(at(place) + PAGE)
    phone.write(field("daily", "each.alex.feel"), "Before")
    phone.run(FILL_UP)
    long = "After " * 300
    phone.write(field("daily", "each.alex.feel"), long)
    assert "no room left" in phone.run(TROUBLE)
    saved = json.loads(phone.saved_file(".check-ins .save").read_text("utf-8"))
    assert saved["daily"][0]["each"]["alex"]["feel"] == long.strip()
    phone.run(MAKE_ROOM)
    phone.write(field("daily", "each.sam.feel"), "There is room")
    assert phone.run(TROUBLE) is None
    assert "After After" in phone.run("Object.values(localStorage).join()")


@pytest.mark.parametrize("kind", BROWSERS)
@pytest.mark.parametrize("place", PLACES)
def test_a_cleared_browser_says_so_and_keeps_what_is_on_the_screen(
    at: Place, a_phone: TelephoneShop, kind: str, place: str
) -> None:
    """Someone cleared the browser's data while the page was open: the next word is kept anew."""
    phone = a_phone(kind)
    phone.open(at(place) + PAGE)
    phone.write(field("daily", "each.alex.feel"), "Before")
    phone.run("localStorage.clear()")
    phone.write(field("daily", "each.sam.feel"), "After")
    assert "has been deleted from this browser" in phone.run(TROUBLE)
    assert value(phone, "daily", "each.alex.feel") == "Before"
    kept = json.loads(phone.run("Object.values(localStorage).find(text => text.includes('After'))"))
    (answers,) = kept["daily"].values()
    assert answers == {"each.alex.feel": "Before", "each.sam.feel": "After"}


def test_a_page_left_open_overnight_is_on_todays_check_in(served: str, browser: Browser) -> None:
    """Who comes back to it the next evening writes a new check-in, and last night's stays."""
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    tab = context.new_page()
    tab.clock.set_fixed_time("2026-11-27T20:00:00")
    tab.goto(served + PAGE)
    tab.fill(field("daily", "each.alex.feel"), "Tired tonight")
    tab.clock.set_fixed_time("2026-11-28T20:00:00")
    tab.evaluate("dispatchEvent(new Event('focus'))")
    assert tab.input_value("#check-in-day") == "2026-11-28"
    assert tab.input_value(field("daily", "each.alex.feel")) == ""
    tab.fill(field("daily", "each.alex.feel"), "Better")
    for slip in ("", "2027-05-01"):
        tab.fill("#check-in-day", slip)
        tab.locator("#check-in-day").blur()
        assert tab.input_value("#check-in-day") == "2026-11-28"
    (kept,) = tab.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('together'))"
    )
    days = json.loads(kept[1])["daily"]
    assert {day: said["each.alex.feel"] for day, said in days.items()} == {
        "2026-11-27": "Tired tonight",
        "2026-11-28": "Better",
    }
    context.close()


OF_THE_DAY = "document.querySelector('#check-in-day-said').textContent"
TOO_FAR = {
    "2026-10-25": "before your plan, which began on Monday, November 2, 2026",
    "1926-11-20": "before your plan",
    "2126-11-20": "still to come",
    "9999-12-31": "still to come",
}


@pytest.mark.parametrize("kind", BROWSERS)
@pytest.mark.parametrize("place", PLACES)
def test_a_day_far_off_is_told_kindly_and_nothing_on_the_screen_is_lost(
    at: Place, a_phone: TelephoneShop, kind: str, place: str
) -> None:
    """Before the plan or still to come: a sentence at the field, and they go on where they were."""
    phone = a_phone(kind)
    phone.open(at(place) + PAGE)
    go_to(phone, "daily", DAYS[0])
    assert phone.run(OF_THE_DAY) == ""
    phone.write(field("daily", "each.alex.feel"), "Still here")
    for day, said in TOO_FAR.items():
        phone.write("#check-in-day", day)
        phone.wait_for(f"{OF_THE_DAY}.includes('{said}')")
        assert "You see Monday, October 26, 2026" in phone.run(OF_THE_DAY)
        assert value(phone, "daily", "each.alex.feel") == "Still here"
        phone.write(field("daily", "each.sam.feel"), f"Not {day}")
        phone.wait_for(f"document.querySelector('#check-in-day').value === '{DAYS[0]}'")
    assert days_kept(phone, "daily") == 1
    go_to(phone, "daily", DAYS[1])
    assert phone.run(OF_THE_DAY) == ""


def test_a_day_is_typed_key_by_key(served: str, browser: Browser) -> None:
    """What a date is on the way to another one isn't taken out of the field from under the keys."""
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    tab = context.new_page()
    tab.goto(served + PAGE)
    tab.fill("#check-in-day", "2026-11-20")
    tab.fill(field("daily", "each.alex.feel"), "Typed before")
    tab.focus("#check-in-day")
    tab.keyboard.type("11052026")
    assert tab.input_value("#check-in-day") == "2026-11-05"
    assert tab.input_value(field("daily", "each.alex.feel")) == ""
    assert tab.inner_text("#check-in-day-said") == ""
    context.close()


def test_what_was_said_of_a_clause_that_ended_stays(
    served: str, a_phone: TelephoneShop, tmp_path: Path
) -> None:
    """A newer guide doesn't ask for it any more; writing on that day doesn't delete it."""
    phone = a_phone("chromium")
    phone.open(served + PAGE)
    key = phone.run("document.querySelector('[data-check-ins]').dataset.checkIns")
    week = {"on": SUNDAYS[0], "ledger": {"long-gone": {"delivered": "Each day"}}}
    saved = {"format": 1, "couple": key, "saved": DAYS[-1],
             "daily": [], "weekly": [week], "monthly": []}  # fmt: skip
    phone.run(
        "document.querySelector('[data-check-ins]').dataset.weekly += ' ledger.long-gone.delivered'"
    )
    file = tmp_path / "older.json"
    file.write_text(json.dumps(saved), "utf-8")
    phone.read_in(".read-in input", file)
    phone.wait_for(f"{STATUS}.startsWith('Read in: one check-in.')")
    go_to(phone, "weekly", SUNDAYS[0])
    phone.write(field("weekly", "went_well"), "A walk")
    (kept,) = json.loads(phone.saved_file(".check-ins .save").read_text("utf-8"))["weekly"]
    assert kept == {**week, "went_well": "A walk"}


WHOLE = '{"couple": "KEY", "format": 1, "saved": "2026-11-22", "daily": [%s], "monthly": []}'
DAMAGED = {
    "": "isn’t a file from this page",
    "[]": "isn’t a file from this page",
    "{": "isn’t a file from this page",
    "null": "isn’t a file from this page",
    '{"couple": "x", "format": 1, "daily": [], "weekly": [], "monthly": []}': "another guide",
    '{"couple": "KEY", "format": 2, "daily": [], "weekly": [], "monthly": []}': "another version",
    '{"couple": "KEY", "format": 1, "daily": {}, "weekly": [], "monthly": []}': "isn’t a file",
    **{
        WHOLE % days: said
        for days, said in {
            '3], "weekly": [': "isn’t a file",
            '{"on": "soon"}], "weekly": [': "isn’t a file",
            '], "weekly": [{"on": "2026-11-08", "went_well": 3}': "isn’t a file",
            '], "weekly": [], "extra": [': "isn’t as this page saves it",
            '{"on": "2026-11-08", "each": {"alex": {"<img>": "x"}}}], "weekly": [': "isn’t as this",
            '{"on": "2026-11-08", "each": {"bob": {"feel": "x"}}}], "weekly": [': "isn’t as this",
            '{"on": "2026-11-08", "each": {"bob": {}}}], "weekly": [': "isn’t as this",
            '{"on": "2026-11-08", "__proto__": {"a": "b"}}], "weekly": [': "isn’t as this",
            '{"on": "2026-11-08"}, {"on": "2026-11-08"}], "weekly": [': "isn’t as this",
            '], "weekly": [{"on": "2026-11-08", "our_own": {"how": "failed"}}': "isn’t as this",
            '], "weekly": [{"on": "2026-11-08", "ledger": {"nobody": {"how": "kept"}}}':
                "a promise that this guide doesn’t know",
            '], "weekly": [{"on": "2026-11-08", "went_well": "a\\u202eb"}': "hidden sign",
            '], "weekly": [{"on": "2026-11-08", "went_well": "a\\ud83d"}': "hidden sign",
            '], "weekly": [{"on": "2026-13-45"}': "in no calendar",
            '], "weekly": [{"on": "1999-01-01"}': "before your plan",
            '], "weekly": [{"on": "2099-11-22"}': "still to come",
        }.items()
    },
    " " * 2_000_001: "too large",
}  # fmt: skip


def test_a_file_that_is_not_from_this_page_changes_nothing(
    served: str, a_phone: TelephoneShop, tmp_path: Path
) -> None:
    """Broken, foreign, huge or of another version: a plain sentence, and all stays as it was."""
    phone = a_phone("chromium")
    phone.open(served + PAGE)
    phone.write(field("daily", "each.alex.feel"), "Mine")
    key = phone.run("document.querySelector('[data-check-ins]').dataset.checkIns")
    before = phone.run("JSON.stringify(localStorage)")
    for number, (text, said) in enumerate(DAMAGED.items()):
        file = tmp_path / f"{number}.json"
        file.write_text(text.replace("KEY", key), "utf-8")
        phone.run("document.querySelector('.check-in-status').textContent = ''")
        phone.read_in(".read-in input", file)
        phone.wait_for(f"{STATUS}.includes('{said}')")
    assert phone.run("JSON.stringify(localStorage)") == before
    assert value(phone, "daily", "each.alex.feel") == "Mine"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everyone_can_use_the_check_ins_in_every_state(
    sample_builds: Path, open_window: OpenWindow, dark: bool
) -> None:
    """The checker axe finds nothing while it is empty, filled, saved, in trouble, or asks back."""
    window = open_window(at_home(sample_builds / "alex-sam/site"), PHONE, dark=dark)
    tab = window.open(PAGE)
    found: list[str] = []

    def look(state: str) -> None:
        said = Axe().run(tab, options={"resultTypes": ["violations"], "preload": False}).response
        found.extend(f"{state}: {one['id']}: {one['nodes'][0]['html'][:150]}"
                     for one in said["violations"])  # fmt: skip
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE[0], state

    look("empty")
    tab.fill(field("daily", "each.alex.feel"), "Calm, and a" + " long, long" * 100 + " day")
    look("filled and saved")
    for day in ("1926-11-20", "2126-11-20"):
        tab.fill("#check-in-day", day)
        look(f"asked for {day}")
    for kind in ("weekly", "monthly"):
        tab.click(f"[data-kind='{kind}']")
        look(kind)
    tab.click(".check-ins .delete")
    look("asked whether to delete all")
    tab.click(".delete-sure .no")
    tab.fill(field("monthly", "pace"), "Right")
    look("one that can be removed")
    tab.click(".remove")
    look("asked whether to remove it")
    tab.click(".remove-sure .yes")
    look("removed")
    tab.evaluate(REFUSE)
    tab.fill(field("monthly", "was_good"), "Quiet")
    assert tab.locator(".check-in-trouble").is_visible()
    look("in trouble")
    assert found == []


@pytest.mark.parametrize("width", [320, 390])
def test_what_was_brought_back_is_read_on_a_phone_row_by_row(
    sample_builds: Path, open_window: OpenWindow, width: int
) -> None:
    """No cell is a thin column of broken words; each says its column, and stays part of a table."""
    tab = open_window(at_home(sample_builds / "alex-sam/site"), (width, 844)).open(
        "check-ins/index.html"
    )
    cells = tab.locator(".stacks td").all()
    assert len(cells) > 30
    assert min((cell.bounding_box() or {"width": 0})["width"] for cell in cells) > width * 0.8
    drawn = tab.locator(".stacks").nth(1).locator("td").nth(1)
    assert "What happened" in drawn.evaluate("cell => getComputedStyle(cell, '::before').content")
    said = tab.locator(".stacks").nth(1).aria_snapshot()
    assert '- columnheader "What happened"' in said
    assert 'row "Clause' in said
    assert tab.locator(".stacks [role]").count() > len(cells)
    found = Axe().run(tab, options={"resultTypes": ["violations"], "preload": False}).response
    assert found["violations"] == []


def test_leaving_quickly_is_never_asked_back(served: str, a_phone: TelephoneShop) -> None:
    """Even where something isn't kept, the way out has no question in front of it."""
    phone = a_phone("chromium", keeps=False)
    phone.open(served + PAGE)
    phone.write(field("daily", "each.alex.feel"), "Not kept anywhere")
    asked: list[str] = []
    phone.tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    phone.tab.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="<p>Neutral"))
    phone.tap(".mend-leave")
    phone.tab.wait_for_url("https://www.wikipedia.org/**")
    assert asked == []


def test_without_scripts_the_sheets_can_still_be_printed(
    browser: Browser, sample_builds: Path
) -> None:
    """The page says so, links the three sheets, and shows no field that would keep nothing."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(at_home(sample_builds / "alex-sam/site") + PAGE)
    assert tab.locator(".check-ins-off").is_visible()
    assert [a.get_attribute("href") for a in tab.locator(".check-ins-off a").all()] == [
        "daily.html", "weekly.html", "monthly.html"
    ]  # fmt: skip
    assert not tab.locator(".check-ins textarea").first.is_visible()
    context.close()
