import json
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from factpipe import evaluate
from factpipe.cli.evaluate import evaluate as command
from factpipe.errors import UnusableInputError
from outside import MEASURING, module_of, needs_measuring

FACT = {
    "doc": "a", "start": 10, "end": 15, "surface": "约300户", "measure": "households", "value": 300, "value_min": None,
    "value_max": None, "unit": "户", "modifier": "about", "item": "农户", "place": "东河县柳湾乡", "time": "近日", "per": "",
    "status": "actual", "scope": "",
}  # fmt: skip


def gold(**changes):
    return FACT | changes


def fact(**changes):
    row = FACT | {"doc_id": "issue/a", "rule_id": "people-count"} | changes
    return {key: None if value == "" else value for key, value in row.items() if key != "doc"}


def f1(result):
    return [result.levels[level].f1 for level in evaluate.LEVELS]


def test_right_row_is_right_on_every_level():
    result = evaluate.evaluate([fact()], [gold()])
    assert f1(result) == [1, 1, 1]
    assert not result.mistakes
    assert set(result.fields.values()) == {1.0}


@pytest.mark.parametrize(
    ("changes", "expected", "field"),
    [
        ({"value": 310.0}, [1, 0, 0], "value"),
        ({"value_min": 300.0}, [1, 0, 0], "bounds"),
        ({"unit": "公里"}, [1, 0, 0], "unit"),
        ({"item": "学校"}, [1, 1, 0], "item"),
        ({"place": None}, [1, 1, 0], "place"),
        ({"time": None}, [1, 1, 1], "time"),
        ({"start": 30, "end": 34}, [0, 0, 0], "MISSED"),
    ],
)
def test_a_wrong_field_costs_its_level(changes, expected, field):
    result = evaluate.evaluate([fact(**changes)], [gold()])
    assert f1(result) == expected
    assert field in {mistake.field for mistake in result.mistakes}


@pytest.mark.parametrize(
    "changes",
    [
        {"value": 300.0000001},
        {"item": "“贫困农户”"},
        {"place": "柳湾乡"},
        {"unit": "户"},
        {"start": 9, "end": 20},
    ],
)
def test_lenient_where_the_guidelines_are(changes):
    assert f1(evaluate.evaluate([fact(**changes)], [gold()])) == [1, 1, 1]


def test_readings_and_optional_facts():
    readings = gold(item=["学校", "农户"])
    optional = gold(start=40, end=44, optional=True)
    assert f1(evaluate.evaluate([fact()], [readings, optional])) == [1, 1, 1]
    result = evaluate.evaluate([fact(), fact(start=40, end=44)], [readings, optional])
    assert f1(result) == [1, 1, 1]
    assert (result.predicted, result.set_aside) == (1, 1)


def test_by_measure_and_rule():
    result = evaluate.evaluate([fact(), fact(start=30, end=33, rule_id="other", measure="money")], [gold()])
    assert result.measures["households"]["full"].f1 == 1
    assert result.measures["money"]["mention"].precision == 0
    assert result.rules["people-count"] == (1, 1, 1, 1)
    assert result.rules["other"] == (1, 0, 0, 0)


def test_gold_for_other_documents():
    with pytest.raises(UnusableInputError, match=r"other documents: it names b, the facts are of issue/a"):
        evaluate.evaluate([fact()], [gold(doc="b")])


def test_ambiguous_document():
    with pytest.raises(UnusableInputError, match=r"could be any of issue/a, old/a"):
        evaluate.evaluate([fact(), fact(doc_id="old/a")], [gold()])


def test_documents_without_facts_are_named():
    assert evaluate.evaluate([fact()], [gold(), gold(doc="c")]).silent == ("c",)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"gold\.jsonl:1: no JSON"),
        ('{"doc": "a"}', r"gold\.jsonl:1: no start, end, measure"),
        (json.dumps(gold(start="10")), r"start is '10', expected an offset"),
        (json.dumps(gold(start=15)), r"start 15 and end 15 are no span"),
        (json.dumps(gold(value=["3", "drei"])), r"value is 'drei', expected a number"),
    ],
)
def test_bad_gold_says_what_was_expected(tmp_path, line, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UnusableInputError, match=message):
        evaluate.read_gold([path])


