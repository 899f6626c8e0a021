"""The examples of the documentation are read without a word, and say the same in every format."""

from __future__ import annotations

import re
from pathlib import Path

from reports.citing.reading import read_library
from reports.diagnostics import Collector
from reports.source import SourceFile

PAGE = Path(__file__).resolve().parents[2] / "docs" / "bibliography.md"
ENDINGS = {"yaml": ".yaml", "bibtex": ".bib", "ris": ".ris"}


def test_examples() -> None:
    found = re.findall(r"^```(\w+)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert list(dict.fromkeys(language for language, _ in found)) == list(ENDINGS)
    same = 0
    for language, text in found:
        collector = Collector()
        library = read_library([SourceFile(f"references{ENDINGS[language]}", text.encode())], None, collector)
        assert list(collector) == []
        assert library.entries
        if "emini2014" not in library.entries:
            continue
        same += 1
        emini = library.entries["emini2014"].data
        assert emini["author"] == [{"family": "Emini", "given": "Donika"}]
        assert emini["issued"] == {"date-parts": [[2014, 9]]}
        assert (emini["type"], emini["publisher-place"]) == ("report", "Pristina")
    assert same == len(ENDINGS)
