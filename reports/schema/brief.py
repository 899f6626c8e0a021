"""The brief: the whole of ``brief.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reports.schema.base import Flag, Node, OneOf, OneOrList, Text, Tree, WholeNumber
from reports.schema.bodies import Section
from reports.schema.comparison import Comparison
from reports.schema.fields import Date, Doi, Instant, LangTag, TemplateName, Url
from reports.schema.house import House, Limits
from reports.schema.people import Actor, Author, Contributor, Event, Memo, Series
from reports.schema.prose import Markdown
from reports.schema.recommendations import Option, Recommendation, RecommendationsView
from reports.schema.text import SourceMap, SourceText
from reports.schema.values.spec import Each, NamedValues


class Print(Node):
    """What is promised for print."""

    paper: Annotated[Literal["a4", "letter"], OneOf()] = Field("a4", description="a4 or letter.")
    pages: Annotated[int, WholeNumber(1, 2000)] | None = Field(
        None, description="Number of pages that `brief check` holds you to."
    )


class DocxSettings(Node):
    """Settings of the Word file."""

    template: Text | None = Field(None, description="A .docx or .dotx file whose styles are used.")
    citations: Annotated[Literal["static", "zotero"], OneOf()] = Field(
        "static", description="static text, or zotero for citations that a co-author with Zotero can manage."
    )
    fonts: Annotated[Literal["named", "embedded"], OneOf()] = Field(
        "embedded", description="embedded (1 MB more), or named: the reader's machine has them, or shows stand-ins."
    )


class PdfSettings(Node):
    """Settings of the PDF."""

    attach_source: Flag = Field(False, description="Attach all sources to the PDF, for `brief extract` (then PDF/A-3).")
    profile: Annotated[Literal["standard", "accessible"], OneOf()] = Field(
        "standard", description="standard, or accessible: one column, sans serif 12 on 17, left aligned."
    )


class Brief(Node):
    """A policy brief, report, memo or paper: its facts, its text, and its recommendations as data."""

    template: TemplateName = Field(
        SourceText("brief"),
        description="Kind of document: brief, recommendations-paper, evidence-brief, memo, report, or your own.",
    )
    lang: LangTag = Field(
        SourceText("en-GB"),
        description="Language as BCP 47 tag: hyphenation, dates, labels, citations and quotation marks go by it.",
    )
    title: Text = Field(description="Title; plain text.")
    subtitle: Text | None = Field(None, description="Subtitle; plain text.")
    short_title: Text | None = Field(None, description="Short title for the running head.")
    series: Series | None = Field(None, description="Series: a name, or name, number and ISSN.")
    date: Date | None = Field(None, description="Date of publication: 2023-07-14, or 2023-07, or 2023.")
    version: Text | None = Field(None, description="Version of the text, such as 1.0.")
    status: Annotated[Literal["draft", "review", "cleared", "embargoed", "final"], OneOf()] = Field(
        "final", description="draft, review, cleared, embargoed (then give `embargo`) or final."
    )
    embargo: Instant | None = Field(None, description="End of the embargo with time zone: 2023-07-20T09:00+02:00.")
    authors: Annotated[tuple[Author, ...], OneOrList()] = Field(
        (), description="Authors: names, or name, affiliation, orcid, email, bio."
    )
    contributors: Annotated[tuple[Contributor, ...], OneOrList()] = Field(
        (), description="Editors, translators, reviewers."
    )
    keywords: Annotated[tuple[Text, ...], OneOrList()] = Field((), description="Keywords.")
    doi: Doi | None = Field(None, description="DOI, such as 10.5281/zenodo.1234567.")
    url: Url | None = Field(None, description="Where the brief lives; printed beside its QR code.")
    summary: Markdown | None = Field(None, description="Summary, in Markdown.")
    key_messages: tuple[Markdown, ...] = Field(
        (), description="Key messages, in Markdown, one idea each; three to five."
    )
    abbreviations: dict[str, Text] = Field({}, description="Abbreviations with what they stand for.")
    values: NamedValues = Field(
        {}, description="Values that texts take from data: `{=name}` prints the one called name."
    )
    each: Each | None = Field(
        None, description="One edition per row of a CSV file, whose fields texts take as `{=row.column}`."
    )
    actors: tuple[Actor, ...] = Field((), description="Who a recommendation can be addressed to.")
    sections: tuple[Section, ...] = Field((), description="The text, in sections.")
    recommendations: tuple[Recommendation, ...] = Field(
        (), description="Recommendations, in the order of their numbers."
    )
    recommendations_view: RecommendationsView = Field(
        RecommendationsView.model_construct(),
        description="How the recommendations are shown, where the template's own choice does not fit.",
    )
    options: tuple[Option, ...] = Field((), description="Options of an evidence brief or a study.")
    comparison: Comparison | None = Field(
        None, description="Criteria by which the options are scored; prints a table of scores after the options."
    )
    event: Event | None = Field(None, description="The event that the paper came out of.")
    memo: Memo | None = Field(None, description="Head of a memo: to, from, cc, decision_by.")
    bibliography: Annotated[tuple[Text, ...], OneOrList()] = Field(
        (), description="Bibliography files: one path or a list; CSL-YAML, CSL-JSON, BibTeX, BibLaTeX or RIS."
    )
    references: tuple[Annotated[SourceMap, Tree()], ...] = Field(
        (), description="References in place, as CSL-YAML items."
    )
    csl: Text | None = Field(None, description="Citation style by its CSL name, or the path of a .csl file.")
    imprint: House | None = Field(
        None, description="Facts of the publisher that differ from house.yaml for this brief."
    )
    print: Print = Field(Print.model_construct(), description="Paper, and the number of pages promised.")
    checks: Limits = Field(Limits.model_construct(), description="Limits of the editor's checks, and waivers.")
    notes: Annotated[Literal["foot", "end"], OneOf()] = Field("foot", description="Footnotes (foot) or endnotes (end).")
    docx: DocxSettings = Field(DocxSettings.model_construct(), description="Settings of the Word file.")
    pdf: PdfSettings = Field(PdfSettings.model_construct(), description="Settings of the PDF.")
    translation_of: Text | None = Field(
        None,
        description="Folder of the brief that this one translates; for your own tools, nothing prints it.",
    )
