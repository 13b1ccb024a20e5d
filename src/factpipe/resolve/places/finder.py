"""Find the places that a text names: one pass for known names, one for the suffixes that make unknown ones."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factpipe import tokens
from factpipe.resolve.gazetteer import Gazetteer
from factpipe.resolve.places.names import Kind, Level, Names, short

if TYPE_CHECKING:
    from factpipe.rules.ruleset import RuleSet

#: how far before its suffix a name may begin
_REACH = 12
_RUN = re.compile(r"[\u3400-\u9fff·]*\Z")
#: parts of speech that no name begins with
_NO_NAME = frozenset("vpdcrumqtfyezo")
_GENERIC = frozenset({"n", "vn", "a", "an", "ad", "b", "v", "d", "f", "s", "t", "i", "l", "m", "q", "j", "vd", "z", "k"})
#: suffixes that make a name of their own with the bare name of a division before them: 长沙经济开发区
_LEVEL_OF = {"新区": Level.DISTRICT, "区": Level.DISTRICT, "县": Level.COUNTY, "旗": Level.COUNTY, "地区": Level.DISTRICT}


class Node(NamedTuple):
    """One step of a path. `head` is the division's name with which a site's name begins (长沙经济开发区)."""

    surface: str
    level: Level
    kind: Kind
    head: str | None = None


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


class PlaceFinder:
    """Finds place mentions. Built once from the rules; `find` may be called from anywhere."""

    def __init__(self, rules: "RuleSet", gazetteer: Gazetteer) -> None:
        lexicon = rules.places
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.names = Names(lexicon, gazetteer)
        levels: dict[str, Level] = {}
        for name, words in lexicon.levels.items():
            if name in ("county", "township", "village"):
                for suffix in words.suffixes:
                    levels[suffix] = Level[name.upper()]
        levels |= dict.fromkeys(lexicon.site_suffixes, Level.SITE)
        levels["地区"] = Level.DISTRICT
        levels |= {suffix: level for suffix, level in _LEVEL_OF.items() if suffix in levels}
        self._suffix_level = {suffix: level for suffix, level in levels.items() if suffix not in ("市", "州")}
        self._suffix = _suffix_pattern(self._suffix_level, lexicon.not_places)
        self._not_in_names = re.compile(".*(?:" + "|".join(map(re.escape, lexicon.not_in_names or ("\0",))) + ")", re.S)
        self._sorts = frozenset(lexicon.sorts)
        self._parts = _words_pattern(lexicon.contexts.parts)
        self._joints = frozenset(lexicon.contexts.joints)
        self._joint_length = max(map(len, self._joints), default=0)
        self._locative = tuple(lexicon.contexts.locative)
        self._trim = lru_cache(maxsize=1 << 13)(self._trim_uncached)

    def find(self, text: str) -> list[PlaceMention]:
        """All places of a text in order; names that belong together are one mention."""
        hits = self._known(text)
        hits = self._unlisted(text, hits)
        return self._chains(text, hits)

    def _known(self, text: str) -> list[_Hit]:
        lengths, names = self.names.lengths, self.names.by_surface
        hits: list[_Hit] = []
        last = 0
        for match in self.names.start.finditer(text):
            start = match.start()
            if start < last:
                continue
            options = lengths.get(text[start : start + 2])
            if options is None:
                continue
            for length in options:
                surface = text[start : start + length]
                name = names.get(surface)
                if name is not None:
                    last = start + length
                    if name.kind is not Kind.STOP:
                        hits.append(_Hit(start, last, Node(surface, name.level, name.kind), name.sure))
                    break
        return hits

    def _unlisted(self, text: str, hits: list[_Hit]) -> list[_Hit]:
        """`hits` and the names that only their suffix tells."""
        starts = [hit.start for hit in hits]
        added: list[_Hit] = []
        absorbed: set[int] = set()
        last_end = 0
        for match in self._suffix.finditer(text):
            at, end = match.span()
            before = bisect_right(starts, at) - 1
            if before >= 0 and hits[before].end > at and hits[before].end >= end:
                continue
            level = self._suffix_level[match.group()]
            floor = max(last_end, at - _REACH, 0)
            anchor = None
            while before >= 0 and hits[before].end > at:
                before -= 1
            if before >= 0 and hits[before].end >= floor and hits[before].node.kind not in (Kind.ANAPHOR, Kind.HERE):
                anchor = before
                floor = max(floor, hits[before].end)
            run = _RUN.search(text, floor, at)
            start = run.start() if run else at
            found = self._name(text, start, at, end, level, hits[anchor] if anchor is not None else None)
            if found is None and last_end and last_end == floor and start == floor:
                found = self._name(text, start, at, end, level, added[-1])
            if found is None:
                continue
            hit, takes_anchor = found
            if takes_anchor:
                absorbed.add(anchor)
            added.append(hit)
            last_end = end
        if not added:
            return hits
        kept = [
            hit
            for index, hit in enumerate(hits)
            if index not in absorbed and not _overlaps(hit, added)
        ]
        return sorted(kept + added)

    def _name(
        self, text: str, start: int, at: int, end: int, level: Level, anchor: _Hit | None
    ) -> tuple[_Hit, bool] | None:
        """The name whose suffix is text[at:end] and that begins at `start` or later; whether it takes in the anchor."""
        between = text[start:at]
        suffix = text[at:end]
        adjoining = anchor is not None and anchor.end == start
        if adjoining:
            if anchor.node.kind is Kind.FEATURE and level is Level.SITE and "的" not in between:
                surface = text[anchor.start : end]
                return _Hit(anchor.start, end, Node(surface, level, Kind.LOCAL), True), True
            if not between:
                return self._after_name(text, anchor, at, end, level)
            joint = next((j for j in sorted(self._joints, key=len, reverse=True) if between.startswith(j)), "")
            between = between[len(joint) :]
            start += len(joint)
            adjoining = not joint
        cut = self._not_in_names.match(between)
        if cut:
            start += cut.end()
            between = between[cut.end() :]
            adjoining = False
        if not between or between in self._sorts:
            return None
        if level is Level.TOWNSHIP:
            for offset in range(max(0, len(between) - 8), len(between)):
                if len(between) - offset > 1 and between[offset:] + suffix in self.gazetteer.townships:
                    name = between[offset:] + suffix
                    return _Hit(start + offset, end, Node(name, level, Kind.LOCAL), True), False
        drop = self._trim(between, suffix, adjoining or text[max(0, start - 1) : start] in ("在", "于"))
        if drop < 0:
            return None
        surface = between[drop:] + suffix
        if len(surface) - len(suffix) > (10 if level is Level.SITE else 6):
            return None
        if adjoining and drop == 0 and level is Level.SITE and anchor.node.surface == short(anchor.node.surface) and (
            anchor.node.kind is Kind.DIVISION
        ):
            node = Node(text[anchor.start : end], level, Kind.LOCAL, anchor.node.surface)
            return _Hit(anchor.start, end, node, True), True
        return _Hit(start + drop, end, Node(surface, level, Kind.LOCAL), True), False

    def _after_name(self, text: str, anchor: _Hit, at: int, end: int, level: Level) -> tuple[_Hit, bool] | None:
        """A suffix right after a known name: 柳梧|村, 西固|地区, 长沙|开发区; not 北京|市场."""
        suffix = text[at:end]
        surface = text[anchor.start : end]
        whole = anchor.node.surface != short(anchor.node.surface)
        if anchor.node.kind is Kind.LOCAL:
            return (_Hit(anchor.start, end, Node(surface, level, Kind.LOCAL), True), True) if not whole else None
        if anchor.node.kind is not Kind.DIVISION or whole or suffix in ("市场", "公园", "广场", "农场", "基地", "商场"):
            return None
        head = anchor.node.surface if anchor.sure else None
        return _Hit(anchor.start, end, Node(surface, level, Kind.LOCAL, head), True), True

    def _trim_uncached(self, between: str, suffix: str, located: bool) -> int:
        """How many characters to drop before the name begins; -1 where there is none."""
        drop = 0
        words = tokens.tag(between)
        while words and len(words[0][0]) > 1 and words[0][1][0] in _NO_NAME:
            drop += len(words[0][0])
            words = words[1:]
        if not words or between[drop:] in self._sorts:
            return -1
        if words[-1][0] in self._sorts and not located:
            return -1
        if not located and all(len(word) > 1 and tag in _GENERIC for word, tag in words):
            return -1
        if all(word in self._sorts for word, _ in words):
            return -1
        return drop

    def _chains(self, text: str, hits: list[_Hit]) -> list[PlaceMention]:
        """Names that stand together are one mention; names that need support and have none are dropped."""
        surfaces = {hit.node.surface for hit in hits}
        mentions: list[PlaceMention] = []
        index = 0
        while index < len(hits):
            hit = hits[index]
            index += 1
            group = [hit]
            end = hit.end
            while index < len(hits) and self._joined(text, group[-1], hits[index]):
                group.append(hits[index])
                end = hits[index].end
                index += 1
            group = [one for one in group if one.sure or len(group) > 1 or self._supported(one, surfaces)]
            if not group:
                continue
            last = group[-1]
            part = self._parts.match(text, last.end) if last.end == end else None
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
            return bool(self._inside(a.surface, b.surface))
        return b.level > a.level and (b.kind is not Kind.DIVISION)

    @lru_cache(maxsize=1 << 12)  # noqa: B019  the finder lives as long as the process
    def _inside(self, wide: str, narrow: str) -> bool:
        wides = self.gazetteer.named(self.names.aliases.get(wide, wide))
        return any(
            one.level > other.level and one.code.startswith(other.code[: 2 * other.level])
            for one in self.gazetteer.named(self.names.aliases.get(narrow, narrow))
            for other in wides
        )

    def _supported(self, hit: _Hit, surfaces: set[str]) -> bool:
        """Whether the article has the whole name of a doubtful one."""
        return any(division.name in surfaces for division in self.gazetteer.bare.get(hit.node.surface, ()))


def _overlaps(hit: _Hit, added: list[_Hit]) -> bool:
    index = bisect_left(added, (hit.start,))
    return any(one.start < hit.end and hit.start < one.end for one in added[max(0, index - 1) : index + 2])


def _words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")


def _suffix_pattern(suffixes: dict[str, Level], not_places: tuple[str, ...]) -> re.Pattern[str]:
    """All suffixes, longest first, but not where a word that is no place has them: 农村, 村民."""
    branches = []
    for suffix in sorted(suffixes, key=len, reverse=True):
        ahead = {word[len(suffix)] for word in not_places if len(word) == len(suffix) + 1 and word.startswith(suffix)}
        behind = {word[0] for word in not_places if len(word) == len(suffix) + 1 and word.endswith(suffix)}
        branch = re.escape(suffix)
        if behind:
            branch += f"(?<![{''.join(sorted(behind))}]{suffix})"
        if ahead:
            branch += f"(?![{''.join(sorted(ahead))}])"
        branches.append(branch)
    return re.compile("|".join(branches) or r"(?!)")
