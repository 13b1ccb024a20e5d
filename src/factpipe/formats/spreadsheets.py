"""CSV that spreadsheets open rightly: a BOM, nothing that they would compute, titles in Chinese where wanted.

What the quote guards is what it was: `factpipe` takes it away again when it reads the file.
"""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from factpipe.errors import OutputError
from factpipe.schema import TABLES
from factpipe.tables import arrow, delimited, saved

_BOM = b"\xef\xbb\xbf"


def guarded(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with a quote before every text that a spreadsheet would take for a formula."""
    columns = [
        pc.replace_substring_regex(column, saved.FORMULA, r"'\1") if pa.types.is_string(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def titles(table: str, labels: str) -> list[str]:
    """The column names of a table: those of the schema, or with `labels="zh"` their Chinese titles."""
    return [column.title_zh if labels == "zh" else column.name for column in TABLES[table]]


def rewrite(folder: Path, *, excel: bool, labels: str) -> list[Path]:
    """Write the CSV files of a folder anew, and say so in datapackage.json. Errors: OutputError."""
    written = []
    try:
        for table in TABLES:
            path = folder / f"{table}.csv"
            if path.is_file():
                _rewrite(folder, table, path, excel, labels)
                written.append(path)
        if written:
            _describe(folder / "datapackage.json", excel, labels)
    except OSError as error:
        raise OutputError(f"{folder}: cannot write the tables: {error.strerror or error}; free space") from None
    finally:
        for left in folder.glob(".*.partial"):
            left.unlink(missing_ok=True)
    return written


def _rewrite(folder: Path, table: str, path: Path, excel: bool, labels: str) -> None:
    partial = path.with_name(f".{path.name}.partial")
    names = titles(table, labels)
    header = pa.schema([field.with_name(name) for field, name in zip(arrow.schema(table), names, strict=True)])
    with partial.open("wb") as file:
        file.write((_BOM if excel else b"") + delimited.header(header))
        for batch in saved.batches(folder, table):
            file.write(delimited.lines(guarded(batch) if excel else batch))
    partial.replace(path)


def _describe(path: Path, excel: bool, labels: str) -> None:
    if not path.is_file():
        return
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["format"] != "csv":
            continue
        resource["encoding"] = "utf-8-sig" if excel else "utf-8"
        if labels == "zh":
            _translate(resource["schema"], {c.name: c.title_zh for c in TABLES[resource["name"]]})
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
    partial.replace(path)


def _translate(schema: dict, titles_of: dict[str, str]) -> None:
    for field in schema["fields"]:
        field["name"] = titles_of.get(field["name"], field["name"])
    if "primaryKey" in schema:
        schema["primaryKey"] = [titles_of.get(name, name) for name in schema["primaryKey"]]
    for key in schema.get("foreignKeys", ()):
        key["fields"] = [titles_of.get(name, name) for name in key["fields"]]
