import csv
import io
import math
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpipe.tables import delimited

FIELDS = pa.schema([("s", pa.string()), ("x", pa.float64()), ("n", pa.int64()), ("d", pa.date32())])


def _lines(*rows):
    batch = pa.RecordBatch.from_pylist([dict(zip(FIELDS.names, row, strict=True)) for row in rows], schema=FIELDS)
    return (delimited.header(FIELDS) + delimited.lines(batch)).decode()


def test_a_table():
    assert _lines(("全村", 11650000000000.0, 3, date(2020, 4, 5)), (None, None, None, None)) == (
        "s,x,n,d\n全村,11650000000000,3,2020-04-05\n,,,\n"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(265.0, "265"), (1.5, "1.5"), (1e22, "10000000000000000000000"), (1e-7, "0.0000001"), (-0.5, "-0.5"),
     (33.333333, "33.333333"), (0.1 + 0.2, "0.30000000000000004"), (0.0, "0")],
)  # fmt: skip
def test_numbers_are_plain_shortest_digits(value, text):
    assert _lines(("a", value, None, None)).splitlines()[1] == f"a,{text},,"


def test_quotes_only_where_needed():
    rows = ["plain", "a,b", 'say "x"', "two\nlines", " blank", "全角，逗号"]
    lines = _lines(*((row, None, None, None) for row in rows))
    assert lines == 's,x,n,d\nplain,,,\n"a,b",,,\n"say ""x""",,,\n"two\nlines",,,\n" blank",,,\n全角，逗号,,,\n'


@given(
    st.lists(
        st.tuples(
            st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
            st.none() | st.integers(-(2**63), 2**63 - 1),
            st.none() | st.dates(),
        ),
        max_size=20,
    )
)
def test_a_csv_reader_gets_back_what_was_written(rows):
    read = list(csv.reader(io.StringIO(_lines(*rows), newline="")))
    assert read[0] == FIELDS.names
    assert len(read) == len(rows) + 1
    for (s, x, n, d), told in zip(rows, read[1:], strict=True):
        assert told[0] == (s or "")
        assert "e" not in told[1]
        assert (x is None and told[1] == "") or math.isclose(float(told[1]), x, rel_tol=0, abs_tol=0)
        assert told[2:] == ["" if n is None else str(n), "" if d is None else d.isoformat()]
