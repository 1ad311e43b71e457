"""A couple's pages, made in this process and turned into HTML as both editions turn them."""

from datetime import date

from generator.answers.answers import Answers
from generator.editions.page_html import make_markdown, read_extensions
from generator.guide.guide import make_guide
from generator.pages.page import Page
from generator.pages.pages import make_pages
from generator.pages.text import load_texts
from generator.shipped import TemplateFolders
from tests.reading_back import Element, parse
from tests.samples import ROOT

TEMPLATES = TemplateFolders((ROOT / "templates",))
LOOK = ROOT / "mkdocs.yml"


def pages(answers: Answers, on: date) -> tuple[Page, ...]:
    """Return the pages of these answers' guide on the day `on`."""
    couple = answers.couple
    texts = load_texts(TEMPLATES, couple.language, couple.country)
    return make_pages(make_guide(answers, on), texts, TEMPLATES)


def as_elements(made: tuple[Page, ...]) -> dict[str, Element]:
    """Return the pages by path, as the elements that a browser or a printer is given."""
    markdown = make_markdown(read_extensions(LOOK))
    return {page.path: parse(markdown.reset().convert(page.text)) for page in made}
