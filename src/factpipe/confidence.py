"""How sure a row is: the share of rows of its kind that are right in full.

Signs that anybody could read off the row and its sentence (which rule linked it, how far its item stands, where its
place is named …) each add something to the log-odds that the row is right; `rules/lexicon/confidence.yaml` has the
weights, `scripts/fit_confidence.py` fits them on annotated articles, and docs/confidence.md shows how well they hold.
"""

from bisect import bisect_left
from collections import defaultdict
from math import exp
from operator import getitem
from typing import NamedTuple

from factpipe import sentences
from factpipe.model import Claim, Place, Quantity, Time, maker
from factpipe.rules.entries.confidence import File


class _Steps(dict[int, str]):
    """Tells numbers apart by the least step that each does not exceed: the name of that by the number."""

    def __init__(self, *steps: int, side: str = "") -> None:
        names = (*(f"{side}≤{step}" for step in steps), f"{side}>{steps[-1]}")
        # made once, so that each has its hash already when it is looked up
        super().__init__((number, names[bisect_left(steps, number)]) for number in range(steps[-1] + 1))
        self._least, self._beyond = names[0], names[-1]

    def __missing__(self, number: int) -> str:
        return self._least if number < 0 else self._beyond


_PLACES, _LENGTHS, _NUMBERS = _Steps(0, 1, 3, 7, 15), _Steps(0, 1, 2, 3, 5, 8, 12), _Steps(1, 2, 4, 8)
_LEFT, _RIGHT = (_Steps(0, 1, 3, 6, 12, side=side) for side in ("left ", "right "))
_OPENING, _TIMES = _Steps(5, 15, 30, 60, 120), _Steps(1, 2, 4)
_SINCE, _SINCE_HEADLINE = (_Steps(0, 1, 2, 4, side=side) for side in ("", "headline "))
#: characters on either side of a quantity in which names are counted: a text of any length takes linear time
_AROUND = 20_000


class Signs(NamedTuple):
    """What a row shows of itself; every sign is a short word."""

    rule: str
    measure: str
    bound: str
    status: str
    scope: str
    item: str  # how far it stands from the number
    item_length: str
    repeated: str  # how often the article has the item
    place: str  # how many sentences ago it was named, and whether the headline names it
    named: str  # how often the article has its name
    code: str
    places: str  # how many the article names
    time: str
    numbers: str  # claims of the sentence
    opening: str  # characters from the sentence's beginning to the number


_signs = maker(Signs)


class Confidence:
    """The fitted model. Made once; `of` may be called from anywhere."""

    def __init__(self, weights: File) -> None:
        self._base = weights.base
        #: by sign, what each of its words adds; nothing if no weight is fitted for it
        self._weights = [defaultdict(float, weights.signs.get(sign, {})) for sign in Signs._fields]

    def of(self, signs: Signs) -> float | None:
        """The share of such rows that are right in full, to two digits; None where nothing is calibrated."""
        if self._base is None:
            return None
        odds = self._base + sum(map(getitem, self._weights, signs))
        return round(1 / (1 + exp(-odds)), 2)


class SignReader:
    """Reads the signs of the claims of one article's text, which names so many `places`."""

    def __init__(self, text: str, places: int) -> None:
        self._text = text
        self._places = _PLACES[places]
        self._headline = text[: max(0, text.find("\n", 0, _AROUND))]
        #: how often a text that is not too long has some words
        self._known: dict[str, str] = {}

    def of(self, claim: Claim, place: Place, time: Time, numbers: int) -> Signs:
        """The signs of a claim whose sentence makes so many (`numbers`)."""
        quantity, item = claim.quantity, claim.item
        start = quantity.start
        since, named = self._named(place.path, start)
        return _signs((
            claim.rule_id,
            claim.measure,
            quantity.modifier,
            claim.status,
            claim.scope or "none",
            _reach(item, claim.item_span, quantity),
            _LENGTHS[len(item or "")],
            self._times(item, start) if item else "none",
            since,
            named,
            "told" if place.code else "none",
            self._places,
            "told" if time.text else "none",
            _NUMBERS[numbers],
            _OPENING[start - claim.sentence[0]],
        ))  # fmt: skip

    def _named(self, path: str | None, start: int) -> tuple[str, str]:
        """How many sentences before an offset the narrowest place of a path is named, and how often in all."""
        if path is None or path == "中国":
            word = "country" if path else "none"
            return word, word
        text, name = self._text, path[-2:]
        times = self._times(name, start)
        last = text.rfind(name, max(0, start - _AROUND), start)
        if last < 0:
            return "after", times
        steps = _SINCE_HEADLINE if name in self._headline else _SINCE
        return steps[len(sentences.END.findall(text, last, start))], times

    def _times(self, words: str, at: int) -> str:
        """How often the text around an offset has the words."""
        if len(self._text) > _AROUND:
            return _TIMES[self._text.count(words, max(0, at - _AROUND), at + _AROUND)]
        known = self._known.get(words)
        if known is None:
            known = self._known[words] = _TIMES[self._text.count(words)]
        return known


def _reach(item: str | None, span: tuple[int, int] | None, quantity: Quantity) -> str:
    """How far the item stands from its quantity."""
    if item is None:
        return "none"
    if span is None:
        return "composed"
    start, end = span
    return _RIGHT[start - quantity.end] if start >= quantity.end else _LEFT[quantity.start - end]
