"""Which place governs a quantity, as a path of what the article tells and as a division code."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from factpipe.model import Part, Place
from factpipe.model import Role as PartRole
from factpipe.resolve.places.finder import PlaceFinder, PlaceMention
from factpipe.resolve.places.names import Kind, Level, Node, short
from factpipe.resolve.places.roles import CLAUSE_END, Role, clause_starts, is_label

Path = tuple[Node, ...]
# an enumeration's members cost a look-up each time they are named, which tells in the loops below
_ANAPHOR, _DIVISION, _FOREIGN, _COUNTRY = Kind.ANAPHOR, Kind.DIVISION, Kind.FOREIGN, Level.COUNTRY
#: these say that a thing is of the country, hardly that the text is about it
_VAGUE = frozenset({"国内", "本国"})

NOWHERE = Place(None, None, None, None, None, None)
CHINA = Node("中国", Level.COUNTRY, Kind.FOREIGN)
#: between the members of a list
_LIST = re.compile(r"[、和与及]|以及|、?和")
_SENTENCE_END = frozenset("。！？!?；;：:，,”’")
_FIRST_CLAUSE = re.compile(f"[^{CLAUSE_END}]*")
#: longer lines are paragraphs, whatever they end in
_HEADING = 40
_HEAD_PARTS = frozenset({PartRole.KICKER, PartRole.TITLE, PartRole.SUBTITLE})


class _Focus(NamedTuple):
    """What the text is about from `start` on."""

    start: int
    path: Path


class _Line(NamedTuple):
    start: int
    end: int
    head: bool  # kicker, title, subtitle
    heading: bool  # of a section
    body: bool  # a paragraph: none of these, nor a byline or a date


class PlaceResolver:
    """Places of one article. Made once an article; `at` answers for each quantity.

    `parts` are the article's (an empty sequence will do: then its first line is taken for the title); `issue` is the
    date or the year of the issue (None: now). `publication` is the name of the paper.
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
        self._parts = parts
        self._publication = publication
        self._year = issue.year if isinstance(issue, date) else issue
        self._mentions: list[PlaceMention] | None = None  # until the first question

    def _begin(self) -> None:
        text, parts = self._text, self._parts
        self._mentions = self._finder.find(text)
        self._near: tuple[str, ...] | None = None
        self._home: Path = ()  # where the paper reports from, if the text names nothing else
        self._first: Path = ()  # what the article is about first
        self._lines = _lines(text, parts)
        self._line_starts = [line.start for line in self._lines]
        self._above: dict[str, Path] = {}
        self._resolved: dict[tuple[str, ...], Place] = {}
        self._focus: list[_Focus] = []
        self._sets: list[_Focus] = []
        if self._mentions:
            self._clauses = clause_starts(text)
            self._mention_starts = [mention.start for mention in self._mentions]
            self._learn()
            self._read()
        self._focus_starts = [one.start for one in self._focus]
        self._mention_starts = [mention.start for mention in self._mentions]

    @property
    def mentions(self) -> list[PlaceMention]:
        """The places that the text names, in order (the pipeline hands them to the linker)."""
        if self._mentions is None:
            self._begin()
        return self._mentions

    def at(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Place:
        """The place that governs the quantity text[start:end] of the sentence text[sentence_start:sentence_end]."""
        if self._mentions is None:
            self._begin()
        if not self._mentions:
            return NOWHERE
        path = self._governing(start, end, sentence_start, sentence_end)
        return self._place(path) if path else NOWHERE

    # -- reading the article once

    def _learn(self) -> None:
        """What the whole article tells: wider places of each name, the longest path; whether it is about the nation."""
        above = self._above
        told: dict[str, Node] = {}
        surfaces: set[str] = set()
        roots: set[str] = set()
        national = divisions = 0
        for mention in self._mentions:
            nodes = mention.nodes
            first = nodes[0]
            kind = first.kind
            if kind is _ANAPHOR:
                national += first.level is _COUNTRY and first.surface not in _VAGUE
            elif kind is _DIVISION or kind is _FOREIGN:
                divisions += kind is _DIVISION
                roots.add(first.surface)
            for depth, node in enumerate(nodes):
                surface = node.surface
                if depth and len(above.get(surface, ())) < depth:
                    above[surface] = nodes[:depth]
                if surface not in surfaces:
                    surfaces.add(surface)
                    if node.kind is _DIVISION and node.level < Level.COUNTY:
                        told[surface] = node
                        if self._labels(mention):
                            if not self._home and _LOCAL_PAPER.search(self._text, 0, mention.end + 6):
                                self._home = nodes
                            surfaces.discard(surface)
                            del told[surface]
        self._surfaces = surfaces
        self._national = national
        sectioned = any(line.heading for line in self._lines)
        self._nationwide = national > 2 and national > divisions and not sectioned
        self._alone = len({short(root) for root in roots}) < 2
        self._told = list(told.values())
        self._recurring: dict[str, bool] = {}

    def _labels(self, mention: PlaceMention) -> bool:
        line = self._line_starts[bisect_right(self._line_starts, mention.start) - 1]
        return is_label(self._text, mention.start, mention.end, line)

    def _read(self) -> None:
        """Follow the topic through the article; note what the focus is from each change on."""
        title: Path = ()
        topic: Path = ()  # of the article, then of the section
        focus: Path = ()
        groups = self._groups()
        at = 0
        leading = True  # no paragraph of the section has been read
        own = True  # the topic is that of the section, not the one of the title
        for number, line in enumerate(self._lines):
            body = line.body
            if line.heading:
                topic = title if title and self._carries(title, line.start) else ()
                focus = self._shift(line.start, topic)
                self._sets = []
                leading, own = True, False
            elif body and not leading:
                if topic:
                    if not self._goes_on(focus, topic, title, line):
                        focus = self._shift(line.start, topic)
                elif focus and not self._recurs(focus):
                    focus = self._shift(line.start, ())
            while at < len(groups) and groups[at][0].start < line.end:
                focus = self._recall(groups[at][0].start, focus)
                group = groups[at]
                if focus and group[0].nodes[-1] == focus[-1] and len(group) == 1 and (topic or not (leading or line.head)):
                    at += 1  # what the text is about anyway
                    continue
                role = self._role(group[0])
                focus = self._take(groups[at], role, focus, topic)
                at += 1
                self._first = self._first or focus
                if not focus or focus == topic:
                    continue
                if line.head or (leading and (role is Role.SITED or self._recurs(focus))):
                    if not topic or not own or _extends(focus, topic):
                        topic, own = focus, True
            focus = self._recall(line.end, focus)
            if line.head:
                title = topic
            elif body:
                leading = False

    def _goes_on(self, focus: Path, topic: Path, title: Path, line: _Line) -> bool:
        """Whether a paragraph stays with the place of the one before, or returns to what the article is about."""
        if topic != (CHINA,):
            return _extends(focus, topic)
        return topic != title or self._finder.here.search(self._text, line.start, line.end) is not None

    def _recall(self, before: int, focus: Path) -> Path:
        """The focus after the words before an offset that point back to a list of places."""
        while self._sets and self._sets[0].start <= before:
            start, focus = self._sets.pop(0)
            self._shift(start, focus)
        return focus

    def _role(self, mention: PlaceMention) -> Role:
        clause = self._clauses[bisect_right(self._clauses, mention.start) - 1]
        line = self._line_starts[bisect_right(self._line_starts, mention.start) - 1]
        return self._finder.roles.role(self._text, mention, clause, line)

    def _groups(self) -> list[list[PlaceMention]]:
        """The mentions, those of a list together: 上海、广东和浙江."""
        groups: list[list[PlaceMention]] = []
        for mention in self._mentions:
            last = groups[-1][-1] if groups else None
            if (
                last is not None
                and 0 < mention.start - last.end < 4
                and mention.kind is not Kind.ANAPHOR
                and last.kind is not Kind.ANAPHOR
                and _LIST.fullmatch(self._text, last.end, mention.start)
            ):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return groups

    def _shift(self, start: int, path: Path) -> Path:
        if not self._focus or self._focus[-1].path != path:
            self._focus.append(_Focus(start, path))
        return path

    def _take(self, group: list[PlaceMention], role: Role, focus: Path, topic: Path) -> Path:
        """The focus after a mention, or after a list of them."""
        first = group[0]
        if role in (Role.NONE, Role.PASSING):
            return focus
        if first.nodes[0].surface in self._finder.names.offices:
            if role not in (Role.OPENING, Role.INSIDE) or (focus and focus == topic and not focus[0].kind is Kind.FOREIGN):
                return focus
            role = Role.OPENING
        if len(group) == 1 and focus and first.kind is not Kind.ANAPHOR:
            holder = self._contained(first, role, focus)
            if holder:
                return holder
        path = self._complete(first, focus)
        if len(group) == 1 and first.kind is _DIVISION and _OPEN_SET.match(self._text, first.end):
            path = path[:-1] or focus
        if len(group) > 1:
            if self._remember_set(group, path, focus):
                return self._shift(first.start, path[: len(path) - 1] or focus)
            if self._role(group[-1]) in (Role.NONE, Role.ORGAN):
                return focus
            path = self._listed(group, path, focus)
        if not path or path == focus:
            return focus
        if path[-1].surface in _WORLD and role in (Role.LOCATIVE, Role.SITED):
            role = Role.INSIDE
        world = role is Role.INSIDE and (path[-1].kind is Kind.REGION or path == (CHINA,))
        if not focus and not world:
            return self._shift(first.start, path) if role is not Role.ORGAN or path[-1].level > Level.COUNTY else focus
        if role is Role.HELD and (focus != topic or focus == (CHINA,)) and not path[0].surface.startswith(_CAPITAL):
            return self._shift(first.start, path)  # what is held there; what the capital holds is the country's
        if role in (Role.HELD, Role.ORGAN):
            return focus
        if role is Role.OFFICE:
            return focus if _extends(focus, path) else self._shift(first.start, path)
        if not focus:
            return self._within_clause(group, path, focus)
        same = short(path[-1].surface) == short(focus[-1].surface)
        if role in (Role.OPENING, Role.LOCATIVE, Role.SITED):
            fuller = len(path[-1].surface) < len(focus[-1].surface) and path[-1].level > Level.PROVINCE
            return focus if same and fuller else self._shift(first.start, path)
        if same or any(short(node.surface) == short(path[-1].surface) for node in focus):
            return focus
        return self._within_clause(group, path, focus)

    def _contained(self, mention: PlaceMention, role: Role, focus: Path) -> Path:
        """The focus where a mention only tells in which wider place it lies: 河口村是东山县的穷村, 东山县地处黄河中游."""
        if role is not Role.SITED and role is not Role.INSIDE:
            return ()
        index = bisect_left(self._mention_starts, mention.start) - 1
        if index < 0:
            return ()
        subject = self._mentions[index]
        link = self._text[subject.end : mention.start]
        if link not in _LINKS or subject.nodes[-1].surface != focus[-1].surface:
            return ()
        if mention.kind is _DIVISION and mention.level < focus[0].level:
            wide = self._complete(mention, ())
            self._above[focus[0].surface] = wide
            return self._shift(mention.start, (*wide, *focus))
        return focus

    def _within_clause(self, group: list[PlaceMention], path: Path, focus: Path) -> Path:
        """The object of a clause governs what the clause counts after it, no more."""
        self._shift(group[0].start, path)
        return self._shift(_FIRST_CLAUSE.match(self._text, group[-1].end).end(), focus)

    def _remember_set(self, group: list[PlaceMention], path: Path, focus: Path) -> bool:
        """Note where the text points back to a list by its number: 四县的沿海地区 after 东宁、西宁、南安和北安.

        True where it does so at once (东宁和西宁两县).
        """
        text = self._text
        level = group[0].level
        if any(one.level is not level for one in group) or len(group) >= len(_NUMERALS):
            return False
        start, end = group[0].start, group[-1].end
        surface = text[start + len(group[0].surface) - len(group[0].nodes[-1].surface) : end]
        parent = path[: len(path) - 1]
        at_once = False
        nouns = "国" if level is Level.COUNTRY else _SET_NOUNS
        for match in re.finditer(rf"(?<!{_DIGIT}){_NUMERALS[len(group)]}个?(?:{nouns})的?", text[end:]):
            at = end + match.start()
            at_once = at_once or not match.start()
            part = self._finder.parts.match(text, end + match.end())
            told = surface + (match.group().removesuffix("的") + part.group() if part else "")
            after = part.end() if part else end + match.end()
            self._sets.append(_Focus(at, parent or focus))
            self._sets.append(_Focus(after, (*parent, Node(told, level, Kind.REGION))))
        self._sets.sort(key=lambda one: one.start)
        return at_once

    def _carries(self, title: Path, start: int) -> bool:
        """Whether what the title names is still the matter in the section that begins at `start`."""
        briefs = sum(
            line.heading and not (self._lines[number - 1].heading or self._lines[number - 1].head)
            for number, line in enumerate(self._lines)
        )
        if briefs < 2:
            return True
        if title == (CHINA,):
            return False
        return self._text.find(short(title[-1].surface)[:2], start) >= 0

    def _recurs(self, path: Path) -> bool:
        """Whether the article comes back to a place, or has no other."""
        surface = path[-1].surface
        known = self._recurring.get(surface)
        if known is None:
            if path == (CHINA,):
                known = self._national > 1 or self._alone
            else:
                stem = short(surface)[: 3 if path[-1].level < Level.SITE else 2]
                known = self._text.count(stem) > 1 or self._alone
            self._recurring[surface] = known
        return known

    def _listed(self, group: list[PlaceMention], path: Path, focus: Path) -> Path:
        """What a list of places is about: the place that it writes before the first, else the list itself."""
        nodes = group[0].nodes
        parent = path[: len(path) - 1] if len(nodes) > 1 else path[: len(path) - len(nodes)]
        if len(nodes) > 1 and any(len(one.nodes) > 1 for one in group[1:]):
            return focus or path[:0]
        if parent:
            return parent
        end = group[-1].end
        if self._text.startswith("等", end):
            return focus
        surface = self._text[group[0].start : end]
        return (Node(surface, nodes[0].level, Kind.REGION),)

    def _complete(self, mention: PlaceMention, focus: Path) -> Path:
        """The full path of a mention: what stands there, and what the article tells of its wider places."""
        nodes = mention.nodes
        first = nodes[0]
        if first.kind is Kind.HERE:
            return focus
        if first.kind is Kind.ANAPHOR:
            return self._antecedent(first, focus) + nodes[1:]
        alias = self._finder.names.aliases.get(first.surface)
        if alias:
            told = short(alias) if short(alias) in self._surfaces else None
            nodes = (first._replace(surface=told or alias), *nodes[1:])
            first = nodes[0]
        if first.level is Level.SITE and first.kind is Kind.LOCAL:
            whole = self._whole_site(first)
            if whole is not None:
                first, nodes = whole, (whole, *nodes[1:])
        whole = self._above.get(nodes[-1].surface)
        if whole and len(whole) >= len(nodes) and any(short(node.surface) == short(first.surface) for node in whole):
            return self._complete_known(whole) + nodes[-1:]
        known = self._above.get(first.surface)
        if known:
            return self._complete_known(known) + nodes
        if first.kind is Kind.DIVISION or (first.head and first.kind is Kind.LOCAL):
            return self._wider(first, focus) + nodes
        if first.kind is Kind.LOCAL:
            stem = first.surface[:2]
            wider = tuple(
                node
                for node in focus
                if node.level < first.level and node.kind is not Kind.REGION and not node.surface.startswith(stem)
            )
            county = self._county_of(first)
            if county is not None:
                wider = (*(self._above.get(county.surface) or self._wider(county, focus)), county)
            if wider and first.level < Level.SITE:
                self._above.setdefault(first.surface, wider)
            return wider + nodes
        if first.kind is Kind.FOREIGN and first.level > Level.COUNTRY:
            country = self._finder.names.country_of.get(first.surface)
            if country and country in self._surfaces:
                return (Node(country, Level.COUNTRY, Kind.FOREIGN), *nodes)
        return nodes

    def _county_of(self, node: Node) -> Node | None:
        """The county that the article names in which the gazetteer has a township of that name."""
        gazetteer = self._finder.gazetteer
        codes = gazetteer.townships.get(node.surface) if node.level is Level.TOWNSHIP else None
        if codes is None:
            return None
        for mention in self._mentions:
            for wide in mention.nodes:
                if wide.kind is Kind.DIVISION and wide.level is Level.COUNTY:
                    for one in gazetteer.named(wide.surface):
                        if one.level == 3 and any(code.startswith(one.code) for code in codes):
                            return wide
        return None

    def _whole_site(self, node: Node) -> Node | None:
        """The longer name of a site that the article writes elsewhere: 江东市场 for 江东农产品批发市场."""
        stem, tail = node.surface[:-2], node.surface[-2:]
        if len(stem) < 2:
            return None
        for mention in self._mentions:
            other = mention.nodes[-1]
            if len(other.surface) > len(node.surface) and other.surface.startswith(stem) and other.surface.endswith(tail):
                return other
        return None

    def _complete_known(self, known: Path) -> Path:
        first = known[0]
        if first.kind is Kind.ANAPHOR:
            return known[1:]
        if first.kind is Kind.DIVISION and first.level > Level.PROVINCE and first.surface not in self._above:
            return self._wider(first, ()) + known
        return known

    def _wider(self, first: Node, focus: Path) -> Path:
        """The divisions round one that the article names elsewhere: 辽宁 of 彰武县."""
        name = first.head or first.surface
        if name in self._above and first.head:
            return self._above[name]
        if first.level <= Level.PROVINCE:
            return ()
        stem = short(name)
        best: Node | None = None
        for wide in (*reversed(focus), *self._told):
            if wide.level >= first.level or (best and wide.level <= best.level) or wide.kind is not Kind.DIVISION:
                continue
            surface = wide.head or wide.surface
            if short(surface) != stem and self._finder.inside(surface, name, _GAZETTEER_LEVELS.get(first.level, 0)):
                best = wide if wide.surface == surface else wide._replace(surface=surface, head=None)
        if best is None:
            return ()
        return (*(self._above.get(best.surface) or self._wider(best, focus)), best)

    def _antecedent(self, anaphor: Node, focus: Path) -> Path:
        """The place that 全村, 该县, 我省 points back to."""
        if anaphor.level is Level.COUNTRY:
            if focus and focus[0].kind is Kind.FOREIGN and focus[0].level is Level.COUNTRY:
                return focus[:1]
            return (CHINA,)
        for trail in (focus, *(one.path for one in reversed(self._focus))):
            for depth in range(len(trail), 0, -1):
                if _answers(anaphor, trail[depth - 1]):
                    return (*trail[: depth - 1], self._in_full(trail[depth - 1]))
        for mention in self._mentions:
            for depth, node in enumerate(mention.nodes):
                if _answers(anaphor, node):
                    path = self._complete(mention, ())
                    return path[: len(path) - len(mention.nodes) + depth + 1]
        return self._of_paper(anaphor)

    def _of_paper(self, anaphor: Node) -> Path:
        """What 我市, 自治区 mean in the paper of a place."""
        if self._publication is None:
            return ()
        for mention in self._finder.find(self._publication)[:1]:
            if _answers(anaphor, mention.nodes[-1]):
                return (self._in_full(mention.nodes[-1]),)
            home = self._finder.gazetteer.resolve((mention.nodes[-1].surface,), self._year)
            if anaphor.level is Level.PROVINCE and home.province:
                return (Node(home.province, Level.PROVINCE, _DIVISION),)
        return ()

    def _in_full(self, node: Node) -> Node:
        """A division by its whole name, where the article has that."""
        if node.kind is not _DIVISION or node.level is Level.PROVINCE or node.surface != short(node.surface):
            return node
        for division in self._finder.gazetteer.bare.get(node.surface, ()):
            if division.name in self._surfaces:
                return node._replace(surface=division.name)
        return node

    # -- asking for a quantity

    def _governing(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Path:
        index = bisect_left(self._focus_starts, start) - 1
        path = self._focus[index].path if index >= 0 else ()
        first = bisect_left(self._mention_starts, sentence_start)
        next_one = bisect_left(self._mention_starts, start)
        if first == next_one:
            ahead = self._ahead(end, sentence_end, next_one, path)
            if ahead:
                return ahead
        if not path:
            line = self._lines[max(0, bisect_right(self._line_starts, start) - 1)]
            if line.head or line.heading:
                return self._section_topic(line)
            if self._home and not self._focus[0:1]:
                return self._home
            if self._nationwide or (index < 0 and self._first == (CHINA,)):
                return (CHINA,)
            if index < 0 and self._focus and self._focus[0].start < line.end and self._focus[0].path:
                return self._focus[0].path
        return path

    def _ahead(self, end: int, sentence_end: int, number: int, path: Path) -> Path:
        """The place that follows a quantity before which its sentence has none.

        It governs where the quantity is part of its attribute (三百亩的河口村), where it points back (给村里增收), or where
        the quantity stands in an adverbial before the sentence's subject.
        """
        if number >= len(self._mentions) or self._mentions[number].start >= sentence_end:
            return ()
        mention = self._mentions[number]
        text = self._text
        clause_end = _FIRST_CLAUSE.match(text, end).end()
        role = self._role(mention)
        near = text[end : mention.start] in ("", "的")
        pointing = mention.nodes[0].kind is Kind.ANAPHOR and mention.start < clause_end and mention.level > Level.COUNTRY
        subject = role is Role.OPENING and clause_end - end <= 4 and text[clause_end : clause_end + 1] in "，,"
        if not (near and role is not Role.NONE) and not pointing and not subject:
            return ()
        return self._complete(mention, path)

    def _section_topic(self, line: _Line) -> Path:
        """What the text under a headline is about, for a headline that names no place."""
        number = self._lines.index(line)
        while number < len(self._lines) and (self._lines[number].heading or self._lines[number].head):
            number += 1
        end = next((one.start for one in self._lines[number:] if one.heading), len(self._text) + 1)
        for focus in self._focus[bisect_left(self._focus_starts, line.start) :]:
            if focus.path and focus.start < end:
                return focus.path
        return ()

    def _place(self, path: Path) -> Place:
        surfaces = tuple(node.surface for node in path)
        known = self._resolved.get(surfaces)
        if known is None:
            known = self._resolved[surfaces] = self._resolve(path, surfaces)
        return known

    def _resolve(self, path: Path, surfaces: tuple[str, ...]) -> Place:
        names = []
        aliases = self._finder.names.aliases
        for node in path:
            if node.kind is Kind.FOREIGN and node.surface != CHINA.surface:
                return Place("".join(surfaces), None, None, None, None, None)
            if node.kind in (Kind.DIVISION, Kind.LOCAL):
                name = node.head or node.surface
                names.append(aliases.get(name, name))
        gazetteer = self._finder.gazetteer
        found = gazetteer.resolve(tuple(names), self._year)
        if found.county is None and any(node.level is Level.COUNTY for node in path):
            found = gazetteer.resolve(tuple(names), self._year, self._context())
        return Place("".join(surfaces), *found)

    def _context(self) -> tuple[str, ...]:
        """Codes of the provinces and prefectures that the article or the paper's name tells, to settle shared names."""
        if self._near is None:
            nodes = [*self._told, *self._home]
            if self._publication:
                nodes += [node for mention in self._finder.find(self._publication) for node in mention.nodes]
            resolve = self._finder.gazetteer.resolve
            codes = {resolve((node.surface,), self._year).code for node in nodes if node.kind is _DIVISION}
            self._near = tuple(sorted(code for code in codes if code))
        return self._near


_GAZETTEER_LEVELS = {Level.CITY: 2, Level.COUNTY: 3}
_WORLD = frozenset({"全球", "全世界", "世界各地", "世界范围", "国外", "海外"})
_NAMED = (Kind.DIVISION, Kind.FOREIGN)


def _extends(narrow: Path, wide: Path) -> bool:
    """Whether a path lies within another one, however they spell it."""
    return len(narrow) >= len(wide) and all(
        short(a.surface) == short(b.surface) for a, b in zip(narrow, wide, strict=False)
    )


_NUMERALS = ("", "", "[两二2２]", "[三3３]", "[四4４]", "[五5５]", "[六6６]", "[七7７]", "[八8８]", "[九9９]")
_DIGIT = "[0-9０-９.．一二两三四五六七八九十百千万第]"
_SET_NOUNS = "省区市|省市区|省市|省区|省份|县市区|县市|市县|县区|乡镇|省|市|县|区|州|乡|镇|村|地"


#: a local paper's dateline: 本报江城讯, 江城晚报讯
_LOCAL_PAPER = re.compile(r"本报[\u4e00-\u9fff]{2,6}讯|[\u4e00-\u9fff](?:晚报|日报|晨报|都市报|青年报)讯")


#: between a place and the wider one in which it lies
_LINKS = frozenset({"是", "位于", "地处", "坐落在", "坐落于", "隶属于", "隶属", "属于", "属", "在"})
#: after a place, which then stands for others as well: 等五个城市
_OPEN_SET = re.compile(r"等[0-9０-９一二三四五六七八九十两几多]+(?:多|余)?个?(?:城市|省份|省|市|县|区|乡镇|地|州|村)")


#: the autonomous regions: 全区 may mean one of them
_AUTONOMOUS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")
_CAPITAL = "北京"
_MUNICIPAL = (Level.PROVINCE, Level.CITY, Level.COUNTY)


def _answers(anaphor: Node, node: Node) -> bool:
    """Whether 全市 may mean a node: by its level and, for 市, 区, 州, by what it is called."""
    if node.kind in (Kind.REGION, Kind.ANAPHOR) or node.level is Level.COUNTRY:
        return False
    word, surface, level = anaphor.surface, node.surface, anaphor.level
    bare = surface == short(surface)
    if "市" in word:
        return surface.endswith("市") or (bare and node.level in _MUNICIPAL and node.kind is Kind.DIVISION)
    if "区" in word and level is Level.COUNTY:
        if node.level is Level.PROVINCE:
            return surface.startswith(_AUTONOMOUS)
        return (surface.endswith("区") and not surface.endswith("地区")) or (bare and node.level is Level.COUNTY)
    if level is Level.COUNTY:
        return node.level in (Level.COUNTY, Level.DISTRICT) and not surface.endswith(("市", "区"))
    if level is Level.PROVINCE:
        if "自治区" in word or "疆" in word:
            return node.level is Level.PROVINCE and surface.startswith(_AUTONOMOUS)
        return node.level is Level.PROVINCE and not surface.endswith("市")
    return node.level is level


def _is_heading(line: str) -> bool:
    """Whether a short line may head a section: it ends no sentence, unless a quoted title closes it."""
    if line[-1] == "”":
        return not line.startswith("“") and "。" not in line
    return line[-1] not in _SENTENCE_END


def _lines(text: str, parts: Sequence[Part]) -> tuple[_Line, ...]:
    """The lines of an article with what they are. Without parts the first line is the title, short ones are headings."""
    heads = [(part.start, part.end) for part in parts if part.role in _HEAD_PARTS]
    headings = {part.start for part in parts if part.role is PartRole.HEADING}
    bodies = [(part.start, part.end) for part in parts if part.role in (PartRole.BODY, PartRole.CAPTION)]
    lines: list[_Line] = []
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        line = raw.strip()
        if parts:
            head = any(a <= start < b for a, b in heads)
            heading = any(start <= a < end for a in headings)
        else:
            head = not lines and len(line) < 2 * _HEADING and line[-1:] not in _SENTENCE_END
            heading = bool(lines) and bool(line) and len(line) < _HEADING and _is_heading(line)
        if line or not lines:
            body = any(a <= start < b for a, b in bodies) if parts else not head and not heading
            lines.append(_Line(start, end, head, heading, body))
        start = end + 1
    return tuple(lines)
