"""What lies in a folder that a run wrote, so that it is known again: what to replace, and what not to read as pages."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from factpipe.schema import TABLES

PACKAGE = "datapackage.json"
TEXTS = "texts"
#: formats with a file for each table, and those with one for all of them, `tables.<format>`
EACH = ("csv", "parquet")
TOGETHER = ("xlsx", "duckdb", "sqlite")
#: all that a run may put into its folder, and so replaces
NAMES = (
    *(f"{table}.{form}" for table in TABLES for form in EACH),
    *(f"tables.{form}" for form in TOGETHER),
    PACKAGE,
    TEXTS,
)
_REPORT = re.compile(r"report(-\d+)?\.html")


def is_written(name: str) -> bool:
    """Whether a file or folder beside tables has the name of what is made there: it is no page to read."""
    return name in NAMES or _REPORT.fullmatch(name) is not None


def is_output(folder: Path) -> bool:
    """Whether a run wrote tables into the folder."""
    try:
        told = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("name") == "factpipe"


def in_the_way(folder: Path) -> list[str]:
    """Files and folders that a run would replace and that no run made."""
    return [] if is_output(folder) else [name for name in NAMES if (folder / name).exists()]


def replaced(folder: Path, files: Iterable[Path]) -> Path | None:
    """The first of the files that a run into the folder would replace, itself or the folder that it lies in."""
    places = {folder.resolve() / name for name in NAMES}
    real: dict[Path, Path] = {}
    for file in files:
        if file.parent not in real:
            real[file.parent] = file.parent.resolve()
        path = real[file.parent] / file.name
        if path in places or not places.isdisjoint(path.parents):
            return file
    return None
