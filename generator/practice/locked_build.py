"""A build that is whole and checked → the same build under a couple's lock, in its place.

The site is sealed with the calendar in it. Each PDF is encrypted for the therapist where it lies,
and once more for each partner, in the folder of what is theirs.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.editions.locked_pdf import PdfCover, lock_pdf
from generator.editions.locked_site import lock_site
from generator.editions.look import read_look
from generator.editions.sealing import Lock
from generator.editions.site_check import check_site
from generator.pages.page import Imprint
from generator.practice.lock_file import CARD, THERAPIST, LockFile
from generator.practice.manifest import CALENDAR, OWN
from generator.practice.practice import Practice


def lock_build(stage: Path, lock: LockFile, imprint: Imprint, practice: Practice) -> None:
    """Lock everything in the build that lies in the folder `stage`, for the readers of `lock`.

    Raises GuideError where the page that unlocks the site isn't as private as the site.
    """
    extra = read_look(practice.look)["extra"]
    calendar = stage / CALENDAR
    files = {CALENDAR: calendar.read_bytes()}
    readers = tuple(reader.key for reader in lock.readers.values())
    keys = Lock(lock.salt, readers, lock.device, extra["lock_after_minutes"])
    with ThreadPoolExecutor() as hands:  # PDFs are encrypted outside of Python, side by side
        papers = [*_papers(stage, lock)]  # all found, before any is written beside them
        done = [hands.submit(_lock_one, pdf, covers) for pdf, covers in papers]
        lock_site(stage / "site", imprint, keys, practice.templates, extra["leave_to"], files)
        for one in done:
            one.result()
    calendar.unlink()
    check_site(stage / "site", imprint.title)


def _papers(stage: Path, lock: LockFile) -> Iterator[tuple[Path, Mapping[Path, PdfCover]]]:
    """Yield each PDF, and where to put it for which reader."""
    covers = {who: PdfCover(one.cover, one.cover_key) for who, one in lock.readers.items()}
    own = stage / OWN
    partners = [who for who in covers if who != THERAPIST]
    for pdf in _to_lock(stage, "*.pdf"):
        theirs = {own / who / pdf.name: covers[who] for who in partners}
        yield pdf, {**theirs, pdf: covers[THERAPIST]}
    for pdf in _to_lock(own, "*/*.pdf"):
        yield pdf, {pdf: covers[pdf.parent.name]}


def _to_lock(folder: Path, pattern: str) -> list[Path]:
    return [pdf for pdf in sorted(folder.glob(pattern)) if pdf.stem != CARD]


def _lock_one(pdf: Path, covers: Mapping[Path, PdfCover]) -> None:
    """Write a PDF for each of its readers; the one that can be read is gone at the end."""
    plain = pdf.rename(pdf.with_suffix(".plain"))
    for place, cover in covers.items():
        lock_pdf(plain, cover, place)
    plain.unlink()
