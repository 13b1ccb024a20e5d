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

from factpipe.model import Claim, Place, Time
from factpipe.rules.entries.confidence import File


class _Steps:
    """Tells numbers apart by the least step that each does not exceed."""

    def __init__(self, *steps: int, side: str = "") -> None:
        names = (*(f"{side}≤{step}" for step in steps), f"{side}>{steps[-1]}")
        self._last = steps[-1] + 1
        #: by number: the names are made once, so that each has its hash already when it is looked up
        self._names = tuple(names[bisect_left(steps, number)] for number in range(self._last + 1))

    def __call__(self, number: int) -> str:
        return self._names[number if 0 <= number < self._last else 0 if number < 0 else self._last]


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


def signs_of(claim: Claim, place: Place, time: Time, text: str, *, numbers: int, places: int) -> Signs:
    """The signs of a claim in an article's text.

    `numbers` is how many claims its sentence makes, `places` how many places the article names.
    """
    start = claim.quantity.start
    since, named = _named(place.path, text, start)
    return Signs(
        claim.rule_id,
        claim.measure,
        claim.quantity.modifier,
        claim.status,
        claim.scope or "none",
        _reach(claim),
        _LENGTHS(len(claim.item or "")),
        _TIMES(_times(text, claim.item, start)) if claim.item else "none",
        since,
        named,
        "told" if place.code else "none",
        _PLACES(places),
        "told" if time.text else "none",
        _NUMBERS(numbers),
        _OPENING(start - claim.sentence[0]),
    )


def _named(path: str | None, text: str, start: int) -> tuple[str, str]:
    """How many sentences before an offset the narrowest place of a path is named, and how often in all."""
    if path is None or path == "中国":
        word = "country" if path else "none"
        return word, word
    name = path[-2:]
    times = _TIMES(_times(text, name, start))
    last = text.rfind(name, max(0, start - _AROUND), start)
    if last < 0:
        return "after", times
    steps = _SINCE_HEADLINE if text.find(name, 0, max(0, text.find("\n", 0, _AROUND))) >= 0 else _SINCE
    return steps(sum(text.count(stop, last, start) for stop in "。！？\n")), times


def _times(text: str, words: str, at: int) -> int:
    return text.count(words, max(0, at - _AROUND), at + _AROUND)


def _reach(claim: Claim) -> str:
    """How far the item stands from its quantity."""
    if claim.item is None:
        return "none"
    if claim.item_span is None:
        return "composed"
    start, end = claim.item_span
    quantity = claim.quantity
    return _RIGHT(start - quantity.end) if start >= quantity.end else _LEFT(quantity.start - end)
