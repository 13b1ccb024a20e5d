"""What the words around a time expression make of it: whether it governs, and how far."""

import re

from factpipe import trie
from factpipe.model import TimeMention
from factpipe.resolve.times.pattern import LENGTHS, SEASON, SPAN, part_of_day
from factpipe.rules.entries.times import File
from factpipe.rules.entries.times import Frames as FrameWords
from factpipe.sentences import CLAUSE_ENDS


class Reach:
    """How far a mention governs, the farther the greater; plain numbers, since they are compared for every quantity."""

    NOWHERE = 0
    BESIDE = 1  # the quantity right after it: from 2010年的300户 to now
    CLAUSE = 2
    SENTENCE = 3
    DAY = 4  # and what the market did in the sentences after it
    NEXT = 5  # and the next sentence: 眼下 sets a scene
    ON = 6  # the sentences after it in the paragraph
    PLANS = 7  # and what is planned in the next paragraph, where that tells no time


#: characters before a mention that may still be taken for its sentence's opening words
_LONG_LEAD = 40
#: no colon: what is planned or told before one goes on after it
_STOP = re.compile("[，。；,;\n]")
#: the end of what a time says of who spoke: 昨日，记者从茶厂获悉，今年…
_TOLD = re.compile("[，。；：,;:\n“]")
#: what happened on a day is over with its sentence
_OF_A_DAY = re.compile(".*(?:[日号天晚晨早夜）节]|元旦|除夕|上午|下午|凌晨|周[一二三四五六日])\\Z", re.DOTALL)
#: ends of what has lasted up to now, unlike 起 and 开始, which tell when something was begun
_UP_TO_NOW = ("以来", "至今", "年来")
#: 自风灾发生以来: since what happened, with which the next sentence may not have to do; 自2020年3月以来 is no such
_EVENT_SINCE = re.compile(
    "[自从]?+[0-9０-９一二三四五六七八九十〇○今去前上中下旬最近本开入年月日号份初底末春夏秋冬季度半世纪代期间多余个段几时“”]*+"
    "[^以]{2,}以来\\Z"
)
#: last characters of a time that lasts: 成立三年来, 七年间成立合作社 date no founding
_LASTING = "来间里中"
#: another number or a pause: what stands behind it is not the compared time's
_NOT_BESIDE = re.compile("[0-9０-９二三四五六七八九十百千万亿半，。；,;]")
#: but what is told by its side is: 从去年|的3吨和|5吨
_BESIDE_TOO = re.compile("的?[0-9０-９.．]{1,8}[万亿]?[\u4e00-\u9fff%％]{1,5}[和及、]")
#: 在|2019年300吨的基础上: what is added to
_ON_TOP = re.compile("[^，。；]{0,24}?基础上")
#: between the time of an amount and what has become of it: 从目前的一个月|缩短至|10天
_BECOME = re.compile("[至到为成]\\Z")
#: between 原来 and what has come since: 原来的小屋变成了|三层楼
_NOT_FORMER = re.compile("[把将成改换变]|(?<!^)的")
#: as much of what it was (原来的|一半) or of what a time tells (占全年产量的|四分之三)
_PORTION = re.compile("[%％倍成折半/／]|分之")
#: a share or multiple of what a time tells: 是|去年|产量的3倍
_MULTIPLE = re.compile(
    "[^，。；]{1,14}?的[约近]?(?:[0-9０-９.．一二三四五六七八九十百两几数]+多?(?:倍|%|％|成|分之)|百分之|一?半)"
)
#: an approval between a date and what was founded on it
_APPROVAL = re.compile("，[^，。；]{1,24}(?:批准|同意|批复)，")
#: 学校是|一九五三年春天由村民建起来的，: when what is spoken of came to be
_CLEFT = re.compile("[^，。；]{2,40}的[，。；]")
#: 收购了|去年采摘的茶叶: of which kind the things are
_KIND = re.compile("[^，。；：、的0-9０-９]{1,8}的[^，。；：、]")
_LINE_END = ("\n", "")
#: before the amount that a change begins at
_FROM = re.compile("[从由][^，。；、从由]*\\Z")
_FROM_REACH = 15
_SEASON = re.compile(SEASON)
#: not 第三年, 近三年, 用三年, 满三年: only so many years in which something was done
_NOT_YEARS = (
    "[第近前去这那满分每达到未来余历今数约超过了用经续期时足共需要长隔以各从"
    "0-9０-９一二两三四五六七八九十百千.．至~～—-]"
)
#: before a loose word that opens its sentence: 但|过去; but 克服|春季干旱
_OPENS_LOOSE = '，。；：、,;:“"（( \u3000\n但而从自在到可据'
_OPENERS = '，。；：、,;:“"（( \u3000\n'


