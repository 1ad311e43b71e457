"""Pages of made-up and sample couples, and what a reader sees of them."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from markdown import Markdown

from generator.answers.folder import read_folder
from generator.guide.guide import Guide, make_guide
from generator.pages.pages import make_pages
from generator.pages.text import load_texts
from generator.shipped import TemplateFolders, shipped_folder
from tests.samples import DAY, ROOT

TEMPLATES = TemplateFolders((shipped_folder() / "templates",))
EXTENSIONS = ["attr_list", "md_in_html", "tables", "def_list", "sane_lists", "admonition", "toc"]


def sample_files(name: str) -> dict[str, bytes]:
    folder = ROOT / "couples" / name
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")
    }


def guide_of(answer_files: Mapping[str, bytes], on: str = DAY) -> Guide:
    return make_guide(read_folder("x", answer_files, "x").answers, date.fromisoformat(on))


def pages_of(guide: Guide, only: str = "") -> dict[str, str]:
    """Return the guide's pages whose path matches `only`, by path."""
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    chosen = tuple(entry for entry in texts.contents.pages if re.match(only, entry.page))
    texts = replace(texts, contents=texts.contents.model_copy(update={"pages": chosen}))
    return {page.path: page.text for page in make_pages(guide, texts, TEMPLATES)}


def html_of(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def seen(text: str) -> str:
    """Return what a reader sees of a page's Markdown, on one line."""
    return on_one_line(html.unescape(re.sub(r"<[^>]+>", " ", html_of(text))))


def on_one_line(words: str) -> str:
    return " ".join(words.split())
