"""Boxes as ordinary paragraphs with rules and a fill in their styles; as one-cell tables where more stands in them.

Paragraphs are what an editor can write on in. Word draws neighbours with the same rules and indents as one box, so
everything in a closed box keeps one left edge: hanging lists do, nested lists, tables and pictures do not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reports.model import blocks as b
from reports.records import record
from reports.theme.tokens import BoxStyle
from reports.writers.docx import properties as props
from reports.writers.docx.job import Job, Place
from reports.writers.docx.restyle import changed, style_of
from reports.writers.docx.runs import Ink, inlines
from reports.writers.docx.styles import camel, human
from reports.writers.docx.tables import boxed
from reports.writers.docx.xml import paragraph, run, text_run

#: A box of no more paragraphs and characters is not parted between pages.
_FEW, _SHORT = 14, 1500


@record(frozen=True, slots=True)
class Frame:
    """The box around paragraphs.

    role
        The callout's role, as in ``callout.<role>``.
    base, right
        Left and right indent of what is inside, in points.
    open
        Nothing is drawn beside the text.
    drawn
        The box is drawn by the paragraphs; a table draws it otherwise.
    titled
        A title stands above, which carries the upper rule.
    labelled
        The title has a label before it, which hangs out of an open box.
    """

    role: str
    box: BoxStyle
    base: float
    right: float
    open: bool
    drawn: bool = True
    titled: bool = True
    labelled: bool = False

    def style(self, job: Job, part: str) -> str:
        """The id of the style for *part* of the box: body, list, title, or the role of a paragraph."""
        role = f"callout.{self.role}.{part}"
        text = job.theme.text(role)
        if part not in ("body", "list", "title", "label") and not job.sheet.knows(role):
            text = job.theme.text(f"callout.{self.role}.body")
        if part == "title":
            text = replace(text, space_before=0.0, space_after=text.space_after if self.flat else 0.0)
        if self.box.keep_together:
            text = replace(text, keep_with_next=True)
        suffix = ("" if self.drawn else "Inside") + ("" if self.titled else "Alone")
        if part == "title" and self.labelled:
            suffix = "Numbered" + suffix
        marks = ("Numbered", suffix.startswith("Numbered")), ("Inside", not self.drawn), ("Alone", not self.titled)
        name = human(role) + "".join(f" {mark}" for mark, wanted in marks if wanted)
        name = name.removesuffix(" Body")
        identifier = camel(role).removesuffix("Body") + suffix
        more = self.box_properties() if part != "title" else self._title_properties(job)
        left, right = self.base, self.right
        if part == "list":
            text = replace(text, indent_left=0.0, indent_first=0.0)
        chosen = part in ("body", "title") and not suffix
        return job.sheet.text(identifier, name, text, left=left, right=right, more=more, quick=chosen)

    @property
    def flat(self) -> bool:
        """Whether no fill has to cover the space between title and text."""
        return not self.drawn or self.open

    def hangs(self, job: Job) -> bool:
        """Whether the label stands beside the text."""
        return self.drawn and self.open and self.labelled and job.geometry.outdent > 0

    def box_properties(self) -> dict[str, str]:
        """Rules and fill of a paragraph that is not the title."""
        if not self.drawn:
            return {}
        return props.box_properties(self.box, top=not self.titled, bottom=not self.open)

    def _title_properties(self, job: Job) -> dict[str, str]:
        text = job.theme.text(f"callout.{self.role}.title")
        spaced = props.spacing(self.box.space_before if self.drawn else 0.0, 0.0, text.leading)
        more = (
            {"spacing": spaced}
            if not self.flat
            else {"spacing": props.spacing(self.box.space_before, text.space_after, text.leading)}
        )
        if not self.drawn:
            more = {}
        elif self.hangs(job):
            more["ind"] = props.indent(self.base, self.right, -job.geometry.outdent - self.base)
            more["tabs"] = props.tabs(("left", self.base, "none"))
        edges = props.box_properties(self.box, bottom=False, gap=text.space_after) if self.drawn else {}
        return {**more, **edges, "keepNext": "<w:keepNext/>", "keepLines": "<w:keepLines/>"}


def draw_callout(job: Job, node: b.Callout, place: Place, out: list[str]) -> None:
    """A box in the way that its content asks for."""
    job.bookmarks.wait(node.id)
    role = f"callout.{node.role}"
    box = job.theme.box(role)
    fit = props.is_open(box) or is_plain(node.content)
    if not fit or place.cell or place.frame or place.level or place.note:
        boxed(job, role, box, place, out, lambda inner: _inside(job, node, box, inner, drawn=False), node.content)
        return
    hang = -job.geometry.hang(box.placement) if place.shift == 0 else place.shift
    start = len(out)
    titled = bool(node.title or node.label)
    if not titled and out and style_of(out[-1]).startswith(camel(role)):
        boxed(job, role, box, place, out, lambda inner: _inside(job, node, box, inner, drawn=False), node.content)
        return
    left, right, labelled = hang + props.inset(box, 3), props.inset(box, 1), bool(node.label and node.label.number)
    frame = Frame(node.role, box, left, right, props.is_open(box), True, titled, labelled)
    out.extend(_content(job, node, frame, place))
    _finish(job, frame, out, start)


def is_plain(content: tuple[b.Block, ...]) -> bool:
    """Whether *content* is paragraphs, flat lists and flat definitions, which styled paragraphs can show as one box."""
    return bool(content) and all(_plain_block(one) for one in content)


def _plain_block(block: b.Block) -> bool:
    match block:
        case b.Para():
            return True
        case b.List(items=items):
            return all(len(one.content) == 1 and isinstance(one.content[0], b.Para) for one in items)
        case b.DefinitionList(items=definitions, role=role):
            return role is not None and all(
                len(one.content) == 1 and isinstance(one.content[0], b.Para) for one in definitions
            )
        case b.Division(content=inner):
            return all(_plain_block(one) for one in inner)
        case _:
            return False


def _inside(job: Job, node: b.Callout, box: BoxStyle, place: Place, *, drawn: bool) -> list[str]:
    frame = Frame(node.role, box, 0.0, 0.0, props.is_open(box), drawn, bool(node.title or node.label))
    return _content(job, node, frame, place)


def _content(job: Job, node: b.Callout, frame: Frame, place: Place) -> list[str]:
    from reports.writers.docx.blocks import blocks

    out: list[str] = []
    if node.title or node.label:
        out.append(_title(job, node, frame, place))
    inner = replace(place, frame=frame, style=frame.style(job, "body"), role="", depth=place.depth + 1, shift=0.0)
    blocks(job, node.content, inner, out)
    return out


def _title(job: Job, node: b.Callout, frame: Frame, place: Place) -> str:
    """Label and title in one paragraph; the label of an open box hangs out beside the text."""
    from reports.writers.docx.captions import numbered

    anchors = job.bookmarks.flush()
    label = ""
    if node.label:
        look = f'<w:rPr><w:rStyle w:val="{job.sheet.role_characters(f"callout.{node.role}.label")}"/></w:rPr>'
        number = numbered(job, "Box" + camel(node.role)[:20], node.label.number, look)
        gap_after = "\N{NO-BREAK SPACE}" if node.label.number else ""
        word = text_run(node.label.word + gap_after, look) if node.label.word else ""
        if node.id:
            number = job.bookmarks.around(node.id, "number", number)
            label = job.bookmarks.around(node.id, "label", word + number)
        else:
            label = word + number
    hanging = frame.hangs(job)
    gap = run("<w:tab/>") if hanging else (text_run("\N{EM SPACE}") if label and node.title else "")
    title = inlines(job, node.title, place, Ink(lang=place.lang))
    if node.id and title:
        title = job.bookmarks.around(node.id, "title", title)
    return paragraph(frame.style(job, "title"), anchors + label + gap + title)


def _is_short(drawn: list[str]) -> bool:
    """Whether a box is surely lower than half a page, and so may be kept in one piece."""
    return len(drawn) <= _FEW and sum(len(one) for one in (re.sub("<[^>]*>", "", each) for each in drawn)) < _SHORT


def _finish(job: Job, frame: Frame, out: list[str], start: int) -> None:
    """Give the last paragraph of a box the space below it, and the lower rule of an open one."""
    if len(out) <= start:
        return
    if _is_short(out[start:]):
        out[start:-1] = [changed(job, one, "with next", more={"keepNext": "<w:keepNext/>"}) for one in out[start:-1]]
    more = {"keepNext": '<w:keepNext w:val="0"/>'}
    if frame.open:
        more |= props.box_properties(frame.box, top=False)
    out[-1] = changed(job, out[-1], "last", after=frame.box.space_after, more=more)
    if not frame.titled:
        out[start] = changed(job, out[start], "opening", before=frame.box.space_before, at_least=True)


def keep_with_next(job: Job, out: list[str], start: int) -> None:
    """Hold a short box, drawn from *start* on, on the page of what comes after it."""
    if _is_short(out[start:]):
        out[start:] = [changed(job, one, "on", more={"keepNext": "<w:keepNext/>"}) for one in out[start:]]
