"""Names of places that are other words as well: which of them a text means."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from factpipe import tokens
from factpipe.resolve.gazetteer import Gazetteer
from factpipe.resolve.places.names import BOUNDARY, Hit, Kind, Level, Node, short
from factpipe.resolve.places.nesting import Nesting
from factpipe.resolve.places.stems import LEVEL_CHARACTERS
from factpipe.rules.entries.places import File
from factpipe.sentences import CLAUSE_ENDS, JOINTS

#: what makes a street of a name; not 路段, 街道, 街头
_STREET = re.compile(r"路(?![段线网])|街(?![道头区])|大道|大街")
_STREETS = frozenset("路街大")
#: may follow the name of a foreign city in one word with it: 大阪府
_GOVERNED = LEVEL_CHARACTERS | {"府"}
#: after the first names of a list that ends in what they are: 江岸、朝阳|和河口三县
_LISTED = re.compile(
    f"((?:[{JOINTS}][\u4e00-\u9fff]{{2,4}}?){{0,9}}?)"
    "(?:等[\u4e00-\u9fff]{0,3}?|[两二三四五六七八九十]个?|[0-9０-９]{1,2}个?)"
    "(?:[县市旗]|(?<!地)区)(?![级委长场民域])"
)
#: words in which a name's last characters may be one: 供应|城市
_TOWNS = frozenset({"城市", "城区", "山区", "城县"})
#: with the name of a division or a country before them they may be waters elsewhere: 苏州河, 墨西哥湾
_WATERS = {Kind.DIVISION: frozenset("河湖江"), Kind.FOREIGN: frozenset("湾海")}
#: after a name they may make that of a street or of water with it
_MAKING = _STREETS.union(*_WATERS.values())
#: 河 and these are places: 越南|河内
_BEYOND_RIVERS = frozenset("内南北西东")
#: a county stands so near after the province that tells what it is
_NEAR = 200
#: clauses begin after these
_STOPS = frozenset(f"{CLAUSE_ENDS} 　")
#: after 在 and a name that is another word as well
_PAUSES = frozenset("，,的")
#: what words are that have a place's name in them and are none
_OTHER = frozenset({"nr", "nrt", "nrfg", "n", "v", "i"})
_OTHER_PLACES = _OTHER | {"ns"}


class _Backing(NamedTuple):
    """The doubtful names that the text backs, those of them that stand in lists, the cities that it comes back to."""

    backed: set[str]
    listed: set[str]
    cities: set[str]


class Doubtful:
    """Settles names that may be none. Built once; has no state between texts."""

    def __init__(self, lexicon: File, gazetteer: Gazetteer, nesting: Nesting) -> None:
        self._gazetteer = gazetteer
        self._nesting = nesting
        #: bare names that are other words as well, or those of people
        self._doubtful = frozenset(lexicon.doubtful) | frozenset(lexicon.given_names.first)
        self._families = frozenset(lexicon.given_names.family)
        #: with a name before them they make that of a mountain, an island; those and what makes that of a township
        self._landforms = frozenset(word for word in lexicon.landforms if len(word) == 1)
        self._landed = LEVEL_CHARACTERS | self._landforms

    def settled(self, text: str, hits: Sequence[Hit]) -> list[Hit]:
        """Without the doubtful ones that neither a wider place beside them nor the rest of the article backs."""
        backed, listed, cities = self._backing(text, hits)
        kept: list[Hit] = []
        last = 0
        wide: Hit | None = None  # the last province or city
        for hit in hits:
            start, end, node, sure = hit
            if start < last:
                continue
            surface = node.surface
            if not sure and surface not in backed and not self._follows(text, hit, wide):
                # a clause may begin with a district of a city that the article is about: 江北 under 宁波
                if start and text[start - 1] not in BOUNDARY:
                    continue
                if not any(self._nesting.inside(city, surface) for city in cities):
                    continue
            long = end - start > 2 and node.kind is not Kind.FOREIGN and text[start + 1 : end] not in _TOWNS
            beside = bool(kept) and start == last and self._nesting.inside(kept[-1].node.surface, surface)
            if kept and start == last and not beside and self._is_of_another(text, kept[-1].node, node, end):
                continue
            person = not long and not beside and self._is_person(text, start, node)
            if long or surface in listed or (not person and _is_word(text, start, end, node, beside=beside)):
                kept.append(hit)
                last = end
                if node.level < Level.COUNTY and node.kind is Kind.DIVISION:
                    wide = hit
        return kept

    def _backing(self, text: str, hits: Sequence[Hit]) -> _Backing:
        """What of the article says that a doubtful name is meant."""
        doubtful = [(index, hit) for index, hit in enumerate(hits) if not hit.sure]
        if not doubtful:
            return _Backing(set(), set(), set())
        backed: set[str] = set()
        listed: set[str] = set()
        surfaces = {hit.node.surface for hit in hits}
        named = Counter(hit.node.surface for hit in hits if hit.sure and hit.node.level is Level.CITY)
        cities = {city for city, times in named.items() if times > 1}
        for index, hit in doubtful:
            surface = hit.node.surface
            if surface in backed:
                continue
            known = self._supported(hit, surfaces) or self._recurs(hit, doubtful, surfaces)
            if known or self._beside(text, hits, index, backed):
                backed.add(surface)
            elif _is_listed(text, hits, index):
                backed.add(surface)
                listed.add(surface)
            elif _among(text, hits, index, backed):
                backed.add(surface)
        return _Backing(backed, listed, cities)

    def _is_of_another(self, text: str, wide: Node, node: Node, end: int) -> bool:
        """Whether a town's bare name right after a place that does not hold it is part of what is called so there:
        西安|东城|商贸中心, 常熟|铜官|山.
        """
        if node.kind is not Kind.DIVISION or wide.kind is not Kind.DIVISION or node.level <= Level.PROVINCE:
            return False
        if node.surface != short(node.surface):
            return False
        named = node.surface[-1] in self._landforms or text[end : end + 1] in self._landed
        return wide.level < node.level or named

    def _is_person(self, text: str, start: int, node: Node) -> bool:
        """Whether a family name stands before the name of a town, which is a given name then: 孙|淮滨说."""
        if text[start - 1 : start] not in self._families or node.kind is not Kind.DIVISION:
            return False
        return tokens.segmenter().cut(text[max(0, start - 4) : start])[-1] == text[start - 1]

    def _follows(self, text: str, hit: Hit, wide: Hit | None) -> bool:
        """Whether a doubtful name begins what is told of a county in the province named last: 江西…。在|宁都，."""
        start, end, node, _ = hit
        if wide is None or start - wide.end > _NEAR or node.kind is not Kind.DIVISION:
            return False
        before, after, surface = text[start - 1 : start], text[end : end + 1], node.surface
        located = before == "在"
        if not located and (before not in _STOPS or surface in self._doubtful):
            return False
        if after == "、" or (located and surface in self._doubtful and after not in _PAUSES):
            return False  # in a list; 在平原上, 在建设中
        return surface[-1] not in "区市" and self._nesting.inside(wide.node.surface, surface)

    def _supported(self, hit: Hit, surfaces: set[str]) -> bool:
        """Whether the article has the whole name of a doubtful one."""
        return any(division.name in surfaces for division in self._gazetteer.bare.get(hit.node.surface, ()))

    def _recurs(self, hit: Hit, doubtful: list[tuple[int, Hit]], surfaces: set[str]) -> bool:
        """Whether a doubtful name is a county's whole one (新县), to which an article on its province comes back."""
        surface = hit.node.surface
        if surface[-1] not in "县市" or sum(other.node.surface == surface for _, other in doubtful) < 2:
            return False
        return any(wide != surface and self._nesting.inside(wide, surface) for wide in surfaces)

    def _beside(self, text: str, hits: Sequence[Hit], index: int, backed: set[str]) -> bool:
        """Whether a doubtful name stands right after a wider place that is sure."""
        if not index:
            return False
        wide, hit = hits[index - 1], hits[index]
        of, told = f"{wide.node.surface}的{hit.node.surface}", wide.node.surface + hit.node.surface
        if of in text and told in text:
            return False  # 菏泽牡丹, 菏泽的牡丹: a thing of the place
        if text[wide.end : hit.start] not in ("", "的") or not (wide.sure or wide.node.surface in backed):
            return False
        if wide.node.kind is not Kind.DIVISION:
            return False  # 中国|港口
        return self._nesting.joined(text, wide, hit)


