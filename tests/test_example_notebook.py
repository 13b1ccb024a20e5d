"""The example notebook runs, and its cells are those of its script."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from outside import ROOT, module_of


@pytest.fixture(scope="module")
def notebook():
    return module_of(ROOT / "scripts" / "notebook.py")


def test_every_cell_runs_and_shows_what_the_built_notebook_shows(notebook, tmp_path, monkeypatch):
    monkeypatch.chdir(notebook.workplace(tmp_path))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    built = json.loads(notebook.SOURCE.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"]
    names = {"__name__": "__main__"}
    for cell, before in zip(notebook.cells(notebook.SOURCE.read_text(encoding="utf-8")), built, strict=True):
        if not cell.is_text:
            lines = cell.source.splitlines()
            for command in (line[1:] for line in lines if line.startswith("!")):
                subprocess.run(command, shell=True, check=True)
            shown = last_value("\n".join("" if line.startswith("!") else line for line in lines), names)
            told = ["".join(out["data"]["text/html"]) for out in before["outputs"]]
            assert [words(html) for html in told] == [words(shown._repr_html_())], "run `python scripts/notebook.py`"


def last_value(source, names):
    """Run a cell; the value of the expression that it ends in."""
    *statements, last = ast.parse(source).body
    exec(compile(ast.Module(statements, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def words(html):
    return re.sub(r"<style.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL).split()


def test_the_notebook_was_built_from_its_script(notebook):
    built = json.loads(notebook.SOURCE.with_suffix(".ipynb").read_text(encoding="utf-8"))
    told = [(cell["cell_type"] == "markdown", "".join(cell["source"])) for cell in built["cells"]]
    script = notebook.SOURCE.read_text(encoding="utf-8")
    assert told == [tuple(cell) for cell in notebook.cells(script)], "run `python scripts/notebook.py`"


def test_the_built_notebook_has_no_errors(notebook):
    built = json.loads(notebook.SOURCE.with_suffix(".ipynb").read_text(encoding="utf-8"))
    outputs = [output for cell in built["cells"] for output in cell.get("outputs", [])]
    assert outputs
    assert [output for output in outputs if output["output_type"] == "error"] == []
