"""One match of the scan → a token: its number, its unit, and the words that bound it."""

import re
from decimal import Decimal

from factpipe.model import Modifier
from factpipe.numerals import Numeral, read
from factpipe.quantities.lexicon import Form, Lexicon

EXACT, OVER, AT_LEAST, ABOUT, RANGE = Modifier.EXACT, Modifier.OVER, Modifier.AT_LEAST, Modifier.ABOUT, Modifier.RANGE
_KNOWN = 1 << 15
_HALF = Decimal("0.5")
_TEN = Decimal(10)
#: where a run may be cut so that its beginning is a numeral: 8点 of 8点30
_CUTS = frozenset("点點.．·,，。/／分又余餘多来來半 　\n")
_SEEN = frozenset("来來许許")
#: units that take a half: 三斤半, 两年半, 两个半; beside all true units
_HALVED = frozenset({"年", "分", "个", "點", "点", "时", "页", "句", "圈", "步", "袋", "碗", "车", "箱", "瓶", "层"})
#: what 半 is half of, rather than half of all
_HALF_OF = frozenset("年月天日个個小世辈分载夜百千万亩斤里米场")
_LATIN_OR_DIGIT = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ)）%％℃度]")
_BLANKS = re.compile(r"[ 　\n]")


class Token:
    """A numeral with its unit, before it is known whether it is a fact.

    `start`, `end` span all of it, `number_start`, `number_end` the numeral; `bounded` says that a word inside or after
    the number has settled its modifier; `numeral` is None for a word that holds a share (半数).
    """

    __slots__ = (
        "before",
        "bounded",
        "currency",
        "digits",
        "end",
        "form",
        "high",
        "low",
        "measure",
        "modifier",
        "number_end",
        "number_start",
        "numeral",
        "per",
        "reason",
        "share",
        "start",
        "unit",
        "value",
    )  # fmt: skip

    start: int
    end: int
    number_start: int
    number_end: int
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
    reason: str | None
    currency: str | None
    before: str | None
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

    def negate(self) -> None:
        self.value = -self.value
        self.low, self.high = (None if x is None else -x for x in (self.high, self.low))

    def bound(self, modifier: Modifier) -> None:
        """What a word inside or after the number says of it; the first such word holds."""
        if self.modifier is EXACT:
            self.modifier = modifier
            self.bounded = True

    def take_unit(self, other: "Token") -> None:
        """Share the unit of another token, which writes it for both."""
        self.unit, self.form, self.measure = other.unit, other.form, other.measure
        self.share, self.currency = other.share, other.currency
        self.per = self.per or other.per


