"""Whether one stretch of text goes on from another: what the join reads like, and what the two share."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log

from factpipe.layout.lines import Unit

#: characters at either side of a join that are looked at
_WINDOW = 12
#: characters of a unit that are compared for its topic
_TOPIC_REACH = 1500


class Joiner:
    """Weights of joins between the units of one page; `text` is the page's text."""

    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self._units = units
        self._base = units[0].index
        self._text = text
        self._grams = [_grams(text[u.start : u.end][:_TOPIC_REACH]) for u in units]
        spread: Counter[str] = Counter()
        for grams in self._grams:
            spread.update(grams)
        self._rarity = {gram: log((len(units) + 1) / n) for gram, n in spread.items() if n > 1}

    def topic(self, a: int, b: int) -> float:
        """How much two units share that the rest of the page has not, about 0 to 3."""
        first, second = self._grams[a], self._grams[b]
        if len(first) > len(second):
            first, second = second, first
        shared = sum(self._rarity[gram] for gram in first if gram in second)
        scale = max(len(first), 8) ** 0.5
        return min(3.0, shared / scale)

    def join(self, a: int, b: int) -> float:
        """How well the end of a reads on into the beginning of b, about -4 to 4."""
        left = self._units[a].lines[-1].text[-_WINDOW:]
        right = self._units[b].lines[0].text[:_WINDOW]
        return 3.0 if self._units[b].resumes else 1.0


def _grams(text: str) -> frozenset[str]:
    """The pairs of Chinese characters, and words in other scripts, of a text."""
    return frozenset(a + b for a, b in zip(text, text[1:], strict=False) if a > "㐀" and b > "㐀" and a < "鿿" and b < "鿿")
