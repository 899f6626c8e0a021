"""YAML that crashes, hangs or fools readers."""

from __future__ import annotations

from tests.hostile.case import HEAD, Case, Text, brief


def whole(data: Text) -> dict[str, Text]:
    """A brief that is *data* and nothing else."""
    return {"brief.yaml": data}


def merges(levels: int) -> str:
    """A bomb of merge keys."""
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def laughs() -> str:
    """A bomb of aliases."""
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


CASES: tuple[Case, ...] = (
    Case("100,000 opening brackets", whole("[" * 100_000), ("brief.yaml:1 YML011",)),
    Case("100,000 opening braces", whole("{" * 100_000), ("brief.yaml:1 YML011",)),
    Case("100,000 dashes", whole("- " * 100_000), ("brief.yaml:1 YML011",)),
    Case("50,000 question marks", whole("? " * 50_000), ("brief.yaml:1 YML011",)),
    Case(
        "nested mappings in block style",
        whole("".join(" " * n + "a:\n" for n in range(900))),
        ("brief.yaml:61 YML011",),
    ),
    Case("a million closing brackets", whole(HEAD + "x: " + "]" * 1_000_000), ("brief.yaml:3 YML002",)),
    Case("merge keys that multiply", whole(merges(8)), status=1),
    Case("aliases that multiply", whole(laughs()), status=1),
    Case("an alias of itself", brief("sections: &a [*a]\n"), ("brief.yaml:3 YML008",)),
    Case("an anchor nobody uses", brief("subtitle: &a B\n"), ("brief.yaml:3 YML008",)),
    Case("an alias of nothing", brief("subtitle: *a\n"), ("brief.yaml:3 YML008",)),
    Case(
        "a Python object",
        brief("subtitle: !!python/object/apply:os.system ['touch pwned']\n"),
        ("brief.yaml:3 YML007",),
    ),
    Case("a Python name", brief("subtitle: !!python/name:os.system\n"), ("brief.yaml:3 YML007",)),
    Case("a tag of one's own", brief("subtitle: !secret B\n"), ("brief.yaml:3 YML007",)),
    Case(
        "a tag directive",
        whole("%TAG ! tag:example.org,2024:\n---\n" + HEAD + "subtitle: !x B\n"),
        ("brief.yaml:5 YML007",),
    ),
    Case("a binary tag", brief("subtitle: !!binary aGVsbG8=\n"), ("brief.yaml:3 YML007",)),
    Case("a key twice", brief("title: B\n"), ("brief.yaml:3 YML005",)),
    Case("a key twice, written differently", brief('"title": B\n'), ("brief.yaml:3 YML005",)),
    Case("a list for a key", brief("[a, b]: c\n"), ("brief.yaml:3 YML006",)),
    Case("a mapping for a key", brief("? {a: b}\n: c\n"), ("brief.yaml:3 YML006",)),
    Case("a number for a key", brief("1: c\n"), ("brief.yaml:3 YML006",)),
    Case("an empty key", brief(": c\n"), ("brief.yaml:3 YML006",)),
    Case("nothing at all", whole(b""), ("brief.yaml:1 YML015",)),
    Case("comments only", whole("# a\n# b\n"), ("brief.yaml:1 YML015",)),
    Case("blanks only", whole(" \n" * 1000), ("brief.yaml:1 YML015",)),
    Case("a text and no mapping", whole("hello\n"), ("brief.yaml:1 SCH003",)),
    Case("a list and no mapping", whole("- a\n- b\n"), ("brief.yaml:1 SCH003",)),
    Case("a number and no mapping", whole("42\n"), ("brief.yaml:1 SCH003",)),
    Case("a second document", whole(HEAD + "---\ntitle: B\n"), ("brief.yaml:3 YML014",)),
    Case("a hundred thousand documents", whole("---\n" * 100_000), ("brief.yaml:1 YML015", "brief.yaml:2 YML014")),
    Case("another version of YAML", whole("%YAML 9.9\n---\n" + HEAD), ("brief.yaml:1 YML002",)),
    Case("a NUL in the middle", whole(b"title: A\x00B\n"), ("brief.yaml:1 YML013",)),
    Case("NUL bytes only", whole(b"\x00" * 100_000), ("brief.yaml:1 YML013",)),
    Case("control characters", whole(b"title: A\x1b[31mred\n"), ("brief.yaml:1 YML013",)),
    Case("an escaped control character", brief('subtitle: "\\x1b[31mred"\n'), ("brief.yaml:3 YML013",)),
    Case("an escaped NUL", brief('subtitle: "a\\0b"\n'), ("brief.yaml:3 YML013",)),
    Case("an escaped lone surrogate", brief('subtitle: "a\\uD800b"\n'), ("brief.yaml:3 YML020",)),
    Case("an escaped non-character", brief('subtitle: "a\\uFFFEb"\n'), ("brief.yaml:3 YML013",)),
    Case("an escape beyond Unicode", brief('subtitle: "a\\U00110000b"\n'), ("brief.yaml:3 YML020",)),
    Case("an unknown escape", brief('subtitle: "C:\\Windows"\n'), ("brief.yaml:3 YML020",)),
    Case("bytes that are not UTF-8", whole(b"title: caf\xe9\n"), ("brief.yaml:1 YML001",)),
    Case("UTF-8 written too long", whole(b"title: \xc0\xafetc\n"), ("brief.yaml:1 YML001",)),
    Case("a surrogate in UTF-8", whole(b"title: \xed\xa0\x80\n"), ("brief.yaml:1 YML001",)),
    Case("UTF-16 with its mark", whole("title: A\n".encode("utf-16")), ("brief.yaml:1 YML001",)),
    Case("UTF-32", whole("title: A\n".encode("utf-32")), ("brief.yaml:1 YML001",)),
    Case("a mark of byte order", whole(b"\xef\xbb\xbf" + HEAD.encode()), literal=("Ordinary title",)),
    Case("line ends of Windows", whole(HEAD.replace("\n", "\r\n")), literal=("Ordinary title",)),
    Case("line ends of old Macs", whole(HEAD.replace("\n", "\r")), literal=("Ordinary title",)),
    Case(
        "line separators of Unicode", brief("subtitle: one\u2028two\u2029three\u0085four\n"), ("brief.yaml:3 YML013",)
    ),
    Case("an integer of 5,000 digits", brief(f"version: {'9' * 5_000}\n"), status=0),
    Case(
        "an integer of 5,000 digits as a number of pages",
        brief(f"print: {{pages: {'9' * 5_000}}}\n"),
        ("brief.yaml:3 SCH003",),
    ),
    Case("an exponent without end", brief("print: {pages: 1e999999999}\n"), ("brief.yaml:3 SCH003",)),
    Case("a sexagesimal number", brief("subtitle: 190:20:30\n"), literal=("190:20:30",)),
    Case("the Norway problem", brief("subtitle: No\n"), literal=("No",)),
    Case("infinity", brief("print: {pages: .inf}\n"), ("brief.yaml:3 SCH003",)),
    Case("not a number", brief("print: {pages: .nan}\n"), ("brief.yaml:3 SCH003",)),
    Case("a date that is none", brief("date: 2023-02-31\n"), ("brief.yaml:3 SCH006",)),
    Case("a year of a million", brief("date: 1000000\n"), ("brief.yaml:3 SCH006",)),
    Case("the year zero", brief("date: 0000-01-01\n"), ("brief.yaml:3 SCH006",)),
    Case("the first year there is", brief("date: 0001-01-01\n"), ("brief.yaml:3 SCH006",)),
    Case("the last year there is", brief("date: 9999-12-31\n"), ("brief.yaml:3 SCH006",)),
    Case("an embargo at the edge of time", brief("status: embargoed\nembargo: 9999-12-31T23:59-14:00\n")),
    Case("an embargo beyond all time zones", brief("embargo: 2023-01-01T00:00+99:99\n"), ("brief.yaml:3 SCH012",)),
    Case("six megabytes", whole(HEAD + "# " + "x" * 6_000_000 + "\n"), ("brief.yaml:1 FIL004",)),
    Case("300,000 values", whole(HEAD + "keywords: [" + "a," * 300_000 + "]\n"), ("brief.yaml:3 YML012",)),
    Case("one key of a megabyte", brief("k" * 1_000_000 + ": v\n"), ("brief.yaml:3 YML021",)),
    Case("one key of a megabyte in quotes", brief('"' + "k" * 1_000_000 + '": v\n'), ("brief.yaml:3 YML021",)),
    Case("ten thousand unknown keys", brief("".join(f"key{n}: v\n" for n in range(10_000))), status=1),
    Case("a title of four megabytes", whole("title: " + "word " * 800_000 + "\n"), ("brief.yaml:1 SCH015",)),
    Case("a title of one word of a megabyte", whole("title: " + "w" * 1_000_000 + "\n"), ("brief.yaml:1 SCH015",)),
    Case("a key that Python knows", brief("__class__: x\n"), ("brief.yaml:3 SCH001",)),
    Case("keys of the model's inside", brief("model_config: {extra: allow}\n"), ("brief.yaml:3 SCH001",)),
    Case("a folded text that never ends", brief("subtitle: >\n" + " \n" * 100_000), status=0),
    Case("a tab for indentation", whole("title: A\nseries:\n\tname: B\n"), ("brief.yaml:3 YML004",)),
    Case("quotes without end", brief('subtitle: "abc\n' + "text\n" * 1000), status=1),
    Case("a colon too many", brief("subtitle: Kosovo: a study\n"), ("brief.yaml:3 YML003",)),
    Case(
        "a thousand authors",
        brief("authors:\n" + "".join(f"  - Author {n}\n" for n in range(1000))),
        literal=("Author 999",),
    ),
    Case(
        "nested sections to the limit",
        brief("sections: " + "[{id: a, title: B, sections: " * 100 + "[]" + "}]" * 100 + "\n"),
        ("brief.yaml:3 YML011",),
    ),
)
