"""The official CSL test suite: its file format, and how one of its tests is run against this engine.

A file holds sections `>>=== NAME ===>>` … `<<=== NAME ===<<`: MODE, RESULT, CSL, INPUT and, for some, CITATION-ITEMS
(clusters without document order) or CITATIONS (a word-processor session: the last state counts).

Expected results are HTML. Our output is runs, so both sides are compared as runs: text plus effective formatting
(`<i>a<span style="font-style:normal">b</span>c</i>` and `<i>a</i>b<i>c</i>` are the same), block structure included.
The `..[0]` and `>>[1]` marks of sessions say which citations an incremental processor redrew; CSL does not define
that, so only the texts are compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from reports.citing.csl import CiteItem, Cluster, Processor, Run, data, load_style

SUITE = Path(__file__).resolve().parents[3] / "shared" / "csl-test-suite"
_SECTION = re.compile(r">>=+ ([A-Z0-9-]+) =+>>\n(.*?)<<=+ \1 =+<<", re.DOTALL)
_POSITIONS = {0: "first", 1: "subsequent", 2: "ibid", 3: "ibid-with-locator"}
_EMPTY = "[CSL STYLE ERROR: reference with no printed form.]"

Flat = list[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """One test of the suite."""

    name: str
    sections: Mapping[str, str]

    @property
    def mode(self) -> str:
        return self.sections["MODE"].strip()

    @property
    def expected(self) -> str:
        return self.sections["RESULT"].strip("\n")


def read(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    return Case(path.stem, dict(_SECTION.findall(text)))


def cases() -> list[Case]:
    return [read(path) for path in sorted(SUITE.glob("*.txt"))]


class _Reader(HTMLParser):
    """Expected HTML → (text, formatting) pairs; `|` and a class name mark blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Flat = []
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.state: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack.append((tag, dict(self.state)))
        found = dict(attrs)
        style = {"i": "font-style:italic", "b": "font-weight:bold", "sup": "v:sup", "sub": "v:sub"}.get(tag, "")
        if tag == "span":
            style = (found.get("style") or "").replace(" ", "")
        if tag == "div" and found.get("class") not in ("csl-bib-body",):
            self.found.append(("|", str(found.get("class"))))
        for part in filter(None, style.split(";")):
            key, _, value = part.partition(":")
            self.state["v" if key in ("vertical-align", "baseline") else key] = value

    def handle_endtag(self, tag: str) -> None:
        if self.stack:
            _, self.state = self.stack.pop()

    def handle_data(self, text: str) -> None:
        self.found.append((text, _describe(self.state)))


def _trimmed(flat: Flat) -> Flat:
    """Without white space at both ends of an entry, which we drop."""
    found = list(flat)
    for index, (text, style) in enumerate(found):
        if text == "|":
            continue
        if index and found[index - 1] in [("|", "csl-entry")]:
            text = text.lstrip()
        if index + 1 == len(found) or found[index + 1] == ("|", "csl-entry"):
            text = text.rstrip()
        found[index] = (text, style)
    return [(text, style) for text, style in found if text]


def _describe(state: Mapping[str, str]) -> str:
    kept = {key: value for key, value in state.items() if value not in ("normal", "none", "", "baseline")}
    return ";".join(f"{key}:{value}" for key, value in sorted(kept.items()))


def flat_html(html: str, inline: bool = False) -> Flat:
    reader = _Reader()
    reader.feed(html if inline else re.sub(r">\s*\n\s*<", "><", html.strip("\n")))
    reader.close()
    return _merged(reader.found)


def _merged(pairs: Iterable[tuple[str, str]]) -> Flat:
    found: Flat = []
    for text, style in pairs:
        if not text:
            continue
        if found and found[-1][1] == style and text != "|" and found[-1][0] != "|":
            found[-1] = (found[-1][0] + text, style)
        else:
            found.append((text, style))
    return found