def table(tmp_path, rows, name="facts.parquet"):
    pq.write_table(
        pa.Table.from_pylist([{k: v for k, v in row.items() if k != "surface"} for row in rows]), tmp_path / name
    )
    return tmp_path / name


def test_command(tmp_path):
    facts = table(tmp_path, [fact(value=310.0, value_min=1.0, value_max=1.0)])
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold()), encoding="utf-8")
    run = CliRunner().invoke
    assert run(command, [str(facts), str(path)]).exit_code == 0
    assert "optional" not in run(command, [str(facts), str(path)]).stdout
    told = json.loads(run(command, [str(facts), str(path), "--json"]).stdout)
    assert told["core"]["f1"] == 0
    assert told["mention"]["f1"] == 1
    assert (
        "a\t10\t约300户\tvalue\t310.0\t300\tpeople-count\n"
        in run(command, [str(facts), str(path), "--errors", "-"]).stdout
    )
    short = run(command, [str(facts), str(path), "--min", "core=0.9"])
    assert short.exit_code == 1
    assert "short of: core 0.0 < 0.9" in short.stderr
    assert run(command, [str(facts), str(path), "--min", "beauty=1"]).exit_code == 2
    assert run(command, [str(facts), str(path), "--min", "core"]).exit_code == 2
    assert "a share of 1" in run(command, [str(facts), str(path), "--min", "core=90"]).stderr
    path.write_text(json.dumps(gold(optional=True)), encoding="utf-8")
    assert "1 rows more meet optional gold" in run(command, [str(facts), str(path)]).stdout


def test_a_missing_column_is_named(tmp_path):
    row = fact(value_min=1.0, value_max=1.0)
    del row["place"]
    with pytest.raises(UnusableInputError, match="no column place"):
        evaluate.read_facts(table(tmp_path, [row]))


# ---- the outside scorer

EVAL = MEASURING / "eval"


def disturbed(rows, seed):
    """The gold as a facts table with many kinds of mistakes."""
    chance = random.Random(seed)
    for row in rows:
        if chance.random() < 0.1:
            continue
        told = {
            k: (chance.choice(v) if isinstance(v, list) else v) for k, v in row.items() if k not in ("doc", "optional")
        }
        told["doc_id"] = "issue/" + row["doc"]
        told["rule_id"] = chance.choice(["one", "two"])
        for key in ("value", "value_min", "value_max"):
            told[key] = None if told[key] is None else float(told[key]) * chance.choice([1, 1, 1, 1, 2])
        for key in ("item", "place", "time", "per", "scope", "unit"):
            if chance.random() < 0.1:
                told[key] = chance.choice(["", "全国", (told[key] or "")[1:], "别的"])
            told[key] = told[key] or None
        told["start"] = max(0, told["start"] + chance.choice([0, 0, 0, -3, 3]))
        told["end"] += chance.choice([0, 0, 0, 2, 9])
        yield told
        if chance.random() < 0.1:
            yield told | {"start": told["end"] + 2, "end": told["end"] + 5}


@needs_measuring
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_agrees_with_the_outside_scorer(tmp_path, form):
    score = module_of(EVAL / "score.py")
    paths = [EVAL / "dev" / "gold.jsonl", EVAL / "pages" / "lhasa_page.gold.jsonl"]
    golds = evaluate.read_gold(paths)
    for seed in range(5):
        rows = pa.Table.from_pylist(list(disturbed(golds, seed)))
        path = tmp_path / f"facts.{form}"
        rows.to_pandas().to_csv(path, index=False) if form == "csv" else pq.write_table(rows, path)
        errors = []
        theirs = score.score(score.read_facts(str(path)), golds, errors)
        result = evaluate.evaluate(evaluate.read_facts(path), golds)
        ours = result.as_dict()
        assert {key: ours[key] for key in theirs} == theirs
        assert len(errors) == len(result.mistakes)
        assert 0 < ours["full"]["f1"] < ours["core"]["f1"] < ours["mention"]["f1"] < 1


def test_the_gold_line_of_the_docs_is_one(tmp_path):
    text = (Path(__file__).parents[2] / "docs/gold.md").read_text(encoding="utf-8")
    line = text.partition("```json\n")[2].partition("```")[0]
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    (fact,) = evaluate.read_gold([tmp_path / "gold.jsonl"])
    assert fact["end"] - fact["start"] == len(fact["surface"])
