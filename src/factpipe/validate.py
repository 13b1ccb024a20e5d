"""Rows held against the schema, by column: the twin of a row model with a tuple for each field.

A pydantic object for every row costs ten times as much as the lists (about 0.4 µs a row of 25 fields).
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from factpipe.schema import FACTS, TABLES, Column

_TYPES = {"string": str, "json": str, "number": float, "integer": int, "date": date}


@lru_cache(maxsize=len(TABLES))
def _twin(table: str):
    """A model with one field a column of the table: a tuple of what a cell may hold."""
    from typing import Annotated, Literal

    from pydantic import ConfigDict, Field, create_model

    def cell(column: Column):
        if column.values:
            kind = Literal[column.values]
        elif column.type == "date":
            kind = date
        elif column.type == "number":
            kind = Annotated[float, Field(allow_inf_nan=False)]
        elif column.type == "integer":
            kind = Annotated[int, Field(ge=0)]
        else:
            kind = Annotated[str, Field(min_length=1)]
        return tuple[kind, ...] if column.required else tuple[kind | None, ...]

    fields = {_name(c): (cell(c), ...) for c in TABLES[table]}
    return create_model(f"{table}_columns", __config__=ConfigDict(strict=True, hide_input_in_errors=True), **fields)


def _name(column: Column) -> str:
    return f"c_{column.name}"  # a field of the model may not shadow its methods


def problems(table: str, columns: Sequence[Sequence]) -> dict[int, str]:
    """What is wrong with which row: {row: `column: reason; …`}. Columns in the order of the schema."""
    from pydantic import ValidationError

    try:
        _twin(table).model_validate({_name(c): values for c, values in zip(TABLES[table], columns, strict=True)})
    except ValidationError as error:
        found: dict[int, list[str]] = {}
        for each in error.errors(include_url=False, include_context=False, include_input=False):
            name, row = each["loc"][0].removeprefix("c_"), each["loc"][1]
            found.setdefault(row, []).append(f"{name}: {each['msg']}")
        return {row: "; ".join(dict.fromkeys(messages)) for row, messages in sorted(found.items())}
    return {}


def salvage(row: Sequence) -> tuple:
    """The row of `facts` with null for what its column cannot hold: rejects keep what is known and sound."""
    return tuple(
        value if isinstance(value, _TYPES[column.type]) and value == value else None  # noqa: PLR0124
        for column, value in zip(FACTS, row, strict=True)
    )
