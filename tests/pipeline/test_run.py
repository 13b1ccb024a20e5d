import errno
import os
import signal
import subprocess
import sys
import time

import pytest

import factpipe
from factpipe.errors import InputError, OutputError, UnusableInputError
from factpipe.model import Page
from factpipe.pipeline import parcels as parcels_module
from factpipe.pipeline import run as run_module
from factpipe.pipeline import segments as segments_module
from factpipe.pipeline.parcels import parcels
from factpipe.pipeline.run import RunOptions, run
from factpipe.pipeline.segments import segments
from factpipe.readers import ReadOptions, find
from factpipe.tables import saved

from .conftest import issue


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def small_parcels(monkeypatch):
    monkeypatch.setattr(parcels_module, "PARCEL_FILES", 4)
    monkeypatch.setattr(run_module, "SERIAL_BYTES", 0)


def test_tables_are_the_same_bytes_for_any_number_of_workers(pages, tmp_path, small_parcels):
    for name, jobs in (("one", 1), ("two", 2), ("again", 1)):
        summary = run([pages], tmp_path / name, RunOptions(jobs=jobs))
        assert (summary.documents, summary.n_errors) == (30, 0)
        assert summary.facts.total() > 100
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == contents(tmp_path / "again")


def test_surface_is_the_text_of_its_offsets(pages, tmp_path):
    run([pages], tmp_path / "out")
    facts = saved.read(tmp_path / "out").to_pylist()
    texts = {source.doc_id: source.path for source in find([pages]).sources}
    assert {fact["doc_id"] for fact in facts} == set(texts)
    for fact in facts:
        number = int(fact["doc_id"][-2:])
        assert issue(number)[fact["start"] : fact["end"]].replace("\n", "") == fact["surface"]
        assert fact["fact_id"] == f"{fact['article_id']}:{fact['start']}:{fact['end']}"
        assert fact["publication"] == "林川日报"


def test_a_run_into_the_folder_of_its_pages_can_be_made_again(pages, tmp_path):
    run([pages], pages)
    first = contents(pages)
    assert run([pages], pages).documents == 30
    assert contents(pages) == first


