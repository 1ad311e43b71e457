"""The sample couples that come with Mend, by name."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = tuple(
    re.findall(r"^!/couples/([^/]+)/$", (ROOT / ".gitignore").read_text(), re.MULTILINE)
)
"""A real couple that someone works on in a checkout isn't among them."""

DAY = "2026-11-22"
"""The day for which the samples are built: they were written around it."""
