import pandas as pd
import pytest

import factpipe
from factpipe.errors import UnusableInputError
from factpipe.notebook import show


@pytest.fixture
def facts(fact, tables, tmp_path):
    said = "柳湾乡320户脱贫户搬进新居，种青稞600余亩，户均1.5万元。"
    rows = [
        fact("320户", 320, sentence=said, county="东河县"),
        fact("600余亩", 600, sentence=said, start=40, measure="area", unit="亩", item="青稞", modifier="over",
             value_min=600.0, value_base=400_000.0, value_min_base=400_000.0, unit_base="m2", county="东河县"),
        fact("1.5万元", 15000, sentence=said, start=50, measure="money", unit="元", item="收入", per="户",
             value_base=15000.0, value_min_base=15000.0, value_max_base=15000.0, unit_base="CNY", county="东河县"),
        fact("50亩", 50, start=80, measure="area", unit="亩", item="青稞", scope="part", county="东河县",
             value_base=100_000 / 3, value_min_base=100_000 / 3, value_max_base=100_000 / 3, unit_base="m2"),
        fact("80户", 80, start=100, status="target"),
        fact("320户", 320, start=120, duplicate_of="x"),
        fact("30户", 30, start=140, place="西河县", county="西河县"),
    ]  # fmt: skip
    return factpipe.load(tables(tmp_path, facts=rows))


def test_show_marks_the_evidence(facts):
    shown = show(facts.head(3))
    assert len(shown.sentences) == 1
    html = shown._repr_html_()
    assert '<mark class="people">320户</mark>脱贫户搬进新居' in html
    assert '<mark class="space">600余亩</mark>' in html
    assert "【320户】脱贫户搬进新居，种青稞【600余亩】，户均【1.5万元】。" in str(shown)
    assert "收入 · 东河县柳湾乡 · /户" in str(shown)


def test_show_stops_at_a_limit(facts):
    assert "… 4 more sentences" in str(factpipe.show(facts, limit=1))
    assert repr(show(facts.head(0))) == "no facts"
    assert "no facts" in show(facts.head(0))._repr_html_()


def test_hostile_text_is_text(facts):
    frame = facts.head(1).assign(sentence="<script>320户", item="<img>")
    assert "<script>" not in show(frame)._repr_html_()
    assert "<img>" not in show(frame)._repr_html_()


def test_show_needs_facts():
    with pytest.raises(UnusableInputError, match="no column surface, sentence"):
        show(pd.DataFrame({"a": [1]}))


def test_exact_and_findings(facts):
    assert list(facts.factpipe.exact().surface) == ["320户", "1.5万元", "50亩", "80户", "320户", "30户"]
    assert list(facts.factpipe.findings().surface) == ["320户", "600余亩", "1.5万元", "50亩", "30户"]


def test_units(facts):
    base = facts.factpipe.in_base()
    assert base.unit.tolist()[:3] == ["户", "m2", "CNY"]
    assert base.value.tolist()[1] == 400_000
    assert facts.unit.tolist()[1] == "亩"
    hectares = facts.factpipe.convert("公顷")
    assert hectares.value.tolist()[:2] == pytest.approx([320, 40])
    assert hectares.value_min.tolist()[1] == pytest.approx(40)
    assert hectares.unit.tolist()[:2] == ["户", "公顷"]
    with pytest.raises(ValueError, match="no unit that the rules can convert to"):
        facts.factpipe.convert("座")


def test_by_place(facts):
    counted = facts.factpipe.by_place()
    assert counted.loc["东河县"].to_dict() == {"area": 2, "households": 1, "money": 1}
    assert list(counted.index) == ["东河县", "西河县"]
    assert facts.factpipe.by_place("place").loc["东河县柳湾乡", "households"] == 2


def test_totals(facts):
    totals = facts.factpipe.totals("item_norm").set_index(["item_norm", "unit"])
    assert totals.loc[("脱贫户", "户"), ["n", "value", "value_max"]].tolist() == [2, 350, 350]
    assert totals.loc[("青稞", "m2"), "value"] == 400_000
    assert pd.isna(totals.loc[("青稞", "m2"), "value_max"])
    assert "收入" not in totals.index.get_level_values(0)


def test_to_wide(facts):
    wide = facts.factpipe.to_wide("place")
    assert wide.loc["东河县柳湾乡", "脱贫户 (户)"] == 320
    assert wide.loc["东河县柳湾乡", "收入 (元/户)"] == 15000
    assert wide.loc["西河县", "脱贫户 (户)"] == 30
    assert wide.columns.tolist() == ["脱贫户 (户)", "青稞 (亩)", "收入 (元/户)"]
    assert facts.factpipe.to_wide("place", pick="max").loc["东河县柳湾乡", "青稞 (亩)"] == 600


def test_other_frames_have_no_accessor():
    with pytest.raises(AttributeError, match="no table of facts: no column measure, value"):
        _ = pd.DataFrame({"a": [1]}).factpipe


def test_frames_of_factpipe_bring_the_accessor(tmp_path, fact, tables):
    import subprocess
    import sys

    folder = tables(tmp_path, facts=[fact()])
    code = f"import factpipe; print(len(factpipe.load({str(folder)!r}).factpipe.exact()))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "1\n"


def test_a_column_that_is_not_there_is_told_with_those_that_are(facts):
    for step in (
        lambda: facts.factpipe.totals("foo"), lambda: facts.factpipe.to_wide("foo"),
        lambda: facts.factpipe.to_wide(columns="foo"), lambda: facts.factpipe.by_place("foo"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="no column foo; there are fact_id, doc_id"):
            step()