def flat_runs(runs: Iterable[Run]) -> Flat:
    pairs = []
    for run in runs:
        form = run.format
        state = {
            "font-style": "italic" if form.italic else "",
            "font-weight": "bold" if form.bold else "",
            "font-variant": "small-caps" if form.small_caps else "",
            "text-decoration": "underline" if form.underline else "",
            "v": form.vertical,
        }
        pairs.append((run.text, _describe(state)))
    return _merged(pairs)


def processor(case: Case) -> tuple[Processor, list[str]]:
    items = json.loads(case.sections["INPUT"])
    items = [{"id": f"#{number}", **item} for number, item in enumerate(items)]
    style = load_style(case.sections["CSL"].strip().encode(), locale="", locales=data.locale, parents=data.parent)
    ids = [str(item["id"]) for item in items]
    return Processor(style, {str(item["id"]): item for item in items}), list(dict.fromkeys(ids))


def cite_item(raw: Mapping[str, Any], position: str = "") -> CiteItem:
    if "position" in raw:
        position = _POSITIONS[raw["position"]]
    if raw.get("near-note"):
        position = "near-note"
    return CiteItem(
        str(raw["id"]),
        locator=str(raw.get("locator", "")),
        label=str(raw.get("label", "")),
        prefix=str(raw.get("prefix", "")),
        suffix=str(raw.get("suffix", "")),
        position=position,
    )


def clusters(case: Case, ids: Sequence[str]) -> list[Cluster]:
    if "CITATION-ITEMS" in case.sections:
        groups = json.loads(case.sections["CITATION-ITEMS"])
        return [Cluster(str(n), [cite_item(raw, "first") for raw in group]) for n, group in enumerate(groups)]
    if "CITATIONS" in case.sections:
        return _session(json.loads(case.sections["CITATIONS"]))
    return [Cluster("0", [CiteItem(id_, position="first") for id_ in ids])]


def _session(steps: Sequence[Sequence[Any]]) -> list[Cluster]:
    """The document that a session of insertions ends with."""
    known: dict[str, Mapping[str, Any]] = {}
    order: list[tuple[str, int]] = []
    for number, (citation, before, after) in enumerate(steps):
        id_ = citation.get("citationID") or f"#{number}"
        known[id_] = citation
        note = citation.get("properties", {}).get("noteIndex", 0)
        order = [*map(tuple, before), (id_, note), *map(tuple, after)]
    return [Cluster(id_, [cite_item(raw) for raw in known[id_]["citationItems"]], note) for id_, note in order]


def run(case: Case) -> tuple[Flat, Flat]:
    """(ours, expected) for one test."""
    engine, ids = processor(case)
    engine.cite([], uncited=ids)
    ids = engine.order  # a case without citations cites everything, in bibliography order
    found = clusters(case, ids)
    if case.mode == "bibliography":
        cited = found if "CITATIONS" in case.sections or "CITATION-ITEMS" in case.sections else []
        engine.cite(cited, uncited=ids if not cited or "CITATION-ITEMS" in case.sections else [])
        ours: list[tuple[str, str]] = []
        for entry in engine.bibliography().entries:
            ours.append(("|", "csl-entry"))
            for part in entry.parts:
                if part.display:
                    ours.append(("|", f"csl-{part.display}"))
                ours.extend(flat_runs(part.runs))
        return _trimmed(_merged(ours)), _trimmed(flat_html(case.expected))
    texts: list[tuple[str, str]] = []
    uncited = ids if "CITATIONS" not in case.sections else []
    for index, citation in enumerate(engine.cite(found, uncited=uncited)):
        texts.append(("\n" if index else "", ""))
        texts.extend(flat_runs(citation.runs) or [(_EMPTY, "")])
    expected = case.expected
    if "CITATIONS" in case.sections:
        expected = re.sub(r"^(?:\.\.|>>)\[\d+\] ", "", expected, flags=re.MULTILINE)
    return _merged(texts), flat_html(expected, inline=True)
