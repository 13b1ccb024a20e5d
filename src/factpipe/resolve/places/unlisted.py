"""Names that no gazetteer lists, by the suffix that ends them: villages, communities, zones, markets, islands."""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from factpipe import tokens, trie
from factpipe.model import maker
from factpipe.resolve.gazetteer import Gazetteer
from factpipe.resolve.places.characters import Characters
from factpipe.resolve.places.names import BOUNDARY, LEVELS, Hit, Kind, Level, Node, short
from factpipe.resolve.places.phrases import Phrases, ended
from factpipe.resolve.places.roles import COMPASS, Locative
from factpipe.resolve.places.stems import LEVEL_CHARACTERS, NAMES, NUMERALS, PARTICLES, PROVINCES, Stems
from factpipe.rules.entries.places import File

#: how far before its suffix a name may begin
_REACH = 12
_RUN = re.compile(r"[\u3400-\u9fff·]*\Z")
#: what of a date may stand after its digits, before a name: 2011年|小岗村
_OF_DATE = re.compile(r"(?:(?:年代?|月份?|[日号时])(?:[初末底]|[上中下]旬|[上下]半年|以?来|以?[前后])?)?")
#: before the name of a village they make that of another: 新|段家湾村
_KIN = frozenset("新老大小上下东西南北前后中三")
#: what has a name of its own right after that of a country
_ABROAD = {"省": Level.PROVINCE, "州": Level.PROVINCE, "邦": Level.PROVINCE, "郡": Level.CITY, "市": Level.CITY}
_ABROAD |= dict.fromkeys(("火山", "半岛", "群岛", "岛"), Level.SITE)
_LEVEL_OF = {
    "新区": Level.DISTRICT,
    "区": Level.DISTRICT,
    "地区": Level.DISTRICT,
    "县": Level.COUNTY,
    "旗": Level.COUNTY,
}
#: divisions of China that the gazetteer has, so that their suffixes make no new name
_LISTED = ("市", "州", "自治州", "自治县")
#: between a mountain or a river and a site they have that be no site of it: 长江六年增|码头
_APART = NUMERALS | {"的"}
#: after a village's or a site's suffix they make another name of it
_GOES_ON = frozenset("乡镇庄")
#: end the names of villages that may go on: 裴寨|村, 清泉寺|村
_SETTLED = frozenset("寨屯寺")
#: ends such a name as well: 王寨|西村
_SIDED = re.compile("[东西南北前后中]村")
#: are called by the landform that they cross
_WAY = re.compile("[路街脉子]|隧道|铁路|大学")
#: a region called by the provinces that it is of: 成渝地区
_OF_PROVINCES = re.compile(f"{PROVINCES}{{2,}}地区")
#: tells that words before the suffix of a site count people, who go there: 近万名|干部深入|牧区
_PEOPLE_OF = re.compile(f"[{''.join(sorted(NUMERALS))}][名位]")
#: after 村 or 镇 they point to one that was named
_IN_IT = frozenset("里内")
#: between a name and the suffix of a site they belong to what that is: 金坝|国家级|自然保护区, 金坝|国际|机场
_RANKS = frozenset(("国家", "国家级", "国际"))
#: before 牧场 these make a verb: 赶上|牧场, 回到|牧场
_HERDED = ("上", "下", "进", "到", "回")
#: are called by the town in which they lie: 江城|古城
_CALLED_BY_TOWN = frozenset({"古城", "古镇", "古村", "湿地", "草原"})


class _Found(NamedTuple):
    """A name found by its suffix; `clear` where its beginning is certain, `absorbs` the start of a hit it takes in."""

    hit: Hit
    clear: bool = True
    absorbs: int | None = None


class _Spot(NamedTuple):
    """A suffix in a text at text[at:end]; the name may begin at `start`, where `anchor` ends, if a place does."""

    text: str
    start: int
    at: int
    end: int
    suffix: str
    level: int
    anchor: Hit | None

    def with_anchor(self, head: str | None = None) -> _Found:
        """The name that takes in the place before it: 柳梧|村."""
        start = self.anchor.start
        node = Node(self.text[start : self.end], self.level, Kind.LOCAL, head)
        return _Found(Hit(start, self.end, node), True, start)


_spot = maker(_Spot)


