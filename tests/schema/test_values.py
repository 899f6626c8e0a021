"""Values: numbers and words that texts take from data by name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.diagnostics import Collector
from reports.model.walk import plain_text
from reports.numerals import printed, with_unit
from reports.schema import Brief, load_brief, needed_files, read_csv
from reports.schema.compile import Resources, body_blocks
from reports.schema.numbers import canonical
from reports.schema.values.lookup import Row, Single, Value, Values
from reports.schema.values.names import normal, reference, slug
from reports.schema.values.read import row_source, values_of
from reports.source import SourceFile

STAFF = "country,share,capital\nKosovo,4.2,*Prishtina*\nNorth Macedonia,1234.50,\nSt. Gallen,7,\n"
FORCE = "date;troops\nJune 1999;50000\nAugust 2022;3735\n"
NAMED = "name,value,unit\ngrowth.first,3.5,%\nplace,Brdo,\n"
HEAD = """\
title: T
lang: {lang}
values:
  staff: {{data: staff.csv}}
  force: {{data: force.csv}}
  kosovo: {{data: staff.csv, row: Kosovo}}
  share: {{data: staff.csv, column: share, unit: "%"}}
  one: {{data: staff.csv, row: kosovo, column: Share}}
  plain: 12345.6
  word: "12345"
  with-unit: {{value: -4, unit: EUR million}}
