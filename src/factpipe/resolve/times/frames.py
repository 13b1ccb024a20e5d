"""What the words around a time expression make of it: whether it governs, and how far."""

import re
from collections.abc import Iterable
from enum import IntEnum

from factpipe.model import TimeMention
from factpipe.resolve.times.pattern import alternatives
from factpipe.rules.entries.times import File


class Reach(IntEnum):
    """How far a mention governs."""

    NOWHERE = 0
    BESIDE = 1  # the quantity right after it: from 2010年的300户 to now
    CLAUSE = 2
    SENTENCE = 3
    ON = 4  # the sentences after it as well


_LINE_END = ("\n", "")
_NUMBER = "[0-9０-９一二三四五六七八九十百千两几数近约]"


class Frames:
    """The frames of times.yaml, compiled."""

    def __init__(self, lexicon: File) -> None:
        words = lexicon.frames
        self._compared = _before(words.get("compared", ()))
        self._beside = _before(words.get("beside", ()))
        self._source = _before(words.get("source", ()))
        self._named = _before(words.get("named", ()))
        self._comparison = re.compile(alternatives(words.get("comparison", ())))
        self._dateline = re.compile(alternatives(words.get("dateline", ())))
        self._reported = re.compile("(?:[^，。；]{0,2})" + alternatives(words.get("reported", ())))
        self._founded = re.compile(alternatives(words.get("founded", ())))
        self._change = re.compile(alternatives(words.get("change", ())))
        self.continuing = tuple(words.get("continuing", ()))
        self.turning = tuple(words.get("turning", ()))
        self._carries = frozenset(word for word, entry in lexicon.vague.items() if entry.carries)
        self._context = frozenset(word for word, entry in lexicon.words.items() if entry.context)

    def reach(self, text: str, mention: TimeMention, sentence_start: int) -> Reach:
        """How far the mention governs in the text."""
        start, end, kind = mention
        words = text[start:end]
        before = text[max(sentence_start, start - 5) : start]
        after = text[end : end + 8]
        if self._dateline.match(after) or _in_title(text, start, end) or _alone(text, start, end):
            return Reach.NOWHERE
        if self._compared.search(before):
            return Reach.BESIDE
        if self._beside.search(before) and (self._comparison.match(after) or words.endswith("同期")):
            return Reach.BESIDE
        if (words[0] in "从由" and kind == "point" and after[:1] == "的") or self._source.search(before):
            return Reach.BESIDE
        if self._named.search(before):
            return Reach.NOWHERE
        opens = start == sentence_start or text[start - 1] in "，。；：、,;:“\"（( \u3000"
        if not opens and after[:1] == "的":
            return Reach.CLAUSE
        if self._reported.match(after) or self._founded.search(before) or self._founded.search(_clause(text, end)):
            return Reach.CLAUSE
        if kind == "vague":
            return Reach.ON if words in self._carries and _heads(text, start, sentence_start) else Reach.SENTENCE
        if kind == "since" or words in self._context or not _heads(text, start, sentence_start):
            return Reach.SENTENCE
        return Reach.SENTENCE if words[-1] in "前后" else Reach.ON

    def beside(self, text: str, mention: TimeMention, start: int) -> bool:
        """Whether a quantity at `start` is the compared or source time's own, and not the change from it."""
        between = text[mention.end : start]
        return len(between) <= 12 and not self._change.search(between) and not re.search("[0-9０-９，。；,;]", between)


def _before(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"{alternatives(words)}在?\\Z")


def _heads(text: str, start: int, sentence_start: int) -> bool:
    """Whether the mention opens its sentence, or what a report's colon or comma opens."""
    before = text[sentence_start:start].strip(" \u3000“\"‘「据在到从自")
    return len(before) <= 2 or before[-1] in "：:" or bool(re.search("(?:获悉|显示|透露|表示|介绍|说|称|公布|统计|了解)，\\Z", before))


def _clause(text: str, start: int) -> str:
    """What follows in the clause, thirty characters at most."""
    return re.match("[^，。；,;\n]{0,30}", text[start : start + 30]).group()


def _in_title(text: str, start: int, end: int) -> bool:
    """Whether the mention stands in 《 》."""
    left = text.rfind("《", max(0, start - 40), start)
    return left >= 0 and text.find("》", left, start) < 0 and text.find("》", end, end + 60) >= 0


def _alone(text: str, start: int, end: int) -> bool:
    """Whether the mention is a line of its own: a date line, no claim."""
    return (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in _LINE_END
