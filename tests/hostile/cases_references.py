"""Bibliographies that lie, loop, blow up or reach out."""

from __future__ import annotations

import json

from tests.hostile.case import CANARY, Case, Text, brief, cites

BOOK = {"id": "smith", "type": "book", "title": "A book", "issued": {"date-parts": [[2020]]}, "publisher": "House"}
AUTHOR = [{"family": "Smith", "given": "Ann"}]


def csljson(**fields: object) -> str:
    """One book in CSL-JSON, with *fields* changed."""
    return json.dumps([{**BOOK, "author": AUTHOR, **fields}])


def bib(text: str) -> dict[str, Text]:
    """A brief over a BibTeX file with a sound entry on line 1 and *text* from line 2."""
    return cites("r.bib", "@book{smith, title={A book}, author={Smith, Ann}, publisher={House}, year=2020}\n" + text)


CASES: tuple[Case, ...] = (
    Case("JSON of brackets", cites("r.json", "[" * 100_000), ("r.json:1 BIB004",)),
    Case("JSON of text", cites("r.json", "hello"), ("r.json:1 BIB006",)),
    Case("JSON not a list", cites("r.json", '{"a": 1}'), status=1),
    Case("JSON with NaN", cites("r.json", '[{"id": "smith", "type": "book", "title": NaN}]'), status=1),
    Case("JSON with a huge number", cites("r.json", csljson(volume=int("9" * 4_000))), status=0),
    Case("JSON with a lone surrogate", cites("r.json", csljson(title="a\ud800b")), status=0),
    Case("JSON with a NUL", cites("r.json", csljson(title="a\0b")), status=0),
    Case("a title of a megabyte", cites("r.json", csljson(title="word " * 200_000)), status=1),
    Case(
        "ten thousand authors",
        cites("r.json", csljson(author=[{"family": f"Name{n}"} for n in range(10_000)])),
        status=0,
    ),
    Case("an author who is a list", cites("r.json", csljson(author=[[["x"]]])), status=1),
    Case("a date of a year of a million", cites("r.json", csljson(issued={"date-parts": [[10**6, 13, 99]]})), status=1),
    Case("a date that is no date", cites("r.json", csljson(issued={"date-parts": [["x", None, {}]]})), status=1),
    Case("a title with tags", cites("r.json", csljson(title="<script>alert(1)</script>"))),
    Case(
        "a title with a template", cites("r.json", csljson(title="{{ 7*7 }} {% x %}")), literal=("{{ 7*7 }} {% x %}",)
    ),
    Case("a title with markup of CSL", cites("r.json", csljson(title="<i>a<b>b</i>c</b> <sup>2")), status=0),
    Case(
        "a title with tags inside each other",
        cites("r.json", csljson(title="<i>" * 5_000 + "x" + "</i>" * 5_000)),
        status=0,
    ),
    Case(
        "an address that runs in a reference",
        cites("r.json", csljson(URL="javascript:alert(1)")),
        absent=('href="javascript',),
    ),
    Case(
        "an address with markup in a reference",
        cites("r.json", csljson(URL='https://e.org/"><script>alert(2)</script>')),
        literal=("<script>alert(2)</script>",),
    ),
    Case("a file for an address", cites("r.json", csljson(URL="file:///etc/passwd")), absent=('href="file:',)),
    Case("a key with markup", cites("r.json", csljson(id='a"><b>')), status=1),
    Case("a key twice in one file", cites("r.json", json.dumps([BOOK, BOOK])), status=1),
    Case(
        "twenty thousand unused references",
        cites("r.json", json.dumps([BOOK, *({**BOOK, "id": f"k{n}"} for n in range(20_000))])),
        status=0,
    ),
    Case("BibTeX of braces", cites("r.bib", "@a{k,t={" + "{" * 500_000), status=1),
    Case(
        "BibTeX strings that double",
        bib("@string{a={x}}\n" + "@string{a = a # a}\n" * 60 + "@book{b, title=a}"),
        status=1,
    ),
    Case("BibTeX crossrefs in a circle", bib("@book{a, crossref={b}}\n@book{b, crossref={a}}"), status=1),
    Case(
        "BibTeX that reads a file",
        bib("@book{b, title={\\input{/etc/passwd}}, year=2020}"),
        status=0,
        absent=("root:x",),
    ),
    Case(
        "BibTeX with a command that loops",
        bib("@book{b, title={" + "\\emph{" * 3_000 + "x" + "}" * 3_000 + "}, year=2020}"),
        status=1,
    ),
    Case("BibTeX cut in the middle", bib('@book{b, title="abc'), status=1),
    Case(
        "BibTeX in another code",
        cites("r.bib", b"@book{smith, title={caf\xe9}}"),
        ("r.bib:1 BIB003",),
    ),
    Case("RIS without ends", cites("r.ris", "TY  - BOOK\nID  - smith\nTI  - A\n" * 2_000), status=1),
    Case("RIS of noise", cites("r.ris", bytes(range(256)) * 100), status=1),
    Case(
        "RIS of one endless line",
        cites("r.ris", "TY  - BOOK\nID  - smith\nTI  - " + "x" * 2_000_000 + "\nER  - \n"),
        status=0,
    ),
    Case("YAML references with a tag", cites("r.yaml", "- !!python/object:os.system {id: smith}\n"), status=1),
    Case("YAML references of brackets", cites("r.yaml", "[" * 100_000), ("r.yaml:1 YML011",)),
    Case("a bibliography that is empty", cites("r.yaml", ""), status=1),
    Case("a bibliography of an unknown kind", cites("r.exe", b"MZ\x00"), status=1),
    Case("an ending that lies", cites("r.bib", csljson()), status=1),
    Case("21 megabytes of references", cites("r.bib", " " * 21_000_000), ("brief.yaml:3 FIL004",)),
    Case(
        "three thousand bibliographies",
        brief("bibliography: [" + ", ".join(f"r{n}.yaml" for n in range(3_000)) + "]\n"),
        status=1,
    ),
    Case("the bibliography is the brief", brief("bibliography: brief.yaml\n"), status=1),
    Case(
        "a bibliography beside the workspace",
        brief("bibliography: ../../../secret/canary.yaml\nsummary: A [@smith].\n"),
        ("brief.yaml:3 FIL002",),
        absent=(CANARY,),
    ),
    Case(
        "prefixes of a hundred thousand letters",
        brief("references: [{id: smith, type: book, title: T}]\nsummary: 'A [" + "x " * 50_000 + "@smith].'\n"),
        ("brief.yaml:4 MDN023",),
    ),
    Case(
        "five thousand citations in one cluster",
        brief(
            "references: [{id: smith, type: book, title: T}]\nsummary: 'A [" + "; ".join(["@smith"] * 5_000) + "].'\n"
        ),
        status=0,
    ),
)
