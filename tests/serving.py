"""The real `mend serve`, run as a therapist runs it, and asked as a browser asks."""

import http.client
import os
import queue
import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.command import MEND
from tests.samples import DAY

PATIENCE = 120.0
UP_TO_DATE = "are up to date"


@dataclass
class Served:
    """A couple whose site is served."""

    practice: Path
    name: str
    process: "subprocess.Popen[str]"
    said: "queue.Queue[str]" = field(default_factory=queue.Queue)
    home: str = ""

    @property
    def answers(self) -> Path:
        return self.practice / "couples" / self.name / "couple.yml"

    @property
    def builds(self) -> list[str]:
        """What lies in the folder of builds, hidden or not."""
        return sorted(path.name for path in (self.practice / "build").iterdir())

    @property
    def half_made(self) -> list[str]:
        """The folders among it in which this couple's guide is made, to be shown or printed."""
        return [name for name in self.builds if name.startswith(f".{self.name}~")]

    def hear(self, words: str) -> str:
        """Wait for a line in the terminal that has these words."""
        while words not in (line := self.said.get(timeout=PATIENCE)):
            pass
        return line

    def ask(self, path: str = "") -> str:
        """Return a page; one that is named from the top is taken as it is."""
        address = urlsplit(self.home)
        connection = http.client.HTTPConnection(address.netloc, timeout=PATIENCE)
        connection.request("GET", path if path.startswith("/") else address.path + path)
        return connection.getresponse().read().decode()

    def save(self, before: str, after: str) -> str:
        """Change the answers as an editor does, and return the start page once there is news."""
        return self.replace(self.answers, before, after)

    def replace(self, file: Path, before: str, after: str) -> str:
        """Change a file as an editor does, and return the start page once there is news."""
        text = file.read_text(encoding="utf-8")
        assert before in text
        draft = file.with_name(".draft")
        draft.write_text(text.replace(before, after, 1), encoding="utf-8")
        return self.put(draft, file)

    def put(self, draft: Path, place: Path) -> str:
        """Put a file or a folder where it is watched; return the start page once there is news."""
        (script,) = re.findall(r'<script src="([^"]+~reload[^"]*)"', self.ask())
        (news,) = re.findall(r'EventSource\("([^"]+)"\)', self.ask(script))
        draft.replace(place)
        self.ask(news)
        return self.ask()

    def end(self, by: signal.Signals) -> int:
        self.process.send_signal(by)
        return self.process.wait(PATIENCE)

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.said.put(line)


@contextmanager
def served(practice: Path, name: str, *, within: Sequence[str] = ()) -> Iterator[Served]:
    """Serve a couple, and yield once the address is said; it has ended after the block.

    `within` is a command that runs the one that follows it.
    """
    with subprocess.Popen(
        [*within, MEND, "serve", name, "--port", "0", "--on", DAY],
        cwd=practice,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        # Whoever runs the tests in the background may have told all below to hear no Ctrl-C.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        one = Served(practice, name, process)
        listener = threading.Thread(target=one._listen)
        listener.start()
        try:
            one.home = one.hear("http://").strip()
            yield one
        finally:
            try:
                one.end(signal.SIGINT)
            finally:
                process.kill()  # else a failure here would wait for it for ever
                listener.join()
