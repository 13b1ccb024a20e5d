"""`text[start:end]` without its line breaks is `surface`: of generated text, and of all of a corpus where there is one."""

import gzip
import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factpipe.model import Page
from factpipe.pipeline.documents import process
from factpipe.pipeline.engine import engine_for
from factpipe.readers import ReadOptions
from factpipe.readers.decoding import newlines
from outside import MEASURING, needs_measuring

CORPUS = MEASURING / "data/corpus"

PIECES = st.sampled_from(
    [
        "全村", "石桥乡", "林川县𠮷家庄", "新修村道", "32公里", "三十二公里", "党员", "６２名", "1.5万元", "近百人", "2012年", "近年来",
        "30至50户", "3、5、8名", "百分之三十", "其中", "分别为", "和", "，", ",", "。", "；", "“", "”", "、", "　", " ", "\n", "\r\n",
        "\r", "\n\n", "\r\n\r\n", "本报记者 周远", "图为村民。", "𠀀", "㎡", "½", "①", "A", "%", "：", "(", ")", "下转第2版", "每人", "约", "余",
    ]
)  # fmt: skip


def _check(page: Page) -> int:
    tables = process([page], engine_for(), ReadOptions()).tables
    assert tables["errors"].to_pylist() == []
    rows = tables["facts"].select(["fact_id", "surface", "start", "end", "sentence"]).to_pylist()
    for row in rows:
        assert 0 <= row["start"] < row["end"] <= len(page.text)
        assert page.text[row["start"] : row["end"]].replace("\n", "") == row["surface"]
        assert row["surface"] in row["sentence"].replace("\n", "")
    assert len({row["fact_id"] for row in rows}) == len(rows)
    for row in tables["articles"].to_pylist():
        spans = json.loads(row["spans"])
        assert all(0 <= start < end <= len(page.text) for start, end in spans)
    return len(rows)


@given(st.lists(PIECES, max_size=80))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_generated_text(pieces):
    _check(Page("d", newlines("".join(pieces))))


@given(st.text(max_size=200))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text):
    _check(Page("d", newlines(text)))


@needs_measuring
@pytest.mark.parametrize("name", ["eb_localnews2010_2011", "rmrb1963_1990", "xwlb_local_poverty_subset"])
def test_corpus(name):
    n_facts = 0
    with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            issued = date.fromisoformat(record["date"]) if record.get("date") else None
            n_facts += _check(Page("d", newlines(f"{record['title']}\n\n{record['text']}"), issue_date=issued))
    assert n_facts > 10_000


@pytest.mark.parametrize(
    "hostile",
    [
        "9",
        "3亩",
        "3亩,",
        "1,",
        "第",
        "（",
        "元/",
        "年",
        "2012年",
        "3、",
        "3至",
        "分别为3人、",
        "\n",
        "𠀀3名",
        "　",
        "“",
        "省市县",
    ],
)
def test_hostile_text_is_an_ordinary_document(hostile):
    _check(Page("d", hostile * (9000 // len(hostile))))
