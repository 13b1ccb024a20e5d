"""Which place governs a quantity, as a path of what the article tells and as a division code.

An article is read once, as a reader follows what it is about (`topics`). Asked for a quantity, the resolver looks at
what the text is about there, at the place that the rest of the clause tells, and at what the quantity itself counts:
a quantity of provinces lies in none of them; what a firm's accounts count has no place but the one that their sentence
or the headline names.
"""

import re
from collections.abc import Sequence
from datetime import date

from factpipe.model import Part, Place, maker
from factpipe.resolve import respectively
from factpipe.resolve.places.article import ArticlePlaces
from factpipe.resolve.places.finder import PlaceFinder
from factpipe.resolve.places.lists import around, exemplified, in_lists, numbers, stretch
from factpipe.resolve.places.names import CHINA, Kind, Level, PlaceMention, short
from factpipe.resolve.places.paths import Path, extends
from factpipe.resolve.places.roles import Role
from factpipe.resolve.places.topics import Topics
from factpipe.resolve.places.trail import Focus
from factpipe.sentences import JOINTS

NOWHERE = Place(None, None, None, None, None, None)
_place = maker(Place)
#: what a quantity counts after its number: provinces (28个省、市、自治区), or states as parties to something (两国)
_NUMBER = re.compile(r".*[0-9０-９一二三四五六七八九十两几余多]")
_PROVINCES = re.compile(r"个?(?:省(?![道级会委城政长内外直]|市县)|自治区)")
_STATES = re.compile(r"国(?![家际道产企债有语内外民资土控省])")
#: states by what they are in a body, which is of none of them: 五个|常任理事国
_PARTIES = re.compile("(?:创始)?(?:(?:常任)?理事|成员|会员|缔约|发起)国")
#: the parties to something, wherever it is told: 中河两国
_BOTH = ("两国", "二国")
#: what only the country has several of
_NATIONAL = re.compile(
    "[0-9０-９一二三四五六七八九十余多]+(?:个?(?:主产)?省(?:区市|[区份市])?(?![道级会委城政长内外直])|部[门委])"
)
#: what either begins with, 个 apart
_PROVINCES_OR_STATES = re.compile("[国省自]")
#: between a quantity and the place that it is told of: 三百亩|的|河口村, 住了十年|的|河口村
_ATTRIBUTIVE = re.compile("(?:[以之]?外)?的")
_LONGEST_LINK = 3
_ATTRIBUTE = re.compile(r"(?:[\u4e00-\u9fff]{0,4}的)?")
#: after a quantity of things of which one is told of: 九个|贫困村之一
_ONE_OF = re.compile("[\u4e00-\u9fff]{1,12}?之一")
_ONE_OF_REACH = 14
#: how a quantity ends whose clause is an adverbial of the next: 仅仅三年|时间
_LASTING = re.compile(r"[年月天日周时钟秋夜载岁](?:之?久|以上|左右|出头|多|余|半|内)?\Z")
_LASTING_END = 4
#: between an adverbial with a quantity and the sentence's subject: 经过三年努力，|近日|河口村
_ADVERBIAL = re.compile(r"[，,](?:(?!其中)[^0-9０-９])*")
#: between a quantity and the place where the clause says that it is: 三千人|今日在|河口集会, 三十家|落户|河口
_TAKING_PLACE = re.compile(
    "[\u4e00-\u9fff0-9０-９A-Za-z“”《》·—-]{0,26}(?:（[^，。（）]{1,8}）)?(?:(?<![现存正好旨所不潜留])在|(?<!定)位于|地处|落户于?)"
)
#: an amount ends with it
_MONEY = "元"
#: between how often someone went and where: 三次|来到|河口村
_WENT = re.compile("[到赴]|来到|前往|走进|深入|奔赴|访问")
_TIMES = frozenset("次趟回")
#: after a place they go on a phrase, or a list, which begins with it
_GOES_ON = frozenset("的" + JOINTS)
_JOINTS = tuple(JOINTS)
_NO_FOCUS = Focus(0, ())
#: of the country it may be celebrated anywhere; so far before its number stands what is
_ANNIVERSARY, _EVENT_REACH = "周年", 16
#: so far before a quantity the examples of what it counts may stand
_EXAMPLES = 400
#: so many members of a list are looked at to give each its own quantity
_LIST = 24


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
        """The places that the text names, in order (the pipeline hands them to the linker).

        The name of a way or an area is not among them: it is part of what is told of it (江东高铁全长,
        贫困地区农民收入).
        """
        if self._mentions is None:
            self._begin()
        areas = self._finder.areas
        return [one for one in self._mentions if one.kind is not Kind.WAY and one.surface not in areas]

    def at(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Place:
        """The place that governs the quantity text[start:end] of the sentence text[sentence_start:sentence_end]."""
        if self._mentions is None:
            self._begin()
        if not self._mentions or self._text.endswith(_BOTH, start, end):
            return NOWHERE
        if self._text.endswith(_ANNIVERSARY, start, end):
            if self._text.endswith(self._finder.unplaced_events, 0, start):
                return NOWHERE
            if self._is_of_nation(start):
                return self._place((CHINA,))
        path = self._governing(start, end, sentence_start, sentence_end)
        return self._place(path) if path else NOWHERE

    def _begin(self) -> None:
        self._mentions = self._finder.find(self._text)
        if not self._mentions:
            return
        told = {"year": self._year, "publication": self._publication}
        self._article = ArticlePlaces(self._finder, self._text, self._mentions, self._parts, **told)
        self._paths = self._article.paths
        self._topics = Topics(self._article)
        self._trail = self._topics.trail
        self._resolved: dict[int, tuple[Path, Place]] = {}
        self._near: tuple[str, ...] | None = None

    # -- asking for a quantity

    def _governing(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Path:
        self._topics.read_up_to(sentence_end if sentence_end > end else end)
        # a heading or a paragraph that begins with its quantity has left what was told before it
        begins = start == 0 or self._text[start - 1] == "\n"
        since, path = (self._trail.at(start) if begins else self._trail.before(start)) or _NO_FOCUS
        number = self._article.number(start)
        own = self._counted(number, start, path)
        if not own and path and since >= sentence_start:
            own = self._one_each(since, path, start)
        if own:
            return own
        if beside := self._right_after(end, number, path):
            return beside
        if not path or not number or self._mentions[number - 1].start < sentence_start:
            ahead = self._ahead(end, sentence_end, number, path)
            if ahead:
                return ahead
        if there := self._told_later(Focus(since, path), start, end, number):
            return there
        if not path:
            path, since = self._default(start), 0
        last = self._mentions[number - 1] if path and number else None
        # 中西部22个省份 are in a part of the world, which is no list of places
        listed = last is not None and number > 1 and path[-1].kind is Kind.REGION and path[-1].level is not Level.REGION
        listed = listed and not self._finder.roles.adjoins(self._text, end)  # 两省|交界处
        if listed and numbers(self._text, last, start, end):
            # 江西、湖南|两省, not 等|七省
            whole = path[-1].surface.endswith(last.surface) and not self._text.startswith("等", last.end)
            return path if whole and len(path) == 1 else around(path)
        named = last is not None and since >= sentence_start and last.nodes[-1].surface in path[-1].surface
        if named and exemplified(self._text, last, start):
            holder = self._trail.before(since)
            return holder.path if holder and holder.path and extends(path, holder.path) else around(path)
        if last is not None and self._text.find("等", max(since, start - _EXAMPLES), start) >= 0:
            since, path = self._beyond_examples(Focus(since, path), start)
        if not path or not self._reaches(path, since, sentence_start, sentence_end):
            told = self._of_country(start, end)
            return told or (() if path else self._hosting(start, end, sentence_start, sentence_end))
        if self._text.find("之一", end, end + _ONE_OF_REACH) >= 0 and _ONE_OF.match(self._text, end):
            path = self._of_all(path, start)
        return self._beyond_counted(path, start, end)

    def _is_of_nation(self, start: int) -> bool:
        """Whether the anniversary whose number begins there is the country's: 江城庆祝新中国成立|七十周年."""
        reach = max(self._article.clause_start(start), start - _EVENT_REACH)
        return self._finder.national_event.search(self._text, reach, start) is not None

    def _one_each(self, since: int, path: Path, start: int) -> Path:
        """The one of a list of places that is the quantity's, where each has its own: 两镇分别产茶三十吨和五十吨."""
        each = self._text.find(respectively.EACH, max(since, start - respectively.REACH), start)
        number = self._article.number(each) if each >= 0 else 0
        if not number:
            return ()
        group = in_lists(self._text, self._mentions[max(0, number - _LIST) : number])[-1]
        which = respectively.which(self._text, group[-1].end, start, len(group)) if len(group) > 1 else None
        if which is None:
            return ()
        parent = path[:-1] if group[0].nodes[-1].surface in path[-1].surface else path
        if parent is path and self._path(group[0], path)[:-1] != path:
            return ()  # which says more than the list
        return self._path(group[which], parent)

    def _counted(self, number: int, start: int, path: Path) -> Path:
        """The place of a quantity right after a mention of where it comes from or goes to: 来自江城|五个县.

        What counts provinces of a part of the country is about that part: 中西部|22个省份.
        """
        if not number or self._mentions[number - 1].end != start:
            return ()
        mention = self._mentions[number - 1]
        region, text = mention.nodes[-1], self._text
        whole = region.kind is Kind.REGION and region.head
        numbered = whole and text.startswith(region.surface, start - len(whole))
        if numbered and not text.endswith(_JOINTS, 0, mention.start):
            return (*self._path(mention, path)[:-1], region._replace(surface=whole, head=None))
        passing = self._finder.roles.counted(self._text, mention.start) and self._article.role(mention) is Role.PASSING
        return self._path(mention, path) if passing else ()

    def _of_all(self, path: Path, start: int) -> Path:
        """Where all are of which something in a place is one: 河口村是江城县的|九个贫困村之一."""
        text = self._text
        clause = self._article.clause_start(start)
        if "国家" in text[clause:start]:
            return (CHINA,)
        for mention in reversed(self._mentions[self._article.number(clause) : self._article.number(start)]):
            there = self._path(mention, path)
            if there == (CHINA,) or (extends(path, there) and len(there) < len(path)):
                return there
            if there == path and "是" in text[mention.end : start]:
                return path[:-1] or path
        return path

    def _beyond_examples(self, focus: Focus, start: int) -> Focus:
        """What holds for a quantity after a list of things of which one is named by a place: 河口|船闸等三处."""
        text = self._text
        clause = self._article.clause_start(start)
        if focus.start < clause:
            return focus
        listed = "、" in text[clause : focus.start]
        while listed and focus.start >= clause:
            number = self._article.number(focus.start)
            if number == len(self._mentions) or self._mentions[number].start != focus.start:
                break
            mention = self._mentions[number]
            if self._article.role(mention) is not Role.INSIDE or text[mention.end] in "、等和及与的":
                break
            before = self._trail.before(focus.start) or Focus(0, ())
            if before.path and extends(focus.path, before.path):
                return before
            focus = before
        return focus

    def _path(self, mention: PlaceMention, focus: Path) -> Path:
        return self._article.path(mention, focus, self._trail.paths)

    def _beyond_counted(self, path: Path, start: int, end: int) -> Path:
        """The place of a quantity, which lies in none of the provinces or states that it counts."""
        text = self._text
        if _PARTIES.match(text, end):
            return ()
        if _PROVINCES_OR_STATES.search(text, start, end + 2) is None:
            return path
        number = _NUMBER.match(text, start, end)
        if number is None or self._finder.roles.adjoins(text, end):
            return path
        if _STATES.match(text, number.end()):  # no country has several, the paper's own neither
            among = path[-1].kind is Kind.REGION and text.endswith(path[-1].surface, 0, start)
            return path if among else ()  # 中东五国
        if path == (CHINA,):
            return path
        part = path[-1].kind is Kind.REGION and path[-1].level is Level.REGION  # 中西部, not 江苏、浙江
        within = path[0].kind is not Kind.FOREIGN and not part
        if within and _PROVINCES.match(text, number.end()) and not text.endswith("来自", 0, start):
            return (CHINA,)
        return path

    def _of_country(self, start: int, end: int) -> Path:
        """The country of whose provinces or departments a quantity is the number, where the text tells no place."""
        national = _NATIONAL.match(self._text, start)
        return (CHINA,) if national and national.end() >= end else ()

    def _hosting(self, start: int, end: int, sentence_start: int, sentence_end: int) -> Path:
        """Where those met of whom a quantity is told, in a text that is about no place: 会议在江城召开，90人参加."""
        for mention in self._mentions[self._article.number(sentence_start) : self._article.number(sentence_end)]:
            if self._finder.roles.hosts(self._text, mention.start, mention.end):
                return self._beyond_counted(self._path(mention, ()), start, end)
        return ()

    def _reaches(self, path: Path, since: int, start: int, end: int) -> bool:
        """Whether what the text was about from `since` on still governs the sentence text[start:end].

        A sentence that names the place is sure. One on the accounts of a firm, which is at home anywhere, needs to,
        unless a headline has the place; so does one on what a firm does, if it is the whole country, and one in a
        later paragraph, if it is a part of the world.
        """
        if since >= start:
            return True
        name = short(path[-1].surface)
        named = self._mentions[self._article.number(start) : self._article.number(end)]
        for mention in named:
            if mention.nodes[0].kind is Kind.ANAPHOR or any(short(node.surface) == name for node in mention.nodes):
                return True
        if path[-1].kind is Kind.REGION:
            line = self._article.line_at(start).start
            listed = path[-1].level > Level.REGION
            again = listed and self._text.find(path[-1].surface, line, start) >= 0
            if path[-1].surface in self._finder.world or (since < line and not again):
                return False
        if self._article.in_headlines(path):
            return True
        finder, text = self._finder, self._text
        if path == (CHINA,):
            firms = self._article.firms
            if any(one.nodes[-1].surface in firms for one in named):
                return False
            if finder.firms.search(text, max(0, start - 1), end):
                return False
        elif self._article.of_business and self._is_of_earlier(since, start):
            return False
        # a village or town has accounts of its own
        return path[-1].level > Level.COUNTY or finder.accounts.search(text, start, end) is None

    def _is_of_earlier(self, since: int, start: int) -> bool:
        """Whether the place that holds from `since` on at an offset was told in an earlier paragraph."""
        line = self._article.line_at(start).start
        if since < line:
            return self._article.line_at(since).body  # a heading speaks for what is under it
        first = self._article.number(line)
        begins = first < len(self._mentions) and self._mentions[first].start == line
        return since == line and not begins

    def _right_after(self, end: int, number: int, path: Path) -> Path:
        """The place after a quantity that ends there, of which it is told, or where someone went as often as it says:
        十三公里|的|河口村, 三次|到|河口村看望老人.
        """
        if self._attribute(end, number):
            if there := self._taking_place(self._mentions[number].start, number, ()):
                return there
            first, second = self._mentions[number], next(iter(self._mentions[number + 1 : number + 2]), None)
            return stretch(self._text, first, second, self._path(first, path))
        if self._text[end - 1] not in _TIMES or number == len(self._mentions):
            return ()
        mention = self._mentions[number]
        went = mention.kind is not Kind.ANAPHOR and _WENT.fullmatch(self._text, end, mention.start)
        return self._path(mention, path) if went else ()

    def _attribute(self, end: int, number: int) -> bool:
        """Whether a quantity that ends there is told of the place after it: 十三公里|的|河口村."""
        if number == len(self._mentions):
            return False
        mention = self._mentions[number]
        link = 0 < mention.start - end <= _LONGEST_LINK and _ATTRIBUTIVE.fullmatch(self._text, end, mention.start)
        return bool(link) and self._article.role(mention) is not Role.NONE

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
        clause_end = self._article.clause_end(end)
        if path and mention.kind is Kind.WAY:
            return ()
        role = self._article.role(mention)
        near = role is not Role.NONE and _ATTRIBUTE.fullmatch(text, end, mention.start) is not None
        back = mention.nodes[0].kind is Kind.ANAPHOR and mention.level > Level.COUNTRY
        pointing = back and mention.start < clause_end
        last = clause_end - end <= 4
        subject = last and role is Role.OPENING and _ADVERBIAL.fullmatch(text, clause_end, mention.start)
        if near or pointing or (subject and self._goes_before(end, mention, path)):
            return (near and self._taking_place(end, number, ())) or self._path(mention, path)
        if role is not Role.LOCATIVE or mention.start > clause_end:
            return ()
        there = self._path(mention, path)
        return there if extends(there, path) else ()

    def _goes_before(self, end: int, mention: PlaceMention, path: Path) -> bool:
        """Whether the clause of a quantity that ends there is an adverbial of the next, which begins with a place.

        Else that is another matter: 全国收获九成，|北方收尾. But 投入三亿元，|在江城建厂 is one.
        """
        text = self._text
        if _LASTING.search(text, max(0, end - _LASTING_END), end):
            return True
        if self._finder.leading.match(text, self._article.clause_start(end)):
            return True
        if mention.nodes[0].kind is Kind.ANAPHOR and mention.level > Level.COUNTRY:
            return True  # of the same place: 人均收粮三百斤，|全村够吃
        begins = self._article.clause_start(mention.start)
        return text[begins] == "在" or (not path and self._path(mention, path) == (CHINA,))

    def _told_later(self, focus: Focus, start: int, end: int, number: int) -> Path:
        """The place after a quantity where its clause says that it is or goes, if none is told in the clause before."""
        path = focus.path
        before = focus.start < self._article.clause_start(start)
        if path and before and (there := self._taking_place(end, number, path)):
            return there
        wide = not path or path == (CHINA,)
        return self._granted(end, number, path) if self._text[end - 1] == _MONEY and (wide or before) else ()

    def _granted(self, end: int, number: int, path: Path) -> Path:
        """Where money goes that another place spends: 拨付三亿元|支持江城抗旱, 三亿元资金，|用于支持江城抗旱."""
        if number == len(self._mentions) or self._mentions[number].kind is Kind.ANAPHOR:
            return ()
        mention = self._mentions[number]
        if self._finder.granted.fullmatch(self._text, end, mention.start) is None:
            return ()
        noted = self._trail.at(mention.start)  # which knows the whole of a list
        there = noted.path if noted and noted.start == mention.start else self._path(mention, path)
        return there if there and there[0].kind is not Kind.FOREIGN else ()

    def _taking_place(self, end: int, number: int, path: Path) -> Path:
        """Where the clause says of what it counts that it is or happens: 三千人|在河口集会, 三十家|落户河口.

        What it counts may begin with where it is from: 十九件|江城|青花瓷在河口展出.
        """
        if number == len(self._mentions):
            return ()
        mention = self._mentions[number]
        if mention.start == end and mention.level <= Level.COUNTY and mention.kind is not Kind.ANAPHOR:
            return self._taking_place(mention.end, number + 1, path)
        vague = mention.kind is Kind.ANAPHOR or mention.surface in self._finder.world
        if vague or _TAKING_PLACE.fullmatch(self._text, end, mention.start) is None:
            return ()
        there = self._path(mention, path)
        located = self._article.role(mention) in (Role.LOCATIVE, Role.SITED) and self._text[mention.end] not in _GOES_ON
        return there if located and not extends(path, there) else ()

    # -- without a place before it

    def _default(self, start: int) -> Path:
        """The place of a quantity before which the text tells none."""
        self._topics.read_up_to(len(self._text))
        number = self._article.line_number(start)
        line = self._article.lines[number]
        if line.head or line.heading:
            return self._section_topic(number)
        if not any(self._trail.paths):
            return self._paths.home
        return (CHINA,) if self._paths.nationwide and not self._article.sectioned else ()

    def _section_topic(self, number: int) -> Path:
        """What the text under a headline is about, for a headline that names no place.

        Over one of several sections, or over an article that speaks of it more than of any place, that may be the whole
        country; over another article it is what it only begins with.
        """
        lines = self._article.lines
        begun, national = lines[number].start, lines[number].heading
        while number < len(lines) and (lines[number].heading or lines[number].head):
            number += 1
        while number < len(lines) and not lines[number].heading:
            number += 1
        end = lines[number].start if number < len(lines) else len(self._text) + 1
        path = self._trail.first(begun, end)
        national = national or self._paths.nationwide
        wide = path and (path[-1].kind is Kind.REGION or (path == (CHINA,) and not national))
        return () if wide else path

    # -- codes

    def _place(self, path: Path) -> Place:
        known = self._resolved.get(id(path))  # a path is kept with its place, so that its id stays its own
        if known is None:
            surfaces = self._paths.surfaces_of(path)
            known = self._resolved[id(path)] = (path, self._resolve(path, surfaces))
        return known[1]

    def _resolve(self, path: Path, surfaces: tuple[str, ...]) -> Place:
        told = "".join(surfaces)
        aliases = self._finder.names.aliases
        names = []
        for node in path:
            if node.is_abroad:
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
        return _place((told, *found))
