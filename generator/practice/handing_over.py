"""An approved build → what a partner is handed: a neutral archive, and how to open it."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.answers.answers import Answers
from generator.guide.release import current_approval
from generator.pages.whole_document import fill_document
from generator.practice.claim import claimed
from generator.practice.lock_file import read_lock
from generator.practice.manifest import (
    HAND_OVER,
    OWN,
    nameless,
    names_in,
    read_manifest,
    sizes_in,
)
from generator.practice.practice import Practice
from generator.practice.private_files import PRIVATE_FILE, put_file
from generator.practice.sources import couple_sources
from generator.problems import GuideError, Place, Problem

ARCHIVE = "our-guide"
"""What the archive and the folder in it are called: no name, and nothing of what it is about."""

_PAPERS = (".pdf", ".ics")
_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can tell: when it was packed is nobody's business."""


def hand_over(practice: Practice, answers: Answers) -> Mapping[str, Path]:
    """Pack what each partner is handed, and return the archives by the partner's short name.

    Each holds the site, the PDFs for that partner and the page on how to open them. They lie in
    `build/NAME/hand-over/`, and go with the next build. Raises GuideError unless the build is of
    the approved version and still what was built, and (`target-is-link`), with nothing written,
    where a link in it leads to another place.
    """
    with claimed(practice, answers.name):  # a build under way would mix two guides
        return _hand_over(practice, answers)


def _hand_over(practice: Practice, answers: Answers) -> Mapping[str, Path]:
    build, approval = practice.builds / answers.name, current_approval(answers)
    _refuse_links(build, answers.couple.partners)
    if not approval or not _is_of(practice, answers.name):
        raise GuideError([Problem("not-to-hand-over", Place(f"build/{answers.name}"),
                                  values={"name": answers.name})])  # fmt: skip
    locked = read_lock(practice, answers.name) is not None
    page = _how_to_open(practice, answers.couple.language, locked=locked)
    archives = {}
    for who in answers.couple.partners:
        files = {**page, **dict(_for_reader(build, who, locked=locked))}
        archives[who] = build / HAND_OVER / who / f"{ARCHIVE}.zip"
        put_file(archives[who], _packed(files))
    return archives


def _is_of(practice: Practice, name: str) -> bool:
    """Tell whether the build is whole, and of the answers, approval and lock that are there now."""
    build = practice.builds / name
    last, now = read_manifest(build), couple_sources(practice, name)
    if last is None or last.draft or nameless(sizes_in(build)) != last.sizes:
        return False
    return all(last.made_from.get(kind) == found for kind, found in now.items())


def _refuse_links(build: Path, readers: Iterable[str]) -> None:
    """Raise GuideError where what is packed, or the archives' place, lies behind a link."""
    theirs = (f"{HAND_OVER}/{who}" for who in readers)
    paths = [build, *(build / part for part in (*names_in(build), HAND_OVER, *theirs))]
    if links := [path for path in paths if path.is_symlink()]:
        places = [Place(f"build/{link.relative_to(build.parent).as_posix()}") for link in links]
        raise GuideError(Problem("target-is-link", place) for place in places)


def _for_reader(build: Path, who: str, *, locked: bool) -> Iterator[tuple[str, bytes]]:
    """Yield each file for one partner by its name in the archive: what was built, and no other."""
    names, own = names_in(build), f"{OWN}/{who}/"
    papers = {name.removeprefix(own): name for name in names if name.startswith(own)}
    if not locked:
        papers |= {name: name for name in names if "/" not in name and name.endswith(_PAPERS)}
    site = {name: name for name in names if name.startswith("site/")}
    for packed, name in (*site.items(), *sorted(papers.items())):
        yield packed, (build / name).read_bytes()


def _packed(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{ARCHIVE}/{name}", _DAY)
            entry.external_attr = PRIVATE_FILE << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def _how_to_open(practice: Practice, language: str, *, locked: bool) -> Mapping[str, bytes]:
    page = fill_document(practice.templates, language, "lock/how-to-open.html.j2", locked=locked)
    style = practice.templates.find("assets/css/how-to-open.css")
    return {
        "how-to-open.html": page.encode(),
        "how-to-open.css": style.read_bytes(),
    }
