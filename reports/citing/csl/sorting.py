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
        """`items` in the order of `keys`; equal items keep their order. Later keys are rendered only for ties."""

        def order(indexes: list[int], depth: int) -> list[int]:
            if depth == len(keys) or len(indexes) < 2:
                return indexes
            key = keys[depth]
            groups: dict[collate.Key, list[int]] = {}
            empty: list[int] = []
            for index in indexes:
                value = self.value(key, ref(items[index]), number(items[index]), area)
                (groups.setdefault(collate.key(value), []) if value else empty).append(index)
            found: list[int] = []
            for name in sorted(groups, reverse=key.descending):
                found.extend(order(groups[name], depth + 1))
            return found + order(empty, depth + 1)

        return [items[index] for index in order(list(range(len(items))), 0)]
