import json

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factpipe import codebook, exchange
from factpipe.cli.exchange import export as export_command
from factpipe.cli.exchange import import_ as import_command
from factpipe.errors import UnusableInputError
from factpipe.exchange.documents import CHOICES, FIELDS, NUMBERS, WORDS, Document
from factpipe.exchange.offsets import Units

TOOLS = sorted(exchange.TOOLS)
TEXT = "柳湾乡𠮷家村\n\n全村320户搬进新居，投入约1.5\n万元。𡃁仔岭种青稞600余亩。"


def fact_at(text, surface, **changes):
    start = text.index(surface)
    fields = dict.fromkeys(FIELDS) | {"measure": "households", "value": 320.0, "modifier": "exact", "status": "actual"}
    return {"start": start, "end": start + len(surface), "surface": surface.replace("\n", ""), **fields, **changes}


@pytest.fixture
def document():
    facts = (
        fact_at(
            TEXT,
            "320户",
            unit="户",
            item="脱贫户",
            place="东河县柳湾乡𠮷家村",
            scope="whole",
            value_min=320.0,
            value_max=320.0,
        ),
        fact_at(TEXT, "约1.5\n万元", measure="money", value=15000.0, unit="元", modifier="about", time="去年"),
        fact_at(
            TEXT, "600余亩", measure="area", value=600.0, value_min=600.0, unit="亩", modifier="over", status="target"
        ),
    )
    return Document("issue/01", TEXT, facts)


def gold_of(documents):
    """What should come back."""
    return [
        {"doc": document.doc, "start": fact["start"], "end": fact["end"]}
        | {"surface": document.text[fact["start"] : fact["end"]].replace("\n", "")}
        | {name: fact[name] if name in NUMBERS else fact[name] or "" for name in FIELDS}
        for document in documents
        for fact in document.facts
    ]


def returned(tool, path):
    return [each.gold for each in exchange.read(tool, path)]


@pytest.mark.parametrize("tool", TOOLS)
def test_round_trip(tool, document, tmp_path):
    empty = Document("issue/02", "没有数字。", ())
    exchange.export([document, empty], tool, tmp_path)
    assert returned(tool, tmp_path) == gold_of([document])
    assert {each.how for each in exchange.read(tool, tmp_path)} == {"kept"}
    docs = {marked.doc: marked.text for marked in exchange.read_marks(tool, tmp_path)}
    assert docs.keys() == {"issue/01", "issue/02"}
    if tool != "webanno":  # which writes sentences, not the breaks between them
        assert docs["issue/01"] == TEXT


words = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n|_[]\\*;->#𠮷"), min_size=1, max_size=12
)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
solid = st.characters(exclude_categories=("Cs", "Cc", "Z")) | st.sampled_from("𠮷😀户。|_[]\\*;->#")


@st.composite
def documents(draw):
    pieces = draw(
        st.lists(
            st.tuples(st.text(solid | st.sampled_from(" \n\t　"), max_size=8), solid, st.booleans()),
            min_size=1,
            max_size=8,
        )
    )
    text = "".join(before + char for before, char, _ in pieces)
    ends = [i + 1 for i, char in enumerate(text) if not char.isspace()]
    facts = []
    for *_, marked in pieces:
        if marked:
            start, end = sorted(draw(st.tuples(st.sampled_from(ends), st.sampled_from(ends))))
            fields = {"measure": draw(st.sampled_from(sorted(codebook.MEASURE_TERMS)))}
            fields |= {name: draw(numbers) for name in NUMBERS} | {"value": draw(st.floats(0, 1e15))}
            fields |= {name: draw(st.none() | words) for name in WORDS}
            fields |= {
                "modifier": draw(st.sampled_from(sorted(codebook.MODIFIER_TERMS))),
                "status": draw(st.sampled_from(sorted(codebook.STATUS_TERMS))),
                "scope": draw(st.none() | st.sampled_from(sorted(codebook.SCOPE_TERMS))),
            }
            span = text[start - 1 : end].replace("\n", "")
            facts.append({"start": start - 1, "end": end, "surface": span, **fields})
    facts.sort(key=lambda fact: (fact["start"], fact["end"]))
    return Document(draw(st.sampled_from(["a", "期/01", "x#3"])), text, tuple(facts))


