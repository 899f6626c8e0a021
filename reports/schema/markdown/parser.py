"""The Markdown parser, set up once: CommonMark without HTML; pipe tables, notes, citations, cross-references."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink
from markdown_it.token import Token

from reports.schema.markdown import citations, notes, rules, shapes, slips
from reports.schema.markdown.state import PlacedInline
from reports.schema.values.lookup import Values

#: Block quotes and lists inside each other (a list counts twice), and emphasis inside emphasis, at most.
MAX_NESTING = 30

_BLOCK_RULES = ("table", "code", "fence", "blockquote", "hr", "list", "heading", "lheading")


@cache
def _parser(one_line: bool) -> MarkdownIt:
    """For fields of blocks, or for those of one paragraph, where a leading ``-`` or ``1.`` is just text."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")
    made.disable(["html_block", "html_inline", "text_join"])
    made.validateLink = _any_link  # type: ignore[method-assign]
    made.inline = _inline_parser(made)
    made.block.ruler.before(
        "reference", "note_text", notes.note_text, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    made.block.ruler.at("table", shapes.bounded_table, {"alt": ["paragraph", "reference"]})
    if one_line:
        made.disable(list(_BLOCK_RULES))
    return made


def _any_link(url: str) -> bool:
    """Every target parses as a link, so that the converter can say which ones are refused, and where."""
    return True


def _inline_parser(owner: MarkdownIt) -> PlacedInline:
    made = PlacedInline()
    made.ruler.enableOnly([name for name in owner.inline.ruler.get_active_rules() if name != "html_inline"])
    made.ruler2.enableOnly(owner.inline.ruler2.get_active_rules())
    opening = frozenset(("link_open",))
    made.ruler.at("link", rules.located(rules.closed_link, opening))
    made.ruler.at("image", rules.located(rules.closed_image, frozenset(("image",))))
    made.ruler.at("autolink", rules.located(autolink, opening))
    made.ruler.before("escape", "slip", slips.slip)
    made.ruler.before("link", "value", rules.value)
    made.ruler.before("link", "script", slips.script)
    made.ruler.before("link", "note_call", rules.note_call)
    made.ruler.before("link", "language", rules.language)
    made.ruler.before("link", "bracketed", citations.bracketed)
    made.ruler.before("link", "inline_note", rules.inline_note)
    made.ruler.before("link", "bare_key", citations.bare_key)
    made.ruler.after("link", "no_link", rules.no_link)
    made.ruler.at("backticks", rules.open_code)
    made.ruler2.after("emphasis", "open_emphasis", rules.open_emphasis)
    made.ruler.after("autolink", "raw_html", rules.raw_html)
    return made


def tokens_of(text: str, lang: str, *, one_line: bool = False, values: Values | None = None) -> list[Token]:
    """The block tokens of *text*; inline tokens carry children with their places."""
    env: dict[str, Any] = {"lang": lang, "values": values}
    return _parser(one_line).parse(text, env)
