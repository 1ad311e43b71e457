"""The plain MkDocs project that a site is built from: pages, styles, and one mkdocs.yml.

Nothing in it is particular to this program, so that another engine that reads `mkdocs.yml`
can build it too.
"""

import html
import shutil
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from generator.editions.font_subset import subset
from generator.editions.fonts import FOLDER, font_face_css, fonts_for
from generator.pages.page import Imprint, Page
from generator.problems import GuideError, Place, Problem
from generator.shipped import TemplateFolders

_STYLES = ("tokens", "fonts", "components", "pictures", "site", "practice")
_SCRIPTS = ("leave", "menus", "tables")
_WORKER = "assets/js/iframe-worker.js"
_HARD_NIGHT = "hard-night.md"


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
    settings = _settings(_read_look(look), pages, imprint)
    for page in pages:
        _write(project / "docs" / page.path, page.text)
    _copy(templates, "assets", project / "docs" / "assets", leave_out=Path(FOLDER).name)
    _copy(templates, "site", project / "theme")
    _write_fonts(pages, imprint, templates, project / "docs")
    folders = {"docs_dir": "docs", "site_dir": str(site.resolve())}
    config = project / "mkdocs.yml"
    _write(config, yaml.safe_dump(settings | folders, allow_unicode=True, sort_keys=False))
    return config


def _settings(look: Mapping[str, Any], pages: Sequence[Page], imprint: Imprint) -> dict[str, Any]:
    """Return the look, with the pages, and with what keeps them private whatever it says."""
    theme = {
        **_mapping(look, "theme"),
        "name": "material",
        "custom_dir": "theme",
        "language": imprint.language,
        "font": False,  # else Material asks a third party for web fonts
    }
    extra = {
        **_mapping(look, "extra"),
        "generator": False,
        "polyfills": [_WORKER],
        "mend": _mend(pages, imprint),
    }
    kept = {key: value for key, value in look.items() if key not in ("repo_url", "site_url")}
    return {
        **kept,
        "site_name": html.escape(imprint.title),
        "theme": theme,
        "extra": extra,
        "extra_css": [f"assets/css/{name}.css" for name in _STYLES],
        "extra_javascript": [f"assets/js/{name}.js" for name in _SCRIPTS],
        "nav": _navigation(pages),
        "use_directory_urls": False,
        "strict": True,
        "validation": {
            "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
            "links": {
                "not_found": "warn",
                "anchors": "warn",
                "absolute_links": "warn",
                "unrecognized_links": "warn",
            },
        },
    }


def _mend(pages: Sequence[Page], imprint: Imprint) -> dict[str, Any]:
    """Return what our own templates ask for, as `config.extra.mend`."""
    has_hard_night = any(page.path == _HARD_NIGHT for page in pages)
    return {
        "labels": dict(imprint.labels),
        "draft": imprint.draft,
        "version": imprint.version,
        "date": imprint.date,
        "hard_night": _HARD_NIGHT.replace(".md", ".html") if has_hard_night else "",
    }


def _navigation(pages: Sequence[Page]) -> list[dict[str, Any]]:
    """Return the pages by section, in order. MkDocs puts titles into HTML as they are."""
    navigation: list[dict[str, Any]] = []
    for section, group in groupby(pages, key=lambda page: page.section):
        entries: list[dict[str, Any]] = [{html.escape(page.title): page.path} for page in group]
        navigation.extend([{html.escape(section): entries}] if section else entries)
    return navigation


def _read_look(look: Path) -> dict[str, Any]:
    try:
        with look.open(encoding="utf-8") as file:
            return yaml_load(file)
    except (OSError, UnicodeDecodeError, ConfigurationError, yaml.YAMLError) as error:
        raise GuideError([Problem("look-unreadable", _place(look, error))]) from error


def _place(look: Path, error: Exception) -> Place:
    mark = getattr(
        error.__context__ or error, "problem_mark", None
    )  # MkDocs wraps YAML's own error
    return Place(look.name, mark.line + 1, mark.column + 1) if mark else Place(look.name)


def _mapping(look: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = look.get(key)
    return dict(value) if isinstance(value, Mapping) else {}


def _write_fonts(
    pages: Sequence[Page], imprint: Imprint, templates: TemplateFolders, docs: Path
) -> None:
    """Add the fonts that this couple's words need, emoji aside: a browser has its own.

    Fonts of other scripts are cut down to the letters in use. Ours for Latin stay whole: cutting
    them takes longer than it saves, and the search may show any letter.
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
