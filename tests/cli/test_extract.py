import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import factpipe
from factpipe.cli import main
from factpipe.schema import NAMES, TABLES

TEXT = "2020年4月15日,林川县石桥乡新修村道32公里,共有党员致富带头人62名,发放补助1.5万元。\n"


def cli(*args, stdin=None):
    """(exit code, stdout, stderr) of the command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "factpipe", *map(str, args)], input=stdin, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def run(*args):
    """The exit code of the command in this process."""
    with pytest.raises(SystemExit) as left:
        main([str(arg) for arg in args])
    return left.value.code


@pytest.fixture
def raw(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/02.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "raw"


def test_help_imports_nothing_heavy():
    program = (
        "import sys; from factpipe.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas','pyarrow','numpy','jieba','rjieba','pydantic','ruamel','cn2an','rich','lxml'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_every_command_has_help():
    from factpipe.cli.group import COMMANDS

    for command in COMMANDS:
        code = run(command, "--help")
        assert code == 0, command


def test_tables_summary_and_exit_code(raw, tmp_path):
    code, out, told = cli("extract", raw, "-o", tmp_path / "out", "--page", "2", "--issue-date", "2020-04-16")
    assert (code, out) == (0, "")
    assert "documents" in told
    assert str(tmp_path / "out") in told
    assert "\x1b" not in told
    facts = factpipe.load(tmp_path / "out")
    assert list(facts.columns) == list(NAMES["facts"])
    assert set(facts["surface"]) == {"32公里", "62名", "1.5万元"}
    assert set(facts["page"]) == {"2"}
    assert set(facts["issue_date"].dt.strftime("%Y-%m-%d")) == {"2020-04-16"}


def test_stdin_and_quiet(tmp_path):
    code, out, told = cli("extract", "-", "-o", tmp_path / "out", "--quiet", stdin=TEXT.encode("gb18030"))
    assert (code, out, told) == (0, "", "")
    assert set(factpipe.load(tmp_path / "out")["doc_id"]) == {"stdin"}


def test_default_folders(raw, tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    raw.rename(tmp_path / "data/raw")
    monkeypatch.chdir(tmp_path)
    assert run("extract", "-q") == 0
    assert Path("data/out/facts.csv").exists()


def test_some_documents_fail(raw, tmp_path):
    (raw / "empty.txt").write_bytes(b"")
    code, _, told = cli("extract", raw, "-o", tmp_path / "out")
    assert code == 3
    assert f"{raw / 'empty.txt'}: the file is empty" in told
    assert len(factpipe.load(tmp_path / "out")) == 3


def test_formats(raw, tmp_path):
    assert run("extract", raw, "-o", tmp_path / "out", "-q", "--format", "csv") == 0
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert made == {f"{table}.csv" for table in TABLES} | {"datapackage.json"}
    code, _, told = cli("extract", raw, "--format", "csv,xls")
    assert code == 2
    assert "no format 'xls'; there are csv, parquet" in told


def test_what_stops_a_run_leaves_the_last_tables(raw, tmp_path):
    out = tmp_path / "out"
    assert run("extract", raw, "-o", out, "-q") == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    rules = tmp_path / "rules/claims"
    rules.mkdir(parents=True)
    (rules / "bad.yaml").write_text("topic: bad\nrules:\n  - id: x.y\n    patern: '<q>'\n", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "file").write_text("x")
    for args, expected in (
        ((tmp_path / "nowhere", "-o", out), "no such file or folder"),
        ((empty, "-o", out), "nothing to read"),
        ((raw, "-o", out, "--rules", tmp_path / "rules"), "bad.yaml:4:"),
        ((raw, "-o", out, "--encoding", "utf-9"), "no encoding 'utf-9'"),
        ((raw, "-o", out, "--issue-date", "gestern"), "is no date"),
        ((raw, "-o", tmp_path / "file"), "cannot write the tables"),
    ):
        code, _, told = cli("extract", *args)
        assert (code, expected in told, "Traceback" in told) == (2, True, False), told
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_package_has_no_path_and_no_time(raw, tmp_path):
    run("extract", raw, "-o", tmp_path / "out", "-q")
    package = (tmp_path / "out/datapackage.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in package
    assert len(json.loads(package)["ruleset"]) == 64


def test_version():
    assert cli("--version")[:2] == (0, f"factpipe, version {factpipe.__version__}\n")


def test_explain_tells_the_rule_and_what_was_left_out():
    code, out, _ = cli("explain", TEXT)
    assert code == 0
    assert "62名  by " in out
    assert "left out" in out
    assert "2020年4月15日" in out
    assert "\x1b" not in out


def test_a_run_does_without_pandas(raw, tmp_path):
    program = (
        "import sys; from factpipe.cli import main\n"
        f"try: main(['extract', {str(raw)!r}, '-o', {str(tmp_path / 'out')!r}, '-q'])\n"
        "except SystemExit as left: assert left.code == 0\n"
        "assert 'pandas' not in sys.modules\n"
        f"import factpipe; assert len(factpipe.load({str(tmp_path / 'out')!r})) == 3"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_explain_tells_what_an_item_is_that_the_rule_does_not_name():
    _, out, _ = cli("explain", "全州有麻疹病例33例，其中朵曲县报告9例。")
    assert "what the quantity before it counted" in " ".join(out.split())


def test_explain_tells_what_the_row_has_and_nothing_empty():
    _, out, _ = cli("explain", "每亩产量由300公斤提高到500公斤，增产近七成。")
    assert "says 每亩产量, item 产量" in out
    assert "would say :" not in out


@pytest.mark.parametrize("command", [("schema",), ("explain", TEXT)])
def test_a_full_disk_behind_stdout_is_no_difference(command):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "factpipe", *command], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "factpipe: standard output: No space left on device\n"


def test_an_empty_path_is_not_the_folder_at_hand(raw, monkeypatch):
    monkeypatch.chdir(raw)
    for args in (("extract", ""), ("extract", ".", "-o", ""), ("pages", "")):
        code, out, told = cli(*args)
        assert (code, out) == (2, "")
        assert "an empty path" in told
    assert [path.name for path in raw.iterdir()] == ["02.txt"]


def test_dates_that_are_not_known_are_told(tmp_path):
    text = "全县今年新修公路{}公里。"
    rows = [("32", "2024-13-10"), ("33", ""), ("34", "2024-03-10")]
    lines = ["text,date", *(f"{text.format(n)},{day}" for n, day in rows)]
    (tmp_path / "c.csv").write_text("\n".join(lines), encoding="utf-8")
    code, _, told = cli("extract", tmp_path / "c.csv", "-o", tmp_path / "out")
    assert code == 0
    assert "2 documents have no issue date" in told
    assert "give --date-column, or --issue-date" in told
    assert f"{tmp_path / 'c.csv'}#1: '2024-13-10' in the column date is no date" in told
    code, _, told = cli("extract", tmp_path / "c.csv", "-o", tmp_path / "out", "--issue-date", "2024-03-10")
    assert "issue date" not in told
    assert "is no date" not in told


def test_the_summary_keeps_names_and_numbers_together():
    program = (
        "from collections import Counter; from pathlib import Path\n"
        "from factpipe.cli.closing import print_summary; from factpipe.pipeline.run import Summary\n"
        "print_summary(Summary(Path('out'), facts=Counter({f'measure{n}': n for n in range(1, 20)})))"
    )
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment)
    lines = done.stderr.decode().replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert all(line == line.rstrip() and len(line) <= 80 for line in lines)
    assert sum(f"measure{n} {n}" in line for line in lines for n in range(10, 20)) == 10


def test_options_of_columns_where_there_are_none_are_told(raw, tmp_path):
    _, _, told = cli("extract", raw, "-o", tmp_path / "out", "--text-column", "words", "--id-column", "n")
    assert "--text-column, --id-column not used" in told
    (raw / "c.csv").write_text(f"words,n\n“{TEXT.strip()}”,7\n".replace(",共", "，共"), encoding="utf-8")
    _, _, told = cli("extract", raw, "-o", tmp_path / "out", "--text-column", "words")
    assert "not used" not in told


def test_tables_below_the_pages_are_told_as_such(raw):
    assert run("extract", raw, "-o", raw / "out", "-q") == 0
    _, _, told = cli("extract", raw, "-o", raw / "out")
    assert "(11 files of tables that factpipe wrote passed over)" in told


def test_the_last_tables_are_spoken_of_where_there_are_some(raw, tmp_path):
    (tmp_path / "file").write_text("x")
    _, _, told = cli("extract", raw, "-o", tmp_path / "file")
    assert "cannot write the tables" in told
    assert "last run" not in told


def test_what_an_interrupted_run_left(raw, tmp_path):
    from factpipe.cli.extract import _interrupted

    out = tmp_path / "out"
    assert _interrupted(out) == "interrupted; no tables were written; nothing was done yet, so begin again"
    assert run("extract", raw, "-o", out, "-q") == 0
    (out / ".partial/done/x").mkdir(parents=True)
    (out / ".partial/done/x/y.arrows").touch()
    assert _interrupted(out) == f"interrupted; the tables in {out} are as they were; --resume goes on from here"


def test_a_command_that_is_not_there():
    code, _, told = cli("extrct")
    assert (code, "Did you mean 'extract'?" in told) == (2, True)


def test_a_reader_that_goes_away_is_no_difference():
    call = (
        f'"{sys.executable}" -m factpipe explain "{TEXT.strip() * 20}" | head -c 9 >/dev/null; echo ${{PIPESTATUS[0]}}'
    )
    done = subprocess.run(["bash", "-c", call], capture_output=True, check=True)
    assert (done.stdout.decode().strip(), done.stderr.decode()) == ("0", "")


def test_mistakes_of_rules_are_told_as_rules_check_does(raw, tmp_path):
    rules = tmp_path / "rules/claims"
    rules.mkdir(parents=True)
    (rules / "bad.yaml").write_text("topic: bad\nrules:\n  - id: x.y\n    patern: '<q>'\n", encoding="utf-8")
    _, _, checked = cli("rules", "check", "--rules", tmp_path / "rules")
    code, _, told = cli("extract", raw, "-o", tmp_path / "out", "--rules", tmp_path / "rules")
    assert (code, told) == (2, checked)


def test_explain_of_nothing():
    assert cli("explain", "-", stdin=b"") == (2, "", "factpipe: standard input: nothing came in\n")
    code, out, told = cli("explain", " ")
    assert (code, out) == (2, "")
    assert "the text is empty" in told


def test_explain_of_the_name_of_a_file_tells_how_to_explain_the_file(raw):
    code, out, told = cli("explain", raw / "02.txt")
    assert (code, out) == (2, "")
    assert f"factpipe explain - < '{raw / '02.txt'}'" in told
    assert cli("explain", TEXT * 200)[0] == 0  # longer than a name may be


def test_the_formats_in_the_help():
    told = " ".join(cli("extract", "--help")[1].split())
    assert "--format NAME,…" in told
    assert "both are written as well" in told


def test_explain_of_bytes_that_are_no_text():
    code, out, err = cli("explain", "全村\udcff有牛30头。")
    assert (code, err) == (0, "")
    assert "30头  by " in out
