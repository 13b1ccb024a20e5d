"""Railways, roads, bridges and canals with which a clause begins: 江东铁路全长三百公里.

They are called by the ends of what they join, each by one character as a rule, so that no gazetteer has their names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from factpipe import tokens, trie
from factpipe.resolve.places.names import Hit, Kind, Level, Node, short
from factpipe.resolve.places.stems import LEVEL_CHARACTERS, NAMES, NUMERALS, PARTICLES
from factpipe.sentences import JOINTS

#: so long are the names before what they are of
_SHORTEST, _LONGEST = 2, 4
_RUN = re.compile(r"[\u4e00-\u9fff]*\Z")
#: how words of names are tagged; 京沪 is one that is written short
_NAMES = NAMES | {"j"}
#: hardly ever in a name (北起江东铁路, 抢通江东公路); 九 and 万 are what cities are called by: 昌九高铁
_NO_NAME = (PARTICLES | NUMERALS | LEVEL_CHARACTERS | {"起", "抢"}) - {"九", "万"}
#: before a name they go on a list, or a stretch
_GOES_ON = frozenset(JOINTS + "—－-～~")
#: 一条|铁路
_COUNTING = frozenset("条座段个")


class Ways:
    """Finds them, given the names that are known.

    `ways` are what they are (铁路, 大桥); `others` are words that make no name with it (新建).
    """

    def __init__(self, ways: Sequence[str], others: Iterable[str]) -> None:
        self._sort = re.compile(trie.pattern(ways) if ways else "(?!)")
        self._others = frozenset(others)

    def find(self, text: str, hits: list[Hit]) -> list[Hit]:
        """`hits` and the ways with which a clause begins; a county's bare name is none of a place there."""
        found = list(self._all(text))
        if not found:
            return hits
        kept: list[Hit] = []
        index = 0
        for way in found:
            while index < len(hits) and hits[index].end <= way.start:
                kept.append(hits[index])
                index += 1
            within = index
            while within < len(hits) and hits[within].start < way.end:
                within += 1
            goes_on = within < len(hits) and hits[within].start == way.end  # 江东大桥|河口村
            if not goes_on and all(_is_part(hit, way) for hit in hits[index:within]):
                kept.append(way)
                index = within
        return [*kept, *hits[index:]]

    def _all(self, text: str) -> Iterator[Hit]:
        for match in self._sort.finditer(text):
            at, end = match.span()
            start = _RUN.search(text, max(0, at - _LONGEST - 1), at).start()
            begins = text[start - 1 : start] not in _GOES_ON
            if begins and _SHORTEST <= at - start <= _LONGEST and self._is_name(text[start:at]):
                yield Hit(start, end, Node(text[start:end], Level.SITE, Kind.WAY))

    def _is_name(self, stem: str) -> bool:
        if stem[-1] in _COUNTING or stem in self._others or not _NO_NAME.isdisjoint(stem):
            return False
        segmenter = tokens.segmenter()
        words = segmenter.cut(stem)
        return all(len(word) == 1 or not segmenter.knows(word) or segmenter.tag_of(word) in _NAMES for word in words)


def _is_part(hit: Hit, way: Hit) -> bool:
    """Whether a known name may be part of that of a way: 贵南|高铁 does not run to 贵南县."""
    node = hit.node
    if hit.start < way.start or hit.end >= way.end:
        return False
    county = node.kind is Kind.DIVISION and node.level is Level.COUNTY
    return node.kind is Kind.FEATURE or (county and node.surface == short(node.surface))
