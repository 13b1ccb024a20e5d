import csv
import json
import re
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import factpipe
from factpipe import changes, formats
from factpipe.cli.extract import extract
from factpipe.errors import OutputError
from factpipe.schema import TABLES
from factpipe.tables import saved

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
FORMULAS = ["=1+1", "+86", "-3户", "@甲", "\t=1", "＝1", "'=1", "''-x", "'好", "正常", "a=b"]


@pytest.fixture
def folder(fact, article, tables, tmp_path):
    facts = [
        fact("320户", 320, start=20 * n, item=item, sentence=f"{item}320户，\n又一行。")
        for n, item in enumerate(FORMULAS, 1)
    ]
    money = {"measure": "money", "unit": "元", "unit_base": "CNY", "county": "东河县"}
    facts += [
        fact("1.5万元", 15000, start=400, value_base=15000.0, **money),
        fact("-3万元", -30000, start=420, value_base=-30000.0, issue_date=date(2024, 4, 10), **money),
    ]
    check = {
        "check_id": "issue/01#1!1", "article_id": "issue/01#1", "kind": "sum", "verdict": "contradicts",
        "fact_ids": f"{facts[0]['fact_id']} {facts[-1]['fact_id']}", "arithmetic": "1 + 1 ≠ 3", "difference": 1.0,
    }  # fmt: skip
    return tables(tmp_path, facts=facts, articles=[article("标题")], checks=[check])


