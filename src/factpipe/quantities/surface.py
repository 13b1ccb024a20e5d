"""What a match of the scan says by itself: its number and its unit, and the words inside and after it that bound it.

A newspaper writes 1个 and 三年 again and again: a surface is read once and the same in every text.
"""

import re
from collections.abc import Container
from decimal import Decimal

from factpipe.model import Modifier
from factpipe.numerals import Numeral, read
from factpipe.quantities.lexicon import Form, Lexicon

EXACT, AT_LEAST, RANGE = Modifier.EXACT, Modifier.AT_LEAST, Modifier.RANGE
_HALF = Decimal("0.5")
_TEN = Decimal(10)
#: 三十出头, 五十开外, but not 一百出头
_RATHER_OVER = frozenset({"出头", "开外"})
#: how old somebody is whose age is told without its unit
ADULT, AGELESS = 20, 100
#: 5万|5岁以下儿童: how many are of an age
_PEOPLE_OF_AGE = re.compile("[^万亿萬億]+[万亿萬億]+(?=[0-9０-９一二三四五六七八九十]{1,3}\\Z)")
#: shares of a thousand and of ten thousand, in percent
_OF_PERCENT = {"‰": Decimal("0.1"), "‱": Decimal("0.01")}
#: where a run may be cut so that its beginning is a numeral: 8点 of 8点30
_CUTS = frozenset("点點.．·,，。/／分又余餘多来來半 　\n")
_MORE = frozenset("余餘多")
#: tens of years from which people are old: 五旬, 八旬; three 旬 are thirty days
_AGED = 4
_SEEN = frozenset("来來许許")
#: classifiers of what has no fractions
_WHOLE = frozenset("处處人名位家户戶")
#: units that take a half: 三斤半, 两年半, 两个半; beside all true units
_HALVED = frozenset("年分个點点时页句圈步袋碗车箱瓶层套间")
#: 两个半天 are two halves of a day, 两个半月 two and a half months
_IN_HALVES = frozenset("年天")
#: units of which hundredths and thousandths are told: 百分之一秒
_FINE = frozenset({"秒", "毫米", "厘米", "微米", "毫克", "克", "毫升"})
#: 一个半百分点
_POINT = "个百分点"
_CLOCK = frozenset("钟鐘")
#: units that no column's end parts from a number, and the last characters of numbers that stand well without one: what
#: follows on a new line begins a sentence: 2.4亿|国家发改委, 2.4亿|日前, 超千亿|截至6月底
_PARTED = frozenset({"noun", "calendar"})
_ALONE, _CARRIED = frozenset("半百千万亿"), frozenset("人户名")
_BLANKS = re.compile(r"[ 　\n]")
#: last multipliers of a numeral, which may be the first character of its unit, and how that may end which they cannot
#: multiply: there is no 二十五千
_LAST_SCALES = frozenset("百千佰仟")
_UNDER_THOUSAND = re.compile("[十百拾佰][一二两三四五六七八九壹贰叁肆伍陆柒捌玖]?\\Z")
_HAN_POINT = re.compile("[一二三四五六七八九十零〇○]·[一二三四五六七八九零〇○]")
#: units that hold 多: 八分多地
_HOLDS_MORE = {"分多地": "分地"}
#: what is a unit after 百 only, which it takes from the number: 3百|分点
_OF_HUNDRED = frozenset({"分点", "分點"})
#: a last digit that counts tenths of the multiplier before it, or begins a word of its own: 三百五, 三百|五金件
SHORTHAND = re.compile("[百千万亿萬億][一二三四五六七八九]\\Z")
#: 6/4 is as much as all or more, and no share
_ALL, _OF_GAMES = 100, re.compile(r"[0-9０-９]+[/／][0-9０-９]+\Z")
#: two numbers, no share: the season 10/11, screens of 46/47 inches, the first of two, a blood pressure of 160/95
_STROKE = re.compile(r"\A(?:0[0-9]|[0-9]{2,3})[/／](?:[0-9]{2,3})\Z")
#: where a run goes on with what is none of the number: 3万|百姓, 1.5亿|5岁以下儿童, but not 1亿5
_ANOTHER = re.compile(r"(?:[万亿萬億](?=[百千]\Z)|[.．][0-9０-９]+[万亿萬億](?=[0-9０-９]{1,2}\Z))")


