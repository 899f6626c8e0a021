"""Who stands behind a brief and whom it speaks to: authors, contributors, actors, and the series and event it is of."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from reports.patterns import expression
from reports.records import record
from reports.schema.base import JsonSchema, Kind, Loading, Node, OneOf, OneOrList, Plain, Text
from reports.schema.fields import Date, Email, Id, Issn, Orcid
from reports.schema.prose import Markdown
from reports.schema.text import SourceText
from reports.schema.yamlreader import shorten
from reports.source import Position

#: Two people at least, each with given and family name; bodies have words in them that no name has.
_WORD = r"[A-ZÀ-ÖØ-ÞŠŽČĆĐЀ-Я][^\W\d_]*\.?(?:[-’'][^\W\d_]+)*"
_SEVERAL = expression(rf"{_WORD}(?: {_WORD}){{1,3}}(?:\s*(?:[,;&]|\band\b)\s*{_WORD}(?: {_WORD}){{1,3}})+")
_BODY = expression(
    r"\b(?:Agency|Association|Authority|Bank|Cent(?:er|re)|Commission|Committee|Council|Department|Desk|Division|Forum"
    r"|Foundation|Fund|Group|Institut\w*|Lab|Ministry|Network|Office|Programme|Project|School|Secretariat|Section"
    r"|Service|Team|Union|Unit|University|Ministerium|Stiftung|Referat|Qendra|Ministria|Instituti|Centar|Institut)\b"
)


@record(frozen=True, slots=True)
class OneName(Kind):
    """The name of one person or body."""

    def read(self, value: Any, loading: Loading) -> SourceText:
        text = Plain().read(value, loading)
        if ";" in text or (_SEVERAL.fullmatch(text) and not _BODY.search(text)):
            hint = "write a list: `[Ana Whitfield, Luka Petrović]`, or a dash for each"
            message = f"`{shorten(text, 60)}` looks like several people, and prints as one name"
            loading.collector.warning("SCH024", text.at or Position(""), message, hint)
        return text

    def json(self) -> JsonSchema:
        return Plain().json()


class Author(Node):
    """An author: a person or a body. A plain text is the name."""

    SHORTHAND: ClassVar[str] = "name"

    name: Annotated[SourceText, OneName()] = Field(description="Name as printed, given name first.")
    affiliation: Text | None = Field(None, description="Institution, as printed under the name.")
    orcid: Orcid | None = Field(None, description="ORCID iD, such as 0000-0002-1825-0097.")
    email: Email | None = Field(None, description="Public e-mail address.")
    bio: Markdown | None = Field(None, description="A sentence or two about the author, in Markdown.")


class Contributor(Node):
    """Somebody who helped without being an author. A plain text is the name."""

    SHORTHAND: ClassVar[str] = "name"

    name: Annotated[SourceText, OneName()] = Field(description="Name as printed.")
    role: Text | None = Field(None, description="What they did: editor, translator, reviewer, designer …")
    affiliation: Text | None = Field(None, description="Institution.")
    orcid: Orcid | None = Field(None, description="ORCID iD.")
    email: Email | None = Field(None, description="Public e-mail address.")


class Actor(Node):
    """Somebody whom a recommendation can be addressed to, or who helps to carry it out."""

    id: Id = Field(description="What `to` and `with` of recommendations name.")
    name: Text = Field(description="Full name.")
    short: Text | None = Field(None, description="Short name for tables and labels; the full name otherwise.")


class Series(Node):
    """The series that the brief appears in. A plain text is its name."""

    SHORTHAND: ClassVar[str] = "name"

    name: Text = Field(description="Name of the series, such as Policy Brief.")
    number: Text | None = Field(None, description="Number in the series.")
    issn: Issn | None = Field(None, description="ISSN of the series, such as 1234-5679.")


class Event(Node):
    """The event that the paper came out of."""

    name: Text = Field(description="Name of the event.")
    number: Text | None = Field(None, description="Its number in a row of events.")
    place: Text | None = Field(None, description="Where it took place.")
    start: Date | None = Field(None, description="First day: 2023-05-11, or 2023-05, or 2023.")
    end: Date | None = Field(None, description="Last day.")
    hosts: Annotated[tuple[Text, ...], OneOrList()] = Field((), description="Who invited: one name or a list.")
    rule: Annotated[Literal["chatham-house", "on-the-record"], OneOf()] | None = Field(
        None, description="Under which rule people spoke; `chatham-house` forbids naming speakers."
    )


class Memo(Node):
    """The head of a memo."""

    to: Annotated[tuple[Text, ...], OneOrList()] = Field((), description="To whom: one name or a list.")
    from_: Annotated[tuple[Text, ...], OneOrList()] = Field(
        (), alias="from", description="From whom: one name or a list."
    )
    cc: Annotated[tuple[Text, ...], OneOrList()] = Field((), description="Who gets a copy: one name or a list.")
    decision_by: Text | None = Field(None, description="By when a decision is needed: a date, or words.")
