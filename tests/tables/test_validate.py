from datetime import date

import pytest

from factpipe.model import Modifier
from factpipe.schema import FACTS
from factpipe.tables.arrow import batch
from factpipe.validate import problems, salvage

GOOD = {
    "fact_id": "a#1:0:4", "doc_id": "a", "article_id": "a#1", "issue_date": date(2020, 4, 5), "measure": "people",
    "value": 265.0, "modifier": Modifier.OVER, "status": "actual", "surface": "265人", "start": 0, "end": 4,
    "sentence": "265人。", "rule_id": "r",
}  # fmt: skip


def _columns(*rows):
    return [tuple(row.get(column.name) for row in rows) for column in FACTS]


def test_good_rows_pass_and_fit_the_table():
    columns = _columns(GOOD, GOOD | {"scope": "whole", "modifier": "exact"})
    assert problems("facts", columns) == {}
    assert batch("facts", columns).num_rows == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"value": float("nan")}, "value"),
        ({"value": None}, "value"),
        ({"value": "12"}, "value"),
        ({"modifier": "perhaps"}, "modifier"),
        ({"start": -1}, "start"),
        ({"place": ""}, "place"),
        ({"issue_date": "2020-04-05"}, "issue_date"),
        ({"measure": None, "unit": 3}, "measure"),
    ],
)
def test_a_wrong_row_is_told_with_its_column(wrong, told):
    found = problems("facts", _columns(GOOD, GOOD | wrong, GOOD))
    assert set(found) == {1}
    assert found[1].startswith(f"{told}: ")


def test_salvage_keeps_what_its_column_can_hold():
    row = salvage([(GOOD | {"value": "x", "value_min": float("nan"), "unit": 3}).get(c.name) for c in FACTS])
    kept = {c.name: value for c, value in zip(FACTS, row, strict=True) if value is not None}
    assert kept == {name: value for name, value in GOOD.items() if name != "value"}


def test_no_rows():
    assert problems("facts", [()] * len(FACTS)) == {}
