"""The how-tos as what they are: files to write, edits to make, commands to type."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.samples import DAY

_BLOCK = re.compile(
    r"(?P<skip><!-- not run[^>]*-->\n)?^```(?P<kind>\w+)(?: (?P<path>\S+))?(?P<more> \+)?\n"
    r"(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_KNOWN = ("mend ", "cd ", "cp ", "mkdir ", "grep ", "ls ", ": >", "OURS=")
_MEND = """\
#!/bin/sh
case $1 in
check | build) exec {mend} "$@" --on {day} ;;
*) exec {mend} "$@" ;;
esac
"""


@dataclass(frozen=True)
class Block:
    """A fenced block. `path` is the file that it is for; without one it is only to be read."""

    kind: str
    path: str
    adds: bool
    text: str


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a document that a reader is to type, in order."""
    for found in _BLOCK.finditer(text):
        if not found["skip"] and (found["path"] or found["kind"] == "console"):
            yield Block(found["kind"], found["path"] or "", bool(found["more"]), found["text"])


@dataclass
class Reader:
    """Someone who does what a document says, and looks whether it comes out as it says."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put a `mend` on the path that works on the day of the samples."""
        self._bin = self.folder / ".bin"
        self._bin.mkdir()
        script = _MEND.format(mend=Path(sys.executable).with_name("mend"), day=DAY)
        (self._bin / "mend").write_text(script)
        (self._bin / "mend").chmod(0o755)

    def does(self, block: Block) -> None:
        """Do one block, and fail where anything differs."""
        if block.kind == "console":
            for command, expected in _COMMAND.findall(block.text):
                self._types(command, expected)
        elif block.kind == "diff":
            self._edits(self.folder / block.path, block.text.splitlines(keepends=True))
        else:
            self._writes(self.folder / block.path, block.text, adds=block.adds)

    def _types(self, command: str, expected: str) -> None:
        assert command.startswith(_KNOWN), f"is every reader sure to have this? {command}"
        ending = '\ncode=$?; printf "\\0%s\\0%s" "$PWD" "${OURS-}"; exit $code'
        run = subprocess.run(
            ["bash", "-c", f"exec 2>&1\n{command}{ending}"],
            cwd=self.folder,
            env=self._surroundings(),
            capture_output=True,
            text=True,
            check=False,
        )
        said, here, ours = run.stdout.split("\0")
        assert run.returncode in (0, 1), f"{command}\n{said}"
        assert re.fullmatch(_pattern(expected), said), f"$ {command}\n{said}"
        self.folder, self.variables["OURS"] = Path(here), ours

    def _surroundings(self) -> Mapping[str, str]:
        path = f"{self._bin}:/usr/local/bin:/usr/bin:/bin"
        return {"PATH": path, "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8", **self.variables}

    def _edits(self, path: Path, lines: list[str]) -> None:
        before = "".join(line[1:] for line in lines if line[0] == "-")
        after = "".join(line[1:] for line in lines if line[0] == "+")
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{path.name} has no such place:\n{before}"
        path.write_text(text.replace(before, after), encoding="utf-8")

    def _writes(self, path: Path, text: str, *, adds: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if adds else ""
        path.write_text(before + text, encoding="utf-8")


def _pattern(expected: str) -> str:
    """Return what `expected` matches: an `…` stands for anything, alone on a line for lines."""
    lines = expected.splitlines(keepends=True)
    return "".join("(?:.*\n)*" if line == "…\n" else _in_line(line) for line in lines)


def _in_line(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.split("…"))
