"""`factpipe report`: an extraction as one HTML file."""

from pathlib import Path

import click

from factpipe.cli.parameters import source_option


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write  [default: report.html in DIR].",
)
@source_option("to show whole articles")
@click.option("--title", default="factpipe", help="Title of the page.")
@click.option("--doc", "documents", multiple=True, metavar="PATTERN", help="Only documents such as '*/2024-04-10/*'.")
@click.option("--issue", "issues", multiple=True, metavar="DATE", help="Only issues such as 2024-04 or 2024-04-10.")
@click.option("--measure", "measures", multiple=True, help="Only facts of this measure.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=None, help="Facts that one page may hold  [default: 20000]."
)
@click.option("--paged", is_flag=True, help="Write several pages where one cannot hold the facts.")
def report(*, folder, output, sources, title, documents, issues, measures, limit, paged) -> None:
    """Write DIR's facts as one HTML file that opens offline: articles with every fact marked, filters, checks, charts.

    Whole articles are shown where their sources can be read (--source) and still say what they said; else the
    sentences that hold facts.

    \b
      factpipe report data/out
      factpipe report out --source scans/2024 --issue 2024-04 -o april.html
    """
    from factpipe import report as reports

    contents = reports.load(folder, sources, reports.Selection(documents, issues, measures))
    written = reports.write(contents, output or folder / "report.html", title, limit or reports.LIMIT, paged)
    if contents.stale:
        changed = f"{len(contents.stale)} documents are not what they were when they were read"
        click.echo(f"{changed}; their sentences are shown: {', '.join(contents.stale[:5])}", err=True)
    missing = len({row["doc_id"] for row in contents.facts} - contents.texts.keys()) - len(contents.stale)
    if missing > 0:
        click.echo(
            f"no text of {missing} documents: their sentences are shown (--source DIR for whole articles)", err=True
        )
    for path in written:
        click.echo(path)
