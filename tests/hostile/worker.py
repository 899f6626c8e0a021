"""The process that carries hostile cases out: everything imported once, then one forked child for each case.

Reads one JSON object per line, as ``runner`` writes it. Answers one line each: ``status`` (negative for a signal),
``seconds`` (of processor time, so that a busy machine does not count), ``megabytes``. Run as a module; with ``--once``
it is the case itself that runs, in this very process, so that the environment reaches the program from its first line.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE = 100.0
_MOST_PROCESSOR = 25
#: Far above what is asserted: the machine survives a case that fails.
_MOST_MEMORY = 6_000_000_000
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.bind", "socket.sendto", "urllib.")
_PROCESSES = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn", "webbrowser.")
_CHANGES = ("os.remove", "os.rename", "os.link", "os.symlink", "os.truncate", "os.rmdir", "os.mkdir", "shutil.")
#: What changes names, and follows no link at the end of one.
_NAMES = ("os.remove", "os.rename", "os.link", "os.symlink", "os.rmdir", "os.mkdir")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Guard:
    """Sees what the interpreter is asked for. The network is refused; the rest is written down and judged after."""

    def __init__(self, log: str, root: str, secret: str, writable: list[str]) -> None:
        self.log = os.open(f"{log}.events", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.root = os.path.realpath(root)
        self.secret = os.path.realpath(secret)
        self.writable = tuple(os.path.realpath(one) for one in writable)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_NETWORK):
            self.tell(f"network {event} {arguments!r}")
            raise PermissionError("there is no network here")
        if event.startswith(_PROCESSES):
            self.tell(f"process {event} {arguments!r}")
        elif event == "open":
            self.opened(arguments)
        elif event.startswith(_CHANGES):
            paths = [os.fsdecode(one) for one in arguments[:2] if isinstance(one, str | bytes | os.PathLike)]
            folder = next((one for one in arguments[1:] if isinstance(one, int) and one >= 0), None)
            for path in paths:
                if folder is not None and not os.path.isabs(path):
                    path = os.path.join(os.readlink(f"/proc/self/fd/{folder}"), path)
                self.changed(event, path)

    def opened(self, arguments: tuple[Any, ...]) -> None:
        name, mode, flags = (*arguments, None, None)[:3]
        if not isinstance(name, str | bytes | os.PathLike):
            return
        path = os.fsdecode(name)
        followed = not (isinstance(flags, int) and flags & os.O_NOFOLLOW and os.path.islink(path))
        if followed and os.path.realpath(path).startswith(self.secret):
            self.tell(f"secret {path!r}")
        writes = any(one in str(mode or "") for one in "wax+") or (isinstance(flags, int) and flags & _WRITES)
        if writes:
            self.changed("open", path)

    def changed(self, event: str, path: str) -> None:
        real = os.path.realpath(path)
        if event.startswith(_NAMES):
            real = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
        if real != os.devnull and not any(real == one or real.startswith(one + os.sep) for one in self.writable):
            self.tell(f"changed {event} {path!r}")

    def tell(self, line: str) -> None:
        os.write(self.log, (line[:300] + "\n").encode("utf-8", "backslashreplace"))


def carry_out(job: dict[str, Any]) -> int:
    """Run the command line of *job* here, watched."""
    from reports.cli import run

    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{job['log']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_PROCESSOR, _MOST_PROCESSOR))
    sys.addaudithook(Guard(job["log"], job["root"], job["secret"], job["writable"]))
    os.chdir(job["root"])
    status = run(["-C", job["root"], *job["words"]])
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def serve() -> None:
    """Answer jobs until the input ends."""
    warm_up()
    for line in sys.stdin:
        print(json.dumps(_apart(json.loads(line))), flush=True)


def warm_up() -> None:
    """Import all that a build imports, by building one brief: what is forked from here begins at once."""
    import tempfile

    import reports.engine.warm  # noqa: F401 - for what it imports
    from reports.cli import run

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "content/a").mkdir(parents=True)
        (Path(folder) / "content/a/brief.yaml").write_text(_FULL)
        (Path(folder) / "house.yaml").write_text("publisher: A\n")
        assert run(["-C", folder, "build", "-q"]) == 0


_FULL = """
lang: en-GB
title: A
summary: A [@a, p. 3].
references: [{id: a, type: book, title: T, publisher: P, issued: 2020, author: [{family: F, given: G}]}]
sections:
  - id: s
    title: S
    body:
      - "Text.[^1]\\n\\n[^1]: Note."
      - chart: {id: fig-a, type: bar, data: [{k: a, v: 1}, {k: b, v: 2}], x: k, y: v, title: T, alt: A, caption: C}
      - table: {id: tbl-a, caption: C, data: [{k: a, v: 1}]}
"""


def _apart(job: dict[str, Any]) -> dict[str, float]:
    """Carry *job* out in a child of this process, or in a fresh interpreter where it asks for one."""
    child = os.fork()
    if child == 0:
        if job["fresh"]:
            _start_afresh(job)
        os.environ.update(job["env"])
        try:
            os._exit(carry_out(job))
        except BaseException as error:
            os.write(2, f"Traceback (of the child): {error!r}\n".encode())
            os._exit(99)
    state, used = _wait(child, time.monotonic() + PATIENCE)
    return {
        "status": os.waitstatus_to_exitcode(state),
        "seconds": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
    }


def _start_afresh(job: dict[str, Any]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for stream, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{job['log']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    os.dup2(null, 0)
    os.chdir(job["root"])
    os.execve(
        sys.executable,
        [sys.executable, "-B", *job["flags"], str(Path(__file__).resolve()), "--once", json.dumps(job)],
        job["env"],
    )


def _wait(child: int, until: float) -> tuple[int, resource.struct_rusage]:
    while True:
        pid, state, used = os.wait4(child, os.WNOHANG)
        if pid:
            return state, used
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            _, state, used = os.wait4(child, 0)
            return state, used
        time.sleep(0.004)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        here = str(Path(__file__).resolve().parent)
        # Instead of this folder, where "python FILE" looks for modules first, the project and where one stands:
        # the way in which a careless shell would start the program.
        sys.path[:] = [os.getcwd(), str(Path(here).parents[1]), *(one for one in sys.path if one != here)]
        sys.exit(carry_out(json.loads(sys.argv[2])))
    serve()
