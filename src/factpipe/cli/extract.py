"""`factpipe extract`: pages in, tables out."""

from pathlib import Path

import click

from factpipe.cli.parameters import DATE, DEFAULT_INPUT, Folder, Formats, overlays_option
from factpipe.errors import INTERRUPTED, InputError

DEFAULT_OUTPUT = Path("data/out")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-o",
    "--output",
    "folder",
    type=Folder(path_type=Path),
    default=DEFAULT_OUTPUT,
    show_default=True,
    help="Folder for the tables.",
)
@overlays_option
@click.option(
    "--format",
    "formats",
    type=Formats(),
    default="csv,parquet",
    show_default=True,
    metavar="NAME,…",
    help="Formats of the tables: csv, parquet, xlsx, duckdb, sqlite. Where neither csv nor parquet is named, both are "
    "written as well.",
)
@click.option("--excel", is_flag=True, help="CSV for spreadsheets: with a BOM, nothing in it that they would compute.")
@click.option(
    "--labels", type=click.Choice(["en", "zh"]), default="en", help="Language of the titles in CSV and workbook."
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes  [default: one a core]")
@click.option("--resume", is_flag=True, help="Go on where a run that was interrupted stopped.")
@click.option("--encoding", metavar="NAME", help="Encoding of all files  [default: found for each]")
@click.option("--issue-date", type=DATE, help="Date of the issue; wins over what files tell.")
@click.option("--publication", metavar="NAME", help="Name of the newspaper.")
@click.option("--page", metavar="LABEL", help="Page of the issue.")
@click.option("--text-column", metavar="NAME", help="Column of the texts in CSV, JSONL, Parquet and Excel files.")
@click.option("--id-column", metavar="NAME", help="Column that names the rows  [default: their number]")
@click.option("--title-column", metavar="NAME", help="Column of titles  [default: by its usual names, as all below]")
@click.option("--date-column", metavar="NAME", help="Column of issue dates.")
@click.option("--publication-column", metavar="NAME", help="Column of newspapers.")
@click.option("--page-column", metavar="NAME", help="Column of pages.")
@click.option("--url-column", metavar="NAME", help="Column of addresses.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def extract(*, paths, folder, overlays, formats, excel, labels, jobs, resume, quiet, **read) -> int:
    """Read newspaper pages and write every quantitative claim as a row of tables.

    PATH is a file, a folder or - for standard input; without one, data/raw is read. Plain text, e-paper and other HTML,
    PDF with a text layer, ALTO, PAGE and hOCR, tables of texts (CSV, JSONL, Parquet, Excel), and .zip, .tar and .gz of
    these are read.

    Publication, issue date and page
    come from, in this order: the options; a sidecar (02.meta.json, or a line of metadata.csv in the folder); the
    format; the path (2020-04-15/02.txt); a masthead line in the text.

    Exit codes: 0 done, 3 done but some documents failed (they are listed in the table errors), 2 nothing could be
    read or written (the tables of the last run stay as they were), 130 interrupted (--resume goes on).
    """
    from factpipe.cli.closing import print_summary, progress_bar
    from factpipe.formats import FORMATS, convert, need
    from factpipe.pipeline.run import RunOptions, run
    from factpipe.readers import ReadOptions
    from factpipe.readers.decoding import lookup

    if read["encoding"] is not None:
        lookup(read["encoding"])
    others = [form for form in formats if form in FORMATS]
    need(others)
    options = RunOptions(ReadOptions(**read), overlays, formats, jobs or _cores(), resume)
    try:
        with progress_bar(quiet) as progress:
            summary = run(paths or [DEFAULT_INPUT], folder, options, progress)
    except KeyboardInterrupt:
        click.echo(_interrupted(folder), err=True)
        return INTERRUPTED
    convert(folder, others, excel=excel, labels=labels)
    if not quiet:
        print_summary(summary)
    return InputError.exit_code if summary.n_errors else 0


def _interrupted(folder: Path) -> str:
    from factpipe.outputs import is_output
    from factpipe.pipeline.spool import holds
    from factpipe.tables.output import PARTIAL

    tables = f"the tables in {folder} are as they were" if is_output(folder) else "no tables were written"
    on = "--resume goes on from here" if holds(folder / PARTIAL) else "nothing was done yet, so begin again"
    return f"interrupted; {tables}; {on}"


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
