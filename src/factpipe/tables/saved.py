"""Tables of an earlier run, read back: a folder of tables, or one CSV or Parquet file of them.

CSV may have been written for spreadsheets (a BOM, titles in Chinese): it is read all the same.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from factpipe.errors import UnusableInputError
from factpipe.schema import SCHEMA_VERSION, TABLES
from factpipe.tables import arrow

_FORMATS = ("parquet", "csv")
_BATCH = 1 << 16
#: what a spreadsheet takes for a formula, with the quotes that guard it
FORMULA = "^('*[=+\\-@＝＋－＠\\t\\r])"
GUARDED = "^'('*[=+\\-@＝＋－＠\\t\\r])"


def find(path: Path, table: str = "facts") -> Path:
    """The file of a table: in a folder its Parquet file, else its CSV file; a file is itself."""
    if not path.exists():
        raise UnusableInputError(f"{path}: no such file or folder; expected a folder that `factpipe extract` wrote")
    if path.is_file():
        return path
    for form in _FORMATS:
        if (path / f"{table}.{form}").is_file():
            return path / f"{table}.{form}"
    raise UnusableInputError(
        f"{path}: neither {table}.parquet nor {table}.csv is in it; expected a folder that `factpipe extract` wrote"
    )


def has(path: Path, table: str) -> bool:
    """Whether the folder holds the table."""
    return path.is_dir() and any((path / f"{table}.{form}").is_file() for form in _FORMATS)


def read(
    path: Path | str, table: str = "facts", columns: Sequence[str] | None = None, optional: Sequence[str] = ()
) -> pa.Table:
    """A table with the named columns (default: all of the schema) and those of `optional` that it has, in the types
    of `factpipe.schema`.

    Errors: UnusableInputError where it is no such table, misses a column, is of another schema version, or where a
    cell cannot be what its column holds.
    """
    file = find(Path(path), table)
    package(file.parent)
    found = _read_parquet(file) if file.suffix == ".parquet" else _read_csv(file, table)
    return _shaped(found, str(file), table, columns, optional)


def batches(folder: Path, table: str) -> Iterator[pa.RecordBatch]:
    """A table of a folder, whole columns, a part at a time. Errors: as `read`."""
    file = find(folder, table)
    package(file.parent)
    if file.suffix == ".parquet":
        import pyarrow.parquet as pq

        parts: Iterable[pa.RecordBatch] = pq.ParquetFile(file).iter_batches(_BATCH)
    else:
        parts = _read_csv(file, table).to_batches(_BATCH)
    for part in parts:
        yield from _shaped(pa.Table.from_batches([part]), str(file), table, None, ()).to_batches()


def of(
    source: object, table: str = "facts", columns: Sequence[str] | None = None, optional: Sequence[str] = ()
) -> pa.Table:
    """The same for whatever a caller holds: a path, an Arrow table or a pandas DataFrame."""
    if isinstance(source, str | Path):
        return read(source, table, columns, optional)
    if isinstance(source, pa.Table):
        return _shaped(source, "the table", table, columns, optional)
    try:
        found = pa.Table.from_pandas(source, preserve_index=False)
    except (AttributeError, TypeError):
        raise UnusableInputError(
            f"{type(source).__name__} is no `{table}` table; expected a path, a DataFrame or an Arrow table"
        ) from None
    return _shaped(found, "the DataFrame", table, columns, optional)


def _shaped(found: pa.Table, name: str, table: str, columns: Sequence[str] | None, optional: Sequence[str]) -> pa.Table:
    fields = arrow.schema(table)
    wanted = list(columns) if columns is not None else fields.names
    titles = {c.title_zh: c.name for c in TABLES[table]}
    found = found.rename_columns([titles.get(name, name) for name in found.column_names])
    missing = [column for column in wanted if column not in found.column_names]
    if missing:
        told = ", ".join(missing[:6]) + (f" and {len(missing) - 6} more" if len(missing) > 6 else "")
        raise UnusableInputError(
            f"{name}: no column {told}; expected the `{table}` table of schema version {SCHEMA_VERSION} "
            "(`factpipe schema` lists its columns)"
        )
    wanted += [column for column in optional if column in found.column_names]
    try:
        return found.select(wanted).cast(pa.schema([fields.field(column).with_nullable(True) for column in wanted]))
    except (pa.ArrowException, ValueError) as error:
        raise UnusableInputError(f"{name}: {error}; expected the types of `factpipe schema`") from None


def package(folder: Path) -> dict:
    """What datapackage.json beside the tables says; {} where there is none.

    Errors: UnusableInputError where it names another schema version.
    """
    path = folder / "datapackage.json"
    if not path.is_file():
        return {}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UnusableInputError(f"{path}: no JSON ({error}); extract the tables again") from None
    version = told.get("schema_version", SCHEMA_VERSION) if isinstance(told, dict) else None
    if version != SCHEMA_VERSION:
        advice = "upgrade factpipe" if isinstance(version, int) and version > SCHEMA_VERSION else "extract them again"
        raise UnusableInputError(
            f"{path}: tables of schema version {version}, expected {SCHEMA_VERSION} (this factpipe's); {advice}"
        )
    return told


def _read_parquet(file: Path) -> pa.Table:
    import pyarrow.parquet as pq

    try:
        return pq.read_table(file, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise UnusableInputError(f"{file}: cannot be read as Parquet: {error}") from None


def _read_csv(file: Path, table: str) -> pa.Table:
    from pyarrow import csv

    try:
        found = csv.read_csv(
            file, parse_options=csv.ParseOptions(newlines_in_values=True), convert_options=_conversion(table)
        )
    except (pa.ArrowException, OSError) as error:
        raise UnusableInputError(f"{file}: cannot be read as CSV of the `{table}` table: {error}") from None
    return _plain(found) if _is_for_spreadsheets(file) else found


def _conversion(table: str):
    from pyarrow import csv

    types = {}
    for column, field in zip(TABLES[table], arrow.schema(table), strict=True):
        # whole numbers with empty cells come back from other tools as 12.0
        kind = pa.float64() if pa.types.is_integer(field.type) else field.type
        types[column.name] = types[column.title_zh] = kind
    return csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])


def _is_for_spreadsheets(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(3) == b"\xef\xbb\xbf"


def _plain(found: pa.Table) -> pa.Table:
    """Cells as they were before `--excel` put a quote before what a spreadsheet would compute."""
    import pyarrow.compute as pc

    columns = [
        pc.replace_substring_regex(column, GUARDED, r"\1") if pa.types.is_string(column.type) else column
        for column in found.columns
    ]
    return pa.table(columns, names=found.column_names)
