"""Whether a text is made of whole tags, comments and text: a check in linear time, before a parser reads it.

``html.parser`` mends what is broken, and takes quadratic time or fails where much is broken. What a template writes has
no business being broken, so reading ends at the first place where a tag or a comment is not whole.

Source: HTML Living Standard, 13.2.5 (tokenization).
"""

from __future__ import annotations

from reports.patterns import expression
from reports.records import record

_ATTRIBUTE = r"[^\s\"'<>/=\x00]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>`]++))?+"
_TAG = expression(rf"</?+[A-Za-z][A-Za-z0-9-]*+(?:[\s/]++{_ATTRIBUTE})*+[\s/]*+>")
#: What is told by name; a parser would read it as something else than text. Of marked sections it knows one kind.
_DECLARATION = expression(r"<(?:!(?!\[)|!\[CDATA\[|\?)[^<>]*+>")
_BEGINS = expression(r"<[A-Za-z!?/]")


@record(frozen=True, slots=True)
class Fault:
    """Where (an offset) reading ends, and why."""

    at: int
    message: str


def first_fault(html: str) -> Fault | None:
    """The first place of *html* where a tag, comment or declaration begins that is not whole; None for a sound text."""
    at = 0
    while found := _BEGINS.search(html, at):
        start = found.start()
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            if end < 0:
                return Fault(start, "a comment is opened here and never closed")
            at = end + 3
            continue
        whole = _TAG.match(html, start) or _DECLARATION.match(html, start)
        if whole is None:
            return Fault(start, "this tag is not whole: a >, a quote or a name is missing, or one is too many")
        at = whole.end()
    return None
