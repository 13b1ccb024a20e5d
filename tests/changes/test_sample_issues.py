"""The two sample issues: what was planted in them is found, each in its class, and nothing else."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from ruamel.yaml import YAML

from factpipe import changes
from factpipe.tables.arrow import schema
from outside import MEASURING, SAMPLE, needs_measuring, sample_text

GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def planted():
    return YAML(typ="safe").load((GOLD / "changes.yaml").read_text(encoding="utf-8"))


def key(entry):
    return entry["doc"], entry["start"]


@pytest.fixture(scope="module")
def rows(planted):
    """Gold facts as rows; where annotators read an item in several ways, the reading that both issues share."""
    lines = (GOLD / "sample.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {key(row): row for row in map(json.loads, lines) if not row.get("optional")}
    items = {at: row["item"] if isinstance(row["item"], list) else [row["item"]] for at, row in gold.items()}
    for entry in [*planted["changed"], *planted["unchanged"]]:
        old, new = key(entry["old"]), key(entry["new"])
        shared = [item for item in items[old] if item in items[new]]
        if shared:
            items[old] = items[new] = shared
    listed = {
        key(each) for entries in planted.values() for entry in entries
        for each in (entry.values() if "old" in entry else [entry])
    }  # fmt: skip
    return [row_of(gold[at], items[at][0], duplicate=at not in listed) for at in gold]


def row_of(gold, item, duplicate):
    row = dict.fromkeys(schema("facts").names)
    for name in ("measure", "modifier", "unit", "per", "place", "time", "status", "scope", "start", "end", "surface"):
        value = gold[name]
        row[name] = (value[0] if isinstance(value, list) else value) or None
    for name in ("value", "value_min", "value_max"):
        value = gold[name]
        value = value[0] if isinstance(value, list) else value
        row[name] = None if value is None else float(value)
    row |= {"doc_id": gold["doc"], "item": item, "issue_date": date.fromisoformat(gold["doc"].split("/")[1])}
    row["fact_id"] = f"{gold['doc']}#1:{gold['start']}:{gold['end']}"
    row["duplicate_of"] = "its body" if duplicate else None
    row["start"] = gold["start"]
    row["sentence"] = sentence(gold)
    return row


def sentence(gold):
    text = sample_text(gold["doc"])
    start = max(text.rfind(sign, 0, gold["start"]) for sign in "。！？\n") + 1
    end = min((at for sign in "。！？\n" if (at := text.find(sign, gold["end"])) >= 0), default=len(text))
    return text[start : end + 1].strip()


def table(rows, issue):
    return pa.Table.from_pylist([row for row in rows if issue in row["doc_id"]], schema=schema("facts"))


def test_every_planted_change(rows, planted):
    found = changes.diff(table(rows, "2024-04-10"), table(rows, "2024-04-17"))
    assert found.question == "issues"
    told = {kind: set() for kind in ("changed", "added", "removed")}
    for change in found:
        told[change.kind].add(tuple((row.doc_id, row.start) for row in (change.old, change.new) if row))
    either = {(key(entry["old"]), key(entry["new"])) for entry in planted["open"]}
    assert told["changed"] - either == {(key(e["old"]), key(e["new"])) for e in planted["changed"]}
    assert told["removed"] == {(key(entry),) for entry in planted["gone"]}
    assert told["added"] == {(key(entry),) for entry in planted["new"]}
    assert found.unchanged == len(planted["unchanged"])


def test_an_issue_against_itself(rows):
    issue = table(rows, "2024-04-10")
    assert not changes.diff(issue, issue)
    assert not changes.diff(issue, issue, question="issues")


# ---- as extracted


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """The tables of each issue, as the command would write them."""
    import factpipe

    facts = factpipe.extract(SAMPLE)
    return [facts[facts.doc_id.str.contains(issue)] for issue in ("2024-04-10", "2024-04-17")]


def test_every_planted_change_is_found_in_an_extraction(extracted, planted):
    found = changes.diff(*extracted)
    assert found.question == "issues"
    pairs = {((c.old.doc_id, c.old.start), (c.new.doc_id, c.new.start)) for c in found if c.kind == "changed"}
    expected = {(key(entry["old"]), key(entry["new"])) for entry in planted["changed"]}
    either = {(key(entry["old"]), key(entry["new"])) for entry in planted["open"]}
    assert expected <= pairs
    assert pairs <= expected | either


@pytest.mark.parametrize(("kind", "listed"), [("removed", "gone"), ("added", "new")])
def test_what_is_gone_and_what_is_new_in_an_extraction(extracted, planted, kind, listed):
    told = {(change.row.doc_id, change.row.start) for change in changes.diff(*extracted) if change.kind == kind}
    lines = (GOLD / "sample.jsonl").read_text(encoding="utf-8").splitlines()
    optional = {key(row) for row in map(json.loads, lines) if row.get("optional")}
    expected = {key(entry) for entry in planted[listed]}
    for facts in extracted:  # a claim that is told twice counts once
        by_id = {fact.fact_id: (fact.doc_id, fact.start) for fact in facts.itertuples()}
        again = facts[facts.duplicate_of.notna()].itertuples()
        expected -= {(f.doc_id, f.start) for f in again if by_id[f.duplicate_of] in expected}
    assert told - optional == expected


def test_an_extraction_against_itself(extracted):
    for issue in extracted:
        assert not changes.diff(issue, issue)
        assert not changes.diff(issue, issue, question="issues")


@needs_measuring
def test_a_real_page_against_itself():
    import factpipe

    facts = factpipe.extract(MEASURING / "eval" / "pages" / "lhasa_page.txt")
    assert len(facts) > 30
    for question in (None, "issues", "rules"):
        assert not changes.diff(facts, facts, question=question)
