"""One couple's answers → `build/NAME/`, whole or not at all.

couples/NAME/*.yml → Answers → Guide → [Page] → site, print, calendar → leak check → build/NAME/
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from generator.answers.folder import CoupleFolder
from generator.answers.kinds import Copy
from generator.editions.press import PangoMissing, PressStopped, PrintError, PrintJob
from generator.pages.page import Imprint, Page
from generator.practice.job import SHEETS, Order, Wanted
from generator.practice.leaks import find_leaks
from generator.practice.lock_file import CARD, THERAPIST, LockFile, lock_place, read_lock
from generator.practice.manifest import FILE, OWN, Manifest, files_of, nameless, names_in, sizes_in
from generator.practice.manuscript import (
    AGREEMENT,
    AMENDMENT,
    PDFS,
    Manuscript,
    write_manuscript,
)
from generator.practice.outcome import Built, built_from
from generator.practice.own_templates import check_own_templates
from generator.practice.papers import keep_papers, papers_in
from generator.practice.practice import Practice
from generator.practice.sources import couple_sources
from generator.practice.staging import staged
from generator.practice.watched_words import Unread, watch
from generator.problems import GuideError, Place, Problem, Severity
from generator.shipped import shipped_folder

PRINTED = (*PDFS, SHEETS, AMENDMENT)
COPIED = (AGREEMENT, AMENDMENT)
COPIES: Mapping[Copy, str] = {"large-print": "large", "to-fill": "to-fill"}
"""What a couple may ask for of each paper to initial, and what its name in the build ends with."""

MY_PAGES = "my-pages"
"""What holds one partner's own pages, in a folder of their own."""


class Printer(Protocol):
    """What prints: beside this process, or in it."""

    def print(self, job: PrintJob) -> Future[bytes]:
        """Return the PDF of an edition, made or being made."""


class AnswersChanged(Exception):  # noqa: N818  it says what is so
    """A couple's files are no longer what they were when the build began."""


def build_couple(
    practice: Practice,
    folder: CoupleFolder,
    others: Iterable[CoupleFolder | Unread],
    press: Printer,
    order: Order,
) -> Built:
    """Make all editions of a couple's guide, and put them in place together.

    A couple who have a lock get it: all that is handed over opens with its readers' passphrases.
    `others` are couples that this process has had in hand, none of whose words may be found in the
    result. Of an approved version the agreement is kept beside its approval as well.
    Raises GuideError when anything leaks, or where a lock is wanted and there is none, and
    AnswersChanged where the answers aren't those of the order's sources any more; both leave the
    last build as it was.
    """
    check_own_templates(practice)
    name = folder.answers.name
    with staged(practice.builds / name) as stage:
        text = write_manuscript(folder, practice.templates, order.on, sheets=order.wanted.sheets)
        lock = read_lock(practice, name)
        printing = {
            **_start_printing(press, text, practice),
            **_start_cards(press, lock, text.imprint, practice),
        }
        # Here and not above, since it takes a while to load: the press is at work by now.
        from generator.practice.unprinted import make_unprinted  # noqa: PLC0415

        refuse_unlocked(practice, name, lock, order.wanted)
        make_unprinted(text.guide, text.pages, text.imprint, practice, stage)
        net = watch(folder, others, our_words(text.imprint.language))
        leaks = find_leaks(stage, net)  # while the press is still at work
        problems = _collect(printing, stage, name)
        if leaks := (*leaks, *find_leaks(stage, net, "*.pdf")):
            raise GuideError(_in_build(name, leak) for leak in leaks)
        papers = papers_in(stage)
        if lock:
            from generator.practice.locked_build import lock_build  # noqa: PLC0415

            lock_build(stage, lock, text.imprint, practice)
        files = names_in(stage)
        manifest = _manifest(stage, text, order, complete=not problems)
        (stage / FILE).write_bytes(manifest.to_json())
        _refuse_changed(practice, name, order)
        if not text.guide.release.draft:
            keep_papers(practice, name, text.guide.release.version, papers)
    return built_from(practice, name, manifest, files, problems)


def _refuse_changed(practice: Practice, name: str, order: Order) -> None:
    """Raise AnswersChanged where what was read isn't what is there now."""
    now = couple_sources(practice, name)
    if any(order.sources[kind] != found for kind, found in now.items()):
        raise AnswersChanged


