"""A couple's site on 127.0.0.1, for the person at this machine alone.

The address holds a key that is new at each start, so that neither another user of the machine
nor a page of another site that is open in the browser can guess where to look. Whoever asks
under another name than this machine's own is refused: a foreign name may be made to lead here.
"""

import mimetypes
import re
import secrets
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath

from generator.practice.preview import Preview

_OWN_NAMES = ("127.0.0.1", "localhost")
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Robots-Tag": "noindex",
}
# Said here for what a site holds most: some machines' own lists are wrong.
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_PAGES = frozenset({"", ".html"})
_LAST, _LOOK = "~last/", "~look/"
_RELOAD = "new EventSource({address}).onmessage = () => location.reload();\n"


class PreviewServer(ThreadingHTTPServer):
    """Serves a preview to this machine; raises OSError where the port is taken.

    `look` returns the styles and fonts of the page that is shown for a moment, by name. `failed`
    is told of an error that is ours; it is called from another thread.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(
        self,
        preview: Preview,
        look: Callable[[str], bytes | None],
        port: int,
        failed: Callable[[Exception], None],
    ) -> None:
        self.preview, self.look, self._failed = preview, look, failed
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        """Where the site's first page is."""
        return f"http://127.0.0.1:{self.server_port}{self.preview.home}"

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """Tell of an error of ours, and print none: its message may hold what a couple wrote."""
        error = sys.exception()
        # A browser drops what it asked for whenever it loads a page anew. That is no error at all.
        if isinstance(error, Exception) and not isinstance(error, ConnectionError):
            self._failed(error)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version = "mend"
    sys_version = ""

    def do_GET(self) -> None:
        if self.headers.get("Host", "").partition(":")[0] not in _OWN_NAMES:
            self._answer(HTTPStatus.MISDIRECTED_REQUEST)
            return
        address, _, query = self.path.partition("?")
        key, slash, path = address.removeprefix("/").partition("/")
        if not (slash and secrets.compare_digest(key.encode(), self.server.preview.key.encode())):
            self._answer(HTTPStatus.NOT_FOUND)
        elif path == "~reload.js":
            self._script(query)
        elif path == "~news":
            self._news(query)
        elif path.startswith(_LOOK):
            self._look(path.removeprefix(_LOOK))
        elif path.startswith(_LAST):
            self._last(path.removeprefix(_LAST))
        else:
            self._now(path)

    do_HEAD = do_GET  # noqa: N815 - its name is given

    def _now(self, path: str) -> None:
        """Answer with the site as it is, or with the page that stands in the place of its pages."""
        preview = self.server.preview
        # Asked before all else: a page of the build before is then loaded anew at worst.
        version, moment, file = preview.version, preview.moment, preview.find(path)
        if moment is not None and PurePosixPath(file or path).suffix in _PAGES:
            self._answer(HTTPStatus.OK, self._with_reload(moment, version), _TYPES[".html"])
        else:
            self._file(file, path, version)

    def _last(self, path: str) -> None:
        """Answer with the last good site, for as long as it isn't the site as it is."""
        preview = self.server.preview
        version = preview.version
        if preview.moment is None:
            self._answer(HTTPStatus.FOUND, Location=f"{preview.home}{path}")
        else:
            self._file(preview.find(path), path, version)

    def _look(self, name: str) -> None:
        try:
            content = self.server.look(name)
        except Exception:  # without its style a page can be read as well
            content = None
        if content is None:
            self._answer(HTTPStatus.NOT_FOUND)
        else:
            self._answer(HTTPStatus.OK, content, _TYPES[PurePosixPath(name).suffix])

    def _file(self, file: Path | None, path: str, version: str) -> None:
        if file is None:
            self._answer(HTTPStatus.NOT_FOUND)
            return
        if file.name == "index.html" and path and not path.endswith(("/", "index.html")):
            # Without the slash, the page's own links would lead one folder too high.
            self._answer(HTTPStatus.FOUND, Location=f"{self.path.partition('?')[0]}/")
            return
        try:
            body = file.read_bytes()
        except OSError:  # a newer site has just taken its place, and the page hears of it
            self._answer(HTTPStatus.NOT_FOUND)
            return
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        if file.suffix == ".html":
            body = self._with_reload(body, version)
        self._answer(HTTPStatus.OK, body, kind or "application/octet-stream")

    def _with_reload(self, page: bytes, version: str) -> bytes:
        script = f'<script src="{self.server.preview.home}~reload.js?{version}"></script>'
        before, end, after = page.rpartition(b"</body>")
        return before + script.encode() + end + after if end else page + script.encode()

    def _script(self, have: str) -> None:
        known = have if re.fullmatch(r"[\w.-]+", have) else ""
        address = f'"{self.server.preview.home}~news?{known}"'
        self._answer(HTTPStatus.OK, _RELOAD.format(address=address).encode(), _TYPES[".js"])

    def _news(self, have: str) -> None:
        self._start(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
        try:
            while (news := self.server.preview.wait_for_news(have)) is None:
                self.wfile.write(b": still here\n\n")
            if news:
                self.wfile.write(b"data: new\n\n")
        except ConnectionError:  # the page was closed
            return

    def _answer(
        self, status: HTTPStatus, body: bytes = b"", kind: str = "text/plain", **headers: str
    ) -> None:
        length = {"Content-Type": kind, "Content-Length": str(len(body))}
        self._start(status, {**length, **headers})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _start(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: who read what when is no one's business."""
