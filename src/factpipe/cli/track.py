"""`factpipe track`: claims followed over several issues."""

import click

from factpipe.cli.parameters import similarity_option


@click.command()
@click.argument("dirs", nargs=-1, required=True, metavar="DIR...", type=click.Path(exists=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="table: a panel to read. csv, json: one row a claim and issue, to plot.",
)
@click.option("--wide", is_flag=True, help="With csv: one row a claim, one column an issue.")
@click.option(
    "--at-least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Leave out claims that fewer issues tell.",
)
@similarity_option
def track(*, dirs: tuple[str, ...], form: str, wide: bool, at_least: int, similarity: float) -> None:
    """Follow claims over issues: a panel of claim by issue date.

    DIR is a folder of tables, or a Parquet or CSV file of facts; one may hold many issues.

    \b
      factpipe track data/out
      factpipe track out/2024-04-10 out/2024-04-17 out/2024-04-24 --format csv > panel.csv
    """
    from factpipe.changes import panel

    if wide and form != "csv":
        raise click.UsageError("--wide is for --format csv")
    told = panel.issues(dirs)
    found = panel.tracks(told, at_least, similarity)
    if form == "table":
        _print(found, list(told))
    elif form == "json":
        import json

        rows = [panel.record(each, issue, row) for each in found for issue, row in each.told]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
    else:
        click.echo(_wide(found, list(told)) if wide else _long(found), nl=False)
    click.echo(f"{len(found)} claims told in at least {at_least} of {len(told)} issues", err=True)


def _long(found) -> str:
    from factpipe.changes import panel
    from factpipe.changes.pages import csv_lines

    rows = (panel.record(each, issue, row).values() for each in found for issue, row in each.told)
    return csv_lines([panel.COLUMNS, *rows])


def _wide(found, issues: list[str]) -> str:
    from factpipe.changes.pages import csv_lines

    heads = ("claim_id", "place", "measure", "item", "unit", "per", "status")
    rows = [(*heads, *issues)]
    for each in found:
        values = each.values
        last = each.last
        rows.append((each.claim_id, *(getattr(last, name) for name in heads[1:]), *(values.get(i) for i in issues)))
    return csv_lines(rows)


def _print(found, issues: list[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from factpipe.changes.evidence import claim, figure
    from factpipe.changes.rows import agree

    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("claim", overflow="fold")
    for issue in issues:
        table.add_column(issue, justify="right", overflow="fold")
    for each in found:
        told = dict(each.told)
        cells = []
        for issue in issues:
            row = told.get(issue)
            moved = row is not None and not agree(each.told[0][1], row)
            cells.append(Text(figure(row), "yellow" if moved else ""))
        table.add_row(Text(claim(each.last)), *cells)
    if found:
        Console().print(table)
