"""A parcel of documents to record batches of all tables: what one worker does at a time."""

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

import pyarrow as pa

from factpipe.model import Article, Page
from factpipe.pipeline.engine import Engine
from factpipe.pipeline.facts import Row, columns, facts_of
from factpipe.pipeline.issues import Share, heads_of, in_issues, shares
from factpipe.pipeline.parcels import Failure, failure, pages_of
from factpipe.pipeline.segments import segments, shifted
from factpipe.readers import ReadOptions, Source
from factpipe.schema import TABLES
from factpipe.tables.arrow import batch
from factpipe.validate import problems, salvage

#: characters that go through the stages at once: enough for each stage to be worth its start, and so few that what it
#: makes of them is still in the caches when the next one takes it
_AT_ONCE = 1 << 15

#: a page, and by article_id what its articles have that were read together with others of the issue
_Shared = tuple[Page, Mapping[str, Share]]


class Outcome(NamedTuple):
    """What became of a parcel: rows of every table, texts to keep, and how many documents were read."""

    tables: dict[str, pa.RecordBatch]
    texts: tuple[tuple[str, str], ...]
    documents: int
    notes: tuple[tuple[str, str], ...] = ()  # (doc_id, what the reader says of a document that it could read)


def process(
    items: Iterable[Source | Page | Failure], engine: Engine, options: ReadOptions, articles_before: int = 0
) -> Outcome:
    """Run documents through all stages; one that fails is a row of `errors`.

    `articles_before` is how many articles of the first document came before it, where that is the next stretch of a
    long one.
    """
    with _no_collections():
        return _processed(items, engine, options, articles_before)


@contextmanager
def _no_collections() -> Iterator[None]:
    """Let the collector rest: a parcel makes many objects that stay for a while and no cycles, so that looking for
    cycles finds none and takes a fiftieth of the time. What it leaves behind counts as old afterwards, so that the
    collector does not go through all of it as soon as it wakes.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()  # to the oldest generation
            gc.enable()


def _processed(
    items: Iterable[Source | Page | Failure], engine: Engine, options: ReadOptions, articles_before: int
) -> Outcome:
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    texts = []
    notes = []
    documents = 0
    pages = chain.from_iterable(pages_of(i, options) if isinstance(i, Source) else (i,) for i in items)
    for held in _at_once(pages, engine):
        if isinstance(held, Failure):
            rows["errors"].append(held)
            continue
        for page in _tried(held, engine, articles_before, rows):
            documents += page.offset == 0
            if page.extracted:
                texts.append((page.doc_id, page.text))
            if page.note:
                notes.append((page.doc_id, page.note))
    return Outcome(_tables(rows), tuple(texts), documents, tuple(notes))


def _at_once(pages: Iterable[Page | Failure], engine: Engine) -> Iterator[list[_Shared] | Failure]:
    """The pages, in order, as many together as go through the stages at once."""
    held: list[_Shared] = []
    length = 0
    for issue in in_issues(pages):
        shared: dict[str, Share] = {}
        for told in shares(issue, engine):
            if isinstance(told, Failure):
                yield told
            else:
                shared[told[0]] = told[1]
        for page in issue:
            if held and (isinstance(page, Failure) or length + len(page.text) > _AT_ONCE):
                yield held
                held, length = [], 0
            if isinstance(page, Failure):
                yield page
            else:
                held.append((page, shared))
                length += len(page.text)
    if held:
        yield held


def _tried(pages: Sequence[_Shared], engine: Engine, before: int, rows: dict[str, list[Row]]) -> list[Page]:
    """Those of the pages that went through all stages, with their rows put to `rows`; each other one is an error.

    Where a page of several fails they are done again one by one.
    """
    try:
        found = _documents(pages, engine, before)
    except Exception as error:
        if len(pages) > 1:
            return [page for each in pages for page in _tried([each], engine, before, rows)]
        rows["errors"].append(failure(error, pages[0][0].doc_id))
        return []
    for name, more in found.items():
        rows[name] += more
    return [page for page, _shared in pages]


def _documents(pages: Sequence[_Shared], engine: Engine, before: int) -> dict[str, list[Row]]:
    """The rows of some documents, each stage done for all of them before the next."""
    placed = [
        (article, stretch, shared.get(article.article_id))
        for page, shared in pages
        for article, stretch in _articles(page, engine, before if page.offset else 0)
    ]
    alone = iter(facts_of([(article, stretch) for article, stretch, share in placed if share is None], engine))
    facts: list[Row] = []
    rejects: list[Row] = []
    articles: list[Row] = []
    checks: list[Row] = []
    for article, _stretch, share in placed:
        if share is None:
            found, refused = next(alone)
            found, relations = engine.checks.checked(article.article_id, found, heads_of(article))
        else:
            found, refused, relations = share
        facts += found
        rejects += refused
        checks += relations
        articles.append(_article(article, len(found)))
    return {"facts": facts, "rejects": rejects, "articles": articles, "checks": checks}


def _articles(page: Page, engine: Engine, before: int) -> Iterator[tuple[Article, Page]]:
    """The articles of a document, each with the stretch that it is from; `before` them are so many."""
    for stretch in segments(page):
        found = engine.layout.articles(stretch)
        for article in found:
            yield (shifted(article, stretch.offset, before) if stretch.offset else article), stretch
        before += len(found)


def _article(article: Article, n_facts: int) -> Row:
    return (
        article.article_id,
        article.doc_id,
        article.publication,
        article.issue_date,
        article.page,
        article.kind,
        article.kicker,
        article.title,
        article.subtitle,
        article.byline,
        article.dateline,
        len(article.text),
        n_facts,
        json.dumps(article.spans, separators=(",", ":")),
    )


def _tables(rows: dict[str, list[Row]]) -> dict[str, pa.RecordBatch]:
    by_column = columns(rows["facts"], len(TABLES["facts"]))
    wrong = problems("facts", by_column)
    if wrong:
        refused = [(*salvage(rows["facts"][index]), reason) for index, reason in wrong.items()]
        rows["rejects"] += refused
        rows["facts"] = [row for index, row in enumerate(rows["facts"]) if index not in wrong]
    return {name: batch(name, columns(rows[name], len(TABLES[name]))) for name in TABLES}
