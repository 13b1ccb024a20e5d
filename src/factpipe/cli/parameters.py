"""Options that several commands share, and their types."""

from datetime import date
from pathlib import Path

import click

#: what is read where nothing is named
DEFAULT_INPUT = Path("data/raw")


class _Date(click.ParamType):
    name = "date"

    def convert(self, value, param, ctx) -> date:
        if isinstance(value, date):
            return value
        from factpipe.readers.metadata import iso_date

        found = iso_date(value)
        if found is None:
            self.fail(f"{value!r} is no date; write it as 2020-04-15", param, ctx)
        return found


DATE = _Date()


class Folder(click.Path):
    """A folder to write into. An empty name would be the folder at hand."""

    def convert(self, value, param, ctx):
        if value == "":
            self.fail("an empty path (a shell variable that is not set?); name a folder", param, ctx)
        return super().convert(value, param, ctx)


class Formats(click.ParamType):
    """`csv,parquet` → ("csv", "parquet"). What holds all tables in one file is made from these two: both are written
    where neither is asked for."""

    name = "formats"

    def convert(self, value, param, ctx) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        known = ("csv", "parquet", "xlsx", "duckdb", "sqlite")
        asked = tuple(dict.fromkeys(form.strip().lower() for form in value.split(",")))
        unknown = [form for form in asked if form not in known]
        if unknown:
            self.fail(f"no format {', '.join(map(repr, unknown))}; there are {', '.join(known)}", param, ctx)
        return asked if set(asked) & {"csv", "parquet"} else ("csv", "parquet", *asked)


#: of commands that meet the claims of issues; the default is `factpipe.changes`'s own, which help must not import
similarity_option = click.option(
    "--similarity",
    type=click.FloatRange(0, 100),
    default=75,
    show_default=True,
    help="Items less alike than this are not the same claim.",
)

overlays_option = click.option(
    "--rules",
    "overlays",
    multiple=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Folder of rule files (lexicon/, claims/) laid over the shipped ones; may be given again.",
)


def source_option(why: str):
    """`--source`: where the texts behind a folder of tables are; DEFAULT_INPUT, if it exists, where none is named."""
    return click.option(
        "--source",
        "sources",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        callback=lambda _context, _option, told: told or tuple(filter(Path.exists, (DEFAULT_INPUT,))),
        help=f"What was extracted from, {why}; may be given again  [default: {DEFAULT_INPUT}].",
    )
