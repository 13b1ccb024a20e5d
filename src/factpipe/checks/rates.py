"""Rates called after what they are the rate of: 入社96户，入社率85.7%; 出生1935人，出生率9‰."""

import re
from collections.abc import Iterator

from factpipe.checks.arithmetic import CONTRADICTS, HOLDS, fits, is_precise, near_miss, percent_of, quantum, slack
from factpipe.checks.finding import Finding, share_of
from factpipe.checks.told import Fact, Told

#: facts before a rate that are looked at, and sentences back
_REACH, _LINES, _WHOLES = 8, 2, 4
#: how often a rate holds its last place (two digits are told) whose whole stands in another sentence
_DIGITS = 10
_SLIP = 0.1
#: characters behind a number in which its word may stand: 96户入社
_BEHIND = 6
_RATE = re.compile("([^，。；：0-9０-９]{2})率[^率0-9０-９]{0,4}$")
_SIGN = "率"


def find(told: Told) -> Iterator[Finding]:
    for rate in told.percents:
        if not rate.index or _SIGN not in told.sentences[rate.line] or rate.measure != "percent":
            continue
        if not rate.exact or not rate.value or rate.status in ("change", "negated") or not _is_precise(rate):
            continue
        called = _RATE.search(told.clause(rate))
        found = _of(told, rate, called.group(1)) if called else None
        if found:
            yield found


def _is_precise(rate: Fact) -> bool:
    return is_precise(rate) or "‰" in rate.surface


def _of(told: Told, rate: Fact, word: str) -> Finding | None:
    near = [
        fact
        for fact in told.facts[max(0, rate.index - _REACH) : rate.index]
        if rate.line - fact.line <= _LINES and fact.exact and fact.number > 0 and fact.per is None
        if fact.measure not in ("percent", "ratio", "age", "duration") and fact.status not in ("change", "negated")
    ]
    part = next((fact for fact in reversed(near) if _is_called(told, fact, word)), None)
    if part is None:
        return None
    wholes = [fact for fact in reversed(near) if fact.kind == part.kind and fact.number > part.number]
    for whole in wholes[:_WHOLES]:
        together = whole.line == part.line == rate.line
        verdict = fits(percent_of(part, whole), rate, slack(part) + slack(whole), asserted=together)
        if verdict:
            enough = rate.value >= _DIGITS * quantum(rate.surface, rate.value) or (together and verdict == HOLDS)
            return share_of(verdict, part, whole, rate) if enough else None
    alike = [fact for fact in near if fact.line == rate.line and fact.kind == part.kind]
    if len(alike) == 2 and alike[0] in wholes and rate.index - part.index == part.index - alike[0].index == 1:
        slip = near_miss(rate.value, percent_of(part, alike[0]), _SLIP)
        return share_of(CONTRADICTS, part, alike[0], rate) if slip else None
    return None


def _is_called(told: Told, fact: Fact, word: str) -> bool:
    """Whether a number is told with the word that a rate is called after: 入社 of 入社率."""
    return word in told.clause(fact) or word in re.split("[，。；、]", told.after(fact, _BEHIND))[0]
