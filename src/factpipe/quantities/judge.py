"""What a token is: a fact, or a date, an ordinal, a code, an indefinite 一, a bare number."""

import re
from decimal import Decimal

from factpipe.model import Modifier
from factpipe.quantities import calendar
from factpipe.quantities.lexicon import Lexicon
from factpipe.quantities.tokens import Token

EXACT, OVER, AT_LEAST, RANGE = Modifier.EXACT, Modifier.OVER, Modifier.AT_LEAST, Modifier.RANGE
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
_CLAUSE_END = re.compile(r".*[，。；！？,;!?\n：:]", re.DOTALL)
_TEN_THOUSAND, _MILLION = 10**4, 10**6
_LETTERS = {"M": 10**6, "G": 10**9}
QUOTES = dict(zip('“「『《【"‘〈', '”」』》】"’〉', strict=True))
SMALL_SHAPES = frozenset({"hanzi", "one", "multiplier", "digits"})
#: measures of which one unit may be what another quantity is told for
_DENOMINATORS = frozenset({"duration", "mass", "area", "length", "volume", "households"})
#: what ends an amount of money: 80元 一斤
_PRICED = re.compile(r"[元块角毛钱][一二三四五六七八九1-9多余]?\Z")
_NO_DENOMINATOR = frozenset({"周年", "里", "光年"})
#: 一天一个价, 一家一户
_ONE_MORE = re.compile(r"一[个户家人价样次度变村乡品策案计景岗档码]")
#: amounts for which rates of exchange are told
_EXCHANGED = frozenset({Decimal(1), Decimal(100)})
_EXCHANGE_AFTER = re.compile(
    r"[可约能]?(?:兑换?|折合|[对合=＝])[^，。；\n]{0,5}?[0-9０-９一二两三四五六七八九十百][0-9０-９.．千万亿]*"
    "[^，。；\n0-9０-９]{0,3}(?:元|镑|法郎|卢布|马克|卢比|比索|铢|盾|里拉|币)"
)
#: how what follows such an amount may begin, and how what stands before the second may end
EXCHANGE_STARTS, EXCHANGE_ENDS = frozenset("可约能兑折对合=＝"), frozenset("兑换对")
#: classifiers before which 二 tells which one, not how many
_NUMBERED = frozenset("次层期组队班线部代股任集版章节区路环道连营团师季类")
#: buildings of so many 层: 二层小楼
STOREYED = ("楼房", "小楼", "砖", "别墅", "住宅")
_CLAUSE = re.compile(r"[^，。；！？,;!?\n：:]*")
_NEXT_ITEM = re.compile(r"[^，。；！？,;!?\n：、0-9０-９二两三四五六七八九十百]{0,12}[、和及]")
_ITEM_BEFORE = re.compile(r"[二两三四五六七八九十0-9０-９][^，。；！？,;!?\n：、]{1,12}[、和]\Z")
#: between a number of things and the one of them that is told of: 三家|企业中，|一家停产
_PARTED = re.compile(r"[^，。；！？,;!?\n：:]{2,24}(?:中|里|之中|当中)[，,]?(?:有|已有|仅有)?\Z")
_PARTED_REACH = 36
_WORDS_OF_ROUND = frozenset({"里", "年", "家", "日", "分", "岁", "户", "姓", "米", "克", "丈", "步", "钱", "顷"})
#: modifiers that leave 一 indefinite: 几乎是一片空白
_NO_COUNT = frozenset({EXACT, Modifier.NEARLY, Modifier.ABOUT})
#: classifiers before which 每 … 一 tells how often, not how many
_REPEATED = frozenset({"次", "场", "期", "回", "遍", "步", "句", "种", "批", "届", "轮", "个", "身", "面"})
#: how often: 每季度检查一次, 每隔两天来一趟
_TIMES = frozenset({"次", "场", "期", "届", "趟", "遍", "回"})
_EVERY = re.compile(
    r"每隔?(?:[0-9０-９一二两三四五六七八九十半几]{0,3}[个多余]{0,2})(?:[年月日天周晚夜]|季度?|星期|小时|分钟|学期)"
)
#: one that ends a row of things which are counted after their names: 子弹三百发、手枪|一支
_ROW_BEFORE = re.compile(r"[0-9０-９二两三四五六七八九十百千万几][余多]?[一-龥]{1,3}[、，；][一-龥]{1,8}\Z")
_ROW_NEXT = re.compile(r"[，、；][^，；。！？\n]{1,20}")
_NO_THING = frozenset("的到这其是此更第每另")
_ROW_AFTER = re.compile(r"[，。；、）)\n]|等")
_ROW_UNITS = frozenset("辆支件套台部艘架枚把挺门颗发条只頭头匹幅尊卷册本份张栋座间")
#: one thing and another one, each with its classifier
_PAIRED = "一(?:个(?!体户|别|性)|[名座家所处台辆条件支部套把张间只头本份位栋])"
_ONE_AND = re.compile(f"[^，。；、！？,;!?\\n：:一和这那]{{1,14}}和{_PAIRED}")
_AND_ONE = re.compile(f"(?:\\A|[^这那另某每同第唯统]){_PAIRED}[^一和这那]{{1,12}}和\\Z")
_HALF_UNITS = frozenset("个年袋碗瓶桶车箱杯页张块筐斗船盆包盒条根只头亩")
#: 12栋3单元501室 is where someone lives
_HOUSES = frozenset("栋幢座楼")
_ADDRESS = re.compile("[0-9０-９]{1,3}单元[0-9０-９]|[0-9０-９]{3,4}[室号]")
#: units of divisions; their number may stand before that of smaller ones
DIVISIONS = frozenset("国省市县区州盟旗乡镇")
#: a short noun; what of verbs and particles shows that it is none
_THING = re.compile("(?:(?![的内做提变作并共成出为从有在到是把被用或里外给和与月])[一-龥]){1,4}?")
_MORE_THAN_ONE = frozenset("二两三四五六七八九十0123456789０１２３４５６７８９")
_THING_AND_MORE = re.compile(f"{_THING.pattern}[{''.join(sorted(_MORE_THAN_ONE))}]")
_HAN_OR_LATIN = re.compile(r"(?!以[上下内]|左右|多|余|的|涨|跌|或|和|与)[一-龥A-Za-z０-９0-9]")
#: how far a noun that names a bare number may reach
_NAMED_REACH, _HUNDRED = 12, 100
_ZERO = frozenset("〇○零0０")
_COLONS = frozenset("∶:：")
#: 22:30档, 19:20分
_AFTER_CLOCK = frozenset("档分")
#: 1:250万 is the scale of a map
_SCALE_OF_MAP = re.compile(r"(?<![0-9])1[:：]\Z")
#: 一张桌子一条板凳
_ROW = re.compile("(?:一[一-龥]{2,5}[、和]?)+\\Z")
#: what may end the clause of a number; before these 二次 tells how often, 立功二次
CLAUSE_MARKS = frozenset("，。；！？、,;）)\n")
_PLACES_BEFORE = re.compile(rf"[0-9０-９一二两三四五六七八九十][{''.join(sorted(DIVISIONS))}]\Z")
#: an amount and a stroke, after which stands what it is for
_PRICE_FOR = re.compile(r"(?:[0-9０-９万亿千百十][^0-9０-９/／]{0,3}|\A)[/／]\Z")
#: classifiers of those who come first, and what stands before their number: 前十位
_FIRST = frozenset("前头頭")
_PLACED = frozenset({"位", "名", "强"})
#: 上半年, 后半场: halves that have a name
HALVES = frozenset("上下前后")
#: 由目前|半小时缩短
_NOW = ("目前", "此前", "之前", "以前")


