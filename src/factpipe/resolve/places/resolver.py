"""Which place governs a quantity, as a path of what the article tells and as a division code."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from factpipe.model import Part, Place, Role
from factpipe.resolve.places.finder import Node, PlaceFinder, PlaceMention
from factpipe.resolve.places.names import Kind, Level, short

NOWHERE = Place(None, None, None, None, None, None)
CHINA = "中国"
#: clauses end here
_CLAUSE = "，。；！？：\n,;!?:"
_DATELINE_AFTER = re.compile(r"[^，。；\n]{0,14}?(?:电|讯)(?=[\s（(：:　]|$)")
_DATELINE_BEFORE = re.compile(r"(?:新华社|中新社|中新网|本报|据|本台|社)[^，。；\n]{0,4}\Z|^\s*\Z")


class _Focus(NamedTuple):
    """What the text is about from `start` on: a path, widest first."""

    start: int
    path: tuple[Node, ...]
    sentence: bool = False


class PlaceResolver:
    """Places of one article. Made once an article; `at` answers for each quantity.

    `parts` are the article's (an empty sequence will do: then its first line is taken for the title); `year` is that of
    the issue (None: now). `publication` is the name of the paper: a local one tells where `我区`, `全市` are.
    """

    def __init__(
        self,
        finder: PlaceFinder,
        text: str,
        parts: Sequence[Part] = (),
        issue: date | int | None = None,
        publication: str | None = None,
    ) -> None:
        self._finder = finder
        self._text = text
        self._year = issue.year if isinstance(issue, date) else issue
        self._mentions = finder.find(text)
        self._starts = [mention.start for mention in self._mentions]
        self._contexts = _Contexts(finder)
        self._paths: dict[str, tuple[Node, ...]] = {}
        self._resolved: dict[tuple[str, ...], Place] = {}
        self._heads = _heads(text, parts)
        self._learn()
        self._read()

    def at(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Place:
        """The place that governs the quantity text[start:end] of the sentence text[sentence_start:sentence_end]."""
        path = self._governing(start, end, sentence_start, sentence_end)
        return self._place(path) if path else NOWHERE

    @property
    def mentions(self) -> list[PlaceMention]:
        """The places that the text names, in order."""
        return self._mentions

    # -- reading the article once

    def _learn(self) -> None:
        """Which wider places the article tells of a name: the longest path with it."""
        for mention in self._mentions:
            nodes = mention.nodes
            for depth in range(1, len(nodes)):
                known = self._paths.get(nodes[depth].surface)
                if known is None or len(known) < depth:
                    self._paths[nodes[depth].surface] = nodes[:depth]

    def _read(self) -> None:
        """Follow the topic through the article; note at each mention what the focus is from there on."""
        self._focus: list[_Focus] = []
        self._topic: tuple[Node, ...] = ()
        focus: tuple[Node, ...] = ()
        text = self._text
        last_level: dict[str, tuple[Node, ...]] = {}
        for mention in self._mentions:
            role = self._contexts.role(text, mention)
            path = self._complete(mention, focus)
            if not path:
                continue
            wide = self._is_ancestor(path, focus)
            if role == "passing" or role == "none":
                continue
            if role == "organ" and (wide or focus):
                continue
            if wide and not self._clause_initial(mention.start):
                continue
            focus = path
            self._focus.append(_Focus(mention.start, focus))
            if not self._topic:
                self._topic = focus
        self._focus_starts = [one.start for one in self._focus]
        del last_level

    def _clause_initial(self, start: int) -> bool:
        text = self._text
        at = start
        while at > 0 and start - at < 12 and text[at - 1] not in _CLAUSE:
            at -= 1
        return start - at < 12

    def _is_ancestor(self, path: tuple[Node, ...], focus: tuple[Node, ...]) -> bool:
        name = short(path[-1].surface)
        return any(short(node.surface) == name for node in focus[:-1])

    def _complete(self, mention: PlaceMention, focus: tuple[Node, ...]) -> tuple[Node, ...]:
        """The full path of a mention: what stands there, and what the article tells of its wider places."""
        nodes = mention.nodes
        first = nodes[0]
        if first.kind is Kind.HERE:
            return focus
        if first.kind is Kind.ANAPHOR:
            base = self._antecedent(first, focus)
            return base + nodes[1:] if base or len(nodes) > 1 else ()
        known = self._paths.get(first.surface)
        if known:
            return known + nodes
        if first.kind is Kind.DIVISION and first.level > Level.PROVINCE:
            for wide in (*reversed(focus), *(node for one in reversed(self._mentions) for node in one.nodes)):
                if wide.kind is Kind.DIVISION and wide.level < first.level and self._finder._inside(wide.surface, first.surface):
                    upper = self._paths.get(wide.surface, ())
                    return (*upper, wide, *nodes)
            return nodes
        if first.kind is Kind.LOCAL and first.level > Level.COUNTY:
            wider = tuple(node for node in focus if node.level < min(first.level, Level.SITE) and node.kind is not Kind.REGION)
            return wider + nodes
        return nodes

    def _antecedent(self, anaphor: Node, focus: tuple[Node, ...]) -> tuple[Node, ...]:
        """The place that 全村, 该县, 我省 points back to."""
        word = anaphor.surface
        if anaphor.level is Level.COUNTRY:
            if focus and focus[0].kind is Kind.FOREIGN:
                return focus[:1]
            return (Node(CHINA, Level.COUNTRY, Kind.FOREIGN),)
        for trail in (focus, *(one.path for one in reversed(self._focus))):
            for depth in range(len(trail), 0, -1):
                if _answers(word, anaphor.level, trail[depth - 1]):
                    return trail[:depth]
        return ()

    # -- asking for a quantity

    def _governing(self, start: int, end: int, sentence_start: int, sentence_end: int) -> tuple[Node, ...]:
        index = bisect_left(self._focus_starts, start) - 1
        if index >= 0:
            return self._focus[index].path
        return self._topic

    def _place(self, path: tuple[Node, ...]) -> Place:
        surfaces = tuple(node.surface for node in path)
        known = self._resolved.get(surfaces)
        if known is None:
            known = self._resolved[surfaces] = self._resolve(path, surfaces)
        return known

    def _resolve(self, path: tuple[Node, ...], surfaces: tuple[str, ...]) -> Place:
        names = []
        aliases = self._finder.names.aliases
        for node in path:
            if node.kind is Kind.FOREIGN and node.surface != CHINA:
                return Place("".join(surfaces), None, None, None, None, None)
            if node.kind in (Kind.DIVISION, Kind.LOCAL):
                names.append(aliases.get(node.head or node.surface, node.head or node.surface))
        return Place("".join(surfaces), *self._finder.gazetteer.resolve(names, self._year))


class _Contexts:
    """What the words beside a mention say of its role in the clause."""

    def __init__(self, finder: PlaceFinder) -> None:
        words = finder.lexicon.contexts
        self._passing = re.compile(".*(?:" + _any(words.passing) + r")\Z", re.S)
        self._organisation = re.compile(r"[^，。；、！？：（）()“”\s的]{0,8}?(?:" + _any(words.organisation) + ")")
        self._kind_of = re.compile(_any(words.kind_of))
        self._government = re.compile("(?:" + _any(words.government) + ")")
        self._event = re.compile(r"(?:" + _any(words.event) + ")")

    def role(self, text: str, mention: PlaceMention) -> str:
        start, end = mention.start, mention.end
        if mention.kind in (Kind.ANAPHOR, Kind.HERE):
            return "topic"
        before = text[max(0, start - 6) : start]
        if "《" in text[max(0, start - 20) : start] and "》" not in text[max(0, start - 20) : start]:
            return "none"
        line = text.rfind("\n", 0, start) + 1
        if start - line < 24 and _DATELINE_AFTER.match(text, end) and _DATELINE_BEFORE.search(text[line:start]):
            return "none"
        if text[start - 1 : start] in "（(" and text[end : end + 1] in "）)":
            return "none"
        if self._organisation.match(text, end):
            return "organ"
        if self._kind_of.match(text, end):
            return "none"
        if self._government.match(text, end):
            return "organ"
        if self._passing.match(before):
            return "passing"
        return "topic"


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _answers(word: str, level: Level, node: Node) -> bool:
    """Whether 全市 may mean a node: by its level and, for 市 县 区, by what it is called."""
    if node.kind is Kind.REGION:
        return False
    kind = word[-1] if word[-1] in "省市县区州旗乡镇村" else word[1:2]
    surface = node.surface
    if kind == "市":
        return surface.endswith("市") or node.level in (Level.CITY, Level.COUNTY, Level.PROVINCE) and surface == short(surface)
    if kind == "区":
        return surface.endswith("区") and node.level <= Level.DISTRICT or surface == short(surface) and node.level in (Level.COUNTY,)
    if level is Level.SITE:
        return node.level is Level.SITE
    if level is Level.COUNTY:
        return node.level in (Level.COUNTY, Level.DISTRICT)
    return node.level is level


def _heads(text: str, parts: Sequence[Part]) -> tuple[tuple[int, int], ...]:
    """Spans of the titles: of kicker, title and subtitle, or the first line."""
    if parts:
        return tuple((one.start, one.end) for one in parts if one.role in (Role.KICKER, Role.TITLE, Role.SUBTITLE))
    end = text.find("\n")
    return ((0, end if end >= 0 else len(text)),)
