"""The Chinese time cases of JioNLP, Duckling and Recognizers-Text, of those whose grain is a day or more.

Run as a script it prints the figures, the cases that fail, and what is left out and why.
"""

import ast
import json
import re
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from factpipe.resolve.times import resolve_expression
from outside import MEASURING, needs_measuring

FLOOR = 0.85
SUITES = ("jionlp_time", "duckling_zh_time", "ms_datetime_zh")

_CLOCK = re.compile("[点點时時:：秒钟鐘刻夜早晚午晨晏]|小[时時]|分(?!之)|而家|宜家")
_OUTSIDE = re.compile(
    "[圣聖][^诞誕]|耶[稣穌]|[复復]活|主|[犹猶]太|斋|齋|[东東]正教|印度|伊斯[兰蘭]|[赎贖]罪|五旬|[节節]第|燈节|万灯节|光明|修殿|献殿|烛光|住棚|[难難]近母"
    "|七七|沙夫|週日節|新果|以色列|青年服[务務]|古[尔爾]邦|[开開][斋齋]|[尔爾]代|洒[红紅]|[欢歡][悦慶]|胡里|登霄|[龙龐]格爾|拉撒路|濯足|[纪紀][节節]"
    "|兄妹|拉克|[忏懺]悔|煎[饼餅]|[诵誦][经經]|[转轉][经經]|欧南|禁食|凯旋|图比|[树樹]木|篝火"
)


class Case(NamedTuple):
    """One case: the expression, the day it is seen from, the intervals that are right, and the suite's preferences."""

    name: str
    text: str
    reference: date
    right: frozenset[tuple[date | None, date | None]]
    prefer: tuple[str, ...]


def read(folder: Path, suite: str) -> tuple[list[Case], Counter[str]]:
    """The cases of a suite, and how many are left out for which reason."""
    cases, left_out = [], Counter()
    with open(folder / f"{suite}.jsonl", encoding="utf-8") as file:
        for line in file:
            raw = json.loads(line)
            for expected in raw["expected"] or [None]:
                case = _case(suite, raw, expected)
                if isinstance(case, Case):
                    cases.append(case)
                else:
                    left_out[case] += 1
    return cases, left_out


def _case(suite: str, raw: dict, expected: dict | None) -> Case | str:
    reason = _why_left_out(suite, expected)
    if reason:
        return reason
    words, told, reference = expected["surface"], expected["resolution"], _reference(raw["reference"])
    if reference is None:
        return "no reference day"
    right = _RIGHT[suite](told, words)
    if not right:
        return "grain below a day"
    # JioNLP takes the reference's own year, which is now the last and now the next; Recognizers-Text gives both
    prefer = ("future",) if suite == "duckling_zh_time" else ("past", "future")
    return Case(raw["case_id"], words, reference, frozenset(right), prefer)


