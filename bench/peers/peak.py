"""Runs a command and writes the peak of its largest process, in megabytes, to a file: ``peak.py FILE COMMAND …``."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

done = subprocess.run(sys.argv[2:], check=False)
Path(sys.argv[1]).write_text(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000))
sys.exit(done.returncode)
