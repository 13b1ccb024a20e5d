"""What a token is: a fact, or a date, an ordinal, a code, an indefinite 一, a bare number.

The questions are put in the order in which they are told here; the first that has an answer decides.
"""

import re
from decimal import Decimal

from factpipe.model import Modifier
from factpipe.quantities import calendar
from factpipe.quantities.bare import Bare
from factpipe.quantities.lexicon import Lexicon
from factpipe.quantities.one import INDEFINITE, One
from factpipe.quantities.tokens import Token
from factpipe.sentences import CLAUSE_ENDS

EXACT = Modifier.EXACT
LATIN = frozenset(chr(first + n) for first in map(ord, "AaＡａ") for n in range(26))
_TEN_THOUSAND, _HUNDRED = 10**4, 100
QUOTES = dict(zip('“「『《【"‘〈', '”」』》】"’〉', strict=True))
#: what ends a sentence that somebody says: “三天。”
_SAID = frozenset("。！？!?…")
#: one in digits, and 两
ONE, TWO = frozenset("1１"), frozenset("两兩")
SMALL_SHAPES = frozenset({"hanzi", "one", "multiplier", "digits"})
#: amounts for which rates of exchange are told
_EXCHANGED = frozenset({Decimal(1), Decimal(100)})
_EXCHANGE = (
    r"[可约能]?(?:兑换?|折合|[对合=＝])[^，。；\n]{0,5}?[0-9０-９一二两三四五六七八九十百][0-9０-９.．千万亿]*"
    "[^，。；\n0-9０-９]{0,3}"
)
#: how what follows such an amount may begin, and how what stands before the second may end
EXCHANGE_STARTS, EXCHANGE_ENDS = frozenset("可约能兑折对合=＝"), frozenset("兑换对")
#: +0.6%, 120元+16元 are told; the 8 of 6+8 and the 500m of K12+500m are not
_PLUS, _SUMMED = frozenset("+＋"), frozenset({"percent", "money", "temperature"})
#: a number that begins with a zero is one of a series
_NUMBERED = re.compile(r"[0０][0-9０-９]+\Z")
#: 三块 are yuan or pieces
_PIECE = "块"
#: 12栋3单元501室 is where someone lives
HOUSES = frozenset("栋幢座楼")
_ADDRESS = re.compile("[0-9０-９]{1,3}单元[0-9０-９]|[0-9０-９]{3,4}[室号]")
#: units of divisions; their number may stand before that of smaller ones
DIVISIONS = frozenset("国省市县区州盟旗乡镇")
#: numbers that count places only after others
FEW_PLACES = frozenset({"一", "1", "１", "二"})
_PLACES_BEFORE = re.compile(rf"[0-9０-９一二两三四五六七八九十][{''.join(sorted(DIVISIONS))}]\Z")
_ZERO = frozenset("〇○零0０")
_COLONS = frozenset("∶:：")
#: what may carry a number on from before it
_CARRYING = LATIN | _COLONS | frozenset("-－.—–")
#: what a letter stands for between the sides of a thing
_TIMES, _BY = frozenset("xX"), frozenset("×*")
#: the standard GB5749-2006, of that year
_HYPHENS, _YEAR = frozenset("-－—–"), 4
_STANDARD = re.compile("[A-Za-zＡ-Ｚ][ 　/]?T?[ 　]?[0-9.]{2,8}[-－—–]\\Z")
#: 22:30档, 19:20分
_AFTER_CLOCK = frozenset("档分")
#: 下半场21分钟
_MINUTES = frozenset({"分", "分钟"})
#: 7:25:40点火
_SECONDS = re.compile("[0-9０-９][:：][0-9０-９]{2}[:：]\\Z")
#: 1:250万 is the scale of a map
_SCALE_OF_MAP = re.compile(r"(?<![0-9])1[:：]\Z")
#: what may end the clause of a number; before these 二次 tells how often, 立功二次
CLAUSE_MARKS = frozenset(f"{CLAUSE_ENDS}、）)")
#: an amount and a stroke, after which stands what it is for
_PRICE_FOR = re.compile(r"(?:[0-9０-９万亿千百十][^0-9０-９/／]{0,3}|\A)[/／]\Z")
#: classifiers of those who come first, and what stands before their number: 前十位
_FIRST = frozenset("前头頭")
_PLACED = frozenset({"位", "名", "强"})
#: 目前|四位客商, 带头|三名, but not 比赛前三名
_NOT_FIRST = re.compile("[目以之此日眼当]前\\Z|[牵带街码镇镜口山村桥埠工]头\\Z")
#: of which the first and the second are told together: 一、二期工程, but not 一、二次
_PARTS = frozenset("类期层组队班线部代版章节区环连营团师季集卷")
_NAMED = re.compile("[一二]、[二三]|一[至到](?!两)|一二(?![十百千万])")
#: 一则路远，|二则价高: for one thing, for another
REASON, _REASONS, _FIRST_REASON, _REASON_REACH = "则", frozenset("二三"), "一则", 60
#: after these such a reason begins
REASON_STARTS = frozenset("，；,;")
#: what is multiplied: 翻了近一番, 增长了两番
_MULTIPLIED = re.compile("(?:翻[^，。；、]{0,3}|(?:增长|提高|提升|增加|扩大)了?)\\Z")
#: 上半年, 后半场: halves that have a name
HALVES = frozenset("上下前后")
#: what stands on either side of the unit of a column of figures
_BEFORE_COLUMN, _AFTER_COLUMN = frozenset("：:（( 　\t|"), frozenset(("", *"）) 　\t\n|"))
_COLUMN = frozenset("万亿萬億")
#: 三年级2班
_GRADE = "年级"
_HAN = re.compile("[一-龥]")
#: 走上|一个小时, but not 上一个小时
_WENT_ON = ("走上", "等上")
#: 由目前|半小时缩短
_NOW = ("目前", "此前", "之前", "以前")


