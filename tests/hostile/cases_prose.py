"""Prose that means to be markup, code or a link, and prose made to cost time."""

# ruff: noqa: E501 - an input on one line is read at a glance
from __future__ import annotations

from tests.hostile.case import HEAD, Case, body, brief

#: Plain fields print these as they stand, in every format.
LITERAL = (
    ("tags of a page", "<script>alert(1)</script>"),
    ("markup of a page layout", "<para><b>bold</b><font size=99>x</font></para>"),
    ("an unclosed tag", "a <b c"),
    ("character references", "&lt;b&gt; &amp;amp; &#65;"),
    ("an expression of a template", "{{ 7*7 }}"),
    ("a statement of a template", "{% for x in y %}"),
    ("a comment of a template", "{# hidden #}"),
    ("marks of rich text", "[/b][red]text[/red]"),
    ("a format string", "%s %d %(x)s {0} {x!r}"),
    ("escapes", "\\n \\x41 \\u0041"),
    ("Markdown", "*a* _b_ `c` **d**"),
    ("a citation", "[@smith, p. 3]"),
    ("a field of Word", "{ INCLUDEPICTURE x }"),
    ("commands of TeX", "\\input{x} $x^2$"),
    ("a shell", "$(id) `id` ; rm -rf"),
    ("CDATA", "<![CDATA[x]]>"),
    ("a slot", '<x-slot n="0"></x-slot>'),
    ("the end of a CSS rule", "}</style><b>"),
    ("a string of PDF", ") Tj (x \\) ET"),
    ("a formula", "=1+1"),
)


def quoted(text: str) -> str:
    """*text* in single quotes, as YAML has them."""
    return "'" + text.replace("'", "''") + "'"


def literal(name: str, text: str) -> Case:
    """*text* in the plain fields of a brief."""
    one = quoted(text)
    lines = (
        f"lang: en-GB\ntitle: {one}\nsubtitle: {one}\nshort_title: {one}\nauthors: [{{name: {one}, affiliation: {one}}}]\n"
        f"keywords: [{one}]\nactors: [{{id: gov, name: {one}}}]\n"
        f"sections: [{{id: s, title: {one}, body: Text.}}]\n"
        f"recommendations: [{{id: r, to: [gov], headline: {one}, action: Do it.}}]\n"
    )
    return Case(f"{name} in plain fields", {"brief.yaml": lines}, literal=(text,))


def link(name: str, target: str) -> Case:
    """A link that must be refused."""
    return Case(f"a link to {name}", body(f"See [this]({target})."), ("brief.yaml:7 MDN002",))


