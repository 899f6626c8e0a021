"""Text of every kind made to cost more than its length: whatever is read twice, tried everywhere or nested."""

# ruff: noqa: E501 - an input on one line is read at a glance
from __future__ import annotations

import json

from tests.hostile.case import Case, Text, block, body, brief, cites
from tests.hostile.cases_references import csljson
from tests.hostile.cases_styles import style, used
from tests.hostile.cases_templates import own

LANGS = ("en-GB", "de", "fr", "sr-Cyrl", "sq", "el")


def quick(name: str, text: str, status: int = 0) -> Case:
    """Prose that must be read in time in proportion to its length."""
    return Case(f"{name} in prose", body(text), status=status)


def chain(count: int, make: str) -> str:
    """*make* for each number and the next."""
    return "".join(make.format(n, n + 1) for n in range(count))


PROSE = (
    quick("links inside each other", "[" * 3_000 + "x" + "](https://e.org)" * 3_000),
    quick("emphasis inside each other", "*" * 3_000 + "x" + "*" * 3_000, 1),
    quick("emphasis of two kinds inside each other", "*_" * 2_000 + "x" + "_*" * 2_000),
    quick("stars and letters", "a*b" * 30_000),
    quick("underscores and letters", "_a " * 30_000),
    quick("brackets and calls of notes", "[^" * 30_000, 1),
    quick("inline notes never closed", "^[" * 3_000, 1),
    quick("inline notes inside each other", "^[" * 1_000 + "x" + "]" * 1_000, 1),
    quick("citations never closed", "[@" * 20_000, 1),
    quick("keys without end", "@" * 100_000),
    quick("braced keys never closed", "@{" * 20_000, 1),
    quick("semicolons in a citation", "[@a" + ";" * 50_000 + "]", 1),
    quick("keys inside words", "a@b" * 30_000),
    quick("links without a target", "[a](" * 20_000),
    quick("links to a target never closed", "[a](<b" * 20_000),
    quick("titles never closed", '[a](b "' * 10_000),
    quick("addresses in angles never closed", "<http://a" * 20_000),
    quick("angles", "<" * 100_000),
    quick("angles and letters", "<a " * 30_000),
    quick("tags with attributes never closed", "<a " + "b=c " * 30_000),
    quick("comments never opened", "-->" * 30_000),
    quick("backticks of every length", "".join("`" * (n % 50 + 1) + "a" for n in range(4_000))),
    quick("one backtick and many", "`" + "``a" * 20_000),
    quick("backslashes", "\\" * 100_000, 1),
    quick("entities never ended", "&" * 100_000),
    quick("entities of numbers beyond Unicode", "&#99999999999; &#xFFFFFFFFF; &#0; " * 100),
    quick("entities that are long", "&" + "a" * 100_000 + ";"),
    quick("double quotes", '"a ' * 30_000),
    quick("single quotes", "'a " * 30_000),
    quick("quotes of both kinds by turns", "\"'" * 30_000),
    quick("quotes that open only", ' "' * 30_000),
    quick("dashes", "a-" * 50_000),
    quick("dashes by the thousand", "-- " * 30_000),
    quick("dots", "... " * 30_000),
    quick("addresses of mail", "a@b.c" * 20_000),
    quick("almost an address of mail", "a." * 50_000 + "@"),
    quick("almost an address of the web", "https://" * 20_000),
    quick("values never closed", "{=" * 30_000, 1),
    quick("hashes", "#" * 100_000),
    quick("headings without text", "#\n" * 5_000, 1),
    quick("rules", "***\n" * 5_000),
    quick("underlines of headings", "a\n===\n\n" * 5_000),
    quick("lines of a list and no more", "-\n" * 10_000),
    quick("numbers of a list", "".join(f"{n}. a\n" for n in range(10_000))),
    quick("a list that begins with a thousand million", "999999999. a\n1000000000. b"),
    quick("quotations and lists by turns", "> - " * 20 + "x", 1),
    quick("fences inside a list", "- ```\n" * 3_000, 1),
    quick("pipes", "|" * 100_000),
    quick("a table of pipes", "|a|\n|-|\n" + "|" * 10_000, 1),
    quick("a table of escapes", "|a|\n|-|\n|" + "\\|" * 4_000 + "|"),
    quick("definitions of one link", "[a]: b\n" * 10_000),
    quick("definitions never ended", "[a]: <b\n" * 10_000),
    quick("texts of one note", "A[^a].\n\n" + "[^a]: b\n\n" * 5_000, 1),
    quick("notes in notes", "A[^0].\n\n" + chain(300, "[^{}]: b[^{}]\n\n"), 1),
    quick("a note of itself", "A[^1].\n\n[^1]: b[^1]", 1),
    quick("a word of hyphens", "a-b" * 30_000),
    quick("a word of slashes", "a/b" * 30_000),
    quick("a word of narrow spaces", "a\u202fb" * 30_000),
    quick("numbers and units", "5 km " * 20_000),
    quick("digits", "1" * 100_000),
    quick("accents one upon the other", "a" + "\u0301" * 50_000),
    quick("letters from right to left and left to right", "a\u05d0" * 30_000),
    quick("marks of direction", "\u2066" * 5_000 + "a" + "\u2069" * 5_000),
    quick("emoji of a family", "\U0001f468\u200d" * 20_000),
    quick("capitals", "A" * 50_000 + " " + "ß" * 50_000),
)  # fmt: skip

