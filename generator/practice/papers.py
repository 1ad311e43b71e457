"""The agreements that were handed over, kept as they were printed beside their approvals."""

from collections.abc import Mapping
from pathlib import Path

from generator.practice.practice import Practice
from generator.practice.private_files import add_files

_KEPT = {"agreement.pdf": "{version}.pdf", "amendment.pdf": "{version}-changes.pdf"}


def papers_in(build: Path) -> Mapping[str, bytes]:
    """Return what is initialled, by its name in the build. Where Pango is missing it is nothing."""
    return {pdf: (build / pdf).read_bytes() for pdf in _KEPT if (build / pdf).is_file()}


def keep_papers(practice: Practice, name: str, version: int, papers: Mapping[str, bytes]) -> None:
    """Keep what is initialled of an approved version: `couples/NAME/approved/N.pdf`.

    The sheet with its changes is kept beside it as `N-changes.pdf`. The first that was built stays:
    it is the one that both initialled.
    """
    approved = practice.couple(name) / "approved"
    named = {_KEPT[pdf].format(version=version): content for pdf, content in papers.items()}
    new = {kept: pdf for kept, pdf in named.items() if not (approved / kept).exists()}
    if new:
        add_files(approved, new)
