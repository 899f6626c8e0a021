"""Measures the preview: from a save until the new page has been fetched. ``python bench/preview.py [SAVES]``.

The brief is the first example. Wall-clock time runs from the write of ``brief.yaml`` until the web page that holds the
change has come over HTTP; processor time is that of the serving process in between, which a busy machine hardly
changes. The PDF is drawn meanwhile by a process of its own.
"""

from __future__ import annotations

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
    print(f"{saves} saves: {statistics.median(walls) * 1000:.0f} ms in the median, {min(walls) * 1000:.0f} ms at best;")
    print(f"processor time {statistics.median(cpus) * 1000:.0f} ms in the median, {min(cpus) * 1000:.0f} ms at best")


def fetched(address: str) -> bytes:
    """What the server answers."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        data: bytes = answer.read()
    return data


if __name__ == "__main__":
    main()