CASES: tuple[Case, ...] = (
    *(literal(*one) for one in LITERAL),
    link("a script", "javascript:alert(1)"),
    link("a script in odd case", "JaVaScRiPt:alert(1)"),
    link("a script with a tab", "<java&#9;script:alert(1)>"),
    link("data", "data:text/html;base64,PHNjcmlwdD4="),
    link("a file", "file:///etc/passwd"),
    link("a share", "//evil.example/share"),
    link("a PDF of the machine", "pdf:/etc/passwd"),
    link("a path", "/etc/passwd"),
    link("a page beside it", "../secret.html"),
    link("a program", "vbscript:msgbox(1)"),
    link("a telnet host", "telnet://evil.example"),
    Case("a link of a million letters", body(f"See [this](https://example.org/{'a' * 1_000_000})."), status=0),
    Case("raw HTML", body("<script>alert(1)</script>"), ("brief.yaml:7 MDN001",)),
    Case("raw HTML inside a line", body("Some <b onclick=x>bold</b> words."), ("brief.yaml:7 MDN001",)),
    Case("a comment of HTML", body("Some <!-- hidden --> words."), ("brief.yaml:7 MDN001",)),
    Case("a picture of the machine", body("![x](/etc/passwd)"), ("brief.yaml:7 MDN003",)),
    Case("a picture from the web", body("![x](http://evil.example/x.png)"), ("brief.yaml:7 MDN003",)),
    Case("a reference link to a script", body("See [this][a].\n\n[a]: javascript:alert(1)"), ("brief.yaml:7 MDN002",)),
    Case("an autolink to a script", body("See <javascript:alert(1)>."), ("brief.yaml:7 MDN002",)),
    Case("code with templates and tags", body("Use `{{ 7*7 }}<b>` here."), literal=("{{ 7*7 }}<b>",)),
    Case("escaped tags", body("Use \\<b\\> and &lt;i&gt; here."), literal=("<b> and <i>",)),
    Case("ten thousand quotes inside each other", body("> " * 10_000 + "x"), ("brief.yaml:7 MDN014",)),
    Case("ten thousand lists inside each other", body("- " * 10_000 + "x"), ("brief.yaml:7 MDN014",)),
    Case("a hundred thousand opening brackets", body("[" * 100_000), status=0),
    Case("a hundred thousand opening brackets and one link", body("[" * 50_000 + "a](https://example.org)"), status=0),
    Case("fifty thousand stars", body("*a **b " * 25_000), status=0),
    Case("a hundred thousand backticks", body("".join("`" * n + "a " for n in range(1, 440))), status=0),
    Case("emphasis that opens and closes everywhere", body("a**b" + "c*" * 30_000), status=0),
    Case("notes that call each other", body("A[^a].\n\n[^a]: See[^b].\n[^b]: See[^a]."), status=1),
    Case("an inline note in itself", body("A^[b^[c^[d]]]."), status=1),
    Case("ten thousand notes without text", body("A[^a] " * 10_000), status=1),
    Case("a table of a thousand columns", body("|" + "a|" * 1_000 + "\n|" + "-|" * 1_000), status=0),
    Case("a table of twenty thousand rows", body("|a|b|\n|-|-|\n" + "|1|2|\n" * 20_000), status=1),
    Case(
        "link definitions that multiply",
        body(
            "".join(f"[a{n}]: https://example.org/{'x' * 200}\n" for n in range(500))
            + "\nText "
            + "".join(f"[a{n}] " for n in range(500))
        ),
        status=0,
    ),
    Case("a word of a hundred thousand letters", body("w" * 100_000), status=0),
    Case("a paragraph of two hundred thousand letters", body("word " * 40_000), status=0),
    Case("five thousand paragraphs", body("Text.\n\n" * 5_000), status=0),
    Case("soft hyphens only", body("a" + "\u00ad" * 20_000 + "b"), status=0),
    Case("spaces without width only", body("\u200b" * 20_000 + "b"), status=0),
    Case("accents without end", body("Z" + "\u0301" * 20_000 + "algo"), status=0),
    Case("a turned file name", body("See invoice\u202egpj.exe now."), status=0),
    Case("turned text never turned back", body("See \u2067\u2067\u2067 now."), status=0),
    Case("a turned title", brief('subtitle: "a\\u202Ebc"\n'), status=0),
    Case("emoji with joiners", body("A family \U0001f468\u200d\U0001f469\u200d\U0001f467 of three."), status=0),
    Case("scripts without letters in the font", body("አማርኛ ไทย 漢字 हिन्दी."), status=0),
    Case("text from right to left", body("שלום עולם and مرحبا."), status=0),
    Case("private and unassigned letters", body("x\ue000y\U000e0001z"), status=0),
    Case("a non-character in prose", body("x\ufffey"), status=1),
    Case(
        "an identifier with markup", brief("sections: [{id: 'a\"><b>', title: B, body: C}]\n"), ("brief.yaml:3 SCH005",)
    ),
    Case("a language with markup", {"brief.yaml": "lang: 'en\"><b>'\ntitle: A\n"}, ("brief.yaml:1 SCH005",)),
    Case("a language nobody speaks", {"brief.yaml": "lang: xx-Qaaa-ZZ\ntitle: A\n"}, status=0),
    Case(
        "a language of a hundred thousand letters",
        {"brief.yaml": f"lang: {'a-' * 50_000}\ntitle: A\n"},
        ("brief.yaml:1 SCH005",),
    ),
    Case("an address with markup", brief("url: 'https://example.org/\"><script>'\n"), ("brief.yaml:3 SCH005",)),
    Case("an address that runs", brief("url: 'javascript:alert(1)'\n"), ("brief.yaml:3 SCH005",)),
    Case("an address on the machine", brief("url: 'file:///etc/passwd'\n"), ("brief.yaml:3 SCH005",)),
    Case("a DOI with markup", brief("doi: '10.1/\"><b>'\n"), ("brief.yaml:3 SCH005",)),
    Case(
        "an e-mail with more addressees",
        brief("authors: [{name: A, email: 'a@b.org?bcc=all@evil.example'}]\n"),
        ("brief.yaml:3 SCH005",),
    ),
    Case("values bound to the inside of Python", body("A {value: __class__.__mro__} here."), status=0),
    Case("values that lead to a path", body("A {value: ../../etc/passwd} here."), status=0),
    Case("a heading of a megabyte", body("# " + "a " * 400_000), status=1),
    Case("a code block without end", body("```\n" + "x\n" * 1000), status=1),
    Case("a code block of long lines", body("```\n" + ("x" * 20_000 + "\n") * 5 + "```"), status=0),
    Case(
        "a thousand citations of nothing",
        {"brief.yaml": HEAD + "summary: |\n" + "".join(f"  A [@k{n}].\n" for n in range(1_000))},
        status=1,
    ),
    Case(
        "names of a thousand letters in each field",
        brief(f"authors: ['{'Name' * 100}']\nseries: {{name: '{'S' * 180}', number: 7}}\n"),
        status=0,
    ),
)