class Unlisted:
    """Finds names by their suffixes, given those that are known."""

    def __init__(self, lexicon: File, gazetteer: Gazetteer, inside: Callable[[str, str], bool]) -> None:
        levels: dict[str, int] = {}
        for name in ("city", "county", "township", "village"):
            if name in lexicon.levels:
                levels |= dict.fromkeys(lexicon.levels[name].suffixes, LEVELS[name])
        levels |= dict.fromkeys(lexicon.site_suffixes, Level.SITE)
        self._landforms = frozenset(lexicon.landforms) - levels.keys()
        self._houses = frozenset(lexicon.houses) - levels.keys()
        levels |= dict.fromkeys((*self._landforms, *self._houses), Level.SITE)
        levels["地区"] = Level.DISTRICT
        levels |= {suffix: level for suffix, level in _LEVEL_OF.items() if suffix in levels}
        levels = {suffix: level for suffix, level in levels.items() if suffix not in _LISTED}
        levels |= _ABROAD
        levels |= dict.fromkeys(set(lexicon.spots) - levels.keys(), Level.SPOT)
        self._levels = levels
        #: suffixes that make a name only after another place, and how far before them that may end
        self._reach = {"市场": 6, "商场": 6, "港口": 0, **dict.fromkeys(self._landforms, 3)}
        self._reach |= dict.fromkeys(_ABROAD, 8)
        self._suffix = _suffix_pattern(levels, lexicon.not_places, ended(lexicon.contexts.staged))
        self._stems = Stems(lexicon, levels, Characters(gazetteer))
        self._towns = gazetteer
        self._sorts = frozenset(lexicon.sorts)
        self._general = frozenset(lexicon.site_sorts.general)
        self._of_place = frozenset(lexicon.site_sorts.local)
        self._ranked = lexicon.contexts.ranked
        self._not_places = frozenset(lexicon.not_places)
        #: before a neighbour: 西连
        self._bordering = re.compile(f"{COMPASS}(?:{trie.pattern(lexicon.contexts.bordering)})")
        self._joint = re.compile(trie.pattern(lexicon.contexts.joints))
        given, ends = (trie.pattern(words) for words in (lexicon.given_names.first, lexicon.given_names.last))
        #: a name of a person that ends like that of a village
        self._person = re.compile(f"(?:{given})(?:{ends})")
        self._locates = Locative(lexicon.contexts)
        self._phrases = Phrases(lexicon, inside)

    def find(self, text: str, hits: list[Hit]) -> list[Hit]:
        """`hits` and the names that only their suffix tells; a name that is clear once is known in the whole text."""
        levels, reach = self._levels, self._reach
        found: list[_Found] = []
        unclear: list[_Spot] = []
        last_end = begun = 0  # so many hits begin before the suffix or with it
        size = len(hits)
        for match in self._suffix.finditer(text):
            at, end = match.span()
            suffix = match.group()
            while begun < size and hits[begun].start <= at:
                begun += 1
            before = begun - 1
            near = hits[before].end if begun else -1
            pointing = False
            if begun and hits[before].start == at and hits[before].node.kind is Kind.ANAPHOR:
                # 后邓|村里: in a village that the text names elsewhere; 骑车往|镇里. 山后的|青山|村里 names it
                pointing = len(suffix) == 1 and text[end : end + 1] in _IN_IT and "的" not in text[at - 3 : at]
                before -= 1
                near = hits[before].end if before >= 0 else -1
            if near >= end or near < at - reach.get(suffix, at + 2):
                continue
            level = levels[suffix]
            if level >= Level.VILLAGE and self._goes_on(text, suffix, end):
                continue
            one = None
            if level is Level.TOWNSHIP and not pointing:
                one = self._town(text, max(last_end, at - 8), at, end, hits[before] if before >= 0 else None)
            if one is None:
                if near < at - 3 and text[at - 1 : end] in self._not_places and text[at - 1] != "山":
                    continue
                while before >= 0 and hits[before].end > at:
                    before -= 1
                hit = hits[before] if before >= 0 else None
                spot = self._spot(match, level, last_end, hit, found)
                if not pointing:
                    one = self._name(spot) or self._phrase(spot, hits[max(0, before - 3) : before + 1], found)
                if one is None:
                    if at - spot.start > 1 and suffix not in self._landforms:
                        unclear.append(spot)
                    continue
            found.append(one)
            last_end = end
        return _merged(hits, found, unclear) if found else hits

    def _goes_on(self, text: str, suffix: str, end: int) -> bool:
        """Whether no place's name ends with a suffix that ends there: 水屯|镇, 花坪|林区, 漕河|泾, 木村."""
        if suffix == "村" and self._person.match(text, end - 4, end):
            return True
        after = text[end : end + 1]
        if after in _GOES_ON:
            return text[end : end + 2] not in self._not_places  # 小岗村|乡亲
        if not after or (suffix not in self._landforms and suffix not in _SETTLED):
            return False
        return any(name.match(text, end) for name in (self._suffix, _WAY, _SIDED))

    def _spot(self, match: re.Match[str], level: int, last_end: int, before: Hit | None, found: list[_Found]) -> _Spot:
        """The stretch in which a name with that suffix may begin, and the place that it may follow."""
        text, suffix = match.string, match.group()
        at, end = match.span()
        if before and before.start < last_end and before.node.kind is Kind.ANAPHOR:
            before = None  # 镇上 of 龙岗镇|上坪村, of which the town took the first character
        anchor = before if before and before.node.kind not in (Kind.ANAPHOR, Kind.HERE) else None
        floor = max(last_end, at - _REACH, before.end if before else 0)
        start = _RUN.search(text, floor, at).start()
        if text[start - 1 : start].isdigit():
            start = _OF_DATE.match(text, start, at).end()
        side = self._bordering.match(text, start, at - 1)
        if side:
            start = side.end()  # 东依|龙洞乡
        if anchor and anchor.end != start:
            anchor = None
        if anchor is None and found and start == last_end:
            anchor = found[-1].hit
        if anchor and anchor.node.level is level is Level.VILLAGE:
            anchor = None  # 河口村|依托|村里的茶园
        return _spot((text, start, at, end, suffix, level, anchor))

    def _town(self, text: str, floor: int, at: int, end: int, near: Hit | None) -> _Found | None:
        """The longest name of a township of the gazetteer that ends at `end`, if `near` does not stand against it."""
        towns = self._towns.townships
        for start in range(floor, at - 1):
            name = text[start:end]
            if name not in towns or name in self._not_places:
                continue
            if name[1:] not in self._not_places or text[start - 1 : start] in BOUNDARY:  # 郭村镇, not 大城镇
                if near and near.end > start and (near.start < start or near.node.surface != short(near.node.surface)):
                    return None  # a whole name, or one that begins before; 长子 in 长子营镇 is neither
                begun = start - (near is not None and near.end == start - 1 and text[near.end] in _KIN)  # 江城|小榄镇
                return _Found(Hit(begun, end, Node(text[begun:end], Level.TOWNSHIP, Kind.LOCAL)))
        return None

    def _name(self, spot: _Spot) -> _Found | None:
        suffix = spot.suffix
        if spot.level is Level.SPOT:
            return None  # ends a phrase, no name
        abroad = spot.anchor is not None and spot.anchor.node.kind is Kind.FOREIGN
        if suffix in _ABROAD and (abroad or suffix not in self._landforms):
            return self._abroad(spot)
        if suffix in self._landforms:
            return self._landform(spot)
        found = self._local(spot)
        if found and suffix in self._houses and not self._locates.at(spot.text, found.hit.start):
            return None
        return found

    def _local(self, spot: _Spot) -> _Found | None:  # noqa: PLR0911, PLR0912  one way out a reason
        """A village, a zone, a site, by the words before its suffix."""
        text, start, at, end, suffix, level, anchor = spot
        between = text[start:at]
        if anchor is not None:
            if anchor.node.kind is Kind.FEATURE and level is Level.SITE and _APART.isdisjoint(between):
                return spot.with_anchor()
            if not between or (between in _RANKS and anchor.node.level > Level.PROVINCE):
                return self._after_name(spot)
            joint = self._joint.match(between)
            if joint:
                start += joint.end()
                between = between[joint.end() :]
        named = (
            suffix in self._of_place
            and anchor is not None
            and anchor.node.kind is Kind.DIVISION
            and start == anchor.end
        )
        if named and between in self._sorts:
            return spot.with_anchor(anchor.node.surface)  # 长沙|粮食|批发市场
        if any(word in between for word in self._ranked) or (suffix == "牧场" and between.endswith(_HERDED)):
            return None
        if not between or between in self._sorts or between + suffix in self._not_places:
            return None
        if level is not Level.SITE and (between[-2:] in self._sorts or between[-3:] in self._sorts):
            return None
        beside = anchor is not None and (level is not Level.SITE or anchor.node.kind in (Kind.DIVISION, Kind.LOCAL))
        clean = beside or text[start - 1 : start] in BOUNDARY or self._locates.at(text, start)
        drop, clear = self._stems.trim(between, suffix, clean, _anchoring(anchor))
        if drop < 0 or (level is Level.SITE and _PEOPLE_OF.search(between, drop)):
            return None
        if drop == 0 and anchor is not None and start == anchor.end and level is Level.SITE:
            node = anchor.node
            if node.kind is Kind.FOREIGN:
                return None
            if node.kind is Kind.LOCAL and node.level is Level.SITE:
                return spot.with_anchor(node.head)
            if node.kind is Kind.DIVISION and node.surface == short(node.surface):
                return spot.with_anchor(node.surface)
        name = between[drop:] + suffix
        if drop and name in self._not_places:
            return None
        if _OF_PROVINCES.fullmatch(name):
            return _Found(Hit(start + drop, end, Node(name, Level.REGION, Kind.REGION)), clear)
        return _Found(Hit(start + drop, end, Node(name, level, Kind.LOCAL)), clear)

    def _after_name(self, spot: _Spot) -> _Found | None:
        """A suffix right after a known name: 柳梧|村, 西固|地区, 长沙|开发区; not 北京|市场."""
        anchor, suffix, level = spot.anchor, spot.suffix, spot.level
        node = anchor.node
        small = level in (Level.TOWNSHIP, Level.VILLAGE)
        if node.kind in (Kind.REGION, Kind.FOREIGN, Kind.FEATURE):
            of_region = level is Level.CITY or (level is Level.SITE and suffix not in self._general)  # 晋南|专区
            taken = small or (node.kind is Kind.REGION and of_region)
            return spot.with_anchor() if taken else None
        if suffix in self._sorts and not (small and node.level >= Level.COUNTY):
            return None
        whole = node.surface != short(node.surface)
        if node.kind is Kind.DIVISION:
            if suffix == "港口" and node.level <= Level.PROVINCE:
                return None
            if whole:
                zone = len(suffix) > 2 and suffix.endswith("区")
                return _Found(Hit(spot.at, spot.end, Node(suffix, level, Kind.LOCAL)), False) if zone else None
            if suffix in ("区", "县", "旗") or suffix in self._general:
                return None  # the gazetteer would have it; 北京市场
            return spot.with_anchor(node.surface if anchor.sure and not small else None)
        ended = node.level is not Level.SITE and (whole or node.surface[-1] in LEVEL_CHARACTERS)
        return None if node.kind is not Kind.LOCAL or ended else spot.with_anchor()

    def _phrase(self, spot: _Spot, near: list[Hit], found: list[_Found]) -> _Found | None:
        """A phrase for what something is said to be in; `near` are the known places before it."""
        if spot.level < Level.VILLAGE:
            return None
        near = [*near, *(one.hit for one in found[-2:])]
        hit = self._phrases.find(spot.text, spot.at, spot.end, spot.level, near)
        absorbed = hit and next((one.start for one in near if one.start == hit.start), None)
        return _Found(hit, False, absorbed) if hit else None

    def _abroad(self, spot: _Spot) -> _Found | None:
        """A province or town of another country right after its name: 美国|密歇根州|弗林特市."""
        anchor = spot.anchor
        if anchor is None or not anchor.node.is_abroad:
            return None
        name = spot.text[spot.start : spot.end]
        stem = name.removesuffix(spot.suffix)
        if not 1 < len(stem) < 8 or not PARTICLES.isdisjoint(stem.replace("比", "")) or stem in self._sorts:
            return None
        segmenter = tokens.segmenter()
        words = segmenter.cut(stem)
        if spot.suffix != "省" and all(
            segmenter.knows(word) and segmenter.tag_of(word) in ("v", "a", "d", "n") for word in words
        ):
            return None
        return _Found(Hit(spot.start, spot.end, Node(name, _ABROAD[spot.suffix], Kind.FOREIGN)))

    def _landform(self, spot: _Spot) -> _Found | None:
        """A mountain, an island, a bridge right after the division in which it lies: 舟山|册子岛."""
        text, start, at, end, _, _, anchor = spot
        name = text[start:end]
        if anchor is None or anchor.node.kind is not Kind.DIVISION or at - start > 3:
            return None
        if any(text[start:stop] in self._towns.townships for stop in range(end + 1, end + 5)):
            return None  # 和田|古江巴格乡
        if at == start:
            whole = text[anchor.start : end]
            alone = anchor.node.level > Level.PROVINCE and anchor.node.surface == short(anchor.node.surface)
            by_town = alone and spot.suffix in _CALLED_BY_TOWN
            cut = alone and not by_town and tokens.segmenter().cut(text[anchor.start : end + 2])
            taken = by_town or (cut and cut[0] == whole)  # 江孜|古城, 青秀|山
            return spot.with_anchor(anchor.node.surface if by_town else None) if taken else None
        if text[end : end + 1] in self._landforms or text[end : end + 1] in LEVEL_CHARACTERS:
            return None  # 衢山|岛, 江密峰|镇
        if not PARTICLES.isdisjoint(name) or name in self._not_places:
            return None
        if _within_words(text, start, at, end):
            return None
        segmenter = tokens.segmenter()
        for word in (*segmenter.cut(name), name[:2]):
            if len(word) > 1 and segmenter.knows(word) and segmenter.tag_of(word) not in NAMES:
                return None
        return _Found(Hit(start, end, Node(name, Level.SITE, Kind.LOCAL)), False)


