"""Years, months, days, clock times, ranks: what a number with such a unit is, by its size and the words beside it.

The words that an analyst may want to change are in rules/lexicon/traps.yaml.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from factpipe.model import Modifier

if TYPE_CHECKING:
    from factpipe.quantities.lexicon import Lexicon
    from factpipe.quantities.tokens import Token

EXACT, OVER, RANGE = Modifier.EXACT, Modifier.OVER, Modifier.RANGE
#: units that are judged by their number alone, where that is not one
_BY_NUMBER = frozenset({
    "月", "时", "点钟", "号", "代", "路", "季度", "世纪", "天", "立方米", "平", "块", "款", "版", "T",
})  # fmt: skip

_MONTH = re.compile(r"[ 　]?[0-9０-９一二三四五六七八九十]{1,3}[ 　]?月")
_LENGTH = re.compile(r"多|余|内|间|来|后|以上|左右|的?历史|之久|时间|假|游|龄|期|一次|一遇|制|如一日|有期")
_DAYS = re.compile(r"游|内|之内|以内|遊|龄")
_POINTS = re.compile(
    r"(?:[^，。；、0-9]{0,2})(?:意见|建议|要求|希望|看法|体会|经验|理由|原因|想法|共识|认识|启示|措施|思考|问题|说明|注意|结论|计划"
    r"|主张|纲领|原则|优势|好处|做法|变化|不同|区别|共同|倡议|特点|感受|教训)"
)
_TOLD = re.compile(r"(?:以下|如下|提出|提了|讲了?|作了|谈了?|下列|有|这|强调|做到|分)\Z")
_INDEX = re.compile(r"(?:涨|跌|升|降|报|收于|指数|高开|低开|点位|得|加|扣|减|失)[^，。]{0,4}\Z")
_STEPS = ("台阶", "石阶", "阶梯")
_STRENGTH = re.compile(r"(?:左右|以上)?的?(?:地震|强震|余震|大?风|阵风|台风|烈震|浪|大浪)")
_QUAKE = re.compile(r"(?:震级|里氏|烈度|风力|(?<!台)风)[^，。]{0,3}\Z")
_LEVELS = re.compile(r"(?<!部)[共分][为成有]?\Z")
_SESSIONS = re.compile(r"(?:连续|举办|举行|历经|历|过|了|共|办|当选|担任|连任|近|成功|连)\Z")
_PAID = ("钱", "硬币", "田", "地", "邮票", "币")


class Calendar:
    """Judges what such a unit is, by the words of a lexicon."""

    def __init__(self, lexicon: "Lexicon") -> None:
        self._lasting, self._aspects = lexicon.lasting, lexicon.aspects
        self._judges = _JUDGES | {"年": self._year, "天": self._day_long, "大": self._great}

    def reason(self, text: str, token: "Token") -> str | None:
        """Why the token is no fact (`date`, `clock`, `rank`, `ordinal`, `document`, `name`), or None."""
        judge = self._judges.get(token.form.name)
        return judge(text, token) if judge else None

    def lasts(self, text: str, token: "Token") -> bool:
        """Whether the words before say that a length of time lasted."""
        return text.endswith(self._lasting, 0, token.start)

    def _year(self, text: str, token: "Token") -> str | None:
        value, numeral, digits = token.value, token.numeral, token.digits
        if numeral is None:
            return None
        if token.modifier is RANGE:
            wise = numeral.shape == "digits" and len(digits) in {2, 4}
            return "date" if wise or (_arabic(token) and value >= 1000) else None
        plain = token.end == token.number_end or text[token.number_end] == "年"  # 2010和2011年, but not 2000多年
        if plain and _arabic(token) and len(digits) == 4 and 1000 <= value <= 2999:
            return None if value % 100 == 0 and (token.bounded or token.before) else "date"
        if numeral.shape == "one":
            return self._one_span(text, token)
        if token.bounded or value != int(value):
            return None
        if numeral.shape == "digits":
            return "date" if len(digits) <= 4 else None
        if not _arabic(token):
            return "date" if _MONTH.match(text, token.end) and not self.lasts(text, token) else None
        if digits[0] in "0０" and len(digits) > 1:
            return "date"
        if len(digits) != 2:
            return None
        told = value >= _OF_CENTURY or (value >= _HALF_CENTURY and text.startswith("度", token.end))
        if not told and not _MONTH.match(text, token.end):
            return None
        return None if self.lasts(text, token) or _LENGTH.match(text, token.end) or token.before else "date"

    def _one_span(self, text: str, token: "Token") -> str | None:
        """一年, 一天: a length of time where the text says that it lasted, else a year or day spoken of."""
        if token.modifier is not EXACT or token.value != 1 or text[token.end - 1] == "夜":
            return None  # 一年半, 一天一夜
        if self.lasts(text, token) or text.startswith(_ASIDE, token.end):
            return None
        return "indefinite"

    def _day_long(self, text: str, token: "Token") -> str | None:
        return self._one_span(text, token) if token.numeral is not None and token.numeral.shape == "one" else None

    def _great(self, text: str, token: "Token") -> str | None:
        """十五大, 党的八大 are congresses; 五大板块 counts."""
        value = token.value
        if text.startswith(self._aspects, token.end) and not (value > 10 and text.startswith("新闻", token.end)):
            return None
        party = _PARTY.search(_before(text, token))
        return "event" if value >= 11 or party or (value >= 6 and _CONGRESS.match(text, token.end)) else None


def alone(token: "Token") -> bool:
    """Whether the number alone tells what it is, but for one: no words beside it are looked at."""
    name = token.form.name
    if name == "年":
        return not (_arabic(token) and len(token.digits) == 2 and token.value >= _HALF_CENTURY)
    return name in _BY_NUMBER


def _arabic(token: "Token") -> bool:
    return token.numeral is not None and token.numeral.shape == "arabic"


def _before(text: str, token: "Token", size: int = 4) -> str:
    return text[max(0, token.start - size) : token.start]


def _cubic(_text: str, token: "Token") -> str | None:
    """方 is a cubic metre after large or Arabic numbers; 一方, 两方, 三方 are sides."""
    return "word" if token.unit == "方" and not _arabic(token) and token.value < 10 else None


def _square(_text: str, token: "Token") -> str | None:
    """平 is a square metre after a number of some size; 四胜二平, 追成14平 are draws, 王一平, 童万平 persons."""
    if token.numeral is None or token.value != int(token.value):
        return None
    return "score" if token.value < _ROOM or token.numeral.shape in {"one", "multiplier"} else None


def _turbo(_text: str, token: "Token") -> str | None:
    """1.8T is an engine; 40T a weight."""
    return "model" if token.value < 10 or token.value != int(token.value) else None


def _medal(text: str, token: "Token") -> str | None:
    """5金6铜, 得4金 count medals; 五金 is hardware."""
    beside = _MEDAL.match(text, token.end) or _MEDAL_BEFORE.search(text, max(0, token.start - 5), token.start)
    return None if beside or (_arabic(token) and not _HAN.match(text, token.end)) else "word"


def _piece(text: str, token: "Token") -> str | None:
    one = token.numeral is not None and token.numeral.shape == "one" and token.modifier is EXACT and token.value == 1
    return "indefinite" if one and not _PIECE_PRICE.search(_before(text, token)) else None


def _dime(text: str, token: "Token") -> str | None:
    """The 角 of 大厅的一角 is a corner; 一角 that something cost is money."""
    one = token.unit == "角" and token.value == 1 and token.modifier is EXACT
    return "word" if one and not _DIME_PRICE.search(_before(text, token)) else None


def _phase(text: str, token: "Token") -> str | None:
    """二期, 三期 of a project are its phases; 共12期, 两期, 分三期 count."""
    phase = token.value <= 9 and token.modifier is EXACT and token.digits not in {"两", "兩", "一"}
    before = _before(text, token)
    return "rank" if phase and not (_SESSIONS.search(before) or before.endswith("分")) else None


def _month(text: str, token: "Token") -> str | None:
    if text.startswith("份", token.end):
        return "date"  # 超过3月份的
    if token.digits[:1] in _SOME or token.value > 12 or token.modifier not in (EXACT, RANGE):
        return None
    return "date"


def _day(text: str, token: "Token") -> str | None:
    value = token.value
    if token.digits in {"两", "兩", "半"} or value > 31 or value != int(value):
        return None
    if token.numeral is not None and token.numeral.modifier is RANGE:
        return None
    if token.modifier not in (EXACT, RANGE):
        return None if token.bounded or (token.before and len(token.before) > 1) else "date"
    before = _before(text, token)
    if before.endswith(("月", "月份")):
        return "date"
    if before.endswith(("历时", "为期", "长达", "连续", "满", "共", "近")) or _DAYS.match(text, token.end):
        return None
    return "date"


def _hour(text: str, token: "Token") -> str | None:
    if token.value > 24:
        return None
    return None if token.modifier is OVER and token.bounded and text[token.number_end] not in "时時" else "clock"


def _point(text: str, token: "Token") -> str | None:
    value, numeral = token.value, token.numeral
    if token.digits == "一" and not text.startswith(("钟", "鐘"), token.end):
        return "indefinite"
    if numeral is None or value > 24:
        return None
    if text[token.end - 1] == "半":
        return "clock"
    if value != int(value) or _INDEX.search(_before(text, token, 8)):
        return None
    if not _arabic(token) and (_POINTS.match(text, token.end) or _TOLD.search(_before(text, token, 2))):
        return None
    return "clock"


def _clock(_text: str, _token: "Token") -> str:
    return "clock"


def _minute(text: str, token: "Token") -> str | None:
    if _before(text, token, 1) in set("时時点點") or (token.digits[:1].isdigit() and "点" in token.digits):
        return "clock"  # 11时15分, and 11点15分, which is no 11.15
    if token.measure == "duration" or text[token.end - 1] == "半" or "·" in token.digits:
        return None
    if token.numeral is not None and not _arabic(token) and token.value < 11 and not text.startswith(_PAID, token.end):
        return "word"
    return None


def _number(_text: str, _token: "Token") -> str:
    return "document"


def _rank(text: str, token: "Token") -> str | None:
    """三级 of schools are ranks; the seven of 共分七级 count."""
    if not _arabic(token) and token.value > 1 and _LEVELS.search(text, max(0, token.start - 3), token.start):
        return None
    if text.startswith(_STEPS, token.end):
        return None
    if token.value != int(token.value) or _STRENGTH.match(text, token.end) or _QUAKE.search(_before(text, token, 6)):
        return None
    return "rank"


def _session(text: str, token: "Token") -> str | None:
    if _ASSEMBLY.match(text, token.end):
        return "event"
    return None if token.modifier is not EXACT or _SESSIONS.search(_before(text, token)) else "ordinal"


def _generation(text: str, token: "Token") -> str | None:
    """8.5代, 六代线 are ranks of machines; 三代 counts."""
    if _arabic(token) or text.startswith(_MACHINES, token.end):
        return "rank"
    return None if token.value >= 2 else "indefinite"


def _degree(_text: str, token: "Token") -> str | None:
    return "word" if token.measure == "count" and not _arabic(token) and token.value < 10 else None


def _route(_text: str, token: "Token") -> str | None:
    return "name" if _arabic(token) else None


def _line(_text: str, _token: "Token") -> str:
    """国道318线, 二线城市: a road or a rank; lines that are counted have a classifier (三条线)."""
    return "name"


def _model_year(_text: str, token: "Token") -> str | None:
    """2011款, 2012版 are of a year."""
    return "date" if _arabic(token) and len(token.digits) == 4 and 1900 <= token.value < 2100 else None


def _team(text: str, token: "Token") -> str | None:
    """上河村3组 is a part of the village."""
    return "name" if _arabic(token) and text[token.start - 1 : token.start] in _OF_TEAMS else None


def _squad(text: str, token: "Token") -> str | None:
    """某部四班, 红五团 are parts of an army; 一个班 and 开了四班 count."""
    return "name" if token.value < 10 and text[token.start - 1 : token.start] in _OF_SQUADS else None


def _quarter(_text: str, token: "Token") -> str | None:
    return None if token.digits in {"两", "兩"} else "date"


def _century(_text: str, token: "Token") -> str | None:
    return None if token.digits in {"半", "两"} or token.modifier not in (EXACT, RANGE) else "date"


#: 98年 is one of the century's; 60年 rather a length of time, but 62年度 is not
_OF_CENTURY, _HALF_CENTURY = 76, 50
#: how a number of months begins: 两三月, but 七八月 are July and August
_SOME = frozenset("两兩半几幾")
#: the smallest flat, in square metres
_ROOM = 20
_MEDALS = "[0-9０-９一二两三四五六七八九十]{1,3}枚?[金银铜](?!行|属|融|川)"
_MEDAL, _MEDAL_BEFORE = re.compile(f"[、，]?{_MEDALS}"), re.compile(f"{_MEDALS}[、，]?\\Z")
_HAN = re.compile("[一-龥]")
#: 十九届六中全会, 十四届人大
_ASSEMBLY = re.compile("[一二三四五六七八九]中全会|[一二三四五六七八九]次|中央|全国|人大|政协|中纪委")
#: what has numbered teams
_OF_TEAMS = frozenset("村队区")
_OF_SQUADS = frozenset("部团营连排师旅红某")
#: what is built in generations
_MACHINES = ("线", "机", "核电", "液晶", "身份证", "半导体", "TFT")
_ASIDE = ("的时间", "时间", "的利息", "的工资", "的收入", "的租金", "的房租", "有期徒刑")
_PIECE_PRICE = re.compile(r"(?:花|赚|挣|卖|价|收|给|付|掏|每[^，。]{1,3})\Z")
_DIME_PRICE = re.compile(r"(?:花|赚|挣|卖|价|收|给|付|掏|涨|跌|降|了|加|补|元|块|便宜|贵|[每一][^，。]{1,3})\Z")
_PARTY = re.compile(r"(?:党的?|中共|越共|苏共|学习|落实|宣传|贯彻|迎接|喜迎|召开|参加|开完)\Z")
_CONGRESS = re.compile(r"(?:以来|以后|之后|精神|报告|上|，|。|作|通过|召开|期间|闭幕|开幕|文件|代表|提出|确定)")

_JUDGES: dict[str, Callable[[str, "Token"], str | None]] = {
    "月": _month, "日": _day, "时": _hour, "点": _point, "点钟": _clock, "分": _minute, "号": _number,
    "级": _rank, "届": _session, "屆": _session, "代": _generation, "度": _degree, "路": _route, "季度": _quarter,
    "线": _line, "線": _line, "世纪": _century, "立方米": _cubic, "平": _square, "T": _turbo,
    "金": _medal, "银": _medal, "铜": _medal, "块": _piece, "角": _dime,
    "期": _phase, "组": _team, "班": _squad, "排": _squad, "团": _squad, "款": _model_year, "版": _model_year,
}  # fmt: skip
#: the units that are judged here
NAMES = frozenset((*_JUDGES, "年", "天", "大"))
