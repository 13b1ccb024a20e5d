"""Restatements: one claim told twice, in a headline and its body or further on."""

from collections.abc import Iterator

from factpipe.checks.told import HOLDS, Fact, Finding, Told, significant

#: tellings of one number that a later one is held against
_KEPT = 4
#: below this, numbers meet by chance
_SMALL = 10
#: digits of a number that a headline and its body share by no chance
_DIGITS = 3


def find(told: Told) -> Iterator[Finding]:
    """(the repetition, what it repeats): a headline repeats its body, a later sentence an earlier one."""
    tellings: dict[tuple, list[Fact]] = {}
    for fact in told.facts:
        if fact.measure in {"duration", "age"} or fact.status == "negated":
            continue
        key = (fact.kind, fact.number, fact.modifier, fact.per)
        before = tellings.get(key)
        if before is None:
            tellings[key] = [fact]
        elif len(before) < 2 * _KEPT:
            before.append(fact)
    for facts in tellings.values():
        if len(facts) > 1:
            yield from _among(told, facts)


def _among(told: Told, facts: list[Fact]) -> Iterator[Finding]:
    heads = [fact for fact in facts if fact.line < told.head_lines]
    body = [fact for fact in facts if fact.line >= told.head_lines]
    for head in heads:
        repeated = next((fact for fact in body if _head_of(head, fact)), None)
        if repeated is not None:
            yield _finding(head, repeated)
    for at, later in enumerate(body):
        repeated = next((fact for fact in body[:at] if _again(fact, later)), None)
        if repeated is not None:
            yield _finding(later, repeated)


def _head_of(head: Fact, body: Fact) -> bool:
    if _related(head.item, body.item):
        return True
    digits = significant(head.value)
    return digits >= _DIGITS or (digits == _DIGITS - 1 and not head.item)


def _again(first: Fact, later: Fact) -> bool:
    if first.line == later.line or first.status != later.status or not _related(first.item, later.item):
        return False
    if first.time and later.time and first.time != later.time:
        return False
    if first.place and later.place and not (first.place.endswith(later.place) or later.place.endswith(first.place)):
        return False
    return first.value >= _SMALL or (first.item == later.item and first.unit == later.unit)


def _related(a: str | None, b: str | None) -> bool:
    return bool(a and b) and (a in b or b in a)


def _finding(repetition: Fact, repeated: Fact) -> Finding:
    told = f"{repetition.surface} = {repeated.surface}"
    return Finding("restatement", HOLDS, (repetition.index, repeated.index), told, 0.0)
