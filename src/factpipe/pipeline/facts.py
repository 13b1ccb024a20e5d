"""Where the stages of one article meet: its text in, rows of `facts` and `rejects` out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factpipe.layout import Continued
from factpipe.model import Article, ArticleKind, Claim, Page, Place, Quantity, Time
from factpipe.pipeline.boxes import on_page
from factpipe.pipeline.engine import Engine
from factpipe.resolve.places import PlaceResolver
from factpipe.resolve.times import TimeResolver, covers
from factpipe.resolve.units import Conversion
from factpipe.schema import FACTS

#: a row has the columns of `schema.FACTS`, in their order; a reject has a reason after them
Row = tuple
NOT_TOGETHER = "its pieces do not stand next to each other in the document"


class Reading(NamedTuple):
    """An article's quantities that may be facts, with its times and places."""

    quantities: list[Quantity]
    times: TimeResolver
    places: PlaceResolver

    @property
    def spans(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Where the times and the places stand, as the linker takes them."""
        return [mention[:2] for mention in self.times.mentions], [mention[:2] for mention in self.places.mentions]


class _Resolved(NamedTuple):
    """A claim with its unit, place and time."""

    claim: Claim
    unit: Conversion
    place: Place
    time: Time


def reading(article: Article, engine: Engine) -> Reading | None:
    """What there is to link in an article; None where nothing is, as in the masthead and page numbers."""
    if article.kind is ArticleKind.FURNITURE:
        return None
    quantities = engine.scanner.scan(article.text)
    if not quantities:
        return None
    times = TimeResolver(engine.times, article.text, article.parts, article.issue_date)
    mentions = times.mentions
    if mentions:
        quantities = [q for q in quantities if not covers(mentions, q.start, q.end)]
    if not quantities:
        return None
    told = article.parts, article.issue_date, article.publication
    return Reading(quantities, times, PlaceResolver(engine.places, article.text, *told))


def facts_of(article: Article, page: Page, engine: Engine) -> tuple[list[Row], list[Row]]:
    """(rows of `facts`, rows of `rejects`) of one article, in the order of its text.

    `page` is the stretch of the document that the article is from: a surface is held against its text.
    """
    rows: list[Row] = []
    rejects: list[Row] = []
    for told in _resolved(article, engine):
        quantity = told.claim.quantity
        _file(_row(article, quantity.start, quantity.end, article.text, told), page, rows, rejects)
    return rows, rejects


def facts_of_continued(whole: Continued, pages: Sequence[Page], engine: Engine) -> tuple[list[Row], list[Row]]:
    """What `facts_of` gives, of an article that goes on in other documents; `pages` are those of its members.

    All is read as one text. A row is of the member in which its quantity begins: one that a turn-over cuts in two is
    a reject there.
    """
    rows: list[Row] = []
    rejects: list[Row] = []
    for told in _resolved(whole.article, engine):
        quantity = told.claim.quantity
        member, start = whole.home(quantity.start)
        end = start + quantity.end - quantity.start
        _file(_row(whole.members[member], start, end, whole.article.text, told), pages[member], rows, rejects)
    return rows, rejects


def _resolved(article: Article, engine: Engine) -> Iterator[_Resolved]:
    read = reading(article, engine)
    if read is None:
        return
    year = article.issue_date.year if article.issue_date else None
    for claim in engine.linker.link(article.text, read.quantities, *read.spans, year):
        where = (claim.quantity.start, claim.quantity.end, *claim.sentence)
        unit = engine.units.of(claim.unit, claim.measure, claim.per, article.issue_date)
        yield _Resolved(claim, unit, read.places.at(*where), read.times.at(*where))


def _file(row: Row, page: Page, rows: list[Row], rejects: list[Row]) -> None:
    """Put a row to the rows, or to the rejects where the page does not have its surface in one piece."""
    if page.blocks:
        row = (*row[:_PDF_PAGE], *on_page(page.blocks, row[_START], row[_END]), *row[_PDF_PAGE + 2 :])
    start, end = row[_START] - page.offset, row[_END] - page.offset
    if row[_SURFACE] == page.text[start:end].replace("\n", ""):
        rows.append(row)
    else:
        rejects.append((*row, NOT_TOGETHER))


_SURFACE, _START, _END, _PDF_PAGE = map(
    [column.name for column in FACTS].index, ("surface", "start", "end", "pdf_page")
)


def _row(article: Article, start: int, end: int, text: str, told: _Resolved) -> Row:
    """The row of a claim that the text which was read makes of article.text[start:end]."""
    claim, unit, place, time = told
    quantity = claim.quantity
    value, low, high = quantity.value, quantity.low, quantity.high
    number, number_base = float(value), unit.value(value)
    # the bounds of an exact number are the very number
    same_low, same_high = low is value, high is value
    start, end = article.locate(start, end)
    return (
        f"{article.article_id}:{start}:{end}",
        article.doc_id,
        article.article_id,
        article.publication,
        article.issue_date,
        article.page,
        claim.measure,
        claim.item,
        claim.item_norm,
        number,
        number if same_low else None if low is None else float(low),
        number if same_high else None if high is None else float(high),
        quantity.modifier,
        claim.unit,
        unit.code,
        number_base,
        number_base if same_low else unit.value(low),
        number_base if same_high else unit.value(high),
        unit.base,
        claim.per,
        *place,
        claim.actor,
        claim.predicate,
        *time,
        claim.status,
        claim.scope,
        text[quantity.start : quantity.end].replace("\n", ""),
        start,
        end,
        _evidence(text, claim),
        claim.rule_id,
        None,  # confidence
        None,  # checks and
        None,  # duplicate_of need the whole article
        None,  # PDF page
        None,  # box on it
        article.url,
    )


#: characters of a sentence that are given as evidence: a text without stops is one sentence however long
_EVIDENCE = 1000


def _evidence(text: str, claim: Claim) -> str:
    start, end = claim.sentence
    if end - start > _EVIDENCE:
        start = max(start, claim.quantity.start - _EVIDENCE // 2)
        end = min(end, claim.quantity.end + _EVIDENCE // 2)
    return text[start:end].strip()


def columns(rows: Sequence[Row], width: int) -> list[tuple]:
    """Rows turned into columns; `width` empty ones where there are no rows."""
    return list(zip(*rows, strict=True)) if rows else [()] * width
