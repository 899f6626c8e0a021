"""``load_theme``: a look and a brand become the one theme that all writers read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reports.diagnostics import Collector
from reports.source import SourceFile
from reports.theme import colour, fonts, judging, palette
from reports.theme.brand import Brand, Typeface, read_brand
from reports.theme.looks import OVERLAYS, RawLook, read_look
from reports.theme.settle import Settler
from reports.theme.tokens import Family, TextStyle, Theme

#: Families of the house look by key of ``Theme.fonts``.
HOUSE_FAMILIES: Mapping[str, str] = {"body": "Source Serif 4", "headings": "Source Sans 3", "mono": "Source Code Pro"}

#: A tint of the brand below this luminance would drown the text on it, and is thinned.
_LIGHT_TINT = 0.55


def load_theme(
    look: str | bytes | SourceFile,
    brand: SourceFile | None,
    files: Mapping[str, bytes],
    collector: Collector,
    lang: str,
    paper: str = "a4",
    profile: str = "standard",
    looks: Mapping[str, SourceFile] | None = None,
) -> Theme:
    """The theme for one document.

    look
        The name of a look (``brief``, ``report`` …), or a workspace's own look as a file.
    brand
        ``_brand.yml``, where there is one.
    files
        The logo and font files that the brand names (see ``brand.files_wanted``), by their path in the workspace.
    lang
        BCP 47 tag of the document; a house font that lacks its letters is told.
    looks
        A workspace's own looks by name; they win over the shipped ones and may extend them.

    Faults go to *collector* with the codes THM; a theme comes back whatever happens.
    """
    if isinstance(look, bytes):
        look = SourceFile("look.yaml", look)
    raw = read_look(look, looks or {}, collector, OVERLAYS.get(profile))
    own = read_brand(brand, files, collector) if brand is not None else Brand()
    path = brand.path if brand is not None else "_brand.yml"
    light, dark = _palettes(raw, own, careful=profile == "accessible")
    settler = Settler(raw, light, collector, path)
    steps = settler.series_steps()
    names = _with_series(light, own, steps)
    texts = _adjusted(_branded(settler.texts(), own, shrinks=not raw.part("adjust")), raw)
    theme = Theme(
        name=raw.name,
        texts=texts,
        boxes=settler.boxes(),
        tables=settler.tables(),
        page=settler.page(paper),
        palette=names,
        fonts=_families(own),
        dark=_with_series(dark, own, steps),
        logo=own.logo,
        logos=own.logos,
        numbers=settler.numbers(),
    )
    judging.tell(theme, own, lang, path, collector)
    return theme


def _palettes(raw: RawLook, brand: Brand, *, careful: bool) -> tuple[palette.Palette, palette.Palette]:
    """The colours on paper, and on a dark screen.

    careful
        Text colours are moved until they can be read, whatever the brand says.
    """
    names = {str(name): str(one) for name, one in raw.part("palette").items()}
    dark = {str(name): str(one) for name, one in raw.part("dark").items()}
    own = dict(brand.colours)
    if judging.is_dark(brand):
        dark["background"] = own.pop("background")
        light_ink = own.get("foreground")
        if light_ink and colour.contrast(light_ink, "#ffffff") < judging.TEXT_CONTRAST:
            dark["foreground"], own["foreground"] = light_ink, dark["background"]
    if "tertiary" in own:
        names["tint"] = "tertiary" if colour.luminance(own["tertiary"]) > _LIGHT_TINT else "tertiary 14%"
    names.update(own)
    heading, link, mono = (brand.type(one).colour for one in ("headings", "link", "monospace"))
    names.update({key: value for key, value in (("heading", heading), ("link", link), ("code", mono)) if value})
    light = palette.Palette(names)
    if careful:
        ground = light.get("background")
        texts = (*judging.TEXT_COLOURS, "heading", "code")
        light = palette.Palette(
            {**names, **{one: colour.towards(light.get(one), ground, judging.TEXT_CONTRAST) for one in texts}}
        )
    return light, palette.Palette(dark, under=light)


def _with_series(names: palette.Palette, brand: Brand, steps: list[list[float]]) -> dict[str, str]:
    found = names.all()
    paper = names.under or names
    primary = paper.get("primary")
    made = palette.series(primary, steps, palette.accents(primary, brand.accents()))
    for name, value in made.items():
        shown = brand.colours.get(name, value)
        found[name] = _lifted(shown) if names.under else shown
    return found


def _lifted(value: str) -> str:
    """A series colour for a dark ground: the scale of lightness turned round, so that the steps stay apart."""
    lightness, chroma, hue = colour.oklch(value)
    return colour.from_oklch(0.5 + (lightness - 0.38) * 0.85, chroma, hue)


def _branded(texts: dict[str, TextStyle], brand: Brand, *, shrinks: bool) -> dict[str, TextStyle]:
    """The styles with the brand's type over them. Large print is never made smaller by a brand (not *shrinks*)."""
    base, headings, mono = brand.type("base"), brand.type("headings"), brand.type("monospace")
    factor = base.size / texts["body"].size if base.size else 1.0
    factor = factor if shrinks else max(factor, 1.0)
    out: dict[str, TextStyle] = {}
    for role, style in texts.items():
        style = _scaled(style, factor)
        if style.family == "body" and base.line_height and not _is_display(style, texts["body"]):
            leading = style.size * base.line_height
            style = replace(style, leading=round(leading if shrinks else max(leading, style.leading), 3))
        if style.family == "body" and base.weight and style.weight == 400:
            style = replace(style, weight=base.weight)
        if role.startswith("heading-") or role in ("title", "references.title", "toc.title"):
            style = _as_heading(style, headings)
        if style.family == "mono" and mono.size:
            style = replace(style, size=mono.size, leading=round(mono.size * 1.4, 3))
        out[role] = style
    return out


