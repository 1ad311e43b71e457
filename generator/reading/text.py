"""Bytes of a file → text, or every reason why they can't be read as plain UTF-8 text."""

from generator.problems import GuideError, Place, Problem

MOST_BYTES = 512 * 1024
"""A couple's longest real answers are a tenth of this; more than that was pasted by mistake."""

MOST_BYTES_FILED = 8 * MOST_BYTES
"""What a couple saved on their device, and filed as YAML: years of check-ins."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_text(raw: bytes, file: str, most: int = MOST_BYTES) -> str:
    """Return the text of `raw`, of at most so many bytes.

    `file` is the name used in problems. Raises GuideError with a located problem for each of:
    too many bytes, nothing but space, a byte-order mark, Windows line ends, bytes that are not
    UTF-8, and tabs that indent a line.
    """
    problems = [*too_large(raw, file, most)] or [*_not_plain(raw, file)]
    if problems:
        raise GuideError(problems)
    text = raw.decode("utf-8")
    if not text.strip():
        raise GuideError([Problem("empty-file", Place(file, 1, 1))])
    tabs = [
        Problem("tab-indent", Place(file, number, line.index("\t") + 1))
        for number, line in enumerate(text.split("\n"), start=1)
        if "\t" in line[: len(line) - len(line.lstrip())]
    ]
    if tabs:
        raise GuideError(tabs)
    return text


def too_large(raw: bytes, file: str, most: int) -> list[Problem]:
    """Return a problem at the longest line where `raw` holds more than `most` bytes."""
    if len(raw) <= most:
        return []
    lines = raw.split(b"\n")
    longest = max(range(len(lines)), key=lambda index: len(lines[index]))
    sizes = {"size": _kilobytes(len(raw)), "most": _kilobytes(most)}
    return [Problem("too-large", Place(file, longest + 1, 1), values=sizes)]


def _kilobytes(count: int) -> str:
    return f"{count // 1024:,} KB"


def _not_plain(raw: bytes, file: str) -> list[Problem]:
    problems = []
    if raw.startswith(BYTE_ORDER_MARK):
        problems.append(Problem("byte-order-mark", Place(file, 1, 1)))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw:
        return [*problems, Problem("not-text", _place_of(raw, raw.find(b"\0"), file))]
    if b"\r" in raw:
        problems.append(Problem("windows-line-ends", _place_of(raw, raw.index(b"\r"), file)))
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.append(Problem("not-utf-8", _place_of(raw, error.start, file)))
    return problems


def _place_of(raw: bytes, offset: int, file: str) -> Place:
    before = raw[: max(offset, 0)]
    column = len(before) - (before.rfind(b"\n") + 1)
    return Place(file, before.count(b"\n") + 1, column + 1)
