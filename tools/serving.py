"""Measure how soon `mend serve` shows an edit: a part of `make bench`.

python tools/serving.py    # serves a sample for it
"""

import http.client
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from tests.command import MEND, a_practice
from tests.samples import DAY

EDITS = 7
PATIENCE = 60.0
_ADDRESS = re.compile(r"http://\S+")
_CALLED = re.compile(r"(?<=called: )[^,}\n]+")


def measure_serving(practice: Path, name: str) -> Sequence[float]:
    """Return how many milliseconds each of some edits took, from the save to the page that has it.

    Each gives a partner of the couple another name, which stands on most pages. The answers are
    put back at the end.
    """
    answers = practice / "couples" / name / "couple.yml"
    before = answers.read_text(encoding="utf-8")
    with _serving(practice, name) as home:
        try:
            return [_edit(home, answers, before, f"Robin{'abcdefg'[n]}") for n in range(EDITS)]
        finally:
            answers.write_text(before, encoding="utf-8")


@contextmanager
def _serving(practice: Path, name: str) -> Iterator[str]:
    """Yield the address of the site, once `mend serve` says it."""
    command = [MEND, "serve", name, "--port", "0", "--on", DAY]
    surroundings = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=practice, env=surroundings, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            yield _ADDRESS.findall(said)[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def _edit(home: str, answers: Path, before: str, called: str) -> float:
    """Listen as an open page does, save, and ask for the page as soon as there is news."""
    news = _listen(home)
    text = _CALLED.sub(called, before, count=1).encode()
    start = time.perf_counter()
    answers.write_bytes(text)
    while called not in (page := _news_of(news, home)):
        news = _listen_to(page, home)
    return (time.perf_counter() - start) * 1000


def _news_of(news: http.client.HTTPResponse, home: str) -> str:
    news.read()
    return _get(home).read().decode()


def _listen(home: str) -> http.client.HTTPResponse:
    return _listen_to(_get(home).read().decode(), home)


def _listen_to(page: str, home: str) -> http.client.HTTPResponse:
    (script,) = re.findall(r'<script src="([^"]+~reload[^"]*)"', page)
    (news,) = re.findall(r'EventSource\("([^"]+)"\)', _get(home, script).read().decode())
    return _get(home, news)


def _get(home: str, path: str = "") -> http.client.HTTPResponse:
    address = urlsplit(home)
    connection = http.client.HTTPConnection(address.netloc, timeout=PATIENCE)
    connection.request("GET", path or address.path)
    return connection.getresponse()


if __name__ == "__main__":
    with TemporaryDirectory(prefix="mend-bench-") as folder:
        found = measure_serving(a_practice(Path(folder), "alex-sam"), "alex-sam")
    print(f"seen in {max(found):.0f} ms at most: {', '.join(f'{one:.0f}' for one in found)}")
