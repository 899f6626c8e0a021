"""Items as a BibLaTeX file, which BibTeX reads too as far as its styles know the fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reports.citing.bibtex import mapping
from reports.patterns import expression

TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "dataset": "dataset", "entry-encyclopedia": "inreference", "graphic": "artwork",
    "interview": "interview", "legal_case": "jurisdiction", "legislation": "legislation", "manuscript": "unpublished",
    "motion_picture": "movie", "pamphlet": "booklet", "paper-conference": "inproceedings", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "personal_communication": "letter",
    "post-weblog": "online", "report": "report", "review": "review", "software": "software", "song": "audio",
    "speech": "speech", "standard": "standard", "thesis": "thesis", "treaty": "legal", "webpage": "online",
}  # fmt: skip

_SPECIAL = {
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "$": "\\$", "&": "\\&", "%": "\\%",
    "#": "\\#", "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "'": "\\textquotesingle{}",
    '"': "\\textquotedbl{}", "`": "\\textasciigrave{}", "\u00a0": "~", "\u202f": "\\,",
}  # fmt: skip
_ESCAPED = expression("[" + re.escape("".join(_SPECIAL)) + "]")
_TAG = expression(r"(</?(?:i|b|sup|sub|sc)>|<span [^<>]*>|</span>)")
_OPENING = {
    "<i>": "\\emph{",
    "<b>": "\\textbf{",
    "<sup>": "\\textsuperscript{",
    "<sub>": "\\textsubscript{",
    "<sc>": "\\textsc{",
}
_WORD = expression(r"[^\s/–—-]+")
_TITLES = {"title": "title", "container-title": "", "collection-title": "series", "title-short": "shorttitle",
           "original-title": "origtitle", "volume-title": ""}  # fmt: skip
_TEXTS = {variable: name for name, variable in mapping.TEXTS.items() if name != "annote"}
_VERBATIM = {variable: name for name, variable in mapping.VERBATIM.items() if name != "callnumber"}


def to_bibtex(items: Iterable[Mapping[str, Any]]) -> str:
    """A BibLaTeX file of *items*. What the format cannot say is left out."""
    return "\n".join(_entry(item) for item in items)


def _entry(item: Mapping[str, Any]) -> str:
    kind = str(item.get("type", "document"))
    fields = [(name, value) for name, value in _fields(item, kind) if value]
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    key = re.sub(r"[\s,{}\"#%=~\\]+", "-", str(item.get("id", "")))
    return f"@{TYPES.get(kind, 'misc')}{{{key},\n{body}}}\n"


def _fields(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    for name, variable in mapping.NAMES.items():
        yield name, " and ".join(_name(one) for one in item.get(variable, ()))
    in_book = TYPES.get(kind) in mapping.IN_BOOK
    for variable, name in _TITLES.items():
        container = "booktitle" if in_book else "organization" if TYPES.get(kind) == "online" else "journaltitle"
        yield name or (container if variable == "container-title" else "issuetitle"), title(str(item.get(variable, "")))
    yield "entrysubtype", {"article-magazine": "magazine", "article-newspaper": "newspaper"}.get(kind, "")
    yield from _numbers(item, kind)
    yield _publisher_field(kind), text(str(item.get("publisher", "")))
    yield "location", text(str(item.get("publisher-place", "")))
    yield "type", text(str(item.get("genre", "")))
    for name, variable in mapping.DATES.items():
        date = edtf(item.get(variable) or {})
        literal = str((item.get(variable) or {}).get("literal", ""))
        yield (name, date) if date else ("year" if name == "date" else "", text(literal) if name == "date" else "")
    for variable, name in _TEXTS.items():
        if variable != "page":
            yield name, text(str(item.get(variable, "")))
    for variable, name in _VERBATIM.items():
        yield name, _verbatim(str(item.get(variable, "")))
    yield "doi", _verbatim(str(item.get("DOI", "")))
    yield "url", _verbatim(str(item.get("URL", "")))
    yield "note", text(str(item.get("note", "")).replace("\n", " "))
    yield "langid", _verbatim(str(item.get("language", "")))


def _numbers(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    out = TYPES.get(kind, "misc")
    yield "pages", text(str(item.get("page", ""))).replace("-", "--")
    if out in mapping.ARTICLES or out == "periodical":
        yield "number", text(str(item.get("issue", "")))
    elif out in mapping.IN_SERIES:
        yield "number", text(str(item.get("collection-number", "")))
    else:
        yield "number", text(str(item.get("number") or item.get("collection-number", "")))


def _publisher_field(kind: str) -> str:
    return "institution" if kind in ("report", "thesis") else "publisher"


def _verbatim(value: str) -> str:
    """An address or identifier: braces would unbalance the entry, so they are written percent-encoded."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}" if found[0] in "{}\\" else " ", value)


