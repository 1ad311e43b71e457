"""A file as the site saves it, with something in every field; and all the ways to damage it."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from generator.guide.guide import key_of

DAY = "2026-12-08"
"""The day of the review to which it is brought."""

Data = Any


def saved(couple: str = "x", clause: str = "phone-at-night") -> dict[str, Data]:
    """Return what the site of this couple of Alex and Sam saves."""
    line = {"how": "partly", "delivered": "Five evenings.", "still_hard": "The buzz of it."}
    evening = {
        "feel": "Tired, and fine.",
        "liked": "made the tea:\nwith “honey”, #2",
        "would_like": "A walk — soon 🙂",
        "owned": "no",
        "still_hard": "The hour after nine.",
    }
    return {
        "format": 1,
        "couple": key_of(couple),
        "saved": "2026-12-07",
        "daily": [
            {"on": "2026-12-01", "each": {"alex": evening, "sam": evening | {"owned": "The cup."}}},
            {"on": "2026-12-02", "each": {"sam": {"feel": "…", "owned": "  ... "}}},
        ],
        "weekly": [
            {
                "on": "2026-11-29",
                "thanks": {"alex": "For asking.", "sam": "For staying."},
                "went_well": "Soup on Friday.",
                "ledger": {clause: line},
                "our_own": line,
                "one_thing": "The trip.",
                "next_week": "Sam calls.",
                "good_hour": "The lake.",
            }
        ],
        "monthly": [
            {
                "on": "2026-12-06",
                "was_good": "Quiet Sundays.",
                "wishes": {clause: "keep"},
                "to_change": "The hour.",
                "pace": "Right.",
                "lived": {"alex": "Honesty.", "sam": "Calm."},
                "next_step": "A day off.",
                "question": "When is it enough?",
            }
        ],
    }  # fmt: skip


def as_bytes(data: Data) -> bytes:
    """Return data as the site writes it."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def damaged() -> Iterator[tuple[str, bytes]]:
    """Yield each damaged file with what is wrong with it."""
    yield from _cut_off()
    yield from _of_another_kind()
    yield from _with_other_keys()
    yield from _with_wrong_days()
    yield from _not_ours()
    yield from _hostile()


def _cut_off() -> Iterator[tuple[str, bytes]]:
    whole = as_bytes(saved())
    for number in range(60):
        end = len(whole) * number // 60
        yield f"cut off after {end} bytes", whole[:end]
    yield "without its last bracket", whole[:-1]


WRONG_KINDS = {
    str: [7, True, ["a"], {"a": "b"}, "x" * 6001],
    int: [["a"], {"a": "b"}, "one", True],
    dict: ["text", ["a"], 7],
    list: ["text", {"a": "b"}, 7],
}


def _of_another_kind() -> Iterator[tuple[str, bytes]]:
    """Yield the file with each of its parts in turn as something that it can't be."""
    for path, value in _parts(saved()):
        for wrong in WRONG_KINDS[type(value)]:
            yield f"{path} is {str(wrong)[:20]!r}", as_bytes(_with(path, wrong))


def _with_other_keys() -> Iterator[tuple[str, bytes]]:
    for path, value in _parts(saved()):
        if isinstance(value, dict):
            yield f"a key too many in {path}", as_bytes(_with((*path, "extra"), {"a": "b"}))
            yield f"no name in {path}", as_bytes(_with((*path, ""), "x"))
    for key in ("format", "couple", "saved"):
        yield f"without {key}", as_bytes({k: v for k, v in saved().items() if k != key})
    yield "a key twice", as_bytes(saved()).replace(b'"saved"', b'"saved": "2026-12-01", "saved"', 1)
    for path in ("daily", 0, "each"), ("weekly", 0, "thanks"), ("monthly", 0, "lived"):
        for name in ("kim", "Sam!", "both", "a" * 41):
            yield f"{name} in {path}", as_bytes(_with((*path, name), {} if "each" in path else "a"))
    for name in ("long-gone", "phone_at_night", "../couple"):
        yield f"clause {name}", as_bytes(_with(("weekly", 0, "ledger", name), {"how": "kept"}))
        yield f"wish for {name}", as_bytes(_with(("monthly", 0, "wishes", name), "keep"))
    yield "another how", as_bytes(_with(("weekly", 0, "our_own", "how"), "failed"))
    yield "another wish", as_bytes(_with(("monthly", 0, "wishes", "phone-at-night"), "burn"))


