"""Find the places that a text names: one pass for known names, one for the suffixes that make unknown ones."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factpipe import tokens
from factpipe.resolve.gazetteer import Gazetteer
from factpipe.resolve.places.names import Kind, Level, Names, Node, short
from factpipe.resolve.places.roles import RoleReader

if TYPE_CHECKING:
    from factpipe.rules.ruleset import RuleSet

#: how far before its suffix a name may begin
_REACH = 12
_RUN = re.compile(r"[\u3400-\u9fff·]*\Z")
#: parts of speech that end a name
_FUNCTION = frozenset("pdcrumqtye")
#: parts of speech of names
_NAMES = frozenset({"ns", "nr", "nrt", "nrfg", "nz", "nt"})
_LEVEL_CHARACTERS = frozenset("省市县州区乡镇村屯组户社队街巷道院校")
#: characters that are hardly ever part of a name
_PARTICLES = frozenset("第不在从到了是为对由向往至与及的这那该等于有被把将让给比使他她它们我你各每全某并又也都就还要去说或以据因经沿距离跟赴占属但却而且进入出着过")
#: what makes a street of a name; not 路段, 街道, 街头
_STREET = re.compile(r"路(?![段线网])|街(?![道头区])|大道|大街")
_STREETS = frozenset("路街大")
#: before a province's name these may make a word with its first character: 世界上|海拔, 东海|南部
_RISKY = frozenset("界海江河湖洋路马陆身线网岸洲")
#: where a name may begin
_BOUNDARY = frozenset("，。；！？：、（）“”‘’《》【】—－- 　\n,;!?:()\"") | {""}
#: suffixes that make a name of their own with the bare name of a division before them: 长沙经济开发区
_ABROAD = {"省": Level.PROVINCE, "州": Level.PROVINCE, "市": Level.CITY}
_LEVEL_OF = {"新区": Level.DISTRICT, "区": Level.DISTRICT, "县": Level.COUNTY, "旗": Level.COUNTY, "地区": Level.DISTRICT}


class PlaceMention(NamedTuple):
    """A place as one stretch of text tells it: `text[start:end]`, its path widest first."""

    start: int
    end: int
    nodes: tuple[Node, ...]

    @property
    def level(self) -> Level:
        return self.nodes[-1].level

    @property
    def kind(self) -> Kind:
        return self.nodes[-1].kind

    @property
    def surface(self) -> str:
        return "".join(node.surface for node in self.nodes)


class _Hit(NamedTuple):
    start: int
    end: int
    node: Node
    sure: bool


class _Found(NamedTuple):
    """A name found by its suffix; `clear` where its beginning is certain, `absorbs` the start of a hit it takes in."""

    hit: _Hit
    clear: bool
    absorbs: int | None


class PlaceFinder:
    """Finds place mentions. Built once from the rules; `find` may be called from anywhere."""

    def __init__(self, rules: "RuleSet", gazetteer: Gazetteer) -> None:
        lexicon = rules.places
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.names = Names(lexicon, gazetteer)
        levels: dict[str, Level] = {}
        for name, words in lexicon.levels.items():
            if name in ("city", "county", "township", "village"):
                for suffix in words.suffixes:
                    levels[suffix] = Level[name.upper()]
        levels |= dict.fromkeys(lexicon.site_suffixes, Level.SITE)
        self._landforms = frozenset(lexicon.landforms) - levels.keys()
        levels |= dict.fromkeys(self._landforms, Level.SITE)
        self._houses = frozenset(lexicon.houses) - levels.keys()
        levels |= dict.fromkeys(self._houses, Level.SITE)
        levels["地区"] = Level.DISTRICT
        levels |= {suffix: level for suffix, level in _LEVEL_OF.items() if suffix in levels}
        self._suffix_level = {suffix: level for suffix, level in levels.items() if suffix not in ("市", "州", "自治州", "自治县")}
        self._suffix_level |= dict.fromkeys(_ABROAD, Level.CITY)
        #: suffixes that make a name only after another place, and how far before them that may end
        self._reach = {**dict.fromkeys(self._landforms, 3), **dict.fromkeys(_ABROAD, 8), "市场": 6, "商场": 6}
        self._suffix = _suffix_pattern(self._suffix_level, lexicon.not_places)
        self.roles = RoleReader(lexicon.contexts)
        self._not_places = frozenset(lexicon.not_places)
        self._not_in_names = frozenset(lexicon.not_in_names)
        self._sorts = frozenset(lexicon.sorts)
        self.parts = _words_pattern(lexicon.contexts.parts)
        self.here = _words_pattern(lexicon.here)
        self._part_heads = frozenset(part[0] for part in lexicon.contexts.parts)
        self._joints = frozenset(lexicon.contexts.joints)
        self._joint_length = max(map(len, self._joints), default=0)
        self._joint = _words_pattern(lexicon.contexts.joints)
        self._locative = re.compile(f".*(?:{_words_pattern(lexicon.contexts.locative).pattern})\\Z", re.S)
        self._trim = lru_cache(maxsize=1 << 13)(self._trim_uncached)

    def find(self, text: str) -> list[PlaceMention]:
        """All places of a text in order; names that belong together are one mention."""
        hits = self._backed(text, self._known(text))
        hits = self._unlisted(text, hits)
        return self._chains(text, hits)


    def _known(self, text: str) -> list[_Hit]:
        lengths, names = self.names.lengths, self.names.by_surface
        hits: list[_Hit] = []
        last = 0
        for start in self.names.starts(text):
            if start < last:
                continue
            for length in lengths[text[start : start + 2]]:
                surface = text[start : start + length]
                name = names.get(surface)
                if name is not None:
                    if surface[-1] == "市" and text[start + length : start + length + 1] == "场":
                        continue  # 上海|市场
                    # a doubtful name hides nothing that begins within it: 从江 in 从江苏
                    last = start + (length if name.sure else 1)
                    if name.kind is not Kind.STOP:
                        hits.append(_Hit(start, start + length, name.node, name.sure))
                    break
        return hits

    def _backed(self, text: str, hits: list[_Hit]) -> list[_Hit]:
        """Without the doubtful ones that neither a wider place beside them nor the rest of the article backs."""
        doubtful = [(index, hit) for index, hit in enumerate(hits) if not hit.sure]
        backed: set[str] = set()
        cities: set[str] = set()
        if doubtful:
            surfaces = {hit.node.surface for hit in hits}
            cities = {hit.node.surface for hit in hits if hit.sure and hit.node.level is Level.CITY}
            for index, hit in doubtful:
                surface = hit.node.surface
                if surface not in backed and (self._supported(hit, surfaces) or self._beside(text, hits, index, backed)):
                    backed.add(surface)
        kept: list[_Hit] = []
        last = 0
        for hit in hits:
            start, end, node, sure = hit
            if start < last:
                continue
            if not sure and node.surface not in backed:
                # a clause may begin with a district of a city that the article names: 江北 under 宁波
                if start and text[start - 1] not in _BOUNDARY:
                    continue
                if not any(self.inside(wide, node.surface) for wide in cities):
                    continue
            if end - start > 2 or self._is_word(text, hit):
                kept.append(hit)
                last = end
        return kept

    def _beside(self, text: str, hits: list[_Hit], index: int, backed: set[str]) -> bool:
        """Whether a doubtful name stands right after a wider place that is sure."""
        if not index:
            return False
        wide, hit = hits[index - 1], hits[index]
        if text[wide.end : hit.start] not in ("", "的") or not (wide.sure or wide.node.surface in backed):
            return False
        return self._joined(text, wide, hit)

    @staticmethod
    def _is_word(text: str, hit: _Hit) -> bool:
        """Whether a name of two characters is no accident of two words: 迁安 in 搬迁安置."""
        level = hit.node.level
        if text[hit.end : hit.end + 1] in _STREETS and _STREET.match(text, hit.end) and hit.node.kind is Kind.DIVISION:
            return False  # 重庆路, 北仑大道
        if level is Level.COUNTRY:
            return True
        if level is Level.PROVINCE or level is Level.CITY:
            if text[hit.start - 1 : hit.start] not in _RISKY:
                return True
        elif level is not Level.COUNTY and level is not Level.REGION:
            return True
        start = max(0, hit.start - 2)
        at = start
        for word in tokens.segmenter().cut(text[start : hit.end + 2]):
            end = at + len(word)
            # a word that begins before the name and ends in it, or the other way round
            if at < hit.start < end < hit.end or hit.start < at < hit.end < end:
                return False
            at = end
        return True

    def _unlisted(self, text: str, hits: list[_Hit]) -> list[_Hit]:
        """`hits` and the names that only their suffix tells; a name that is clear once is known in the whole text."""
        starts = [hit.start for hit in hits]
        found: list[_Found] = []
        open_ends: list[tuple[int, int, int]] = []
        last_end = 0
        for match in self._suffix.finditer(text):
            at, end = match.span()
            suffix = match.group()
            before = bisect_right(starts, at) - 1
            anchored = hits[before].end if before >= 0 else -1
            if anchored > at and anchored >= end:
                continue
            if suffix in self._reach:
                if anchored < at - self._reach[suffix]:
                    continue
            if suffix in ("村", "屯") and text[end : end + 1] in ("乡", "镇"):
                continue  # 水屯镇
            town = self._town(text, max(last_end, at - 8), at, end)
            if town is not None and (before < 0 or hits[before].end <= town or not _keeps(hits[before], town, end)):
                node = Node(text[town:end], self._suffix_level[suffix], Kind.LOCAL)
                found.append(_Found(_Hit(town, end, node, True), True, None))
                last_end = end
                continue
            if anchored < at - 3 and text[at - 1 : end] in self._not_places:
                continue
            while before >= 0 and hits[before].end > at:
                before -= 1
            anchor = hits[before] if before >= 0 and hits[before].node.kind not in (Kind.ANAPHOR, Kind.HERE) else None
            floor = max(last_end, at - _REACH, anchor.end if anchor else 0)
            start = _RUN.search(text, floor, at).start()
            if anchor and anchor.end != start:
                anchor = None
            if anchor is None and start == last_end and found and start:
                anchor = found[-1].hit
            if suffix in _ABROAD:
                one = self._abroad(text, start, at, end, anchor)
                if one is not None:
                    found.append(one)
                    last_end = end
                elif at - start > 1:
                    open_ends.append((start, at, end))
                continue
            if suffix in self._landforms:
                if text[end : end + 1] in _LEVEL_CHARACTERS:
                    continue  # 江密峰镇
                one = self._landform(text, start, at, end, anchor)
                if one is not None:
                    found.append(one)
                    last_end = end
                continue
            one = self._name(text, start, at, end, anchor)
            if one is not None and suffix in self._houses and not self._located(text, one.hit.start):
                continue
            if one is None:
                if at - start > 1:
                    open_ends.append((start, at, end))
                continue
            found.append(one)
            last_end = end
        if not found:
            return hits
        added = [one.hit for one in found]
        known = {one.hit.node.surface: one.hit.node for one in found if one.clear}
        for start, at, end in open_ends:
            for first in range(start, at):
                node = known.get(text[first:end])
                if node:
                    added.append(_Hit(first, end, node, True))
                    break
        taken = {one.absorbs for one in found if one.absorbs is not None}
        merged = sorted([*added, *hits])
        own = set(map(id, added))
        kept: list[_Hit] = []
        for hit in merged:
            while kept and kept[-1].end > hit.start and id(hit) in own and id(kept[-1]) not in own:
                kept.pop()
            if id(hit) in own or (hit.start not in taken and not (kept and kept[-1].end > hit.start)):
                kept.append(hit)
        return kept

    def _name(self, text: str, start: int, at: int, end: int, anchor: _Hit | None) -> _Found | None:
        """The name whose suffix is text[at:end] and that begins at `start` or later.

        `anchor` is the place that ends at `start`, if one does.
        """
        between, suffix = text[start:at], text[at:end]
        level = self._suffix_level[suffix]
        if anchor is not None:
            if anchor.node.kind is Kind.FEATURE and level is Level.SITE and "的" not in between:
                surface = text[anchor.start : end]
                return _Found(_Hit(anchor.start, end, Node(surface, level, Kind.LOCAL), True), True, anchor.start)
            if not between:
                return self._after_name(text, anchor, end, suffix, level)
            joint = self._joint.match(between)
            if joint:
                start += joint.end()
                between = between[joint.end() :]
        if not between or between in self._sorts or between + suffix in self._not_places:
            return None
        if level is not Level.SITE and (between[-2:] in self._sorts or between[-3:] in self._sorts):
            return None
        clean = anchor is not None or self._located(text, start) or text[start - 1 : start] in _BOUNDARY
        drop, clear = self._trim(between, suffix, clean, _anchoring(anchor))
        if drop < 0:
            return None
        surface = between[drop:] + suffix
        if drop == 0 and anchor is not None and start == anchor.end and level is Level.SITE:
            node = anchor.node
            if node.kind is Kind.FOREIGN:
                return None
            if node.kind is Kind.LOCAL and node.level is Level.SITE:
                whole = Node(text[anchor.start : end], level, Kind.LOCAL, node.head)
                return _Found(_Hit(anchor.start, end, whole, True), True, anchor.start)
            if node.kind is Kind.DIVISION and node.surface == short(node.surface):
                whole = Node(text[anchor.start : end], level, Kind.LOCAL, node.surface)
                return _Found(_Hit(anchor.start, end, whole, True), True, anchor.start)
        return _Found(_Hit(start + drop, end, Node(surface, level, Kind.LOCAL), True), clear, None)

    def _abroad(self, text: str, start: int, at: int, end: int, anchor: _Hit | None) -> _Found | None:
        """A province or town of another country right after its name: 美国|密歇根州|弗林特市."""
        if anchor is None or anchor.node.kind is not Kind.FOREIGN or anchor.node.surface == "中国" or not 1 < at - start < 8:
            return None
        name = text[start:end]
        if not _PARTICLES.isdisjoint(name[:-1]) or name[:-1] in self._sorts:
            return None
        segmenter = tokens.segmenter()
        if all(segmenter.knows(word) and segmenter.tag_of(word)[0] in "vadn" and not segmenter.tag_of(word)[1:] for word in segmenter.cut(name[:-1])):
            return None
        return _Found(_Hit(start, end, Node(name, _ABROAD[name[-1]], Kind.FOREIGN), True), True, None)

    def _landform(self, text: str, start: int, at: int, end: int, anchor: _Hit | None) -> _Found | None:
        """A mountain, an island, a bridge right after the division in which it lies: 舟山|册子岛."""
        name = text[start:end]
        if anchor is None or anchor.node.kind is not Kind.DIVISION or not 0 < at - start < 4:
            return None
        if not _PARTICLES.isdisjoint(name):
            return None
        segmenter = tokens.segmenter()
        words = segmenter.cut(name)
        if any(len(word) > 1 and segmenter.knows(word) and segmenter.tag_of(word) not in _NAMES for word in words):
            return None
        if segmenter.knows(name[:2]) and segmenter.tag_of(name[:2]) not in _NAMES:
            return None
        return _Found(_Hit(start, end, Node(name, Level.SITE, Kind.LOCAL), True), False, None)

    def _town(self, text: str, floor: int, at: int, end: int) -> int | None:
        """Where the longest name of a township of the gazetteer begins that ends at `end`."""
        if self._suffix_level[text[at:end]] is not Level.TOWNSHIP:
            return None
        towns = self.gazetteer.townships
        for start in range(floor, at - 1):
            name = text[start:end]
            if name in towns and name not in self._not_places:
                return start
        return None

    def _located(self, text: str, start: int) -> bool:
        return self._locative.match(text, max(0, start - 4), start) is not None

    def _after_name(self, text: str, anchor: _Hit, end: int, suffix: str, level: Level) -> _Found | None:
        """A suffix right after a known name: 柳梧|村, 西固|地区, 长沙|开发区; not 北京|市场."""
        node = anchor.node
        whole = node.surface != short(node.surface)
        if node.kind is Kind.DIVISION and whole and len(suffix) > 2 and suffix.endswith("区") and suffix not in self._sorts:
            return _Found(_Hit(anchor.end, end, Node(suffix, level, Kind.LOCAL), True), False, None)
        if level in (Level.TOWNSHIP, Level.VILLAGE) and node.kind in (Kind.REGION, Kind.FOREIGN, Kind.FEATURE):
            return _Found(_Hit(anchor.start, end, Node(text[anchor.start : end], level, Kind.LOCAL), True), True, anchor.start)
        if node.kind is Kind.REGION and level is Level.SITE and suffix not in ("市场", "农场"):
            return _Found(_Hit(anchor.start, end, Node(text[anchor.start : end], level, Kind.LOCAL), True), True, anchor.start)
        if whole or node.kind not in (Kind.LOCAL, Kind.DIVISION) or suffix in self._sorts:
            return None
        if node.kind is Kind.DIVISION and suffix in ("区", "县", "旗"):
            return None  # the gazetteer would have it
        if node.kind is Kind.LOCAL and node.surface[-1] in _LEVEL_CHARACTERS:
            return None
        if node.kind is Kind.DIVISION and suffix in ("市场", "公园", "广场", "农场", "基地", "商场", "草原", "湿地"):
            return None
        named = node.kind is Kind.DIVISION and anchor.sure and level not in (Level.TOWNSHIP, Level.VILLAGE)
        head = node.surface if named else None
        made = Node(text[anchor.start : end], level, Kind.LOCAL, head)
        return _Found(_Hit(anchor.start, end, made, True), True, anchor.start)

    def _trim_uncached(self, between: str, suffix: str, clean: bool, anchored: int) -> tuple[int, bool]:
        """How many characters of `between` stand before the name (-1: there is none), and whether that is clear.

        `clean` is True where something before `between` ends, so that a name may begin with it; `anchored` is the level
        of the place that ends there, 0 for none. From its suffix the name goes back over words that no dictionary has, names and single
        characters, to a word that ends it.
        """
        level = self._suffix_level[suffix]
        site = level is Level.SITE
        if level is Level.DISTRICT and clean and suffix == "地区" and len(between) <= 3 and self._may_be_area(between):
            return 0, True
        segmenter = tokens.segmenter()
        if anchored and not site and len(between) < 5 and self._may_follow(between, anchored):
            return 0, True
        start = len(between)  # of the name so far
        strange = False  # something in it is no common word
        position = len(between) + len(suffix)
        for word in reversed(segmenter.cut(between + suffix)):
            position -= len(word)
            part = word[: max(0, len(between) - position)]
            if not part:
                continue
            first = start == len(between)
            tag = segmenter.tag_of(part)
            known = segmenter.knows(part)
            if len(part) > 1 and not known:
                kept = self._after_function(part, clean and position == 0)
                if kept < len(part):
                    start = position + len(part) - kept
                    strange = strange or kept > 0
                    break
            odd = tag in _NAMES or not known
            single = len(part) == 1
            if part in self._sorts and not single and not site:
                break
            if word in self._not_places and first:
                break
            if part in self._not_in_names or (tag[0] in _FUNCTION and not odd and not _is_stray(part, tag)):
                break
            common = not single and not odd
            if common and not (anchored and first) and tag[0] in "vadbz" and not (tag == "z" and len(between) - start == 1):
                break
            if single and first and part in _LEVEL_CHARACTERS:
                break
            if common and not site:
                if len(part) > 2 and not anchored:
                    break
                if level is Level.DISTRICT and not anchored:
                    break
                if not first and len(between) - start != 1:
                    break
            start = position
            strange = strange or ((odd or single) and part not in self._sorts)
        length = len(between) - start
        name = between[start:]
        whole = start == 0 and clean
        if not length or name in self._sorts or length > (10 if site else 6):
            return -1, False
        if length == 1 and (site or not whole):
            return -1, False
        if all(character in _LEVEL_CHARACTERS for character in name) or not (strange or whole):
            return -1, False
        return start, whole or length > 1

    def _may_follow(self, name: str, level: int) -> bool:
        """Whether a few characters between a place and a suffix are a name: 郭家|村 after a township."""
        if name[0] in _PARTICLES or "个" in name or name in self._sorts or (len(name) > 2 and name[-2:] in self._sorts):
            return False
        segmenter = tokens.segmenter()
        words = segmenter.cut(name)
        common = len(words[0]) > 1 and segmenter.knows(words[0]) and segmenter.tag_of(words[0])[0] in "vadcprut"
        return not common or (len(words) == 1 and level >= Level.TOWNSHIP)

    def _may_be_area(self, name: str) -> bool:
        return name[0] not in "这那该各全本某此一些等其有多少部大小两几每另何在从到为是对向" and not (
            tokens.segmenter().knows(name)
        )

    def _after_function(self, word: str, leads: bool) -> int:
        """How many characters at the end of an unknown word may be a name: 在官庄 2, 送进 0.

        `leads` is True for a word that begins where a name may begin.
        """
        stops = "在从到于" if leads else _PARTICLES
        for index in range(len(word) - 1, -1, -1):
            if word[index] in stops:
                return len(word) - index - 1
        return len(word)

    def _chains(self, text: str, hits: list[_Hit]) -> list[PlaceMention]:
        """Names that stand together are one mention; names that need support and have none are dropped."""
        mentions: list[PlaceMention] = []
        schemes = {
            hit.node.surface
            for hit in hits
            if hit.node.level is Level.SITE and text[hit.end : hit.end + 1] == "”" and "“" in text[hit.start - 9 : hit.start]
        }
        index = 0
        while index < len(hits):
            hit = hits[index]
            index += 1
            if hit.node.kind is Kind.HERE:
                continue  # what the text is about, which needs no telling
            group = [hit]
            end = hit.end
            while (
                index < len(hits)
                and hits[index].start - end <= self._joint_length
                and self._joined(text, group[-1], hits[index])
            ):
                group.append(hits[index])
                end = hits[index].end
                index += 1
            # a site whose name is given in quotation marks is a scheme more often than a place
            if len(group) > 1 and group[-1].node.surface in schemes:
                group.pop()
                end = group[-1].end
            last = group[-1]
            part = self.parts.match(text, end) if text[end : end + 1] in self._part_heads and last.end == end else None
            nodes = tuple(one.node for one in group)
            if part and last.node.kind is not Kind.ANAPHOR and last.node.kind is not Kind.HERE:
                surface = last.node.surface + part.group()
                if last.node.kind is Kind.FEATURE or last.node.level <= Level.CITY or part.group() == "地区":
                    level = max(last.node.level, Level.REGION) if last.node.kind is not Kind.FEATURE else Level.SITE
                    kind = Kind.LOCAL if last.node.kind is Kind.FEATURE else last.node.kind
                    nodes = (*nodes[:-1], Node(surface, level, kind, last.node.surface))
                    end = part.end()
            elif last.node.kind is Kind.FEATURE:
                nodes = nodes[:-1]
                end = group[-2].end if len(group) > 1 else end
            if nodes:
                mentions.append(PlaceMention(group[0].start, end, nodes))
        return mentions

    def _joined(self, text: str, wide: _Hit, narrow: _Hit) -> bool:
        """Whether the second name goes on the path that the first begins."""
        gap = text[wide.end : narrow.start]
        if len(gap) > self._joint_length or (gap and gap not in self._joints):
            return False
        a, b = wide.node, narrow.node
        if b.kind in (Kind.ANAPHOR, Kind.HERE) or a.kind is Kind.HERE:
            return False
        if a.kind is Kind.ANAPHOR:
            return b.level > a.level and b.kind is not Kind.DIVISION
        if a.level is Level.COUNTRY:
            return b.level > a.level and (b.kind is Kind.FOREIGN) == (a.surface != "中国")
        if a.level is Level.REGION or b.level is Level.REGION:
            return False
        if a.kind is Kind.DIVISION and b.kind is Kind.DIVISION:
            return bool(self.inside(a.surface, b.surface))
        return b.level > a.level and (b.kind is not Kind.DIVISION)

    @lru_cache(maxsize=1 << 16)  # noqa: B019  the finder lives as long as the process
    def inside(self, wide: str, narrow: str, level: int = 0) -> bool:
        """Whether a division of the first name holds one of the second (of that level of the gazetteer, if told)."""
        wides = self.gazetteer.named(self.names.aliases.get(wide, wide))
        return any(
            one.level > other.level and one.code.startswith(other.code[: 2 * other.level])
            for one in self.gazetteer.named(self.names.aliases.get(narrow, narrow))
            if not level or one.level == level
            for other in wides
        )

    def _supported(self, hit: _Hit, surfaces: set[str]) -> bool:
        """Whether the article has the whole name of a doubtful one."""
        return any(division.name in surfaces for division in self.gazetteer.bare.get(hit.node.surface, ()))


def _anchoring(hit: _Hit | None) -> int:
    """The level of a place on which a name without a gazetteer entry may follow, 0 where none may."""
    return int(hit.node.level) if hit and hit.node.kind in (Kind.DIVISION, Kind.LOCAL) else 0


def _is_stray(word: str, tag: str) -> bool:
    """Whether a word is tagged as a numeral though no numeral is in it: 许家."""
    return tag[0] == "m" and not any(character in "〇零一二三四五六七八九十百千万亿两几数多" for character in word)


def _keeps(hit: _Hit, start: int, end: int) -> bool:
    """Whether a known name stands against a township's that overlaps it: 长子 in 长子营镇 does not."""
    return hit.start < start or hit.node.surface != short(hit.node.surface)


def _words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")


def _suffix_pattern(suffixes: dict[str, Level], not_places: tuple[str, ...]) -> re.Pattern[str]:
    """All suffixes, longest first, but not where a word that is no place begins with them: 村民."""
    branches = []
    for suffix in sorted(suffixes, key=len, reverse=True):
        ahead = {word[len(suffix)] for word in not_places if len(word) == len(suffix) + 1 and word.startswith(suffix)}
        branch = re.escape(suffix)
        if suffix in ("区", "县", "旗"):
            # these end many words and few names that the gazetteer lacks
            behind = {word[0] for word in not_places if len(word) == 2 and word.endswith(suffix)}
            branch += f"(?<![{''.join(sorted(behind))}]{suffix})"
        if ahead:
            branch += f"(?![{''.join(sorted(ahead))}])"
        branches.append(branch)
    return re.compile("|".join(branches) or r"(?!)")
