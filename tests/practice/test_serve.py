import http.client
import queue
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.practice import whole_build
from generator.practice.moment_page import Moment, moment_page
from generator.practice.outcome import Outcome
from generator.practice.practice import Practice
from generator.practice.preview import Preview
from generator.practice.preview_server import PreviewServer
from generator.practice.serve import Telling, Workshop, serve
from generator.practice.whole_build import WholeBuilds
from generator.problems import GuideError, Place, Problem

PATIENCE = 20.0
TODAY = date(2026, 11, 22)


def page(moment: Moment, home: str, last: bool) -> bytes:
    what = moment.bug.kind if moment.bug else moment.problems[0].code
    return f"<body>{what}<a href='{home}~last/'>{last}</a></body>".encode()


@dataclass
class Session:
    """A running `serve` whose site repeats what the couple's file says."""

    folder: Path
    said: "queue.Queue[str]" = field(default_factory=queue.Queue)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    given_up: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    url: str = ""

    @property
    def answers(self) -> Path:
        return self.folder / "couples" / "kim-lee" / "couple.yml"

    @contextmanager
    def make(self) -> Iterator[Path]:
        text = self.answers.read_text()
        if text == "stop":
            raise KeyboardInterrupt
        if text == "wrong":
            raise GuideError([Problem("missing", Place("couple.yml", 1, 1))])
        if text == "our mistake":
            raise ZeroDivisionError
        (self.folder / "build").mkdir(exist_ok=True)
        site = Path(tempfile.mkdtemp(dir=self.folder / "build"))
        (site / "plan").mkdir()
        (site / "index.html").write_text(f"<body><h1>{text}</h1></body>")
        (site / "plan" / "index.html").write_text("<h1>Plan")
        (site / "search.js").write_text("var __index = {}")
        try:
            yield site
        finally:
            shutil.rmtree(site)

    def run(self) -> None:
        watched = [self.answers.parent, self.folder / "mkdocs.yml", self.folder / "templates"]
        workshop = Workshop(self.make, page, {"moment.css": b"main {}"}.get, self.printing)
        telling = Telling(
            self.said.put,
            lambda problems: [self.said.put(one.code) for one in problems] and None,
            lambda bug: self.said.put(bug.kind),
            lambda: self.said.put("printed"),
        )
        try:
            serve(watched, workshop, 0, telling)
        except KeyboardInterrupt:
            self.said.put("stopped")

    @contextmanager
    def printing(self, done: Callable[[Outcome], None]) -> Iterator["Session"]:
        self.printed = done
        yield self

    def begin(self) -> None:
        self.begun.release()

    def give_up(self) -> None:
        self.given_up.release()

    def hear(self) -> str:
        return self.said.get(timeout=PATIENCE)

    def ask(self, path: str = "", host: str = "127.0.0.1", way: str = "GET") -> "Answer":
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(str(address.hostname), address.port, PATIENCE)
        full = path if path.startswith("/") else address.path + path
        connection.request(way, full, headers={"Host": f"{host}:{address.port}"})
        return Answer(connection, connection.getresponse())

    def listen(self, page: str) -> "Answer":
        """Do as a browser does with a page: load its script, and open the stream it names."""
        (script,) = re.findall(r'<script src="([^"]+)"', page)
        (news,) = re.findall(r'EventSource\("([^"]+)"\)', self.ask(script).text())
        return self.ask(news)


@dataclass
class Answer:
    connection: http.client.HTTPConnection
    response: http.client.HTTPResponse

    def text(self) -> str:
        body = self.response.read().decode()
        self.connection.close()
        return body

    def status(self) -> int:
        self.text()
        return self.response.status


@contextmanager
def running(folder: Path, answers: str) -> Iterator[Session]:
    session = Session(folder)
    session.answers.parent.mkdir(parents=True)
    session.answers.write_text(answers)
    (folder / "mkdocs.yml").write_text("look: one")
    thread = threading.Thread(target=session.run)
    thread.start()
    try:
        yield session
    finally:
        session.answers.write_text("stop")
        thread.join(PATIENCE)
    assert not thread.is_alive()
    while session.hear() != "stopped":
        pass


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Run `serve` until the test is over, then see that it ends."""
    with running(tmp_path, "first") as session:
        session.url = session.hear()
        yield session


def test_a_save_reloads_the_browser(session: Session) -> None:
    """The open page hears of a save, and asking again gives the new text."""
    page = session.ask().text()
    assert "first" in page
    news = session.listen(page)
    session.answers.write_text("second")
    assert "data:" in news.text()
    assert "second" in session.ask().text()


def test_a_page_that_missed_a_build_reloads_at_once(session: Session) -> None:
    """A save between loading a page and listening isn't lost."""
    page = session.ask().text()
    first = session.listen(page)
    session.answers.write_text("second")
    first.text()
    assert "data:" in session.listen(page).text()


