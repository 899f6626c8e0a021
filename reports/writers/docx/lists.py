"""Lists and definition lists."""

from __future__ import annotations

from dataclasses import replace

from reports.model import blocks as b
from reports.theme.tokens import TextStyle
from reports.writers.docx.job import Job, Place
from reports.writers.docx.numbering import LEVELS, ListForm, numbered
from reports.writers.docx.properties import indent, tabs
from reports.writers.docx.restyle import changed, style_of
from reports.writers.docx.runs import Ink, inlines
from reports.writers.docx.stylebook import list_step
from reports.writers.docx.styles import camel, human
from reports.writers.docx.xml import paragraph, run

#: Points below a block of facts, where the look asks for less: its small print would stick to the text.
_AFTER_FACTS = 5.0
#: Points that what stands in a fact has at the least.
_NARROWEST_FACT = 60.0
#: No more facts than these are kept together.
_FEW_FACTS = 12
#: Terms and meanings that stand in the column of the text; those of other roles hang out where there is room.
_IN_TEXT = ("abbreviations",)
#: Sizes of the font that a digit of a heading's number and the gap after it take, and the least for both in points.
_DIGIT, _GAP, _NARROWEST = 0.54, 0.65, 28.0


def draw_list(job: Job, node: b.List, place: Place, out: list[str]) -> None:
    """A list; every numbered one counts anew from its start."""
    from reports.writers.docx.blocks import blocks

    level = min(place.level, LEVELS - 1)
    form = _form(job, node, place)
    number = job.numbering.instance(form, level, node.start)
    style = _item_style(job, node, place, level)
    gap = "" if node.tight or place.note or place.cell else '<w:contextualSpacing w:val="0"/>'
    inner = replace(place, level=place.level + 1, depth=place.depth + 1, indent=place.indent + form.step)
    for item in node.items:
        first, rest = _split(item)
        anchors = job.bookmarks.flush()
        body = inlines(job, first.content, replace(place, lang=first.lang or place.lang)) if first else ""
        out.append(paragraph(style, anchors + body, numbered(number, level) + gap))
        if rest:
            blocks(job, rest, replace(inner, style=_continue_style(job, place, level)), out)


def _split(item: b.ListItem) -> tuple[b.Para | None, tuple[b.Block, ...]]:
    if item.content and isinstance(item.content[0], b.Para):
        return item.content[0], item.content[1:]
    return None, item.content


def _form(job: Job, node: b.List, place: Place) -> ListForm:
    step = list_step(job.theme)
    base = place.frame.base if place.frame else place.shift
    return ListForm("number" if node.ordered else "bullet", round(base, 2), step if not place.cell else step * 0.75)


def _item_style(job: Job, node: b.List, place: Place, level: int) -> str:
    if place.frame:
        return place.frame.style(job, "list")
    if place.style != "BodyText" and not place.style.startswith("ListContinue"):
        return _continued_base(place)
    name = "ListNumber" if node.ordered else "ListBullet"
    return name + ("" if level == 0 else str(min(5, level + 1)))


def _continued_base(place: Place) -> str:
    return place.style.removesuffix("Inset")


def _continue_style(job: Job, place: Place, level: int) -> str:
    """The style of further paragraphs of an item."""
    if place.frame:
        return place.frame.style(job, "list")
    if place.style == "BodyText" or place.style.startswith("ListContinue"):
        return "ListContinue" + ("" if level == 0 else str(min(5, level + 1)))
    step = list_step(job.theme)
    return job.sheet.variant(_continued_base(place), "inset", {"ind": indent(place.shift + step * (level + 1))})


def draw_definitions(job: Job, node: b.DefinitionList, place: Place, out: list[str]) -> None:
    """Terms and their meanings: side by side where the role has short terms, else one under the other."""
    role = node.role or ""
    if role and _has_terms(job, role):
        _side_by_side(job, node, role, place, out)
        return
    from reports.writers.docx.blocks import blocks

    base = place.frame.base if place.frame else place.shift
    style = job.sheet.text(
        _framed("DefinitionTerm", place), "Definition Term", _shifted(job.theme.text("definition.term"), base)
    )
    step = job.theme.numbers.get("definition.indent", 14.0)
    body = job.sheet.text(
        _framed("Definition", place), "Definition", _shifted(job.theme.text("definition.text"), base + step)
    )
    for item in node.items:
        anchors = job.bookmarks.flush()
        out.append(paragraph(style, anchors + inlines(job, item.term, place)))
        blocks(job, item.content, replace(place, style=body, depth=place.depth + 1, frame=None, shift=base + step), out)


def _framed(name: str, place: Place) -> str:
    return name + (camel(place.frame.role) if place.frame else "") + ("Wide" if place.shift < 0 else "")


def _shifted(style: TextStyle, by: float) -> TextStyle:
    return replace(style, indent_left=style.indent_left + by)


