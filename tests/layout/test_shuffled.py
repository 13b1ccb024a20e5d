"""Pages whose blocks were cut and moved, scored by the scorer that comes with them."""

import gzip
import importlib.util
import json
import os
from pathlib import Path

import pytest

from factpipe.model import Page

EVAL = os.environ.get("FACTPIPE_EVAL")

pytestmark = pytest.mark.skipif(not EVAL, reason="FACTPIPE_EVAL is not set")


def scorer():
    spec = importlib.util.spec_from_file_location("score_pages", Path(EVAL, "eval", "score_pages.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_blocks_find_their_article(layout):
    score_pages = scorer()
    with gzip.open(Path(EVAL, "eval", "pages", "shuffled_pages_dev.jsonl.gz"), "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    found = [
        (score_pages.gold_page(record), [article.spans for article in layout.articles(Page("page", record["text"]))])
        for record in records
    ]
    result = score_pages.score(found)
    assert result["grouping_f1"] >= 0.98
    assert result["order"] >= 0.98
    assert result["exact"] >= 0.97


def test_a_text_of_one_article_stays_one(layout):
    texts = sorted(Path(EVAL, "eval", "dev", "texts").glob("*.txt"))
    counts = {}
    for path in texts:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        counts[path.stem] = len(layout.articles(Page(path.stem, text)))
    assert {name: count for name, count in counts.items() if count != 1} == {}
