"""The style sheet: named styles made from the theme, built-in names wherever Word has one.

A designer's template can so replace any of them, and Word's own commands (contents, captions, notes) find theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Literal, TypeAlias

from reports.language import right_to_left
from reports.patterns import expression
from reports.records import record
from reports.theme.tokens import TextStyle, Theme, role_fallbacks
from reports.writers.docx.geometry import Geometry
from reports.writers.docx.properties import (
    PARAGRAPH_ORDER,
    RUN_ORDER,
    Properties,
    ordered,
    paragraph_properties,
    run_properties,
)
from reports.writers.docx.xml import DECLARATION, W, attr, half_points

Kind: TypeAlias = Literal["paragraph", "character", "table"]

#: Order of the parts of a character style that a text role gives: everything but size stays out of running text.
_NAME = expression(r"[^A-Za-z0-9]+")
_LINE = expression(r'w:line="(\d+)"')


@record(frozen=True, slots=True)
class Style:
    """One named style.

    p, r
        All paragraph and run properties; what the style it is based on says the same is left out when written.
    table
        Further markup of a table style.
    """

    id: str
    name: str
    kind: Kind = "paragraph"
    based: str = ""
    following: str = ""
    p: Properties = field(default_factory=dict)
    r: Properties = field(default_factory=dict)
    table: str = ""
    quick: bool = True
    priority: int = 20


def camel(role: str) -> str:
    """A role as a style id: ``callout.key-messages`` is ``CalloutKeyMessages``; ids are ASCII."""
    return "".join(one[:1].upper() + one[1:] for one in _NAME.split(role) if one)[:60] or "Plain"


def human(role: str) -> str:
    """A role as the name of a style: ``callout.key-messages`` is ``Callout Key Messages``."""
    return " ".join(one[:1].upper() + one[1:] for one in _NAME.split(role) if one)[:60] or "Plain"


@record(slots=True)
class StyleSheet:
    """All styles of one file, in the order they were added."""

    theme: Theme
    geometry: Geometry
    lang: str
    styles: dict[str, Style] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)

    def add(self, style: Style) -> str:
        """Add *style* unless its id is taken; its id."""
        self.styles.setdefault(style.id, style)
        return style.id

    def text(
        self, identifier: str, name: str, role: str | TextStyle, *, based: str = "Normal", following: str = "",
        left: float = 0.0, right: float = 0.0, more: Mapping[str, str] | None = None, quick: bool = True,
        priority: int = 20,
    ) -> str:  # fmt: skip
        """Add a paragraph style that looks like *role*, with *more* properties on top; its id."""
        if identifier in self.styles:
            return identifier
        style = self.theme.text(role) if isinstance(role, str) else role
        p = {**paragraph_properties(style, left=left, right=right), **(more or {})}
        r = run_properties(style, self.theme)
        return self.add(Style(identifier, name, "paragraph", based, following, p, r, quick=quick, priority=priority))

    def characters(self, identifier: str, name: str, r: Properties, *, quick: bool = True, priority: int = 30) -> str:
        """Add a character style; its id."""
        return self.add(
            Style(identifier, name, "character", "DefaultParagraphFont", "", {}, r, quick=quick, priority=priority)
        )

    def role_characters(self, role: str) -> str:
        """The character style that looks like a text role; its id."""
        identifier = camel(role) + "Char"
        if identifier not in self.styles:
            self.characters(identifier, human(role) + " Char", run_properties(self.theme.text(role), self.theme))
        return identifier

    def variant(self, identifier: str, suffix: str, more: Mapping[str, str]) -> str:
        """The style *identifier* with *more* paragraph properties, as a style of its own; its id."""
        base = self.styles.get(identifier)
        new = f"{identifier}{camel(suffix)}"
        if base is None or new in self.styles:
            return new if base is not None else identifier
        made = replace(
            base, id=new, name=f"{base.name} {human(suffix)}", based=identifier, p={**base.p, **more},
            quick=False, priority=99,
        )  # fmt: skip
        return self.add(made)

    def sized(self, identifier: str, scale: float, least: float) -> str:
        """The style *identifier* in type *scale* times as large, rounded down, but not under *least* points; its id."""
        base = self.styles.get(identifier)
        if base is None or "sz" not in base.r:
            return identifier
        usual = _value(base.r["sz"])
        size = max(min(usual, half_points(least)), int(usual * scale + 0.01))
        r = {**base.r, **{name: f'<w:{name} w:val="{size}"/>' for name in ("sz", "szCs")}}
        spacing = _LINE.sub(lambda found: f'w:line="{round(int(found[1]) * scale)}"', base.p.get("spacing", ""))
        shown = f"{size / 2:g}"
        new = f"{identifier}{shown.replace('.', 'p')}pt"
        made = replace(
            base, id=new, name=f"{base.name} {shown} pt", based=identifier, p={**base.p, "spacing": spacing}, r=r,
            quick=False, priority=99,
        )  # fmt: skip
        return self.add(made)

    def knows(self, role: str) -> bool:
        """Whether the look says something about *role* or about a role that it falls back on."""
        return any(one in self.theme.texts for one in role_fallbacks(role))

    def has_role(self, role: str) -> bool:
        """Whether the look says something of its own about *role*."""
        return role in self.theme.texts

    def xml(self) -> str:
        """The styles part."""
        return (
            f'{DECLARATION}<w:styles xmlns:w="{W}">{self._defaults()}'
            '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" '
            'w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
            f"{''.join(self._style(one) for one in self.styles.values())}</w:styles>"
        )

    def _defaults(self) -> str:
        fonts = (
            '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" '
            'w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
        )
        own, right = attr(self.lang), right_to_left(self.lang)
        scripts = own if right else "ar-SA"
        lang = f'<w:lang w:val="{own}" w:eastAsia="{own}" w:bidi="{scripts}"/>'
        backward = "<w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault>" if right else "<w:pPrDefault/>"
        return f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{lang}</w:rPr></w:rPrDefault>{backward}</w:docDefaults>"

    def _style(self, style: Style) -> str:
        base = self.styles.get(style.based)
        p = ordered(style.p, PARAGRAPH_ORDER, base.p if base else _PLAIN_P)
        r = ordered(style.r, RUN_ORDER, base.r if base else _PLAIN_R)
        default = ' w:default="1"' if style.id in _DEFAULTS else ""
        custom = "" if style.name.lower() in BUILT_IN else ' w:customStyle="1"'
        return (
            f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{style.id}">'
            f'<w:name w:val="{attr(style.name)}"/>'
            + (f'<w:basedOn w:val="{style.based}"/>' if style.based else "")
            + (f'<w:next w:val="{style.following}"/>' if style.following else "")
            + f'<w:uiPriority w:val="{style.priority}"/>'
            + ("<w:qFormat/>" if _in_gallery(style) else "" if style.name.lower() in BUILT_IN else "<w:semiHidden/>")
            + (f"<w:pPr>{p}</w:pPr>" if p else "")
            + (f"<w:rPr>{r}</w:rPr>" if r else "")
            + f"{style.table}</w:style>"
        )


def _value(markup: str) -> int:
    return int(markup.split('w:val="', 1)[1].split('"', 1)[0])


def _in_gallery(style: Style) -> bool:
    """Whether an editor chooses the style by hand; all others are kept out of Word's gallery and its list."""
    return style.quick and (style.id in _GALLERY or style.id.startswith("Callout"))


