"""The commands: their statuses, what goes to which stream, and that they begin at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reports.cli import run

GOOD = "title: Good\ndate: 2024\nsections:\n  - {id: s, title: First, body: Text.}\n"
BAD = "title: Bad\nstatus: ready\n"
BOOK = "{id: a, type: book, title: B, author: [{literal: C}], publisher: D}"  # without a date
WARN = f"title: Warned\nsummary: As told [@a].\nreferences:\n  - {BOOK}\n"
#: The families of the editor's rules, which say much about briefs of one line.
EDITOR = "STR,REC,EVD,LNG,GFX,PUB"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for slug, text in (("good", GOOD), ("bad", BAD), ("warned", WARN)):
        (tmp_path / "content" / slug).mkdir(parents=True)
        (tmp_path / "content" / slug / "brief.yaml").write_text(text)
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    status = run([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


def test_build_prints_paths_and_publishes(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "-C", workspace, "build", "good")
    assert (status, err) == (0, "")
    assert out.splitlines() == [str(workspace / f"output/good/good.{one}") for one in ("pdf", "docx", "html")]
    assert all(Path(line).stat().st_size > 1000 for line in out.splitlines())


def test_a_broken_brief_does_not_stop_the_others(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "-C", workspace, "build", "-f", "html", "-j", "2")
    assert status == 1
    assert err.splitlines()[0].startswith("content/bad/brief.yaml:2:9: SCH004 error")
    assert [Path(line).name for line in out.splitlines()] == ["good.html", "warned.html"]
    assert not (workspace / "output/bad").exists()


def test_errors_keep_the_old_files(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "-C", workspace, "build", "good", "-f", "html")
    before = (workspace / "output/good/good.html").read_bytes()
    (workspace / "content/good/brief.yaml").write_text(BAD)
    assert call(capsys, "-C", workspace, "build", "good", "-f", "html")[0] == 1
    assert (workspace / "output/good/good.html").read_bytes() == before


@pytest.mark.parametrize(("words", "status"), [((), 0), (("--strict",), 3)])
def test_warnings_count_under_strict_only(
    workspace: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], status: int
) -> None:
    found, out, err = call(capsys, "-C", workspace, "build", "warned", "-f", "html", *words)
    assert found == status
    assert "BIB102 warning" in err
    assert out


def test_a_diagnostic_is_told_again_from_the_cache(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = call(capsys, "-C", workspace, "check", "warned")
    assert call(capsys, "-C", workspace, "check", "warned") == first
    assert "BIB102" in first[2]


@pytest.mark.parametrize(
    "words",
    [
        ("build", "nothing"),
        ("build", "-f", "docm"),
        ("build", "-f", ","),
        ("build", "-j", "x"),
        ("build", "--no-such-option"),
        ("nonsense",),
        ("check", "--output-format", "xml"),
        ("explain", "ZZZ999"),
        ("verify",),
        ("new", "Not A Slug"),
        ("new", "x", "--template", "sonnet"),
        ("new", "x", "--lang", "no such language"),
        ("new", "good"),
        ("-C", "/no/such/folder", "build"),
    ],
)
def test_wrong_calls(workspace: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    status, out, err = call(capsys, "-C", workspace, *words)
    assert status == 2
    assert out == ""
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize("value", ["yesterday", "-1", "12", "99999999999999"])
def test_a_wrong_epoch(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    status, _, err = call(capsys, "-C", workspace, "build", "good")
    assert status == 2
    assert "SOURCE_DATE_EPOCH" in err


def test_an_output_that_is_a_file(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "blocked").write_text("")
    status, _, err = call(capsys, "-C", workspace, "build", "good", "-f", "html", "-o", workspace / "blocked")
    assert status == 2
    assert err.count("\n") == 1
    assert "cannot write" in err


def test_check_as_json(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "-C", workspace, "check", "--output-format", "json", "--ignore", EDITOR)
    assert (status, err) == (1, "")
    assert {(one["code"], one["path"]) for one in json.loads(out)} == {
        ("SCH004", "content/bad/brief.yaml"),
        ("BIB102", "content/warned/brief.yaml"),
    }


def test_check_selects_and_ignores(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "-C", workspace, "check", "--ignore", f"SCH004,BIB,{EDITOR}")[::2] == (0, "")
    status, _, err = call(capsys, "-C", workspace, "check", "--select", "BIB", "--strict")
    assert status == 3
    assert "SCH004" not in err


def test_check_builds_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "-C", workspace, "check")
    assert not (workspace / "output").exists()


def test_a_fault_of_the_house_is_told_once(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "house.yaml").write_text("licens: x\n")
    _, _, err = call(capsys, "-C", workspace, "check", "good", "warned")
    assert err.count("house.yaml:1:1") == 1


def test_more_than_a_hundred_faults_are_counted(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "content/good/brief.yaml").write_text(GOOD + "".join(f"key{number}: x\n" for number in range(150)))
    _, _, err = call(capsys, "-C", workspace, "check", "good")
    lines = [line for line in err.splitlines() if not line.startswith("    ")]
    assert len(lines) == 101
    assert "50 more" in lines[-1]


def test_unchanged_content_is_not_built_again(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call(capsys, "-C", workspace, "build", "good", "-f", "html")

    def fail(*_: object) -> None:
        raise AssertionError("built again")

    monkeypatch.setattr("reports.engine.run.run", fail)
    assert call(capsys, "-C", workspace, "build", "good", "-f", "html")[0] == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert call(capsys, "-C", workspace, "build", "good", "-f", "html")[0] == 2


def test_a_template_that_appears_later_counts(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "-C", workspace, "build", "good", "-f", "html")
    (workspace / "templates/brief").mkdir(parents=True)
    (workspace / "templates/brief/template.html").write_text("<section><p>Mine alone</p></section>\n")
    call(capsys, "-C", workspace, "build", "good", "-f", "html")
    assert "Mine alone" in (workspace / "output/good/good.html").read_text()


def test_verify(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "-C", workspace, "build", "good", "-f", "html")
    assert call(capsys, "-C", workspace, "verify") == (0, "good/good.html: ok\n", "")
    (workspace / "output/good/good.html").write_text("x")
    assert call(capsys, "-C", workspace, "verify", "good") == (1, "", "good/good.html: changed\n")


def test_verify_names_what_nobody_published(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "-C", workspace, "build", "good", "-f", "html")
    (workspace / "output/good/old.pdf").write_text("x")
    (workspace / "output/old/deep").mkdir(parents=True)
    (workspace / "output/a\nb").write_text("x")
    told = "a\\u000ab: not in the manifest\ngood/old.pdf: not in the manifest\nold/: not in the manifest\n"
    assert call(capsys, "-C", workspace, "verify") == (0, "good/good.html: ok\n", told)
    assert call(capsys, "-C", workspace, "verify", "--strict", "-q") == (3, "", told)
    assert call(capsys, "-C", workspace, "verify", "good", "-q") == (0, "", "good/old.pdf: not in the manifest\n")
    for number in range(50):
        (workspace / f"output/x{number}").write_text("")
    assert call(capsys, "-C", workspace, "verify", "-q")[2].endswith("\n13 more not in the manifest\n")
    (workspace / "output/good/good.html").unlink()
    assert call(capsys, "-C", workspace, "verify", "--strict", "-q")[0] == 1


@pytest.mark.parametrize("lang", ["en-GB", "sq", "sr-Cyrl-RS", "de"])
@pytest.mark.parametrize("template", ["brief", "recommendations-paper", "report", "evidence-brief", "memo"])
def test_a_new_workspace_builds_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], template: str, lang: str
) -> None:
    status, out, _ = call(capsys, "-C", tmp_path, "new", "first", "--template", template, "--lang", lang)
    assert status == 0
    assert all(Path(line).is_file() for line in out.splitlines())
    formats = "pdf,docx,html" if lang == "sq" else "html"
    status, out, err = call(capsys, "-C", tmp_path / "first", "build", "--strict", "-f", formats)
    assert status == 0, err
    assert len(out.splitlines()) == len(formats.split(","))


def test_new_in_a_workspace_and_never_over_anything(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "-C", workspace / "content", "new", "second")
    assert status == 0
    assert str(workspace / "content/second/brief.yaml") in out.splitlines()
    before = (workspace / "content/second/brief.yaml").read_text()
    assert call(capsys, "-C", workspace, "new", "second", "--template", "memo")[0] == 2
    assert (workspace / "content/second/brief.yaml").read_text() == before


def test_explain_and_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no such file" in call(capsys, "explain", "FIL001")[1]
    listed = call(capsys, "explain")[1].splitlines()
    assert len(listed) > 50
    assert json.loads(call(capsys, "schema")[1])["$schema"]


@pytest.mark.parametrize(
    ("kind", "code"), [("link", "FIL002"), ("folder", "FIL003"), ("pipe", "FIL003"), ("loop", "FIL003")]
)
def test_a_brief_that_is_no_file(workspace: Path, capsys: pytest.CaptureFixture[str], kind: str, code: str) -> None:
    path = workspace / "content/good/brief.yaml"
    path.unlink()
    match kind:
        case "link":
            path.symlink_to("/etc/passwd")
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case _:
            path.symlink_to(path)
    status, out, err = call(capsys, "-C", workspace, "build", "good")
    assert (status, out) == (1, "")
    assert err.startswith(f"content/good/brief.yaml:1:1: {code} error")
    assert "root:" not in err


HEAVY = {"pydantic", "yaml", "jinja2", "markdown_it", "reportlab", "docx", "PIL", "lxml", "rich", "babel", "pikepdf"}


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["--version"], ["verify"], ["check", "good"]])
def test_nothing_heavy_is_imported_for_light_work(workspace: Path, words: list[str]) -> None:
    """The last case is a brief that has not changed: it costs its key."""
    script = "import sys; from reports.cli import run; run(sys.argv[1:]); print(*sorted(sys.modules), file=sys.stderr)"
    for arguments in (["check", "good"], words):
        command = [sys.executable, "-c", script, "-C", str(workspace), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "reports" in loaded
    assert loaded & HEAVY == set()


def test_help_comes_at_once() -> None:
    """Under 150 ms over the bare interpreter: of processor time, for other work may be going on beside the tests."""

    def best(*words: str) -> float:
        times = []
        for _ in range(5):
            before = os.times()
            subprocess.run([sys.executable, *words], capture_output=True, timeout=60, check=True)
            after = os.times()
            times.append(after.children_user + after.children_system - before.children_user - before.children_system)
        return min(times)

    assert best("-m", "reports", "--help") - best("-c", "pass") < 0.150


def test_no_traceback_from_the_command_itself(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("[/b] unforeseen")

    monkeypatch.setattr("reports.engine.workspace.select", fail)
    status, _, err = call(capsys, "-C", workspace, "build")
    assert status == 2
    assert err.startswith("brief: internal fault")
    assert err.count("\n") == 1


def test_code_scanners_get_paths_from_the_top_of_the_repository(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace.parent / ".git").mkdir(exist_ok=True)
    _, out, _ = call(capsys, "-C", workspace, "check", "bad", "--output-format", "github", "--select", "SCH")
    assert out.startswith(f"::error file={workspace.name}/content/bad/brief.yaml,line=2,")
    _, out, _ = call(capsys, "-C", workspace, "check", "bad", "--output-format", "sarif", "--select", "SCH")
    place = json.loads(out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"{workspace.name}/content/bad/brief.yaml"
    _, out, _ = call(capsys, "-C", workspace, "check", "bad", "--output-format", "json", "--select", "SCH")
    assert json.loads(out)[0]["path"] == "content/bad/brief.yaml"


def test_an_output_is_meant_from_where_c_leads(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path.parent)
    assert call(capsys, "-C", workspace, "build", "good", "-f", "html", "-o", "away")[0] == 0
    assert (workspace / "away/good/good.html").is_file()
    assert call(capsys, "-C", workspace, "verify", "-o", "away")[0] == 0
    assert call(capsys, "-C", workspace, "recommendations", "good", "--format", "csv", "-o", "list.csv")[0] == 0
    assert (workspace / "list.csv").is_file()


def test_an_actor_that_nobody_is_called_is_a_wrong_call(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brief = workspace / "content/good/brief.yaml"
    brief.write_text(brief.read_text() + "actors: [{id: gov, name: Government}]\n")
    status, out, err = call(capsys, "-C", workspace, "recommendations", "good", "--to", "gvo")
    assert (status, out) == (2, "")
    assert "did you mean 'gov'?" in err
