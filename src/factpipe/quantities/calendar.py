"""Years, months, days, clock times, ranks: what a number with such a unit is, by its size and the words beside it.

The words are data: `beside` of rules/lexicon/traps.yaml.
"""

import re
from collections.abc import Iterable

from factpipe import trie
from factpipe.model import Modifier
from factpipe.quantities.lexicon import Lexicon
from factpipe.quantities.tokens import Token

EXACT, OVER, RANGE = Modifier.EXACT, Modifier.OVER, Modifier.RANGE
#: units that are judged here, and the method that does it
_METHODS = {
    "年": "_year", "月": "_month", "日": "_day", "天": "_day_long", "时": "_hour", "点": "_point", "点钟": "_clock",
    "分": "_minute", "世纪": "_century", "季度": "_quarter", "号": "_number", "级": "_rank", "届": "_session",
    "屆": "_session", "大": "_great", "代": "_generation", "期": "_phase", "度": "_degree", "路": "_route",
    "线": "_line", "線": "_line", "款": "_model_year", "版": "_model_year", "组": "_team", "队": "_crew",
    "班": "_squad", "排": "_squad", "团": "_squad", "立方米": "_cubic", "平": "_square", "T": "_turbo",
    "金": "_medal", "银": "_medal", "铜": "_medal", "块": "_piece", "角": "_dime", "整年": "_model_year",
    "系列": "_series", "页": "_page", "村": "_village", "眼": "_eye", "段": "_dan", "刻钟": "_quarter_hour",
    "战": "_record", "胜": "_record", "负": "_record", "套": "_part", "支队": "_detachment",
}  # fmt: skip
NAMES = frozenset(_METHODS)
#: units that are judged by their number alone, where that is not one
_BY_NUMBER = frozenset({
    "月", "时", "点钟", "号", "季度", "世纪", "天", "立方米", "块", "款", "T", "系列", "整年",
})  # fmt: skip
#: 98年 is one of the century's; 60年 rather a length of time, but 62年度 is not
_OF_CENTURY, _HALF_CENTURY = 76, 50
#: a month and a day with a point between them, and what stands before these rather than before a number of days
_POINTED = re.compile("(?:0?[1-9]|1[0-2])[.．](?:0[1-9]|[12][0-9]|3[01])")
_ON_DAY = re.compile("[（(于至从自到]\\Z")
#: 见第3卷（36页）, 第9页、12页: where a page of a book is told
_PAGED = re.compile(r"(?:[（(]|[卷集期版册][，,]?|页[、，]第?)\Z")
#: a page of a newspaper: 登在本报|一版、|四版
_IN_PAPER = re.compile("本?报第?\\Z|版、\\Z")
#: an issue of a journal: 1987年11期，, but not 2011年3期培训班
_ISSUE_OF, _ISSUE_ENDS = re.compile("[12][0-9]{3}年\\Z"), re.compile("[，。、；）)》”\\]]|\\Z")
#: the smallest flat, in square metres
_ROOM = 20
#: from how many years ago to how many: 距今约|6000至4000年
_AGO = re.compile("距今[已约有大]{0,2}\\Z")
#: years beyond this one are a length of time: 6000至5000年
_LAST_YEAR = 2999
#: a corner, a triangle and a spice, as much as money
_CORNERS = {"一": 1, "三": 3, "八": 8}
#: a village has no more parts than these, and how goes on what is told of one of them
_TEAMS = 30
_DIVIDED = ("分", "分成", "分为", "编成")
_TEAM_ENDS = re.compile("[，。、；的村组]|\\Z")
#: so many crews are not counted to the last one
_CREWS = 200
#: digits of the number of a draw of a lottery
_DRAW = 5
#: roads with a number are fewer
_LINES = 10**4
#: ranks are fewer than the steps of a stair that are told in round numbers
_STEPS = 30
#: how a number of months begins: 两三月, but 七八月 are July and August
_SOME = frozenset("两兩半几幾")
#: 一镇三村
_AFTER_DIVISION = re.compile("[0-9０-９一二两三四五六七八九十][省市县区乡镇]、?\\Z")
_MONTH = re.compile(r"[ 　]?[0-9０-９一二三四五六七八九十]{1,3}[ 　]?月")
#: 太初二年（前103年）: the year of an era, with what it is in ours
_ERA = re.compile(r"[（(](?:公元)?前?[0-9０-９]{2,4}年?[）)]")
#: after the rank of a player of go, how a match ended and against whom: 以3比1胜, 和李山九段
_MATCH = "以[^，。]{1,8}[胜负比]|和[^，。]{2,4}段"
#: 11时|15分, 九点差|三分, but not 用时|三分
_AFTER_HOUR = re.compile("(?:[0-9０-９〇零一二两三四五六七八九十][ 　]?[时時点點]|[时點点]差)\\Z")
_POINTS = frozenset("点點")
#: 八九年六月, 五六年秋: the year of the century that two digits name
PARTS_OF_YEAR = frozenset("春夏秋冬底初末")
_TIME_OF_YEAR = re.compile(f"{_MONTH.pattern}|[ 　]?[{''.join(sorted(PARTS_OF_YEAR))}]")
#: 共分七级
_LEVELS = re.compile(r"(?<!部)[共分][为成有]?\Z")
_MEDALS = "[0-9０-９一二两三四五六七八九十]{1,3}枚?[金银铜](?!行|属|融|川)"
_MEDAL, _MEDAL_BEFORE = re.compile(f"[、，]?{_MEDALS}"), re.compile(f"{_MEDALS}[、，]?\\Z")
#: 4战4胜, 2胜1平1负, 七战全胜: what a team has played
_PLAYED = "[0-9０-９一二两三四五六七八九十]{1,3}"
_RECORD = re.compile(f"[、，]?(?:{_PLAYED}[胜平负和](?!利)|[全皆均][胜负])(?!制)")
_RECORD_BEFORE = re.compile(f"{_PLAYED}[战胜平和][、，]?\\Z")
_SCORED = re.compile("[比:：∶-][0-9０-９一二两三四五六七八九十]{1,3}\\Z")
_HAN = re.compile("[一-龥]")
#: 十九届六中全会, 八届十中全会, 十四届三次会议
_ASSEMBLY = "(?:[一二三四五六七八九]|十[一二]?)(?:中全会|次)"
_NIGHTS = ("两夜", "三夜")
#: 七、八|两日: the days that are named
_NAMED = re.compile("[0-9０-９一二三四五六七八九十][日月]?[、和][0-9０-９一二三四五六七八九十]{1,3}[日月]?\\Z")
#: 每条十块
_APIECE = "每[^，。]{1,3}"


