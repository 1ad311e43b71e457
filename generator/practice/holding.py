"""A couple on hold: nothing is approved, and what was approved counts no more (rule 20).

Why is written nowhere. What is built meanwhile is a draft like any other.
"""

from datetime import date

from pydantic import TypeAdapter, ValidationError

from generator.answers.folder import APPROVED
from generator.practice.practice import Practice
from generator.practice.private_files import replace_file
from generator.problems import GuideError, Place, Problem
from generator.reading.document import Document, read_yaml
from generator.reading.text import read_text

_KEY, _LINE = "on_hold", "on_hold: yes"
_AT = ("release", _KEY)
_YES = TypeAdapter(bool)


def hold(practice: Practice, name: str, on: date) -> bool:
    """Put a couple on hold, and return whether it wasn't before.

    In couple.yml `release: on_hold` becomes `yes`, and every other byte stays. The newest approval
    is marked as withdrawn on the day `on`: what it signed off has to be approved anew. Raises
    GuideError, with nothing written, where couple.yml can't be read.
    """
    path = practice.couple(name) / "couple.yml"
    shown = f"couples/{name}/couple.yml"
    if path.is_symlink():
        raise GuideError([Problem("link-in-folder", Place(shown))])
    if not path.is_file():
        raise GuideError([Problem("missing-file", Place(shown), values={"name": path.name})])
    text = read_text(path.read_bytes(), shown)
    document = read_yaml(text, shown)
    held_already = _is_held(document)
    if not held_already:
        replace_file(path, _held(text, document).encode())
    _withdraw(practice, name, on)
    return not held_already


def _is_held(document: Document) -> bool:
    release = document.data.get("release")
    try:
        return isinstance(release, dict) and _YES.validate_python(release.get(_KEY))
    except ValidationError:
        return False


def _held(text: str, document: Document) -> str:
    """Return `text` with the couple on hold; raises GuideError where that can't be done safely."""
    new = _with_yes(text, document)
    wanted = dict(document.data)
    wanted["release"] = {**(wanted.get("release") or {}), _KEY: "yes"}
    if _data_of(new, document.file) != wanted:
        place = document.key_place(("release",))
        raise GuideError([Problem("hold-by-hand", place, ".".join(_AT))])
    return new


def _with_yes(text: str, document: Document) -> str:
    """Return `text` with `on_hold: yes` in it, at the most likely spot for how it is written."""
    release = document.data.get("release")
    if "release" not in document.data:
        return f"{text.rstrip()}\n\nrelease:\n  {_LINE}\n"
    if not isinstance(release, dict):
        return _after_key(text, document, ("release",), f"\n  {_LINE}")
    if _KEY in release:
        return _instead(text, document, release[_KEY])
    start = _offset(text, document.place(("release",)))
    if text.startswith("{", start):
        comma = ", " if release else ""
        return f"{text[: start + 1]}{_LINE}{comma}{text[start + 1 :]}"
    indent = " " * (document.place(("release",)).column - 1)
    return f"{text[:start]}{_LINE}\n{indent}{text[start:]}"


def _instead(text: str, document: Document, value: object) -> str:
    """Return `text` with yes in place of what stands behind `on_hold:`, which may be nothing."""
    if not isinstance(value, str):
        return _after_key(text, document, _AT, " yes")
    start = _offset(text, document.place(_AT))
    quote = text[start] if text[start] in "'\"" else ""
    written = f"{quote}{value}{quote}"
    return f"{text[:start]}yes{text[start:].removeprefix(written)}"


def _after_key(text: str, document: Document, path: tuple[str, ...], new: str) -> str:
    end = text.index(":", _offset(text, document.key_place(path))) + 1
    return text[:end] + new + text[end:]


def _offset(text: str, place: Place) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1


def _data_of(text: str, file: str) -> object:
    try:
        return read_yaml(text, file).data
    except GuideError:
        return None


def _withdraw(practice: Practice, name: str, on: date) -> None:
    """Mark the newest approval, whose text could else count again once the hold is taken out."""
    approvals = (practice.couple(name) / APPROVED).glob("*.yml")
    numbered = [path for path in approvals if path.stem.isdecimal() and not path.is_symlink()]
    for path in sorted(numbered, key=lambda path: int(path.stem))[-1:]:
        text = path.read_text(encoding="utf-8")
        if "\nwithdrawn: " not in text:
            replace_file(path, f"{text.rstrip()}\nwithdrawn: {on.isoformat()}\n".encode())
