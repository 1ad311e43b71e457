"""A PDF → the same PDF, encrypted with AES-256 for one reader, without knowing their passphrase.

From a passphrase a *cover* is made once: an empty PDF that it opens. From then on its encryption is
copied to each PDF that is to be opened with the same passphrase, by the cover's own key.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from generator.editions.sealing import as_typed, random_key

LONGEST_PASSPHRASE = 127
"""Bytes in UTF-8: a PDF's password holds no more (ISO 32000-2, algorithm 2.A)."""

_KEEP_AS_IS = ("--object-streams=preserve", "--stream-data=preserve")


@dataclass(frozen=True)
class PdfCover:
    """An empty PDF that a reader's passphrase opens, and its encryption key of 32 bytes."""

    pdf: bytes
    key: bytes


def make_cover(passphrase: str) -> PdfCover:
    """Return the cover of who knows `passphrase`, of at most 127 bytes in UTF-8.

    Nobody has an owner's password.
    """
    rights = pikepdf.Encryption(user=as_typed(passphrase), owner=random_key().hex(), R=6)
    made = BytesIO()
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(made, encryption=rights)
    with pikepdf.open(BytesIO(made.getvalue()), password=as_typed(passphrase)) as pdf:
        return PdfCover(made.getvalue(), bytes(pdf.encryption.encryption_key))


def lock_pdf(pdf: Path, cover: PdfCover, into: Path) -> None:
    """Write the PDF at `pdf` to `into`, where the passphrase of `cover` alone opens it."""
    into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=into.parent, prefix=".cover-") as folder:
        covering = Path(folder) / "cover.pdf"
        covering.write_bytes(cover.pdf)
        job = pikepdf.Job([
            "pikepdf", str(pdf), str(into), *_KEEP_AS_IS, f"--copy-encryption={covering}",
            f"--encryption-file-password={cover.key.hex()}", "--password-is-hex-key",
        ])  # fmt: skip
        job.run()
