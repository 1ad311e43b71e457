"""A practice of as many invented couples as one asks for, in seconds, to try what grows with it.

The couples differ in what happened, where they live, who was hurt, how much they wrote and what
was done with it since; and couple number 7 is the same in a practice of 10 and of 1,000.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from tests.many_answers import approval, couple, partner, review
from tests.samples import ROOT
from tests.teller import Data, Teller

_PLAIN = re.compile(r"[A-Za-z][\w ,.’/-]*")
_TAKEN = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_LONG = 90
_OWNER = re.compile(r"^( +(?:- )?owner: )(\S+)$", re.MULTILINE)


def make_practice(folder: Path, couples: int, *, seed: int = 0, most: float = 1) -> Path:
    """Write a practice of so many couples into `folder`, and return it.

    With `most` near 0 all of them wrote little, and are built sooner.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for number in range(couples):
        name, files = made_couple(number, seed=seed, most=most)
        for file, data in files.items():
            path = folder / "couples" / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(as_yaml(data), encoding="utf-8")
    return folder


def made_couple(number: int, *, seed: int = 0, most: float = 1) -> tuple[str, Mapping[str, Data]]:
    """Return the name of the couple with this number, and the data of their files by name."""
    tell = Teller(number, seed, most)
    whole = couple(tell)
    files = {"couple.yml": whole}
    files |= {f"{who}.yml": partner(tell, who) for who in tell.partners}
    clauses = whole["agreement"]["clauses"]
    if tell.number(1, 3) == 1:
        files["approved/1.yml"] = approval(clauses)
    days = ("2026-11-08", "2026-11-15", "2026-11-21")[: tell.count(3)]
    files |= {f"reviews/{on}.yml": review(tell, clauses, on) for on in days}
    return f"{'-'.join(tell.partners)}-{number + 1:04}", files


def break_one(practice: Path, name: str) -> str:
    """Let a clause of this couple be owned by a stranger; return the place that Mend must name."""
    path = practice / "couples" / name / "couple.yml"
    text = path.read_text(encoding="utf-8")
    owner = _OWNER.search(text)
    assert owner
    path.write_text(f"{text[: owner.end(1)]}nobody{text[owner.end() :]}", encoding="utf-8")
    line = text.count("\n", 0, owner.start()) + 1
    return f"couples/{name}/couple.yml:{line}:{len(owner[1]) + 1}"


def change_one(practice: Path, name: str) -> None:
    """Let this couple say one sentence more in what they agreed."""
    path = practice / "couples" / name / "couple.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count("  talking:\n") == 1
    more = "  if_crossed: We stop, and we read the clause aloud.\n  talking:\n"
    path.write_text(text.replace("  talking:\n", more), encoding="utf-8")


def as_yaml(data: Data) -> str:
    """Return the YAML of this data as a person would type it: PyYAML takes minutes for this."""
    return "\n".join(_block(data, "")) + "\n"


def _block(value: Data | Sequence[Any], indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _entry(f"{indent}{key}:", one, indent)
        return
    for one in value:
        if isinstance(one, dict):
            first, *rest = _block(one, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", one, indent)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, (dict, list)):
        yield head if value else f"{head} {'{}' if isinstance(value, dict) else '[]'}"
        yield from _block(value, indent + "  ")
    elif isinstance(value, str) and len(value) > _LONG:
        yield f"{head} >-"
        yield from (f"{indent}  {line}" for line in wrap(value, _LONG, break_on_hyphens=False))
    else:
        yield f"{head} {_scalar(value)}"


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    is_plain = _PLAIN.fullmatch(value) and value.lower() not in _TAKEN and value == value.strip()
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return value if is_plain or is_day else json.dumps(value, ensure_ascii=False)
