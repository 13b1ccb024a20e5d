"""The Python API: what the command line does, as DataFrames."""

import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from factpipe.errors import UnusableInputError
from factpipe.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from factpipe.model import Page
    from factpipe.readers import ReadOptions
    from factpipe.readers.metadata import Metadata

#: columns of few different values besides those that the schema closes
_CATEGORIES = frozenset({"publication", "measure", "unit_code", "unit_base", "province", "rule_id"})

_ROWS_OF_THEIR_OWN = "where rows have dates or titles of their own, write them by to_csv and pass the path of that file"

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def extract(
    source: "Paths | Mapping[object, str] | pd.Series",
    *,
    output: str | os.PathLike[str] | None = None,
    rules: Paths = (),
    issue_date: date | str | None = None,
    publication: str | None = None,
    page: str | None = None,
    url: str | None = None,
    encoding: str | None = None,
    jobs: int = 1,
    **columns: str,
) -> "pd.DataFrame":
    """The facts of a text, a file, a folder or several of them, one row a claim, in the columns of the table `facts`.

    A string that names a file or folder, ends as the name of a file does (`.txt`), or is a line without a Chinese
    character, is a path; any other one is a text itself. Of several texts (a list, a dict, a column of a DataFrame,
    `df["text"]`) `doc_id` is the key, the index, or the number from 0, as a string; what is empty or missing has no
    facts.
    `output` writes all tables of files and folders into a folder, as the command line does, for `load` to read.
    `rules` are folders laid over the shipped rules; `columns` are the options of corpora (`text_column`,
    `date_column`, …). With `jobs` above 1 the caller must be importable (`if __name__ == "__main__"`), as with all of
    multiprocessing.

    Documents that cannot be read are warned of. Errors: UnusableInputError where none can be, RulesError, OutputError.
    """
    from factpipe.pipeline.documents import process
    from factpipe.pipeline.engine import RuleFiles, engine_under
    from factpipe.pipeline.run import RunOptions, outcomes, run
    from factpipe.readers import find, names
    from factpipe.readers.metadata import Metadata

    overlays = tuple(str(path) for path in _listed(rules))
    told = Metadata(publication, _date(issue_date), page, url)
    read = _read_options(encoding, told, columns)
    files = RuleFiles.now(overlays)
    engine = engine_under(files)  # rule files that cannot be used are told of before anything is read
    paths, texts = _asked(source)
    if output is not None:
        if paths is None:
            raise UnusableInputError("`output` writes the tables of files and folders; of texts, write the result")
        summary = run(paths, Path(output), RunOptions(read, overlays, jobs=jobs))
        _warn(summary.n_errors, summary.errors)
        _warn(summary.n_notes, summary.notes, "have no date")
        return load(output)
    name: Callable[[str], str] = str
    if paths is None:
        results = [process(_pages(texts, read), engine, read)]
    else:
        sources = find(paths).sources
        name = names(sources)
        results = list(outcomes(sources, RunOptions(read, overlays, jobs=jobs), files))
    failed = [row for result in results for row in result.tables["errors"].to_pylist()]
    errors = [(name(row["doc_id"]), row["message"]) for row in failed]
    if errors and not any(result.documents for result in results):
        raise UnusableInputError(f"no document can be read:\n{_told(errors)}")
    _warn(len(errors), errors)
    notes = [(name(doc_id), note) for result in results for doc_id, note in result.notes]
    _warn(len(notes), notes, "have no date")
    return _frame([result.tables["facts"] for result in results], "facts")


def _read_options(encoding: str | None, told: "Metadata", columns: dict[str, str]) -> "ReadOptions":
    from factpipe.readers import ReadOptions
    from factpipe.readers.decoding import lookup

    known = [each.name for each in fields(ReadOptions) if each.name.endswith("_column")]
    unknown = [name for name in columns if name not in known]
    if unknown:
        raise TypeError(f"extract() has no option {', '.join(unknown)}; of corpora there are {', '.join(known)}")
    if encoding is not None:
        lookup(encoding)
    return ReadOptions(encoding, **told._asdict(), **columns)


def _asked(source: object) -> tuple[list[Path] | None, list[tuple[str, str]]]:
    """The files and folders of a source, or None and its texts with their doc_ids.

    A column or a dict that is empty holds texts, as a table has after a filter that kept nothing; an empty list is
    one of paths, as a pattern gives that met no file, which is an error.
    """
    if isinstance(source, str) and not _is_path(source):
        return None, [("text", source)]
    if isinstance(source, str | os.PathLike):
        return [Path(source)], []
    if hasattr(source, "columns"):  # a frame gives the names of its columns, one by one
        raise UnusableInputError(
            f'a DataFrame is no text: pass the column that holds the texts, such as df["text"]; {_ROWS_OF_THEIR_OWN}'
        )
    if isinstance(source, bytes) or not isinstance(source, Iterable):
        raise UnusableInputError(f"{source!r} is no text, file or folder, nor several of them")
    keyed = hasattr(source, "items")
    entries = list(source.items() if keyed else enumerate(source))
    texts = [(str(key), value if isinstance(value, str) else "") for key, value in entries]
    told = [text for _, text in texts if text.strip()]
    if any(isinstance(value, os.PathLike) for _, value in entries) or (told and all(map(_is_path, told))):
        return [Path(value) for _, value in entries], []
    return (None if entries or keyed else []), texts


def _pages(texts: list[tuple[str, str]], read: "ReadOptions") -> "list[Page]":
    from factpipe.model import Page
    from factpipe.readers.decoding import newlines, whole

    return [Page(whole(doc_id), whole(newlines(text)), **read.metadata._asdict()) for doc_id, text in texts]


def _told(errors: list[tuple[str, str]]) -> str:
    return "\n".join(f"  {doc_id}: {message}" for doc_id, message in errors[:10])


def _warn(number: int, told: list[tuple[str, str]], what: str = "failed") -> None:
    if number:
        warnings.warn(f"{number} documents {what}:\n{_told(told)}", stacklevel=3)


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
    from factpipe.readers.formats import by_name

    if not text.strip() or len(text) > 4000 or "\n" in text:
        return False
    try:
        return Path(text).exists() or by_name(text) is not None or not any(char > "\u2e80" for char in text)
    except (OSError, ValueError):
        return False


def _date(value: date | str | None) -> date | None:
    from factpipe.readers.metadata import iso_date

    if isinstance(value, datetime):  # a Timestamp of pandas is one, and its NaT, which is unlike itself
        return value.date() if value == value else None  # noqa: PLR0124
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, Iterable) and not isinstance(value, str):
        raise ValueError(f"issue_date is one date for all; {_ROWS_OF_THEIR_OWN}")
    found = iso_date(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"issue_date {value!r} is no date; write it as 2020-04-15")
    return found