#: What an editor writes with, besides the boxes.
_GALLERY = frozenset(
    {
        "Normal", "BodyText", "Lead", "Title", "Subtitle", "Date", "Heading1", "Heading2", "Heading3", "Heading4",
        "ListBullet", "ListBullet2", "ListNumber", "ListNumber2", "ListContinue", "Quote", "IntenseQuote", "Caption",
        "Source", "TableText", "TableHead", "Bibliography", "Strong", "Emphasis",
    }
)  # fmt: skip

_DEFAULTS = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")

#: What holds where a style says nothing.
_PLAIN_P: Properties = {
    "keepNext": '<w:keepNext w:val="0"/>',
    "keepLines": '<w:keepLines w:val="0"/>',
    "suppressAutoHyphens": '<w:suppressAutoHyphens w:val="0"/>',
    "ind": '<w:ind w:left="0" w:right="0" w:firstLine="0"/>',
    "jc": '<w:jc w:val="left"/>',
}
_PLAIN_R: Properties = {
    **{name: f'<w:{name} w:val="0"/>' for name in ("b", "bCs", "i", "iCs", "caps", "smallCaps")},
    "spacing": '<w:spacing w:val="0"/>',
}

#: Names of built-in styles that are used here, in lower case as Word compares them.
BUILT_IN = frozenset(
    {
        "normal", "default paragraph font", "normal table", "no list", "body text", "title", "subtitle", "date",
        "caption", "quote", "intense quote", "footnote text", "footnote reference", "endnote text",
        "endnote reference", "header", "footer", "hyperlink", "strong", "emphasis", "toc heading",
        "table of figures", "bibliography", "html preformatted", "html code", "line number", "placeholder text",
        *(f"heading {one}" for one in range(1, 10)), *(f"toc {one}" for one in range(1, 10)),
        "list bullet", "list number", "list continue", *(f"list bullet {one}" for one in range(2, 6)),
        *(f"list number {one}" for one in range(2, 6)), *(f"list continue {one}" for one in range(2, 6)),
    }
)  # fmt: skip
