"""Options scored against criteria: the scale, the criteria with their weights, and the score of each option."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reports.schema.base import Amount, Node, OneOf, Text
from reports.schema.fields import Id, TableId
from reports.schema.prose import MarkdownLine
from reports.schema.text import SourceText


class Scale(Node):
    """The scale of the scores."""

    least: Amount = Field(1, description="Lowest score; 1 when absent.")
    most: Amount = Field(5, description="Highest score; 5 when absent.")
    better: Annotated[Literal["higher", "lower"], OneOf()] = Field(
        "higher", description="Which scores are better: higher or lower ones. It holds for all criteria."
    )


class Criterion(Node):
    """One criterion of the comparison."""

    id: Id = Field(description="Name by which the `scores` of options call it.")
    title: Text = Field(description="What is judged; plain text.")
    weight: Amount = Field(1, description="How much it counts: a number above 0; 1 when absent.")


class Score(Node):
    """How an option does by a criterion. A plain number is the score."""

    SHORTHAND: ClassVar[str] = "score"

    score: Amount = Field(description="A number on the scale of the comparison.")
    note: MarkdownLine | None = Field(None, description="Why, in a few words of Markdown.")


class Comparison(Node):
    """The comparison of the options as a table of scores; totals are computed."""

    id: TableId = Field(SourceText("tbl-comparison"), description="Stable name; tbl-comparison when absent.")
    scale: Scale = Field(Scale.model_construct(), description="The scale of the scores; 1 to 5, higher is better.")
    criteria: tuple[Criterion, ...] = Field(description="The criteria, in the order of the rows.")
    caption: MarkdownLine | None = Field(None, description="Caption, in Markdown; `The options compared` when absent.")
    source: MarkdownLine | None = Field(None, description="Who scored, when and how, in Markdown, with citations.")