def cells(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_excel_csv_computes_nothing_and_reads_back(folder):
    before = saved.read(folder / "facts.csv").to_pylist()
    formats.convert(folder, excel=True)
    assert (folder / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    head, *rows = cells(folder / "facts.csv")
    item = head.index("item")
    assert [row[item] for row in rows[: len(FORMULAS)]] == [
        "'=1+1", "'+86", "'-3户", "'@甲", "'\t=1", "'＝1", "''=1", "'''-x", "'好", "正常", "a=b",
    ]  # fmt: skip
    assert rows[-1][head.index("value")] == "-30000"
    for row in rows:
        numbers = [cell for name, cell in zip(head, row, strict=True) if name.startswith(("value", "difference"))]
        assert not [cell for cell in row if re.match(r"[=+\-@\t\r]", cell) and cell not in numbers]
    assert saved.read(folder / "facts.csv").to_pylist() == before
    assert not changes.diff(folder / "facts.csv", folder / "facts.parquet")


@pytest.mark.parametrize("excel", [True, False])
def test_chinese_titles_read_back(folder, excel):
    before = {table: saved.read(folder / f"{table}.csv", table).to_pylist() for table in TABLES}
    formats.convert(folder, excel=excel, labels="zh")
    assert cells(folder / "facts.csv")[0] == [column.title_zh for column in TABLES["facts"]]
    for table, rows in before.items():
        assert saved.read(folder / f"{table}.csv", table).to_pylist() == rows
    assert (folder / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf") is excel


def test_the_package_tells_of_it(folder):
    frictionless = pytest.importorskip("frictionless", reason="the dev extra's frictionless is not installed")
    for table in TABLES:
        (folder / f"{table}.parquet").unlink()
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [each for each in package["resources"] if each["format"] == "csv"]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    formats.convert(folder, excel=True, labels="zh")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


@pytest.mark.parametrize("labels", ["en", "zh"])
def test_workbook(folder, labels):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    pytest.importorskip("xlsxwriter", reason="the xlsx extra is not installed")
    (path,) = formats.convert(folder, ["xlsx"], labels=labels)[:1]
    book = openpyxl.load_workbook(path)
    sheet = book["事实" if labels == "zh" else "facts"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == tuple(c.title_zh if labels == "zh" else c.name for c in TABLES["facts"])
    told = {column.name: index for index, column in enumerate(TABLES["facts"])}
    assert [row[told["item"]] for row in rows[: len(FORMULAS)]] == FORMULAS
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n", "d"}
    assert rows[-1][told["value"]] == -30000
    assert rows[-1][told["issue_date"]].date() == date(2024, 4, 10)
    assert len(book.sheetnames) == len(TABLES)


def test_same_tables_same_workbook(folder):
    pytest.importorskip("xlsxwriter", reason="the xlsx extra is not installed")
    (path,) = formats.convert(folder, ["xlsx"])
    first = path.read_bytes()
    formats.convert(folder, ["xlsx"])
    assert path.read_bytes() == first
    assert zipfile.is_zipfile(path)


def query(which):
    return re.search(rf"```sql\n-- {which}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[1]


def test_sqlite(folder):
    (path,) = formats.convert(folder, ["sqlite"])
    database = sqlite3.connect(path)
    assert [row[2] for row in database.execute(query("sqlite"))] == [
        "=1+1320户，\n又一行。",
        "截至目前，全县已有-3万元脱贫户搬进新居。",
    ]
    assert database.execute("SELECT issue_date, value FROM facts ORDER BY start DESC").fetchone() == (
        "2024-04-10",
        -30000,
    )
    assert database.execute("SELECT count(*) FROM facts").fetchone()[0] == len(FORMULAS) + 2
    assert database.execute("SELECT typeof(start) FROM facts").fetchone()[0] == "integer"
    first = path.read_bytes()
    formats.convert(folder, ["sqlite"])
    assert path.read_bytes() == first


def test_duckdb(folder):
    duckdb = pytest.importorskip("duckdb", reason="the duckdb extra is not installed")
    (path,) = formats.convert(folder, ["duckdb"])
    with duckdb.connect(str(path), read_only=True) as database:
        assert database.execute(query("duckdb")).fetchall() == [("东河县", 2, -15000.0)]
        assert (
            database.sql("SELECT * FROM facts").to_arrow_table().to_pylist()
            == pq.read_table(folder / "facts.parquet").to_pylist()
        )


def test_files_of_an_earlier_run_go(folder):
    formats.convert(folder, ["sqlite"])
    formats.convert(folder)
    assert not (folder / "tables.sqlite").exists()


def test_tables_with_csv_alone(fact, tables, tmp_path):
    folder = tables(tmp_path, facts=[fact()], formats=("csv",))
    formats.convert(folder, ["sqlite"], excel=True)
    assert factpipe.load(folder).surface.tolist() == ["320户"]


def test_what_is_not_installed_is_told(folder, monkeypatch):
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    for form in ("xlsx", "duckdb"):
        with pytest.raises(OutputError, match=rf"pip install '\.\[{form}\]'"):
            formats.convert(folder, [form])


def test_extract_makes_them(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("东河县新闻\n\n截至目前，东河县柳湾乡已有320户脱贫户搬进新居。\n", encoding="utf-8")
    out = tmp_path / "out"
    run = CliRunner().invoke
    done = run(extract, [str(page), "-o", str(out), "--format", "sqlite", "--excel", "--labels", "zh", "--jobs", "1"])
    assert done.exit_code == 0, done.output
    assert (out / "tables.sqlite").exists()
    assert cells(out / "facts.csv")[0][0] == "事实编号"
    assert factpipe.load(out).surface.tolist() == ["320户"]
    assert run(extract, [str(page), "-o", str(out), "--format", "csv", "--quiet", "--jobs", "1"]).exit_code == 0
    assert not (out / "tables.sqlite").exists()
    assert cells(out / "facts.csv")[0][0] == "fact_id"
    assert "no format 'xls'; there are" in run(extract, [str(page), "--format", "xls"]).stderr


def test_a_disk_that_fills_up_is_told_and_nothing_half_written_stays(folder, monkeypatch):
    def full(_folder, path, _labels):
        path.write_text("half")
        path.with_name(f"{path.name}.wal").write_text("log")
        raise RuntimeError("No space left on device")  # no library tells it as an OSError but the standard one

    before = {path.name for path in folder.iterdir()}
    monkeypatch.setitem(formats.FORMATS, "sqlite", full)
    with pytest.raises(OutputError, match=r"tables\.sqlite: cannot be written: No space left on device; free space"):
        formats.convert(folder, ["sqlite"])
    assert {path.name for path in folder.iterdir()} == before


def test_csv_that_cannot_be_rewritten_leaves_nothing_behind(folder, monkeypatch):
    def full(_batch):
        raise OSError(28, "No space left on device")

    before = {path.name for path in folder.iterdir()}
    monkeypatch.setattr(formats.spreadsheets.delimited, "lines", full)
    with pytest.raises(OutputError, match="No space left on device; free space"):
        formats.convert(folder, excel=True)
    assert {path.name for path in folder.iterdir()} == before