class Reader:
    """Reads matches of the scan pattern."""

    def __init__(self, lexicon: Lexicon, pattern: re.Pattern[str]) -> None:
        self._lexicon = lexicon
        self._pattern = pattern
        #: what a match says by itself, by its text; newspapers write 1个 and 三年 again and again
        self._known: dict[str, tuple] = {}
        self._told_before = lexicon.before_ends | lexicon.sign_ends | frozenset("下负負-−－.． 　个個")

    def read(self, text: str, match: re.Match[str]) -> Token | None:
        """The token of a match; None where its run is no numeral, not even in part."""
        surface = match[0]
        known = self._known.get(surface)
        if known is None:
            return self._read(text, match)
        token = Token()
        token.start = token.number_start = start = match.start()
        token.end = start + len(surface)
        token.reason = token.before = None
        (
            size, token.digits, token.numeral, token.unit, token.form, token.value, token.low, token.high,
            token.modifier, token.share, token.measure, token.per, token.currency, token.bounded, in_senses,
        ) = known  # fmt: skip
        token.number_end = start + size
        if in_senses is not None:
            self._sense(text, token, in_senses)
        if start and text[start - 1] in self._told_before:
            self._look_before(text, token)
        return token

    def _read(self, text: str, match: re.Match[str]) -> Token | None:
        lexicon = self._lexicon
        near, mid, unit, half, per, after = match.group("near", "mid", "unit", "half", "per", "after")
        token = Token()
        token.start = token.number_start = start = match.start()
        token.end = match.end()
        token.reason = token.per = token.currency = token.before = None
        token.bounded = token.share = False
        token.digits = digits = match["numeral"]
        token.number_end = match.end("numeral")
        share = lexicon.shares.get(digits)
        if share is not None:
            return self._share(text, token, share, after)
        if not digits.isalnum() and "/" not in digits and "／" not in digits:
            digits = _BLANKS.sub("", digits)
        token.numeral = numeral = read(digits)
        if numeral is None:
            return self._cut(text, start, token.digits)
        token.value, token.low, token.high, token.modifier, _, token.share = numeral
        if numeral.modifier is not EXACT and numeral.modifier is not AT_LEAST:
            token.bounded = True
        if unit is not None:
            if digits[-1] in "百千" and near is None and (longer := self._longer_unit(token, digits, unit)):
                unit, numeral = longer
            form = lexicon.forms[unit]
            if unit[-1] == "整" and lexicon.forms.get(unit[:-1]) is form:
                unit = unit[:-1]  # 拾元整
        else:
            form = None
        if near is not None:
            if (unit is None and near in _SEEN) or not self._near_holds(numeral):
                return self._without(text, token, match, "near")
            token.bound(lexicon.inside[near])
        if mid is not None:
            if form is None or form.measure != "duration":
                return self._without(text, token, match, "mid")
            if mid[1] == "半":
                token.set(token.value + _HALF)
            else:
                token.bound(lexicon.inside[mid[1]])
            if unit == "月":
                unit, form = "个月", lexicon.forms["个月"]
        if half is not None:
            if form is None or near is not None or token.modifier is not EXACT or not self._halved(form):
                return self._without(text, token, match, "half")
            token.set(token.value + _HALF)
        token.per = per
        if per is not None and (form is None or form.measure in {"percent", "duration"} or "/" in form.name):
            return self._without(text, token, match, "per")
        token.unit, token.form = unit, form
        if after is not None:
            modifier, measures = lexicon.after[after]
            if not self._after_holds(token, measures):
                return self._without(text, token, match, "after")
            token.bound(modifier)
        return self._finish(text, token, match)

    def _longer_unit(self, token: Token, digits: str, unit: str) -> tuple[str, Numeral] | None:
        """950百帕: the last multiplier belongs to the unit after an Arabic number."""
        longer = digits[-1] + unit
        numeral = read(digits[:-1]) if longer in self._lexicon.forms else None
        if numeral is None or numeral.shape != "arabic":
            return None
        token.numeral, token.digits, token.number_end = numeral, digits[:-1], token.number_end - 1
        token.value, token.low, token.high = numeral.value, numeral.low, numeral.high
        return longer, numeral

    def _finish(self, text: str, token: Token, match: re.Match[str]) -> Token | None:
        """Shares in percent, 番 as multiples; what the unit measures; what stands before the number."""
        form = token.form
        if token.share:
            if form is not None and form.kind != "share":
                # 三分之一英里 is a length; 百分之三十个 cannot be
                if token.digits.startswith(("百分之", "千分之", "万分之")):
                    return self._without(text, token, match, "unit")
                token.times(Decimal("0.01"))
                token.share = False
                token.measure, token.currency = form.measure, form.currency
            else:
                token.unit, token.measure, token.form = "%", "percent", self._lexicon.forms["%"]
        elif form is None:
            token.unit, token.measure = None, "count"
        elif form.kind == "share":
            if not self._percent(token, form.name):
                return self._without(text, token, match, "unit")
            if form.name == "成" and token.end - token.number_end == 1:
                self._tenths_more(text, token)
            token.unit, token.measure, token.share, token.form = "%", "percent", True, self._lexicon.forms["%"]
        else:
            token.measure, token.currency = form.measure, form.currency
            if form.name == "番":
                token.set(Decimal(2) ** int(max(0, min(token.value, 60))))
                token.unit = "倍"
        whole = token.end - token.start == len(match[0])
        if whole and (form is None or form.name != "成"):  # 三成 may take in the digit after it
            if len(self._known) >= _KNOWN:
                self._known.clear()
            self._known[match[0]] = (
                token.number_end - token.start, token.digits, token.numeral, token.unit, token.form,
                token.value, token.low, token.high, token.modifier, token.share, token.measure, token.per,
                token.currency, token.bounded, form if form is not None and form.senses else None,
            )  # fmt: skip
        if form is not None:
            self._sense(text, token, form)
        if token.start:
            self._look_before(text, token)
        return token

    def _share(self, text: str, token: Token, share: tuple[Decimal, Modifier], after: str | None) -> Token:
        """半数, 一半: a share that is a word."""
        token.numeral, token.end = None, token.number_end
        token.set(share[0])
        token.modifier, token.share, token.unit, token.measure = share[1], True, "%", "percent"
        if after is not None and text.startswith(after, token.number_end):
            token.bound(self._lexicon.after[after][0])
            token.end += len(after)
        token.form = self._lexicon.forms["%"]
        if token.start:
            self._look_before(text, token)
        return token

    def _without(self, text: str, token: Token, match: re.Match[str], group: str) -> Token | None:
        """The token of a match that must end before one of its groups."""
        end = match.start(group)
        if group == "mid":
            end += 1
        elif group == "per":
            end -= 1
        while end > token.number_end and text[end - 1] in " 　\n":
            end -= 1
        shorter = self._pattern.match(text, token.start, end)
        if shorter is None or shorter.end() >= match.end():
            return None
        return self.read(text, shorter)

    def _cut(self, text: str, start: int, digits: str) -> Token | None:
        """The longest beginning of a run that is a numeral: 8点 of 8点30."""
        if len(digits) > 40:
            return None
        for at in range(len(digits) - 1, 0, -1):
            if digits[at] in _CUTS and read(digits[:at]) is not None:
                end = start + at + (digits[at] in "点點分")
                match = self._pattern.match(text, start, end)
                return self.read(text, match) if match is not None and match.end() <= end else None
        return None

    @staticmethod
    def _near_holds(numeral: Numeral) -> bool:
        """余, 多, 来 follow round numbers: 10多, 三百余; after others they belong to what follows."""
        return numeral.value >= 10 or numeral.shape == "multiplier"

    @staticmethod
    def _halved(form: Form) -> bool:
        return form.kind in {"measure", "share"} or form.name in _HALVED

    @staticmethod
    def _after_holds(token: Token, measures: frozenset[str]) -> bool:
        """Whether a word after the unit can bound it: 多 does 5年, not 5个."""
        form = token.form
        if measures:
            measure = "percent" if token.share else form.measure if form is not None else ""
            return measure in measures
        return form is not None or token.share or len(token.digits) > 1

    @staticmethod
    def _percent(token: Token, name: str) -> bool:
        """三成 → 30, 八五折 → 85, 2‰ → 0.2; false where the number is none of these."""
        value, numeral = token.value, token.numeral
        if name == "‰":
            token.times(Decimal("0.1"))
        elif name == "成":
            if value > 10:
                return False
            token.times(_TEN)
        elif name == "折":
            if value <= 10:
                token.times(_TEN)
            elif value >= 100 or value != int(value) or numeral is None:
                return False
        return True

    def _tenths_more(self, text: str, token: Token) -> None:
        """三成五 is 35 %, where no unit follows the last digit."""
        following = text[token.end : token.end + 1]
        if not following or following not in "一二三四五六七八九":
            return
        match = self._pattern.match(text, token.end)
        if match is not None and match.end() == token.end + 1:
            token.set(token.value + read(following).value)
            token.end += 1

    @staticmethod
    def _sense(text: str, token: Token, form: Form) -> None:
        for sense in form.senses:
            if (sense.next and text.startswith(sense.next, token.end)) or any(
                text.find(word, max(0, token.start - 8), token.start) >= 0 for word in sense.before
            ):
                token.measure = sense.measure
                return

    def _look_before(self, text: str, token: Token) -> None:
        """What stands before the number: a sign, a currency, a word that bounds it."""
        lexicon, start = self._lexicon, token.number_start
        last = text[start - 1]
        if last in "个個" and token.digits == "半" and token.measure == "duration":  # 个半小时
            token.set(token.value + 1)
            token.start = start - 1
            return
        if last in "下负負-−－":
            start = self._sign(text, token, last)
            last = text[start - 1] if start else ""
        elif (
            last in ".．"
            and token.numeral is not None
            and token.numeral.shape == "arabic"
            and not text[start - 2 : start - 1].isalnum()
        ):
            token.times(_TEN ** -len(token.digits))  # .25
            token.start = start = start - 1
            last = text[start - 1] if start else ""
        elif last in " 　" and text[start - 2 : start - 1] in "负負" and start > 1:
            token.negate()
            token.start = start - 2
            return
        if last in lexicon.sign_ends:
            start = self._currency(text, token)
            last = text[start - 1] if start else ""
        if last not in lexicon.before_ends:
            return
        found = self._before(text, start, token.number_start) if last in lexicon.bound_ends else None
        if found is None:
            for filler in lexicon.fillers:
                at = start - len(filler)
                if at > 0 and text[at - 1] in lexicon.bound_ends and text.startswith(filler, at):
                    found = self._before(text, at, token.number_start)
                    if found is not None:
                        break
        if found is None:
            return
        modifier, at = found
        token.start, token.before = at, text[at:start]
        if not token.bounded:
            token.modifier = modifier

    def _before(self, text: str, end: int, start: int) -> tuple[Modifier, int] | None:
        for size in self._lexicon.before_lengths:
            at = end - size
            entry = self._lexicon.before.get(text[at:end]) if at >= 0 else None
            if entry is None or (entry.only_before and not text.startswith(entry.only_before, start)):
                continue
            if entry.not_after and text.endswith(entry.not_after, 0, at):
                always = entry.always_before
                alone = text[start] == "半" and text[start + 1 : start + 2] not in _HALF_OF
                if not always or not (alone or text.startswith(always, start)):
                    continue
            return entry.modifier, at
        return None

    @staticmethod
    def _sign(text: str, token: Token, last: str) -> int:
        """零下5度, 负三, -5℃: negative; a dash before anything else is a dash."""
        start = token.number_start
        if last == "下":
            if token.measure == "temperature" and text.startswith("零下", start - 2):
                token.negate()
                token.start = start - 2
            return token.start
        before = text[start - 2 : start - 1]
        if last in "负負" or (
            (token.measure in {"temperature", "percent"} or token.form is None)
            and not _LATIN_OR_DIGIT.match(before)
            and before not in set("-−－")
        ):
            token.negate()
            token.start = start - 1
        return token.start

    def _currency(self, text: str, token: Token) -> int:
        """￥100, 人民币100元."""
        start = token.start
        if token.form is not None and token.form.measure != "money":
            return start
        for size in self._lexicon.sign_lengths:
            sign = self._lexicon.signs.get(text[max(0, start - size) : start])
            if sign is not None:
                form = self._lexicon.forms[sign]
                token.unit, token.form = token.unit or sign, token.form or form
                token.measure, token.currency = "money", form.currency
                token.start = start - size
                break
        return token.start
