"""A whole and its parts in a sentence, by arithmetic: a part is not more than its whole, and what adds up to a number
told before are the parts of that.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import accumulate

from factpipe.link.position import COUNTED, RATES, RELATIVE
from factpipe.model import Claim, Quantity, Scope, Status

#: below this a sum tells nothing: two things, one here and one there
_SMALL = 5
#: so many characters at the end of an item say of which sort it is: 肉类|产量
_SORT = 2


def open_part(claims: Sequence[Claim]) -> Claim | None:
    """The part (其中男12名) of which only rates were told since: what follows may be another."""
    for claim in reversed(claims):
        if claim.scope is Scope.PART and claim.measure not in RATES:
            return claim
        if not (claim.measure in RELATIVE or claim.status is Status.CHANGE):
            return None
    return None


def opens(item: str | None, measure: str, claims: Sequence[Claim]) -> bool:
    """Whether an item is of the sort of the whole whose parts were told last, not of theirs: 肉类产量9吨，其中猪肉8吨；
    禽蛋产量3吨.
    """
    part = next((n for n in reversed(range(1, len(claims))) if claims[n].scope is Scope.PART), 0)
    while part and claims[part - 1].scope is Scope.PART:
        part -= 1
    if not part or not item or not claims[part].item or measure in COUNTED:
        return False
    sort = item[-_SORT:]
    whole = next((c.item for c in reversed(claims[:part]) if c.status is not Status.CHANGE), None)
    return whole is not None and whole.endswith(sort) and len(item) > _SORT and not claims[part].item.endswith(sort)


def alike(quantity: Quantity, measure: str, claim: Claim) -> bool:
    """Whether a quantity may be a part beside a claim, or of it: what they measure, and in which unit, is the same."""
    return _kind(quantity, measure) == _kind(claim.quantity, claim.measure)


class Amounts:
    """The claims of a sentence that may be a whole or its parts."""

    def __init__(self, balances: Iterable[str]) -> None:
        """`balances` end items of what is left of two sums: it adds up with one of them to the other, but is no part
        (收入9亿元，支出6亿元，顺差3亿元).
        """
        self._balances = tuple(balances)

    def fits(self, claims: Sequence[Claim], quantity: Quantity, measure: str) -> bool:
        """Whether a quantity is not more than the whole that the claims before it tell the parts of."""
        for claim in reversed(claims):
            if claim.scope is not Scope.PART and self._is_amount(claim) and alike(quantity, measure, claim):
                return quantity.value <= claim.quantity.value
        return True

    def added_up(self, claims: list[Claim], listed: Callable[[Claim, Claim], bool]) -> list[Claim]:
        """The claims of a sentence; those that add up to one before them are its parts (牛羊90头，牛30头，羊60头).

        What is `listed` with its parts is no whole of them: 辖11个镇、6个乡、5个街道.
        """
        if len(claims) < 3:
            return claims
        by_kind: dict[tuple, list[int]] = {}
        for n, claim in enumerate(claims):
            if self._is_amount(claim):
                by_kind.setdefault(_kind(claim.quantity, claim.measure), []).append(n)
        for places in by_kind.values():
            values = [claims[n].quantity.value for n in places]
            for first, whole in enumerate(values[:-2], 1):
                count = _adding_up(values[first:], whole)
                if count and listed(claims[places[first - 1]], claims[places[first]]):
                    continue
                for n in places[first : first + count]:
                    claims[n] = claims[n]._replace(scope=Scope.PART)
        return claims

    def _is_amount(self, claim: Claim) -> bool:
        if claim.item is not None and claim.item.endswith(self._balances):
            return False
        return claim.measure not in RATES and claim.per is None and claim.status is not Status.CHANGE


def _adding_up(values: Sequence[Decimal], whole: Decimal) -> int:
    """How many of the values, two or more, add up to the whole; 0 if none do."""
    if whole < _SMALL:
        return 0
    for count, total in enumerate(accumulate(values), 1):
        if count > 1 and total == whole:
            return count
        if total > whole:
            return 0
    return 0


def _kind(quantity: Quantity, measure: str) -> tuple[str, str | None]:
    """What makes amounts alike: people count as 名 and as 人."""
    return measure, None if measure == "people" else quantity.unit
