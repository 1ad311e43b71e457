"""Where the files lie that come with Mend, and how a practice's own files win over them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.system_notes import is_a_note

_PACKAGE = Path(__file__).resolve().parent
_TEXTS = frozenset({".j2", ".yml"})


def shipped_folder() -> Path:
    """Return the folder that holds Mend's own `templates/`, `couples/` and `mkdocs.yml`.

    In a wheel that is the package itself. In a checkout it is the folder above: the package
    is asked first, since whatever lies beside an installed package is someone else's.
    """
    return _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parent


@dataclass(frozen=True)
class TemplateFolders:
    """Folders of templates, the first of which has the last word: the practice's, then ours.

    Names are relative and with forward slashes: `en/library/values.yml`. A folder that isn't
    there counts as empty, because most practices change nothing.
    """

    folders: tuple[Path, ...]

    def find(self, relative: str) -> Path:
        """Return the file of this name, from the first folder that has it.

        Raises FileNotFoundError where none has, or where the name leads out of the folders.
        """
        for folder in self.folders:
            path = _inside(folder, relative)
            if path is not None and path.is_file():
                return path
        raise FileNotFoundError(relative)

    def layers(self, relative: str) -> tuple[Path, ...]:
        """Return this file of every folder that has it, ours first: who comes later wins.

        For files whose entries can be replaced one by one, such as messages.
        """
        paths = (_inside(folder, relative) for folder in reversed(self.folders))
        return tuple(path for path in paths if path is not None and path.is_file())

    def mark(self) -> str:
        """Return the SHA-256 of every text in these folders: another word, another mark."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for path in _texts_below(folder):
                digest.update(f"{path.relative_to(folder).as_posix()}:".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def texts(self, relative_folder: str) -> tuple[str, ...]:
        """Return every text below this folder, as it is written, of all folders that have it."""
        paths = (path for folder in self.folders
                 for path in _texts_below(folder / relative_folder))  # fmt: skip
        return tuple(path.read_text(encoding="utf-8", errors="replace") for path in paths)

    def all(self, relative_folder: str, suffix: str) -> tuple[Path, ...]:
        """Return the files directly in this folder that end so, merged and sorted by name."""
        found = {
            path.name: path
            for folder in reversed(self.folders)
            for path in _files(folder, relative_folder, suffix)
        }
        return tuple(found[name] for name in sorted(found))


def practice_templates(practice: Path) -> TemplateFolders:
    """Return the templates that a practice works with: its own before the shipped ones."""
    ours = shipped_folder() / "templates"
    return TemplateFolders(tuple(dict.fromkeys(((practice / "templates").resolve(), ours))))


def _texts_below(folder: Path) -> list[Path]:
    """Return every text below a folder, sorted; what systems leave there is none."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in _TEXTS and path.is_file() and not is_a_note(path.name)
    )


def _files(folder: Path, relative: str, suffix: str) -> Iterator[Path]:
    place = _inside(folder, relative)
    if place is None or not place.is_dir():
        return
    for entry in place.iterdir():
        path = _inside(folder, f"{relative}/{entry.name}")
        if path is None or not path.name.endswith(suffix) or is_a_note(path.name):
            continue
        if path.is_file():
            yield path


def _inside(folder: Path, relative: str) -> Path | None:
    """Return the path in the folder, or None where `..`, a root or a link would lead out of it.

    A template name may come from a template: it must not become a way to read other files.
    """
    name = PurePosixPath(relative)
    if name.is_absolute() or ".." in name.parts or "\\" in relative or ":" in relative:
        return None
    path = folder.joinpath(*name.parts)
    return path if path.resolve().is_relative_to(folder.resolve()) else None
