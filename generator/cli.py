"""The commands. Only this module reads the clock, prints through a voice, and exits.

A command imports what it needs when it runs: checking must not wait for printing to load.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from generator.ending import when_told_to_end
from generator.practice.practice import Practice
from generator.problems import GuideError
from generator.shipped import TemplateFolders, shipped_folder

if TYPE_CHECKING:
    from generator.build_report import Shown
    from generator.console import Voice
    from generator.practice.bug import Bug
    from generator.practice.job import Wanted
    from generator.practice.run import Means
    from generator.practice.serve import Telling, Workshop
    from generator.problems import Problem

DONE, ANSWERS_NEED_WORK, WRONG_USAGE, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 130


class _Group(TyperGroup):
    """The commands: the one place where an error becomes words and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for; `ctx.obj` is the practice that it is run in."""
        ctx.obj = Practice(Path())
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")  # its checker's words
            raise
        except (typer.Exit, typer.Abort, TyperException):  # an end asked for, a wrong usage
            raise
        except GuideError as error:
            _tell_anyhow(error.problems, ctx.obj)
            raise typer.Exit(ANSWERS_NEED_WORK) from None
        except Exception as error:  # anything else is ours to mend
            from generator.practice.bug import bug_from

            _tell_bugs([bug_from(error)], ctx.obj)
            raise typer.Exit(OUR_BUG) from None


app = typer.Typer(
    name="mend",
    cls=_Group,
    help="Turn a couple's answers into a private guide for rebuilding trust.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _enter(ctx: typer.Context, folder: Path) -> Path:
    """Remember the practice, for the words and the log of an error that ends the command."""
    ctx.find_root().obj = Practice(folder)
    return folder


InPractice = Annotated[
    Path,
    typer.Option(
        "--practice", "-p", help="The practice's folder.", show_default="here", callback=_enter
    ),
]
Names = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]...", help="Couples; all when none is named.")
]
OnDay = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day the guide is for, such as 2026-11-22."),
]


Workers = Annotated[
    int | None,
    typer.Option(
        min=1, max=256, metavar="N", help="How many processes work at once.",
        show_default="one for each core",
    ),
]  # fmt: skip
Form = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")]


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        sys.stdout.write(f"mend {version('mend-guide')}\n")
        raise typer.Exit(DONE)


@app.callback()
def mend(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Say which Mend."),
    ] = False,
) -> None:
    """Turn a couple's answers into a private guide for rebuilding trust."""


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="The folder to make.")]) -> None:
    """Make a practice folder, with a sample couple to look at.

    Writes FOLDER; never over anything that is there.
    """
    from generator.practice.starter import start_practice

    start_practice(folder)
    _voice(Practice(folder)).say("init.next", folder=folder)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="The couple's folder, such as alex-sam.")],
    partners: Annotated[str | None, typer.Option(help='Their names, such as "Alex, Sam".')] = None,
    breach: Annotated[
        str | None, typer.Option(help="The kind of breach: its clause suggestions are offered.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="Two letters, such as GB: for helplines and paper.")
    ] = None,
    practice: InPractice = Path(),
) -> None:
    """Write three commented files for a couple, ready to fill in.

    Writes couples/NAME/couple.yml and a file for each partner; never over a file that is there.
    """
    from generator.practice.starter import start_couple

    here = Practice(practice)
    start_couple(here, name, today=_today(), partners=partners, breach=breach, country=country)
    _voice(here).say("new.next", name=name)


@app.command()
def check(
    names: Names = None,
    practice: InPractice = Path(),
    on: OnDay = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to print problems.")
    ] = "text",
) -> None:
    """Name everything to mend in the answers, with file and line. Writes nothing.

    Reads couples/NAME/*.yml. Ends with 1 when an answer needs work; warnings alone end with 0.
    """
    from generator.practice.checking_many import check_many
    from generator.reporting import tell_checked

    here = Practice(practice)
    voice, checked = _voice(here), check_many(here, names or (), _day(on))
    problems = [problem for one in checked for problem in one.problems]
    if form == "json":
        voice.tell_as_json(problems)
    else:
        tell_checked(voice, checked)
    if any(one.errors for one in checked):
        raise typer.Exit(ANSWERS_NEED_WORK)


