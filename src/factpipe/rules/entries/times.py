"""Entries of rules/lexicon/times.yaml: words that tell a time, and where they lie on the calendar."""

from typing import Literal

from pydantic import Field, model_validator

from factpipe.rules.entries import Entry

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

    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class File(Entry):
    """rules/lexicon/times.yaml; every section maps a word to its entry."""

    words: dict[str, Word] = {}
    vague: dict[str, Vague] = {}
    festivals: dict[str, Festival] = {}
    seasons: dict[str, Season] = {}
    plans: dict[str, Plan] = {}
    year_parts: dict[str, Months] = {}
    month_parts: dict[str, Days] = {}
    other_words: dict[str, OtherWord] = {}
    #: words by what they do to a time beside them; the keys are those that `resolve.times` knows
    frames: dict[str, tuple[str, ...]] = {}
    #: traditional characters of time words and their simplified form
    traditional: dict[str, str] = {}