@pytest.mark.parametrize("tool", TOOLS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents())
def test_nothing_is_lost(tool, document, tmp_path_factory):
    folder = tmp_path_factory.mktemp(tool)
    exchange.export([document], tool, folder)
    key = lambda gold: json.dumps(gold, sort_keys=True)  # noqa: E731
    assert sorted(returned(tool, folder), key=key) == sorted(gold_of([document]), key=key)


def test_a_stop_that_stands_alone_is_kept(tmp_path):
    fact = {
        "start": 0,
        "end": 1,
        "surface": "!",
        "measure": "count",
        "value": 0.0,
        "modifier": "exact",
        "status": "actual",
    }
    rest = dict.fromkeys(("value_min", "value_max", "unit", "item", "place", "time", "per", "scope"))
    document = Document("a", "!0", ({**fact, **rest},))
    exchange.export([document], "webanno", tmp_path)
    assert returned("webanno", tmp_path) == gold_of([document])


@given(st.text())
def test_units(text):
    units = Units(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert units.of(point) == unit
        assert units.points(unit) == point


def test_an_offset_within_a_character_is_refused():
    with pytest.raises(UnusableInputError, match="middle of a character"):
        Units("a𠮷b").points(2)


def test_offsets_are_those_of_the_tool(document, tmp_path):
    first = document.facts[0]["start"]
    assert TEXT[:first].count("𠮷") == 1
    exchange.export([document], "doccano", tmp_path)
    line = json.loads((tmp_path / "facts.jsonl").read_text(encoding="utf-8"))
    assert line["label"][0] == [first + 1, first + 5, "households"]
    exchange.export([document], "brat", tmp_path)
    ann = (tmp_path / "issue" / "01.ann").read_text(encoding="utf-8").splitlines()
    assert ann[0] == f"T1\thouseholds {first} {first + 4}\t320户"
    exchange.export([document], "webanno", tmp_path)
    assert f"\t{first + 1}-{first + 4}\t320\t" in (tmp_path / "issue" / "01.tsv").read_text(encoding="utf-8")


# ---- what people correct


def corrected(tool, folder):
    return [
        (each.how, each.gold["surface"], each.gold["measure"], each.gold["value"], each.gold["item"])
        for each in exchange.read(tool, folder)
    ]


def test_doccano_corrections(document, tmp_path):
    exchange.export([document], "doccano", tmp_path)
    path = tmp_path / "facts.jsonl"
    line = json.loads(path.read_text(encoding="utf-8"))
    units = Units(TEXT)
    start = units.of(TEXT.index("约1.5"))
    line["label"] = [
        [*line["label"][0][:2], "people"],  # another measure
        [start + 1, start + 7, "money"],  # redrawn without 约
        [units.of(TEXT.index("600")), units.of(TEXT.index("600") + 5), "area"],
        [units.of(TEXT.index("𡃁仔岭")), units.of(TEXT.index("𡃁仔岭") + 3), "count"],  # drawn, no number
    ]
    path.write_text(json.dumps(line), encoding="utf-8")
    assert corrected("doccano", tmp_path) == [
        ("kept", "320户", "people", 320.0, "脱贫户"),
        ("redrawn", "1.5万元", "money", 15000.0, ""),
        ("unread", "𡃁仔岭", "count", None, ""),
        ("kept", "600余亩", "area", 600.0, ""),
    ]
    assert returned("doccano", path)[1]["modifier"] == "exact"


def test_relation_projects_of_doccano(document, tmp_path):
    exchange.export([document], "doccano", tmp_path)
    path = tmp_path / "facts.jsonl"
    line = json.loads(path.read_text(encoding="utf-8"))
    line["entities"] = [
        {"id": n, "label": m, "start_offset": s, "end_offset": e} for n, (s, e, m) in enumerate(line.pop("label"))
    ]
    path.write_text(json.dumps(line), encoding="utf-8")
    assert returned("doccano", path) == gold_of([document])


def test_labelstudio_corrections(document, tmp_path):
    exchange.export([document], "labelstudio", tmp_path)
    path = tmp_path / "tasks.json"
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    result = task["predictions"][0]["result"]
    for part in result:
        if part["from_name"] == "item":
            part["value"]["textarea"] = ["搬迁户"]
        if part["id"] == "f3" and part["from_name"] == "value":
            part["value"]["number"] = 620
    units = Units(TEXT)
    start = TEXT.index("600余亩")
    drawn = {"start": units.of(start), "end": units.of(start + 3), "text": "600", "labels": ["count"]}
    result.append({"id": "new", "from_name": "measure", "to_name": "text", "type": "labels", "value": drawn})
    submitted = [{"result": [], "was_cancelled": True}, {"result": result}]
    path.write_text(json.dumps([{**task, "annotations": submitted}, {**task, "annotations": []}]), encoding="utf-8")
    assert corrected("labelstudio", tmp_path) == [
        ("kept", "320户", "households", 320.0, "搬迁户"),
        ("kept", "约1.5万元", "money", 15000.0, ""),
        ("new", "600", "count", 600.0, ""),
        ("kept", "600余亩", "area", 620, ""),
    ]
    setup = (tmp_path / "labels.xml").read_text(encoding="utf-8")
    for name in (*NUMBERS, *CHOICES, *WORDS):
        assert f'name="{name}"' in setup


def test_labelstudio_that_counts_code_points(document, tmp_path):
    exchange.export([document], "labelstudio", tmp_path)
    path = tmp_path / "tasks.json"
    tasks = json.loads(path.read_text(encoding="utf-8"))
    units = Units(TEXT)
    for part in tasks[0]["predictions"][0]["result"]:
        for edge in ("start", "end"):
            part["value"][edge] = units.points(part["value"][edge])
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert returned("labelstudio", path) == gold_of([document])


def test_brat_corrections(document, tmp_path):
    exchange.export([document], "brat", tmp_path)
    path = tmp_path / "issue" / "01.ann"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [
        line.replace("A1\tmodifier T1 exact", "A1\tmodifier T1 about") for line in lines if not line.startswith("T2\t")
    ]
    start = TEXT.index("投入")
    path.write_text(
        "\n".join([*lines, f"T9\tcount {start} {start + 2}\t投入", "#9\tAnnotatorNotes T9\tmy remark"]) + "\n",
        encoding="utf-8",
    )
    found = exchange.read("brat", tmp_path)
    assert [(each.how, each.gold["surface"], each.gold["modifier"]) for each in found] == [
        ("kept", "320户", "about"),
        ("kept", "投入", "exact"),
        ("kept", "600余亩", "over"),
    ]
    assert "约1.5 万元" not in path.read_text(encoding="utf-8")


def test_webanno_corrections(document, tmp_path):
    exchange.export([document], "webanno", tmp_path)
    path = tmp_path / "issue" / "01.tsv"
    text = path.read_text(encoding="utf-8").replace("脱贫户[1]", "搬迁\\_户[1]").replace("\n", "\r\n")
    path.unlink()
    (tmp_path / "documents.json").unlink()
    (tmp_path / "issue" / "01.tsv").mkdir()
    (tmp_path / "issue" / "01.tsv" / "annotator.tsv").write_text(text, encoding="utf-8", newline="")
    found = returned("webanno", tmp_path)
    assert found[0] == gold_of([document])[0] | {"item": "搬迁_户"}
    assert found[1:] == gold_of([document])[1:]


# ---- what is wrong


def shifted(tool, folder, by):
    """Every offset moved, as a tool with another count would give them."""
    if tool == "doccano":
        path = folder / "facts.jsonl"
        line = json.loads(path.read_text(encoding="utf-8"))
        line["label"] = [[start + by, end + by, label] for start, end, label in line["label"]]
        path.write_text(json.dumps(line), encoding="utf-8")
    elif tool == "labelstudio":
        path = folder / "tasks.json"
        tasks = json.loads(path.read_text(encoding="utf-8"))
        for part in tasks[0]["predictions"][0]["result"]:
            part["value"]["start"] += by
            part["value"]["end"] += by
        path.write_text(json.dumps(tasks), encoding="utf-8")
    elif tool == "brat":
        path = folder / "issue" / "01.ann"
        start = TEXT.index("320户")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"{start} {start + 4}", f"{start + by} {start + 4 + by}"), encoding="utf-8")
    else:
        path = folder / "issue" / "01.tsv"
        text = path.read_text(encoding="utf-8")
        start = Units(TEXT).of(TEXT.index("320户"))
        path.write_text(text.replace(f"{start}-{start + 3}", f"{start + by}-{start + 3 + by}"), encoding="utf-8")


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("by", [1, -1])
def test_offsets_off_by_one(tool, by, document, tmp_path):
    exchange.export([document], tool, tmp_path)
    shifted(tool, tmp_path, by)
    with pytest.raises(UnusableInputError, match=r"off.*expected"):
        exchange.read(tool, tmp_path)


