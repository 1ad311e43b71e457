"""The site edition: pages → a folder of HTML that opens by double-click, or from a server."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.editions.quiet_mkdocs import SettingsError, run_mkdocs
from generator.editions.shorten import shorten
from generator.editions.site_check import check_site
from generator.editions.site_project import write_project
from generator.editions.site_settings import JOINED
from generator.editions.theme_mistakes import theme_mistakes
from generator.editions.trim import trim
from generator.pages.page import Imprint, Page
from generator.problems import GuideError, Place, Problem
from generator.shipped import TemplateFolders


def make_site(
    pages: Sequence[Page],
    imprint: Imprint,
    look: Path,
    templates: TemplateFolders,
    into: Path,
    work: Path,
) -> None:
    """Build the site of these pages into the folder `into`, which is emptied first.

    `look` is the practice's mkdocs.yml. `work` is a private folder, in which the MkDocs project
    lies for as long as the build takes. The same pages give the same bytes.

    Raises GuideError for a mistake in the practice's look and where a page wouldn't be private,
    SiteError for anything that MkDocs warns of.
    """
    shown = [page for page in pages if "site" in page.editions]
    with TemporaryDirectory(dir=work, prefix="site-") as folder:
        project = write_project(shown, imprint, look, templates, Path(folder), into)
        try:
            with theme_mistakes(project.parent / "theme"):
                run_mkdocs(project)
        except SettingsError as error:
            said = {"said": " ".join(error.messages)}
            raise GuideError([Problem("look-refused", Place(look.name), values=said)]) from error
    trim(into, {html_name(page.path) for page in shown}, imprint.language)
    check_site(into, imprint.title)  # while each file still has its name and its lines
    shorten(into, JOINED)


def html_name(path: str) -> str:
    """Return the site's file for a page: "plan/index.md" → "plan/index.html"."""
    return path.removesuffix(".md") + ".html"
