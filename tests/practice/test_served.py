"""`mend serve` as a therapist meets it: a save, a mistake, the PDFs, and the end."""

import re
import shutil
import signal
import stat
import subprocess
from pathlib import Path

import pytest

from tests.command import a_practice, build
from tests.samples import ROOT
from tests.serving import PATIENCE, UP_TO_DATE, served

COUPLE = "ines-zoe"
UNWATCHED = ("unshare", "--map-root-user", "sh", "-c",
             'echo {} >/proc/sys/user/max_inotify_{} && exec "$0" "$@"')  # fmt: skip
"""Runs what follows it where the system watches only so much for this person."""

HOSTILE = "<script>alert(1)</script><b onload=x>"


def test_an_edit_is_seen_at_once_and_printed_after(tmp_path: Path) -> None:
    """The page has the new word before there is any PDF; then all files of the guide have it."""
    practice = a_practice(tmp_path, COUPLE)
    with served(practice, COUPLE) as site:
        assert COUPLE not in site.builds
        assert "Quillaby" in site.save("called: Inês", "called: Quillaby")
        assert COUPLE not in site.builds
        site.hear(UP_TO_DATE)
        made = practice / "build" / COUPLE
        assert "Quillaby" in (made / "site" / "index.html").read_text(encoding="utf-8")
        assert {"guide.pdf", "agreement.pdf", "check-ins.ics"} <= {
            path.name for path in made.iterdir()
        }


def test_a_newer_save_does_not_wait_for_printing(tmp_path: Path) -> None:
    """It is shown while its forerunner is printed, and what is printed in the end is the newest."""
    practice = a_practice(tmp_path, COUPLE)
    with served(practice, COUPLE) as site:
        while len(site.half_made) < 2:  # a folder for what is shown, and one for what is printed
            site.ask()
        assert "Quillaby" in site.save("called: Inês", "called: Quillaby")
        assert COUPLE not in site.builds
        site.hear(UP_TO_DATE)
        start = practice / "build" / COUPLE / "site" / "index.html"
        assert "Quillaby" in start.read_text(encoding="utf-8")


def test_a_mistake_is_a_page_with_its_place(tmp_path: Path) -> None:
    """Each mistake is told with file, line and column, as text, until all of them are mended."""
    practice = a_practice(tmp_path, COUPLE)
    with served(practice, COUPLE) as site:
        kind = next(line for line in site.answers.read_text().splitlines() if "kind:" in line)
        wrong = f"  kind: '{HOSTILE}'\n  \"{HOSTILE}\": 1"
        page = site.save(kind, wrong)
        assert "<title>One moment</title>" in page
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<b onload" not in page
        assert page.count('class="moment-file">couples/ines-zoe/couple.yml<') == 2
        assert re.search(r"line \d+, column \d+<", page)
        assert "Inês" in site.ask("~last/index.html")
        assert "Inês" in site.save(wrong, kind)


def test_a_folder_that_is_away_for_a_moment(tmp_path: Path) -> None:
    """Who renames a couple's folder is told so, and sees the site again once it is back.

    No other couple is named: this one may be sitting at the same screen.
    """
    practice = a_practice(tmp_path, COUPLE, "alex-sam")
    folder = practice / "couples" / COUPLE
    with served(practice, COUPLE) as site:
        folder.rename(practice / "couples" / "elsewhere")
        site.hear("couples/ines-zoe")
        told = site.said.get(timeout=PATIENCE)
        assert "One moment" in site.ask()
        assert not [name for name in ("alex-sam", "elsewhere") if name in site.ask() + told]
        (practice / "couples" / "elsewhere").rename(folder)
        site.hear(UP_TO_DATE)
        assert "Inês" in site.ask()


def test_words_of_ones_own_that_are_broken(tmp_path: Path) -> None:
    """A practice's own messages may be the mistake: it is told in ours, and nothing ends."""
    practice = a_practice(tmp_path, COUPLE)
    own = practice / "templates" / "en"
    with served(practice, COUPLE) as site:
        own.mkdir(parents=True)
        (own / "cover.md.j2").write_text("{{ nothing.at.all }}")
        (own / "messages.yml").write_text("missing: [broken")
        site.hear("templates/en/")
        assert "One moment" in site.ask()
        shutil.rmtree(practice / "templates")
        site.hear(UP_TO_DATE)
        assert "Inês" in site.ask()


@pytest.mark.parametrize(("most", "of"), [(0, "instances"), (1, "watches")])
def test_who_has_too_much_watched_already(tmp_path: Path, most: int, of: str) -> None:
    """Where the system watches no more files for this person, a save is seen all the same."""
    within = [*UNWATCHED[:-1], UNWATCHED[-1].format(most, of)]
    if subprocess.run([*within, "true"], check=False).returncode:
        pytest.skip("this machine sets no limits for one program alone")
    with served(a_practice(tmp_path, COUPLE), COUPLE, within=within) as site:
        assert "Quillaby" in site.save("called: Inês", "called: Quillaby")


def test_templates_of_ones_own_are_seen_at_once(tmp_path: Path) -> None:
    """A page or a list of fonts takes effect that takes the place of ours while we look."""
    practice = a_practice(tmp_path, COUPLE)
    draft, own = tmp_path / "draft", practice / "templates"
    for file in (page := "en/documents/index.md.j2", fonts := "assets/fonts/fonts.yml"):
        (draft / file).parent.mkdir(parents=True)
        shutil.copy(ROOT / "templates" / file, draft / file)
    with (draft / page).open("a", encoding="utf-8") as text:
        text.write("\nQuillaby\n")
    with served(practice, COUPLE) as site:
        assert "Quillaby" in site.put(draft, own)
        assert "400 700" in site.ask("~look/fonts.css")
        site.replace(own / fonts, "weight: 400 700", "weight: 400 690")
        assert "400 690" in site.ask("~look/fonts.css")


def test_nobody_else_can_look(tmp_path: Path) -> None:
    """What is shown lies in a folder that its owner alone can open."""
    with served(a_practice(tmp_path, COUPLE), COUPLE) as site:
        assert site.half_made
        for name in site.half_made:
            mode = (site.practice / "build" / name).stat().st_mode
            assert stat.S_IMODE(mode) == 0o700


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_at_the_end(tmp_path: Path, by: signal.Signals) -> None:
    """Whoever stops it while a guide is printed finds nothing beside what was there before."""
    with served(a_practice(tmp_path, COUPLE), COUPLE) as site:
        while len(site.half_made) < 2:
            site.ask()
        assert site.end(by) in (130, 128 + by)
        assert site.builds == []


def test_a_kill_leaves_what_the_next_build_clears(tmp_path: Path) -> None:
    """After a kill -9 only hidden folders are left, until anyone is built, and none follows."""
    practice = a_practice(tmp_path, COUPLE, "alex-sam")
    with served(practice, COUPLE) as site:
        while len(site.half_made) < 2:  # the one to be printed as well
            site.ask()
        site.end(signal.SIGKILL)
        left = site.builds
        assert left
        # What was being printed ends by itself, and takes its claim away, maybe a moment later.
        assert all(name.startswith((f".{COUPLE}~", f".{COUPLE}.claim")) for name in left)
    build(practice, "alex-sam")
    assert site.builds == ["alex-sam"]