def test_an_editor_that_replaces_the_file(session: Session) -> None:
    """A file put in the place of another counts as a save, a watched single file too."""
    for file in (session.answers, session.folder / "mkdocs.yml"):
        news = session.listen(session.ask().text())
        draft = file.with_name(".draft")
        draft.write_text("replaced")
        draft.rename(file)
        assert "data:" in news.text()


def test_a_mistake_takes_the_place_of_every_page(session: Session) -> None:
    """Problems are told in the terminal and on every page, and the site comes back when mended."""
    news = session.listen(session.ask("plan/").text())
    session.answers.write_text("wrong")
    assert "data:" in news.text()
    assert session.hear() == "missing"
    for path in ("", "plan/", "plan/index.html", "plan", "gone.html"):
        assert "missing" in session.ask(path).text()
    news = session.listen(session.ask("plan/").text())
    session.answers.write_text("mended")
    assert "data:" in news.text()
    assert "mended" in session.ask().text()
    assert "Plan" in session.ask("plan/").text()


def test_the_last_good_site_can_be_reached(session: Session) -> None:
    """While a mistake is shown, a link leads to the site as it was, and back when it is mended."""
    news = session.listen(session.ask().text())
    session.answers.write_text("wrong")
    news.text()
    (last,) = re.findall("href='([^']+)'", session.ask().text())
    page = session.ask(last).text()
    assert "first" in page
    assert "Plan" in session.ask(f"{last}plan/").text()
    assert "__index" in session.ask(f"{last}search.js").text()
    slash = session.ask(f"{last}plan")
    assert slash.status() == 302
    assert slash.response.headers["Location"] == f"{last}plan/"
    news = session.listen(page)
    session.answers.write_text("mended")
    assert "data:" in news.text()
    back = session.ask(f"{last}plan/index.html")
    assert back.status() == 302
    assert "Plan" in session.ask(back.response.headers["Location"]).text()


def test_a_page_that_stays_as_it_is_stays_quiet(session: Session) -> None:
    """A save that leaves the same mistake doesn't make an open page blink."""
    first = session.listen(session.ask().text())
    session.answers.write_text("wrong")
    first.text()
    page = session.ask().text()
    assert session.hear() == "missing"
    (session.answers.parent / "alex.yml").write_text("anything")
    assert session.hear() == "missing"
    assert session.ask().text() == page


def test_our_own_mistake_does_not_end_it(session: Session) -> None:
    """An error of ours is told in the terminal and on the page, and the next save is shown."""
    news = session.listen(session.ask().text())
    session.answers.write_text("our mistake")
    news.text()
    assert session.hear() == "ZeroDivisionError"
    page = session.ask().text()
    assert "ZeroDivisionError" in page
    news = session.listen(page)
    session.answers.write_text("mended")
    assert "data:" in news.text()
    assert "mended" in session.ask().text()


def test_a_first_build_that_fails(tmp_path: Path) -> None:
    """The page says what is wrong, leads to no earlier site, and goes when that is mended."""
    with running(tmp_path, "wrong") as session:
        assert session.hear() == "missing"
        session.url = session.hear()
        page = session.ask().text()
        assert "missing" in page
        assert "True" not in page
        assert session.ask("~last/").status() == 404
        assert session.ask("search.js").status() == 404
        news = session.listen(page)
        session.answers.write_text("mended")
        assert "data:" in news.text()
        assert "mended" in session.ask().text()


def test_a_folder_that_goes_and_comes_back(session: Session) -> None:
    """Renaming what is shown is a mistake like any other, and what comes back is seen again."""
    news = session.listen(session.ask().text())
    away = session.folder / "away"
    session.answers.parent.rename(away)
    news.text()
    assert session.hear() == "FileNotFoundError"
    news = session.listen(session.ask().text())
    away.rename(session.answers.parent)
    assert "data:" in news.text()
    assert "first" in session.ask().text()
    news = session.listen(session.ask().text())
    session.answers.write_text("second")
    assert "data:" in news.text()


