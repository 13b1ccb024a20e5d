import csv
import io
import json
from datetime import date

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from rich.console import Console

from factpipe import changes
from factpipe.changes.pages import FORMATS
from factpipe.changes.terminal import show
from factpipe.cli.diff import diff as command
from factpipe.errors import UnusableInputError


@pytest.fixture
def issues(fact, tables, tmp_path):
    """Two issues: one figure changed, one restated with a bound, one gone, one new, one of a close item."""
    old = [
        fact("320户", 320),
        fact("62名", 62, measure="leaders", unit="名", item="致富带头人", start=40),
        fact("8座", 8, measure="count", unit="座", item="蔬菜大棚", start=60, sentence="柳湾乡建成8座蔬菜大棚。"),
        fact("1.5万元", 15000, measure="money", unit="元", item="分红", per="户", start=80,
             sentence="去年每户分红1.5万元。"),
    ]  # fmt: skip
    new = [
        fact("356户", 356, doc_id="next/01"),
        fact("60余名", 60, doc_id="next/01", modifier="over", value_min=60.0, measure="leaders", unit="名",
             item="党员致富带头人", start=40),
        fact("2.1万元", 21000, measure="money", unit="元", item="分红", per="户", start=80, doc_id="next/01",
             sentence="今年每户分红2.1万元。"),
        fact("3所", 3, measure="count", unit="所", item="小学", start=90, doc_id="next/01"),
    ]  # fmt: skip
    return tables(tmp_path / "old", facts=old), tables(tmp_path / "new", facts=new)


def test_another_issue(issues):
    found = changes.diff(*issues)
    assert found.question == "issues"
    assert [(c.kind, c.row.surface) for c in found] == [
        ("changed", "356户"),
        ("changed", "2.1万元"),
        ("added", "3所"),
        ("removed", "8座"),
    ]
    assert found.unchanged == 1
    first = found.changes[0]
    assert (first.difference, first.difference_unit) == (36, "户")
    assert first.relative == pytest.approx(0.1125)
    assert bool(found)
    assert len(found) == 4


def test_a_page_against_itself(issues):
    for question in ("issues", "rules", None):
        found = changes.diff(issues[0], issues[0], question=question)
        assert not found
        assert found.unchanged == 4


def test_frames_tables_and_files_are_inputs_too(issues):
    old = pq.read_table(issues[0] / "facts.parquet")
    new = pq.read_table(issues[1] / "facts.parquet").to_pandas()
    expected = changes.diff(*issues).changes
    assert changes.diff(old, new).changes == expected
    assert changes.diff(issues[0] / "facts.csv", str(issues[1] / "facts.parquet")).changes == expected


def test_units_are_converted(fact):
    base = {"measure": "mass", "item": "青稞", "unit_base": "kg"}
    old = fact("300斤", 300, unit="斤", value_base=150.0, value_min_base=150.0, value_max_base=150.0, **base)
    same = fact("150公斤", 150, unit="公斤", value_base=150.0, value_min_base=150.0, value_max_base=150.0, **base)
    more = fact("0.2吨", 0.2, unit="吨", value_base=200.0, value_min_base=200.0, value_max_base=200.0, **base)
    assert not diff_of([old], [same])
    (change,) = diff_of([old], [more])
    assert (change.difference, change.difference_unit) == (50, "kg")


def test_rates_are_converted(fact):
    price = {"measure": "money", "unit": "元", "item": "牦牛肉", "unit_base": "CNY/kg"}
    old = fact("40元/斤", 40, per="斤", value_base=80.0, value_min_base=80.0, value_max_base=80.0, **price)
    same = fact("80元/公斤", 80, per="公斤", value_base=80.0, value_min_base=80.0, value_max_base=80.0, **price)
    more = fact("84元/公斤", 84, per="公斤", value_base=84.0, value_min_base=84.0, value_max_base=84.0, **price)
    assert not diff_of([old], [same])
    (change,) = diff_of([old], [more])
    assert (change.difference, change.difference_unit) == (4, "CNY/kg")


def change_of(fact, surface, value, **columns):
    return fact(surface, value, measure="percent", unit="%", status="change", **columns)


