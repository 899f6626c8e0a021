"""The line below a figure or table that says where it is from.

"Own count; World Bank 2023" needs no brackets, "Ministry (World Bank 2023)" does; a number always does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reports.model import inlines as i
from reports.model.walk import plain_text
from reports.patterns import expression

#: Behind these words, and behind a mark, a source is named and not added.
_NAMING = frozenset(
    re.findall(
        r"\w+",
        "from after by on of in see and with via nach aus von und de des du selon et nga sipas pas dhe prema iz po "
        "према из по и според од",
    )
)
_NAME_AND_YEAR = re.compile(r"(?P<name>.{2,200}?),? (?=\d{4}|n\.d\.)")
_AFTER_MARK = expression(r"[.,;:(–—]\Z")


def without_brackets(line: i.Inlines) -> i.Inlines:
    """*line* with clusters out of their brackets where they stand at its beginning, behind a mark or "from"."""
    out: list[i.Inline] = []
    for node in line:
        if isinstance(node, i.Cite) and node.mode != "narrative":
            before = plain_text(tuple(out)).rstrip()
            content = _bare(node.content) if _named(before) else _without_name(node.content, before)
            node = replace(node, content=content)
        out.append(node)
    return tuple(out)


def _without_name(content: i.Inlines, before: str) -> i.Inlines:
    """ "World Bank (World Bank 2023)" is "World Bank (2023)"."""
    match content:
        case (i.Text("(") as bracket, i.Link(content=(i.Text(text), *more)) as link, *rest):
            found = _NAME_AND_YEAR.match(text)
            if found and before.endswith(found["name"]) and not before.removesuffix(found["name"])[-1:].isalnum():
                return (bracket, replace(link, content=(i.Text(text[found.end() :]), *more)), *rest)
    return content


def _named(before: str) -> bool:
    return not before or bool(_AFTER_MARK.search(before)) or before.rsplit(None, 1)[-1].casefold() in _NAMING


def _bare(content: i.Inlines) -> i.Inlines:
    match content:
        case (i.Text(first), *inner, i.Text(last)) if _is_named(plain_text(content)):
            return tuple(one for one in (i.Text(first[1:]), *inner, i.Text(last[:-1])) if one != i.Text(""))
    return content


def _is_named(text: str) -> bool:
    return text[:1] == "(" and text[-1:] == ")" and text[1:2].isalpha()
