from datetime import date, datetime

import pandas as pd
import pytest

import factpipe
from factpipe.errors import UnusableInputError
from factpipe.schema import NAMES

TEXT = "林川县石桥乡新修村道32公里,共有党员致富带头人62名。"


def test_a_text():
    facts = factpipe.extract(TEXT, issue_date="2020-04-15", publication="林川日报")
    assert list(facts.columns) == list(NAMES["facts"])
    assert list(facts["surface"]) == ["32公里", "62名"]
    assert all(
        TEXT[start:end] == surface for start, end, surface in facts[["start", "end", "surface"]].itertuples(index=False)
    )
    assert facts["issue_date"].eq(pd.Timestamp("2020-04-15")).all()


def test_types():
    types = factpipe.extract(TEXT).dtypes
    assert isinstance(types["modifier"], pd.CategoricalDtype)
    assert list(types["status"].categories) == ["actual", "target", "criterion", "change", "negated"]
    assert types["value"] == "float64"
    assert types["start"] == types["pdf_page"] == "Int64"
    assert types["item"] == "string"
    assert types["time_start"].kind == "M"


def test_no_facts_have_the_same_types():
    none, some = factpipe.extract("全村的人都说好。").dtypes, factpipe.extract(TEXT).dtypes
    assert {name: str(kind) for name, kind in none.items() if kind != "category"} == {
        name: str(kind) for name, kind in some.items() if kind != "category"
    }


def test_paths_and_what_was_written_are_the_same(tmp_path):
    (tmp_path / "raw").mkdir()
    for number in range(3):
        (tmp_path / f"raw/{number}.txt").write_text(TEXT, encoding="utf-8")
    from factpipe.pipeline.run import run

    run([tmp_path / "raw"], tmp_path / "out")
    extracted = factpipe.extract(tmp_path / "raw")
    pd.testing.assert_frame_equal(extracted, factpipe.load(tmp_path / "out"), check_categorical=False)
    assert len(factpipe.extract([tmp_path / "raw/0.txt", tmp_path / "raw/1.txt"])) == 4
    assert len(factpipe.load(tmp_path / "out", "articles")) == 3


def test_rules_are_laid_over_the_shipped_ones(tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "units.yaml").write_text("units:\n  囤: {measure: volume}\n", encoding="utf-8")
    text = "村里收了12囤粮食。"
    assert list(factpipe.extract(text)["measure"]) == ["count"]
    for rules in (tmp_path, str(tmp_path), [tmp_path]):
        assert list(factpipe.extract(text, rules=rules)["measure"]) == ["volume"]


def test_options_of_the_command_line_are_those_of_the_function(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode("gb18030"))
    told = factpipe.extract(tmp_path / "a.txt", encoding="gb18030", page="3", publication="林川日报")
    assert set(told["page"]) == {"3"}
    assert set(told["publication"]) == {"林川日报"}
    with pytest.raises(UnusableInputError, match="not valid utf-8"):
        factpipe.extract(tmp_path / "a.txt", encoding="utf-8")
    (tmp_path / "c.csv").write_text(f"n,words\n7,“{TEXT}”\n".replace(",共", "，共"), encoding="utf-8")
    rows = factpipe.extract(tmp_path / "c.csv", text_column="words", id_column="n")
    assert list(rows["doc_id"].unique()) == ["c#7"]


def test_workers_make_no_difference(tmp_path, monkeypatch):
    from factpipe.pipeline import run as running

    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    alone = factpipe.extract(tmp_path)
    monkeypatch.setattr(running, "SERIAL_BYTES", 0)
    used = []
    real = running._executor
    monkeypatch.setattr(running, "_executor", lambda jobs: used.append(jobs) or real(jobs))
    pd.testing.assert_frame_equal(factpipe.extract(tmp_path, jobs=2), alone)
    assert used == [2]


def test_bad_documents_are_warned_of(tmp_path):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    with pytest.warns(UserWarning, match=r"bad\.txt: the file is empty"):
        assert len(factpipe.extract(tmp_path)) == 2
    with pytest.raises(UnusableInputError, match="no document can be read"):
        factpipe.extract(tmp_path / "bad.txt")


@pytest.mark.parametrize("day", [datetime(2020, 4, 15, 8, 30), pd.Timestamp("2020-04-15"), date(2020, 4, 15)])
def test_the_date_of_an_issue_may_have_an_hour(day):
    facts = factpipe.extract("石桥乡今年发展党员7名。", issue_date=day)
    assert list(facts["issue_date"]) == [pd.Timestamp("2020-04-15")]
    assert list(facts["time_start"]) == [pd.Timestamp("2020-01-01")]


