"""Points: by how many percentage points one percentage became another."""

import re

from factpipe.checks.arithmetic import CONTRADICTS, HOLDS, WITHIN_ROUNDING, one_digit, quantum
from factpipe.checks.compared import SIGN, ordered
from factpipe.checks.finding import Finding, conclusion
from factpipe.checks.told import Fact, Told
from factpipe.model import CheckKind, Verdict

#: facts before the points that may be the two percentages, and characters from the last one
_REACH, _BESIDE = 5, 24
#: characters from percentages to points that are to contradict them
_NEXT = 8
#: the word before points, and its characters
_HIGHER, _LOWER, _WORD = re.compile("高出?$|多$"), re.compile("低出?$|少$|回落$"), 3
#: what floats leave of nothing
_NOTHING = 1e-6


def of(told: Told, points: Fact) -> Finding | None:
    """由52.3%提高到55.1%，提高2.8个百分点: the percentages before the points, and their difference."""
    direction = SIGN.get(points.direction) or _direction(told.before(points, _WORD))
    if not direction:
        return None
    near = told.facts[max(told.first(points.line), points.index - _REACH) : points.index]
    sides = [fact for fact in near if fact.measure == "percent" and fact.exact and not _are_points(fact)]
    if len(sides) < 2 or len(told.between(sides[-1], points)) > _BESIDE:
        return None
    second = sides[-1]
    for first in reversed(sides[:-1]):
        old, new = ordered(told, first, second) or (None, None)
        verdict = _verdict(old, new, points, direction) if old else None
        if verdict:
            return _finding(old, new, points, direction, verdict)
    first = sides[-2]
    beside = second.index - first.index == points.index - second.index == 1
    if beside and len(told.between(second, points)) <= _NEXT and "change" not in (first.status, second.status):
        old, new = ordered(told, first, second) or (None, None)
        if old and _is_slip(old, new, points, direction):
            return _finding(old, new, points, direction, CONTRADICTS)
    return None


def _off(old: Fact, new: Fact, points: Fact, direction: int) -> float:
    return round(abs((new.value - old.value) * direction - points.value), 6)


def _place(*facts: Fact) -> float:
    """The last place that the roughest of percentages is told to, and with what floats cannot hold."""
    return max(quantum(fact.surface, fact.value) for fact in facts) * (1 + _NOTHING)


def _verdict(old: Fact, new: Fact, points: Fact, direction: int) -> Verdict | None:
    off = _off(old, new, points, direction)
    if not off:
        return HOLDS
    place = _place(old, new, points)
    return WITHIN_ROUNDING if off <= place < 1 else None


def _is_slip(old: Fact, new: Fact, points: Fact, direction: int) -> bool:
    off = _off(old, new, points, direction)
    return (new.value - old.value) * direction > 0 and off > _place(old, new, points) and one_digit(off)


def _direction(before: str) -> int:
    """The sign of points by the word before them, where it is no verb: 比上年的66.8%高[1.5个百分点]."""
    found = _HIGHER.search(before) or _LOWER.search(before)
    return 0 if found is None else 1 if found.re is _HIGHER else -1


def _are_points(fact: Fact) -> bool:
    return "点" in (fact.unit or "")


def _finding(old: Fact, new: Fact, points: Fact, direction: int, verdict: str) -> Finding:
    large, small = (new, old) if direction > 0 else (old, new)
    arithmetic = f"{large.surface} − {small.surface}"
    computed = large.value - small.value
    return conclusion(CheckKind.CHANGE, verdict, (old, new), points, arithmetic=arithmetic, computed=computed)
