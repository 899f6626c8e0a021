"""Dates: EDTF, fields of older formats, words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.citing import dates
from reports.citing.dates import DateError
from reports.citing.export.bibtex import edtf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", {"date-parts": [[2023]]}),
        ("2023-07", {"date-parts": [[2023, 7]]}),
        ("2023-07-14", {"date-parts": [[2023, 7, 14]]}),
        ("2023-07-14T09:00+02:00", {"date-parts": [[2023, 7, 14]]}),
        ("1990~", {"date-parts": [[1990]], "circa": True}),
        ("1990?", {"date-parts": [[1990]], "circa": True}),
        ("2020-21", {"date-parts": [[2020]], "season": 1}),
        ("2019/2021", {"date-parts": [[2019], [2021]]}),
        ("2019-11/2020-02", {"date-parts": [[2019, 11], [2020, 2]]}),
        ("2020-21/2020-23", {"date-parts": [[2020, 21], [2020, 23]]}),
        ("2019/", {"date-parts": [[2019], [0]]}),
        ("2019/..", {"date-parts": [[2019], [0]]}),
        ("199X", {"date-parts": [[1990], [1999]]}),
        ("19XX", {"date-parts": [[1900], [1999]]}),
        ("-0043", {"date-parts": [[-44]]}),
    ],
)
def test_edtf(text: str, expected: dict) -> None:
    assert dates.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023-13", "no month 13"),
        ("2023-02-30", "no day 30"),
        ("2023-21-01", "no days"),
        ("2021/2019", "end is before"),
        ("/2019", "without a start"),
        ("14 July 2023", "not of the form"),
        ("", "empty"),
        ("9" * 500, "longer"),
    ],
)
def test_edtf_refused(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason):
        dates.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 March 2020", "2020-03-12"),
        ("March 12, 2020", "2020-03-12"),
        ("12. marta 2020", ""),
        ("12 mars 2020", "2020-03-12"),
        ("7 korrik 2021", "2021-07-07"),
        ("March 2020", "2020-03"),
        ("sometime in 2020", ""),
        ("31 February 2020", ""),
        ("1 March 2020 or 2 March 2020", ""),
    ],
)
def test_guess(text: str, expected: str) -> None:
    assert dates.guess(text) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("2014", "mar", "3"), {"date-parts": [[2014, 3, 3]]}),
        (("2014", "10 June"), {"date-parts": [[2014, 6, 10]]}),
        (("2014", "June--July"), {"date-parts": [[2014, 6], [2014, 7]]}),
        (("2014", "Spring"), {"date-parts": [[2014]], "season": 1}),
        (("c. 1990",), {"date-parts": [[1990]], "circa": True}),
        (("[1990?]",), {"date-parts": [[1990]], "circa": True}),
        (("2013/14",), {"date-parts": [[2013], [2014]]}),
        (("2013--2014",), {"date-parts": [[2013], [2014]]}),
        (("2014", "1", "", ("2015", "2", "")), {"date-parts": [[2014, 1], [2015, 2]]}),
        (("forthcoming",), {"literal": "forthcoming"}),
    ],
)
def test_dates_in_fields(fields: tuple, expected: dict) -> None:
    assert dates.from_fields(*fields) == expected


@given(st.text(max_size=30) | st.from_regex(r"[0-9X~?/. -]{1,20}", fullmatch=True))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    for read in (dates.parse, dates.from_fields, lambda one: dates.from_fields("2020", one)):
        try:
            found = read(text)
        except DateError:
            continue
        assert found.get("date-parts") or found.get("literal")
    dates.guess(text)


_DAYS = st.dates().map(lambda day: f"{day.year:04d}-{day.month:02d}-{day.day:02d}")


@given(_DAYS | st.integers(1, 9999).map("{:04d}".format), st.sampled_from(["", "~"]), st.booleans())
@settings(derandomize=True, deadline=None)
def test_edtf_round_trip(text: str, mark: str, open_end: bool) -> None:
    written = text + mark + ("/" if open_end else "")
    assert edtf(dates.parse(written)) == written
