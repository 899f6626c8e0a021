"""Publishing: all or nothing, whatever happens and whoever else is at work."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from reports.engine import ledger, manifest, publish
from reports.errors import MachineError, UsageError

OLD = {"aid.pdf": b"old pdf", "aid.docx": b"old docx", "aid.html": b"old html"}
NEW = {"aid.pdf": b"new pdf!", "aid.docx": b"new docx!", "aid.html": b"new html!"}


def put(output: Path, files: dict[str, bytes]) -> publish.Published:
    return publish.publish(output, "aid", files, builder="1")


def there(output: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in (output / "aid").iterdir() if one.is_file()}


def leftovers(output: Path) -> list[str]:
    return [one.name for one in (output / "aid").iterdir() if one.name.startswith(".")]


def test_the_files_appear_with_their_digests(tmp_path: Path) -> None:
    made = put(tmp_path / "out", NEW)
    assert [path.name for path in made.paths] == list(NEW)
    assert made.changed
    assert there(tmp_path / "out") == NEW
    assert leftovers(tmp_path / "out") == []
    assert [one.verdict for one in manifest.verify(tmp_path / "out")] == ["ok"] * 3


def test_the_same_again_changes_nothing_but_the_date(tmp_path: Path) -> None:
    put(tmp_path, NEW)
    os.utime(tmp_path / "aid/aid.pdf", (1, 1))
    inode = (tmp_path / "aid/aid.pdf").stat().st_ino
    assert not put(tmp_path, NEW).changed
    assert (tmp_path / "aid/aid.pdf").stat().st_ino == inode
    assert (tmp_path / "aid/aid.pdf").stat().st_mtime > 1


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    (tmp_path / "aid/notes.txt").write_text("mine")
    put(tmp_path, {"aid.pdf": b"new pdf!"})
    assert there(tmp_path) == {**OLD, "aid.pdf": b"new pdf!", "notes.txt": b"mine"}
    assert {one.path for one in manifest.verify(tmp_path)} == {"aid/aid.pdf", "aid/aid.docx", "aid/aid.html"}


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "aid").mkdir()
    (tmp_path / "aid/aid.pdf").symlink_to(tmp_path / "precious")
    put(tmp_path, NEW)
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert there(tmp_path) == NEW


def test_a_folder_in_the_way_is_told_before_anything_moves(tmp_path: Path) -> None:
    put(tmp_path, {"aid.pdf": b"old pdf"})
    (tmp_path / "aid/aid.html").mkdir()
    with pytest.raises(MachineError, match="is a folder"):
        put(tmp_path, NEW)
    assert there(tmp_path) == {"aid.pdf": b"old pdf"}


@pytest.mark.parametrize("call", ["open", "fsync", "rename"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_read_only_disk_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    put(tmp_path, OLD)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        if call == "open":
            patch.setattr(publish, "_write_through", refuse)
        else:
            patch.setattr(publish.os, call, refuse)
        with pytest.raises(MachineError, match=os.strerror(code)):
            put(tmp_path, NEW)
    assert there(tmp_path) == OLD
    assert leftovers(tmp_path) == []
    put(tmp_path, NEW)
    assert there(tmp_path) == NEW


@pytest.mark.parametrize("room", [0, 1, 60_000, 100_000, 199_999])
def test_a_disk_that_is_really_full(tmp_path: Path, room: int) -> None:
    """A file size limit stands for the full disk, which lets *room* bytes through: the write itself fails."""
    put(tmp_path, OLD)
    script = f"""
        import resource, signal, sys
        from pathlib import Path
        from reports.engine.publish import publish
        from reports.errors import MachineError
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
        try:
            files = {{"aid.pdf": b"x" * 50_000, "aid.docx": b"y" * 200_000}}
            publish(Path({str(tmp_path)!r}), "aid", files, builder="1")
        except MachineError as error:
            sys.exit(f"told: {{error}}")
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=60)
    assert "told: cannot write" in done.stderr
    assert there(tmp_path) == OLD
    assert leftovers(tmp_path) == []


def test_killed_after_the_decision_the_next_one_finishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, OLD)
    real, moved = os.replace, []

    def dying(source: Path, target: Path) -> None:
        if moved:
            raise KeyboardInterrupt
        moved.append(target)
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(publish.os, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            put(tmp_path, NEW)
    assert sum(data in NEW.values() for data in there(tmp_path).values()) == 1
    publish.recover(tmp_path)
    assert there(tmp_path) == NEW
    assert leftovers(tmp_path) == []
    assert [one.verdict for one in manifest.verify(tmp_path)] == ["ok"] * 3


def test_killed_before_the_decision_nothing_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, OLD)
    stale = tmp_path / "aid/.new-abandoned"
    stale.mkdir()
    (stale / "aid.pdf").write_bytes(b"half")
    publish.recover(tmp_path)
    assert there(tmp_path) == OLD
    assert leftovers(tmp_path) == []


