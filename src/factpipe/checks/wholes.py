"""Shares that make up a whole: 东村占51.3%，西村占48.7%."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from factpipe.checks.arithmetic import CONTRADICTS, HOLDS, WITHIN_ROUNDING, is_precise, one_digit, quantum
from factpipe.checks.finding import Finding
from factpipe.checks.told import OF_THEM, Fact, Told
from factpipe.model import CheckKind, Verdict

_WHOLE = 100.0
#: shares of one whole, and by how much rounding may make them miss it
_MOST, _ROUNDED = 12, 0.3
_SLIP = 5.0
#: between shares that have their cue in common: 分别占18%、42%和40%
_AND = re.compile("[、，,和及与]|以及")
#: what has three parts and no fourth
_SECTORS = re.compile("第?[一二三]产")
#: what floats leave of nothing
_NOTHING = 1e-6


def find(told: Told) -> Iterator[Finding]:
    for line, percents in groupby(told.percents, attrgetter("line")):
        shares = list(percents)
        if len(shares) > 1 and any(cue in told.sentences[line] for cue in told.words.shares):
            for run in _runs(told, shares):
                found = _of(told, run)
                if found:
                    yield found


def _runs(told: Told, percents: Sequence[Fact]) -> Iterator[list[Fact]]:
    """The shares of a sentence that no percentage of another kind parts but rates of growth."""
    run: list[Fact] = []
    for fact in percents:
        if fact.direction is not None or fact.status == "change":
            continue
        joined = bool(run) and _AND.fullmatch(told.between(run[-1], fact)) is not None
        is_share = _is_share(told, fact, joined=joined)
        if not is_share or (run and OF_THEM in told.between(run[-1], fact)):
            yield run
            run = []
        if is_share:
            run.append(fact)
    yield run


def _is_share(told: Told, fact: Fact, *, joined: bool) -> bool:
    if fact.measure != "percent" or not fact.exact or fact.value <= 0 or not is_precise(fact):
        return False
    return joined or any(cue in told.clause(fact) for cue in told.words.shares)


def _of(told: Told, run: list[Fact]) -> Finding | None:
    """The shares of a run, from its first or to its last, that add up to a whole; two only where there are no more."""
    if len(run) < 2:
        return None
    heads = (run[:end] for end in range(3, min(len(run), _MOST + 1)))
    tails = (run[start:] for start in range(max(1, len(run) - _MOST), len(run) - 2))
    for facts in (run, *heads, *tails):
        verdict = _verdict(facts) if len(facts) <= _MOST else None
        if verdict:
            return _finding(facts, verdict)
    sectors = len(run) == 3 and all(_SECTORS.search(told.clause(fact)) for fact in run)
    off = abs(sum(fact.value for fact in run) - _WHOLE)
    return _finding(run, CONTRADICTS) if sectors and one_digit(off) and _ROUNDED < off <= _SLIP else None


def _verdict(facts: Sequence[Fact]) -> Verdict | None:
    off = abs(sum(fact.value for fact in facts) - _WHOLE)
    if off < _NOTHING:
        return HOLDS
    if off > _ROUNDED or len(facts) < 3:
        return None
    places = [quantum(fact.surface, fact.value) for fact in facts]
    return WITHIN_ROUNDING if max(places) < 1 and off <= sum(places) / 2 + _NOTHING else None


def _finding(facts: Sequence[Fact], verdict: Verdict) -> Finding:
    sum_ = round(sum(fact.value for fact in facts), 6)
    arithmetic = " + ".join(fact.surface for fact in facts)
    shown = f"{sum_:.15g}% {'≈' if verdict == WITHIN_ROUNDING else '≠'} 100%" if verdict != HOLDS else "100%"
    indices = tuple(fact.index for fact in facts)
    return Finding(CheckKind.SUM, verdict, indices, f"{arithmetic} = {shown}", round(_WHOLE - sum_, 6))
