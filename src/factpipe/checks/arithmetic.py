"""How exactly a text tells its numbers, and whether two of them are one, one rounded, or one with a slip."""

import re
from functools import lru_cache

from factpipe.checks.told import Fact
from factpipe.model import Verdict

HOLDS, WITHIN_ROUNDING, CONTRADICTS = Verdict

#: measures of things and people that are counted to the last one
_COUNTED = frozenset({"people", "leaders", "households", "count"})
#: a fraction stands for a percentage that is told to about one in a hundred
_FRACTION = re.compile(r"[0-9０-９]/[0-9０-９]|(?<![百千万])分之")
#: a number in Arabic digits, and what stands behind its point
DIGITS = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．]([0-9０-９]+))?")
#: by what share of itself a percentage may be off for want of digits in what it is of
_ROUGH = 0.1


@lru_cache(maxsize=1 << 14)
def quantum(surface: str, value: float) -> float:
    """The place of the last digit that a surface writes, in the unit of its value: 1.86亿 → 1,000,000."""
    if _FRACTION.search(surface):
        return 1.0
    found = DIGITS.search(surface)
    if found is not None:
        number = float(found.group().replace(",", "").replace("，", "").replace("．", "."))
        if number and value:
            return abs(value) / number * 10.0 ** -len(found.group(1) or "")
    if value == 0:
        return 1.0
    if value != int(value):
        digits = f"{value:.6f}".rstrip("0").partition(".")[2]
        return 10.0 ** -len(digits)
    place = 1.0
    while value % (place * 10) == 0:
        place *= 10
    return place


def is_counted(fact: Fact) -> bool:
    """Whether things or people are told to the last one and nothing is rounded; a mean of them (168.8人) is not."""
    return fact.measure in _COUNTED and quantum(fact.surface, fact.value) == 1


def slack(fact: Fact) -> float:
    """By what share of itself an exact number may be off, since it may be rounded to the digits that are written.

    Things and people that are counted to the last one are not rounded.
    """
    if not fact.value or is_counted(fact):
        return 0.0
    return quantum(fact.surface, fact.value) / 2 / abs(fact.value)


def fits(computed: float, told: Fact, share: float, *, asserted: bool = False) -> str | None:
    """Whether a computed percentage is the one that is told; `share` is by how much of itself it may be off.

    Where the words leave no doubt that it is the one (`asserted`), all that rounding may have done is allowed for.
    """
    if same(computed, told.value, 1e-7):
        return HOLDS
    place = quantum(told.surface, told.value)
    off = (place / 2 + min(_ROUGH * told.value if asserted else place, told.value * share)) * 1.0001
    # papers cut decimals off as often as they round them
    cut = place < 1 and 0 <= computed - told.value < place
    return WITHIN_ROUNDING if cut or abs(computed - told.value) <= off else None


def is_precise(percent: Fact) -> bool:
    """Whether a percentage is told as one, not as 三成 or 四分之一, which may stand for many."""
    return any(sign in percent.surface for sign in "%％") or "百分之" in percent.surface


def percent_of(part: Fact, whole: Fact) -> float:
    """What percentage one number is of another of its kind."""
    return part.number / whole.number * 100


def significant(value: float) -> int:
    """How many digits of a number are not the zeros at its end: 1260 → 3."""
    digits = (
        f"{abs(value):.6f}".rstrip("0").replace(".", "").strip("0") if value % 1 else str(int(abs(value))).rstrip("0")
    )
    return max(1, len(digits))


def same(a: float, b: float, share: float = 1e-9) -> bool:
    """Whether two numbers are equal but for what floats cannot hold."""
    return abs(a - b) <= share * max(abs(a), abs(b))


def near_miss(told: float, computed: float, share: float) -> bool:
    """Whether two numbers differ as a slip makes them differ: by a little, or by a power of ten."""
    if not told or not computed or told * computed < 0:
        return False
    ratio = computed / told
    return abs(ratio - 1) <= share or any(
        same(ratio, power) or same(1 / ratio, power) for power in (10, 100, 1e3, 1e4, 1e8)
    )


def one_digit(difference: float) -> bool:
    """Whether a difference is that of one digit: 10, -3, 400."""
    return bool(difference) and significant(round(difference, 6)) == 1