def _within_words(text: str, start: int, suffix: int, end: int) -> bool:
    """Whether text[start:end] begins or ends within a word: 乌苏|里江, 漕河|泾, not 江城湖|畔."""
    segmenter = tokens.segmenter()
    at = max(0, start - 3)
    for word in segmenter.cut(text[at : end + 3]):
        after = at + len(word)
        if (at < start < after or (at < end < after and at < suffix)) and segmenter.knows(word):
            return True
        at = after
    return False


def _merged(hits: list[Hit], found: list[_Found], unclear: list[_Spot]) -> list[Hit]:
    """Known names and found ones in order; where a found one overlaps a known one, it stands for it."""
    times = Counter(one.hit.node.surface for one in found)
    added = [_as_elsewhere(one, times) for one in found]
    clear = {one.hit.node.surface: one.hit.node for one in found if one.clear}
    for spot in unclear:
        for first in range(spot.start, spot.at):
            node = clear.get(spot.text[first : spot.end])
            if node:
                added.append(Hit(first, spot.end, node))
                break
    taken = {one.absorbs for one in found if one.absorbs is not None}
    own = set(map(id, added))
    kept: list[Hit] = []
    for hit in sorted([*added, *hits]):
        if id(hit) in own:
            # a found one may go on another: 江口山|国家森林公园
            while kept and kept[-1].end > hit.start and (id(kept[-1]) not in own or kept[-1].start == hit.start):
                kept.pop()
            kept.append(hit)
        elif hit.start not in taken and not (kept and kept[-1].end > hit.start):
            kept.append(hit)
    return kept


