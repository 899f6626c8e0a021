"""The metadata of the file: XMP (ISO 16684-1) with the PDF/A and PDF/UA identifications, and the Info dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from reports.model.document import Meta
from reports.model.record import dublin_core, licence_address
from reports.writers.pdf.objects import text_string

PRODUCER = "policy-brief-builder"

#: Names of schemas that PDF/A does not know, each with its namespace and properties: name, type, category, meaning
#: (ISO 19005-2, 6.6.2.3.3).
_UA = ("PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
_UA_PROPERTIES = (("part", "Integer", "internal", "Part of ISO 14289 to which the file conforms"),)
_PRISM = ("PRISM basic metadata", "http://prismstandard.org/namespaces/basic/2.0/", "prism")
_PRISM_PROPERTIES = (
    ("publicationName", "Text", "external", "Title of the series"),
    ("number", "Text", "external", "Number in the series"),
    ("issn", "Text", "external", "ISSN of the series"),
    ("doi", "Text", "external", "DOI of the publication"),
    ("url", "URL", "external", "Where the publication lives"),
)


def _extension(schema: tuple[str, str, str], properties: tuple[tuple[str, str, str, str], ...]) -> str:
    name, namespace, prefix = schema
    described = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{one}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType><pdfaProperty:category>{category}"
        f"</pdfaProperty:category><pdfaProperty:description>{text}</pdfaProperty:description></rdf:li>"
        for one, kind, category, text in properties
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


_EXTENSIONS = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n<pdfaExtension:schemas><rdf:Bag>\n'
    f"{_extension(_UA, _UA_PROPERTIES)}\n{_extension(_PRISM, _PRISM_PROPERTIES)}\n"
    "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>"
)


def xmp_packet(meta: Meta, *, part: int = 2) -> bytes:
    """The packet; *part* is that of PDF/A."""
    when = _when(meta).strftime("%Y-%m-%dT%H:%M:%SZ")
    title = _clean(meta.title or "Untitled")
    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" '
        f'xmlns:prism="{_PRISM[1]}" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">',
        "<dc:format>application/pdf</dc:format>",
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>',
        *_dublin(meta),
        *_prism(meta),
        *_rights(meta),
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        f"<pdf:Keywords>{_clean(', '.join(meta.keywords))}</pdf:Keywords>" if meta.keywords else "",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{when}</xmp:MetadataDate>",
        f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "</rdf:Description>",
        _EXTENSIONS,
        "</rdf:RDF></x:xmpmeta>",
        '<?xpacket end="w"?>',
    ]
    return "\n".join(line for line in lines if line).encode("utf-8")


#: What XMP makes of the elements of Dublin Core (ISO 16684-1, 8.3); the title stands apart.
_CONTAINERS = {
    "creator": "Seq", "date": "Seq", "contributor": "Bag", "publisher": "Bag", "language": "Bag", "subject": "Bag",
    "relation": "Bag", "type": "Bag",
}  # fmt: skip


def _dublin(meta: Meta) -> Iterator[str]:
    for name, values in dublin_core(meta).items():
        if name in _CONTAINERS:
            yield _sequence(f"dc:{name}", _CONTAINERS[name], list(values))
        elif name in ("description", "rights"):
            yield _alternative(f"dc:{name}", values[0])
        elif name == "identifier":
            yield f"<dc:identifier>{_clean(values[0])}</dc:identifier>"


def _prism(meta: Meta) -> Iterator[str]:
    values = {
        "publicationName": meta.series, "number": meta.series_number, "issn": meta.issn, "doi": meta.doi,
        "url": meta.url,
    }  # fmt: skip
    yield from (f"<prism:{name}>{_clean(value)}</prism:{name}>" for name, value in values.items() if value)


def _rights(meta: Meta) -> Iterator[str]:
    address = licence_address(meta.licence)
    if address:
        yield "<xmpRights:Marked>True</xmpRights:Marked>"
        yield f"<xmpRights:WebStatement>{_clean(address)}</xmpRights:WebStatement>"


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
