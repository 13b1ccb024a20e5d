"""Names that stand together → one mention, with the part of the last place that the text tells: 江城县|北部山区."""

import re
from collections.abc import Sequence

from factpipe import tokens, trie
from factpipe.resolve.places.names import BOUNDARY, CHINA, Hit, Kind, Level, Node, PlaceMention, mention_of
from factpipe.resolve.places.nesting import Nesting
from factpipe.resolve.places.stems import PROVINCES
from factpipe.rules.entries.places import File

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


class Chains:
    """Makes mentions of names. Built once; has no state between texts."""

    def __init__(self, lexicon: File, nesting: Nesting) -> None:
        self._nesting = nesting
        self._world = frozenset(lexicon.world)
        self._not_places = frozenset(lexicon.not_places)
        parts = (*lexicon.contexts.parts, *lexicon.areas)
        #: what of a place its name may be told with: 沿岸, 南麓, 北部山区
        self.parts = re.compile(f"(?:{trie.pattern(parts)}){{1,2}}")
        self._part_heads = frozenset(part[0] for part in parts) | {_DISTRICT, _SEAT}
        #: a region of a province, by what it ends in, or by what it is called for short: 关中平原, 赣南
        ends = trie.pattern(lexicon.contexts.province_parts)
        self._part_region = re.compile(f".*{ends}|{PROVINCES}[东西南北中]")

    def mentions(self, text: str, hits: Sequence[Hit]) -> list[PlaceMention]:
        """Names that stand together as one mention each."""
        mentions: list[PlaceMention] = []
        index = last = 0
        size, reach, part_heads = len(hits), self._nesting.reach, self._part_heads
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
                if not self._nesting.joined(text, group[-1], hits[index]):
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
        members = _MEMBERS.match(text, end) if last.kind is Kind.REGION and last.surface not in self._world else None
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


def _stem(node: Node, part: re.Match[str], end: int) -> str:
    """What of a name that ends there stands before a part of it: 沂蒙 before 山区."""
    return node.surface[: len(node.surface) - (end - part.start())]