def _among(text: str, hits: Sequence[Hit], index: int, backed: set[str]) -> bool:
    """Whether a name stands in a list right beside one that is sure, of a division of its level: 烟台、|日照."""
    start, end, node, _ = hits[index]
    for other in hits[max(0, index - 1) : index + 2]:
        between = text[other.end : start] if other.end < start else text[end : other.start]
        known = other.sure or other.node.surface in backed
        alike = other.node.kind is node.kind is Kind.DIVISION and other.node.level == node.level
        if known and alike and len(between) == 1 and between in JOINTS:
            return True
    return False


def _is_listed(text: str, hits: Sequence[Hit], index: int) -> bool:
    """Whether a name is one of a list whose end tells that they are counties, cities or districts."""
    start, end = hits[index][:2]
    before = text[start - 1 : start]
    joined = bool(before) and before in JOINTS
    if not (joined or before in BOUNDARY or before == "在" or (index and hits[index - 1].end == start)):
        return False
    listed = _LISTED.match(text, end)
    return listed is not None and (joined or bool(listed[1]))


def _is_word(text: str, start: int, end: int, node: Node, *, beside: bool) -> bool:
    """Whether a name is no accident of two words (迁安 in 搬迁安置, 应城市 in 供应城市), no street, no river.

    It is none right after a place in which it lies (`beside`): 湖南|岳阳城区, where 阳城 is a word as well.
    """
    _surface, level, kind, _head = node
    if text[end : end + 1] in _MAKING and _is_way_or_water(text, start, end, kind):
        return False
    if beside:
        return True
    if kind is Kind.FOREIGN and level is Level.CITY and end - start == 2:
        word = tokens.segmenter().cut(text[start : end + 2])[0]
        return len(word) <= 2 or not tokens.segmenter().knows(word) or word[2] in _GOVERNED  # 奥兰|多
    if level is Level.PROVINCE or level is Level.CITY:
        if kind is not Kind.DIVISION or text[start - 1 : start] in BOUNDARY:
            return True
    elif level is not Level.COUNTY and level is not Level.REGION:
        return True
    # a town's is none within the name of another place: 天|台山, 大|同江; 首都|北京 is
    town = kind is Kind.DIVISION and level is not Level.PROVINCE
    return not _in_words(text, start, end, _OTHER_PLACES if town else _OTHER)


def _is_way_or_water(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a street, a river or a gulf is called by the name text[start:end]."""
    after = text[end]
    if after in _STREETS and kind is Kind.DIVISION and _STREET.match(text, end):
        return True
    if after in _WATERS.get(kind, ()) and tokens.segmenter().knows(text[start : end + 1]):
        return True
    return after == "河" and kind is Kind.FOREIGN and text[end + 1 : end + 2] not in _BEYOND_RIVERS


def _in_words(text: str, start: int, end: int, other: frozenset[str]) -> bool:
    """Whether text[start:end] is part of another word (of the parts of speech `other`), or of two."""
    segmenter = tokens.segmenter()
    at = max(0, start - 2)
    for word in segmenter.cut(text[at : end + 2]):
        after = at + len(word)
        # a word that begins before the name and ends in it, or the other way round
        if at < start < after < end or start < at < end < after:
            return True
        # one that has the name within it: 王|岐山, 出|海口
        if at < start and end <= after and segmenter.knows(word) and segmenter.tag_of(word) in other:
            return True
        at = after
    return False
