"""Patterns over token codes, compiled with their classes written as ranges.

The phrase grammar writes a class as all its codes, hundreds of them, and a claim rule holds the grammar of a phrase or
two: read code by code, its pattern takes twice as long to compile. The codes themselves are numbered so that the ranges
are few, which halves that again: `re` maps the whole of Unicode for each class of more than two.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

_CLASS = re.compile(r"\[(\^?)([^\]]+)\]")


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, which matches what it says."""
    return re.compile(_CLASS.sub(_in_ranges, pattern))


def together(codes: Iterable[str], patterns: Iterable[str]) -> list[str]:
    """The codes in an order in which the classes of the patterns, the most frequent ones first, are few ranges."""
    times = Counter(frozenset(codes) for pattern in patterns for _, codes in _CLASS.findall(pattern))
    classes = [members for members, _ in times.most_common()]
    return sorted(codes, key=lambda code: [code not in members for members in classes])


def _in_ranges(told: re.Match[str]) -> str:
    barred, codes = told.groups()
    return f"[{barred}{ranges(codes)}]"


@lru_cache(maxsize=1024)
def ranges(codes: str) -> str:
    """The same codes, those that follow one another as ranges; few classes stand in thousands of places."""
    points = sorted(set(map(ord, codes)))
    runs = (list(run) for _, run in groupby(enumerate(points), lambda place: place[1] - place[0]))
    return "".join(_range(run[0][1], run[-1][1]) for run in runs)


def _range(first: int, last: int) -> str:
    if last - first < 2:
        return chr(first) if first == last else chr(first) + chr(last)
    return f"{chr(first)}-{chr(last)}"
