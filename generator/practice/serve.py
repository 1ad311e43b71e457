"""Show a couple's site while it is written: each save is seen at once, and printed after that."""

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.practice.bug import Bug, bug_from
from generator.practice.file_watch import watching
from generator.practice.moment_page import Moment
from generator.practice.outcome import Outcome
from generator.practice.preview import Preview
from generator.practice.preview_server import PreviewServer
from generator.problems import GuideError, Place, Problem


class Printing(Protocol):
    """Brings what is on disk up to date, without being waited for."""

    def begin(self) -> None:
        """Begin in a moment, instead of what was under way."""

    def give_up(self) -> None:
        """Give up what is under way."""


@dataclass(frozen=True)
class Workshop:
    """What `serve` calls for whatever it shows."""

    make: Callable[[], AbstractContextManager[Path]]
    """Makes the site anew: its folder, for as long as it is open. May raise GuideError."""
    page: Callable[[Moment, str, bool], bytes]
    """Writes the page that tells a moment, for a home address; whether there is a last site."""
    look: Callable[[str], bytes | None]
    """Finds a file that this page asks for."""
    printing: Callable[[Callable[[Outcome], None]], AbstractContextManager[Printing]]
    """Brings the build up to date, and tells what came of it."""


@dataclass(frozen=True)
class Telling:
    """Who is told what: where the site is, what needs work, and when the build is up to date."""

    ready: Callable[[str], None]
    problems: Callable[[Sequence[Problem]], None]
    bug: Callable[[Bug], None]
    printed: Callable[[], None]


def serve(watched: Sequence[Path], workshop: Workshop, port: int, telling: Telling) -> None:
    """Serve the site that the workshop makes, and make it anew at every change of `watched`.

    `watched` are files and folders; one that isn't there may come later. `port` 0 takes any free
    one. Where answers need work, or we are at fault, a page says so in the site's place until
    that is mended. Goes on until something is raised that isn't an error, such as
    KeyboardInterrupt; nothing is left running or lying about then.

    Raises GuideError (`port-in-use`) where another program has the port.
    """
    preview = Preview()
    with (
        watching(watched) as changes,
        _serving(preview, workshop, port, telling) as url,
        _Showing(preview, workshop, telling) as showing,
        workshop.printing(showing.take_note) as printing,
    ):
        if showing.show():
            printing.begin()
        gc.freeze()  # what is loaded by now stays, and needn't be looked through at each save
        telling.ready(url)
        while True:
            changes.wait()
            printing.give_up()
            if showing.show():
                printing.begin()


class _Showing(ExitStack):
    """Puts a site before the browsers, or what stands in its way; holds the site's folder."""

    def __init__(self, preview: Preview, workshop: Workshop, telling: Telling) -> None:
        super().__init__()
        self._preview, self._workshop, self._telling = preview, workshop, telling

    def show(self) -> bool:
        """Show the site as it is now; return False where something else had to be shown."""
        with ExitStack() as made:
            try:
                site = self._make(made)
            except GuideError as error:
                self._hold(Moment(error.problems))
                return False
            except Exception as error:  # ours to mend, and no reason to stop
                self._hold(Moment(bug=bug_from(error)))
                return False
            self._preview.show(site)
            # The site before goes now that nobody is led to it any more.
            self.close()
            self.push(made.pop_all())
        return True

    def take_note(self, outcome: Outcome) -> None:
        """Tell what came of a whole build; where it failed, in the place of the site."""
        if outcome.state == "failed":
            self._hold(Moment(outcome.problems, outcome.bug))
            return
        self._telling.problems(outcome.problems)
        self._telling.printed()

    def _make(self, made: ExitStack) -> Path:
        try:
            return made.enter_context(self._workshop.make())
        except FileNotFoundError:  # an editor was just putting another file in its place
            return made.enter_context(self._workshop.make())

    def _hold(self, moment: Moment) -> None:
        preview = self._preview
        preview.hold(self._workshop.page(moment, preview.home, preview.has_site))
        if moment.bug:
            self._telling.bug(moment.bug)
        else:
            self._telling.problems(moment.problems)


@contextmanager
def _serving(preview: Preview, workshop: Workshop, port: int, telling: Telling) -> Iterator[str]:
    def failed(error: Exception) -> None:
        telling.bug(bug_from(error))

    try:
        server = PreviewServer(preview, workshop.look, port, failed)
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
