"""The example notebook of the docs runs."""

from pathlib import Path

import pytest

nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
pytest.importorskip("ipykernel", reason="ipykernel is not installed")
EXAMPLE = Path(__file__).parents[2] / "docs" / "example.ipynb"


@pytest.mark.filterwarnings("ignore")
def test_example_runs():
    import nbformat

    notebook = nbformat.read(EXAMPLE, as_version=4)
    kept = [bool(cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]
    assert all(kept), "the notebook is kept without its outputs; run scripts/notebook.py"
    client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(EXAMPLE.parent)}})
    client.execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    assert any("<mark" in output.get("data", {}).get("text/html", "") for output in outputs)
