"""From the runs of the citation engine to inlines of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from reports.citing.affixes import Affixes
from reports.citing.csl import Entry, Format, Run
from reports.citing.identifiers import is_linkable
from reports.model.inlines import (
    Emph,
    Inline,
    Inlines,
    LineBreak,
    Link,
    SmallCaps,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)


def cluster_inlines(
    runs: Sequence[Run], target: Callable[[str], str], affixes: Affixes, around: Callable[[str, int], tuple[str, str]]
) -> Inlines:
    """The text of a cluster, each cited work a link to its entry.

    target
        The id of the entry of a key; empty where it has none, and no link is made.
    around
        The author's words before and after the n-th citing of a key as the engine was given them: they are not linked.
    """
    out: list[Inline] = []
    seen: dict[str, int] = {}
    for key, group in groupby(runs, key=lambda run: run.cite):
        found = list(group)
        if not key or not target(key):
            out.extend(_plain(found, affixes))
            continue
        count = seen[key] = seen.get(key, -1) + 1
        before, inner, after = _without_affixes(found, *around(key, count))
        out.extend(_plain(before, affixes))
        out.extend(_linked(inner, f"#{target(key)}", affixes))
        out.extend(_plain(after, affixes))
    return _merged(out)


def entry_inlines(entry: Entry, affixes: Affixes) -> tuple[Inlines, Inlines]:
    """The label and the text of an entry of the list; the label is empty where the style sets none apart."""
    label: list[Inline] = []
    content: list[Inline] = []
    for part in entry.parts:
        inlines = _plain(part.runs, affixes)
        if part.display == "left-margin" and not content:
            label.extend(inlines)
            continue
        if content and part.display in ("block", "indent", "left-margin"):
            content.append(LineBreak())
        content.extend(inlines)
    return _stripped(_merged(label)), _stripped(_merged(content))


def joined(author: Inlines, body: Inlines) -> Inlines:
    """The names of a narrative citation and what follows them."""
    return _merged((*author, Text(" "), *body)) if author and body else author or body


def _linked(runs: Sequence[Run], href: str, affixes: Affixes) -> Iterable[Inline]:
    """The runs as links to *href*; a web address in them stays a link of its own, for links cannot be nested."""
    for outside, group in groupby(runs, key=lambda run: is_linkable(run.link)):
        found = list(group)
        inlines = _plain(found, affixes)
        if outside or any(isinstance(one, Link) for one in inlines):
            yield from inlines
            continue
        text = "".join(run.text for run in found)
        if not any(char.isalnum() for char in text):
            yield from inlines
        else:
            yield from _link(inlines, href)


def _link(inlines: Sequence[Inline], href: str) -> Iterable[Inline]:
    """A link around *inlines*, white space at its ends and a comma or the like after it left outside."""
    content = list(inlines)
    before = after = ""
    if isinstance(content[0], Text):
        text = content[0].text
        before = text[: len(text) - len(text.lstrip())]
        content[0] = Text(text.lstrip())
    if isinstance(content[-1], Text):
        text = content[-1].text
        bare = text.rstrip(" \u00a0\u202f,;:")
        after = text[len(bare) :]
        content[-1] = Text(bare)
    if before:
        yield Text(before)
    yield Link(tuple(one for one in content if one != Text("")), href)
    if after:
        yield Text(after)


def _without_affixes(runs: list[Run], prefix: str, suffix: str) -> tuple[list[Run], list[Run], list[Run]]:
    """The runs parted into the author's words before, the citation, and the author's words after."""
    text = "".join(run.text for run in runs)
    start = len(prefix) if prefix and text.casefold().startswith(prefix.casefold()) else 0
    end = len(text) - len(suffix) if suffix and text.endswith(suffix) else len(text)
    end = max(start, end)
    return _cut(runs, 0, start), _cut(runs, start, end), _cut(runs, end, len(text))


def _cut(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    out: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if text:
            out.append(Run(text, run.format, run.link, run.cite))
    return out


def _plain(runs: Iterable[Run], affixes: Affixes) -> list[Inline]:
    """The runs with their format, web addresses linked."""
    out: list[Inline] = []
    for run in runs:
        inlines: Inlines = tuple(affixes.decode(run.text))
        if is_linkable(run.link) and inlines:
            inlines = (Link(inlines, run.link),)
        out.extend(_formatted(inlines, run.format))
    return list(_merged(out))


def _formatted(inlines: Inlines, form: Format) -> Inlines:
    if not inlines:
        return ()
    if form.vertical == "sup":
        inlines = (Superscript(inlines),)
    elif form.vertical == "sub":
        inlines = (Subscript(inlines),)
    if form.small_caps:
        inlines = (SmallCaps(inlines),)
    if form.underline:
        inlines = (Span(inlines, role="underline"),)
    if form.italic:
        inlines = (Emph(inlines),)
    if form.bold:
        inlines = (Strong(inlines),)
    return inlines


def _merged(inlines: Iterable[Inline]) -> Inlines:
    """Neighbours of one kind made one, empty texts dropped."""
    out: list[Inline] = []
    for node in inlines:
        if node == Text(""):
            continue
        last = out[-1] if out else None
        if isinstance(node, Text) and isinstance(last, Text):
            out[-1] = Text(last.text + node.text)
        elif isinstance(node, Emph) and isinstance(last, Emph):
            out[-1] = Emph(_merged((*last.content, *node.content)))
        elif isinstance(node, Link) and isinstance(last, Link) and node.href == last.href:
            out[-1] = Link(_merged((*last.content, *node.content)), node.href)
        else:
            out.append(node)
    return tuple(out)


def _stripped(inlines: Inlines) -> Inlines:
    """Without white space at the ends."""
    content = list(inlines)
    if content and isinstance(content[0], Text):
        content[0] = Text(content[0].text.lstrip())
    if content and isinstance(content[-1], Text):
        content[-1] = Text(content[-1].text.rstrip())
    return tuple(one for one in content if one != Text(""))
