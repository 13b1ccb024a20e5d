"""The days of a time expression on the calendar."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from factpipe.resolve.times import calendar
from factpipe.resolve.times.calendar import Days
from factpipe.resolve.times.pattern import alternatives
from factpipe.rules.entries.times import Festival, File

Interval = tuple[date | None, date | None]

NEVER: Interval = (None, None)

_WIDTH = str.maketrans(
    {0xFF10 + n: str(n) for n in range(10)}
    | {"：": ":", "／": "/", "．": ".", "－": "-", "（": "(", "）": ")", "Ｏ": "零", "〇": "零", "○": "零", "，": ",", "～": "~"}
)
_QUOTES = str.maketrans("", "", "“”\"‘’'「」『』＇")
_SPACE = re.compile(r"\s+")
_ONE = "零一二三四五六七八九"
_NUMBER = r"(?:\d+|[零一二两三四五六七八九十百廿卅]+)"
_UNITS = {
    "年": "year", "年度": "year", "个月": "month", "月": "month", "季度": "quarter", "个季度": "quarter", "天": "day",
    "日": "day", "周": "week", "个周": "week", "星期": "week", "个星期": "week", "礼拜": "week", "个礼拜": "week",
}  # fmt: skip
_UNIT = alternatives(_UNITS)

_CLOCK = (
    r"(?:凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|晚间|深夜|夜间|夜里|午夜|早间|[早晚夜])?"
    rf"(?:{_NUMBER}[时点](?:{_NUMBER}分?|半|整|许)?|\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
)
_TAIL = re.compile(rf"(?P<point>.+?[日号天晨早晚夜\d一二三四五六末节夕十旬]){_CLOCK}")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_SPACED = re.compile(r"\s*(\d{4})\s+(\d{1,2})\s+(\d{1,2})\s*")
_YEAR_LAST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_SHORT = re.compile(r"(\d{1,2})[-/](\d{1,2})[日号]?")
_YEAR = re.compile(r"(?:公元)?(\d{2,4}|[零一二三四五六七八九]{2,4}|[一两二]千(?:零?[一二三四五六七八九十]+)?)年度?")
_REPUBLIC = re.compile(rf"民国(元|{_NUMBER})年")
_DECADE = re.compile(rf"(?:(上个?|本|{_NUMBER})世纪)?(?:([二三四五六七八九]十|\d0)年代)?(.*)")
_QUARTER = re.compile(r"(?:第?([一二三四1-4])季度?|Q([1-4])季度?)(末)?")
_FIRST_MONTHS = re.compile(rf"(前|头|后)({_NUMBER})个?(月|季度)")
_NTH = re.compile(rf"第({_NUMBER})(天|周|个月)")
_MONTH = re.compile(rf"({_NUMBER})月份?")
_LUNAR_MONTH = re.compile(r"(闰)?(正|腊|冬|[一二三四五六七八九]|十[一二]?)月")
_LUNAR_DAY = re.compile(r"初([一二三四五六七八九十]|\d{1,2})|(廿|卅)([一二三四五六七八九])?|(二?十[一二三四五六七八九]?|[一二三]十)\Z|十五")
_DAY = re.compile(rf"({_NUMBER})(?:日|号)?")
_NAMED_DAY = re.compile(rf"({_NUMBER})(?:日|号)")
_NTH_WEEK = re.compile(rf"第({_NUMBER})(?:个?(?:周|星期|礼拜))")
_NTH_WEEKDAY = re.compile(rf"(?:第({_NUMBER})|(最后一))个?(?:周|星期|礼拜)([一二三四五六日天])")
_FEW_DAYS = re.compile(rf"(前|头|最后|后)({_NUMBER})[天日]")
_WEEKDAY = re.compile(
    r"(?:(上上|下下|上|下|本|这|今|这一|上一|下一)(?:周|个?星期|个?礼拜)?)?个?(?:周|星期|礼拜)([一二三四五六日天末])"
)
_SEASON = re.compile(r"([春夏秋冬])[季天]?")
_PLAN = re.compile(r"(期间|时期|以来|末|期末|末期|初|初期|时|(?:([前后头])([一二两三四])年))?")
_OF_DECADE = {
    "": (0, 9), "初": (0, 2), "初期": (0, 2), "前期": (0, 2), "中": (3, 6), "中期": (3, 6), "中叶": (3, 6), "末": (7, 9),
    "末期": (7, 9), "后期": (7, 9), "中后期": (4, 9),
}  # fmt: skip
_LEANS = re.compile("(?:截至|从|自|到|至)?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?:[ \u3000\n至到、—–-]|[0-9０-９]|[一二三四五六七八九十]){0,6}[月日号]")
#: a day of the week beside the date itself
_WITH_WEEKDAY = re.compile(r",(?:周|星期|礼拜)([一二三四五六日天])\Z|\A(?:周|星期|礼拜)([一二三四五六日天]),")
_JOIN = re.compile("一直到|以及|——|[至到~—–―和与及、,-]")
_LEADS = {
    "近": "back", "最近": "back", "过去": "passed", "这": "back", "此前": "passed", "前": "units", "上": "units",
    "头": "none", "未来": "ahead", "今后": "ahead", "此后": "ahead", "随后": "ahead", "接下来": "ahead", "之后": "ahead",
    "以后": "ahead", "后": "units_ahead", "过": "after", "再过": "after", "下": "units_ahead",
}  # fmt: skip
_LONG = re.compile(
    rf"({alternatives(_LEADS)})(?:的)?(?:这)?({_NUMBER}|几|数|好几)(?:[多余来几])?({_UNIT})(?:半|多)?(?:以?来|间|里|之内|内|中|的?时间)?"
)
_AGO = re.compile(
    rf"(近)?({_NUMBER}|几|数|好几|多|半|[几数]?[十百]几?)([多余来几]?)个?(半)?({_UNIT})(半)?(多)?"
    rf"(以前|之前|前|以后|之后|后|以来|来|间|里|中|期间|内)"
)
_UNSURE = re.compile("[几数多余来半近]")


class _Point(NamedTuple):
    """What an expression says of itself: its days, and year and month for another that leans on it."""

    days: Interval
    year: int | None = None
    month: int | None = None


class Calendar:
    """Resolves expressions with the words of times.yaml."""

    def __init__(self, lexicon: File) -> None:
        self.lexicon = lexicon
        self._traditional = str.maketrans(lexicon.traditional)
        self._words = {
            unit: re.compile(alternatives(word for word, entry in lexicon.words.items() if entry.unit == unit))
            for unit in ("day", "week", "month", "quarter", "half", "year")
        }
        self._context = re.compile(alternatives(word for word, entry in lexicon.words.items() if entry.context))
        self._plans = re.compile(alternatives(lexicon.plans))
        self._festivals = re.compile(alternatives(lexicon.festivals))
        self.days = lru_cache(maxsize=8192)(self._days)

    def _days(self, words: str, reference: date | None, prefer: str = "near", around: date | None = None) -> Interval:
        """First and last day of the expression; None where the text does not make it certain.

        `reference` is the day of the issue; without it only what tells its year is resolved. `prefer` says which is
        meant by a month or day without a year: `past`, `future`, or `near` for what a newspaper means. `around` is a
        day of the time told before, for 同年 and 当月.
        """
        try:
            return _Reading(self, reference, prefer, around).interval(self._normal(words))
        except (ValueError, OverflowError):
            return NEVER

    def leans(self, words: str) -> bool:
        """Whether the expression takes its year or month from a time told before it: 3月, 27日, 同年5月."""
        return bool(_LEANS.match(words)) or self.has_context(words)

    def has_context(self, words: str) -> bool:
        """Whether it begins with a word for a time told before it: 同年, 当月, 次日."""
        return bool(self._context.match(words))

    def _normal(self, words: str) -> str:
        if spaced := _SPACED.fullmatch(words.translate(_WIDTH)):
            return "-".join(spaced.groups())
        return _SPACE.sub("", words.translate(_WIDTH).translate(_QUOTES).translate(self._traditional)).replace("仨", "三个")


class _Reading:
    """One expression seen from one day."""

    def __init__(self, calendar_: Calendar, reference: date | None, prefer: str, around: date | None) -> None:
        self.calendar = calendar_
        self.lexicon = calendar_.lexicon
        self.reference = reference
        self.prefer = prefer
        self.around = around

    def interval(self, s: str) -> Interval:
        """The days of an expression with all that stands around its points."""
        if beside := _WITH_WEEKDAY.search(s):
            return self._on_weekday(s[: beside.start()] + s[beside.end() :], beside[1] or beside[2])
        for read in (self._vague, self._whole, self._open, self._range, self._length, self._ago, self._framed):
            found = read(s)
            if found is not None:
                return found
        return NEVER

    def _on_weekday(self, s: str, weekday: str) -> Interval:
        """A date beside its day of the week, which tells the year where the date tells none."""
        wanted = "一二三四五六日".index(weekday.replace("天", "日"))
        readings = [
            _Reading(self.calendar, self.reference, prefer, self.around).interval(s)
            for prefer in (self.prefer, "past", "near", "future")
        ]
        return next((days for days in readings if days[0] and days[0].weekday() == wanted), readings[0])

    def _whole(self, s: str) -> Interval | None:
        match = re.fullmatch(r"(.+)\((.+)\)", s)
        point = (self.point(match[2]) or self.point(match[1])) if match else self.point(s)
        return point.days if point else None

    # -- what stands around points

    def _vague(self, s: str) -> Interval | None:
        entry = self.lexicon.vague.get(s)
        if entry is None:
            return None
        return (self.reference if entry.starts else None, self.reference if entry.ends else None)

    def _open(self, s: str) -> Interval | None:
        """截至 and the like: all up to the end of the point."""
        match = re.fullmatch(r"(截止到|截至到|截至|截止|直到|到|至)?(.+?)(为止|止)?", s)
        if not match or not (match[1] or match[3]) or match[2] in ("今", "现在"):
            return None
        point = self.point(match[2])
        return (None, point.days[1]) if point else None

    def _range(self, s: str) -> Interval | None:
        inner = re.sub(r"\A(?:从|自|在|由)", "", s)
        inner = re.sub(r"(?:这段时间|期间|之间|间|止|为止)\Z", "", inner)
        # a dash within a date is no joint where 至 stands
        for joint in sorted(_JOIN.finditer(inner), key=lambda match: match[0] in "-,"):
            left, right = inner[: joint.start()], inner[joint.end() :]
            if not left or not right:
                continue
            first = self.point(left) or self._unit_of(left, right)
            if first is None or first.days[0] is None:
                continue
            if right in ("今", "现在", "目前", "如今"):
                return first.days[0], self.reference
            last = self.point(right, first) or self._range_end(right, first)
            if last is None or last.days[1] is None or last.days[1] < first.days[0]:
                continue
            return first.days[0], last.days[1]
        return None

    def _range_end(self, right: str, first: _Point) -> _Point | None:
        days = _Reading(self.calendar, first.days[0], "future", None)._range(right)
        return _Point(days) if days else None

    def _unit_of(self, left: str, right: str) -> _Point | None:
        """1 of 1至6月, 2010 of 2010-2012年: a number that takes its unit from the right side."""
        unit = re.match(rf"{_NUMBER}?(年代|年|月|日|号|世纪)", right) or re.match(r".*?(季度)", right)
        if not unit:
            return None
        if unit[1] == "季度" and re.search(r"第?[一二三四1-4]\Z", left):
            return self.point(left + "季度")
        match = re.search(rf"(?:{_NUMBER})\Z", left)
        if not match:
            return None
        point = self.point(left + unit[1])
        if point and point.year is None and unit[1] == "月" and point.month:
            after = self.point(right)
            if after and after.days[1] and point.days[0]:  # the year is that of the right side
                here = calendar.month(after.days[1].year - (point.month > after.days[1].month), point.month)
                return _Point(here, None, point.month) if here else None
        return point

    def _length(self, s: str) -> Interval | None:
        match = _LONG.fullmatch(s)
        if not match or self.reference is None:
            return NEVER if match else None
        way, unit = _LEADS[match[1]], _UNITS[match[3]]
        count = None if _UNSURE.search(s[len(match[1]) : match.start(3)]) else number(match[2])
        today = self.reference
        if way == "none":
            return NEVER
        if count is None:
            return (None, today) if way in ("back", "passed", "units") else (today, None)
        if way in ("units", "units_ahead"):
            first, last = (-count, -1) if way == "units" else (1, count)
            return calendar.unit_at(unit, today, first, last) or NEVER
        if way == "after":
            return calendar.shift(unit, today, count), None
        if way == "ahead":
            end = calendar.shift(unit, today, count)
            return (today + timedelta(days=1), end) if unit in ("day", "week") else (today, end and end - timedelta(days=1))
        begin = calendar.shift(unit, today, -count)
        return begin, today - timedelta(days=way == "passed")

    def _ago(self, s: str) -> Interval | None:
        match = _AGO.fullmatch(s)
        if not match or (match[5] in ("年", "年度") and (len(match[2]) > 3 or s[0] in "0零")):
            return None
        end, unit = match[8], _UNITS[match[5]]
        if self.reference is None or end in ("间", "里", "中", "期间", "内"):
            return NEVER
        today, sign = self.reference, -1 if end.endswith(("前", "来")) else 1
        if unit == "year" and (tens := re.fullmatch("([一二三四五六七八九]?)十(?:几|多|余)|([1-9])0(?:多|余|几)", match[2] + match[3])):
            ten = 10 * (number(tens[1] or tens[2] or "一") or 1)
            return (calendar.unit_at("year", today, -ten - 10, -ten) if sign < 0 and end[-1] == "前" else None) or NEVER
        if match[1] or match[3] or match[4] or match[7] or _UNSURE.search(match[2]):
            count = None
        else:
            count = number(match[2])
        if count and match[6]:  # a year and a half ago
            unit, count = ("month", 12 * count + 6) if unit == "year" else (unit, count + 1)
        if unit == "quarter" and count:
            unit, count = "month", 3 * count
        if count is None:
            return (None, today) if sign < 0 else (today, None)
        there = calendar.shift(unit, today, sign * count)
        if end in ("以来", "来"):
            return (there and there.replace(day=1) if match[6] and unit == "month" else there), today
        whole = calendar.unit_at(unit, today, sign * count) or NEVER
        if end in ("以前", "之前", "以后", "之后") and (unit == "day" or match[6]):
            return (None, whole[1]) if sign < 0 else (whole[0], None)
        return whole

    def _framed(self, s: str) -> Interval | None:
        """A point with 以来, 起, 前, 后 and the like around it."""
        match = re.fullmatch(
            r"(?:从|自从|自|在)?(.+?)(?:(以来|至今)|(起|开始|(?:或|及)(?:之后|以后|后))|(之后|以后|后)|((?:或|及)(?:之前|以前|前))|(之前|以前|前)"
            r"|(前后|左右|期间|时期|之际|之间|的时候|里|内|间|中|时)|(前夕))",
            s,
        )
        if not match:
            bare = re.sub(r"\A(?:从|自从|自|在)", "", s)
            point = self.point(bare) if bare != s else None
            return point.days if point else None
        point = self.point(match[1])
        if point is None:
            return None
        first, last = point.days
        today = self.reference
        if match[2]:
            return first, self.reference
        if match[3]:
            return first, None
        if match[4]:
            return (last + timedelta(days=1) if last else None), None
        if match[5]:
            return None, last
        if match[6] and today and last and last >= today:  # a deadline: 年底前 is by the end of the year
            return today, last
        if match[6] or match[8]:
            return None, (first - timedelta(days=1) if first else None)
        return NEVER if match[7] == "期间" and self._is_festival(match[1]) else point.days

    def _is_festival(self, s: str) -> bool:
        return any(s.endswith(word) for word in self.lexicon.festivals)

    # -- points

    def point(self, s: str, base: _Point | None = None) -> _Point | None:
        """A day, month, year or other unit; `base` lends the year and month that it does not tell."""
        for words in self._without_clock(s):
            for read in (self._numeric, self._named, self._dated):
                found = read(words, base)
                if found is not None and found.days != NEVER:
                    return found
        return None

    def _without_clock(self, s: str) -> Iterator[str]:
        yield s
        match = _TAIL.fullmatch(s)
        if match and match["point"] != s:
            yield match["point"]

    def _numeric(self, s: str, _base: _Point | None) -> _Point | None:
        if match := _ISO.fullmatch(s):
            return _point(calendar.day(int(match[1]), int(match[3]), int(match[4])), int(match[1]), int(match[3]))
        if match := _YEAR_LAST.fullmatch(s):
            first, second = int(match[1]), int(match[2])
            of_month, of_year = (second, first) if second > 12 else (first, second)
            return _point(calendar.day(int(match[3]), of_year, of_month), int(match[3]), of_year)
        if match := _ISO_MONTH.fullmatch(s):
            return _point(calendar.month(int(match[1]), int(match[2])), int(match[1]), int(match[2]))
        if match := _SHORT.fullmatch(s):
            first, second = int(match[1]), int(match[2])
            return self._every_year(lambda year: calendar.day(year, first, second))
        if re.fullmatch(r"(?:1[5-9]|20)\d\d", s):
            return _point(calendar.years(int(s), int(s)), int(s))
        return None

    def _named(self, s: str, _base: _Point | None) -> _Point | None:
        """Words for days, weeks and quarters, plans, decades and centuries."""
        if match := self.calendar._plans.match(s):
            plan, part = self.lexicon.plans[match[0]], _PLAN.fullmatch(s, match.end())
            if part:
                return _point(_of_plan(plan.first, plan.last, part))
        if match := _DECADE.fullmatch(s):
            if found := self._decade(match):
                return found
        today = self.reference
        if today is None:
            return None
        for unit in ("day", "week", "quarter", "half"):
            entry = self.lexicon.words.get(s.removesuffix("末") if "季" in s else s)
            if entry and entry.unit == unit:
                of = (self.around or today) if entry.context else today
                days = calendar.unit_at(unit, of, entry.first, entry.last)
                if days and s.endswith("末"):
                    days = calendar.month(days[1].year, days[1].month)
                return _point(days, days[0].year, days[0].month) if days else None
        if match := _WEEKDAY.fullmatch(s):
            return self._weekday(match, today)
        return None

    def _weekday(self, match: re.Match[str], today: date) -> _Point | None:
        which, named = match[1] or "", match[2]
        if which:
            by = {"上上": -2, "上": -1, "上一": -1, "下": 1, "下一": 1, "下下": 2}.get(which, 0)
        else:
            by = 0
        monday = calendar.week(today)[0] + timedelta(days=7 * by)
        if named == "末":
            return _point((monday + timedelta(days=5), monday + timedelta(days=6)))
        it = monday + timedelta(days="一二三四五六日".index(named.replace("天", "日")))
        if not which and self.prefer == "past" and it > today:
            it -= timedelta(days=7)
        elif not which and self.prefer == "future" and it <= today:
            it += timedelta(days=7)
        return _point((it, it), it.year, it.month)

    def _decade(self, match: re.Match[str]) -> _Point | None:
        century, tens, part = match[1], match[2], match[3]
        if not (century or tens):
            return None
        if century in ("上", "上个", "本"):
            if self.reference is None:
                return None
            hundred = self.reference.year // 100 * 100 - (0 if century == "本" else 100)
        elif century:
            hundred = (number(century) or 0) * 100 - 100
        else:
            hundred = 1900
            if self.reference and 2000 + (number(tens) or 0) <= self.reference.year - 5:
                hundred = 2000
        if tens is None:
            spans = {"": (0, 99), "初": (0, 19), "初期": (0, 19), "上半叶": (0, 49), "下半叶": (50, 99), "末": (80, 99)}
            of = spans.get(part)
            return _point(calendar.years(hundred + of[0], hundred + of[1])) if of else None
        of = _OF_DECADE.get(part)
        ten = hundred + (number(tens) or 0)
        return _point(calendar.years(ten + of[0], ten + of[1])) if of else None

    def _dated(self, s: str, base: _Point | None) -> _Point | None:
        """[农历] [year] [month or part of the year] [day or part of the month]."""
        lunar = bool(re.search("农历|阴历|旧历", s))
        if s not in self.lexicon.festivals:
            s = re.sub("农历|阴历|旧历|阳历|公历", "", s)
        year, year_last, rest = self._year(s)
        if year is None and base is not None:
            year = base.year
        rest = rest.removeprefix("的")
        if not rest:
            return _point(calendar.years(year, year_last or year), year) if year is not None and rest != s else None
        if year_last is not None and year_last != year:
            return None
        return self._in_year(rest, year, base, lunar)

    def _year(self, s: str) -> tuple[int | None, int | None, str]:
        """The year that `s` opens with, the last of several, and the rest."""
        if match := _REPUBLIC.match(s):
            return 1911 + (1 if match[1] == "元" else number(match[1]) or 0), None, s[match.end() :]
        if match := _YEAR.match(s):
            return self._full_year(match[1]), None, s[match.end() :]
        if match := self.calendar._words["year"].match(s):
            entry = self.lexicon.words[match[0]]
            of = (self.around or self.reference) if entry.context else self.reference
            if of is None:
                raise ValueError("no reference")
            rest = s[match.end() :]
            last = None if entry.last is None else of.year + entry.last
            return of.year + entry.first, last, (entry.season or "") + rest
        return None, None, s

    def _full_year(self, written: str) -> int:
        if written.isdigit():
            value = int(written)
        elif "千" in written:
            thousands, rest = written.split("千")
            value = 1000 * (number(thousands) or 1) + (number(rest.removeprefix("零")) or 0 if rest else 0)
        else:
            value = int("".join(str(_ONE.index(mark)) for mark in written))
        if len(written) == 2:
            late = self.reference is None or self.reference.year >= 2000
            value += 2000 if value < 50 and late else 1900
        return value

    def _in_year(self, s: str, year: int | None, base: _Point | None, lunar: bool) -> _Point | None:
        whole = year if year is not None else self.reference.year if self.reference else None
        if whole is not None:
            if part := self.lexicon.year_parts.get(s):
                if year is not None or len(s) > 1:
                    return _point(calendar.months(whole, part.first, part.last), whole)
            if match := _QUARTER.fullmatch(s):
                n = number(match[1] or match[2]) or 0
                return _point(calendar.months(whole, 3 * n if match[3] else 3 * n - 2, 3 * n), whole)
            if (match := _FIRST_MONTHS.fullmatch(s)) and year is not None:
                n = (number(match[2]) or 0) * (3 if match[3] == "季度" else 1)
                return _point(calendar.months(whole, 13 - n, 12) if match[1] == "后" else calendar.months(whole, 1, n))
            if (match := _NTH.fullmatch(s)) and year is not None:
                n = number(match[1]) or 0
                if match[2] == "个月":
                    return _point(calendar.month(whole, n), whole, n)
                first = date(whole, 1, 1) if match[2] == "天" else calendar.week(date(whole, 1, 4))[0]
                first += timedelta(days=(n - 1) * (1 if match[2] == "天" else 7))
                return _point((first, first + timedelta(days=0 if match[2] == "天" else 6)))
        if match := _SEASON.fullmatch(s):
            return self._every_year(lambda y: self._season(y, match[1]), year)
        if match := self.calendar._festivals.match(s):
            if s[match.end() :] in ("", "当天", "前后", "节气"):
                entry = self.lexicon.festivals[match[0]]
                return self._every_year(lambda y: festival(entry, y), year)
        found = self._lunar(s, year, lunar)
        return found if found else self._in_month(s, year, base)

    def _season(self, year: int, name: str) -> Days | None:
        entry = self.lexicon.seasons.get(name)
        if entry is None:
            return None
        first = calendar.solar_term(year, entry.first)
        until = calendar.solar_term(year, entry.until)
        if first and until and until < first:
            until = calendar.solar_term(year + 1, entry.until)
        return (first, until - timedelta(days=1)) if first and until else None

    def _lunar(self, s: str, year: int | None, lunar: bool) -> _Point | None:
        match = _LUNAR_MONTH.match(s)
        if not match and lunar and (arabic := _MONTH.match(s)):
            months, leap, rest = number(arabic[1]) or 0, False, s[arabic.end() :]
        elif match:
            months = {"正": 1, "冬": 11, "腊": 12}.get(match[2]) or number(match[2]) or 0
            leap, rest = bool(match[1]), s[match.end() :]
            lunar = lunar or leap or match[2] in "正腊冬"
        elif (arabic := _MONTH.match(s)) and re.match("初|廿|[一二三]?十", s[arabic.end() :]):
            months, leap, rest = number(arabic[1]) or 0, False, s[arabic.end() :]
        else:
            return None
        if not rest:
            return self._every_year(lambda y: calendar.lunar_month(y, months, leap), year) if lunar else None
        day = _LUNAR_DAY.fullmatch(rest)
        if not day or not (lunar or rest[0] in "初廿卅" or (match and rest.isalpha() and not rest.isdigit())):
            return None
        if not lunar and rest[0] not in "初廿卅":
            return None  # 八月十五 alone may be a day of either calendar; the sun's is the rule in print
        of_month = number(rest.removeprefix("初"))
        if of_month is None:
            return None
        return self._every_year(lambda y: calendar.lunar_day(y, months, of_month, leap), year)

    def _in_month(self, s: str, year: int | None, base: _Point | None) -> _Point | None:
        words = self.calendar._words["month"].match(s)
        if match := _MONTH.match(s):
            of_year, rest = number(match[1]), s[match.end() :]
            if of_year is None or not 1 <= of_year <= 12:
                return None
            within: Callable[[int], Days | None] = lambda y: self._part_of_month(y, of_year, rest.removeprefix("的"))
            return self._every_year(within, year, of_year, base)
        if words and year is None and self.reference:
            entry = self.lexicon.words[words[0]]
            of = (self.around or self.reference) if entry.context else self.reference
            whole = calendar.unit_at("month", of, entry.first, entry.last)
            if whole is None:
                return None
            days = self._part_of_month(whole[0].year, whole[0].month, s[words.end() :].removeprefix("的"))
            return _point(days, whole[0].year, whole[0].month)
        if s in self.lexicon.month_parts and len(s) > 1 and self.reference and year is None:
            return _point(self._part_of_month(self.reference.year, self.reference.month, s))
        if (match := _NAMED_DAY.fullmatch(s)) and year is None or (base and base.month and match):
            return self._day_alone(number(match[1]) or 0, base)
        return None

    def _day_alone(self, of_month: int, base: _Point | None) -> _Point | None:
        if base is not None and base.month:
            year = base.year or (base.days[0].year if base.days[0] else None)
            days = calendar.day(year, base.month, of_month) if year else None
            return _point(days, base.year, base.month)
        today = self.reference
        if today is None:
            return None
        ahead = today.day + (31 if self.prefer == "future" else 0 if self.prefer == "past" else 10)
        by = 0
        if self.prefer == "future" and of_month < today.day:
            by = 1
        elif of_month > ahead:
            by = -1
        for step in (by, by - 1 if self.prefer != "future" else by + 1):
            there = calendar.shift_months(today.replace(day=1), step)
            if days := calendar.day(there.year, there.month, of_month):
                return _point(days, None, there.month)
        return None

    def _part_of_month(self, year: int, of_year: int, s: str) -> Days | None:
        whole = calendar.month(year, of_year)
        if whole is None or not s:
            return whole
        if part := self.lexicon.month_parts.get(s):
            last = whole[1].day
            return date(year, of_year, min(part.first, last)), date(year, of_year, min(part.last, last))
        if match := _DAY.fullmatch(s):
            return calendar.day(year, of_year, number(match[1]) or 0)
        if match := _NTH_WEEKDAY.fullmatch(s):
            nth = -1 if match[2] else number(match[1]) or 0
            return calendar.nth_weekday(year, of_year, nth, "一二三四五六日".index(match[3].replace("天", "日")) + 1)
        if match := _NTH_WEEK.fullmatch(s):
            monday = calendar.nth_weekday(year, of_year, number(match[1]) or 0, 1)
            return (monday[0], monday[0] + timedelta(days=6)) if monday else None
        if match := _FEW_DAYS.fullmatch(s):
            n = timedelta(days=(number(match[2]) or 1) - 1)
            return (whole[0], whole[0] + n) if match[1] in "前头" else (whole[1] - n, whole[1])
        return None

    def _every_year(
        self,
        of_year: Callable[[int], Days | None],
        year: int | None = None,
        of_month: int | None = None,
        base: _Point | None = None,
    ) -> _Point | None:
        if year is not None:
            return _point(of_year(year), year, of_month)
        if base is not None and base.days[0] is not None:
            begin = base.days[0]
            days = of_year(begin.year)
            if days and days[1] < begin:
                days = of_year(begin.year + 1)
            return _point(days, None, of_month)
        if self.reference is None:
            return None
        return _point(calendar.choose(of_year, self.reference, self.prefer), None, of_month)


def festival(entry: Festival, year: int) -> Days | None:
    """The day or days of a festival in a year; None where the calendar is not known."""
    days: Days | None
    if entry.solar:
        number_, of_month = map(int, entry.solar.split("-"))
        days = calendar.day(year, number_, of_month)
    elif entry.lunar:
        number_, of_month_ = entry.lunar.split("-")
        days = calendar.lunar_day(year, int(number_), -1 if of_month_ == "last" else int(of_month_))
    elif entry.term:
        it = calendar.solar_term(year, entry.term)
        days = (it, it) if it else None
    else:
        number_, nth, weekday = map(int, (entry.weekday or "").split("-"))
        days = calendar.nth_weekday(year, number_, nth, weekday)
    if days is None or entry.days == (0, 0):
        return days
    return days[0] + timedelta(days=entry.days[0]), days[0] + timedelta(days=entry.days[1])


def number(written: str) -> int | None:
    """A whole number below a thousand in digits or hanzi (`廿三`, `两`, `一百零二`); None where it is none."""
    if written.isdigit() and written.isascii():
        return int(written)
    value = digit = 0
    for mark in written.replace("廿", "二十").replace("卅", "三十"):
        if mark in "十百":
            value += (digit or 1) * (10 if mark == "十" else 100)
            digit = 0
        elif mark == "两":
            digit = 2
        elif mark in _ONE:
            digit = digit * 10 + _ONE.index(mark) if digit and "十" not in written else _ONE.index(mark)
        else:
            return None
    return value + digit if written else None


def _of_plan(first: int, last: int, part: re.Match[str]) -> Days | None:
    words = part[1] or ""
    if part[2]:
        n = number(part[3]) or 0
        return calendar.years(last - n + 1, last) if part[2] == "后" else calendar.years(first, first + n - 1)
    if words.startswith("末") or words == "期末":
        return calendar.years(last, last)
    return calendar.years(first, first) if words.startswith("初") else calendar.years(first, last)


def _point(days: Days | None, year: int | None = None, month: int | None = None) -> _Point | None:
    return None if days is None else _Point(days, year, month)


@lru_cache(maxsize=1)
def _shipped() -> Calendar:
    from factpipe import rules

    return Calendar(rules.load().times)


def resolve_expression(text: str, reference: date, prefer: str = "past") -> Interval:
    """First and last day of the expression `text` seen from `reference` with the shipped words, None where uncertain.

    `prefer` is `past` or `future`: which is meant by a month, day or festival without a year.
    """
    return _shipped().days(text, reference, prefer)
