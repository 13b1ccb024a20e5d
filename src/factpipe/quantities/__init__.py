"""Quantities of a text: numbers with unit, value and bound, in any script."""

import sys
from collections.abc import Iterable
from functools import lru_cache
from types import ModuleType

from factpipe.model import Quantity
from factpipe.quantities.scanner import Scanner
from factpipe.script import in_simplified, simplified

__all__ = ["Scanner", "longest", "quantities"]


def quantities(text: str, keep_all: bool = False) -> list[Quantity]:
    """The quantities of `text` by factpipe's own rules, sorted by where they begin.

    With `keep_all` also the numbers that are no facts (dates, ordinals, an indefinite 一, bare numbers), each with
    its `reason`. Offsets are code points of `text`. A unit is as the text writes it, but for one that only the
    simplified characters of a traditional text tell: that is told in these (公里 for 公裏).
    """
    scanner = _scanner()
    simple = simplified(text)
    if simple is text:
        return scanner.scan(text, keep_all)
    printed = scanner.scan(text, keep_all=True)
    units = {(q.start, q.end, in_simplified(q.unit)): q.unit for q in printed}
    found = [q._replace(unit=units.get((q.start, q.end, q.unit), q.unit)) for q in scanner.scan(simple, keep_all=True)]
    return [q for q in longest([*found, *printed]) if keep_all or q.reason is None]


def longest(found: Iterable[Quantity]) -> list[Quantity]:
    """Of quantities that overlap the longest, of two as long the first, in the order of the text.

    A numeral may be one in traditional characters only (參萬), a unit in simplified ones only (千瓦時).
    """
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda each: (each.start, each.start - each.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
        elif quantity.end - quantity.start > kept[-1].end - kept[-1].start:
            kept[-1] = quantity
    return kept


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    from factpipe.rules import load

    return Scanner(load())


class _Callable(ModuleType):
    """`factpipe.quantities(text)` works whether the name is the function or, once imported, this package."""

    def __call__(self, text: str, keep_all: bool = False) -> list[Quantity]:
        return quantities(text, keep_all)


sys.modules[__name__].__class__ = _Callable
