import json
import re

import pytest
from click.testing import CliRunner

from factpipe import report
from factpipe.cli.report import report as command
from factpipe.errors import UnusableInputError
from factpipe.report import charts, marked

TEXT = "柳湾乡乡村振兴走笔\n\n本报记者 多吉\n\n截至目前，全县已有320户\n\n脱贫户搬进新居，其中62名党员带头。\n\n大棚8\n座已经建成。"


def at(surface, text=TEXT, **changes):
    """A fact that stands in the text, its surface with a line break where the text has one."""
    start = text.index(surface)
    return {"start": start, "end": start + len(surface), "surface": surface.replace("\n", ""), **changes}


@pytest.fixture
def facts(fact):
    stitched = "截至目前，全县已有320户脱贫户搬进新居，其中62名党员带头。"
    return [
        fact(**at("320户"), sentence=stitched),
        fact(value=62, **at("62名"), sentence=stitched, measure="leaders", unit="名", item="党员"),
        fact(value=8, **at("8\n座"), sentence="大棚8座已经建成。", measure="count", unit="座", item="大棚"),
    ]


@pytest.fixture
def folder(facts, article, tables, tmp_path):
    check = {
        "check_id": "issue/01#1!1", "article_id": "issue/01#1", "kind": "sum", "verdict": "holds",
        "fact_ids": f"{facts[1]['fact_id']} {facts[0]['fact_id']}", "arithmetic": "62 + 258 = 320", "difference": 0.0,
    }  # fmt: skip
    refused = dict(facts[2], reason="item: too short")
    source = tmp_path / "raw" / "issue"
    source.mkdir(parents=True)
    (source / "01.txt").write_text(TEXT, encoding="utf-8")
    articles = [article(TEXT, byline="多吉", n_facts=3)]
    return tables(tmp_path / "out", facts=facts, articles=articles, checks=[check], rejects=[refused])


def data_of(html):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)[1])


def runs(html, number=0):
    return data_of(html)["articles"][number]["text"]


def test_text_with_a_mark_for_every_fact(folder, tmp_path):
    contents = report.load(folder, [tmp_path / "raw"])
    assert runs(report.render(contents)) == [
        ["title", "柳湾乡乡村振兴走笔"],
        ["byline", "本报记者 多吉"],
        ["body", "截至目前，全县已有", 0, "脱贫户搬进新居，其中", 1, "党员带头。"],  # a column break, by the sentence
        ["body", "大棚", 2, "已经建成。"],
    ]


def test_sentences_where_there_is_no_text(folder):
    html = report.render(report.load(folder))
    assert runs(html) == [
        ["title", "柳湾乡乡村振兴走笔"],
        ["byline", "多吉"],
        ["body", "截至目前，全县已有", 0, "脱贫户搬进新居，其中", 1, "党员带头。"],
        ["body", "大棚", 2, "已经建成。"],
    ]
    assert not data_of(html)["articles"][0]["whole"]


def test_text_beside_the_tables_comes_first(facts, article, tables, tmp_path):
    folder = tables(tmp_path / "out", facts=facts, articles=[article(TEXT)], texts={"issue/01": TEXT})
    assert report.load(folder).texts == {"issue/01": TEXT}


def test_a_source_that_was_edited_is_not_shown(folder, tmp_path):
    (tmp_path / "raw" / "issue" / "01.txt").write_text("新" + TEXT, encoding="utf-8")
    contents = report.load(folder, [tmp_path / "raw"])
    assert contents.stale == ("issue/01",)
    assert not data_of(report.render(contents))["articles"][0]["whole"]


def test_pieces_in_reading_order(article):
    text = "后一半20户。\n标题\n前一半10户，"
    row = article(text, title="标题", spans="[[8,18],[0,7]]")
    facts = [
        (0, {"start": 14, "end": 17, "sentence": "前一半10户，后一半20户。"}),
        (1, {"start": 3, "end": 6, "sentence": "前一半10户，后一半20户。"}),
    ]
    assert marked.from_text(row, text, facts)[-1].runs == ("前一半", 0, "，后一半", 1, "。")


def test_facts_that_overlap_or_hide_are_kept(article):
    row = article("增长15%左右", title=None)
    facts = [
        (0, {"start": 2, "end": 5, "surface": "15%", "sentence": "增长15%左右"}),
        (1, {"start": 2, "end": 7, "surface": "15%左右", "sentence": "增长15%左右"}),
        (2, {"start": 2, "end": 7, "surface": "别处", "sentence": "增长15%左右"}),
    ]
    for paragraphs in (marked.from_text(row, "增长15%左右", facts), marked.from_sentences(row, facts)):
        assert {run for paragraph in paragraphs for run in paragraph.runs if isinstance(run, int)} == {0, 1, 2}


