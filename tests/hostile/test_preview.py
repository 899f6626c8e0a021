"""The preview's server against visitors who are no browser: none stops it, is served, or writes to a terminal."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.engine.preview.server import PreviewServer
from reports.engine.preview.state import State
from reports.engine.workspace import Workspace

#: What is said → the status that is answered; nothing where the visitor may be let go without a word.
SAID: dict[str, tuple[bytes, str]] = {
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "400"),
    "nothing": (b"\r\n\r\n", ""),
    "HTTP 0.9": (b"GET /\r\n\r\n", "403"),
    "HTTP of the future": (b"GET / HTTP/9.9\r\nHost: {own}\r\n\r\n", "505"),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", "403"),
    "another host": (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "403"),
    "a host turned here": (b"GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n", "403"),
    "a host with a dot": (b"GET / HTTP/1.1\r\nHost: 127.0.0.1.:{port}\r\n\r\n", "403"),
    "a whole address": (b"GET http://evil.example/good/ HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
    "a broken address": (b"GET http://[ HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
    "another origin": (b"GET /good/web.html HTTP/1.1\r\nHost: {own}\r\nOrigin: http://evil.example\r\n\r\n", "403"),
    "no origin": (b"GET /good/web.html HTTP/1.1\r\nHost: {own}\r\nOrigin: null\r\n\r\n", "403"),
    "a socket": (
        b"GET /events HTTP/1.1\r\nHost: {own}\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
        "403",
    ),
    "another page's events": (b"GET /events HTTP/1.1\r\nHost: {own}\r\nSec-Fetch-Site: cross-site\r\n\r\n", "403"),
    "dots": (b"GET /../../etc/passwd HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
    "dots in code": (b"GET /good/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
    "dots among assets": (b"GET /assets/../server.py HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
    "a NUL": (b"GET /good/%00 HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
    "no page": (b"GET /good/page/999999.png HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
    "the page before the first": (b"GET /good/page/0.png HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
    "a page of another script": (b"GET /good/page/%D9%A9%D9%A9.png HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
    "a change": (b"POST /good/ HTTP/1.1\r\nHost: {own}\r\nContent-Length: 9\r\n\r\n123456789", "501"),
    "a delete": (b"DELETE /good/ HTTP/1.1\r\nHost: {own}\r\n\r\n", "501"),
    "a method of noise": (b"\xff\xfe / HTTP/1.1\r\nHost: {own}\r\n\r\n", "501"),
    "a line too long": (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: {own}\r\n\r\n", "414"),
    "a header too long": (b"GET / HTTP/1.1\r\nHost: {own}\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", "431"),
    "a thousand headers": (b"GET / HTTP/1.1\r\nHost: {own}\r\n" + b"X: a\r\n" * 1_000 + b"\r\n", "431"),
    "a header that splits": (b"GET /%0d%0aSet-Cookie:%20a HTTP/1.1\r\nHost: {own}\r\n\r\n", "404"),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PreviewServer]:
    root = tmp_path_factory.mktemp("ws")
    (root / "content/good").mkdir(parents=True)
    (root / "content/good/brief.yaml").write_text("title: Good\nsections: [{id: s, title: First, body: Text.}]\n")
    home = Workspace(root)
    one = PreviewServer(State(home, home.briefs()), 0)
    threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    one.state.build()
    yield one
    one.state.close()
    one.shutdown()
    one.server_close()


def port_of(server: PreviewServer) -> int:
    return int(server.server_address[1])


def say(server: PreviewServer, text: bytes) -> bytes:
    """What the server answers to *text*, to its end or for a second."""
    port = str(port_of(server)).encode()
    text = text.replace(b"{own}", b"127.0.0.1:" + port).replace(b"{port}", port)
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=30) as line:
        answer = b""
        try:
            line.sendall(text)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65_536):
                answer += part
        except OSError:
            pass
    return answer


def is_well(server: PreviewServer) -> bool:
    return b"First" in say(server, b"GET /good/web.html HTTP/1.1\r\nHost: {own}\r\n\r\n")


@pytest.mark.parametrize("name", SAID)
def test_whatever_is_said_it_goes_on(server: PreviewServer, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    text, wanted = SAID[name]
    answer = say(server, text)
    assert wanted.encode() in answer[:600], answer[:600]
    assert b"First" not in answer
    assert b"root:" not in answer
    assert is_well(server)
    assert capfd.readouterr() == ("", "")


def test_visitors_who_say_nothing_do_not_keep_others_out(server: PreviewServer) -> None:
    """More of them than are let in: those who came first wait, the rest is let go, and room is made when they leave."""
    lines = [socket.create_connection(("127.0.0.1", port_of(server)), timeout=30) for _ in range(150)]
    for line in lines:
        line.close()
    until = time.monotonic() + 30
    while not is_well(server):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert threading.active_count() < 120


def test_a_brief_with_a_name_of_other_letters_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "content/преглед"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text("title: A\n")
    home = Workspace(tmp_path)
    one = PreviewServer(State(home, home.briefs()), 0)
    threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        answer = say(one, b"GET / HTTP/1.1\r\nHost: {own}\r\n\r\n")
        assert b"Location: /%D0%BF%D1%80%D0%B5%D0%B3%D0%BB%D0%B5%D0%B4/" in answer
    finally:
        one.state.close()
        one.shutdown()
        one.server_close()
