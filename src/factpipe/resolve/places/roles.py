"""What a mention of a place does in its clause: set the scene, or only name an origin, an organisation, a dateline."""

import re
from collections.abc import Iterable
from functools import lru_cache

from factpipe import tokens, trie
from factpipe.resolve.places.names import CHINA, Kind, Level, PlaceMention
from factpipe.rules.entries.places import Contexts
from factpipe.sentences import CLAUSE_ENDS

#: clauses end here; what dots leave out may be of another place
CLAUSE_END = f"{CLAUSE_ENDS}…"
#: a clause ends at its marks, a dateline before the space that parts it from the news
_CLAUSE_BREAK = re.compile(f"[{CLAUSE_END} 　](?:(?<![ 　])|(?<=[电讯].))")
#: how far back a clause is looked at
_CLAUSE_REACH = 40
_DIGITS = "[0-9０-９一二三四五六七八九十〇零两几]"
_TIME = (
    rf"[前头第]?{_DIGITS}+(?:[-－—~～至到/]{_DIGITS}+)?(?:个多|多个|余|多|个)? ?"
    r"(?:年代|年度|年间|年来|年|月份|月|日|号|世纪|季度|周|天|旬)(?:以?来|以?[前后内]|之[前后]|间|初|末|底|中旬|上旬|下旬|里|中|起)?"
)
#: the name of a series, a date, a reporter
_BRACKETED = r"【[^】\n]{1,24}】|（[^）\n]{1,24}）"
#: characters of a line before the place of its dateline, at most
_LABEL_REACH = 24
#: of those the title of a book may take
_TITLE_REACH = 20
_DATELINE_AFTER = re.compile(r"[^，。；、\n电讯]{0,14}(?:电|讯)(?=[\s（(：:　]|\Z)")
#: words that point to a place and begin the names of organisations: 中央|戏剧学院
_NAMING = frozenset({"自治区", "中央"})
#: what reports something, wherever that is: 英国|《每日电讯报》, 美国|《科学》杂志
_PRESS = re.compile("《[^》\\n]{1,12}(?:[报刊志]》|》(?:杂志|[周月]刊|周报|网站|[^，。《]{0,12}报道))")
#: the rest of a quoted name that begins with a place: “江城|经验”; one with a number is a claim
_QUOTED = re.compile("[^”“，。；：！？、—\n,0-9０-９百千万亿]{1,12}”")
#: the dateline of an item of foreign news: 哈瓦那消息：
_TIDINGS = re.compile(r"消息[：:]")
_DATELINE_BEFORE = re.compile(
    r"(?:新华社|中新社|中新网|本报|本刊|本台|通讯社|日报|晚报)[^，。；\n]{0,4}\Z|\A[\s　据]*\Z"
)
#: a share or a multiple of something of a place is told of another: 是江城的三倍, 仅为江城产量的一半
_MEASURED = ("是", "为", "于", "有", "占")
_SHARE_OF = re.compile(
    rf"[^，。；、\n]{{0,12}}的(?:大?约|近)?(?:百分之|一半|{_DIGITS}+[多余]?(?:[.．/／]{_DIGITS}+|[%％倍成]|分之))"
)
#: what goes to a place is told of the one that sends it: 向江城出口, 对江城的出口, 对江城等国进出口, 对全省经济的贡献率
_EXPORTED = ("向", "对")
_EXPORT = re.compile(
    r"(?:(?:以及|[和、及与])[^，。；、]{1,6})*?(?:等?(?:[各两几三四五六七八九十多]?国|国家|地区|市场)){0,2}"
    r"(?:的|分别)?(?:(?:累计|合计|双边|货物|商品|服务|服装|外贸){0,2}(?:进?出口|进口|输出|贸易)"
    r"|[^，。；、的]{1,10}的?(?:年均|平均)?贡献)"
)
#: what may go on a name
_TAIL = re.compile(r"[^，。；、！？：“”（）《》的在与和同跟及,;:() 　\n]{0,12}")
_CLOSING = frozenset("）)")
_OPENED = frozenset("（(")
#: in brackets after a place it is that place's
_SHARE = re.compile("[0-9０-９.．]+[%％]")
#: what troops do where they go: 中国第三批赴|江城维和部队
_PEACE = "维和"
#: of what is taken for an example the text goes on to tell: 以江城|茶厂为例，
_EXAMPLE, _EXAMPLE_REACH = "为例", 14
_IS_EXAMPLE = re.compile("[^，。；：\n]{0,12}?为例")
#: characters in which the name of a contest is told for one, Latin letters at its head not counted
_LATIN, _CONTEST_REACH = re.compile("[A-Za-z0-9-]*"), 10
#: before who reports
_ACCORDING = "据"
#: so long may the name of a firm be before what it is called
_FIRM = 10
#: what is said of the largest, the poorest of all: 全国|最穷的县, 国内|产品最全的企业; not 德国|最北的城市, 最近的
_MOST = "最(?![近后终新东南西北])[\u4e00-\u9fff]{1,5}?(?:的|之一)"
#: points of the compass, and what may go on them
COMPASS = "[东南西北]{1,2}(?:部|面|侧|边)?"
#: what is done beyond these is not done at the place before them
_BREAK = re.compile(f"[{CLAUSE_ENDS}、在]")
#: who goes there to speak or to look has the news be of there; who lives there, too
SMALL = (Level.TOWNSHIP, Level.VILLAGE)


