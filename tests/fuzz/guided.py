"""``python -m tests.fuzz.guided TARGET SECONDS SEED``: atheris (libFuzzer) on one reader, led by the code reached.

atheris has wheels for Linux on x86-64 and Python 3.11 to 3.13 only; ``make fuzz`` installs it where it can, and says so
where it cannot. The status is not 0 where an input breaks the reader; libFuzzer prints the input and keeps it.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

#: No input is longer; none may take more seconds or megabytes.
_LONGEST, _SECONDS, _MEGABYTES = 4_000, 10, 2_000


def main(target: str, seconds: str, seed: str) -> None:
    """Fuzz *target*, and end the process."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["reports"]):
        from tests.fuzz.targets import SEEDS, TARGETS
    run = TARGETS[target]
    run(SEEDS[target][0])  # what is imported late is imported now
    kept = Path(tempfile.gettempdir()) / f"fuzz-{target}"
    kept.mkdir(exist_ok=True)
    for count, text in enumerate(SEEDS[target]):
        (kept / f"seed-{count}").write_bytes(text)
    options = [
        f"-seed={seed}",
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST}",
        f"-timeout={_SECONDS}",
        "-print_final_stats=1",
    ]
    options += [f"-rss_limit_mb={_MEGABYTES}", "-verbosity=0", f"-artifact_prefix={kept}/broken-", str(kept)]
    atheris.Setup([sys.argv[0], *options], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:4])
