"""Build the example notebook: `python scripts/notebook.py` runs docs/notebook/sample.py as docs/notebook/sample.ipynb.

The source is a script with `# %%` before each cell; text cells begin with `# %% [markdown]`, shell commands with `# !`.
Needs nbclient, nbformat and ipykernel.
"""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "docs" / "notebook" / "sample.py"
_CELL = re.compile(r"^# %%(.*)\n", re.MULTILINE)


class Cell(NamedTuple):
    is_text: bool
    source: str


def cells(script: str) -> list[Cell]:
    """The cells of a script, without the comment signs of text and shell commands."""
    found = []
    _, *parts = _CELL.split(script)
    for kind, body in zip(parts[::2], parts[1::2], strict=True):
        is_text = kind.strip() == "[markdown]"
        sign = r"^# ?" if is_text else r"^# (?=!)"
        source = re.sub(sign, "", body, flags=re.MULTILINE)
        found.append(Cell(is_text, source.strip("\n")))
    return found


def workplace(folder: Path) -> Path:
    """`folder` with the sample in data/raw."""
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    return folder


def main() -> None:
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for number, cell in enumerate(cells(SOURCE.read_text(encoding="utf-8"))):
        make = nbformat.v4.new_markdown_cell if cell.is_text else nbformat.v4.new_code_cell
        notebook.cells.append(make(cell.source, id=f"cell-{number}"))
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(notebook, resources={"metadata": {"path": str(workplace(Path(folder)))}}).execute()
    for cell in notebook.cells:
        cell.metadata.clear()  # when each cell ran
    notebook.metadata.pop("language_info", None)
    nbformat.write(notebook, SOURCE.with_suffix(".ipynb"))


if __name__ == "__main__":
    main()