#: before the name of what was told of, and what it may name
_DASHES = ("——", "--")
_NAMED = (Kind.DIVISION, Kind.LOCAL)
#: who lives in a village is told of there: 家住河口村的老李, 老李是河口村村民
_RESIDENT = re.compile("的|(?:村民|农民|居民|牧民|渔民|社员|人[，。])")


class Role:
    """From what moves the topic to what leaves it alone."""

    OPENING = 1  # a clause begins with it
    SITED = 2  # 位于 …: where the thing is for good
    LOCATIVE = 3  # 在 …, 位于 …
    ACTING = 4  # in the name of a firm or the like with which a clause begins
    INSIDE = 5  # within a clause
    OFFICE = 6  # in the name of an office that acts for the place: 县委, 人民政府 (what a tail says, no answer)
    ORGAN = 7  # in the name of an office, a firm, that does not begin the clause
    PASSING = 8  # where something comes from or goes to, what it is compared with
    NONE = 9  # no place: a dateline, a book title, a sort of thing


class Locative:
    """The words before a place where something is or happens: 在, 位于. 等于, 高于, 得益于 are no 于."""

    def __init__(self, contexts: Contexts) -> None:
        self._words = tuple(contexts.locative)
        passing = (word for word in contexts.passing if word.endswith(self._words))
        self._others = (*passing, *contexts.unlocated)

    def at(self, text: str, start: int) -> bool:
        """Whether one of them stands right before `start`."""
        return text.endswith(self._words, 0, start) and not text.endswith(self._others, 0, start)


