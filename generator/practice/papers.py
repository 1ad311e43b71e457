"""The agreements that were handed over, kept as they were printed beside their approvals."""

from pathlib import Path

from generator.practice.practice import Practice
from generator.practice.private_files import add_files


def keep_papers(practice: Practice, name: str, version: int, build: Path) -> None:
    """Keep what is initialled of an approved version: `couples/NAME/approved/N.pdf`.

    The sheet with its changes is kept beside it as `N-changes.pdf`. The first that was built stays:
    it is the one that both initialled. Where Pango is missing there is nothing to keep.
    """
    approved = practice.couple(name) / "approved"
    papers = {f"{version}.pdf": "agreement.pdf", f"{version}-changes.pdf": "amendment.pdf"}
    new = {
        kept: (build / pdf).read_bytes()
        for kept, pdf in papers.items()
        if (build / pdf).is_file() and not (approved / kept).exists()
    }
    if new:
        add_files(approved, new)
