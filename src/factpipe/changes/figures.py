"""Numbers with the bounds that the text gives them, compared as a reader would.

`62名` against `60余名` is no change: the second says no more than that there are sixty-odd. Where two figures are
bounded in the same way they are held against each other as they stand; where not, what they leave open has to overlap.
"""

import math
from decimal import Decimal
from typing import NamedTuple

#: how far a figure with 约, 左右 or 近 may be from what it rounds
ROUNDING = 0.1
_REMAINDER = ("余", "多", "几", "来")


class Figure(NamedTuple):
    """A value as told; `surface` tells 余 (a remainder below the next unit) from 超过 (anything above)."""

    value: float
    low: float | None
    high: float | None
    modifier: str
    surface: str = ""


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures can be the same number, told with other bounds."""
    if a.modifier == b.modifier:
        return all(_equal(x, y) for x, y in ((a.value, b.value), (a.low, b.low), (a.high, b.high)))
    (a_low, a_high), (b_low, b_high) = _interval(a), _interval(b)
    slack = 1e-9 * max(abs(a.value), abs(b.value))
    return a_low <= b_high + slack and b_low <= a_high + slack


def times(a: Figure, b: Figure) -> float:
    """How many times the smaller of two numbers the larger is; near enough 1 where one of them is 0 or below."""
    small, large = sorted((a.value, b.value))
    return large / small if small > 0 else 1.0


def _equal(x: float | None, y: float | None) -> bool:
    if x is None or y is None:
        return x is y
    return math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12)


def _interval(figure: Figure) -> tuple[float, float]:
    """What a figure leaves open, as (from, to)."""
    value = figure.value
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    margin = ROUNDING * abs(value)
    if figure.modifier == "about":
        low, high = value - margin, value + margin
    elif figure.modifier == "nearly":
        low = value - margin
    elif figure.modifier == "over" and any(word in figure.surface for word in _REMAINDER):
        high = (value + _last_unit(value)) * (1 - 1e-6)  # 60余 ends before 70
    return low, high


def _last_unit(value: float) -> float:
    """The place value of the last digit that is not 0: 60 → 10, 24000 → 1000, 1.5 → 0.1."""
    if not value or not math.isfinite(value):
        return 1.0
    return float(10 ** Decimal(repr(value)).normalize().as_tuple().exponent)