REFERENCES = (
    Case(
        "BibTeX strings of each other",
        cites("r.bib", chain(5_000, "@string{{s{} = s{}}}\n") + "@book{smith, title = s0}\n"), status=1,
    ),
    Case(
        "BibTeX strings that are joined",
        cites("r.bib", "@string{s = {x}}\n@book{smith, title = " + " # ".join(["s"] * 20_000) + "}\n")),
    Case(
        "five thousand crossrefs in a row",
        cites("r.bib", "@book{smith, title={A}, crossref={k0}}\n" + chain(5_000, "@book{{k{}, crossref={{k{}}}}}\n")),
        status=1,
    ),
    Case("BibTeX of at signs", cites("r.bib", "@" * 200_000), status=1),
    Case("BibTeX of open quotes", cites("r.bib", '@book{a, title = "' * 10_000), status=1),
    Case("BibTeX of comments", cites("r.bib", "@comment{" * 20_000), status=1),
    Case("BibTeX of commands", cites("r.bib", "@book{smith, title={" + "\\a{" * 5_000 + "}" * 5_000 + "}}"), status=1),
    Case("BibTeX of formulas", cites("r.bib", "@book{smith, title={" + "$x^" * 3_000 + "}}")),
    Case("BibTeX of ten thousand authors", cites("r.bib", "@book{smith, title={A}, author={" + " and ".join(f"N{n}, A" for n in range(10_000)) + "}}"), status=1),
    Case("BibTeX of one author of commas", cites("r.bib", "@book{smith, title={A}, author={" + "," * 5_000 + "}}")),
    Case("BibTeX of a date of digits", cites("r.bib", "@book{smith, title={A}, date={" + "9" * 5_000 + "}}"), status=1),
    Case("BibTeX of a date of slashes", cites("r.bib", "@book{smith, title={A}, date={" + "2020/" * 500 + "}}"), status=1),
    Case("RIS of ten thousand authors", cites("r.ris", "TY  - BOOK\nID  - smith\nTI  - A\n" + "AU  - N, A\n" * 10_000 + "ER  - \n")),
    Case("RIS of continued lines", cites("r.ris", "TY  - BOOK\nID  - smith\nTI  - A\n" + "more\n" * 50_000 + "ER  - \n")),
    Case("JSON of objects in a field", cites("r.json", json.dumps([{"id": "smith", "type": "book", "title": "A", "custom": json.loads('{"a":' * 200 + "1" + "}" * 200)}])), status=1),
    Case("JSON of a million zeros", cites("r.json", '[{"id": "smith", "type": "book", "title": "A", "volume": 1' + "0" * 1_000_000 + "}]"), status=1),
    Case("JSON of exponents", cites("r.json", '[{"id": "smith", "type": "book", "title": "A", "volume": 1e99999}]')),
    Case("JSON with a key twice", cites("r.json", '[{"id": "smith", "id": "b", "type": "book", "title": "A"}]'), status=1),
    Case("JSON of dates of digits", cites("r.json", csljson(issued={"date-parts": [[99999999999999, 99, 99]]})), status=1),
    Case("JSON of a raw date", cites("r.json", csljson(issued={"raw": "1" * 5_000}))),
    Case("JSON of a season without end", cites("r.json", csljson(issued={"date-parts": [[2020]], "season": 10**30})), status=1),
    Case("a title of quotes", cites("r.json", csljson(title="\"'" * 2_000))),
    Case("a title of tags never closed", cites("r.json", csljson(title="<i>" * 3_000))),
    Case("a title of colons", cites("r.json", csljson(title=": " * 4_000))),
    Case("pages of dashes", cites("r.json", csljson(page="1-" * 4_000))),
    Case("an edition of digits", cites("r.json", csljson(edition="9" * 400))),
    Case("a locator of commas", brief("references: [{id: smith, type: book, title: T}]\nsummary: 'A [@smith, pp. " + "1, " * 4_000 + "9].'\n")),
    Case("two hundred works with one author and year", {
        **brief("bibliography: r.json\nsummary: |\n" + "".join(f"  A [@k{n}].\n" for n in range(200))),
        "r.json": json.dumps([{"id": f"k{n}", "type": "book", "title": "A", "author": [{"family": "Smith", "given": "Ann"}], "issued": {"date-parts": [[2020]]}} for n in range(200)]),
    }),
)  # fmt: skip

