"""Quantities of a text: numbers with unit, value and bound, in any script."""

import sys
from functools import lru_cache
from types import ModuleType

from factpipe.model import Quantity
from factpipe.quantities.scanner import Scanner

__all__ = ["Scanner", "quantities"]


def quantities(text: str, keep_all: bool = False) -> list[Quantity]:
    """The quantities of `text` by factpipe's own rules, sorted by where they begin.

    With `keep_all` also the numbers that are no facts (dates, ordinals, an indefinite 一, bare numbers), each with
    its `reason`. Offsets are code points of `text`.
    """
    return _scanner().scan(text, keep_all)


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    from factpipe.rules import load

    return Scanner(load())


class _Callable(ModuleType):
    """`factpipe.quantities(text)` works whether the name is the function or, once imported, this package."""

    def __call__(self, text: str, keep_all: bool = False) -> list[Quantity]:
        return quantities(text, keep_all)


sys.modules[__name__].__class__ = _Callable
