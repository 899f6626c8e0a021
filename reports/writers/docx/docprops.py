"""Core, extended and custom properties: what Word shows under File > Info (ISO/IEC 29500-2, 11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from reports.model.document import Meta
from reports.writers.docx.xml import DECLARATION, text

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006"
#: Longest value that Word and python-docx take.
_LONGEST = 255
_LAST_SECOND = 253402300799


def core_xml(meta: Meta) -> str:
    """The core properties; the times are those of the document, never those of the machine."""
    authors = [one.name for one in meta.authors if one.name]
    created = _time(meta.timestamp)
    values = (
        ("dc:title", meta.title),
        ("dc:subject", meta.subtitle),
        ("dc:creator", "; ".join(authors) or meta.publisher),
        ("cp:keywords", ", ".join(meta.keywords)),
        ("dc:description", meta.description),
        ("cp:lastModifiedBy", meta.publisher or "; ".join(authors)),
        ("cp:revision", "1"),
        ("cp:category", " ".join(one for one in (meta.series, meta.series_number) if one)),
        ("cp:contentStatus", meta.status.capitalize()),
        ("dc:identifier", f"https://doi.org/{meta.doi}" if meta.doi else meta.url),
        ("dc:language", meta.lang),
        ("cp:version", meta.version),
    )
    body = "".join(f"<{tag}>{text(value[:_LONGEST])}</{tag}>" for tag, value in values if value)
    times = "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{created}</dcterms:{tag}>' for tag in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{body}{times}</cp:coreProperties>"
    )


def _time(timestamp: int) -> str:
    seconds = max(0, min(_LAST_SECOND, timestamp))
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def app_xml(meta: Meta) -> str:
    """The extended properties."""
    company = f"<Company>{text(meta.publisher[:_LONGEST])}</Company>" if meta.publisher else ""
    return (
        f'{DECLARATION}<Properties xmlns="{_DOC}/extended-properties"><Application>Policy Brief Builder</Application>'
        f"<DocSecurity>0</DocSecurity>{company}<AppVersion>16.0000</AppVersion></Properties>"
    )


def custom_xml(values: Mapping[str, str]) -> str:
    """The custom properties, each a text of at most 255 characters."""
    body = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{text(name)}">'
        f"<vt:lpwstr>{text(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    names = f'xmlns="{_DOC}/custom-properties" xmlns:vt="{_DOC}/docPropsVTypes"'
    return f"{DECLARATION}<Properties {names}>{body}</Properties>"
