"""Whether one stretch of text goes on from another: what the join reads like, and what the two share."""

import re
from collections import Counter
from collections.abc import Sequence
from math import fsum, log

from factpipe import tokens

#: characters at either side of a join that are read
_WINDOW = 10
#: how far back and ahead of a join quotes and brackets are followed
_QUOTE_REACH = 400
#: pairs of characters that a text must have to tell by what it does not share
_TELLING = 200
_QUOTES = {"“": "”", "‘": "’", "《": "》", "（": "）", "「": "」"}
#: no sentence begins with one of these
INNER = frozenset("，。、；：！？,;:!?)）】」』”’》…%％·.．")

_BY_WORD = (-0.4, 0.0, 1.2, 1.5, 3.0)  # by the length of the word that the join would make
_BY_PAIR = (-0.3, 1.7, 2.4, 3.5, 4.0)  # by how often the page has the pair of characters at the join
#: how items of a list begin
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十0-9０-９]{1,2}[)）、.．是要]|[▲△●○◆◇■□★☆◎·•—]|第[一二三四五六七八九十]"
)
_HAN = re.compile(r"[一-鿿]{2,}")
_STOP = re.compile(r"[，。、；：！？”）》’,;:!?)]")
#: what the beginning of a paragraph tells of whether it begins in the middle of a sentence, in log odds: how far it is
#: to the first stop, which stop that is, and the tag of the first word. Nouns, pronouns, times and conjunctions begin
#: sentences; particles, classifiers, verbs and single characters, which are scraps of words, go on with one.
_BY_CLAUSE = (4.0, 1.5, *[0.4] * 7, *[0.0] * 3, -0.9)
_BY_STOP = {"。": 2.5, "？": 2.5, "！": 1.0, "”": 1.0, "）": 2.0, "’": 2.0, "、": 0.7, "：": -1.2}
_BY_TAG = {
    "c": -2.0, "t": -1.6, "j": -1.5, "r": -1.3, "i": -1.2, "n": -0.8, "p": -0.7, "m": -0.4, "v": 0.5, "d": 0.8,
    "s": 1.5, "z": 2.5, "b": 2.5,
}  # fmt: skip
_BY_TAG_OF_ONE = {
    "r": -1.0, "p": -0.6, "m": 0.3, "a": 0.6, "t": 1.1, "d": 1.2, "v": 1.5, "j": 2.0, "f": 2.4, "n": 2.5, "c": 2.5,
    "z": 2.6, "k": 3.5, "u": 4.0, "q": 4.0,
}  # fmt: skip


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
        # rounded once, so that it is the same in whatever order the set gives them
        total = fsum([rarity[gram] for gram in first & second])
        return 20.0 * total / (max(8, len(first)) * max(8, len(second))) ** 0.5


class Joins:
    """How well the end of one text reads on into the beginning of another, among texts that together are `page`."""

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
    found: set[str] = set()
    for run in _HAN.findall(text):
        found.update(map(str.__add__, run, run[1:]))
    return found


def _is_han(text: str) -> bool:
    return all("一" <= char <= "鿿" for char in text)


def fragment(text: str) -> float:
    """Log odds, about -3 to 8, that a paragraph which begins with `text` begins in the middle of a sentence."""
    if _NUMBERED.match(text):
        return -2.0
    stop = _STOP.search(text, 0, 12)
    at = stop.start() if stop else 12
    weight = _BY_CLAUSE[at]
    if stop and at < 6:
        weight += _BY_STOP.get(stop.group(), 0.0)
    segmenter = tokens.segmenter()
    word = segmenter.cut(text[:_WINDOW].strip())[0]
    tag = segmenter.tag_of(word)[0]
    return weight + (_BY_TAG_OF_ONE if len(word) == 1 else _BY_TAG).get(tag, 0.0)


def kinship(first: str, second: str) -> float:
    """Whether two texts tell of one matter, by the pairs of characters that they share: log odds, -2.5 to 4.

    Nothing shared by short texts tells little.
    """
    one, other = _grams(first), _grams(second)
    if not one or not other:
        return 0.0
    shared = len(one & other) / (len(one) * len(other)) ** 0.5
    weight = min(4.0, max(-2.5, 108.0 * (shared - 0.043)))
    return weight * min(1.0, min(len(one), len(other)) / _TELLING)
