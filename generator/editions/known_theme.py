"""A theme that is looked through and compiled once in a process, and not for each couple.

What is remembered is public: which files the installed theme has, and templates as Python, each
known by the text that it was made from. No couple's words are in either.
"""

import os
from collections.abc import Iterator
from functools import cache
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

_NOT_FOR_READERS = ".map"


class KnownTheme(Theme):
    """A theme as MkDocs has read it, with a memory."""

    @classmethod
    def of(cls, theme: Theme) -> "KnownTheme":
        """Return the same theme, with everything that was set on it."""
        known = cls.__new__(cls)
        known.__dict__.update(theme.__dict__)
        return known

    def get_env(self) -> Environment:
        """Return the environment that MkDocs makes, which finds what it did before."""
        environment = super().get_env()
        environment.loader = _Loader(self.dirs, self.custom_dir)
        environment.bytecode_cache = _COMPILED
        return environment


class _Loader(FileSystemLoader):
    def __init__(self, folders: list[str], own: str | None) -> None:
        super().__init__(folders)
        self._own = own

    def list_templates(self) -> list[str]:
        """Return the names of all files; those of the installed theme are looked up once."""
        found = set[str]()
        for folder in map(str, self.searchpath):
            found.update(_walk(folder) if folder == self._own else _installed(folder))
        return sorted(found)


@cache
def _installed(folder: str) -> tuple[str, ...]:
    return tuple(_walk(folder))


def _walk(folder: str) -> Iterator[str]:
    """Yield the files of a folder that could become part of a site: icons, hidden, never do."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = os.path.relpath(place, folder).replace(os.sep, "/")
        for name in files:
            if not name.endswith(_NOT_FOR_READERS):
                yield name if inside == "." else f"{inside}/{name}"


class _Compiled(BytecodeCache):
    """Compiled templates, the last of each name."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002  as there
        """Return a template's name alone: the folder that it lies in is another in each build."""
        return name

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return a template that was compiled before, as if from the file it lies in now."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code is not None and filename is not None:
            bucket.code = _moved(bucket.code, filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, where the text is the one that was compiled."""
        made_from, code = self._codes.get(bucket.key, ("", None))
        if made_from == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what the bucket holds."""
        if bucket.code is not None:
            self._codes[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


def _moved(code: CodeType, file: str) -> CodeType:
    """Return code that names `file` as its place, which a mistake in it is told by."""
    inside = (_moved(one, file) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=file, co_consts=tuple(inside))
