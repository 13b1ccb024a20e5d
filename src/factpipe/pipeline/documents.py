"""A parcel of documents to record batches of all tables: what one worker does at a time."""

import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

import pyarrow as pa

from factpipe.checks import checked
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


class Outcome(NamedTuple):
    """What became of a parcel: rows of every table, texts to keep, and how many documents were read."""

    tables: dict[str, pa.RecordBatch]
    texts: tuple[tuple[str, str], ...]
    documents: int


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
    cycles finds none and takes a fiftieth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _processed(
    items: Iterable[Source | Page | Failure], engine: Engine, options: ReadOptions, articles_before: int
) -> Outcome:
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    texts = []
    documents = 0
    pages = chain.from_iterable(pages_of(i, options) if isinstance(i, Source) else (i,) for i in items)
    for issue in in_issues(pages):
        shared = shares(issue, engine)
        for page in issue:
            if isinstance(page, Failure):
                rows["errors"].append(page)
                continue
            try:
                found = _document(page, engine, articles_before if page.offset else 0, shared)
            except Exception as error:
                rows["errors"].append(failure(error, page.doc_id))
                continue
            documents += page.offset == 0
            for name, more in found.items():
                rows[name] += more
            if page.extracted:
                texts.append((page.doc_id, page.text))
    return Outcome(_tables(rows), tuple(texts), documents)


def _document(page: Page, engine: Engine, articles_before: int, shared: Mapping[str, Share]) -> dict[str, list[Row]]:
    """The rows of a document; `shared` is what articles have that were read together with others of the issue."""
    facts: list[Row] = []
    rejects: list[Row] = []
    articles: list[Row] = []
    checks: list[Row] = []
    for stretch in segments(page):
        before = articles_before + len(articles)
        for article in engine.layout.articles(stretch):
            placed = shifted(article, stretch.offset, before) if stretch.offset else article
            found, refused, relations = shared.get(placed.article_id) or _share(placed, stretch, engine)
            facts += found
            rejects += refused
            checks += relations
            articles.append(_article(placed, len(found)))
    return {"facts": facts, "rejects": rejects, "articles": articles, "checks": checks}


def _share(article: Article, page: Page, engine: Engine) -> Share:
    facts, rejects = facts_of(article, page, engine)
    facts, relations = checked(article.article_id, facts, heads_of(article))
    return Share(facts, rejects, relations)


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
