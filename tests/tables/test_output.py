import json
import os

import pyarrow.parquet as pq
import pytest

from factpipe.errors import OutputError
from factpipe.schema import ERRORS, NAMES, SCHEMA_VERSION, TABLES
from factpipe.tables import arrow, output
from factpipe.tables.output import Output, text_path

FILES = {f"{table}.{form}" for table in TABLES for form in ("csv", "parquet")} | {"datapackage.json"}


def _errors(*doc_ids):
    n = len(doc_ids)
    return {"errors": arrow.batch("errors", [doc_ids, ["empty"] * n, ["nothing in it"] * n, [None] * n])}


def _write(folder, *doc_ids, formats=("csv", "parquet")):
    with Output(folder, formats) as out:
        out.write(_errors(*doc_ids))
        out.commit("1.0", "abc")


def _contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_tables_are_written_even_without_rows(tmp_path):
    _write(tmp_path)
    assert set(_contents(tmp_path)) == FILES
    for table, names in NAMES.items():
        assert (tmp_path / f"{table}.csv").read_text(encoding="utf-8") == ",".join(names) + "\n"
        assert pq.read_schema(tmp_path / f"{table}.parquet").names == list(names)


def test_the_package_describes_the_tables(tmp_path):
    _write(tmp_path, "a", "b")
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["version"], package["ruleset"], package["schema_version"]) == ("1.0", "abc", SCHEMA_VERSION)
    resources = {resource["path"]: resource for resource in package["resources"]}
    assert set(resources) == FILES - {"datapackage.json"}
    assert resources["errors.csv"]["rows"] == resources["errors.parquet"]["rows"] == 2
    fields = resources["errors.csv"]["schema"]["fields"]
    assert [(f["name"], f["title"], f["title_zh"]) for f in fields] == [(c.name, c.title, c.title_zh) for c in ERRORS]
    assert str(tmp_path) not in json.dumps(package)


def test_a_run_that_dies_leaves_the_last_good_tables(tmp_path):
    _write(tmp_path, "good")
    before = _contents(tmp_path)
    with pytest.raises(KeyboardInterrupt), Output(tmp_path) as out:  # noqa: PT012
        out.write(_errors("bad"))
        out.write_text("bad", "text")
        raise KeyboardInterrupt
    assert _contents(tmp_path) == before


def test_texts_are_replaced_as_a_whole(tmp_path):
    for doc_id in ("old", "a/new"):
        with Output(tmp_path) as out:
            out.write_text(doc_id, "甲\n乙")
            out.commit("1", "x")
    assert [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "texts").rglob("*.txt")] == [
        "texts/a/new.txt"
    ]
    assert (tmp_path / "texts/a/new.txt").read_bytes() == "甲\n乙".encode()
    _write(tmp_path)
    assert set(_contents(tmp_path)) == FILES


def test_a_format_that_is_not_asked_for_is_not_left_from_an_earlier_run(tmp_path):
    _write(tmp_path)
    _write(tmp_path, formats=("csv",))
    assert set(_contents(tmp_path)) == {name for name in FILES if not name.endswith(".parquet")}


def test_row_groups_do_not_depend_on_the_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(output, "ROW_GROUP", 10)
    ids = [f"d{n}" for n in range(37)]
    for folder, cuts in (("a", [37]), ("b", [1, 9, 25, 2]), ("c", [0, 12, 25])):
        with Output(tmp_path / folder) as out:
            rest = ids
            for cut in cuts:
                out.write(_errors(*rest[:cut]))
                rest = rest[cut:]
            out.commit("1", "x")
    assert _contents(tmp_path / "a") == _contents(tmp_path / "b") == _contents(tmp_path / "c")
    assert pq.read_metadata(tmp_path / "a/errors.parquet").num_row_groups == 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot write"), Output(tmp_path / "out"):
        pass


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="cannot write the tables"), Output(tmp_path / "out"):
        pass


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_an_output_error(tmp_path):
    _write(tmp_path, "good")
    before = _contents(tmp_path)
    with pytest.raises(OutputError, match="No space left"), Output(tmp_path, ("csv",)) as out:  # noqa: PT012
        out._tables["errors"]._csv.close()
        out._tables["errors"]._csv = open("/dev/full", "wb")  # noqa: SIM115
        out.write(_errors(*("x" * 100 for _ in range(1000))))
        out.commit("1", "x")
    assert _contents(tmp_path) == before


def test_rows_of_a_corpus_share_a_file(tmp_path):
    with Output(tmp_path) as out:
        out.write_text("c#1", "甲\n乙")
        out.write_text("c#2", "丙")
        out.commit("1", "x")
    lines = (tmp_path / "texts/c.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"doc_id": "c#1", "text": "甲\n乙"},
        {"doc_id": "c#2", "text": "丙"},
    ]


@pytest.mark.parametrize(
    ("doc_id", "path"),
    [
        ("a/02", "texts/a/02.txt"),
        ("../../etc/x", "texts/_/_/etc/x.txt"),
        ("/x", "texts/_/x.txt"),
        ("a\0b", "texts/a_b.txt"),
        ("z!m/1", "texts/z!m/1.txt"),
        ("a/corpus#7", "texts/a/corpus.jsonl"),
    ],
)
def test_texts_never_leave_their_folder(doc_id, path):
    assert text_path(doc_id).as_posix() == path


@pytest.mark.parametrize("name", ["texts/my-notes.txt", "articles.csv", "tables.xlsx", "datapackage.json"])
def test_what_no_run_wrote_is_not_replaced(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    with pytest.raises(OutputError, match=f"{name.partition('/')[0]} would be replaced"):
        _write(tmp_path)
    assert _contents(tmp_path) == {name: b"mine"}


def test_other_files_may_lie_beside_the_tables(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    _write(tmp_path)
    _write(tmp_path)
    assert set(_contents(tmp_path)) == FILES | {"notes.txt"}


def test_a_second_run_into_the_folder_is_turned_away(tmp_path):
    with Output(tmp_path) as first:
        first.write(_errors("first"))
        with pytest.raises(OutputError, match="another run"), Output(tmp_path):
            pass
        first.commit("1.0", "abc")
    assert set(_contents(tmp_path)) == FILES
    assert pq.read_table(tmp_path / "errors.parquet")["doc_id"].to_pylist() == ["first"]
    _write(tmp_path, "second")
    assert pq.read_table(tmp_path / "errors.parquet")["doc_id"].to_pylist() == ["second"]


def test_a_folder_is_free_again_after_a_run_that_could_not_begin(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(output, "_Table", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OutputError, match="No space"), Output(tmp_path):
            pass
    _write(tmp_path)
    assert set(_contents(tmp_path)) == FILES
