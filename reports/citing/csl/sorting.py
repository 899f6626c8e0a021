"""Sort keys of references and the order they give (CSL 1.0.2, "Sorting")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from . import collate, dates, richtext
from .context import Area, Context
from .nameformat import Dress, NameOptions
from .reference import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, Reference
from .style import SortKey, Style
from .textvariable import citation_label
from .tokens import plain

T = TypeVar("T")


class Sorter:
    """Renders and compares sort keys for one style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        demote = style.root.get("demote-non-dropping-particle") or "display-and-sort"
        bare = Dress()
        self.names = NameOptions(
            and_word="", delimiter=", ", precedes_last="", precedes_institution="",
            precedes_et_al="", minimum=0, first=0, use_last=False,
            sub_minimum=0, sub_first=0, form="long", initialize=True, initialize_with=None, hyphen=True, order="all",
            separator=", ", demote=demote, given=bare, family=bare, whole=bare, et_al=(),
        )  # fmt: skip

    def value(self, key: SortKey, ref: Reference, number: int, area: Area) -> str:
        """The text that one key gives one reference; "" sorts last in both directions."""
        if key.render is not None:
            context = Context(ref, area)
            context.sorting = True
            context.sort_names = key.names
            context.citation_number = number
            key.render(context)
            return plain(context.out)
        return self.variable(key.variable, ref, number)

    def variable(self, variable: str, ref: Reference, number: int) -> str:
        if variable == "citation-number":
            return f"{number:08d}"
        if variable == "citation-label":
            return citation_label(ref)
        if variable in NAME_VARIABLES:
            return ", ".join(plain(self.names.tokens(name, True, 2, True)) for name in ref.names(variable))
        if variable in DATE_VARIABLES:
            date = ref.date(variable)
            return dates.sort_key(date) if date is not None else ""
        text = ref.text(variable)
        if variable in NUMBER_VARIABLES and text.isascii() and text.isdigit():
            return text.zfill(12)
        return richtext.strip(text)

    def sort(
        self,
        items: Sequence[T],
        keys: list[SortKey],
        ref: Callable[[T], Reference],
        number: Callable[[T], int],
        area: Area,
    ) -> list[T]:
        """`items` in the order of `keys`; equal items keep their order."""
        result = list(items)
        values = [[self.value(key, ref(item), number(item), area) for key in keys] for item in result]
        order = list(range(len(result)))
        for index in range(len(keys) - 1, -1, -1):
            order.sort(key=lambda i: collate.key(values[i][index]), reverse=keys[index].descending)
            order.sort(key=lambda i: not values[i][index])
        return [result[i] for i in order]