def _why_left_out(suite: str, expected: dict | None) -> str | None:
    words = expected["surface"] if expected else ""
    kind = str(expected.get("kind")) if expected else ""
    clock = (suite.startswith("ms") and "time" in kind.rpartition(".")[2]) or _CLOCK.search(words.replace("时间", ""))
    reasons = {
        "nothing to resolve (a negative case)": expected is None,
        "no resolution given (finding only)": expected is not None and not expected.get("resolution"),
        "a recurrence": "set" in kind or "period" in kind or words.startswith("每"),
        "a length of time": "delta" in kind or "duration" in kind,
        "a clock time": clock,
        "a festival outside the Chinese calendar": _OUTSIDE.search(words),
        "a reign's years": re.match("神龙|雍正|康熙", words),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _reference(told: object) -> date | None:
    if isinstance(told, str) and told[0] in "[{":
        told = ast.literal_eval(told)
    if isinstance(told, dict):
        return date(told.get("year", 2021), told.get("month", 1), told.get("day", 1)) if told else None
    if isinstance(told, list):
        return date(*[*told, 1, 1][:3]) if told else None
    if isinstance(told, int | float):
        return (datetime(1970, 1, 1) + timedelta(seconds=told, hours=8)).date()
    return date.fromisoformat(told[:10]) if told else None


def _jionlp(told: object, _words: str) -> set:
    if not isinstance(told, list) or not all(isinstance(each, str) for each in told):
        return set()
    ends = []
    for each in told:
        if each.endswith("inf"):
            ends.append(None)
            continue
        it = date.fromisoformat(each[:10])
        ends.append(it)
    return {tuple(ends)}


def _duckling(told: dict, _words: str) -> set:
    if told["type"] == "interval":
        if told["from"]["grain"] in ("hour", "minute", "second"):
            return set()
        return {
            (
                date.fromisoformat(told["from"]["value"][:10]),
                date.fromisoformat(told["to"]["value"][:10]) - timedelta(1),
            )
        }
    first = date.fromisoformat(told["value"][:10])
    if told["grain"] == "day":
        return {(first, first)}
    if told["grain"] == "week":
        return {(first, first + timedelta(6))}
    months = {"month": 1, "quarter": 3, "year": 12}.get(told["grain"])
    if months is None:
        return set()
    n = first.year * 12 + first.month - 1 + months
    return {(first, date(n // 12, n % 12 + 1, 1) - timedelta(1))}


def _recognizers(told: dict | list, words: str) -> set:
    right = set()
    readings = told if isinstance(told, list) else [told.get("PastResolution"), told.get("FutureResolution")]
    for reading in filter(None, readings):
        first = reading.get("date") or reading.get("value") or reading.get("startDate") or reading.get("start")
        last = reading.get("date") or reading.get("value") or reading.get("endDate") or reading.get("end")
        if (first or last or "0001").startswith("0001") or " " in f"{first}{last}":
            continue
        begin, end = (date.fromisoformat(x) if x else None for x in (first, last))
        if reading.get("date") or reading.get("value"):
            right.add((begin, end))
        elif reading.get("Mod") == "after":
            right |= {(begin, end), (begin + timedelta(1), end)}
        elif reading.get("Mod") == "until":
            right.add((begin, end))
        else:  # the end of a range is left out, but where the text names its last day, month or year
            right.add((begin, end and end - timedelta(1)))
            if re.search("[到至和与—–-]", words):
                right |= {(begin, last) for last in _through(end)}
    return right


def _through(end: date | None) -> set:
    """What a last day, month or year is with its own end included."""
    if end is None:
        return set()
    ends = {end}
    if end.day == 1:
        ends.add(date(end.year + end.month // 12, end.month % 12 + 1, 1) - timedelta(1))
    if (end.month, end.day) == (1, 1):
        ends.add(date(end.year, 12, 31))
    return ends


_RIGHT = {"jionlp_time": _jionlp, "duckling_zh_time": _duckling, "ms_datetime_zh": _recognizers}


def solved(case: Case) -> bool:
    return any(resolve_expression(case.text, case.reference, prefer) in case.right for prefer in case.prefer)


@needs_measuring
@pytest.mark.parametrize("suite", SUITES)
def test_a_suite_is_resolved(suite):
    cases, _ = read(MEASURING / "suites", suite)
    share = sum(map(solved, cases)) / len(cases)
    assert share >= FLOOR, f"{suite}: {share:.3f} of {len(cases)}"


def main(folder: Path) -> None:
    for suite in SUITES:
        cases, left_out = read(folder / "suites", suite)
        wrong = [case for case in cases if not solved(case)]
        print(f"{suite}: {len(cases) - len(wrong)} of {len(cases)} = {1 - len(wrong) / len(cases):.3f}")
        for reason, count in left_out.most_common():
            print(f"    left out {count:3}: {reason}")
        for case in wrong:
            got = resolve_expression(case.text, case.reference, case.prefer[0])
            print(
                "   ",
                case.name,
                case.text,
                case.reference,
                [*map(str, got)],
                [[*map(str, each)] for each in case.right],
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
