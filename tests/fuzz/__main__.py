"""``python -m tests.fuzz SECONDS [TARGET …]``: fuzz each reader for so long, from a seed of the day's own choosing."""

from __future__ import annotations

import sys
import time

from tests.fuzz.mutate import fuzz
from tests.fuzz.targets import TARGETS

if __name__ == "__main__":
    for name in sys.argv[2:] or TARGETS:
        seed = time.time_ns()
        print(f"{name}: seed {seed}", flush=True)
        print(f"{name}: {fuzz(name, seconds=float(sys.argv[1]), seed=seed):,} inputs, no fault", flush=True)