def test_texts_that_are_read_are_not_replaced(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>石桥乡有牧民120户。</p></body></html>", encoding="utf-8")
    run([page], tmp_path / "out")
    first = contents(tmp_path)
    with pytest.raises(OutputError, match=r"page\.txt: it is to be read"):
        run([tmp_path / "out/texts"], tmp_path / "out")
    assert contents(tmp_path) == first


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_documents_are_listed_and_the_others_finished(pages, tmp_path, small_parcels, jobs):
    (pages / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (pages / "empty.txt").write_bytes(b"")
    (pages / "undecodable.txt").write_bytes("石桥乡".encode("gb18030") + b"\xff\xfe\xff" * 9)
    summary = run([pages], tmp_path / "out", RunOptions(jobs=jobs))
    errors = {row["doc_id"]: row["kind"] for row in saved.read(tmp_path / "out", "errors").to_pylist()}
    assert errors == {"binary": "binary", "empty": "empty", "undecodable": "encoding"}
    assert (summary.documents, summary.n_errors) == (30, 3)


def test_what_no_table_can_hold_in_a_message_does_not_stop_the_run(pages, tmp_path):
    (pages / "rows.jsonl").write_text(r'{"\ud83d": "全村有牛30头"}')
    run([pages], tmp_path / "out")
    (error,) = saved.read(tmp_path / "out", "errors").to_pylist()
    assert "it has \ufffd; name one with --text-column" in error["message"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(pages, tmp_path):
    next(pages.rglob("*.txt")).chmod(0)
    assert run([pages], tmp_path / "out").n_errors == 1


def test_nothing_readable_leaves_the_last_tables(pages, tmp_path):
    run([pages], tmp_path / "out")
    before = contents(tmp_path / "out")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/empty.txt").write_bytes(b"")
    with pytest.raises(UnusableInputError, match=r"bad/empty\.txt: the file is empty"):
        run([tmp_path / "bad"], tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_document_that_breaks_a_stage_is_one_error(pages, tmp_path, monkeypatch):
    from factpipe.pipeline import documents

    real = documents.facts_of

    def broken(articles, engine):
        if any(page.doc_id.endswith("/05") for _, page in articles):
            raise ZeroDivisionError("by zero")
        return real(articles, engine)

    monkeypatch.setattr(documents, "facts_of", broken)
    summary = run([pages], tmp_path / "out")
    assert (summary.documents, summary.n_errors) == (29, 1)
    (error,) = saved.read(tmp_path / "out", "errors").to_pylist()
    assert (error["doc_id"], error["kind"]) == ("2020-04-06/05", "internal")
    assert "ZeroDivisionError" in error["message"]


def test_resume_does_not_repeat_what_was_done(pages, tmp_path, small_parcels, monkeypatch):
    run([pages], tmp_path / "whole")
    done = 0

    def interrupt(behind, _total):
        nonlocal done
        done += behind > 0
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([pages], tmp_path / "out", progress=interrupt)
    processed = []
    real = run_module.process
    monkeypatch.setattr(run_module, "process", lambda items, *rest: processed.append(items) or real(items, *rest))
    summary = run([pages], tmp_path / "out", RunOptions(resume=True))
    assert len(processed) == len(list(parcels(find([pages]).sources, ReadOptions()))) - 3
    assert summary.documents == 30
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_resume_does_what_has_changed_again(pages, tmp_path, small_parcels):
    def interrupt(behind, _total):
        if behind:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([pages], tmp_path / "out", progress=interrupt)
    first = min(pages.rglob("*.txt"))
    first.write_text("石桥乡有党员9999名。", encoding="utf-8")
    run([pages], tmp_path / "out", RunOptions(resume=True))
    assert 9999 in saved.read(tmp_path / "out")["value"].to_pylist()


def test_a_long_text_is_cut_between_paragraphs(monkeypatch):
    monkeypatch.setattr(segments_module, "STRETCH", 100)
    text = "".join(issue(number) + "\n\n" for number in range(5))
    stretches = list(segments(Page("d", text)))
    assert "".join(stretch.text for stretch in stretches) == text
    assert [stretch.offset for stretch in stretches] == [
        sum(len(s.text) for s in stretches[:k]) for k in range(len(stretches))
    ]
    assert all(stretch.text.endswith("\n") for stretch in stretches)
    solid = list(segments(Page("d", "石" * 1000)))
    assert "".join(stretch.text for stretch in solid) == "石" * 1000


def test_a_long_text_read_in_stretches_gives_the_facts_of_the_whole(tmp_path, monkeypatch):
    from factpipe import readers
    from factpipe.readers import text as text_reader

    (tmp_path / "raw").mkdir()
    text = "".join(issue(number) + "\n\n" for number in range(40)).replace("\n", "\r\n")
    (tmp_path / "raw/a.txt").write_text("石桥乡有党员7名。")
    (tmp_path / "raw/all.txt").write_bytes(text.encode("gb18030"))
    monkeypatch.setattr(segments_module, "STRETCH", 2000)
    run([tmp_path / "raw"], tmp_path / "whole")
    monkeypatch.setattr(readers, "LONG_BYTES", 1000)
    monkeypatch.setattr(text_reader, "_BLOCK", 999)
    run([tmp_path / "raw"], tmp_path / "stretches")
    plain = text.replace("\r\n", "\n")
    for name in ("whole", "stretches"):
        facts = saved.read(tmp_path / name).to_pylist()
        assert len({fact["fact_id"] for fact in facts}) == len(facts) > 400
        for fact in facts:
            if fact["doc_id"] == "all":
                assert plain[fact["start"] : fact["end"]].replace("\n", "") == fact["surface"]
        articles = saved.read(tmp_path / name, "articles").to_pylist()
        numbers = [int(a["article_id"].rpartition("#")[2]) for a in articles if a["doc_id"] == "all"]
        assert numbers == list(range(1, len(numbers) + 1))
    whole, cut = (
        sorted((f["surface"], f["start"]) for f in saved.read(tmp_path / name).to_pylist())
        for name in ("whole", "stretches")
    )
    assert whole == cut


def test_a_long_text_that_is_not_valid_gives_no_rows(tmp_path, monkeypatch):
    from factpipe import readers

    monkeypatch.setattr(readers, "LONG_BYTES", 1000)
    (source,) = find(
        [tmp_path / "x.txt"]
        if (tmp_path / "x.txt").write_bytes(issue(1).encode() * 3 + b"\xff\xff" + issue(2).encode())
        else []
    ).sources
    (error,) = readers.read(source, ReadOptions())
    assert isinstance(error, InputError)
    assert error.kind == "encoding"


def _slow(items, overlays, options):
    time.sleep(60)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_who_interrupts_does_not_wait_for_the_workers(pages, tmp_path, monkeypatch):
    monkeypatch.setattr(run_module, "SERIAL_BYTES", 0)
    monkeypatch.setattr(run_module, "_in_worker", _slow)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.alarm(3)
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run([pages], tmp_path / "out", RunOptions(jobs=2))
    signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - start < 30


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_leaves_the_last_tables(pages, tmp_path):
    run([pages], tmp_path / "out")
    before = contents(tmp_path / "out")
    for number in range(500):
        (pages / f"more{number}.txt").write_text(issue(number), encoding="utf-8")
    inputs = [str(pages), "-"]  # its standard input stays open: it cannot have ended when the signal comes
    command = [sys.executable, "-m", "factpipe", "extract", *inputs, "-o", str(tmp_path / "out"), "--jobs", "2"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    partial = tmp_path / "out/.partial/tables"
    deadline = time.monotonic() + 30
    while not partial.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    begun = partial.exists()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert begun
    assert (process.returncode, b"Traceback" in told) == (130, False), told.decode()
    assert {name: data for name, data in contents(tmp_path / "out").items() if not name.startswith(".")} == before


def test_rules_that_are_changed_between_runs_are_read_again(tmp_path):
    units = tmp_path / "rules" / "lexicon" / "units.yaml"
    units.parent.mkdir(parents=True)
    text = "村里收来竹笋三箩筐。"
    units.write_text("units:\n  箩筐: {measure: volume}\n", encoding="utf-8")
    assert factpipe.extract(text, rules=tmp_path / "rules").measure.tolist() == ["volume"]
    units.write_text("units:\n  箩筐: {measure: mass}\n", encoding="utf-8")
    assert factpipe.extract(text, rules=tmp_path / "rules").measure.tolist() == ["mass"]


def test_a_full_disk_is_told_of_the_folder_that_was_named(pages, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    run([pages], tmp_path / "out")
    monkeypatch.setattr(run_module.Spool, "put", full)
    with pytest.raises(OutputError, match=r"/out: cannot write .* free space.* \(the tables of the last run are as"):
        run([pages], tmp_path / "out")