def test_a_folder_that_comes_later(session: Session) -> None:
    """Templates of one's own are seen though there were none at the start."""
    news = session.listen(session.ask().text())
    (session.folder / "templates").mkdir()
    assert "data:" in news.text()
    news = session.listen(session.ask().text())
    (session.folder / "templates" / "words.yml").write_text("a: b")
    assert "data:" in news.text()


def test_only_the_last_state_is_printed(session: Session) -> None:
    """What is shown is printed after; a newer save gives up what was begun, a mistake as well."""
    assert session.begun.acquire(timeout=PATIENCE)
    session.answers.write_text("second")
    assert session.given_up.acquire(timeout=PATIENCE)
    assert session.begun.acquire(timeout=PATIENCE)
    session.answers.write_text("wrong")
    assert session.given_up.acquire(timeout=PATIENCE)
    assert session.hear() == "missing"
    assert not session.begun.acquire(blocking=False)


def test_what_printing_finds_is_told(session: Session) -> None:
    """A build that is in place is told with its warnings; one that isn't, on the page as well."""
    looked = Problem("pango-missing", Place("guide.pdf"))
    session.printed(Outcome("alex-sam", "built", problems=(looked,)))
    assert [session.hear(), session.hear()] == ["pango-missing", "printed"]
    assert "first" in session.ask().text()
    news = session.listen(session.ask().text())
    session.printed(
        Outcome("alex-sam", "failed", problems=(Problem("print-warned", Place("a.pdf")),))
    )
    assert session.hear() == "print-warned"
    assert "data:" in news.text()
    assert "print-warned" in session.ask().text()
    assert "first" in session.ask("~last/").text()


def test_printing_that_can_not_begin_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the printing itself fails, it is told as a mistake of ours: else nobody would know."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    told: queue.Queue[Outcome] = queue.Queue()
    with WholeBuilds(Practice(tmp_path), "kim-lee", lambda: TODAY, told.put) as builds:
        builds.begin()
        outcome = told.get(timeout=PATIENCE)
    assert outcome.state == "failed"
    assert outcome.bug
    assert outcome.bug.kind == "FileNotFoundError"


def test_printing_that_is_stopped_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system ends the process that prints, it is told as no mistake of ours."""
    start = whole_build._start

    def start_and_kill(arguments: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        process = start(arguments)
        process.kill()
        return process

    monkeypatch.setattr(whole_build, "_start", start_and_kill)
    told: queue.Queue[Outcome] = queue.Queue()
    with WholeBuilds(Practice(tmp_path), "kim-lee", lambda: TODAY, told.put) as builds:
        builds.begin()
        outcome = told.get(timeout=PATIENCE)
    assert [problem.code for problem in outcome.problems] == ["build-stopped"]


def test_printing_that_hangs_is_ended_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that hears nothing any more is ended by force, and so is what waits for its end."""
    start, begun = whole_build._start, queue.Queue["subprocess.Popen[bytes]"]()

    def start_and_stop(arguments: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        process = start(arguments)
        process.send_signal(signal.SIGSTOP)
        begun.put(process)
        return process

    monkeypatch.setattr(whole_build, "_start", start_and_stop)
    monkeypatch.setattr(whole_build, "_PATIENCE", 0.1)
    with WholeBuilds(Practice(tmp_path), "kim-lee", lambda: TODAY, pytest.fail) as builds:
        builds.begin()
        process = begun.get(timeout=PATIENCE)
        builds.begin()
    try:
        # By force where it had made ready to end in order, and could not; else by the first word.
        assert process.returncode in (-signal.SIGKILL, -signal.SIGTERM)
    finally:
        process.kill()


def test_a_page_of_ones_own_that_fails_is_said_in_ours(tmp_path: Path) -> None:
    """Whatever a practice's own page of problems does, the problem is told."""
    own = tmp_path / "templates/en/serve/moment.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{{ 1 + home }}")
    moment = Moment((Problem("missing", Place("couple.yml", 1, 1)),))
    page = moment_page(moment, Practice(tmp_path).templates, "en", "/key/", last=False).decode()
    assert "<title>One moment</title>" in page
    assert "couple.yml" in page


def test_nothing_is_added_on_disk(session: Session) -> None:
    """The reload script is in what is sent, never in the site's files, nor in other files sent."""
    assert "<script" in session.ask("plan/").text()
    assert "<script" not in session.ask("search.js").text()
    written = [path.read_text() for path in (session.folder / "build").rglob("*.html")]
    assert written
    assert not any("<script" in text for text in written)


