"""The days of the times of a text, each seen from the issue and from what the text told before it."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date

from factpipe.model import Time, TimeMention, maker
from factpipe.resolve import respectively
from factpipe.resolve.times.find import TimeFinder
from factpipe.resolve.times.pattern import NAMES_YEAR

_AFTER_A_WHILE = re.compile("(?:年|(?<=个)月|周|天|日|星期|小时|季度)[半多]?(?:之|以)?后\\Z")
#: after a time that a change begins at: 从去年|的3吨, 自2010年|300户
_OF_ITS_OWN = re.compile("的|[0-9０-９]")
#: between the ends of a span
_TO = re.compile("一直到|[至到~～—–―－-]{1,2}")
#: how many times before a bare part of a year its year is looked for
_YEAR_BACK = 40
_time = maker(Time)


class Dated:
    """Tells the days of the mentions of one article.

    `leads` says whether a mention, by its number, governs its sentence, rather than being what something is compared
    with.
    """

    def __init__(
        self,
        finder: TimeFinder,
        text: str,
        mentions: Sequence[TimeMention],
        issue_date: date | None,
        leads: Callable[[int], bool],
    ) -> None:
        self._find = finder.find
        self._done = finder.done
        self._calendar = finder.calendar
        self._frames = finder.frames
        self._year_parts = finder.lexicon.year_parts
        self._text = text
        self._mentions = mentions
        self._issue_date = issue_date
        self._leads = leads
        self._times: dict[int, Time] = {}
        self._several: dict[int, list[Time]] = {}

    def several(self, n: int) -> list[Time]:
        """The times that mention n holds, where it is of more than one (去年和今年), else none."""
        found = self._several.get(n)
        if found is None:
            start, end, _ = self._mentions[n]
            found = self._several[n] = self._apart(n, respectively.apart(self._text[start:end]))
        return found

    def ends(self, n: int) -> list[Time]:
        """The two times between which mention n lasts (从2012年到2016年), none where it is no such span."""
        start, end, _ = self._mentions[n]
        return self._apart(n, _TO.split(self._text[start + (self._text[start] in "从自由") : end]))

    def _apart(self, n: int, parts: list[str]) -> list[Time]:
        kind = self._mentions[n].kind
        if len(parts) < 2 or any([mention[:2] for mention in self._find(part)] != [(0, len(part))] for part in parts):
            return []
        out: list[Time] = []
        for part in parts:
            told = out[0].end if out else None  # the year and the month that the others leave out
            days = self._calendar.days(part, told) if told else self._days(n, part, kind)
            out.append(Time(part.replace("\n", ""), *days))
        return out

    def time(self, n: int) -> Time:
        """Mention n with its days, seen from the issue and from the dates that the paragraph told before it."""
        found = self._times.get(n)
        if found is None:
            start, end, kind = self._mentions[n]
            words = self._own_date(self._text[start:end])
            days = self._days(n, words, kind)
            if words[0] in "从自" and _OF_ITS_OWN.match(self._text, end):
                words = words[1:]  # an amount's own: 从|去年|的3吨增加到
            found = self._times[n] = _time((words.replace("\n", ""), *days))
        return found

    def _own_date(self, words: str) -> str:
        """Of words that tell on which date something is brought to an end (年底|项目建成后) the date, else all."""
        done = self._done.search(words) if words[-1] == "后" else None
        dates = self._find(words[: done.start()]) if done else ()
        return words[: dates[0].end] if dates and dates[0].start == 0 and dates[0].kind == "point" else words

    def _days(self, n: int, words: str, kind: str) -> tuple[date | None, date | None]:
        if self._frames.same_days.search(words):
            return self._same_days(n)
        if self._calendar.stands_alone(words):
            return self._calendar.days(words, self._issue_date)
        ahead = self._frames.looks_ahead(self._text, *self._mentions[n][:2])
        if _AFTER_A_WHILE.search(words) and not ahead:  # counted from what the text told before, which may be anything
            return None, None
        reference, around, prefer = self._issue_date, None, "ahead" if ahead else "near"
        if context := self._calendar.context(words):
            around = self._told_before(n, context == "day")
            if around is None:  # 当年 of a time that the text did not tell
                return None, None
        elif self._calendar.leans(words) and (told := self._told_before(n)):
            reference, prefer = told, "near"
        elif words in self._year_parts and not ahead and (told := self._over(n)):
            reference = told
        first, last = self._calendar.days(words, reference, prefer, around)
        if kind == "since" and last and self._issue_date:
            last = min(last, self._issue_date)  # 2025年 … 自6月23日以来, not up to the end of that year
        return first, last

    def _same_days(self, n: int) -> tuple[date | None, date | None]:
        """The days of 去年同期: those of the nearest mention before n that has any, a year earlier."""
        start, stop, _ = self._mentions[n]
        first, last = self._calendar.days(self._frames.same_days.sub("", self._text[start:stop]), self._issue_date)
        if first is None or last is None or first.year != last.year:  # 往年同期
            return None, None
        if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):  # 去年3月同期
            return first, last
        for before in range(n - 1, max(-1, n - 4), -1):
            from_, to, _ = self._mentions[before]
            if "\n" in self._text[to:start]:
                break
            words = self._text[from_:to]
            if self._calendar.context(words) or self._frames.same_days.search(words):
                continue
            _, begin, end = self.time(before)
            if end is None or begin == end:  # 昨日, on which something was said
                continue
            years = end.year - first.year
            unfinished = self._issue_date is None or end > self._issue_date
            if years <= 0 or (unfinished and (begin is None or (end - begin).days > 31)):
                break  # 今年 of a year that is not over, of which the text means some part
            return begin and _earlier(begin, years), _earlier(end, years, begin is not None)
        return None, None

    def _over(self, n: int) -> date | None:
        """The last day of the year told before mention n, a part of a year that is still to come in that of the issue.

        年末 in March is of the year that the text reports on.
        """
        start, end, _ = self._mentions[n]
        _, last = self._calendar.days(self._text[start:end], self._issue_date)
        if self._issue_date is None or last is None or last <= self._issue_date:
            return None
        for before in range(n - 1, max(-1, n - _YEAR_BACK), -1):
            start, end, _ = self._mentions[before]
            if NAMES_YEAR.search(self._text, start, end) and self._leads(before):
                _, told = self._calendar.days(self._text[start:end], self._issue_date)
                return date(told.year, 12, 31) if told and told.year < self._issue_date.year else None
        return None

    def _told_before(self, n: int, a_day: bool = False) -> date | None:
        """The last day of the year, or the month, that the nearest mention before n in the paragraph names.

        With `a_day` the day that it names, for 当日 and 次日.
        """
        for before in range(n - 1, max(-1, n - 4), -1):
            start, end, _ = self._mentions[before]
            if "\n" in self._text[end : self._mentions[n].start]:
                return None
            if a_day:
                if self._calendar.context(self._text[start:end]):  # 当日 … 当日
                    continue
                _, first, last = self.time(before)
                return last if first in (None, last) else None
            if NAMES_YEAR.search(self._text, start, end):
                first, last = self._calendar.days(self._text[start:end], self._issue_date)
                if first and last and first.year == last.year:
                    whole = (last - first).days > 31
                    return date(last.year, 12, 31) if whole else last.replace(day=28)
                return None
        return None


def _earlier(day: date, years: int, ends_month: bool = False) -> date:
    """The day some years earlier; the last of its month remains so with `ends_month`."""
    length, then = monthrange(day.year, day.month)[1], monthrange(day.year - years, day.month)[1]
    return date(day.year - years, day.month, then if ends_month and day.day == length else min(day.day, then))
