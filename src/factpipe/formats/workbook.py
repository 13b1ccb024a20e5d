"""tables.xlsx: a sheet for every table, header fixed, filters on, nothing computed."""

from datetime import datetime
from pathlib import Path

from factpipe.errors import OutputError
from factpipe.formats.spreadsheets import titles
from factpipe.schema import TABLE_TERMS, TABLES
from factpipe.tables import saved

#: what a sheet and a cell may hold
_MOST_ROWS = 1_048_575
_MOST_CHARS = 32_767
_WIDTHS = {"string": 16, "number": 12, "integer": 8, "date": 12, "json": 20}
_WIDE = {"sentence": 60, "message": 60, "arithmetic": 40, "title": 40, "reason": 40, "place": 28}


def write(folder: Path, path: Path, labels: str = "en") -> None:
    """Write the tables of a folder as a workbook.

    Errors: OutputError where a table has more rows than a sheet holds.
    """
    import xlsxwriter

    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd", "nan_inf_to_errors": True,
    }  # fmt: skip
    with xlsxwriter.Workbook(str(path), options) as book:
        # a workbook tells when it was made: not here, where the same tables are the same bytes
        book.set_properties({"title": "factpipe", "created": datetime(2000, 1, 1)})
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for table, columns in TABLES.items():
            if not saved.has(folder, table):
                continue
            term = TABLE_TERMS[table]
            sheet = book.add_worksheet(term.zh if labels == "zh" else table)
            for index, column in enumerate(columns):
                sheet.set_column(index, index, _WIDE.get(column.name, _WIDTHS[column.type]))
            sheet.freeze_panes(1, 1)
            sheet.write_row(0, 0, titles(table, labels), head)
            n = _fill(sheet, folder, table, day)
            sheet.autofilter(0, 0, max(n, 1), len(columns) - 1)


def _fill(sheet, folder: Path, table: str, day) -> int:
    """Write the rows of a table; how many there are."""
    n = 0
    for batch in saved.batches(folder, table):
        if n + batch.num_rows > _MOST_ROWS:
            raise OutputError(
                f"xlsx: `{table}` has more rows than a sheet holds ({_MOST_ROWS:,}); use csv, parquet, duckdb or sqlite"
            )
        columns = [column.to_pylist() for column in batch.columns]
        for row in zip(*columns, strict=True):
            n += 1
            for index, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(n, index, cell if len(cell) <= _MOST_CHARS else cell[: _MOST_CHARS - 1] + "…")
                elif isinstance(cell, float | int):
                    sheet.write_number(n, index, cell)
                elif cell is not None:
                    sheet.write_datetime(n, index, cell, day)
    return n