def test_a_fall_and_a_rise_are_not_the_same(fact):
    old, new = (change_of(fact, "1.5%", 1.5, direction=way) for way in ("down", "up"))
    (change,) = diff_of([old], [new])
    assert (change.difference, change.difference_unit, change.relative) == (3.0, "个百分点", None)
    assert ("direction", "down", "up") in change.fields
    assert not diff_of([old], [old])
    # where one of the texts does not tell, they can be the same
    assert not diff_of([old], [change_of(fact, "1.5%", 1.5)])


@pytest.mark.parametrize(
    ("columns", "relative"),
    [
        ({"measure": "percent", "unit": "%"}, None),
        ({"measure": "temperature", "unit": "℃"}, None),
        ({"status": "change", "time": "去年"}, None),
        ({"status": "change"}, 0.5),
        ({}, 0.5),
    ],
)
def test_a_share_is_told_only_of_what_has_one(fact, columns, relative):
    time = columns.get("time")
    (change,) = diff_of([fact("20户", 20, **columns)], [fact("30户", 30, **columns | {"time": time and "今年"})])
    assert (change.difference, change.relative) == (10, relative)


def diff_of(old, new, **options):
    import pyarrow as pa

    from factpipe.tables.arrow import schema

    a, b = (pa.Table.from_pylist(rows, schema=schema("facts")) for rows in (old, new))
    return changes.diff(a, b, question=options.pop("question", "issues"), **options)


@pytest.mark.parametrize(
    "other",
    [
        {"place": "东河县杨树乡"},
        {"measure": "people"},
        {"per": "村"},
        {"status": "target"},
        {"item": "茶叶加工坊"},
    ],
)
def test_claims_of_something_else_do_not_meet(fact, other):
    found = diff_of([fact()], [fact("356户", 356, **other)])
    assert found.counts == {"changed": 0, "added": 1, "removed": 1}


@pytest.mark.parametrize(
    ("ours", "theirs", "meets"),
    [
        ({"place": "东河县柳湾乡"}, {"place": "柳湾乡"}, True),
        ({"place": "全国"}, {"place": "中国"}, True),
        (
            {"place": "东河县城关镇", "place_code": "510101001"},
            {"place": "城关镇", "place_code": "510202001"},
            False,
        ),
        (
            {"place": "拉萨", "place_code": "5401", "city": "拉萨市"},
            {"place": "西藏自治区拉萨市", "place_code": "540100", "city": "拉萨市"},
            True,
        ),
    ],
)
def test_places(fact, ours, theirs, meets):
    found = diff_of([fact(**ours)], [fact("356户", 356, **theirs)])
    assert found.counts["changed"] == meets


def test_codes_of_divisions_meet_whatever_their_names(fact):
    ours = fact(place="拉萨", place_code="5401", city="拉萨市")
    theirs = fact("356户", 356, place="西藏自治区拉萨市", place_code="5401", city="拉萨市")
    assert diff_of([ours], [theirs]).counts["changed"] == 1


def test_close_items_show_their_similarity(fact):
    found = diff_of([fact(item="建档立卡脱贫户")], [fact("356户", 356, item="已建档立卡脱贫户")])
    assert found.changes[0].similarity == pytest.approx(93.3, abs=0.1)
    assert not diff_of([fact(item="小麦面积")], [fact("356户", 356, item="水稻面积")]).counts["changed"]


@pytest.mark.parametrize(
    ("figure", "changed", "meets"),
    [
        (("8.5米", 8.5), {"unit": "米"}, True),
        (("17公里", 17000), {"unit": "公里"}, False),
        (("170米", 170), {"unit": "米"}, False),
        (("8.5米", 8.5), {"unit": "米", "item": "桥面"}, False),
    ],
)
def test_the_less_alike_the_sentences_the_nearer_the_figures_have_to_be(fact, figure, changed, meets):
    width = {"measure": "length", "unit_base": "m", "item": "路面宽"}
    old = fact("6.5米", 6.5, unit="米", sentence="新修的路面宽6.5米。", **width)
    new = fact(*figure, sentence="村民扎西赶着羊群从桥头走来，脚下有8.5米、17公里和170米。", **(width | changed))
    assert diff_of([old], [new]).counts["changed"] == meets


