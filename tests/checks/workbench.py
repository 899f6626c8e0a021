"""A good brief to merge examples over, and subjects made from YAML without a disk."""

from __future__ import annotations

import copy
from typing import Any

import yaml

from reports.checks.subject import Page, Subject
from reports.citing.reading import read_library
from reports.diagnostics import Collector
from reports.model.document import Asset
from reports.schema import load_brief, load_house, read_resources
from reports.source import Position, SourceFile

PATH = "content/x/brief.yaml"

#: A brief with which no rule finds fault.
BASE = """
template: brief
lang: en-GB
title: Police information in the region
short_title: Police information
series: {name: Example Policy Brief, number: 4, issn: 1234-5679}
date: 2026-03-02
version: "1.0"
status: final
authors: [Example desk]
keywords: [police, data protection, regional cooperation]
summary: Requests wait longest where nobody counts them. One desk and one yearly table would change that.
key_messages:
  - Requests wait longest at the desk that counts them least.
  - The detour by the capital adds a week to an answer.
  - One desk can be opened without a new law.
abbreviations: {EU: European Union}
actors:
  - {id: mia, name: Ministry of Internal Affairs of Kosovo, short: Interior ministry}
  - {id: police, name: Kosovo Police}
sections:
  - id: findings
    role: findings
    title: Where requests wait
    body: Requests to the European Union (EU) wait at four desks, and answers from the EU wait at two [@study].
  - id: way-forward
    role: recommendations
    title: What to do
    body: Both steps can begin without a new law of the EU.
recommendations:
  - id: desk
    to: [mia]
    with: [police]
    headline: Open one desk for requests
    action: Open one desk that receives every foreign request by June 2027.
    rationale: A single desk shows which detour costs most.
    steps:
      - {action: Name the officers, by: 2027-01}
      - {action: Open the desk, by: 2027-06}
    priority: high
    horizon: short
    due: 2027-06
    resources: Four officers from existing units.
    indicator: {text: Requests received at the desk, baseline: none, target: all by June 2027}
    based_on: [findings]
    status: {state: open, as_of: 2026-03}
  - id: table
    to: [police]
    with: [mia]
    headline: Publish a yearly table of answers
    action: Publish the number of answers and the time they took, each year in March.
    rationale: Figures end guesses about delay.
    priority: medium
    horizon: medium
    due: 2028-03
    resources: Half a post.
    indicator: {text: Tables published, baseline: none, target: one a year}
    based_on: [findings]
    status: {state: open, as_of: 2026-03}
references:
  - id: study
    type: report
    author: [{literal: Example Institute}]
    title: Waiting for answers
    publisher: Example Institute
    issued: 2025
csl: chicago-author-date
"""

HOUSE = """
publisher: Example Institute
about: The institute publishes examples.
contact: {email: briefs@example.org}
licence: CC BY 4.0
disclaimers: [The views are those of the authors.]
"""

#: Pictures that examples show: one sharp enough for print, one too coarse.
PICTURES = {
    "map.png": Asset("png", b"", 1800, 1200, 300),
    "hall.jpg": Asset("jpeg", b"", 1800, 1200, 300),
    "small.png": Asset("png", b"", 300, 200, 72),
}
PAGES = (Page("Police information in the region Requests wait longest at the desk that counts them least.", 0.9),) * 4


def merged(below: Any, above: Any) -> Any:
    """*above* laid over *below*: mappings key by key, lists of mappings item by item, anything else in its place."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {key: merged(below.get(key), above[key]) if key in above else below[key] for key in {**below, **above}}
    mappings = isinstance(below, list) and isinstance(above, list) and above
    if mappings and all(isinstance(one, dict) for one in above) and all(isinstance(one, dict) for one in below):
        laid = [merged(one, above[n]) if n < len(above) else one for n, one in enumerate(below)]
        return laid + above[len(below) :]
    return copy.deepcopy(above)


def with_example(example: str) -> Subject:
    """The good brief with an example from a docstring over it."""
    return laid_over(yaml.safe_load(example) or {})[0]


def laid_over(over: dict[str, Any]) -> tuple[Subject, list[str]]:
    """The good brief with *over* laid over it, and the lines of its text.

    Beside the keys of a brief it may have ``house`` (over the good house), ``slug``, ``palette``, ``written`` (the text
    of each format), and ``printed``, a list of pages with their text and fill.
    """
    over = dict(over)
    house = merged(yaml.safe_load(HOUSE), over.pop("house", {}))
    printed = over.pop("printed", None)
    slug = over.pop("slug", "police-information")
    palette = over.pop("palette", {})
    written = over.pop("written", {})
    brief = _dump(merged(yaml.safe_load(BASE), over))
    pages = PAGES if printed is None else tuple(Page(one.get("text", ""), float(one["fill"])) for one in printed)
    subject = subject_of(brief, _dump(house), slug=slug, pages=pages, palette=palette, written=written)
    return subject, brief.splitlines()


def _dump(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def subject_of(brief: str, house: str | None = None, files: dict[str, bytes] | None = None, **more: Any) -> Subject:
    """A subject from the texts of brief.yaml and house.yaml; a fault in them fails the test."""
    collector = Collector()
    read = load_brief(SourceFile(PATH, brief.encode()), collector)
    assert read is not None, [str(one) for one in collector]
    facts = load_house(SourceFile("house.yaml", house.encode()), collector) if house else None
    facts = facts.overridden(read.imprint) if facts else read.imprint
    named = {name: SourceFile(name, data) for name, data in (files or {}).items()}
    resources, assets = read_resources(read, named, collector)
    sources = [named[str(one)] for one in read.bibliography if str(one) in named]
    library = read_library(sources, read.references or None, collector, Position(PATH))
    assert not collector.has_errors, [str(one) for one in collector]
    more.setdefault("slug", "police-information")
    return Subject(
        read, PATH, house=facts, library=library, tables=resources.tables, assets={**PICTURES, **assets}, **more,
    )  # fmt: skip
