"""Finding time expressions: one compiled pass over a text."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from factpipe import trie
from factpipe.model import TimeMention, maker
from factpipe.resolve.times.expression import Calendar
from factpipe.resolve.times.frames import Frames
from factpipe.resolve.times.pattern import AT, LENGTHS, SPAN, compile_finder
from factpipe.resolve.times.sections import Sections
from factpipe.rules.entries.times import File

#: what may stand before 以来, 期间 and make them a time: a run of the clause, from 自 on or after 在 where there is one
_RUN = r"(?:[^，。；：！？\s《》〈〉（）()]|《[^，。；：！？\s《》]{1,16}》){1,24}\Z"
_EVENT_ON = re.compile(_RUN)
_EVENT = re.compile(r"(?<![^，。、；：！？\s《》〈〉（）()])" + _RUN)
_EVENT_FROM = re.compile("(?<![来各亲独])自(?!己|然|治|主|身)|从(?!事|业|而)")
_COUNTED = re.compile(
    "(?<![0-9０-９])(?!(?:19|20)[0-9]{2}[^0-9.名人家台个只头座辆条吨元万亿]{2,}[会节赛]\\Z)"
    "[0-9０-９][0-9０-９.．]{0,9}[多余几]?[万亿]{0,2}[多余]?(?:个(?!多?月|半月)|[A-Za-z]+|[^0-9０-９.．年月日天周届期次时点号个小])"
    "|(?<![第十百千万])[两三四五六七八九十]{1,3}(?:[位名家座所条头]|国(?!会))"
)
_EVENT_IN = re.compile(".*(?:[由比较在于是]|分别为|随着)")
_EVENT_REACH = 26
#: counted from an event that stands before it (开工两年后, 项目建成后), unlike 6月后 and 2010年以后
_AFTER_EVENT = re.compile(
    "(?:(?<![0-9０-９〇零一二三四五六七八九]{4})年|[天周]|(?<=个)月|星期|小时|季度)[半多]?(?:之|以)?后\\Z|\\A[^0-9０-９月年日]{2,8}后\\Z"
)
_LENGTH_SINCE = re.compile("\\A[^年月]{1,6}(?:年|个月|月|天|周)(?:以来|来)\\Z")
#: what makes one expression of two, and what opens one
_JOINS = frozenset(("一直到", "——", "以及", *"至到和与及、/-—–~～－―"))
_LEAD_WORDS = ("截止到", "截至到", "截至", "截止", "直到", "自从", "从", "自", "至", "到")
#: what is done between the ends of a span: 从2月9日开馆到3月6日闭馆
_CHANGED = re.compile("[增减提升降涨跌缩延推扩]")
_SPAN_DEED = re.compile("[\u4e00-\u9fff]{1,4}")
#: after the second of two times: the first is compared with it
_COMPARED = re.compile("相比|比较|对比")
#: right after a time: how long it is
_WITHIN = re.compile("(?:一|半|[一二两三四五六七八九十]{1,2}个?)[年月](?:[之以]?内|中|间|里)")
#: words after which a length is told, whatever it is part of
_TAKES = ("经过", "历经", "历时")
#: between such a time and the one whose length it tells
_LENGTH_JOINS = frozenset(("", "的", "共", "这", "短短", "不到"))
_LEADS = frozenset(word[-1] for word in _LEAD_WORDS)
_mention = maker(TimeMention)


class TimeFinder:
    """Finds the time expressions of a text. Built once from the rules (or the `File` of times.yaml itself)."""

    def __init__(self, rules: Any) -> None:
        self.lexicon: File = getattr(rules, "times", rules)
        self.pattern = compile_finder(self.lexicon)
        self.frames = Frames(self.lexicon)
        self.sections = Sections(self.lexicon.frames)
        self.calendar = Calendar(self.lexicon)
        done = trie.pattern(self.lexicon.frames.accomplished)
        #: what has been brought to an end, at the end of a time: 项目|建成后
        self.done = re.compile(f"{done}[达投产使用运营]{{0,2}}[之以]?后\\Z")
        self._vague = frozenset(self.lexicon.vague)
        #: what they are after is part of them: 改革开放后
        self._after = frozenset(word for word in self._vague if word[-1] == "后")
        self._other_words = {word[:2]: entry for word, entry in self.lexicon.other_words.items()}
        #: words that end a time told by an event; what stands before them is found by going left
        self._event_ends = frozenset((AT, *self.lexicon.frames.event_ends))
        self._reaching = self.lexicon.frames.reaching
        self._event_tails = frozenset(word[-1] for word in self._event_ends) | {"后"}
        self._kind = lru_cache(maxsize=8192)(self._kind_of)

    def find(self, text: str) -> list[TimeMention]:
        """The time expressions of `text`, in order, none overlapping another."""
        found: list[TimeMention] = []
        last = 0
        for match in self.pattern.finditer(text):
            start, end = match.span(match.lastindex)
            if start < last:
                continue
            if text[start] in "到至" and text[start + 1 : end] in self._vague:
                start += 1  # 到现在: whether it is the time's, its verb tells
            words = text[start:end]
            other = self._other_words.get(words[:2]) or self._other_words.get(words[0])
            if other and (text.endswith(other.after, 0, start) or text.startswith(other.before, end)):
                continue
            if (words[-1] in self._event_tails and (words in self._event_ends or _AFTER_EVENT.search(words))) or (
                words[0] in "第次" and text.startswith("后的", start - 2)
            ):
                begin = _event_start(text, start, found[-1] if found else None)
                if words in self._event_ends and not 0 <= begin < start and words not in self._vague:
                    continue
                if words == "以来" and text[start - 1] in "可得难":
                    continue
                if (
                    0 <= begin < start
                    and words not in self._after
                    and (start - begin <= 14 or words in self._event_ends)
                ):
                    start = begin
                if start < last:
                    start = found.pop().start
            elif start - last <= 5 and found and _joins(text, found[-1].start, last, start, words):
                start = found.pop().start
            elif start and text[start - 1] in _LEADS:
                start -= self._lead(text, start, words)
            found.append(_mention((start, end, self._kind(text[start:end]))))
            last = end
        return found

    def _lead(self, text: str, start: int, words: str) -> int:
        """How many characters of 从, 截至 and the like right before the words are theirs."""
        last = text[start - 1]
        if (last in "从自" and words in self._vague) or text.endswith("不到", 0, start):
            return 0  # 从目前看, 不到原来的, 不到一年的时间里
        if last in "至到" and (text.endswith(self._reaching, 0, start - 1) or _LENGTH_SINCE.search(words)):
            return 0  # 增加到今年的, 跌至28个月以来最低
        return next((len(lead) for lead in _LEAD_WORDS if text.endswith(lead, 0, start)), 0)

    def _kind_of(self, words: str) -> str:
        if words in self._vague:
            return "vague"
        if words.endswith(("以来", "至今", "起", "开始", "来")):
            return "since"
        if words[0] in "截到至直" or words.endswith(("为止", "止")):
            return "until"
        if words[0] in "从自" and not SPAN.search(words):
            return "since"
        return "point"


def _event_start(text: str, trigger: int, previous: TimeMention | None) -> int:
    """Where the event begins that the words at `trigger` make a time (活动|期间); -1 where none stands before them."""
    low = max(0, trigger - _EVENT_REACH)
    clause = None
    if previous is not None and previous.end > low and trigger - previous.start < _EVENT_REACH:
        low = previous.start
        clause = _EVENT_ON.match(text, low, trigger)  # 自1985年实施《渔业法》|以来
    on = clause is not None
    clause = clause or _EVENT.search(text, low, trigger)
    if clause is None:
        return -1
    begin = clause.start()
    opened = text.rfind("“", begin, trigger) if text[trigger - 1] == "”" and not on else -1
    if opened >= 0:
        return opened
    for counted in _COUNTED.finditer(text, begin, trigger):  # what is counted is no part of the time
        begin = counted.end()
    if since := _EVENT_FROM.search(text, begin, trigger):
        return since.start()
    within = _EVENT_IN.match(text, begin, trigger)
    return within.end() if within else begin


def _joins(text: str, first: int, last: int, start: int, words: str) -> bool:
    """Whether the words make one expression with text[first:last]: joined by 至, as 到现在, or counting it."""
    between = text[last:start]
    if between[-1:] in ("到", "至") and text[first] in "从自" and between[0] != "的":
        deed = between[:-1].removesuffix("一直")
        if _SPAN_DEED.fullmatch(deed) and not _CHANGED.search(deed):
            return True
    if between in ("和", "与") and _COMPARED.match(text, start + len(words)):
        return False  # 2020年|和2010年相比
    if between in _JOINS or (not between and words[0] in "到至" and len(words) > 1):
        return True
    if not between and text[last - 1] in "冬末" and words in ("今春", "明春", "年初"):  # 去冬今春, 岁末年初
        return True
    if not between and _WITHIN.fullmatch(words):  # 2006年一年内
        return True
    if words.endswith(LENGTHS):  # 2006年到2010年共五年的时间里
        return between in _LENGTH_JOINS
    # 2006年到2010年的五年中
    return between == "的" and words.endswith(("年中", "年间", "年里", "年内", "个月中", "个月间", "个月里"))


def covers(text: str, mentions: Sequence[TimeMention], start: int, end: int, number: int | None = None) -> bool:
    """Whether text[start:end] lies in one of the mentions (sorted), so that it tells a time and counts nothing; a word
    that bounds it may stand before its `number` and the mention (大约 十年前).

    经过四年建设后 and 在四年的时间里 tell how long something took as well, 建校50周年之际 which anniversary it is.
    """
    n = bisect_left(mentions, ((start if number is None else number) + 1,)) - 1
    if n < 0 or mentions[n].end < end or (mentions[n].start > start and mentions[n].end == end):
        return False
    if text[mentions[n].start : mentions[n].end].endswith(LENGTHS) and mentions[n].start >= start:
        return False
    return not (text.endswith(_TAKES, 0, start) or text.endswith("周年", start, end))