def text(value: str) -> str:
    """A text with its mark-up and special characters in LaTeX."""
    return _latex(value, protect=False)


def title(value: str) -> str:
    """As :func:`text`, with braces around words whose capitals BibTeX styles would take away."""
    return _latex(value, protect=True)


def _latex(value: str, *, protect: bool) -> str:
    out: list[str] = []
    closing: list[str] = []
    first = True
    for piece in _TAG.split(value):
        if piece in _OPENING or piece.startswith("<span "):
            opening = _OPENING.get(piece) or ("\\textsc{" if "small-caps" in piece else "{")
            out.append(opening)
            closing.append("}")
        elif piece.startswith("</") and _TAG.fullmatch(piece) and closing:
            out.append(closing.pop())
        elif piece:
            guarded = protect and not closing
            out.append(_words(piece, first) if guarded else _escape(piece))
            first = first and not piece.strip()
    return "".join(out + closing)


def _words(value: str, first: bool) -> str:
    """The words of *value* escaped, those with capitals in braces, but for the first of the title."""
    out: list[str] = []
    end = 0
    for found in _WORD.finditer(value):
        out.append(_escape(value[end : found.start()]))
        word = found[0]
        inner = word[1:] if first else word
        protected = any(char.isupper() for char in inner)
        out.append(f"{{{_escape(word)}}}" if protected else _escape(word))
        first = False
        end = found.end()
    return "".join(out) + _escape(value[end:])


def _escape(value: str) -> str:
    escaped = _ESCAPED.sub(lambda found: _SPECIAL[found[0]], value)
    return escaped.replace("--", "-{}-").replace("--", "-{}-")


def _name(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return f"{{{_escape(str(name['literal']))}}}"
    family, given = str(name.get("family", "")), str(name.get("given", ""))
    particle, suffix = str(name.get("non-dropping-particle", "")), str(name.get("suffix", ""))
    dropping = str(name.get("dropping-particle", ""))
    if not given or dropping or not family:
        parts = {"family": family, "given": given, "prefix": dropping or particle, "suffix": suffix}
        keyed = ", ".join(f"{key}={{{_escape(part)}}}" for key, part in parts.items() if part)
        return keyed + (", useprefix=false" if dropping else "")
    last = " ".join(filter(None, (_escape(particle), _part(family))))
    return ", ".join(filter(None, (last, _part(suffix), _part(given))))


def _part(value: str) -> str:
    """A part of a name, in braces where it would be taken apart."""
    if not value:
        return ""
    whole = "," in value or re.search(r"\band\b", value, re.IGNORECASE) or value[0].islower()
    return f"{{{_escape(value)}}}" if whole else _escape(value)


def edtf(date: Mapping[str, Any]) -> str:
    """A date in EDTF; empty for a literal one."""
    parts = date.get("date-parts") or []
    if not parts:
        return ""
    points = ["" if one == [0] else _point(one, date.get("season")) for one in parts]
    mark = "~" if date.get("circa") else ""
    return "/".join(point + mark if point else "" for point in points)


def _point(parts: list[int], season: int | None) -> str:
    year = parts[0] if parts[0] > 0 else parts[0] + 1
    shown = f"{'-' if year < 0 else ''}{abs(year):04d}"
    rest = [f"{part:02d}" for part in parts[1:]] or ([f"{season + 20}"] if season else [])
    return "-".join([shown, *rest])
