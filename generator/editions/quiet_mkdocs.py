"""MkDocs inside this process: silent on the console, and with every warning in hand."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.editions.known_theme import KnownTheme


class SiteError(Exception):
    """MkDocs warned or failed: `messages` holds each thing it said."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__("; ".join(messages))


class SettingsError(SiteError):
    """MkDocs doesn't accept the settings in mkdocs.yml."""


def run_mkdocs(config_file: Path) -> None:
    """Build the MkDocs project of this file, into the folder that the file names.

    Raises SettingsError where the file's settings can't work, and SiteError for any warning,
    since MkDocs would go on and leave a link dead or a page out.
    """
    with _strictly(SettingsError):
        config = load_config(str(config_file))
        # No page for what isn't found and no map for search engines: neither serves a couple.
        config.theme.static_templates.clear()
        config.theme = KnownTheme.of(config.theme)
    with _strictly(SiteError):
        build(config)


@contextmanager
def _strictly(kind: type[SiteError]) -> Iterator[None]:
    """Raise what MkDocs warns of, and let nothing of it through to the console.

    Material's notice about its successor is for the `mkdocs` command alone: it isn't shown here.
    """
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    propagate, level = logger.propagate, logger.level
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield
    except MkDocsException as error:  # Abort among them, which would end the process
        raise kind((*collector.messages, str(error))) from error
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
        logger.setLevel(level)
    if collector.messages:
        raise kind(tuple(collector.messages))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
