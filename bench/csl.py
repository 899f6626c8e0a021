"""Measures the citation engine: `python bench/csl.py` writes `bench/csl.md`.

The work is 40 references and 44 clusters in Chicago notes, from `csl_work.json`, done by our engine, by citeproc-py and
by pandoc's citeproc (when `pandoc` is installed) in one run; then our engine alone on growing reference lists.
"""

from __future__ import annotations

import json
import math
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reports.citing.csl import CiteItem, Cluster, Processor, Style, data, load_style  # noqa: E402

STYLE = "chicago-notes-bibliography"
SIZES = (1_250, 2_500, 5_000, 10_000)


def work() -> tuple[dict[str, dict[str, Any]], list[Cluster]]:
    """40 references and 44 clusters that cite them."""
    request = json.loads((ROOT / "bench" / "csl_work.json").read_text(encoding="utf-8"))
    references = {item["id"]: item for item in request["references"][:40]}
    clusters: list[Cluster] = []
    for raw in request["clusters"]:
        items = [
            CiteItem(i["id"], str(i.get("locator", "")), i.get("label", ""), i.get("prefix", ""), i.get("suffix", ""))
            for i in raw["items"]
            if i["id"] in references
        ]
        if items and len(clusters) < 44:
            clusters.append(Cluster(raw["id"], items, len(clusters) + 1))
    return references, clusters


def load() -> Style:
    return load_style(data.style(STYLE), locale="en-US", locales=data.locale, parents=data.parent)


def ours(style: Style, references: dict[str, dict[str, Any]], clusters: list[Cluster]) -> None:
    processor = Processor(style, references)
    processor.cite(clusters, uncited=list(references))
    processor.bibliography()


def citeproc_py(references: dict[str, dict[str, Any]], clusters: list[Cluster]) -> Callable[[], object] | None:
    """The same work in citeproc-py, None when it is not installed. Its style object is made outside of the clock."""
    try:
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON
    except ImportError:
        return None
    with tempfile.NamedTemporaryFile("wb", suffix=".csl", delete=False) as file:
        file.write(data.style(STYLE))

    def run() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            style = CitationStylesStyle(file.name, validate=False)
            bibliography = CitationStylesBibliography(style, CiteProcJSON(list(references.values())), formatter.plain)
            cited = [Citation([CitationItem(item.id) for item in cluster.items]) for cluster in clusters]
            for citation in cited:
                bibliography.register(citation)
            for citation in cited:
                bibliography.cite(citation, lambda item: None)
            bibliography.bibliography()

    return run


def pandoc(
    references: dict[str, dict[str, Any]], clusters: list[Cluster], scratch: Path
) -> Callable[[], object] | None:
    """The same work as a document for `pandoc --citeproc`, None when pandoc is not installed."""
    program = shutil.which("pandoc")
    if program is None:
        return None
    (scratch / "refs.json").write_text(json.dumps(list(references.values())), encoding="utf-8")
    (scratch / "style.csl").write_bytes(data.style(STYLE))
    cites = ("; ".join(f"@{item.id}" for item in cluster.items) for cluster in clusters)
    text = "\n\n".join(f"x[{cite}]" for cite in cites)
    (scratch / "doc.md").write_text(text, encoding="utf-8")
    command = [program, "--citeproc", "--csl", "style.csl", "--bibliography", "refs.json", "-t", "plain", "doc.md"]
    return lambda: subprocess.run(command, cwd=scratch, check=True, capture_output=True)


def fresh(scratch: Path) -> Callable[[], object]:
    """Our engine in a process of its own, from start to text, to set against pandoc's."""
    request = json.loads((ROOT / "bench" / "csl_work.json").read_text(encoding="utf-8"))
    _, clusters = work()
    kept = {cluster.id for cluster in clusters}
    request["references"] = request["references"][:40]
    ids = {item["id"] for item in request["references"]}
    request["clusters"] = [
        c for c in request["clusters"] if c["id"] in kept and all(i["id"] in ids for i in c["items"])
    ]
    (scratch / "request.json").write_text(json.dumps(request), encoding="utf-8")
    code = (
        "import json, sys; from reports.citing.csl import process_json; "
        "print(json.dumps(process_json(json.load(open(sys.argv[1])))))"
    )
    command = [sys.executable, "-c", code, str(scratch / "request.json")]
    return lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def seconds(run: Callable[[], object], runs: int) -> float:
    """Median wall-clock seconds."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def many(count: int) -> dict[str, dict[str, Any]]:
    """`count` references, in groups of three that share author and year."""
    return {
        str(n): {
            "id": str(n), "type": "article-journal", "title": f"On subject {n}", "container-title": f"Journal {n % 50}",
            "author": [{"family": f"Name{n // 3}", "given": "Ada"}, {"family": f"Other{n % 7}", "given": "Ben"}],
            "issued": {"date-parts": [[1990 + n // 3 % 30]]}, "volume": str(n % 40 + 1), "page": f"{n}-{n + 12}",
        }
        for n in range(count)
    }  # fmt: skip


def scaling() -> tuple[list[tuple[int, float]], float]:
    """Seconds by number of references (all cited once, APA), and the exponent of the growth."""
    style = load_style(data.style("apa"), locale="en-US", locales=data.locale, parents=data.parent)
    found = []
    for size in SIZES:
        references = many(size)
        clusters = [Cluster(id_, [CiteItem(id_)]) for id_ in references]
        found.append((size, seconds(lambda r=references, c=clusters: ours(style, r, c), 1)))  # type: ignore[misc]
    xs, ys = [math.log(size) for size, _ in found], [math.log(value) for _, value in found]
    mean_x, mean_y = statistics.mean(xs), statistics.mean(ys)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)
    return found, slope


def main() -> None:
    """Measure and write the tables."""
    references, clusters = work()
    style = load()
    ours(style, references, clusters)
    warm = seconds(lambda: ours(style, references, clusters), 15)
    rows = [
        ("load and compile the style", seconds(load, 9), ""),
        ("first rendering, macros compiled on the way", seconds(lambda: ours(load(), references, clusters), 5), ""),
        ("**warm rendering**", warm, "1"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        process = seconds(fresh(scratch), 5)
        rows.append(("a process of its own, request to text", process, ""))
        other = citeproc_py(references, clusters)
        if other is not None:
            took = seconds(other, 1)
            rows.append(("citeproc-py, style and rendering", took, f"{took / warm:.0f}"))
        other = pandoc(references, clusters, scratch)
        if other is not None:
            took = seconds(other, 5)
            rows.append(("pandoc --citeproc, a process of its own", took, f"{took / process:.1f} × our process"))
    sizes, exponent = scaling()
    lines = [
        "# The citation engine, measured",
        "",
        f"By `python bench/csl.py`; Python {platform.python_version()}. {len(references)} references and "
        f"{len(clusters)} clusters in `{STYLE}`; medians of wall-clock seconds.",
        "",
        "| work | seconds | ratio to warm |",
        "|---|---:|---:|",
        *(f"| {name} | {value:.3f} | {ratio} |" for name, value, ratio in rows),
        "",
        f"Growth: APA, every reference cited once, a third of them in need of a year suffix. Exponent {exponent:.2f}.",
        "",
        "| references | seconds |",
        "|---:|---:|",
        *(f"| {size:,} | {value:.1f} |" for size, value in sizes),
        "",
    ]
    text = "\n".join(lines)
    (ROOT / "bench" / "csl.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
