"""A YAML file of the templates → one of our models.

Shipped files are known to be sound, since the tests read each with care, so they are read the
fast way. A practice's own file is read with positions: its mistakes are named where they stand.
What is in a file is made into a model once in a process, and known again by its content: every
couple of a run is held against the same.
"""

from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

import yaml
from pydantic import BaseModel

from generator.reading.checking import check
from generator.reading.document import read_yaml
from generator.reading.text import read_text
from generator.shipped import shipped_folder

M = TypeVar("M", bound=BaseModel)

KNOWN_SOUND = "known to be sound"
"""The validation context for shipped files: their phrases need no second reading."""

# Both classes build nothing but text, lists and mappings; libyaml's is about ten times faster.
_FAST = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def load_file(file: Path, model: type[M]) -> M:
    """Return one file of the library as `model`; raises GuideError with located problems."""
    return model_of(file, file.read_bytes(), model)


def model_of(file: Path, content: bytes, model: type[M]) -> M:
    """Do as `load_file` for a file whose content was read already."""
    return cast("M", _read(file, content, model))


def load_file_carefully(file: Path, model: type[M]) -> M:
    """Do as `load_file` for a file that anyone may have written."""
    return _read_carefully(file, file.read_bytes(), model)


@lru_cache(maxsize=256)
def _read(file: Path, content: bytes, model: type[BaseModel]) -> BaseModel:
    if file.is_relative_to(shipped_folder()):
        data = yaml.load(content, Loader=_FAST)  # noqa: S506
        return model.model_validate(data, context=KNOWN_SOUND)
    return _read_carefully(file, content, model)


def _read_carefully(file: Path, content: bytes, model: type[M]) -> M:
    return check(model, read_yaml(read_text(content, str(file)), str(file)))
