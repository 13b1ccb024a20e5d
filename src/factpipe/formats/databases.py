"""tables.duckdb and tables.sqlite: the five tables as tables of a database, in the columns of the schema."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from factpipe.schema import TABLES, Column
from factpipe.tables import saved

_SQLITE = {"string": "TEXT", "json": "TEXT", "date": "TEXT", "number": "REAL", "integer": "INTEGER"}
_DUCKDB = {"string": "VARCHAR", "json": "VARCHAR", "date": "DATE", "number": "DOUBLE", "integer": "BIGINT"}
_INDEXED = {
    "facts": ("measure", "place", "article_id"),
    "articles": ("article_id",),
    "checks": ("article_id",),
}


def write_sqlite(folder: Path, path: Path, _labels: str = "en") -> None:
    """Write a SQLite file; dates are ISO text."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        for table, columns in TABLES.items():
            if saved.has(folder, table):
                database.execute(_create(table, columns, _SQLITE))
                marks = ", ".join("?" * len(columns))
                database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', _rows(folder, table))
                for name in _INDEXED.get(table, ()):
                    database.execute(f'CREATE INDEX "{table}_{name}" ON "{table}" ("{name}")')
        database.commit()


def _rows(folder: Path, table: str) -> Iterator[tuple]:
    for batch in saved.batches(folder, table):
        columns = [
            [None if cell is None else cell.isoformat() for cell in column.to_pylist()]
            if pa.types.is_date(column.type)
            else column.to_pylist()
            for column in batch.columns
        ]
        yield from zip(*columns, strict=True)


def _create(table: str, columns: tuple[Column, ...], types: dict[str, str]) -> str:
    told = ", ".join(f'"{c.name}" {types[c.type]}{" NOT NULL" if c.required else ""}' for c in columns)
    return f'CREATE TABLE "{table}" ({told})'


def write_duckdb(folder: Path, path: Path, _labels: str = "en") -> None:
    """Write a DuckDB file, its columns described."""
    import duckdb

    with duckdb.connect(str(path)) as database:
        for table, columns in TABLES.items():
            if saved.has(folder, table):
                database.execute(_create(table, columns, _DUCKDB))
                for batch in saved.batches(folder, table):
                    database.register("batch", batch)
                    database.execute(f'INSERT INTO "{table}" SELECT * FROM batch')
                    database.unregister("batch")
                for column in columns:
                    about = column.description.replace("'", "''")
                    database.execute(f'COMMENT ON COLUMN "{table}"."{column.name}" IS \'{about}\'')
