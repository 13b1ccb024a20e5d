"""`factpipe rules …`: what it prints and its exit codes."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from factpipe.cli.rules import rules

BROKEN = "topic: test\nrules:\n  - id: test.a\n    describtion: x\n    pattern: '<q'\n"


@pytest.fixture
def run():
    return lambda *args: CliRunner().invoke(rules, args)


@pytest.fixture
def overlay(tmp_path):
    def write(text):
        (tmp_path / "claims").mkdir()
        (tmp_path / "claims" / "test.yaml").write_text(text, encoding="utf-8")
        return str(tmp_path)

    return write


def test_check(run, overlay):
    assert run("check").exit_code == 0
    result = run("check", "--rules", overlay(BROKEN))
    assert result.exit_code == 1
    assert "claims/test.yaml:4:5: there is no key 'describtion' here; did you mean 'description'?" in result.stderr
    assert "claims/test.yaml:5:15: the pattern of test.a, character 1: '<' is not closed by '>'" in result.stderr
    assert "3 mistakes in 1 file" in result.stderr
    assert result.stdout == ""


def test_check_tells_what_does_nothing(run, tmp_path):
    files = {
        "lexicon/units.yaml": "units:\n  石: {disabled: true}\n  斛子: {disabled: true}\n  箩: {measure: mas}\n",
        "lexicon/classes.yaml": "classes:\n  reech:\n    words: [录得]\n  reach:\n    words: [录得]\n",
        "claims/off.yaml": "topic: off\nrules:\n  - {id: core.let-noun, disabled: true}\n  - {id: core.verb, disabled: true}\n",
        "claim/lost.yaml": "topic: lost\n",
        "herding.yaml": "topic: herding\n",
        ".github/ci.yml": "on: push\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("check", "--rules", str(tmp_path))
    assert result.exit_code == 0
    told = [line.removeprefix(f"{tmp_path}/").partition(" (no mistake")[0] for line in result.stderr.splitlines()]
    assert [line.split(": ", 1)[0] for line in told] == [
        "claim/lost.yaml:1:1", "herding.yaml:1:1", "lexicon/units.yaml:3:3", "lexicon/units.yaml:4:16",
        "lexicon/classes.yaml:2:3", "claims/off.yaml:3:10",
    ]  # fmt: skip
    for line, part in zip(
        told, ("is not read", "is not read", "no '斛子'", "'mass'", "'reach'", "'core.left-noun'"), strict=True
    ):
        assert part in line


def test_a_folder_that_is_not_there(run):
    assert run("check", "--rules", "no/such/folder").exit_code == 2


def test_new_prints_a_rule_that_passes_check(run, overlay):
    skeleton = run("new", "test.first")
    assert skeleton.exit_code == 0
    folder = overlay(skeleton.stdout)
    assert run("check", "--rules", folder).exit_code == 0
    assert "test.first" in run("list", "--rules", folder).stdout
    for bad in ("first", "Test.first", "core.verb", "core.bare"):
        assert run("new", bad).exit_code == 2, bad


def test_what_is_no_rule_and_stands_in_the_tables_is_told(run):
    for name in ("core.bare", "core.carried"):
        told = run("show", name)
        assert told.exit_code == 0
        assert "No rule found what is counted" in told.stdout


def test_no_description_is_cut_in_the_help(run):
    assert "..." not in run("--help").stdout.partition("Commands:")[2]


def test_examples_of_an_overlay(run, overlay):
    text = run("new", "test.first").stdout.replace("item: 护林员", "item: 农户")
    result = run("test", "--rules", overlay(text), "-k", "test.first")
    assert result.exit_code == 1
    assert "item is 护林员, not 农户" in result.stdout
    assert "1 of 1 are left alone" in result.stdout


def test_list_and_show(run, overlay):
    folder = overlay(run("new", "test.first").stdout)
    listed = run("list", "--origin", "--rules", folder).stdout
    assert f"{folder}/claims/test.yaml" in listed
    assert "lexicon/units.yaml" in listed
    shown = run("show", "test.first", "--rules", folder).stdout
    assert "<item> {reach} <q>" in shown
    assert "教师" in shown  # a sample


def test_an_unknown_id_is_refused_with_a_hint():
    done = subprocess.run(
        [sys.executable, "-m", "factpipe", "rules", "show", "core.right-nuon"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "there is no rule 'core.right-nuon'; did you mean 'core.right-noun'?" in done.stderr


def test_a_rule_of_ones_own_is_shown_where_its_folder_is_named():
    done = subprocess.run(
        [sys.executable, "-m", "factpipe", "rules", "show", "orchard.trees-on-slopes"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "a rule of your own is found with --rules DIR" in done.stderr
