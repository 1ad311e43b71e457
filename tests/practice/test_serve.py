import http.client
import queue
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.practice.serve import serve
from generator.problems import GuideError, Place, Problem

PATIENCE = 20.0


@dataclass
class Session:
    """A running `serve` whose site repeats what the couple's file says."""

    folder: Path
    said: "queue.Queue[str]" = field(default_factory=queue.Queue)
    url: str = ""

    @property
    def answers(self) -> Path:
        return self.folder / "couples" / "kim-lee" / "couple.yml"

    def rebuild(self) -> Path:
        text = self.answers.read_text()
        if text == "stop":
            raise KeyboardInterrupt
        if text == "wrong":
            raise GuideError([Problem("missing", Place("couple.yml", 1, 1))])
        site = self.folder / "build" / "site"
        (site / "plan").mkdir(parents=True, exist_ok=True)
        (site / "index.html").write_text(f"<body><h1>{text}</h1></body>")
        (site / "plan" / "index.html").write_text("<h1>Plan")
        (site / "search.js").write_text("var __index = {}")
        return site

    def run(self) -> None:
        watched = [self.answers.parent, self.folder / "mkdocs.yml", self.folder / "templates"]
        try:
            serve(watched, self.rebuild, 0, self.said.put, self.failed)
        except KeyboardInterrupt:
            self.said.put("stopped")

    def failed(self, error: GuideError) -> None:
        self.said.put(error.problems[0].code)

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
    assert session.hear() == "stopped"


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


def test_a_mistake_keeps_the_last_good_site(session: Session) -> None:
    """Problems go to the terminal; the browser keeps what was good, until it is mended."""
    news = session.listen(session.ask().text())
    session.answers.write_text("wrong")
    assert session.hear() == "missing"
    assert "first" in session.ask().text()
    session.answers.write_text("mended")
    assert "data:" in news.text()
    assert "mended" in session.ask().text()


def test_a_first_build_that_fails(tmp_path: Path) -> None:
    """The page stays empty and waits, and appears when the mistake is mended."""
    with running(tmp_path, "wrong") as session:
        assert session.hear() == "missing"
        session.url = session.hear()
        answer = session.ask()
        news = session.listen(answer.text())
        assert answer.response.status == 503
        session.answers.write_text("mended")
        assert "data:" in news.text()
        assert "mended" in session.ask().text()


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


@pytest.mark.parametrize(
    "path", ["../couples/kim-lee/couple.yml", "%2e%2e/site/index.html", "/etc/passwd", "no.html"]
)
def test_nothing_outside_the_site_is_served(session: Session, path: str) -> None:
    """No path leads out of the site's folder."""
    assert session.ask(path).status() == 404


def test_a_link_does_not_lead_out(session: Session) -> None:
    """Nor does a link in that folder."""
    (session.folder / "build" / "site" / "leak.txt").symlink_to(session.answers)
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


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    """Another program on the port is a problem with its number, and nothing is built."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(GuideError) as caught:
            serve([tmp_path], pytest.fail, port, pytest.fail, pytest.fail)
    (problem,) = caught.value.problems
    assert problem.code == "port-in-use"
    assert problem.values["port"] == port
