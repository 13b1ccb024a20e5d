"""`factpipe schema`: the codebook of the tables."""

import click


@click.command()
@click.option("--format", "form", type=click.Choice(["md", "json"]), default="md", show_default=True)
@click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="Language of the Markdown; JSON holds both.",
)
def schema(*, form: str, lang: str) -> None:
    """Print the codebook: every column and value of the tables, in English or Chinese.

    \b
      factpipe schema --lang zh > 数据表说明.md
      factpipe schema --format json | jq '.tables[0].columns[].name'
    """
    from factpipe import codebook

    click.echo(codebook.to_json() if form == "json" else codebook.to_markdown(lang), nl=False)
