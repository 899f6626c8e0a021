"""Recommendations and options as data: who does what, why, by when, and on which evidence."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reports.schema.base import Flag, Node, OneOf, OneOrList, Text
from reports.schema.comparison import Score
from reports.schema.fields import ActorId, Date, Id
from reports.schema.prose import Markdown, MarkdownLine


class Step(Node):
    """One step on the way. A plain text is the action."""

    SHORTHAND: ClassVar[str] = "action"

    action: MarkdownLine = Field(description="What is done, in Markdown.")
    by: Date | None = Field(None, description="By when: 2024-06-30, or 2024-06, or 2024.")


class Resources(Node):
    """What it takes. A plain text is Markdown prose."""

    SHORTHAND: ClassVar[str] = "text"

    text: Markdown | None = Field(None, description="What it takes, in Markdown.")
    level: Text | None = Field(None, description="How much in a word, such as low, medium or high.")
    amount: Text | None = Field(None, description="The sum, with its currency.")
    source: MarkdownLine | None = Field(None, description="Where it comes from, in Markdown.")


class Feasibility(Node):
    """How likely it is to succeed. A plain text is Markdown prose."""

    SHORTHAND: ClassVar[str] = "text"

    text: Markdown | None = Field(None, description="How feasible it is, in Markdown.")
    level: Text | None = Field(None, description="How feasible in a word, such as low, medium or high.")
    risk: Markdown | None = Field(None, description="What may go wrong, in Markdown.")


class Indicator(Node):
    """How success is seen. A plain text is the indicator."""

    SHORTHAND: ClassVar[str] = "text"

    text: MarkdownLine = Field(description="What is measured, in Markdown.")
    baseline: Text | None = Field(None, description="Its value now.")
    target: Text | None = Field(None, description="Its value when the recommendation is carried out.")


class Progress(Node):
    """What has become of a recommendation. A plain text is the state."""

    SHORTHAND: ClassVar[str] = "state"

    state: Annotated[Literal["open", "accepted", "partial", "rejected", "done", "overtaken"], OneOf()] = Field(
        description="open, accepted, partial (carried out in part), rejected, done, or overtaken by events."
    )
    as_of: Date | None = Field(None, description="When that was so.")
    note: MarkdownLine | None = Field(None, description="A remark, in Markdown.")


class Recommendation(Node):
    """One recommendation: one verb, one object, one addressee or a few."""

    id: Id = Field(description="Stable name; `@rec-…` refers to it.")
    to: Annotated[tuple[ActorId, ...], OneOrList()] = Field((), description="Who acts: ids of actors.")
    with_: Annotated[tuple[ActorId, ...], OneOrList()] = Field((), alias="with", description="Partners: ids of actors.")
    headline: Text = Field(description="Twelve words at most, for the summary box and the matrix; plain text.")
    action: Markdown = Field(description="What is to be done, in Markdown: one verb, one object.")
    rationale: Markdown | None = Field(None, description="Why, in Markdown.")
    steps: tuple[Step, ...] = Field((), description="Steps on the way, each with its date.")
    priority: Annotated[Literal["high", "medium", "low"], OneOf()] | None = Field(
        None, description="high, medium or low."
    )
    horizon: Annotated[Literal["immediate", "short", "medium", "long"], OneOf()] | None = Field(
        None, description="How soon: immediate, short, medium or long term."
    )
    due: Date | None = Field(None, description="By when: 2024-12-31, or 2024-12, or 2024.")
    resources: Resources | None = Field(None, description="What it takes: Markdown, or level, amount and source.")
    feasibility: Feasibility | None = Field(None, description="How feasible it is: Markdown, or level and risk.")
    indicator: Indicator | None = Field(None, description="How success is seen: text, baseline and target.")
    based_on: Annotated[tuple[Id, ...], OneOrList()] = Field(
        (), description="The evidence: ids of sections, figures, charts and tables of this brief."
    )
    theme: Text | None = Field(None, description="A heading to group recommendations under.")
    status: Annotated[tuple[Progress, ...], OneOrList()] = Field(
        (), description="What has become of it: a state, with date and note; or a list of dated ones, the last holds."
    )

    @property
    def current(self) -> Progress | None:
        """The state that holds now."""
        return self.status[-1] if self.status else None


class RecommendationsView(Node):
    """How the one list of recommendations is shown. What is not said here, the template decides."""

    summary: Flag | None = Field(None, description="Whether a box near the front shows all headlines at a glance.")
    group_by: Annotated[Literal["none", "addressee", "theme", "horizon", "priority"], OneOf()] | None = Field(
        None,
        description="What the recommendations stand under: none (one list), addressee, theme, horizon or priority.",
    )
    matrix: Annotated[Literal["none", "text", "annex"], OneOf()] | None = Field(
        None, description="Where the overview table stands: none, text (after the recommendations) or annex."
    )


class Barrier(Node):
    """Something in the way of an option. A plain text is the barrier."""

    SHORTHAND: ClassVar[str] = "text"

    level: Text | None = Field(None, description="Whose barrier it is: citizens, providers, organisation, system …")
    text: Markdown = Field(description="The barrier, in Markdown.")


class Option(Node):
    """One option of an evidence brief or a study."""

    id: Id = Field(description="Stable name; `@opt-…` refers to it.")
    title: Text = Field(description="Name of the option.")
    description: Markdown | None = Field(None, description="What the option consists of, in Markdown.")
    benefits: Markdown | None = Field(None, description="What speaks for it, in Markdown.")
    harms: Markdown | None = Field(None, description="What speaks against it, in Markdown.")
    cost: Markdown | None = Field(None, description="Cost and cost-effectiveness, in Markdown.")
    uncertainty: Markdown | None = Field(None, description="What is not known, in Markdown.")
    equity: Markdown | None = Field(None, description="Who gains and who loses, in Markdown.")
    stakeholders: Markdown | None = Field(None, description="What those concerned think of it, in Markdown.")
    barriers: Annotated[tuple[Barrier, ...], OneOrList()] = Field(
        (), description="What stands in the way: Markdown, or a list of level and text."
    )
    scores: dict[str, Score] = Field(
        {}, description="How it does by each criterion of `comparison`: a number, or score and note, by its id."
    )
