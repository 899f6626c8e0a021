"""``brief cite``: references in, formatted references out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reports.cli import run

REFERENCES = """
- id: beta
  type: book
  title: Second
  author: [{family: Beta, given: Ann}]
  issued: 2021
  publisher: House
  publisher-place: Town
- id: alpha
  type: book
  title: First <em>title</em>
  author: [{family: Alpha, given: Bo}]
  issued: 2020
  publisher: House
  publisher-place: Town
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "refs.yaml").write_text(REFERENCES)
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, str, str]:
    status = run(["-C", str(folder), "cite", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, folder, "refs.yaml", "--csl", "apa")
    assert (status, err) == (0, "")
    first, second = out.splitlines()
    assert first.startswith("Alpha, B. (2020).")
    assert second == "Beta, A. (2021). Second. House."


def test_html_is_escaped_and_set(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, folder, "refs.yaml", "--csl", "apa", "--output-format", "html")
    assert '<li id="beta">Beta, A. (2021). <i>Second</i>. House.</li>' in out
    assert "<em>" not in out


def test_json_and_labels(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, folder, "refs.yaml", "--csl", "ieee", "--output-format", "json")
    found = json.loads(out)
    assert {one["id"] for one in found} == {"alpha", "beta"}
    assert found[0]["text"].startswith("[1] ")


def test_clusters_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    item = {"id": "a", "type": "book", "title": "First", "author": [{"family": "Alpha", "given": "Bo"}]}
    request = {
        "references": [{**item, "issued": {"date-parts": [[2020]]}}],
        "clusters": [{"id": "c1", "items": [{"id": "a", "locator": "3", "label": "page"}], "note": 0}],
        "style": "apa",
        "locale": "en-GB",
    }
    (folder / "request.json").write_text(json.dumps(request))
    status, out, err = call(capsys, folder, "--input", "request.json", "--output-format", "json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert answer["clusters"] == ["(Alpha, 2020, p. 3)"]
    assert len(answer["bibliography"]) == 1
    assert answer["bibliography"][0].startswith("Alpha, B. (2020).")


@pytest.mark.parametrize("text", ["", "[", "3", "[]", '{"references": 3}', "[" * 100_000])
def test_a_broken_request(folder: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (folder / "request.json").write_text(text)
    status, out, err = call(capsys, folder, "--input", "request.json")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "internal fault" not in err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((), 2),
        (("nothing.yaml",), 2),
        (("refs.yaml", "--output-format", "pdf"), 2),
        (("refs.yaml", "--csl", "no-such-style"), 1),
        (("refs.yaml", "--csl", "own.csl"), 2),
    ],
)
def test_wrong_calls(folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], status: int) -> None:
    found, out, err = call(capsys, folder, *words)
    assert (found, out) == (status, "" if status == 2 else out)
    assert err
    assert "Traceback" not in err
