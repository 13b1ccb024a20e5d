"""Shares: a part, the whole, and the percentage that the one is of the other."""

from collections.abc import Iterator

from factpipe.checks.arithmetic import CONTRADICTS, HOLDS, fits, is_precise, near_miss, significant, slack
from factpipe.checks.finding import Finding, conclusion
from factpipe.checks.told import Fact, Told
from factpipe.model import CheckKind, Verdict

#: facts before a percentage that are looked at, sentences back, and wholes that are tried for a part
_REACH, _LINES, _WHOLES = 14, 2, 4
_SLIP = 0.1


def find(told: Told) -> Iterator[Finding]:
    for share in told.percents:
        if share.measure != "percent" or not share.exact or not share.value or share.status in ("change", "negated"):
            continue
        if share.unit and "点" in share.unit:
            continue
        sentence = told.sentences[share.line]
        if not any(cue in sentence for cue in told.words.shares) and f"的{share.surface}" not in sentence:
            continue
        clause = told.clause(share)
        cued = any(cue in clause for cue in told.words.shares)
        if not cued and not clause.endswith("的"):
            continue
        inside = [
            fact
            for fact in told.facts[max(0, share.index - 2) : share.index]
            if fact.line == share.line and _is_side(fact) and len(told.between(fact, share)) < len(clause)
        ]
        whole = inside[-1] if inside else None
        if whole is not None and (cued or told.between(whole, share) == "的"):
            found = _of_told_whole(told, share, whole)
        elif cued and whole is None:
            found = _of_some_whole(told, share)
        else:
            found = None
        if found:
            yield found


def _was(told: Told, fact: Fact) -> bool:
    """Whether a fact is of the time before: 较去年同期的226万吨."""
    return any(word in told.before(fact, 6) for word in told.words.before)


def _is_side(fact: Fact) -> bool:
    return fact.exact and fact.number > 0 and fact.measure not in ("percent", "ratio", "age") and fact.per is None


def _of_told_whole(told: Told, share: Fact, whole: Fact) -> Finding | None:
    """占5000人的85.2%: the whole stands beside the share."""
    parts = [
        fact
        for fact in reversed(told.facts[max(0, whole.index - _REACH) : whole.index])
        if fact.kind == whole.kind and _is_side(fact) and share.line - fact.line <= 1 and fact.status != "change"
    ]
    parts = [part for part in parts if not _was(told, part)]
    for part in parts:
        verdict = _verdict(part, whole, share)
        if verdict:
            return _finding(part, whole, share, verdict)
    near = [part for part in parts if part.line == share.line and part.number <= whole.number]
    if len(near) == 1 and is_precise(share) and near_miss(share.value, _percent(near[0], whole), _SLIP):
        return _finding(near[0], whole, share, CONTRADICTS)
    return None


def _of_some_whole(told: Told, share: Fact) -> Finding | None:
    """9860万元，占总投资的53%: the whole was told before."""
    earlier = [
        fact
        for fact in reversed(told.facts[max(0, share.index - _REACH) : share.index])
        if share.line - fact.line <= _LINES and _is_side(fact)
    ]
    part = next((fact for fact in earlier if fact.line == share.line and fact.status != "change"), None)
    if part is None or _was(told, part):
        return None
    wholes = [
        fact for fact in earlier if fact.kind == part.kind and fact.index < part.index and fact.number > part.number
    ]
    for whole in wholes[:_WHOLES]:
        verdict = _verdict(part, whole, share)
        if verdict and (verdict == HOLDS or significant(share.value) > 1):
            return _finding(part, whole, share, verdict)
    return None


def _percent(part: Fact, whole: Fact) -> float:
    return part.number / whole.number * 100


def _verdict(part: Fact, whole: Fact, share: Fact) -> Verdict | None:
    return fits(_percent(part, whole), share, slack(part) + slack(whole))


def _finding(part: Fact, whole: Fact, share: Fact, verdict: Verdict) -> Finding:
    arithmetic = f"{part.surface} ÷ {whole.surface}"
    computed = _percent(part, whole)
    return conclusion(
        CheckKind.SHARE, verdict, (part, whole), share, arithmetic=arithmetic, computed=computed, places=3
    )
