"""Where the stages of articles meet: their texts in, rows of `facts` and `rejects` out.

Articles are done many at a time, each stage for all of them before the next: what a stage works with (its code, its
patterns, its dictionary) then stays in the processor's caches, and all of it takes about a tenth less time.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factpipe.confidence import SignReader
from factpipe.layout import Continued
from factpipe.link import Passage
from factpipe.model import Article, ArticleKind, Claim, Page, Place, Quantity, Time, maker
from factpipe.pipeline.boxes import on_page
from factpipe.pipeline.engine import Engine
from factpipe.pipeline.headlines import told_below
from factpipe.quantities import longest
from factpipe.resolve.places import PlaceResolver
from factpipe.resolve.times import TimeResolver, covers
from factpipe.resolve.units import Conversion
from factpipe.script import Restored, in_simplified, simplified

#: a row has the columns of `schema.FACTS`, in their order; a reject has a reason after them
Row = tuple
NOT_TOGETHER = "its pieces do not stand next to each other in the document"
#: characters of a sentence that are given as evidence: a text without stops is one sentence however long
_EVIDENCE = 1000


class Reading(NamedTuple):
    """An article's text in simplified characters, its quantities that may be facts, its times and places."""

    text: str
    quantities: list[Quantity]
    times: TimeResolver
    places: PlaceResolver

    @property
    def spans(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Where the times and the places stand, as the linker takes them."""
        return [mention[:2] for mention in self.times.mentions], [mention[:2] for mention in self.places.mentions]


class _Resolved(NamedTuple):
    """A claim with its unit, place and time, and how sure it is."""

    claim: Claim
    unit: Conversion
    place: Place
    time: Time
    confidence: float | None


_resolution = maker(_Resolved)


def printed(restored: Restored, claim: Claim, place: Place, time: Time) -> tuple[Claim, Place, Time]:
    """What is told of a quantity, in the characters of its text; what is there to group by stays in simplified ones."""
    told = {name: restored(getattr(claim, name)) for name in ("unit", "item", "per", "actor", "predicate")}
    return claim._replace(**told), place._replace(path=restored(place.path)), time._replace(text=restored(time.text))


def readings(articles: Sequence[Article], engine: Engine) -> list[Reading | None]:
    """What there is to link in each article; None where nothing is, as in the masthead and page numbers."""
    scanned = [
        engine.scanner.scan(article.text) if article.kind is not ArticleKind.FURNITURE else [] for article in articles
    ]
    return [_reading(*each, engine) if each[1] else None for each in zip(articles, scanned, strict=True)]


def _reading(article: Article, scanned: list[Quantity], engine: Engine) -> Reading | None:
    text = simplified(article.text)
    if text is not article.text:
        as_printed = [quantity._replace(unit=in_simplified(quantity.unit)) for quantity in scanned]
        scanned = longest([*engine.scanner.scan(text), *as_printed])
    times = TimeResolver(engine.times, text, article.parts, article.issue_date)
    mentions = times.mentions
    quantities = scanned
    if mentions:
        quantities = [q for q in scanned if not covers(text, mentions, q.start, q.end, q.number_start)]
    if not quantities:
        return None
    told = article.parts, article.issue_date, in_simplified(article.publication)
    return Reading(text, quantities, times, PlaceResolver(engine.places, text, *told))


def facts_of(articles: Sequence[tuple[Article, Page]], engine: Engine) -> list[tuple[list[Row], list[Row]]]:
    """(rows of `facts`, rows of `rejects`) of each article, in the order of its text.

    The page is the stretch of the document that the article is from: a surface is held against its text.
    """
    resolved = _resolved([article for article, _page in articles], engine)
    return [
        _filed(article.text, ((told, article, page, *told.claim.quantity[:2]) for told in its))
        for (article, page), its in zip(articles, resolved, strict=True)
    ]


def facts_of_continued(whole: Continued, pages: Sequence[Page], engine: Engine) -> tuple[list[Row], list[Row]]:
    """What `facts_of` gives, of an article that goes on in other documents; `pages` are those of its members.

    All is read as one text. A row is of the member in which its quantity begins: one that a turn-over cuts in two is
    a reject there.
    """
    (resolved,) = _resolved([whole.article], engine)
    placed = []
    for told in resolved:
        first, last = told.claim.quantity[:2]
        member, start = whole.home(first)
        placed.append((told, whole.members[member], pages[member], start, start + last - first))
    return _filed(whole.article.text, placed)


def _resolved(articles: Sequence[Article], engine: Engine) -> list[list[_Resolved]]:
    """The claims of each article with all that is said of them, in the order of its text."""
    reads = readings(articles, engine)
    years = [article.issue_date.year if article.issue_date else None for article in articles]
    spans = [read and read.spans for read in reads]
    claims = [
        engine.linker.link(Passage(read.text, read.quantities, *known, year)) if read else []
        for read, known, year in zip(reads, spans, years, strict=True)
    ]
    where = [[(*claim.quantity[:2], *claim.sentence) for claim in its] for its in claims]
    places = [[read.places.at(*each) for each in its] for read, its in zip(reads, where, strict=True)]
    times = [[read.times.at(*each) for each in its] for read, its in zip(reads, where, strict=True)]
    for article, read, *told in zip(articles, reads, claims, places, strict=True):
        if read is not None:
            engine.plans.plan(read.text, article.parts, told[0])
            told_below(article.parts, *told)
    unit_of, sure_of = engine.units.of, engine.confidence.of
    out = []
    for article, read, year, *told in zip(articles, reads, years, claims, places, times, strict=True):
        out.append([])
        if read is None:
            continue
        numbers = Counter([claim.sentence for claim in told[0]])
        signs_of = SignReader(read.text, len({mention.surface for mention in read.places.mentions})).of
        for claim, place, time in zip(*told, strict=True):
            unit = unit_of(claim.unit, claim.measure, claim.per, year)
            sure = sure_of(signs_of(claim, place, time, numbers[claim.sentence]))
            out[-1].append(_resolution((claim, unit, place, time, sure)))
        if read.text is not article.text:
            restored = Restored(article.text, read.text)
            for n, each in enumerate(out[-1]):
                claim, place, time = printed(restored, each.claim, each.place, each.time)
                out[-1][n] = each._replace(claim=claim, place=place, time=time)
    return out


def _filed(text: str, placed: Iterable[tuple[_Resolved, Article, Page, int, int]]) -> tuple[list[Row], list[Row]]:
    """(rows, rejects) of the claims of a text that was read as one, each with where in which article it stands."""
    rows, rejects = [], []
    row_of = _Rows(text).row
    for each in placed:
        row, together = row_of(*each)
        if together:
            rows.append(row)
        else:
            rejects.append((*row, NOT_TOGETHER))
    return rows, rejects


class _Rows:
    """Makes the rows of a text that was read as one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentence: tuple[int, int] | None = None  # the one at hand
        self._evidence = ""

    def row(self, told: _Resolved, article: Article, page: Page, start: int, end: int) -> tuple[Row, bool]:
        """The row of a claim that is of article.text[start:end], and whether its pieces stand together on the page."""
        claim, unit, place, time, confidence = told
        quantity, sentence = claim.quantity, claim.sentence
        first, last, value, low, high, modifier = quantity[:6]
        path, code, province, city, county, township = place
        words, since, until = time
        surface = self._text[first:last]
        start, end = article.locate(start, end)
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
            claim.direction,
        )
        return row, together

    def _told_in(self, sentence: tuple[int, int], first: int, last: int) -> str:
        """The evidence that the sentence is for a quantity in it; kept for others in it, unless it is too long."""
        start, end = sentence
        if end - start > _EVIDENCE:
            start, end = max(start, first - _EVIDENCE // 2), min(end, last + _EVIDENCE // 2)
            return self._text[start:end].strip()
        self._sentence, self._evidence = sentence, self._text[start:end].strip()
        return self._evidence


def columns(rows: Sequence[Row], width: int) -> list[tuple]:
    """Rows turned into columns; `width` empty ones where there are no rows."""
    return list(zip(*rows, strict=True)) if rows else [()] * width
