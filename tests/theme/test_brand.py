"""``_brand.yml``: what it changes, and every fault at its own line."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import pytest

from reports.diagnostics import Collector, Severity
from reports.source import Position, SourceFile
from reports.theme import fonts
from reports.theme.brand import files_wanted, read_brand
from reports.theme.codes import EXPLANATIONS
from reports.theme.colour import contrast, luminance, oklch
from reports.theme.load import load_theme
from reports.theme.tokens import Theme

SERIF = (files("reports.theme") / "fonts" / "SourceSerif4_400Regular.ttf").read_bytes()
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def load(
    text: str, extra: dict[str, bytes] | None = None, lang: str = "en-GB", look: str | bytes = "brief", **more: str
) -> tuple[Theme, Collector]:
    collector = Collector()
    theme = load_theme(look, SourceFile("_brand.yml", text.encode()), extra or {}, collector, lang, **more)
    return theme, collector


def said(collector: Collector) -> list[tuple[str, str]]:
    return [(one.code, f"{one.at.line}:{one.at.column}") for one in collector]


def small_font(*, cff: bool = False, variable: bool = False, restricted: bool = False) -> bytes:
    """A font of one letter, made for the fault that is wanted."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    if cff:
        pen = T2CharStringPen(500, None)
        shapes = {name: pen.getCharString() for name in (".notdef", "A")}
        builder.setupCFF("House-Regular", {}, shapes, {})
    else:
        builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in (".notdef", "A")})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "House", "styleName": "Regular", "psName": "House-Regular"})
    builder.setupOS2(fsType=2 if restricted else 0)
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def font_brand(path: str = "fonts/House.ttf", family: str = "House") -> str:
    return (
        f"typography:\n  fonts:\n    - family: {family}\n      source: file\n      files:\n        - {path}\n"
        f"  base:\n    family: {family}\n"
    )


