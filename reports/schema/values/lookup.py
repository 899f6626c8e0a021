"""What the names of a brief stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from itertools import islice

from reports.numerals import printed, with_unit
from reports.records import record
from reports.schema.values.names import ROW, Reference

#: Names among which the nearest to an unknown one is looked for.
MAX_CANDIDATES = 500


@record(frozen=True, slots=True)
class Value:
    """One value.

    text
        As the data have it.
    number
        The same as digits with ``-`` and ``.``, or empty where it is no number.
    unit
        Printed behind the number.
    """

    text: str
    number: str = ""
    unit: str = ""

    def shown(self, form: str, lang: str) -> str:
        """As it prints in a text of *lang*; *form* as in :class:`Reference`."""
        if form == "text" or not self.number:
            return self.text
        number = self.number if not form else _rounded(self.number, int(form))
        return with_unit(printed(number, lang), self.unit, lang)


def _rounded(number: str, places: int) -> str:
    """Half goes away from zero, as people round."""
    return f"{Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


@record(frozen=True, slots=True)
class Missing:
    """Why a name stands for nothing: the code and the words of its diagnostic."""

    code: str
    message: str
    hint: str = ""


class Source:
    """Where values come from, each by the rest of its name behind that of the source."""

    def find(self, rest: str) -> Value | None:
        """The value called *rest*, or None."""
        raise NotImplementedError

    def names(self) -> Iterator[str]:
        """The names it has."""
        raise NotImplementedError


@record(frozen=True, slots=True)
class Single(Source):
    """A source of one value, which has no rest of a name."""

    value: Value

    def find(self, rest: str) -> Value | None:
        return None if rest else self.value

    def names(self) -> Iterator[str]:
        yield ""


@record(frozen=True, slots=True)
class Row(Source):
    """The fields of a row by their names."""

    fields: Mapping[str, Value]

    def find(self, rest: str) -> Value | None:
        return self.fields.get(rest)

    def names(self) -> Iterator[str]:
        yield from self.fields


@record(frozen=True, slots=True)
class Values:
    """All values of a brief.

    sources
        By the name they were given; the one without a name holds names of its own.
    pending
        Whether more will be known later: then an unknown name is no fault yet, and prints as it is written.
    """

    lang: str
    sources: Mapping[str, Source] = field(default_factory=dict)
    pending: bool = False

    def show(self, asked: Reference) -> str | Missing:
        """The text that *asked* prints, or why there is none."""
        for name, rest in _splits(asked.name):
            source = self.sources.get(name)
            value = source.find(rest) if source is not None else None
            if value is None:
                continue
            if not value.text:
                return Missing("DAT022", f"the value `{asked.name}` is empty in the data", "fill in its cell")
            if asked.form.isdecimal() and not value.number:
                return Missing(
                    "DAT023", f"`{asked.name}` is `{value.text[:40]}`, which is no number", "leave out the decimals"
                )
            return value.shown(asked.form, self.lang)
        return Missing("DAT021", f"there is no value `{asked.name}`", self._hint(asked.name))

    def _hint(self, name: str) -> str:
        if name.startswith(f"{ROW}.") and ROW not in self.sources:
            return f"`{ROW}.` names the fields of a row: build with --each FILE.csv, or write `each: FILE.csv`"
        near = get_close_matches(name[:100], list(islice(self._candidates(name), MAX_CANDIDATES)), n=1, cutoff=0.6)
        if near:
            return f"did you mean `{{={near[0]}}}`?"
        known = list(islice((one for one in self._candidates(name) if one), 8))
        return f"there are: {', '.join(known)}" if known else "name it under `values`"

    def _candidates(self, name: str) -> Iterator[str]:
        """Names to suggest, those of the source that was most likely meant first."""
        first = name.partition(".")[0]
        for owner in sorted(self.sources, key=lambda one: (one != first, one)):
            for rest in self.sources[owner].names():
                yield f"{owner}.{rest}" if owner and rest else owner or rest


def _splits(name: str) -> Iterator[tuple[str, str]]:
    """All ways to take *name* for that of a source and the rest, the longest source first."""
    parts = name.split(".")
    for count in range(len(parts), -1, -1):
        yield ".".join(parts[:count]), ".".join(parts[count:])
