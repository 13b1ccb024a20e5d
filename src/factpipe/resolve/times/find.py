"""Finding time expressions: one compiled pass over a text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from factpipe.model import TimeMention
from factpipe.resolve.times.expression import Calendar
from factpipe.resolve.times.frames import Frames
from factpipe.resolve.times.pattern import EVENT_ENDS, compile_finder
from factpipe.rules.entries.times import File

#: what may stand before 以来, 期间 and make them a time: a run of the clause, after 自 or 在 where there is one
_EVENT = re.compile(r"(?:(?<=[自从在于])|(?<![^，。、；：！？\s《》〈〉（）()]))[^，。；：！？\s《》〈〉（）()]{1,24}\Z")
_EVENT_REACH = 26
#: what makes one expression of two, and what opens one
_JOINS = frozenset(("至", "到", "一直到", "和", "与", "、", "-", "—", "——", "–", "~", "～", "－", "―", "及", "以及"))
_LEAD_WORDS = ("截止到", "截至到", "截至", "截止", "直到", "自从", "从", "自", "至", "到")
_LEADS = frozenset(word[-1] for word in _LEAD_WORDS)


class TimeFinder:
    """Finds the time expressions of a text. Built once from the rules (or the `File` of times.yaml itself)."""

    def __init__(self, rules: Any) -> None:
        self.lexicon: File = getattr(rules, "times", rules)
        self.pattern = compile_finder(self.lexicon)
        self.frames = Frames(self.lexicon)
        self.calendar = Calendar(self.lexicon)
        self._vague = frozenset(self.lexicon.vague)

    def find(self, text: str) -> list[TimeMention]:
        """The time expressions of `text`, in order, none overlapping another."""
        found: list[TimeMention] = []
        last = 0
        for match in self.pattern.finditer(text):
            start, end = match.span(match.lastindex)
            if start < last:
                continue
            words = text[start:end]
            if words in EVENT_ENDS or words.endswith("后"):
                begin = _event_start(text, start, found[-1] if found else None)
                if words in EVENT_ENDS and begin < 0:
                    continue
                if 0 <= begin < start and (start - begin <= 14 or words in EVENT_ENDS):
                    start = begin
                if start < last:
                    start = found.pop().start
            elif start - last <= 4 and found and text[last:start] in _JOINS:
                start = found.pop().start
            elif start and text[start - 1] in _LEADS:
                start -= _lead(text, start)
            found.append(TimeMention(start, end, self._kind(text[start:end])))
            last = end
        return found

    def _kind(self, words: str) -> str:
        if words in self._vague:
            return "vague"
        if words.endswith(("以来", "至今", "起", "开始", "来")):
            return "since"
        if words[0] in "截到至直" or words.endswith(("为止", "止")):
            return "until"
        return "point"


def _event_start(text: str, trigger: int, previous: TimeMention | None) -> int:
    """Where the event begins that the words at `trigger` make a time (活动|期间); -1 where none stands before them."""
    low = max(0, trigger - _EVENT_REACH)
    if previous is not None and previous.end > low and trigger - previous.start < _EVENT_REACH:
        low = previous.start
    match = _EVENT.search(text, low, trigger)
    return match.start() if match else -1


def _lead(text: str, start: int) -> int:
    """How many characters of 从, 截至 and the like stand right before `start`."""
    for word in _LEAD_WORDS:
        if text.startswith(word, start - len(word)) and start >= len(word):
            return len(word)
    return 0


def covers(mentions: Sequence[TimeMention], start: int, end: int) -> bool:
    """Whether [start, end) lies in one of the mentions (sorted), so that it tells a time and counts nothing."""
    n = bisect_right(mentions, start, key=lambda mention: mention.start) - 1
    return n >= 0 and mentions[n].end >= end
