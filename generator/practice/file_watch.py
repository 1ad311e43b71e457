"""Waits for changes to files and folders, whatever an editor or a person does to them."""

import errno
import os
import stat
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from generator.system_notes import is_a_note

_QUIET = 0.05
"""Seconds without a change after which a save is over: editors write a file in several steps."""

_LOOK = 1.0
"""Seconds after which it is looked whether a folder came, went or took another's place.

The system tells what happens in a watched folder, and not what becomes of the folder itself.
"""

_USED_UP = frozenset({errno.ENOSPC, errno.EMFILE})
"""What the system says when a person's programs watch as much as they may."""

_CHANGES = frozenset({"created", "modified", "deleted", "moved"})


@dataclass(frozen=True)
class _Folder:
    """A folder to watch, alone or with all in it, and what tells it from another in its place."""

    path: Path
    whole: bool
    identity: tuple[int, int]


@contextmanager
def watching(watched: Sequence[Path]) -> Iterator["Changes"]:
    """Watch these files and folders for as long as the block lasts; any may come or go in it."""
    changes = Changes(watched)
    try:
        changes.begin()
        yield changes
    finally:
        changes.end()


class Changes(FileSystemEventHandler):
    """Takes note of changes to the watched files and folders, and lets one wait for them.

    The system tells of them; where it watches as much as it will already, we look ourselves.
    """

    def __init__(self, watched: Sequence[Path]) -> None:
        self._watched = tuple(path.resolve() for path in watched)
        self._observer = _observer()
        self._watches: dict[_Folder, ObservedWatch] = {}
        self._changed = threading.Event()

    def begin(self) -> None:
        """Take note from now on."""
        self._observer.start()
        self._follow()

    def end(self) -> None:
        """Take note no more."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of an event; called by the observer's own thread."""
        if event.event_type not in _CHANGES or (event.is_directory and _is_touch(event)):
            return
        paths = (Path(os.fsdecode(name)) for name in (event.src_path, event.dest_path) if name)
        if any(map(self._matters, paths)):
            self._changed.set()

    def wait(self) -> None:
        """Return when something has changed and then nothing more for a moment."""
        while not (self._changed.wait(_LOOK) or self._follow()):
            pass
        while self._changed.wait(_QUIET) or self._follow():
            self._changed.clear()

    def _follow(self) -> bool:
        """Watch the folders that now stand where we watch; return whether any is a new one."""
        try:
            return self._follow_once()
        except OSError as error:
            if error.errno not in _USED_UP:
                raise
        self._look_ourselves()
        return self._follow_once()

    def _look_ourselves(self) -> None:
        self.end()
        self._observer, self._watches = PollingObserver(), {}
        self._observer.start()

    def _follow_once(self) -> bool:
        found = {folder for path in self._watched if (folder := _folder_of(path))}
        known = set(self._watches)
        for folder in known - found:
            self._observer.unschedule(self._watches.pop(folder))
        for folder in found - known:
            with suppress(FileNotFoundError):  # gone again: we look again soon
                self._watches[folder] = self._observer.schedule(
                    self, str(folder.path), recursive=folder.whole
                )
        return found != known

    def _matters(self, path: Path) -> bool:
        inside = any(path.is_relative_to(watched) for watched in self._watched)
        return inside and not is_a_note(path.name)


def _observer() -> BaseObserver:
    try:
        return Observer()
    except OSError:  # it can't even begin to be told
        return PollingObserver()


def _folder_of(path: Path) -> _Folder | None:
    """Return the folder through which `path` is watched, if there is one.

    A file is watched through the folder it is in, since editors put a new file in its place; so is
    what isn't there yet.
    """
    for folder, whole in ((path, True), (path.parent, False)):
        with suppress(OSError):
            found = folder.stat()
            if stat.S_ISDIR(found.st_mode):
                return _Folder(folder, whole, (found.st_dev, found.st_ino))
    return None


def _is_touch(event: FileSystemEvent) -> bool:
    """Return whether a folder merely notes that something in it changed: that is told apart."""
    return event.event_type == "modified"
