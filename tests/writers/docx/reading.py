"""Reading a Word file back, with other programs' eyes, and judging it by other people's rules."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from docx import Document as WordDocument
from lxml import etree
from openxml_audit import OpenXmlValidator

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
NS = {"w": W, "r": R, "a": A, "wp": WP, "c": C}

#: The ISO/IEC 29500 transitional schemas: where ``OOXML_SCHEMAS`` says, else beside the checkout.
SCHEMAS = Path(os.environ.get("OOXML_SCHEMAS") or Path(__file__).resolve().parents[4] / "shared" / "ooxml-xsd")

#: Part name → the schema that it obeys.
_RULES = (
    ("word/document.xml", "all-wml.xsd"), ("word/styles.xml", "all-wml.xsd"), ("word/numbering.xml", "all-wml.xsd"),
    ("word/settings.xml", "all-wml.xsd"), ("word/footnotes.xml", "all-wml.xsd"), ("word/endnotes.xml", "all-wml.xsd"),
    ("word/fontTable.xml", "all-wml.xsd"), ("word/footer", "all-wml.xsd"), ("word/header", "all-wml.xsd"),
    ("word/theme/", "dml-main.xsd"), ("word/charts/chart", "dml-chart.xsd"),
    ("docProps/app.xml", "shared-documentPropertiesExtended.xsd"),
    ("docProps/custom.xml", "shared-documentPropertiesCustom.xsd"),
    ("docProps/core.xml", "opc-coreProperties.xsd"),
    ("customXml/itemProps", "shared-customXmlDataProperties.xsd"),
    ("[Content_Types].xml", "opc-contentTypes.xsd"),
)  # fmt: skip


class Package:
    """The members of a Word file, its parts parsed when asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.zip.namelist()

    def read(self, name: str) -> bytes:
        return self.zip.read(name)

    @cache  # noqa: B019  a package lives as long as one test
    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))

    @property
    def body(self) -> etree._Element:
        return self.xml("word/document.xml").find(f"{{{W}}}body")

    def find(self, path: str, part: str = "word/document.xml") -> list[etree._Element]:
        return self.xml(part).xpath(path, namespaces=NS)

    def paragraphs(self, part: str = "word/document.xml") -> list[tuple[str, str]]:
        """Style name and text of every paragraph, also in tables and controls, deleted field codes left out."""
        return [(self.style_name(one), text_of(one)) for one in self.find("//w:p", part)]

    def style_name(self, paragraph: etree._Element) -> str:
        found = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle", NS)
        return self.style_names.get(found.get(f"{{{W}}}val") if found is not None else "Normal", "?")

    @property
    def style_names(self) -> dict[str, str]:
        return {
            one.get(f"{{{W}}}styleId"): one.find(f"{{{W}}}name").get(f"{{{W}}}val")
            for one in self.find("//w:style", "word/styles.xml")
        }

    def text(self, part: str = "word/document.xml") -> str:
        return "\n".join(text for _, text in self.paragraphs(part))

    def docx(self):
        return WordDocument(io.BytesIO(self.data))


def text_of(element: etree._Element) -> str:
    """What is printed of *element*: text, tabs and breaks, without field codes and nested paragraphs' doubles."""
    out = []
    for one in element.iter(f"{{{W}}}t", f"{{{W}}}tab", f"{{{W}}}br"):
        if one.tag == f"{{{W}}}tab" and one.getparent().tag != f"{{{W}}}r":
            continue
        out.append(one.text or "" if one.tag == f"{{{W}}}t" else " ")
    return "".join(out)


def audit(data: bytes) -> list[str]:
    """The findings of openxml-audit."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        return [str(one) for one in OpenXmlValidator().validate(file.name).errors]


@cache
def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name)))


def schema_errors(data: bytes) -> list[str]:
    """Where the parts break the ISO schemas, which have to be present."""
    package = Package(data)
    found = []
    for name in package.names:
        rule = next((rule for start, rule in _RULES if name.startswith(start)), None)
        if name.endswith(".rels"):
            rule = "opc-relationships.xsd"
        if rule is None:
            continue
        checked = schema(rule)
        if not checked.validate(package.xml(name)):
            found += [f"{name}:{one.line}: {one.message}" for one in checked.error_log]
    return found


def sdk_command() -> list[str] | None:
    """How to call the validator of the Open XML SDK, from the environment: see ``sdk.py``."""
    found = os.environ.get("OOXML_VALIDATOR", "")
    return found.split() if found else None


def sdk_findings(path: Path) -> list[str]:
    """The findings of the Open XML SDK."""
    command = sdk_command()
    assert command, "OOXML_VALIDATOR names no command"
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=120, check=False)
    answer = json.loads(done.stdout)
    return [f"{one['path']} {one['xPath']}: {one['description']}" for one in answer["errors"]]
