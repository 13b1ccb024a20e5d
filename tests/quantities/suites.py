"""Reads the peers' own Chinese test cases and holds the scanner's readings, all of them, against what they expect.

An expected value is right when an overlapping reading has its number, after conversion: a percentage is a fraction
there, 万 and 亿 are multiplied out, a range has two ends. An `op` counts only where a range prints two numbers; for 余,
多, 几, 数 the lower bound counts; a unit that the text does not print is ignored.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from factpipe.model import Quantity
from factpipe.quantities import quantities
from factpipe.quantities.lexicon import Lexicon
from factpipe.rules import load

FORMS = Lexicon(load()).forms
CODES = {name: form.currency for name, form in FORMS.items() if form.currency}

#: the suites' name of a unit → the unit as we write it, in one spelling
NAMES: dict[str, str] = {
    "块钱": "元", "CNY": "元", "USD": "美元", "$": "元", "HKD": "港元", "TWD": "台币", "JPY": "日元", "EUR": "欧元", "GBP": "英镑", "KRW": "韩元",
    "NGN": "奈拉", "MYR": "林吉特", "Bitcoin": "比特币", "cent": "分钱", "Year": "岁", "Month": "个月", "Week": "周", "Day": "天", "Ton": "吨",
    "Jin": "斤", "Liang": "两", "Mu": "亩", "Meter": "米", "Gram": "克", "Megabyte": "MB", "Kilowatt": "千瓦", "Kilocalorie": "千卡", "Kilometer": "公里",
    "Microgram": "微克", "Degree": "度", "F": "华氏度", "C": "摄氏度", "celsius": "摄氏度", "fahrenheit": "华氏度", "degree": "度", "gram": "克",
    "litre": "升", "millilitre": "毫升", "gallon": "加仑", "metre": "米", "centimetre": "厘米", "kilometre": "公里", "inch": "英寸", "foot": "英尺",
    "mile": "英里", "second": "秒", "minute": "分钟", "hour": "小时", "day": "天", "week": "周", "month": "个月", "year": "年", "km/h": "公里/小时",
    "g": "克", "kg": "公斤", "mol": "摩尔", "km": "公里", "V": "伏", "°": "度", "min": "分钟",
}  # fmt: skip
#: what one of a unit is in another that the suites use for the same thing
FACTORS: dict[tuple[str, str], float] = {
    ("斤", "克"): 500, ("两", "克"): 50, ("公斤", "克"): 1000, ("毫克", "克"): 0.001, ("角", "元"): 0.1, ("角", "分钱"): 10, ("元", "分钱"): 100,
    ("分钱", "元"): 0.01, ("小时", "分钟"): 60, ("小时", "秒"): 3600, ("分钟", "秒"): 60, ("天", "小时"): 24, ("日", "小时"): 24, ("分", "秒"): 60,
    ("分", "分钟"): 1, ("小时", "小时"): 1, ("公里", "公里/小时"): 1, ("年", "岁"): 1, ("个", "元"): 1, ("个", "港元"): 1, ("度", "华氏度"): 1,
    ("度", "摄氏度"): 1, ("块", "元"): 1, ("块", "分钱"): 100, ("升", "毫升"): 1000, ("茶匙", "毫升"): 5, ("汤匙", "毫升"): 15, ("尺", "英尺"): 1,
    ("寸", "英寸"): 1, ("元", "美元"): 1, ("蚊", "元"): 1, ("分", "分钱"): 1, ("立方厘米", "毫升"): 1, ("美元", "元"): 1, ("月", "个月"): 1,
}  # fmt: skip
#: counters that the suites multiply out
COUNTERS = {"打": 12, "对": 2, "對": 2, "双": 2, "雙": 2}


@dataclass(frozen=True)
class Outcome:
    """One expected value of one case, and whether a reading has it."""

    suite: str
    case_id: str
    text: str
    expected: dict
    right: bool
    readings: tuple[Quantity, ...]


def outcomes(path: Path) -> list[Outcome]:
    """Every expected value of a suite that has a number; what has none (pairs, negatives) is no part of it."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            wanted = [e for e in case["expected"] if any(e.get(k) is not None for k in ("value", "low", "high"))]
            if not wanted:
                continue
            readings = quantities(case["text"], keep_all=True)
            for expected in wanted:
                near = tuple(q for q in readings if q.start < expected["end"] and expected["start"] < q.end)
                right = any(agrees(q, expected, case["text"][q.start : q.end]) for q in near)
                found.append(Outcome(path.stem, case["case_id"], case["text"], expected, right, near))
    return found


def agrees(quantity: Quantity, expected: dict, printed: str) -> bool:
    """Whether a reading has the expected number, and the expected unit where both have one. `printed` is its text."""
    factor = _factor(quantity, expected)
    if factor is None:
        return False
    low, high = expected.get("low"), expected.get("high")
    if expected.get("op") == "range" and low is not None and high is not None:
        if quantity.low is None or not same(float(quantity.low) * factor, low):
            return False
        vague = bool(set("余多几幾数數餘") & set(printed))
        return vague or (quantity.high is not None and same(float(quantity.high) * factor, high))
    value = next(x for x in (expected.get("value"), low, high) if x is not None)
    return any(same(float(x) * factor, value) for x in (quantity.value, quantity.low, quantity.high) if x is not None)


def _factor(quantity: Quantity, expected: dict) -> float | None:
    """What our number is to be multiplied by to be theirs; None where the units are different ones."""
    surface = expected["surface"]
    if quantity.measure == "percent":
        return 0.01 if set("%％‰分成折/／半") & set(surface) else 1
    unit = expected.get("unit")
    if unit is None or quantity.unit is None:
        return COUNTERS.get(quantity.unit or "", 1) if quantity.unit and quantity.unit in surface else 1
    wanted = NAMES.get(unit, unit)
    if quantity.currency is not None and quantity.currency == CODES.get(wanted):
        wanted_name = name = wanted
    else:
        wanted_name, name = wanted, FORMS[quantity.unit].name if quantity.unit in FORMS else quantity.unit
    if quantity.unit in {"角", "毛", "分钱", "块", "分"} and wanted in {"元", "分钱"}:
        name = FORMS[quantity.unit].name
    return 1 if name == wanted_name else FACTORS.get((name, wanted_name))


def same(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1e-12)
