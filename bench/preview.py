"""Measures the preview and writes ``bench/preview.md``: ``python bench/preview.py [SAVES]``.

The brief is an example of eight pages. Wall-clock time runs from the write of ``brief.yaml`` until the web page that
holds the change has come over HTTP; processor time is that of the serving process in between, which a busy machine
hardly changes. The PDF is drawn meanwhile by a process of its own.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BRIEF = "kosovo-regional-security"


def main() -> None:
    """Measure and print."""
    sys.path.insert(0, str(ROOT))
    from reports.engine.preview.server import PreviewServer
    from reports.engine.preview.state import State
    from reports.engine.workspace import Workspace

    saves = int(sys.argv[1]) if sys.argv[1:] else 9
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        shutil.copytree(ROOT / "content" / BRIEF, top / "content" / BRIEF)
        for name in ("house.yaml", "_brand.yml"):
            shutil.copy(ROOT / name, top / name)
        home = Workspace(top)
        state = State(home, home.briefs())
        server = PreviewServer(state, 0)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        threading.Thread(target=state.keep_fresh, daemon=True).start()
        path = top / "content" / BRIEF / "brief.yaml"
        text = path.read_text(encoding="utf-8")
        seen = state.wait(0, 60)
        while "pdf" not in state._views[BRIEF].outputs:
            seen = state.wait(seen, 60)
        walls, cpus = [], []
        for number in range(saves + 1):
            time.sleep(2)  # so that the PDF of the save before is out of the way
            mark = f"Saved for the {number}. time"
            start, before = time.perf_counter(), time.process_time()
            path.write_text(text.replace("summary: |\n", f"summary: |\n  {mark}.\n\n", 1), encoding="utf-8")
            while mark.encode() not in fetched(f"{server.url}{BRIEF}/web.html"):
                seen = state.wait(seen, 30)
            walls.append(time.perf_counter() - start)
            cpus.append(time.process_time() - before)
        state.close()
        server.shutdown()
    walls, cpus = walls[1:], cpus[1:]
    lines = [
        "# From a save to the page", "",
        f"Written by `python bench/preview.py`, on {platform.machine()} with {os.cpu_count()} processors, Python "
        f"{platform.python_version()}, load {os.getloadavg()[0]:.1f}: {saves} saves of `{BRIEF}`, whose PDF follows "
        "from a process of its own.", "",
        "| milliseconds | median | best |", "|---|---:|---:|",
        f"| by the clock | {statistics.median(walls) * 1000:.0f} | {min(walls) * 1000:.0f} |",
        f"| of a processor | {statistics.median(cpus) * 1000:.0f} | {min(cpus) * 1000:.0f} |",
    ]  # fmt: skip
    text = "\n".join(lines) + "\n"
    (ROOT / "bench/preview.md").write_text(text, encoding="utf-8")
    print(text, end="")


def fetched(address: str) -> bytes:
    """What the server answers."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        data: bytes = answer.read()
    return data


if __name__ == "__main__":
    main()
