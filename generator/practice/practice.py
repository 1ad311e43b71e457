"""The folder a therapist works in, and what lies where in it."""

import re
from dataclasses import dataclass
from pathlib import Path

from generator.problems import GuideError, Place, Problem
from generator.reading.text import MOST_BYTES_FILED
from generator.shipped import TemplateFolders, practice_templates, shipped_folder
from generator.system_notes import is_a_note

COUPLE_NAME = re.compile(r"(?=.{1,60}\Z)[a-z0-9]+(-[a-z0-9]+)*")
_FOLDERS = ("", "reviews", "approved")


@dataclass(frozen=True)
class Practice:
    """A practice's folder; everything else is found from it."""

    root: Path

    @property
    def couples(self) -> Path:
        """Return the folder that holds a folder for each couple."""
        return self.root / "couples"

    @property
    def builds(self) -> Path:
        """Return the folder that holds what was made for each couple."""
        return self.root / "build"

    @property
    def look(self) -> Path:
        """Return the `mkdocs.yml` that every couple's site looks like."""
        own = self.root / "mkdocs.yml"
        return own if own.is_file() else shipped_folder() / "mkdocs.yml"

    @property
    def templates(self) -> TemplateFolders:
        """Return the practice's own templates before ours."""
        return practice_templates(self.root)

    def couple_names(self) -> tuple[str, ...]:
        """Return the names of all couples, sorted; raises GuideError outside a practice."""
        if not self.couples.is_dir():
            raise GuideError([Problem("no-practice", Place("couples/"))])
        return tuple(sorted(
            entry.name for entry in self.couples.iterdir()
            if entry.is_dir() and not entry.name.startswith((".", "_"))
        ))  # fmt: skip

    def couple(self, name: str) -> Path:
        """Return a couple's folder; raises GuideError unless all of it is in this practice."""
        folder = self.couples / name
        place = Place(f"couples/{name}")
        if not COUPLE_NAME.fullmatch(name):
            raise GuideError([Problem("bad-couple-name", place, values={"name": name})])
        if folder.is_symlink():
            raise GuideError([Problem("link-in-folder", place)])
        if not folder.is_dir():
            known = ", ".join(self.couple_names())
            raise GuideError(
                [Problem("no-such-couple", place, values={"name": name, "known": known})]
            )
        links = [sub for sub in filter(None, _FOLDERS) if (folder / sub).is_symlink()]
        if links:  # what is written into them would leave the couple's folder
            raise GuideError(
                Problem("link-in-folder", Place(f"couples/{name}/{sub}")) for sub in links
            )
        return folder

    def answer_files(self, name: str) -> dict[str, bytes]:
        """Return a couple's YAML files by name relative to their folder.

        What editors and systems keep there for themselves is none of them. Raises GuideError for
        links, which could lead out of the folder, for a `.yaml` ending, which would be passed over
        in silence, and for what the system doesn't let us read.
        """
        folder = self.couple(name)
        files: dict[str, bytes] = {}
        problems: list[Problem] = []
        found = (path for sub in _FOLDERS for path in (folder / sub).glob("*.y*ml"))
        for path in sorted(path for path in found if not is_a_note(path.name)):
            relative = path.relative_to(folder).as_posix()
            place = Place(f"couples/{name}/{relative}")
            if path.is_symlink() or path.parent.is_symlink():
                problems.append(Problem("link-in-folder", place))
            elif path.suffix != ".yml":
                problems.append(Problem("wrong-ending", place, values={"name": path.stem}))
            elif path.is_file():
                try:
                    files[relative] = _read(path)
                except OSError as error:
                    said = {"said": error.strerror}
                    problems.append(Problem("can-not-read", place, values=said))
        if problems:
            raise GuideError(problems)
        return files


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(2 * MOST_BYTES_FILED)