COND = '<if type="book"><text variable="title"/></if>'

MULTIPLIED = (
    "".join(f'<macro name="m{n}">' + f'<text macro="m{n - 1}"/>' * 10 + "</macro>" for n in range(1, 5))
    + f'<macro name="m0"><text value="{"x " * 400}"/></macro>'
)

STYLES = (
    Case("ten thousand macros", used(style(chain(10_000, '<macro name="m{}"><text macro="m{}"/></macro>') + '<macro name="m10000"><text value="x"/></macro><citation><layout><text macro="m0"/></layout></citation>')), status=1),
    Case("macros that multiply to a thousand million", used(style("".join(f'<macro name="m{n}">' + f'<text macro="m{n + 1}"/>' * 10 + "</macro>" for n in range(9)) + '<macro name="m9"><text value="xxxxxxxxxx"/></macro><citation><layout><text macro="m0"/></layout></citation>')), status=1),
    Case("macros of each other", used(style('<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro><citation><layout><text macro="a"/></layout></citation>')), status=1),
    Case("a macro that no style has", used(style('<citation><layout><text macro="none"/></layout></citation>')), status=1),
    Case("substitutes that multiply", used(style('<citation><layout><names variable="author"><substitute>' + '<names variable="editor"/>' * 5_000 + "</substitute></names></layout></citation>"))),
    Case("ten thousand conditions", used(style("<citation><layout><choose>" + COND + '<else-if type="map"><text value="x"/></else-if>' * 10_000 + "</choose></layout></citation>"))),
    Case("conditions inside each other", used(style("<citation><layout>" + '<choose><if type="book">' * 60 + '<text variable="title"/>' + "</if></choose>" * 60 + "</layout></citation>")), status=1),
    Case("an affix of a megabyte", used(style(f'<citation><layout prefix="{"x " * 500_000}"><text variable="title"/></layout></citation>')), ("s.csl:1 CIT004",)),
    Case("a thousand affixes", used(style("<citation><layout>" + f'<text variable="title" prefix="{"x " * 450}"/>' * 1_000 + "</layout></citation>")), status=1),
    Case("affixes that multiply", used(style(MULTIPLIED + '<citation><layout><text macro="m4"/></layout></citation>')), status=1),
    Case("a term of a megabyte", used(style(f"<locale><terms><term name='and'>{'x ' * 450_000}</term></terms></locale><citation><layout><text term='and'/></layout></citation>")), ("s.csl:1 CIT004",)),
    Case("terms without end", used(style("<locale><terms>" + '<term name="x">y</term>' * 20_000 + "</terms></locale><citation><layout><text variable=\"title\"/></layout></citation>"))),
    Case("a style of attributes", used(style("<citation " + " ".join(f'a{n}="b"' for n in range(20_000)) + '><layout><text variable="title"/></layout></citation>'))),
    Case("sorting by ten thousand keys", used(style("<citation><sort>" + '<key variable="title"/>' * 10_000 + '</sort><layout><text variable="title"/></layout></citation>'))),
)  # fmt: skip

