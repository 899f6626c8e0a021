"""Looks: every shipped one settles cleanly, and its roles are fit to print."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

from reports.diagnostics import Collector
from reports.source import SourceFile
from reports.theme.colour import contrast, luminance
from reports.theme.load import load_theme
from reports.theme.looks import shipped
from reports.theme.tokens import Theme, role_fallbacks

TEXTS = (
    "body", "lead", "title", "subtitle", "series", "byline", "date", "heading-1", "heading-2", "heading-3",
    "heading-4", "caption", "caption.label", "source", "credit", "footnote", "reference", "quote",
    "quote.attribution", "pull", "list", "code", "table.head", "table.cell", "table.note", "toc.title", "toc.1",
    "toc.2", "toc.3", "running-head", "folio", "callout.title", "callout.body", "callout.label", "imprint",
    "disclaimer", "memo-head.term", "memo-head.text", "facts.term", "facts.text", "cover.title", "cover.subtitle",
    "cover.series", "cover.byline", "cover.date", "status-mark", "chart.label", "chart.axis", "chart.value",
    "chart.title", "matrix.head", "matrix.cell", "link", "callout.recommendation.number",
    "callout.recommendation.title", "callout.recommendation.action", "callout.recommendation.rationale",
)  # fmt: skip


def theme_of(look: str | bytes, **settings: str) -> tuple[Theme, list[str]]:
    collector = Collector()
    theme = load_theme(look, None, {}, collector, "en-GB", **settings)
    return theme, [str(one) for one in collector]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("profile", ["standard", "accessible"])
@pytest.mark.parametrize("look", shipped())
def test_shipped_looks_settle_without_a_fault(look: str, paper: str, profile: str) -> None:
    theme, said = theme_of(look, paper=paper, profile=profile)
    assert said == []
    assert set(TEXTS) <= set(theme.texts)
    assert {"title-block", "callout.recommendation", "imprint", "cover"} <= set(theme.boxes)
    assert {"table", "matrix", "options"} <= set(theme.tables)
    assert theme.page.text_width > 320
    assert theme.page.margin_left + theme.page.full_width + theme.page.margin_right == pytest.approx(theme.page.width)


def test_house_measure_is_sixty_to_eighty_characters() -> None:
    theme, _ = theme_of("house")
    body = theme.text("body")
    font = TTFont(BytesIO(theme.fonts["body"].face().data))
    words = "Regional cooperation is a treaty duty of the Government towards the European Union and its members "
    cmap, widths = font.getBestCmap(), font["hmtx"]
    mean = sum(widths[cmap[ord(one)]][0] for one in words) / len(words) / font["head"].unitsPerEm * body.size
    assert 60 <= theme.page.text_width / mean <= 80


def test_text_colours_have_contrast_on_paper_and_on_a_dark_screen() -> None:
    theme, _ = theme_of("house")
    back = {value: name for name, value in reversed(theme.palette.items())}
    for role, style in theme.texts.items():
        ground = (
            "primary" if role.startswith("cover.") and style.colour == theme.palette["on-primary"] else "background"
        )
        name = "on-primary" if ground == "primary" else back[style.colour]
        assert contrast(theme.palette[name], theme.palette[ground]) >= 4.5, role
        assert contrast(theme.dark[name], theme.dark[ground]) >= 4.5, role


@pytest.mark.parametrize("tint", ["tint", "tint-neutral", "tint-warning", "tint-danger", "tint-strong"])
def test_text_is_readable_on_every_tint(tint: str) -> None:
    theme, _ = theme_of("house")
    for names in (theme.palette, theme.dark):
        assert contrast(names["foreground"], names[tint]) >= 7
        assert contrast(names["primary"], names[tint]) >= 4.5
        if tint != "tint-strong":
            assert contrast(names["muted"], names[tint]) >= 4.5


def test_neighbouring_series_part_in_greyscale() -> None:
    theme, _ = theme_of("house")
    for names in (theme.palette, theme.dark):
        shades = [luminance(names[f"series-{number}"]) for number in range(1, 7)]
        for one, other in pairwise(shades):
            assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 1.7
        assert len({round(shade, 2) for shade in shades}) == 6


def test_accessible_profile_is_one_column_of_large_sans() -> None:
    theme, _ = theme_of("brief", profile="accessible")
    assert theme.page.side == "none"
    assert theme.text("body").family == "headings"
    assert theme.text("body").size == pytest.approx(12, abs=0.1)
    assert theme.text("body").leading == pytest.approx(17, abs=0.2)
    assert min(style.size for style in theme.texts.values()) >= 10.4
    assert not any(style.italic or style.hyphenate for style in theme.texts.values())


def test_roles_fall_back_from_the_special_to_the_general() -> None:
    theme, _ = theme_of("house")
    assert role_fallbacks("callout.note.title") == ("callout.note.title", "callout.title", "title")
    assert theme.text("callout.note.title") == theme.texts["callout.title"]
    assert theme.text("nothing-like-it") == theme.texts["body"]
    assert theme.text(None) == theme.texts["body"]


def test_a_look_of_ones_own_changes_one_line() -> None:
    theme, said = theme_of(b"name: mine\nextends: brief\ntexts:\n  title: {size: 30}\n  sans: {size: 10}\n")
    assert said == []
    assert theme.name == "mine"
    assert theme.text("title").size == 30
    assert theme.text("title").weight == 700
    assert theme.text("affiliation").size == 8.75


def test_a_workspace_look_may_take_the_name_of_the_one_it_extends() -> None:
    own = SourceFile("looks/brief.yaml", b"name: brief\nextends: brief\ntexts:\n  title: {size: 33}\n")
    collector = Collector()
    theme = load_theme("brief", None, {}, collector, "en-GB", looks={"brief": own})
    assert list(collector) == []
    assert theme.text("title").size == 33


def test_loading_twice_gives_the_same_theme() -> None:
    assert theme_of("report") == theme_of("report")
