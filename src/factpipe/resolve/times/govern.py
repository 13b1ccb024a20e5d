"""Which time expression governs a quantity."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from factpipe.model import Part, Role, Time
from factpipe.resolve.times.find import TimeFinder
from factpipe.resolve.times.frames import Reach

NO_TIME = Time(None, None, None)

_DURATION = re.compile("(?:年|月|周|天|日|小时|分钟|学时|昼夜)[半多余]?(?:左右|以上|以内|以下)?\\Z")
_RATE_OF_CHANGE = re.compile("[同环]比")
_CLAUSE_MARKS = "，,；;：:"


class TimeResolver:
    """Tells the time of quantities of one article. Made once an article; `at` is called for each quantity."""

    def __init__(
        self, finder: TimeFinder, text: str, parts: Sequence[Part] = (), issue_date: date | None = None
    ) -> None:
        self.finder = finder
        self.text = text
        self.issue_date = issue_date
        self.mentions = finder.find(text)
        self._starts = [mention.start for mention in self.mentions]
        self._reaches: dict[int, Reach] = {}
        self._heads = [part for part in parts if part.role in (Role.KICKER, Role.TITLE, Role.SUBTITLE)]

    def at(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Time:
        """The time of the quantity text[start:end] in the sentence text[sentence_start:sentence_end]."""
        n = self.governing(start, end, sentence_start, sentence_end)
        return NO_TIME if n is None else self.time(n)

    def time(self, n: int) -> Time:
        """Mention n with its days."""
        mention = self.mentions[n]
        words = self.text[mention.start : mention.end]
        first, last = self.finder.calendar.days(words, self.issue_date)
        return Time(words.replace("\n", ""), first, last)

    def governing(self, start: int, end: int, sentence_start: int, sentence_end: int) -> int | None:
        """The number of the mention that governs the quantity, None where the text tells none."""
        first = bisect_left(self._starts, sentence_start)
        after = bisect_left(self._starts, sentence_end)
        here = bisect_left(self._starts, end)
        if first < after:
            n = self._before(first, here, start, sentence_start)
            if n is None:
                n = self._after(here, after, end, sentence_start)
            if n is not None:
                return n
        return self._carried(first, start, end, sentence_start)

    def _before(self, first: int, here: int, start: int, sentence_start: int) -> int | None:
        """The nearest mention of the sentence that stands before the quantity and reaches it."""
        clause = part = -1
        found = None
        for n in range(here - 1, first - 1, -1):
            mention = self.mentions[n]
            reach = self._reach(n, sentence_start)
            if reach is Reach.NOWHERE:
                continue
            if clause < 0:
                clause = max(self.text.rfind(mark, sentence_start, start) for mark in _CLAUSE_MARKS) + 1
                part = max(self.text.rfind(mark, sentence_start, start) for mark in "；;") + 1
            if reach is Reach.BESIDE:
                if self.finder.frames.beside(self.text, mention, start):
                    return n
            elif mention.end > clause:
                if found is None and not _RATE_OF_CHANGE.search(self.text, clause, start):
                    return n
                found = n
            elif reach is Reach.ON or (reach is Reach.SENTENCE and (mention.start >= part or self._opens(mention.start))):
                if not _RATE_OF_CHANGE.search(self.text, clause, start):
                    return n
                found = n
        return found

    def _opens(self, start: int) -> bool:
        return start == 0 or self.text[start - 1] in "，。；：,;:\n \u3000"

    def _after(self, here: int, after: int, end: int, sentence_start: int) -> int | None:
        """A mention that stands behind the quantity: in its clause, or a 近日 further on."""
        for n in range(here, after):
            mention = self.mentions[n]
            if self._reach(n, sentence_start) < Reach.CLAUSE:
                continue
            between = self.text[end : mention.start]
            if not any(mark in between for mark in _CLAUSE_MARKS) or (
                self.text[mention.start : mention.end] in ("近日", "日前")
            ):
                return n
        return None

    def _carried(self, before: int, start: int, end: int, sentence_start: int) -> int | None:
        """The mention of an earlier sentence of the paragraph that still governs."""
        text = self.text
        if _DURATION.search(text, start, end) or text.startswith(self.finder.frames.turning, sentence_start):
            return None
        if start and text[start - 1] in "这该":
            return None
        paragraph = text.rfind("\n", 0, sentence_start) + 1
        heads = self._heads
        if heads and heads[0].start <= sentence_start < heads[-1].end:
            paragraph = heads[0].start
        going_on = text.startswith(self.finder.frames.continuing, sentence_start)
        for n in range(before - 1, -1, -1):
            mention = self.mentions[n]
            if mention.start < paragraph:
                return None
            reach = self._reach(n, self._sentence_start(mention.start, paragraph))
            if reach is Reach.ON or (going_on and reach is Reach.SENTENCE):
                return n
        return None

    def _sentence_start(self, start: int, paragraph: int) -> int:
        return max(paragraph, *(self.text.rfind(mark, paragraph, start) + 1 for mark in "。！？!?\n"))

    def _reach(self, n: int, sentence_start: int) -> Reach:
        reach = self._reaches.get(n)
        if reach is None:
            reach = self._reaches[n] = self.finder.frames.reach(self.text, self.mentions[n], sentence_start)
        return reach
