"""Quantities of every kind with all their fields, in fields.txt."""

from decimal import Decimal
from pathlib import Path

import pytest

from factpipe.quantities import quantities

SIGNS = {
    "=": "exact", ">": "over", ">=": "at_least", "<~": "nearly", "<": "under", "<=": "at_most", "~": "about", "..": "range",
}  # fmt: skip
#: the guidelines on bounds: whether the value is the lower, the upper bound
BOUNDS = {
    "exact": (True, True), "over": (True, False), "at_least": (True, False), "nearly": (False, True), "under": (False, True),
    "at_most": (False, True), "about": (False, False),
}  # fmt: skip


def cases() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in (Path(__file__).parent / "fields.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  "):
            found[-1][1].append(line.strip())
        else:
            found.append((line, []))
    return [(sentence.replace("\\n", "\n"), expected) for sentence, expected in found]


CASES = cases()


def test_there_are_enough():
    assert sum(len(expected) for _, expected in CASES) >= 300


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence[:18] for sentence, _ in CASES])
def test_fields(sentence, expected):
    found = quantities(sentence)
    assert [sentence[q.start : q.end].replace("\n", "\\n") for q in found] == [e.split(" | ")[0] for e in expected]
    for quantity, line in zip(found, expected, strict=True):
        _, number, unit, measure, *per = line.split(" | ")
        sign, written = number.split(" ")
        modifier = SIGNS[sign]
        assert quantity.modifier == modifier, line
        assert (quantity.unit or "-", quantity.measure, quantity.per) == (unit, measure, per[0] if per else None), line
        if modifier == "range":
            low, high = map(Decimal, written.split(".."))
            assert (quantity.value, quantity.low, quantity.high) == (low, low, high), line
            continue
        value = Decimal(written)
        assert abs(quantity.value - value) <= abs(value) * Decimal("1e-6"), line
        has_low, has_high = BOUNDS[modifier]
        assert quantity.low == (quantity.value if has_low else None), line
        assert quantity.high == (quantity.value if has_high else None), line
        assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
