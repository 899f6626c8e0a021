"""The command in poor surroundings: streams nobody reads, full disks, folders that are gone, no more processes."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports.engine.cache import Cache
from reports.engine.workspace import Workspace
from reports.exits import status_of

TEXT = "lang: en-GB\ntitle: T\nsections:\n  - id: s\n    title: S\n    body: Text.\n"
FILES = {"pdf", "docx", "html"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for slug in ("x", "y"):
        (tmp_path / f"content/{slug}").mkdir(parents=True)
        (tmp_path / f"content/{slug}/brief.yaml").write_text(TEXT)
    (tmp_path / "house.yaml").write_text("publisher: A\n")
    return tmp_path


def published(output: Path) -> set[str]:
    """What lies in the folders of briefs, hidden files as well."""
    return {str(one.relative_to(output)) for one in output.glob("*/**/*") if one.is_file()}


ALL = {f"{slug}/{slug}.{kind}" for slug in ("x", "y") for kind in FILES}


def shell(root: Path, line: str, before: Callable[[], None] | None = None, **more: str) -> tuple[int, str]:
    """A line of the shell, in which ``brief`` is the command: its status and all that was printed."""
    environment = {**os.environ, "BRIEF_CACHE_DIR": str(root / "cache"), "BRIEF_DEBUG": "", **more}
    text = f'brief() {{ "{sys.executable}" -m reports "$@"; }}\n{line}'
    done = subprocess.run(
        ["bash", "-c", text], cwd=root, env=environment, capture_output=True, text=True, timeout=120, preexec_fn=before
    )
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    assert "internal fault" not in told
    return done.returncode, told


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", ">&- 2>&- <&-"])
def test_streams_that_are_closed_are_nobody_listening(root: Path, closed: str) -> None:
    status, _ = shell(root, f"brief build {closed}")
    assert status == 0
    assert published(root / "output") == ALL
    assert all((root / "output" / one).read_bytes()[:4] in (b"%PDF", b"PK\3\4", b"<!DO") for one in ALL)


@pytest.mark.parametrize("reader", ["true", "head -1", "head -c1"])
def test_a_reader_that_leaves_does_not_stop_a_build(root: Path, reader: str) -> None:
    status, told = shell(root, f"brief build | {reader}; exit ${{PIPESTATUS[0]}}")
    assert (status, published(root / "output")) == (0, ALL)
    assert "brief:" not in told
    (root / "content/x/brief.yaml").write_text("title: [\n")
    assert shell(root, f"brief build 2>&1 | {reader}; exit ${{PIPESTATUS[0]}}")[0] == 1


@pytest.mark.parametrize(
    "words", ["build", "--help", "--version", "schema", "explain SCH001", "check --output-format json"]
)
def test_words_that_cannot_be_written_are_told(root: Path, words: str) -> None:
    status, told = shell(root, f"brief {words} > /dev/full")
    assert status == 2
    assert told.splitlines()[-1] == "brief: cannot write to standard output: No space left on device"
    assert shell(root, "brief check 2> /dev/full")[0] == 2


def test_what_is_built_while_nothing_can_be_told_is_whole(root: Path) -> None:
    assert shell(root, "brief build > /dev/full 2> /dev/full")[0] == 2
    assert published(root / "output") == ALL
    assert shell(root, "brief verify")[0] == 0


@pytest.mark.parametrize("columns", ["0", "1", "-5", "abc", "99999999999999"])
def test_terminals_of_odd_widths(root: Path, columns: str) -> None:
    line = "brief build && brief --help && brief explain SCH002 && brief recommendations"
    assert shell(root, line, COLUMNS=columns, LINES=columns, TERM="dumb")[0] == 0


def test_the_folder_one_stands_in_is_gone(root: Path) -> None:
    status, told = shell(root, "mkdir z; cd z; rmdir ../z; brief build")
    assert status == 2
    assert "brief: the folder that this is called in cannot be found" in told
    assert not (root / "output").exists()


def test_the_output_on_another_file_system(root: Path) -> None:
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        assert shell(root, f"brief build -o {folder}/o && brief verify -o {folder}/o")[0] == 0
        assert published(Path(folder) / "o") == ALL
        (root / "content/x/brief.yaml").write_text(TEXT + "summary: More.\n")
        assert shell(root, f"brief build -o {folder}/o -q && brief verify -o {folder}/o")[0] == 0
        (root / "output").symlink_to(folder)
        status, told = shell(root, "brief build")
        assert status == 2
        assert f"is a link out of the workspace; if you mean it, say: -o '{folder}'" in told


def test_files_dated_in_the_past_and_in_the_future(root: Path) -> None:
    for when in (0, 4_294_967_296, -1):
        for one in (root / "content/x/brief.yaml", root / "house.yaml", root / "content/x"):
            os.utime(one, (when, when))
        assert shell(root, "brief build && brief verify")[0] == 0
    for one in published(root / "output"):
        os.utime(root / "output" / one, (4_294_967_296, 4_294_967_296))
    (root / "content/x/brief.yaml").write_text(TEXT.replace("Text.", "Other words."))
    assert shell(root, "brief build -q && brief verify")[0] == 0
    assert "Other words." in (root / "output/x/x.html").read_text("utf-8")


@pytest.mark.parametrize("tmp", ["/nonexistent", "/dev/full", ""])
def test_no_folder_for_temporary_files(root: Path, tmp: str) -> None:
    assert shell(root, "brief build -j 2", TMPDIR=tmp)[0] == 0
    assert published(root / "output") == ALL


@pytest.mark.parametrize("home", ["", "relative", "/dev/null"])
def test_homes_that_are_none(root: Path, home: str) -> None:
    assert shell(root, "unset BRIEF_CACHE_DIR XDG_CACHE_HOME; brief build", HOME=home)[0] == 0
    assert published(root / "output") == ALL
    assert sorted(one.name for one in root.iterdir()) == ["content", "house.yaml", "output"]


def test_files_that_nobody_may_read_after_us(root: Path) -> None:
    shell(root, "umask 077; brief build -q")
    assert {stat.S_IMODE((root / "output" / one).stat().st_mode) for one in ALL} == {0o600}


def limited(kind: int, most: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(kind, (most, most))


def test_few_files_open_at_once(root: Path) -> None:
    assert shell(root, "brief build -j 1", limited(resource.RLIMIT_NOFILE, 24))[0] == 0
    assert published(root / "output") == ALL


def test_files_may_not_grow(root: Path) -> None:
    status, told = shell(root, "brief build", limited(resource.RLIMIT_FSIZE, 10_000))
    assert status == 2
    assert "File too large; the files there are as they were" in told
    assert not published(root / "output")


def test_too_little_memory(root: Path) -> None:
    status, told = shell(root, "brief build -j 1", limited(resource.RLIMIT_AS, 60_000_000))
    assert status in (1, 2)
    assert "memory" in told.lower() or "OUT901" in told
    assert not {one for one in published(root / "output") if "/." in one}


def test_processes_that_may_not_be_started(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reports.engine import pool

    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    assert list(pool.pooled(iter("ab"), 2, str.upper)) == ["A", "B"]  # type: ignore[arg-type]
    monkeypatch.setattr(pool, "ProcessPoolExecutor", refused)
    assert list(pool.pooled(iter("ab"), 2, str.upper)) == ["A", "B"]  # type: ignore[arg-type]


def test_threads_that_may_not_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import ProcessPoolExecutor

    from reports.engine import pool

    def refused(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refused)
    assert list(pool.pooled(iter("ab"), 2, str.upper)) == ["A", "B"]  # type: ignore[arg-type]


@pytest.fixture
def forbidden(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder into which nobody may look, not even whoever runs the tests as root."""
    folder = root / "content/x"
    for name in ("stat", "lstat"):
        real = getattr(os, name)

        def refused(path: object, *rest: object, real: Callable[..., object] = real, **more: object) -> object:
            if os.fspath(path).startswith(f"{folder}{os.sep}"):  # type: ignore[call-overload]
                raise PermissionError(13, "Permission denied", path)
            return real(path, *rest, **more)

        monkeypatch.setattr(os, name, refused)
    yield folder
    monkeypatch.undo()


def test_a_folder_of_content_into_which_one_may_not_look_is_not_passed_over(root: Path, forbidden: Path) -> None:
    assert [one.slug for one in Workspace(root).briefs()] == ["x", "y"]


def test_a_cache_into_which_one_may_not_look_is_none(forbidden: Path) -> None:
    (forbidden / "cache").mkdir()
    assert Cache(forbidden / "cache")._keep_file(b"a")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied", "/a"), "brief: the machine refuses: Permission denied: '/a'"),
        (OSError("odd"), "brief: the machine refuses: OSError"),
        (MemoryError(), "brief: there is not enough memory"),
        (KeyError("k"), "brief: internal fault, please report it: KeyError: 'k'"),
    ],
)
def test_what_the_machine_refuses_is_no_fault_of_the_builder(
    error: Exception, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> None:
        raise error

    assert status_of(command) == 2
    assert capsys.readouterr().err == f"{told} (BRIEF_DEBUG=1 tells where)\n"


def test_the_shell_is_there() -> None:
    assert shutil.which("bash")
