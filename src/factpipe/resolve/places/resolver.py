"""Which place governs a quantity, as a path of what the article tells and as a division code.

An article is read once, place by place, as a reader follows what it is about: a place with which a clause begins, or
in which something is (`在 …`), becomes the focus; one that a clause only deals with holds until the clause ends, that
of an organisation with which it begins until the sentence ends; one where something comes from or goes to, another
organisation's, a dateline's, changes nothing; a part of the world holds for its sentence, and so does the whole country
in an article about a place within it. A new paragraph that names no place stays within what the article is about, a new
section or a new dateline begins anew, a numbered heading does not. What lasts for a while ends where the focus is named
again. A quantity of provinces lies in none of them; what the state does for a place is told of that place.
What a firm's accounts count has no place but the one that their sentence or the headline names.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from factpipe.model import Part, Place
from factpipe.resolve.places.finder import PlaceFinder, PlaceMention
from factpipe.resolve.places.lines import Line, lines_of
from factpipe.resolve.places.names import Kind, Level, Node, short
from factpipe.resolve.places.paths import CHINA, STATE, VAGUE, Path, Paths, extends
from factpipe.resolve.places.roles import Role, clause_starts

NOWHERE = Place(None, None, None, None, None, None)
#: what a clause is about, rather than what it deals with
_BEGINNING = frozenset({Role.OPENING, Role.SITED, Role.LOCATIVE, Role.ACTING})
#: between the members of a list
_LIST = re.compile(r"[、和与及至到]|以及|、?和")
_SENTENCE_END = re.compile(r"[。！？\n]")
#: they are where everything is, so that nothing is said of a thing by them
_WORLD = frozenset({"全球", "全世界", "世界各地", "世界范围", "国外", "海外"})
#: between a place and the wider one in which it lies
_LINKS = frozenset({"是", "位于", "地处", "坐落在", "坐落于", "隶属于", "隶属", "属于", "属", "在"})
_NUMERALS = ("", "", "[两二2２]", "[三3３]", "[四4４]", "[五5５]", "[六6６]", "[七7７]", "[八8８]", "[九9９]")
_DIGIT = "[0-9０-９.．一二两三四五六七八九十百千万第]"
_SET_NOUNS = "省区市|省市区|省市|省区|省份|县市区|县市|市县|县区|乡镇|省|市|县|区|州|乡|镇|村|地"
#: how the number of listed places ends
_SET_NOUN = re.compile(rf"(?:{_SET_NOUNS})\Z")
#: what closes a list of places: 等地, 等七省, 两县; not 市委, 地下
_SET_TAIL = re.compile(
    rf"等?(?:[0-9０-９一二三四五六七八九十两几多]+(?:多|余)?个?)?(?:城市|国家|地区|国|段|{_SET_NOUNS})"
    r"(?![落时委政府长区场民级处])(?<!地(?=下))"
)
#: what a quantity counts after its number: provinces (28个省、市、自治区), or states as parties to something (两国)
_NUMBER = re.compile(r".*[0-9０-９一二三四五六七八九十两几余多]")
_PROVINCES = re.compile(r"个?(?:省(?![道级会委城政长内外直])|自治区)")
_STATES = re.compile(r"国(?![家际道产企债有语内外民资])")
#: what is counted where a list of places ends in its number: 等八个|偏远的山区县
_LISTED = re.compile(rf"[^，。；、：]{{0,10}}?(?:城市|{_SET_NOUNS}|国)(?![级委政长内际])")
#: between a quantity and the place that it is told of: 三百亩|的|河口村, 住了十年|的|河口村
_ATTRIBUTE = re.compile(r"(?:[\u4e00-\u9fff]{0,4}的)?")
#: marks before short news; so many lines are looked at for them
_BULLETS = frozenset("▲●■◆△◇")
_FEW = 40
#: how far a text may point back to a list by its number
_SET_REACH = 3_000
#: so many lists at a time are a table, to which nothing points back
_MANY = 60
#: how far into a section its title's place is looked for
_SECTION_REACH = 3_000


class _Focus(NamedTuple):
    """What the text is about from `start` on."""

    start: int
    path: Path


def _adjoin(last: PlaceMention, mention: PlaceMention) -> bool:
    """Whether provinces or regions stand one after the other as a list does: 云南贵州四川, 华北东北."""
    return last.end == mention.start and last.level is mention.level and last.level in (Level.PROVINCE, Level.REGION)


def _narrower(topic: Path) -> bool:
    """Whether a text is about a place beside which the whole country is only mentioned."""
    return bool(topic) and topic != (CHINA,) and topic[-1].kind is not Kind.REGION


def _international(mention: PlaceMention) -> bool:
    """Whether what a mention tells of is nowhere: 国际市场, 国际油价."""
    return mention.kind is Kind.REGION and mention.surface.startswith("国际")


def _one_of(topic: Path, focus: Path) -> Path:
    """The one of the list that a text is about in which the focus lies."""
    whole = topic[-1]
    if whole.kind is Kind.REGION:
        for depth, node in enumerate(focus, start=1):
            if node.kind is Kind.DIVISION and short(node.surface) in whole.surface:
                return focus[:depth]
    return ()


class PlaceResolver:
    """Places of one article. Made once an article; it reads the article when it is first asked.

    `parts` are the article's (an empty sequence will do: then its first line is taken for the title); `issue` is the
    date or the year of the issue (None: now). `publication` is the name of the paper, which tells where `我市` is.
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

    @property
    def mentions(self) -> list[PlaceMention]:
        """The places that the text names, in order (the pipeline hands them to the linker)."""
        if self._mentions is None:
            self._begin()
        return self._mentions

    def at(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Place:
        """The place that governs the quantity text[start:end] of the sentence text[sentence_start:sentence_end]."""
        if not self.mentions:
            return NOWHERE
        path = self._governing(start, end, sentence_start, sentence_end)
        return self._place(path) if path else NOWHERE

    def _begin(self) -> None:
        text = self._text
        self._mentions = self._finder.find(text)
        if not self._mentions:
            return
        self._lines = lines_of(text, self._parts)
        self._line_starts = [line.start for line in self._lines]
        self._clauses = clause_starts(text)
        self._mention_starts = [mention.start for mention in self._mentions]
        told = {"year": self._year, "publication": self._publication}
        self._paths = Paths(self._finder, text, self._mentions, self._line_starts, **told)
        self._headlines = "\n".join(text[line.start : line.end] for line in self._lines if line.head)
        self._sectioned = any(line.heading for line in self._lines)
        self._resolved: dict[int, tuple[Path, Place]] = {}
        self._near: tuple[str, ...] | None = None
        self._briefs: bool | None = None
        self._sets: list[_Focus] = []
        #: what the text is about from an offset on
        self._starts: list[int] = []
        self._trail: list[Path] = []
        self._read_to = 0
        self._reader = self._read()

    # -- reading the article once

    def _read_up_to(self, offset: int) -> None:
        """Read the lines that begin before an offset."""
        while self._read_to <= offset:
            self._read_to = next(self._reader, len(self._text)) + 1

    def _read(self) -> Iterator[int]:
        """Follow the topic through the article; note the focus from each change on. Yields where each line ends."""
        title: Path = ()
        topic: Path = ()  # of the article, then of the section
        focus: Path = ()
        groups = self._groups()
        at = 0
        leading = True  # no paragraph of the section has been read
        own = True  # the topic is that of the section, not the one of the title
        for line in self._lines:
            if line.heading or (line.news and not leading):
                topic = title if title and self._carries(title, line.start) else ()
                focus = self._shift(line.start, topic)
                self._sets = []
                leading, own = True, False
            elif line.body and not leading:
                focus = self._resume(line, focus, topic, title)
            while at < len(groups) and groups[at][0].start < line.end:
                group = groups[at]
                at += 1
                focus = self._recall(group[0].start, focus)
                same = focus and group[0].nodes[-1] == focus[-1] and len(group) == 1
                if same and (topic or not (leading or line.head)):
                    self._restore(group[0], focus)
                    continue  # what the text is about anyway
                role = self._role(group[0])
                focus = self._take(group, role, focus, topic)
                if not focus or focus == topic or focus[-1].surface in _WORLD:
                    continue
                begins = role is Role.SITED or (role is Role.OPENING and self._paths.alone)
                lasting = line.head or (leading and (begins or self._paths.recurs(focus)))
                if lasting and (not topic or not own or extends(focus, topic)):
                    topic, own = focus, True
            focus = self._recall(line.end, focus)
            if line.head:
                title = topic
            elif line.body:
                leading = False
            yield line.end

    def _resume(self, line: Line, focus: Path, topic: Path, title: Path) -> Path:
        """The focus with which a paragraph begins: that of the one before, or what the article is about."""
        if self._text[line.start : line.end].lstrip()[:1] in _BULLETS and self._bulleted():
            return self._shift(line.start, ())
        if not topic:
            back = any(self._paths.recurs(focus[:depth]) for depth in range(len(focus), 0, -1))
            return self._shift(line.start, ()) if focus and not back else focus
        if topic == (CHINA,):
            goes_on = topic != title or self._finder.here.search(self._text, line.start, line.end) is not None
        else:
            goes_on = extends(focus, topic)
            one = _one_of(topic, focus)
            if one:
                return self._shift(line.start, one)
        return focus if goes_on else self._shift(line.start, topic)

    def _bulleted(self) -> bool:
        """Whether the article is a row of short news, each with a mark before it."""
        return sum(self._text[line.start : line.end].lstrip()[:1] in _BULLETS for line in self._lines[:_FEW]) > 1

    def _carries(self, title: Path, start: int) -> bool:
        """Whether what the title names is still the matter in the section that begins at `start`."""
        if not self._are_briefs():
            return True
        stem = short(title[-1].surface)[:2]
        return title != (CHINA,) and self._text.find(stem, start, start + _SECTION_REACH) >= 0

    def _are_briefs(self) -> bool:
        """Whether the sections are news of their own, one after the other."""
        if self._briefs is None:
            self._briefs = sum(now.heading and before.body for before, now in pairwise(self._lines)) > 1
        return self._briefs

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
        last: PlaceMention | None = None
        for mention in self._mentions:
            if (
                last is not None
                and mention.start - last.end < 4
                and mention.kind is not Kind.ANAPHOR
                and last.kind is not Kind.ANAPHOR
                and (_LIST.fullmatch(self._text, last.end, mention.start) or _adjoin(last, mention))
            ):
                groups[-1].append(mention)
            else:
                groups.append([mention])
            last = mention
        return groups

    def _shift(self, start: int, path: Path) -> Path:
        while self._starts and self._starts[-1] > start:  # the end of a clause that another place cuts short
            self._starts.pop()
            self._trail.pop()
        if not self._trail or self._trail[-1] != path:
            self._starts.append(start)
            self._trail.append(path)
        return path

    def _path(self, mention: PlaceMention, focus: Path) -> Path:
        if _international(mention):
            return ()
        if mention.nodes[0].kind is Kind.ANAPHOR:
            return self._paths.antecedent(mention, focus, self._trail)
        return self._paths.complete(mention, focus)

    def _take(self, group: list[PlaceMention], role: Role, focus: Path, topic: Path) -> Path:
        """The focus after a mention, or after a list of them, in an article or section about the topic."""
        first = group[0]
        if role is Role.NONE or role is Role.PASSING:
            return focus
        if _international(first):
            end = self._sentence_end(first.end) if role is Role.OPENING else self._clause_end(first.end)
            return self._for_a_while(group, (), focus, end)
        if first.surface in STATE and focus and topic and topic != (CHINA,):
            return focus  # what it does there is told of there
        if first.nodes[0].surface in self._finder.names.offices:
            begins = role in (Role.OPENING, Role.ACTING)
            if not (begins and topic == (CHINA,)) and (focus or not (begins or role is Role.INSIDE)):
                return focus
            role = Role.OPENING
        if role is Role.OPENING and first.nodes[0].surface in VAGUE:
            role = Role.INSIDE
        holder = self._contained(group, role, focus)
        if holder:
            return holder
        path = self._of_list(group, focus) if len(group) > 1 else self._path(first, focus)
        if not path or path == focus:
            if path:
                self._restore(first, focus)
            return focus
        if path == (CHINA,) and role is Role.OPENING and focus and _narrower(topic):
            return self._for_a_while(group, path, focus, self._sentence_end(group[-1].end))
        return self._move(group, role, path, focus)

    def _move(self, group: list[PlaceMention], role: Role, path: Path, focus: Path) -> Path:
        """The focus after a mention that has the path, by its role in the clause."""
        first = group[0]
        start = first.start
        if path[-1].surface in _WORLD and role is not Role.OPENING:
            role = Role.INSIDE
        inside = role in (Role.INSIDE, Role.ACTING)
        if inside and not focus and path[-1].surface not in _WORLD and self._in_title(start):
            role = Role.OPENING
        acting = role is Role.ACTING
        if acting:
            role = Role.INSIDE
        everywhere = role is Role.INSIDE and (path[-1].kind is Kind.REGION or path == (CHINA,))
        if not focus:
            if everywhere:
                return self._within_clause(group, path, focus)
            organ = role is Role.ORGAN and path[-1].level <= Level.COUNTY
            return focus if organ else self._shift(start, path)
        longer = len(path[-1].surface) > len(focus[-1].surface) and path[-1].kind is not Kind.FOREIGN
        if longer and role is not Role.ORGAN and len(path) == len(focus) and extends(path, focus):
            return self._shift(start, path)  # 我县, 永宁县 write out what the headline calls 永宁
        if role is Role.ORGAN:
            return focus
        name = short(path[-1].surface)
        if acting and path[-1].kind is Kind.DIVISION and not extends(focus, path):
            return self._for_a_while(group, path, focus, self._sentence_end(group[-1].end))
        if role is Role.INSIDE:
            return self._within_clause(group, path, focus)
        if path[-1].kind is Kind.REGION and path[-1].surface not in _WORLD:
            return self._for_a_while(group, path, focus, self._sentence_end(group[-1].end))
        same = name == short(focus[-1].surface) and path[-1].level > Level.PROVINCE
        shorter = same and len(path[-1].surface) < len(focus[-1].surface) and not focus[-1].surface.endswith("地区")
        return focus if shorter else self._shift(start, path)

    def _in_title(self, at: int) -> bool:
        return self._lines[bisect_right(self._line_starts, at) - 1].head

    def _within_clause(self, group: list[PlaceMention], path: Path, focus: Path) -> Path:
        """The object of a clause governs what the clause counts after it; the sentence, if nothing else does."""
        after = group[-1].end
        return self._for_a_while(
            group,
            path,
            focus,
            self._clause_end(after) if focus or path[-1].surface in _WORLD else self._sentence_end(after),
        )

    def _for_a_while(self, group: list[PlaceMention], path: Path, focus: Path, end: int) -> Path:
        self._shift(group[0].start, path)
        return self._shift(end, focus)

    def _restore(self, mention: PlaceMention, focus: Path) -> None:
        """End the while for which another place holds, where the text begins with the focus again."""
        beside = bool(self._starts) and self._starts[-1] > mention.start
        if beside and (mention.surface in VAGUE or self._role(mention) in _BEGINNING):
            self._shift(mention.start, focus)

    def _sentence_end(self, at: int) -> int:
        stop = _SENTENCE_END.search(self._text, at)
        return stop.start() if stop else len(self._text)

    def _clause_end(self, at: int) -> int:
        index = bisect_right(self._clauses, at)
        return self._clauses[index] - 1 if index < len(self._clauses) else len(self._text)

    def _contained(self, group: list[PlaceMention], role: Role, focus: Path) -> Path:
        """The focus where a mention only tells in which wider place it lies: 河口村是东山县的穷村, 地处东山县西部."""
        mention = group[0]
        index = bisect_left(self._mention_starts, mention.start) - 1
        if not focus or index < 0 or mention.kind is Kind.ANAPHOR or role not in (Role.SITED, Role.INSIDE):
            return ()
        place = focus[-1]
        subject = self._mentions[index]
        linked = self._text[subject.end : mention.start] in _LINKS and subject.nodes[-1].surface == place.surface
        predicate = self._predicate(group)
        if role is Role.INSIDE and predicate and any(mention.nodes[0].surface == node.surface for node in focus):
            return focus
        sited = role is Role.SITED and (linked or predicate)
        if not sited and (not linked or len(group) > 1):
            return ()
        if mention.kind is Kind.LOCAL or (sited and place.kind is Kind.REGION):
            return ()
        return self._lying(group, focus)

    def _lying(self, group: list[PlaceMention], focus: Path) -> Path:
        """The focus with the wider place in which it is told to lie; nothing if that is no wider one."""
        mention, place = group[0], focus[-1]
        wide = tuple(node for node in mention.nodes if node.kind is Kind.DIVISION)
        if wide and wide[-1].level >= place.level:
            return ()
        if not wide or len(group) > 1 or place.kind is not Kind.LOCAL:
            return focus
        name = wide[-1].head or wide[-1].surface  # 江城市西部 lies where 江城市 does
        wide = self._paths.complete(mention._replace(nodes=(*wide[:-1], wide[-1]._replace(surface=name))), ())
        if len(wide) < len(focus) - 1 and any(short(node.surface) == short(name) for node in focus):
            return focus  # which tells more
        self._paths.above[short(place.surface)] = wide
        return self._shift(mention.start, (*wide, place))

    def _predicate(self, group: list[PlaceMention]) -> bool:
        """Whether 位于 and a place make a clause without a subject, which is told of the focus."""
        start = group[0].start
        clause = self._clauses[bisect_right(self._clauses, start) - 1]
        return self._text[clause:start] in _LINKS and self._text[group[-1].end : group[-1].end + 1] != "的"

    # -- lists of places

    def _of_list(self, group: list[PlaceMention], focus: Path) -> Path:
        """What a list of places is about: the place that it writes before the first, else the list itself."""
        first = group[0]
        path = self._path(first, focus)
        self._remember_set(group, path, focus)
        if self._role(group[-1]) in (Role.NONE, Role.ORGAN):
            beside = self._text[first.end : first.end + 1] in ("与", "和", "及", "同")
            return path if beside and len(group) == 2 else focus  # 江城与某大学, not 上海、深圳两证券交易所
        last = first.nodes[-1]
        if len(path) > 1 and path[-2].level >= Level.COUNTY:
            return path[:-1]
        end = group[-1].end
        tail = _SET_TAIL.match(self._text, end)
        surface = last.surface + self._text[first.end : tail.end() if tail else end]
        return (*path[:-1], Node(surface, last.level, Kind.REGION))

    def _remember_set(self, group: list[PlaceMention], path: Path, focus: Path) -> bool:
        """Note where the text points back to a list by its number: 四县的沿海地区 after 东宁、西宁、南安和北安.

        True where it does so at once (东宁和西宁两县).
        """
        text = self._text
        level = group[0].level
        if any(one.level is not level for one in group) or len(group) >= len(_NUMERALS) or len(self._sets) > _MANY:
            return False
        start, end = group[0].start, group[-1].end
        surface = text[start + len(group[0].surface) - len(group[0].nodes[-1].surface) : end]
        parent = path[: len(path) - 1]
        at_once = False
        nouns = "国" if level is Level.COUNTRY else _SET_NOUNS
        back = re.compile(rf"(?<!{_DIGIT}){_NUMERALS[len(group)]}个?(?:{nouns})的?")
        for match in back.finditer(text, end, end + _SET_REACH):
            at_once = at_once or match.start() == end
            part = self._finder.parts.match(text, match.end())
            told = surface + (match.group().removesuffix("的") + part.group() if part else "")
            self._sets.append(_Focus(match.start(), parent or focus))
            self._sets.append(_Focus((part or match).end(), (*parent, Node(told, level, Kind.REGION))))
        self._sets.sort(key=lambda one: one.start)
        return at_once

    # -- asking for a quantity

    def _governing(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Path:
        self._read_up_to(max(end, sentence_end))
        index = bisect_left(self._starts, start) - 1
        path = self._trail[index] if index >= 0 else ()
        number = bisect_left(self._mention_starts, start)
        if self._attribute(end, number):
            return self._stretch(number, self._path(self._mentions[number], path))
        if not path or number == bisect_left(self._mention_starts, sentence_start):
            ahead = self._ahead(end, sentence_end, number, path)
            if ahead:
                return ahead
        if path:
            since = self._starts[index]
        else:
            path, since = self._default(start), 0
        if path and path[-1].kind is Kind.REGION and self._numbers(start, end, number):
            return self._round(path)
        if not path or not self._reaches(path, since, sentence_start, sentence_end):
            return ()
        return self._beyond_counted(path, start, end)

    def _numbers(self, start: int, end: int, number: int) -> bool:
        """Whether a quantity is the number of the places listed before it, which is of where they all are: 等七省."""
        if number < 2:
            return False
        between = self._text[self._mentions[number - 1].end : start]
        if between == "等":
            return _LISTED.match(self._text, end - 1) is not None
        return between in ("", "这") and _SET_NOUN.search(self._text, start, end) is not None

    def _round(self, path: Path) -> Path:
        """Where the places of a list all are."""
        return path[:-1] or ((CHINA,) if path[-1].level is Level.PROVINCE else ())

    def _beyond_counted(self, path: Path, start: int, end: int) -> Path:
        """The place of a quantity, which lies in none of the provinces or states that it counts."""
        text = self._text
        number = _NUMBER.match(text, start, end)
        if path == (CHINA,) or number is None or self._finder.roles.adjoins(text, end):
            return path
        if _STATES.match(text, number.end()):
            return ()
        within = path[0].kind is not Kind.FOREIGN and path[-1].kind is not Kind.REGION
        if within and _PROVINCES.match(text, number.end()) and not text.endswith("来自", 0, start):
            return (CHINA,)
        return path

    def _reaches(self, path: Path, since: int, start: int, end: int) -> bool:
        """Whether what the text was about from `since` on still governs the sentence text[start:end].

        A sentence that names the place is sure. One on the accounts of a firm, which is at home anywhere, needs to,
        unless a headline has the place; so does one in a later paragraph, if it is a part of the world.
        """
        if since >= start:
            return True
        name = short(path[-1].surface)
        first, last = bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        for mention in self._mentions[first:last]:
            if mention.nodes[0].kind is Kind.ANAPHOR or any(short(node.surface) == name for node in mention.nodes):
                return True
        if path[-1].kind is Kind.REGION and since < self._line_starts[bisect_right(self._line_starts, start) - 1]:
            return False
        return name in self._headlines or self._finder.accounts.search(self._text, start, end) is None

    def _attribute(self, end: int, number: int) -> bool:
        """Whether a quantity that ends there is told of the place after it: 十三公里|的|河口村."""
        if number == len(self._mentions) or self._text[end : end + 1] != "的":
            return False
        mention = self._mentions[number]
        return mention.start == end + 1 and self._role(mention) is not Role.NONE

    def _stretch(self, number: int, path: Path) -> Path:
        """The path of a mention, or of the stretch that begins with it: 全长二百公里的|江城至河口."""
        first, second = self._mentions[number], self._mentions[number + 1 : number + 2]
        if not second or self._text[first.end : second[0].start] not in ("至", "到"):
            return path
        tail = _SET_TAIL.match(self._text, second[0].end)
        surface = path[-1].surface + self._text[first.end : tail.end() if tail else second[0].end]
        return (*path[:-1], Node(surface, path[-1].level, Kind.REGION))

    def _default(self, start: int) -> Path:
        """The place of a quantity before which the text tells none."""
        self._read_up_to(len(self._text))
        number = max(0, bisect_right(self._line_starts, start) - 1)
        line = self._lines[number]
        if line.head or line.heading:
            return self._section_topic(number)
        if not any(self._trail):
            return self._paths.home
        return (CHINA,) if self._paths.nationwide and not self._sectioned else ()

    def _ahead(self, end: int, sentence_end: int, number: int, path: Path) -> Path:
        """The place that follows a quantity before which its sentence has none.

        It governs where the quantity is part of its attribute (三百亩的河口村), where it points back (给村里增收),
        where the quantity stands in an adverbial before the sentence's subject, or where the clause goes on with it and
        it tells more than what the text is about anyway.
        """
        if number >= len(self._mentions) or self._mentions[number].start >= sentence_end:
            return ()
        mention = self._mentions[number]
        text = self._text
        clause_end = self._clause_end(end)
        role = self._role(mention)
        near = role is not Role.NONE and _ATTRIBUTE.fullmatch(text, end, mention.start) is not None
        back = mention.nodes[0].kind is Kind.ANAPHOR and mention.level > Level.COUNTRY
        pointing = back and mention.start < clause_end
        subject = role is Role.OPENING and clause_end - end <= 4 and text[clause_end : clause_end + 1] in ("，", ",")
        if near or pointing or subject:
            return self._path(mention, path)
        if role is not Role.LOCATIVE or mention.start > clause_end:
            return ()
        there = self._path(mention, path)
        return there if extends(there, path) else ()

    def _section_topic(self, number: int) -> Path:
        """What the text under a headline is about, for a headline that names no place.

        Over one of several sections that may be the whole country, over an article it is what it only begins with.
        """
        lines = self._lines
        begun, national = lines[number].start, lines[number].heading
        while number < len(lines) and (lines[number].heading or lines[number].head):
            number += 1
        while number < len(lines) and not lines[number].heading:
            number += 1
        end = lines[number].start if number < len(lines) else len(self._text) + 1
        first, last = bisect_left(self._starts, begun), bisect_left(self._starts, end)
        path = next((path for path in self._trail[first:last] if path), ())
        wide = path and (path[-1].kind is Kind.REGION or (path == (CHINA,) and not national))
        return () if wide else path

    # -- codes

    def _place(self, path: Path) -> Place:
        known = self._resolved.get(id(path))  # a path is kept with its place, so that its id stays its own
        if known is None:
            surfaces = (*map(self._paths.within, path[:-1]), path[-1].surface)
            known = self._resolved[id(path)] = (path, self._resolve(path, surfaces))
        return known[1]

    def _resolve(self, path: Path, surfaces: tuple[str, ...]) -> Place:
        told = "".join(surfaces)
        aliases = self._finder.names.aliases
        names = []
        for node in path:
            if node.kind is Kind.FOREIGN and node.surface != CHINA.surface:
                return NOWHERE._replace(path=told)
            if node.kind is Kind.DIVISION or node.kind is Kind.LOCAL:
                name = node.head or node.surface
                names.append(aliases.get(name, name))
        gazetteer = self._finder.gazetteer
        found = gazetteer.resolve(tuple(names), self._year)
        if found.county is None and any(node.level is Level.COUNTY for node in path):
            if self._near is None:
                self._near = self._paths.near()
            found = gazetteer.resolve(tuple(names), self._year, self._near)
        return Place(told, *found)
