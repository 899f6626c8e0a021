"""Large and malicious files: a diagnostic or an answer, in bounded time."""

from __future__ import annotations

import json
import time

import pytest

from reports.citing.reading import read_library
from reports.diagnostics import Collector
from reports.source import SourceFile

MB = 1_000_000
#: Seconds of the processor: far above what is needed (0.01 to 2), far below what anything quadratic takes.
LIMIT = 10.0

CASES = {
    "bib: opening braces": ("a.bib", "@a{k,t={" + "{" * 5 * MB),
    "bib: closing braces": ("a.bib", "}" * 5 * MB),
    "bib: nested braces": ("a.bib", "@a{k,t={" + "{" * MB + "}" * MB + "}}"),
    "bib: unclosed quote": ("a.bib", '@a{k,t="' + "x" * 5 * MB),
    "bib: many unclosed": ("a.bib", "\n@a{k,t={" * (MB // 20)),
    "bib: many on one line": ("a.bib", "@misc{k}" * (MB // 20)),
    "bib: unclosed comments": ("a.bib", "@comment{" * (MB // 4)),
    "bib: one key": ("a.bib", "@a{" + "k " * MB),
    "bib: line feeds": ("a.bib", "@a{k,t={x" + "\n" * 5 * MB + "}}"),
    "bib: string that doubles": ("a.bib", "@string{a={x}}\n" + "@string{a = a # a}\n" * 60 + "@misc{k, title=a}"),
    "bib: LaTeX in many fields": ("a.bib", "".join(f"@a{{k{n},t={{" + "\\'e$" * 8000 + "}}\n" for n in range(150))),
    "bib: crossref web": ("a.bib", "".join(f"@a{{k{n},xdata={{k{n + 1},k{n + 2}}}}}\n" for n in range(3000))),
    "bib: names": ("a.bib", "@a{k,author={" + " and ".join(["A B"] * 15000) + "}}"),
    "json: one text": ("a.json", '["' + "\\\\" * 2 * MB),
    "json: brackets": ("a.json", "[" * 5 * MB),
    "json: numbers": ("a.json", "[" + "1" * 5 * MB + "]"),
    "json: unknown fields": (
        "a.json",
        json.dumps([{"id": "a", "type": "book", **{f"titl{n}": 1 for n in range(20000)}}]),
    ),
    "ris: continuation": ("a.ris", "TY  - BOOK\nTI  - x\n" + "more\n" * (MB // 4)),
    "ris: tags": ("a.ris", "TY  - BOOK\n" + "AU  - A, B\n" * 50_000),
    "ris: no ends": ("a.ris", "TY  - BOOK\n" * 10_000),
    "yaml: brackets": ("a.yaml", "[" * MB),
    "over the limit": ("a.bib", " " * 21 * MB),
}


@pytest.mark.parametrize("case", CASES)
def test_bounded_time(case: str) -> None:
    name, text = CASES[case]
    collector = Collector()
    began = time.process_time()
    library = read_library([SourceFile(name, text.encode())], None, collector)
    assert time.process_time() - began < LIMIT
    assert len(library) or list(collector)


def _bib(count: int) -> str:
    return "".join(
        f"@report{{k{n},\n author = {{Emini, Donika and {{World Bank}}}},\n"
        f" title = {{Report {n} on the {{Western Balkans}}}},\n"
        f" institution = {{KCSS}},\n year = {1990 + n % 30},\n url = {{https://example.org/{n}}},\n}}\n"
        for n in range(count)
    )


def _ris(count: int) -> str:
    return "".join(
        f"TY  - RPRT\nID  - k{n}\nAU  - Emini, Donika\nTI  - Report {n}\nPB  - KCSS\nPY  - 2020\nER  - \n"
        for n in range(count)
    )


def _json(count: int) -> str:
    item = {
        "type": "report",
        "title": "T",
        "author": [{"family": "E", "given": "D"}],
        "publisher": "P",
        "issued": {"date-parts": [[2020]]},
    }
    return json.dumps([{"id": f"k{n}", **item} for n in range(count)])


@pytest.mark.parametrize(("name", "make"), [("a.bib", _bib), ("a.ris", _ris), ("a.json", _json)])
def test_ten_thousand_entries(name: str, make: object) -> None:
    text = make(10_000)  # type: ignore[operator]
    collector = Collector()
    began = time.process_time()
    library = read_library([SourceFile(name, text.encode())], None, collector)
    assert time.process_time() - began < LIMIT
    assert len(library) == 10_000
    assert list(collector) == []


def test_same_bytes_same_result() -> None:
    text = _bib(50) + "@broken{\n@misc{x, titel = {y}}"
    results = []
    for _ in range(2):
        collector = Collector()
        library = read_library([SourceFile("a.bib", text.encode())], None, collector)
        results.append((json.dumps([entry.data for entry in library]), [str(one) for one in collector]))
    assert results[0] == results[1]
