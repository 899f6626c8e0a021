"""SVG drawings that run, reach out, loop or drown."""

# ruff: noqa: E501 - an input on one line is read at a glance
from __future__ import annotations

from tests.hostile.case import CANARY, Case, Text, figure

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 60">'


def svg(inside: str, head: str = "") -> dict[str, Text]:
    """A brief over a drawing with *inside* on its second line."""
    return figure("a.svg", f"{head}{HEAD}\n{inside}\n</svg>")


def reaches(name: str, inside: str) -> Case:
    """A drawing that must be refused at its second line."""
    return Case(name, svg(inside), ("a.svg:2 IMG005",))


BOMB = "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))

CASES: tuple[Case, ...] = (
    reaches("a drawing with a script", "<script>alert(1)</script>"),
    reaches(
        "a drawing with a page in it",
        '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">x</div></foreignObject>',
    ),
    reaches("a drawing that runs when it is loaded", '<rect width="9" height="9" onload="alert(1)"/>'),
    reaches("a picture of the machine in a drawing", '<image href="file:///etc/passwd" width="9" height="9"/>'),
    reaches(
        "a picture of the web in a drawing", '<image xlink:href="http://evil.example/x.png" width="9" height="9"/>'
    ),
    reaches("a picture inside a drawing", '<image href="data:image/png;base64,AAAA" width="9" height="9"/>'),
    reaches("a part of another drawing", '<use href="other.svg#a"/>'),
    reaches("a link out of a drawing", '<a href="https://evil.example"><rect width="9" height="9"/></a>'),
    reaches("a link that runs", '<a xlink:href="javascript:alert(1)"><rect width="9" height="9"/></a>'),
    reaches("a fill from elsewhere", '<rect width="9" height="9" fill="url(http://evil.example/#a)"/>'),
    reaches("a style that fetches", "<style>@import url(http://evil.example/a.css);</style>"),
    reaches("a style that fetches in disguise", "<style>@\\69mport 'http://evil.example/a.css';</style>"),
    reaches("a font from elsewhere", "<style>@font-face {font-family: a; src: url(http://evil.example/a.ttf)}</style>"),
    reaches("a style with an expression", '<rect width="9" height="9" style="width: expression(alert(1))"/>'),
    reaches("a drawing that moves", '<rect width="9" height="9"><animate attributeName="x" to="9"/></rect>'),
    reaches("a filter that fetches", '<filter id="f"><feImage href="http://evil.example/x"/></filter>'),
    reaches("a base elsewhere", '<g xml:base="http://evil.example/"><use href="#a"/></g>'),
    Case(
        "a drawing with a DOCTYPE",
        svg("<rect/>", '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://evil.example/svg.dtd">'),
        ("a.svg:1 IMG008",),
    ),
    Case(
        "an entity that reads a file",
        svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        ("a.svg:1 IMG008",),
    ),
    Case(
        "entities that multiply in a drawing",
        svg(
            "<text>&i;</text>",
            "<!DOCTYPE svg [<!ENTITY a 'xxxxxxxxxx'>"
            + "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(8))
            + "]>",
        ),
        status=1,
    ),
    Case("ten thousand groups in a drawing", svg("<g>" * 10_000 + "</g>" * 10_000), status=1),
    Case("a hundred groups in a drawing", svg("<g>" * 100 + "</g>" * 100), ("a.svg:2 IMG009",)),
    Case("sixty thousand shapes", svg("<path d='M0 0'/>" * 60_000), ("a.svg:2 IMG009",)),
    Case("uses that multiply", svg('<g id="g0"><rect width="1" height="1"/></g>' + BOMB), ("a.svg:2 IMG009",)),
    Case("a use of itself", svg('<g id="a"><use href="#a"/></g>'), ("a.svg:2 IMG009",)),
    Case(
        "two uses in a circle", svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), ("a.svg:2 IMG009",)
    ),
    Case(
        "gradients in a circle",
        svg(
            '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect width="9" height="9" fill="url(#a)"/>'
        ),
        ("a.svg:2 IMG009",),
    ),
    Case(
        "a mask in a circle",
        svg(
            '<mask id="a"><rect width="9" height="9" mask="url(#a)"/></mask><rect width="9" height="9" mask="url(#a)"/>'
        ),
        status=None,
    ),
    Case(
        "a clip in a circle",
        svg(
            '<clipPath id="a" clip-path="url(#a)"><rect width="9" height="9"/></clipPath><rect width="9" height="9" clip-path="url(#a)"/>'
        ),
        status=None,
    ),
    Case("a path of a megabyte", svg('<path d="M0 0' + " L1 1 2 2" * 110_000 + '"/>'), status=None),
    Case("a path of nonsense", svg('<path d="M banana 1e999 NaN -- L,,,"/>'), status=None),
    Case(
        "numbers beyond all bounds",
        svg('<rect x="1e308" y="-1e308" width="1e308" height="1e308" transform="scale(1e308) rotate(1e99)"/>'),
        status=None,
    ),
    Case(
        "not a number in a drawing", svg('<circle cx="nan" cy="inf" r="-5"/><polygon points="1,2 x,y"/>'), status=None
    ),
    Case(
        "a drawing without size",
        figure("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'),
        ("a.svg:1 IMG007",),
    ),
    Case(
        "a drawing of no size",
        figure("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>'),
        ("a.svg:1 IMG007",),
    ),
    Case(
        "a drawing of a million metres",
        figure("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1e9in" height="1"/>'),
        ("a.svg:1 IMG007",),
    ),
    Case(
        "a drawing of a hair",
        figure("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="0.001" height="90000"/>'),
        status=None,
    ),
    Case("a drawing cut in the middle", figure("a.svg", HEAD + "<g><rect"), ("a.svg:1 IMG006",)),
    Case("a drawing in no name space", figure("a.svg", '<svg viewBox="0 0 9 9"/>'), ("a.svg:1 IMG006",)),
    Case("a drawing in UTF-16", figure("a.svg", (HEAD + "</svg>").encode("utf-16")), status=1),
    Case(
        "a drawing that says another code",
        figure("a.svg", '<?xml version="1.0" encoding="EBCDIC-US"?>' + HEAD + "</svg>"),
        status=1,
    ),
    Case(
        "a drawing with a stylesheet",
        svg("<rect/>", '<?xml version="1.0"?><?xml-stylesheet href="http://evil.example/a.xsl"?>'),
        absent=("evil.example",),
    ),
    Case(
        "metadata with secrets in a drawing",
        svg(f"<metadata>{CANARY}</metadata><!-- {CANARY} --><rect width='9' height='9'/>"),
    ),
    Case(
        "text with tags in a drawing",
        svg("<text y='20' font-size='5'>&lt;script&gt;&lt;/svg&gt;</text>"),
        absent=("<script></svg><",),
    ),
    Case("six megabytes of drawing", svg("<!-- " + "x" * 6_000_000 + " -->"), ("brief.yaml:7 IMG004",)),
    Case("dashes of zero", svg('<path d="M0 0L99 9" stroke="red" stroke-dasharray="0 0 0"/>'), status=None),
    Case(
        "dashes of nothing along a long way",
        svg('<path d="M0 0L99999 9" stroke="red" stroke-dasharray="0.00001"/>'),
        status=None,
    ),
)
