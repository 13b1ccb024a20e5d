"""Whether one stretch of text goes on from another: what the join reads like, and what the two share."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log

from factpipe import tokens

#: characters at either side of a join that are read
_WINDOW = 10
#: how far back and ahead of a join quotes and brackets are followed
_QUOTE_REACH = 400
_QUOTES = {"“": "”", "‘": "’", "《": "》", "（": "）", "「": "」"}
#: no sentence begins with one of these
INNER = frozenset("，。、；：！？,;:!?)）】」』”’》…%％·")

_BY_WORD = (-0.4, 0.0, 1.2, 1.5, 3.0)  # by the length of the word that the join would make
_BY_PAIR = (-0.3, 1.7, 2.4, 3.5, 4.0)  # by how often the page has the pair of characters at the join
_PAIRS = re.compile(r"(?=([一-鿿]{2}))")
_STOP = re.compile(r"[，。、；：！？”）》’,;:!?)]")
#: what the first word of a text tells of whether the text begins in the middle of a sentence, by its tag: nouns,
#: pronouns and times begin sentences; particles, classifiers, verbs and scraps of words go on with one
_BY_TAG = {"n": -1.0, "r": -1.5, "t": -1.0, "v": 1.5, "d": 2.0, "z": 1.5, "b": 1.5}
_BY_TAG_OF_ONE = {"n": 2.5, "u": 3.5, "v": 2.5, "q": 3.0, "z": 3.0, "f": 1.5, "p": -0.5, "x": 0.0, "r": 0.0}


class Topics:
    """What pairs of texts of a page have in common that its other texts have not."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._grams = [_grams(text) for text in texts]
        spread: Counter[str] = Counter()
        for grams in self._grams:
            spread.update(grams)
        self._rarity = {gram: log((len(texts) + 1) / count) for gram, count in spread.items() if count > 1}

    def shared(self, a: int, b: int) -> float:
        """How much texts a and b share: 0 for nothing, about 3 for two parts of one article."""
        first, second = self._grams[a], self._grams[b]
        rarity = self._rarity
        total = sum(rarity[gram] for gram in first & second)
        return 20.0 * total / (max(8, len(first)) * max(8, len(second))) ** 0.5


class Joins:
    """How well the end of one text reads on into the beginning of another, on a page with this text."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._segmenter = tokens.segmenter()

    def weight(self, before: str, after: str) -> float:
        """Log odds, about -4 to 8, that `after` goes on where `before` breaks off."""
        left = before[-_WINDOW:].rpartition("\n")[2]
        right = after[:_WINDOW].partition("\n")[0]
        weight = _quotes(before, after)
        if right[0] in INNER:
            weight += 1.0
        if (left[-1].isdigit() or left[-1] in ".．") and (right[0].isdigit() or right[0] in ".．%％万亿个年月日人元"):
            weight += 2.5
        word = self._word_across(left, right)
        weight += _BY_WORD[min(word, 4)]
        pair = left[-1] + right[0]
        if _is_han(pair):
            found = self._page.count(pair)
            weight += _BY_PAIR[min(found, 4)]
            if found and (self._seen(left[-2:] + right[0]) or self._seen(left[-1] + right[:2])):
                weight += 1.0
        return weight

    def fragment(self, text: str) -> float:
        """Log odds, about -3 to 7, that `text` begins in the middle of a sentence."""
        stop = _STOP.search(text, 0, 13)
        at = stop.start() if stop else 13
        weight = 4.0 if at < 2 else 1.5 if at < 11 else -1.2
        word = self._segmenter.cut(text[:_WINDOW].strip())[0]
        tag = self._segmenter.tag_of(word)
        if len(word) == 1:
            return weight + _BY_TAG_OF_ONE.get(tag[0], 0.5)
        return weight + _BY_TAG.get(tag[0], 0.0)

    def _seen(self, text: str) -> bool:
        return len(text) == 3 and _is_han(text) and text in self._page

    def _word_across(self, left: str, right: str) -> int:
        """The length of the word that lies across the join; 0 for none."""
        at = 0
        for word in self._segmenter.cut(left + right):
            if at < len(left) < at + len(word):
                return len(word)
            at += len(word)
        return 0


def _quotes(before: str, after: str) -> float:
    """What quotes and brackets that are left open, or closed without having been opened, say of a join."""
    opened = Counter(before.rpartition("\n")[2][-_QUOTE_REACH:])
    ahead = after.partition("\n")[0][:_QUOTE_REACH]
    weight = 0.0
    for left, right in _QUOTES.items():
        is_open = opened[left] > opened[right]
        close, reopen = ahead.find(right), ahead.find(left)
        closes = close >= 0 and (reopen < 0 or close < reopen)
        if is_open and closes:
            weight += 3.0
        elif closes:
            weight -= 3.0
        elif is_open:
            weight -= 1.0
    return weight


def _grams(text: str) -> set[str]:
    """The pairs of Chinese characters of a text."""
    return set(_PAIRS.findall(text))


def _is_han(text: str) -> bool:
    return all("一" <= char <= "鿿" for char in text)
