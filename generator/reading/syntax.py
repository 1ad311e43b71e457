"""What the YAML parser says → a problem with a code of ours, where the mistake begins."""

import yaml
from yaml.error import Mark
from yaml.reader import ReaderError

from generator.problems import Place, Problem

_SYNTAX = (
    ("mapping values are not allowed", "colon-in-text"),
    ("sequence entries are not allowed", "strange-start"),
    ("mapping keys are not allowed", "strange-start"),
    ("cannot start any token", "strange-start"),
    ("unknown escape character", "backslash"),
    ("quoted scalar", "open-quote"),
    ("flow sequence", "open-bracket"),
    ("flow mapping", "open-bracket"),
    ("could not find expected ':'", "missing-colon"),
    ("scanning a block scalar", "text-beside-arrow"),
    ("scanning an alias", "alias"),
    ("undefined alias", "alias"),
    ("an anchor", "tag"),
    ("a tag", "tag"),
    ("but found '<scalar>'", "text-after-quote"),
    ("block collection", "indentation"),
    ("block mapping", "indentation"),
)
"""What the parser says → our code; the first that fits."""

_BEGINS = frozenset({"open-quote", "open-bracket", "missing-colon", "alias", "tag"})
"""Told where the thing begins that isn't finished, not where the parser gave up."""


def find_fault(text: str, file: str) -> Problem:
    """Return what is wrong with `text`, which is known not to be YAML, where a person would look.

    The parser in Python reads it once more: it says better than libyaml's what it met.
    """
    try:
        list(yaml.parse(text, Loader=yaml.SafeLoader))
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        return Problem("strange-character", Place(file, line, column))
    except yaml.MarkedYAMLError as error:
        return _syntax_problem(error, file)
    return Problem("yaml-syntax", Place(file, 1, 1))


def _syntax_problem(error: yaml.MarkedYAMLError, file: str) -> Problem:
    said = f"{error.context or ''}; {error.problem or ''}"
    code = next((code for part, code in _SYNTAX if part in said), "yaml-syntax")
    begins = code in _BEGINS and error.context_mark
    mark: Mark | None = begins or error.problem_mark or error.context_mark
    return Problem(code, Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1))