def test_a_foreign_name_is_refused(session: Session) -> None:
    """A name of someone else's that leads to this machine gets nothing to read."""
    assert session.ask(host="localhost").status() == 200
    for host in ("example.org", "127.0.0.1.example.org", ""):
        answer = session.ask(host=host)
        assert "first" not in answer.text()
        assert answer.response.status == 421


@pytest.mark.parametrize("path", ["/", "/index.html", "/search.js", "/wrong-key/index.html"])
def test_nobody_guesses_the_address(session: Session, path: str) -> None:
    """Without the key in the address, nothing is there."""
    assert session.ask(path).status() == 404


def test_what_is_no_address_is_not_there(session: Session) -> None:
    """Whatever another program of this machine asks for, it is no error of ours."""
    address = urlsplit(session.url)
    with socket.create_connection((address.hostname, address.port), PATIENCE) as other:
        other.sendall(b"GET http://[ HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert b" 404 " in other.makefile("rb").readline()


@pytest.mark.parametrize(
    "path",
    ["../couples/kim-lee/couple.yml", "%2e%2e/mkdocs.yml", "/etc/passwd", "no.html", "~look/page"],
)
def test_nothing_outside_the_site_is_served(session: Session, path: str) -> None:
    """No path leads out of the site's folder."""
    assert session.ask(path).status() == 404


def test_a_link_does_not_lead_out(session: Session) -> None:
    """Nor does a link in that folder."""
    (site,) = (session.folder / "build").iterdir()
    (site / "leak.txt").symlink_to(session.answers)
    assert session.ask("leak.txt").status() == 404


def test_nothing_is_kept_by_the_browser(session: Session) -> None:
    """Every answer asks not to be stored, and to be read by our own pages alone."""
    for path in ("", "search.js", "absent"):
        answer = session.ask(path)
        answer.text()
        assert answer.response.headers["Cache-Control"] == "no-store"
        assert answer.response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_folder_without_its_slash(session: Session) -> None:
    """The browser is sent to the address from which the page's own links are right."""
    answer = session.ask("plan")
    assert answer.status() == 302
    assert session.ask(answer.response.headers["Location"]).status() == 200


def test_only_reading_is_possible(session: Session) -> None:
    """A preview takes nothing."""
    assert session.ask(way="POST").status() == 501
    assert session.ask(way="HEAD").text() == ""


def test_no_other_couple_is_named_to_a_couple(tmp_path: Path) -> None:
    """What is wrong with couples besides is for the terminal: the couple may see this page."""
    practice = Practice(tmp_path)
    (practice.couples / "noor-elias").mkdir(parents=True)
    with pytest.raises(GuideError) as caught:
        practice.couple("kim-lee")
    leak = Problem("other-couple-leak", Place("site/index.html"), values={"answer": "noor-elias"})
    for problem in (*caught.value.problems, leak):
        moment = Moment((problem,))
        page = moment_page(moment, practice.templates, "en", "/key/", last=False).decode()
        assert "noor-elias" in str(problem.values)
        assert "noor-elias" not in page
        assert f'class="moment-file">{problem.place.file}<' in page


def test_a_browser_that_leaves_is_no_error(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed where a request is dropped, as browsers do at each reload."""
    with PreviewServer(Preview(), pytest.fail, 0, pytest.fail) as server:
        browser = socket.create_connection(server.server_address)
        asked = server.get_request()
        # It lingers for no time: what was under way is reset.
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        browser.close()
        server.process_request_thread(*asked)
    assert capfd.readouterr() == ("", "")


def test_an_error_while_answering_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """An error of ours is told as such, and its message, which may hold answers, isn't printed."""

    class Broken(Preview):
        def find(self, path: str) -> Path | None:
            raise ValueError(path)

    told: list[Exception] = []
    with (
        PreviewServer(preview := Broken(), pytest.fail, 0, told.append) as server,
        socket.create_connection(server.server_address) as browser,
    ):
        browser.sendall(f"GET {preview.home}a HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        server.process_request_thread(*server.get_request())
    assert [type(error) for error in told] == [ValueError]
    assert capfd.readouterr() == ("", "")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    """Another program on the port is a problem with its number, and nothing is built."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(GuideError) as caught:
            workshop = Workshop(pytest.fail, pytest.fail, pytest.fail, pytest.fail)
            told = Telling(pytest.fail, pytest.fail, pytest.fail, pytest.fail)
            serve([tmp_path], workshop, port, told)
    (problem,) = caught.value.problems
    assert problem.code == "port-in-use"
    assert problem.values["port"] == port
