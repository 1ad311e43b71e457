"""What a build holds beside its PDFs: site and calendar.

Loading MkDocs and what it needs takes longer than making a couple's pages. So this is imported
once the press has its work, and not before.
"""

from collections.abc import Sequence
from pathlib import Path

from generator.editions.calendar import make_calendar
from generator.editions.quiet_mkdocs import SiteError
from generator.editions.site import make_site
from generator.guide.appointments import appointments, revision_of
from generator.guide.guide import Guide
from generator.pages.page import Imprint, Page
from generator.practice.manifest import CALENDAR
from generator.practice.practice import Practice
from generator.problems import GuideError, Place, Problem


def make_unprinted(
    guide: Guide, pages: Sequence[Page], imprint: Imprint, practice: Practice, stage: Path
) -> None:
    """Write the site and the calendar of a guide into `stage`.

    Raises GuideError for a mistake in the practice's look, or where MkDocs warns.
    """
    try:
        make_site(pages, imprint, practice.look, practice.templates, stage / "site", stage)
    except SiteError as error:
        said = {"said": str(error)}
        raise GuideError([Problem("site-warned", Place("mkdocs.yml"), values=said)]) from None
    calendar = make_calendar(appointments(guide), imprint, revision_of(guide))
    (stage / CALENDAR).write_bytes(calendar)