class Judge:
    """Decides for each token why it is no fact, if it is none."""

    def __init__(self, lexicon: Lexicon, pattern: re.Pattern[str]) -> None:
        self._lexicon = lexicon
        self._pattern = pattern
        self._calendar = calendar.Calendar(lexicon)
        self._scale_ends = frozenset("万亿萬億")

    def judge(self, text: str, token: Token, tokens: list[Token]) -> None:
        """Set `token.reason`; `tokens` is the list of which it is an item."""
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
        lexicon, form, numeral = self._lexicon, token.form, token.numeral
        start = token.number_start
        last = text[start - 1] if start else ""
        if last in lexicon.trap_before and (reason := self._trap_before(text, token)):
            return reason
        after = text[token.end : token.end + 1]
        if after in lexicon.trap_after or text[token.number_end : token.number_end + 1] in lexicon.trap_after:
            for at in (token.number_end, token.end):
                for word, reason in lexicon.trap_after.get(text[at : at + 1], ()):
                    if text.startswith(word, at) and not token.share:  # 四分之一强
                        if form is not None and at == token.end and reason == "rank":
                            continue  # 两个梯队 counts, 一梯队 does not; 8级强震, 20亿元强力推进
                        return reason
        if numeral is None:
            return None
        arabic = numeral.shape == "arabic"
        if last in _COLONS and text[start - 2 : start - 1].isdigit():
            if last == "∶" or (token.value >= _HUNDRED and _SCALE_OF_MAP.search(text, max(0, start - 3), start)):
                return "score"
            if form is not None and form.name in _AFTER_CLOCK:
                return "clock"
        if arabic and token.currency is None and (_LATIN.match(last) or self._hyphened(text, start)):
            return "model"
        if form is None:
            if arabic and _LATIN.match(after):
                return self._letter(text, token)
            return self._bare(text, token)
        if (form.kind == "calendar" or form.name in calendar.NAMES) and (reason := self._calendar.reason(text, token)):
            return reason
        if form.measure == "money" and token.value in _EXCHANGED and self._exchanged(text, token):
            return "distributive"
        if form.name in _HOUSES and _ADDRESS.match(text, token.end):
            return "name"
        if form.kind in {"classifier", "noun"}:
            if numeral.shape == "one" and _PRICED.search(text, max(0, start - 2), start):
                return "distributive"
            if numeral.shape == "one" and text.startswith(token.unit, token.end):
                return "word"  # 一项项, 一座座
            if numeral.shape == "one" and token.modifier in _NO_COUNT:
                if not (_listed(text, token) if form.kind == "noun" else self._counts(text, token, tokens)):
                    return "indefinite"
            elif form.kind == "noun" and not _counts_places(token) and not _listed(text, token):
                return "name"
            elif token.digits == "半" and form.name not in _HALF_UNITS:
                if not token.before:
                    return "word"
                token.unit, token.form, token.end = None, None, token.number_end  # 已有过半|种上了
                return self._bare(text, token)
            elif token.digits == "零":
                return "word"
        if token.digits == "半" and last in HALVES and not text.endswith(_NOW, 0, start):
            return "date"
        if last in _FIRST and form.name in _PLACED and token.start == start:
            return "rank"  # 前三名, 头三名
        if token.digits == "一" and form.name == "番" and "翻" not in text[max(0, start - 4) : start]:
            return "word"  # 打扮了一番
        if numeral.shape == "one" and token.modifier in _NO_COUNT:
            if _ONE_MORE.match(text, token.end):
                return "distributive"
            if last in lexicon.forms and text[max(0, start - 2) : start - 1] == "一" and token.value == 1:
                return "word"  # 一家一户, but 一斤一块二
            if text.startswith(("一" + token.unit, "又一" + token.unit, "再" + token.unit), token.end):
                return "word"  # 一秒一秒, 一里又一里, 一升再升
        if numeral.shape == "one" and token.modifier is EXACT and self._denominates(text, token):
            return "distributive"
        if numeral.shape == "multiplier" and token.modifier is EXACT and form.name in _WORDS_OF_ROUND:
            return "word"
        if (
            token.digits == "二"
            and token.modifier is EXACT
            and form.name in _NUMBERED
            and not text.startswith(STOREYED, token.end)
            and not (form.name == "次" and after in CLAUSE_MARKS)
        ):
            return "rank"
        if (
            numeral.shape == "digits"
            and (len(token.digits) >= 3 or form.kind in {"classifier", "noun"})
            and not _counts_by_places(token)
        ):
            return "code"
        large = token.value >= _TEN_THOUSAND and numeral.shape != "multiplier"  # “数亿条搜索”
        if last in QUOTES and numeral.shape in SMALL_SHAPES and not token.share and not large:
            close = text.find(QUOTES[last], token.end, token.end + 12)
            if close > token.end:
                return "slogan"
        return None

    @staticmethod
    def _exchanged(text: str, token: Token) -> bool:
        """1美元兑7.8港元, 7.8港元兑换1美元: money for which a rate is told."""
        return bool(_EXCHANGE_AFTER.match(text, token.end)) or text.endswith(("兑", "兑换", "对"), 0, token.start)

    def _trap_before(self, text: str, token: Token) -> str | None:
        for word, reason in self._lexicon.trap_before[text[token.number_start - 1]]:
            if not text.endswith(word, 0, token.number_start):
                continue
            numeral, form = token.numeral, token.form
            one = numeral is not None and numeral.shape == "one"
            if reason == "indefinite":
                counts = text.endswith(self._lexicon.counting, 0, token.number_start) or (
                    token.form is not None and token.form.kind == "classifier" and self._to_each(text, token)
                )
                if (
                    one
                    and token.value == 1  # 成绩是一分四十秒 is told
                    and token.modifier is EXACT
                    and not token.share
                    and not counts
                    and (form is None or form.measure != "ratio")
                ):
                    return reason
            elif reason == "model":
                if word == "×":
                    side = form is not None and form.measure == "length" and not text[token.number_start - 2].isdigit()
                    if not side:  # 80厘米×120厘米 are two lengths
                        return reason
                elif _PRICE_FOR.search(text, max(0, token.number_start - 6), token.number_start):
                    return "distributive"  # 8元/500克, but not 45万吨化肥/80万吨水泥
            elif reason == "date":
                if (form is None or form.kind == "calendar") and not token.share:
                    return reason
            else:
                return reason
        return None

    @staticmethod
    def _letter(text: str, token: Token) -> str:
        """1.2M: a multiplier by its letter, no fact in a newspaper; else a model's name (550D)."""
        scale = _LETTERS.get(text[token.end])
        if scale is None or _LATIN.match(text[token.end + 1 : token.end + 2]):
            return "model"
        token.times(Decimal(scale))
        token.end += 1
        return "bare"

    @staticmethod
    def _hyphened(text: str, start: int) -> bool:
        """ARJ21-700, example.163: a dash or a dot between a letter and digits that carry on a name."""
        return start > 1 and text[start - 1] in "-－." and bool(_LATIN.match(text[start - 2]))

    def _bare(self, text: str, token: Token) -> str | None:
        """A number without a unit is a fact where it is large and round or bounded, or its noun follows."""
        numeral, digits = token.numeral, token.digits
        if digits == "半":
            if (
                token.before
                and token.modifier in (OVER, Modifier.NEARLY, Modifier.UNDER)
                and not text.startswith(("百", "年", "天"), token.end)
            ):
                token.set(token.value * 100)
                token.unit, token.measure, token.share, token.form = "%", "percent", True, self._lexicon.forms["%"]
                return None
            return "bare"
        if numeral.shape == "one":
            return "bare"
        following = text[token.end : token.end + 1]
        if following in ":：∶" and following and text[token.end + 1 : token.end + 2].isdigit():
            return "score"
        if numeral.shape == "arabic" and len(digits) >= 7 and digits.isdigit():
            return "phone"
        if token.modifier is RANGE:
            digits = text[token.number_start : token.end]  # 20至40亿 has its multiplier at the end
        round_ = not self._scale_ends.isdisjoint(digits) and numeral.shape != "multiplier"
        if token.modifier is RANGE:
            counts = round_
        elif token.before:
            counts = round_ or digits[-1] in "百千万亿萬億"
        else:
            counts = round_ or (token.modifier in (OVER, AT_LEAST) and token.value >= 10)
        for measure, nouns in self._lexicon.bare.items():
            if text.startswith(nouns, token.end) and not _is_year(token):
                token.measure = measure
                if measure == "money":
                    counts = counts or (numeral.shape == "multiplier" and token.value >= _MILLION)
                    break
                counts = counts or (
                    token.value >= 2
                    and (numeral.shape != "multiplier" or token.value == _MILLION)  # 百万农民, but not 千家农户
                    and token.value == int(token.value)
                )
                break
        counts = counts or self._named(text, token)
        if counts and numeral.shape == "digits":
            return "code"
        return None if counts else "bare"

    def _named(self, text: str, token: Token) -> bool:
        """Whether a noun before a bare number tells what it is: 指数为51.3, 投资百亿; money is at least a hundred."""
        start, shape = token.start, token.numeral.shape
        if text[start - 1 : start] not in self._lexicon.named_ends:
            return False
        if _HAN_OR_LATIN.match(text, token.end) and shape != "multiplier":
            return False
        for measure, noun in self._lexicon.named:
            if noun.search(text, max(0, start - _NAMED_REACH), start) is None:
                continue
            if measure == "money" and token.value < (_MILLION if shape == "multiplier" else _HUNDRED):
                return False
            if _is_year(token):
                return False  # 投资2010
            if measure != "money" and shape != "arabic":
                return False
            token.measure = measure
            return True
        return False

    def _counts(self, text: str, token: Token, tokens: list[Token]) -> bool:
        """Whether 一 before a classifier counts: 仅有一名, 每村一名, or beside other numbers."""
        start = token.start
        if len(tokens) > 1 or text.endswith(self._lexicon.counting, 0, start):
            return True
        before = text[max(0, start - 14) : start]
        if token.form.kind == "classifier" and self._is_one_of_those(text, token):
            return True
        if self._to_each(text, token) or _is_last_of_row(text, token):
            return True
        if token.form.kind == "classifier" and (self._beside(text, token) or _is_of_two(text, token)):
            return True
        item = _NEXT_ITEM.match(text, token.end)
        if item is not None:
            other = self._pattern.match(text, item.end())
            if other is not None and other["unit"] is not None and text[other.start()] not in "一半几数":
                return True
        return _ITEM_BEFORE.search(before) is not None

    def _beside(self, text: str, token: Token) -> bool:
        """Whether 一 stands in a row of things without a mark between them: 只有一张桌子一条板凳, 一茬黄瓜两茬番茄."""
        unit = token.unit
        following = _THING_AND_MORE.match(text, token.end)
        if following is not None and text.startswith(unit, following.end()):
            return True
        here = _clause_before(text, token.start, 24)
        at = here.rfind(unit)
        if at > 0 and here[at - 1] in _MORE_THAN_ONE and _THING.fullmatch(here, at + len(unit)):
            return True
        row = _ROW.search(here) if "一" in here else None
        return row is not None and here.endswith(self._lexicon.counting, 0, row.start())

    @staticmethod
    def _to_each(text: str, token: Token) -> bool:
        """Whether the clause tells that there is one for each, or one at least: 每个镇都有一座公园."""
        here = _clause_before(text, token.start, 14)
        if "至少" in here or "最少" in here:
            return True
        if token.unit in _TIMES and _EVERY.search(here):
            return True
        return token.unit not in _REPEATED and ("每" in here or "各" in here[-8:] or here.endswith("人手"))

    @staticmethod
    def _is_one_of_those(text: str, token: Token) -> bool:
        """Whether things of the same classifier were counted right before: 三家企业中，一家停产."""
        whole = text.rfind(token.unit, max(0, token.start - _PARTED_REACH), token.start)
        counted = whole > 0 and text[whole - 1] in "二两三四五六七八九十百0123456789０１２３４５６７８９"
        return counted and _PARTED.match(text, whole + len(token.unit), token.start) is not None

    def _denominates(self, text: str, token: Token) -> bool:
        """他一个月的租金是7.5万元, 一亩地收800斤: one of a unit, for which another quantity of the clause is told."""
        priced = _PRICED.search(text, max(0, token.start - 2), token.start)
        if priced and token.measure not in {"money", "percent", "ratio"}:
            return True
        if token.measure not in _DENOMINATORS or token.form.name in _NO_DENOMINATOR:
            return False
        beside = self._pattern.match(text, token.end)
        if beside is not None and beside["unit"] is not None and beside["unit"][-1] in "元块角毛":
            return True  # 说好了一个月5200元, 一户300元
        if token.measure == "households":
            return False
        if text.endswith(self._lexicon.added, 0, token.start) or self._calendar.lasts(text, token):
            return False
        rest = _CLAUSE.match(text, token.end, token.end + 24)
        other = self._pattern.search(text, token.end, rest.end())
        while other is not None and other["unit"] is None:
            other = self._pattern.search(text, other.end(), rest.end())
        return other is not None


