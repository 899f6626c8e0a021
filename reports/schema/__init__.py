"""Content in: YAML with positions, the models of brief and house, Markdown, data and pictures.

Everything takes bytes and gives values back; nothing here opens a file. What is wrong goes to a ``Collector``, all at
once, each fault at its line and column; None comes back where the content cannot be used.

    load_brief(source, collector)            -> Brief | None       the model of brief.yaml
    load_house(source, collector, lang)      -> House | None       the model of house.yaml
    needed_files(brief)                      -> (NeededFile, …)    the files it names
    needed_files_of_house(house)             -> (NeededFile, …)
    read_resources(brief, files, collector)  -> (Resources, {name: Asset})
    body_blocks(section.body, resources)     -> Blocks             a section's body as blocks of the model
    read_image(source, at, collector)        -> Asset | None       the one picture intake
    read_yaml(source, collector)             -> tree | None        the reader, for other YAML files of a workspace
    plain(tree)                              -> the same in plain Python values
    json_schema("brief" | "house")           -> str                JSON Schema for editors
    reference_markdown()                     -> str                the reference tables of docs/content-format.md

The models (``reports.schema.brief.Brief`` and what it is made of) are frozen. In them

- plain text is ``SourceText``: a ``str`` with ``.at`` (Position) and ``.place(offset)``;
- Markdown is ``Prose`` (``.blocks``, ``.plain``, ``.at``) or, for one paragraph, ``Line`` (``.content``, ``.plain``);
- dates are ``PartialDate`` (``str()`` gives ISO 8601; ``.month`` and ``.day`` are 0 where missing), the embargo is a
  ``Moment``;
- lists are tuples, empty where nothing is written; other missing fields are None;
- ``with`` and ``from`` are called ``with_`` and ``from_``;
- ``node.where`` is the place of a mapping, ``node.where_of("key")`` that of one of its values;
- ``house.overridden(brief.imprint)`` gives the facts that hold for a brief.

``Ref.target`` is what stands after ``@``: ``fig-map``, ``tbl-budget``, and ``sec-``, ``rec-``, ``opt-`` before the id
of a section, recommendation, option. Prose outside of bodies holds no headings.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reports.schema.brief import Brief
    from reports.schema.compile import Resources, body_blocks
    from reports.schema.data import DataTable, read_csv
    from reports.schema.fields import Moment, PartialDate
    from reports.schema.house import House
    from reports.schema.images import read_image
    from reports.schema.jsonschema import json_schema, reference_markdown
    from reports.schema.load import load_brief, load_house
    from reports.schema.markdown import read_blocks, read_line
    from reports.schema.needed import NeededFile, needed_files, needed_files_of_house, read_resources
    from reports.schema.prose import Line, Prose
    from reports.schema.text import SourceList, SourceMap, SourceText, plain
    from reports.schema.yamlreader import read_yaml

_HOMES = {
    "Brief": "brief", "Resources": "compile", "body_blocks": "compile", "DataTable": "data", "read_csv": "data",
    "Moment": "fields", "PartialDate": "fields", "House": "house", "read_image": "images", "json_schema": "jsonschema",
    "reference_markdown": "jsonschema", "load_brief": "load", "load_house": "load", "read_blocks": "markdown",
    "read_line": "markdown", "NeededFile": "needed", "needed_files": "needed", "needed_files_of_house": "needed",
    "read_resources": "needed", "Line": "prose", "Prose": "prose", "SourceList": "text", "SourceMap": "text",
    "SourceText": "text", "plain": "text", "read_yaml": "yamlreader",
}  # fmt: skip

__all__ = [
    "Brief", "DataTable", "House", "Line", "Moment", "NeededFile", "PartialDate", "Prose", "Resources", "SourceList",
    "SourceMap", "SourceText", "body_blocks", "json_schema", "load_brief", "load_house", "needed_files",
    "needed_files_of_house", "plain", "read_blocks", "read_csv", "read_image", "read_line", "read_resources",
    "read_yaml", "reference_markdown",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import the home of *name* when it is first asked for: Pydantic and the Markdown parser take their time."""
    if name in _HOMES:
        return getattr(import_module(f"reports.schema.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