@app.command()
def build(
    names: Names = None,
    practice: InPractice = Path(),
    on: OnDay = None,
    sheets: Annotated[
        bool, typer.Option("--sheets", help="Print their cards and sheets too, one to a sheet.")
    ] = False,
    lock: Annotated[
        bool, typer.Option("--lock", help="Build nobody's guide without a lock.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Build also those for whom nothing has changed.")
    ] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Only say who would be built, and why. Writes nothing.")
    ] = False,
    workers: Workers = None,
    cluster: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="A running Dask cluster to build on, such as tcp://host:8786."
        ),
    ] = "",
    hide_names: Annotated[
        bool, typer.Option("--hide-names", help="Show numbers, and no couple's name.")
    ] = False,
    form: Form = "text",
) -> None:
    """Make the site, PDFs and calendar of each couple for whom anything has changed.

    Reads couples/NAME/*.yml, mkdocs.yml and templates/; writes build/NAME/, whole or not at all.
    The agreement of an approved version is kept in couples/NAME/approved/ too. With --sheets there
    is sheets.pdf as well: cards for talks, hard hours and good ones, check-ins, and a wallet card.
    Where `mend lock` gave a couple passphrases, all of it opens with these alone.

    Changed are answers, approvals, a lock, templates, mkdocs.yml, Mend itself, or what another day
    says. Ends with 1 when a couple couldn't be built; all others are built all the same.
    """
    from generator.build_report import Shown
    from generator.practice.job import Wanted
    from generator.practice.run import Means

    if workers and cluster:
        raise typer.BadParameter("a cluster has workers of its own", param_hint="--workers")
    if hide_names and form == "json":
        raise typer.BadParameter("JSON names everyone", param_hint="--hide-names")
    _build(
        Practice(practice),
        names or (),
        _day(on),
        Wanted(sheets=sheets, locked=lock),
        Means(workers, cluster),
        Shown(form, why=why, hide_names=hide_names),
        force=force,
    )


def _build(
    here: Practice,
    names: Sequence[str],
    day: date,
    wanted: "Wanted | None" = None,
    means: "Means | None" = None,
    shown: "Shown | None" = None,
    *,
    force: bool = False,
) -> None:
    from generator.build_report import Shown, progress, tell_outcomes, tell_plan
    from generator.practice.job import NOTHING_MORE
    from generator.practice.run import Means, do_run, plan_run

    voice, shown = _voice(here), shown or Shown()
    plan = plan_run(here, names, day, wanted or NOTHING_MORE, force=force)
    if shown.why:
        tell_plan(voice, plan, shown)
        if any(outcome.state == "failed" for outcome in plan.settled):
            raise typer.Exit(ANSWERS_NEED_WORK)
        return
    with progress(voice, plan, shown) as done:
        outcomes = do_run(here, plan, means or Means(), done)
    tell_outcomes(voice, outcomes, shown)
    bugs = [outcome.bug for outcome in outcomes if outcome.bug]
    if bugs:
        _tell_bugs(bugs, here)
        raise typer.Exit(OUR_BUG)
    if any(outcome.state == "failed" for outcome in outcomes):
        raise typer.Exit(ANSWERS_NEED_WORK)


@app.command()
def serve(
    name: Annotated[str, typer.Argument(help="The couple to show.")],
    practice: InPractice = Path(),
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes any.")
    ] = 8000,
    on: OnDay = None,
) -> None:
    """Show a couple's site here alone, anew at each save; PDFs follow when you pause.

    Reads and writes what `mend build NAME` does. A mistake in the answers is shown in the site's
    place, until it is mended. Stop it with Ctrl-C.
    """
    from generator.practice.serve import serve as serve_site

    here = Practice(practice)
    folder = here.couple(name)
    _day(on)  # a day that is none ends it here, and not at each save
    serve_site(
        [folder, here.root / "templates", here.root / "mkdocs.yml"],
        _workshop(here, name, lambda: _day(on)),  # asked anew at each save: midnight passes
        port,
        _telling(here, name),
    )


def _workshop(here: Practice, name: str, today: Callable[[], date]) -> "Workshop":
    """Return what `serve` calls for a couple's site."""
    from generator.console import LANGUAGE
    from generator.practice.moment_page import look_of_moment, moment_page
    from generator.practice.previewing import previewed
    from generator.practice.serve import Workshop
    from generator.practice.whole_build import WholeBuilds

    templates = here.templates
    return Workshop(
        make=lambda: previewed(here, name, today()),
        page=lambda moment, home, last: moment_page(moment, templates, LANGUAGE, home, last=last),
        look=lambda file: look_of_moment(file, templates),
        printing=lambda done: WholeBuilds(here, name, today, done),
    )


def _telling(here: Practice, name: str) -> "Telling":
    """Return how the terminal is told of what `serve` does."""
    from generator.practice.serve import Telling

    voice = _voice(here)
    return Telling(
        ready=lambda url: voice.say("serve.ready", url=url),
        problems=lambda problems: _tell_anyhow(problems, here),
        bug=lambda bug: _tell_bugs([bug], here),
        printed=lambda: voice.say("serve.printed", name=name),
    )