def _clause_before(text: str, end: int, reach: int) -> str:
    """What stands before `end` in its clause, `reach` characters at most."""
    before = text[max(0, end - reach) : end]
    clause = _CLAUSE_END.match(before)
    return before[clause.end() :] if clause else before


def _is_last_of_row(text: str, token: Token) -> bool:
    """Whether 一 stands after the name of a thing, in a row with others: 子弹三百发、手枪一支; 茶叶三包，烟丝一包."""
    start = token.start
    if _ROW_AFTER.match(text, token.end) is None or text[start - 1 : start] in _NO_THING:
        return False
    if token.unit in _ROW_UNITS and _ROW_BEFORE.search(text, max(0, start - 16), start) is not None:
        return True
    before = text[max(0, start - 24) : start]
    alike = before.rfind(token.unit)
    return (
        token.unit not in _REPEATED
        and alike > 0
        and before[alike - 1] in _MORE_THAN_ONE
        and _ROW_NEXT.fullmatch(before, alike + len(token.unit)) is not None
    )


def _is_of_two(text: str, token: Token) -> bool:
    """Whether one thing is told with another one: 一个体育场和一个赛车场."""
    return (
        _ONE_AND.match(text, token.end) is not None
        or _AND_ONE.search(_clause_before(text, token.start, 18)) is not None
    )


def _is_year(token: Token) -> bool:
    """Whether a bare number looks like a year."""
    return token.numeral.shape == "arabic" and len(token.digits) == 4 and 1900 <= token.value < 2100


def _listed(text: str, token: Token) -> bool:
    """四市六县一镇: one place counts after others."""
    return token.value == 1 and _PLACES_BEFORE.search(text, max(0, token.start - 2), token.start) is not None


def _counts_by_places(token: Token) -> bool:
    """Whether digits one by one are a number: 二一一·九六六分, 二〇五户, 一〇八亩, but not 一〇五团, 一九六三年内."""
    if "点" in token.digits or "·" in token.digits:
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