def refuse_unlocked(practice: Practice, name: str, lock: LockFile | None, wanted: Wanted) -> None:
    """Raise GuideError where there is no lock, and `wanted` or mkdocs.yml asks for one."""
    from generator.editions.look import read_look  # noqa: PLC0415  loads MkDocs

    if lock is None and (wanted.locked or read_look(practice.look)["extra"]["lock"]):
        raise GuideError([Problem("lock-not-set", lock_place(name), values={"name": name})])


def _start_printing(
    press: Printer, text: Manuscript, practice: Practice
) -> Mapping[str, Future[bytes]]:
    """Return each PDF by its name in the build, the longest first; own pages by partner."""
    pages, imprints = text.pages, text.imprints
    jobs = {pdf: (pages, imprints[pdf], pdf) for pdf in PRINTED if pdf in imprints}
    jobs |= {
        f"{pdf}-{COPIES[copy]}": (pages, _copy_of(imprints[pdf], copy), pdf)
        for pdf in COPIED
        if pdf in imprints
        for copy in text.guide.couple.copies
    }
    jobs |= {
        f"{OWN}/{who}/{MY_PAGES}": (theirs, imprints[OWN], OWN) for who, theirs in text.own.items()
    }
    return {
        name: press.print(PrintJob(*job, practice.look, practice.templates))
        for name, job in jobs.items()
    }


def _start_cards(
    press: Printer, lock: LockFile | None, imprint: Imprint, practice: Practice
) -> Mapping[str, Future[bytes]]:
    """Return a card for each reader to write a passphrase on, by its name in the build."""
    if not lock:
        return {}
    template = practice.templates.find(f"{imprint.language}/lock/card.md.j2")
    text = template.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    page = Page("card.md", title, "", text, frozenset({CARD}), "sheet")
    bare = replace(imprint, title=title, draft=False, version="", date="")
    card = press.print(PrintJob([page], bare, CARD, practice.look, practice.templates))
    folders = ("" if who == THERAPIST else f"{OWN}/{who}/" for who in lock.readers)
    return {f"{folder}{CARD}": card for folder in folders}


def _copy_of(imprint: Imprint, copy: Copy) -> Imprint:
    return replace(imprint, large=copy == "large-print", to_fill=copy == "to-fill")


def _in_build(name: str, problem: Problem) -> Problem:
    """Return a problem whose place says which couple's build it is in."""
    return replace(problem, place=Place(f"build/{name}/{problem.place.file}"))


def _collect(
    printing: Mapping[str, Future[bytes]], stage: Path, couple: str
) -> tuple[Problem, ...]:
    """Write each PDF when it is done. Without Pango there is none, and the site stands alone."""
    for name, pdf in printing.items():
        path = stage / f"{name}.pdf"
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(pdf.result())
        except PangoMissing:
            return (Problem("pango-missing", Place("guide.pdf"), severity=Severity.WARNING),)
        except PressStopped:
            raise GuideError([Problem("build-stopped", Place(f"couples/{couple}"))]) from None
        except PrintError as error:
            said = {"said": str(error)}
            raise GuideError([Problem("print-warned", Place(f"{name}.pdf"), values=said)]) from None
    return ()


@cache
def our_words(language: str) -> str:
    """Return the text of our own templates and libraries, which any guide may hold."""
    files = sorted((shipped_folder() / "templates" / language).rglob("*"))
    texts = (path for path in files if path.suffix in (".j2", ".yml"))
    return "\n".join(path.read_text(encoding="utf-8") for path in texts)


def _manifest(stage: Path, text: Manuscript, order: Order, *, complete: bool) -> Manifest:
    """Return what was made from what, without a name in it."""
    return Manifest(
        made_with=f"mend-guide {version('mend-guide')}",
        made_from=dict(order.sources),
        asked=order.wanted.extras,
        for_day=order.on.isoformat(),
        made_on=text.guide.made_on.isoformat(),
        said=text.said,
        version=text.imprint.version,
        draft=text.imprint.draft,
        complete=complete,
        files=files_of(stage),
        sizes=nameless(sizes_in(stage)),
    )
