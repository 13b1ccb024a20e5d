"""The days of the times of a text, each seen from the issue and from what the text told before it."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from factpipe.model import Time, TimeMention
from factpipe.resolve.times.find import TimeFinder

_AFTER_A_WHILE = re.compile("(?:年|(?<=个)月|周|天|日|星期|小时|季度)[半多]?(?:之|以)?后\\Z")
#: a year, as one is told before a month, a day or a part of it
NAMES_YEAR = re.compile("[0-9０-９〇○零一二三四五六七八九]{4}[ \u3000\n]?年|[今去前]年")
#: how many times before a bare part of a year its year is looked for
_YEAR_BACK = 40


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
        self._calendar = finder.calendar
        self._frames = finder.frames
        self._year_parts = finder.lexicon.year_parts
        self._text = text
        self._mentions = mentions
        self._issue_date = issue_date
        self._leads = leads
        self._times: dict[int, Time] = {}

    def time(self, n: int) -> Time:
        """Mention n with its days, seen from the issue and from the dates that the paragraph told before it."""
        found = self._times.get(n)
        if found is None:
            found = self._times[n] = self._time(n)
        return found

    def _time(self, n: int) -> Time:
        start, end, kind = self._mentions[n]
        words = self._text[start:end]
        if self._calendar.stands_alone(words):
            return Time(words.replace("\n", ""), *self._calendar.days(words, self._issue_date))
        ahead = self._frames.looks_ahead(self._text, start, end)
        if _AFTER_A_WHILE.search(words) and not ahead:  # counted from what the text told before, which may be anything
            return Time(words.replace("\n", ""), None, None)
        reference, around, prefer = self._issue_date, None, "ahead" if ahead else "near"
        if context := self._calendar.context(words):
            around = self._told_before(n, context == "day")
            if around is None:  # 当年 of a time that the text did not tell
                return Time(words.replace("\n", ""), None, None)
        elif self._calendar.leans(words) and (told := self._told_before(n)):
            reference, prefer = told, "near"
        elif words in self._year_parts and not ahead and (told := self._over(n)):
            reference = told
        first, last = self._calendar.days(words, reference, prefer, around)
        if kind == "since" and last and self._issue_date:
            last = min(last, self._issue_date)  # 2025年 … 自6月23日以来, not up to the end of that year
        return Time(words.replace("\n", ""), first, last)

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
