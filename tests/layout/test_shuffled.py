"""Pages whose blocks were cut and moved, scored by the scorer that comes with them."""

import gzip
import json

from factpipe.model import Page
from outside import MEASURING, module_of, needs_measuring

EVAL = MEASURING / "eval"

pytestmark = needs_measuring


def test_blocks_find_their_article(layout):
    score_pages = module_of(EVAL / "score_pages.py")
    with gzip.open(EVAL / "pages" / "shuffled_pages_dev.jsonl.gz", "rt", encoding="utf-8") as file:
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
    texts = sorted((EVAL / "dev" / "texts").glob("*.txt"))
    counts = {}
    for path in texts:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        counts[path.stem] = len(layout.articles(Page(path.stem, text)))
    assert {name: count for name, count in counts.items() if count != 1} == {}
