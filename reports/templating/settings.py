"""The settings of a template: ``settings.yaml`` beside its ``template.html``."""

from __future__ import annotations

from dataclasses import field, fields, replace
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_type_hints

from reports.diagnostics import Collector
from reports.records import record
from reports.schema.recommendations import RecommendationsView
from reports.schema.yamlreader import read_yaml
from reports.source import Position, SourceFile

#: YAML's own words for the two.
_YES_NO = {"true": "yes", "false": "no", "on": "yes", "off": "no"}


@record(frozen=True, slots=True)
class Settings:
    """How a kind of paper is put together.

    look
        The look (``reports/theme/looks``) it is set in.
    number_sections
        Whether headings are numbered.
    summary
        Whether a box near the front shows the headlines of all recommendations.
    group_by
        What the cards of recommendations stand under.
    matrix
        Where the matrix of recommendations stands.
    notes
        Footnotes or endnotes, unless the brief says so itself.
    two_sided
        Whether left and right pages differ.
    leaves_out
        Fields that a paper of this kind does not print, parted by commas; without it their loss is told (TPL017).
    look_at
        Where the look is named; no setting itself.
    """

    look: str = "brief"
    number_sections: Literal["yes", "no"] = "no"
    summary: Literal["yes", "no"] = "no"
    group_by: Literal["none", "addressee", "theme", "horizon", "priority"] = "none"
    matrix: Literal["none", "text", "annex"] = "none"
    notes: Literal["foot", "end"] = "foot"
    two_sided: Literal["yes", "no"] = "no"
    leaves_out: str = ""
    look_at: Position | None = field(default=None, compare=False)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names in ``leaves_out``."""
        return tuple(one.strip() for one in self.leaves_out.split(",") if one.strip())


def read_settings(source: SourceFile | None, collector: Collector) -> Settings:
    """The settings in *source*; the defaults where it is None or says nothing. Faults are TPL012."""
    found: dict[str, Any] = {}
    tree = read_yaml(source, collector) if source is not None else None
    if not isinstance(tree, dict):
        return Settings()
    hints = get_type_hints(Settings)
    names = [one.name for one in fields(Settings) if one.name != "look_at"]
    for key, value in tree.items():
        at = getattr(key if key not in names else value, "at", None) or Position(source.path if source else "")
        if key not in names:
            near = get_close_matches(key, names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(names)}"
            collector.error("TPL012", at, f"a template has no setting {key!r}", hint)
            continue
        choices: tuple[Any, ...] = get_args(hints[key])
        if "yes" in choices:
            value = _YES_NO.get(str(value), value)
        if choices and value not in choices:
            collector.error("TPL012", at, f"{key} is {str(value)!r}, not {' or '.join(choices)}")
            continue
        found[key] = str(value)
        if key == "look":
            found["look_at"] = at
    return Settings(**found)


def as_brief_says(settings: Settings, view: RecommendationsView) -> Settings:
    """*settings* with what a brief says of its own in their place, key by key."""
    said: dict[str, Any] = {name: getattr(view, name) for name in ("group_by", "matrix") if getattr(view, name)}
    if view.summary is not None:
        said["summary"] = "yes" if view.summary else "no"
    return replace(settings, **said)
