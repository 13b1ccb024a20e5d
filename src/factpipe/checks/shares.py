"""Shares: a part, the whole, and the percentage that the one is of the other."""

import re
from collections.abc import Iterator

from factpipe.checks.arithmetic import CONTRADICTS, HOLDS, fits, is_precise, near_miss, percent_of, significant, slack
from factpipe.checks.finding import Finding, share_of
from factpipe.checks.told import OF_THEM, Fact, Told
from factpipe.model import Verdict

#: facts before a percentage that are looked at, sentences back, and wholes that are tried for a part
_REACH, _LINES, _WHOLES = 14, 2, 4
#: the same of a whole that the text calls by its name
_NAMED_REACH, _NAMED_LINES = 60, 8
_SLIP = 0.1
#: between percentages that share the words before them: 分别占总户数和总人口的93.5%和96.6%
_AND = re.compile("[和与及、]|以及")
#: 占 and the name of a whole: 占全县总人口[的], 占农业总产值的[比重为]
_ALL = "全[国省市州县区乡镇村厂校]|[我本该][国省市州县区乡镇村厂校]"
_SHARE_OF = re.compile(f"占(?:[了到据]|{_ALL})?([^占]{{2,24}})")
_NAME_ENDS = re.compile("的?(?:比重|比例|份额)?(?:已|仅|只|约|近|分别|高)*[为达有到是至]{0,2}的?$")
#: between the name of a whole and its number: 总户数[为]6473户
_TOLD_AS = re.compile("[为达有共是已]+$")

#: what a part is done of: 完成年度计划的[80%]
_DONE = re.compile("完成[^，。；]{0,10}(?:计划|任务|目标|预算)[^，。；]{0,4}的$")
_PLANNED = re.compile("计划|任务|目标|预算")
#: between a part and a share of what was told before 其中, which needs no name: 其中茶农23户，占[8%]
_JUST = re.compile("[，,（(]占比?[为达]?")


def find(told: Told) -> Iterator[Finding]:
    for share in told.percents:
        if share.measure != "percent" or not share.exact or not share.value or share.status in ("change", "negated"):
            continue
        if share.unit and "点" in share.unit:
            continue
        sentence = told.sentences[share.line]
        if not any(cue in sentence for cue in told.words.shares) and f"的{share.surface}" not in sentence:
            continue
        found = _of(told, share)
        if found:
            yield found


def _of(told: Told, share: Fact) -> Finding | None:
    clause = told.clause(share)
    cued = any(cue in clause for cue in told.words.shares)
    if not cued and not clause.endswith("的"):
        return None
    inside = [
        fact
        for fact in told.facts[max(0, share.index - 2) : share.index]
        if fact.line == share.line and _is_side(fact) and len(told.between(fact, share)) < len(clause)
    ]
    whole = inside[-1] if inside else None
    if whole is not None:
        return _of_told_whole(told, share, whole) if cued or told.between(whole, share) == "的" else None
    if cued:
        return _of_earlier_whole(told, share)
    return _of_plan(told, share) if _DONE.search(clause) else None


def _of_plan(told: Told, share: Fact) -> Finding | None:
    """计划造林5万亩，已完成4万亩，完成计划的80%: what was planned, and what is done of it."""
    sides = [
        fact
        for fact in told.facts[max(0, share.index - _REACH) : share.index]
        if share.line - fact.line <= 1 and _is_side(fact) and fact.status != "change" and not _was(told, fact)
    ]
    if not sides:
        return None
    part = sides[-1]
    for whole in reversed(sides[:-1]):
        if whole.kind == part.kind and (whole.status == "target" or _PLANNED.search(told.clause(whole))):
            verdict = _verdict(part, whole, share)
            if verdict is None and whole.line == share.line and _is_slip(part, whole, share):
                verdict = CONTRADICTS
            return share_of(verdict, part, whole, share) if verdict else None
    return None


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
            return share_of(verdict, part, whole, share)
    near = [part for part in parts if part.line == share.line and part.number <= whole.number]
    if len(near) == 1 and _is_slip(near[0], whole, share):
        return share_of(CONTRADICTS, near[0], whole, share)
    return None