class Calendar:
    """Judges what such a unit is, by the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lasting, self._at_once, self._aspects = lexicon.lasting, lexicon.at_once, lexicon.aspects
        beside = lexicon.beside
        self._judges = {name: getattr(self, method) for name, method in _METHODS.items()}
        self._year_after, self._one_year_after = beside["年"][1], beside["一年"][1]
        self._compared = beside["月"][0]
        self._day_before, self._day_after = beside["日"]
        self._point_before = beside["点"][0]
        self._points = re.compile(f"[^，。；、0-9]{{0,2}}{trie.pattern(beside['点'][1])}")
        self._index = _before(beside["指数"][0], 4)
        wind, self._strong = beside["级"]
        self._strength = re.compile(f"(?:左右|以上)?的?{trie.pattern(self._strong)}")
        self._quake = re.compile(f"(?<!台){trie.pattern(wind)}[^，。]{{0,3}}\\Z")
        self._held = beside["届"][0]
        self._assembly = re.compile(f"{_ASSEMBLY}|{trie.pattern(beside['届'][1])}")
        self._scored, self._paid = beside["分"]
        self._piece_price = re.compile(f"(?:{trie.pattern(beside['块'][0])}|{_APIECE})\\Z")
        self._dime_price = re.compile(f"(?:{trie.pattern(beside['角'][0])}|[每一][^，。]{{1,3}})\\Z")
        self._party, self._congress = beside["大"]
        self._degrees = beside["度"][0]
        self._handed_down, self._machines = beside["代"]
        self._of_team = beside["组"][1]
        squads, self._squad_after = beside["班"]
        self._balls = beside["团"][1]
        #: what has parts that are called by their number, by the unit
        self._bodies = {name: beside[name][0] for name in ("组", "队", "套")}
        self._bodies |= dict.fromkeys(("班", "排", "团"), squads)
        self._wells = re.compile(f"[^，。]{{0,2}}{trie.pattern(beside['眼'][1])}")
        self._in_parts, plays = beside["段"]
        self._plays = re.compile(f"[，、]?(?:{_MATCH}|{trie.pattern(plays)})")
        self._villages, self._won = beside["村"][0], beside["金"][0]
        self._sent_out = beside["路"][1]

    def reason(self, text: str, token: Token) -> str | None:
        """Why the token is no fact (`date`, `clock`, `rank`, `ordinal`, `document`, `name`), or None."""
        judge = self._judges.get(token.form.name)
        return judge(text, token) if judge else None

    def lasts(self, text: str, token: Token) -> bool:
        """Whether the words before say that a length of time lasted."""
        start = token.start
        if text.endswith(self._lasting, 0, start):
            return True
        return self._at_once.search(text, max(0, start - 8), start) is not None

    def _year(self, text: str, token: Token) -> str | None:
        value, numeral, digits = token.value, token.numeral, token.digits
        if numeral is None:
            return None
        if token.modifier is RANGE:
            wise = len(digits) == 2 and digits[0] in "0０"  # 02至08年
            wise = wise or (numeral.shape == "digits" and len(digits) in {2, 4})
            wise = wise or (len(digits) == 2 and _TIME_OF_YEAR.match(text, token.end) is not None)
            wise = wise or (_arabic(token) and value >= 1000 and token.high <= _LAST_YEAR)
            return "date" if wise and not is_ago(text, token.start) else None
        following = text[token.number_end : token.end].lstrip(" \u3000")
        plain = not following or following[0] == "年"  # 2010和2011年, 2010 年, but not 2000多年
        if plain and _arabic(token) and len(digits) == 4 and 1000 <= value <= 2999:
            return None if value % 100 == 0 and (token.bounded or token.before) else "date"
        if numeral.shape == "one":
            return self._one_span(text, token)
        if token.bounded or value != int(value):
            return None
        if numeral.shape == "digits":
            return "date" if len(digits) <= 4 else None
        if not _arabic(token):
            told = _MONTH.match(text, token.end) or _ERA.match(text, token.end)
            return "date" if told and not self.lasts(text, token) else None
        return self._short_year(text, token)

    def _short_year(self, text: str, token: Token) -> str | None:
        """98年, 05年 are years of the century; 60年 rather a length of time, but not in 62年度."""
        value, digits = token.value, token.digits
        if digits[0] in "0０" and len(digits) > 1:
            return "date"
        if len(digits) != 2:
            return None
        told = value >= _OF_CENTURY or (value >= _HALF_CENTURY and text.startswith("度", token.end))
        if not told and not _MONTH.match(text, token.end):
            return None
        long = self.lasts(text, token) or text.startswith(self._year_after, token.end) or token.before
        return None if long else "date"

    def _one_span(self, text: str, token: Token) -> str | None:
        """一年, 一天: a length of time where the text says that it lasted, else a year or day spoken of."""
        if token.modifier is not EXACT or token.value != 1 or text[token.end - 1] == "夜":
            return None  # 一年半, 一天一夜
        if text.startswith(_NIGHTS, token.end):
            return None  # 一天两夜
        if self.lasts(text, token) or text.startswith(self._one_year_after, token.end):
            return None
        return "indefinite"

    def _day_long(self, text: str, token: Token) -> str | None:
        return self._one_span(text, token) if token.numeral is not None and token.numeral.shape == "one" else None

    def _month(self, text: str, token: Token) -> str | None:
        if text.startswith("份", token.end) or _names_both(text, token):
            return "date"  # 超过3月份的
        if token.digits[:1] in _SOME or token.value > 12:
            return None
        then = token.modifier is Modifier.ABOUT and text[token.number_end] == "月"
        if then or token.before in self._compared or text.startswith("月多", token.number_end):
            return "date"  # 8月前后, 高于2月, 3月多
        return "date" if token.modifier in (EXACT, RANGE) else None

    def _day(self, text: str, token: Token) -> str | None:
        value = token.value
        if _names_both(text, token):
            return "date"
        if _POINTED.fullmatch(token.digits) and _ON_DAY.search(text, max(0, token.start - 1), token.start):
            return "date"  # 昨天（8.31日）
        if token.digits in {"两", "兩", "半"} or value > 31 or value != int(value):
            return None
        if token.numeral is not None and token.numeral.modifier is RANGE:
            return None
        if token.modifier not in (EXACT, RANGE) and not self._around(text, token):
            return None if token.bounded or (token.before and len(token.before) > 1) else "date"
        if text.endswith(("月", "月份"), 0, token.start):
            return "date"
        long = text.endswith(self._day_before, 0, token.start) or text.startswith(self._day_after, token.end)
        return None if long else "date"

    @staticmethod
    def _around(text: str, token: Token) -> bool:
        """22日前后, 大概是20日: about that day."""
        return token.modifier is Modifier.ABOUT and text[token.number_end] == "日"

    def _hour(self, text: str, token: Token) -> str | None:
        if token.value > 24:
            return None
        return None if token.modifier is OVER and token.bounded and text[token.number_end] not in "时時" else "clock"

    def _point(self, text: str, token: Token) -> str | None:
        """五点 is a clock time; 涨了五点 and 五点建议 are told."""
        value, numeral = token.value, token.numeral
        if token.digits == "一" and not text.startswith(("钟", "鐘"), token.end):
            return "indefinite"
        if numeral is None or value > 24:
            return None
        if text.startswith(("点半", "點半"), token.number_end):
            return "clock"
        if value != int(value) or self._index.search(text, max(0, token.start - 8), token.start):
            return None
        listed = self._points.match(text, token.end) or text.endswith(self._point_before, 0, token.start)
        return None if listed and not _arabic(token) else "clock"

    def _clock(self, _text: str, _token: Token) -> str:
        return "clock"

    def _minute(self, text: str, token: Token) -> str | None:
        counts_on = token.digits[:1].isdigit() or text[token.end - 1] in "秒钟鐘"
        if (counts_on and not _POINTS.isdisjoint(token.digits)) or _is_after_hour(text, token):
            return "clock"  # 11时15分, and 11点15分, 八点五分十秒, which are no 11.15, no 8.5
        if token.measure == "duration" or text[token.end - 1] == "半" or "·" in token.digits:
            return None
        few = token.numeral is not None and not _arabic(token) and token.value < 11
        if not few or text.startswith(self._paid, token.end):
            return None
        if token.digits != "十" and (token.measure == "area" or text.endswith(self._scored, 0, token.start)):
            return None  # 每人八分地, 扣六分, but not 打得十分顽强
        return "word"

    def _quarter_hour(self, text: str, token: Token) -> str | None:
        """三点一刻, 九时三刻 are clock times; 等了三刻钟 counts."""
        return "clock" if not _POINTS.isdisjoint(token.digits) or _is_after_hour(text, token) else None

    def _century(self, _text: str, token: Token) -> str | None:
        return None if token.digits in {"半", "两"} or token.modifier not in (EXACT, RANGE) else "date"

    def _quarter(self, _text: str, token: Token) -> str | None:
        return None if token.digits in {"两", "兩"} else "date"

    def _number(self, _text: str, _token: Token) -> str:
        return "document"

    def _rank(self, text: str, token: Token) -> str | None:
        """三级 of schools are ranks; the seven of 共分七级 count, and winds have strengths."""
        start, end = token.start, token.end
        if not _arabic(token) and token.value > 1 and _LEVELS.search(text, max(0, start - 3), start):
            return None
        if token.modifier is OVER and start == token.number_start and token.value >= _STEPS:
            return None  # 700多级的天梯
        told = self._strength.match(text, end) or self._quake.search(text, max(0, start - 6), start)
        return None if told or token.value != int(token.value) else "rank"

    def _session(self, text: str, token: Token) -> str | None:
        if self._assembly.match(text, token.end):
            return "event"
        if _of_year(token):
            return "date"  # 2030届毕业生
        held = token.modifier is not EXACT or text.endswith(self._held, max(0, token.start - 4), token.start)
        return None if held else "ordinal"

    def _great(self, text: str, token: Token) -> str | None:
        """十五大, 党的八大, 党的十五大主题 are congresses; 五大板块, 党的五大任务 count."""
        value, start, end = token.value, token.start, token.end
        party = text.endswith(self._party, max(0, start - 4), start)
        if text.startswith(self._aspects, end) and not (value > 10 and (party or text.startswith("新闻", end))):
            return None
        return "event" if 11 <= value <= 20 or party or (value >= 6 and text.startswith(self._congress, end)) else None

    def _generation(self, text: str, token: Token) -> str | None:
        """8.5代, 六代线 are ranks of machines; 三代 and 传承5代 count."""
        if _arabic(token) and text.endswith(self._handed_down, 0, token.start):
            return None
        if _arabic(token) or text.startswith(self._machines, token.end):
            return "rank"
        return None if token.value >= 2 else "indefinite"

    def _phase(self, text: str, token: Token) -> str | None:
        """二期, 三期 of a project are its phases; 共12期, 两期 count; issues of a journal, draws of a lottery not."""
        if _ISSUE_OF.search(text, max(0, token.start - 5), token.start) and _ISSUE_ENDS.match(text, token.end):
            return "document"
        if _arabic(token) and len(token.digits) >= _DRAW and token.modifier is EXACT:
            return "document"  # 12047期
        phase = token.value <= 9 and token.modifier is EXACT and token.digits not in {"两", "兩", "一"}
        told = text.endswith((*self._held, "分"), max(0, token.start - 4), token.start)
        return "rank" if phase and not told else None

    def _degree(self, text: str, token: Token) -> str | None:
        """两度, 三度 tell how often; the degrees of an earthquake are told."""
        few = token.measure == "count" and not _arabic(token) and token.value < 10
        return "word" if few and not text.endswith(self._degrees, 0, token.start) else None

    def _route(self, text: str, token: Token) -> str | None:
        """838路 of the buses; 40路记者 count."""
        return "name" if _arabic(token) and not text.startswith(self._sent_out, token.end) else None

    def _detachment(self, _text: str, token: Token) -> str | None:
        """武警六支队 is one of the detachments; 两支队 are two."""
        return "name" if token.value > 2 and token.modifier is EXACT else None

    def _line(self, _text: str, token: Token) -> str | None:
        """国道318线, 二线城市: a road or a rank; lines have a classifier (三条线), but not 12万线 of a phone net."""
        return None if token.value >= _LINES else "name"

    def _model_year(self, text: str, token: Token) -> str | None:
        """2011款, 2012版, 2030—2031学年 are of a year, 2.0版 is a version."""
        if "." in token.digits and token.digits[-1].isdigit():  # 1.2万款 counts
            return "model"
        if token.form.name == "版" and _IN_PAPER.search(text, max(0, token.start - 3), token.start):
            return "document"  # 本报一版、四版
        return "date" if _of_year(token) else None

    def _series(self, _text: str, token: Token) -> str | None:
        """7系列 of a maker of cars."""
        return "model" if _arabic(token) else None

    def _page(self, text: str, token: Token) -> str | None:
        """（36页）, 第9页、12页 say where; 共300页 counts."""
        exact = token.modifier in (EXACT, RANGE) and not token.before
        return "document" if exact and _PAGED.search(text, max(0, token.start - 3), token.start) else None

    def _village(self, text: str, token: Token) -> str | None:
        """和平八村 is one of the villages with a number for a name; 两村, 一镇三村 and 这三村 count."""
        if _arabic(token) or token.value < 3 or token.value > 30 or token.modifier is not EXACT:
            return None
        listed = _AFTER_DIVISION.search(text, max(0, token.start - 3), token.start)
        return None if listed or text.endswith(self._villages, 0, token.start) else "name"

    def _dan(self, text: str, token: Token) -> str | None:
        """The rank of a player of go: 王山九段执黑, 七段（日本）; 分成三段 counts."""
        alone = token.modifier is EXACT and not _arabic(token) and token.value > 2
        counted = text.endswith(self._in_parts, 0, token.start)
        return "rank" if alone and not counted and self._plays.match(text, token.end) else None

    def _eye(self, text: str, token: Token) -> str | None:
        """The two eyes of who looks, a place (三眼峪); 两眼机井 and 打井三眼 count."""
        if self._wells.match(text, token.end):
            return None
        named = not _arabic(token) and token.value < 10 and token.modifier is EXACT and _HAN.match(text, token.end)
        return "word" if token.digits == "两" or named else None

    def _part(self, text: str, token: Token) -> str | None:
        """采油6队, 央视5套 are called by their number; 分成三队, 中央下发3套 count."""
        called = token.modifier in (EXACT, RANGE) and text.endswith(self._bodies[token.form.name], 0, token.start)
        return "name" if called else None

    def _team(self, text: str, token: Token) -> str | None:
        """上河村3组, 上河村三组的菜农, 三组村民 are a part of the village; 全村三组水泵, 分三组 count."""
        if token.value <= _TEAMS and token.modifier is EXACT and text.startswith(self._of_team, token.end):
            return None if text.endswith(_DIVIDED, 0, token.start) else "name"
        few = _arabic(token) or (token.value <= _TEAMS and _TEAM_ENDS.match(text, token.end) is not None)
        return self._part(text, token) if few else None

    def _crew(self, text: str, token: Token) -> str | None:
        """1205队, of which there are not so many, and 生产三队."""
        many = _arabic(token) and token.value > _CREWS and token.value % 10
        return "name" if many else self._part(text, token)

    def _squad(self, text: str, token: Token) -> str | None:
        """某部四班, 红五团, 三排战士 are parts of an army; 一个班, 开了四班 and 两团火 count."""
        name = self._part(text, token) or ("name" if text.startswith(self._squad_after, token.end) else None)
        few = token.form.name != "团" or token.digits in _SOME or text.startswith(self._balls, token.end)
        return name if few else "name"

    def _cubic(self, _text: str, token: Token) -> str | None:
        """方 is a cubic metre after large or Arabic numbers; 一方, 两方, 三方 are sides."""
        return "word" if token.unit == "方" and not _arabic(token) and token.value < 10 else None

    def _square(self, _text: str, token: Token) -> str | None:
        """平 is a square metre after a number of some size; 追成14平 is a draw, 王一平, 童万平 persons."""
        if token.numeral is None or token.value != int(token.value) or token.measure == "count":
            return None
        return "score" if token.value < _ROOM or token.numeral.shape in {"one", "multiplier"} else None

    def _turbo(self, _text: str, token: Token) -> str | None:
        """1.8T is an engine; 40T a weight."""
        return "model" if token.value < 10 or token.value != int(token.value) else None

    def _medal(self, text: str, token: Token) -> str | None:
        """5金6铜, 得4金 count medals; 五金 is hardware."""
        beside = _MEDAL.match(text, token.end) or _MEDAL_BEFORE.search(text, max(0, token.start - 5), token.start)
        beside = beside or text.endswith(self._won, 0, token.start)
        return None if beside or (_arabic(token) and not _HAN.match(text, token.end)) else "word"

    def _record(self, text: str, token: Token) -> str | None:
        """4战4胜, 6胜1负 are a record; 二战, 五局三胜 and 3∶1胜 are none."""
        if _SCORED.search(text, max(0, token.number_start - 4), token.number_end):
            return "score"
        if token.modifier is not EXACT:  # 身经七十余战, but not 1-2负
            return "score" if token.modifier is RANGE and "-" in text[token.start : token.end] else None
        beside = _RECORD.match(text, token.end) or _RECORD_BEFORE.search(text, max(0, token.start - 5), token.start)
        return None if beside else "word"

    def _piece(self, text: str, token: Token) -> str | None:
        one = token.digits == "一" and token.modifier is EXACT and token.value == 1 and token.measure == "money"
        priced = self._piece_price.search(text, max(0, token.start - 4), token.start)
        return "indefinite" if one and not priced else None

    def _dime(self, text: str, token: Token) -> str | None:
        """The 角 of 大厅的一角 is a corner, 三角 a triangle, 八角 a spice; 一角 that something cost is money."""
        if token.unit != "角" or token.value != _CORNERS.get(token.digits) or token.modifier is not EXACT:
            return None
        priced = self._dime_price.search(text, max(0, token.start - 4), token.start)
        return None if priced and (token.digits == "一" or priced[0][0] != "一") else "word"  # 一位摘八角的姑娘


def alone(token: Token) -> bool:
    """Whether the number alone tells what it is, but for one: no words beside it are looked at."""
    name = token.form.name
    if name == "年":
        return not (_arabic(token) and len(token.digits) == 2 and token.value >= _HALF_CENTURY)
    return name in _BY_NUMBER


def is_ago(text: str, start: int) -> bool:
    """Whether the words before a number of years say that they count back from now: 距今已有."""
    return _AGO.search(text, max(0, start - 4), start) is not None


def _is_after_hour(text: str, token: Token) -> bool:
    return _AFTER_HOUR.search(text, max(0, token.start - 3), token.start) is not None


def _arabic(token: Token) -> bool:
    return token.numeral is not None and token.numeral.shape == "arabic"


def _of_year(token: Token) -> bool:
    """Whether the number is that of a year of this or the last century."""
    return _arabic(token) and len(token.digits) == 4 and 1900 <= token.value < 2100


def _names_both(text: str, token: Token) -> bool:
    """Whether 两 before 日 or 月 sums up the two that were named: 七、八两日."""
    return token.digits in {"两", "兩"} and _NAMED.search(text, max(0, token.start - 7), token.start) is not None


def _before(words: Iterable[str], gap: int) -> re.Pattern[str]:
    """Words that may stand a little way before a number."""
    return re.compile(f"{trie.pattern(words)}[^，。]{{0,{gap}}}\\Z")
