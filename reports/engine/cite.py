"""``brief cite``: the citation engine for people who bring nothing but references."""

from __future__ import annotations

import html
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reports.citing import csl as engine
from reports.citing import styles
from reports.citing.reading import read_library
from reports.diagnostics import Collector
from reports.engine import present
from reports.engine.files import LIMITS
from reports.errors import MachineError, UsageError
from reports.records import record
from reports.source import Position, SourceFile


@record(frozen=True, slots=True)
class _Printed:
    """One entry of the list of references: its key and its parts, label first where the style sets one apart."""

    key: str
    parts: tuple[tuple[engine.Run, ...], ...]

    @property
    def text(self) -> str:
        return " ".join(" ".join("".join(run.text for run in part) for part in self.parts).split())

    @property
    def html(self) -> str:
        return " ".join("".join(map(_run, part)).strip() for part in self.parts)


def cite(start: Path, references: str | None, request: Path | None, *, csl: str, lang: str, output_format: str) -> int:
    """Print a formatted bibliography, or answer a request in JSON; returns the exit status.

    references
        A bibliography file: CSL-YAML, CSL-JSON, BibTeX or RIS.
    request
        A JSON file with ``references``, ``clusters``, ``style`` and ``locale``; the answer has ``clusters`` and
        ``bibliography`` as lists of plain texts.
    """
    if (references is None) == (request is None):
        raise UsageError("name a bibliography file, or a request with --input")
    if output_format not in _FORMATS:
        raise UsageError(f"no output format is called {output_format!r}; there are: {', '.join(_FORMATS)}")
    if request is not None:
        return _answer(_read(start / request, "bibliography"), csl, lang, output_format)
    return _bibliography(start, str(references), csl, lang, output_format)


def _read(path: Path, kind: str) -> bytes:
    try:
        if not path.is_file():
            raise UsageError(f"there is no file {str(path)!r}")
        with open(path, "rb") as stream:
            data = stream.read(LIMITS[kind] + 1)
    except OSError as error:
        raise MachineError(f"cannot read {str(path)!r}: {error.strerror}") from error
    if len(data) > LIMITS[kind]:
        raise UsageError(f"{str(path)!r} is larger than the {LIMITS[kind]:,} bytes that are read")
    return data


def _answer(data: bytes, csl: str, lang: str, output_format: str) -> int:
    try:
        request = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the request is not JSON: {error}") from error
    if not isinstance(request, dict):
        raise UsageError("the request must be a JSON object with references, clusters, style and locale")
    changes = {name: value for name, value in (("style", csl), ("locale", lang)) if value}
    try:
        answer = engine.process_json({**request, **changes})
    except engine.CslError as error:
        raise UsageError(f"the request cannot be answered: {error}") from error
    if output_format == "json":
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        print("\n".join([*answer["clusters"], "", *answer["bibliography"]]))
    return 0


def _bibliography(start: Path, name: str, csl: str, lang: str, output_format: str) -> int:
    collector = Collector()
    library = read_library([SourceFile(name, _read(start / name, "bibliography"))], None, collector)
    own = SourceFile(csl, _read(start / csl, "csl")) if csl.lower().endswith(".csl") else None
    style = styles.load(csl, lang or "en-GB", collector, Position(name), own)
    entries: list[_Printed] = []
    if style is not None:
        processor = engine.Processor(style, {entry.key: entry.data for entry in library})
        try:
            processor.cite([], [entry.key for entry in library])
            found = processor.bibliography().entries
            entries = [_Printed(entry.id, tuple(part.runs for part in entry.parts)) for entry in found]
        except engine.CslError as error:
            collector.error("CIT006", Position(name), f"the citation style cannot print these references: {error}")
    some, more = present.shown(collector)
    print(present.as_text(some) + (f"{name}: {more} more not shown\n" if more else ""), end="", file=sys.stderr)
    print(_FORMATS[output_format](entries), end="")
    return 1 if collector.has_errors else 0


def _as_text(entries: Sequence[_Printed]) -> str:
    return "".join(f"{one.text}\n" for one in entries)


def _as_json(entries: Sequence[_Printed]) -> str:
    found = [{"id": one.key, "text": one.text} for one in entries]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _as_html(entries: Sequence[_Printed]) -> str:
    lines = [f'  <li id="{html.escape(one.key)}">{one.html}</li>\n' for one in entries]
    return '<ol class="references">\n' + "".join(lines) + "</ol>\n"


def _run(run: engine.Run) -> str:
    text = html.escape(run.text)
    form = run.format
    tags: list[tuple[Any, str]] = [
        (form.vertical, form.vertical or "sup"), (form.underline, "u"), (form.italic, "i"), (form.bold, "b"),
    ]  # fmt: skip
    for wanted, tag in tags:
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    if form.small_caps:
        text = f'<span style="font-variant: small-caps">{text}</span>'
    if run.link.startswith(("https://", "http://")):
        text = f'<a href="{html.escape(run.link)}">{text}</a>'
    return text


_FORMATS: dict[str, Callable[[Sequence[_Printed]], str]] = {"text": _as_text, "html": _as_html, "json": _as_json}