def test_a_date_that_is_missing_is_none():
    assert factpipe.extract("石桥乡今年发展党员7名。", issue_date=pd.NaT)["issue_date"].isna().all()


def test_what_cannot_be():
    with pytest.raises(UnusableInputError, match="no such file or folder"):
        factpipe.extract("data/nowhere")
    for path in ("没有/这一版.txt", "我的 版面/*.txt"):  # not texts that hold no number
        with pytest.raises(UnusableInputError, match="no such file or folder"):
            factpipe.extract(path)
    with pytest.raises(ValueError, match="is no date"):
        factpipe.extract(TEXT, issue_date="gestern")
    with pytest.raises(UnusableInputError, match="no table"):
        factpipe.load("data/out", "fakts")


def test_lazy_names():
    assert {"extract", "load"} <= set(dir(factpipe))
    with pytest.raises(AttributeError):
        factpipe.no_such_thing  # noqa: B018


def test_a_column_of_texts():
    column = pd.Series([TEXT, "", None, float("nan"), "石桥乡有党员7名。"], index=["a", "b", "c", "d", "e"])
    facts = factpipe.extract(column, issue_date="2020-04-15")
    assert list(zip(facts["doc_id"], facts["surface"], strict=True)) == [("a", "32公里"), ("a", "62名"), ("e", "7名")]
    assert list(factpipe.extract([TEXT, "石桥乡有党员7名。"])["doc_id"]) == ["0", "0", "1"]
    assert list(factpipe.extract({"x": "石桥乡有党员7名。"})["fact_id"]) == ["x#1:6:8"]
    assert list(factpipe.extract(text for text in ["石桥乡有党员7名。"])["surface"]) == ["7名"]
    assert factpipe.extract(["", ""]).empty
    left = factpipe.extract(column[:0])  # what a filter left
    assert left.empty
    assert list(map(str, left.dtypes)) == list(map(str, facts.dtypes))
    assert factpipe.extract({}).empty


def test_an_empty_text_is_not_the_folder_at_hand(tmp_path, monkeypatch):
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert factpipe.extract("").empty
    assert factpipe.extract(" ").empty
    assert len(factpipe.extract(".")) == 2
    assert len(factpipe.extract(pd.Series(["page.txt"]))) == 2


def test_tables_written_from_python(tmp_path):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    with pytest.warns(UserWarning, match=r"bad\.txt: the file is empty"):
        facts = factpipe.extract([tmp_path / "good.txt", tmp_path / "bad.txt"], output=tmp_path / "out")
    pd.testing.assert_frame_equal(facts, factpipe.load(tmp_path / "out"))
    assert list(factpipe.load(tmp_path / "out", "errors")["doc_id"]) == ["bad"]
    with pytest.raises(UnusableInputError, match="of files and folders"):
        factpipe.extract(TEXT, output=tmp_path / "out")


@pytest.mark.parametrize(
    ("source", "options", "error", "message"),
    [
        (None, {}, UnusableInputError, "None is no text, file or folder"),
        (5, {}, UnusableInputError, "5 is no text"),
        (b"text", {}, UnusableInputError, "is no text"),
        (
            pd.DataFrame({"text": [TEXT]}),
            {},
            UnusableInputError,
            r'pass the column that holds the texts, such as df\["text"\]; where rows have dates .* by to_csv',
        ),
        ([], {}, UnusableInputError, "no path: nothing to read"),
        (TEXT, {"encoding": "utf-9"}, UnusableInputError, "no encoding 'utf-9'"),
        (TEXT, {"txt_column": "x"}, TypeError, "no option txt_column; of corpora there are text_column"),
        (pd.Series([TEXT]), {"issue_date": pd.Series(["2020-04-15"])}, ValueError, "one date for all; .* by to_csv"),
        (TEXT, {"issue_date": 20200415}, ValueError, "20200415 is no date"),
    ],
)
def test_wrong_arguments_are_told(source, options, error, message):
    with pytest.raises(error, match=message):
        factpipe.extract(source, **options)


def test_cells_that_are_no_date_are_warned_of(tmp_path):
    (tmp_path / "c.csv").write_text("text,date\n全县今年新修公路32公里。,2024-13-10\n", encoding="utf-8")
    for options in ({}, {"output": tmp_path / "out"}):
        with pytest.warns(UserWarning, match=r"c\.csv#1: '2024-13-10' in the column date is no date"):
            assert len(factpipe.extract(tmp_path / "c.csv", **options)) == 1


def test_half_a_character_is_marked():
    assert factpipe.extract({"a\ud83d": "全村\ud83d有牛30头。"}).sentence.tolist() == ["全村\ufffd有牛30头。"]