@app.command()
def approve(
    name: Annotated[str, typer.Argument(help="The couple whose answers you approve.")],
    by: Annotated[str, typer.Option("--by", help="Your name, kept with the approval.")],
    practice: InPractice = Path(),
    on: OnDay = None,
) -> None:
    """Sign off exactly these answers, and build the guide to hand over.

    Writes couples/NAME/approved/N.yml, then does what `mend build NAME` does. Any later edit of
    the answers makes a draft again.
    """
    from generator.practice.approving import approve as approve_answers

    here, day = Practice(practice), _day(on)
    approval = approve_answers(here, name, by, day)
    _voice(here).say("approve.done", name=name, version=approval.version)
    _build(here, [name], day)


@app.command()
def lock(
    name: Annotated[str, typer.Argument(help="The couple whose guide is to be locked.")],
    renew: Annotated[
        list[str] | None,
        typer.Option(
            "--renew", metavar="READER", help="Who gets a new passphrase: a partner, or therapist."
        ),
    ] = None,
    own: Annotated[
        list[str] | None,
        typer.Option(
            "--own", metavar="READER", help="Who chose their own passphrase; it is asked for."
        ),
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Build without a lock from now on.")] = False,
    practice: InPractice = Path(),
    on: OnDay = None,
) -> None:
    """Give each reader of a guide a passphrase, and build it so that it opens with these alone.

    Reads couples/NAME/couple.yml; writes couples/NAME/lock.json, which holds no passphrase, then
    does what `mend build NAME` does. Each passphrase is shown once, here, and kept nowhere.
    """
    from generator.practice.checking import check_couple, sound_folder
    from generator.practice.locking import remove_lock, set_lock
    from generator.reporting import tell_passphrases

    if off and (renew or own):
        raise typer.BadParameter(
            "it takes the lock away; leave out --renew and --own", param_hint="--off"
        )
    here, day = Practice(practice), _day(on)
    voice = _voice(here)
    if off:
        voice.say("lock.off" if remove_lock(here, name) else "lock.none", name=name)
    else:
        answers = sound_folder(check_couple(here, name, day)).answers
        chosen = {who: _ask_passphrase(voice, who) for who in own or ()}
        tell_passphrases(voice, set_lock(here, answers, renew or (), chosen))
    _build(here, [name], day)


def _ask_passphrase(voice: "Voice", who: str) -> str:
    said = voice.words("lock.ask", who=who)
    return str(typer.prompt(said, hide_input=True, confirmation_prompt=voice.words("lock.again")))


@app.command()
def hold(
    name: Annotated[str, typer.Argument(help="The couple to put on hold.")],
    practice: InPractice = Path(),
    on: OnDay = None,
) -> None:
    """Stop a couple's plan until you release it anew. No output ever says why.

    Writes `on_hold: yes` into couples/NAME/couple.yml, and that its newest approval counts no more
    into couples/NAME/approved/. Reads nothing else: it works while other answers need work.
    """
    from generator.practice.holding import hold as put_on_hold

    here = Practice(practice)
    new = put_on_hold(here, name, _day(on))
    _voice(here).say("hold.done" if new else "hold.already", name=name)


@app.command()
def handover(
    name: Annotated[str, typer.Argument(help="The couple to hand their guide to.")],
    practice: InPractice = Path(),
    on: OnDay = None,
) -> None:
    """Pack what each partner is handed: one archive, with a page on how to open it.

    Reads build/NAME/ and couples/NAME/*.yml; writes build/NAME/hand-over/. Nothing but an approved
    guide is packed.
    """
    from generator.practice.checking import check_couple, sound_folder
    from generator.practice.handing_over import hand_over
    from generator.reporting import tell_archives

    here = Practice(practice)
    folder = sound_folder(check_couple(here, name, _day(on)))
    tell_archives(_voice(here), hand_over(here, folder.answers))


@app.command()
def forget(
    name: Annotated[str, typer.Argument(help="The couple to forget.")],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether you are sure.")] = False,
    practice: InPractice = Path(),
) -> None:
    """Delete every trace of a couple in this practice, after asking.

    Deletes couples/NAME/ and build/NAME/: answers, reviews, versions, keys, builds. It can't be
    undone, and what was handed over or copied elsewhere stays where it is.
    """
    from generator.practice.forgetting import forget as forget_couple
    from generator.practice.forgetting import traces_of
    from generator.reporting import tell_traces

    here = Practice(practice)
    voice = _voice(here)
    tell_traces(voice, traces_of(here, name))
    if not yes:
        typer.confirm(voice.words("forget.sure", name=name), abort=True)
    forget_couple(here, name)
    voice.say("forget.done", name=name)


@app.command()
def review(
    name: Annotated[str, typer.Argument(help="The couple that looks back.")],
    export: Annotated[
        Path | None,
        typer.Argument(metavar="[EXPORT]", help="The check-ins that they saved from their site."),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Let EXPORT replace what was filed today in other words."),
    ] = False,
    practice: InPractice = Path(),
    on: OnDay = None,
) -> None:
    """Keep the value map as it stands, and start a form for what the couple bring back.

    Reads couples/NAME/*.yml and EXPORT, whose new check-ins are filed with it; writes
    couples/NAME/reviews/DATE.yml, and nothing on any problem. A review that this day has already
    is never written over: a newer EXPORT adds to it what is new.
    """
    from generator.practice.reviewing import start_review
    from generator.reporting import tell_begun

    here = Practice(practice)
    tell_begun(_voice(here), name, start_review(here, name, _day(on), export, replace=replace))


@app.command()
def suggest(
    name: Annotated[str, typer.Argument(help="The couple to suggest clauses for.")],
    clauses: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CLAUSE]...", help="Clauses to print whole, ready to paste."),
    ] = None,
    practice: InPractice = Path(),
) -> None:
    """List clauses that fit a couple, or print those you name as answers. Writes nothing.

    Reads couples/NAME/*.yml, which may be half filled in, and library/clauses/.
    """
    from generator.practice.suggesting import as_answers, choose
    from generator.practice.suggesting import suggest as suggest_clauses
    from generator.reporting import tell_suggested

    here = Practice(practice)
    suggested = suggest_clauses(here, name)
    if clauses:
        sys.stdout.write(as_answers(here, choose(suggested, clauses), _today()))
    else:
        tell_suggested(_voice(here), name, suggested)


