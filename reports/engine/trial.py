"""A page with a bit of everything. Drawing it imports what writers import when they first meet a thing."""

from __future__ import annotations

from contextlib import suppress

from reports.diagnostics import Collector
from reports.model.blocks import Callout, Cell, Column, Heading, List, ListItem, Para, Row, Table
from reports.model.document import Document, Meta
from reports.model.inlines import Emph, Link, Note, Strong, Text
from reports.theme.load import load_theme
from reports.theme.tokens import Theme
from reports.writers.base import writer


def draw_trial(formats: tuple[str, ...]) -> None:
    """Draw the page in *formats* and throw it away. Raises nothing: what is at fault is told when a brief is drawn."""
    with suppress(Exception):
        theme = load_theme("brief", None, {}, Collector(), "en-GB")
        for extension in formats:
            _draw(extension, theme)


def _draw(extension: str, theme: Theme) -> None:
    with suppress(Exception):
        writer(extension)(_document(), theme, pages={})


def _document() -> Document:
    words = (Text("Words "), Emph((Text("and "),)), Strong((Text("more."),)))
    note = Note((Para(words),), number="1")
    row = Row((Cell((Para(words),), header=True), Cell((Para((Text("1"),)),))))
    return Document(
        Meta("Trial"),
        (
            Heading(1, words, id="sec-trial"),
            Para((*words, note, Link(words, "https://example.org"))),
            List((ListItem((Para(words),)),)),
            Callout((Para(words),), "note"),
            Table((Column(), Column("decimal")), (row,), (row,), caption=words, id="tbl-trial"),
        ),
    )
