"""Whether a change is a rise or a fall, by the words beside its quantity."""

import re
from collections.abc import Iterable

from factpipe import trie
from factpipe.link.encode import Encoded
from factpipe.model import Direction, Quantity
from factpipe.rules.entries.directions import File
from factpipe.sentences import CLAUSE_ENDS

_CLAUSE = re.compile(f"[{CLAUSE_ENDS}（(]")
#: how far into what follows a number 的 and the word after it stand: 5%左右的较快增长
_AFTER = re.compile("[^，,；;。、]{0,3}的[^，,；;。、]{0,8}")
#: how far back in its sentence a number that tells no direction itself goes on from another
_REACH = 60


class Directions:
    """The words of the lexicon as one pattern."""

    def __init__(self, words: File) -> None:
        self._told = dict.fromkeys(words.rise.words, Direction.UP) | dict.fromkeys(words.fall.words, Direction.DOWN)
        self._words = re.compile(trie.pattern([*self._told, *words.neither.words, *words.apart]))
        self._to, self._extent, self._apart = words.to, frozenset(words.extent), frozenset(words.apart)

    def of(self, encoded: Encoded, quantity: Quantity) -> Direction | None:
        """Whether a quantity that is a change goes up or down; None where its sentence does not tell."""
        text = "".join(encoded.words)
        start, end = quantity.start - encoded.start, quantity.end - encoded.start
        before = text[max(0, start - _REACH) : start]
        clauses = [clause for clause in _CLAUSE.split(before) if clause.strip()]
        beside = list(self._words.finditer(clauses[-1])) if clauses else []
        if beside and quantity.measure == "duration" and beside[-1][0] in self._apart:
            return None
        points = "点" in (quantity.unit or "")
        after = _AFTER.match(text, end)
        return (
            self._last(beside, points)
            or (self._last(self._words.finditer(after[0]), points) if after else None)
            or self._last(self._words.finditer(before), points)
        )

    def _last(self, found: Iterable[re.Match[str]], points: bool) -> Direction | None:
        """What the last word tells; of one that leads to a level, or says what differs by points, the one before it."""
        last = None
        for word in reversed(list(found)):
            told = self._told.get(word[0])
            if told is not None:
                if not word.string.startswith(self._to, word.end()) and not (points and word[0] in self._extent):
                    return told
                last = last or told
        return last
