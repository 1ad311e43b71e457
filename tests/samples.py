"""The sample couples that come with Mend, by name."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = tuple(
    re.findall(r"^!/couples/([^/]+)/$", (ROOT / ".gitignore").read_text(), re.MULTILINE)
)
"""A real couple that someone works on in a checkout isn't among them."""

DAY = "2026-11-22"
"""The day for which the samples are built: they were written around it."""


def shared_pages(edition: str, site: Path) -> list[str]:
    """Return the pages of this site that a PDF ("guide", "agreement") holds as well, in order."""
    contents = (ROOT / "templates/en/documents/contents.yml").read_text("utf-8")
    named = [
        entry["page"].replace(".md", ".html")
        for entry in yaml.safe_load(contents)["pages"]
        if {edition, "site"} <= set(entry.get("editions", ["site", "guide"]))
    ]
    return [name for name in named if (site / name).is_file()]