@app.command()
def status(
    names: Names = None,
    practice: InPractice = Path(),
    on: OnDay = None,
    days: Annotated[int, typer.Option(min=0, max=3650, help="How many days to look ahead.")] = 30,
) -> None:
    """Say what is due for all couples, soonest first. Writes nothing.

    Reads couples/NAME/*.yml: clauses to look at again or that end, sessions, days to delete by.
    """
    from generator.practice.status import status as status_of
    from generator.reporting import tell_status

    here, day = Practice(practice), _day(on)
    tell_status(_voice(here), status_of(here, names or (), day, days), day, days)


@app.command()
def schema(
    kind: Annotated[
        Literal["couple", "partner", "review"], typer.Argument(help="Which file's schema.")
    ] = "couple",
    practice: InPractice = Path(),
) -> None:
    """Print the JSON Schema by which editors check answers."""
    from generator.practice.schemas import schema_text

    sys.stdout.write(schema_text(Practice(practice).templates, kind))


@app.command()
def doctor(practice: InPractice = Path()) -> None:
    """Say what this machine lacks and how to get it. Writes nothing."""
    from generator.practice.doctor import Weight, examine
    from generator.practice.machine import this_machine

    here = Practice(practice)
    voice = _voice(here)
    findings = examine(here.root.resolve(), here.templates, this_machine())
    for finding in findings:
        voice.finding(finding.weight.value, finding.says, finding.do)
    if any(finding.weight is Weight.MISSING for finding in findings):
        raise typer.Exit(ANSWERS_NEED_WORK)


def _voice(practice: Practice) -> "Voice":
    from generator.console import Voice

    return Voice(practice.templates)


def _our_own_voice() -> "Voice":
    """Return a voice with our words alone: a practice's own may be what is broken."""
    from generator.console import Voice

    return Voice(TemplateFolders((shipped_folder() / "templates",)))


def _today() -> date:
    return date.today()  # noqa: DTZ011  the therapist's own day, wherever they are


def _day(on: str | None) -> date:
    from generator.answers.model import FIRST_YEAR, LAST_YEAR

    try:
        day = date.fromisoformat(on) if on else _today()
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        said = _our_own_voice().words("wrong_day", typed=on)
        raise typer.BadParameter(said, param_hint="--on")
    return day


def main() -> NoReturn:
    """Run a command."""
    when_told_to_end()
    try:
        app()
        sys.exit(DONE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _tell_anyhow(problems: "Sequence[Problem]", practice: Practice) -> None:
    """Tell problems in the practice's words; in ours, where those words are the problem."""
    try:
        _voice(practice).tell(problems)
    except GuideError:
        _our_own_voice().tell(problems)


def _tell_bugs(bugs: "Sequence[Bug]", practice: Practice) -> None:
    """Say that we are at fault, and leave what we need to know beside the couples."""
    voice, kinds = _our_own_voice(), ", ".join(dict.fromkeys(bug.kind for bug in bugs))
    try:
        voice.note("bug.sorry", kind=kinds, log=_log(bugs, practice.root))
    except OSError:
        voice.note("bug.no_log", kind=kinds)


def _log(bugs: "Sequence[Bug]", folder: Path) -> Path:
    """Write where each error arose, and none of the values at hand: they may be answers."""
    path = (folder / "mend-error.log").resolve()
    path.touch(mode=0o600)
    told = ("\n".join([bug.kind, *bug.lines]) for bug in dict.fromkeys(bugs))
    path.write_text("\n\n".join(told) + "\n", encoding="utf-8")
    return path
