"""``python -m tests.hostile [-v] [WORD …]``: run the corpus (or what has a word in its name), print the figures."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from tests.hostile.corpus import CORPUS
from tests.hostile.runner import Runner, Verdict


def main(words: list[str]) -> int:
    """Print a table by subject and whatever is wrong; the status is 1 where anything is."""
    verbose, words = "-v" in words, [one for one in words if one != "-v"]
    began = time.monotonic()
    by_subject: dict[str, list[Verdict]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(Path(folder))
        waiting = [
            (subject, runner.submit(case))
            for subject, case in CORPUS
            if not words or any(one in f"{subject}: {case.name}" for one in words)
        ]
        for subject, future in waiting:
            verdict = future.result()
            by_subject[subject].append(verdict)
            for line in verdict.wrong:
                print(f"{subject}: {verdict.case.name}: {line}", flush=True)
            if verbose or verdict.wrong:
                print("".join(f"    | {one}\n" for one in verdict.err[:1500].splitlines()), end="", flush=True)
        runner.close()
    _table(by_subject, time.monotonic() - began)
    return int(any(one.wrong for found in by_subject.values() for one in found))


def _table(by_subject: dict[str, list[Verdict]], seconds: float) -> None:
    print("| subject | cases | refused | built | wrong | slowest, s | largest, MB |\n|---|--:|--:|--:|--:|--:|--:|")
    everything = [one for found in by_subject.values() for one in found]
    for subject, found in (*by_subject.items(), ("all", everything)):
        print(
            f"| {subject} | {len(found)} | {sum(one.status > 0 for one in found)} "
            f"| {sum(one.status == 0 for one in found)} | {sum(bool(one.wrong) for one in found)} "
            f"| {max(one.seconds for one in found):.1f} | {max(one.megabytes for one in found):.0f} |"
        )
    print(f"\n{len(everything)} cases in {seconds:.0f} s on two workers")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
