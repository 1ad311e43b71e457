"""Prints in this very process, one PDF after another: for a worker that builds couple after couple.

Loading WeasyPrint, fonts and style sheets is done once; and where every core has a worker, a second
process for each would only wait.
"""

import importlib
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from types import ModuleType

from generator.editions.press import PangoMissing, PrintJob
from generator.shipped import TemplateFolders


class InlinePress:
    """Makes each PDF at once, and returns it as done."""

    def __init__(self, templates: TemplateFolders) -> None:
        """Load what every guide needs; a mistake in it is told by the first PDF."""
        with suppress(Exception):
            _print_edition().warm_up(templates)

    def print(self, job: PrintJob) -> Future[bytes]:
        """Return the PDF of an edition; the future raises as that of `Press.print` does."""
        done: Future[bytes] = Future()
        try:
            done.set_result(_print_edition().make_pdf(*job))
        except Exception as error:
            done.set_exception(error)
        return done


@cache
def _print_edition() -> ModuleType:
    """Return the module that prints; raises PangoMissing where WeasyPrint doesn't load."""
    try:
        return importlib.import_module("generator.editions.print_edition")
    except OSError as error:
        raise PangoMissing(str(error)) from None
