"""What further off has a say in a quantity: the title or slogan that holds it, digits before a blank, 不得, 约."""

import re
from collections.abc import Sequence

from factpipe import sentences
from factpipe.model import Modifier, Quantity
from factpipe.quantities.lexicon import Lexicon
from factpipe.quantities.one import ANY

_EXACT, _OVER, _AT_MOST = Modifier.EXACT, Modifier.OVER, Modifier.AT_MOST
#: 《…》, whose numbers are part of a name
_TITLE = re.compile(r"《[^《》\n]{1,60}》")
#: “四讲四爱”, “三区三州”, “两年打基础、三年变样”: a short quotation that begins with a number, as does each part of it
_PART = "[一二两三四五六七八九十百千万][一-龥]{0,16}"
_SLOGAN = re.compile(rf"[“「『【\"‘〈]{_PART}(?:[、，]{_PART}){{0,2}}[”」』】\"’〉]")
_LABEL = re.compile(r"【[^【】\n]{1,50}】")
#: digits that a blank parts from those that follow: 总价值3 60余万元 has lost what was between them, if anything was
_BROKEN = re.compile(r"[\u4e00-\u9fff][0-9０-９]{1,3}[ \u3000]\Z")
_BLANKS = frozenset(" \u3000")
#: before how much is told for so many: 每处理10吨垃圾，补贴|50元
_EACH, _EACH_REACH = "每", 34
#: no denominators of what is told for each: 每3年调整|一次 tells how often
_NOT_FOR_EACH = frozenset({"percent", "ratio", "age", "temperature"})
#: 三大公司
_OF_ASPECTS = "大"
#: 时速由60公里提高到|120公里
_SPEED = "速"
_CHANGED_TO = re.compile("[，,]?[又再已将可]?(?:提高|提升|增加|加快|降低|下降|提|升|增|降|减)[到至为](?:了|现在的)?")
#: 升到三十九度八，后又降至三十七度五; 每10度电中，就有4度
_DEGREE = "度"


