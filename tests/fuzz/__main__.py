"""``python -m tests.fuzz SECONDS [TARGET …]``: fuzz each reader for so long, from a seed of the moment's choosing.

``FUZZ_SEED`` in the environment sets the seed.

With atheris, where it is installed, the code that an input reaches leads to the next; else chance alone does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib.util import find_spec

from tests.fuzz.mutate import fuzz
from tests.fuzz.targets import TARGETS


def main(seconds: str, names: list[str]) -> int:
    """Fuzz the targets *names*; 1 where one of them fails."""
    guided = find_spec("atheris") is not None
    print(
        "fuzzing with atheris" if guided else "atheris is not installed: fuzzing with random changes only", flush=True
    )
    failed = 0
    for name in names:
        seed = int(os.environ.get("FUZZ_SEED") or time.time_ns())
        print(f"{name}: seed {seed}", flush=True)
        # Half of the time each: what atheris finds by branches and what grows by repetition are not the same.
        share = float(seconds) / 2 if guided else float(seconds)
        try:
            print(f"{name}: {fuzz(name, seconds=share, seed=seed):,} inputs changed at random, no fault", flush=True)
        except AssertionError as error:
            print(error, flush=True)
            failed += 1
        if guided:
            command = [sys.executable, "-m", "tests.fuzz.guided", name, str(max(int(share), 1)), str(seed % 2**31)]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
            told = "\n".join(line for line in done.stderr.splitlines() if not line.startswith(("INFO", "WARNING")))
            tried = [line.split(":")[-1].strip() for line in done.stderr.splitlines() if "number_of_executed" in line]
            said = f"{int(tried[0]):,} inputs led by coverage, no fault" if tried and not done.returncode else told
            print(f"{name}: {said}", flush=True)
            failed += done.returncode != 0
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:] or list(TARGETS)))
