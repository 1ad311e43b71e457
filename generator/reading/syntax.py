"""What the YAML parser says → a problem with a code of ours, where the mistake begins."""

from ruamel.yaml.error import MarkedYAMLError, StringMark

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


def syntax_problem(error: MarkedYAMLError, file: str) -> Problem:
    """Return what the parser said of `file`, placed where a person would look."""
    said = f"{error.context or ''}; {error.problem or ''}"
    code = next((code for part, code in _SYNTAX if part in said), "yaml-syntax")
    begins = code in _BEGINS and error.context_mark
    mark: StringMark | None = begins or error.problem_mark or error.context_mark
    return Problem(code, Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1))
