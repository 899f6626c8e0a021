"""The preview's server: what it shows, whom it refuses, and that it follows the files."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.engine.preview.server import PreviewServer
from reports.engine.preview.state import State
from reports.engine.workspace import Workspace

GOOD = "title: Good\nsections:\n  - {id: s, title: First, body: Text.}\n"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    (tmp_path / "content/good").mkdir(parents=True)
    (tmp_path / "content/good/brief.yaml").write_text(GOOD)
    home = Workspace(tmp_path)
    one = PreviewServer(State(home, home.briefs()), 0)
    threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield one
    one.state.close()
    one.shutdown()
    one.server_close()


def get(server: PreviewServer, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def test_it_shows_the_web_page_and_the_printed_pages(server: PreviewServer) -> None:
    server.state.build()
    assert get(server, "/")[1]["Location"] == "/good/"
    assert b'src="/assets/page.js"' in get(server, "/good/")[2]
    assert b"First" in get(server, "/good/web.html")[2]
    assert get(server, "/good/brief.pdf")[2].startswith(b"%PDF-")
    assert get(server, "/good/page/1.png")[2].startswith(b"\x89PNG")
    state = json.loads(get(server, "/good/state.json")[2])
    assert (state["version"] >= 1, state["pages"]) == (True, 1)
    assert not [one for one in state["diagnostics"] if one["severity"] == "error"]


def test_it_tells_what_check_would(server: PreviewServer) -> None:
    server.state.build()
    found = json.loads(get(server, "/good/state.json")[2])["diagnostics"]
    assert {"PUB001", "STR001"} <= {one["code"] for one in found}
    brief = server.state.home.root / "content/good/brief.yaml"
    brief.write_text(f"{GOOD}date: 2026-01\n")
    server.state.build()
    assert "PUB001" not in {one["code"] for one in json.loads(get(server, "/good/state.json")[2])["diagnostics"]}


def test_it_follows_the_files_and_keeps_the_last_good_version(server: PreviewServer) -> None:
    server.state.build()
    brief = server.state.home.root / "content/good/brief.yaml"
    brief.write_text(GOOD.replace("First", "Second"))
    server.state.build()
    assert b"Second" in get(server, "/good/web.html")[2]
    brief.write_text("titel: x\n")
    server.state.build()
    state = json.loads(get(server, "/good/state.json")[2])
    assert state["diagnostics"][0]["code"] == "SCH001"
    assert b"Second" in get(server, "/good/web.html")[2]
    server.state.build()
    assert json.loads(get(server, "/good/state.json")[2])["version"] == state["version"]


def test_before_the_first_build_there_is_a_page_without_a_brief(server: PreviewServer) -> None:
    assert get(server, "/good/")[0] == 200
    assert json.loads(get(server, "/good/state.json")[2])["shown"] is False
    assert get(server, "/good/web.html")[0] == 404


def test_events_tell_of_changes(server: PreviewServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"
    assert answer.fp.readline() == b"data: 0\n"
    answer.fp.readline()
    server.state.build()
    assert answer.fp.readline() == b"data: 1\n"
    connection.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_strangers_are_refused(server: PreviewServer, headers: dict[str, str]) -> None:
    assert get(server, "/good/", **headers)[0] == 403


def test_its_own_page_is_not_refused(server: PreviewServer) -> None:
    own = server.url.rstrip("/")
    assert get(server, "/good/", Origin=own, Sec_Fetch_Site="same-origin")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/", "/good/other", "/good/page/0.png", "/good/page/99.png", "/good/page/x.png", "/etc/passwd",
        "/assets/server.py", "/assets/../server.py", "/good/../../house.yaml", "/%2e%2e/%2e%2e/etc/passwd",
    ],
)  # fmt: skip
def test_what_is_not_there(server: PreviewServer, path: str) -> None:
    server.state.build()
    assert get(server, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed(server: PreviewServer, method: str) -> None:
    assert get(server, "/good/", method)[0] == 501


def test_only_this_machine_is_listened_to(server: PreviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_answers_may_not_be_framed_or_read_by_others(server: PreviewServer) -> None:
    headers = get(server, "/good/")[1]
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_taken_port_gives_another(server: PreviewServer) -> None:
    second = PreviewServer.on_free_port(server.state, int(server.server_address[1]))
    assert second.server_address[1] != server.server_address[1]
    second.server_close()
