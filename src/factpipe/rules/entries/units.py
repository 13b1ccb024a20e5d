"""Entries of rules/lexicon/units.yaml."""

from decimal import Decimal, InvalidOperation
from typing import Literal

from pydantic import field_validator

from factpipe.model import Modifier
from factpipe.rules.entries import Entry

#: `measure`: a true unit; `classifier`: counts things, and `一` before it may only say "a"; `calendar`: says a date, a
#: clock time, a rank or a number on a door more often than it counts; `share`: percentages and their like
Kind = Literal["measure", "classifier", "calendar", "share"]


class Era(Entry):
    """What a unit was worth until a year, that year included."""

    until: int
    factor: str
    note: str = ""


class Sense(Entry):
    """What a unit measures where certain words stand near: `before` within a few characters (# is any digit), `next`
    right after it; or where the number is `least` or more. `unit` is what it is then short for (时速30公里: 公里/小时),
    `modifier` how it then bounds the number (售价9.98万起).
    """

    measure: str
    code: str | None = None
    base: str | None = None
    factor: str | None = None
    before: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    least: int | None = None
    unit: str | None = None
    modifier: Modifier | None = None


class Share(Entry):
    """A share or a multiple of something that is told by a word: half of it, more than half, twice as much."""

    percent: str = ""
    times: str = ""
    modifier: Modifier = Modifier.EXACT


class Unit(Entry):
    """A unit or classifier: what it measures, how else it is written, and what it is worth in its base unit."""

    measure: str = "count"
    kind: Kind = "measure"
    forms: tuple[str, ...] = ()
    code: str | None = None
    base: str | None = None
    factor: str = "1"
    offset: str = "0"
    currency: str | None = None
    then: tuple[str, ...] = ()
    #: how it is also written right after a larger unit: 3元5角2 分
    after_larger: tuple[str, ...] = ()
    #: a bare digit after the unit counts tenths: 两米三, 三块五
    short: bool = False
    eras: tuple[Era, ...] = ()
    senses: tuple[Sense, ...] = ()
    note: str = ""

    @field_validator("factor", "offset")
    @classmethod
    def _exact(cls, text: str) -> str:
        """A factor is an exact decimal, or a fraction `a/b` of two where a decimal would be rounded."""
        parts = text.split("/")
        if len(parts) > 2 or not all(map(_is_decimal, parts)) or (len(parts) > 1 and not Decimal(parts[1])):
            raise ValueError(f"`{text}` is no decimal number (50, 0.5), nor a fraction of two (1/3)")
        return text


def _is_decimal(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


class File(Entry):
    """The whole file. Overlays add to the lists and replace single units by their name."""

    #: true units, money, time, shares, and what needs more than its measure said
    units: dict[str, Unit] = {}
    #: counters, by the measure that they have
    classifiers: dict[str, tuple[str, ...]] = {}
    #: nouns that take a number directly (两市, 五大), by their measure
    nouns: dict[str, tuple[str, ...]] = {}
    #: nouns that tell the measure of a number that has no unit (8万多学生), by their measure
    bare: dict[str, tuple[str, ...]] = {}
    #: what must not follow a form, since the two together are another word: 家 + 庭
    not_before: dict[str, tuple[str, ...]] = {}
    #: what may follow a form for all that: 两大关键 are two, 大关 is another word
    but_before: dict[str, tuple[str, ...]] = {}
    #: nouns by whose value a number without a unit is told, by what it then measures: 指数为51.3, 投资百亿
    named: dict[str, tuple[str, ...]] = {}
    #: nouns of what is told one by one after 有 and a number: 原因有三
    enumerated: tuple[str, ...] = ()
    #: what may stand between a noun of `named` and the number
    named_links: tuple[str, ...] = ()
    #: words for a share or a multiple without a number in them: 一半, 半数 → percent, 翻番 → times
    shares: dict[str, Share] = {}
    #: signs that stand before an amount → the currency's name in `units`
    signs: dict[str, str] = {}
    #: words that may follow a unit's slash or 每 as the denominator of a rate, beside all units
    denominators: tuple[str, ...] = ()
