"""What closes the file: catalogue, outline, destinations, metadata, attachments, and the compact form."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import md5
from typing import Any

from reports.model.document import Document
from reports.writers.pdf.canvas import TaggedCanvas, number
from reports.writers.pdf.icc import srgb_profile
from reports.writers.pdf.objects import Raw, Stream, byte_string, reference, text_string
from reports.writers.pdf.story import OutlineEntry
from reports.writers.pdf.structure import Node, TreeWriter
from reports.writers.pdf.toolkit import PDFCatalog
from reports.writers.pdf.xmp import info_entries, xmp_packet


class _Catalog(PDFCatalog):  # type: ignore[misc]
    """The catalogue with the entries that an archive asks for."""

    __NoDefault__ = (*PDFCatalog.__NoDefault__, "OutputIntents", "AF")
    __Refs__ = ()


def page_references(canvas: TaggedCanvas) -> list[str]:
    """How to refer to each page."""
    table = canvas._doc.idToObjectNumberAndVersion
    count = canvas._doc.pageCounter - 1
    return [f"{table[f'Page{k + 1}'][0]} 0 R" for k in range(count)]


def close_document(
    canvas: TaggedCanvas,
    document: Document,
    root: Node,
    outline: list[OutlineEntry],
    attachments: Mapping[str, bytes],
) -> None:
    """Enter everything that is not page content."""
    pdf = canvas._doc
    pages = page_references(canvas)
    canvas.finish(pages)
    catalogue = pdf.Catalog
    catalogue.__class__ = _Catalog
    catalogue.StructTreeRoot = TreeWriter(pdf, pages).write(root)
    catalogue.MarkInfo = "<< /Marked true >>"
    catalogue.Lang = text_string(document.meta.lang or "en")
    catalogue.ViewerPreferences = "<< /DisplayDocTitle true >>"
    catalogue.PageLabels = "<< /Nums [ 0 << /S /D >> ] >>"
    part = 3 if attachments else 2
    catalogue.Metadata = reference(pdf, Stream("/Type /Metadata /Subtype /XML", xmp_packet(document.meta, part=part)))
    profile = reference(pdf, Stream("/N 3", srgb_profile()))
    catalogue.OutputIntents = (
        f"[ << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
        f"/Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} >> ]"
    )
    names = [_destinations(canvas, pages)]
    if attachments:
        tree, files = _attach(pdf, attachments, document)
        names.append(tree)
        catalogue.AF = f"[ {' '.join(files)} ]"
    catalogue.Names = f"<< {' '.join(name for name in names if name)} >>"
    catalogue.Outlines = _outline(pdf, canvas, pages, outline)
    if catalogue.Outlines is not None:
        catalogue.PageMode = "/UseOutlines"
    entries = " ".join(f"/{name} {value}" for name, value in info_entries(document.meta).items())
    pdf.info = Raw(f"<< {entries} >>")


def _destinations(canvas: TaggedCanvas, pages: list[str]) -> str:
    """Every id as a named destination, so that ``file.pdf#id`` opens at it."""
    found = sorted((name.encode("utf-8"), where) for name, where in canvas.targets.items() if not name.startswith("@"))
    if not found:
        return ""
    pairs = " ".join(
        f"{byte_string(name.decode('utf-8'))} [ {pages[page]} /XYZ null {number(y)} null ]" for name, (page, y) in found
    )
    return f"/Dests << /Names [ {pairs} ] >>"


def _attach(pdf: Any, attachments: Mapping[str, bytes], document: Document) -> tuple[str, list[str]]:
    """Embedded files as the source of the document (ISO 19005-3, 6.8)."""
    when = info_entries(document.meta)["ModDate"]
    specs: list[tuple[bytes, str, str]] = []
    for name in sorted(attachments, key=lambda one: one.encode("utf-8", "replace")):
        data = attachments[name]
        check = md5(data, usedforsecurity=False).hexdigest()
        params = f"/Params << /Size {len(data)} /ModDate {when} /CheckSum <{check}> >>"
        stream = reference(pdf, Stream(f"/Type /EmbeddedFile /Subtype /{_mime(name)} {params}", data))
        shown = text_string(name)
        spec = reference(
            pdf,
            Raw(
                f"<< /Type /Filespec /F {shown} /UF {shown} /Desc {shown} /AFRelationship /Source "
                f"/EF << /F {stream} /UF {stream} >> >>"
            ),
        )
        specs.append((name.encode("utf-8", "replace"), shown, spec))
    pairs = " ".join(f"{shown} {spec}" for _, shown, spec in specs)
    return f"/EmbeddedFiles << /Names [ {pairs} ] >>", [spec for _, _, spec in specs]


_MIME = {
    "yaml": "application#2Fyaml",
    "yml": "application#2Fyaml",
    "json": "application#2Fjson",
    "bib": "text#2Fx-bibtex",
    "csv": "text#2Fcsv",
    "png": "image#2Fpng",
    "jpg": "image#2Fjpeg",
    "jpeg": "image#2Fjpeg",
    "svg": "image#2Fsvg+xml",
    "html": "text#2Fhtml",
    "ttf": "font#2Fttf",
}


def _mime(name: str) -> str:
    return _MIME.get(name.rsplit(".", 1)[-1].lower(), "application#2Foctet-stream")


def _outline(pdf: Any, canvas: TaggedCanvas, pages: list[str], entries: list[OutlineEntry]) -> str | None:
    """The outline, its levels without gaps."""
    known = [one for one in entries if one.target in canvas.targets and one.text.strip()]
    if not known:
        return None
    root = Raw()
    root_ref = reference(pdf, root)
    items = [Raw() for _ in known]
    refs = [reference(pdf, item) for item in items]
    children: dict[int, list[int]] = {-1: []}
    stack: list[tuple[int, int]] = []
    parents: list[int] = []
    for k, one in enumerate(known):
        while stack and stack[-1][0] >= one.level:
            stack.pop()
        parent = stack[-1][1] if stack else -1
        parents.append(parent)
        children.setdefault(parent, []).append(k)
        stack.append((one.level, k))
    for k, one in enumerate(known):
        siblings = children[parents[k]]
        at = siblings.index(k) if len(siblings) < 50 else _index(siblings, k)
        page, y = canvas.targets[one.target]
        above = root_ref if parents[k] < 0 else refs[parents[k]]
        title = text_string(" ".join(one.text.split()))
        text = f"<< /Title {title} /Parent {above} /Dest [ {pages[page]} /XYZ null {number(y)} null ]"
        if at:
            text += f" /Prev {refs[siblings[at - 1]]}"
        if at + 1 < len(siblings):
            text += f" /Next {refs[siblings[at + 1]]}"
        inner = children.get(k)
        if inner:
            text += f" /First {refs[inner[0]]} /Last {refs[inner[-1]]} /Count {-len(inner)}"
        items[k].text = f"{text} >>"
    top = children[-1]
    root.text = f"<< /Type /Outlines /First {refs[top[0]]} /Last {refs[top[-1]]} /Count {len(top)} >>"
    return root_ref


def _index(values: list[int], wanted: int) -> int:
    from bisect import bisect_left

    return bisect_left(values, wanted)
