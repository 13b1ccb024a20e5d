"""What an article is about as it goes on, place by place.

A place with which a clause begins, or in which something is (`在 …`), becomes the focus; one that a clause only deals
with holds until the clause ends, in a text on the country or a region until its sentence does, that of an organisation
with which it begins until the sentence ends; what only gives a cause holds for its clause as well; one where something
comes from or goes to, another organisation's, a dateline's, changes nothing; a part of the world holds for
its sentence, and so does the whole country in an article about a place within it; a site that is told rather than
named holds for its paragraph; what brackets with figures name holds within them. A new paragraph that names no place
stays within what the article is about, but one of the whole country leaves a place to which it never comes back; a new
section or a new dateline begins anew; a numbered heading goes back to what the article is about. What lasts for a
while ends where the focus is named again. What the state does for a place is told of that place; a list of places in
the focus holds for its clause.
"""

import re
from collections.abc import Iterator, Sequence

from factpipe.resolve.places.article import ArticlePlaces, international
from factpipe.resolve.places.lines import Line
from factpipe.resolve.places.lists import Lists, in_lists
from factpipe.resolve.places.names import CHINA, Kind, Level, PlaceMention, short
from factpipe.resolve.places.paths import Path, extends, is_fuller, is_told_by
from factpipe.resolve.places.roles import Role
from factpipe.resolve.places.trail import Trail

#: what a clause is about, rather than what it deals with
_BEGINNING = frozenset({Role.OPENING, Role.SITED, Role.LOCATIVE, Role.ACTING})
#: what an office of the state does or reports in its clause: 财政部下达, 据财政部介绍, 从财政部获悉
_REPORTING = frozenset({Role.OPENING, Role.ACTING, Role.LOCATIVE, Role.PASSING})
#: before what is only why something is so elsewhere: 由于|江城缺水，
_CAUSES = ("由于", "因", "因为", "随着", "鉴于", "面对", "对于", "虽然", "尽管")
#: with these a text tells of the place that its paper or its writer is at home in
_OURS = frozenset("我本全")
#: so long are given names, and what they are written in
_GIVEN, _HAN = 2, re.compile("[\u4e00-\u9fff]")
#: of what is seen being built there the paragraph goes on to tell as a whole: 在江城铁路建设|现场，
_SEEN = "现场"
#: how far into a section its title's place is looked for
_SECTION_REACH = 3_000
#: so far into a paragraph stands what points to the place of the one before, and what after it says that it does not
_POINTING, _SPOKEN = 16, frozenset("说讲谈指所")


def _narrower(topic: Path) -> bool:
    """Whether a text is about a place beside which the whole country is only mentioned."""
    return bool(topic) and topic != (CHINA,) and topic[-1].kind is not Kind.REGION


def _is_beyond(mention: PlaceMention, focus: Path) -> bool:
    """Whether 全县 or the like is more than the village or site that is all the text tells; 市内 is only near it."""
    node = mention.nodes[0]
    whole = mention.kind is Kind.ANAPHOR and node.level <= Level.COUNTY and node.surface[0] == "全"
    return whole and bool(focus) and focus[0].kind is Kind.LOCAL and focus[0].level > node.level


def _is_untold(mention: PlaceMention) -> bool:
    """Whether 我省 or the like, to which no place of the article answers, is another one than the text was about."""
    node = mention.nodes[0]
    return mention.kind is Kind.ANAPHOR and node.level <= Level.COUNTY and node.surface[0] in _OURS


def _is_deeper(path: Path, topic: Path) -> bool:
    """Whether a path is that of the topic with a level more that is told only later: 江城河口村, 江城东山县河口村."""
    if len(path) <= len(topic) or path[-1].surface != topic[-1].surface or path[-1].kind is not Kind.LOCAL:
        return False
    within = iter([short(node.surface) for node in path])
    return all(short(node.surface) in within for node in topic)


