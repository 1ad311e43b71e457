"""The lock, opened by a program of its own: written from docs/security.md, with standard tools."""

import base64
import gzip
import hashlib
import json
import re
import unicodedata
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.command import tree
from tests.locked import Locked
from tests.samples import SAMPLES

COUPLE = "noor-elias"
"""They write in two scripts."""


def handed_over(site: Path, name: str) -> str:
    """Return what `sealed/NAME.js` hands over, as JSON."""
    script = (site / "sealed" / f"{name}.js").read_text("ascii")
    found = re.fullmatch(rf'mendSealed\("{name}",(.*)\)\n?', script, re.DOTALL)
    assert found
    return found[1]


def opened(key: bytes, name: str, sealed: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], b"mend-lock-1/" + name.encode())


def data_key(site: Path, passphrase: str) -> bytes:
    """Return the key of a site; raises InvalidTag where the passphrase opens no slot."""
    slots = json.loads(handed_over(site, "slots"))
    assert slots["format"] == "mend-lock-1"
    assert slots["rounds"] >= 600_000
    typed = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    salt = base64.b64decode(slots["salt"])
    reader = hashlib.pbkdf2_hmac("sha256", typed.encode(), salt, slots["rounds"], 32)
    for slot in slots["slots"]:
        try:
            return opened(reader, "slot", base64.b64decode(slot))
        except InvalidTag:
            continue
    raise InvalidTag


def content(site: Path, key: bytes, name: str) -> bytes:
    return gzip.decompress(opened(key, name, base64.b64decode(json.loads(handed_over(site, name)))))


def test_each_reader_opens_it_by_the_description_alone(locked: Locked) -> None:
    """Both partners and the therapist reach the same key, page, search index and calendar."""
    site = locked.site(COUPLE)
    words = locked.passphrases[COUPLE]
    assert sorted(words) == ["elias", "noor", "therapist"]
    assert len(set(words.values())) == 3
    (key,) = {data_key(site, f"  {phrase.replace(' ', '   ')} ") for phrase in words.values()}
    contents = json.loads(content(site, key, "contents"))
    assert "Elias" in content(site, key, contents["start"]).decode()
    assert "kettle" in content(site, key, contents["index"]).decode()
    assert content(site, key, contents["files"]["check-ins.ics"]).startswith(b"BEGIN:VCALENDAR")


def test_no_other_words_open_it(locked: Locked) -> None:
    """A passphrase with one letter changed opens no slot."""
    phrase = locked.passphrases[COUPLE]["elias"]
    with pytest.raises(InvalidTag):
        data_key(locked.site(COUPLE), phrase[:-1] + ("a" if phrase[-1] != "a" else "b"))


def test_what_was_changed_swapped_or_cut_stays_shut(locked: Locked) -> None:
    """Any byte, any two files, any length: each sealed file opens whole, in its place, or not."""
    site = locked.site(COUPLE)
    key = data_key(site, locked.passphrases[COUPLE]["noor"])
    names = [path.stem for path in (site / "sealed").glob("*.js") if path.stem != "slots"]
    assert len(names) > 20
    for name, other in zip(names, names[1:] + names[:1], strict=True):
        sealed = base64.b64decode(json.loads(handed_over(site, name)))
        for at in {0, 12, len(sealed) // 2, len(sealed) - 1}:
            changed = bytearray(sealed)
            changed[at] ^= 1
            with pytest.raises(InvalidTag):
                opened(key, name, bytes(changed))
        with pytest.raises(InvalidTag):
            opened(key, name, sealed[:-1])
        with pytest.raises(InvalidTag):
            opened(key, other, sealed)


def test_what_stays_readable_is_the_same_for_every_couple(locked: Locked) -> None:
    """Unlock page, styles, scripts and fonts tell nothing of who it is for, nor of their words."""
    readable = [
        {name: content for name, content in tree(locked.site(couple)).items()
         if not name.startswith("sealed/")}
        for couple in SAMPLES
    ]  # fmt: skip
    assert len(readable[0]) > 20
    assert all(one == readable[0] for one in readable)
