"""All that takes long to load: imported once, by the process that workers are copies of."""

from contextlib import suppress
from importlib import import_module

with suppress(OSError):  # without Pango there is no printing, and the sites stand alone
    import_module("generator.editions.print_edition")
import_module("generator.practice.do_job")
import_module("generator.practice.unprinted")
