"""A paragraph already written, put into a variant of its style: more space, a rule, another indent.

So a paragraph seldom carries such things itself; a designer finds them all among the styles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports.patterns import expression
from reports.writers.docx.job import Job
from reports.writers.docx.properties import PARAGRAPH_ORDER, ordered
from reports.writers.docx.xml import twips

#: Styles that other programs know a paragraph by: these keep their name, and the difference stands in the paragraph.
_KEPT = expression(r"Title|Subtitle|TOCHeading|Heading\d")
_PROPERTY = expression(r"<w:(\w+)(?: [^>]*)?(?:/>|>.*?</w:\1>)")
_START = '<w:p><w:pPr><w:pStyle w:val="'


def style_of(markup: str) -> str:
    """The style id of a paragraph as written; empty for anything else."""
    return markup[len(_START) : markup.index('"', len(_START))] if markup.startswith(_START) else ""


def restyle(markup: str, style: str) -> str:
    """A paragraph as written, in another style."""
    old = style_of(markup)
    return f'{_START}{style}"{markup[len(_START) + len(old) + 1 :]}' if old else markup


def changed(
    job: Job, markup: str, suffix: str, *, before: float | None = None, after: float | None = None,
    left: float | None = None, more: Mapping[str, str] | None = None, at_least: bool = False,
) -> str:  # fmt: skip
    """*markup* in the variant *suffix* of its style.

    before, after, left
        Space around and left indent in points; None leaves them.
    at_least
        The space is only made larger, never smaller.
    """
    style = style_of(markup)
    known = job.sheet.styles.get(style)
    if known is None:
        return markup
    properties = dict(more or {})
    spacing, ind = known.p.get("spacing", ""), known.p.get("ind", "")
    for name, points in (("before", before), ("after", after)):
        if points is not None:
            spacing = _set(spacing, name, points, at_least)
    if left is not None:
        properties["ind"] = _set(ind, "left", left, False)
    if spacing != known.p.get("spacing", ""):
        properties["spacing"] = spacing
    if all(known.p.get(name) == value for name, value in properties.items()):
        return markup
    if _KEPT.fullmatch(style):
        return _directly(markup, style, properties)
    return restyle(markup, job.sheet.variant(style, suffix, properties))


def _directly(markup: str, style: str, properties: Mapping[str, str]) -> str:
    """*markup* with *properties* of its own, in the order of the schema."""
    head = f'{_START}{style}"/>'
    inside, rest = markup[len(head) :].split("</w:pPr>", 1)
    present = {found[1]: found[0] for found in _PROPERTY.finditer(inside)}
    section = present.pop("sectPr", "")
    return f"{head}{ordered({**present, **properties}, PARAGRAPH_ORDER)}{section}</w:pPr>{rest}"


def _set(markup: str, name: str, points: float, at_least: bool) -> str:
    found = re.search(rf'w:{name}="(-?\d+)"', markup)
    value = max(twips(points), int(found[1])) if found and at_least else twips(points)
    return re.sub(rf'w:{name}="-?\d+"', f'w:{name}="{value}"', markup)
