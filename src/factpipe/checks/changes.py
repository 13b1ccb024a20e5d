"""Changes: what was, what is, and by how much or by what rate the one became the other."""

import re
from collections.abc import Iterator
from itertools import combinations

from factpipe.checks import multiples, points
from factpipe.checks.arithmetic import CONTRADICTS, HOLDS, fits, is_precise, near_miss, same, slack
from factpipe.checks.compared import SIGN, STOP, THAN, ordered
from factpipe.checks.finding import Finding, conclusion
from factpipe.checks.told import Fact, Told
from factpipe.model import CheckKind, Verdict

#: facts before a change that may be its two sides
_REACH = 6
#: characters from the last side to a rate that is to contradict it
_BESIDE = 15
_OVER = re.compile("[同环]比")
#: before a number that was reached on the way and is neither side of a change
_EXTREME = re.compile("最[高低][^的]{0,6}$")
_SLIP = 0.2


def find(told: Told) -> Iterator[Finding]:
    for change in told.percents:
        if change.index - told.first(change.line) < 2:
            continue  # nothing before it in its sentence that it could be the change of
        if not change.exact or not change.value:
            continue
        if change.measure == "ratio":
            found = multiples.of(told, change)
        else:
            found = points.of(told, change) if "点" in (change.unit or "") else _rate(told, change)
        if found:
            yield found
    for facts in (*told.by_kind.values(), told.rates):
        for change in facts if len(facts) > 2 or told.rates else ():
            if change.status == "change" and change.exact and change.number > 0:
                found = _difference(told, change)
                if found:
                    yield found


def _rate(told: Told, rate: Fact) -> Finding | None:
    direction = SIGN.get(rate.direction)
    if direction is None:
        return None
    pairs, loose = _pairs(told, rate)
    for old, new in (*reversed(pairs), *reversed(loose)):
        verdict = _rate_verdict(old, new, rate, direction)
        if verdict:
            return _rate_finding(old, new, rate, direction, verdict)
    if len(pairs) == 1 and not loose and _is_slip(told, *pairs[0], rate, direction):
        return _rate_finding(*pairs[0], rate, direction, CONTRADICTS)
    return _amount_and_rate(told, rate, direction)


def _pairs(told: Told, rate: Fact) -> tuple[list[tuple[Fact, Fact]], list[tuple[Fact, Fact]]]:
    """(old, new) before a rate in its sentence: those that words compare, and those that only 同比 or 环比 does."""
    sides = [
        fact
        for fact in told.facts[max(0, rate.index - _REACH) : rate.index]
        if fact.line == rate.line and fact.exact and fact.number > 0 and fact.measure not in ("percent", "ratio")
    ]
    pairs, loose = [], []
    for first, second in combinations(sides, 2):
        if first.kind != second.kind or first.per != second.per or "change" in (first.status, second.status):
            continue
        pair = ordered(told, first, second)
        if pair:
            pairs.append(pair)
        elif len(sides) == 2 and _OVER.search(told.clause(rate)) and not STOP.search(told.between(first, second)):
            loose += [(second, first), (first, second)]
    return pairs, loose


def _is_slip(told: Told, old: Fact, new: Fact, rate: Fact, direction: int) -> bool:
    """Whether a rate stands right beside the two sides that it should be the change of, and nearly fits."""
    last = max(old, new)
    if rate.index - last.index > 2 or abs(old.index - new.index) > 1 or len(told.between(last, rate)) > _BESIDE:
        return False
    # the mean of many changes is not the change of a mean
    if not is_precise(rate) or "均" in told.clause(rate):
        return False
    return near_miss(rate.value, _percent(old, new) * direction, _SLIP)


def _amount_and_rate(told: Told, rate: Fact, direction: int) -> Finding | None:
    """达1.29亿人次，增加1120万人次，增长9.5%: what was before is not told, but follows."""
    amount = told.facts[rate.index - 1]
    if amount.line != rate.line or not amount.exact or len(told.between(amount, rate)) > _BESIDE:
        return None
    if amount.measure in ("percent", "ratio") or SIGN.get(amount.direction) != direction:
        return None
    for side in reversed(told.facts[max(told.first(rate.line), amount.index - _REACH) : amount.index]):
        if (
            side.kind == amount.kind
            and side.per == amount.per
            and side.exact
            and not _EXTREME.search(told.clause(side))
        ):
            return _amount_of(told, side, amount, rate, direction)
    return None


def _amount_of(told: Told, side: Fact, amount: Fact, rate: Fact, direction: int) -> Finding | None:
    """The rate that an amount is of what was before: of `side` itself if it is that, or of what it came from."""
    sign = "−" if direction > 0 else "+"
    olds = [(side.number - direction * amount.number, f"({side.surface} {sign} {amount.surface})")]
    if THAN.search(told.between(side, amount)):
        olds.append((side.number, side.surface))
    for old, shown in olds:
        computed = amount.number / old * 100 if old > 0 else 0.0
        verdict = fits(computed, rate, slack(amount) + slack(side), asserted=True)
        if verdict:
            arithmetic = f"{amount.surface} ÷ {shown}"
            return conclusion(
                CheckKind.CHANGE, verdict, (side, amount), rate, arithmetic=arithmetic, computed=computed, places=3
            )
    return None


def _percent(old: Fact, new: Fact) -> float:
    return (new.number - old.number) / old.number * 100


def _rate_verdict(old: Fact, new: Fact, rate: Fact, direction: int) -> Verdict | None:
    off = 100 * new.number / old.number * (slack(old) + slack(new)) / rate.value
    return fits(_percent(old, new) * direction, rate, off)


def _rate_finding(old: Fact, new: Fact, rate: Fact, direction: int, verdict: Verdict) -> Finding:
    computed = _percent(old, new) * direction
    large, small = (new, old) if direction > 0 else (old, new)
    arithmetic = f"({large.surface} − {small.surface}) ÷ {old.surface}"
    return conclusion(CheckKind.CHANGE, verdict, (old, new), rate, arithmetic=arithmetic, computed=computed, places=3)


def _difference(told: Told, change: Fact) -> Finding | None:
    """Old and new beside the amount of a change: 4260人，比3950人增加310人."""
    direction = SIGN.get(change.direction)
    if direction is None:
        return None
    sides = [
        fact
        for fact in told.facts[max(0, change.index - _REACH) : change.index + _REACH + 1]
        if fact.line == change.line and (fact.per == change.per or change.per is None)
        if fact.kind == change.kind or (fact.per is not None and fact.unit == change.unit)
        if fact.exact and fact.status != "change"
    ]
    sign = "+" if direction > 0 else "−"
    for first, second in combinations(sides, 2):
        old, new = ordered(told, first, second) or (None, None)
        if old and old.per == new.per and _adds_up(old, change, new, direction):
            arithmetic = f"{old.surface} {sign} {change.surface}"
            return conclusion(CheckKind.CHANGE, HOLDS, (old, change), new, arithmetic=arithmetic, computed=new.number)
    return None


def _adds_up(old: Fact, change: Fact, new: Fact, direction: int) -> bool:
    if old.kind == change.kind == new.kind:
        return same(old.number + direction * change.number, new.number)
    # 人均11200元…, 增加6760元: the amount is told without 人均
    return old.kind == new.kind and same(old.value + direction * change.value, new.value)
