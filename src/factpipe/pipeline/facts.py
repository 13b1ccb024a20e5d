"""Where the stages of one article meet: its text in, rows of `facts` and `rejects` out."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from factpipe.confidence import signs_of
from factpipe.model import Article, Claim, Page, Place, Quantity, Time
from factpipe.pipeline.boxes import on_page
from factpipe.pipeline.engine import Engine
from factpipe.resolve.places import PlaceResolver
from factpipe.resolve.times import TimeResolver, covers
from factpipe.resolve.units import Conversion

#: a row has the columns of `schema.FACTS`, in their order; a reject has a reason after them
Row = tuple
NOT_TOGETHER = "its pieces do not stand next to each other in the document"
#: characters of a sentence that are given as evidence: a text without stops is one sentence however long
_EVIDENCE = 1000


class Reading(NamedTuple):
    """An article's quantities that may be facts, with its times and places."""

    quantities: list[Quantity]
    times: TimeResolver
    places: PlaceResolver

    @property
    def spans(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Where the times and the places stand, as the linker takes them."""
        return [mention[:2] for mention in self.times.mentions], [mention[:2] for mention in self.places.mentions]


def reading(article: Article, engine: Engine) -> Reading | None:
    """What there is to link in an article; None where nothing is."""
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
    read = reading(article, engine)
    if read is None:
        return [], []
    year = article.issue_date.year if article.issue_date else None
    row_of = _Rows(article, page).row
    unit_of, place_of, time_of, sure_of = engine.units.of, read.places.at, read.times.at, engine.confidence.of
    rows, rejects = [], []
    claims = engine.linker.link(article.text, read.quantities, *read.spans, year)
    numbers = Counter(claim.sentence for claim in claims)
    places = len({mention.surface for mention in read.places.mentions})
    for claim in claims:
        start, end = claim.quantity[:2]
        sentence_start, sentence_end = claim.sentence
        place = place_of(start, end, sentence_start, sentence_end)
        row, together = row_of(
            claim,
            unit_of(claim.unit, claim.measure, claim.per, year),
            place,
            time_of(start, end, sentence_start, sentence_end),
            confidence=sure_of(signs_of(claim, place, article.text, numbers[claim.sentence], places)),
        )
        if together:
            rows.append(row)
        else:
            rejects.append((*row, NOT_TOGETHER))
    return rows, rejects


class _Rows:
    """Makes the rows of one article."""

    def __init__(self, article: Article, page: Page) -> None:
        self._article = article
        self._page = page
        self._sentence: tuple[int, int] | None = None  # the one at hand
        self._evidence = ""

    def row(
        self, claim: Claim, unit: Conversion, place: Place, time: Time, *, confidence: float | None
    ) -> tuple[Row, bool]:
        """The row of a claim, and whether its pieces stand together in the document."""
        article, page = self._article, self._page
        quantity, sentence = claim.quantity, claim.sentence
        first, last, value, low, high, modifier = quantity[:6]
        path, code, province, city, county, township = place
        words, since, until = time
        surface = article.text[first:last]
        start, end = article.locate(first, last)
        original = page.text[start - page.offset : end - page.offset]
        together = original == surface
        if "\n" in surface or not together:
            surface = surface.replace("\n", "")
            together = original.replace("\n", "") == surface
        pdf_page, box = on_page(page.blocks, start, end) if page.blocks else (None, None)
        number, number_base = float(value), unit.value(value)
        # the bounds of an exact number are the very number
        same_low, same_high = low is value, high is value
        row = (
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
            modifier,
            claim.unit,
            unit.code,
            number_base,
            number_base if same_low else unit.value(low),
            number_base if same_high else unit.value(high),
            unit.base,
            claim.per,
            path,
            code,
            province,
            city,
            county,
            township,
            claim.actor,
            claim.predicate,
            words,
            since,
            until,
            claim.status,
            claim.scope,
            surface,
            start,
            end,
            self._evidence if sentence == self._sentence else self._told_in(sentence, first, last),
            claim.rule_id,
            confidence,
            None,  # checks and
            None,  # duplicate_of need the whole article
            pdf_page,
            box,
            article.url,
        )
        return row, together

    def _told_in(self, sentence: tuple[int, int], first: int, last: int) -> str:
        """The evidence that the sentence is for a quantity in it; kept for others in it, unless it is too long."""
        start, end = sentence
        if end - start > _EVIDENCE:
            start, end = max(start, first - _EVIDENCE // 2), min(end, last + _EVIDENCE // 2)
            return self._article.text[start:end].strip()
        self._sentence, self._evidence = sentence, self._article.text[start:end].strip()
        return self._evidence


def columns(rows: Sequence[Row], width: int) -> list[tuple]:
    """Rows turned into columns; `width` empty ones where there are no rows."""
    return list(zip(*rows, strict=True)) if rows else [()] * width
