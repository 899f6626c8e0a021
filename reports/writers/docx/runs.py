"""Inlines as runs, hyperlinks, fields and note calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from reports.language import right_to_left
from reports.model import inlines as i
from reports.patterns import expression
from reports.records import record
from reports.writers.docx import citations, notes, references
from reports.writers.docx.bookmarks import bookmark_name
from reports.writers.docx.job import MAX_DEPTH, Job, Place
from reports.writers.docx.links import external
from reports.writers.docx.properties import RUN_ORDER, ordered
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import attr, run, text_run

#: A stretch of Hebrew, Arabic and their like, with the spaces and signs inside it.
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
_FORWARD = expression(r"[A-Za-z]")
_BACKWARD = expression(f"({_LETTER}(?:[^A-Za-z0-9]*{_LETTER})*)")
#: Roles of spans that look like another: the paragraphs of the same role look otherwise.
_SPAN_ROLES = {"addressee": "due"}


@record(frozen=True, slots=True)
class Ink:
    """How characters are set: one character style, and directly what a second style would have to say."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    vertical: str = ""
    lang: str = ""
    linked: bool = False
    backward: bool = False

    def named(self, style: str, **direct: bool | str) -> Ink:
        """The ink inside a node: in *style* where none is set yet, else with the *direct* property."""
        if not self.style:
            return replace(self, style=style)
        return replace(self, **direct)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def plain_ink(lang: str) -> Ink:
    """The ink of plain text in a language; empty for that of the document."""
    return Ink(lang=lang)


@lru_cache(maxsize=512)
def run_look(ink: Ink) -> str:
    """The run properties of *ink*; empty for plain text."""
    direct: dict[str, str] = {}
    if ink.bold:
        direct |= {"b": "<w:b/>", "bCs": "<w:bCs/>"}
    if ink.italic:
        direct |= {"i": "<w:i/>", "iCs": "<w:iCs/>"}
    if ink.small_caps:
        direct["smallCaps"] = "<w:smallCaps/>"
    if ink.vertical:
        direct["vertAlign"] = f'<w:vertAlign w:val="{ink.vertical}"/>'
    if ink.backward:
        direct["rtl"] = "<w:rtl/>"
    if ink.lang:
        direct["lang"] = f'<w:lang w:val="{attr(ink.lang)}" w:eastAsia="{attr(ink.lang)}" w:bidi="{attr(ink.lang)}"/>'
    style = f'<w:rStyle w:val="{ink.style}"/>' if ink.style else ""
    inner = style + ordered(direct, RUN_ORDER)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def inlines(job: Job, nodes: Iterable[i.Inline], place: Place, ink: Ink | None = None) -> str:
    """*nodes* as the content of a paragraph."""
    if ink is None:
        ink = plain_ink(place.lang)
    if job.depth > MAX_DEPTH:
        return text_run(flat_text(nodes), run_look(ink))
    job.depth += 1
    out = []
    before: i.Inline | None = None
    for one in nodes:
        if isinstance(one, i.Note) and isinstance(before, i.Note) and not place.note:
            out.append(notes.between(one))
        out.append(_inline(job, one, place, ink))
        before = one
    job.depth -= 1
    return "".join(out)


def _inline(job: Job, node: i.Inline, place: Place, ink: Ink) -> str:  # noqa: C901  one arm for each node
    match node:
        case i.Text(value):
            return _text(value, ink)
        case i.Emph(content):
            return inlines(job, content, place, ink.named("Emphasis", italic=True))
        case i.Strong(content):
            return inlines(job, content, place, ink.named("Strong", bold=True))
        case i.Superscript(content):
            return inlines(job, content, place, ink.named("Superscript", vertical="superscript"))
        case i.Subscript(content):
            return inlines(job, content, place, ink.named("Subscript", vertical="subscript"))
        case i.SmallCaps(content):
            return inlines(job, content, place, ink.named("SmallCaps", small_caps=True))
        case i.Code(value):
            return text_run(value, run_look(replace(ink, style="HTMLCode")))
        case i.LineBreak():
            return run("<w:br/>", run_look(ink))
        case i.Span():
            return inlines(job, node.content, place, _span_ink(job, node, ink))
        case i.Link():
            return _link(job, node, place, ink)
        case i.Ref():
            return references.reference(job, node, place, ink)
        case i.Cite():
            return citations.cite(job, node, place, ink)
        case i.Note():
            return notes.call(job, node, place, ink)
        case _:
            assert_never(node)


def _text(value: str, ink: Ink) -> str:
    """A text; what runs from right to left in runs of their own, so that Word sets their signs on the right side."""
    if value.isascii() or not _BACKWARD.search(value):
        return text_run(value, run_look(ink))
    pieces = _BACKWARD.split(value) if _FORWARD.search(value) or not right_to_left(ink.lang) else ["", value]
    inks = (ink, replace(ink, backward=True))
    return "".join(text_run(one, run_look(inks[at % 2])) for at, one in enumerate(pieces))


def _span_ink(job: Job, node: i.Span, ink: Ink) -> Ink:
    if node.lang:
        ink = replace(ink, lang=node.lang)
    role = _SPAN_ROLES.get(node.role or "", node.role)
    if role and not ink.style and job.sheet.has_role(role):
        return replace(ink, style=job.sheet.role_characters(role))
    return ink


def _link(job: Job, node: i.Link, place: Place, ink: Ink) -> str:
    """A link; one inside a link, or to nowhere, is its text."""
    target = node.href[1:] if node.href.startswith("#") else ""
    address = "" if target else external(node.href)
    known = target in job.targets.by_id
    if ink.linked or not (known or address) or not node.content:
        return inlines(job, node.content, place, ink)
    style = _link_style(node, known, target)
    inner = inlines(job, node.content, place, replace(ink.named(style), linked=True))
    if known:
        return internal_link(target, inner)
    return f'<w:hyperlink r:id="{place.part.relate("hyperlink", address)}" w:history="1">{inner}</w:hyperlink>'


def _link_style(node: i.Link, known: bool, target: str) -> str:
    """Named links lead out of the text under a line; addresses tell themselves, and links within stay in colour."""
    if known:
        return "QuietLink" if target.startswith("ref-") else "InternalLink"
    shown = flat_text(node.content).strip()
    return "WebAddress" if shown and node.href.strip().endswith(shown) and "." in shown else "Hyperlink"


def internal_link(target: str, inner: str) -> str:
    """Runs that lead to an id of this document."""
    return f'<w:hyperlink w:anchor="{bookmark_name(target)}" w:history="1">{inner}</w:hyperlink>'