WRITER = """
    import sys
    from pathlib import Path
    from reports.engine.publish import publish
    output, letter, rounds = Path(sys.argv[1]), sys.argv[2].encode(), int(sys.argv[3])
    print("ready", flush=True)
    for number in range(rounds):
        body = letter * 50_000 + b"%06d" % number
        files = {"aid.pdf": b"pdf " + body, "aid.docx": b"doc " + body, "aid.html": b"web " + body}
        publish(output, "aid", files, builder="1")
"""


def writer(output: Path, letter: str, rounds: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(output), letter, str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def bodies(output: Path) -> set[bytes]:
    return {data[4:] for data in there(output).values()}


def test_two_builders_at_once(tmp_path: Path) -> None:
    """Twenty times two builders that publish three times each; whoever looks in between sees one set or the other."""
    for _ in range(20):
        both = [writer(tmp_path, letter, 3) for letter in "ab"]
        assert [one.wait(timeout=60) for one in both] == [0, 0]
        for one in both:
            assert one.stdout
            one.stdout.close()
        assert len(bodies(tmp_path)) == 1
        assert len(there(tmp_path)) == 3
        assert leftovers(tmp_path) == []
        assert [one.verdict for one in manifest.verify(tmp_path)] == ["ok"] * 3


def test_killed_at_any_moment(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    for attempt in range(40):
        victim = writer(tmp_path, "k", 10_000)
        assert victim.stdout
        victim.stdout.readline()
        time.sleep(0.002 + attempt * 0.0013)
        victim.send_signal(signal.SIGKILL)
        victim.wait(timeout=30)
        victim.stdout.close()
        publish.recover(tmp_path)
        assert there(tmp_path) == OLD or len(bodies(tmp_path)) == 1
        assert leftovers(tmp_path) == []
        assert json.loads((tmp_path / manifest.NAME).read_bytes())
        assert [one.verdict for one in manifest.verify(tmp_path)] == ["ok"] * 3


def test_verify_tells_what_changed_and_what_is_gone(tmp_path: Path) -> None:
    put(tmp_path, NEW)
    (tmp_path / "aid/aid.pdf").write_bytes(b"tampered")
    (tmp_path / "aid/aid.docx").unlink()
    found = {one.path: one.verdict for one in manifest.verify(tmp_path)}
    assert found == {"aid/aid.pdf": "changed", "aid/aid.docx": "missing", "aid/aid.html": "ok"}


def test_verify_without_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        manifest.verify(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"briefs": 3}', '{"briefs": {"aid": []}}'])
def test_a_damaged_manifest_is_written_anew(tmp_path: Path, text: str) -> None:
    put(tmp_path, OLD)
    (tmp_path / manifest.NAME).write_text(text)
    with pytest.raises(MachineError):
        manifest.verify(tmp_path)
    put(tmp_path, NEW)
    assert len(manifest.verify(tmp_path)) == 3


def test_the_manifest_holds_no_time_and_compares_by_line(tmp_path: Path) -> None:
    put(tmp_path / "a", NEW)
    time.sleep(0.01)
    put(tmp_path / "b", NEW)
    assert (tmp_path / "a" / manifest.NAME).read_bytes() == (tmp_path / "b" / manifest.NAME).read_bytes()
    assert (tmp_path / "a" / manifest.NAME).read_text().count("\n") > 10


def test_an_output_that_cannot_be_written_is_told_and_left_alone(tmp_path: Path) -> None:
    """Something else stands where the folder would be: the same for everybody, root included."""
    put(tmp_path, OLD)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    with pytest.raises(MachineError, match="cannot write"):
        put(blocked, NEW)
    assert blocked.read_text() == "a file"
    assert there(tmp_path) == OLD


def test_briefs_noted_at_the_end_survive_a_kill(tmp_path: Path) -> None:
    """Files published without a note are whole, and whoever comes next notes them."""
    publish.publish(tmp_path, "aid", OLD, builder="1", note=False)
    assert there(tmp_path) == OLD
    assert not (tmp_path / manifest.NAME).exists()
    publish.recover(tmp_path)
    assert not (tmp_path / ledger.JOURNAL).exists()
    assert [one.verdict for one in manifest.verify(tmp_path)] == ["ok"] * 3


def test_a_full_disk_when_noting_is_told_as_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "append", refuse)
        with pytest.raises(MachineError, match="in their places"):
            put(tmp_path, NEW)
    assert there(tmp_path) == NEW
    publish.recover(tmp_path)
    assert leftovers(tmp_path) == []
    assert [one.verdict for one in manifest.verify(tmp_path)] == ["ok"] * 3
