"""Tokens that belong together: the two ends of a range, a list that shares its unit, a compound of several units."""

import re
from decimal import Decimal
from fractions import Fraction

from factpipe.model import Modifier
from factpipe.numerals import read
from factpipe.quantities.calendar import is_ago
from factpipe.quantities.lexicon import Form, Lexicon
from factpipe.quantities.one import ANY
from factpipe.quantities.reader import Reader
from factpipe.quantities.tokens import Token

EXACT, OVER, ABOUT, RANGE = Modifier.EXACT, Modifier.OVER, Modifier.ABOUT, Modifier.RANGE
_CONNECTOR = re.compile(r"(?:[(（]含[)）])?[ 　]?(?:--|—{1,2}|[-－~～–―─−至到])[ 　]?")
#: characters that may begin a connector, a list's next item, or a smaller unit
JOINS = frozenset("-－~～–―─−至到— 　、(（和与跟與")
#: what stands before the last item of a list, and how it begins
_LAST_JOINT = re.compile("以?及|[和与跟與或]|(甚至|乃至)")
_LISTING = frozenset("和与跟與")
_LAST_JOINTS = _LISTING | frozenset("或及以甚乃")
#: what parts two sizes of one number: 成千上万
_MORE = "上"
#: what stands between the sides of a thing: 80×120厘米, 138.5x70.2x7毫米, 4710/1820/1465mm
_TIMES, _STROKES = frozenset("×xX*＊✕"), frozenset("/／")
_SIDES = _TIMES | _STROKES
#: beside `JOINS`, characters that may join a number without a unit to another one
JOINS_BARE = JOINS | _LAST_JOINTS | _SIDES | {_MORE}
#: so few runners, or lengths of a pool, and so long a way for each of them: 4×100米
_RUNNERS, _LAP = 10, 50
#: words of one character that bound a number of a list: 数百、上千元
_BOUND_BEFORE = frozenset("约近上超逾")
#: 增加300手至9500手: by how much and to what, no range
_CHANGE = re.compile(r"[增减升降涨跌](?:[加少高低长]|了)?\Z")
#: the same where 至 joins the two: 上调1元至4元, but not 下调100元到500元
_SET = re.compile(r"(?:[上下][调浮]|[调提]高|调低)\Z")
_FAR_APART = 3
#: 10万元一次 … tells how it was paid, 一起 and the like are words
_NO_PRICE = frozenset({"起", "批", "路", "道", "面", "手", "下", "行", "样", "方", "方面", "系列", "部", "大"})
_BELOW_ZERO = "零下"
_DASHES = frozenset("-－−")
_ZERO = (_BELOW_ZERO, "零上")
_SIGN = re.compile(r"(?:零[上下]|负|負|[-−－])(?=.)")
_SCALE = re.compile(r"[十百千万亿萬億]+\Z")
_LARGE_SCALE = re.compile(r"[万亿萬億]+\Z")
#: 八千到一万|亿
_LAST_SCALE = re.compile("[亿億]\\Z")
_BLANKS = frozenset(" 　")
_WORD = re.compile(r"[一-鿿A-Za-z]")
_AFTER_TENTHS = frozenset("到至和或的左上以多人民币每一涨跌降升减增掉")
#: 两米五宽
_ALONG = frozenset("宽高长深厚粗寬長")
#: 10与20之间; the two ends of a range are told as such after the second
_BETWEEN = re.compile(r"[ 　]?[和与跟與][ 　]?")
_BOTH = ("之间", "之間", "间", "間")
#: 大于100并且小于300, 1000元以上5000元以下
_AND = re.compile(r"[ ，,、]{0,2}(?:并且|并|而且|而|且|又|但又|但|和|至|到)?[ ]?")
#: how it may begin before its number: with such a link, or the word that bounds it
STARTS_SECOND_BOUND = frozenset(" ，,、并而且又但和至到小少低不未最")
#: what may bound the end of a range: 三十到近四十人, 数十至上百元
_BEFORE_END = frozenset("约近上")
_BELOW = frozenset({Modifier.UNDER, Modifier.AT_MOST})
_ABOVE = frozenset({OVER, Modifier.AT_LEAST})
#: how words begin that bound a number from above
_BOUND_STARTS = frozenset("小少低不未至最")
_PERCENT = ("百分之", "千分之", "万分之")
_SOME_TENTHS = re.compile("([一二三四五六七八九])[几幾](?![一-龥]?[十百千万])")
_CENTIMETRES = re.compile("([一二三四五六七八九])([一二三四五六七八九])(?![十百千万亿])")
_APIECE = re.compile("[一二三四五六七八九1-9１-９](?=一)")
#: 五 or 十五, and 六 or 六千
_FIRST_OF_TWO = re.compile(r"(?:\A|[十百千万亿])[一二两三四五六七八]\Z")
_SECOND_OF_TWO = re.compile(r"[二三四五六七八九][十百千万亿余多来]*\Z")
_HANZI_DIGITS = str.maketrans("123456789１２３４５６７８９", "一二三四五六七八九" * 2)
_DIGITWISE = frozenset({"hanzi", "arabic", "one", "digits"})


