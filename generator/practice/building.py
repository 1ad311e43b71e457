"""One couple's answers → `build/NAME/`, whole or not at all.

couples/NAME/*.yml → Answers → Guide → [Page] → site, print, calendar → leak check → build/NAME/
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.answers.folder import CoupleFolder
from generator.answers.kinds import Copy
from generator.editions.press import PangoMissing, Press, PrintError
from generator.guide.guide import make_guide
from generator.guide.own_guide import OwnGuide, make_own_guide
from generator.library.deck import Deck
from generator.pages.own_pages import make_own_pages
from generator.pages.page import Imprint, Page
from generator.pages.pages import make_imprint, make_pages
from generator.pages.text import load_texts
from generator.practice.leaks import find_leaks
from generator.practice.lock_file import CARD, THERAPIST, LockFile, lock_place, read_lock
from generator.practice.own_templates import check_own_templates
from generator.practice.papers import keep_papers, papers_in
from generator.practice.practice import Practice
from generator.practice.staging import staged
from generator.practice.watched_words import OWN, watch
from generator.problems import GuideError, Place, Problem, Severity
from generator.shipped import shipped_folder

AGREEMENT, AMENDMENT, SHEETS = "agreement", "amendment", "sheets"
PDFS = ("guide", AGREEMENT)
PRINTED = (*PDFS, SHEETS, AMENDMENT)
COPIED = (AGREEMENT, AMENDMENT)
COPIES: Mapping[Copy, str] = {"large-print": "large", "to-fill": "to-fill"}
"""What a couple may ask for of each paper to initial, and what its name in the build ends with."""

MY_PAGES = "my-pages"
"""What holds one partner's own pages, in a folder of their own."""


@dataclass(frozen=True)
class Wanted:
    """What a build is asked for beside the guide: cards, one to a sheet; nothing without a lock."""

    sheets: bool = False
    locked: bool = False


NOTHING_MORE = Wanted()


@dataclass(frozen=True)
class Built:
    """What was made for one couple; `problems` are warnings, such as why there is no PDF."""

    name: str
    folder: Path
    draft: bool
    version: str
    files: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def own_pages(self) -> tuple[str, ...]:
        """Return the files that one partner alone is handed."""
        return tuple(file for file in self.files if file.startswith(f"{OWN}/"))


def build_couple(
    practice: Practice,
    folder: CoupleFolder,
    others: Iterable[CoupleFolder],
    press: Press,
    on: date,
    wanted: Wanted = NOTHING_MORE,
) -> Built:
    """Make all editions of a couple's guide on the day `on`, and put them in place together.

    A couple who have a lock get it: all that is handed over opens with its readers' passphrases.
    `others` are the other couples of the run, none of whose words may be found in the result.
    Of an approved version the agreement is kept beside its approval as well.
    Raises GuideError when anything leaks, or where a lock is wanted and there is none, and leaves
    the last build as it was.
    """
    check_own_templates(practice)
    answers = folder.answers
    texts = load_texts(practice.templates, answers.couple.language, answers.couple.country)
    guide = make_guide(answers, on, texts.deck)
    pages, imprint = make_pages(guide, texts, practice.templates), make_imprint(guide, texts)
    with staged(practice.builds / answers.name) as stage:
        own = {
            who: make_own_pages(mine, texts, practice.templates)
            for who, mine in _own_guides(folder, on, texts.deck)
        }
        changed = guide.changes is not None and guide.changes.to_initial
        also = ((AMENDMENT, changed), (SHEETS, wanted.sheets))
        editions = (*PDFS, *(edition for edition, asked in also if asked), OWN)
        imprints = {edition: make_imprint(guide, texts, edition) for edition in editions}
        lock = read_lock(practice, answers.name)
        printing = {
            **_start_printing(press, pages, own, imprints, guide.couple.copies, practice),
            **_start_cards(press, lock, imprint, practice),
        }
        # Here and not above, since it takes a while to load: the press is at work by now.
        from generator.practice.unprinted import make_unprinted  # noqa: PLC0415

        _refuse_unlocked(practice, answers.name, lock, wanted)
        make_unprinted(guide, pages, imprint, practice, stage)
        net = watch(folder, others, _our_words(answers.couple.language))
        leaks = find_leaks(stage, net)  # while the press is still at work
        problems = _collect(printing, stage)
        if leaks := (*leaks, *find_leaks(stage, net, "*.pdf")):
            raise GuideError(leaks)
        papers = papers_in(stage)
        if lock:
            from generator.practice.locked_build import lock_build  # noqa: PLC0415

            lock_build(stage, lock, imprint, practice)
        files = _write_manifest(stage, answers.fingerprint, on, imprint)
    if not guide.release.draft:
        keep_papers(practice, answers.name, guide.release.version, papers)
    return Built(
        answers.name,
        practice.builds / answers.name,
        imprint.draft,
        imprint.version,
        files,
        problems,
    )


