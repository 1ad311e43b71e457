"""A couple's pages as anyone who knows MkDocs and Material would give them to these."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from generator.guide.guide import make_guide
from generator.pages.page import Page
from generator.pages.pages import make_pages
from generator.pages.text import load_texts
from generator.practice.checking import check_couple, sound_folder
from generator.practice.practice import Practice

PLUGINS: Mapping[str, str] = {"mkdocs-with-pdf": "with-pdf", "mkdocs-to-pdf": "to-pdf"}
"""What the peers are called in mkdocs.yml."""
THEIR_PDF = "site/pdf/document.pdf"

_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)
_BREAK_ANYWHERE = "".join(
    f"*:not(article) {{ page-break-{side}: auto !important; }}\n"
    for side in ("before", "inside", "after")
)


def site_pages(practice: Practice, name: str, on: date) -> tuple[Page, ...]:
    """Return the pages of a couple's site."""
    answers = sound_folder(check_couple(practice, name, on)).answers
    texts = load_texts(practice.templates, answers.couple.language, answers.couple.country)
    guide = make_guide(answers, on, texts.deck)
    return tuple(p for p in make_pages(guide, texts, practice.templates) if "site" in p.editions)


def plain_project(pages: Sequence[Page], look: Path, project: Path, peer: str = "") -> Path:
    """Write a project of these pages, and return its mkdocs.yml.

    Without a peer it is Material with its search, and no more. A peer makes one PDF of all pages
    beside the site. It is given them without their drawings; and its rules against page breaks,
    which lose three quarters of these pages, are taken back.
    """
    for page in pages:
        path = project / "docs" / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_DRAWING.sub("", page.text) if peer else page.text, encoding="utf-8")
    plugins: list[Any] = ["search"]
    if peer:
        (project / "styles.scss").write_text(_BREAK_ANYWHERE)
        plugins.append({PLUGINS[peer]: {"author": "", "custom_template_path": str(project)}})
    settings = {
        "site_name": "Our guide",
        "theme": {"name": "material", "font": False},
        "markdown_extensions": yaml.safe_load(look.read_text())["markdown_extensions"],
        "plugins": plugins,
        "nav": _nav(pages),
    }
    config = project / "mkdocs.yml"
    config.write_text(yaml.safe_dump(settings, allow_unicode=True))
    return config


def _nav(pages: Sequence[Page]) -> list[object]:
    nav: list[object] = []
    for section, group in groupby(pages, key=lambda page: page.section):
        entries = [{page.title: page.path} for page in group]
        nav.extend([{section: entries}] if section else entries)
    return nav
