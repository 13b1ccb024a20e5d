"""The days of a time expression on the calendar."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from factpipe import trie
from factpipe.resolve.times import calendar
from factpipe.resolve.times.points import Interval, Point, Points, Words
from factpipe.resolve.times.written import LONGEST, NUMBER, UNIT, UNITS, number, one_form, weekday
from factpipe.rules.entries.times import File

NEVER: Interval = (None, None)
_SOME_DAY = date(2010, 6, 14)

#: a month or day without its year, or a day without its month, which a time told before may give
_NUMERAL = "0-9０-９一二三四五六七八九十"
_LEANS = re.compile(rf"(?:截至|从|自|到|至)?[{_NUMERAL}][{_NUMERAL} \u3000\n至到、—–-]{{0,8}}[月日号]")
_TELLS_YEAR = re.compile("(?:截至|从|自)?(?:[0-9０-９]{4}|[一二][〇○零一二三四五六七八九]{3}|[今去前明]年)")
_PLAIN = re.compile(r"(\d{4})年(?:(\d{1,2})月份?(?:(\d{1,2})[日号])?)?")
#: a date with its day of the week on one side
_WITH_WEEKDAY = re.compile(r",(?:周|星期|礼拜)([一二三四五六日天])\Z|\A(?:周|星期|礼拜)([一二三四五六日天]),")
_BRACKETS = re.compile(r"(.+)\((.+)\)")
#: a day told by its date as well, where more follows: 今天(6月5日)|起
_DATED_DAY = re.compile(r"(?:[今明昨]|大?[前后])[天日]\(([^()]+)\)(?=.)")
_UNTIL = re.compile(r"(截止到|截至到|截至|截止|直到|到|至)?(.+?)(为止|止)?")
_JOIN = re.compile("一直到|以及|——|[至到~—–―和与及、,/-]")
_NOW = ("今", "现在", "目前", "如今")
#: the dates of such a pair have the joint of others within them: 2019/3/5-2019/8/9
_WRITTEN = r"\d{4}([-/.])\d{1,2}\%d\d{1,2}"
_ISO_PAIR = re.compile(rf"({_WRITTEN % 2})(?:[至到~—–/-]|--|——)({_WRITTEN % 4})")
_RANGE_ENDS = re.compile(r"\A(?:从|自|在|由)|(?:这段时间|期间|之间|间|止|为止)\Z")
_UNIT_AFTER = re.compile(rf"{NUMBER}?(年代|年|月|日|号|世纪)|.*?(季度)")
_LAST_NUMBER = re.compile(rf"{NUMBER}\Z")
#: words before a length of time, by where it lies: up to the day itself, up to the day before, whole units before …
_LEADS = {
    "近": "back", "最近": "back", "这": "back", "过去": "passed", "此前": "passed", "前": "units", "上": "units",
    "头": "none", "未来": "ahead", "今后": "ahead", "此后": "ahead", "随后": "ahead", "接下来": "ahead",
    "之后": "ahead", "以后": "ahead", "后": "next units", "下": "next units", "过": "after", "再过": "after",
}  # fmt: skip
_LEAD_STARTS = "近最这过未今此随接"
_LENGTH = re.compile(
    rf"({trie.pattern(_LEADS)})的?这?({NUMBER}|几|数|好几|半)([多余来几]?)({UNIT})[半多]?(?:以?来|间|里|之内|内|中|的?时间)?"
)
_AGO = re.compile(
    rf"(近)?({NUMBER}|几|数|好几|多|半|[几数]?[十百]几?)([多余来几]?)个?([半多余]?)({UNIT})(半)?(多)?"
    rf"(以前|之前|前|以后|之后|后|以来|来|间|里|中|期间|内)"
)
_MONTH_NAME = re.compile("(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月")
_TENS = re.compile("([一二三四五六七八九]?)十[几多余]|([1-9])0[多余几]")
_UNSURE = re.compile("[几数多余来半近]")
_FRAMED = re.compile(
    r"(?:从|自从|自|在)?(?P<point>.+?)(?:(?P<since>以来|至今|迄今)|(?P<on>起|开始|[或及](?:之后|以后|后))|(?P<after>之后|以后|后)"
    r"|(?P<until>[或及](?:之前|以前|前))|(?P<before>之前|以前|前)|(?P<eve>前夕)"
    r"|(?P<within>前后|左右|当天|当日|期间|时期|之际|之间|的时候|里|内|间|中|时))"
)
_DATE_END = re.compile("[年月日号份底末初旬](?=起?.)")
_LED = re.compile(r"\A(?:从|自从|自|在)")


class Calendar:
    """Resolves expressions with the words of times.yaml."""

    def __init__(self, lexicon: File) -> None:
        self.words = Words(lexicon)
        self._sure = frozenset(word for word, entry in lexicon.words.items() if not entry.context)
        self.days = lru_cache(maxsize=32768)(self._days)
        self._form = lru_cache(maxsize=16384)(self._one_form)

    def _days(self, words: str, reference: date | None, prefer: str = "near", around: date | None = None) -> Interval:
        """First and last day of the expression; None where the text does not make it certain.

        `reference` is the day of the issue; without it only what tells its year is resolved. `prefer` says which is
        meant by a month or day without a year: `past`, `future`, or `near` for what a newspaper means. `around` is a
        day of the time told before, for 同年 and 当月.
        """
        if len(words) > LONGEST:
            return NEVER
        known = self.words.lexicon.words.get(words)
        if known and reference and not (known.context or known.season):
            return calendar.unit_at(known.unit, reference, known.first, known.last) or NEVER
        form, absolute, reading = self._form(words)
        if absolute is not None:
            return absolute
        try:
            return _Reading(self.words, reference, prefer, around).interval(form, reading)
        except (ValueError, OverflowError):  # beyond the calendar, or counted from a day that is not known
            return NEVER

    def _one_form(self, words: str) -> tuple[str, Interval | None, str | None]:
        """The expression in its one form, its days where they lean on nothing (2019年5月), else how it is best read.

        How is found once, as seen from some day: the same for every text, in whatever order they come.
        """
        form = one_form(words, self.words.simplified)
        if plain := _PLAIN.fullmatch(form):
            return form, _plain(*plain.groups()), None
        return form, None, _Reading(self.words, _SOME_DAY, "near").way(form)

    def stands_alone(self, words: str) -> bool:
        """Whether nothing around the expression can change what it means: it is vague, or tells its year."""
        return words in self.words.lexicon.vague or words in self._sure or bool(_TELLS_YEAR.match(words))

    def leans(self, words: str) -> bool:
        """Whether the expression takes its year or month from a time told before it: 3月, 27日."""
        return bool(_LEANS.match(words))

    def context(self, words: str) -> str | None:
        """The unit of the word for a time told before it with which it begins (同年, 当月, 次日), None for others."""
        match = self.words.context.match(words)
        return match and self.words.lexicon.words[match[0]].unit


class _Reading:
    """One expression seen from one day."""

    def __init__(self, words: Words, reference: date | None, prefer: str, around: date | None = None) -> None:
        self.words = words
        self.lexicon = words.lexicon
        self.reference = reference
        self.prefer = prefer
        self.around = around
        self.point = Points(words, reference, prefer, around).read

    def way(self, s: str) -> str | None:
        """The name of the reading that the expression yields to."""
        try:
            return next((read.__name__ for read in self._readings(s) if read(s) is not None), None)
        except (ValueError, OverflowError):
            return None

    def interval(self, s: str, likely: str | None = None) -> Interval:
        """The days of an expression with all that stands around its points; the reading `likely` is tried first."""
        if "(" in s:
            s = _DATED_DAY.sub(r"\1", s)
        if "," in s and (beside := _WITH_WEEKDAY.search(s)):
            return self._on_weekday(s[: beside.start()] + s[beside.end() :], beside[1] or beside[2])
        if likely is not None and (found := getattr(self, likely)(s)) is not None:
            return found
        return next((found for read in self._readings(s) if (found := read(s)) is not None), NEVER)

    def _readings(self, s: str) -> Iterator[Callable[[str], Interval | None]]:
        """The readings in the order in which they are tried: what its first and last characters make likely first."""
        lexicon = self.lexicon
        if s in lexicon.vague:
            yield self._vague
        elif s not in lexicon.words and s not in lexicon.year_parts:
            if s[:1] in _LEAD_STARTS:
                yield self._length
            elif s[-1:] in ("来", "前", "后"):
                yield self._ago
                yield self._framed
            elif s[:1] in ("截", "到"):
                yield self._until
        yield from (self._whole, self._until, self._range, self._length, self._ago, self._framed)

    def _on_weekday(self, s: str, named: str) -> Interval:
        """A date beside its day of the week, which tells the year where the date tells none."""
        readings = [
            _Reading(self.words, self.reference, prefer, self.around).interval(s)
            for prefer in (self.prefer, "past", "near", "future")
        ]
        return next((days for days in readings if days[0] and days[0].weekday() == weekday(named)), readings[0])

    def _vague(self, s: str) -> Interval | None:
        entry = self.lexicon.vague.get(s)
        return entry and (self.reference if entry.starts else None, self.reference if entry.ends else None)

    def _whole(self, s: str) -> Interval | None:
        match = _BRACKETS.fullmatch(s)
        point = (self.point(match[2]) or self.point(match[1])) if match else self.point(s)
        return point and point.days

    def _until(self, s: str) -> Interval | None:
        """截至 and the like: all up to the end of the point."""
        match = _UNTIL.fullmatch(s)
        if match and match[1] and (vague := self.lexicon.vague.get(match[2])) and vague.ends:
            return None, self.reference
        point = self.point(match[2]) if match and (match[1] or match[3]) and match[2] not in _NOW else None
        return point and (None, point.days[1])

    def _range(self, s: str) -> Interval | None:
        inner = _RANGE_ENDS.sub("", s)
        if pair := _ISO_PAIR.fullmatch(inner):
            first, last = self.point(pair[1]), self.point(pair[3])
            return (first.days[0], last.days[1]) if first and last and first.days[0] <= last.days[1] else None
        # a dash within a date is no joint where 至 stands
        for joint in sorted(_JOIN.finditer(inner), key=lambda match: match[0] in "-,"):
            left, right = inner[: joint.start()].removesuffix("开始").removesuffix("起"), inner[joint.end() :]
            first = (self.point(left) or self._unit_of(left, right)) if left and right else None
            if first is None:
                continue
            if right in _NOW:
                return first.days[0], self.reference
            last = self.point(right, first)
            end = last.days[1] if last else self._range_end(right, first)
            if end is not None and end >= first.days[0]:
                return first.days[0], end
        return None

    def _range_end(self, right: str, first: Point) -> date | None:
        days = _Reading(self.words, first.days[0], "future")._range(right)
        return days and days[1]

    def _unit_of(self, left: str, right: str) -> Point | None:
        """1 of 1至6月, 2010 of 2010-2012年: a number that takes its unit from the right side."""
        unit = _UNIT_AFTER.match(right)
        if not unit or not _LAST_NUMBER.search(left):
            return None
        point = self.point(left + (unit[1] or unit[2]))
        if point and point.year is None and unit[1] == "月" and point.month and (after := self.point(right)):
            # the year is that of the right side
            year = after.days[1].year - (point.month > after.days[1].month)
            days = calendar.month(year, point.month)
            return days and Point(days, None, point.month)
        return point

    def _length(self, s: str) -> Interval | None:
        """近五年来, 前两个月, 未来三天."""
        match = _LENGTH.fullmatch(s)
        if not match:
            return None
        way, unit, today = _LEADS[match[1]], UNITS[match[4]], self.reference
        if way == "none" or today is None:
            return NEVER
        one = timedelta(days=1)
        unsure = match[3] or _UNSURE.search(match[2]) or s[match.end(4) :].startswith(("半", "多"))
        count = None if unsure else number(match[2])
        if count is None:
            return (None, today) if way in ("back", "passed", "units") else (today, None)
        if match[1] == "前" and unit == "month" and self.prefer in ("near", "ahead") and 1 < count <= 12:
            return self._first_months(int(count), today)
        if way.endswith("units"):
            return calendar.unit_at(unit, today, *((-count, -1) if way == "units" else (1, count))) or NEVER
        there = calendar.shift(unit, today, -count if way in ("back", "passed") else count)
        ahead = (today + one, there) if unit in ("day", "week") else (today, there and there - one)
        return {"ahead": ahead, "after": (there, None), "passed": (there, today - one)}.get(way, (there, today))

    @staticmethod
    def _first_months(count: int, today: date) -> Interval:
        """前11个月 in a paper: the first eleven of the year, or of the year before where they are not over yet."""
        return calendar.months(today.year - (today.month < count), 1, count) or NEVER

    def _ago(self, s: str) -> Interval | None:
        """三年前, 20天以后, 10余年间, 半年来."""
        match = _AGO.fullmatch(s)
        if not match or (match[5] in ("年", "年度") and (len(match[2]) > 3 or s[0] in "0零")):
            return None
        if match[5] == "月" and _MONTH_NAME.match(s):
            return None  # 5月以来 is since May, 5个月以来 as long as that
        end, unit, today = match[8], UNITS[match[5]], self.reference
        if today is None or end in ("间", "里", "中", "期间", "内"):
            return NEVER
        sign = -1 if end.endswith(("前", "来")) else 1
        tens = _TENS.fullmatch(match[2] + match[3])
        if unit == "year" and tens and end[-1] == "前":
            ten = 10 * (number(tens[1] or tens[2] or "一") or 1)
            return calendar.unit_at("year", today, -ten - 10, -ten) or NEVER
        unsure = match[1] or match[3] or match[4] or match[7] or _UNSURE.search(match[2])
        count = None if unsure else number(match[2])
        if count is None:
            return (None, today) if sign < 0 else (today, None)
        if match[6]:  # a year and a half
            unit, count = ("month", 12 * count + 6) if unit == "year" else (unit, count + 1)
        if unit == "quarter":
            unit, count = "month", 3 * count
        return self._counted(unit, sign * count, end, bool(match[6]), today)

    def _counted(self, unit: str, by: int, end: str, rough: bool, today: date) -> Interval:
        """A whole unit so far from the day, or all before it, after it, since it."""
        if end in ("以来", "来"):
            there = calendar.shift(unit, today, by)
            return (there.replace(day=1) if there and rough and unit == "month" else there), today
        whole = calendar.unit_at(unit, today, by)
        if whole and len(end) == 2 and (unit == "day" or rough):
            return (None, whole[1]) if by < 0 else (whole[0], None)
        return whole or NEVER

    def _framed(self, s: str) -> Interval | None:
        """A point with 以来, 起, 前, 后 and the like around it."""
        match = _FRAMED.fullmatch(s)
        point = self.point(match["point"] if match else _LED.sub("", s))
        if point is None and match and match["since"]:
            point = self._dated_event(match["point"])
        if point is None or match is None:
            return point and point.days
        first, last = point.days
        one = timedelta(days=1)
        if match["before"] and self.reference and last >= self.reference:
            return self.reference, last  # a deadline: 年底前 is by the end of the year
        if match["within"] == "期间" and match["point"].endswith(tuple(self.lexicon.festivals)):
            return NEVER  # a holiday whose days are not known
        return {
            "since": (first, self.reference), "on": (first, None), "after": (last + one, None), "until": (None, last),
            "before": (None, first - one), "eve": (None, first - one),
        }.get(match.lastgroup or "", point.days)  # fmt: skip

    def _dated_event(self, s: str) -> Point | None:
        """The date with which the words for an event begin: 2015年|挂牌, 6月1日|禁捕."""
        ends = [match.end() for match in _DATE_END.finditer(s)]
        return next((point for end in reversed(ends) if (point := self.point(s[:end]))), None)


def _plain(year: str, month: str | None, day: str | None) -> Interval:
    """A year, month or day told in full; most expressions are one."""
    if month is None:
        return calendar.years(int(year), int(year)) or NEVER
    if day is None:
        return calendar.month(int(year), int(month)) or NEVER
    return calendar.day(int(year), int(month), int(day)) or NEVER


@lru_cache(maxsize=1)
def _shipped() -> Calendar:
    from factpipe import rules

    return Calendar(rules.load().times)


def resolve_expression(text: str, reference: date, prefer: str = "past") -> Interval:
    """First and last day of the expression `text` seen from `reference` with the shipped words, None where uncertain.

    `prefer` is `past` or `future`: which is meant by a month, day or festival without a year.
    """
    return _shipped().days(text, reference, prefer)
