"""What the lock is made of: a passphrase → a key, bytes → sealed bytes (`docs/security.md`).

A build has one random data key. Each reader has a slot, which holds the data key sealed with a key
of their own; so one passphrase is replaced without the others'.
"""

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import pbkdf2_hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = "mend-lock-1"
ROUNDS = 600_000
"""Rounds of PBKDF2-SHA-256, as OWASP's Password Storage Cheat Sheet asks for at least."""

KEY_BYTES, SALT_BYTES, NONCE_BYTES = 32, 16, 12


@dataclass(frozen=True)
class Lock:
    """What a couple's build is locked with.

    `readers` are the readers' keys of 32 bytes, all derived with `salt`; `device` is the key with
    which their devices seal what they write, and stays the same from build to build. After so many
    idle minutes a site locks itself; 0 is never.
    """

    salt: bytes
    readers: tuple[bytes, ...]
    device: bytes
    idle_minutes: int = 10


def random_key() -> bytes:
    """Return 32 new random bytes."""
    return os.urandom(KEY_BYTES)


def as_typed(passphrase: str) -> str:
    """Return a passphrase as it counts: a keyboard may add blanks, or write one sign as two."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def reader_key(passphrase: str, salt: bytes) -> bytes:
    """Return the key of 32 bytes of who knows `passphrase`. Takes a good part of a second."""
    return pbkdf2_hmac("sha256", as_typed(passphrase).encode(), salt, ROUNDS, KEY_BYTES)


def seal(key: bytes, name: str, plain: bytes) -> bytes:
    """Return `plain` sealed under a name: a nonce of 12 bytes, then AES-256-GCM with its tag.

    The name is what it is bound to: the same bytes under another name don't open.
    """
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound_to(name))


def unseal(key: bytes, name: str, sealed: bytes) -> bytes:
    """Return what was sealed under this name; raises InvalidTag where anything was changed."""
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound_to(name))


def make_slots(data_key: bytes, readers: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the data key sealed for each reader, in an order that says nothing of who they are."""
    return tuple(sorted(seal(reader, "slot", data_key) for reader in readers))


def _bound_to(name: str) -> bytes:
    return f"{FORMAT}/{name}".encode()
