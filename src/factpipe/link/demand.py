"""What a pattern over token codes asks of the tokens, so that it is tried only where it has a chance.

It reads what the phrase grammar and claim rules are written with: classes, `.`, groups, alternatives, counts, looks
ahead. Where it cannot tell it asks too little, never too much.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_Codes = frozenset[str]

_PIECE = re.compile(
    r"\[(?P<barred>\^?)(?P<codes>[^\]]*)\]|(?P<any>\.)|(?P<end>\\Z)|(?P<look>\(\?<?[=!])|\((?:\?:|\?P<\w+>)?"
)
_COUNT = re.compile(r"(?P<sign>[?*+]|\{(?P<least>\d*)(?:,\d*)?\})\??")


class Demand(NamedTuple):
    """The codes that what a pattern matches may begin with, whether that may be nothing, and sets of codes of each of
    which it holds one.
    """

    begins: _Codes
    empty: bool
    holds: frozenset[_Codes]


NOTHING = Demand(frozenset(), True, frozenset())


def demand(pattern: str, codes: _Codes) -> Demand:
    """What a pattern over these codes asks for."""
    found, end = _alternatives(pattern, 0, codes)
    if end != len(pattern):
        raise _unknown(pattern, end)
    return found


def _alternatives(pattern: str, at: int, every: _Codes) -> tuple[Demand, int]:
    found, at = _sequence(pattern, at, every)
    while pattern[at : at + 1] == "|":
        other, at = _sequence(pattern, at + 1, every)
        both = found.holds and other.holds
        holds = frozenset((_rarest(found.holds) | _rarest(other.holds),)) if both else frozenset[_Codes]()
        found = Demand(found.begins | other.begins, found.empty or other.empty, holds)
    return found, at


def _sequence(pattern: str, at: int, every: _Codes) -> tuple[Demand, int]:
    found = NOTHING
    while at < len(pattern) and pattern[at] not in "|)":
        piece, at = _piece(pattern, at, every)
        begins = found.begins | piece.begins if found.empty else found.begins
        found = Demand(begins, found.empty and piece.empty, found.holds | piece.holds)
    return found, at


def _piece(pattern: str, at: int, every: _Codes) -> tuple[Demand, int]:
    """A class or a group, with the count after it."""
    piece = _PIECE.match(pattern, at)
    if piece is None:
        raise _unknown(pattern, at)
    at = piece.end()
    if piece["any"] or piece["codes"]:
        found = _one_of(piece["codes"] or "", bool(piece["barred"] or piece["any"]), every)
    elif piece["end"]:
        found = NOTHING
    else:
        found, at = _alternatives(pattern, at, every)
        at += 1  # the bracket that closes it
        if piece["look"]:
            found = NOTHING
    count = _COUNT.match(pattern, at)
    if count is None:
        return found, at
    if count["sign"] in ("?", "*") or count["least"] in ("", "0"):
        found = Demand(found.begins, True, frozenset())
    return found, count.end()


@lru_cache(maxsize=4096)
def _one_of(told: str, barred: bool, every: _Codes) -> Demand:
    """What a class asks for; few of them stand in thousands of places."""
    codes = every.difference(told) if barred else frozenset(told)
    return Demand(codes, False, frozenset((codes,)))


def _rarest(sets: frozenset[_Codes]) -> _Codes:
    """The set of the fewest codes, the same in every run."""
    return min(sets, key=lambda codes: (len(codes), sorted(codes)))


def _unknown(pattern: str, at: int) -> ValueError:
    return ValueError(f"not a pattern over token codes from its character {at} on: {pattern[at : at + 20]!r}")
