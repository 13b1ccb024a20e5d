"""A surface in its place → a token: with the sign, the currency and the words that bound it from before."""

import re
from collections.abc import Callable
from decimal import Decimal

from factpipe.model import Modifier
from factpipe.numerals import Numeral, read
from factpipe.quantities import calendar
from factpipe.quantities.lexicon import Lexicon
from factpipe.quantities.pattern import STARTS
from factpipe.quantities.surface import Surface, SurfaceReader
from factpipe.quantities.tokens import Token

#: surfaces that are remembered; then it begins anew
_KNOWN = 1 << 15
EXACT, OVER, ABOUT, RANGE = Modifier.EXACT, Modifier.OVER, Modifier.ABOUT, Modifier.RANGE
AT_LEAST, UNDER = Modifier.AT_LEAST, Modifier.UNDER
#: what bounds a number from above
_UPPER = frozenset({Modifier.NEARLY, Modifier.UNDER, Modifier.AT_MOST})
_TEN = Decimal(10)
#: what 半 is half of, rather than half of all
_HALF_OF = frozenset("年月天日个個小世辈分载夜百千万亩斤里米场")
#: 减负, 背负: a load, no sign
_BEFORE_LOAD = frozenset("减担背抱欠胜自肩不辜")
#: how far before a number a word may stand that tells what its unit measures
_SENSE_REACH = 8
#: after these a dash before an amount is a minus: 净利润为-3亿元
_BEFORE_MINUS = frozenset("为是至到达约在从由润益损～~:：(（")
_MINUS = frozenset("-−－")
_IN_A_ROW = ("连", "連")
#: 三大公司
_OF_ASPECTS = "大"
#: what stands before a currency that is the unit of a number before it
_NUMBERS = STARTS | frozenset("余餘多来來")
#: 上千人
_SOME_OF = "上"
#: after a comparison that tells by how much (比预期超出2700人), these bound nothing; 比例, 比去年增长 are none
_MORE_THAN = frozenset({"超过", "超出"})
_COMPARED = re.compile("(?<![占环同对])比(?![例重率值赛较])[^，。；、：0-9０-９增减升降涨跌高低多少快提扩缩]{1,12}\\Z")
_LATIN_OR_DIGIT = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ)）%％℃度]")


