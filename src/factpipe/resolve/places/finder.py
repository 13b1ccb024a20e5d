"""Find the places that a text names: known names, names by their suffix, and what of them stands together."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from factpipe import tokens, trie
from factpipe.resolve.gazetteer import Gazetteer
from factpipe.resolve.places.names import (
    BOUNDARY,
    CHINA,
    Hit,
    Kind,
    Level,
    Names,
    Node,
    PlaceMention,
    hit_of,
    mention_of,
    short,
)
from factpipe.resolve.places.roles import RoleReader
from factpipe.resolve.places.sounds import Sounds
from factpipe.resolve.places.stems import LEVEL_CHARACTERS, PROVINCES
from factpipe.resolve.places.unlisted import Unlisted
from factpipe.resolve.places.ways import Ways
from factpipe.rules.ruleset import RuleSet
from factpipe.sentences import CLAUSE_ENDS, JOINTS

#: what makes a street of a name; not 路段, 街道, 街头
_STREET = re.compile(r"路(?![段线网])|街(?![道头区])|大道|大街")
_STREETS = frozenset("路街大")
#: these go on the name of a foreign city: 莫斯科|市, 哈瓦那|省, 仰光|港; not 莫斯科|市场, 仰光|港口
_ABROAD = re.compile(r"市(?!场|民(?![政族航营生建]))|[省州]|邦(?![交联])|港(?![口务元币股])")
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
#: before a river or a mountain of which something is told
_BEFORE_FEATURE = frozenset("，。；！？：　 \n在") | {""}
#: after a river or a mountain that lies in the place named before it
_AFTER_FEATURE = frozenset("，,。；的上里中边")
#: verbs of one character after it; others may begin what is called by it: 黄河|给水
_VERBS = frozenset("是有在")
#: in a list of rivers and mountains none is what a clause is about
_LIST_MARKS = frozenset("、")
#: are called by the mountain in which they lie
_CALLED = re.compile("特?[大长]?隧道|[号站]")
#: what ends in these is a district of a city, or too wide
_SEAS = frozenset("海湾")
#: the last character of 山区 and 市区, of which the first is that of the name before it: 沂蒙山|区, 拉萨市|区
_DISTRICT = "区"
#: after 市区 they make two of it: 市|区两级, 市|区县
_TWO_LEVELS = frozenset("两县级委政长划属")
#: in a place, some part of it or other
_SEVERAL = "多地"
#: the seat of a county, told with it: 江城县|城; not 江城县|城镇居民
_SEAT = "城"
_NO_SEAT = frozenset("镇乡关区市中东西南北")
#: how many provinces of a part of the country are meant: 中西部|22个省份, 南方|六省区; not 六省委, 三省一市
_MEMBERS = re.compile(
    "(?:[0-9０-９]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[两二三四五六七八九])个?"
    "(?:省区市|省市区|省市|省区|省份|省)(?![委政长内际级会一两])"
)
#: regions that are points of the compass: of China, unless a place stands right before them
_COMPASS = re.compile("(?:[东西南北]{1,2}[部方]?|中?[东西]部|华[东西南北中])(?:地区|山区)?")
#: what may have a region named right after it
_NAMED = (Kind.DIVISION, Kind.LOCAL, Kind.FOREIGN)
#: a county stands so near after the province that tells what it is
_NEAR = 200
#: clauses begin after these
_STOPS = frozenset(f"{CLAUSE_ENDS} 　")
#: after 在 and a name that is another word as well
_PAUSES = frozenset("，,的")
#: what words are that have a place's name in them and are none
_OTHER = frozenset({"nr", "nrt", "nrfg", "n", "v", "i"})
_OTHER_PLACES = _OTHER | {"ns"}


class PlaceFinder:
    """Finds place mentions. Built once from the rules; `find` may be called from anywhere."""

    def __init__(self, rules: RuleSet, gazetteer: Gazetteer) -> None:
        lexicon = rules.places
        self.gazetteer = gazetteer
        self.names = Names(lexicon, gazetteer)
        self.roles = RoleReader(lexicon.contexts, rules.times.plans)
        #: what of a place its name may be told with: 沿岸, 南麓, 北部山区
        parts = (*lexicon.contexts.parts, *lexicon.areas)
        self.parts = re.compile(f"(?:{trie.pattern(parts)}){{1,2}}")
        self.areas = frozenset(lexicon.areas)
        #: words that point to the place named last
        self.here = re.compile(trie.pattern(lexicon.here))
        #: regions where everything is: 全球
        self.world = frozenset(lexicon.world)
        #: between a place and the wider one in which it lies: 属于
        self.links = frozenset(lexicon.contexts.links)
        #: between an amount and the place for which it is spent: 三亿元|抗旱资金，用于支持|江城
        funds, helping = trie.pattern(lexicon.contexts.funds), trie.pattern(lexicon.contexts.helping)
        self.granted = re.compile(
            rf"[\u4e00-\u9fff]{{0,16}}?(?:(?:{funds}[，,])?[主要全部统筹重点]{{0,2}}用于|{funds}[，,])?{helping}"
        )
        #: words of a firm's accounts
        self.accounts = re.compile(trie.pattern(lexicon.contexts.accounts))
        #: those, and others that an article on firms has
        self.business = re.compile(trie.pattern((*lexicon.contexts.accounts, *lexicon.contexts.business)))
        #: before the number of an anniversary of the country's
        events = trie.pattern(lexicon.contexts.national_events)
        self.national_event = re.compile(rf"(?:{events})[\u4e00-\u9fff]{{0,4}}\Z")
        #: before the number of an anniversary that is nowhere
        self.unplaced_events = tuple(lexicon.contexts.unplaced_events)
        #: before the office in which someone works, and what an office reports
        self.working = tuple(lexicon.contexts.working)
        self.telling = re.compile(trie.pattern(lexicon.contexts.telling))
        #: how a clause begins that is an adverbial of the next
        self.leading = re.compile(rf"[\s　”]*{trie.pattern(lexicon.contexts.leading)}")
        #: who governs round the place that a text is about, and does something for it: 县里帮他办厂
        self.acting = frozenset(lexicon.contexts.acting)
        #: after those, what there is in the whole of it, or what they do for all of it: 县里的|六十万亩, 省里出台|办法
        ruling = trie.pattern(lexicon.contexts.ruling)
        self.of_its_own = re.compile(f"的?[0-9０-９一二三四五六七八九十百千]|的每|[^，。；]{{0,6}}{ruling}")
        #: words that tell of what one firm does
        self.firms = re.compile(trie.pattern(lexicon.contexts.firms))
        #: what an article on firms has
        self.of_firms = re.compile(trie.pattern(lexicon.contexts.of_firms))
        #: what the title of a row of short news holds
        self.bulletin = re.compile(trie.pattern(rules.layout.brief))
        self.inside = lru_cache(maxsize=1 << 16)(self._inside)
        self._sounds = Sounds(lexicon.sounds, lexicon.sounding)
        self._unlisted = Unlisted(lexicon, gazetteer, self.inside)
        self._ways = Ways(lexicon.ways, (*lexicon.sorts, *lexicon.doubtful))
        self._not_places = frozenset(lexicon.not_places)
        #: bare names that are other words as well, or those of people
        self._doubtful = frozenset(lexicon.doubtful) | frozenset(lexicon.given_names.first)
        self._families = frozenset(lexicon.given_names.family)
        #: with a name before them they make that of a mountain, an island; those and what makes that of a township
        self._landforms = frozenset(word for word in lexicon.landforms if len(word) == 1)
        self._landed = LEVEL_CHARACTERS | self._landforms
        self._part_heads = frozenset(part[0] for part in parts) | {_DISTRICT, _SEAT}
        #: a region of a province, by what it ends in, or by what it is called for short: 关中平原, 赣南
        ends = trie.pattern(lexicon.contexts.province_parts)
        self._part_region = re.compile(f".*{ends}|{PROVINCES}[东西南北中]")
        self._joints = frozenset(lexicon.contexts.joints)
        self._joint_length = max(map(len, self._joints), default=0)

    def find(self, text: str) -> list[PlaceMention]:
        """All places of a text in order; names that belong together are one mention."""
        known = self._sounds.find(text, self._backed(text, self._known(text)))
        return self._chains(text, self._ways.find(text, self._unlisted.find(text, known)))

    def _known(self, text: str) -> list[Hit]:
        """The names of the lexicon and the gazetteer, the longest at each place; doubtful ones may overlap others."""
        lengths, name_of = self.names.lengths, self.names.by_surface.get
        hits: list[Hit] = []
        last = 0
        for start in self.names.starts(text):
            if start < last:
                continue
            thirds = lengths[text[start : start + 2]]
            for length in thirds.get(text[start + 2 : start + 3]) or thirds[""]:
                end = start + length
                name = name_of(text[start:end])
                if name is None:
                    continue
                kind, level, sure, node, plain = name
                if not plain:
                    if self.names.is_another(text, start, end):
                        continue
                    if kind is Kind.FOREIGN:
                        end, node = _abroad(text, start, end, node)
                # a doubtful name hides nothing that begins within it: 从江 in 从江苏
                last = end if sure else start + 1
                part = level is Level.SPOT and bool(hits) and hits[-1].end == start and _has_parts(hits[-1].node)
                if kind is not Kind.STOP and not part:  # 云南|边疆地区: told with the place
                    hits.append(hit_of((start, end, node, sure)))
                break
        return hits

    def _backed(self, text: str, hits: list[Hit]) -> list[Hit]:  # noqa: PLR0912  one reason after the other
        """Without the doubtful ones that neither a wider place beside them nor the rest of the article backs."""
        doubtful = [(index, hit) for index, hit in enumerate(hits) if not hit.sure]
        backed: set[str] = set()
        listed: set[str] = set()
        cities: set[str] = set()
        if doubtful:
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
                if not any(self.inside(city, surface) for city in cities):
                    continue
            long = end - start > 2 and node.kind is not Kind.FOREIGN and text[start + 1 : end] not in _TOWNS
            beside = bool(kept) and start == last and self.inside(kept[-1].node.surface, surface)
            if kept and start == last and not beside and self._is_of_another(text, kept[-1].node, node, end):
                continue
            person = not long and not beside and self._is_person(text, start, node)
            if long or surface in listed or (not person and _is_word(text, start, end, node, beside=beside)):
                kept.append(hit)
                last = end
                if node.level < Level.COUNTY and node.kind is Kind.DIVISION:
                    wide = hit
        return kept

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
        return surface[-1] not in "区市" and self.inside(wide.node.surface, surface)

    def _supported(self, hit: Hit, surfaces: set[str]) -> bool:
        """Whether the article has the whole name of a doubtful one."""
        return any(division.name in surfaces for division in self.gazetteer.bare.get(hit.node.surface, ()))

    def _recurs(self, hit: Hit, doubtful: list[tuple[int, Hit]], surfaces: set[str]) -> bool:
        """Whether a doubtful name is a county's whole one (新县), to which an article on its province comes back."""
        surface = hit.node.surface
        if surface[-1] not in "县市" or sum(other.node.surface == surface for _, other in doubtful) < 2:
            return False
        return any(wide != surface and self.inside(wide, surface) for wide in surfaces)

    def _beside(self, text: str, hits: list[Hit], index: int, backed: set[str]) -> bool:
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
        return self._joined(text, wide, hit)

    def _chains(self, text: str, hits: list[Hit]) -> list[PlaceMention]:
        """Names that stand together as one mention each."""
        mentions: list[PlaceMention] = []
        index = last = 0
        size, reach, part_heads = len(hits), self._joint_length, self._part_heads
        while index < size:
            hit = hits[index]
            index += 1
            start, end, node, _sure = hit
            kind = node.kind
            if start < last or kind is Kind.HERE:
                continue  # what the text is about, which needs no telling
            alone = index == size or hits[index].start - end > reach
            plain = kind is not Kind.FEATURE and kind is not Kind.REGION
            if alone and plain and text[end : end + 1] not in part_heads:
                mentions.append(mention_of(start, end, (node,)))
                last = end
                continue
            group = [hit]
            while index < size and hits[index].start - end <= reach:
                if not self._joined(text, group[-1], hits[index]):
                    break
                group.append(hits[index])
                end = hits[index].end
                index += 1
            beside = hits[index] if index < size and hits[index].start == end else None
            if beside and kind is Kind.REGION and beside.node.kind in (Kind.DIVISION, Kind.FOREIGN):
                continue  # 西非|多哥: the narrower one tells
            mention = self._mention(text, group)
            if mention is None:
                continue
            if beside and beside.node.kind is Kind.REGION and mention.end == beside.start:
                mention, last = self._with_region(text, mention, beside)
            else:
                last = mention.end
            mentions.append(mention)
        return mentions

    def _with_region(self, text: str, mention: PlaceMention, region: Hit) -> tuple[PlaceMention, int]:
        """A mention with the region named right after it, and where the next may begin.

        The region may be a part of the province, which is told with it (陕西|关中平原); in a smaller place a point of
        the compass is no region of the country: 江城县|西部.
        """
        wide = mention.nodes[-1]
        if wide.surface == CHINA.surface or wide.kind not in _NAMED:
            return mention, mention.end
        if _COMPASS.fullmatch(region.node.surface):
            return mention, region.end
        told = self._mention(text, [region])
        if told is None or wide.level is not Level.PROVINCE or not self._part_region.fullmatch(told.nodes[-1].surface):
            return mention, mention.end
        part = told.nodes[-1]._replace(level=Level.SITE, kind=Kind.FEATURE, head=None)
        return mention_of(mention.start, told.end, (*mention.nodes, part)), told.end

    def _mention(self, text: str, group: list[Hit]) -> PlaceMention | None:
        """The mention that names make, with the part of the last that the text tells: 南麓, 沿岸, 六省区."""
        _, end, last, _ = group[-1]
        nodes = (last,) if len(group) == 1 else tuple([one.node for one in group])
        part = self._part(text, end, last)
        if part and text[part.start() : part.end() + 1] in self._not_places:
            part = None  # 江城|地区生产总值
        if last.kind is Kind.FEATURE:
            return self._feature(text, group, nodes, part)
        members = _MEMBERS.match(text, end) if last.kind is Kind.REGION and last.surface not in self.world else None
        if members:  # the number itself is a fact: it is no part of the mention
            told = last._replace(surface=last.surface + members.group(), head=last.surface)
            return mention_of(group[0].start, end, (*nodes[:-1], told))
        seat = last.surface[-1] == "县" and text[end : end + 1] == _SEAT and text[end + 1 : end + 2] not in _NO_SEAT
        if part is None or last.kind is Kind.ANAPHOR:
            return mention_of(group[0].start, end + seat, nodes)
        if part.group() == _SEVERAL:
            return mention_of(group[0].start, part.end(), nodes)
        if not (last.level <= Level.CITY or part.group() == "地区" or last.surface[-1] in "山江河湖"):
            return mention_of(group[0].start, end, nodes)
        told = Node(_stem(last, part, end) + part.group(), max(last.level, Level.REGION), last.kind, last.surface)
        return mention_of(group[0].start, part.end(), (*nodes[:-1], told))

    def _part(self, text: str, end: int, last: Node) -> re.Match[str] | None:
        """The part that the text tells of a name that ends there; 山区 and 市区 begin with the end of the name."""
        after = text[end : end + 1]
        if after not in self._part_heads:
            return None
        part = self.parts.match(text, end)
        if part is None and after == _DISTRICT:
            city = last.surface[-1] == "市" and text[end + 1 : end + 2] not in _TWO_LEVELS
            if city or (last.kind is Kind.FEATURE and last.surface[-1] == "山"):
                part = self.parts.match(text, end - 1)
        return part

    def _feature(
        self, text: str, group: list[Hit], nodes: tuple[Node, ...], part: re.Match[str] | None
    ) -> PlaceMention | None:
        """A river or a mountain with a part of it, or alone where something is told of it; else what lies round it."""
        start, (_, end, last, _) = group[0].start, group[-1]
        if part:
            stem = _stem(last, part, end)
            told = Node(stem + part.group(), Level.SITE, Kind.LOCAL, stem)
            return mention_of(start, part.end(), (*nodes[:-1], told))
        if len(group) > 1:
            if nodes[0].kind is not Kind.ANAPHOR and self._goes_on(text, end):
                return mention_of(start, end, nodes)
            return mention_of(start, group[-2].end, nodes[:-1])
        if self._alone(text, start, end):
            return mention_of(start, end, nodes)
        if not self._begins(text, start, end) or last.surface[-1] in _SEAS:
            return None
        return mention_of(start, end, (last._replace(kind=Kind.WAY),))

    @staticmethod
    def _begins(text: str, start: int, end: int) -> bool:
        """Whether a clause begins with a river or a mountain, not with a list of them or with what is called by it."""
        before = text[start - 1 : start] if start else ""
        listed = before in _LIST_MARKS or text[end : end + 1] in _LIST_MARKS
        return before in BOUNDARY and not listed and _CALLED.match(text, end) is None

    def _goes_on(self, text: str, end: int) -> bool:
        """Whether a name that ends there is that of a river or a mountain, not of what is called by it: 长江|大桥."""
        if text[end : end + 1] in _AFTER_FEATURE or text[end : end + 1].isdigit():
            return True
        segmenter = tokens.segmenter()
        word = next(iter(segmenter.cut(text[end : end + 4])), "")
        deed = len(word) > 1 or word in _VERBS
        return deed and segmenter.tag_of(word)[0] in "vdpc" and "工程" not in text[end : end + 6]  # 黄河|给水工程

    def _alone(self, text: str, start: int, end: int) -> bool:
        """Whether something is told of a river or a mountain, not of what is called by it: 黄河|开河, not 黄河|大桥."""
        if text[end : end + 1].isdigit():  # 治理黄河|280公里河道
            return True
        before = text[start - 1 : start]
        if before == "的":  # 今天的黄河，
            return text[end : end + 1] in "，,"
        if before not in _BEFORE_FEATURE:
            return False
        if text[end : end + 1] in "，,":
            return before == "在"
        segmenter = tokens.segmenter()
        word = segmenter.cut(text[end : end + 4])[:1]
        return bool(word) and word[0] != "边" and segmenter.tag_of(word[0])[0] in "vdp"

    def _joined(self, text: str, wide: Hit, narrow: Hit) -> bool:
        """Whether the second name goes on the path that the first begins."""
        gap = text[wide.end : narrow.start]
        if gap and gap not in self._joints:
            return False
        a, b = wide.node, narrow.node
        if b.kind is Kind.ANAPHOR or b.kind is Kind.HERE or a.level is Level.REGION or b.level is Level.REGION:
            return False
        if a.kind is Kind.DIVISION and b.kind is Kind.DIVISION:
            return self.inside(a.surface, b.surface) or (not gap and self._apart(a, b))
        if b.level <= a.level:
            return False
        if a.level is Level.COUNTRY and a.kind is not Kind.ANAPHOR:
            return (b.kind is Kind.FOREIGN) == (a.surface != CHINA.surface)
        return b.kind is not Kind.DIVISION

    @staticmethod
    def _apart(wide: Node, narrow: Node) -> bool:
        """Whether a text means another place than the gazetteer knows by that name: 重庆|南山区."""
        return (
            wide.level in (Level.PROVINCE, Level.CITY)
            and narrow.level is Level.COUNTY
            and narrow.surface[-1] in "县区旗"
            and len(narrow.surface) > 2
        )

    def _inside(self, wide: str, narrow: str, level: int = 0) -> bool:
        """Whether a division of the first name holds one of the second (of that level of the gazetteer, if told)."""
        wides = self.gazetteer.named(self.names.aliases.get(wide, wide))
        return any(
            one.level > other.level and one.code.startswith(other.code[: 2 * other.level])
            for one in self.gazetteer.named(self.names.aliases.get(narrow, narrow))
            if not level or one.level == level
            for other in wides
        )


def _stem(node: Node, part: re.Match[str], end: int) -> str:
    """What of a name that ends there stands before a part of it: 沂蒙 before 山区."""
    return node.surface[: len(node.surface) - (end - part.start())]


def _has_parts(node: Node) -> bool:
    """Whether a place is told with an area right after it as one name."""
    return node.kind not in (Kind.ANAPHOR, Kind.HERE, Kind.FOREIGN)


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


def _abroad(text: str, start: int, end: int, node: Node) -> tuple[int, Node]:
    """Where a foreign name ends, and what it is with what goes on it: 莫斯科|市."""
    if node.level is not Level.CITY or _ABROAD.match(text, end) is None:
        return end, node
    end += 1
    level = Level.PROVINCE if text[end - 1] in "省州邦" else node.level
    return end, node._replace(surface=text[start:end], level=level)


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
