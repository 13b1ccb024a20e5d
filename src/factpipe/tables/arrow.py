"""Columns of plain Python values as Arrow record batches."""

import sys
from collections.abc import Sequence
from functools import lru_cache

import pyarrow as pa

from factpipe.schema import TABLES


class _NoPandas:
    """A finder of modules that finds no pandas."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError(name)


def _settle_without_pandas() -> None:
    """Let pyarrow find no pandas where none is loaded yet.

    It looks for pandas when it first meets a Python sequence, which costs a third of a second in every process, and
    looks again when a DataFrame is asked for.
    """
    if "pandas" not in sys.modules:
        finder = _NoPandas()
        sys.meta_path.insert(0, finder)
        try:
            pa.array(())
        finally:
            sys.meta_path.remove(finder)


_settle_without_pandas()

_TYPES = {
    "string": pa.string(),
    "json": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "date": pa.date32(),
}


@lru_cache(maxsize=len(TABLES))
def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table of `factpipe.schema`."""
    return pa.schema([pa.field(c.name, _TYPES[c.type], nullable=not c.required) for c in TABLES[table]])


def batch(table: str, columns: Sequence[Sequence]) -> pa.RecordBatch:
    """A record batch of the table from one sequence a column, in the order of its schema."""
    fields = schema(table)
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, fields, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=fields)


def empty(table: str) -> pa.RecordBatch:
    """A record batch of the table without rows."""
    return batch(table, [[]] * len(TABLES[table]))