@pytest.mark.parametrize(
    ("tool", "name", "content", "message"),
    [
        ("doccano", "x.jsonl", "{", "x.jsonl:1: no line of doccano"),
        ("doccano", "x.jsonl", '{"text": "a", "label": []}', "does not say its `doc`"),
        (
            "doccano",
            "x.jsonl",
            '{"text": "a", "doc": "d", "label": [[0, 5, "money"]]}',
            "0–5 is no span of a text of 1 characters",
        ),
        ("labelstudio", "x.json", '{"a": 1}', "expected a list of tasks"),
        ("brat", "x.ann", "T1\tmoney 0 1\ta", "no x.txt beside it"),
        ("webanno", "x.tsv", "a\tb", "expected `#FORMAT=WebAnno TSV 3.3`"),
        ("webanno", "x.tsv", "#FORMAT=WebAnno TSV 3.3\n\n#Text=a\n1-1\t0-1\ta\t_\t\n", "no layer webanno.custom.Fact"),
    ],
)
def test_bad_files_say_what_was_expected(tool, name, content, message, tmp_path):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UnusableInputError) as told:
        exchange.read(tool, tmp_path / name)
    assert message in str(told.value)


@pytest.mark.parametrize(("tool", "name"), [("doccano", "facts.jsonl"), ("labelstudio", "tasks.json")])
def test_a_folder_without_an_export(tool, name, tmp_path):
    with pytest.raises(UnusableInputError, match=f"there is no {name} in it; give the file that the annotation tool"):
        exchange.read(tool, tmp_path)


