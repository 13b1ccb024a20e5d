"""The output folder: tables are written beside the last good ones and take their place when all of them are whole.

OUT/facts.csv facts.parquet articles.csv … datapackage.json texts/<doc_id>.txt
OUT/.partial/   what a run is writing; a run that dies leaves it and the tables as they were
OUT/.lock       while a run is writing: a second one would take away what the first has under way
"""

import errno
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from factpipe.errors import OutputError
from factpipe.outputs import EACH, PACKAGE, TEXTS, in_the_way, is_output
from factpipe.schema import TABLES
from factpipe.tables import arrow, delimited
from factpipe.tables.datapackage import datapackage

FORMATS = EACH
PARTIAL = ".partial"
LOCK = ".lock"
#: rows of a Parquet row group, whatever the batches that came in: the bytes do not depend on how the work was cut
ROW_GROUP = 1 << 17
_CSV_ROWS = 1 << 14


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Failures of the file system as an OutputError that says what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        kept = " (the tables of the last run are as they were)" if is_output(folder) else ""
        advice = "free space, or choose" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "choose"
        raise OutputError(
            f"{folder}: cannot write the tables: {reason}; {advice} another folder with -o{kept}"
        ) from error


class Output:
    """Writes the five tables. Use as a context; `commit` puts them in place, leaving without it changes nothing.

    Errors: OutputError where the folder cannot be made or written, another run writes into it, it holds files of others
    by the names of the tables, or the disk is full.
    """

    def __init__(self, folder: Path, formats: Sequence[str] = FORMATS) -> None:
        self.folder = folder
        self.formats = tuple(form for form in FORMATS if form in formats)
        self.partial = folder / PARTIAL
        self.rows = dict.fromkeys(TABLES, 0)
        self._has_texts = False
        self._tables: dict[str, _Table] = {}
        self._held = ExitStack()

    def __enter__(self) -> "Output":
        others = in_the_way(self.folder)
        if others:
            raise OutputError(
                f"{self.folder}: {', '.join(others)} would be replaced, and no run made that; choose another "
                "folder with -o"
            )
        with ExitStack() as held, writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(_alone(self.folder))
            tables = self.partial / "tables"
            if tables.exists():
                shutil.rmtree(tables)
            tables.mkdir(parents=True)
            self._tables = {name: _Table(name, tables, self.formats) for name in TABLES}
            self._held = held.pop_all()
        return self

    def write(self, batches: dict[str, pa.RecordBatch]) -> None:
        """Add the rows of some tables."""
        with writing(self.folder):
            for name, batch in batches.items():
                self._tables[name].write(batch)
                self.rows[name] += batch.num_rows

    def write_text(self, doc_id: str, text: str) -> None:
        """Keep the text that a reader extracted: `texts/<doc_id>.txt`, rows of a corpus as `texts/<file>.jsonl`."""
        with writing(self.folder):
            path = self.partial / "tables" / text_path(doc_id)
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".jsonl":
                record = json.dumps({"doc_id": doc_id, "text": text}, ensure_ascii=False)
                with path.open("a", encoding="utf-8", newline="\n", errors="surrogatepass") as file:
                    file.write(record + "\n")
            else:
                path.write_text(text, encoding="utf-8", newline="\n", errors="surrogatepass")
            self._has_texts = True

    def commit(self, version: str, ruleset: str) -> None:
        """Finish the tables and put them in the place of the old ones."""
        with writing(self.folder):
            for table in self._tables.values():
                table.close()
            staged = self.partial / "tables"
            package = datapackage(self.rows, self.formats, version, ruleset)
            (staged / PACKAGE).write_text(package, encoding="utf-8", newline="\n")
            names = [f"{table}.{form}" for table in TABLES for form in self.formats]
            for name in [*names, PACKAGE]:
                os.replace(staged / name, self.folder / name)
            for form in set(FORMATS) - set(self.formats):  # of an earlier run: it would tell another story
                for table in TABLES:
                    (self.folder / f"{table}.{form}").unlink(missing_ok=True)
            texts = self.folder / TEXTS
            if texts.exists():
                os.replace(texts, staged / "old-texts")
            if self._has_texts:
                os.replace(staged / TEXTS, texts)
            shutil.rmtree(self.partial, ignore_errors=True)

    def __exit__(self, *failure: object) -> None:
        with self._held:
            for table in self._tables.values():
                table.abandon()
            shutil.rmtree(self.partial / "tables", ignore_errors=True)
            if self.partial.is_dir() and not any(self.partial.iterdir()):
                self.partial.rmdir()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against other runs; the system lets go of it when a run dies."""
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise OutputError(f"{folder}: another run writes there; wait for it or choose another -o") from None
    except NotImplementedError:  # a file system that knows no locks
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file; the lock itself does then
            (folder / LOCK).unlink()
        lock.release()


def text_path(doc_id: str) -> PurePosixPath:
    """Where the extracted text of a document lies under the output folder; never outside of it.

    The rows of a corpus (`file#row`) share one file of JSON lines with the keys `doc_id` and `text`.
    """
    name, row, _ = doc_id.rpartition("#")
    *folders, file = safe_parts(name if row else doc_id)
    return PurePosixPath(TEXTS, *folders, file + (".jsonl" if row else ".txt"))


def safe_parts(doc_id: str) -> list[str]:
    """A document's name as folders and a file that lead nowhere else."""
    return ["_" if part in {"", ".", ".."} else part for part in doc_id.replace("\0", "_").split("/")]


class _Table:
    """The files of one table; rows are gathered so that groups are cut the same whatever batches come in."""

    def __init__(self, name: str, folder: Path, formats: Sequence[str]) -> None:
        self._waiting: list[pa.RecordBatch] = []
        self._n_waiting = 0
        fields = arrow.schema(name)
        self._csv = self._parquet = None
        if "csv" in formats:
            self._csv = (folder / f"{name}.csv").open("wb")
            self._csv.write(delimited.header(fields))
        if "parquet" in formats:
            self._parquet = pq.ParquetWriter(
                folder / f"{name}.parquet", fields, compression="zstd", compression_level=3
            )

    def write(self, batch: pa.RecordBatch) -> None:
        if self._csv is not None:
            for start in range(0, batch.num_rows, _CSV_ROWS):
                self._csv.write(delimited.lines(batch.slice(start, _CSV_ROWS)))
        if self._parquet is not None and batch.num_rows:
            self._waiting.append(batch)
            self._n_waiting += batch.num_rows
            while self._n_waiting >= ROW_GROUP:
                self._write_group()

    def _write_group(self) -> None:
        table = pa.Table.from_batches(self._waiting)
        self._parquet.write_table(table.slice(0, ROW_GROUP), row_group_size=ROW_GROUP)
        rest = table.slice(ROW_GROUP)
        self._waiting = rest.to_batches()
        self._n_waiting = rest.num_rows

    def close(self) -> None:
        if self._parquet is not None:
            if self._n_waiting:
                self._write_group()
            self._parquet.close()
            self._parquet = None
        if self._csv is not None:
            self._csv.close()
            self._csv = None

    def abandon(self) -> None:
        for file in (self._csv, self._parquet):
            if file is not None:
                try:
                    file.close()
                except (OSError, pa.ArrowException):
                    continue  # the disk is full: what lies in the partial folder is thrown away in any case
        self._csv = self._parquet = None
