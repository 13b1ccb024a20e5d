"""Entries of rules/lexicon/times.yaml: words that tell a time, and where they lie on the calendar."""

from typing import Literal

from pydantic import Field, model_validator

from factpipe.rules.entries import Entry

Words = tuple[str, ...]
Unit = Literal["day", "week", "month", "quarter", "half", "year"]


class Word(Entry):
    """A word for whole units counted from the reference: 去年 is year -1 to -1, 今明两年 year 0 to 1.

    `season` narrows the year to a season (去冬), `context` says that it means the time told before it where the text
    tells one (当年, 同月), not the reference.
    """

    unit: Unit
    first: int = 0
    last: int | None = None
    season: str | None = None
    context: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> "Word":
        if self.last is not None and self.last < self.first:
            raise ValueError("`last` must not lie before `first`")
        return self


class Vague(Entry):
    """A word for a time without dates: what is certain of it, and whether it reaches into the sentences after its own.

    `ends: issue` closes the interval at the day of the issue (截至目前), `starts: issue` opens it there (今后).
    """

    starts: Literal["issue"] | None = None
    ends: Literal["issue"] | None = None
    carries: bool = False


class Festival(Entry):
    """A day of the year, told in one of four ways; `days` are the first and last day counted from it.

    solar: `10-01`; lunar: `1-1`, `12-last`; term: one of the 24 solar terms; weekday: `5-2-7`, month, how manieth,
    day of the week from Monday 1.
    """

    solar: str | None = Field(default=None, pattern=r"^\d{1,2}-\d{1,2}$")
    lunar: str | None = Field(default=None, pattern=r"^\d{1,2}-(\d{1,2}|last)$")
    term: str | None = None
    weekday: str | None = Field(default=None, pattern=r"^\d{1,2}-[1-5]-[1-7]$")
    days: tuple[int, int] = (0, 0)
    #: an everyday word as well (小雪, 大雪): a time only beside 节气 or 前后
    everyday: bool = False

    @model_validator(mode="after")
    def _told_once(self) -> "Festival":
        if sum(x is not None for x in (self.solar, self.lunar, self.term, self.weekday)) != 1:
            raise ValueError("give one of `solar`, `lunar`, `term`, `weekday`")
        return self


class Season(Entry):
    """A season, from the day of one solar term to the day before another."""

    first: str
    until: str


class Plan(Entry):
    """A plan's years, both included."""

    first: int
    last: int


class Months(Entry):
    """A part of a year as its months, both included."""

    first: int = Field(ge=1, le=12)
    last: int = Field(ge=1, le=12)


class Days(Entry):
    """A part of a month as its days, both included; 31 is its last day."""

    first: int = Field(ge=1, le=31)
    last: int = Field(ge=1, le=31)


class OtherWord(Entry):
    """What makes a time word the end of another word (`after`: 出 makes 现在 part of 出现在), or its beginning."""

    after: Words = ()
    before: Words = ()


