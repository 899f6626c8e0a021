"""The publisher's own facts: ``house.yaml``, and the ``imprint`` of a brief that overrides them key by key."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from reports.schema.base import Amount, Lines, Node, OneOrList, Text
from reports.schema.bylanguage import ByLanguage
from reports.schema.fields import Email, Url
from reports.schema.prose import Markdown


class Contact(Node):
    """How to reach the publisher."""

    address: Lines | None = Field(None, description="Postal address; line breaks are kept.")
    email: Email | None = Field(None, description="E-mail address.")
    phone: Text | None = Field(None, description="Telephone number.")
    url: Url | None = Field(None, description="Web site.")


class Funder(Node):
    """Who paid for it. A plain text is the name."""

    SHORTHAND: ClassVar[str] = "name"

    name: Text = Field(description="Name of the funder.")
    grant: Text | None = Field(None, description="Number of the grant or contract.")
    url: Url | None = Field(None, description="Web address of the funder or the programme.")
    statement: Annotated[Markdown | None, ByLanguage()] = Field(
        None, description="The statement that the funder asks for, in Markdown."
    )
    logo: Text | None = Field(None, description="The funder's logo: a picture file.")


class PlaceName(Node):
    """How the house spells a place."""

    name: Text = Field(description="The spelling to use.")
    avoid: Annotated[tuple[Text, ...], OneOrList()] = Field((), description="Spellings not to use.")


class Designation(Node):
    """A name that must carry a note."""

    term: Text = Field(description="The name, such as Kosovo.")
    note: Annotated[Markdown, ByLanguage()] = Field(description="The note that it must carry, in Markdown.")


class Limits(Node):
    """Limits of the editor's checks, and checks that are waived."""

    limits: dict[str, Amount] = Field({}, description="Limits by name, such as `sentence-words: 35`.")
    waive: tuple[Waiver, ...] = Field((), description="Findings that are accepted, each with the reason.")


class Waiver(Node):
    """A finding of a check that is accepted as it is."""

    rule: Text = Field(description="Code of the rule.")
    at: Text | None = Field(
        None, description="Where: the id of a section, recommendation, figure …; everywhere if absent."
    )
    because: Text = Field(description="The reason.")


class House(Node):
    """Facts of the publisher, printed in the imprint."""

    publisher: Annotated[Text | None, ByLanguage()] = Field(
        None, description="Name of the publisher; the brand's name otherwise."
    )
    about: Annotated[Markdown | None, ByLanguage()] = Field(None, description="Who the publisher is, in Markdown.")
    boilerplate: Annotated[Markdown | None, ByLanguage()] = Field(
        None, description="Text that stands in every brief, in Markdown."
    )
    contact: Contact | None = Field(None, description="Address, e-mail, telephone, web site.")
    licence: Annotated[Text | None, ByLanguage()] = Field(
        None, description="Licence of the publication, such as CC BY 4.0."
    )
    disclaimers: Annotated[tuple[Markdown, ...], OneOrList(), ByLanguage()] = Field(
        (), description="Disclaimers, in Markdown."
    )
    funders: Annotated[tuple[Funder, ...], OneOrList()] = Field(
        (), description="Funders: names, or name with grant, url …"
    )
    place: Annotated[Text | None, ByLanguage()] = Field(None, description="Place of publication.")
    gazetteer: tuple[PlaceName, ...] = Field(
        (), description="How the house spells places, and which spellings to avoid."
    )
    designations: tuple[Designation, ...] = Field((), description="Names that must carry a note, with the note.")
    checks: Limits | None = Field(None, description="Limits of the editor's checks for the house.")

    def overridden(self, imprint: House | None) -> House:
        """These facts with those of a brief's *imprint* in their place, key by key."""
        if imprint is None:
            return self
        changes: dict[str, Any] = {name: getattr(imprint, name) for name in sorted(imprint.model_fields_set)}
        return self.model_copy(update=changes)


Limits.model_rebuild()