class Judge:
    """Decides for each token why it is no fact, if it is none."""

    def __init__(self, lexicon: Lexicon, pattern: re.Pattern[str]) -> None:
        self._lexicon = lexicon
        self._calendar = calendar.Calendar(lexicon)
        self._one = One(lexicon, pattern)
        self._bare = Bare(lexicon)
        self._exchange = re.compile(_EXCHANGE + lexicon.money)
        beside = lexicon.beside
        self._storeyed, self._averaged, self._aged = (beside[key][1] for key in ("二层", "万元", "百年"))

    def judge(self, text: str, token: Token, tokens: list[Token]) -> None:
        """Set `token.reason`, and what a token without a unit measures; `tokens` is the list of which it is an item."""
        token.reason = self._reason(text, token, tokens)

    def alone(self, token: Token, written: str) -> bool | None:
        """Whether a surface, as a token at the head of what it is `written` as, is a fact where nothing beside it has
        a say; None where more of the clause decides.
        """
        form = token.form
        if form is not None and token.numeral is not None:
            if token.numeral.shape == "one":
                return None
            if (form.kind == "calendar" or form.name in calendar.NAMES) and not calendar.alone(token):
                return None
        return self._reason(written, token, [token]) is None

    def _reason(self, text: str, token: Token, tokens: list[Token]) -> str | None:
        start, traps = token.number_start, self._lexicon.trap_after
        last = text[start - 1] if start else ""
        if last in self._lexicon.trap_before and (reason := self._trapped_before(text, token, len(tokens) > 1)):
            return reason
        if text[token.number_end : token.number_end + 1] in traps or text[token.end : token.end + 1] in traps:
            reason = self._trapped_after(text, token)
            if reason is not None:
                return reason
        if token.numeral is None:
            return None
        side = last in _TIMES and len(tokens) > 1  # 138.5x70.2x7毫米
        if last in _CARRYING and not side and (reason := _carried_on(text, token, last)):
            return reason
        if last == " " and _is_model(text, token):
            return "model"
        if token.form is None:
            return self._bare.settle(text, token)
        reason = self._of_unit(text, token, tokens)
        if reason is not None or token.form is None:
            return reason
        if last in _FIRST and token.form.name in _PLACED and not _NOT_FIRST.search(text, max(0, start - 2), start):
            return "rank"  # 前三名, 头三名
        return self._written(text, token, last) if token.numeral.shape in SMALL_SHAPES else None

    def _of_unit(self, text: str, token: Token, tokens: list[Token]) -> str | None:
        """By its unit: a date or a rank, a rate of exchange, an address, an indefinite 一, a name."""
        form = token.form
        if (form.kind == "calendar" or form.name in calendar.NAMES) and (reason := self._calendar.reason(text, token)):
            return reason
        if form.measure == "money" and token.value in _EXCHANGED and self._is_exchanged(text, token):
            return "distributive"
        if token.digits[0] in "0０" and form.kind in {"classifier", "noun"} and _NUMBERED.match(token.digits):
            return "code"  # 云海二号07组
        if form.name in HOUSES and _ADDRESS.match(text, token.end):
            return "name"
        if _is_counter(token):
            return self._of_classifier(text, token, tokens)
        if form.kind == "noun":
            return self._of_noun(text, token)
        if token.numeral.shape == "one":
            return self._one.of_unit(text, token)
        return "distributive" if token.digits in ONE and self._one.measures(text, token) else None

    def _is_exchanged(self, text: str, token: Token) -> bool:
        """1美元兑7.8港元, 7.8港元兑换1美元: money for which a rate is told."""
        if text.endswith(("兑", "兑换", "对"), 0, token.start):
            return True
        return self._exchange.match(text, token.end) is not None

    def _of_classifier(self, text: str, token: Token, tokens: list[Token]) -> str | None:
        if token.numeral.shape == "one":
            return self._one.of_classifier(text, token, tokens) or self._one.of_unit(text, token)
        if token.digits == "半" and token.form.name not in self._lexicon.halved:
            return self._bare.of_half(text, token) if token.before else "word"
        return "word" if token.digits == "零" else None

    def _of_noun(self, text: str, token: Token) -> str | None:
        """两市, 五大 count; so does one place that stands after others."""
        one = token.numeral.shape == "one"
        if one and (reason := self._one.of_thing(text, token)):
            return reason
        if not _counts_places(token) and not _is_listed(text, token):
            return "indefinite" if one and token.modifier in INDEFINITE else "name"
        return self._one.of_unit(text, token) if one else None

    def _written(self, text: str, token: Token, last: str) -> str | None:
        """By how its number is written, in characters: 上半年, 百年, 二层, 五四节, “四讲四爱”."""
        form, shape, digits = token.form, token.numeral.shape, token.digits
        if digits == "半" and last in HALVES and not text.endswith(_NOW, 0, token.number_start):
            return "date"
        if form.name == "番" and not _MULTIPLIED.search(text, max(0, token.start - 6), token.start):
            return "word"  # 打扮了一番, 几经两番周折
        if shape == "multiplier" and token.modifier is EXACT:
            if form.name in self._lexicon.rounded:
                return None if form.name == "年" and text.startswith(self._aged, token.end) else "word"
            if text.startswith(self._averaged, token.end):
                return "distributive"  # 万元GDP能耗
            if token.digits in _COLUMN and last in _BEFORE_COLUMN and text[token.end : token.end + 1] in _AFTER_COLUMN:
                return "word"  # 单位：亿元
        if digits in TWO and text.endswith(f"一{token.unit}", 0, token.number_start):
            return "word"  # 不是一天两天
        if digits == "二" and token.modifier is EXACT and self._is_second(text, token):
            return "rank"
        if form.name == REASON and _is_reason(text, token):
            return "word"
        if form.name in _PARTS and _is_named(text, token) and not text.startswith(self._storeyed, token.end):
            return "rank"  # 一、二期工程, 一至三集
        if shape == "digits" and not _counts_by_places(token):
            return "code"
        return "slogan" if last in QUOTES and _is_quoted(text, token, last) else None

    def _is_second(self, text: str, token: Token) -> bool:
        """二层 is the second one, but 二层小楼 and 立功二次 count."""
        name, end = token.form.name, token.end
        return (
            name in self._lexicon.numbered
            and not text.startswith(self._storeyed, end)
            and not (name == "次" and text[end : end + 1] in CLAUSE_MARKS)
        )

    def _trapped_before(self, text: str, token: Token, joined: bool) -> str | None:
        """By the word before it; `joined` tells that it is one of several with one unit."""
        start, form = token.number_start, token.form
        for word, reason in self._lexicon.trap_before[text[start - 1]]:
            if not text.endswith(word, 0, start):
                continue
            if reason == "indefinite":
                if self._is_indefinite(text, token):
                    return reason
            elif reason == "model":
                measure = form.measure if form is not None else None
                if measure == "length" and (joined or (word in _BY and not text[start - 2].isdigit())):
                    continue  # 80厘米×120厘米, 80×120厘米 and 4710/1820/1465mm are lengths, but not 4×100米
                if word in _BY:
                    if measure != "power":  # 2×30万千瓦 is what each has
                        return reason
                elif token.digits == "万" or _PRICE_FOR.search(text, max(0, start - 6), start):
                    return "distributive"  # 8元/500克, but not 45万吨化肥/80万吨水泥
            elif reason == "code":
                if word not in _PLUS or form is None or form.measure not in _SUMMED:
                    return reason
            elif reason == "clock":
                if form is not None and form.name in _MINUTES:
                    return reason
            elif word == _GRADE:
                if form is None or form.name != "个":  # 三年级2班, but not 6个年级6个班
                    return reason
            elif reason == "date":
                if (form is None or form.kind == "calendar") and not token.share:
                    return reason
            else:
                return reason
        return None

    def _is_indefinite(self, text: str, token: Token) -> bool:
        """Whether 一 after 这, 某, 另 is one of those spoken of."""
        form = token.form
        if token.numeral is None or token.numeral.shape != "one" or token.modifier is not EXACT or token.share:
            return False
        if token.value != 1 or (form is not None and form.measure == "ratio"):
            return False  # 成绩是一分四十秒 is told
        if self._one.is_told(text, token) or (token.measure == "duration" and text.endswith(_WENT_ON, 0, token.start)):
            return False
        return form is None or not _is_counter(token) or not self._one.of_some(text, token)

    def _trapped_after(self, text: str, token: Token) -> str | None:
        traps = self._lexicon.trap_after
        for at in (token.number_end, token.end):
            for word, reason in traps.get(text[at : at + 1], ()):
                if not text.startswith(word, at) or token.share:  # 四分之一强
                    continue
                if reason != "rank" or token.form is None or at != token.end:
                    return reason  # 两个梯队 counts, 一梯队 does not; 8级强震, 20亿元强力推进
        return None