class Counted:
    """A numeral with its unit. `bounded` says that a word inside or after the number has settled its modifier;
    `numeral` is None for a word that holds a share (半数).
    """

    __slots__ = (
        "bounded", "currency", "digits", "form", "high", "low", "measure", "modifier", "numeral", "per", "share",
        "unit", "value",
    )  # fmt: skip

    digits: str
    numeral: Numeral | None
    unit: str | None
    form: Form | None
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    share: bool
    measure: str
    per: str | None
    currency: str | None
    bounded: bool

    def set(self, value: Decimal) -> None:
        """Make it one exact number."""
        self.value = self.low = self.high = value

    def times(self, factor: Decimal) -> None:
        self.value *= factor
        if self.low is not None:
            self.low *= factor
        if self.high is not None:
            self.high *= factor

    def bound(self, modifier: Modifier) -> None:
        """What a word inside or after the number says of it; the first such word holds."""
        if self.modifier is EXACT:
            self.modifier = modifier
            self.bounded = True


class Surface(Counted):
    """What a match says by itself. It has `length` characters, fewer than the match where that held what does not
    belong to it; the first `size` of them are the numeral.

    `fact` tells whether it is one wherever no character of `before` stands right before it and none of `after` right
    after it; None where that hangs on more of the text. `tenths` says that a digit after it may belong to it.
    """

    __slots__ = ("after", "before", "fact", "length", "size", "tenths")

    length: int
    size: int
    before: Container[str]
    after: Container[str]
    fact: bool | None
    tenths: bool

    def of(self, numeral: Numeral, digits: str) -> "Surface":
        """The surface that another number makes with what follows this one, where all but the number is the same."""
        other = Surface()
        other.digits, other.numeral, other.size = digits, numeral, len(digits)
        other.length = self.length - self.size + other.size
        other.value, other.low, other.high, other.modifier = numeral.value, numeral.low, numeral.high, self.modifier
        other.unit, other.form, other.measure, other.per = self.unit, self.form, self.measure, self.per
        other.share, other.currency, other.bounded, other.tenths = self.share, self.currency, self.bounded, False
        other.before, other.after, other.fact = self.before, self.after, self.fact
        return other


