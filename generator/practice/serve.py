"""Show a couple's site while it is written: every save builds it anew and reloads the browser."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.practice.preview import Preview
from generator.practice.preview_server import PreviewServer
from generator.problems import GuideError, Place, Problem

_QUIET = 0.1
"""Seconds without a change after which a save is over: editors write a file in several steps."""

_CHANGES = frozenset({"created", "modified", "deleted", "moved"})


def serve(
    watched: Sequence[Path],
    rebuild: Callable[[], Path],
    port: int,
    ready: Callable[[str], None],
    failed: Callable[[GuideError], None],
) -> None:
    """Serve the site folder that `rebuild` returns, and call it at every change of `watched`.

    `watched` are files and folders; one that isn't there is left out. `port` 0 takes any free
    one. `ready` gets the address, once. When a build raises GuideError, `failed` gets it and the
    last good site stays. Goes on until something else is raised, such as KeyboardInterrupt;
    nothing is left running then.

    Raises GuideError (`port-in-use`) where another program has the port.
    """
    preview = Preview()
    with _watching(watched) as changes, _serving(preview, port) as url:
        _build(preview, rebuild, failed)
        ready(url)
        while True:
            changes.wait()
            _build(preview, rebuild, failed)


def _build(
    preview: Preview, rebuild: Callable[[], Path], failed: Callable[[GuideError], None]
) -> None:
    try:
        preview.show(rebuild())
    except GuideError as error:
        failed(error)


@contextmanager
def _serving(preview: Preview, port: int) -> Iterator[str]:
    try:
        server = PreviewServer(preview, port)
    except OSError:
        place = Place(f"127.0.0.1:{port}")
        raise GuideError([Problem("port-in-use", place, values={"port": port})]) from None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.url
    finally:
        preview.close()
        server.shutdown()
        server.server_close()
        thread.join()


class _Changes(FileSystemEventHandler):
    """Takes note of changes to the watched files and folders, and lets one wait for them."""

    def __init__(self, watched: Sequence[Path]) -> None:
        self._watched = tuple(watched)
        self._changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES or (event.is_directory and _is_touch(event)):
            return
        paths = (Path(os.fsdecode(name)) for name in (event.src_path, event.dest_path) if name)
        if any(map(self._matters, paths)):
            self._changed.set()

    def wait(self) -> None:
        """Return when something has changed and then nothing more for a moment."""
        self._changed.wait()
        while True:
            self._changed.clear()
            if not self._changed.wait(_QUIET):
                return

    def _matters(self, path: Path) -> bool:
        # Editors keep their own notes beside a file: .couple.yml.swp, couple.yml~
        if path.name.startswith(".") or path.name.endswith("~"):
            return False
        return any(path.is_relative_to(watched) for watched in self._watched)


def _is_touch(event: FileSystemEvent) -> bool:
    """Return whether a folder merely notes that something in it changed: that is told apart."""
    return event.event_type == "modified"


@contextmanager
def _watching(watched: Sequence[Path]) -> Iterator[_Changes]:
    present = [path.resolve() for path in watched if path.exists()]
    changes = _Changes(present)
    observer = Observer()
    for path in present:
        # A file is watched through its folder: editors put a new file in its place.
        folder = path if path.is_dir() else path.parent
        observer.schedule(changes, str(folder), recursive=path.is_dir())
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()
