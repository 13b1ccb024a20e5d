"""Points in time, from a day to a century: what 去年5月, 正月十五, 上周三 or 上世纪八十年代 is on the calendar."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from factpipe import trie
from factpipe.resolve.times import calendar
from factpipe.resolve.times.calendar import Days
from factpipe.resolve.times.written import NUMBER, number, weekday, year_number
from factpipe.rules.entries.times import Festival, File

Interval = tuple[date | None, date | None]
EveryYear = Callable[[int], Days | None]

_CLOCK = rf"(?:{NUMBER}[时点](?:{NUMBER}分?|半|整|许)?|\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_SHORT = re.compile(r"(\d{1,2})[-/](\d{1,2})[日号]?")
_BARE_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_YEAR = re.compile(r"(?:公元)?(\d{2,4}|[零一二三四五六七八九]{2,4}|[一两二]千(?:零?[一二三四五六七八九十]+)?)年度?")
_REPUBLIC = re.compile(rf"民国(元|{NUMBER})年")
_DECADE = re.compile(rf"(?:(上个?|本|{NUMBER})世纪)?(?:([二三四五六七八九]十|\d0)年代)?(.*)")
_OF_DECADE = {
    "": (0, 9), "初": (0, 2), "初期": (0, 2), "前期": (0, 2), "中": (3, 6), "中期": (3, 6), "中叶": (3, 6),
    "末": (7, 9), "末期": (7, 9), "后期": (7, 9), "中后期": (4, 9),
}  # fmt: skip
_OF_CENTURY = {"": (0, 99), "初": (0, 19), "初期": (0, 19), "上半叶": (0, 49), "下半叶": (50, 99), "末": (80, 99)}
_QUARTER = re.compile(r"(?:第?([一二三四1-4])季度?|Q([1-4])季度?)(末)?")
_FIRST_MONTHS = re.compile(rf"(前|头|首|后)({NUMBER})个?(月|季度)")
_NTH = re.compile(rf"第({NUMBER})(天|周|个月)")
_SEASON = re.compile(r"入?([春夏秋冬])[季天]?")
_PLAN_PART = re.compile(r"(期间|时期|以来|末|期末|末期|初|初期|时|(?:([前后头])([一二两三四])年))?")
_BESIDE_FESTIVAL = ("", "当天", "前后", "节气")
#: these mean the days off around a festival
_HOLIDAY = re.compile("(?:小?长?假[期日]?|黄金周)(?:期间)?|期间")

_MONTH = re.compile(rf"({NUMBER})月份?")
_DAY = re.compile(rf"({NUMBER})(?:日|号)?")
_NAMED_DAY = re.compile(rf"({NUMBER})(?:日|号)")
_NTH_WEEK = re.compile(rf"第({NUMBER})(?:个?(?:周|星期|礼拜))")
_NTH_WEEKDAY = re.compile(rf"(?:第({NUMBER})|(最后一))个?(?:周|星期|礼拜)([一二三四五六日天])")
_FEW_DAYS = re.compile(rf"(前|头|最后|后)({NUMBER})[天日]")
_WEEKDAY = re.compile(
    r"(?:(上上|下下|上|下|本|这|今|这一|上一|下一)(?:周|个?星期|个?礼拜)?)?个?(?:周|星期|礼拜)([一二三四五六日天末])"
)
_WEEKS_ON = {"上上": -2, "上": -1, "上一": -1, "下": 1, "下一": 1, "下下": 2}

_LUNAR = re.compile("农历|阴历|旧历|夏历")
_CALENDARS = re.compile("农历|阴历|旧历|夏历|阳历|公历")
_LUNAR_MONTH = re.compile(r"(闰)?(正|腊|冬|[一二三四五六七八九]|十[一二]?)月")
_ONE = "[一二三四五六七八九]"
_LUNAR_DAY = re.compile(rf"初(?:{_ONE}|十|\d{{1,2}})|[廿卅]{_ONE}?|二?十{_ONE}?|{_ONE}十")


class Words:
    """The words of times.yaml as patterns that read."""

    def __init__(self, lexicon: File) -> None:
        self.lexicon = lexicon
        self.simplified = str.maketrans(lexicon.traditional)
        self.of_unit = {
            unit: re.compile(trie.pattern(word for word, entry in lexicon.words.items() if entry.unit == unit))
            for unit in ("month", "year")
        }
        self.context = re.compile(trie.pattern(word for word, entry in lexicon.words.items() if entry.context))
        self.plans = re.compile(trie.pattern(lexicon.plans))
        self.festivals = re.compile(trie.pattern(lexicon.festivals))
        clock = f"(?:{trie.pattern(lexicon.day_parts)}|白天|[早晚夜])?{_CLOCK}"
        clocks = f"{clock}(?:[至到~—-]{{1,2}}{clock})?"
        self._before_clock = re.compile(rf"(.+?[日号天晨早晚夜\d一二三四五六末节夕十旬]){clocks}")

    def without_clock(self, s: str) -> Iterator[str]:
        """The words of a time, and those before the part of the day or the clock time that they end in."""
        yield s
        match = self._before_clock.fullmatch(s)
        if match and match[1] != s:
            yield match[1]


class Point(NamedTuple):
    """The days of a point, and the year and month that it tells for another that leans on it."""

    days: Days
    year: int | None = None
    month: int | None = None


class Points:
    """Reads points as seen from one day.

    `reference` is that day, None where it is not known; `prefer` says which is meant by what comes every year: `past`,
    `future`, `near` or `ahead`; `around` is a day of the time told before, for 同年 and 当月.
    """

    def __init__(self, words: Words, reference: date | None, prefer: str, around: date | None = None) -> None:
        self.words = words
        self.lexicon = words.lexicon
        self.reference = reference
        self.prefer = prefer
        self.around = around

    def read(self, s: str, base: Point | None = None) -> Point | None:
        """The point that `s` tells, None where it tells none; `base` lends the year and month that it leaves out."""
        for words in self.words.without_clock(s):
            dated = self._dated(words, base) if words.endswith(("年", "月", "日")) else None  # most are
            if found := dated or self._numeric(words) or self._named(words) or self._dated(words, base):
                return found
        return None

    # -- numbers and marks alone

    def _numeric(self, s: str) -> Point | None:
        if match := _ISO.fullmatch(s):
            year, of_year, of_month = int(match[1]), int(match[3]), int(match[4])
        elif match := _YEAR_LAST.fullmatch(s):
            first, second, year = int(match[1]), int(match[2]), int(match[3])
            of_month, of_year = (second, first) if second > 12 else (first, second)
        elif match := _ISO_MONTH.fullmatch(s):
            return _point(calendar.month(int(match[1]), int(match[2])), int(match[1]), int(match[2]))
        elif match := _SHORT.fullmatch(s):
            first, second = int(match[1]), int(match[2])
            return self._every_year(lambda year: calendar.day(year, first, second))
        else:
            return _point(calendar.years(int(s), int(s)), int(s)) if _BARE_YEAR.fullmatch(s) else None
        return _point(calendar.day(year, of_year, of_month), year, of_year)

    # -- words

    def _named(self, s: str) -> Point | None:
        """Words for days, weeks and quarters, plans, decades and centuries."""
        if match := self.words.plans.match(s):
            plan, part = self.lexicon.plans[match[0]], _PLAN_PART.fullmatch(s, match.end())
            if part:
                return _point(_of_plan(plan.first, plan.last, part))
        match = _DECADE.fullmatch(s)
        found = self._decade(match[1], match[2], match[3]) if match else None
        return found or (self._relative(s, self.reference) if self.reference else None)

    def _relative(self, s: str, today: date) -> Point | None:
        entry = self.lexicon.words.get(s.removesuffix("末") if "季" in s else s)
        if entry and entry.unit not in ("month", "year"):
            of = (self.around or today) if entry.context else today
            days = calendar.unit_at(entry.unit, of, entry.first, entry.last)
            if days and s.endswith("末"):
                days = calendar.month(days[1].year, days[1].month)
            return _point(days, days[0].year, days[0].month) if days else None
        match = _WEEKDAY.fullmatch(s)
        return self._weekday(match[1] or "", match[2], today) if match else None

    def _weekday(self, which: str, named: str, today: date) -> Point:
        monday = calendar.week(today)[0] + timedelta(days=7 * _WEEKS_ON.get(which, 0))
        if named == "末":
            return Point((monday + timedelta(days=5), monday + timedelta(days=6)))
        it = monday + timedelta(days=weekday(named))
        if not which and self.prefer == "past" and it > today:
            it -= timedelta(days=7)
        elif not which and self.prefer == "future" and it <= today:
            it += timedelta(days=7)
        return Point((it, it), it.year, it.month)

    def _decade(self, century: str | None, tens: str | None, part: str) -> Point | None:
        if not (century or tens):
            return None
        ten = number(tens) or 0 if tens else 0
        if century in ("上", "上个", "本"):
            if self.reference is None:
                return None
            first = self.reference.year // 100 * 100 - (0 if century == "本" else 100)
        elif century:
            first = (number(century) or 0) * 100 - 100
        else:
            first = 2000 if self.reference and 2000 + ten <= self.reference.year - 5 else 1900
        of = (_OF_DECADE if tens else _OF_CENTURY).get(part)
        return _point(calendar.years(first + ten + of[0], first + ten + of[1])) if of else None

    # -- [calendar] [year] [part of the year, or month] [part of the month, or day]

    def _dated(self, s: str, base: Point | None) -> Point | None:
        lunar = bool(_LUNAR.search(s))
        if s not in self.lexicon.festivals:
            s = _CALENDARS.sub("", s)
        year, year_last, rest = self._year(s)
        told = rest != s
        if year is None and base is not None:
            year = base.year
        rest = rest.removeprefix("的")
        if not rest:
            return _point(calendar.years(year, year_last or year), year) if told and year is not None else None
        if year_last is not None and year_last != year:
            return None
        return (
            self._part_of_year(rest, year)
            or self._by_name(rest, year)
            or self._lunar(rest, year, lunar)
            or self._in_month(rest, year, base)
        )

    def _year(self, s: str) -> tuple[int | None, int | None, str]:
        """The year that `s` opens with, the last of several, and the rest."""
        if match := _REPUBLIC.match(s):
            return 1911 + (1 if match[1] == "元" else number(match[1]) or 0), None, s[match.end() :]
        if match := _YEAR.match(s):
            late = self.reference is None or self.reference.year >= 2000
            return year_number(match[1], late), None, s[match.end() :]
        match = self.words.of_unit["year"].match(s)
        if not match:
            return None, None, s
        entry = self.lexicon.words[match[0]]
        of = (self.around or self.reference) if entry.context else self.reference
        if of is None:
            raise ValueError("a year counted from an issue whose day is not known")
        last = None if entry.last is None else of.year + entry.last
        return of.year + entry.first, last, (entry.season or "") + s[match.end() :]

    def _part_of_year(self, s: str, year: int | None) -> Point | None:
        whole = year if year is not None else self.reference.year if self.reference else None
        if whole is None:
            return None
        if (part := self.lexicon.year_parts.get(s)) and (year is not None or len(s) > 1):
            return _point(calendar.months(whole, part.first, part.last), whole)
        if match := _QUARTER.fullmatch(s):
            n = number(match[1] or match[2]) or 0
            return _point(calendar.months(whole, 3 * n if match[3] else 3 * n - 2, 3 * n), whole)
        return self._count_in_year(s, year) if year is not None else None

    def _count_in_year(self, s: str, year: int) -> Point | None:
        """前5个月, 第十天, 第二周, 第三个月 of a year."""
        if match := _FIRST_MONTHS.fullmatch(s):
            n = (number(match[2]) or 0) * (3 if match[3] == "季度" else 1)
            return _point(calendar.months(year, 13 - n, 12) if match[1] == "后" else calendar.months(year, 1, n))
        match = _NTH.fullmatch(s)
        if not match:
            return None
        n = number(match[1]) or 0
        if match[2] == "个月":
            return _point(calendar.month(year, n), year, n)
        size, first = (1, date(year, 1, 1)) if match[2] == "天" else (7, calendar.week(date(year, 1, 4))[0])
        first += timedelta(days=(n - 1) * size)
        return Point((first, first + timedelta(days=size - 1)))

    def _by_name(self, s: str, year: int | None) -> Point | None:
        """Seasons and festivals."""
        if match := _SEASON.fullmatch(s):
            return self._every_year(lambda y: self._season(y, match[1]), year)
        first = self.words.festivals.match(s)
        if not first:
            return None
        last = self.words.festivals.match(s, first.end() + (s[first.end() : first.end() + 1] in ("、", "和"))) or first
        beside = s[last.end() :]
        if beside not in _BESIDE_FESTIVAL and not _HOLIDAY.fullmatch(beside):
            return None
        named = [self.lexicon.festivals[each[0]] for each in (first, last)]
        days_of = festival if beside in _BESIDE_FESTIVAL else _days_off
        return self._every_year(lambda y: _from_to(*(days_of(each, y) for each in named)), year)

    def _season(self, year: int, name: str) -> Days | None:
        entry = self.lexicon.seasons.get(name)
        if entry is None:
            return None
        first, until = calendar.solar_term(year, entry.first), calendar.solar_term(year, entry.until)
        if first and until and until < first:
            until = calendar.solar_term(year + 1, entry.until)
        return (first, until - timedelta(days=1)) if first and until else None

    def _lunar(self, s: str, year: int | None, lunar: bool) -> Point | None:
        """A month or day of the Chinese calendar; 八月十五 without 农历 may be of either and is left to the sun's."""
        if match := _LUNAR_MONTH.match(s):
            of_year = {"正": 1, "冬": 11, "腊": 12}.get(match[2]) or number(match[2]) or 0
            leap = bool(match[1])
            lunar = lunar or leap or match[2] in "正冬腊"
        elif match := _MONTH.match(s):
            of_year, leap = number(match[1]) or 0, False
        else:
            return None
        rest = s[match.end() :]
        if not rest:
            return self._every_year(lambda y: calendar.lunar_month(y, of_year, leap), year) if lunar else None
        of_month = number(rest.removeprefix("初")) if _LUNAR_DAY.fullmatch(rest) else None
        if of_month is None or not (lunar or rest[0] in "初廿卅"):
            return None
        return self._every_year(lambda y: calendar.lunar_day(y, of_year, of_month, leap), year)

    def _in_month(self, s: str, year: int | None, base: Point | None) -> Point | None:
        if match := _MONTH.match(s):
            of_year, rest = number(match[1]) or 0, s[match.end() :].removeprefix("的")
            if not 1 <= of_year <= 12:
                return None
            return self._every_year(lambda y: self._part_of_month(y, of_year, rest), year, of_year, base)
        if year is None and self.reference and (found := self._in_month_from(s, self.reference)):
            return found
        match = _NAMED_DAY.fullmatch(s)
        if not match or not (year is None or (base and base.month)):
            return None
        return self._day_alone(number(match[1]) or 0, base)

    def _in_month_from(self, s: str, today: date) -> Point | None:
        """A month counted from the reference (上月中旬), or a part of this one (上半月)."""
        if s in self.lexicon.month_parts and len(s) > 1:
            return _point(self._part_of_month(today.year, today.month, s))
        match = self.words.of_unit["month"].match(s)
        if not match:
            return None
        entry = self.lexicon.words[match[0]]
        whole = calendar.unit_at("month", (self.around or today) if entry.context else today, entry.first, entry.last)
        if whole is None:
            return None
        days = self._part_of_month(whole[0].year, whole[0].month, s[match.end() :].removeprefix("的"))
        return _point(days, whole[0].year, whole[0].month)

    def _day_alone(self, of_month: int, base: Point | None) -> Point | None:
        if base is not None and base.month:
            return _point(calendar.day(base.year or base.days[0].year, base.month, of_month), base.year, base.month)
        today = self.reference
        if today is None:
            return None
        if self.prefer in ("future", "ahead"):
            by, then = int(of_month < today.day), 1
        else:  # in print a day of this month may lie a little ahead
            by, then = -int(of_month > today.day + (0 if self.prefer == "past" else 10)), -1
        for step in (by, by + then):  # the month may not have that day
            there = calendar.shift_months(today.replace(day=1), step)
            if days := calendar.day(there.year, there.month, of_month):
                return Point(days, None, there.month)
        return None

    def _part_of_month(self, year: int, of_year: int, s: str) -> Days | None:
        whole = calendar.month(year, of_year)
        if whole is None or not s:
            return whole
        first, last = whole
        if part := self.lexicon.month_parts.get(s):
            return first.replace(day=min(part.first, last.day)), first.replace(day=min(part.last, last.day))
        if match := _DAY.fullmatch(s):
            return calendar.day(year, of_year, number(match[1]) or 0)
        if match := _FEW_DAYS.fullmatch(s):
            more = timedelta(days=(number(match[2]) or 1) - 1)
            return (first, first + more) if match[1] in "前头" else (last - more, last)
        return _week_of_month(year, of_year, s)

    def _every_year(
        self, of_year: EveryYear, year: int | None = None, of_month: int | None = None, base: Point | None = None
    ) -> Point | None:
        """What comes every year: in that year, or after `base`, or as the reference and `prefer` have it."""
        if year is not None:
            return _point(of_year(year), year, of_month)
        if base is not None:
            begin = base.days[0]
            days = of_year(begin.year)
            return _point(of_year(begin.year + 1) if days and days[1] < begin else days, None, of_month)
        return _point(calendar.choose(of_year, self.reference, self.prefer), None, of_month) if self.reference else None


