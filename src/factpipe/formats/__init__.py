"""Tables for those who work with spreadsheets and databases, made from the CSV or Parquet that a run wrote.

facts.csv with a BOM, cells that begin with = + - @ guarded, titles in Chinese      spreadsheets.rewrite
tables.xlsx, tables.duckdb, tables.sqlite: all five tables in one file              workbook, databases
"""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from factpipe.errors import FactpipeError, OutputError
from factpipe.formats import databases, spreadsheets, workbook

__all__ = ["FORMATS", "convert", "need"]

#: formats that hold all tables in one file, `tables.<format>`
FORMATS = {"xlsx": workbook.write, "duckdb": databases.write_duckdb, "sqlite": databases.write_sqlite}
#: what writes a format, where that is an extra
_MODULES = {"xlsx": "xlsxwriter", "duckdb": "duckdb"}


def need(formats: Iterable[str]) -> None:
    """Say before a long run that what writes a format is not installed. Errors: OutputError."""
    for form in formats:
        if form in _MODULES and find_spec(_MODULES[form]) is None:
            raise OutputError(f"{form} needs {_MODULES[form]}: pip install '.[{form}]' in the folder of factpipe")


def convert(folder: Path, formats: Iterable[str] = (), *, excel: bool = False, labels: str = "en") -> list[Path]:
    """Make the other formats of the tables in a folder; the files written. Files of an earlier run that are not made
    now are removed: they would tell another story.

    `excel` rewrites the CSV files for spreadsheets; `labels="zh"` gives CSV and workbook their titles in Chinese.
    Errors: OutputError where a file cannot be written, or what writes it is not installed.
    """
    wanted = list(formats)
    need(wanted)
    for form in FORMATS.keys() - set(wanted):
        (folder / f"tables.{form}").unlink(missing_ok=True)
    written = []
    for form in wanted:
        path = folder / f"tables.{form}"
        partial = folder / f".tables.{form}.partial"
        partial.unlink(missing_ok=True)
        try:
            FORMATS[form](folder, partial, labels)
            partial.replace(path)
        except FactpipeError:
            raise
        except Exception as error:  # each library has its own for a full disk
            why = getattr(error, "strerror", None) or error
            raise OutputError(f"{path}: cannot be written: {why}; free space or choose -o") from None
        finally:
            for left in folder.glob(f"{partial.name}*"):  # a database that broke off leaves its log as well
                left.unlink()
        written.append(path)
    if excel or labels != "en":
        written += spreadsheets.rewrite(folder, excel=excel, labels=labels)
    return written
