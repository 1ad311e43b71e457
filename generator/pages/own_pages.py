"""One partner's own guide → the pages that are handed to that partner alone."""

from generator.guide.own_guide import OwnGuide
from generator.pages.environment import environment
from generator.pages.page import Page
from generator.pages.pages import reader_locale, write_pages
from generator.pages.pictures import picture_maker
from generator.pages.text import Texts
from generator.shipped import TemplateFolders


def make_own_pages(mine: OwnGuide, texts: Texts, templates: TemplateFolders) -> tuple[Page, ...]:
    """Return one partner's own pages, in reading order.

    Templates get no other partner to speak of. Raises GuideError (`template-mistake`) where one
    asks for what isn't there.
    """
    env = environment(templates, mine.language, reader_locale(mine.language, mine.country))
    drawn = {"lived": lambda: {"rows": mine.lived}}
    context = {
        "mine": mine,
        "person": mine.person,
        "couple": {"therapist": mine.therapist},  # all that shared macros may ask of a couple
        "today": mine.on,
        "text": texts.words,
        "helplines": texts.helplines,
        "in_deck": texts.deck.card,
        "picture": picture_maker(drawn, env, {"text": texts.words}),
    }
    return write_pages(texts.contents.own, env, context)
