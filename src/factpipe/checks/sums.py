"""Sums: a total and the parts that make it up."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from factpipe.checks import named
from factpipe.checks.arithmetic import (
    CONTRADICTS,
    HOLDS,
    WITHIN_ROUNDING,
    near_miss,
    one_digit,
    same,
    significant,
    slack,
)
from factpipe.checks.finding import Finding, conclusion
from factpipe.checks.told import Fact, Told
from factpipe.model import CheckKind, Verdict

#: parts of one total, and sentences from one to the next
_PARTS, _LINES = 12, 1
#: sentences over which parts that 其中 announces go on
_GOES_ON = 2
#: facts behind 其中 that may be parts, and so many more 其中 behind it that may divide one of them
_AFTER, _NESTED = 3 * _PARTS, 4
#: facts before 其中 that may be the total
_BEFORE = 6
#: digits of a total that no word announces: chance seldom makes them
_DIGITS, _DIGITS_IN_SENTENCE = 4, 3
_SLIP = 0.05
#: a total that is rounded may be off by this share of it at most
_ROUNDED = 0.01
#: before the parts of what was told: 其中, 按经营地分，, 分产业看，
_OF_THEM = re.compile("其中|按[^，。；：]{1,8}分(?=[，：,:])|分[^，。；：]{1,6}看(?=[，：,:])")

#: between a number and one that it holds in itself: 九个委员中有七名
_AMONG = re.compile("[中里][，,]?有")


def find(told: Told) -> Iterator[Finding]:
    known: set[frozenset[int]] = set()
    seen: set[int] = set()
    for finding in (*_announced(told), *named.halves(told)):
        if frozenset(finding.facts) not in known:
            known.add(frozenset(finding.facts))
            seen.update(finding.facts)
            yield finding
    # 出口 less 进口 is 顺差, and both make 进出口 as well
    for finding in named.differences(told):
        if frozenset(finding.facts) not in known:
            known.add(frozenset(finding.facts))
            yield finding
    for kind, facts in told.by_kind.items():
        if len(facts) < 3 or kind.startswith(("age", "duration", "temperature")):
            continue
        summands = [fact for fact in facts if fact.modifier == "exact" and _is_summand(fact)]
        for finding in _unannounced(told, summands) if len(summands) > 2 else ():
            if seen.isdisjoint(finding.facts) and frozenset(finding.facts) not in known:
                seen.update(finding.facts)
                yield finding


def _is_summand(fact: Fact) -> bool:
    if fact.measure == "percent" and (fact.direction is not None or fact.status != "actual"):
        return False  # rates of growth do not add up
    return fact.exact and fact.number > 0 and fact.status in ("actual", "target")


def _announced(told: Told) -> Iterator[Finding]:
    """Totals whose parts follow 其中; a part may have parts of its own, which are told first."""
    for line, sentence in enumerate(told.sentences):
        starts = [found.start() for found in _OF_THEM.finditer(sentence)]
        facts = told.of_line(line) if starts else []
        taken: set[int] = set()
        for n in range(len(starts) - 1, -1, -1):
            behind = bisect_right(facts, starts[n], key=lambda fact: told.span(fact)[0])
            near = [fact for fact in facts[behind : behind + _AFTER] if fact.index not in taken and fact.per is None]
            finding = _after(told, starts[n], near, starts[n + 1 : n + 1 + _NESTED])
            if finding:
                taken.update(finding.facts[:-1])
                yield finding


def _after(told: Told, at: int, facts: list[Fact], inner: list[int]) -> Finding | None:
    """A total and its parts among the facts behind the 其中 at `at`; `inner` is where others stand behind it."""
    parts = [fact for fact in facts if _is_summand(fact)]
    if not parts:
        return None
    first, line = parts[0].index, parts[0].line
    earlier = [
        fact
        for fact in told.facts[max(0, first - _BEFORE) : first]
        if line - fact.line <= _LINES and (fact.line < line or told.span(fact)[0] < at) and fact.per is None
    ]
    kind = parts[0].kind
    totals = [fact for fact in reversed(earlier) if fact.kind == kind and _is_summand(fact)]
    run = [fact for fact in parts if fact.kind == kind]
    found = _exact(run, totals)
    for start in () if found or not inner else inner:
        # a part with a part of its own, which counts once: 二产655万元，其中工业406万元，三产…
        behind = next((fact for fact in run if told.span(fact)[0] > start), None)
        run = [fact for fact in run if fact is not behind]
        found = found or _exact(run, totals, _DIGITS_IN_SENTENCE)
    if found is None and run:
        found = _exact(run + _going_on(told, line, run[-1]), totals, _DIGITS_IN_SENTENCE)
    if found is None and len(parts) > 1:
        found = _mixed(told, parts, earlier, line)
        if found is None and not inner:
            found = (_rounded(run, totals) if len(run) > 1 else None) or _contradiction(told, run, totals)
    return found


def _exact(run: list[Fact], totals: list[Fact], digits: int = 1) -> Finding | None:
    for total in totals:
        sum_ = 0.0
        for count, part in enumerate(run, 1):
            sum_ += part.number
            if count > 1 and same(sum_, total.number) and _digits(total, run[:count]) >= digits:
                return _finding(run[:count], total, HOLDS)
    return None


def _going_on(told: Told, line: int, last: Fact) -> list[Fact]:
    """What of one kind the next sentences tell, where a list of parts goes on over a full stop."""
    ends = told.facts[last.index + 1 :][: 2 * _PARTS]
    return [
        fact
        for fact in ends
        if line < fact.line <= line + _GOES_ON and fact.kind == last.kind and fact.per is None and _is_summand(fact)
    ][:_PARTS]


def _mixed(told: Told, parts: list[Fact], earlier: list[Fact], line: int) -> Finding | None:
    """Things of several kinds, each with its classifier, that a total counts as 件 or 个."""
    total = next((fact for fact in reversed(earlier) if fact.measure == "count"), None)
    if total is None or total.line != line or total.unit not in told.words.mixed or not _is_summand(total):
        return None
    run = [fact for fact in parts if fact.measure in ("count", "households")]
    if len(run) < 2 or len({fact.kind for fact in run}) < 2:
        return None
    if same(sum(fact.number for fact in run), total.number):
        return _finding(run, total, HOLDS)
    return _contradiction(told, run, [total])


def _rounded(run: list[Fact], totals: list[Fact]) -> Finding | None:
    """A total that its parts miss by no more than they may be rounded: 2643万 + 584万 + 5525万 and 8753万."""
    sum_ = sum(part.number for part in run)
    for total in totals:
        off = abs(sum_ - total.number)
        if 0 < off <= min(_ROUNDED * total.number, sum(slack(fact) * fact.number for fact in (*run, total))):
            return _finding(run, total, WITHIN_ROUNDING)
    return None


def _contradiction(told: Told, run: list[Fact], totals: list[Fact]) -> Finding | None:
    """A slip: three parts or more that miss a total by one digit. A list may leave parts out, or count some twice."""
    if not 3 <= len(run) <= _PARTS or any(_AMONG.search(told.between(*pair)) for pair in pairwise(run)):
        return None
    sum_ = sum(part.number for part in run)
    for total in totals:
        if (
            one_digit(sum_ - total.number)
            and near_miss(total.number, sum_, _SLIP)
            and total.number > max(part.number for part in run)
        ):
            return _finding(run, total, CONTRADICTS)
    return None


def _unannounced(told: Told, facts: list[Fact]) -> Iterator[Finding]:
    """Totals whose parts stand right behind or before them, which only the arithmetic shows."""
    for position, total in enumerate(facts):
        for step in (1, -1):
            beside = position + step
            if not 0 <= beside < len(facts) or facts[beside].number >= total.number:
                continue
            run = _run(facts, position, step)
            if run is None:
                continue
            in_sentence = all(part.line == total.line for part in run)
            enough = _DIGITS_IN_SENTENCE if in_sentence and (len(run) > 2 or total.scope == "total") else _DIGITS
            if _digits(total, run) >= enough and _listed(told, run):
                yield _finding(run, total, HOLDS)
                break


def _run(facts: list[Fact], position: int, step: int) -> list[Fact] | None:
    """The facts next to a total, on one side, that add up to it."""
    total = facts[position].number
    almost = total * (1 - 1e-9)
    sum_, last, run = 0.0, facts[position], []
    at = position + step
    while 0 <= at < len(facts) and len(run) < _PARTS:
        part = facts[at]
        if abs(part.line - last.line) > _LINES:
            return None
        run.append(part)
        sum_ += part.number
        if sum_ >= almost:
            return run[::step] if len(run) > 1 and same(sum_, total) else None
        last, at = part, at + step
    return None


def _digits(total: Fact, run: list[Fact]) -> int:
    """Digits of a total down to the last place that it or a part fills: 3000 of 1260 + 980 + 760 has three."""
    values = [fact.value for fact in (total, *run)]
    if any(value % 1 for value in values):
        return max(map(significant, values))
    places = min(len(digits) - len(digits.rstrip("0")) for digits in (str(int(value)) for value in values))
    return len(str(int(total.value))) - places


def _listed(told: Told, run: list[Fact]) -> bool:
    """Whether the parts are a list, not a number and its change."""
    return not any(
        word in told.between(first, second) for first, second in pairwise(run) for word in ("比", "增", "减")
    )


def _finding(parts: list[Fact], total: Fact, verdict: Verdict) -> Finding:
    sum_ = sum(part.number for part in parts)
    computed = sum_ / total.number * total.value
    arithmetic = " + ".join(part.surface for part in parts)
    return conclusion(CheckKind.SUM, verdict, parts, total, arithmetic=arithmetic, computed=computed)
