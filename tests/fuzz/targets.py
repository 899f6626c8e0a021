"""What is fuzzed: each reader of untrusted bytes as a function that must return, whatever it is given."""

# ruff: noqa: E501 - an input on one line is read at a glance
from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.citing import styles
from reports.citing.reading import read_library
from reports.diagnostics import Collector
from reports.native.reader import read as read_native
from reports.schema import load_brief, read_yaml
from reports.schema.data import read_csv
from reports.schema.images import read_image
from reports.source import Position, SourceFile
from reports.writers.pdf.svg import read_svg
from reports.writers.pdf.svgarea import coverage

AT = Position("brief.yaml")


def _library(ending: str) -> Callable[[bytes], object]:
    return lambda data: read_library([SourceFile(f"r.{ending}", data)], None, Collector())


def _markdown(data: bytes) -> object:
    lines = "".join(f"  {line}\n" for line in data.decode("utf-8", "replace").split("\n"))
    return load_brief(SourceFile("brief.yaml", f"title: A\nsummary: |\n{lines}".encode()), Collector())


def _drawing(data: bytes) -> object:
    """A drawing through the intake, and through what the PDF and the Word file make of it."""
    asset = read_image(SourceFile("a.svg", data), AT, Collector())
    if asset is None or asset.kind != "svg":
        return None
    try:
        drawing = read_svg(asset.data)
    except Exception:  # what svglib raises is caught where it is called, and told
        return None
    return coverage(drawing)


TARGETS: Mapping[str, Callable[[bytes], object]] = {
    "yaml": lambda data: read_yaml(SourceFile("brief.yaml", data), Collector()),
    "markdown": _markdown,
    "native": lambda data: read_native(data.decode("utf-8", "replace"), Collector()),
    "csl": lambda data: styles.load("s.csl", "en-GB", Collector(), AT, SourceFile("s.csl", data)),
    "json": _library("json"),
    "bib": _library("bib"),
    "ris": _library("ris"),
    "csv": lambda data: read_csv(SourceFile("d.csv", data), Collector()),
    "svg": lambda data: read_image(SourceFile("a.svg", data), AT, Collector()),
    "drawing": _drawing,
}

#: What the mutations start from.
SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "yaml": (b"title: A\nsections:\n  - {id: s, title: 'B', body: |\n      x}\n", b'a: "\\x41"\nb: [1, 2]\n'),
    "markdown": (
        b"# A\n\n*a* **b** [c](https://e.org) [@k, p. 3] x[^1]\n\n[^1]: n\n\n|a|b|\n|-|-|\n|1|2|\n",
        b"- a\n  > b\n\n```\nc\n```\n",
    ),
    "native": (
        b"<section><h1>A</h1><p>b <em>c</em> &amp; <a href='https://e.org'>d</a></p></section>",
        b"<p>\x02a:b\x03 \x02templates/a.html:1:2\x03<em>c</em></p>",
    ),
    "csl": (
        b'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title><id>x</id>'
        b'</info><macro name="a"><text variable="title"/></macro><citation><layout><text macro="a"/></layout>'
        b"</citation></style>",
    ),
    "json": (b'[{"id": "a", "type": "book", "author": [{"family": "B"}], "issued": {"date-parts": [[2020, 1]]}}]',),
    "bib": (
        b'@string{s = "x"}\n@book{a, author = {B, C and D}, title = s # {{\\\'e} $y$}, date = 2020-01/2021, crossref={b}}\n',
    ),
    "ris": (b"TY  - JOUR\nID  - a\nAU  - B, C\nPY  - 2020/01/02/\nSP  - 1\nER  - \n",),
    "csv": (b'a;b\n1;"x ""y"" z"\n', b"a,b\n1,2\n"),
    "drawing": (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:url(#g)}g rect{stroke:red}</style><defs>'
        b'<linearGradient id="g"><stop offset="1"/></linearGradient><clipPath id="c"><circle r="4"/></clipPath><marker id="m">'
        b'<path d="M0 0L1 1"/></marker><symbol id="s" viewBox="0 0 2 2"><text x="1 2">ab<tspan>c</tspan></text></symbol></defs>'
        b'<g class="a" clip-path="url(#c)" transform="rotate(9)"><rect width="9" height="9" opacity=".5"/><use href="#s"/>'
        b'<path d="M0 0C1 2 3 4 5 6a1 1 0 0 1 2 2Q1 1 2 2z" marker-end="url(#m)" style="stroke-dasharray:1 2"/></g></svg>',
    ),
    "svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a"><path d="M0 0L9 9"/></g><use href="#a"/></svg>',
    ),
}