def _own_guides(folder: CoupleFolder, on: date, deck: Deck) -> Iterator[tuple[str, OwnGuide]]:
    for who, own in folder.own.items():
        yield who, make_own_guide(own, folder.answers.couple, on, deck)


def _refuse_unlocked(practice: Practice, name: str, lock: LockFile | None, wanted: Wanted) -> None:
    """Raise GuideError where there is no lock, and `wanted` or mkdocs.yml asks for one."""
    from generator.editions.look import read_look  # noqa: PLC0415  loads MkDocs

    if lock is None and (wanted.locked or read_look(practice.look)["extra"]["lock"]):
        raise GuideError([Problem("lock-not-set", lock_place(name), values={"name": name})])


def _start_printing(
    press: Press,
    pages: Sequence[Page],
    own: Mapping[str, Sequence[Page]],
    imprints: Mapping[str, Imprint],
    copies: Sequence[Copy],
    practice: Practice,
) -> Mapping[str, Future[bytes]]:
    """Return each PDF by its name in the build, the longest first; own pages by partner."""
    jobs = {pdf: (pages, imprints[pdf], pdf) for pdf in PRINTED if pdf in imprints}
    jobs |= {
        f"{pdf}-{COPIES[copy]}": (pages, _copy_of(imprints[pdf], copy), pdf)
        for pdf in COPIED
        if pdf in imprints
        for copy in copies
    }
    jobs |= {f"{OWN}/{who}/{MY_PAGES}": (theirs, imprints[OWN], OWN) for who, theirs in own.items()}
    return {
        name: press.print(printed, imprint, edition, practice.look, practice.templates)
        for name, (printed, imprint, edition) in jobs.items()
    }


def _start_cards(
    press: Press, lock: LockFile | None, imprint: Imprint, practice: Practice
) -> Mapping[str, Future[bytes]]:
    """Return a card for each reader to write a passphrase on, by its name in the build."""
    if not lock:
        return {}
    template = practice.templates.find(f"{imprint.language}/lock/card.md.j2")
    text = template.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    page = Page("card.md", title, "", text, frozenset({CARD}), "sheet")
    bare = replace(imprint, title=title, draft=False, version="", date="")
    card = press.print([page], bare, CARD, practice.look, practice.templates)
    folders = ("" if who == THERAPIST else f"{OWN}/{who}/" for who in lock.readers)
    return {f"{folder}{CARD}": card for folder in folders}


def _copy_of(imprint: Imprint, copy: Copy) -> Imprint:
    return replace(imprint, large=copy == "large-print", to_fill=copy == "to-fill")


def _collect(printing: Mapping[str, Future[bytes]], stage: Path) -> tuple[Problem, ...]:
    """Write each PDF when it is done. Without Pango there is none, and the site stands alone."""
    for name, pdf in printing.items():
        path = stage / f"{name}.pdf"
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(pdf.result())
        except PangoMissing:
            return (Problem("pango-missing", Place("guide.pdf"), severity=Severity.WARNING),)
        except PrintError as error:
            said = {"said": str(error)}
            raise GuideError([Problem("print-warned", Place(f"{name}.pdf"), values=said)]) from None
    return ()


@cache
def _our_words(language: str) -> str:
    """Return the text of our own templates and libraries, which any guide may hold."""
    files = sorted((shipped_folder() / "templates" / language).rglob("*"))
    texts = (path for path in files if path.suffix in (".j2", ".yml"))
    return "\n".join(path.read_text(encoding="utf-8") for path in texts)


def _write_manifest(stage: Path, fingerprint: str, on: date, imprint: Imprint) -> tuple[str, ...]:
    """Write what was made from what, without a name in it; return the files of the build.

    One's own pages are listed as `own/1` and `own/2`: their folders are called as people are.
    """
    files = [path for path in sorted(stage.rglob("*")) if path.is_file()]
    made = {_nameless(path, stage): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    manifest = {
        "made_with": f"mend-guide {version('mend-guide')}",
        "made_from": fingerprint,
        "for_day": on.isoformat(),
        "version": imprint.version,
        "draft": imprint.draft,
        "files": made,
    }
    (stage / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return tuple(path.relative_to(stage).as_posix() for path in files)


def _nameless(path: Path, stage: Path) -> str:
    parts = path.relative_to(stage).parts
    if parts[0] == OWN:
        people = sorted(folder.name for folder in (stage / OWN).iterdir())
        parts = (OWN, str(people.index(parts[1]) + 1), *parts[2:])
    return "/".join(parts)
