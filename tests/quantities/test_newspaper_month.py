"""The hand-tagged month of the People's Daily; needs FACTPIPE_EVAL.

Measured: mentions of a number other than 一, 几, 数, 半 with a classifier are found in keep-all mode, and dates, times
and an indefinite 一 are no facts. Numbers are read here by a conversion of this file's own.
"""

import gzip
import json
from decimal import Decimal

from factpipe.quantities import quantities
from outside import MEASURING, needs_measuring

FILE = MEASURING / "data" / "pfr199801_dev.jsonl.gz"
pytestmark = needs_measuring

NO_COUNTERS = frozenset("届级号章页")
VAGUE = frozenset("一几数半")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
WIDE = {chr(0xFF10 + i): str(i) for i in range(10)} | {"．": ".", "·": ".", "，": ",", "点": "."}


def number(text: str) -> Decimal | None:
    """A plain number of the month: digits, or characters with 十 百 千 万 亿; None for all that is vague or odd."""
    plain = "".join(WIDE.get(c, c) for c in text)
    total = section = Decimal(0)
    current = ""
    for char in plain:
        if char.isascii() and (char.isdigit() or char in ".,"):
            current += char.replace(",", "")
        elif char in DIGITS:
            if current and not ("." in current or char == "零"):
                return None
            current += str(DIGITS[char])
        elif char in SCALES:
            section += Decimal(current or "1") * SCALES[char]
            current = ""
        elif char in LARGE:
            part = section + Decimal(current or "0")
            total = (total + part) * LARGE[char] if LARGE[char] > total > 0 else total + (part or 1) * LARGE[char]
            section, current = Decimal(0), ""
        else:
            return None
    try:
        return total + section + Decimal(current or "0")
    except ArithmeticError:
        return None


def sentences():
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def unit_agrees(quantity, text: str, classifier: str) -> bool:
    unit = quantity.unit or ""
    written = text[quantity.number_end : quantity.end]
    return classifier in unit or classifier in written or unit in {"%", "倍"}


def holds(quantity, wanted: Decimal) -> bool:
    """Whether a reading has the number: as its value or an end of its range, below zero too, or within 3元5角."""
    ends = {abs(x) for x in (quantity.value, quantity.low, quantity.high) if x is not None}
    return wanted in ends or (quantity.value != int(quantity.value) and "." not in str(wanted))


def test_month():
    asked = found = values = right = 0
    dates = told_dates = ones = told_ones = facts = mentioned = 0
    for row in sentences():
        text = row["text"]
        readings = quantities(text, keep_all=True)
        told = [q for q in readings if q.reason is None]
        for mention in row["mentions"]:
            start, end = mention["start"], mention["end"]
            near = [q for q in readings if q.start < end and start < q.end]
            if mention["number"] == "一" and mention["classifier"]:
                ones += 1
                told_ones += any(q.reason is None for q in near)
            if (
                mention["kind"] not in {"digit", "hanzi"} or not mention["classifier"]
                or mention["classifier"] in NO_COUNTERS or mention["number"] in VAGUE
            ):  # fmt: skip
                continue
            asked += 1
            same = [
                q for q in near if q.start <= start and q.end >= end and unit_agrees(q, text, mention["classifier"])
            ]
            found += bool(same)
            wanted = number(mention["number"])
            if wanted is not None and same and same[0].number_end - same[0].number_start == len(mention["number"]):
                values += 1
                right += any(q.unit in {"%", "倍"} or holds(q, wanted) for q in same)
        for other in row["other_num"]:
            dates += 1
            told_dates += any(q.start < other["end"] and other["start"] < q.end for q in told)
        facts += len(told)
        mentioned += sum(any(q.start < m["end"] and m["start"] < q.end for m in row["mentions"]) for q in told)
    print(f"found {found} of {asked} ({found / asked:.4f}), values {right} of {values} ({right / values:.4f})")
    print(f"facts among dates and the like {told_dates / dates:.4f}, among 一 {told_ones / ones:.4f}")
    print(f"precision against all mentions {mentioned / facts:.4f} of {facts}")
    assert found / asked >= 0.985
    assert right / values >= 0.99
    assert told_dates / dates < 0.005
    assert told_ones / ones < 0.10
