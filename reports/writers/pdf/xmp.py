"""The metadata of the file: XMP (ISO 16684-1) with the PDF/A and PDF/UA identifications, and the Info dictionary."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from reports.model.document import Meta
from reports.writers.pdf.objects import text_string

PRODUCER = "policy-brief-builder"

_UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""  # noqa: E501 - one element


def xmp_packet(meta: Meta, *, part: int = 2) -> bytes:
    """The packet; *part* is that of PDF/A."""
    when = _when(meta).strftime("%Y-%m-%dT%H:%M:%SZ")
    title = _clean(meta.title or "Untitled")
    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">',
        "<dc:format>application/pdf</dc:format>",
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>',
        _sequence("dc:creator", "Seq", [one.name for one in meta.authors]),
        _alternative("dc:description", meta.description),
        _sequence("dc:language", "Bag", [meta.lang]),
        _sequence("dc:subject", "Bag", list(meta.keywords)),
        _sequence("dc:publisher", "Bag", [meta.publisher] if meta.publisher else []),
        _alternative("dc:rights", meta.licence),
        f"<dc:identifier>{_clean('https://doi.org/' + meta.doi)}</dc:identifier>" if meta.doi else "",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        f"<pdf:Keywords>{_clean(', '.join(meta.keywords))}</pdf:Keywords>" if meta.keywords else "",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{when}</xmp:MetadataDate>",
        f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "</rdf:Description>",
        _UA_SCHEMA,
        "</rdf:RDF></x:xmpmeta>",
        '<?xpacket end="w"?>',
    ]
    return "\n".join(line for line in lines if line).encode("utf-8")


def info_entries(meta: Meta) -> dict[str, str]:
    """The Info dictionary, equal to the packet (ISO 19005-2, 6.6.3)."""
    when = text_string(_when(meta).strftime("D:%Y%m%d%H%M%SZ"))
    entries = {"Title": text_string(_plain(meta.title or "Untitled")), "Producer": text_string(PRODUCER)}
    if meta.authors:
        entries["Author"] = text_string(_plain(", ".join(one.name for one in meta.authors)))
    if meta.description:
        entries["Subject"] = text_string(_plain(meta.description))
    if meta.keywords:
        entries["Keywords"] = text_string(_plain(", ".join(meta.keywords)))
    entries |= {"Creator": text_string(PRODUCER), "CreationDate": when, "ModDate": when}
    return entries


def _when(meta: Meta) -> datetime:
    """The document's own time; never the present."""
    try:
        return datetime.fromtimestamp(meta.timestamp, UTC)
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0, UTC)


def _plain(text: str) -> str:
    """*text* with what XML cannot hold taken out."""
    return "".join(
        char
        for char in text
        if char in "\t\n"
        or (ord(char) >= 32 and not 0xD800 <= ord(char) < 0xE000 and ord(char) not in (0xFFFE, 0xFFFF))
    )


def _clean(text: str) -> str:
    return escape(_plain(text), quote=False)


def _sequence(name: str, kind: str, values: list[str]) -> str:
    if not values:
        return ""
    items = "".join(f"<rdf:li>{_clean(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _alternative(name: str, value: str) -> str:
    if not value:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{_clean(value)}</rdf:li></rdf:Alt></{name}>'