def festival(entry: Festival, year: int) -> Days | None:
    """The day or days of a festival in a year; None where the calendar is not known."""
    if entry.solar:
        of_year, of_month = map(int, entry.solar.split("-"))
        days = calendar.day(year, of_year, of_month)
    elif entry.lunar:
        of_year, _, day = entry.lunar.partition("-")
        days = calendar.lunar_day(year, int(of_year), -1 if day == "last" else int(day))
    elif entry.term:
        it = calendar.solar_term(year, entry.term)
        days = (it, it) if it else None
    else:
        of_year, nth, on = map(int, (entry.weekday or "").split("-"))
        days = calendar.nth_weekday(year, of_year, nth, on)
    return days and (days[0] + timedelta(days=entry.days[0]), days[1] + timedelta(days=entry.days[1]))


def _days_off(entry: Festival, year: int) -> Days | None:
    """The holiday of which a festival is a day."""
    days = festival(entry, year)
    return days and calendar.holiday(days[0])


def _from_to(first: Days | None, last: Days | None) -> Days | None:
    return (first[0], last[1]) if first and last and first <= last else None


def _week_of_month(year: int, of_year: int, s: str) -> Days | None:
    if match := _NTH_WEEKDAY.fullmatch(s):
        return calendar.nth_weekday(year, of_year, -1 if match[2] else number(match[1]) or 0, weekday(match[3]) + 1)
    match = _NTH_WEEK.fullmatch(s)
    monday = calendar.nth_weekday(year, of_year, number(match[1]) or 0, 1) if match else None
    return monday and (monday[0], monday[0] + timedelta(days=6))


def _of_plan(first: int, last: int, part: re.Match[str]) -> Days | None:
    words = part[1] or ""
    if part[2]:
        n = number(part[3]) or 0
        return calendar.years(last - n + 1, last) if part[2] == "后" else calendar.years(first, first + n - 1)
    if words.startswith("末") or words == "期末":
        return calendar.years(last, last)
    return calendar.years(first, first if words.startswith("初") else last)


def _point(days: Days | None, year: int | None = None, month: int | None = None) -> Point | None:
    return None if days is None else Point(days, year, month)
