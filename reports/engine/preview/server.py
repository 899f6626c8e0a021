"""The preview's web server: on the loopback interface, for its own page, and for nobody else.

A web page elsewhere could send the browser here. So the ``Host`` header has to name this server (which stops a name
that was turned towards 127.0.0.1), an ``Origin`` has to be our own, nothing is ever changed by a request, and the
answers may be neither framed nor read by others.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from reports.engine import present
from reports.engine.preview.state import State, View
from reports.errors import MachineError

_HERE = Path(__file__).resolve().parent
_TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_BEAT = 10.0
_LINGER = 0.5  # seconds
_MOST_VISITORS = 100


class PreviewServer(ThreadingHTTPServer):
    """Serves one :class:`State`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, state: State, port: int) -> None:
        self.state = state
        super().__init__(("127.0.0.1", port), Handler)
        own = self.server_address[1]
        self.hosts = {f"127.0.0.1:{own}", f"localhost:{own}"}
        self.url = f"http://127.0.0.1:{own}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who breaks off, or says what is no HTTP, is no news: the terminal belongs to diagnostics."""

    def process_request(self, request: Any, client_address: Any) -> None:
        """As many visitors at once as a browser with a dozen pages needs; one more is let go at once."""
        if threading.active_count() > _MOST_VISITORS:
            self.shutdown_request(request)
        else:
            super().process_request(request, client_address)

    @classmethod
    def on_free_port(cls, state: State, port: int) -> PreviewServer:
        """A server on *port*, or on any free one where that is taken; raises MachineError."""
        try:
            return cls(state, port)
        except OSError:
            try:
                return cls(state, 0)
            except OSError as error:
                raise MachineError(f"no port can be had on 127.0.0.1: {error.strerror}") from error


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def version_string(self) -> str:
        """No word about versions."""
        return "brief"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal belongs to diagnostics."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, so that the visitor reads why.

        Closing at once, while more comes in, would reset the connection and take the answer away again; what still
        comes is read for a moment and forgotten (RFC 9112, section 9.6).
        """
        super().send_error(code, message, explain)
        until = time.monotonic() + _LINGER
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_LINGER)
            while time.monotonic() < until and self.connection.recv(65_536):
                pass

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer, or refuse a stranger."""
        if not self._own():
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        try:
            self._answer([unquote(one) for one in self.path.partition("?")[0].split("/") if one])
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _own(self) -> bool:
        origin = self.headers.get("Origin")
        if self.headers.get("Host", "") not in self.server.hosts:
            return False
        if self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return False
        return origin is None or origin.removeprefix("http://") in self.server.hosts

    def _answer(self, parts: list[str]) -> None:
        state = self.server.state
        match parts:
            case []:
                self._start()
            case ["events"]:
                self._events()
            case ["assets", ("page.css" | "page.js") as name]:
                self._send(_asset(name), _TYPES[name.rpartition(".")[2]])
            case [slug, *rest] if (view := state.view(slug)) is not None:
                self._brief(slug, view, rest)
            case _:
                self._refuse(HTTPStatus.NOT_FOUND)

    def _brief(self, slug: str, view: View, rest: list[str]) -> None:
        match rest:
            case []:
                self._send(_asset("page.html"), _TYPES["html"])
            case ["state.json"]:
                self._send(
                    _described(slug, view, sorted(self.server.state.briefs), self.server.state.briefs[slug].path),
                    "application/json",
                )
            case ["source"] if (text := self.server.state.source(slug)) is not None:
                self._send(text, "text/plain; charset=utf-8")
            case ["web.html"] if "html" in view.outputs:
                self._send(view.outputs["html"], _TYPES["html"])
            case ["brief.pdf"] if "pdf" in view.outputs:
                self._send(view.outputs["pdf"], "application/pdf")
            case ["page", name] if name.removesuffix(".png").isdecimal() and len(name) < 10:
                picture = self.server.state.page(slug, int(name.removesuffix(".png")))
                if picture is None:
                    self._refuse(HTTPStatus.NOT_FOUND)
                else:
                    self._send(picture, "image/png")
            case _:
                self._refuse(HTTPStatus.NOT_FOUND)

    def _start(self) -> None:
        first = next(iter(self.server.state.briefs))
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", f"/{quote(first)}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _refuse(self, status: HTTPStatus) -> None:
        body = f"{status.value} {status.phrase}\n".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _events(self) -> None:
        """Server-sent events: one message for each change, a comment now and then to notice a page that has left."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        state, seen = self.server.state, -1
        while not state.closed:
            now = state.wait(seen, _BEAT)
            self.wfile.write(b": still here\n\n" if now == seen else b"data: %d\n\n" % now)
            self.wfile.flush()
            seen = now


@cache
def _asset(name: str) -> bytes:
    return (_HERE / name).read_bytes()


def _described(slug: str, view: View, slugs: list[str], path: str) -> bytes:
    found, more = present.shown(view.diagnostics)
    about = {
        "slug": slug,
        "slugs": slugs,
        "version": view.version,
        "pages": view.page_count,
        "web": view.web,
        "printed": view.printed,
        "shown": bool(view.outputs),
        "path": path,
        "more": more,
        "diagnostics": json.loads(present.as_json(found)),
    }
    return json.dumps(about).encode()
