"""How much a few characters look like the name of a place.

The gazetteer has tens of thousands of townships. Which characters begin their names, follow each other in them and
end them tells names that it lacks (小岗, 陈家店) from what else stands before 村 or 镇 (干部进, 但小岗, 依托).
"""

import re
from collections import Counter
from functools import lru_cache
from importlib import resources
from math import log
from typing import NamedTuple

from factpipe.resolve.gazetteer import Gazetteer

_EDGE = "|"
#: what goes on the name of a township
_SORT = re.compile("(?:街道(?:办事处)?|办事处|苏木|[农林牧]场|管理区|开发区)\\Z")
#: what follows a character in this many names tells as much as what names hold anywhere
_PRIOR = 25
#: how often a character is taken to have been seen that was not
_UNSEEN = 0.3
#: the least that a character may add: rare names have rare ones
_LEAST = -5.0
#: characters that there may be
_CHARACTERS = 6000


class _Counts(NamedTuple):
    names: frozenset[str]
    pairs: Counter[str]  # in names, their edges included
    single: Counter[str]
    total: int  # of those
    newspaper: dict[str, int]
    length: int  # of the newspaper


class Characters:
    """The characters of names, counted when first asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._counts: _Counts | None = None
        self._weight = lru_cache(maxsize=1 << 15)(self._weight_uncached)

    def likeness(self, text: str) -> float:
        """The logarithm of how much likelier the text is as a name than as any words of a newspaper."""
        return sum(map(self._weight, _EDGE + text, text + _EDGE))

    def opening(self, character: str) -> float:
        """The same of how likely a name begins with a character."""
        return self._weight(_EDGE, character)

    def closing(self, before: str, character: str) -> float:
        """The same of how likely a name ends with a character after another one."""
        return self._weight(before, character) + self._weight(character, _EDGE)

    def is_name(self, text: str) -> bool:
        """Whether a township is called so."""
        return text in self._read().names

    def _read(self) -> _Counts:
        if self._counts is None:
            self._counts = _count(self._gazetteer)
        return self._counts

    def _weight_uncached(self, before: str, character: str) -> float:
        _, pairs, single, total, newspaper, length = self._read()
        anywhere = (single[character] + _UNSEEN) / (total + _UNSEEN * _CHARACTERS)
        share = (pairs[before + character] + _PRIOR * anywhere) / (single[before] + _PRIOR)
        usual = 1.0 if character == _EDGE else (newspaper.get(character, 0) + 1) / (length + _CHARACTERS)
        return max(_LEAST, log(share / usual))


def _count(gazetteer: Gazetteer) -> _Counts:
    names = frozenset(name for name in map(_stem, gazetteer.townships) if 1 < len(name) < 6)
    chain = _EDGE + _EDGE.join(names) + _EDGE
    lines = resources.files("factpipe").joinpath("data", "characters.tsv").read_text(encoding="utf-8").splitlines()
    newspaper = {line[0]: int(line[2:]) for line in lines}
    pairs = Counter(map(str.__add__, chain, chain[1:]))
    return _Counts(names, pairs, Counter(chain), len(chain), newspaper, sum(newspaper.values()))


def _stem(township: str) -> str:
    """The name of a township without what it is and the peoples who live in it."""
    if township[-1] in "镇乡":  # most are
        name = township[:-1].removesuffix("民族")
    else:
        sort = _SORT.search(township, max(0, len(township) - 5))
        name = township[: sort.start()] if sort else township
    return name[: name.index("族", 2) - 2] if "族" in name[2:] else name
