"""Products: so much for each, so many of them, so much in all."""

from collections.abc import Iterator

from factpipe.checks.arithmetic import CONTRADICTS, HOLDS, WITHIN_ROUNDING, near_miss, same, significant, slack
from factpipe.checks.finding import Finding, conclusion
from factpipe.checks.told import Fact, Told
from factpipe.model import CheckKind, Verdict

#: facts on either side of a rate that are looked at, and sentences
_REACH, _LINES = 8, 1
#: a total that is rounded may be off by this share of it at most
_ROUNDED = 0.02
_SLIP = 0.1
#: the same where it stands in another sentence than its rate and count: closer than chance comes
_CLOSE = 0.001
#: digits of a total that stands in another sentence than its rate
_DIGITS = 3
#: before what a rate is told for, and the only word for it
_EACH = "每"
#: the units of time that a rate may be told for by another name: 日均…, 40天
_SPANS = {"日": ("天", "日"), "天": ("天", "日"), "月": ("个月", "月"), "年": ("年",)}
#: crops of 亩产 and 总产量, which need not name them
_CROP = "产"


def find(told: Told) -> Iterator[Finding]:
    for rate in (*told.rates, *_untold(told)):
        if not rate.exact or rate.value in (0, 1) or rate.status == "negated":
            continue
        near = [
            fact
            for fact in told.facts[max(0, rate.index - _REACH) : rate.index + _REACH + 1]
            if abs(fact.line - rate.line) <= _LINES and fact is not rate and fact.status not in ("negated", "change")
        ]
        each = told.clause(rate) if _EACH in told.sentences[rate.line] else ""
        counts = [fact for fact in near if fact.exact and fact.value > 1 and _counts(told, fact, rate, each)]
        totals = [fact for fact in near if fact.exact and _is_total(told, fact, rate)] if counts else []
        found = _best(told, rate, counts, totals) if totals else None
        if found:
            yield found


def _untold(told: Told) -> Iterator[Fact]:
    """Amounts that have no `per`, although 每 stands before them in their clause."""
    for facts in told.by_kind.values():
        if facts[0].measure == "money":
            for fact in facts:
                if _EACH in told.sentences[fact.line] and _EACH in told.clause(fact):
                    yield fact


def _counts(told: Told, fact: Fact, rate: Fact, each: str) -> bool:
    """Whether a fact says how many there are of what the rate is for each of; `each` is the clause that tells it."""
    per = rate.per
    if fact.per is not None or fact.measure in ("percent", "ratio", "money", "age"):
        return False
    if per in told.words.per_person and fact.kind == "people":
        return True
    if per in told.words.per_household and fact.kind == "households":
        return True
    if fact.unit and f"{_EACH}{fact.unit}" in each:
        return True
    if each and fact.item and f"{_EACH}{fact.item[-1]}" in each:
        return True  # 每棚 of 320座大棚
    if per is None:
        return False
    if fact.unit in _SPANS.get(per, (per,)) or fact.kind == _denominator(rate):
        return True
    # 每班 of 24个班, or of 24个班级
    return bool(fact.item) and per in fact.item[-len(per) - 1 :]


def _denominator(rate: Fact) -> str | None:
    """The base unit of what a rate is per: `kg` of `CNY/kg`."""
    return rate.kind.partition("/")[2] or None if " " not in rate.kind else None


def _is_total(told: Told, fact: Fact, rate: Fact) -> bool:
    if fact.measure != rate.measure:
        return False
    if fact.per is not None and fact.per not in told.words.periods:
        return False
    if fact.per == rate.per and _EACH in told.clause(fact):
        return False
    if fact.unit != rate.unit and fact.kind != rate.kind.partition("/")[0]:
        return False
    return rate.measure == "money" or _overlap(fact.item, rate.item) or _is_crop(fact, rate)


def _is_crop(total: Fact, rate: Fact) -> bool:
    """Whether a mass is what land yields in all, and the rate what it yields by its area: 亩产550公斤, 共收6600吨."""
    if rate.line != total.line or rate.measure != "mass" or not (rate.item and _CROP in rate.item):
        return False
    return total.scope == "total" or _CROP in (total.item or "")


def _overlap(a: str | None, b: str | None) -> bool:
    """Whether two items may be one: equal, one in the other, or so the last word of one (人口 in 人口密度)."""
    if not a or not b:
        return False
    return a in b or b in a or (len(a) > 2 and len(b) > 2 and (a[-2:] in b or b[-2:] in a))


def _product(rate: Fact, count: Fact, total: Fact) -> float:
    """Rate × count in the unit in which the total is told."""
    if count.kind == _denominator(rate) and total.kind == rate.kind.partition("/")[0] and total.number:
        return rate.number * count.number / total.number * total.value
    return rate.value * count.value


def _best(told: Told, rate: Fact, counts: list[Fact], totals: list[Fact]) -> Finding | None:
    best: tuple[tuple[int, int], Finding] | None = None
    for total in totals:
        for count in counts:
            if count is total:
                continue
            verdict = _verdict(rate, count, total)
            if verdict is None:
                continue
            rank = (verdict != HOLDS, abs(total.index - rate.index) + abs(count.index - rate.index))
            if best is None or rank < best[0]:
                best = (rank, _finding(rate, count, total, verdict))
    return best[1] if best else _contradiction(told, rate, counts, totals)


def _verdict(rate: Fact, count: Fact, total: Fact) -> Verdict | None:
    computed = _product(rate, count, total)
    if same(computed, total.value):
        needed = 1 if rate.line == count.line == total.line else 2 if rate.line == total.line else _DIGITS
        return HOLDS if significant(total.value) >= needed else None
    off = abs(computed - total.value) / total.value
    may_be = slack(rate) + slack(count) + slack(total)
    if total.line not in {rate.line, count.line} and may_be > _CLOSE:
        return None
    return WITHIN_ROUNDING if off <= min(may_be, _ROUNDED) else None


def _contradiction(told: Told, rate: Fact, counts: list[Fact], totals: list[Fact]) -> Finding | None:
    """A slip: one rate, one count and one total in a sentence, said to be the total, that nearly fit."""
    counts = [fact for fact in counts if fact.line == rate.line]
    totals = [fact for fact in totals if fact.line == rate.line and fact.per is None]
    if len(counts) != 1 or len(totals) != 1:
        return None
    count, total = counts[0], totals[0]
    near = told.facts[max(0, rate.index - _REACH) : rate.index + _REACH + 1]
    if any(fact.line == rate.line and fact.unit == rate.unit and fact.per and fact is not rate for fact in near):
        return None
    said = total.scope == "total" or any(word in told.before(total, 8) for word in told.words.totals)
    if said and near_miss(total.value, _product(rate, count, total), _SLIP):
        return _finding(rate, count, total, CONTRADICTS)
    return None


def _finding(rate: Fact, count: Fact, total: Fact, verdict: Verdict) -> Finding:
    computed = _product(rate, count, total)
    arithmetic = f"{rate.surface} × {count.surface}"
    return conclusion(CheckKind.PRODUCT, verdict, (rate, count), total, arithmetic=arithmetic, computed=computed)
