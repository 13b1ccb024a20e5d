"""`factpipe diff`: what differs between two extractions."""

import click

from factpipe.cli.parameters import similarity_option

FORMATS = ("csv", "json", "md", "html")


@click.command()
@click.argument("old", type=click.Path(exists=True))
@click.argument("new", type=click.Path(exists=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *FORMATS]),
    default="table",
    show_default=True,
    help="How the differences are written to stdout.",
)
@click.option(
    "--as",
    "question",
    type=click.Choice(["auto", "issues", "rules"]),
    default="auto",
    show_default=True,
    help="issues: claims of another issue. rules: rows of the same text by other rules. auto: told by the texts.",
)
@similarity_option
@click.option(
    "--evidence/--no-evidence",
    default=None,
    help="Show the sentences in the table, or one line a difference. Default: sentences on a wide terminal.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
def diff(
    *, old: str, new: str, form: str, question: str, similarity: float, evidence: bool | None, quiet: bool
) -> None:
    """Compare two folders of tables, or two Parquet or CSV files of facts.

    Of another issue it tells which claims are told anew with another figure, which are new and which are gone; of the
    same text by other rules, which rows were added, removed or altered. Numbers are compared with their bounds: 62名
    against 60余名 is no change. Exit code 0: nothing differs; 1: something does.

    \b
      factpipe diff out/2020-04-14 out/2020-04-15
      factpipe diff out/2020-04-14 out/2020-04-15 | grep '^~'
      factpipe diff out/before out/after --format csv > changes.csv
    """
    from factpipe import changes

    found = changes.diff(old, new, question=None if question == "auto" else question, similarity=similarity)
    if not quiet:
        _write(found, form, evidence)
    if found:
        click.get_current_context().exit(1)


def _write(found, form: str, evidence: bool | None) -> None:
    if form == "table":
        from rich.console import Console

        from factpipe.changes.terminal import show

        show(found, Console(), evidence=evidence)
        return
    from factpipe.changes.pages import FORMATS as WRITERS

    click.echo(WRITERS[form](found), nl=False)
    click.echo(found.summary, err=True)
