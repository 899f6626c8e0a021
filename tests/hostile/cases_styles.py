"""Citation styles that are broken, run in circles, or reach out."""

# ruff: noqa: E501 - an input on one line is read at a glance
from __future__ import annotations

from tests.hostile.case import Case, Text, brief

NS = "http://purl.org/net/xbiblio/csl"
INFO = "<info><title>T</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info>"
SOUND = '<citation><layout><text variable="title"/></layout></citation>'


def style(inside: str, head: str = "", version: str = "1.0") -> str:
    """A style with *inside*."""
    return f'{head}<style xmlns="{NS}" class="in-text" version="{version}">{INFO}{inside}</style>'


def used(data: Text, name: str = "s.csl") -> dict[str, Text]:
    """A brief that cites with the style *data*, named on line 3."""
    lines = f"csl: {name}\nreferences: [{{id: smith, type: book, title: A book}}]\nsummary: As said [@smith].\n"
    return {**brief(lines), name: data}


CASES: tuple[Case, ...] = (
    Case("a sound style", used(style(SOUND)), literal=("A book",)),
    Case("an empty style", used(""), ("s.csl:1 CIT004",)),
    Case("a style of text", used("hello"), ("s.csl:1 CIT004",)),
    Case("a style cut in the middle", used(style(SOUND)[:-20]), ("s.csl:1 CIT004",)),
    Case("a style of NUL", used(b"\0" * 1_000), ("s.csl:1 CIT004",)),
    Case("another XML", used("<html><body/></html>"), ("s.csl:1 CIT004",)),
    Case("a style without a layout", used(style("")), ("s.csl:1 CIT004",)),
    Case(
        "macros in a circle",
        used(
            style(
                '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro><citation><layout><text macro="a"/></layout></citation>'
            )
        ),
        ("s.csl:1 CIT004",),
    ),
    Case(
        "a macro nobody wrote",
        used(style('<citation><layout><text macro="none"/></layout></citation>')),
        ("s.csl:1 CIT004",),
    ),
    Case(
        "macros that multiply",
        used(
            style(
                "".join(f'<macro name="m{n}">' + f'<text macro="m{n - 1}"/>' * 10 + "</macro>" for n in range(1, 12))
                + '<macro name="m0"><text value="x"/></macro><citation><layout><text macro="m11"/></layout></citation>'
            )
        ),
        status=1,
    ),
    Case("a style with entities", used(style(SOUND, '<!DOCTYPE style [<!ENTITY a "x">]>')), ("s.csl:1 CIT004",)),
    Case(
        "entities that multiply",
        used(
            '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">'
            + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)).replace("&a0;", "&a;")
            + "]>"
            + style('<citation><layout><text value="&a9;"/></layout></citation>')
        ),
        ("s.csl:1 CIT004",),
    ),
    Case(
        "an entity of the machine",
        used(
            style(
                '<citation><layout><text value="x"/></layout></citation>',
                '<!DOCTYPE s SYSTEM "file:///etc/passwd" [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            )
        ),
        ("s.csl:1 CIT004",),
    ),
    Case(
        "ten thousand groups inside each other",
        used(style("<citation><layout>" + "<group>" * 10_000 + "</group>" * 10_000 + "</layout></citation>")),
        ("s.csl:1 CIT004",),
    ),
    Case(
        "a dependent style",
        used(
            f'<style xmlns="{NS}" version="1.0"><info><title>T</title><id>x</id><link rel="independent-parent" href="http://evil.example/apa"/></info></style>'
        ),
        status=0,
    ),
    Case(
        "a style that names no style",
        brief("csl: no-such-style\nreferences: [{id: smith, type: book, title: A}]\nsummary: A [@smith].\n"),
        status=1,
    ),
    Case("a style by address", brief("csl: https://example.org/a.csl\n"), status=1),
    Case("a style beside the workspace", brief("csl: ../../../secret/canary.csl\n"), status=1),
    Case("a style of six megabytes", used(" " * 6_000_000), ("brief.yaml:3 FIL004",)),
    Case(
        "an affix with tags",
        used(
            style(
                '<citation><layout prefix="&lt;script&gt;" suffix="{{ 7*7 }}"><text variable="title"/></layout></citation>'
            )
        ),
        literal=("<script>", "{{ 7*7 }}"),
    ),
    Case(
        "et al. from minus one",
        used(
            style(
                '<citation><layout><names variable="author"><name et-al-min="-1" et-al-use-first="x"/></names></layout></citation>'
            )
        ),
        status=0,
    ),
    Case(
        "a regular expression for a delimiter",
        used(style('<citation><layout delimiter="(a+)+$"><text variable="title"/></layout></citation>')),
        literal=("A book",),
    ),
    Case("a style of version 99", used(style(SOUND, version="99")), status=None),
)