TEMPLATES = (
    Case("half statements in a template", own("{%" * 450_000), status=1),
    Case("half comments in a template", own("<!--" * 240_000), status=1),
    Case("half a place in a template", own("<p>a\x02\x00:1\x03b\x02x\x03c</p>"), status=None),
    Case("half expressions in a template", own("{{" * 450_000), status=1),
    Case("numbers that multiply in a template", own("{% set ns = namespace(n=999999) %}{% set ns.n = ns.n * ns.n %}" + "{% set ns.n = ns.n * ns.n %}" * 40 + "<p>{{ ns.n }}</p>"), status=1),
    Case("rounding to a thousand million decimals", own("<p>{{ 1.5|round(1000000000, 'ceil') }}</p>"), status=1),
    Case("sums of lists in a template", own("{% set a = '" + "x" * 200_000 + "'|list %}<p>{{ a|map('list')|sum(start=[]) }}</p>"), status=1),
    Case("a block that multiplies", own("{% set a %}" + "x" * 900_000 + "{% endset %}{% set b %}{% for i in [1,2,3,4,5,6,7,8,9] %}{% for j in [1,2,3,4,5,6,7,8,9] %}{% for k in [1,2,3,4,5,6,7,8,9] %}{{ a }}{% endfor %}{% endfor %}{% endfor %}{% endset %}<p>{{ b|length }}</p>"), status=1),
    Case("a filter that swallows", own("{% for i in 'x' * 1 %}{% endfor %}"), status=1),
    Case("letters of a long text", own("{% set a %}" + "я" * 400_000 + "{% endset %}<p>{{ (a ~ a ~ a)|list|length }}</p>"), status=1),
    Case("a sum of a hundred thousand terms", own("<p>{{ " + "+".join(["1"] * 100_000) + " }}</p>"), status=1),
    Case("lists inside each other in a template", own("<p>{{ " + "[" * 3_000 + "]" * 3_000 + " }}</p>"), status=1),
    Case("not without end", own("<p>{{ " + "not " * 50_000 + "1 }}</p>"), status=1),
    Case("minus without end", own("<p>{{ " + "-" * 50_000 + "1 }}</p>"), status=1),
    Case("filters without end", own("<p>{{ 'a'" + "|upper" * 20_000 + " }}</p>"), status=1),
    Case("attributes without end", own("<p>{{ brief" + ".a" * 20_000 + " }}</p>"), status=1),
    Case("loops inside each other without end", own("{% for a in 'x' %}" * 500 + "<p>x</p>" + "{% endfor %}" * 500), status=1),
    Case("conditions without end", own("{% if 1 %}" + "{% elif 1 %}" * 20_000 + "{% endif %}"), status=1),
    Case("names without end", own("{% set " + ",".join(f"a{n}" for n in range(20_000)) + " = 1 %}"), status=1),
    Case("a macro with a thousand arguments", own("{% macro a(" + ",".join(f"a{n}" for n in range(1_000)) + ") %}<p>x</p>{% endmacro %}{{ a() }}")),
    Case("attributes without end in a tag", own("<p " + "a='b' " * 30_000 + ">x</p>"), status=1),
    Case("an attribute never closed", own("<p a='" + "x" * 500_000), status=1),
    Case("tags never closed", own("<p " * 100_000), status=1),
    Case("ends of tags only", own("</p>" * 100_000), status=1),
    Case("an include of ten thousand", own("{% include 'own/b.html' %}" * 2_000, **{"/templates/own/b.html": "<p>x</p>"}), status=0),
    Case("a template of templates", own("{% include 'own/a.html' %}", **{f"/templates/own/{chr(97 + n)}.html": f"{{% include 'own/{chr(98 + n)}.html' %}}" * 10 for n in range(9)}), status=1),
)  # fmt: skip


def rows(text: str) -> dict[str, Text]:
    """A brief with one table of rows written in it."""
    return {"brief.yaml": block(text)}


CASES: tuple[Case, ...] = (*PROSE, *REFERENCES, *STYLES, *TEMPLATES)
