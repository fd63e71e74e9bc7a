"""Dates, years and levels read from anything that looks like the beginning of a report."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import dates
from tests.guarantees import record

PIECES = st.lists(st.sampled_from(dates.ALPHABET), max_size=60).map("".join)
HEADERS = st.sampled_from(dates.SEEDS)


@st.composite
def headers(draw: st.DrawFn) -> str:
    """The header of a report with something else in the middle of it."""
    header = draw(HEADERS)
    at = draw(st.integers(0, len(header)))
    return header[:at] + draw(st.text(max_size=5) | PIECES) + header[at + draw(st.integers(0, 3)) :]


def test_a_date_is_always_quoted_from_the_text_and_is_what_the_quote_says():
    tried = 0

    @settings(max_examples=2500)
    @given(PIECES | headers() | st.text(max_size=100))
    def read(text):
        nonlocal tried
        tried += 1
        dates.check_text(text)

    read()
    test = "tests/properties/test_dates.py::test_a_date_is_always_quoted_from_the_text_and_is_what_the_quote_says"
    record(9, test, tried, "odd headers, titles and date columns", "no error, no date that the text does not name")