class Frames(Entry):
    """Words around a time that say what it governs."""

    #: before a time with which something is compared: 比
    compared: Words = ()
    #: before a time that may be compared, if `comparison` follows it: 与去年持平
    beside: Words = ()
    #: of these, before a time that is the base of a share or a multiple: 是去年的4倍
    base: Words = ()
    #: after such a time within its clause: it is what something is level with (与2016年目标持平)
    level: Words = ()
    comparison: Words = ()
    #: between a compared time and a quantity: the quantity tells the change, not the time's own
    change: Words = ()
    #: a price or an index moves or closes: of the day told in the sentences before
    moves: Words = ()
    #: before how much something costs: of the day told in the sentences before, where that tells what it costs as well
    prices: Words = ()
    #: before a time where a change begins: it governs what stands beside it only
    source: Words = ()
    #: ends of verbs that take 到 and 至 before a time to themselves: 增[加]到今年的300户
    reaching: Words = ()
    #: right after a time: its clause reports or decides something, and tells no time for what is reported
    reported: Words = ()
    #: right after the day of a dateline: 电
    dateline: Words = ()
    #: what a time's figures are told by, so that it governs the clauses that follow: 2008年的调查[数据]
    figures: Words = ()
    #: after a day whose figures tell how far something had come by then: 今天的农情[调度显示]
    progress: Words = ()
    #: right before a time that is part of the name of a meeting or a paper
    named: Words = ()
    #: a clause with one of these dates a person, a founding or an appointment, and no figure in the clauses after it
    founded: Words = ()
    #: but what is counted of those who are born, so called after such a word: 全年出生[人口]
    counted: Words = ()
    #: after a month, when a contract falls due, not when its price is told: 7月铜期货[合约]
    due: Words = ()
    #: after a feast or a season, what is called after it and may be held at another time: 国庆[招待会], 春季[造林]
    called: Words = ()
    #: a time between these two is that of the goal which is attained: [完成]全年[任务]的七成
    attained: Words = ()
    goal: Words = ()
    #: end a time that is told by what stands before them in the clause: 建厂[之初]
    event_ends: Words = ()
    #: with 后 they tell a time by what has been brought to an end: 项目[建成]后
    accomplished: Words = ()
    #: at the head of a sentence that goes on with the one before
    continuing: Words = ()
    #: at the head of a sentence that turns to something else
    turning: Words = ()
    #: at the head of a sentence, or after 此次 there: it goes on about what was held on the day told before it
    events: Words = ()
    #: in the clause of a quantity: it tells who took part in what was held on the day told before it
    attended: Words = ()
    #: right before how much it is: it does not change, so that no time of another sentence is its own: 海拔
    lasting: Words = ()
    #: the same within its clause, of a day in the clause before
    designed: Words = ()
    #: at the head of a sentence: they set the scene for the sentences after it, as long as those tell no time
    scenes: Words = ()
    #: at the end of the clause after a time: it says who spoke when, and tells no time for what is said
    says: Words = ()
    #: as these do; a time that was told before somebody spoke is not that of what is said
    speaks: Words = ()
    #: with a comma after it: a time that follows opens what is said: 据[统计]，去年…
    preludes: Words = ()
    #: times that govern their own clause only, where they do not open the sentence
    loose: Words = ()
    #: of these, what stands right beside them only: [原来]每户3亩，现在…
    former: Words = ()
    #: after a month or a year that is that of a survey's figures: 3月[调查显示]
    surveys: Words = ()
    #: before what has been added up since a time that the paragraph tells: [累计]造林9万亩
    sums: Words = ()
    #: what headings tell of whose year all below them is of: 2022年[工作]回顾
    accounts: Words = ()
    #: how titles end whose year all of the text is of: 2022年工作[总结]
    reports: Words = ()
    #: what headings of what is to come have: their sections are not of that year
    to_come: Words = ()
    #: a clause in which one of these papers is issued tells no time for what the paper says: [发布]了三季度[报表]，
    issued: Words = ()
    papers: Words = ()
    #: between these two a time tells how long a record stood, and governs nothing: [创]五年来[新高]
    records: Words = ()
    peaks: Words = ()
    #: these as well, right after 以来: 入冬以来[首]场雪
    rare: Words = ()
    #: times when something was reported or found out, as much as when it was: 近日
    lately: Words = ()
    #: beginnings of times that tell in the next sentence as well: [截]至目前，…
    by_now: Words = ()
    #: times at the head of a sentence that are of a moment, while what follows is of the whole year: 年初
    moments: Words = ()
    #: after a number of years that tells no time in which something was done: 三年[行动]
    years_of: Words = ()
    #: words of a plan or forecast: the time lies ahead
    ahead: Words = ()


class Forms(Entry):
    """How times begin that say something of the figures of their clause."""

    #: they are so by now, and what was planned before them is not: 目前
    now: Words = ()
    #: they are what has added up to then: 截至
    until: Words = ()
    #: they lie ahead: 明年
    future: Words = ()
    #: so does a length of time that begins so: [未来]三年, but 未来 alone is a noun
    coming: Words = ()
    #: so do those of a time that ends in one of these and 后: 项目[建成]后
    finished: Words = ()


class File(Entry):
    """rules/lexicon/times.yaml; every section maps a word to its entry, but for `frames` and `forms`."""

    words: dict[str, Word] = {}
    vague: dict[str, Vague] = {}
    #: parts of some year that it is not told of, times where 里, 期间 or a comma follows: 汛期，
    periods: Words = ()
    #: after a time before the one told of (去年 此时), whose days are those of that one
    same_days: Words = ()
    #: before a length of time, with which they tell when: 未来 三年
    leads: Words = ()
    #: before days that are counted and no date: 拘留 15日
    counted_days: Words = ()
    #: what somebody undergoes for a length of time: 住院 12天后出院
    undergone: Words = ()
    #: what was as long as a number after 近 tells: 扎根 近30年
    lasted: Words = ()
    festivals: dict[str, Festival] = {}
    seasons: dict[str, Season] = {}
    plans: dict[str, Plan] = {}
    year_parts: dict[str, Months] = {}
    month_parts: dict[str, Days] = {}
    #: parts of the day, which a clock time may follow: 下午 3点
    day_parts: Words = ()
    other_words: dict[str, OtherWord] = {}
    frames: Frames = Frames()
    forms: Forms = Forms()
    #: traditional characters of time words and their simplified form
    traditional: dict[str, str] = {}
