"""The mkdocs.yml that a site is built with: the practice's look, and what isn't a look."""

import html
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.editions.look import read_look
from generator.pages.page import Imprint, Page

_STYLES = ("tokens", "fonts", "components", "pictures", "site", "practice")
_SCRIPTS = ("leave", "menus", "tables", "check-ins")
JOINED = {
    "assets/css/mend.css": [f"assets/css/{name}.css" for name in _STYLES[2:-1]],
    "assets/js/mend.js": [f"assets/js/{name}.js" for name in _SCRIPTS[1:]],
}
"""What can be one file: the rest is asked for by a lock's page too, or is the practice's."""

_NEEDED_PLUGINS = ("search", "offline")
_WORKER = "assets/js/iframe-worker.js"
_HARD_NIGHT = "hard-night.md"


def site_settings(look: Path, pages: Sequence[Page], imprint: Imprint) -> dict[str, Any]:
    """Return the look, with the pages, and with what keeps them private whatever it says.

    `look` is the practice's own mkdocs.yml. Raises GuideError where `read_look` does.
    """
    own = read_look(look)
    theme = {
        **own["theme"],
        "name": "material",
        "custom_dir": "theme",
        "language": imprint.language,
        "font": False,  # else Material asks a third party for web fonts
    }
    extra = {
        **own["extra"],
        "generator": False,
        "polyfills": [_WORKER],
        "mend": _mend(pages, imprint),
    }
    kept = {key: value for key, value in own.items() if key not in ("repo_url", "site_url")}
    return {
        **kept,
        "site_name": html.escape(imprint.title),
        "theme": theme,
        "extra": extra,
        "extra_css": [f"assets/css/{name}.css" for name in _STYLES],
        "extra_javascript": [f"assets/js/{name}.js" for name in _SCRIPTS],
        "nav": _navigation(pages),
        "plugins": _plugins(own),
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


def _plugins(own: Mapping[str, Any]) -> list[Any]:
    """Return the practice's plugins, and those without which a site can't be searched from disk."""
    listed = own.get("plugins")
    chosen = list(listed) if isinstance(listed, list) else []
    names = {name for one in chosen for name in (one if isinstance(one, Mapping) else [one])}
    return [*chosen, *(name for name in _NEEDED_PLUGINS if name not in names)]


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
