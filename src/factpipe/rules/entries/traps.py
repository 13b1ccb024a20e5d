"""Entries of rules/lexicon/traps.yaml."""

from typing import Literal, get_args

from factpipe.rules.entries import Entry

#: why a numeral is no fact
Reason = Literal[
    "word", "idiom", "name", "place", "person", "slogan", "date", "clock", "ordinal", "rank", "document", "phone",
    "code", "score", "model", "broken", "indefinite", "bare", "distributive", "event",
]  # fmt: skip

#: what the words of `beside` tell apart: units, and amounts of them
Judged = Literal[
    "年", "一年", "日", "点", "月", "段", "指数", "级", "届", "分", "块", "角", "大", "代", "度", "万元", "组", "队",
    "G", "M", "眼", "村", "团", "金", "班", "套", "路", "二层", "百年", "四周", "一度",
]  # fmt: skip

REASONS: tuple[str, ...] = get_args(Reason)


class Beside(Entry):
    """Words beside a number with a unit that say what it is."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class File(Entry):
    """The whole file: words that hold a numeral and are no quantity, by the reason, and what makes a number no fact."""

    #: whole words; the longest wins, and wins over a number that begins where it does
    words: dict[Reason, tuple[str, ...]] = {}
    #: what right before a number makes it no fact: 第 三次, 农历 八
    before: dict[Reason, tuple[str, ...]] = {}
    #: what right after a number (and its unit) makes it no fact: 500 强, 三 等奖
    after: dict[Reason, tuple[str, ...]] = {}
    #: words before 一 + classifier by which the text counts: 仅有 一名
    counting: tuple[str, ...] = ()
    #: words that end a name in quotation marks, or stand right after one: “庆祝建校10周年大会”, “教育这十年”主题发布
    titles: tuple[str, ...] = ()
    #: words right before a length of time that say that it lasted: 历时 三年
    lasting: tuple[str, ...] = ()
    #: verbs between 一 and 就是 before a length of time that it lasts: 一 坐 就是一天
    at_once: tuple[str, ...] = ()
    #: words right before one of a unit that make it an amount of its own: 减免 一个月
    added: tuple[str, ...] = ()
    #: verbs between 每 and one of a unit that is then what something else is told for: 每处理 一吨
    deeds: tuple[str, ...] = ()
    #: how a clause begins that tells how much it is for each: 每产1斤茶， 就 能赚25元
    worth: tuple[str, ...] = ()
    #: nouns after 大 that are counted: 五大 产业, but not 十八大
    aspects: tuple[str, ...] = ()
    #: unit, or what it is told apart by → words beside its number: 三级 台阶 are counted, 三级 is a rank
    beside: dict[Judged, Beside] = {}
    #: classifiers after 一 and before a noun of the same kind: 一户 一策, 一天一个 价
    each: tuple[str, ...] = ()
    #: classifiers before which 二 tells which one, not how many
    numbered: tuple[str, ...] = ()
    #: units before which a lone multiplier is a word: 百年, 千里, 万家
    rounded: tuple[str, ...] = ()
    #: classifiers of which one, in a sentence with 每, tells how often
    repeated: tuple[str, ...] = ()
    #: those of them that say so outright: 每季度检查 一次
    times: tuple[str, ...] = ()
    #: classifiers and nouns after 每 of what has one each: 每 县 建一个
    sharers: tuple[str, ...] = ()
    #: what has one together after 各, not one each: 各 国签署了一项
    together: tuple[str, ...] = ()
    #: words right before 一个 that is said of each as a whole: 每个人 都是 一个整体
    same: tuple[str, ...] = ()
    #: words right before one of what the subject is, which is then not told for each: 每个人都 是 一份力量
    being: tuple[str, ...] = ()
    #: words right before one of a unit by which there is none: 不落 一户
    none: tuple[str, ...] = ()
    #: classifiers of things that stand in a row after their names: 手枪 一支
    rows: tuple[str, ...] = ()
    #: classifiers of things of which one is told with one of another kind: 一 个 体育场和一 个 赛车场
    paired: tuple[str, ...] = ()
    #: classifiers that halves have
    halved: tuple[str, ...] = ()
    #: what makes another word with 半, which is then no half of the unit before it: 三台半 自动 车床
    not_halves: tuple[str, ...] = ()
