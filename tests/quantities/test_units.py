"""The units lexicon: factors held against pint, codes and currencies in form."""

import re
from fractions import Fraction

import pint
import pytest

from factpipe.quantities.lexicon import Lexicon
from factpipe.rules import load
from factpipe.schema import MEASURES

UNITS = load().units.units
FORMS = Lexicon(load()).forms
#: our unit → pint's name for it
PINT = {
    "平方米": "m**2", "平方公里": "km**2", "公顷": "hectare", "平方英里": "survey_mile**2", "平方英尺": "ft**2", "英亩": "acre", "米": "m", "公里": "km",
    "厘米": "cm", "毫米": "mm", "微米": "um", "纳米": "nm", "海里": "nautical_mile", "英里": "mile", "英尺": "ft", "英寸": "inch", "码": "yard",
    "光年": "light_year", "英寻": "6*ft", "吨": "tonne", "公斤": "kg", "克": "g", "毫克": "mg", "微克": "ug", "磅": "lb", "盎司": "oz", "克拉": "carat",
    "英石": "stone", "长吨": "long_ton", "短吨": "short_ton", "格令": "grain", "立方米": "m**3", "立方厘米": "cm**3", "升": "L", "毫升": "mL",
    "立方英尺": "ft**3", "立方英寸": "inch**3", "立方码": "yard**3", "加仑": "gallon", "品脱": "pint", "夸脱": "quart", "液盎司": "fluid_ounce",
    "蒲式耳": "bushel", "配克": "peck", "千瓦时": "kWh", "兆瓦时": "MWh", "焦耳": "J", "千焦": "kJ", "卡路里": "cal", "千卡": "kcal",
    "电子伏": "eV", "千瓦": "kW", "瓦": "W", "兆瓦": "MW", "吉瓦": "GW", "马力": "metric_horsepower", "公里/小时": "km/hour", "米/秒": "m/s",
    "英里/小时": "mph", "海里/小时": "knot", "周": "week", "天": "day", "小时": "hour", "分钟": "minute", "秒": "s", "伏": "V", "千伏": "kV", "赫兹": "Hz",
    "兆赫": "MHz", "百帕": "hPa", "兆帕": "MPa", "大气压": "atm", "毫米汞柱": "mmHg", "年": "year", "平方英寸": "inch**2", "平方码": "yard**2",
    "茶匙": "5*mL", "汤匙": "15*mL",
}  # fmt: skip
BASES = {"m2": "m**2", "m3": "m**3", "m/s": "m/s"}
#: traditional Chinese units → what the state council's order of 1959 makes of them
MARKET = {
    "亩": ("m2", Fraction(10000, 15)), "斤": ("kg", Fraction(1, 2)), "两": ("kg", Fraction(1, 20)), "钱": ("kg", Fraction(1, 200)), "担": ("kg", Fraction(50)),
    "里": ("m", Fraction(500)), "丈": ("m", Fraction(10, 3)), "尺": ("m", Fraction(1, 3)), "寸": ("m", Fraction(1, 30)), "斗": ("m3", Fraction(1, 100)),
    "顷": ("m2", Fraction(1000000, 15)),
}  # fmt: skip


@pytest.mark.parametrize(("name", "theirs"), PINT.items())
def test_factors_are_those_of_pint(name, theirs):
    registry = pint.UnitRegistry()
    unit = UNITS[name]
    expected = registry(theirs).to(BASES.get(unit.base, unit.base)).magnitude
    assert float(Fraction(unit.factor)) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("name", "worth"), MARKET.items())
def test_market_units(name, worth):
    assert (UNITS[name].base, Fraction(UNITS[name].factor)) == worth


def test_eras():
    assert [(era.until, Fraction(era.factor)) for era in UNITS["两"].eras] == [(1959, Fraction(1, 32))]
    assert [(era.until, Fraction(era.factor)) for era in UNITS["元"].eras] == [(1954, Fraction(1, 10000))]


def test_temperatures():
    fahrenheit = UNITS["华氏度"]
    assert 212 * Fraction(fahrenheit.factor) + Fraction(fahrenheit.offset) == 100
    assert Fraction("273.15") + Fraction(UNITS["开尔文"].offset) == 0


@pytest.mark.parametrize("name", UNITS)
def test_entry(name):
    unit = UNITS[name]
    assert unit.measure in MEASURES
    assert unit.code is None or (unit.code and " " not in unit.code)
    if unit.currency is not None:
        assert re.fullmatch("[A-Z]{3}", unit.currency)
        assert (unit.code, unit.measure) == (unit.currency, "money") or unit.currency == "XBT"
    for small, part in FORMS[name].parts.items():
        assert small in FORMS
        assert part < 1


def test_no_form_is_told_twice():
    """A form that two entries tell would be one of them by accident."""
    seen: dict[str, str] = {}
    for name, unit in UNITS.items():
        for form in (name, *unit.forms):
            assert form not in seen, f"{form}: {seen.get(form)} and {name}"
            seen[form] = name


def test_classifiers_are_no_units():
    units = load().units
    told = {form for name, unit in units.units.items() for form in (name, *unit.forms)}
    for words in (*units.classifiers.values(), *units.nouns.values()):
        assert not told & set(words)
        assert len(words) == len(set(words))
    assert set(units.not_before) <= FORMS.keys()
    assert set(units.but_before) <= set(units.not_before)