class Joiner:
    """Joins tokens with those that follow them."""

    def __init__(self, lexicon: Lexicon, pattern: re.Pattern[str], reader: Reader) -> None:
        self._lexicon = lexicon
        self._pattern = pattern
        self._reader = reader
        self._after = re.compile(lexicon.after_pattern)

    def join(self, text: str, token: Token) -> tuple[list[Token], int]:
        """The token, made longer where its neighbours belong to it, or the items of its list; and where they end."""
        tokens = [token]
        while True:
            last = tokens[-1]
            end = last.end
            char = text[end : end + 1]
            if not char:
                break
            if last.unit == "年" and len(last.digits) == 4 and last.numeral.shape != "hanzi":
                break  # 2012年3个月 is no length of time
            if (
                last.form is not None
                and (last.form.parts or last.form.short)
                and not last.bounded
                and self._compound(text, last)
            ):
                continue
            if last.modifier in _ABOVE and len(tokens) == 1 and self._two_bounds(text, last):
                continue
            if char == "一" and last.measure == "money" and last.per is None and self._price(text, last, end):
                break
            if char == _MORE and self._and_more(text, last):
                continue
            if (
                char in _LAST_JOINTS
                and last.form is None
                and (other := self._last_item(text, last, tokens)) is not None
            ):
                tokens.append(other)
                continue
            if char not in JOINS:
                tokens += self._sides(text, last) if char in _SIDES and len(tokens) == 1 else ()
                break
            if char == "、":
                if last.unit is not None or last.share:
                    break
                other = self._next(text, end + 1)
                if other is None or other.start != end + 1 or _scripts_differ(last, other):
                    break  # 三、2021年重点工作
                if len(tokens) == 1 and (other.unit is not None or len(other.digits) > 1) and self._either(last, other):
                    break
                if len(tokens) == 1 and _enumerates(text, last, other):
                    break
                tokens.append(other)
                continue
            if char in _LISTING and not self._between(text, last):
                self._take_last_unit(text, last)
                break
            connector = _CONNECTOR.match(text, end)
            other = self._next(text, connector.end()) if connector is not None else None
            if other is not None and other.start < connector.end() and text[other.start] in _DASHES:
                other.negate()  # the dash of 五-七成 is no minus
                other.start = other.number_start
            if other is None or not self._range(text, last, other):
                break
        head = tokens[-1]
        if len(tokens) > 1 and head.unit is not None:
            for each in tokens[:-1]:
                _share_unit(each, head)
        return tokens, head.end

    def _next(self, text: str, start: int) -> Token | None:
        """The token that begins at `start`, its sign or the word that bounds it included."""
        match = self._pattern.match(text, start) if not text.startswith(_ZERO, start) else None
        if match is None:
            sign = _SIGN.match(text, start)
            at = sign.end() if sign is not None else start + 1 if text[start : start + 1] in _BOUND_BEFORE else None
            match = self._pattern.match(text, at) if at is not None else None
            if match is None:
                return None
        token = self._reader.read(text, match)
        if (
            token is not None
            and token.form is not None
            and (token.form.parts or token.form.short)
            and not token.bounded
        ):
            self._compound(text, token)
        return token

    def _sides(self, text: str, first: Token) -> list[Token]:
        """The other sides of a thing of which all have the unit of the last one; none where no length ends them."""
        sides = [first]
        mark = text[first.end]
        while text[sides[-1].end : sides[-1].end + 1] == mark and sides[-1].form is None:
            at = sides[-1].end + 1
            other = self._next(text, at)
            if other is None or other.start != at or _scripts_differ(first, other):
                return []
            sides.append(other)
        last = sides[-1]
        if last.measure != "length" or (mark in _STROKES and len(sides) < 3):
            return []
        return [] if first.value <= _RUNNERS and last.unit == "米" and last.value >= _LAP else sides[1:]

    def _last_item(self, text: str, last: Token, tokens: list[Token]) -> Token | None:
        """The item that ends a list and has its unit: the 5 of 降低3和5个百分点, the 几百 of 几十甚至几百元."""
        joint = _LAST_JOINT.match(text, last.end)
        if joint is None or (len(tokens) == 1 and not joint[1] and not last.digits[0].isdecimal()):
            return None
        other = self._next(text, joint.end())
        if other is None or other.unit is None or other.start != joint.end() or _scripts_differ(last, other):
            return None
        return None if text.startswith(_BOTH, other.end) else other

    def _and_more(self, text: str, first: Token) -> bool:
        """成千上万名, 几百上千元: a size and the next larger one are one number, at least the smaller one."""
        if first.form is not None or first.modifier is not Modifier.AT_LEAST:
            return False
        other = self._next(text, first.end)
        if other is None or other.before != _MORE or other.value <= first.value:
            return False
        first.take_unit(other)
        first.bounded, first.end = True, other.end
        return True

    def _price(self, text: str, token: Token, at: int) -> bool:
        """80元一斤, 五块钱一把: what follows is what the price is for; it becomes the denominator."""
        match = self._pattern.match(text, at)
        if match is None or match["unit"] is None or match.start("unit") != at + 1:
            return False
        unit = match["unit"]
        form = self._lexicon.forms[unit]
        if unit in _NO_PRICE or form.measure in {"money", "percent", "ratio"} or form.kind == "noun":
            return False
        token.per = "月" if unit == "个月" else unit
        return True

    def _two_bounds(self, text: str, first: Token) -> bool:
        """大于100并且小于300, 1000元以上5000元以下: a lower and an upper bound make a range."""
        at = _AND.match(text, first.end).end()
        if text[at : at + 1] in _BOUND_STARTS:
            match = self._pattern.search(text, at, at + 24)
        else:
            match = self._pattern.match(text, at)
        if match is None or match.start() > at + 5:
            return False
        second = self._reader.read(text, match)
        if second is None or second.start != at or second.modifier not in _BELOW:
            return False
        if first.bounded != second.bounded or not _same(first, second) or first.value >= second.value:
            return False
        self._span(first, second, first.value, second.value)
        return True

    def _between(self, text: str, first: Token) -> bool:
        """10与20之间, 在20%和30%之间."""
        connector = _BETWEEN.match(text, first.end)
        other = self._next(text, connector.end()) if connector is not None else None
        return other is not None and text.startswith(_BOTH, other.end) and self._range(text, first, other)

    def _take_last_unit(self, text: str, first: Token) -> None:
        """The unit that 个 is short for in 加快5个和10.6个百分点, where the last item of the list has it in full."""
        match = self._pattern.match(text, first.end + 1) if first.unit in ANY else None
        form = self._lexicon.forms.get(match["unit"]) if match is not None else None
        if form is not None and form.measure == "percent" and match["unit"][0] in ANY:
            first.form, first.measure, first.unit = form, form.measure, match["unit"]

    @staticmethod
    def _span(first: Token, second: Token, low: Decimal, high: Decimal) -> None:
        first.value = first.low = low
        first.high = high
        first.modifier, first.bounded = RANGE, True
        cold = first.measure == "temperature" and first.form is second.form  # -3度到5度
        first.take_unit(second)
        first.measure = "temperature" if cold else first.measure
        first.end = second.end

    def _range(self, text: str, first: Token, second: Token) -> bool:
        """Make `first` the range from it to `second`; false where the two are none."""
        words = first.numeral is None or second.numeral is None
        if words and not (first.share and second.share):  # 三分之一至一半 has two ends, 三成翻番 none
            return False
        if second.before and second.before not in _BEFORE_END:
            return False
        if "/" in second.digits and not first.share:
            return False  # 6-4/2-6, what was won and lost
        low = first.value
        if first.unit is None:
            if second.unit is None and (first.modifier is not EXACT or second.modifier is not EXACT):
                return False
            low = _scaled(first, second, _is_ago(text, first, second))
            if second.share and not second.digits.startswith(_PERCENT) and second.numeral.value:
                low *= second.value / second.numeral.value
        elif second.unit is None:
            if first.digits.startswith(_PERCENT) and first.numeral.value:  # 百分之十到二十
                second.take_unit(first)
                second.times({"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[first.digits[0]])
            elif text.startswith(_BOTH, second.end) or _by_sign(first):  # 1500米至1800之间, $20-22
                second.take_unit(first)
            else:
                return False
        elif not _same(first, second):
            part = second.form.parts.get(first.unit) if second.form is not None else None
            larger = first.form.parts.get(second.unit) if first.form is not None else None
            ratio = part or (1 / larger if larger else None)
            if ratio is None:
                return False
            low = low * ratio.numerator / ratio.denominator
        high = second.high if second.high is not None else second.value
        if second.measure == "temperature":
            if first.unit is None and text.endswith(_BELOW_ZERO, 0, first.start):
                first.start -= len(_BELOW_ZERO)
                low = -low
            if low < 0 < high and high > -low and text.startswith(_BELOW_ZERO, first.start):
                low, high = -high, low  # 零下20至30度, 零下十度到十五度, but 零下5至3度, 零下5至5度
        if first.unit is not None and not first.share and high > _FAR_APART * low and _changed(text, first, second):
            return False
        if high < low and (high < 0 or (first.share and "/" in first.digits)):  # -0.06元~-0.08元, 3℃~-5℃, 1/3~1/4
            low, high = high, low
        if high < low and _is_ago(text, first, second):
            low, high = high, low  # 距今6000至4000年
        if low >= high:
            return False
        self._span(first, second, low, high)
        return True

    @staticmethod
    def _either(first: Token, second: Token) -> bool:
        """七、八个, 二、三十人, 十五、六岁: two neighbouring digits with a comma between are a range."""
        a, b = (token.digits.translate(_HANZI_DIGITS) for token in (first, second))
        if _FIRST_OF_TWO.search(a) is None or _SECOND_OF_TWO.match(b) is None:
            return False
        joined, alone = read(a + b), read(b)
        if joined is None or joined.modifier is not RANGE or alone is None or not alone.value:
            return False
        factor = second.value / alone.value
        first.value = first.low = joined.low * factor
        first.high = joined.high * factor
        first.modifier, first.bounded = RANGE, True
        first.take_unit(second)
        first.number_end, first.end = second.number_end, second.end
        return True

    def _compound(self, text: str, first: Token) -> bool:
        """Add the smaller units that follow directly, 3元5角2分, or bare tenths, 两米三, to `first`."""
        form, ratio, begin = first.form, Fraction(1), first.end
        if form.name == "天" and text.startswith(first.digits + "夜", begin):  # 三天三夜
            first.end += len(first.digits) + 1
            return True
        while first.end < len(text) and (form.parts or form.short):
            apart = _set_apart(text, first)
            at = first.end + (apart or text[first.end] in "零又〇")
            if form.short and form.measure == "money" and self._tenths_apiece(text, first):
                break
            if form.short and _words_of_tenths(text, first, at):
                self._bound_after(text, first)
                break
            match = self._pattern.match(text, at)
            other = self._reader.read(text, match) if match is not None else None
            if other is None or other.numeral is None or other.start != at or other.numeral.modifier is not EXACT:
                break
            part = form.parts.get(match["unit"])
            if part is not None and other.unit == match["unit"] and other.value < 1 / part:  # 一天24小时 is a rate
                ratio *= part
                first.set(first.value + other.value * ratio.numerator / ratio.denominator)
                if other.modifier is not EXACT:
                    first.bound(other.modifier)
                first.end = other.end
                smaller = self._lexicon.unit(other.form, form, match["unit"])
                if first.form.name == "分":
                    first.measure, smaller = "duration", other.form
                elif first.form.measure == "money":
                    first.measure = "money"
                if smaller is None or first.bounded:
                    break
                form = smaller
                continue
            if apart:
                break
            # 两块九毛六由…: after a smaller unit of money a digit is of the next one, whatever word follows
            small = ratio != 1 and form.measure == "money" and len(other.digits) == 1
            if form.short and _is_bare(other) and (small or _tenths(text, other, form)):
                places = len(other.digits) + at - first.end  # 三米五 is 3.5, 三米零五 is 3.05
                first.set(first.value + other.value * ratio.numerator / (ratio.denominator * 10**places))
                first.end = other.end
                if form.measure == "money":  # 两块 counts, 两块五 does not
                    first.measure = "money"
                if other.bounded:
                    first.bound(other.modifier)
                self._bound_after(text, first)
            break
        return first.end > begin

    def _bound_after(self, text: str, first: Token) -> None:
        """What follows tenths and bounds them: 一米八左右."""
        bound = self._after.match(text, first.end)
        if bound is not None and not self._lexicon.after[bound[0]][1]:
            first.bound(self._lexicon.after[bound[0]][0])
            first.end = bound.end()

    def _tenths_apiece(self, text: str, first: Token) -> bool:
        """两块五一斤: the tenths of a price before the one thing that it is paid for; 五一 is no number."""
        tenths = _APIECE.match(text, first.end)
        thing = self._pattern.match(text, tenths.end()) if tenths is not None else None
        if thing is None or thing["unit"] is None or thing.start("unit") != tenths.end() + 1:
            return False
        first.set(first.value + read(tenths[0]).value / 10)
        first.measure, first.end = first.form.measure, tenths.end()
        return True


def _words_of_tenths(text: str, first: Token, at: int) -> bool:
    """Add tenths that are no number of their own: the more than eight of 一米八几, the 78 of 一米七八, no range."""
    if (some := _SOME_TENTHS.match(text, at)) is not None:
        first.set(first.value + read(some[1]).value / 10)
        first.bound(OVER)
        first.end = some.end()
        return True
    if first.form.name != "米" or (two := _CENTIMETRES.match(text, at)) is None:
        return False
    first.set(first.value + (read(two[1]).value * 10 + read(two[2]).value) / 100)
    first.end = two.end()
    return True


def _by_sign(token: Token) -> bool:
    """Whether the unit of a token is a sign before it, which a second number need not repeat."""
    return token.currency is not None and token.start < token.number_start and token.end == token.number_end


def _set_apart(text: str, token: Token) -> bool:
    """Whether a blank follows a token that has one before its unit too: 1 小时 20 分."""
    return text[token.end] in _BLANKS and text[token.number_end] in _BLANKS


def _changed(text: str, token: Token, other: Token) -> bool:
    """Whether a verb of change stands right before a token, so that the other one tells what it changed to."""
    if token.modifier is not EXACT:
        return False
    at = max(0, token.start - 2), token.start
    return _CHANGE.search(text, *at) is not None or (
        text[other.start - 1] == "至" and _SET.search(text, *at) is not None
    )


def _enumerates(text: str, first: Token, second: Token) -> bool:
    """Whether the first number is that of a paragraph: 1、2011年1月 …, 五、一个企业 …, but not 3、4名."""
    begins = text[: first.number_start].rstrip(" \u3000")[-1:] in ("", "\n", "。")
    return begins and second.unit is not None and second.value != first.value + 1


def _scripts_differ(first: Token, second: Token) -> bool:
    return first.digits[0].isdecimal() is not second.digits[0].isdecimal()


def _same(first: Token, second: Token) -> bool:
    """Whether two tokens have the same unit, or one has none."""
    return first.form is None or second.form is None or first.form.name == second.form.name


def _is_bare(token: Token) -> bool:
    """Whether a number has neither a unit nor a bound before it: the 75左右 of 一米75左右."""
    return token.unit is None and (token.modifier is EXACT or (token.bounded and not token.before))


def _tenths(text: str, token: Token, form: Form) -> bool:
    """Whether a bare number after a unit counts its tenths: the 三 of 两米三, not that of 两米三层."""
    digits = token.digits
    if form.name == "秒" and len(digits) <= 3 and digits.isdecimal():
        return True  # 11秒17夺冠, 1分13秒899, 51秒4获胜
    if len(digits) > 2 or token.numeral.shape not in _DIGITWISE or not digits.isalnum() or _SCALE.search(digits):
        return False
    following = text[token.end : token.end + 1]
    return not _WORD.match(following) or following in _AFTER_TENTHS or (following in _ALONG and form.name == "米")


def _is_ago(text: str, first: Token, second: Token) -> bool:
    """Whether the two ends of a range tell how many years ago it was: 距今5000至4000年, the earlier one first."""
    return second.unit == "年" and is_ago(text, first.start)


def _scaled(first: Token, second: Token, larger: bool) -> Decimal:
    """20到30万, 三至五百: the first number takes the second's multiplier where it has none and is the smaller one, or
    may be the `larger` one.
    """
    for pattern in (_SCALE, _LARGE_SCALE, _LAST_SCALE):
        scale = pattern.search(second.digits)
        if scale is None or not scale.start() or pattern.search(first.digits):
            continue
        head = read(second.digits[: scale.start()])
        if head is not None and head.value and (first.value < head.value or larger):
            return first.value * (second.numeral.value / head.value)
    return first.value


def _share_unit(token: Token, head: Token) -> None:
    """An item of a list takes the unit of its last item, and what that makes of a number (2、3成)."""
    if head.share and head.numeral is not None and head.numeral.value and not token.share:
        token.times(head.value / head.numeral.value)
    scale = _LARGE_SCALE.search(head.digits)
    if (
        scale is not None
        and scale.start()
        and token.form is None
        and token.numeral is not None
        and token.numeral.shape == "arabic"
    ):
        factor = read("一" + scale[0])
        if factor is not None and token.value < 1000:
            token.times(factor.value)
    token.take_unit(head)
