"""Which time expression governs a quantity."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from factpipe import sentences
from factpipe.model import Part, Role, Time, TimeMention
from factpipe.resolve import respectively
from factpipe.resolve.times.dated import Dated
from factpipe.resolve.times.find import TimeFinder
from factpipe.resolve.times.frames import Reach
from factpipe.resolve.times.pattern import NAMES_YEAR, SPAN

NO_TIME = Time(None, None, None)

_DURATION = re.compile("(?:年|月|周|天|日|小时|分钟|学时|昼夜)[半多余]?(?:左右|以上|之?内|以内|以下)?\\Z")
_RATE_OF_CHANGE = re.compile("[同环]比")
#: a rate or amount of change against the time before
_AGAINST_BEFORE = re.compile("[同环]比|[比较](?:[^，。；、]{1,5}的)?(?:上年|去年|上一年)")
_RATE_REACH = 16
#: characters from a time to the rate of change that it is of
_FAR_RATE = 60
#: at the head of a sentence that tells how things have become since: 十多年过去，
_YEARS_ON = re.compile("[^，。；：、]{1,6}[年月]过去了?[，,]")
#: characters that a time reaches at most; no text takes more than linear time
_FAR = 1200
#: 全年 says again the year that its sentence tells, this many characters before it at most
_WHOLE_YEAR = ("全年", "年内")
_SAME_YEAR = 30
#: these say again the year that their sentence tells before them
_THAT_YEAR = frozenset(("当时", "那时", "那年", "这一年", "同一时期"))
#: and these the month or day
_THAT_DAY = frozenset(("届时", "这个月", "当月"))
_NEAR = 6
#: characters between a number of years and what was done in them
_YEARS_REACH = 16
#: at the head of a sentence: it tells of all that was held, not only of the day (本届茶会共收到300件展品)
_ALL_OF_IT = "本届"
#: a time that begins so near to its sentence opens it
_OPENING = 3
_CLAUSE_END = re.compile(f"[{sentences.CLAUSE_ENDS}]")
_CLAUSE_REACH = 40
#: as many of those who do something: 八成的茶农|至今没有茶园
_PART_OF = re.compile("[%％成]|一半|大半|分之")
#: 今年|是…成立60周年 tells when the anniversary is; other times tell when it is celebrated
_ANNIVERSARY = "周年"
_IS = re.compile("，?[正也还又恰]{0,2}是")
_FIRST = itemgetter(0)
_HEADS = frozenset({Role.KICKER, Role.TITLE, Role.SUBTITLE})


class TimeResolver:
    """Tells the time of quantities of one article. Made once an article; `at` is called for each quantity."""

    def __init__(
        self, finder: TimeFinder, text: str, parts: Sequence[Part] = (), issue_date: date | None = None
    ) -> None:
        self.finder = finder
        self.text = text
        self.mentions = finder.find(text)
        self._starts = [mention.start for mention in self.mentions]
        self._reaches: dict[int, int] = {}
        self._dated = Dated(finder, text, self.mentions, issue_date, self._leads)
        self._sentence_marks = [mark for mark in "。！？!?\n" if mark in text]
        self._clause_marks = [mark for mark in sentences.PAUSES if mark in text]
        self._semicolons = [mark for mark in "；;" if mark in text]
        self._quotes = "”" in text
        self._heads = [part for part in parts if part.role in _HEADS]
        self._years = finder.sections.years(text, parts, self.mentions) if self.mentions else []

    def at(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Time:
        """The time of the quantity text[start:end] in the sentence text[sentence_start:sentence_end]."""
        n = self.governing(start, end, sentence_start, sentence_end)
        if n is None:
            return self._within_years(start, end, sentence_start)
        if several := self._dated.several(n):
            one = respectively.which(self.text, self.mentions[n].end, start, len(several))
            if one is not None:
                return several[one]
        which = self.finder.frames.end_of_span(self.text, self.mentions[n], start, end)
        if which is not None and (ends := self._dated.ends(n)):
            return ends[which]
        return self._dated.time(n)

    def _within_years(self, start: int, end: int, sentence_start: int) -> Time:
        """The years before the quantity in its clause in which so much was done (四年|修渠90公里), if any."""
        text = self.text
        if text.find("年", max(sentence_start, start - _YEARS_REACH), start) < 0 or _DURATION.search(text, start, end):
            return NO_TIME
        clause = self._clause_start(start, max(sentence_start, start - _YEARS_REACH - _NEAR))
        years = self.finder.frames.years.search(text, clause, start)
        return Time(years[1], None, None) if years else NO_TIME

    def _leads(self, n: int) -> bool:
        """Whether mention n governs its sentence, rather than being what something is compared with."""
        start = self.mentions[n].start
        return self._reach(n, self._sentence_start(start, max(0, start - _FAR))) >= Reach.SENTENCE

    def governing(self, start: int, end: int, sentence_start: int, sentence_end: int) -> int | None:
        """The number of the mention that governs the quantity, None where the text tells none."""
        sentence_start = max(sentence_start, start - _FAR)
        if self.text.endswith(_ANNIVERSARY, start, end):
            return self._of_anniversary(start, sentence_start)
        first = bisect_left(self._starts, sentence_start)
        if first and self.mentions[first - 1].end > sentence_start:  # a line break within it
            first -= 1
        after = bisect_left(self._starts, sentence_end, first)
        n = None
        if first < after:
            n = self._before(first, bisect_left(self._starts, start, first), start, end, sentence_start)
            if n is None:
                n = self._after(bisect_left(self._starts, end, first), after, end, sentence_start)
                if n is not None and self.text.startswith("的", end) and not _PART_OF.search(self.text, start, end):
                    return None  # 占地300亩的茶厂|去年停产, 为期3天的茶会|今天闭幕: of what it happened to
            elif self._lasts(n, start):
                return None
        if n is None:
            n = self._carried(first, start, end, sentence_start)
        if n is None:
            n = self._of_section(start, end)
        return None if n is None or self.finder.frames.was_before(self.text, self.mentions[n], start, end) else n

    def _of_section(self, start: int, end: int) -> int | None:
        """The year of the section in which a quantity stands, that is no length of time."""
        n = bisect_right(self._years, start, key=_FIRST) - 1
        return None if n < 0 or _DURATION.search(self.text, start, end) else self._years[n][1]

    def _lasts(self, n: int, start: int) -> bool:
        """Whether the quantity tells what does not change (大桥今天通车，设计时速90公里) in a clause after the day of
        what happened, mention n.
        """
        text, frames = self.text, self.finder.frames
        end = self.mentions[n].end
        clause = self._clause_start(start, end)
        return (
            clause > end
            and frames.designed.search(text, clause, start) is not None
            and frames.is_day(text, self.mentions[n])
        )

    def _of_anniversary(self, start: int, sentence_start: int) -> int | None:
        """The mention that tells when an anniversary is (今年是建校50周年); a feast may be held at any time."""
        for n in range(bisect_left(self._starts, start) - 1, -1, -1):
            mention = self.mentions[n]
            if mention.start < sentence_start:
                return None
            if _IS.match(self.text, mention.end):
                return n
        return None

    def _before(self, first: int, here: int, start: int, end: int, sentence_start: int) -> int | None:
        """The nearest mention of the sentence that stands before the quantity and reaches it.

        A change against the time before (环比上涨) is told of the first of the times compared.
        """
        clause = found = None
        for n in range(here - 1, first - 1, -1):
            reach = self._reaches.get(n)
            if reach is None:
                reach = self._reach(n, sentence_start)
            if reach == Reach.NOWHERE:
                continue
            mention = self.mentions[n]
            if reach == Reach.BESIDE:
                if self.finder.frames.beside(self.text, mention, start, end):
                    return n
                continue
            if reach == Reach.CLAUSE:
                if clause is None:
                    clause = self._clause_goes_on(start, sentence_start)
                # 4月8日，茶厂签订20万元的合同: the comma after what opens the sentence parts nothing
                if mention.end < clause - (not self.text[sentence_start : mention.start].strip()):
                    continue
            if self._is_kept_from(n, reach, first, start, sentence_start):
                continue
            if found is None and (
                self._opens_clause(mention.end, start, sentence_start) or not self._tells_change(start, sentence_start)
            ):
                return n
            if found is None or mention.kind == "point":
                found = n
        return found

    def _is_kept_from(self, n: int, reach: int, first: int, start: int, sentence_start: int) -> bool:
        """Whether what stands between keeps mention n, before the quantity in its sentence, from governing it."""
        if self._is_part(n, first) or self.finder.frames.is_of_speech(self.text, self.mentions[n], start):
            return True
        if self._quotes and self._quoted_apart(self.mentions[n], start, sentence_start):
            return True
        return reach <= Reach.SENTENCE and bool(self._semicolons) and self._of_another_item(n, start, sentence_start)

    def _quoted_apart(self, mention: TimeMention, start: int, sentence_start: int) -> bool:
        """Whether a quotation (“2023年第1号洪峰”) holds the mention and ends before the quantity, that is in none."""
        text = self.text
        closed = text.find("”", mention.end, start)
        if closed < 0 or text.rfind("“", closed, start) >= 0:
            return False
        return text.rfind("“", sentence_start, mention.start) > text.rfind("”", sentence_start, mention.start)

    def _of_another_item(self, n: int, start: int, sentence_start: int) -> bool:
        """Whether mention n is of one item of a list with semicolons, and the quantity of another.

        What the first item tells may hold for all, but where another tells a time of its own or begins with its own
        place (；在江口镇，…).
        """
        text, mention = self.text, self.mentions[n]
        last = max(text.rfind(mark, mention.end, start) for mark in self._semicolons)
        if last < 0:
            return False
        if text.startswith("在", last + 1) and mention.start - sentence_start > _OPENING:
            return True
        own = self.mentions[n + 1 : n + 2]  # the next one, if it is of an item in between
        until = own[0].start if own and own[0].start < last and self._reach(n + 1, sentence_start) > Reach.CLAUSE else 0
        return any(
            text.find(mark, sentence_start, mention.start) >= 0 or text.find(mark, mention.end, until) >= 0
            for mark in self._semicolons
        )

    def _is_part(self, n: int, first: int) -> bool:
        """Whether mention n is a bare part (年末) of the year told right before it, or 全年 of the sentence's year."""
        start, end, _ = self.mentions[n]
        words = self.text[start:end]
        if n == first:
            return False
        before = self.mentions[n - 1]
        if self.finder.frames.is_season(words) and self.text[end] not in "，,的":  # 2019年，镇里冬季马铃薯种了3万亩
            return NAMES_YEAR.search(self.text, before.start, before.end) is not None
        if words in _THAT_YEAR:  # 2008年，当时的镇里有6个村
            return NAMES_YEAR.search(self.text, before.start, before.end) is not None
        if words in _THAT_DAY:
            return before.kind == "point" or (before.kind == "until" and self._leads(n - 1))
        if words not in self.finder.lexicon.year_parts:
            return False
        between = start - before.end
        if words in _WHOLE_YEAR and between > _NEAR:
            return between <= _SAME_YEAR and NAMES_YEAR.fullmatch(self.text, before.start, before.end) is not None
        return between <= _NEAR and NAMES_YEAR.search(self.text, before.start, before.end) is not None

    def _tells_change(self, start: int, sentence_start: int) -> bool:
        """Whether 同比 or 环比 stands before the quantity in its clause."""
        match = _RATE_OF_CHANGE.search(self.text, max(sentence_start, start - _RATE_REACH), start)
        return match is not None and not any(mark in self.text[match.end() : start] for mark in sentences.PAUSES)

    def _opens_clause(self, end: int, start: int, sentence_start: int) -> bool:
        """Whether the time that ends here stands in the clause of the quantity, or sets one off (，6月，收入增长5%)."""
        return self.text[end] in "，," or self._clause_start(start, sentence_start) <= end

    def _clause_goes_on(self, start: int, sentence_start: int) -> int:
        """Where the clause of the quantity begins, or the one before that it goes on with (，同比增长3%)."""
        clause = self._clause_start(start, sentence_start)
        if self.text.startswith(self.finder.frames.continuing, clause):
            clause = self._clause_start(clause - 1, sentence_start)
        return clause

    def _clause_start(self, start: int, sentence_start: int) -> int:
        rfind = self.text.rfind
        found = sentence_start
        for mark in self._clause_marks:
            if (at := rfind(mark, found, start)) >= 0:
                found = at + 1
        return found

    def _after(self, here: int, after: int, end: int, sentence_start: int) -> int | None:
        """A mention that stands behind the quantity: in its clause, or a 近日 further on."""
        for n in range(here, after):
            mention = self.mentions[n]
            if mention.start - end > _FAR:
                return None
            if self._reach(n, sentence_start) < Reach.CLAUSE:
                continue
            between = self.text[end : mention.start]
            if not any(mark in between for mark in sentences.PAUSES) or (
                self.text[mention.start : mention.end] in self.finder.frames.lately
            ):
                return n
        return None

    def _carried(self, before: int, start: int, end: int, sentence_start: int) -> int | None:
        """The mention of an earlier sentence that still governs."""
        if not before or self._begins_anew(start, end, sentence_start):
            return None
        n = self._of_paragraph(before, start, end, sentence_start)
        if n is None:
            return self._from_paragraph_before(end, sentence_start)
        return None if self.finder.frames.turns.search(self.text, self.mentions[n].end, sentence_start) else n

    def _of_paragraph(self, before: int, start: int, end: int, sentence_start: int) -> int | None:
        """The nearest mention of an earlier sentence of the paragraph that reaches the quantity."""
        low = self._paragraph(sentence_start)  # what was told before is over
        of_a_day = sentence_start  # the sentence of what happened on a day: 2017年茶叶大会今天召开
        for n in range(before - 1, -1, -1):
            mention = self.mentions[n]
            if mention.start < low:
                return None
            reach = self._reaches.get(n)
            if reach is None:
                reach = self._reach(n, self._sentence_start(mention.start, low))
            if reach < Reach.SENTENCE or mention.start >= of_a_day:
                continue
            if self._carries(n, reach, start, end, sentence_start):
                if not self._in_speech(mention.start, sentence_start, low):
                    return n
            elif mention.kind == "since" or self.finder.frames.is_present(self.text, mention):
                low = self._sentence_start(mention.start, low)
            elif reach == Reach.DAY:
                of_a_day = self._sentence_start(mention.start, low)
        return None

    def _begins_anew(self, start: int, end: int, sentence_start: int) -> bool:
        """Whether a quantity takes no time of an earlier sentence: a length of time, what is said, another matter."""
        text, frames = self.text, self.finder.frames
        if _DURATION.search(text, start, end):
            return True
        if text.startswith(frames.turning, sentence_start) and not frames.events.match(text, sentence_start):
            return True
        if text.endswith(frames.lasting, sentence_start, start) or _YEARS_ON.match(text, sentence_start):
            return True
        return (start > 0 and text[start - 1] in "这该") or bool(frames.spoken.search(text, sentence_start, start))

    def _carries(self, n: int, reach: int, start: int, end: int, sentence_start: int) -> bool:
        """Whether mention n of an earlier sentence of the paragraph, of this reach, governs the quantity as well."""
        text, mention, frames = self.text, self.mentions[n], self.finder.frames
        held = reach == Reach.DAY or text[mention.start : mention.end] in frames.lately
        if held and text.startswith(_ALL_OF_IT, sentence_start) and not SPAN.search(text, mention.start, mention.end):
            return False
        if held and (frames.events.match(text, sentence_start) or self._attended(start, end, sentence_start)):
            return True
        if text.startswith(frames.turning, sentence_start):
            return False
        if reach >= Reach.ON or text.startswith(frames.continuing, sentence_start):
            return True
        if reach == Reach.NEXT and (
            not sentences.END.search(text, mention.end, sentence_start - 1) or self._sets_scene(n, sentence_start)
        ):
            return True
        if reach == Reach.DAY and (self._moves(start, end, sentence_start) or self._costs(mention, start, end)):
            return True
        if frames.lasts(text, mention) and self._adds_up(start, sentence_start):
            return True
        return self._compared_alike(mention, end, sentence_start)

    def _sets_scene(self, n: int, sentence_start: int) -> bool:
        """Whether mention n is the 眼下 that the sentences up to this one are told of, since they tell no time."""
        if not self.finder.frames.is_scene(self.text, self.mentions[n]):
            return False
        return n + 1 == bisect_left(self._starts, sentence_start)

    def _attended(self, start: int, end: int, sentence_start: int) -> bool:
        """Whether the clause of the quantity tells who took part in what was held, or what came of what happened."""
        text, frames = self.text, self.finder.frames
        clause = self._clause_start(start, sentence_start)
        stop = _CLAUSE_END.search(text, end, end + _CLAUSE_REACH)
        last = stop.start() if stop else end + _CLAUSE_REACH
        return frames.attended.search(text, clause, last) is not None and not frames.plans(text, clause, last)

    def _moves(self, start: int, end: int, sentence_start: int) -> bool:
        """Whether the quantity is what the market did, in a sentence that tells no time before it."""
        told = range(bisect_left(self._starts, sentence_start), bisect_left(self._starts, end))
        if any(self._reach(n, sentence_start) != Reach.NOWHERE for n in told):
            return False
        return self.finder.frames.moves.search(self.text, max(sentence_start, start - _RATE_REACH), end) is not None

    def _costs(self, mention: TimeMention, start: int, end: int) -> bool:
        """Whether the quantity is what something costs, as is told of the mention's day in its sentence."""
        text, prices = self.text, self.finder.frames.prices
        low = max(mention.end, start - _RATE_REACH)
        if "元" not in text[start:end] or not prices.search(text, low, start):
            return False
        told = prices.search(text, mention.end, mention.end + _FAR_RATE)
        return told is not None and not sentences.END.search(text, mention.end, told.start())

    def _adds_up(self, start: int, sentence_start: int) -> bool:
        """Whether a word before the quantity adds up what came over time (累计造林)."""
        return self.finder.frames.sums.search(self.text, max(sentence_start, start - _RATE_REACH), start) is not None

    def _compared_alike(self, mention: TimeMention, end: int, sentence_start: int) -> bool:
        """Whether both a time's sentence and that of a quantity tell rates of change: such a row is of one time.

        After 今年 it is enough that the quantity is compared with the year before.
        """
        against = _AGAINST_BEFORE.search(self.text, sentence_start, end + _RATE_REACH)
        if against is None:
            return False
        if against[0][-1] == "年" and self.finder.frames.is_this_year(self.text, mention):
            return True
        match = _AGAINST_BEFORE.search(self.text, mention.end, mention.end + _FAR_RATE)
        return match is not None and not sentences.END.search(self.text, mention.end, match.start())

    def _paragraph(self, sentence_start: int) -> int:
        """Where the paragraph of the sentence begins; kicker, title and subtitle are one."""
        heads = self._heads
        if heads and heads[0].start <= sentence_start < heads[-1].end:
            return heads[0].start
        low = max(0, sentence_start - _FAR)
        return max(low, self.text.rfind("\n", low, sentence_start) + 1)

    def _in_speech(self, start: int, sentence_start: int, paragraph: int) -> bool:
        """Whether a quotation that holds `start` ends before the sentence: what it says stays within it."""
        text = self.text
        opened = text.rfind("“", paragraph, start)
        return opened > text.rfind("”", paragraph, start) and text.find("”", start, sentence_start) >= 0

    def _from_paragraph_before(self, end: int, sentence_start: int) -> int | None:
        """今年 at the head of the paragraph before one that tells a plan and no time, what both compare with, or the
        day of that at which (会上，) it was told.

        What rates compare with holds on through further paragraphs that tell no time.
        """
        text, paragraph = self.text, self._paragraph(sentence_start)
        if paragraph < 2 or self._tells_time(paragraph, self._paragraph_end(end)):
            return None
        low = max(0, paragraph - _FAR)
        start = max(low, text.rfind("\n", low, paragraph - 1) + 1)
        for n in range(bisect_left(self._starts, paragraph) - 1, -1, -1):
            mention = self.mentions[n]
            if mention.start < low:
                return None
            reach = self._reach(n, self._sentence_start(mention.start, low))
            if reach == Reach.PLANS and mention.start >= start and self.finder.frames.plans(text, sentence_start, end):
                return n
            if reach >= Reach.SENTENCE and self._compared_alike(mention, end, sentence_start):
                return n
            if reach == Reach.DAY and mention.start >= start and self.finder.frames.events.match(text, sentence_start):
                return n
            if mention.start < start and reach > Reach.BESIDE:
                return None
        return None

    def _tells_time(self, start: int, end: int) -> bool:
        """Whether a time in text[start:end] is more than what something is compared with."""
        mentions = range(bisect_left(self._starts, start), bisect_left(self._starts, end))
        return any(self._reach(n, self._sentence_start(self.mentions[n].start, start)) > Reach.BESIDE for n in mentions)

    def _paragraph_end(self, end: int) -> int:
        found = self.text.find("\n", end, end + _FAR)
        return found if found >= 0 else min(len(self.text), end + _FAR)

    def _sentence_start(self, start: int, paragraph: int) -> int:
        found = paragraph
        for mark in self._sentence_marks:
            if (at := self.text.rfind(mark, found, start)) >= 0:
                found = at + 1
        return found

    def _reach(self, n: int, sentence_start: int) -> int:
        reach = self._reaches.get(n)
        if reach is None:
            reach = self._reaches[n] = self.finder.frames.reach(self.text, self.mentions[n], sentence_start)
        return reach