def seen_from_afar(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> list[Quantity]:
    """The quantities of a text, in order, those that are part of a name or broken with the reason for it."""
    names = sorted(
        (*match.span(), reason)
        for pattern, reason in ((_TITLE, "name"), (_SLOGAN, "slogan"), (lexicon.title, "event"))
        for match in pattern.finditer(text)
    )
    at, size = 0, len(names)
    links, ends_bound, reach = lexicon.link_ends, lexicon.free_end.search, lexicon.distant_reach
    seen = _same_degrees(text, quantities) if _DEGREE in text else list(quantities)
    if _SPEED in text:
        _same_speeds(text, seen)
    if _EACH in text:
        seen = [_told_for_each(text, quantity, lexicon) for quantity in seen]
    for n, quantity in enumerate(seen):
        start, _, _, _, _, modifier, _, measure, _, number_start, _, reason, _ = quantity
        before = text[start - 1 : start]
        while at < size and names[at][1] <= start:
            at += 1
        if reason is not None:
            continue
        if at < size and names[at][0] < start and _is_part(text, quantity, names[at][2]):
            seen[n] = quantity._replace(reason=names[at][2])
        elif measure == "duration" and _in_label(text, start):
            seen[n] = quantity._replace(reason="name")
        elif before in _BLANKS and _is_broken(text, quantity):
            seen[n] = quantity._replace(reason="broken")
        elif modifier is _OVER and number_start > start and lexicon.forbidden.search(text, max(0, start - 8), start):
            seen[n] = quantity._replace(modifier=_AT_MOST, low=None, high=quantity.value)
        elif modifier is _EXACT and (before in links or ends_bound(text, max(0, start - reach), start)):
            seen[n] = _bounded_afar(text, quantity, lexicon)
    return seen


def _told_for_each(text: str, quantity: Quantity, lexicon: Lexicon) -> Quantity:
    """The quantity, with the number of things for which it is told as its denominator: 每15亩|补贴4万元."""
    start = quantity.start
    at = text.rfind(_EACH, max(0, start - _EACH_REACH), start)
    if at < 0 or quantity.per is not None or quantity.measure in _NOT_FOR_EACH:
        return quantity
    told = lexicon.for_each.fullmatch(text, at, start)
    if told is None:
        return quantity
    number, unit = told["number"], told["unit"]
    form = lexicon.forms[unit]
    if number == "一" and not told["deed"] and (form.kind != "measure" or len(unit) == 1):  # 每一个成员, 每一方
        return quantity
    noun = told["rest"][:1]
    if (unit in ANY and noun == "人") or (unit == "人" and noun == "口"):  # 每十个人, 每万人口
        unit += noun
    return quantity._replace(per=unit if number in ("一", "1", "１") else number + unit)


def _same_degrees(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, with the degrees of a sentence measuring what those before them do."""
    seen = list(quantities)
    last = None
    for n, quantity in enumerate(seen):
        if quantity.unit is None or quantity.unit[0] != _DEGREE:
            continue
        if quantity.measure != "count":
            last = quantity
        elif last is not None and not sentences.END.search(text, last.end, quantity.start):
            seen[n] = last = quantity._replace(measure=last.measure)
    return seen


def _same_speeds(text: str, seen: list[Quantity]) -> None:
    """时速由60公里提高到120公里: what a speed changes to is one too."""
    last = None
    for n, quantity in enumerate(seen):
        if last is not None and quantity.measure == "length":
            alike = text[last.number_end : last.end] == text[quantity.number_end : quantity.end]
            if alike and _CHANGED_TO.fullmatch(text, last.end, quantity.start):
                seen[n] = quantity._replace(measure=last.measure, unit=last.unit)
        last = seen[n] if seen[n].measure == "speed" else None


def _bounded_afar(text: str, quantity: Quantity, lexicon: Lexicon) -> Quantity:
    """An exact quantity with the bound of the nearest word that stands further off: 至少要投入3万元, 最高降幅达四成.

    In 人口不足十万的县有5万人 it bounds another number, over which it does not reach.
    """
    start = quantity.start
    since = max(0, start - lexicon.distant_reach)
    modifier = None
    last = text[start - 1]
    linked = (last != "的" or quantity.unit == "%") and text.endswith(lexicon.links.get(last, ()), 0, start)
    for found in lexicon.distant_pattern.finditer(text, since, start):
        word = lexicon.distant[found[0]]
        pattern = word.linked if linked else word.free
        if pattern is not None and pattern.match(text, found.start(), start) is not None:
            modifier = word.modifier
    if modifier is None or (quantity.unit == _OF_ASPECTS and modifier is not Modifier.AT_LEAST):
        return quantity  # 不到|三大公司产量的一半, but not 至少有两大好处
    low, high = lexicon.bounds[modifier]
    value = quantity.value
    return quantity._replace(modifier=modifier, low=value if low else None, high=value if high else None)


def _in_label(text: str, start: int) -> bool:
    """Whether a number stands in the label of a series of reports: 【辉煌六十载】, 【数字十年】."""
    label = _LABEL.match(text, max(0, text.rfind("【", max(0, start - 30), start)))
    return label is not None and label.end() > start


def _is_broken(text: str, quantity: Quantity) -> bool:
    """Whether a blank parts a number in digits from digits before it."""
    start = quantity.number_start
    return text[start].isdigit() and _BROKEN.search(text, max(0, start - 6), start) is not None


def _is_part(text: str, quantity: Quantity, reason: str) -> bool:
    """Whether a quantity in a name is part of it; one in digits, or a share, is told even in quotation marks, but for
    how long something was when it is named (“庆祝建校60周年大会”).
    """
    if reason == "name":
        return True
    if text[quantity.number_start].isdigit():
        return reason == "event" and quantity.measure == "duration"
    return quantity.measure != "percent"
