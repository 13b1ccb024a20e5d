from decimal import Decimal

import pytest

from factpipe.resolve.units import Converter
from factpipe.rules import load


@pytest.fixture(scope="module")
def converter():
    return Converter(load())


@pytest.mark.parametrize(
    ("value", "unit", "measure", "per", "expected"),
    [
        ("30", "亩", "area", None, ("{亩}", 20000.0, "m2")),
        ("3", "亩", "area", None, ("{亩}", 2000.0, "m2")),
        ("7", "斤", "mass", None, ("{斤}", 3.5, "kg")),
        ("5", "角", "money", None, ("CNY", 0.5, "CNY")),
        ("15", "%", "percent", None, ("%", 0.15, "1")),
        ("2", "倍", "ratio", None, ("1", 2.0, "1")),
        ("1.4", "元", "money", "斤", ("CNY", 2.8, "CNY/kg")),
        ("1000", "元", "money", "亩", ("CNY", 1.5, "CNY/m2")),
        ("1500", "元", "money", "月", ("CNY", 1500.0, "CNY/mo")),
        ("1500", "元", "money", "人", ("CNY", None, None)),
        ("62", "名", "leaders", None, ("{名}", None, None)),
        ("8", None, "people", None, (None, None, None)),
        ("3", "没有这种单位", "count", None, ("{没有这种单位}", None, None)),
        ("212", "华氏度", "temperature", None, ("[degF]", 100.0, "Cel")),
    ],
)
def test_conversion(converter, value, unit, measure, per, expected):
    found = converter.of(unit, measure, per, 2020)
    assert (found.code, found.value(Decimal(value)), found.base) == expected
    assert found.value(None) is None


def test_eras(converter):
    assert converter.of("两", "mass", None, 1958).value(Decimal(16)) == 0.5
    assert converter.of("两", "mass", None, 1960).value(Decimal(10)) == 0.5
    assert converter.of("元", "money", None, 1953).value(Decimal(10000)) == 1.0
