"""Small hand-made tables, for everything that reads what an extraction wrote; property tests without a clock."""

import json
from pathlib import Path

import pytest
from hypothesis import settings

from factpipe.tables import arrow
from factpipe.tables.output import Output

# How long one example takes says how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_SENTENCE = "截至目前，全县已有{}脱贫户搬进新居。"


def make_fact(surface="320户", value=320.0, **changes):
    """A row of `facts`; what is not given fits together: sentence, bounds, ids."""
    row = dict.fromkeys(arrow.schema("facts").names)
    row |= {
        "doc_id": "issue/01", "start": 20, "surface": surface, "value": float(value), "modifier": "exact",
        "measure": "households", "unit": "户", "item": "脱贫户", "place": "东河县柳湾乡", "status": "actual",
        "rule_id": "people-count",
    }  # fmt: skip
    row |= changes
    row.setdefault("sentence", None)
    row["sentence"] = row["sentence"] or _SENTENCE.format(surface)
    row["item_norm"] = row["item_norm"] or row["item"]
    row["end"] = row["end"] or row["start"] + len(surface)
    row["article_id"] = row["article_id"] or row["doc_id"] + "#1"
    row["fact_id"] = row["fact_id"] or f"{row['article_id']}:{row['start']}:{row['end']}"
    if row["modifier"] == "exact" and "value_min" not in changes:
        row["value_min"] = row["value_max"] = row["value"]
    return row


def make_article(text, doc_id="issue/01", **changes):
    """A row of `articles` that is the whole of a document."""
    row = dict.fromkeys(arrow.schema("articles").names)
    row |= {
        "article_id": doc_id + "#1", "doc_id": doc_id, "kind": "news", "title": text.split("\n")[0],
        "n_chars": len(text), "n_facts": 0, "spans": json.dumps([[0, len(text)]]),
    }  # fmt: skip
    return row | changes


def write_tables(folder, *, facts=(), articles=(), checks=(), rejects=(), formats=("csv", "parquet"), texts=None):
    """Write the rows as a run does, and return the folder."""
    with Output(Path(folder), formats) as output:
        for name, rows in {"facts": facts, "articles": articles, "checks": checks, "rejects": rejects}.items():
            columns = [[row.get(column) for row in rows] for column in arrow.schema(name).names]
            output.write({name: arrow.batch(name, columns)})
        for doc_id, text in (texts or {}).items():
            output.write_text(doc_id, text)
        output.commit("0.1.0", "0" * 12)
    return Path(folder)


@pytest.fixture
def fact():
    return make_fact


@pytest.fixture
def article():
    return make_article


@pytest.fixture
def tables():
    return write_tables