def _is_counter(token: Token) -> bool:
    """Whether the unit is a classifier; 块 is one where it is no money."""
    return token.form.kind == "classifier" or (token.form.name == _PIECE and token.measure == "count")


def _carried_on(text: str, token: Token, last: str) -> str | None:
    """What stands before a number that goes on with it: 3:2, 22:30, D7000, ARJ21-700."""
    start, form = token.number_start, token.form
    if last in _COLONS and text[start - 2 : start - 1].isdigit():
        if last == "∶" or (token.value >= _HUNDRED and _SCALE_OF_MAP.search(text, max(0, start - 3), start)):
            return "score"
        if (form is not None and form.name in _AFTER_CLOCK) or _SECONDS.search(text, max(0, start - 6), start):
            return "clock"
    priced = token.currency is not None and token.unit is not None
    if token.numeral.shape != "arabic" or priced or token.share:
        return None
    hyphened = start > 1 and last in "-－." and text[start - 2] in LATIN
    if not hyphened and last in _HYPHENS and len(token.digits) == _YEAR:
        hyphened = _STANDARD.search(text, max(0, start - 16), start) is not None
    return "model" if hyphened or last in LATIN else None


def _is_model(text: str, token: Token) -> bool:
    """Whether a letter after a number that follows a word in letters is part of a name (SRP 532W, CT 200h)."""
    start, end = token.number_start, token.end
    return end == token.number_end + 1 and text[end - 1] in LATIN and text[start - 2 : start - 1] in LATIN


