"""What this machine has of the things Mend needs."""

import contextlib
import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.shipped import shipped_folder

Manager = Literal["apt", "brew", ""]

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_MAC_BROWSERS = ("/Applications/Chromium.app", "/Applications/Google Chrome.app")


@dataclass(frozen=True)
class Machine:
    """A machine as far as Mend cares."""

    python: tuple[int, int]
    manager: Manager
    """What installs system packages here; empty where we know none."""
    has_pango: bool
    has_browser: bool
    is_checkout: bool
    """Whether Mend runs from its sources, with its tests."""


def this_machine() -> Machine:
    """Look at the machine we run on; takes about a second, since WeasyPrint is loaded."""
    return Machine(
        python=sys.version_info[:2],
        manager=_manager(),
        has_pango=has_pango(),
        has_browser=_has_browser(),
        is_checkout=(shipped_folder() / "tests").is_dir(),
    )


def has_pango() -> bool:
    """Return whether WeasyPrint finds the libraries that it draws text with."""
    # It prints a long advice of its own where it doesn't; ours is shorter and fits the machine.
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            import weasyprint  # noqa: F401, PLC0415 - whether it can be imported is the question
        except OSError:
            return False
    return True


def _manager() -> Manager:
    if shutil.which("brew"):
        return "brew"
    return "apt" if shutil.which("apt-get") else ""


def _has_browser() -> bool:
    return any(map(shutil.which, _BROWSERS)) or any(Path(app).exists() for app in _MAC_BROWSERS)