class RoleReader:
    """Reads the role of a mention off the words beside it."""

    def __init__(self, contexts: Contexts, plans: Iterable[str] = ()) -> None:
        """`plans` are the names of five-year plans, with which a clause may open: 十五五期间江城市…"""
        self._locates = Locative(contexts)
        self._sited = tuple(contexts.sited)
        self._at_home = tuple(contexts.at_home)
        #: who helps or leads is not where the thing is: 在江城市的大力支持下
        self._aided = re.compile(rf"[^，。；、\n]{{0,14}}?(?:{trie.pattern(contexts.aid)})之?下")
        self._passing = trie.by_last(contexts.passing)
        self._going = tuple(contexts.going)
        self._counted = tuple(contexts.counted)
        #: where a place lies from its neighbours: 东临, 西南距, 河口镇|东邻
        self._bordering = re.compile(
            rf"(?:\A|[、（(省州市县区旗乡镇村]){COMPASS}(?:{trie.pattern(contexts.bordering)})\Z"
        )
        self._adjoining = re.compile(rf"[^，。；、\n的]{{0,3}}(?:{trie.pattern(contexts.adjoining)})")
        self._title = re.compile(rf"(?:{trie.pattern(contexts.titles)})\Z")
        self._title_ends = frozenset(word[-1] for word in contexts.titles)
        self._organ = re.compile(trie.pattern(contexts.organisation))
        #: a firm of the whole country, by what it is called: 中国|建设银行
        self._enterprise = re.compile(rf"(?:(?!铁路).){{0,8}}?(?:{trie.pattern(contexts.enterprises)})")
        self._office = re.compile(trie.pattern(contexts.government))
        #: also of something of it: 我国海拔|最高, but not 我国是该厂|最大
        of_it = "(?:(?:(?![是为已属])[\u4e00-\u9fff]){2,4}(?=最))?"
        self._superlative = re.compile(f"{of_it}(?:{_MOST}|{trie.pattern(contexts.superlatives)})")
        self._kind_of, self._no_kind = contexts.kind_of, contexts.no_kind
        self._namesakes = frozenset(contexts.namesakes)
        #: 世界|茶叶大会, 世界|茶协, 世界|500强, 世界|四大茶商
        called = f"{trie.pattern(contexts.named_after)}|[\u4e00-\u9fff]协|[三四五六七八九十]大"
        self._called = re.compile(f"[^，。；]{{0,7}}?(?:{called})")
        self._kind_of_abroad = tuple(contexts.kind_of_abroad)
        self._athletes = re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{trie.pattern(contexts.athletes)})")
        number = "(?:共有?)?[0-9０-９一二三四五六七八九十百千]+[余多]?[家名位支]"
        attending = trie.pattern(contexts.attending)
        #: who takes part in what is held elsewhere: 全球|三百家企业参展
        self._attending = re.compile(rf"(?:{number}[^，。；]{{0,30}}?|[^，。；0-9０-９]{{0,14}}?)(?:{attending})")
        self._number_of = re.compile(number)
        self._gathering = tuple(contexts.gathering)
        self._given = re.compile(rf"[^，。；：、\n]{{0,8}}?(?:{trie.pattern(contexts.given)})")
        self._contest = re.compile(trie.pattern(contexts.contests))
        #: what is held in the place that its name has in brackets: 中国（江城）|茶业博览会
        self._held_there = re.compile(rf"[）)][^，。；：“”（）\n]{{0,16}}?{trie.pattern(contexts.fairs)}")
        self._event = re.compile(trie.pattern(contexts.event))
        self._held = re.compile(rf"(?:{trie.pattern(contexts.held)})(的?)")
        self._met = re.compile(f"[^，。；、]{{0,6}}?(?:{trie.pattern(contexts.met)})")
        self._source = re.compile(trie.pattern(contexts.sources))
        #: what those who report can only have found where they are
        self._survey = re.compile(rf"[^，。；：\n]{{0,24}}?{trie.pattern(contexts.surveys)}")
        plan = rf"[“”]?{trie.pattern(plans)}[”“]?(?:期间|时期|以来|末)?"
        before = rf"(?:{trie.pattern(contexts.openers)}|{_TIME}|{plan}|{_BRACKETED}|[“‘（【《\s　、#·—])*+"
        self._opener = re.compile(rf"{before}(?:[^在从于]{{0,10}}(?:{trie.pattern(contexts.titles)}))?")
        #: last characters of the words before a place that tell what it does there
        self._telling = self._title_ends | {
            word[-1]
            for words in (contexts.locative, contexts.sited, contexts.at_home, contexts.passing, contexts.bordering)
            for word in words
        }
        self._telling |= {*_MEASURED, *_EXPORTED}
        self._of_tail = lru_cache(maxsize=1 << 14)(self._of_tail_uncached)

    def role(  # noqa: PLR0911, PLR0912  one question after the other, the surest first
        self, text: str, mention: PlaceMention, clause: int
    ) -> int:
        """The role of a mention in its clause, which begins at `clause`."""
        start, end, nodes, surface, level, _ = mention
        kind = nodes[0].kind
        before = text[clause if clause > start - 7 else start - 7 : start].rstrip("“‘")
        pointing = kind is Kind.ANAPHOR or kind is Kind.HERE
        if pointing and surface in _NAMING:
            named = self._of_tail(_TAIL.match(text, end).group())
            if named is Role.ORGAN or (named and surface == "自治区"):
                return Role.ORGAN
        if pointing:
            if level is Level.COUNTRY and self._athletes.match(text, end):
                return Role.NONE
        else:
            if text[end : end + 1] == "《" and _PRESS.match(text, end):
                return Role.NONE
            if text[end : end + 1] in _CLOSING and surface != CHINA.surface and self._held_there.match(text, end):
                return Role.OPENING
            if is_label(text, start, end) or (text[start - 1 : start] == "“" and _QUOTED.match(text, end)):
                return Role.NONE
            if surface == CHINA.surface and _in_series(text, start):
                return Role.NONE
            if _EXAMPLE in text[end : end + _EXAMPLE_REACH] and _is_example(text, clause, start, end):
                return Role.OPENING
            if tail := _TAIL.match(text, end).group():
                role = self._of_tail(tail)
                if (kind is Kind.FOREIGN or level <= Level.PROVINCE) and tail.startswith(self._kind_of_abroad):
                    role = Role.NONE
                if role is Role.NONE:
                    return Role.INSIDE if before.endswith("向") and self.given(text, end) else role
                if role is Role.ORGAN and kind is Kind.REGION:
                    return Role.NONE  # 华北某学院 is hardly of all 华北
                if role is not None and not self._opens(text, clause, mention):
                    return Role.ORGAN
                if role is Role.ORGAN and surface == CHINA.surface and self._enterprise.match(tail):
                    return Role.ORGAN  # 中国建设银行 is at home anywhere
                if role is Role.OFFICE and before.endswith("为"):
                    return Role.ORGAN  # 为江城市政府直属单位
                if role is not None:
                    return Role.OPENING if role is Role.OFFICE else Role.ACTING
        if (kind is Kind.REGION or level is Level.COUNTRY) and self._comes(text, end, before):
            return Role.NONE
        namesake = surface in self._namesakes
        wide = namesake or (pointing and level is Level.COUNTRY)
        if wide and (self.of_contest(text, end) or (namesake and self._called.match(text, end))):
            return Role.NONE
        own = pointing and not before
        told = text[end : end + 1] in _OPENED and _SHARE.match(text, end + 1)  # 江城（12%）、河口（8%）
        if (pointing or level <= Level.REGION) and not (own or told) and self._superlative.match(text, end):
            return Role.NONE
        if not before or (kind in _NAMED and before.endswith(_DASHES)):
            return Role.OPENING  # also the name of what was told of: 省内最大的县——河口县
        telling = before[-1] in self._telling
        if not pointing and self._neighbouring(text, end, before, telling):
            return Role.PASSING
        located = telling and self._locates.at(before, len(before))
        located = located or surface[0] == "在"  # 在京
        if located and self._aided.match(text, end):
            return Role.NONE
        if located and not pointing:
            doing = text[end : end + 10]
            held = self._held.search(doing)
            if held and not _BREAK.search(doing, 0, held.start()):
                return Role.INSIDE if held[1] else Role.LOCATIVE
            event = None if level in SMALL else self._event.search(doing)
            if event and not _BREAK.search(doing, 0, event.start()):
                return Role.NONE
        if telling and (told := self._told(text, mention, before, located=located, pointing=pointing)):
            return told
        if self._opens(text, clause, mention):
            return Role.OPENING
        if namesake:
            return Role.NONE
        if located or self._heads(text, start, end, level) or ("从" in before and self._told_from(text, end)):
            return Role.LOCATIVE
        return Role.INSIDE

    def _told(self, text: str, mention: PlaceMention, before: str, *, located: bool, pointing: bool) -> int | None:
        """What the words before a mention make of it: who lives there, what goes there or is compared with it."""
        end, level = mention.end, mention.level
        if level in SMALL and before.endswith(self._at_home) and _RESIDENT.match(text, end):
            return Role.LOCATIVE
        untitled = self._title.sub("", before) if before[-1] in self._title_ends else before  # 距省会|江城
        passing = not located and untitled.endswith(self._passing.get(untitled[-1:], ()))
        if passing and (not pointing or level is Level.COUNTRY or before[-1] in "距离"):
            if "从" in before and self._told_from(text, end):
                return Role.LOCATIVE
            doing = untitled.endswith(self._going) and (text.startswith(_PEACE, end) or _goes_on(text, end))
            return Role.INSIDE if doing else Role.PASSING
        if before.endswith(_EXPORTED) and _EXPORT.match(text, end):
            return Role.PASSING
        if before.endswith(_MEASURED) and _SHARE_OF.match(text, end):
            return Role.PASSING
        return Role.SITED if before.endswith(self._sited) else None

    def _comes(self, text: str, end: int, before: str) -> bool:
        """Whether firms or people come from all over a wide place to where something is held: 吸引全球|三百家企业."""
        if before.removesuffix("来自").endswith(self._gathering) and self._number_of.match(text, end):
            return True
        return self._attending.match(text, end) is not None

    def _neighbouring(self, text: str, end: int, before: str, telling: bool) -> bool:
        """Whether a place is a neighbour of the one that the text is about: 东临江城市, 与河口镇接壤."""
        if telling and self._bordering.search(before):
            return True
        return self.adjoins(text, end) and not (telling and self._locates.at(before, len(before)))

    def adjoins(self, text: str, end: int) -> bool:
        """Whether the place named up to there is told of as a neighbour: 两省|接壤处."""
        return self._adjoining.match(text, end) is not None

    def counted(self, text: str, start: int) -> bool:
        """Whether the number right after a place from `start` on is of what is there: 来自|江城五个县."""
        return text.endswith(self._counted, 0, start)

    def hosts(self, text: str, start: int, end: int) -> bool:
        """Whether people meet or are at work in the place text[start:end]: 会议在江城|召开."""
        return self._locates.at(text, start) and self._met.match(text, end) is not None

    def given(self, text: str, end: int) -> bool:
        """Whether something is given to the place whose name ends there: 向江城|提供贷款."""
        return self._given.match(text, end) is not None

    def is_office(self, word: str) -> bool:
        """Whether a word is that for an office or the like, not the name of one: 海关."""
        return (self._organ.fullmatch(word) or self._office.fullmatch(word)) is not None

    def of_contest(self, text: str, end: int) -> bool:
        """Whether the word for the country that ends there is part of the name of a contest or an honour: 全国冠军."""
        latin = _LATIN.match(text, end).end()  # 世界|X-CAT摩托艇锦标赛
        return self._contest.search(text, end, latin + _CONTEST_REACH) is not None

    def _told_from(self, text: str, end: int) -> bool:
        """Whether the news came from there: 从 … 获悉."""
        after = text[end : end + 12]
        source = self._source.search(after)
        return source is not None and not _BREAK.search(after, 0, source.start())

    def _of_tail_uncached(self, tail: str) -> int | None:
        if self._athletes.match(tail) or (tail.startswith(self._kind_of) and not tail.startswith(self._no_kind)):
            return Role.NONE
        organ = self._organ.search(tail)
        if organ and organ.start() <= _FIRM:
            name = tail[: organ.start()]
            if name.endswith("有限") or not _has_verb(name):
                return Role.ORGAN
        office = self._office.search(tail)
        return Role.OFFICE if office and office.start() <= 4 else None

    @staticmethod
    def _heads(text: str, start: int, end: int, level: int) -> bool:
        """Whether the mention heads a phrase that ends in it: 工厂集中的江岸区，; 附近的湖滨公园里; 山后的河口村."""
        after = text[end : end + 1]
        if text.endswith(("的", "之一"), max(0, start - 2), start):
            return True
        if after in ("，", ",") and Level.COUNTY <= level < Level.SPOT:
            return True
        return level >= Level.TOWNSHIP and after in ("里", "内")

    def _opens(self, text: str, clause: int, mention: PlaceMention) -> bool:
        start = mention.start
        if start - clause == 1 and text[clause] == _ACCORDING:  # who reports may report of anywhere: 据江城晚报报道
            home = mention.kind is not Kind.FOREIGN or mention.surface == CHINA.surface
            return home and self._survey.match(text, mention.end) is not None
        return start - clause <= _CLAUSE_REACH and self._opener.fullmatch(text, clause, start) is not None


