"""The strict, sandboxed Jinja that turns a guide into Markdown."""

from functools import lru_cache
from typing import Any

from babel import Locale
from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.pages.compiled import compiled_templates
from generator.pages.inert import inert
from generator.pages.wording import wording_filters
from generator.shipped import TemplateFolders

_KEPT_FILTERS = ("batch", "capitalize", "dictsort", "first", "groupby", "indent", "int", "last",
                 "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse",
                 "select", "selectattr", "slice", "sort", "sum", "trim", "unique", "upper",
                 "count")  # fmt: skip
"""Filters that can't turn typed text into markup: `safe`, `format`, `join` and their like can."""


class WordsEnvironment(ImmutableSandboxedEnvironment):
    """Jinja in which every value is made inert on its way out, whatever it holds.

    Missing values are errors, templates can't change or reach anything, and only markup that
    our own filters and macros made stays markup.
    """

    def __init__(self, loader: BaseLoader, locale: Locale) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_shown,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=compiled_templates(locale),
        )
        self.filters = {name: self.filters[name] for name in _KEPT_FILTERS}
        self.filters |= wording_filters(locale)


@lru_cache(maxsize=8)
def environment(templates: TemplateFolders, language: str, locale: Locale) -> WordsEnvironment:
    """Return the environment for one language: the practice's templates before ours.

    Couples of a run share it, since it knows templates alone. Pictures
    (`pictures/NAME.html.j2`) belong to no language, and are found beside them.
    """
    folders = [str(each) for folder in templates.folders for each in (folder / language, folder)]
    return WordsEnvironment(FileSystemLoader(folders), locale)


def _shown(value: Any) -> Any:
    """Return `value` as it may be shown. A template that shows nothing at all is mistaken."""
    if isinstance(value, Markup | StrictUndefined):
        return value
    if value is None or isinstance(value, list | tuple | dict | set):
        msg = f"a template shows {type(value).__name__}, not words"
        raise TypeError(msg)
    return inert(str(value))
