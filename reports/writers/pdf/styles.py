"""Looking up roles in the theme, the special ones first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from reports.records import record
from reports.theme.tokens import BoxStyle, TextStyle, Theme

_T = TypeVar("_T")


@record(frozen=True, slots=True)
class Setting:
    """What blocks inherit from where they stand.

    scope
        Role of the box or division around, such as ``callout.recommendation``; empty in the running text.
    body, item
        Style of paragraphs and of list items.
    lang
        BCP 47 tag.
    depth
        How deep in boxes, lists and tables.
    list_level
        How deep in lists.
    plain_links
        Links look like the text around them: where nearly everything is a link, colour says nothing.
    """

    scope: str
    body: TextStyle
    item: TextStyle
    lang: str
    depth: int = 0
    list_level: int = 0
    plain_links: bool = False

    def deeper(self) -> Setting:
        """The same, one level in."""
        return replace(self, depth=self.depth + 1)


class Styles:
    """Exact roles of one theme in an order of preference."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def text(self, *roles: str) -> TextStyle:
        """The first of *roles* that the theme has; its ``body`` where it has none of them."""
        return _first(self.theme.texts, roles) or self.theme.texts["body"]

    def box(self, *roles: str) -> BoxStyle | None:
        """The first of *roles* that the theme has."""
        return _first(self.theme.boxes, roles)

    def number(self, name: str, default: float) -> float:
        """A measure of the theme."""
        return float(self.theme.numbers.get(name, default))

    def colour(self, name: str, default: str = "#000000") -> str:
        """A colour of the theme."""
        return self.theme.palette.get(name, default)

    def setting(self, scope: str, outer: Setting) -> Setting:
        """The setting of blocks inside something of role *scope*."""
        base = scope.split(".", 1)[0]
        body = (
            self.text(f"{scope}.body", f"{scope}.text", f"{base}.body", scope, base)
            if self._knows(scope)
            else outer.body
        )
        item = self.text(f"{scope}.list", f"{base}.list", f"{scope}.body", scope) if self._knows(scope) else outer.item
        return replace(outer, scope=scope, body=body, item=item, depth=outer.depth + 1)

    def _knows(self, scope: str) -> bool:
        base = scope.split(".", 1)[0]
        texts = self.theme.texts
        return any(name in texts for name in (f"{scope}.body", f"{scope}.text", f"{base}.body", scope, base))


def _first(table: Mapping[str, _T], roles: tuple[str, ...]) -> _T | None:
    return next((table[role] for role in roles if role in table), None)
