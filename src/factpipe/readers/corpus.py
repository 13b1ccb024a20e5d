"""Corpora: JSONL, CSV, Parquet and Excel files with one text a row, and columns of metadata.

The document text of a row is its text, and before it, a blank line between them, its title where there is such a
column. A row is known as `file#row`, rows counted from 1, or `file#id` where a column of ids is named.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from factpipe.errors import InputError
from factpipe.labels import page_label
from factpipe.model import Page
from factpipe.readers.decoding import newlines
from factpipe.readers.extras import needs
from factpipe.readers.metadata import iso_date
from factpipe.readers.options import ReadOptions
from factpipe.readers.text import encoding_of

#: columns by their usual names, tried in this order, whatever their case
_USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "fulltext", "full_text", "article", "正文", "内容", "文本", "全文"),
    "id": (),
    "title": ("title", "headline", "标题", "题目", "题名"),
    "date": (
        "issue_date", "date", "pubdate", "pub_date", "publish_date", "published", "publication_date", "publish_time",
        "pub_time", "日期", "出版日期", "发布日期", "发表日期", "发布时间", "发表时间", "时间",
    ),
    "publication": ("publication", "newspaper", "paper", "报纸", "报刊", "报纸名称", "来源报纸"),
    "page": ("page", "版次", "版面", "版"),
    "url": ("url", "link", "href", "网址", "链接"),
}  # fmt: skip
#: characters of one line of a JSONL file or one field of a CSV file at most
LONGEST = 1 << 26

Row = Mapping[str, Any]


class _Bad(NamedTuple):
    """A row that cannot be read, and why."""

    message: str
    line: int | None


def jsonl(file: BinaryIO, doc_id: str, options: ReadOptions) -> Iterator[Page | InputError]:
    """A JSON object a line, one array of objects, or one object over many lines. A bad line is an InputError, and the
    next one is read."""
    yield from _pages(_json_rows(file, options), doc_id, options)


def delimited(file: BinaryIO, doc_id: str, options: ReadOptions) -> Iterator[Page | InputError]:
    """CSV with a header line; commas, semicolons or tabs."""
    yield from _pages(_csv_rows(file, options), doc_id, options)


def parquet(file: BinaryIO, doc_id: str, options: ReadOptions) -> Iterator[Page | InputError]:
    """Parquet; only the columns that are used are read."""
    yield from _pages(_parquet_rows(file, options), doc_id, options)


def excel(file: BinaryIO, doc_id: str, options: ReadOptions) -> Iterator[Page | InputError]:
    """The first sheet of an Excel workbook, its first row the header."""
    yield from _pages(_excel_rows(file), doc_id, options)


def _pages(rows: Iterator[Row | _Bad], doc_id: str, options: ReadOptions) -> Iterator[Page | InputError]:
    columns: dict[str, str | None] | None = None
    for number, row in enumerate(rows, 1):
        if isinstance(row, _Bad):
            yield InputError("row", row.message, doc_id=f"{doc_id}#{number}", line=row.line)
            continue
        if columns is None or (columns["text"] not in row):
            columns = chosen(list(row), options)
        yield _page(row, columns, doc_id, number, options)


def chosen(names: Sequence[str], options: ReadOptions) -> dict[str, str | None]:
    """Which column holds what. Errors: InputError of kind `column`, with the columns that there are."""
    told = {what: getattr(options, f"{what}_column") for what in _USUAL}
    missing = [name for name in told.values() if name is not None and name not in names]
    there = f"it has {', '.join(map(str, names)) or 'none'}"
    if missing:
        raise InputError("column", f"no column {', '.join(missing)}; {there}")
    by_lower = {str(name).strip().lower(): name for name in reversed(names)}
    found = {
        what: told[what] or next((by_lower[usual] for usual in _USUAL[what] if usual in by_lower), None)
        for what in _USUAL
    }
    if found["text"] is None:
        raise InputError("column", f"no column of texts found; {there}; name one with --text-column")
    return found


def _page(
    row: Row, columns: Mapping[str, str | None], doc_id: str, number: int, options: ReadOptions
) -> Page | InputError:
    def cell(what: str) -> str:
        value = row.get(columns[what]) if columns[what] is not None else None
        if value is None or value != value:  # noqa: PLR0124 - nan
            return ""
        if isinstance(value, datetime | date):
            return value.isoformat()[:10]
        return newlines(str(value))

    identity = cell("id").strip() or str(number)
    own = f"{doc_id}#{identity.replace('#', '_')}"
    text, title = cell("text"), " ".join(cell("title").split())
    if not text.strip():
        return InputError("empty", "the row has no text", doc_id=own)
    issued = cell("date").strip()
    day = iso_date(issued) if issued else None
    unread = bool(issued) and day is None and options.issue_date is None
    return Page(
        own,
        f"{title}\n\n{text}" if title else text,
        publication=cell("publication").strip() or None,
        issue_date=day,
        page=page_label(cell("page")) or None,
        url=cell("url").strip() or None,
        extracted=True,
        note=f"{issued[:40]!r} in the column {columns['date']} is no date" if unread else None,
    )


def _json_rows(file: BinaryIO, options: ReadOptions) -> Iterator[Row | _Bad]:
    lines = _lines(file, options)
    first = next(lines, "")
    if first.lstrip().startswith("["):
        yield from _json_array(first + "".join(lines))
        return
    head = [first]
    if first.strip() == "{" or first.rstrip().endswith((",", "{", "[", ":")):  # a line of JSON lines ends in a brace
        head += _up_to(LONGEST, lines)
        record = _json_object("".join(head))
        if record is not None:
            yield record
            return
    for number, line in enumerate(chain(head, lines), 1):
        if line.strip():
            yield _json_row(line, number)


def _json_array(text: str) -> Iterator[Row | _Bad]:
    try:
        records = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("json", f"neither JSON lines nor a JSON array: {error}; mend the file") from None
    for number, record in enumerate(records, 1):
        yield record if isinstance(record, dict) else _Bad(f"entry {number} is no JSON object", None)


def _json_row(line: str, number: int) -> Row | _Bad:
    if len(line) > LONGEST:
        return _Bad(f"line {number} is longer than {LONGEST:,} characters", number)
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _Bad(f"line {number} is no JSON{_where(error)}; mend or remove it", number)
    return record if isinstance(record, dict) else _Bad(f"line {number} is no JSON object", number)


def _where(error: Exception) -> str:
    """What a parser of one line says, without its own count of lines."""
    return f": {error.msg} at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else f": {error}"


def _json_object(text: str) -> Row | None:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _up_to(characters: int, lines: Iterator[str]) -> Iterator[str]:
    """The next lines, until they have more than so many characters."""
    read = 0
    while read <= characters and (line := next(lines, "")):
        read += len(line)
        yield line


def _lines(file: BinaryIO, options: ReadOptions) -> Iterator[str]:
    encoding = encoding_of(file, options)
    file.seek(0)
    wrapper = io.TextIOWrapper(file, encoding=encoding, newline=None)
    while line := wrapper.readline(LONGEST + 2):  # up to a limit, so that one without an end cannot fill memory
        yield line.removeprefix("\ufeff")


def _csv_rows(file: BinaryIO, options: ReadOptions) -> Iterator[Row | _Bad]:
    # a limit of the whole process; the default would refuse a long article
    csv.field_size_limit(LONGEST)
    lines = _lines(file, options)
    header = next(lines, "")
    delimiter = max(",;\t|", key=header.count)
    reader = csv.DictReader(chain([header] if header else (), lines), delimiter=delimiter, restkey=None)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Bad(f"line {reader.line_num} cannot be read: {error}; mend it", reader.line_num)
            continue
        row.pop(None, None)  # cells beyond the header
        yield row


def _parquet_rows(file: BinaryIO, options: ReadOptions) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file)
        columns = chosen(table.schema_arrow.names, options)
        wanted = [name for name in dict.fromkeys(columns.values()) if name is not None]
        for batch in table.iter_batches(batch_size=256, columns=wanted):
            yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise InputError("parquet", f"cannot be read as Parquet ({error}); write it again") from None


def _excel_rows(file: BinaryIO) -> Iterator[Row]:
    with needs("excel", "Excel workbooks"):
        import openpyxl
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        names = [str(name) if name is not None else f"column {n}" for n, name in enumerate(next(rows, ()), 1)]
        for row in rows:
            if any(cell is not None for cell in row):
                yield dict(zip(names, row, strict=False))
    except Exception as error:  # openpyxl raises whatever its XML and zip layers do
        raise InputError("excel", f"cannot be read as an Excel workbook ({error}); save it again as .xlsx") from None