class SurfaceReader:
    """Reads matches of the scan pattern by themselves."""

    def __init__(self, lexicon: Lexicon, pattern: re.Pattern[str]) -> None:
        self._lexicon = lexicon
        self._pattern = pattern

    def read(self, match: re.Match[str]) -> Surface | None:
        """The surface of a match; None where its run is no numeral, not even in part."""
        lexicon = self._lexicon
        near, mid, unit, half, per, after = match.group("near", "mid", "unit", "half", "per", "after")
        surface = Surface()
        surface.per = surface.currency = None
        surface.bounded = surface.share = surface.tenths = False
        surface.digits = digits = match["numeral"]
        surface.size = len(digits)
        surface.length = match.end() - match.start()
        share = lexicon.shares.get(digits)
        if share is not None:
            return self._share(surface, share, after, match)
        digits = _plain(digits)
        if (another := _ANOTHER.search(digits)) is not None:
            end = match.end("numeral") - (len(digits) - another.end())
            shorter = self._pattern.match(match.string, match.start(), end)
            return self.read(shorter) if shorter is not None else None
        surface.numeral = numeral = read(digits)
        if numeral is None or _STROKE.search(digits) is not None or _is_score(digits, numeral):
            return self._cut(match, surface.digits)
        surface.value, surface.low, surface.high, surface.modifier, _, surface.share = numeral
        if numeral.modifier is not EXACT and numeral.modifier is not AT_LEAST:
            surface.bounded = True
        form = None
        if unit is not None:
            if digits[-1] in _LAST_SCALES and near is None and (longer := self._longer_unit(surface, digits, unit)):
                unit, numeral = longer
            if unit in _OF_HUNDRED:
                return self._without(match, "unit")
            unit = self._meant(surface, unit, half or after or "")
            form = lexicon.forms[unit]
            if form.measure == "age" and (people := _PEOPLE_OF_AGE.match(digits)) is not None:
                return self.read(self._pattern.match(match.string, match.start(), match.start() + people.end()))
            if match.string[match.start("unit") - 1] == "\n" and _parted(surface, form):
                return self._without(match, "unit")
        if near is not None:
            apart = match.start("near") > match.end("numeral")  # 30 多 名, but not 30 多云
            if (unit is None and (near in _SEEN or apart)) or not _near_holds(numeral):
                return self._without(match, "near")
            surface.bound(lexicon.inside[near])
        if mid is not None:
            if form is None or not (form.measure == "duration" or form.name == _POINT):
                return self._without(match, "mid")
            unit = self._in_pieces(surface, unit, mid[1])
            form = lexicon.forms[unit]
        if half is not None:
            if form is None or near is not None or surface.modifier is not EXACT or not _halved(form):
                return self._without(match, "half")
            surface.set(surface.value + _HALF)
        surface.per = per
        if per is not None and form is None and numeral.value >= _TEN and "^" not in digits and lexicon.is_priced(per):
            # 1.2万/亩, but not 12×10^9/L
            form = lexicon.forms["元"]
        if per is not None and (form is None or form.measure in {"percent", "duration"} or "/" in form.name):
            return self._without(match, "per")
        surface.unit, surface.form = unit, form
        if after is not None:
            modifier, measures = lexicon.after[after]
            if not _after_holds(surface, measures):
                return self._without(match, "after")
            surface.bound(modifier)
        return surface if self._measured(surface, after) else self._without(match, "unit")

    def _in_pieces(self, surface: Surface, unit: str, word: str) -> str:
        """两个半月, 三个多小时: take in the 半 or 多 between 个 and a unit of time; the unit with its 个."""
        if word != "半":
            surface.bound(self._lexicon.inside[word])
        elif unit in _IN_HALVES:
            surface.times(_HALF)
        else:
            surface.set(surface.value + _HALF)
        forms = self._lexicon.forms
        pieces = forms[unit].kind == "calendar" or forms[unit].name == _POINT
        return "个" + unit if pieces and "个" + unit in forms else unit

    def _meant(self, surface: Surface, unit: str, following: str) -> str:
        """What a unit stands for: 元 in 拾元整, 分钟 in 五分半钟 and 五分多钟; 八分多地 is more than eight."""
        if unit in _HOLDS_MORE:
            surface.bound(Modifier.OVER)
            return _HOLDS_MORE[unit]
        if unit == "分" and following[1:] in _CLOCK:
            return "分钟"
        forms = self._lexicon.forms
        return unit[:-1] if unit[-1] == "整" and forms.get(unit[:-1]) is forms[unit] else unit

    def _longer_unit(self, surface: Surface, digits: str, unit: str) -> tuple[str, Numeral] | None:
        """950百帕, 二十五千克: the last multiplier belongs to the unit after an Arabic number, and where a Chinese one
        could not go on with it (三千克 are 3000 克).
        """
        longer = digits[-1] + unit
        numeral = read(digits[:-1]) if longer in self._lexicon.forms else None
        if numeral is None or (numeral.shape != "arabic" and _UNDER_THOUSAND.search(digits[:-1]) is None):
            return None
        surface.numeral, surface.digits, surface.size = numeral, digits[:-1], surface.size - 1
        surface.value, surface.low, surface.high = numeral.value, numeral.low, numeral.high
        return longer, numeral

    def _measured(self, surface: Surface, after: str | None) -> bool:
        """Set what the unit measures: shares in percent, 番 as multiples; false where the unit cannot go with it."""
        form = surface.form
        percent = self._lexicon.forms["%"]
        if surface.share:
            if form is None or form.kind == "share":
                surface.unit, surface.measure, surface.form = "%", "percent", percent
                return True
            # 三分之一英里, 千分之三毫米 are lengths; 百分之三十个, 三分之一处 cannot be
            of_all = surface.digits.startswith(("百分之", "千分之", "万分之")) and form.name not in _FINE
            if of_all or form.name in _WHOLE:
                return False
            surface.times(Decimal("0.01"))
            surface.share = False
            surface.measure, surface.currency = form.measure, form.currency
        elif form is None:
            grown = after in _RATHER_OVER and ADULT <= surface.value < AGELESS
            surface.measure = "age" if grown else "count"
        elif form.kind == "share":
            if not _percent(surface, form.name):
                return False
            surface.tenths = form.name == "成" and surface.length == surface.size + 1
            surface.unit, surface.measure, surface.share, surface.form = "%", "percent", True, percent
        else:
            surface.measure, surface.currency = form.measure, form.currency
            if form.name == "番":
                surface.set(Decimal(2) ** int(max(0, min(surface.value, 60))))
                surface.unit = "倍"
            elif form.name == "旬" and surface.value >= _AGED:
                surface.times(_TEN)
                surface.unit, surface.measure = "岁", "age"
        return True

    def _share(
        self, surface: Surface, share: tuple[Decimal, Modifier, str], after: str | None, match: re.Match[str]
    ) -> Surface:
        """半数, 一半: a share that is a word; 翻番: a multiple."""
        value, surface.modifier, surface.unit = share
        surface.form = form = self._lexicon.forms[surface.unit]
        surface.numeral, surface.length = None, surface.size
        surface.share, surface.measure = form.kind == "share", form.measure
        surface.set(value)
        near = match["near"]
        if near in _MORE:  # 一半多
            surface.bound(Modifier.OVER)
            surface.length += len(near)
        elif after is not None and match.start("after") == match.end("numeral"):
            surface.bound(self._lexicon.after[after][0])
            surface.length += len(after)
        return surface

    def _without(self, match: re.Match[str], group: str) -> Surface | None:
        """The surface of a match that must end before one of its groups."""
        text, end = match.string, match.start(group)
        if group == "mid":
            end += 1
        elif group == "per":
            end -= 1
        while end > match.end("numeral") and text[end - 1] in " 　\n":
            end -= 1
        shorter = self._pattern.match(text, match.start(), end)
        if shorter is None or shorter.end() >= match.end():
            return None
        return self.read(shorter)

    def _cut(self, match: re.Match[str], digits: str) -> Surface | None:
        """The longest beginning of a run that is a numeral: 8点 of 8点30, 十二 of 十二一斤."""
        if len(digits) > 40:
            return None
        start = match.start()
        if digits[-1] == "一" and len(digits) > 2 and read(digits[:-1]) is not None:
            shorter = self._pattern.match(match.string, start, start + len(digits) - 1)
            return self.read(shorter) if shorter is not None else None
        for at in range(len(digits) - 1, 0, -1):
            if digits[at] in _CUTS and read(digits[:at]) is not None:
                shorter = self._pattern.match(match.string, start, start + at + (digits[at] in "点點分"))
                return self.read(shorter) if shorter is not None else None
        return None


