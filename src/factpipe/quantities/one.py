"""One thing, 一 with a classifier or a unit: does the text count it, only say "a", or tell what a rate is for?"""

import re

from factpipe.model import Modifier
from factpipe.quantities.lexicon import Lexicon
from factpipe.quantities.tokens import Token
from factpipe.sentences import CLAUSE_ENDS

EXACT = Modifier.EXACT
#: modifiers that leave 一 indefinite: 几乎是一片空白
INDEFINITE = frozenset({EXACT, Modifier.NEARLY, Modifier.ABOUT})
#: measures of which one unit may be what another quantity is told for
_DENOMINATORS = frozenset({"duration", "mass", "area", "length", "volume", "households"})
#: those of them of which 1 in digits may be one as well
AMOUNTS = frozenset({"mass", "area", "volume"})
_HAN = re.compile("[一-龥]")
_NO_DENOMINATOR = frozenset({"周年", "里", "光年"})
_NIGHT = "夜"
#: 由一个月|缩短至十天: what one changes to is not told for it
_CHANGED = re.compile("(?:缩短|缩减|压缩|延长|增加|减少|提高|降低|改|扩大)了?[至到为成]")
#: before a length of time for which the most or the least is told
_RECORDS = frozenset({"最多", "最少", "最高", "最低"})
#: what ends an amount of money: 80元 一斤, 两块五 一斤
_PRICED = re.compile(r"[元块角毛钱][一二三四五六七八九1-9多余]?\Z")
_MORE_THAN_ONE = frozenset("二两三四五六七八九十0123456789０１２３４５６７８９")
_CLAUSE_END = re.compile(f".*[{CLAUSE_ENDS}]", re.DOTALL)
#: 修一双鞋要一周（城里一小时）: what brackets hold is told beside it, and not for it
_CLAUSE = re.compile(f"[^{CLAUSE_ENDS}(（]*")
_ITEM_BEFORE = re.compile(r"[二两三四五六七八九十0-9０-９][^，。；！？,;!?\n：、]{1,12}[、和]\Z")
#: between a number of things and the one of them that is told of: 三家|企业中，|一家停产
_PARTED = re.compile(r"[^，。；！？,;!?\n：:]{2,24}(?:中|里|之中|当中)[，,]?(?:有|已有|仅有)?\Z")
_PARTED_REACH = 36
#: 每季度检查一次, 每隔两天来一趟
_EVERY = re.compile(
    r"每隔?(?:[0-9０-９一二两三四五六七八九十半几]{0,3}[个多余]{0,2})(?:[年月日天周晚夜]|季度?|星期|小时|分钟|学期)"
)
#: 两年一届, 半年检修一次: once in so long
_ONCE_IN = re.compile(
    r"(?<![第0-9])(?:[两三四五六七八九十半几]|[0-9]{1,2})个?(?:年|月|天|周|星期|季度|小时)[一-龥]{0,2}\Z"
)
#: the classifier of all things, with which longer units begin (个百分点); one is counted where the things are told that
#: have one each, and what they do with it:
#: 每个县建一个, but not 每到一个地方, 每个人都是一个整体
ANY = frozenset({"个", "個"})
_EVERY_ONE = re.compile("每(?!当|當)")
#: one that ends a row of things which are counted after their names: 子弹三百发、手枪|一支
_ROW_BEFORE = re.compile(r"[0-9０-９二两三四五六七八九十百千万几][余多]?[一-龥]{1,3}[、，；][一-龥]{1,8}\Z")
#: one that begins such a row: 马车|一辆，耕牛十多头
_ROW_FIRST = re.compile(r"[，、；][一-龥]{1,6}?(?=[0-9０-９二两三四五六七八九十百千万几])")
_ROW_NEXT = re.compile(r"[，、；][^，；。！？\n]{1,20}")
_ROW_AFTER = re.compile(r"[，。；、）)\n]|等")
#: 一亩地也不撂荒, 一户不落: none
_NONE = re.compile("[一-龥]{0,3}?(?:、一[一-龥]{1,4}){0,2}[也都](?:不|没|未|无)|不(?:落|漏|少|丢|剩)")
#: as many as there are, one by one: 发现|一起、查处一起
_IN_TURN = re.compile("[、，]?(?:就要?|便)?[一-龥]{2}")
#: 只有妻子|一个人, 只剩校长|一人, 只剩下云岭|一家
_ALONE = re.compile("[只仅就](?:有|剩|剩下|留|留下|靠)[^，。；、！？的一]{1,5}\\Z")
_ONE_ALONE = re.compile("个?人(?![的家民口])|家(?![人一-龥])")
#: 以一枚之差取胜
_BY_SO_MUCH = "之差"
#: 只能补|一套, 只准带|一件, but not 只能算是|一次
_NO_MORE = re.compile("只[能可许准](?!算|说|是|被)[一-龥]{0,2}\\Z")
_NO_THING = frozenset("的到这其是此更第每另")
#: 一张桌子一条板凳
_ROW = re.compile("(?:一[一-龥]{2,5}[、和]?)+\\Z")
#: a short noun; what of verbs and particles shows that it is none
_THING = re.compile("(?:(?![的内做提变作并共成出为从有在到是把被用或里外给和与月])[一-龥]){1,4}?")
_THING_AND_MORE = re.compile(f"{_THING.pattern}[{''.join(sorted(_MORE_THAN_ONE))}]")


