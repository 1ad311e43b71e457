"""MkDocs inside this process: silent on the console, and with every warning in hand."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException


class SiteError(Exception):
    """MkDocs warned or failed: `messages` holds each thing it said."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__("; ".join(messages))


def run_mkdocs(config_file: Path) -> None:
    """Build the MkDocs project of this file, into the folder that the file names.

    Raises SiteError for any warning, since MkDocs would go on and leave a link dead or a page out.
    """
    with _warnings() as heard:
        try:
            build(load_config(str(config_file)))
        except MkDocsException as error:  # Abort among them, which would end the process
            raise SiteError((*heard, str(error))) from error
    if heard:
        raise SiteError(tuple(heard))


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect what MkDocs warns of, and let nothing of it through to the console."""
    logger = logging.getLogger("mkdocs")
    collector = _Collector()
    kept = logger.propagate, logger.level
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate, _ = kept
        logger.setLevel(kept[1])


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
