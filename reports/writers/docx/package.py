"""The parts of the file and their relations, put together with python-docx's package layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from docx.opc.constants import CONTENT_TYPE
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.packuri import CONTENT_TYPES_URI, PackURI
from docx.opc.part import Part as OpcPart
from docx.opc.spec import default_content_types
from docx.package import Package

from reports.records import record
from reports.writers.docx.zipper import pack

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@record(frozen=True, slots=True)
class Relation:
    """One relationship: *target* is a part, or the address of something outside."""

    kind: str
    target: Part | str


@record(slots=True)
class Part:
    """One part: its name in the package, its content type, its bytes and what it points to.

    Relationship ids are ``rId1`` … in the order of asking; asking twice for the same gives the same.
    """

    name: str
    content_type: str
    data: bytes = b""
    relations: dict[str, Relation] = field(default_factory=dict)
    _known: dict[tuple[str, int | str], str] = field(default_factory=dict)

    def relate(self, kind: str, target: Part | str) -> str:
        """The id of the relationship of *kind* (the last word of its type's address, or all of it) to *target*."""
        key = (kind, target if isinstance(target, str) else target.name)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = f"rId{len(self.relations) + 1}"
            self.relations[found] = Relation(kind, target)
        return found


def parts_of(root: Part) -> Iterator[Part]:
    """Every part reachable from *root*, each once, without *root*."""
    seen: set[str] = set()
    queue = [root]
    while queue:
        for relation in queue.pop(0).relations.values():
            target = relation.target
            if isinstance(target, Part) and target.name not in seen:
                seen.add(target.name)
                queue.append(target)
                yield target


def save(root: Part) -> bytes:
    """The file. *root* stands for the package itself: its relations are those of the package."""
    package = Package()
    parts = list(parts_of(root))
    made = {one.name: OpcPart(PackURI(one.name), one.content_type, one.data, package) for one in parts}
    members = {one.name.lstrip("/"): one.data for one in parts}
    members[CONTENT_TYPES_URI.lstrip("/")] = _content_types(parts)
    for source in (root, *parts):
        holder = package if source is root else made[source.name]
        for rid, relation in source.relations.items():
            kind = relation.kind if ":" in relation.kind else _OFFICE + relation.kind
            outside = isinstance(relation.target, str)
            target = relation.target if isinstance(relation.target, str) else made[relation.target.name]
            holder.rels.add_relationship(kind, target, rid, outside)
        if source.relations:
            members[PackURI(source.name).rels_uri.lstrip("/")] = holder.rels.xml
    return pack(members)


def _content_types(parts: list[Part]) -> bytes:
    """The list of what each part is: by extension for the usual ones, by name for the others."""
    usual = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    named = {}
    for one in parts:
        extension = PackURI(one.name).ext
        if (extension, one.content_type) in default_content_types:
            usual[extension] = one.content_type
        else:
            named[one.name] = one.content_type
    types: Any = CT_Types.new()  # type: ignore[no-untyped-call]
    for extension in sorted(usual):
        types.add_default(extension, usual[extension])
    for name in sorted(named):
        types.add_override(name, named[name])
    return bytes(serialize_part_xml(types))
