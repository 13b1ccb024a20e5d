"""A parcel of documents to record batches of all tables: what one worker does at a time."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyarrow as pa

from factpipe.errors import InputError
from factpipe.model import Article, Page
from factpipe.pipeline.engine import Engine
from factpipe.pipeline.facts import Row, columns, facts_of
from factpipe.readers import ReadOptions, Source, read
from factpipe.schema import TABLES
from factpipe.tables.arrow import batch
from factpipe.validate import problems, salvage


class Failure(NamedTuple):
    """A document that could not be read; a row of `errors`."""

    doc_id: str
    kind: str
    message: str
    line: int | None


class Outcome(NamedTuple):
    """What became of a parcel: rows of every table, texts to keep, and how many documents were read."""

    tables: dict[str, pa.RecordBatch]
    texts: tuple[tuple[str, str], ...]
    documents: int


def process(parcel: Iterable[Source | Page | Failure], engine: Engine, options: ReadOptions) -> Outcome:
    """Run the documents of a parcel through all stages; one that fails is a row of `errors`."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    texts = []
    documents = 0
    for page in _pages(parcel, options):
        if isinstance(page, Failure):
            rows["errors"].append(page)
            continue
        try:
            found = _document(page, engine)
        except Exception as error:
            rows["errors"].append(_internal(page.doc_id, error))
            continue
        documents += 1
        for name, more in found.items():
            rows[name] += more
        if page.extracted:
            texts.append((page.doc_id, page.text))
    return Outcome(_tables(rows), tuple(texts), documents)


def _pages(parcel: Iterable[Source | Page | Failure], options: ReadOptions) -> Iterator[Page | Failure]:
    for item in parcel:
        if not isinstance(item, Source):
            yield item
            continue
        try:
            yield from read(item, options)
        except InputError as error:
            yield Failure(error.doc_id or item.doc_id, error.kind, str(error), error.line)
        except Exception as error:
            yield _internal(item.doc_id, error)


def _internal(doc_id: str, error: Exception) -> Failure:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename.rpartition('/')[2]}:{frame.tb_lineno}" if frame else "?"
    message = f"factpipe failed on it ({type(error).__name__} at {where}: {error}); please report it with the file"
    return Failure(doc_id, "internal", message, None)


def _document(page: Page, engine: Engine) -> dict[str, list[Row]]:
    facts: list[Row] = []
    rejects: list[Row] = []
    articles = []
    for article in engine.layout.articles(page):
        found, refused = facts_of(article, page, engine)
        facts += found
        rejects += refused
        articles.append(_article(article, len(found)))
    return {"facts": facts, "rejects": rejects, "articles": articles}


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
