"""Written forms brought to one: width, traditional characters, blanks, numbers in hanzi."""

import re

from factpipe import numerals, trie

#: a whole number in digits or hanzi, as a pattern over text in its one form
NUMBER = r"(?:\d+|[零一二两三四五六七八九十百廿卅]+)"
#: longer than any expression; what is longer is not read at all, so that reading takes no time to speak of
LONGEST = 60

_ONES = "零一二三四五六七八九"
_WIDTH = str.maketrans(
    {0xFF10 + n: str(n) for n in range(10)}
    | dict(zip("：／．－（），～", ":/.-(),~", strict=True))
    | dict.fromkeys(map(ord, "Ｏ〇○"), "零")
)
#: 二0一0年: an Arabic zero among the digits of a year in hanzi
_ZEROS = re.compile("(?<=[一二三四五六七八九零])0|0(?=[零一二三四五六七八九]{1,2}年)")
_QUOTES = str.maketrans("", "", "“”\"‘’'「」『』＇")
_SPACE = re.compile(r"\s+")
_SPACED = re.compile(r"\s*(\d{4})\s+(\d{1,2})\s+(\d{1,2})\s*")

UNITS = {
    "年": "year", "年度": "year", "个月": "month", "月": "month", "季度": "quarter", "个季度": "quarter", "天": "day",
    "日": "day", "周": "week", "个周": "week", "星期": "week", "个星期": "week", "礼拜": "week", "个礼拜": "week",
}  # fmt: skip
#: the words of UNITS as a pattern
UNIT = trie.pattern(UNITS)
WEEKDAYS = "一二三四五六日"


def one_form(words: str, simplified: dict[int, str]) -> str:
    """The words without blanks and quotation marks, in half-width digits and simplified characters."""
    words = words.translate(_WIDTH)
    if "0" in words:
        words = _ZEROS.sub("零", words)
    if spaced := _SPACED.fullmatch(words):
        return "-".join(spaced.groups())
    return _SPACE.sub("", words.translate(_QUOTES).translate(simplified)).replace("仨", "三个")


def number(written: str) -> int | None:
    """A whole number in digits or hanzi (`廿三`, `两`, `一百零二`); None where it is none."""
    value = numerals.plain(written)
    return int(value) if value is not None and value == int(value) else None


def year_number(written: str, late: bool) -> int:
    """A year as written after the century or in full: `2010`, `二〇一〇`, `两千零四`, `98`; `late` from 2000 on."""
    if written.isdigit():
        value = int(written)
    elif "千" in written:
        thousands, rest = written.split("千")
        value = 1000 * (number(thousands) or 1) + (number(rest.removeprefix("零")) or 0 if rest else 0)
    else:
        value = int("".join(str(_ONES.index(mark)) for mark in written))
    if len(written) == 2:
        value += 2000 if value < 50 and late else 1900
    return value


def weekday(written: str) -> int:
    """Days after Monday of 一 … 六, 日 or 天."""
    return WEEKDAYS.index(written.replace("天", "日"))