def _of_earlier_whole(told: Told, share: Fact) -> Finding | None:
    """9860万元，占总投资的53%: the whole was told before, by the name that the share gives it or without one."""
    row = _row(told, share)
    position = row.index(share)
    sides = [
        fact
        for fact in told.facts[max(told.first(share.line), row[0].index - _REACH) : row[0].index]
        if _is_side(fact) and fact.status != "change"
    ]
    if len(row) > len(sides):
        return None
    part = sides[position - len(row)]
    if _was(told, part):
        return None
    named = _named_whole(told, part, _name(told.clause(row[0]), position, len(row)))
    if named is not None:
        verdict = _verdict(part, named, share)
        if verdict is None and len(row) <= 2 and _is_slip(part, named, share):
            verdict = CONTRADICTS
        return share_of(verdict, part, named, share) if verdict else None
    return _of_some_whole(told, share, part)


def _row(told: Told, share: Fact) -> list[Fact]:
    """The percentages that share the words before them with this one, in order."""
    row = [share]
    for step in (-1, 1):
        at = share.index + step
        while 0 <= at < len(told.facts):
            beside, inner = told.facts[at], row[0] if step < 0 else row[-1]
            pair = (beside, inner) if step < 0 else (inner, beside)
            if beside.measure != "percent" or not _AND.fullmatch(told.between(*pair)):
                break
            row.insert(0 if step < 0 else len(row), beside)
            at += step
    return row


def _name(clause: str, position: int, of: int) -> str | None:
    """What a share is said to be of: 总人口 of 占全县总人口的; of 总户数和总人口, the one at the share's position."""
    found = _SHARE_OF.search(clause)
    if found is None:
        return None
    name = _NAME_ENDS.sub("", found.group(1))
    names = _AND.split(name) if of > 1 else [name]
    return names[position] if len(names) == of else name if len(names) == 1 else None


def _named_whole(told: Told, part: Fact, name: str | None) -> Fact | None:
    """The last fact before `part` that is told by a name, of the same place and time as far as both tell them."""
    if name is None or len(name) < 2:
        return None
    for fact in reversed(told.facts[max(0, part.index - _NAMED_REACH) : part.index]):
        if part.line - fact.line > _NAMED_LINES:
            break
        if fact.kind != part.kind or not _is_side(fact) or fact.status == "change" or _was(told, fact):
            continue
        if fact.item == name or _TOLD_AS.sub("", told.before(fact, 20)).endswith(name):
            apart = (fact.place and part.place and fact.place != part.place) or fact.number < part.number
            return None if apart or (fact.time and part.time and fact.time != part.time) else fact
    return None


def _of_some_whole(told: Told, share: Fact, part: Fact) -> Finding | None:
    wholes = [
        fact
        for fact in reversed(told.facts[max(0, share.index - _REACH) : part.index])
        if share.line - fact.line <= _LINES and _is_side(fact)
        if fact.kind == part.kind and fact.number > part.number
    ]
    for whole in wholes[:_WHOLES]:
        verdict = _verdict(part, whole, share)
        if verdict and (verdict == HOLDS or significant(share.value) > 1):
            return share_of(verdict, part, whole, share)
    if part.index == share.index - 1 and _JUST.fullmatch(told.between(part, share)):
        announced = [whole for whole in wholes if OF_THEM in told.between(whole, part)]
        if len(announced) == 1 and announced[0].line == part.line and _is_slip(part, announced[0], share):
            return share_of(CONTRADICTS, part, announced[0], share)
    return None


def _verdict(part: Fact, whole: Fact, share: Fact) -> Verdict | None:
    return fits(percent_of(part, whole), share, slack(part) + slack(whole))


def _is_slip(part: Fact, whole: Fact, share: Fact) -> bool:
    return is_precise(share) and near_miss(share.value, percent_of(part, whole), _SLIP)
