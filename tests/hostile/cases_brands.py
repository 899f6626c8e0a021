"""Looks, house facts and fonts that break what reads them."""

from __future__ import annotations

import zlib
from pathlib import Path

from tests.hostile.case import CANARY, Case, Text

FONT = Path(__file__).resolve().parents[2] / "reports/theme/fonts/SourceCodePro_400Regular.ttf"


def brand(text: str, **more: Text) -> dict[str, Text]:
    """A workspace with this ``_brand.yml``."""
    return {"/_brand.yml": text, **{f"/{name}": data for name, data in more.items()}}


def font(data: bytes, name: str = "f.ttf") -> dict[str, Text]:
    """A workspace whose font is *data*."""
    text = f"typography:\n  fonts:\n    - {{family: House, source: file, files: [{name}]}}\n  base: {{family: House}}\n"
    return {"/_brand.yml": text, f"/{name}": data}


def sound() -> bytes:
    """A font that travels with the program."""
    return FONT.read_bytes()


WOFF = b"wOFF\x00\x01\x00\x00" + b"\xff" * 36 + zlib.compress(b"\0" * 50_000_000, 9)

CASES: tuple[Case, ...] = (
    Case("a font of noise", font(bytes(range(256)) * 100), ("/_brand.yml:3 THM008",)),
    Case("an empty font", font(b""), ("/_brand.yml:3 THM008",)),
    Case("a font cut in the middle", font(sound()[:30_000]), ("/_brand.yml:3 THM008",)),
    Case("a font with a torn directory", font(sound()[:12] + b"\xff" * 400 + sound()[412:]), ("/_brand.yml:3 THM008",)),
    Case(
        "a font with its glyphs overwritten",
        font(sound()[:100_000] + b"\xff" * (len(sound()) - 100_000)),
        ("/_brand.yml:3 THM008",),
    ),
    Case("a font that unpacks to fifty megabytes", font(WOFF, "f.woff"), ("/_brand.yml:3 THM008",)),
    Case(
        "PostScript outlines",
        font(b"OTTO\x00\x01\x00\x00\x00\x00\x00\x00" + b"\0" * 100, "f.otf"),
        ("/_brand.yml:3 THM008",),
    ),
    Case(
        "a collection of fonts",
        font(b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff" + b"\0" * 100, "f.ttc"),
        ("/_brand.yml:3 THM008",),
    ),
    Case(
        "a font outside",
        brand("typography:\n  fonts:\n    - {family: House, source: file, files: [../secret/canary.txt]}\n"),
        status=1,
        absent=(CANARY,),
    ),
    Case(
        "a font from the web",
        brand("typography:\n  fonts:\n    - {family: House, source: google}\n  base: {family: House}\n"),
        status=None,
    ),
    Case("colours in a circle", brand("color:\n  palette: {a: b, b: a}\n  primary: a\n"), status=1),
    Case("a colour that ends the style", brand("color:\n  primary: 'red;}</style><script>'\n"), status=1),
    Case(
        "a family that ends the style",
        brand("typography:\n  base: {family: 'x</style><script>'}\n"),
        absent=("</style><script>",),
    ),
    Case("type of nine hundred points", brand("typography:\n  base: {size: 900pt}\n"), status=1),
    Case("type of minus one", brand("typography:\n  base: {size: -1pt}\n"), status=1),
    Case("type of no number", brand("typography:\n  base: {size: nanpt}\n"), status=1),
    Case("a logo outside", brand("logo: ../secret/canary.txt\n"), status=1),
    Case("a logo from the web", brand("logo: https://evil.example/logo.svg\n"), status=1),
    Case(
        "a logo that runs",
        brand(
            "logo: l.svg\n",
            **{"l.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x</script></svg>'},
        ),
        status=1,
    ),
    Case("a look of brackets", brand("[" * 100_000), ("/_brand.yml:1 YML011",)),
    Case("a look of noise", {"/_brand.yml": bytes(range(256))}, status=1),
    Case("an empty look", brand(""), ("/_brand.yml:1 YML015",)),
    Case("a house of brackets", {"/house.yaml": "[" * 100_000}, ("/house.yaml:1 YML011",)),
    Case("a house that is a list", {"/house.yaml": "- a\n"}, ("/house.yaml:1 SCH003",)),
    Case("an empty house", {"/house.yaml": ""}, status=1),
    Case(
        "a house with a logo outside", {"/house.yaml": "funders: [{name: A, logo: ../secret/canary.txt}]\n"}, status=1
    ),
    Case(
        "a house with tags",
        {"/house.yaml": "publisher: '<script>alert(4)</script>{{ 1 }}'\n"},
        literal=("<script>alert(4)</script>{{ 1 }}",),
    ),
    Case("a house with prose that runs", {"/house.yaml": "about: '[a](javascript:x)'\n"}, ("/house.yaml:1 MDN002",)),
)