def test_shares_of_something_meet_in_words_alike(fact):
    share = {"measure": "percent", "unit": "%"}
    old = fact("30%", 30, item="产能", sentence="乡里的三家厂子去年只用了30%的产能。", **share)
    new = fact(
        "22%", 22, item="产能", sentence="据说，柳湾乡的酥油来自别处，而本地产能占22%，其余在夏天以后。", **share
    )
    assert not diff_of([old], [new]).counts["changed"]
    same = fact("22%", 22, item="产能", sentence="乡里的三家厂子今年只用了22%的产能。", **share)
    assert diff_of([old], [same]).counts["changed"] == 1


def test_a_run_of_words_tells_that_claims_without_a_place_are_one(fact):
    gift = {"measure": "count", "unit": "个", "place": None}
    old = fact("120个", 120, item="助行器", **gift,
               sentence="近日，东河县残联在柳湾镇办了一场仪式，向村里的老人送去轮椅96辆、助行器120个、拐杖40根。")  # fmt: skip
    new = fact("110个", 110, item="助行器", **gift, sentence="更正：东河县残联在柳湾镇送出的助行器应为110个。")
    other = fact("110个", 110, item="助行器", **gift, sentence="更正：西山县民政局买来的助行器应为110个。")
    assert diff_of([old], [new]).counts["changed"] == 1
    assert not diff_of([old], [other]).counts["changed"]


def test_the_same_number_of_a_site_and_of_its_village(fact):
    herd = {"measure": "count", "unit": "头", "item": "存栏牦牛"}
    old = fact(
        "1320头", 1320, place="柳湾镇清水村集体农场", sentence="该农场现有存栏牦牛1320头，引进种公牛36头。", **herd
    )
    new = fact("1300余头", 1300, place="东河县柳湾镇清水村", modifier="over", value_min=1300.0,
               sentence="开春以来，清水村已产下牛犊214头，存栏牦牛达到1300余头。", **herd)  # fmt: skip
    assert not diff_of([old], [new])


def test_headlines_count_once(fact):
    body = fact(start=60)
    headline = fact(duplicate_of=body["fact_id"])
    assert diff_of([headline, body], [fact("356户", 356)]).counts == {"changed": 1, "added": 0, "removed": 0}


def test_several_claims_of_one_key_meet_by_time_and_words(fact):
    old = [
        fact("320户", 320, time="截至3月底", sentence="截至3月底，柳湾乡有320户脱贫户，比上年同期的290户多。"),
        fact("290户", 290, time="上年同期", sentence="截至3月底，柳湾乡有320户脱贫户，比上年同期的290户多。", start=50),
    ]
    new = [fact("356户", 356, time="截至6月底", sentence="截至6月底，柳湾乡有356户脱贫户。")]
    found = diff_of(old, new)
    assert [(c.kind, c.old.surface if c.old else None) for c in found] == [("changed", "320户"), ("removed", "290户")]


# ---- the same text, other rules


def test_same_text_other_rules(fact, tables, tmp_path):
    old = [fact(), fact("8座", 8, start=60), fact("3所", 3, start=90), fact("约50亩", 50, start=120)]
    new = [
        fact(rule_id="other"),
        fact("8座", 8, start=60, item="大棚"),
        fact("50亩", 50, start=121),
        fact("2名", 2, start=150),
    ]
    found = changes.diff(tables(tmp_path / "a", facts=old), tables(tmp_path / "b", facts=new))
    assert found.question == "rules"
    assert [(c.kind, c.row.start) for c in found] == [
        ("changed", 60),
        ("changed", 121),
        ("added", 150),
        ("removed", 90),
    ]
    assert found.changes[0].fields == (("item", "脱贫户", "大棚"), ("item_norm", "脱贫户", "大棚"))
    assert found.unchanged == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"surface": "356户", "value": 356},  # another figure at the same place
        {"start": 25},  # the same sentence, moved
        {"doc_id": "next/01"},
        {"issue_date": "2024-04-17"},
    ],
)
def test_another_text_is_told_by_what_stands_in_it(fact, changed):
    from datetime import date

    if "issue_date" in changed:
        changed = {"issue_date": date(2024, 4, 17)}
    assert diff_of([fact()], [fact(**changed)], question=None).question == "issues"


# ---- the command