"""


def filled(yaml: str, row: dict[str, str] | None = None) -> tuple[Brief | None, list[str]]:
    """The brief with its values, and its faults as line:column code."""
    source = SourceFile("b.yaml", yaml.encode())
    bare = load_brief(source, Collector())
    assert bare is not None
    collector = Collector()
    named = {"staff.csv": STAFF, "force.csv": FORCE, "named.csv": NAMED}
    tables = {}
    for need in needed_files(bare):
        table = read_csv(SourceFile(need.path, named[need.path].encode()), collector)
        assert table is not None
        tables[need.path] = table
    values = values_of(bare.values, tables, str(bare.lang), collector, row)
    brief = load_brief(source, collector, lambda _: values)
    return brief, [f"{one.at.line}:{one.at.column} {one.code}" for one in collector]


def summary(text: str, lang: str = "en-GB", row: dict[str, str] | None = None) -> str:
    brief, faults = filled(HEAD.format(lang=lang) + f"summary: |\n  {text}\n", row)
    assert faults == []
    assert brief is not None
    assert brief.summary is not None
    return brief.summary.plain


@pytest.mark.parametrize(
    ("written", "english", "german"),
    [
        ("{=staff.kosovo.share}", "4.2", "4,2"),
        ("{=staff.north-macedonia.share}", "1,234.50", "1.234,50"),
        ("{= staff.North Macedonia.share }", "1,234.50", "1.234,50"),
        ("{=staff.St. Gallen.share}", "7", "7"),
        ("{=force.june-1999}", "50,000", "50.000"),
        ("{=kosovo.share}", "4.2", "4,2"),
        ("{=share.kosovo}", "4.2%", "4,2\u00a0%"),
        ("{=one}", "4.2", "4,2"),
        ("{=plain}", "12,345.6", "12.345,6"),
        ("{=plain:text}", "12345.6", "12345.6"),
        ("{=plain:0}", "12,346", "12.346"),
        ("{=plain:2}", "12,345.60", "12.345,60"),
        ("{=word}", "12345", "12345"),
        ("{=with-unit}", "\N{MINUS SIGN}4\u00a0EUR million", "\N{MINUS SIGN}4\u00a0EUR million"),
        ("{=kosovo.capital}", "*Prishtina*", "*Prishtina*"),
    ],
)
def test_a_value_prints_as_the_language_has_it(written: str, english: str, german: str) -> None:
    assert summary(f"A {written} b") == f"A {english} b"
    assert summary(f"A *{written}* b", "de-DE") == f"A {german} b"


def test_a_value_is_text_and_never_markdown() -> None:
    row = {"a": '<b>x</b> [l](http://x) @key ^[n] {=plain} -- "q" `c`'}
    assert summary("{=row.a}", row=row) == row["a"]


@pytest.mark.parametrize("text", [r"\{=plain}", "`{=plain}`", "{ =plain}"])
def test_what_is_no_reference_prints_as_it_is(text: str) -> None:
    assert summary(f"A {text} b") == "A " + text.replace("\\", "").replace("`", "") + " b"


def test_a_file_of_names_gives_its_own_units() -> None:
    yaml = 'title: "In {=place}"\nvalues: named.csv\nsummary: Grew by {=growth.first}.\n'
    brief, faults = filled(yaml)
    assert faults == []
    assert brief is not None
    assert brief.summary is not None
    assert (brief.title, brief.summary.plain) == ("In Brdo", "Grew by 3.5%.")


def test_plain_fields_take_values_and_keep_their_places() -> None:
    brief, faults = filled('title: "A {=n} b \\\\{=n}"\nvalues: {n: 1000}\n')
    assert faults == []
    assert brief is not None
    assert brief.title == "A 1,000 b {=n}"
    assert [brief.title.place(at).column for at in (0, 2, 7, 8)] == [9, 11, 15, 16]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("ab {=kosvo.share}", "13:6 DAT021"),
        ("ab {=staff.kosovo}", "13:6 DAT021"),
        ("ab {=staff.kosovo.country.x}", "13:6 DAT021"),
        ("ab {=row.name}", "13:6 DAT021"),
        ("ab {=}", "13:6 DAT020"),
        ("ab {=plain", "13:6 DAT020"),
        ("ab {=plain:9}", "13:6 DAT020"),
        ("ab {=plain:0!r}", "13:6 DAT020"),
        ("ab {=staff.north-macedonia.capital}", "13:6 DAT022"),
        ("ab {=kosovo.capital:1}", "13:6 DAT023"),
        ("| a |\n  |---|\n  | b {=nope} |", "15:7 DAT021"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, fault: str) -> None:
    brief, faults = filled(HEAD.format(lang="en") + f"summary: |\n  {text}\n")
    assert faults == [fault]
    assert brief is None


def test_a_plain_field_at_fault_is_told_at_its_place() -> None:
    brief, faults = filled("title: A {=nope}\nvalues: {one: 1}\n")
    assert (brief, faults) == (None, ["1:10 DAT021"])


def test_the_nearest_name_is_suggested() -> None:
    values = Values("en", {"staff": Row({"kosovo.share": Value("1", "1")}), "rest": Single(Value("2"))})
    asked = reference("staff.kosvo.share")
    assert asked is not None
    found = values.show(asked)
    assert not isinstance(found, str)
    assert found.hint == "did you mean `{=staff.kosovo.share}`?"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("{data: staff.csv, row: Kosvo}", "3:29 DAT024"),
        ("{data: staff.csv, column: shares}", "3:32 DAT024"),
        ("{data: staff.csv, key: nation}", "3:29 DAT024"),
        ("{data: staff.csv, key: capital}", "4:14 DAT024"),
        ("{data: staff.csv, value: 3}", "3:6 DAT025"),
        ("{unit: m}", "3:6 DAT025"),
    ],
)
def test_an_entry_that_does_not_fit_its_data_is_told(entry: str, fault: str) -> None:
    # In the table two capitals are missing: two rows have the same, empty name.
    assert filled(f'title: T\nvalues:\n  a: {entry}\nsummary: "{{=a}}"\n')[1] == [fault]


@pytest.mark.parametrize("name", ["row", "row.x", ".", "-"])
def test_a_name_that_cannot_be_one_is_refused(name: str) -> None:
    collector = Collector()
    assert load_brief(SourceFile("b.yaml", f'title: T\nvalues:\n  "{name}": 1\n'.encode()), collector) is None
    assert [(one.code, one.at.line, one.at.column) for one in collector] == [("SCH005", 3, 3)]


def test_two_names_that_are_one_are_refused() -> None:
    collector = Collector()
    load_brief(SourceFile("b.yaml", b"title: T\nvalues:\n  a-b: 1\n  A b: 2\n"), collector)
    assert [(one.code, one.at.line) for one in collector] == [("SCH005", 4)]


def test_one_figure_reads_the_same_in_text_and_table() -> None:
    yaml = HEAD.format(lang="sq") + (
        "sections:\n  - {id: s, title: S, body: ['{=force.june-1999} and {=staff.north-macedonia.share}',\n"
        "      {table: {data: force.csv}}, {table: {data: staff.csv}}]}\n"
    )
    brief, faults = filled(yaml)
    assert faults == []
    assert brief is not None
    collector = Collector()
    tables = {}
    for path, text in (("force.csv", FORCE), ("staff.csv", STAFF)):
        table = read_csv(SourceFile(path, text.encode()), collector)
        assert table is not None
        tables[path] = table
    text, force, staff = (
        plain_text((one,)) for one in body_blocks(brief.sections[0].body, Resources("sq", collector, tables))
    )
    assert text == "50\u00a0000 and 1\u00a0234,50"
    assert "50\u00a0000" in force
    assert "1\u00a0234,50" in staff


def test_years_have_no_thousands_in_tables() -> None:
    table = read_csv(SourceFile("y.csv", b"year,n\n2019,12000\n2020,9\n"), Collector())
    assert table is not None
    brief = load_brief(
        SourceFile("b.yaml", b"title: T\nsections: [{id: s, title: S, body: [{table: {data: y.csv}}]}]"), Collector()
    )
    assert brief is not None
    (made,) = body_blocks(brief.sections[0].body, Resources("en", Collector(), {"y.csv": table}))
    words = re.split(r"\s+", plain_text((made,)))
    assert "2019" in "".join(words)
    assert "12,000" in "".join(words)


@pytest.mark.parametrize(
    ("text", "number"), [("007", ""), ("0.5", "0.5"), (".5", "0.5"), ("+3", "3"), ("x", ""), ("1,234.5", "1234.5")]
)
def test_only_numbers_are_numbers(text: str, number: str) -> None:
    assert canonical(text, comma=False) == number


@pytest.mark.parametrize(
    ("number", "unit", "lang", "shown"),
    [
        ("0", "%", "fr", "0\u00a0%"),
        ("-0.0", "", "en", "0.0"),
        ("999", "°", "en", "999°"),
        ("1000000", "‰", "en", "1,000,000‰"),
    ],
)
def test_numbers_with_units(number: str, unit: str, lang: str, shown: str) -> None:
    assert with_unit(printed(number, lang), unit, lang) == shown


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_names_settle_at_once(text: str) -> None:
    assert slug(slug(text)) == slug(text)
    assert normal(normal(text)) == normal(text)


@settings(deadline=None, derandomize=True)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40),
    st.sampled_from(["title", "summary"]),
)
def test_no_cell_is_ever_read_as_anything_but_text(cell: str, where: str) -> None:
    source = SourceFile("b.yaml", b'title: "{=row.x:text}"\nsummary: "{=row.x:text}"\n')
    values = Values("en", {"row": row_source({"x": cell})})
    collector = Collector()
    brief = load_brief(source, collector, lambda _: values)
    if brief is None:  # blanks alone, or characters that no plain field may hold
        assert collector.has_errors
        return
    if where == "title":
        assert str(brief.title) == " ".join(cell.split()) or str(brief.title) == cell.strip()
    elif brief.summary is not None:
        assert brief.summary.plain.strip() == cell.strip()
