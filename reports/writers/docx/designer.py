"""A designer's template: its styles, numbering and theme take the place of ours where they have the same names.

The file is untrusted: it is read within bounds, by fixed part names, without entities, and nothing that is not
WordprocessingML of the standard comes along.
"""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from dataclasses import field
from io import BytesIO
from typing import Any

from reports.diagnostics import Diagnostic, Severity
from reports.records import record
from reports.source import Position
from reports.writers.docx.xml import DECLARATION, W

#: Bytes of one part and how many times smaller it may be packed.
_MAX_PART = 8_000_000
_MAX_RATIO = 200
_OFFSET = 1000
_MAX_NUMBERS = 2000
_MAX_STYLES = 5000
#: Bytes of the directory of a template; Word writes some 100 a part.
_MAX_DIRECTORY = 500_000
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class TemplateError(ValueError):
    """A template that cannot be used; the message says why, as the end of a sentence."""


@record(slots=True)
class Designer:
    """What is taken from a template; numbering and theme may be missing."""

    styles: Any
    definitions: list[str] = field(default_factory=list)
    instances: list[str] = field(default_factory=list)
    theme: bytes = b""


def read_template(data: bytes) -> Designer:
    """The parts of a .dotx or .docx file. Raises TemplateError where it is none."""
    try:
        _check_directory(data)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            styles = _part(archive, "word/styles.xml")
            numbering = _part(archive, "word/numbering.xml")
            theme = _part(archive, "word/theme/theme1.xml")
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise TemplateError("it is no Word file") from fault
    if not styles:
        raise TemplateError("it has no styles")
    found = Designer(_bare(_parse(styles)))
    if len(found.styles) > _MAX_STYLES:
        raise TemplateError(f"it has more than {_MAX_STYLES:,} styles")
    if numbering:
        found.definitions, found.instances = _numbers(_bare(_parse(numbering)))
    if theme and _is_theme(_parse(theme)):
        found.theme = theme
    return found


def usable(data: bytes, at: Position) -> tuple[Designer | None, tuple[Diagnostic, ...]]:
    """What is taken from a template, or what is wrong with it, told *at* the place that names it."""
    try:
        return read_template(data), ()
    except TemplateError as fault:
        message = f"the Word template cannot be used: {fault}"
        hint = "save it again as .dotx in Word; the house look is used instead"
        return None, (Diagnostic("OUT201", Severity.WARNING, at, message, hint),)


def _check_directory(data: bytes) -> None:
    """Look at the size of the directory before it is read: reading makes an object of every entry."""
    end = data.rfind(b"PK\x05\x06")
    if end >= 0 and int.from_bytes(data[end + 12 : end + 16], "little") > _MAX_DIRECTORY:
        raise TemplateError("it has too many parts")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    if info.file_size > _MAX_PART or info.file_size > _MAX_RATIO * max(1, info.compress_size):
        raise TemplateError(f"its part {name} is too large")
    return archive.read(info)