def _as_elsewhere(one: _Found, times: Counter[str]) -> Hit:
    """A name as the text has it more often, without what stands before it only here: 仅|来广营公社."""
    hit = one.hit
    surface = hit.node.surface
    if one.absorbs is None and len(times) > 1:
        for cut in range(1 + (surface[0] in _KIN), len(surface) - 2):
            if times[surface[cut:]] > times[surface]:
                return hit._replace(start=hit.start + cut, node=hit.node._replace(surface=surface[cut:]))
    return hit


def _anchoring(hit: Hit | None) -> int:
    """The level of a place on which a name without a gazetteer entry may follow, 0 where none may."""
    return hit.node.level if hit and hit.node.kind in (Kind.DIVISION, Kind.LOCAL) else 0


def _suffix_pattern(suffixes: dict[str, int], not_places: tuple[str, ...], ended: str) -> re.Pattern[str]:
    """All suffixes, longest first, but not where a word that is no place begins with them: 村民.

    One that only ends a phrase needs `ended` after it.
    They stand by their first character, so that most characters of a text are passed at one look.
    """
    heads: dict[str, list[str]] = {}
    for suffix in sorted(suffixes, key=len, reverse=True):
        ahead = {word[len(suffix)] for word in not_places if len(word) == len(suffix) + 1 and word.startswith(suffix)}
        branch = re.escape(suffix[1:])
        if suffixes[suffix] is Level.SPOT:
            branch += ended
        if suffix in ("区", "县", "旗"):
            # these end many words and few names that the gazetteer lacks
            behind = {word[0] for word in not_places if len(word) == 2 and word.endswith(suffix)}
            branch += f"(?<![{''.join(sorted(behind))}]{suffix})" if behind else ""
        if ahead:
            branch += f"(?![{''.join(sorted(ahead))}])"
        heads.setdefault(suffix[0], []).append(branch)
    return re.compile("|".join(f"{head}(?:{'|'.join(rest)})" for head, rest in heads.items()) or r"(?!)")