class Frames:
    """The frames of times.yaml, compiled."""

    def __init__(self, lexicon: File) -> None:
        words = lexicon.frames
        #: the end of a time whose days are those of the time that is told of: 去年|同期
        self.same_days = re.compile(f"[的之]?{trie.pattern(lexicon.same_days)}\\Z")
        #: 下午三点 of a day that is not told with it: what follows is of another hour
        self._by_the_clock = re.compile(f"{part_of_day(lexicon)}.*[0-9０-９一二三四五六七八九十两][时点]")
        self._compared = trie.by_last(words.compared)
        self._beside = words.beside
        self._base = words.base
        self._figures = re.compile(f"的[^，。；]{{0,12}}{trie.pattern(words.figures)}")
        self._progress = re.compile(f"[^，。；]{{0,16}}?{trie.pattern(words.progress)}")
        self._source = words.source
        self._named = words.named
        #: 比产量最高的|1975年
        self._compared_such = re.compile(f"{trie.pattern(words.compared)}[^，。；、\n]{{2,12}}的\\Z")
        self._comparison = words.comparison
        self._level = re.compile(f"[^，。；、]{{0,16}}?{trie.pattern(words.level)}")
        self._records = words.records
        self._peak = re.compile(f"[^，。；、]{{0,10}}?{trie.pattern(words.peaks)}")
        self._first = words.peaks + words.rare
        self._surveys = words.surveys
        self._dateline = re.compile(f"{trie.pattern(words.dateline)}(?![\u4e00-\u9fff])")
        self._due = re.compile(f"[^，。；,;]{{0,8}}?{trie.pattern(words.due)}")
        #: after a feast or season: 国庆|招待会, 国庆|41周年, 春季|造林
        self._called = re.compile(f"{trie.pattern(words.called)}|[0-9０-９一二三四五六七八九十]{{1,4}}周年")
        self._goal = re.compile(f"[^，。；,;]{{0,8}}?{trie.pattern(words.goal)}")
        self._attained = words.attained
        self._reported = words.reported
        self._founders = trie.by_last(words.founded)
        founded, counted = map(trie.pattern, (words.founded, words.counted))
        self._founded = re.compile(f"{founded}(?!{counted})")
        change = trie.pattern(words.change)
        self._change = re.compile(change)
        self.moves = re.compile(trie.pattern(words.moves))
        self.prices = re.compile(trie.pattern(words.prices))
        self.sums = re.compile(trie.pattern(words.sums))
        self._becomes = re.compile(f"[^，。；]{{2,16}}?{change}[^，。；]{{0,3}}?[到至为]")
        #: after the amount that a change begins at: 由300户|增加到450户
        self._leads_to = re.compile(
            f"[^，。；、0-9０-９]{{0,6}}?(?:{change}|发展|变|达)[^，。；、0-9０-９]{{0,4}}?[到至为]"
        )
        #: between that amount and the one that it leads to: 由300户|增加到|450户
        self._led_to = re.compile(
            f"[0-9０-９一二三四五六七八九十百千万亿][^，。；、]{{0,8}}?(?:{change}|发展|变|达)[^，。；、0-9０-９]{{0,4}}?[到至为]\\Z"
        )
        self.continuing = words.continuing
        self._speech(words)
        self._loose = frozenset(words.loose)
        self.turning = words.turning
        #: what does not change from day to day, before how much it is: 全长, 海拔
        self.lasting = tuple(word + link for word in words.lasting for link in ("", "为", "达", "约", "约为"))
        self.designed = re.compile(f"{trie.pattern(words.designed)}[^，。；：、“”等的工师\n]{{0,10}}\\Z")
        #: the head of a sentence about what was held on the day told before it: 活动共有…, 此次采茶比赛…
        held = f"(?:[此本这][次届][^，。；：、的]{{0,6}}?)?{trie.pattern(words.events)}"
        self.events = re.compile(held)
        #: who took part in it, and what came of it
        self.attended = re.compile(trie.pattern(words.attended))
        #: a sentence that turns to something else
        self.turns = re.compile(f"[。！？!?\n][ \u3000]*(?!{held}){trie.pattern(self.turning)}")
        issued, papers = map(trie.pattern, (words.issued, words.papers))
        self._issued = re.compile(
            f"[，,]?[^{CLAUSE_ENDS}]{{0,30}}?{issued}[^{CLAUSE_ENDS}]{{0,24}}?{papers}[》”]?[{CLAUSE_ENDS}]"
        )
        self._ahead = re.compile(trie.pattern(words.ahead))
        #: a number of years with what was done in them: 三年|造林
        self.years = re.compile(
            f"(?<!{_NOT_YEARS})((?:[二两三四五六七八九十]{{1,3}}|[1-9１-９][0-9０-９]?)[多余]?年)(?:时间)?"
            f"(?!{trie.pattern(words.years_of)})[^0-9０-９，。；：、]{{1,14}}\\Z"
        )
        self._sort(lexicon)

    def _speech(self, words: FrameWords) -> None:
        """Who reports, and what a report opens with."""
        self._says = words.says + words.speaks
        #: who said it, a date line, or what it is compared with (与五年前相比，), before what is said
        self._said = re.compile(
            f"{trie.pattern(words.preludes)}，\\Z|(?:电|讯|报道)[ \u3000]*(?:[（(][^）)]{{0,30}}[）)])?\\Z"
        )
        #: who says it, before what is said; 也就是说 is nobody
        self.spoken = re.compile(f"(?<!也就是|换句话){trie.pattern(words.speaks)}[，,：:“]|[：:]“")

    def _sort(self, lexicon: File) -> None:
        """Sorts the words that tell a time by what they govern."""
        words = lexicon.frames
        self._by_now = words.by_now
        self.lately = frozenset(words.lately)
        self._moments = frozenset(words.moments)
        self._former = frozenset(words.former)
        self._setting = frozenset(words.scenes)
        self._feasts = frozenset((*lexicon.festivals, *(one + part for one in "春夏秋冬" for part in "季天")))
        self._scenes = frozenset(word for word, entry in lexicon.vague.items() if entry.starts and entry.ends)
        self._present = self._scenes | {"目前"}
        self._years = frozenset(word for word, entry in lexicon.words.items() if entry.unit == "year")
        self._this_year = frozenset(
            word for word, entry in lexicon.words.items() if entry.unit == "year" and not (entry.first or entry.context)
        )
        self._carries = frozenset(word for word, entry in lexicon.vague.items() if entry.carries)
        self._context = frozenset(word for word, entry in lexicon.words.items() if entry.context)

    def reach(self, text: str, mention: TimeMention, sentence_start: int) -> int:
        """How far the mention governs in the text."""
        start, end, kind = mention
        words = text[start:end]
        before = text[max(sentence_start, start - 5) : start].removesuffix("在")
        after = text[end : end + 8]
        if self._is_name(text, start, end, before, after) or self._is_record(text, start, end, before):
            return Reach.NOWHERE
        of = after[:1] == "的"
        figures = (of and self._figures.match(text, end, end + 16)) or self._progress.match(text, end, end + 24)
        source = before.endswith(self._source) or (
            words[0] in "从由自" and not words.endswith(_UP_TO_NOW) and (of or self._becomes.match(text, end))
        )
        if self._is_compared(text, start, end, before, after) or (source and not figures) or words in self._former:
            return Reach.BESIDE
        if not (figures or (kind == "until" and before[-1:] in _OPENERS)) and (  # 截至5月，共有9家发布了年报，
            self._stays_in_clause(text, start, end, before, after) or self._says_who(text, start, end, kind)
        ):
            return Reach.CLAUSE
        heads = self._heads(text, start, sentence_start)
        if (
            words in self._loose
            and after[:1] not in "，,"
            and not (heads and (not before or before[-1] in _OPENS_LOOSE))
        ):
            return Reach.CLAUSE
        if figures or kind == "since" or words in self._context:
            lasts = heads and words.endswith(_UP_TO_NOW) and not _EVENT_SINCE.match(words)
            return Reach.NEXT if lasts else Reach.SENTENCE
        if kind != "until" and _OF_A_DAY.match(words) and (heads or not _STOP.search(text, sentence_start, start)):
            return Reach.DAY  # 茶叶期货27日上涨
        if not heads:
            return Reach.SENTENCE
        return self._at_the_head(text, words, kind, after, sentence_start)

    def _at_the_head(self, text: str, words: str, kind: str, after: str, sentence_start: int) -> int:
        """How far a mention at the head of its sentence governs."""
        if kind == "vague":
            if words in self._carries:
                return Reach.ON
            on = words in self._scenes or words.startswith(self._by_now)
            return Reach.NEXT if on and after[:1] in "，," else Reach.SENTENCE
        if words in self._this_year and (not sentence_start or text[sentence_start - 1] in "\n \u3000"):
            return Reach.PLANS
        background = (
            words[-1] in "前后"
            or words.endswith(LENGTHS)
            or self.same_days.search(words) is not None  # 去年此时，: what follows is told of now again
            or words in self._moments
            or self._by_the_clock.match(words) is not None
            or (after[:1] == "的" and "年代" in words)
        )
        return Reach.SENTENCE if background else Reach.ON

    def _is_name(self, text: str, start: int, end: int, before: str, after: str) -> bool:
        """Whether the mention tells no time: a date line, part of a title, a meeting's name, a contract or a goal.

        Nor does 今天的《…》, a programme, 学前三年 or 的第二年, which tells how long something has been done.
        """
        if text[start] == "前" and before.endswith("学"):
            return True
        if after.startswith("的《") or (text[start] == "第" and text[end - 1] == "年" and before.endswith("的")):
            return True
        named = before.endswith(self._named) and not before.endswith("收获") and text[start] != "截"  # 公布|截至6月底
        if named or self._dateline.match(text, end):
            return True
        if text[end - 1] == "月" and self._due.match(text, end):
            return True
        if text[start:end] in self._feasts and self._called.match(text, end):
            return True
        if before.endswith(self._attained) and self._goal.match(text, end):
            return True
        left = text.rfind("《", max(0, start - 40), start)
        if left >= 0 and text.find("》", left, start) < 0 and text.find("》", end, end + 60) >= 0:
            return True
        return (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in _LINE_END

    def _is_record(self, text: str, start: int, end: int, before: str) -> bool:
        """Whether the mention tells how long a record stood (创五年来新高), not when it was set."""
        if text[end - 1] == "来" and text.startswith(self._first, end):  # 入汛以来最大的一次降雨
            return True
        within = text.startswith(self._records, start)  # an event's name: 创有记录以来新高
        return (within or before.endswith(self._records)) and self._peak.match(text, end) is not None

    def _is_compared(self, text: str, start: int, end: int, before: str, after: str) -> bool:
        if before.endswith(self._compared.get(before[-1:], ())) or before.endswith(("占", "相当于")):
            return True
        if before[-1:] == "的" and self._compared_such.search(text, max(0, start - 14), start):
            return True
        if text[start - 1 : start] == "在" and _ON_TOP.match(text, end):
            return True
        if before.endswith(self._base) and (after[:1] == "的" or _MULTIPLE.match(text, end)):
            return True
        if not before.endswith(self._beside):
            return False
        told = after.startswith(self._comparison) or text.endswith("同期", start, end)
        return told or self._level.match(text, end) is not None

    def _stays_in_clause(self, text: str, start: int, end: int, before: str, after: str) -> bool:
        """Whether the mention belongs to a noun (4月的晚樱), report or founding, or what stands before its brackets."""
        if before[-1:] in ("（", "(") and after[:1] in ("）", ")"):
            return True
        of_noun = after[:1] == "的" and before and before[-1] not in _OPENERS
        if of_noun and (text[start:end] not in self._years or before[-1] in "到至"):  # 增加到今年的300户
            return True
        if after.startswith(self._reported) or (after[:1] not in "，," and after[1:].startswith(self._reported)):
            return True
        if after.startswith(("唯一", "最")) and before[-1:] in ("国", "是", "球", "省", "市"):  # 这是我国目前最大的…
            return True
        if self._issued.match(text, end):
            return True
        cleft = before[-1:] == "是" and _CLEFT.match(text, end)
        if cleft or (before[-1:] in ("了", "过") and _KIND.match(text, end)):
            return True
        return text[end - 1] not in _LASTING and self._dates_founding(text, end, before)

    def _dates_founding(self, text: str, end: int, before: str) -> bool:
        """Whether the time that ends here tells when something was founded, or somebody was born or chosen."""
        founder = before.removesuffix("于")
        if founder.endswith(self._founders.get(founder[-1:], ())):
            return True
        return self._founded.search(text, end, self._approved(text, end)) is not None

    def _approved(self, text: str, end: int) -> int:
        """Where the clause after a time ends, or that after an approval (，经县里批准，) in between."""
        approval = _APPROVAL.match(text, end)
        return _clause_end(text, approval.end() if approval else end)

    def _says_who(self, text: str, start: int, end: int, kind: str) -> bool:
        """Whether what follows the time up to a colon or comma only says who spoke.

        Of a month or year in which a survey was made it tells the figures as well.
        """
        stop = _TOLD.search(text, end + (text[end : end + 1] in "，,"), end + 60)
        if stop is None or not text.endswith(self._says, end, stop.start()):
            return False
        surveyed = kind == "point" and text.endswith(self._surveys, end, stop.start())
        return not surveyed or _OF_A_DAY.match(text, start, end) is not None

    def looks_ahead(self, text: str, start: int, end: int) -> bool:
        """Whether the words around text[start:end] plan or forecast."""
        for found in self._ahead.finditer(text, max(0, start - 15), start):
            if not _STOP.search(text, found.end(), start):
                return True
        return self._ahead.search(text, end, _clause_end(text, end)) is not None

    def is_present(self, text: str, mention: TimeMention) -> bool:
        """Whether the mention tells the present and no more, at the head of what is said of it (目前，)."""
        return text[mention.start : mention.end] in self._present and text[mention.start - 1] in _OPENERS

    def is_scene(self, text: str, mention: TimeMention) -> bool:
        """Whether the mention sets the scene for what is told after it (眼下，)."""
        return text[mention.start : mention.end] in self._setting

    def is_day(self, text: str, mention: TimeMention) -> bool:
        """Whether the mention tells the day on which something happened, or that it was of late."""
        return text[mention.start : mention.end] in self.lately or _OF_A_DAY.match(text, *mention[:2]) is not None

    def lasts(self, text: str, mention: TimeMention) -> bool:
        """Whether the mention tells of a time up to now or to another day (以来, 截至目前)."""
        words = text[mention.start : mention.end]
        return mention.kind in ("since", "until") or words.endswith(_UP_TO_NOW) or words.startswith(self._by_now)

    def is_season(self, words: str) -> bool:
        """Whether the mention is a season of no year: 冬季."""
        return _SEASON.fullmatch(words) is not None

    def is_this_year(self, text: str, mention: TimeMention) -> bool:
        """Whether the mention tells the year that others are compared with: 今年."""
        return text[mention.start : mention.end] in self._this_year

    def was_before(self, text: str, mention: TimeMention, start: int, end: int) -> bool:
        """Whether the mention tells when an amount had been reached (截至目前), or on which day, and the quantity from
        which it began (由300户增加到450户): how much it had been before.
        """
        if not self._leads_to.match(text, end):
            return False
        source = _FROM.search(text, max(0, start - _FROM_REACH), start)
        if source is None or source.start() < mention.start < start:  # 由目前的300户
            return False
        words = text[mention.start : mention.end]
        if mention.kind == "until" or words in self._present or words.startswith(self._by_now):
            return True
        return self.is_day(text, mention) and SPAN.search(words) is None

    def end_of_span(self, text: str, mention: TimeMention, start: int, end: int) -> int | None:
        """Of a span (2012年到2016年，茶园由300亩扩大到450亩) the end at which the quantity was so: 0 where the change
        begins at it, 1 where it leads to it; None of any other quantity or time.
        """
        if mention.end > start or not SPAN.search(text, mention.start, mention.end):
            return None
        low = max(mention.end, start - _FROM_REACH)
        if _FROM.search(text, low, start) is None:
            return None
        if self._leads_to.match(text, end):
            return 0
        return 1 if self._led_to.search(text, low, start) else None

    def plans(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] holds a word of a plan or forecast."""
        return self._ahead.search(text, start, end) is not None

    def is_of_speech(self, text: str, mention: TimeMention, start: int) -> bool:
        """Whether the mention is the day on which somebody speaks, and the quantity part of what is said."""
        if text[mention.start : mention.end] not in self.lately and not _OF_A_DAY.match(text, *mention[:2]):
            return False
        return self.spoken.search(text, mention.end, start) is not None

    def beside(self, text: str, mention: TimeMention, start: int, end: int) -> bool:
        """Whether a quantity at `start` is the compared or source time's own, and not the change from it."""
        between = text[mention.end : start]
        if (len(between) > 12 or _NOT_BESIDE.search(between)) and not _BESIDE_TOO.fullmatch(between):
            return False
        if text[mention.start - 1 : mention.start] == "在" and (top := _ON_TOP.match(text, mention.end)):
            return end <= top.end()
        source = text[mention.start] in "从由自" or text[max(0, mention.start - 1) : mention.start] in self._source
        if not source and (self._change.search(between) or text.startswith("翻", start)):
            return False
        if source and _BECOME.search(between) and self._change.search(between) and text[mention.end - 1] not in "起始":
            return False
        if not source and text[mention.start : mention.end] in self._former:
            return not _NOT_FORMER.search(between) and not (between[:1] == "的" and _PORTION.search(text, start, end))
        of_base = text[max(0, mention.start - 5) : mention.start].removesuffix("在").endswith(self._base)
        return not (of_base and _PORTION.search(text, start, end))

    def _heads(self, text: str, start: int, sentence_start: int) -> bool:
        """Whether the mention opens its sentence, or what a report's colon or comma opens."""
        if start - sentence_start > _LONG_LEAD:
            return text[start - 1] in "：:" or self._said.search(text, start - _LONG_LEAD, start) is not None
        before = text[sentence_start:start].strip(' \u3000“"‘「据在到从自')
        return len(before) <= 2 or before[-1] in "：:" or self._said.search(before) is not None


def _clause_end(text: str, start: int) -> int:
    """Where the clause ends, thirty characters on at most."""
    stop = _STOP.search(text, start, start + 30)
    return stop.start() if stop else min(len(text), start + 30)
