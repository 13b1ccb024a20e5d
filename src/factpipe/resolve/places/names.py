"""What the text of an article may call a place, as one index: names of divisions, foreign places, regions, words that
point back, and the words that only look like places.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from factpipe.model import maker
from factpipe.resolve.gazetteer import Gazetteer, bare_name
from factpipe.rules.entries.places import File

#: where a name may begin
BOUNDARY = frozenset('，。；！？：、（）“”‘’《》【】—－- 　\n,;!?:()"') | {""}
#: no name holds a character beyond
_LAST_CODE = 0xFFFF


class Level:
    """From wide to narrow. DISTRICT is a 区 or 新区 that is no division, below the county that it names before it. SPOT
    is a site that only its paragraph is about, and is told rather than named: 在江城县|高标准农田建设现场，.

    Plain numbers, as kinds and roles are plain constants: to ask an enumeration for a member takes five times as long
    (CPython 3.11), and dozens are asked for at every mention.
    """

    COUNTRY = 0
    REGION = 5
    PROVINCE = 10
    CITY = 20
    COUNTY = 30
    DISTRICT = 35
    TOWNSHIP = 40
    VILLAGE = 50
    SITE = 60
    SPOT = 70


#: names of levels in the lexicon
LEVELS = {
    "country": Level.COUNTRY,
    "province": Level.PROVINCE,
    "city": Level.CITY,
    "county": Level.COUNTY,
    "township": Level.TOWNSHIP,
    "village": Level.VILLAGE,
    "site": Level.SITE,
}
_DIVISION_LEVELS = {1: Level.PROVINCE, 2: Level.CITY, 3: Level.COUNTY}


class Kind:
    """What sort of name a text has in one place; each is one object, told by `is`."""

    DIVISION = "division"
    FOREIGN = "foreign"
    REGION = "region"
    FEATURE = "feature"
    WAY = "way"  # a railway, a road, a bridge
    LOCAL = "local"  # a township, village, site that is found by its suffix or by the lexicon
    ANAPHOR = "anaphor"
    HERE = "here"
    STOP = "stop"


class Node(NamedTuple):
    """One step of a path. `head` is the division's name with which a site's name begins (长沙经济开发区)."""

    surface: str
    level: int
    kind: str
    head: str | None = None

    @property
    def is_abroad(self) -> bool:
        """Whether it is another country, or in one."""
        return self.kind is Kind.FOREIGN and self.surface != CHINA.surface


CHINA = Node("中国", Level.COUNTRY, Kind.FOREIGN)


class Name(NamedTuple):
    """What a surface may be. `sure` is False for one that is another word as well (`朝阳`); one is `plain` where no
    character beside it, or in it, makes anything else of it, or more (莫斯科|市).
    """

    kind: str
    level: int
    sure: bool = True
    node: Node | None = None
    plain: bool = True


class Hit(NamedTuple):
    """A name as it stands in a text. A doubtful one counts only where something backs it."""

    start: int
    end: int
    node: Node
    sure: bool = True


class PlaceMention(NamedTuple):
    """A place as one stretch of text tells it: `text[start:end]`, its path widest first, and what the last of it is."""

    start: int
    end: int
    nodes: tuple[Node, ...]
    surface: str  # of all nodes
    level: int
    kind: str


#: after 市 they make another word of it; not 市民政局
_PEOPLE = re.compile(r"场|民(?![政族航营生建])")
#: regions that only tell a side, by what follows: 西南|距江城, 东北|角, 东北|约180公里
_QUARTERS = frozenset({"东北", "西北", "东南", "西南"})
_SIDE = re.compile(
    "[部边侧面角隅缘郊端距与临邻接连靠依方](?![地方法分])|方向|边缘|约?[0-9０-９一二三四五六七八九十百几数]{1,4}多?余?(?:公里|英里|海里|里|米)"
)
hit_of = maker(Hit)
_mention = maker(PlaceMention)


def mention_of(start: int, end: int, nodes: tuple[Node, ...]) -> PlaceMention:
    """The mention text[start:end] with these nodes."""
    surface, level, kind, _head = nodes[-1]
    if len(nodes) > 1:
        surface = "".join([node.surface for node in nodes])
    return _mention((start, end, nodes, surface, level, kind))


class Names:
    """Surface → Name, and a pattern that finds where one may begin."""

    def __init__(self, lexicon: File, gazetteer: Gazetteer) -> None:  # noqa: PLR0912  one loop a kind of name
        names: dict[str, Name] = {}
        doubtful, towns = frozenset(lexicon.doubtful), frozenset(lexicon.towns)
        for surface, divisions in gazetteer.bare.items():
            widest = min(divisions, key=lambda one: one.level)
            distinct = len(surface) > 2 or surface in towns or any(one.distinct for one in divisions)
            sure = surface not in doubtful and distinct
            names[surface] = Name(Kind.DIVISION, _DIVISION_LEVELS[widest.level], sure)
        for surface, divisions in gazetteer.full.items():
            widest = min(divisions, key=lambda one: one.level)
            sure = surface not in doubtful and len(surface) > 1
            names[surface] = Name(Kind.DIVISION, _DIVISION_LEVELS[widest.level], sure)
        for country, cities in lexicon.foreign.items():
            names[country] = Name(Kind.FOREIGN, Level.COUNTRY)
            for city in cities:
                names.setdefault(city, Name(Kind.FOREIGN, Level.CITY))
        names[CHINA.surface] = Name(Kind.FOREIGN, Level.COUNTRY)
        for region in lexicon.regions:
            names.setdefault(region, Name(Kind.REGION, Level.REGION))
        for surface, alias in lexicon.aliases.items():
            known = names.get(alias.place)
            if known and len(surface) > 1:
                names.setdefault(surface, known)
        for feature in lexicon.features:
            known = names.get(feature)
            if not known or not known.sure or known.level is Level.COUNTY:  # 黄山 is a city to most texts
                names[feature] = Name(Kind.FEATURE, Level.SITE)
        self.sites = frozenset(lexicon.sites)
        for site in lexicon.sites:
            names[site] = Name(Kind.LOCAL, Level.SITE)
        for area in lexicon.areas:
            names[area] = Name(Kind.LOCAL, Level.SPOT)
        for level, words in lexicon.levels.items():
            for word in (*words.anaphora, *words.offices):
                names[word] = Name(Kind.ANAPHOR, LEVELS[level])
        self.local_offices = frozenset(word for words in lexicon.levels.values() for word in words.offices)
        for word in lexicon.national_offices:
            names[word] = Name(Kind.ANAPHOR, Level.COUNTRY)
            if word.endswith("部"):
                names[f"{word}门"] = Name(Kind.STOP, Level.SITE)  # 当地教育部门
        self.offices = frozenset(lexicon.national_offices)
        self.state = frozenset(lexicon.country.state)
        self.home = self.state | frozenset(lexicon.country.own)
        self.vague = frozenset(lexicon.country.vague)
        for word in lexicon.here:
            names[word] = Name(Kind.HERE, Level.SITE)
        names = {surface: name for surface, name in names.items() if len(surface) > 1}
        # of the words that are no places only those matter here that would else be read as one in part
        for word in lexicon.not_places:
            if word not in names and any(part in names for part in _parts(word)):
                names[word] = Name(Kind.STOP, Level.SITE)
        self.by_surface = {
            surface: name._replace(node=Node(surface, name.level, name.kind), plain=_is_plain(surface, name))
            for surface, name in names.items()
        }
        #: foreign town → the countries that have it, or had it
        self.countries_of: dict[str, list[str]] = {}
        for country, cities in lexicon.foreign.items():
            for city in cities:
                self.countries_of.setdefault(city, []).append(country)
        self.aliases = {surface: alias.place for surface, alias in lexicon.aliases.items()}
        #: first two characters → third one → lengths of the names that may begin so, longest first; under "" those of
        #: the names that go on with no third one that is told
        self.lengths = _lengths(names)
        self._first, self._second, self._heads = _head_tables(self.lengths)

    def begins(self, text: str, start: int) -> bool:
        """Whether the text has some name from an offset on."""
        thirds = self.lengths.get(text[start : start + 2])
        if thirds is None:
            return False
        lengths = thirds.get(text[start + 2 : start + 3]) or thirds[""]
        return any(text[start : start + length] in self.by_surface for length in lengths)

    def is_another(self, text: str, start: int, end: int) -> bool:
        """Whether the words around text[start:end], which is a name elsewhere, make something else of it.

        None of what is asked here is so of a plain name: `_is_plain` goes by the same signs.
        """
        surface = text[start:end]
        if surface[-1] == "市" and _PEOPLE.match(text, end):
            return True  # 上海|市场, 海口|市民
        if surface == CHINA.surface and text[start - 1 : start] == "其":
            return True  # 其中|国家级
        if surface[0] == "在" and self.begins(text, start + 1):
            return True  # 在|京都
        return surface in _QUARTERS and _SIDE.match(text, end) is not None  # 西南|距江城, 东北|部

    def is_part(self, node: Node) -> bool:
        """Whether a node is of a river, a mountain, a delta, along which divisions lie: 秦岭南麓."""
        whole = self.by_surface.get(node.head or node.surface)
        return whole is not None and (whole.kind is Kind.FEATURE or whole.kind is Kind.LOCAL)

    def starts(self, text: str) -> list[int]:
        """Offsets at which two characters stand with which a name begins.

        A regular expression over thousands of names tries them one by one at every character; two table look-ups a
        character over the whole text cost a tenth of that.
        """
        import numpy as np

        raw = text.encode("utf-16-le", "surrogatepass")
        if len(raw) == 2 * len(text):
            codes = np.frombuffer(raw, np.uint16)
        else:  # characters beyond the basic plane take two units: count in code points
            wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
            codes = np.minimum(wide, _LAST_CODE).astype(np.uint16)
        pairs = self._first.take(codes[:-1]) + self._second.take(codes[1:])
        return np.flatnonzero(self._heads.take(pairs)).tolist()


def _head_tables(heads: Iterable[str]):
    """By code point what a first and a second character add to the number of a pair; which pairs begin a name."""
    import numpy as np

    first = np.zeros(_LAST_CODE + 1, np.int32)
    second = np.zeros(_LAST_CODE + 1, np.int32)
    pairs = [(ord(head[0]), ord(head[1])) for head in heads]
    for table, codes in ((first, {a for a, _ in pairs}), (second, {b for _, b in pairs})):
        for number, code in enumerate(sorted(codes), start=1):
            table[code] = number
    width = int(second.max(initial=0)) + 1
    first *= width
    known = np.zeros((int(first.max(initial=0)) // width + 1) * width, bool)
    for a, b in pairs:
        known[first[a] + second[b]] = True
    return first, second, known


def _parts(word: str) -> Iterable[str]:
    return (word[i:j] for i in range(len(word)) for j in range(i + 2, len(word) + 1))


def _lengths(names: Iterable[str]) -> dict[str, dict[str, tuple[int, ...]]]:
    found: dict[str, dict[str, set[int]]] = {}
    for name in names:
        found.setdefault(name[:2], {"": set()}).setdefault(name[2:3], set()).add(len(name))
    return {
        head: {third: tuple(sorted(lengths | thirds[""], reverse=True)) for third, lengths in thirds.items()}
        for head, thirds in found.items()
    }


def _is_plain(surface: str, name: Name) -> bool:
    """Whether a name is one wherever it stands: `Names.is_another` asks nothing of it, and no 市 goes on its end."""
    goes_on = name.kind is Kind.FOREIGN and name.level is Level.CITY
    another = surface == CHINA.surface or surface[-1] == "市" or surface[0] == "在" or surface in _QUARTERS
    return not (goes_on or another)


@lru_cache(maxsize=1 << 14)
def short(surface: str) -> str:
    """A division's surface without its suffix, to compare `永康市` with `永康`."""
    bare = bare_name(surface)
    return bare if len(bare) > 1 else surface
