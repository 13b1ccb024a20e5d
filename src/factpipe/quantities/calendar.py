"""Years, months, days, clock times, ranks and degrees: what a number with such a unit is, by its size and its words."""

import re
from typing import TYPE_CHECKING

from factpipe.model import Modifier

if TYPE_CHECKING:
    from factpipe.quantities.scanner import Token

#: units that are judged here although they are measures or classifiers
NAMES = frozenset({"届", "代", "度", "路"})

_MONTH = re.compile(r"[ 　]?[0-9０-９一二三四五六七八九十]{1,2}[ 　]?月")
_DAY = re.compile(r"(?:份)?[ 　]?[0-9０-９一二三四五六七八九十]{1,3}[ 　]?[日号]")
_LASTING = re.compile(
    r"(?:历时|长达|达|为期|历经|经过|用了|花了|连续|整整|已有|有着|坚持|工作了?|判处|有期徒刑|期限|共|超过|近|了|时隔|相隔|每|满|再|服刑|任期|寿命|持续|延长|缩短|提前|推迟|至少|不到|不足|分|干了)\Z"
)
_LENGTH = re.compile(r"(?:多|余|内|间|来|后|以上|左右|的历史|历史|之久|时间|假|游|龄|期|一次|一遇|制|如一日)")
_POINTS = re.compile(
    r"(?:意见|建议|要求|希望|看法|体会|经验|理由|原因|想法|共识|认识|启示|措施|思考|问题|说明|注意|结论|计划|主张|优势|好处|做法|变化|不同|区别|共同)"
)
_QUAKE = re.compile(r"(?:左右|以上)?(?:地震|强震|余震|大?风|阵风|台风|烈震|浪|大浪)")
_HEAT = re.compile(r"(?:气温|温度|低温|高温|最低|最高|零下|摄氏|水温|室温|体温|降温|升温|温差|℃|达到?|在|零上)\Z")
_POWER = re.compile(r"(?:电|用电|发电|耗电)")
_SESSION = re.compile(r"(?:连续|举办了?|历经|历|过|了|共|办了?|当选|担任了?|任|连任|前|近|每)\Z")


def reason(text: str, token: "Token") -> str | None:
    """Why the token is no fact (`date`, `clock`, `rank`, `ordinal`, `document`), or None; may set its measure."""
    judge = _JUDGES.get(token.form.name)
    return judge(text, token) if judge else None


def _plain(token: "Token") -> bool:
    """A number without bounds that dates can have."""
    return token.modifier is Modifier.EXACT and token.value == int(token.value)


def _arabic(token: "Token") -> bool:
    return token.numeral is not None and token.numeral.shape == "arabic"


def _year(text: str, token: "Token") -> str | None:
    value, numeral = token.value, token.numeral
    if token.modifier is Modifier.RANGE:
        if (
            numeral is not None
            and _arabic(token)
            and value >= 1000
            or (numeral.shape == "digits" and len(token.digits) in {2, 4})
        ):
            return "date"
        return None
    if numeral is None or value != int(value) or token.bounded:
        return None
    if numeral.shape == "digits":
        return "date" if len(token.digits) in {2, 3, 4} else None
    if _arabic(token):
        if token.digits[0] in "0０" and len(token.digits) > 1:
            return "date"
        if 1000 <= value <= 2999 and len(token.digits) == 4:
            return None if token.before and value % 100 == 0 else "date"
        if len(token.digits) == 2 and (value >= 60 or _MONTH.match(text, token.end)):
            before = text[max(0, token.start - 4) : token.start]
            return None if _LASTING.search(before) or _LENGTH.match(text, token.end) else "date"
    elif _MONTH.match(text, token.end) and not _LASTING.search(text[max(0, token.start - 4) : token.start]):
        return "date"
    return None


def _month(text: str, token: "Token") -> str | None:
    if token.digits in {"两", "兩", "半"}:
        return None
    if token.value <= 12 or token.modifier is Modifier.RANGE:
        return "date" if token.modifier in (Modifier.EXACT, Modifier.RANGE) else None
    return None


def _day(text: str, token: "Token") -> str | None:
    if (
        token.digits in {"两", "兩", "半"}
        or token.value > 31
        or token.value != int(token.value)
        or token.bounded
        and token.modifier is not Modifier.RANGE
    ):
        return None
    if token.numeral is not None and token.numeral.modifier is Modifier.RANGE:
        return None
    before = text[max(0, token.start - 4) : token.start]
    if before.endswith(("月", "月份")):
        return "date"
    if re.search(r"(?:历时|为期|长达|连续|满)\Z", before) or re.match(
        r"(?:游|内|之内|以内|遊)", text[token.end : token.end + 2]
    ):
        return None
    return "date"


def _hour(text: str, token: "Token") -> str | None:
    if token.value <= 24 and not (token.bounded and token.modifier is Modifier.OVER):
        return "clock"
    return None


def _point(text: str, token: "Token") -> str | None:
    if token.value > 24 or token.value != int(token.value):
        return None
    if _POINTS.match(text, token.end) or re.search(
        r"(?:以下|如下|提出|提了|讲了?|作了|谈了?|下列)\Z", text[max(0, token.start - 3) : token.start]
    ):
        return "indefinite" if token.digits == "一" else None
    return "clock"


def _clock(text: str, token: "Token") -> str | None:
    return "clock"


def _minute(text: str, token: "Token") -> str | None:
    before = text[max(0, token.start - 1) : token.start]
    if before and before in "时時点點":
        return "clock"
    if token.numeral is not None and not _arabic(token) and token.value < 11:
        if text.startswith(("钱", "硬币", "田", "地", "邮票"), token.end):
            return None
        return "word"
    return None


def _number(text: str, token: "Token") -> str | None:
    return "document"


def _rank(text: str, token: "Token") -> str | None:
    if token.value != int(token.value) or _QUAKE.match(text, token.end):
        return None
    if re.search(r"(?:震级|里氏|烈度|风力)[^，。]{0,3}\Z", text[max(0, token.start - 6) : token.start]):
        return None
    return "rank"


def _session(text: str, token: "Token") -> str | None:
    if _SESSION.search(text[max(0, token.start - 4) : token.start]) or token.modifier is not Modifier.EXACT:
        return None
    return "ordinal"


def _generation(text: str, token: "Token") -> str | None:
    if _arabic(token):
        return "rank"
    return None if token.value >= 2 else "indefinite"


def _degree(text: str, token: "Token") -> str | None:
    before = text[max(0, token.start - 6) : token.start]
    if _POWER.match(text, token.end) or re.search(r"(?:电|用电|发电)[^，。]{0,4}\Z", before):
        token.measure = "energy"
    elif _HEAT.search(before) or token.value < 0 or "温" in before:
        token.measure = "temperature"
    elif not _arabic(token) and token.value < 10:
        return "word"
    return None


def _route(text: str, token: "Token") -> str | None:
    return "name" if _arabic(token) else None


_JUDGES = {
    "年": _year, "月": _month, "日": _day, "时": _hour, "点": _point, "点钟": _clock, "分": _minute, "号": _number,
    "级": _rank, "届": _session, "代": _generation, "度": _degree, "路": _route, "季度": lambda _t, token: None if token.digits in "两" else "date",
    "世纪": lambda _t, _k: "date",
}  # fmt: skip
