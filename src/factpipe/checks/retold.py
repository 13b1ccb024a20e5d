"""Restatements: one claim told twice, in a headline and its body or further on."""

from collections.abc import Iterator

from factpipe.checks.arithmetic import HOLDS, significant
from factpipe.checks.finding import Finding
from factpipe.checks.told import Fact, Told
from factpipe.model import CheckKind

#: tellings of one number that are held against one another
_KEPT = 8
#: digits of a number that a headline and its body share by no chance
_DIGITS = 3
#: below this, numbers meet by chance
_SMALL = 10
#: characters of an item that name more than a class of things
_NAMED = 3
#: measures whose numbers come back by chance
_NO_CLAIMS = ("duration", "age")


def find(told: Told) -> Iterator[Finding]:
    """(the repetition, what it repeats): a headline repeats its body, a later sentence an earlier one."""
    first: dict[float, Fact] = {}
    again: dict[float, list[Fact]] = {}
    for fact in told.facts:
        other = first.setdefault(fact.number, fact)
        if other is not fact:
            again.setdefault(fact.number, [other]).append(fact)
    for facts in again.values():
        by_kind: dict[str, list[Fact]] = {}
        for fact in facts:
            by_kind.setdefault(fact.kind, []).append(fact)
        for alike in by_kind.values():
            if len(alike) > 1 and alike[0].measure not in _NO_CLAIMS:
                yield from _among(told, alike[:_KEPT])


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
    if not _one_bound(head, body):
        return False
    if _related(head, body) and head.item != head.unit:
        return True
    digits = significant(head.value)
    return digits >= _DIGITS or (digits == _DIGITS - 1 and not head.item)


def _again(first: Fact, later: Fact) -> bool:
    if first.line == later.line or first.status != later.status or first.item == first.unit:
        return False
    if not (_one_bound(first, later) and _related(first, later)):
        return False
    if first.time and later.time and first.time != later.time:
        return False
    if first.place and later.place and not (first.place.endswith(later.place) or later.place.endswith(first.place)):
        return False
    if first.value >= _SMALL:
        return True
    return first.item == later.item and first.unit == later.unit and len(first.item) >= _NAMED


def _one_bound(a: Fact, b: Fact) -> bool:
    return a.modifier == b.modifier and a.per == b.per and "negated" not in (a.status, b.status)


def _related(a: Fact, b: Fact) -> bool:
    """Whether both tell an item, and one of the two may be short for the other."""
    return bool(a.item and b.item) and (a.item in b.item or b.item in a.item)


def _finding(repetition: Fact, repeated: Fact) -> Finding:
    told = f"{repetition.surface} = {repeated.surface}"
    return Finding(CheckKind.RESTATEMENT, HOLDS, (repetition.index, repeated.index), told, 0.0)
