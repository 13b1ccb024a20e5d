"""Numbers that belong together by their names: 男 and 女 make up a whole, 出口 less 进口 is 顺差."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from factpipe.checks.arithmetic import (
    CONTRADICTS,
    HOLDS,
    WITHIN_ROUNDING,
    is_counted,
    one_digit,
    quantum,
    same,
    significant,
)
from factpipe.checks.finding import Finding, conclusion
from factpipe.checks.told import OF_THEM, Fact, Told
from factpipe.model import CheckKind, Verdict

#: facts from one to the other that are looked at, and sentences
_REACH, _LINES = 10, 1
#: characters before a number in which its name may stand
_NAME = 10
#: facts between the first and the last where a slip is told (each may have its rate of growth), and how large it is
_NEAR, _SLIP = 4, 0.05
#: digits of a whole that halves add up to by no chance
_DIGITS = 2
#: for what floats cannot hold
_ALMOST = 1 + 1e-6


def differences(told: Told) -> Iterator[Finding]:
    """出口25.1亿元，进口13.5亿元，顺差11.6亿元: a number called a difference, and the last two it may be of."""
    entries = _names(told.words.differences)
    for line, sentence in enumerate(told.sentences):
        for large, small, name in entries:
            if name not in sentence:
                continue
            for result in told.of_line(line):
                if result.exact and result.number > 0 and result.per is None and name in _name(told, result):
                    sides = _sides(told, told.facts[max(0, result.index - _REACH) : result.index], result, large, small)
                    verdict = _difference(*sides, result) if sides else None
                    if verdict:
                        more, less = sides
                        arithmetic = f"{more.surface} − {less.surface}"
                        yield _finding(sides, result, verdict, arithmetic, more.number - less.number)


def halves(told: Told) -> Iterator[Finding]:
    """全县214600人，男110300人，女104300人: two parts that have no third, and the whole before or behind them."""
    pairs = _names(told.words.halves)
    for line, sentence in enumerate(told.sentences):
        for first, second in pairs:
            if first not in sentence or second not in sentence:
                continue
            facts = told.of_line(line)
            last = facts[-1]
            sides = _sides(told, facts, last, first, second) if last.index else None
            found = _whole(told, sorted(sides)) if sides else None
            if found:
                yield found


@lru_cache(maxsize=16)
def _names(entries: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split()) for entry in entries)


def _name(told: Told, fact: Fact) -> str:
    """The end of the clause before a fact: what it is called."""
    return told.clause(fact)[-_NAME:]


def _called(told: Told, fact: Fact, first: str, second: str) -> str | None:
    """Which of two names a fact has: not 出口 in 进出口, and 非农业 rather than 农业."""
    name = _name(told, fact)
    held = [one for one, other in ((first, second), (second, first)) if one in name and other[0] + one not in name]
    if len(held) > 1 and (first in second or second in first):
        return max(held, key=len)
    return held[0] if len(held) == 1 else None


def _sides(told: Told, facts: Sequence[Fact], like: Fact, first: str, second: str) -> tuple[Fact, Fact] | None:
    """The last facts of one kind that are called by two names, in the order of the names."""
    found: dict[str, Fact] = {}
    kind = None
    for fact in reversed(facts):
        if like.line - fact.line > _LINES:
            break
        if not fact.exact or fact.number <= 0 or fact.per is not None or fact.status not in ("actual", "target"):
            continue
        if kind is not None and fact.kind != kind:
            continue
        name = _called(told, fact, first, second)
        if name is not None and name not in found:
            found[name] = fact
            kind = fact.kind
    return (found[first], found[second]) if len(found) == 2 else None


def _difference(more: Fact, less: Fact, result: Fact) -> Verdict | None:
    computed = more.number - less.number
    if computed <= 0 or more.kind != result.kind:
        return None
    verdict = _rounded(computed, (more, less), result)
    near = result.index - min(more.index, less.index) <= _NEAR and more.line == less.line == result.line
    return verdict or (CONTRADICTS if near and _is_slip(computed, result) else None)


def _whole(told: Told, parts: list[Fact]) -> Finding | None:
    """The whole of two halves: the last number before them, or the first behind them, that is larger."""
    first, second = parts
    if first.measure in ("percent", "ratio"):
        return None
    before = told.facts[max(0, first.index - _REACH) : first.index]
    behind = told.facts[second.index + 1 : second.index + _NEAR]
    for wholes in (reversed(before), behind):
        whole = next((fact for fact in wholes if fact.kind == first.kind and fact.per is None), None)
        if whole is None or not whole.exact or whole.status not in ("actual", "target"):
            continue
        if abs(whole.line - first.line) > _LINES or whole.number <= max(first.number, second.number):
            continue
        computed = first.number + second.number
        verdict = _rounded(computed, parts, whole)
        if verdict and significant(whole.value) < _DIGITS:
            continue
        of_them = OF_THEM in told.between(whole, first) and second.index - whole.index <= _NEAR
        if verdict is None and of_them and _is_slip(computed, whole):
            verdict = CONTRADICTS
        if verdict:
            return _finding(parts, whole, verdict, f"{first.surface} + {second.surface}", computed)
    return None


def _rounded(computed: float, parts: Sequence[Fact], result: Fact) -> Verdict | None:
    if same(computed, result.number, 1e-7):
        return HOLDS
    off = sum(_place(fact) / 2 for fact in (*parts, result) if not is_counted(fact))
    return WITHIN_ROUNDING if abs(computed - result.number) <= min(off * _ALMOST, result.number * _SLIP) else None


def _place(fact: Fact) -> float:
    """The place of the last digit that is written, in the unit of `number`."""
    return quantum(fact.surface, fact.value) * fact.number / fact.value


def _is_slip(computed: float, result: Fact) -> bool:
    """Whether two numbers differ by one digit of those that the text writes."""
    off = abs(computed - result.number)
    return one_digit(off / _place(result)) and off <= _SLIP * result.number


def _finding(parts: Sequence[Fact], result: Fact, verdict: Verdict, arithmetic: str, computed: float) -> Finding:
    computed *= result.value / result.number
    return conclusion(CheckKind.SUM, verdict, parts, result, arithmetic=arithmetic, computed=computed)
