"""Brief + template → unresolved document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

from jinja2 import TemplateError
from markupsafe import Markup

from reports.diagnostics import Collector
from reports.language import words as words_of
from reports.model import blocks as b
from reports.model.document import Asset, Document
from reports.native import Slots, read
from reports.records import record
from reports.schema.brief import Brief
from reports.schema.house import House
from reports.source import Position, SourceFile
from reports.templating.bounds import TooMuchError, bounded
from reports.templating.environment import make_environment, shown_path
from reports.templating.faults import tell, tell_lost_blocks
from reports.templating.front import house_view, imprint, make_meta, meta_view
from reports.templating.groups import groups_of
from reports.templating.scoring import comparison_of
from reports.templating.settings import Settings, as_brief_says, read_settings
from reports.templating.sheet import SHEET, meta_of, sheet_of
from reports.templating.unprinted import tell_unprinted
from reports.templating.view import ProseMarkup, Viewer

#: The longest text that a template may make, in characters.
LONGEST = 20_000_000

#: What a template can raise.
_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
    MemoryError,
)


@record(frozen=True, slots=True)
class Composed:
    """The document as the template made it, and the template's settings."""

    document: Document
    settings: Settings


def compose(
    brief: Brief,
    house: House | None,
    *,
    at: Position,
    body: Callable[[Any], b.Blocks],
    assets: Mapping[str, Asset],
    own_templates: Mapping[str, bytes],
    builtin_templates: Mapping[str, bytes],
    slug: str,
    addressee: str = "",
    publisher: str = "",
    logo: str | None = None,
    epoch: int | None = None,
    row: Mapping[str, str] | None = None,
    collector: Collector,
) -> Composed | None:
    """Render the brief's template and read what it says.

    at
        Where the brief names its template: an unknown one is TPL010 there.
    body
        Turns the body of a section into blocks (with its data and pictures filled in).
    addressee
        The actor that a sheet is made for, with the template of sheets in place of the brief's; empty for the paper.
    publisher, logo
        The brand's name, for a house without one; the asset name of its logo.
    row
        The fields of the row that an edition is built for; templates see them as ``row``, empty otherwise.

    None when the template does not exist or cannot be rendered; its faults are TPL diagnostics.
    """
    template = SHEET if addressee else str(brief.template)
    name = f"{template}/template.html"
    if brief.template == SHEET or (name not in own_templates and name not in builtin_templates):
        _unknown_template(brief.template, at, {*own_templates, *builtin_templates}, collector)
        return None
    settings = _settings(template, own_templates, builtin_templates, collector)
    settings = as_brief_says(settings, brief.recommendations_view)
    slots = Slots()
    words = words_of(brief.lang)
    viewer = Viewer(brief, words, slots, body)
    merged = imprint(brief, house)
    meta = make_meta(brief, merged, words=words, slug=slug, publisher=publisher, epoch=epoch)
    context = _context(brief, viewer, settings)
    context |= {
        "house": house_view(merged, viewer, publisher, logo),
        "meta": meta_view(meta, brief, viewer, slots, merged),
        "row": dict(row or {}),
    }
    if addressee:
        sheet = context["sheet"] = sheet_of(addressee, viewer.actors, context["recommendations"], words)
        meta = meta_of(meta, sheet)
    html = _render(name, context, slots, own_templates, builtin_templates, collector)
    if html is None:
        return None
    told = len(collector.found)
    content = read(html, collector, path=shown_path(name), slots=slots)
    if own_templates and not addressee and len(collector.found) == told:
        at_top = Position(shown_path(name))
        tell_unprinted(content, slots.taken, context, settings.left_out, at_top, collector)
    return Composed(Document(meta, content, assets, words, {}, _options(brief, settings), at), settings)


def _context(brief: Brief, viewer: Viewer, settings: Settings) -> dict[str, Any]:
    """What templates see of the brief itself."""
    recommendations, options = viewer.recommendations(), viewer.options()
    return {
        "brief": viewer.brief(),
        "words": viewer.words,
        "settings": settings,
        "recommendations": recommendations,
        "groups": groups_of(recommendations, settings.group_by, viewer.actors, viewer.words),
        "options": options,
        "comparison": comparison_of(brief.comparison, options, viewer.words, str(brief.lang), viewer.plain),
        "place": partial(_place, brief),
    }


def _unknown_template(template: str, at: Position, names: set[str], collector: Collector) -> None:
    known = sorted({name.split("/")[0] for name in names if name.endswith("/template.html")} - {SHEET})
    near = get_close_matches(template, known, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    collector.error("TPL010", at, f"there is no template {template!r}", f"{hint}there are: {', '.join(known)}")


def _settings(template: str, own: Mapping[str, bytes], builtin: Mapping[str, bytes], collector: Collector) -> Settings:
    name = f"{template}/settings.yaml"
    data = own.get(name, builtin.get(name))
    return read_settings(SourceFile(f"templates/{name}", data) if data is not None else None, collector)


def _place(brief: Brief, section: Any) -> tuple[str, ...]:
    """What else a section prints at its end: ``recommendations`` and ``options`` go into the section of that role, or
    after the last section that is no annex. For no section (None): what is left where there is none such."""
    sections = list(brief.sections or ())
    last = next((one for one in reversed(sections) if one.role != "annex"), None)
    out = []
    for kind in ("options", "recommendations"):
        first = next((one for one in _all(sections) if one.role == kind), None)
        home = first if first is not None else last
        here = section is None if home is None else _is(home, section)
        if here and getattr(brief, kind):
            out.append(kind)
    return tuple(out)


def _is(home: Any, section: Any) -> bool:
    return section is not None and home.id == section.id and home.title == section.title


def _all(sections: Any) -> Any:
    for one in sections:
        yield one
        yield from _all(one.sections or ())


def _options(brief: Brief, settings: Settings) -> dict[str, str]:
    """What the writers heed."""
    return {
        "paper": brief.print.paper,
        "notes": brief.notes if "notes" in brief.model_fields_set else settings.notes,
        "number-sections": settings.number_sections,
        "two-sided": settings.two_sided,
        "look": settings.look,
        "profile": brief.pdf.profile,
        "csl": str(brief.csl or ""),
        "docx-citations": brief.docx.citations,
        "docx-fonts": brief.docx.fonts,
    }


def _render(
    name: str, context: Mapping[str, Any], slots: Slots, own: Mapping[str, bytes], builtin: Mapping[str, bytes],
    collector: Collector,
) -> str | None:  # fmt: skip
    environment = make_environment(own, builtin)

    def as_role(value: Any, role: str) -> Any:
        return value.with_role(role, slots) if isinstance(value, ProseMarkup) else value

    environment.filters["as_role"] = as_role

    def work() -> str:
        chunks, size = [], 0
        for chunk in environment.get_template(name).generate(**context):
            size += len(chunk)
            if size > LONGEST:
                raise TooMuchError
            chunks.append(chunk)
        return "".join(chunks)

    try:
        if own:
            told = len(collector.found)
            tell_lost_blocks(environment, [one for one in own if one.endswith(".html")], shown_path, collector)
            if len(collector.found) > told:
                return None
        return str(Markup(bounded(work) if own else work()))
    except TooMuchError:
        message = "the template takes too long, or makes too much text"
        collector.error("TPL013", Position(shown_path(name)), message, "look for a loop that never ends")
    except _FAULTS as fault:
        tell(fault, name, shown_path, environment, collector)
    return None
