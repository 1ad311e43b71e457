"""The plain MkDocs project that a site is built from: pages, styles, and one mkdocs.yml.

Nothing in it is particular to this program, so that another engine that reads `mkdocs.yml`
can build it too.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

import yaml

from generator.editions.font_subset import subset
from generator.editions.fonts import FOLDER, font_face_css, fonts_for
from generator.editions.site_settings import site_settings
from generator.pages.page import Imprint, Page
from generator.shipped import TemplateFolders


def write_project(
    pages: Sequence[Page],
    imprint: Imprint,
    look: Path,
    templates: TemplateFolders,
    project: Path,
    site: Path,
) -> Path:
    """Write the project into the folder `project`, and return its mkdocs.yml.

    `look` is the practice's own mkdocs.yml, `site` the folder that MkDocs is to build into.
    Raises GuideError where `look` can't be read.
    """
    settings = site_settings(look, pages, imprint)
    for page in pages:
        _write(project / "docs" / page.path, page.text)
    _copy(templates, "assets", project / "docs" / "assets", leave_out=Path(FOLDER).name)
    _copy(templates, "site", project / "theme")
    _write_fonts(pages, imprint, templates, project / "docs")
    folders = {"docs_dir": "docs", "site_dir": str(site.resolve())}
    config = project / "mkdocs.yml"
    _write(config, yaml.safe_dump(settings | folders, allow_unicode=True, sort_keys=False))
    return config


def _write_fonts(
    pages: Sequence[Page], imprint: Imprint, templates: TemplateFolders, docs: Path
) -> None:
    """Add the fonts that this couple's words need, emoji aside: a browser has its own.

    Fonts of other scripts are cut down to the letters in use. Ours for Latin keep
    every letter, since the search may show any; tools/cut_weights.py cut them to our weights.
    """
    texts = [*(page.title + page.text for page in pages), *imprint.labels.values()]
    fonts = fonts_for(texts, templates).without("emoji")
    letters = frozenset().union(*map(frozenset, texts))
    for font in fonts.fonts:
        path = templates.find(f"{FOLDER}/{font.file}")
        shown = frozenset(filter(font.shows, letters))
        _write_bytes(
            docs / FOLDER / font.file,
            subset(path, shown) if font.role == "script" else path.read_bytes(),
        )
    _write(docs / "assets/css/fonts.css", font_face_css(fonts, "../fonts/"))


def _copy(templates: TemplateFolders, name: str, target: Path, leave_out: str = "") -> None:
    """Copy a folder of templates as a whole, so that the practice's files replace ours."""
    for folder in reversed(templates.folders):
        if (folder / name).is_dir():
            ignore = shutil.ignore_patterns(leave_out) if leave_out else None
            shutil.copytree(folder / name, target, ignore=ignore, dirs_exist_ok=True)


def _write(path: Path, text: str) -> None:
    _write_bytes(path, text.encode())


def _write_bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