FAULTS: dict[str, tuple[str, dict[str, bytes], str, str]] = {
    "unknown top key": ("colour:\n  primary: '#123456'\n", {}, "THM001", "1:1"),
    "unknown colour role": ("color:\n  primry: '#123456'\n", {}, "THM001", "2:3"),
    "unknown type key": ("typography:\n  base: {famly: x}\n", {}, "THM001", "2:10"),
    "colours are text": ("color: petrol\n", {}, "THM002", "1:8"),
    "list for a text": ("color:\n  primary: [a]\n", {}, "THM002", "2:12"),
    "fonts are a list": ("typography:\n  fonts: x\n", {}, "THM002", "2:10"),
    "the file is a list": ("- a\n", {}, "THM002", "1:1"),
    "logo is a list": ("logo: {medium: [a]}\n", {}, "THM002", "1:16"),
    "short hex": ("color:\n  primary: '#12345'\n", {}, "THM003", "2:12"),
    "unknown colour name": ("color:\n  palette: {sea: '#123456'}\n  primary: see\n", {}, "THM003", "3:12"),
    "circle": ("color:\n  palette:\n    sea: sky\n    sky: sea\n", {}, "THM004", "3:10"),
    "weak text": ("color:\n  primary: '#7FB2FF'\n", {}, "THM005", "2:12"),
    "weak by name": ("color:\n  palette: {pale: '#cccccc'}\n  foreground: pale\n", {}, "THM005", "3:15"),
    "size without unit": ("typography:\n  base: {size: 10km}\n", {}, "THM006", "2:16"),
    "huge size": ("typography:\n  base: {size: 900pt}\n", {}, "THM006", "2:16"),
    "weight": ("typography:\n  headings: {weight: heavy}\n", {}, "THM006", "2:22"),
    "line height": ("typography:\n  base: {line-height: 14}\n", {}, "THM006", "2:23"),
    "font not at hand": ("typography:\n  base: Garamond\n", {}, "THM007", "2:9"),
    "web font": (
        "typography:\n  fonts:\n    - {family: Lora, source: google}\n  base: {family: Lora}\n", {}, "THM007", "4:18",
    ),
    "font file missing": (font_brand(), {}, "THM008", "6:11"),
    "font is no font": (font_brand(), {"fonts/House.ttf": b"GIF89a"}, "THM008", "6:11"),
    "font is truncated": (font_brand(), {"fonts/House.ttf": SERIF[:5000]}, "THM008", "6:11"),
    "font has PostScript outlines": (font_brand(), {"fonts/House.ttf": small_font(cff=True)}, "THM008", "6:11"),
    "font is variable": (font_brand(), {"fonts/House.ttf": small_font(variable=True)}, "THM008", "6:11"),
    "font forbids embedding": (font_brand(), {"fonts/House.ttf": small_font(restricted=True)}, "THM008", "6:11"),
    "logo missing": ("logo: logo.png\n", {}, "THM009", "1:7"),
    "logo is a GIF": ("logo:\n  small: logo.gif\n", {"logo.gif": b"GIF89a"}, "THM009", "2:10"),
    "weak mark": ("color:\n  danger: '#C8E600'\n", {}, "THM005", "2:11"),
    "weak link": ("typography:\n  link: {color: '#cccccc'}\n", {}, "THM005", "2:17"),
    "dark ground": ("color: {background: '#222222', foreground: '#ffffff'}\n", {}, "THM013", "1:21"),
    "one cut": (font_brand(), {"fonts/House.ttf": SERIF}, "THM014", "8:13"),
    "font lacks letters": (font_brand(), {"fonts/House.ttf": small_font()}, "THM012", "8:13"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_at_its_place(name: str) -> None:
    text, extra, code, place = FAULTS[name]
    theme, collector = load(text, extra, lang="sq")
    assert (code, place) in said(collector)
    first = next(one for one in collector if one.code == code)
    assert first.message
    assert not first.message.endswith(".")
    assert theme.text("title").size > 20


LOOK_FAULTS: dict[str, tuple[str, str, str]] = {
    "unknown part": ("text:\n  title: {size: 20}\n", "THM001", "1:1"),
    "unknown token": ("texts:\n  title: {sise: 20}\n", "THM001", "2:11"),
    "unknown role in like": ("texts:\n  title: {like: nobody}\n", "THM001", "2:17"),
    "edge": ("boxes:\n  quote: {left: thick}\n", "THM002", "2:17"),
    "padding": ("boxes:\n  quote: {padding: [1, 2]}\n", "THM002", "2:20"),
    "choice": ("boxes:\n  quote: {placement: top}\n", "THM002", "2:22"),
    "truth": ("texts:\n  title: {italic: maybe}\n", "THM002", "2:19"),
    "colour": ("texts:\n  title: {colour: nosuch}\n", "THM003", "2:19"),
    "number": ("texts:\n  title: {size: 900}\n", "THM006", "2:17"),
    "unknown look": ("extends: huose\n", "THM010", "1:10"),
    "a role like itself": ("texts:\n  lead: {like: lead}\n", "THM011", "2:16"),
    "roles in a circle": ("texts:\n  a: {like: b}\n  b: {like: a}\n", "THM011", "3:13"),
    "series": ("series:\n  - [1, 2]\n", "THM002", "2:5"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_FAULTS)
def test_each_fault_of_a_look_is_told_at_its_place(name: str) -> None:
    text, code, place = LOOK_FAULTS[name]
    collector = Collector()
    theme = load_theme(text.encode(), None, {}, collector, "en")
    assert said(collector) == [(code, place)]
    assert theme.page.text_width > 300


def test_looks_in_a_circle() -> None:
    looks = {
        name: SourceFile(f"looks/{name}.yaml", f"extends: {other}\n".encode())
        for name, other in (("a", "b"), ("b", "a"))
    }
    collector = Collector()
    load_theme("a", None, {}, collector, "en", looks=looks)
    assert [one.code for one in collector] == ["THM011"]


def test_every_code_has_a_case() -> None:
    cases = {code for _, _, code, _ in FAULTS.values()} | {code for _, code, _ in LOOK_FAULTS.values()}
    assert cases == {one.code for one in EXPLANATIONS}


def test_suggestions_name_the_nearest() -> None:
    _, collector = load("color:\n  primry: '#123456'\n")
    assert [one.hint for one in collector] == ["did you mean `primary`?"]


def test_weak_text_is_a_warning_with_a_colour_that_would_do() -> None:
    _, collector = load("color:\n  primary: '#7FB2FF'\n")
    (found,) = collector
    assert found.severity is Severity.WARNING
    assert "4.5" in found.hint


def test_colours_reach_every_token() -> None:
    theme, collector = load("color:\n  palette: {wine: '#7a1f3d'}\n  primary: wine\n")
    assert list(collector) == []
    assert theme.palette["primary"] == "#7a1f3d"
    assert theme.text("title").colour == "#7a1f3d"
    assert theme.box("title-block").top.colour == "#7a1f3d"
    assert theme.palette["series-1"] != load("")[0].palette["series-1"]


@pytest.mark.parametrize(
    ("brand", "accent"),
    [
        ("primary: '#5b2a86'\n  secondary: '#2e7d4f'\n", "#2e7d4f"),
        ("palette: {plum: '#5b2a86', sand: '#f4efe4', moss: '#2e7d4f', grey: '#5f5a66'}\n  primary: plum\n", "#2e7d4f"),
        ("palette: {plum: '#5b2a86', red: '#9b2f22'}\n  primary: plum\n  danger: red\n", None),
        ("palette: {plum: '#5b2a86', violet: '#6f35a0'}\n  primary: plum\n", None),
        ("primary: '#5b2a86'\n  secondary: '#5f5a66'\n", None),
    ],
)
def test_the_second_series_has_the_hue_of_the_second_accent(brand: str, accent: str | None) -> None:
    plain = load("color:\n  primary: '#5b2a86'\n")[0].palette
    found = load(f"color:\n  {brand}")[0].palette
    if accent is None:
        assert found["series-2"] == plain["series-2"]
    else:
        for name in ("series-2", "series-5"):
            assert abs(oklch(found[name])[2] - oklch(accent)[2]) < 0.1
            assert abs(oklch(found[name])[0] - oklch(plain[name])[0]) < 0.02
    assert found["series-1"] == plain["series-1"]


def test_a_brand_may_name_its_series() -> None:
    theme, _ = load("color:\n  palette: {series-2: '#123456'}\n")
    assert theme.palette["series-2"] == "#123456"


def test_a_palette_name_may_equal_its_role() -> None:
    theme, collector = load("color:\n  palette: {primary: '#7a1f3d'}\n  primary: primary\n")
    assert list(collector) == []
    assert theme.palette["primary"] == "#7a1f3d"


def test_type_of_the_brand() -> None:
    text = (
        "typography:\n  base: {size: 11pt, line-height: 1.5}\n"
        "  headings: {weight: bold, color: '#333333', style: italic}\n"
        "  link: {color: '#0000aa'}\n  monospace: {size: 9pt}\n"
    )
    theme, collector = load(text)
    assert list(collector) == []
    assert theme.text("body").size == pytest.approx(11)
    assert theme.text("body").leading == pytest.approx(16.5)
    assert theme.text("caption").size == pytest.approx(9 * 11 / 10.25, abs=0.01)
    assert theme.text("heading-2").weight == 700
    assert theme.text("heading-1").italic
    assert theme.text("title").colour == "#333333"
    assert theme.palette["link"] == "#0000aa"
    assert theme.text("code").size == 9


@pytest.mark.parametrize(
    ("written", "points"), [("12px", 9.0), ("0.9rem", 10.8), ("10.5pt", 10.5), ("90%", 10.8), ("11", 11.0)]
)
def test_units(written: str, points: float) -> None:
    assert load(f"typography:\n  base: {{size: '{written}'}}\n")[0].text("body").size == pytest.approx(points, abs=0.01)


def test_house_fonts_from_files() -> None:
    theme, collector = load(font_brand(), {"fonts/House.ttf": SERIF}, lang="sr-Cyrl")
    assert [one.code for one in collector] == ["THM014"]
    family = theme.fonts["body"]
    assert (family.name, family.generic, len(family.faces)) == ("House", "serif", 1)
    assert family.face(700, True).data == SERIF
    assert theme.fonts["headings"].name == "Source Sans 3"


def test_logos() -> None:
    text = (
        "logo:\n  images:\n    main: {path: art/logo.png, alt: House}\n  small: main\n"
        "  large: {light: art/a.svg, dark: art/b.svg}\n"
    )
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    extra = {"art/logo.png": PNG, "art/a.svg": svg, "art/b.svg": svg}
    theme, collector = load(text, extra)
    assert list(collector) == []
    assert theme.logo == "large"
    assert dict(theme.logos) == {"small": PNG, "large": svg, "large.dark": svg}
    assert {path for path, _ in files_wanted(SourceFile("_brand.yml", text.encode()))} == set(extra)


def test_paths_are_relative_to_the_brand_file() -> None:
    source = SourceFile("house/_brand.yml", b"logo: ../logo.png\n")
    assert files_wanted(source) == (("logo.png", Position("house/_brand.yml", 1, 7)),)
    collector = Collector()
    assert read_brand(source, {"logo.png": PNG}, collector).logo == "medium"
    assert list(collector) == []


def test_the_brand_of_the_convention_is_read_without_complaint() -> None:
    text = (
        "meta:\n  name: {short: House, full: The House}\n  link: {home: https://example.org}\n"
        "color:\n  palette: {black: '#111111'}\n  foreground: black\n  background: white\n"
        "typography:\n  fonts:\n    - {family: Open Sans, source: google, weight: [400, 700], style: [italic]}\n"
        "  base: {family: Source Sans 3}\n  monospace-inline: {color: black}\n"
        "defaults:\n  bootstrap: {version: 5}\n"
    )
    theme, collector = load(text)
    assert list(collector) == []
    assert theme.fonts["body"].name == "Source Sans 3"


def test_vendored_fonts_have_the_letters_of_the_region() -> None:
    for name in fonts.vendored_names():
        for face in fonts.vendored(name).faces:
            for lang in ("sq", "sr-Latn", "sr-Cyrl-RS", "mk", "bs", "el", "de", "fr", "bg", "tr", "pl", "ro"):
                assert fonts.missing_letters(face, lang) == "", (face.name, lang)


def test_vendored_fonts_are_those_that_the_provenance_names() -> None:
    import hashlib

    folder = files("reports.theme") / "fonts"
    listed = (folder / "PROVENANCE.md").read_text(encoding="utf-8")
    present = sorted(one.name for one in folder.iterdir() if one.name.endswith(".ttf"))
    assert len(present) == listed.count(".ttf`")
    for name in present:
        data = (folder / name).read_bytes()
        assert f"| `{name}` | {len(data)} | `{hashlib.sha256(data).hexdigest()}` |" in listed
    assert sum(len((folder / name).read_bytes()) for name in present) < 4_000_000


def test_a_broken_brand_still_gives_a_theme() -> None:
    theme, collector = load("color: {primary: [\n")
    assert [one.code[:3] for one in collector] == ["YML"]
    assert theme.text("body").size == 10.25


def test_a_dark_ground_leaves_dark_ink_on_white_paper() -> None:
    theme, _ = load("color: {background: '#222222', foreground: '#f4f4f4', primary: '#7a1f5c'}\n")
    assert (theme.palette["background"], theme.palette["foreground"]) == ("#ffffff", "#222222")
    assert (theme.dark["background"], theme.dark["foreground"]) == ("#222222", "#f4f4f4")


def test_tertiary_is_the_ground_of_boxes() -> None:
    assert load("color: {tertiary: '#ffe8d9'}\n")[0].palette["tint"] == "#ffe8d9"
    drowned = load("color: {tertiary: '#550000'}\n")[0].palette
    assert contrast(drowned["foreground"], drowned["tint"]) > 7


def test_a_light_primary_keeps_its_colour_in_charts() -> None:
    palette = load("color: {primary: '#F28C00'}\n")[0].palette
    first, second = palette["series-1"], palette["series-2"]
    assert oklch(first)[0] > 0.6
    assert oklch(first)[2] == pytest.approx(oklch("#F28C00")[2], abs=0.05)
    assert luminance(first) / luminance(second) > 1.7


def test_large_print_is_made_neither_small_nor_weak_by_a_brand() -> None:
    written = "color: {primary: '#7FB2FF', danger: '#C8E600'}\ntypography:\n  base: {size: 8pt, line-height: 1.1}\n"
    theme, _ = load(written, profile="accessible")
    assert theme.text("body").size >= 12
    assert theme.text("body").leading >= 16.9
    for name in ("primary", "danger", "link", "heading"):
        assert contrast(theme.palette[name], theme.palette["background"]) >= 4.5


def test_the_alternative_text_of_a_logo_is_no_file() -> None:
    source = SourceFile("_brand.yml", b"logo: {medium: {path: art/logo.png, alt: Institute}}\n")
    assert [name for name, _ in files_wanted(source)] == ["art/logo.png"]