def _has_terms(job: Job, role: str) -> bool:
    return any(job.sheet.has_role(f"{role}.{part}") for part in ("term", "text"))


def _side_by_side(job: Job, node: b.DefinitionList, role: str, place: Place, out: list[str]) -> None:
    """One paragraph for each term: the term, a tab, its meaning; long terms push the meaning on."""
    from reports.writers.docx import divisions
    from reports.writers.docx.blocks import blocks

    style = facts_style(job, role, place)
    term_ink = Ink(job.sheet.role_characters(f"{role}.term"), lang=place.lang)
    more = job.sheet.variant(style, "more", {"ind": _more_indent(job, role, place)})
    start, box = len(out), job.theme.box(role)
    begins, left = _columns(job, role, place)
    below = replace(
        place, style=more, depth=place.depth + 1, frame=None, fact=True,
        width=max(_NARROWEST_FACT, min(place.width, place.width - (left - max(begins, place.shift)))),
    )  # fmt: skip
    for item in node.items:
        anchors = job.bookmarks.flush()
        head = inlines(job, item.term, place, term_ink) + run("<w:tab/>")
        first, rest = _split(b.ListItem(item.content))
        body = inlines(job, first.content, replace(place, lang=first.lang or place.lang)) if first else ""
        out.append(paragraph(style, anchors + head + body))
        begin = len(out)
        blocks(job, rest, below, out)
        out[begin:] = [_beneath(job, one, more, left) for one in out[begin:]]
    _keep_facts(job, out, start)
    if role in job.theme.boxes and len(out) > start and not (place.frame and not place.frame.open):
        divisions.frame_division(job, replace(box, space_after=max(_AFTER_FACTS, box.space_after)), out, start)


def _beneath(job: Job, drawn: str, style: str, left: float) -> str:
    """A further line of a fact, whatever its own style, below the first one's text."""
    if style_of(drawn) == style:
        return drawn
    return changed(job, drawn, f"at {round(left)}", more={"ind": indent(left)})


def _keep_facts(job: Job, out: list[str], start: int) -> None:
    """A few facts stand on one page, a little apart from a list before them."""
    if start < len(out) and start and style_of(out[start - 1]) and "<w:numPr>" in out[start - 1]:
        out[start] = changed(job, out[start], "after list", before=_AFTER_FACTS, at_least=True)
    if len(out) - start <= _FEW_FACTS:
        kept = [changed(job, one, "with next", more={"keepNext": "<w:keepNext/>"}) for one in out[start:-1]]
        out[start:-1] = kept


def _columns(job: Job, role: str, place: Place) -> tuple[float, float]:
    """Where the terms and where the meanings start."""
    width = job.theme.numbers.get(f"{role}.term-width", 74.0)
    base = place.frame.base if place.frame else place.shift
    outdent = job.geometry.outdent
    if outdent >= width and role not in _IN_TEXT and not place.cell and (place.frame is None or place.frame.open):
        return min(base, 0.0) - (outdent if base >= 0 else 0.0), 0.0
    return base, base + width


def _more_indent(job: Job, role: str, place: Place) -> str:
    return indent(_columns(job, role, place)[1])


def facts_style(job: Job, role: str, place: Place) -> str:
    """The style of a term with its meaning beside it."""
    start, text_at = _columns(job, role, place)
    text = replace(job.theme.text(f"{role}.text"), indent_left=text_at, indent_first=start - text_at)
    identifier = _framed(camel(role) + "Terms", place)
    more = {"tabs": tabs(("left", text_at, "none"))}
    if place.frame:
        more |= place.frame.box_properties()
        text = replace(text, indent_right=place.frame.right)
    name = f"{human(role)} Terms" + (f" {human(place.frame.role)}" if place.frame else "")
    name += " Wide" if place.shift < 0 else ""
    return job.sheet.text(identifier, name, text, more=more)


def _number_widths(job: Job) -> list[float]:
    """Where the text of headings starts after their numbers, in points by level."""
    found = []
    for level in range(1, LEVELS + 1):
        size = job.theme.text(f"heading-{min(level, 4)}").size
        longest = job.targets.number_lengths.get(level, 2 * level - 1)
        found.append(max(_NARROWEST + 8.0 * (level - 1), (longest * _DIGIT + _GAP) * size))
    return found


def number_headings(job: Job) -> None:
    """Tie the heading styles to a multilevel list where it counts the headings as they are numbered."""
    if not job.targets.native_headings:
        return
    job.heading_numbering = job.numbering.headings(_number_widths(job))
    for level in range(1, 10):
        style = job.sheet.styles[f"Heading{level}"]
        more = {**style.p, "numPr": numbered(job.heading_numbering, level - 1)}
        job.sheet.styles[style.id] = replace(style, p=more)
