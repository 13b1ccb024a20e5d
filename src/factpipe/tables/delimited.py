"""Record batches as CSV that a person can read: quotes only where they must be, plain digits, nothing for null.

pyarrow.csv quotes every string and writes 11650000000000 as 1.165e+13, so the lines are put together here, by column,
with Arrow's own kernels.
"""

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

#: a field with one of these (RFC 4180) or with blanks at its ends is quoted
_NEEDS_QUOTES = '[",\\r\\n]|^\\s|\\s$'

# large strings throughout: the lines of one batch may pass the 2 GB of a plain string array
_COMMA, _QUOTE, _NOTHING = (pa.scalar(text, pa.large_string()) for text in (",", '"', ""))


def header(fields: pa.Schema) -> bytes:
    """The first line."""
    return (",".join(fields.names) + "\n").encode()


def lines(batch: pa.RecordBatch) -> bytes:
    """The rows of a batch as UTF-8 lines, each ended by a line feed."""
    if not batch.num_rows:
        return b""
    cells = [_text(column) for column in batch.columns]
    joined = pc.binary_join_element_wise(*cells, _COMMA, null_handling="replace", null_replacement="")
    return "\n".join(joined.to_pylist()).encode() + b"\n"


def _text(column: pa.Array) -> pa.Array:
    if column.null_count == len(column):
        return pa.nulls(len(column), pa.large_string())
    if pa.types.is_floating(column.type):
        return _plain_digits(column)
    text = column.cast(pa.large_string())
    if not pa.types.is_string(column.type):
        return text
    quoted = pc.match_substring_regex(text, _NEEDS_QUOTES)
    if not pc.any(quoted).as_py():
        return text
    doubled = pc.replace_substring(text, '"', '""')
    wrapped = pc.binary_join_element_wise(_QUOTE, doubled, _QUOTE, _NOTHING)
    return pc.if_else(quoted, wrapped, text)


def _plain_digits(column: pa.Array) -> pa.Array:
    text = column.cast(pa.large_string())  # shortest digits that read back as the same float
    exponent = pc.fill_null(pc.match_substring(text, "e"), False)
    if not pc.any(exponent).as_py():
        return text
    values = [
        format(Decimal(digits), "f") if has else digits
        for digits, has in zip(text.to_pylist(), exponent.to_pylist(), strict=True)
    ]
    return pa.array(values, pa.large_string())
