"""Articles that go on in another document of the issue."""

import json
import zipfile

import pytest

from factpipe.pipeline import issues as issues_module
from factpipe.pipeline import parcels as parcels_module
from factpipe.pipeline import run as run_module
from factpipe.pipeline.parcels import parcels
from factpipe.pipeline.run import RunOptions, run
from factpipe.readers import ReadOptions, find
from factpipe.tables import saved

from .test_run import contents

FRONT = """林川县春耕全面铺开

本报讯(记者 柏松)眼下正是春耕时节,林川县今年计划播种水稻12.6万亩。在石桥乡,去年秋天新修水渠31公里,乡里又投入(下转第2版)

县城自来水扩建工程开工

本报讯(记者 桑榆)林川县自来水扩建工程日前开工,总投资1800万元。
"""
SECOND = """青坪镇办起腌菜厂

本报讯(记者 石榴)青坪镇腌菜厂日前投产,吸纳了53名妇女就业。

春耕铺开

(上接第1版)资金420万元,清理水渠86条。
全乡还备足了化肥730吨,都发到了农民手中。(下转第3版)
"""
THIRD = """(上接第2版)林川县农业局表示,要给7000户农民送去种子,播种要在四月底以前结束。
"""


@pytest.fixture
def issue(tmp_path):
    """The pages of an issue as files; the second comes first by the names of their articles."""
    folder = tmp_path / "raw" / "林川日报" / "2020-04-15"
    folder.mkdir(parents=True)
    for name, text in (("01", FRONT), ("02", SECOND), ("03", THIRD)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def facts_of(folder, tmp_path, name="out", **options):
    run([folder], tmp_path / name, RunOptions(**options))
    return {row["surface"] + row["doc_id"][-2:]: row for row in saved.read(tmp_path / name).to_pylist()}


def test_a_part_on_another_page_is_read_with_what_the_first_tells(issue, tmp_path):
    facts = facts_of(issue, tmp_path)
    money, fertiliser = facts["420万元02"], facts["730吨02"]
    for fact in (money, fertiliser):
        assert (fact["place"], fact["article_id"], fact["page"]) == ("林川县石桥乡", "02#2", "2")
        assert SECOND[fact["start"] : fact["end"]] == fact["surface"]
    # the sentence that turns over is the evidence on both pages
    assert "乡里又投入资金420万元" in money["sentence"]
    assert facts["31公里01"]["sentence"] == money["sentence"]
    assert facts["53名02"]["place"] == "青坪镇"


def test_what_is_told_on_two_pages_is_one_claim(issue, tmp_path):
    (issue / "02.txt").write_text(SECOND.replace("春耕铺开", "水稻播种12.6万亩"), encoding="utf-8")
    run([issue], tmp_path / "out")
    body, head = (f for f in saved.read(tmp_path / "out").to_pylist() if f["surface"] == "12.6万亩")
    assert (head["article_id"], head["duplicate_of"]) == ("02#2", body["fact_id"])
    checks = saved.read(tmp_path / "out", "checks").to_pylist()
    assert [(check["article_id"], check["kind"]) for check in checks] == [("01#1", "restatement")]


def test_as_one_document_it_gives_the_same_facts(issue, tmp_path):
    whole = tmp_path / "whole" / "林川日报" / "2020-04-15" / "issue.txt"
    whole.parent.mkdir(parents=True)
    whole.write_text("\n".join((FRONT, SECOND.replace("春耕铺开\n\n", ""), THIRD)), encoding="utf-8")

    def told(facts):
        columns = ("surface", "item", "place", "time", "time_start", "status", "value", "sentence")
        return sorted({tuple(str(fact[column]) for column in columns) for fact in facts})

    for root, name in ((issue, "three"), (whole.parent, "one")):
        run([root], tmp_path / name)
    assert told(saved.read(tmp_path / "three").to_pylist()) == told(saved.read(tmp_path / "one").to_pylist())


def test_articles_stay_those_of_their_documents(issue, tmp_path):
    run([issue], tmp_path / "out")
    facts = saved.read(tmp_path / "out").to_pylist()
    texts = {"01": FRONT, "02": SECOND, "03": THIRD}
    for article in saved.read(tmp_path / "out", "articles").to_pylist():
        own = [fact for fact in facts if fact["article_id"] == article["article_id"]]
        assert len(own) == article["n_facts"]
        assert all(fact["doc_id"] == article["doc_id"] for fact in own)
        spans = json.loads(article["spans"])
        assert all(any(start <= fact["start"] < end for start, end in spans) for fact in own)
        assert all(end <= len(texts[article["doc_id"]]) for _, end in spans)


def test_a_number_that_turns_over_is_a_reject(issue, tmp_path):
    (issue / "01.txt").write_text(FRONT.replace("投入(下", "投入资金4(下"), encoding="utf-8")
    (issue / "02.txt").write_text(SECOND.replace("版)资金420", "版)20"), encoding="utf-8")
    assert not [key for key in facts_of(issue, tmp_path) if key.startswith(("420", "20"))]
    rejects = saved.read(tmp_path / "out", "rejects").to_pylist()
    assert [(row["surface"], row["article_id"]) for row in rejects] == [("420万元", "01#1")]


@pytest.mark.parametrize(
    "broken", [b"", bytes(range(256)), "石桥乡".encode("gb18030") + b"\xff\xfe\xff" * 9, None], ids=str
)
def test_the_others_are_read_where_a_page_is_broken_or_missing(issue, tmp_path, broken):
    if broken is None:
        (issue / "01.txt").unlink()
    else:
        (issue / "01.txt").write_bytes(broken)
    facts = facts_of(issue, tmp_path)
    assert facts["420万元02"]["place"] is None  # who tells it is the page that is not there
    assert facts["730吨02"]["place"] is None
    assert len(saved.read(tmp_path / "out", "errors").to_pylist()) == (broken is not None)


def test_a_stage_that_breaks_on_the_whole_leaves_the_pages(issue, tmp_path, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(issues_module, "facts_of_continued", broken)
    assert "730吨02" in facts_of(issue, tmp_path)
    (error,) = saved.read(tmp_path / "out", "errors").to_pylist()
    assert (error["doc_id"], error["kind"]) == ("01", "internal")


def test_only_pages_of_one_issue_are_joined(issue, tmp_path):
    other = issue.with_name("2020-04-16")
    other.mkdir()
    (issue / "02.txt").rename(other / "02.txt")
    assert facts_of(issue.parent, tmp_path)["730吨02"]["place"] is None


def test_pages_of_an_issue_in_an_archive_are_joined(issue, tmp_path):
    packed = tmp_path / "packed"
    packed.mkdir()
    with zipfile.ZipFile(packed / "2020-04-15.zip", "w") as file:
        for path in sorted(issue.iterdir()):
            file.write(path, path.name)
    assert facts_of(packed, tmp_path)["730吨02"]["place"] == "林川县石桥乡"


def test_the_same_bytes_with_any_number_of_workers_and_resumed(issue, tmp_path, monkeypatch):
    for day in range(16, 22):
        folder = issue.with_name(f"2020-04-{day}")
        folder.mkdir()
        for path in issue.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(parcels_module, "PARCEL_FILES", 2)
    monkeypatch.setattr(run_module, "SERIAL_BYTES", 0)
    roots = [issue.parent]
    found = list(parcels(find(roots).sources, ReadOptions()))
    assert [len(parcel.items) for parcel in found] == [3] * 7, "an issue is not cut"
    for name, jobs in (("one", 1), ("two", 2)):
        run(roots, tmp_path / name, RunOptions(jobs=jobs))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    done = []

    def interrupt(*_):
        done.append(1)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(roots, tmp_path / "three", progress=interrupt)
    run(roots, tmp_path / "three", RunOptions(resume=True, jobs=2))
    assert contents(tmp_path / "three") == contents(tmp_path / "one")
    assert sum(row["surface"] == "730吨" for row in saved.read(tmp_path / "one").to_pylist()) == 7


def test_a_folder_of_one_date_without_end_is_cut(tmp_path, monkeypatch):
    folder = tmp_path / "2020-04-15"
    folder.mkdir()
    for number in range(50):
        (folder / f"{number:02}.txt").write_text("石桥乡有党员7名。", encoding="utf-8")
    monkeypatch.setattr(parcels_module, "PARCEL_FILES", 3)
    assert max(len(parcel.items) for parcel in parcels(find([folder]).sources, ReadOptions())) == 12