def _is_example(text: str, clause: int, start: int, end: int) -> bool:
    """Whether a clause takes the place text[start:end], or what is called by it, for an example."""
    return "以" in text[clause:start] and _IS_EXAMPLE.match(text, end) is not None


def _has_verb(words: str) -> bool:
    """Whether the words before an organisation's kind do not go on its name: 江城引进|公司."""
    segmenter = tokens.segmenter()
    return any(segmenter.tag_of(word) == "v" for word in segmenter.cut(words))


def _goes_on(text: str, end: int) -> bool:
    """Whether a deed follows the place that ends there: 到江城|旅行的有三百人."""
    segmenter = tokens.segmenter()
    word = next(iter(segmenter.cut(text[end : end + 4])), "")
    return segmenter.tag_of(word)[:1] == "v"


def clause_starts(text: str) -> list[int]:
    """Where the clauses of a text begin."""
    return [0, *map(re.Match.end, _CLAUSE_BREAK.finditer(text))]


def _in_series(text: str, start: int) -> bool:
    """Whether a word stands in the name of a series, but one that looks at all of it: 【行进|中国】, 【看中国】."""
    if text[start - 1] == "看":
        return False
    opened = text.rfind("【", max(0, start - _LABEL_REACH), start)
    return opened >= 0 and text.find("】", opened, start) < 0


def is_label(text: str, start: int, end: int) -> bool:
    """Whether a mention stands in a dateline, a book title or a firm's brackets."""
    reach = start - _LABEL_REACH if start > _LABEL_REACH else 0
    line = text.rfind("\n", reach, start) + 1 or reach  # where its line begins, if that is near
    opened = text.rfind("《", line, start)
    if opened >= 0 and opened >= start - _TITLE_REACH and text.find("》", opened, start) < 0:
        return True
    if text[start - 1 : start] in ("（", "(") and text[end : end + 1] in ("）", ")"):
        return True
    if start - line >= _LABEL_REACH:
        return False
    before = text[line:start]
    if _TIDINGS.match(text, end) and not before.strip("\n 　"):
        return True
    return _DATELINE_AFTER.match(text, end) is not None and _DATELINE_BEFORE.search(before) is not None