def _is_score(digits: str, numeral: Numeral) -> bool:
    return numeral.share and numeral.value >= _ALL and _OF_GAMES.match(digits) is not None


def _plain(digits: str) -> str:
    """A run without the blanks in it, with 点 for the point of old papers (一·二八倍)."""
    if digits.isalnum():
        return digits
    if "/" not in digits and "／" not in digits:
        digits = _BLANKS.sub("", digits)
    return digits.replace("·", "点") if _HAN_POINT.search(digits) else digits


def _parted(surface: Surface, form: Form) -> bool:
    """Whether a unit on a new line is none of the number before it."""
    if form.kind == "classifier":
        return (surface.share or surface.digits[-1] in _ALONE) and form.name not in _CARRIED
    return form.kind in _PARTED or surface.digits == "半"


def _near_holds(numeral: Numeral) -> bool:
    """余, 多, 来 follow round numbers: 10多, 三百余; after others they belong to what follows."""
    return numeral.value >= 10 or numeral.shape == "multiplier"


def _halved(form: Form) -> bool:
    return form.kind in {"measure", "share"} or form.name in _HALVED


def _after_holds(surface: Surface, measures: frozenset[str]) -> bool:
    """Whether a word after the unit can bound it: 多 does 5年, not 5个."""
    form = surface.form
    if measures:
        measure = "percent" if surface.share else form.measure if form is not None else ""
        return measure in measures or (form is not None and form.name in measures)
    return form is not None or surface.share or len(surface.digits) > 1


def _percent(surface: Surface, name: str) -> bool:
    """三成 → 30, 八五折 → 85, 2‰ → 0.2; false where the number is none of these."""
    value = surface.value
    if name in _OF_PERCENT:
        surface.times(_OF_PERCENT[name])
    elif name == "成":
        if value > 10:
            return False
        surface.times(_TEN)
    elif name == "折":
        if value <= 10:
            surface.times(_TEN)
        elif value >= 100 or value != int(value):
            return False
    return True