def _with_wrong_days() -> Iterator[tuple[str, bytes]]:
    for path in ("saved",), ("daily", 0, "on"), ("weekly", 0, "on"), ("monthly", 0, "on"):
        for day in ("2026-12-09", "2026-13-01", "2026-02-30", "yesterday", "0001-01-01", "", None):
            yield f"{path} on {day}", as_bytes(_with(path, day))
    for kind in ("daily", "weekly", "monthly"):
        twice = saved()
        twice[kind].append(copy.deepcopy(twice[kind][0]))
        yield f"a {kind} check-in twice", as_bytes(twice)
        many = [{"on": f"{year}-01-01"} for year in range(1900, 2026)] * 8
        yield f"more than a thousand {kind}", as_bytes(_with((kind,), many))


def _not_ours() -> Iterator[tuple[str, bytes]]:
    yield "another couple's", as_bytes(saved("y"))
    yield "no couple's", as_bytes(_with(("couple",), "x" * 65))
    for number in (0, 2, -1, 1.5, "0", "v1", 10**30):
        yield f"format {number}", as_bytes(_with(("format",), number))
    yield "a list", b"[]"
    yield "a list of them", as_bytes([saved()])
    yield "a text", b'"check-ins"'
    yield "another JSON", b'{"name": "package", "version": "1.0.0"}'
    yield "nothing in it", b"{}"
    yield "a page", b"<!doctype html><title>Check-ins</title>"
    yield "a letter", b"Dear Dr Lee,\n\nhere it is: see below.\n"
    yield "YAML", b"format: 1\ncouple: x\nsaved: 2026-12-07\n"
    yield "blanks", b" \n\t \n"
    yield "a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    yield "an archive", b"PK\x03\x04\x14\0\0\0"
    yield "saved in an old way", as_bytes(saved()).replace("“".encode(), b"\x93")
    yield "UTF-16", as_bytes(saved()).decode().encode("utf-16")
    yield "two files in one", as_bytes(saved()) * 2


def _hostile() -> Iterator[tuple[str, bytes]]:
    whole = as_bytes(saved())
    for sign in (
        "\\u0000",
        "\\u0007",
        "\\u001b[2J",
        "\\u0085",
        "\\b",
        "\x7f",
        "\x9b",
        "\0",
        "\x1b",
    ):
        yield f"the sign {sign!r}", whole.replace(b"Soup", sign.encode())
    yield "too large by one byte", whole + b" " * (2 * 1024 * 1024 + 1 - len(whole))
    yield "a very long text", whole.replace(b"Soup", b"x" * 3_000_000)
    yield "nested lists", b'{"format": 1, "couple": ' + b"[" * 200_000
    yield "nested lists that end", whole.replace(b'"Soup', b"[" * 90 + b'"').replace(
        b'Friday."', b'"' + b"]" * 90)  # fmt: skip
    yield "nested objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    yield "a number without end", whole.replace(b'"format": 1', b'"format": ' + b"1" * 9000)
    yield "not a number", whole.replace(b'"format": 1', b'"format": NaN')
    yield "endless", whole.replace(b'"Right."', b"-Infinity")
    yield "a note", whole.replace(b"{", b"{ // ours\n", 1)
    yield "a comma too many", whole.replace(b"]\n}", b"],\n}")
    yield "single quotes", whole.replace(b'"', b"'")
    yield "a tag", whole.replace(b'"Right."', b'!!python/object/apply:os.system ["true"]')
    yield "an alias", whole.replace(b'"Right."', b"*a")
    yield "an anchor", whole.replace(b'"Right."', b'&a "Right."')
    bomb = b"a: &a [x,x]\n" + b"".join(
        b"%c: &%c [*%c,*%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120)
    )
    yield "a bomb", bomb
    yield "a bomb in braces", b"{" + bomb.replace(b"\n", b",\n") + b"}"
    yield "a merge", whole.replace(b"{", b"{<<: *a, ", 1)


def _parts(
    data: Data, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Data]]:
    """Yield each part of the data with its path."""
    inner = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in inner:
        yield (*path, key), value
        if isinstance(value, dict | list):
            yield from _parts(value, (*path, key))


def _with(path: tuple[str | int, ...], value: Data) -> Data:
    """Return the whole file with something else at a path."""
    data: Data = saved()
    part = data
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return data
