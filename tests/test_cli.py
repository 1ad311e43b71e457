"""The commands as a therapist meets them: what they say, write, and end with."""

import json
import os
import re
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.cli import app
from tests.command import MEND, a_practice, build, mend, tree
from tests.reading_back import Site
from tests.reading_pdfs import words_read_out
from tests.samples import DAY

DONE, ANSWERS_NEED_WORK, WRONG_USAGE, OUR_BUG = 0, 1, 2, 3
COMMANDS = [command.callback.__name__ for command in app.registered_commands if command.callback]
COLOUR = "\x1b["


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Return a practice with the smallest sample couple."""
    return a_practice(tmp_path / "practice", "ines-zoe")


def change(practice: Path, old: str, new: str, file: str = "couple.yml") -> None:
    """Change one passage of the couple's answers, as someone would in an editor."""
    path = practice / "couples" / "ines-zoe" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def an_old_build(practice: Path) -> None:
    """Leave something that only a whole new build may replace."""
    page = practice / "build/ines-zoe/site/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("of the last build")


# --- Help and usage -------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_there_for_each_command(tmp_path: Path, command: str, flag: str) -> None:
    """Each command says what it does, and asks for nothing before it does so."""
    assert len(COMMANDS) > 7
    run = mend(*filter(None, [command]), flag, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (DONE, "")
    assert f"Usage: mend {command}".rstrip() in run.stdout
    assert COLOUR not in run.stdout
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "arguments",
    [["bild"], ["build", "--fast"], ["check", "--on", "tomorrow"], ["check", "--format", "xml"],
     ["approve", "ines-zoe"], ["serve"], ["serve", "ines-zoe", "--port", "0", "--on", "tomorrow"],
     ["schema", "review", "couple"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_told_apart(practice: Path, arguments: list[str]) -> None:
    """A command that doesn't exist, or lacks something, ends with 2 and writes nothing."""
    before = tree(practice)
    run = mend(*arguments, cwd=practice)
    assert run.returncode == WRONG_USAGE
    assert "Usage" in run.stderr
    assert "Value error" not in run.stderr
    assert tree(practice) == before


def test_the_version_is_said(tmp_path: Path) -> None:
    """Whoever asks us for help can say which Mend they have."""
    run = mend("--version", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (DONE, "")
    assert re.fullmatch(r"mend \d+\.\d+\.\d+\n", run.stdout)


def test_a_country_by_another_name_is_guessed(practice: Path) -> None:
    """A new couple in the UK is told of GB before a file is written."""
    run = mend("new", "kim-lee", "--country", "UK", cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "Did you mean GB?" in run.stderr
    assert not (practice / "couples/kim-lee").exists()


# --- Answers that need work -----------------------------------------------------------------

WRONG: Mapping[str, tuple[str, str, str, str]] = {
    "a key that is misspelt": ("couple.yml", "country: NZ", "contry: NZ", "country"),
    "a date that doesn't exist": (
        "couple.yml",
        "keep_until: 2028-11-30",
        "keep_until: 2028-11-31",
        "2028-11-31",
    ),
    "a key written twice": ("couple.yml", "country: NZ", "country: NZ\ncountry: AU", "country"),
    "a tab": ("couple.yml", "  bond: open", "\tbond: open", "ab"),
    "a partner who isn't there": ("couple.yml", "  zoe: {called: Zoë", "  zoë: {called: Zoë", "zo"),
    "a value of no one's": ("couple.yml", "protects: Freedom", "protects: Freedon", "Freedom"),
    "a list where a mapping belongs": ("zoe.yml", "shared:", "- shared:", "zoe"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_named_with_its_place(practice: Path, case: str) -> None:
    """File, line and what to do, the same from check and build; nothing is written over."""
    file, old, new, says = WRONG[case]
    an_old_build(practice)
    change(practice, old, new, file)
    before = tree(practice)
    for command in ("check", "build"):
        run = mend(command, "--on", DAY, cwd=practice)
        assert run.returncode == ANSWERS_NEED_WORK
        assert re.search(rf"couples/ines-zoe/{file}:\d+:\d+  to mend: .*\n    \S", run.stderr)
        assert says in run.stderr
        assert COLOUR not in run.stderr + run.stdout
        assert tree(practice) == before


def test_one_couples_mistake_stops_no_other(practice: Path) -> None:
    """In a run over all couples, each sound one is built, and the end says that one was not."""
    a_practice(practice / "more", "noor-elias").joinpath("couples/noor-elias").rename(
        practice / "couples/noor-elias"
    )
    change(practice, "country: NZ", "country: New Zealand")
    run = mend("build", "--on", DAY, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert [path.name for path in (practice / "build").iterdir()] == ["noor-elias"]


def test_problems_as_data(practice: Path) -> None:
    """For an editor or a script: one JSON list, with a place, a code and words for each problem."""
    change(practice, "country: NZ", "contry: NZ")
    run = mend("check", "--format", "json", cwd=practice)
    problems = json.loads(run.stdout)
    assert (run.returncode, run.stderr) == (ANSWERS_NEED_WORK, "")
    assert len(problems) >= 2
    for problem in problems:
        assert problem.keys() == {"file", "line", "column", "field", "severity", "code", "wrong",
                                  "do"}  # fmt: skip
        assert (practice / problem["file"]).is_file()
        assert problem["severity"] in ("error", "warning")
        assert problem["wrong"]
        assert problem["do"]


def test_no_problems_as_data(practice: Path) -> None:
    """Where nothing is wrong the list is empty, and the command ends well."""
    run = mend("check", "--format", "json", "--on", DAY, cwd=practice)
    assert (run.returncode, json.loads(run.stdout)) == (DONE, [])


@pytest.mark.parametrize(
    "arguments", [["check"], ["build"], ["check", "nobody"], ["build", "../x"]]
)
def test_outside_a_practice_nothing_happens(tmp_path: Path, arguments: list[str]) -> None:
    """In a folder that is no practice each command says so, and leaves it as it was."""
    run = mend(*arguments, cwd=tmp_path)
    assert run.returncode == ANSWERS_NEED_WORK
    assert run.stderr
    assert [*tmp_path.iterdir()] == []


def test_who_is_not_here_is_told_with_who_is(practice: Path) -> None:
    """A couple's name that is mistyped is answered with the names that are there."""
    run = mend("build", "ines-zoé", "ines-zo", cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "ines-zoe" in run.stderr
    assert not (practice / "build").exists()


# --- Words of the practice's own ------------------------------------------------------------

PARTIAL = {
    "one word": "check: {fine: '{name}: alles gut.'}\n",
    "an older file": "severity: {error: to mend}\ncheck: {fine: '{name}: alles gut.'}\n",
}


@pytest.mark.parametrize("words", PARTIAL)
def test_a_practice_rewords_what_it_likes(practice: Path, words: str) -> None:
    """A practice's own cli.yml holds what it rewords, and all else is said in our words."""
    (practice / "templates/en").mkdir(parents=True)
    (practice / "templates/en/cli.yml").write_text(PARTIAL[words])
    run = mend("check", "--on", DAY, cwd=practice)
    assert (run.returncode, run.stdout, run.stderr) == (DONE, "ines-zoe: alles gut.\n", "")
    change(practice, "country: NZ", "country: New Zealand")
    run = mend("check", "--on", DAY, cwd=practice)
    assert "  to mend: " in run.stderr
    assert "1 to mend, 0 to look at" in run.stdout


def test_words_that_can_not_be_read_are_named(practice: Path) -> None:
    """A slip in a practice's own cli.yml is told in our words, with its line."""
    (practice / "templates/en").mkdir(parents=True)
    (practice / "templates/en/cli.yml").write_text("check:\n  fine: [a\n")
    run = mend("check", "--on", DAY, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "templates/en/cli.yml:2:9  to mend: " in run.stderr


# --- Slips that no one foresees -------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["approve", "ines-zoe", "--by", " "], ANSWERS_NEED_WORK, "--by"),
        (["approve", "ines-zoe", "--by", "a" * 61], ANSWERS_NEED_WORK, "--by"),
        (["new", "a" * 300], ANSWERS_NEED_WORK, "at most 60"),
        (["check", "a" * 300], ANSWERS_NEED_WORK, "at most 60"),
        (["build", "--on", "9999-12-31"], WRONG_USAGE, "--on"),
        (["check", "--on", "0001-01-01"], WRONG_USAGE, "--on"),
        (["serve", "ines-zoe", "--port", "99999"], WRONG_USAGE, "--port"),
    ],
)
def test_what_is_out_of_bounds_is_no_bug(
    practice: Path, arguments: list[str], code: int, says: str
) -> None:
    """A name too long, a day too far or a port too high is told, and writes nothing."""
    before = tree(practice)
    run = mend(*arguments, cwd=practice)
    assert (run.returncode, says in run.stderr) == (code, True)
    assert tree(practice) == before


SLIPS: Mapping[str, tuple[str, bytes, str]] = {
    "a page in an old encoding": ("en/documents/help.md.j2", b"# a\n\xe9\n", ":2:1"),
    "a style in an old encoding": ("assets/css/practice.css", b"/* \xe9 */", ":1:4"),
    "a part of the site that asks for nothing": (
        "site/partials/footer.html",
        b"\n{{ nosuch.a.b }}",
        ":2:1",
    ),
    "a part of the site that isn't finished": ("site/partials/footer.html", b"\n{% if %}", ":2:1"),
    "a part of the site that counts words": ("site/partials/footer.html", b"{{ 1 + 'a' }}", ":1:1"),
}


@pytest.mark.parametrize("case", SLIPS)
def test_a_slip_in_a_template_is_named_with_its_place(practice: Path, case: str) -> None:
    """Whatever a practice's own template holds, its file and line are told, and nothing is lost."""
    name, text, at = SLIPS[case]
    (practice / "templates" / name).parent.mkdir(parents=True)
    (practice / "templates" / name).write_bytes(text)
    before = tree(practice)
    run = mend("build", "--on", DAY, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert f"templates/{name}{at}  to mend: " in run.stderr
    assert tree(practice) == before


def test_a_slip_in_a_form_is_named_with_its_place(practice: Path) -> None:
    """A practice's own form for new couples is held to the same, and no couple is begun."""
    form = practice / "templates/en/starter/couple.yml.j2"
    form.parent.mkdir(parents=True)
    form.write_text("a: 1\n{{ nosuch }}\n")
    run = mend("new", "kim-lee", cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "starter/couple.yml.j2:2:1  to mend: " in run.stderr
    assert not (practice / "couples/kim-lee").exists()


def test_a_file_called_build_is_named(practice: Path) -> None:
    """A file where the builds belong stays as it is, and is told."""
    (practice / "build").write_text("a note")
    run = mend("build", "--on", DAY, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "build  to mend: " in run.stderr
    assert (practice / "build").read_text() == "a note"


# --- Stopped half-way -----------------------------------------------------------------------

WAITS = """
import pathlib, signal
pathlib.Path("begun").write_text("")
signal.pause()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_stopped_leaves_nothing_half_made(
    practice: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """Logging out or shutting down in the middle of a build leaves no readable text behind."""
    an_old_build(practice)
    before = tree(practice / "build")
    waits, room = tmp_path / "waits", tmp_path / "room"
    waits.mkdir()
    room.mkdir()
    os.mkfifo(waits / "begun")
    text = WAITS.replace('"begun"', repr(str(waits / "begun")))
    (waits / "icalendar.py").write_text(text)
    env = {**os.environ, **first_on_the_path(waits), "TMPDIR": str(room)}
    with subprocess.Popen([MEND, "build", "--on", DAY], cwd=practice, env=env) as run:
        (waits / "begun").read_text()  # returns when the build is under way
        run.send_signal(number)
    assert run.returncode == 128 + number
    assert [path.name for path in (practice / "build").iterdir()] == ["ines-zoe"]
    assert tree(practice / "build") == before
    assert [*room.iterdir()] == []


# --- A mistake of ours ----------------------------------------------------------------------


def test_a_bug_of_ours_is_no_mistake_of_theirs(practice: Path, tmp_path: Path) -> None:
    """A crash ends with 3 and a log of places in the code, without a word of the answers."""
    an_old_build(practice)
    before = tree(practice / "build")
    code = "raise RuntimeError(open('couples/ines-zoe/ines.yml').read())"
    run = mend("build", cwd=practice, env=in_place_of(tmp_path / "icalendar.py", code))
    assert run.returncode == OUR_BUG
    log = (practice / "mend-error.log").read_text()
    assert "mend-error.log" in run.stderr
    assert "RuntimeError" in log
    assert "icalendar.py" in log
    assert "shared" not in log + run.stderr
    assert "Traceback" not in run.stderr
    assert (practice / "mend-error.log").stat().st_mode & 0o077 == 0
    assert tree(practice / "build") == before


def test_a_bug_is_noted_beside_the_couples(practice: Path, tmp_path: Path) -> None:
    """The log lies in the practice, wherever one works from; without it there is no second bug."""
    here = tmp_path / "here"
    here.mkdir()
    broken = in_place_of(tmp_path / "icalendar.py", "raise RuntimeError")
    arguments = ["build", "--on", DAY, "-p", str(practice)]
    run = mend(*arguments, cwd=here, env=broken)
    assert (run.returncode, [*here.iterdir()]) == (OUR_BUG, [])
    assert str(practice / "mend-error.log") in run.stderr
    (practice / "mend-error.log").unlink()
    (practice / "mend-error.log").mkdir()
    run = mend(*arguments, cwd=here, env=broken)
    assert (run.returncode, "Traceback" in run.stderr) == (OUR_BUG, False)
    assert "our mistake" in run.stderr
    assert "mend-error.log" not in run.stderr


def test_a_bug_in_printing_is_noted_with_its_place(practice: Path, tmp_path: Path) -> None:
    """Where the process that prints is at fault, the log says where, and not a word more."""
    code = (
        "import sys\n"
        "def listen(event, of):\n"
        "    if event == 'open' and str(of[0]).endswith('/print/document.html.j2'):\n"
        "        raise KeyError(open('couples/ines-zoe/ines.yml').read())\n"
        "if 'generator.editions.press_worker' in sys.orig_argv:\n"
        "    sys.addaudithook(listen)\n"
    )
    run = mend("build", cwd=practice, env=in_place_of(tmp_path / "sitecustomize.py", code))
    assert run.returncode == OUR_BUG, run.stderr
    log = (practice / "mend-error.log").read_text()
    assert "KeyError" in log
    assert "editions/press.py" in log
    assert "editions/print_edition.py" in log
    assert "sitecustomize.py:4 listen" in log
    assert "shared" not in log + run.stderr


def test_printing_that_can_not_load_is_noted_with_its_place(practice: Path, tmp_path: Path) -> None:
    """An install that is broken isn't taken for a computer that lacks memory."""
    broken = in_place_of(tmp_path / "weasyprint.py", "raise ImportError('half of it')")
    run = mend("build", cwd=practice, env=broken)
    assert run.returncode == OUR_BUG, run.stderr
    log = (practice / "mend-error.log").read_text()
    assert "ImportError" in log
    assert "editions/print_edition.py" in log


def test_printing_that_is_stopped_is_no_mistake_of_ours(practice: Path, tmp_path: Path) -> None:
    """Where the system ends the process that prints, it is said so, and the old guide stays."""
    an_old_build(practice)
    before = tree(practice / "build")
    code = (
        "import os, signal, sys\n"
        "if 'generator.editions.press_worker' in sys.orig_argv:\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = mend("build", cwd=practice, env=in_place_of(tmp_path / "sitecustomize.py", code))
    assert run.returncode == ANSWERS_NEED_WORK
    assert "stopped by the computer" in run.stderr
    assert tree(practice / "build") == before


def in_place_of(module: Path, code: str) -> dict[str, str]:
    """Write a module, and return the setting that lets it stand in for an installed one."""
    module.write_text(code)
    return first_on_the_path(module.parent)


def first_on_the_path(folder: Path) -> dict[str, str]:
    """Return the setting that lets a module in this folder stand in for an installed one."""
    return {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    }


def test_without_pango_the_site_is_there(practice: Path, tmp_path: Path) -> None:
    """Where the library that prints doesn't load, the site is built, and it is said what is not."""
    build(practice)
    code = "raise OSError(\"cannot load library 'libpango-1.0-0'\")\n"
    without = in_place_of(tmp_path / "weasyprint.py", code)
    run = mend("build", "--force", "--on", DAY, cwd=practice, env=without)
    assert run.returncode == DONE
    assert "Pango" in run.stderr
    assert "mend doctor" in run.stderr
    files = {path.name for path in (practice / "build/ines-zoe").iterdir()}
    assert files == {"site", "check-ins.ics", "manifest.json"}
    made = json.loads((practice / "build/ines-zoe/manifest.json").read_text())["files"]
    assert [name for name in made if name.endswith(".pdf")] == []


# --- Release --------------------------------------------------------------------------------

RELEASE = """\
release:
  seen_alone: {ines: 2026-11-10, zoe: 2026-11-11}
  choices: {ines: repair, zoe: repair}
  breach_ended: yes
"""


@pytest.fixture
def ready(practice: Path) -> Path:
    """Return a practice whose couple lacks nothing but the therapist's approval."""
    change(practice, "therapist:", f"{RELEASE}\ntherapist:")
    return practice


def is_draft(practice: Path) -> bool:
    """Build anew, and return whether it is a draft by all that it says of itself."""
    built = build(practice) / "ines-zoe"
    draft = bool(json.loads((built / "manifest.json").read_text())["draft"])
    pages = Site(built / "site").each().values()
    assert {bool(page.all(class_="draft-mark")) for page in pages} == {draft}
    assert ("draft" in words_read_out(built / "agreement.pdf")) is draft
    return draft


def test_approval_is_of_exactly_these_answers(ready: Path) -> None:
    """Approved, a guide is no draft; one letter changed, it is; that put right, it is not."""
    assert is_draft(ready)
    assert (
        mend("approve", "ines-zoe", "--by", "Fiona Reid", "--on", DAY, cwd=ready).returncode == DONE
    )
    assert not is_draft(ready)
    change(ready, "called: Fiona Reid", "called: Fiona Read")
    assert is_draft(ready)
    change(ready, "called: Fiona Read", "called: Fiona Reid")
    assert not is_draft(ready)


def test_what_is_approved_can_not_be_approved_twice(ready: Path) -> None:
    """A second approval of the same answers is refused, and writes nothing."""
    mend("approve", "ines-zoe", "--by", "Fiona Reid", "--on", DAY, cwd=ready)
    before = tree(ready)
    run = mend("approve", "ines-zoe", "--by", "Fiona Reid", "--on", DAY, cwd=ready)
    assert run.returncode == ANSWERS_NEED_WORK
    assert tree(ready) == before


REASONS: Mapping[str, tuple[str, str]] = {
    "not approved": ("breach_ended: yes", "breach_ended: yes "),
    "on hold": ("breach_ended: yes", "breach_ended: yes\n  on_hold: yes"),
    "not ended": ("breach_ended: yes", "breach_ended: no"),
    "one not seen alone": ("ines: 2026-11-10, ", ""),
    "one has not chosen": (", zoe: repair", ""),
}


@pytest.mark.parametrize("reason", [*REASONS][1:])
def test_while_something_is_missing_nothing_can_be_approved(ready: Path, reason: str) -> None:
    """The therapist is told what is missing; nothing is written."""
    change(ready, *REASONS[reason])
    before = tree(ready)
    run = mend("approve", "ines-zoe", "--by", "Fiona Reid", "--on", DAY, cwd=ready)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "couples/ines-zoe/couple.yml" in run.stderr
    assert tree(ready) == before


def test_no_draft_tells_why_it_is_one(tmp_path: Path) -> None:
    """On hold, or anything else missing: what is built says the same, but for the text's mark."""
    told = {}
    for number, reason in enumerate(REASONS):
        practice = a_practice(tmp_path / str(number), "ines-zoe")
        change(practice, "therapist:", f"{RELEASE}\ntherapist:")
        change(practice, *REASONS[reason])
        told[reason] = without_mark(build(practice) / "ines-zoe")
    assert len({*map(repr, told.values())}) == 1, [*told]


def without_mark(built: Path) -> dict[str, object]:
    """Return all that a build says, without the mark of the answers that it was made from."""
    manifest = json.loads((built / "manifest.json").read_text())
    mark = manifest["version"][-8:]
    said: dict[str, object] = {}
    for name, content in tree(built).items():
        if name.endswith(".pdf"):
            said[name] = [word for word in words_read_out(built / name) if word != mark]
        elif name == "manifest.json":
            said[name] = sorted(manifest) + sorted(manifest["files"])
        else:
            said[name] = content.replace(mark.encode(), b"")
    return said


# --- From nothing ---------------------------------------------------------------------------


def test_from_an_empty_folder_to_a_first_guide(tmp_path: Path) -> None:
    """A newcomer builds the sample, begins a couple of their own, and is told what to fill in."""
    assert mend("init", "practice", cwd=tmp_path).returncode == DONE
    practice = tmp_path / "practice"
    assert (build(practice, "alex-sam") / "alex-sam/guide.pdf").is_file()
    began = mend("new", "kim-lee", "--breach", "affair", "--country", "gb", cwd=practice)
    assert began.returncode == DONE
    assert "couples/kim-lee" in began.stdout
    run = mend("check", cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    asked = re.findall(r"^couples/([\w-]+)/(\w+\.yml):\d+:\d+  to mend", run.stderr, re.MULTILINE)
    assert {couple for couple, _ in asked} == {"kim-lee"}
    assert {file for _, file in asked} == {"couple.yml", "kim.yml", "lee.yml"}


def test_from_elsewhere_as_from_within(practice: Path, tmp_path: Path) -> None:
    """A practice can be worked on from any folder, and nothing is written to that one."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    run = mend("build", "--practice", str(practice), "--on", DAY, cwd=folder)
    assert run.returncode == DONE
    assert [*folder.iterdir()] == []
    assert (practice / "build/ines-zoe/agreement.pdf").is_file()