def _is_display(style: TextStyle, body: TextStyle) -> bool:
    return style.size > body.size * 1.3


def _as_heading(style: TextStyle, brand: Typeface) -> TextStyle:
    changes: dict[str, Any] = {}
    if brand.weight:
        changes["weight"] = brand.weight
    if brand.italic is not None:
        changes["italic"] = brand.italic
    if brand.line_height:
        changes["leading"] = round(style.size * brand.line_height, 3)
    if brand.colour and style.colour != brand.colour and style.size >= 20:
        changes["colour"] = brand.colour
    return replace(style, **changes)


def _scaled(style: TextStyle, factor: float) -> TextStyle:
    if abs(factor - 1) < 1e-9:
        return style
    names = ("size", "leading", "space_before", "space_after", "indent_left", "indent_right", "indent_first")
    return replace(style, **{name: round(getattr(style, name) * factor, 3) for name in names})


def _adjusted(texts: dict[str, TextStyle], raw: RawLook) -> dict[str, TextStyle]:
    """The ``adjust`` part of an overlay: one family, a scale, a least size, and so on, over all roles."""
    rules = {str(key): getattr(value, "scalar", value) for key, value in raw.part("adjust").items()}
    if not rules:
        return texts
    scale, least = float(rules.get("scale", 1)), float(rules.get("min-size", 0))
    out = {}
    for role, style in texts.items():
        wanted = 1 + (scale - 1) * (1.0 if style.size < 16 else 0.35)
        style = _scaled(style, max(wanted, least / style.size))
        changes: dict[str, Any] = {key: rules[key] for key in ("hyphenate", "align", "italic") if key in rules}
        if "family" in rules and style.family == "body":
            changes["family"] = rules["family"]
        out[role] = replace(style, **changes)
    return out


def _families(brand: Brand) -> dict[str, Family]:
    return {key: brand.families.get(key) or fonts.vendored(name) for key, name in HOUSE_FAMILIES.items()}
