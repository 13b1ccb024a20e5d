"""The Python API: what the command line does, as DataFrames."""

import os
import warnings
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from factpipe.errors import UnusableInputError
from factpipe.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

#: columns of few different values besides those that the schema closes
_CATEGORIES = frozenset({"publication", "measure", "unit_code", "unit_base", "province", "rule_id"})

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def extract(
    source: Paths,
    *,
    rules: Paths = (),
    issue_date: date | str | None = None,
    publication: str | None = None,
    page: str | None = None,
    encoding: str | None = None,
    jobs: int = 1,
    **columns: str,
) -> "pd.DataFrame":
    """The facts of a text, a file, a folder or several of them, one row a claim, in the columns of the table `facts`.

    A string that names a file or folder is a path, any other one is a text itself. `rules` are folders laid over the
    shipped rules; `columns` are the options of corpora (`text_column`, `date_column`, …). With `jobs` above 1 the
    caller must be importable (`if __name__ == "__main__"`), as with all of multiprocessing.

    Documents that cannot be read are warned of. Errors: UnusableInputError where none can be, RulesError.
    """
    from factpipe.model import Page
    from factpipe.pipeline.documents import process
    from factpipe.pipeline.engine import engine_for
    from factpipe.pipeline.run import RunOptions, outcomes
    from factpipe.readers import ReadOptions, find
    from factpipe.readers.decoding import newlines

    overlays = tuple(str(path) for path in _listed(rules))
    read = ReadOptions(encoding, publication, _date(issue_date), page, **columns)
    if isinstance(source, str) and not _is_path(source):
        known = read.metadata._asdict()
        results = [process([Page("text", newlines(source), **known)], engine_for(overlays), read)]
    else:
        engine_for(overlays)  # rule files that cannot be used are told of before anything is read
        sources = find(_listed(source)).sources
        results = list(outcomes(sources, RunOptions(read, overlays, jobs=jobs)))
    errors = [row for result in results for row in result.tables["errors"].to_pylist()]
    told = "\n".join(f"  {row['doc_id']}: {row['message']}" for row in errors[:10])
    if errors and not any(result.documents for result in results):
        raise UnusableInputError(f"no document can be read:\n{told}")
    if errors:
        warnings.warn(f"{len(errors)} documents failed:\n{told}", stacklevel=2)
    return _frame([result.tables["facts"] for result in results], "facts")


def load(folder: str | os.PathLike[str], table: str = "facts") -> "pd.DataFrame":
    """A table that a run wrote (`facts`, `articles`, `checks`, `rejects` or `errors`), with proper types.

    Errors: UnusableInputError where the folder holds no such table.
    """
    from factpipe.tables import saved

    if table not in TABLES:
        raise UnusableInputError(f"no table {table!r}; there are {', '.join(TABLES)}")
    return _frame(saved.read(Path(folder), table).to_batches(), table)


def _frame(batches: list["pa.RecordBatch"], table: str) -> "pd.DataFrame":
    import pandas as pd
    import pyarrow as pa

    import factpipe.notebook  # noqa: F401 it registers `facts.factpipe`
    from factpipe.tables.arrow import schema

    data = pa.Table.from_batches(batches, schema=None if batches else schema(table))
    frame = data.to_pandas(date_as_object=False, integer_object_nulls=True)
    for column in TABLES[table]:
        if column.name not in frame:
            continue
        if column.values:
            frame[column.name] = pd.Categorical(frame[column.name], categories=[str(v) for v in column.values])
        elif column.name in _CATEGORIES:
            frame[column.name] = frame[column.name].astype("category")
        elif column.type == "integer":
            frame[column.name] = frame[column.name].astype("Int64")
        elif column.type == "date":
            frame[column.name] = frame[column.name].astype("datetime64[s]")
        elif column.type in {"string", "json"}:
            frame[column.name] = frame[column.name].astype("string")
    return frame


def _listed(paths: Paths) -> list[Path]:
    return [Path(paths)] if isinstance(paths, str | os.PathLike) else [Path(path) for path in paths]


def _is_path(text: str) -> bool:
    if len(text) > 4000 or "\n" in text:
        return False
    try:
        return Path(text).exists() or not any(char > "\u2e80" for char in text)
    except (OSError, ValueError):
        return False


def _date(value: date | str | None) -> date | None:
    from factpipe.readers.metadata import iso_date

    if value is None or isinstance(value, date):
        return value
    found = iso_date(value)
    if found is None:
        raise ValueError(f"issue_date {value!r} is no date; write it as 2020-04-15")
    return found