@pytest.mark.parametrize("changed", [{"surface": "356户", "value": 356}, {"start": 25}, {"doc_id": "next/01"}])
def test_rules_are_not_compared_on_different_texts(fact, changed):
    with pytest.raises(UnusableInputError, match="same texts"):
        diff_of([fact()], [fact(**changed)], question="rules")
    assert len(diff_of([fact()], [], question="rules")) == 1


def test_command(issues):
    run = CliRunner().invoke
    old, new = map(str, issues)
    table = run(command, [old, new], env={"COLUMNS": "160"})
    assert table.exit_code == 1
    assert "356户" in table.stdout
    assert "2 changed, 1 added, 1 removed, 1 unchanged" in table.stdout
    assert "截至目前" not in table.stdout  # a pipe gets a line a difference, to be searched
    assert [line[0] for line in table.stdout.splitlines()[:-1]] == ["~", "~", "+", "−"]
    assert "截至目前" in run(command, [old, new, "--evidence"], env={"COLUMNS": "160"}).stdout
    assert run(command, [old, old]).exit_code == 0
    assert run(command, [old, new, "--quiet"]).output == ""
    assert run(command, [old, str(issues[0] / "missing")]).exit_code == 2


def test_a_claim_of_many_words_does_not_run_into_its_figure(fact):
    long = "城镇居民人均可支配收入和农村居民人均可支配收入之比"
    out = io.StringIO()
    show(diff_of([fact(item=long)], [fact(item=long, surface="356户", value=356.0)]), Console(file=out, width=200))
    assert f"{long}  320户 → 356户" in out.getvalue()


def test_csv_and_json(issues):
    run = CliRunner().invoke
    rows = list(csv.DictReader(io.StringIO(run(command, [*map(str, issues), "--format", "csv"]).stdout)))
    assert [row["change"] for row in rows] == ["changed", "changed", "added", "removed"]
    assert rows[1]["difference"] == "6000"
    assert rows[0]["old_sentence"].startswith("截至目前")
    told = json.loads(run(command, [*map(str, issues), "--format", "json"]).stdout)
    assert told["changed"] == 2
    assert told["differences"][0]["relative"] == pytest.approx(0.1125)


def test_hostile_text_is_text(fact):
    found = diff_of([fact(sentence="<script>alert(1)</script>320户|a")], [])
    assert "&lt;script&gt;" in FORMATS["html"](found)
    assert "<script>" not in FORMATS["html"](found)
    assert "<script>" not in found._repr_html_()
    assert "\\|a" in FORMATS["md"](found)
    assert "\\<script\\>" in FORMATS["md"](found)


def test_a_page_is_headed_with_its_issues(fact):
    def issue(day, **changes):
        return [fact(publication="东河报", issue_date=date(2024, 4, day), doc_id=f"{day}", **changes)]

    found = diff_of(issue(10), issue(17, value=356, surface="356户"))
    assert found.titles == ("东河报 2024-04-10", "东河报 2024-04-17")
    html = FORMATS["html"](found)
    assert "<h1>东河报 2024-04-10 → 东河报 2024-04-17</h1>" in html
    assert '<html lang="en">' in html
    assert diff_of(issue(10), issue(10)).titles == diff_of([fact()], issue(10)).titles == ("old", "new")


def test_bad_tables_say_what_was_expected(issues, tmp_path):
    broken = pq.read_table(issues[0] / "facts.parquet").drop_columns(["item", "place"])
    pq.write_table(broken, tmp_path / "broken.parquet")
    with pytest.raises(UnusableInputError, match=r"broken\.parquet: no column item, place; expected the `facts` table"):
        changes.diff(tmp_path / "broken.parquet", issues[1])
    package = issues[0] / "datapackage.json"
    package.write_text(package.read_text(encoding="utf-8").replace('"schema_version": 2', '"schema_version": 7'))
    with pytest.raises(UnusableInputError, match="schema version 7, expected 2"):
        changes.diff(*issues)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnusableInputError, match="expected a folder that `factpipe extract` wrote"):
        changes.diff(tmp_path / "empty", issues[1])
    (tmp_path / "x.csv").write_text("fact_id,doc_id\n1,2\n")
    with pytest.raises(UnusableInputError, match="no column start"):
        changes.diff(tmp_path / "x.csv", issues[1])
