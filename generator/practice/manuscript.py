"""All that a build will say, before any of it is set: decided, written, and cheap to compare."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.answers.folder import CoupleFolder
from generator.guide.appointments import appointments, revision_of
from generator.guide.guide import Guide, make_guide
from generator.guide.own_guide import make_own_guide
from generator.pages.own_pages import make_own_pages
from generator.pages.page import Imprint, Page
from generator.pages.pages import make_imprint, make_pages
from generator.pages.text import load_texts
from generator.practice.job import SHEETS
from generator.practice.manifest import OWN
from generator.shipped import TemplateFolders

AGREEMENT, AMENDMENT = "agreement", "amendment"
PDFS = ("guide", AGREEMENT)


@dataclass(frozen=True)
class Manuscript:
    """A guide and its pages; `own` holds each partner's, `imprints` one for each edition."""

    guide: Guide
    pages: tuple[Page, ...]
    own: Mapping[str, tuple[Page, ...]]
    imprint: Imprint
    imprints: Mapping[str, Imprint]

    @property
    def said(self) -> str:
        """Return the hash of every word and date in it; the same words give the same hash."""
        digest = hashlib.blake2b(digest_size=16)
        for part in self._parts():
            digest.update(f"{part!r}\n".encode())
        return digest.hexdigest()

    def _parts(self) -> Iterator[object]:
        for who, pages in (("", self.pages), *sorted(self.own.items())):
            for page in pages:
                yield who, page.path, page.title, page.section, page.layout, page.text
                yield sorted(page.editions)
        for edition, imprint in (("", self.imprint), *sorted(self.imprints.items())):
            yield edition, imprint.title, imprint.language, imprint.paper, imprint.classes
            yield imprint.version, imprint.date, sorted(imprint.labels.items())
        yield [*appointments(self.guide)], revision_of(self.guide)


def write_manuscript(
    folder: CoupleFolder,
    templates: TemplateFolders,
    on: date,
    *,
    made_on: date | None = None,
    sheets: bool = False,
) -> Manuscript:
    """Return what a couple's build says on the day `on`; with `sheets`, for these an imprint too.

    `made_on` is the day that it tells, where that is an earlier one. Raises GuideError where a
    template is mistaken.
    """
    couple = folder.answers.couple
    texts = load_texts(templates, couple.language, couple.country)
    guide = make_guide(folder.answers, on, texts.deck, made_on)
    changed = guide.changes is not None and bool(guide.changes.to_initial)
    also = ((AMENDMENT, changed), (SHEETS, sheets))
    editions = (*PDFS, *(edition for edition, asked in also if asked), OWN)
    return Manuscript(
        guide=guide,
        pages=make_pages(guide, texts, templates),
        own={
            who: make_own_pages(make_own_guide(own, couple, on, texts.deck), texts, templates)
            for who, own in folder.own.items()
        },
        imprint=make_imprint(guide, texts),
        imprints={edition: make_imprint(guide, texts, edition) for edition in editions},
    )
