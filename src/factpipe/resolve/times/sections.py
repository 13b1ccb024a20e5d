"""Sections and texts of one year, as their heading or title tells: 一、2022年工作回顾, 云岭县2022年工作总结."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from factpipe import trie
from factpipe.model import Part, Role, TimeMention
from factpipe.resolve.times.pattern import NAMES_YEAR
from factpipe.rules.entries.times import Frames
from factpipe.sections import rank

#: the year itself, not 2022年以来, 2022年底
_YEAR = f"({NAMES_YEAR.pattern})(?![初末底来以])"


class Sections:
    """Finds them by the words of times.yaml."""

    def __init__(self, words: Frames) -> None:
        self._heading = re.compile(f"[^0-9０-９]{{0,6}}?{_YEAR}.*?{trie.pattern(words.accounts)}")
        self._title = re.compile(f".*?{_YEAR}.*{trie.pattern(words.reports)}[”》]?\\Z")
        self._to_come = re.compile(trie.pattern(words.to_come))

    def years(self, text: str, parts: Sequence[Part], mentions: Sequence[TimeMention]) -> list[tuple[int, int | None]]:
        """From which offset on what tells no time is of the year that a mention tells, by its number, or of none.

        A title's year is of all sections that have none of their own, but of those on what is to come. Empty where no
        heading tells a year.
        """
        whole: int | None = None
        own: int | None = None
        since = 0  # the rank of the heading that told it
        told: list[tuple[int, int | None]] = []
        for role, start, end in parts:
            if role is Role.TITLE and whole is None:
                whole = own = _year(text, start, end, self._title, mentions)
                told.append((end, whole))
            elif role is Role.HEADING:
                heading = text[start:end].strip()
                its = rank(heading)
                if since and its > since:
                    continue
                own = _year(text, start, end, self._heading, mentions)
                to_come = own is None and self._to_come.search(heading) is not None
                since = its if own is not None or to_come else 0
                told.append((end, whole if own is None and not to_come else own))
        return told if any(n is not None for _start, n in told) else []


def _year(text: str, start: int, end: int, told: re.Pattern[str], mentions: Sequence[TimeMention]) -> int | None:
    line = text[start:end].strip()
    match = told.match(line) if "年" in line else None
    if match is None:
        return None
    at = text.index(line, start) + match.start(1)
    n = bisect_left(mentions, at, key=_start)
    return n if n < len(mentions) and mentions[n].start == at else None


def _start(mention: TimeMention) -> int:
    return mention.start
