"""What is made from the models: the JSON Schemas, and the reference tables of the documentation.

With BRIEF_ACCEPT=1 in the environment the tables are written anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reports.diagnostics import Collector
from reports.schema import json_schema, plain, read_yaml, reference_markdown
from reports.schema.reference import replaced
from reports.source import SourceFile

ROOT = Path(__file__).parents[2]
KINDS = ("brief", "house")
PAGE = ROOT / "docs" / "content-format.md"
EXAMPLES = sorted((ROOT / "content").glob("*/brief.yaml"))


def test_reference_is_up_to_date() -> None:
    wanted = replaced(PAGE.read_text(encoding="utf-8"), reference_markdown())
    if os.environ.get("BRIEF_ACCEPT"):
        PAGE.write_text(wanted, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == wanted, "the tables are stale: run this test with BRIEF_ACCEPT=1"


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_help(kind: Any) -> None:
    schema = json.loads(json_schema(kind))
    jsonschema.Draft202012Validator.check_schema(schema)
    count = 0
    for definition in (schema, *schema["$defs"].values()):
        for mapping in (definition, *definition.get("anyOf", ())):
            for key, value in mapping.get("properties", {}).items():
                assert value["description"].endswith((".", "…")), key
                count += 1
    assert count > (100 if kind == "brief" else 20)


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_examples_pass_the_schema(path: Path) -> None:
    tree = read_yaml(SourceFile(path.name, path.read_bytes()), Collector())
    faults = jsonschema.Draft202012Validator(json.loads(json_schema("brief"))).iter_errors(plain(tree))
    assert [f"{list(fault.path)}: {fault.message[:200]}" for fault in faults] == []


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize(
    "text",
    [
        "titel: x",
        "title: x\nstatus: fin",
        "title: x\nsections: [{title: a}]",
        "title: x\nprint: {pages: 0}",
        "title: x\nlang: english",
    ],
)
def test_schema_refuses_what_the_models_refuse(text: str) -> None:
    tree = plain(read_yaml(SourceFile("brief.yaml", text.encode()), Collector()))
    assert not jsonschema.Draft202012Validator(json.loads(json_schema("brief"))).is_valid(tree)


def test_replacing_keeps_what_stands_around() -> None:
    page = "before\n<!-- generated: begin -->\nold\n<!-- generated: end -->\nafter\n"
    new = "<!-- generated: begin -->\nnew\n<!-- generated: end -->\n"
    assert replaced(page, new) == "before\n" + new + "after\n"
