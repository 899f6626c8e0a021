"""Runs a command and writes what it took to a file: ``peak.py FILE COMMAND …``.

Processor seconds of all its processes together, then the peak of the largest in megabytes. They are looked at while
they run, for the system tells of workers only to the process that forked them.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from scale import processes

seen: dict[int, tuple[int, float]] = {}
over = threading.Event()
done = subprocess.Popen(sys.argv[2:])


def watch() -> None:
    while not over.wait(0.02 if len(seen) < 5 else 0.1):
        for one, (memory, cpu) in processes(done.pid).items():
            seen[one] = (max(memory, seen.get(one, (0, 0.0))[0]), cpu)


watcher = threading.Thread(target=watch)
watcher.start()
status = done.wait()
over.set()
watcher.join()
cpu, peak = sum(cpu for _, cpu in seen.values()), max((memory for memory, _ in seen.values()), default=0)
Path(sys.argv[1]).write_text(f"{cpu} {peak / 1e6}")
sys.exit(status)
