"""Several times or places in a row, each of its own quantity: 3月和4月, 东岭镇和江口镇分别产茶30吨和50吨."""

import re
from bisect import bisect_right

from factpipe.sentences import JOINTS, STOPS

_JOIN = f"(?:以及|[{JOINTS}])"
_DIGIT = "0-9０-９〇零一二三四五六七八九十百千万亿两"
_NUMBER = f"(?:百分之)?[{_DIGIT}][{_DIGIT}点.．,，]*"
#: one of the quantities with what stands before its number (近, 上升) and its unit
_ONE = f"[^，。；！？\n{JOINTS}0-9０-９]{{0,8}}?{_NUMBER}[^，。；！？\n{JOINTS}0-9０-９]{{0,8}}"
_LISTED = re.compile(f"{_ONE}(?:{_JOIN}{_ONE})+")
_SEPARATOR = re.compile(_JOIN)
#: gives each of a row its own
EACH = "分别"
#: so far from a row its quantities may stand
REACH = 400
#: a semicolon as well: each row of a list is told by itself
_ROW_END = re.compile(f"[{STOPS}；;]")


def apart(words: str) -> list[str]:
    """What stands in a row in an expression: 去年 and 今年 of 去年和今年; the whole, where nothing does."""
    return _SEPARATOR.split(words)


def which(text: str, end: int, start: int, count: int) -> int | None:
    """Which of `count` members of a row that ends at `end` is that of the quantity at `start`.

    None where the text does not give each its own: no 分别 with so many quantities, or another list that may be meant.
    """
    if start - end > REACH:
        return None
    first, last = text.find(EACH, end, start), text.rfind(EACH, end, start)
    if first < 0 or _SEPARATOR.search(text, end, first) or _ROW_END.search(text, end, start):
        return None
    listed = _LISTED.match(text, last + len(EACH))
    if listed is None or not listed.start() <= start < listed.end():
        return None
    joins = [join.end() for join in _SEPARATOR.finditer(text, *listed.span())]
    return bisect_right(joins, start) if len(joins) + 1 == count else None