def _parse(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise TemplateError("one of its parts is broken") from fault
    if root.getroottree().docinfo.doctype:
        raise TemplateError("one of its parts has a document type declaration")
    return root


def _is_theme(root: Any) -> bool:
    """Whether it is a theme that leads nowhere else, to pictures, sounds or links."""
    if any(name.startswith(f"{{{_R}}}") or name == "action" for one in root.iter() for name in one.attrib):
        return False
    return bool(root.tag == "{http://schemas.openxmlformats.org/drawingml/2006/main}theme")


def _bare(root: Any) -> Any:
    """*root* without elements and attributes of other name spaces: later versions of Word add them."""
    for one in list(root.iter()):
        if not isinstance(one.tag, str) or not one.tag.startswith(f"{{{W}}}"):
            if one.getparent() is not None:
                one.getparent().remove(one)
            continue
        for name in [name for name in one.attrib if not name.startswith(f"{{{W}}}")]:
            del one.attrib[name]
    return root


def _text(element: Any) -> str:
    """*element* as markup of its own."""
    from lxml import etree

    alone = deepcopy(element)
    alone.tail = None
    etree.cleanup_namespaces(alone)
    return str(etree.tostring(alone, encoding="unicode"))


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _numbers(root: Any) -> tuple[list[str], list[str]]:
    """Definitions and instances, their ids moved out of the way of ours; pictures as bullets stay behind."""
    for one in list(root.iter(_w("lvlPicBulletId"))):
        one.getparent().remove(one)
    lists: tuple[list[str], list[str]] = ([], [])
    for out, tag, key in ((lists[0], "abstractNum", "abstractNumId"), (lists[1], "num", "numId")):
        for one in root.findall(_w(tag))[:_MAX_NUMBERS]:
            _move(one, _w(key))
            for inner in one.findall(_w("abstractNumId")):
                _move(inner, _w("val"))
            out.append(_text(one))
    return lists


def _move(element: Any, name: str) -> None:
    value = element.get(name, "")
    element.set(name, str(int(value) + _OFFSET) if re.fullmatch(r"\d{1,6}", value) else str(_OFFSET))


def merge_styles(ours: str, designer: Designer) -> str:
    """The styles part with the designer's definitions under our ids, and the designer's other styles added."""
    from lxml import etree

    root = etree.fromstring(ours.encode())
    mine = {_key(one): one for one in root.findall(_w("style"))}
    theirs = designer.styles.findall(_w("style"))
    names = _names(theirs, mine)
    for one in theirs:
        known = mine.get(_key(one))
        if known is not None and known.getparent() is None:
            continue
        _rename(one, names, bool(designer.instances))
        if known is None:
            one.attrib.pop(_w("default"), None)
            root.append(one)
        else:
            _keep_heading_numbers(known, one)
            _keep_places(known, one)
            root.replace(known, one)
    defaults = designer.styles.find(_w("docDefaults"))
    if defaults is not None:
        _take_defaults(root, defaults)
    etree.cleanup_namespaces(root)
    return DECLARATION + str(etree.tostring(root, encoding="unicode"))


def _key(style: Any) -> tuple[str, str]:
    name = style.find(_w("name"))
    return style.get(_w("type"), "paragraph"), (name.get(_w("val"), "") if name is not None else "").lower()


def _names(theirs: list[Any], mine: dict[tuple[str, str], Any]) -> dict[str, str]:
    """The designer's style ids → the ids they get."""
    taken = {one.get(_w("styleId")) for one in mine.values()}
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for one in theirs:
        identifier = one.get(_w("styleId"), "")
        same = mine.get(_key(one))
        if same is not None:
            found[identifier] = same.get(_w("styleId"))
            continue
        wanted = re.sub(r"[^A-Za-z0-9]", "", identifier)[:200] or "Style"
        stem, count = wanted, 2
        while wanted in taken:
            wanted, count = f"{stem}{count}", counts.get(stem, count) + 1
            counts[stem] = count
        taken.add(wanted)
        found[identifier] = wanted
    return found


def _rename(style: Any, names: dict[str, str], numbered: bool) -> None:
    style.set(_w("styleId"), names[style.get(_w("styleId"), "")])
    for tag in ("basedOn", "next", "link"):
        for one in style.findall(_w(tag)):
            target = names.get(one.get(_w("val"), ""))
            if target is None:
                style.remove(one)
            else:
                one.set(_w("val"), target)
    for one in list(style.iter(_w("numPr"))):
        number = one.find(_w("numId"))
        if number is None or not numbered:
            one.getparent().remove(one)
        elif number.get(_w("val")) != "0":
            _move(number, _w("val"))


def _keep_heading_numbers(ours: Any, theirs: Any) -> None:
    """Headings are numbered as the document is, not as the template would."""
    if not re.fullmatch(r"Heading\d", ours.get(_w("styleId"), "")):
        return
    for one in list(theirs.iter(_w("numPr"))):
        one.getparent().remove(one)
    wanted = ours.find(f"{_w('pPr')}/{_w('numPr')}")
    properties = theirs.find(_w("pPr"))
    if wanted is None or properties is None:
        return
    before = ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
    place = sum(one.tag in {_w(name) for name in before} for one in properties)
    properties.insert(place, deepcopy(wanted))


#: Where a paragraph stands on our page, and what it must not be parted from: for these styles, by these properties.
_PLACES = {
    **dict.fromkeys(("Title", "Subtitle", "Date"), ("ind",)),
    **dict.fromkeys(("Header", "Footer"), ("tabs", "ind")),
    **dict.fromkeys(("Caption", *(f"Heading{one}" for one in range(1, 10))), ("keepNext",)),
}
#: The properties that may stand before each of them in a paragraph's properties (ISO/IEC 29500-1, 17.3.1).
_BEFORE = {
    "keepNext": ("pStyle",),
    "tabs": ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
             "suppressLineNumbers", "pBdr", "shd"),
}  # fmt: skip
_BEFORE["ind"] = (
    *_BEFORE["tabs"], "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing",
)  # fmt: skip


def _keep_places(ours: Any, theirs: Any) -> None:
    """The page is ours: titles keep our edge, running heads our tab stops, captions what they stand above."""
    wanted = _PLACES.get(ours.get(_w("styleId"), ""), ())
    known = [ours.find(f"{_w('pPr')}/{_w(name)}") for name in wanted]
    if not any(one is not None for one in known):
        return
    properties = theirs.find(_w("pPr"))
    if properties is None:
        properties = theirs.makeelement(_w("pPr"), {})
        after = [at for at, one in enumerate(theirs) if one.tag in {_w("rPr"), _w("tblPr")}]
        theirs.insert(after[0] if after else len(theirs), properties)
    for name, one in zip(wanted, known, strict=True):
        for old in properties.findall(_w(name)):
            properties.remove(old)
        if one is not None:
            place = sum(child.tag in {_w(before) for before in _BEFORE[name]} for child in properties)
            properties.insert(place, deepcopy(one))


def _take_defaults(root: Any, defaults: Any) -> None:
    """The designer's defaults, in the language of the document."""
    old = root.find(_w("docDefaults"))
    lang = old.find(f".//{_w('lang')}")
    properties = defaults.find(f"{_w('rPrDefault')}/{_w('rPr')}")
    if properties is not None:
        for one in properties.findall(_w("lang")):
            properties.remove(one)
        properties.append(deepcopy(lang))
    root.replace(old, defaults)
