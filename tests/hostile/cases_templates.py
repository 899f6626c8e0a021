"""Templates of a workspace that try to get out, to run without end, or to fill the memory."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.case import CANARY, HEAD, Case, Text

WHERE = ("/templates/own/template.html:1 TPL011",)


def own(text: str, **more: Text) -> dict[str, Text]:
    """A brief with a template of its own that is *text*."""
    return {"brief.yaml": HEAD + "template: own\n", "/templates/own/template.html": text, **more}


def fails(name: str, text: str) -> Case:
    """A template that must fail on its first line."""
    return Case(name, own(text), status=1, absent=("root:x",))


def linked(root: Path, secret: Path) -> None:
    """A template that is a link out of the workspace."""
    (root / "templates/own").mkdir(parents=True)
    (root / "templates/own/template.html").symlink_to(secret / "canary.txt")


CASES: tuple[Case, ...] = (
    fails("the classes of Python", "<p>{{ ''.__class__.__mro__[1].__subclasses__() }}</p>"),
    fails("the globals of a function", "<p>{{ joiner.__init__.__globals__ }}</p>"),
    fails("an attribute by filter", "<p>{{ ''|attr('__class__') }}</p>"),
    fails("attributes through a format", "<p>{{ '{0.__class__}'.format(1) }}</p>"),
    fails("attributes through a format by mapping", "<p>{{ '{a.__class__}'.format_map({'a': 1}) }}</p>"),
    fails("the inside of the template", "<p>{{ self._TemplateReference__context }}</p>"),
    fails("the builtins", "<p>{{ __builtins__.open('/etc/passwd') }}</p>"),
    fails("a text times a thousand million", "<p>{{ 'x' * 10**9 }}</p>"),
    fails("a list times a thousand million", "<p>{{ ([1] * 10**9)|length }}</p>"),
    fails("a power of powers", "<p>{{ 9**9**9 }}</p>"),
    fails("a width of a thousand million", "<p>{{ '%1000000000d' % 1 }}</p>"),
    fails("a range", "{% for i in range(10**9) %}<p>x</p>{% endfor %}"),
    fails(
        "a text that doubles",
        "{% set ns = namespace(t='xxxxxxxxxx') %}" + "{% set ns.t = ns.t ~ ns.t %}" * 34 + "<p>{{ ns.t|length }}</p>",
    ),
    fails(
        "loops inside each other",
        "{% set a = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}"
        + "".join(f"{{% for i{n} in a %}}" for n in range(6))
        + "<p>x</p>"
        + "{% endfor %}" * 6,
    ),
    fails(
        "loops that print nothing",
        "{% set a = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}"
        + "".join(f"{{% for i{n} in a %}}" for n in range(6))
        + "{% set b = 1 %}"
        + "{% endfor %}" * 6,
    ),
    fails(
        "replacing that multiplies",
        "{% set ns = namespace(t='x') %}"
        + "{% set ns.t = ns.t.replace('x', 'xxxxxxxxxx') %}" * 10
        + "<p>{{ ns.t|length }}</p>",
    ),
    fails(
        "joining that multiplies",
        "{% set ns = namespace(t='xxxxxxxxxx') %}"
        + "{% set ns.t = ns.t|join(ns.t) %}" * 7
        + "<p>{{ ns.t|length }}</p>",
    ),
    fails("a template of itself", "{% include 'own/template.html' %}"),
    fails("a parent of itself", "{% extends 'own/template.html' %}"),
    fails("a macro of itself", "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"),
    fails("an include of the machine", "{% include '/etc/passwd' %}"),
    fails("an include above the templates", "{% include '../content/x/brief.yaml' %}"),
    fails("an include by a computed name", "{% include '../' ~ 'house.yaml' %}"),
    fails("a statement that is not closed", "{% for x in"),
    fails("expressions inside each other", "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}"),
    fails("raw HTML from a template", "<script>alert(1)</script>"),
    fails("a frame from a template", "<iframe src='file:///etc/passwd'></iframe>"),
    fails("elements inside each other", "<section>" * 20_000),
    fails("bytes that are not text", "<p>\udcff</p>"),
    Case(
        "a template that is a link",
        {"brief.yaml": HEAD + "template: own\n"},
        status=1,
        prepare=linked,
        absent=(CANARY,),
    ),
    Case("a template by a path", {"brief.yaml": HEAD + "template: ../../etc/passwd\n"}, status=1),
    Case("a template of two megabytes", own("<p>" + "x" * 2_000_000 + "</p>"), status=1),
)
