"""The agreements that were handed over, kept as they were printed beside their approvals."""

from pathlib import Path

from generator.practice.practice import Practice
from generator.practice.private_files import add_files


def keep_paper(practice: Practice, name: str, version: int, pdf: Path) -> None:
    """Keep the agreement of an approved version as `couples/NAME/approved/N.pdf`.

    The first one that was built stays: it is the one that both initialled. Where Pango is
    missing there is no PDF, and nothing to keep.
    """
    approved = practice.couple(name) / "approved"
    kept = f"{version}.pdf"
    if pdf.is_file() and not (approved / kept).exists():
        add_files(approved, {kept: pdf.read_bytes()})
