"""Multiples: so many times as much, or more by so many times."""

import re
from collections.abc import Iterator
from itertools import combinations

from factpipe.checks.arithmetic import HOLDS, WITHIN_ROUNDING, quantum, same, slack
from factpipe.checks.compared import STOP, ordered
from factpipe.checks.finding import Finding, conclusion
from factpipe.checks.told import Fact, Told
from factpipe.model import CheckKind, Verdict

#: facts before a multiple that may be its two sides, and characters from the last one
_REACH, _BESIDE = 4, 15
#: 是上年3万亩的1.5倍, 相当于原来的4倍
_AS_MUCH = re.compile("(?:[是为]|相当于|达到?)[^，。；]*的$")
_TIMES, _DOUBLED = "倍", "番"
#: a ratio of whole numbers is told so roughly that many fit it
_ROUGH = 1.0


def of(told: Told, multiple: Fact) -> Finding | None:
    """A multiple and the two numbers before it in its sentence whose ratio it is."""
    unit = multiple.unit or ""
    grown = multiple.direction == "up" and multiple.status == "change"
    if unit not in (_TIMES, _DOUBLED):
        return None
    as_much = unit == _TIMES and not grown
    if as_much and not _AS_MUCH.search(told.before(multiple, 20)):
        return None
    for old, new in _pairs(told, multiple, as_much=as_much):
        computed = new.number / old.number - (1 if unit == _TIMES and grown else 0)
        verdict = _verdict(computed, multiple, new.number / old.number * (slack(old) + slack(new)))
        if verdict:
            kind = CheckKind.SHARE if as_much else CheckKind.CHANGE
            shown = f"{new.surface} ÷ {old.surface}"
            arithmetic = f"({new.surface} − {old.surface}) ÷ {old.surface}" if unit == _TIMES and grown else shown
            sides = (new, old) if as_much else (old, new)
            return conclusion(kind, verdict, sides, multiple, arithmetic=arithmetic, computed=computed, places=3)
    return None


def _pairs(told: Told, multiple: Fact, *, as_much: bool) -> Iterator[tuple[Fact, Fact]]:
    """(old, new) before a multiple: those that words compare, and for 是…的 the number that stands between."""
    sides = [
        fact
        for fact in told.facts[max(told.first(multiple.line), multiple.index - _REACH) : multiple.index]
        if fact.exact and fact.number > 0 and fact.measure not in ("percent", "ratio") and fact.status != "change"
    ]
    if len(sides) < 2 or len(told.between(sides[-1], multiple)) > _BESIDE:
        return
    for first, second in reversed(list(combinations(sides, 2))):
        if first.kind != second.kind or first.per != second.per or STOP.search(told.between(first, second)):
            continue
        pair = ordered(told, first, second)
        if pair:
            yield pair
        elif as_much and second is sides[-1] and told.between(second, multiple) == "的":
            yield second, first


def _verdict(computed: float, multiple: Fact, off: float) -> Verdict | None:
    if same(computed, multiple.value, 1e-7):
        return HOLDS
    place = quantum(multiple.surface, multiple.value)
    if place >= _ROUGH:
        return None
    cut = 0 <= computed - multiple.value < place
    return WITHIN_ROUNDING if cut or abs(computed - multiple.value) <= place / 2 + min(off, place) else None