class One:
    """Judges tokens whose number is 一."""

    def __init__(self, lexicon: Lexicon, pattern: re.Pattern[str]) -> None:
        self._lexicon = lexicon
        self._pattern = pattern
        one = lexicon.one_paired
        #: one thing and another one, each with its classifier: 一个体育场|和一个赛车场
        self._and_one = re.compile(f"[^，。；、！？,;!?\\n：:一和这那]{{1,14}}和{one}")
        self._one_and = re.compile(f"(?:\\A|[^这那另某每同第唯统]){one}[^一和这那]{{1,12}}和\\Z")
        self._next_item = re.compile(
            f"(?:(?!{one})[^，。；！？,;!?\\n：、0-9０-９二两三四五六七八九十百]){{0,12}}(?:[、和及]|，和)"
        )

    def of_classifier(self, text: str, token: Token, tokens: list[Token]) -> str | None:
        """Why one of a classifier is no fact; `tokens` is the list of which it is an item."""
        reason = self.of_thing(text, token)
        if reason is None and token.modifier in INDEFINITE and not self._counts(text, token, tokens):
            return "indefinite"
        return reason

    @staticmethod
    def of_thing(text: str, token: Token) -> str | None:
        """What is told for it or twice: 80元一斤, 一座座."""
        if _PRICED.search(text, max(0, token.number_start - 2), token.number_start):
            return "distributive"
        return "word" if text.startswith(token.unit, token.end) else None

    def of_unit(self, text: str, token: Token) -> str | None:
        """Why one of any unit is no fact: 一户一策, 一秒一秒, 一亩收800斤, 每处理一吨, 一户不落, 成熟一个推进一个."""
        unit, end = token.unit, token.end
        if token.measure != "duration" and (
            _NONE.match(text, end) or text.endswith(self._lexicon.none, 0, token.start)
        ):
            return "indefinite"
        if _is_in_turn(text, token):
            return "distributive"
        if token.before in _RECORDS and token.measure == "duration" and _followed(self._pattern, text, token):
            return "distributive"  # 最多一天接诊五十人
        if token.modifier in INDEFINITE:
            if token.value == 1 and self._lexicon.deed.search(text, max(0, token.start - 7), token.start):
                return "distributive"
            if text[end : end + 1] == "一" and text[end + 1 : end + 2] in self._lexicon.each:
                return "distributive"
            last = text[token.number_start - 1 : token.number_start]
            if last in self._lexicon.forms and text[max(0, token.number_start - 2)] == "一" and token.value == 1:
                return "word"  # 一家一户, but 一斤一块二
            if text.startswith((unit, "一" + unit, "又一" + unit, "再" + unit), end):
                return "word"  # 一担担, 一秒一秒, 一里又一里, 一升再升
        return "distributive" if token.modifier is EXACT and self._denominates(text, token) else None

    def is_told(self, text: str, token: Token) -> bool:
        """Whether the words right before tell that it is counted: 仅有一名."""
        lexicon, start = self._lexicon, token.number_start
        if _ALONE.search(text, max(0, start - 8), start) and _ONE_ALONE.match(text, token.number_end):
            return True  # 家里只有妻子一个人
        if text.startswith(_BY_SO_MUCH, token.end):
            return True
        if lexicon.at_once.search(text, max(0, start - 8), start):
            return True
        return text.endswith(lexicon.counting, 0, start) or _NO_MORE.search(text, max(0, start - 5), start) is not None

    def of_some(self, text: str, token: Token) -> bool:
        """Whether it is one for each, one of those that were counted (90块奖牌中，有一块是去年得的), or the first of a
        list of which more are counted (建成了一座水库、两座泵站).
        """
        return self.to_each(text, token) or self._is_one_of_those(text, token) or self._is_before_more(text, token)

    def _is_before_more(self, text: str, token: Token) -> bool:
        item = self._next_item.match(text, token.end)
        other = self._pattern.match(text, item.end()) if item is not None else None
        return other is not None and other["unit"] is not None and text[other.start()] not in "一半几数"

    def to_each(self, text: str, token: Token) -> bool:
        """Whether the clause tells that there is one for each, or one at least: 每个镇都有一座公园."""
        listed = text[token.start - 1 : token.start] == "、"
        here = _clause_before(text, token.start, 48 if listed else 14)
        if "至少" in here or "最少" in here:
            return True
        if token.unit in self._lexicon.times and (_EVERY.search(here) or _ONCE_IN.search(here)):
            return True
        if token.unit in self._lexicon.repeated or here.endswith(self._lexicon.being):
            return False
        if token.unit in ANY:
            return not here.endswith(self._lexicon.same) and self._lexicon.to_each.search(here) is not None
        return (
            _EVERY_ONE.search(here) is not None
            or (self._lexicon.of_them.search(here, max(0, len(here) - 8)) is not None and not here.endswith("的"))
            or here.endswith("人手")
        )

    def _counts(self, text: str, token: Token, tokens: list[Token]) -> bool:
        """Whether 一 before a classifier counts: 仅有一名, 每村一名, or beside other numbers."""
        start = token.start
        if len(tokens) > 1 or self.is_told(text, token):
            return True
        if (
            self.of_some(text, token)
            or self._is_last_of_row(text, token)
            or self._is_first_of_row(text, token)
            or self._beside(text, token)
            or self._is_of_two(text, token)
        ):
            return True
        return _ITEM_BEFORE.search(text, max(0, start - 14), start) is not None

    @staticmethod
    def _is_one_of_those(text: str, token: Token) -> bool:
        """Whether things of the same classifier were counted right before: 三家企业中，一家停产."""
        whole = text.rfind(token.unit, max(0, token.start - _PARTED_REACH), token.start)
        counted = whole > 0 and (text[whole - 1] == "百" or text[whole - 1] in _MORE_THAN_ONE)
        return counted and _PARTED.match(text, whole + len(token.unit), token.start) is not None

    def _is_last_of_row(self, text: str, token: Token) -> bool:
        """Whether 一 ends a row of things, after the name of one: 子弹三百发、手枪一支; 茶叶三包，烟丝一包."""
        start = token.start
        if _ROW_AFTER.match(text, token.end) is None or text[start - 1 : start] in _NO_THING:
            return False
        if token.unit in self._lexicon.rows and _ROW_BEFORE.search(text, max(0, start - 16), start) is not None:
            return True
        before = text[max(0, start - 24) : start]
        alike = before.rfind(token.unit)
        return (
            token.unit not in self._lexicon.repeated
            and alike > 0
            and before[alike - 1] in _MORE_THAN_ONE
            and _ROW_NEXT.fullmatch(before, alike + len(token.unit)) is not None
        )

    def _is_first_of_row(self, text: str, token: Token) -> bool:
        """Whether 一 begins a row of things, each counted after its name: 马车一辆，耕牛十多头."""
        if token.unit not in self._lexicon.rows or text[token.start - 1 : token.start] in _NO_THING:
            return False
        name = _ROW_FIRST.match(text, token.end)
        other = self._pattern.match(text, name.end()) if name is not None else None
        return other is not None and other["unit"] in self._lexicon.rows

    def _beside(self, text: str, token: Token) -> bool:
        """Whether 一 stands in a row of things without a mark between them: 只有一张桌子一条板凳, 一茬黄瓜两茬番茄."""
        unit = token.unit
        following = _THING_AND_MORE.match(text, token.end)
        if following is not None and text.startswith(unit, following.end()):
            other = self._pattern.match(text, following.end() - 1)
            if other is None or other["unit"] == unit:  # 一个来回2个小时 is no row
                return True
        here = _clause_before(text, token.start, 24)
        at = here.rfind(unit)
        if at > 0 and here[at - 1] in _MORE_THAN_ONE and _THING.fullmatch(here, at + len(unit)):
            return True
        row = _ROW.search(here) if "一" in here else None
        return row is not None and here.endswith(self._lexicon.counting, 0, row.start())

    def _is_of_two(self, text: str, token: Token) -> bool:
        """Whether one thing is told with another one: 一个体育场和一个赛车场."""
        if self._and_one.match(text, token.end) is not None:
            return True
        return self._one_and.search(_clause_before(text, token.start, 18)) is not None

    def measures(self, text: str, token: Token) -> bool:
        """1公顷玉米收入7000元: whether 1 of a measure is what another quantity of the clause is told for."""
        of = token.measure in AMOUNTS and token.modifier is EXACT and token.value == 1
        return of and _HAN.match(text, token.end) is not None and self._denominates(text, token)

    def _denominates(self, text: str, token: Token) -> bool:
        """他一个月的租金是7.5万元, 一亩地收800斤: one of a unit, for which another quantity of the clause is told."""
        priced = _PRICED.search(text, max(0, token.start - 2), token.start)
        if priced and token.measure not in {"money", "percent", "ratio"}:
            return True
        if token.value != 1 or token.measure not in _DENOMINATORS or token.form.name in _NO_DENOMINATOR:
            return False
        beside = self._pattern.match(text, token.end)
        if beside is not None and beside["unit"] is not None and beside["unit"][-1] in "元块角毛":
            return True  # 说好了一个月5200元, 一户300元
        if _CHANGED.match(text, token.end):
            return False
        if token.measure == "households" or text.startswith(_NIGHT, token.end + 1):  # 一天两夜
            return False
        if text.endswith(self._lexicon.added, 0, token.start) or text.endswith(self._lexicon.lasting, 0, token.start):
            return False
        return _followed(self._pattern, text, token)


def _followed(pattern: re.Pattern[str], text: str, token: Token) -> bool:
    """Whether another quantity follows within the clause."""
    rest = _CLAUSE.match(text, token.end, token.end + 24)
    other = pattern.search(text, token.end, rest.end())
    while other is not None and other["unit"] is None and "分之" not in other["numeral"]:
        other = pattern.search(text, other.end(), rest.end())
    return other is not None


def _clause_before(text: str, end: int, reach: int) -> str:
    """What stands before `end` in its clause, `reach` characters at most."""
    before = text[max(0, end - reach) : end]
    clause = _CLAUSE_END.match(before)
    return before[clause.end() :] if clause else before


def _is_in_turn(text: str, token: Token) -> bool:
    """Whether the same is said of one thing after another: 搬迁一户，脱贫一户."""
    one = f"一{token.unit}"
    before = text.rfind(one, max(0, token.start - 8), token.start)
    if before >= 0:
        between, end = (before + len(one), token.start), token.end
    else:
        after = text.find(one, token.end, token.end + 8)
        between, end = (token.end, after), after + len(one)
    apart = between[1] >= 0 and _IN_TURN.fullmatch(text, *between)
    return bool(apart) and _ROW_AFTER.match(text, end) is not None