def _has_area(focus: Path, area: str, role: int) -> bool:
    """Whether a sort of area may be a part of what the text is about, and is more than dealt with: 支持贫困地区."""
    if role is not Role.OPENING and role is not Role.LOCATIVE:
        return False
    place = focus[-1] if focus else CHINA
    return place.level <= Level.CITY and place.kind is not Kind.REGION and not place.surface.endswith(area)


def _one_of(topic: Path, focus: Path) -> Path:
    """The one of the list that a text is about in which the focus lies."""
    whole = topic[-1]
    if whole.kind is Kind.REGION:
        for depth, node in enumerate(focus, start=1):
            if node.kind is Kind.DIVISION and short(node.surface) in whole.surface:
                return focus[:depth]
    return ()


class Topics:
    """Follows the topic through an article, as far as it is asked for, and notes it in the trail."""

    def __init__(self, article: ArticlePlaces) -> None:
        self._article = article
        self._text = article.text
        self._paths = article.paths
        self._finder = finder = article.finder
        self._world, self._abroad = finder.world, finder.abroad
        self._links = finder.links
        self.trail = Trail()
        self._lists = Lists(article, self.trail)
        self._read_to = 0
        self._reader = self._read()

    def read_up_to(self, offset: int) -> None:
        """Read the lines that begin before an offset."""
        while self._read_to <= offset:
            self._read_to = next(self._reader, len(self._text)) + 1

    def _read(self) -> Iterator[int]:
        """Note the focus from each change on. Yields where each line ends."""
        title: Path = ()
        topic: Path = ()  # of the article, then of the section
        focus: Path = ()
        groups = in_lists(self._text, self._article.mentions)
        at = 0
        leading = True  # no paragraph of the section has been read
        own = True  # the topic is that of the section, not the one of the title
        for line in self._article.lines:
            if line.heading or (line.news and not leading):
                topic = title if title and self._carries(title, line) else ()
                focus = self.trail.shift(line.start, topic)
                self._lists.forget()
                leading, own = True, False
            elif (line.body or line.part) and not leading:
                focus = self._resume(line, focus, topic, title)
            while at < len(groups) and groups[at][0].start < line.end:
                group = groups[at]
                at += 1
                if not (line.head or line.heading or line.body) and self._is_person(group[0]):
                    continue
                focus = self._lists.recall(group[0].start, focus)
                same = focus and group[0].nodes[-1] == focus[-1] and len(group) == 1
                same = same and not is_fuller(group[0].nodes, focus)
                if same and (topic or not (leading or line.head)):
                    self._restore(group[0], focus)
                    continue  # what the text is about anyway
                role = self._article.role(group[0])
                way = group[0].kind is Kind.WAY
                focus = self._along(group[0], role, focus) if way else self._take(group, role, focus, topic)
                if not focus or focus == topic or focus[-1].surface in self._world or focus[-1].kind is Kind.WAY:
                    continue
                if focus[-1].level is Level.SPOT:
                    continue
                if topic and _is_deeper(focus, topic):
                    topic = focus
                begins = role is Role.SITED or (
                    role is Role.OPENING and (self._paths.alone or (line.part and not topic))
                )
                lasting = line.head or (leading and (begins or self._paths.recurs(focus)))
                if lasting and (not topic or not own or (extends(focus, topic) and not line.part)):
                    topic, own = focus, True
            focus = self._lists.recall(line.end, focus)
            if line.head:
                title = topic
            elif line.body:
                leading = False
            yield line.end

    def _is_person(self, mention: PlaceMention) -> bool:
        """Whether a bare name in a byline is that of a person with the character before it: 本报记者|李|德昌."""
        start, end = mention.start, mention.end
        return end - start == _GIVEN and bool(_HAN.match(self._text, start - 1)) and not _HAN.match(self._text, end)

    # -- with a line

    def _resume(self, line: Line, focus: Path, topic: Path, title: Path) -> Path:
        """The focus with which a paragraph begins: that of the one before, or what the article is about."""
        if line.part and topic:
            return focus if focus == topic else self.trail.shift(line.start, topic)
        if self._article.begins_with_bullet(line) and self._article.bulleted:
            return self.trail.shift(line.start, ())
        if not topic:
            back = self._recurs(focus) or self._points_back(line)
            return self.trail.shift(line.start, ()) if focus and not back else focus
        if topic == (CHINA,):
            here = self._finder.here
            goes_on = topic != title and self._recurs(focus)
            goes_on = goes_on or here.search(self._text, line.start, line.end) is not None
        else:
            # in a text about 非洲 a country there is told of until another is
            abroad = bool(focus) and focus[0].kind is Kind.FOREIGN and focus != (CHINA,)
            within = abroad and topic[-1].kind is Kind.REGION
            goes_on = extends(focus, topic) or within
            one = _one_of(topic, focus)
            if one:
                return self.trail.shift(line.start, one)
        return focus if goes_on else self.trail.shift(line.start, topic)

    def _recurs(self, focus: Path) -> bool:
        """Whether the article comes back to the focus, or to a place round it."""
        return any(self._paths.recurs(focus[:depth]) for depth in range(len(focus), 0, -1))

    def _points_back(self, line: Line) -> bool:
        """Whether a paragraph begins with what points to the place of the one before: 为此，当地建起…, not 这里说的."""
        here = self._finder.here.search(self._text, line.start, line.start + _POINTING)
        return here is not None and self._text[here.end() : here.end() + 1] not in _SPOKEN

    def _carries(self, title: Path, line: Line) -> bool:
        """Whether what the title names is still the matter in the section that begins with a line.

        News with a dateline of their own that never name it are of another place.
        """
        stem = short(title[-1].surface)[:2]
        if line.news and title != (CHINA,):
            return self._text.find(stem, line.start, self._article.section_end(line)) >= 0
        if not self._article.briefs:
            return True
        return title != (CHINA,) and self._text.find(stem, line.start, line.start + _SECTION_REACH) >= 0

    # -- with a mention

    def _take(self, group: list[PlaceMention], role: int, focus: Path, topic: Path) -> Path:
        """The focus after a mention, or after a list of them, in an article or section about the topic."""
        first = group[0]
        office = first.nodes[0].surface in self._finder.names.offices
        if role is Role.NONE or (role is Role.PASSING and not office):
            return focus
        if international(first):
            end = self._sentence_end(group) if role is Role.OPENING else self._article.clause_end(first.end)
            return self.trail.for_a_while(first.start, (), focus, end)
        if first.surface in self._finder.names.state and focus and topic and topic != (CHINA,):
            return focus  # what it does there is told of there
        if office:
            begins = role in _REPORTING
            if not (begins and topic == (CHINA,)) and (focus or not (begins or role is Role.INSIDE)):
                aside = begins and self._reports(first, focus)
                return self._for_sentence(group, (CHINA,), focus) if aside else focus
            role = Role.OPENING
        if role is Role.OPENING and first.nodes[0].surface in self._finder.names.vague:
            role = Role.INSIDE
        if role is Role.OPENING and focus and self._text.endswith(_CAUSES, 0, first.start):
            role = Role.INSIDE
        holder = self._contained(group, role, focus)
        if holder:
            return holder
        spot = first.level is Level.SPOT
        if spot and first.surface in self._finder.areas and not _has_area(focus, first.surface, role):
            return focus
        path = self._path(group, role, focus)
        if spot or (len(path) > 1 and path[-1].kind is Kind.FEATURE):
            # only this sentence is about the river, only this paragraph about the site; what follows is about the place
            # in which it lies
            around = self._take_path(group, role, path[:-1], focus, topic)
            lasts = spot and first.nodes[-1].surface not in self._finder.areas and not first.surface.endswith(_SEEN)
            end = self._article.line_at(first.start).end if lasts else self._sentence_end(group)
            return self.trail.for_a_while(first.start, path, around, end)
        return self._take_path(group, role, path, focus, topic)

    def _take_path(self, group: list[PlaceMention], role: int, path: Path, focus: Path, topic: Path) -> Path:
        """The focus after a mention that has the path."""
        first = group[0]
        if not path or path == focus:
            if path:
                self._restore(first, focus)
            elif (role is Role.OPENING and _is_beyond(first, focus)) or _is_untold(first):
                focus = self.trail.shift(first.start, ())
            return focus
        aside = role is not Role.ORGAN and self._article.aside_end(first.start)
        beside = path == (CHINA,) and role in (Role.OPENING, Role.LOCATIVE) and focus and _narrower(topic)
        if aside or beside:
            return self.trail.for_a_while(first.start, path, focus, aside or self._sentence_end(group))
        return self._move(group, role, path, focus)

    def _path(self, group: list[PlaceMention], role: int, focus: Path) -> Path:
        """What a mention or a list of them says, nothing of an office that tells no more than the focus."""
        if len(group) > 1:
            return self._lists.path(group, focus)
        path = self._article.path(group[0], focus, self.trail.paths)
        first = group[0]
        if first.surface in self._finder.acting and len(focus) > len(path) and extends(focus, path):
            return () if self._finder.of_its_own.match(self._text, first.end) is None else path
        local = first.surface in self._finder.names.local_offices
        return () if local and (role is not Role.OPENING or extends(focus, path)) else path

    def _along(self, way: PlaceMention, role: int, focus: Path) -> Path:
        """The focus after a railway or a bridge: itself, where a clause begins with it and is about no narrower place.

        A headline's holds for its line, as what follows may be in one place along it.
        """
        if role is not Role.OPENING or not (not focus or focus == (CHINA,) or focus[-1].kind is Kind.WAY):
            return focus
        line = self._article.line_at(way.start)
        if line.body and focus != (CHINA,):
            return self.trail.shift(way.start, way.nodes)
        end = self._sentence_end([way]) if line.body else line.end
        return self.trail.for_a_while(way.start, way.nodes, focus, end)

    def _move(self, group: Sequence[PlaceMention], role: int, path: Path, focus: Path) -> Path:
        """The focus after a mention that has the path, by its role in the clause."""
        start = group[0].start
        if path[-1].surface in self._world and role is not Role.OPENING:
            role = Role.INSIDE
        inside = role in (Role.INSIDE, Role.ACTING)
        if inside and not focus and path[-1].surface not in self._world and self._article.line_at(start).head:
            role = Role.OPENING
        acting = role is Role.ACTING
        if acting:
            role = Role.INSIDE
        if not focus:
            return self._first(group, role, path, acting=acting)
        longer = path[-1].kind is not Kind.FOREIGN and is_fuller(path, focus)
        if longer and role is not Role.ORGAN:
            return self.trail.shift(start, path)  # 我县, 永宁县 write out what the headline calls 永宁
        if role is Role.ORGAN:
            return focus
        if self._paths.calls_bare(path, focus):
            return self.trail.shift(start, path)
        name = short(path[-1].surface)
        of_nation = acting and path == (CHINA,) and self._reports(group[0], focus)
        if acting and (of_nation or (path[-1].kind is Kind.DIVISION and not extends(focus, path))):
            return self._for_sentence(group, path, focus)
        listed = len(group) > 1 and path[-1].kind is Kind.REGION
        if role is Role.INSIDE or (listed and path[:-1] == focus):  # the text goes on about what they are all in
            return self._within_clause(group, path, focus)
        if path[-1].kind is Kind.FEATURE or (path[-1].kind is Kind.REGION and path[-1].surface not in self._world):
            return self._for_sentence(group, path, focus)
        same = name == short(focus[-1].surface) and path[-1].level > Level.PROVINCE
        shorter = same and len(path[-1].surface) < len(focus[-1].surface) and not focus[-1].surface.endswith("地区")
        return focus if shorter else self.trail.shift(start, path)

    def _first(self, group: Sequence[PlaceMention], role: int, path: Path, *, acting: bool) -> Path:
        """The focus after a mention that has the path, in a text that is about no place yet."""
        if path[-1].kind is Kind.FEATURE:
            return self._for_sentence(group, path, ())
        if role is Role.INSIDE:
            if path[-1].kind is Kind.REGION or path == (CHINA,):
                return self._within_clause(group, path, ())
            own = acting or path[0] == CHINA  # not only the country whose goods are spoken of
            if path[0].kind is Kind.FOREIGN and not (own and self._paths.recurs(path)):
                return self._for_sentence(group, path, ())
        organ = role is Role.ORGAN and path[-1].level <= Level.COUNTY
        if organ and path[-1].level > Level.PROVINCE and self._text.endswith(self._finder.working, 0, group[0].start):
            organ = False  # who works there is told of there: 老李是江城县供电公司职工
        return () if organ else self.trail.shift(group[0].start, path)

    def _reports(self, office: PlaceMention, focus: Path) -> bool:
        """Whether an office of the country reports or announces something in its clause, rather than does something at
        the focus: a place of China that the text is about only by the way, as no headline has it.
        """
        if not focus or focus[0].kind is Kind.FOREIGN or focus[-1].kind is Kind.REGION:
            return False
        if any(self._article.in_headlines((node,)) for node in focus):
            return False
        end = self._article.clause_end(office.end)
        return self._finder.telling.search(self._text, office.end, end) is not None

    def _within_clause(self, group: Sequence[PlaceMention], path: Path, focus: Path) -> Path:
        """The object of a clause governs what the clause counts after it; the sentence, if nothing else does."""
        if focus and path[-1].surface.endswith(self._abroad):
            return focus  # who or what comes from there: 引进海外人才
        clause = (focus or path[-1].surface in self._world) and not self._given(group)
        line = self._article.line_at(group[0].start)
        if self._stands_out(path, focus):
            clause = False  # in all the country nothing else is told of there
        if path == (CHINA,) and line.body and self._opens_on_home(group[0], focus):
            end = line.end
        else:
            end = self._article.figure_end(group[-1].end) if clause else self._sentence_end(group)
        return self.trail.for_a_while(group[0].start, path, focus, end)

    @staticmethod
    def _stands_out(path: Path, focus: Path) -> bool:
        """Whether a place is a division in a text on the country or a region, or abroad in one on the country."""
        if not focus or (focus != (CHINA,) and focus[-1].kind is not Kind.REGION):
            return False
        return path[-1].kind is Kind.DIVISION or (focus == (CHINA,) and path[0].is_abroad)

    def _opens_on_home(self, mention: PlaceMention, focus: Path) -> bool:
        """Whether a clause begins with 国内, in a text on no place that a headline has."""
        vague = mention.nodes[0].surface in self._finder.names.vague and self._article.role(mention) is Role.OPENING
        return vague and not (focus and self._article.in_headlines(focus))

    def _given(self, group: Sequence[PlaceMention]) -> bool:
        """Whether something is given to a place: 向江城提供贷款."""
        start, end = group[0].start, group[-1].end
        return start > 0 and self._text[start - 1] in "向为给" and self._finder.roles.given(self._text, end)

    def _restore(self, mention: PlaceMention, focus: Path) -> None:
        """End the while for which another place holds, where the text names the focus again.

        A country needs to begin a clause for that: 占全国的一半 goes on with what it is said of.
        """
        if self.trail.goes_beyond(mention.start):
            role = self._article.role(mention)
            within = role is Role.INSIDE and focus[0].kind is not Kind.FOREIGN
            if mention.surface in self._finder.names.vague or role in _BEGINNING or within:
                self.trail.shift(mention.start, focus)

    def _for_sentence(self, group: Sequence[PlaceMention], path: Path, focus: Path) -> Path:
        """The focus after a mention whose place holds for the rest of its sentence, `focus` from there on."""
        return self.trail.for_a_while(group[0].start, path, focus, self._sentence_end(group))

    def _sentence_end(self, group: Sequence[PlaceMention]) -> int:
        return self._article.sentence_end(group[-1].end)

    # -- where the focus itself lies

    def _contained(self, group: Sequence[PlaceMention], role: int, focus: Path) -> Path:
        """The focus where a mention only tells in which wider place it lies: 河口村是东山县的穷村, 地处东山县西部."""
        mention = group[0]
        of_country = role is Role.SITED and mention.level is Level.COUNTRY  # 地处我国南部
        back = mention.kind is Kind.ANAPHOR and not of_country
        if not focus or back or (role is not Role.SITED and role is not Role.INSIDE):
            return ()
        index = self._article.number(mention.start) - 1
        if index < 0:
            return ()
        place = focus[-1]
        subject = self._article.mentions[index]
        between = self._text[subject.end : mention.start]
        of_place = subject.nodes[-1].surface == place.surface
        linked = of_place and between in self._links
        predicate = self._predicate(group)
        if role is Role.INSIDE and predicate and any(mention.nodes[0].surface == node.surface for node in focus):
            return focus
        sited = role is Role.SITED and (linked or predicate)
        if not sited and (not linked or len(group) > 1):
            return ()
        if mention.kind is Kind.LOCAL and not (place.kind is Kind.LOCAL and place.level < Level.SITE):
            if sited and of_place and place.kind is Kind.DIVISION and between.lstrip("，,") in self._links:
                return focus  # 江城县|，地处|大河上游: the county is told of
            if not self._is_beside(mention):
                return ()
        if sited and place.kind is Kind.REGION:
            return ()
        return self._lying(group, focus) or (focus if sited and linked else ())

    def _lying(self, group: Sequence[PlaceMention], focus: Path) -> Path:
        """The focus with the wider place in which it is told to lie; nothing if that is no wider one."""
        mention, place = group[0], focus[-1]
        if mention.kind is Kind.LOCAL:
            wide = tuple(node for node in mention.nodes if node.level < place.level)  # 东山县|双河镇, not 东山县的大山
            if not wide:
                return focus if self._is_beside(mention) else ()
        else:
            wide = tuple(node for node in mention.nodes if node.kind is Kind.DIVISION)
        if wide and wide[-1].level >= place.level:
            return ()
        if not wide or len(group) > 1 or place.kind is not Kind.LOCAL:
            return focus
        name = wide[-1].head or wide[-1].surface  # 江城市西部 lies where 江城市 does
        around = focus[:-1] if wide[0].kind is Kind.LOCAL else ()
        wide = self._paths.complete((*wide[:-1], wide[-1]._replace(surface=name)), around)
        if len(wide) < len(focus) - 1 and any(short(node.surface) == short(name) for node in focus):
            return focus  # which tells more
        if is_told_by(place, wide[-1]):
            return focus
        self._paths.above[short(place.surface)] = wide
        return self.trail.shift(mention.start, (*wide, place))

    def _is_beside(self, mention: PlaceMention) -> bool:
        """Whether a mention is of a river or a mountain, where others may lie: 河口村地处秦岭南麓."""
        return self._finder.names.is_part(mention.nodes[-1])

    def _predicate(self, group: Sequence[PlaceMention]) -> bool:
        """Whether 位于 and a place make a clause without a subject, which is told of the focus."""
        start, end = group[0].start, group[-1].end
        return (
            self._text[self._article.clause_start(start) : start] in self._links and self._text[end : end + 1] != "的"
        )
