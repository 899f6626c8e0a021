"""The table of the native notation: which element is which node, with its attributes and what may stand inside.

One line per element. The reader refuses whatever is not in this table; the page in the documentation and the tests
are held against it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from reports.records import record

#: What may stand inside an element: blocks; inlines; characters kept as they are; nothing; or only the parts named.
#: ``flow`` takes blocks, or inlines alone, which then are one paragraph.
Content: TypeAlias = Literal["blocks", "flow", "inlines", "verbatim", "empty", "parts"]
Kind: TypeAlias = Literal["block", "inline", "part"]


@record(frozen=True, slots=True)
class ElementRule:
    """One element of the notation.

    node
        The name of the model's node.
    required, optional
        Attributes. Every block also takes ``data-at``.
    parts
        Child elements with a meaning of their own, besides the content.
    """

    name: str
    kind: Kind
    node: str
    content: Content
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    doc: str = ""


_NUMBERED = ("id", "class", "data-word", "data-number")

RULES: tuple[ElementRule, ...] = (
    # Blocks
    ElementRule("p", "block", "Para", "inlines", (), ("class", "lang"), doc="a paragraph; `class` is its role"),
    *(
        ElementRule(f"h{n}", "block", "Heading", "inlines", (), ("id", "class", "data-number"), doc=f"heading {n}")
        for n in range(1, 7)
    ),
    ElementRule("section", "block", "Section", "blocks", (), ("id", "class"), doc="a section; `class` is its role"),
    ElementRule("div", "block", "Division", "blocks", (), ("id", "class", "lang"), doc="a group with a role"),
    ElementRule("ul", "block", "List", "parts", (), ("class", "data-loose"), ("li",), "a bullet list"),
    ElementRule("ol", "block", "List", "parts", (), ("class", "data-loose", "start"), ("li",), "a numbered list"),
    ElementRule("dl", "block", "DefinitionList", "parts", (), ("class",), ("dt", "dd"), "terms and what they mean"),
    ElementRule("blockquote", "block", "Quote", "flow", (), ("class",), ("footer",), "a quotation, with its source"),
    ElementRule("pre", "block", "CodeBlock", "verbatim", doc="lines shown as they are"),
    ElementRule("hr", "block", "Rule", "empty", doc="a break between two thoughts"),
    ElementRule(
        "figure", "block", "Figure", "parts", (), _NUMBERED,
        ("img", "x-chart", "x-qr", "figcaption", "x-source", "x-credit"), "a graphic with caption and source",
    ),
    ElementRule(
        "table", "block", "Table", "parts", (), _NUMBERED,
        ("caption", "colgroup", "thead", "tbody", "x-source"), "a table; rows of `thead` repeat on each page",
    ),
    ElementRule(
        "aside", "block", "Callout", "flow", ("class",), ("id", "data-word", "data-number"), ("header",),
        "a box; `header` is its title, `class` its role",
    ),
    ElementRule(
        "nav", "block", "Contents", "parts", (), ("data-kind", "data-depth"), ("header", "x-entry"),
        "contents, or a list of `figures` or `tables`; filled in by the program",
    ),
    ElementRule(
        "x-references", "block", "References", "parts", (), ("data-hanging",), ("x-reference",),
        "where the list of references stands; filled in by the program",
    ),
    ElementRule("x-endnotes", "block", "Endnotes", "parts", (), (), ("x-endnote",), "where endnotes stand"),
    ElementRule("x-page-break", "block", "PageBreak", "empty", doc="a forced new page"),
    # Parts of blocks
    ElementRule("li", "part", "ListItem", "flow", doc="an item of a list"),
    ElementRule("dt", "part", "Definition", "inlines", doc="a term"),
    ElementRule("dd", "part", "Definition", "flow", doc="what the term before it means"),
    ElementRule("footer", "part", "Quote", "inlines", doc="the source of a quotation"),
    ElementRule("header", "part", "Callout", "inlines", doc="the title of a box or of a table of contents"),
    ElementRule("figcaption", "part", "Figure", "inlines", doc="the caption of a figure"),
    ElementRule("caption", "part", "Table", "inlines", doc="the caption of a table"),
    ElementRule("x-source", "part", "Figure", "inlines", doc="the source line of a figure or table"),
    ElementRule("x-credit", "part", "Figure", "inlines", doc="the credit line of a picture"),
    ElementRule("img", "part", "Image", "empty", ("src",), ("alt",), doc="a picture of the workspace"),
    ElementRule("x-qr", "part", "QrCode", "empty", ("href", "alt"), doc="a QR code"),
    ElementRule(
        "x-chart", "part", "Chart", "parts", ("kind",), ("unit", "title", "alt"), ("x-category", "x-series"),
        "a chart as data",
    ),
    ElementRule("x-category", "part", "Chart", "verbatim", doc="a label of the category axis"),
    ElementRule("x-series", "part", "Series", "parts", ("name",), (), ("x-value",), "one row of numbers"),
    ElementRule("x-value", "part", "Series", "verbatim", doc="one number; empty for a gap"),
    ElementRule("colgroup", "part", "Table", "parts", (), (), ("col",), "the columns of a table"),
    ElementRule("col", "part", "Column", "empty", (), ("data-align", "data-width"), doc="one column"),
    ElementRule("thead", "part", "Table", "parts", (), (), ("tr",), "the head rows"),
    ElementRule("tbody", "part", "Table", "parts", (), (), ("tr",), "the body rows"),
    ElementRule("tr", "part", "Row", "parts", (), (), ("th", "td"), "a row"),
    ElementRule("th", "part", "Cell", "flow", (), ("colspan", "rowspan"), doc="a header cell"),
    ElementRule("td", "part", "Cell", "flow", (), ("colspan", "rowspan"), doc="a cell"),
    ElementRule(
        "x-entry", "part", "ContentsEntry", "inlines", ("data-level", "data-target"), ("data-number",),
        doc="a line of the contents",
    ),
    ElementRule("x-reference", "part", "Reference", "inlines", ("id",), (), ("x-label",), "an entry of the references"),
    ElementRule("x-label", "part", "Reference", "inlines", doc="the number or tag of a reference"),
    ElementRule("x-endnote", "part", "Endnote", "flow", ("data-number",), doc="the body of an endnote"),
    # Inlines
    ElementRule("em", "inline", "Emph", "inlines", doc="emphasis"),
    ElementRule("strong", "inline", "Strong", "inlines", doc="strong emphasis"),
    ElementRule("sup", "inline", "Superscript", "inlines", doc="raised"),
    ElementRule("sub", "inline", "Subscript", "inlines", doc="lowered"),
    ElementRule("x-small-caps", "inline", "SmallCaps", "inlines", doc="small capitals"),
    ElementRule("code", "inline", "Code", "verbatim", doc="characters shown as they are"),
    ElementRule("br", "inline", "LineBreak", "empty", doc="a forced new line"),
    ElementRule("span", "inline", "Span", "inlines", (), ("class", "lang"), doc="a stretch with a role or a language"),
    ElementRule("a", "inline", "Link", "inlines", ("href",), ("data-at",), doc="a link"),
    ElementRule("x-ref", "inline", "Ref", "inlines", ("to",), ("form", "data-at"), doc="a cross-reference to an id"),
    ElementRule(
        "x-cite", "inline", "Cite", "parts", (), ("mode", "data-at"), ("x-item", "x-text"), "a citation cluster"
    ),
    ElementRule(
        "x-item", "part", "CiteItem", "parts", ("key",), ("locator", "label", "mode", "data-at"),
        ("x-prefix", "x-suffix"), "one work cited",
    ),
    ElementRule("x-prefix", "part", "CiteItem", "inlines", doc="words before a cited work"),
    ElementRule("x-suffix", "part", "CiteItem", "inlines", doc="words after a cited work"),
    ElementRule("x-text", "part", "Cite", "inlines", doc="the settled text of a citation"),
    ElementRule("x-note", "inline", "Note", "flow", (), ("data-kind", "data-number", "data-at"), doc="a note"),
    # What the program puts in place of a Markdown field; templates never write it by hand.
    ElementRule("x-slot", "inline", "Slot", "empty", ("n",), doc="a Markdown field, already parsed"),
)  # fmt: skip

ELEMENTS: dict[str, ElementRule] = {rule.name: rule for rule in RULES}

#: Elements that have no end tag in HTML.
VOID = frozenset({"br", "hr", "img", "col"})


def vocabulary_markdown() -> str:
    """The table of elements as it stands in docs/templates.md, between its two comments."""
    lines = ["| element | attributes | what it is |", "|---|---|---|"]
    for rule in RULES:
        if rule.name == "x-slot" or (rule.name[0] == "h" and rule.name[1:].isdigit() and rule.name != "h2"):
            continue
        name = "h1 … h6" if rule.name == "h2" else rule.name
        attributes = [f"**{one}**" for one in rule.required] + list(rule.optional)
        doc = "a heading; its level is settled by the section it stands in" if rule.name == "h2" else rule.doc
        lines.append(f"| `{name}` | {', '.join(attributes) or '–'} | {doc} |")
    return "\n".join(lines)
