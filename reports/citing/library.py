"""The library: every reference of a brief, as CSL-JSON items with the places where they were written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, TypeAlias

from reports.records import record
from reports.source import Position

#: A CSL-JSON item: plain texts, lists and dicts; ``id`` and ``type`` are there, dates and names in normal form.
Item: TypeAlias = dict[str, Any]


@record(frozen=True, slots=True)
class Entry:
    """One reference.

    data
        The CSL-JSON item. Texts are single lines; numbers are texts; dates have the normal form of ``dates``.
    at
        Where the entry begins in its file.
    fields
        Where the value of each variable was written, as far as known.
    sound
        False where the entry was read with errors: what is missing in it is not to be reported a second time.
    aliases
        Further keys by which the entry may be cited (biblatex ``ids``).
    """

    key: str
    data: Item
    at: Position
    fields: Mapping[str, Position] = field(default_factory=dict)
    sound: bool = True
    aliases: tuple[str, ...] = ()

    def place(self, *names: str) -> Position:
        """Where the first of the variables *names* that is there was written, else where the entry begins."""
        return next((self.fields[name] for name in names if name in self.fields), self.at)


@record(frozen=True, slots=True)
class Library:
    """All references by key, in the order of the files.

    aliases
        Further keys, each with the key of its entry.
    broken
        Keys of entries that could not be read at all: citing one is no second fault.
    whole
        False where a file could not be read and not even its keys are known: then no key is told to be unknown.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    whole: bool = True

    def find(self, key: str) -> Entry | None:
        """The entry cited as *key*, by its own key or an alias."""
        found = self.entries.get(key)
        return found if found is not None else self.entries.get(self.aliases.get(key, ""))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)
