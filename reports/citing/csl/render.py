"""Runs as plain text, HTML and JSON, for callers that have no document model of their own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .model import CitationOutput
from .runs import Bibliography, Entry, Run

Json = dict[str, object]


def plain_runs(runs: Iterable[Run]) -> str:
    """The bare text of runs."""
    return "".join(run.text for run in runs)


def plain_entry(entry: Entry) -> str:
    """A bibliography entry on one line; a block in the margin is set off by one space."""
    pieces: list[str] = []
    for part in entry.parts:
        text = plain_runs(part.runs)
        if pieces and part.display and not pieces[-1].endswith((" ", "\t")) and not text.startswith(" "):
            pieces.append(" ")
        pieces.append(text)
    return "".join(pieces).strip()


def plain_bibliography(bibliography: Bibliography) -> str:
    """The reference list as text, an empty line between entries."""
    return "\n\n".join(plain_entry(entry) for entry in bibliography.entries)


def html_runs(runs: Iterable[Run]) -> str:
    """Runs as HTML phrasing content."""
    return "".join(_html_run(run) for run in runs)


def _html_run(run: Run) -> str:
    text = escape(run.text, quote=False)
    form = run.format
    if form.vertical:
        text = f"<{form.vertical}>{text}</{form.vertical}>"
    if form.underline:
        text = f'<span style="text-decoration:underline">{text}</span>'
    if form.small_caps:
        text = f'<span style="font-variant:small-caps">{text}</span>'
    if form.bold:
        text = f"<b>{text}</b>"
    if form.italic:
        text = f"<i>{text}</i>"
    if run.link:
        text = f'<a href="{escape(run.link)}">{text}</a>'
    return text


def html_entry(entry: Entry) -> str:
    """One entry as a `div`; display parts are `div`s in it, with citeproc's usual class names."""
    body = "".join(
        f'<div class="csl-{part.display}">{html_runs(part.runs)}</div>' if part.display else html_runs(part.runs)
        for part in entry.parts
    )
    return f'<div class="csl-entry" data-id="{escape(entry.id)}">{body}</div>'


def html_bibliography(bibliography: Bibliography) -> str:
    """The reference list as HTML."""
    inner = "".join(f"  {html_entry(entry)}\n" for entry in bibliography.entries)
    return f'<div class="csl-bib-body">\n{inner}</div>\n'


def json_runs(runs: Iterable[Run]) -> list[Json]:
    """Runs as JSON objects; only what differs from plain text is listed."""
    found: list[Json] = []
    for run in runs:
        data: Json = {"text": run.text}
        form = run.format
        for name in ("italic", "bold", "small_caps", "underline", "vertical"):
            if getattr(form, name):
                data[name.replace("_", "-")] = getattr(form, name)
        if run.link:
            data["link"] = run.link
        if run.cite:
            data["cite"] = run.cite
        found.append(data)
    return found


def json_bibliography(bibliography: Bibliography) -> Json:
    """The reference list as JSON: entries with their parts and runs, and how the list is set."""
    return {
        "hanging-indent": bibliography.hanging_indent,
        "second-field-align": bibliography.second_field_align,
        "line-spacing": bibliography.line_spacing,
        "entry-spacing": bibliography.entry_spacing,
        "entries": [
            {
                "id": entry.id,
                "text": plain_entry(entry),
                "parts": [{"display": part.display, "runs": json_runs(part.runs)} for part in entry.parts],
            }
            for entry in bibliography.entries
        ],
    }


def json_citation(citation: CitationOutput) -> Json:
    """A rendered cluster as JSON."""
    data: Json = {"id": citation.id, "text": citation.text, "runs": json_runs(citation.runs)}
    if citation.author:
        data["author"] = json_runs(citation.author)
    return data
