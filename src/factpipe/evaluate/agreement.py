"""Whether a fact says what a gold fact says: which two meet, and which of the fields agree."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from factpipe.schema import COUNTRY

FIELDS = ("measure", "value", "bounds", "unit", "modifier", "item", "place", "time", "per", "status", "scope")
CORE = ("measure", "value", "bounds", "unit", "modifier")
FULL = (*CORE, "item", "place")
#: fields that an empty column must not earn: their F1 is over those that hold something
FILLED = ("item", "place", "time", "per", "scope")
LEVELS = ("mention", "core", "full")
#: characters that a predicted span may have beyond the gold one
SLACK = 8
#: units that say the same; two groups may share a word (`度` of energy and of heat)
SYNONYMS = (
    *(
        frozenset(group.split())
        for group in (
            "m 米 公尺", "km 公里 千米", "kg 公斤 千克", "g 克", "% ％ 成 折 百分之 ‰", "平方米 ㎡ m2 m² 平米 平方公尺",
            "平方公里 km2 平方千米", "立方米 m3 方", "吨 t", "厘米 cm 公分", "毫米 mm",
            "元 人民币 元人民币 块 块钱 CNY",
            "元台币 台币 新台币 TWD", "小时 钟头 h", "场次 场(次) 场", "月 个月", "人次 人(次)", "百分点 个百分点",
            "年 周年", "岁 周岁", "天 日", "次 回", "公顷 ha", "升 L", "千瓦 kW", "千瓦时 度 kWh", "摄氏度 ℃ °C 度",
            "英寸 寸", "县 县区",
        )
    ),
    frozenset(("人", "名", "位", "口", "个", "")),
)  # fmt: skip
_NOISE = re.compile(r"[\s“”\"'‘’「」『』《》()（）、，,·]+")

Row = Mapping[str, Any]


def pair(facts: Sequence[Row], gold: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """(pairs, facts left over, gold left over) of one document: gold that counts first, the larger overlap first."""
    overlaps = []
    for i, p in enumerate(facts):
        for j, g in enumerate(gold):
            shared = min(p["end"], g["end"]) - max(p["start"], g["start"])
            if shared > 0 and p["end"] - p["start"] <= g["end"] - g["start"] + SLACK:
                overlaps.append((bool(g.get("optional")), -shared, -agree("value", p["value"], g["value"]), i, j))
    used_facts: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for *_, i, j in sorted(overlaps):
        if i not in used_facts and j not in used_gold:
            used_facts.add(i)
            used_gold.add(j)
            pairs.append((facts[i], gold[j]))
    spare = [p for i, p in enumerate(facts) if i not in used_facts]
    missed = [g for j, g in enumerate(gold) if j not in used_gold]
    return pairs, spare, missed


def right_fields(fact: Row, gold: Row) -> dict[str, bool]:
    """Which fields of a matched fact are right."""
    right = {f: agree(f, fact[f], gold[f]) for f in FIELDS if f != "bounds"}
    several_values = right["value"] and isinstance(gold["value"], list)
    right["bounds"] = several_values or all(_same_number(fact[k], gold[k]) for k in ("value_min", "value_max"))
    return right


def agree(field: str, predicted: object, gold: object) -> bool:
    """Whether a field agrees with the gold, or with one of its readings."""
    if isinstance(gold, list):
        return any(agree(field, predicted, reading) for reading in gold)
    if field == "value":
        return _same_number(predicted, gold)
    a, b = clean(predicted), clean(gold)
    return a == b or _close(field, a, b)


def _close(field: str, a: str, b: str) -> bool:
    """Whether two different readings of a field say the same."""
    if field == "unit":
        return any(a in group and b in group for group in SYNONYMS)
    if field in ("item", "time"):
        return _one_holds_other(a, b)
    if field == "place":
        short, long = sorted((a, b), key=len)
        return {a, b} <= COUNTRY or (long.endswith(short) and (len(short) >= 3 or _one_holds_other(a, b)))
    return False


def _one_holds_other(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return bool(short) and short in long and 2 * len(short) >= len(long)


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value != value  # noqa: PLR0124


def number(value: object) -> float | None:
    """A cell of CSV, JSON or a table as a number. Errors: ValueError, TypeError where it is none."""
    return None if _is_empty(value) else float(str(value).replace(",", ""))


def _same_number(a: object, b: object) -> bool:
    x, y = number(a), number(b)
    if x is None or y is None:
        return x is y
    return abs(x - y) <= 1e-6 * max(abs(x), abs(y), 1e-12)


def clean(value: object) -> str:
    """A cell without quotes, brackets, commas and blanks; "" where there is nothing."""
    return "" if _is_empty(value) else _NOISE.sub("", str(value))


def readings(value: object) -> list:
    """The right readings of a gold field: several, or the one."""
    return value if isinstance(value, list) else [value]