def test_bad_standoff(tmp_path):
    (tmp_path / "x.txt").write_text("320户", encoding="utf-8")
    (tmp_path / "x.ann").write_text("T1\tmoney 0\n", encoding="utf-8")
    with pytest.raises(UnusableInputError, match=r"x\.ann:1: no line of brat's standoff"):
        exchange.read("brat", tmp_path)


# ---- the commands


def test_commands(fact, article, tables, tmp_path):
    text = "柳湾乡\n全村320户搬进新居。"
    row = fact(start=text.index("320户"), sentence=text)
    folder = tables(tmp_path / "out", facts=[row], articles=[article(text)])
    source = tmp_path / "raw" / "issue"
    source.mkdir(parents=True)
    (source / "01.txt").write_text(text, encoding="utf-8")
    run = CliRunner().invoke
    for tool in TOOLS:
        out = tmp_path / tool
        done = run(export_command, [str(folder), "--to", tool, "-o", str(out), "--source", str(source.parent)])
        assert done.exit_code == 0, done.output
        assert "1 documents, 1 facts" in done.stderr
        back = run(import_command, [str(out), "--from", tool])
        assert json.loads(back.stdout)["item"] == "脱贫户"
        assert "1 facts: 1 kept" in back.stderr
    with pytest.raises(UnusableInputError, match="no text of issue/01; name with --source"):
        run(export_command, [str(folder), "--to", "brat", "-o", "x", "--source", str(folder)], catch_exceptions=False)
    (source / "01.txt").write_text("新" + text, encoding="utf-8")
    with pytest.raises(UnusableInputError, match="issue/01: the source is not what it was"):
        run(
            export_command,
            [str(folder), "--to", "brat", "-o", "x", "--source", str(source.parent)],
            catch_exceptions=False,
        )
