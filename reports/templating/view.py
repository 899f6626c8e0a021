"""What a template sees: plain, read-only data made from the brief. No method, no model, no file is reachable.

Markdown fields appear as markup that stands for prose already parsed; plain fields are text, which autoescape makes
safe wherever it is put.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from reports.model import blocks as b
from reports.native import Slots
from reports.schema.brief import Brief
from reports.schema.prose import Line, Prose
from reports.templating.dates import date_text, span_text

View = SimpleNamespace

#: The criteria by which options are compared, in the order they are printed.
CRITERIA = ("benefits", "harms", "cost", "uncertainty", "equity", "stakeholders")


class ProseMarkup(Markup):
    """Markup for a Markdown field that remembers its blocks, so that filters can give them roles."""

    blocks: b.Blocks
    numbers: tuple[int, ...]
    """Its slot, and those of the markup that filters made of it."""

    @property
    def single(self) -> bool:
        """Whether this is one paragraph, which can stand in a line."""
        return len(self.blocks) == 1 and isinstance(self.blocks[0], b.Para)

    @classmethod
    def of(cls, blocks: b.Blocks, slots: Slots) -> ProseMarkup:
        """The markup that puts *blocks* where it stands."""
        made = cls(slots.add(blocks))
        made.blocks = blocks
        made.numbers = (len(slots.contents) - 1,)
        return made

    def with_role(self, role: str, slots: Slots) -> ProseMarkup:
        """The markup for the same prose under *role*: who prints it, prints this."""
        made = self.of(with_role(self.blocks, role), slots)
        self.numbers += made.numbers
        return made


def with_role(blocks: b.Blocks, role: str) -> b.Blocks:
    """Paragraphs without a role of their own get *role*."""
    return tuple(replace(one, role=role) if isinstance(one, b.Para) and one.role is None else one for one in blocks)


class Viewer:
    """Turns the parts of a brief into views; prose goes into *slots*."""

    def __init__(self, brief: Brief, words: Mapping[str, str], slots: Slots, body: Callable[[Any], b.Blocks]) -> None:
        self._brief = brief
        self.words = words
        self._slots = slots
        self._body = body
        self._lang = brief.lang
        self.actors: dict[str, View] = {str(one.id): self.plain(one) for one in brief.actors or ()}
        for actor in self.actors.values():
            actor.short = actor.short or actor.name

    def plain(self, value: Any) -> Any:
        """Any value of the model as a view."""
        if isinstance(value, Prose):
            return self.prose(value.blocks)
        if isinstance(value, Line):
            return Markup(self._slots.add(value.content)) if value.content else ""
        if isinstance(value, BaseModel):
            made = View(**{name: self.plain(getattr(value, name)) for name in type(value).model_fields})
            made.at = getattr(value, "where", None)
            return made
        if isinstance(value, Mapping):
            return {str(key): self.plain(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return tuple(self.plain(one) for one in value)
        if isinstance(value, str):
            return str(value)
        return value

    def prose(self, blocks: b.Blocks) -> Markup | str:
        """Markup for prose; an empty text where there is none, so that ``{% if %}`` sees it."""
        return ProseMarkup.of(blocks, self._slots) if blocks else ""

    def date(self, value: Any) -> str:
        """A date as printed; an empty text for none."""
        return date_text(str(value), self._lang) if value else ""

    def brief(self) -> View:
        """The brief itself."""
        skip = {"sections", "recommendations", "options", "event", "memo", "actors", "comparison"}
        made = View(**{n: self.plain(getattr(self._brief, n)) for n in type(self._brief).model_fields if n not in skip})
        made.sections = self.sections(self._brief.sections or ())
        made.event = self._event() if self._brief.event else None
        made.memo = self._memo() if self._brief.memo else None
        return made

    def sections(self, sections: Iterable[Any]) -> tuple[View, ...]:
        """Sections with their bodies as markup, nested ones inside."""
        return tuple(
            View(
                id=one.id, role=one.role, title=one.title or "", at=one.where,
                body=self.prose(self._body(one.body)), sections=self.sections(one.sections or ()),
            )
            for one in sections
        )  # fmt: skip

    def _event(self) -> View:
        made = self.plain(self._brief.event)
        made.title = f"{made.name} ({self.words['number']} {made.number})" if made.number else made.name
        made.when = span_text(str(made.start or ""), str(made.end or ""), self._lang) if made.start else ""
        made.hosts = made.hosts or ()
        return made  # type: ignore[no-any-return]

    def _memo(self) -> View:
        made = self.plain(self._brief.memo)
        for name in ("to", "from_", "cc"):
            setattr(made, name.rstrip("_"), "; ".join(getattr(made, name)))
        made.decision_by = self.date(made.decision_by)
        return made  # type: ignore[no-any-return]

    # Recommendations

    def recommendations(self) -> tuple[View, ...]:
        """The one list, numbered from 1 in the order of the brief."""
        return tuple(self._recommendation(n, one) for n, one in enumerate(self._brief.recommendations or (), 1))

    def _recommendation(self, number: int, one: Any) -> View:
        made = self.plain(one)
        made.number = number
        made.to = self._named(one.to)
        setattr(made, "with", self._named(one.with_))  # a word that Python keeps to itself
        made.due_text = self.date(one.due)
        made.based_on = tuple(View(id=str(each), at=each.at) for each in one.based_on)
        made.status = self.plain(one.current)
        made.status_text = self._status(one.current) if one.current else ""
        for part in (made.resources, made.feasibility):
            if part is not None and part.level:
                part.level = self.words.get(f"priority-{part.level}", part.level)
        for step in made.steps or ():
            step.by_text = self.date(step.by)
        return made  # type: ignore[no-any-return]

    def _named(self, ids: Iterable[str] | None) -> tuple[View, ...]:
        return tuple(self.actors.get(one) or View(id=one, name=one, short=one) for one in ids or ())

    def _status(self, status: Any) -> Markup:
        text = self.words[f"status-{status.state}"]
        if status.as_of:
            text += f" ({self.words['as-of'].replace('{date}', self.date(status.as_of))})"
        return Markup("{}: {}").format(text, self.plain(status.note)) if status.note else Markup(escape(text))

    # Options

    def options(self) -> tuple[View, ...]:
        """The options, numbered, their criteria as pairs of key and text."""
        return tuple(self._option(n, one) for n, one in enumerate(self._brief.options or (), 1))

    def _option(self, number: int, one: Any) -> View:
        made = self.plain(one)
        made.number = number
        texts = [(key, getattr(made, key, None)) for key in CRITERIA]
        made.criteria = tuple(View(key=key, text=text) for key, text in texts if text)
        return made  # type: ignore[no-any-return]
