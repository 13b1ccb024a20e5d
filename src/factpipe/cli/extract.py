"""`factpipe extract`: pages in, tables out."""

import os
from pathlib import Path

import click

from factpipe.cli.parameters import DATE

DEFAULT_INPUT = Path("data/raw")
DEFAULT_OUTPUT = Path("data/out")
SOME_FAILED = 3


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT_OUTPUT,
    show_default=True,
    help="Folder for the tables.",
)
@click.option(
    "--rules",
    "overlays",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    help="Folder of rules laid over the shipped ones; may be given again.",
)
@click.option("--format", "formats", default="csv,parquet", show_default=True, help="Formats of the tables.")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="Worker processes  [default: one a core]")
@click.option("--issue-date", type=DATE, help="Date of the issue, where the files do not tell it.")
@click.option("--publication", help="Name of the newspaper.")
@click.option("--page", help="Page of the issue.")
@click.option("--encoding", help="Encoding of the files  [default: found for each]")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def extract(paths, output, overlays, formats, jobs, issue_date, publication, page, encoding, quiet) -> int:
    """Read newspaper pages and write every quantitative claim as a row of tables.

    PATH is a file, a folder or - for standard input; without one, data/raw is read.
    """
    from factpipe.cli.report_run import print_summary, progress_bar
    from factpipe.pipeline.run import RunOptions, run
    from factpipe.readers import ReadOptions
    from factpipe.readers.decoding import lookup
    from factpipe.tables.output import FORMATS

    asked = tuple(form.strip().lower() for form in formats.split(",") if form.strip())
    unknown = [form for form in asked if form not in FORMATS]
    if unknown or not asked:
        raise click.BadParameter(
            f"no format {', '.join(unknown) or '(none)'}; there are {', '.join(FORMATS)}", param_hint="--format"
        )
    if encoding is not None:
        lookup(encoding)
    options = RunOptions(
        ReadOptions(encoding=encoding, publication=publication, issue_date=issue_date, page=page),
        tuple(overlays),
        asked,
        jobs or len(os.sched_getaffinity(0)),
    )
    with progress_bar(quiet) as progress:
        summary = run(paths or [DEFAULT_INPUT], output, options, progress)
    if not quiet:
        print_summary(summary)
    return SOME_FAILED if summary.n_errors else 0