def _is_quoted(text: str, token: Token, mark: str) -> bool:
    """Whether a small number begins a short quotation, which is no fact; “数亿条搜索” is."""
    shape = token.numeral.shape
    if shape not in SMALL_SHAPES or token.share or (token.value >= _TEN_THOUSAND and shape != "multiplier"):
        return False
    end = text.find(QUOTES[mark], token.end, token.end + 12)
    return end > token.end and text[end - 1] not in _SAID


def _is_named(text: str, token: Token) -> bool:
    """Whether a range is written as 一、二 or 二、三, which names the two, or leads from the first one on: 一至三."""
    return token.modifier is Modifier.RANGE and _NAMED.match(text, token.number_start) is not None


def _is_reason(text: str, token: Token) -> bool:
    """Whether 二则 goes on from 一则: 一则路远，二则价高, but not 新闻一则，通知二则."""
    start = token.start
    if token.digits not in _REASONS or text[start - 1 : start] not in REASON_STARTS or not _HAN.match(text, token.end):
        return False
    first = text.rfind(_FIRST_REASON, max(0, start - _REASON_REACH), start)
    return first >= 0 and _HAN.match(text, first + len(_FIRST_REASON)) is not None


def _is_listed(text: str, token: Token) -> bool:
    """四市六县一镇, 四市二县: one place, or 二, counts after others."""
    return token.digits in FEW_PLACES and _PLACES_BEFORE.search(text, max(0, token.start - 2), token.start) is not None


def _counts_by_places(token: Token) -> bool:
    """Whether digits one by one are a number: 二一一·九六六分, 二〇五户, 一〇八亩, but not 一〇五团, 一九六三年内."""
    counter = token.form.kind in {"classifier", "noun"}
    if "点" in token.digits or "·" in token.digits or (len(token.digits) < 3 and not counter):
        return True
    counted = token.form.kind == "measure" or token.measure in {"people", "households"}
    return counted and token.measure != "duration" and not _ZERO.isdisjoint(token.digits[1:])


def _counts_places(token: Token) -> bool:
    """Whether a number before 市, 县, 大 … counts: 两市 does, 二村, 1.5县 and 2008省 do not."""
    value = token.value
    return (
        token.digits not in {"二", "半"}
        and value == int(value)
        and 2 <= value <= 3000
        and token.numeral.shape != "digits"
    )
