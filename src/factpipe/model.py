"""The records that pass from stage to stage, and the words that their fields may hold.

    Page ─layout→ Article ─scan→ Quantity ─link→ Claim ─resolve→ Fact (a row, see `schema`)

All records are frozen. The hot ones are NamedTuples: they are made a hundred thousand times a run, and a NamedTuple
is made three times as fast as a frozen dataclass. Offsets are Unicode code points, half open.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import NamedTuple, TypeVar

_Record = TypeVar("_Record")


def maker(record: type[_Record]) -> Callable[[tuple], _Record]:
    """Makes a NamedTuple straight from a tuple of all its fields, in a third of the time that its class takes.

    For the records that are made tens of thousands of times a run.
    """
    return partial(tuple.__new__, record)


class Modifier(StrEnum):
    """How the text bounds a value."""

    EXACT = "exact"
    OVER = "over"
    AT_LEAST = "at_least"
    NEARLY = "nearly"
    UNDER = "under"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"


class Status(StrEnum):
    """What the text claims of a number: that it is so, is meant to be so, is a condition, a change, or is not so."""

    ACTUAL = "actual"
    TARGET = "target"
    CRITERION = "criterion"
    CHANGE = "change"
    NEGATED = "negated"


class Scope(StrEnum):
    """What share of the matter a number covers, where the text says so."""

    WHOLE = "whole"
    TOTAL = "total"
    PART = "part"
    CUMULATIVE = "cumulative"


class Direction(StrEnum):
    """Whether a change is a rise or a fall."""

    UP = "up"
    DOWN = "down"


class ArticleKind(StrEnum):
    NEWS = "news"
    COMMENTARY = "commentary"
    CAPTION = "caption"
    BRIEF = "brief"
    NOTICE = "notice"
    TABLE = "table"
    FURNITURE = "furniture"


class CheckKind(StrEnum):
    """What facts of one article are held against one another for."""

    PRODUCT = "product"
    SUM = "sum"
    SHARE = "share"
    CHANGE = "change"
    RESTATEMENT = "restatement"


class Verdict(StrEnum):
    """What comes of it."""

    HOLDS = "holds"
    WITHIN_ROUNDING = "within_rounding"
    CONTRADICTS = "contradicts"


class Role(StrEnum):
    """What a piece of an article's text is."""

    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"


class Block(NamedTuple):
    """A block of a page whose format has geometry: text[start:end] of the page, where it stands, and its type size.

    `bbox` is x0, y0, x1, y1 in points from the top left of the PDF page or image, `size` the height of its letters.
    """

    start: int
    end: int
    pdf_page: int
    bbox: tuple[float, float, float, float]
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """One document as read: its text (`\\n` line ends, no BOM) and what the format, the path or options say of it."""

    doc_id: str
    text: str
    encoding: str = "utf-8"
    publication: str | None = None
    issue_date: date | None = None
    page: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()
    #: the text is what a reader extracted (HTML, PDF, OCR), not the file itself: it is written beside the tables
    extracted: bool = False
    #: where the text begins in the document, and whether more of it follows: a very long text comes in stretches
    offset: int = 0
    goes_on: bool = False
    #: what the reader could not make out of a document that it can read all the same, for who runs it
    note: str | None = None


class Part(NamedTuple):
    """A run of an article's stitched text with one role: `text[start:end]` of the article."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article in reading order, with a map from its stitched text back to the page.

    `text` is the concatenation of its pieces: paragraphs end in `\\n`, a sentence that a column break cut is joined
    without one. Piece i holds text[text_starts[i]:text_starts[i+1]] and begins at doc_starts[i] of the page; a `\\n`
    that ends a piece stands for a line break of the page, wherever that is.
    """

    article_id: str
    doc_id: str
    kind: ArticleKind
    text: str
    parts: tuple[Part, ...]
    text_starts: tuple[int, ...]
    doc_starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    byline: str | None = None
    dateline: str | None = None
    publication: str | None = None
    issue_date: date | None = None
    page: str | None = None
    url: str | None = None

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the page of text[start:end]; the end is past its last character, so a break may lie inside.

        Where the pieces stand out of order on the page the result is no span (its end may lie before its start or far
        off): the caller holds `page.text[start:end]` against the surface.
        """
        starts = self.text_starts
        first = bisect_right(starts, start) - 1
        within = first + 1 == len(starts) or end <= starts[first + 1]
        last = first if within else bisect_right(starts, max(start, end - 1)) - 1
        return start - starts[first] + self.doc_starts[first], end - starts[last] + self.doc_starts[last]


class Quantity(NamedTuple):
    """A number with its unit as the text writes it; what the scanner finds.

    `value`, `low`, `high` are in `unit` (万, 亿 multiplied out, percentages in percent): see the guidelines on bounds.
    `reason` says why it is no fact (`date`, `ordinal`, `indefinite`, `name`, …) and is None for a fact.
    """

    start: int
    end: int
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    unit: str | None  # as written, without its multiplier; None where the text has none
    measure: str  # by the unit; the linker refines `people` to `leaders`, a bare number to what its noun is
    per: str | None = None  # the denominator that the quantity itself writes: 元/斤, 公里/小时 has none
    number_start: int = 0  # the numeral itself, without modifier and unit
    number_end: int = 0
    reason: str | None = None
    currency: str | None = None  # ISO 4217, where the unit is money


class TimeMention(NamedTuple):
    """A time expression in a text: `kind` is `point` (a day, month, year, period) or `since`, `until`, `vague`."""

    start: int
    end: int
    kind: str


class Time(NamedTuple):
    """The time that governs a claim: as written, and as an inclusive interval of days where that is certain."""

    text: str | None
    start: date | None
    end: date | None


class Place(NamedTuple):
    """The place that a claim is about: the path that the article tells, and the deepest division that is certain."""

    path: str | None
    code: str | None
    province: str | None
    city: str | None
    county: str | None
    township: str | None


class Claim(NamedTuple):
    """A quantity with what the text says it counts; what a linking rule makes of it."""

    quantity: Quantity
    measure: str
    unit: str | None
    item: str | None
    item_norm: str | None
    per: str | None
    status: Status
    scope: Scope | None
    actor: str | None
    predicate: str | None
    sentence: tuple[int, int]
    rule_id: str
    #: offsets of the item in the article, where it stands there in one piece
    item_span: tuple[int, int] | None = None
    #: which way a change goes, where the text tells
    direction: Direction | None = None