class Reader:
    """Reads matches of the scan pattern in their places."""

    def __init__(self, lexicon: Lexicon, pattern: re.Pattern[str], settle: Callable[[Surface, str], None]) -> None:
        self._lexicon = lexicon
        self._pattern = pattern
        self._read = SurfaceReader(lexicon, pattern).read
        #: tells a surface what has a say beside it and what it is by itself
        self._settle = settle
        self._told_before = lexicon.told_before
        #: surfaces by what they are read from
        self.known: dict[str, Surface] = {}
        #: facts with plain numbers, by how those are written, whether 多 may follow, what may make a trap of them, and
        #: what follows: all others are read after them
        self._models: dict[tuple[str, bool, frozenset[str] | None, str], Surface] = {}

    def read(self, text: str, match: re.Match[str]) -> Token | None:
        """The token of a match; None where its run is no numeral, not even in part."""
        surface = self.known.get(match[0]) or self.learn(match)
        return None if surface is None else self.token(text, match.start(), surface)

    def learn(self, match: re.Match[str]) -> Surface | None:
        """The surface of a match that is not known yet; None where its run is no numeral, not even in part."""
        written, digits = match[0], match["numeral"]
        numeral = read(digits)
        alike = model = None
        if numeral is not None and numeral.modifier is EXACT and _is_plain(numeral, digits):
            around = self._lexicon.around.get(digits[0])
            alike = numeral.shape, numeral.value >= 10, around, written[len(digits) :]
            model = self._models.get(alike)
        if model is not None and written[:2] not in self._lexicon.words_beginning:
            surface = model.of(numeral, digits)
        else:
            surface = self._read(match)
            if surface is None:
                return None
            self._settle(surface, written)
            if alike is not None and self._is_model(surface, match):
                self._models[alike] = surface
        if len(self.known) >= _KNOWN:
            self.known.clear()
            self._models.clear()
        self.known[written] = surface
        return surface

    def _is_model(self, surface: Surface, match: re.Match[str]) -> bool:
        """Whether another number in its place would change nothing but the value."""
        form = self._lexicon.forms.get(match["unit"])
        return (
            surface.fact is True
            and form is surface.form is not None
            and form.kind in {"measure", "classifier", "share"}
            and form.name not in calendar.NAMES
            and surface.value is surface.numeral.value
            and surface.length == len(match[0])
            and match.group("mid", "half") == (None, None)
        )

    def token(self, text: str, start: int, surface: Surface) -> Token:
        """The token of the surface that stands at `start`."""
        token = Token(surface, start)
        if surface.tenths:
            self._tenths_more(text, token)
        if surface.form is not None and surface.form.senses:
            token.measure, token.unit, modifier = sense_of(surface, text, start, token.end)
            if modifier is not None:
                token.bound(modifier)
        if start and text[start - 1] in self._told_before:
            self._look_before(text, token)
        return token

    def _tenths_more(self, text: str, token: Token) -> None:
        """三成五 is 35 %, where no unit follows the last digit."""
        following = text[token.end : token.end + 1]
        if not following or following not in "一二三四五六七八九":
            return
        match = self._pattern.match(text, token.end)
        if match is not None and match.end() == token.end + 1:
            token.set(token.value + read(following).value)
            token.end += 1

    def _look_before(self, text: str, token: Token) -> None:
        """What stands before the number: a sign, a currency, a word that bounds it."""
        lexicon, start = self._lexicon, token.number_start
        last = text[start - 1]
        if last in "个個" and token.digits == "半" and token.measure == "duration":  # 个半小时
            token.set(token.value + 1)
            token.start = start - 1
            return
        if (
            last in ".．"
            and token.numeral is not None
            and token.numeral.shape == "arabic"
            and not text[start - 2 : start - 1].isalnum()
        ):
            token.times(_TEN ** -len(token.digits))  # .25
            token.start = token.number_start = start = start - 1
            last = text[start - 1 : start]
        if (last and last in "下负負-−－") or (last == "上" and text.startswith("零", start - 2)):
            start = self._sign(text, token, last)
            if token.form is None and len(token.digits) == 1:
                return
            last = text[start - 1] if start else ""
        elif last in " 　" and text[start - 2 : start - 1] in "负負" and start > 1:
            token.negate()
            token.start = start - 2
            return
        elif last in " 　" and token.form is None and lexicon.apart.search(text, max(0, start - 6), start - 1):
            token.start = start = start - 1  # $ 64,700, USD 300
            last = text[start - 1]
        elif last in " 　" and text[start - 2 : start - 1] in lexicon.before_ends:
            start -= 1  # 超过 350 人
            last = text[start - 1]
        if last in lexicon.sign_ends:
            start = self._currency(text, token)
            last = text[start - 1] if start else ""
        if last not in lexicon.before_ends:
            return
        found = self._before(text, start, token, touching=text[token.number_start - 1] not in " 　")
        if found is None:
            for (filler,) in lexicon.fillers.get(last, ()):
                at = start - len(filler)
                if at > 0 and text[at - 1] in lexicon.bound_ends and text.startswith(filler, at):
                    found = self._before(text, at, token, touching=False)
                    if found is not None:
                        break
        if found is None:
            return
        modifier, at = found
        if modifier is not AT_LEAST and token.form is not None and token.form.name == _OF_ASPECTS:
            return  # 不到三大|公司产量的一半: what is bounded are not the three
        token.start, token.before = at, text[at:start]
        if token.before == "数以" and text.startswith("计", token.end):  # 数以千计
            token.end += 1
        if token.before == _SOME_OF and (more := self._before(text, at, token)) is not None and more[0] is OVER:
            modifier, token.start = more  # 超过上千人
        if modifier is OVER and token.before in _MORE_THAN and _COMPARED.search(text, max(0, at - 14), at):
            return  # 比预期超出2700人
        # 近几十年, 不过几百元: there is no number to stay below
        open_ = token.modifier is AT_LEAST and modifier in _UPPER
        around = modifier is OVER and token.modifier is ABOUT  # 逾300亿元左右
        below = modifier is UNDER and token.modifier is OVER  # 不到1000多万元
        if not (token.bounded or open_) or around or below:
            token.modifier = modifier

    def _before(self, text: str, end: int, token: Token, touching: bool = True) -> tuple[Modifier, int] | None:
        """The word that ends at `end` and bounds the number, which it may be `touching`, and where it begins."""
        start = token.number_start
        for word, modifier, not_after, only_before, always, least, then, not_of in self._lexicon.before.get(
            text[end - 1], ()
        ):
            at = end - len(word)
            if not text.startswith(word, at) or at < 0 or token.measure in not_of:
                continue
            if only_before and not (touching and text.startswith(only_before, start)):  # 成百, but not 成为百岁老人
                continue
            if then and not text.startswith(then, token.end):  # 快三十年了
                continue
            if least and token.measure == "count" and token.form is not None and token.value < least:
                continue
            if not_after and text.endswith(not_after, 0, at):
                alone = text[start] == "半" and text[start + 1 : start + 2] not in _HALF_OF
                if not always or not (alone or text.startswith(always, start)):
                    continue
            return modifier, at
        return None

    @staticmethod
    def _sign(text: str, token: Token, last: str) -> int:
        """零下5度, 负三, -5℃: negative; a dash before anything else is a dash."""
        start = token.number_start
        if last in "上下":  # 零上3度
            if token.measure == "temperature" and text.startswith("零", start - 2):
                if last == "下":
                    token.negate()
                token.start = start - 2
            return token.start
        before = text[start - 2 : start - 1]
        if last in "负負":
            if before == "正":  # 正负800千伏
                token.start = start - 2
                return token.start
            negative = before not in _BEFORE_LOAD
        elif token.measure in {"temperature", "percent"} or token.form is None:
            negative = not _LATIN_OR_DIGIT.match(before) and before not in _MINUS
        else:
            negative = before in _BEFORE_MINUS or (token.form.name == "度" and not before.isalnum())
        if negative:
            token.negate()
            token.start = start - 1
            if token.form is not None and token.form.name == "度":  # no angle, no power
                token.measure = "temperature"
        return token.start

    def _currency(self, text: str, token: Token) -> int:
        """￥100, 人民币100元."""
        start = token.start
        if token.form is not None and token.form.measure != "money":
            return start
        if token.form is None and text.startswith(_IN_A_ROW, token.end):
            return start  # 日元10连涨
        for size in self._lexicon.sign_lengths:
            at = start - size
            name = self._lexicon.signs.get(text[at:start]) if at >= 0 else None
            if name is not None:
                if text[at].isalpha() and text[at - 1 : at] in _NUMBERS:  # 2美元50美分
                    break
                form = self._lexicon.forms[name]
                token.unit, token.form = token.unit or name, token.form or form
                token.measure, token.currency = "money", form.currency
                token.start = at
                break
        return token.start


def _is_plain(numeral: Numeral, digits: str) -> bool:
    """Whether the number is one of many that differ in nothing but their value, unlike 二, 半, 1, 07, 950百(帕)."""
    if numeral.share or numeral.shape == "arabic":
        return not numeral.share and digits[0] not in "0０" and numeral.value != 1
    return numeral.shape in {"hanzi", "mixed"} and len(digits) > 1 and digits[-1] not in "百千半"


def sense_of(surface: Surface, text: str, start: int, end: int) -> tuple[str, str | None, Modifier | None]:
    """What a unit with several senses measures at text[start:end], by the words beside it, what it stands for, and how
    it bounds the number.
    """
    for measure, before, following, least, unit, modifier in surface.form.senses:
        if (
            (following and text.startswith(following, end))
            or (before is not None and before.search(text, max(0, start - _SENSE_REACH), start) is not None)
            or (least is not None and surface.value >= least)
        ):
            return measure, unit or surface.unit, modifier
    return surface.measure, surface.unit, None
