import json

import pytest
from click.testing import CliRunner

from factpipe import codebook
from factpipe.cli.schema import schema as command
from factpipe.schema import MEASURES, NAMES, TABLE_TERMS, TABLES


@pytest.mark.parametrize("table", TABLES)
def test_every_column_and_value_is_told_in_both_languages(table):
    for column in TABLES[table]:
        assert column.description
        assert column.description_zh
        if column.values:
            assert set(codebook.terms(table, column)) == set(column.values)
    assert all(TABLE_TERMS[table])


def test_a_status_has_the_word_of_the_tables():
    assert {value: term.en for value, term in codebook.STATUS_TERMS.items()} == {
        each: each for each in codebook.STATUS_TERMS
    }


def test_measures():
    assert set(codebook.MEASURE_TERMS) == set(MEASURES)


def test_json():
    told = json.loads(CliRunner().invoke(command, ["--format", "json"]).stdout)
    assert [table["name"] for table in told["tables"]] == list(TABLES)
    facts = {column["name"]: column for column in told["tables"][0]["columns"]}
    assert list(facts) == list(NAMES["facts"])
    assert facts["modifier"]["values"][0]["zh"] == "确数"
    assert facts["measure"]["open"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_markdown(language):
    told = CliRunner().invoke(command, ["--lang", language]).stdout
    for columns in TABLES.values():
        for column in columns:
            assert f"`{column.name}`" in told
            assert (column.title_zh if language == "zh" else column.title) in told
    cells = {line.count("|") for line in told.splitlines() if line.startswith("|")}
    assert cells == {4, 5}, "a cell holds a bar"


def test_data_package_is_valid(fact, article, tables, tmp_path):
    frictionless = pytest.importorskip("frictionless", reason="the dev extra's frictionless is not installed")
    folder = tables(
        tmp_path, facts=[fact(), fact(start=50, time=None)], articles=[article("标题\n320户")], formats=("csv",)
    )
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