def test_hostile_text_stays_data(fact, article, tables, tmp_path):
    hostile = "</script><script>alert(1)</script><!--\u2028&amp;320户"
    folder = tables(
        tmp_path,
        facts=[fact(item=hostile, place=hostile, sentence=hostile)],
        articles=[article(hostile, title=hostile)],
    )
    html = report.render(report.load(folder), title=hostile)
    assert html.count("<script") == 2
    assert html.count("</script>") == 2
    assert data_of(html)["articles"][0]["title"] == hostile


def test_same_input_same_bytes(folder, tmp_path):
    assert report.render(report.load(folder, [tmp_path / "raw"])) == report.render(
        report.load(folder, [tmp_path / "raw"])
    )


def test_nothing_is_fetched(folder):
    html = report.render(report.load(folder))
    assert "http:" not in html
    assert "https:" not in html
    assert "default-src 'none'" in html


def test_a_name_without_a_suffix_is_a_page(fact, tables, tmp_path):
    contents = report.load(tables(tmp_path / "out", facts=[fact()]))
    assert report.write(contents, tmp_path / "april") == [tmp_path / "april.html"]


def test_too_many_facts_are_refused_or_paged(fact, article, tables, tmp_path):
    docs = [f"issue/{n:02}" for n in range(5)]
    folder = tables(
        tmp_path / "out",
        facts=[fact(doc_id=doc, start=start) for doc in docs for start in (0, 50)],
        articles=[article("标题", doc) for doc in docs],
    )
    contents = report.load(folder)
    with pytest.raises(report.TooManyFactsError, match=r"10 facts are more than one page holds well \(4\).*--paged"):
        report.write(contents, tmp_path / "report.html", limit=4)
    paths = report.write(contents, tmp_path / "report.html", limit=4, paged=True)
    assert [path.name for path in paths] == ["report.html", "report-2.html", "report-3.html"]
    pages = [data_of(path.read_text(encoding="utf-8")) for path in paths]
    assert [len(page["facts"]["start"]) for page in pages] == [4, 4, 2]
    assert 'href="report-2.html"' in paths[0].read_text(encoding="utf-8")


def test_an_empty_extraction_has_a_report_too(tables, tmp_path):
    assert data_of(report.render(report.load(tables(tmp_path))))["articles"] == []


def test_only_what_was_asked_for(folder):
    contents = report.load(folder, selection=report.Selection(measures=("leaders",)))
    assert [row["surface"] for row in contents.facts] == ["62名"]
    with pytest.raises(UnusableInputError, match=r": no fact is of that --doc; there are issue/01"):
        report.load(folder, selection=report.Selection(documents=("other/*",)))
    with pytest.raises(
        UnusableInputError, match=r": no fact is of that --measure; there are count, households, leaders$"
    ):
        report.load(folder, selection=report.Selection(measures=("moneyy",)))


def told_by_place(fact, *places):
    rows = [fact(place=place, county=None, place_code=code) for place, code in places]
    return {bar.zh: bar.n for bar in charts.by_place(rows)}


def test_a_place_told_by_its_long_path_and_its_last_name_is_one_bar(fact):
    told = told_by_place(
        fact, ("东河州柳湾县", "513300"), ("东河自治州柳湾县", "510000"), ("柳湾县", None), ("柳湾县白水村", None)
    )
    assert told == {"柳湾县": 3, "柳湾县白水村": 1}


def test_a_last_name_of_places_in_two_divisions_is_neither(fact):
    places = [("东河州柳湾乡", "513300"), ("西河州柳湾乡", "513400"), ("柳湾乡", None)]
    assert told_by_place(fact, *places) == dict.fromkeys((place for place, _ in places), 1)
    assert told_by_place(fact, ("河南县", None), ("南县", None)) == {"河南县": 1, "南县": 1}


def test_a_place_in_a_known_county_is_under_the_county(fact):
    rows = [fact(place="东河市柳湾区白水村", county="柳湾区"), fact(place="柳湾区")]
    assert [(bar.zh, bar.n) for bar in charts.by_place(rows)] == [("柳湾区", 2)]


def test_command(folder, tmp_path):
    run = CliRunner().invoke
    done = run(command, [str(folder), "--source", str(tmp_path / "raw")])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == str(folder / "report.html")
    assert data_of((folder / "report.html").read_text(encoding="utf-8"))["articles"][0]["whole"]
    with pytest.raises(UnusableInputError, match=r"neither facts\.parquet nor facts\.csv"):
        run(command, [str(tmp_path)], catch_exceptions=False)
