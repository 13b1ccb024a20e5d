"""`factpipe export` and `factpipe import`: facts to annotation tools, corrections back as gold."""

from pathlib import Path

import click

from factpipe.cli.parameters import source_option

TOOLS = ("doccano", "labelstudio", "brat", "webanno")


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", "tool", type=click.Choice(TOOLS), required=True, help="The annotation tool.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the tool's files.",
)
@source_option("for the texts")
@click.option("--doc", "patterns", multiple=True, metavar="PATTERN", help="Only documents such as '*/2024-04-10/*'.")
def export(*, folder, tool, output, sources, patterns) -> None:
    """Write DIR's documents and facts as files for an annotation tool.

    \b
      factpipe export data/out --to labelstudio -o annotate
      factpipe import --from labelstudio exported.json -o gold.jsonl
      factpipe eval data/out gold.jsonl
    """
    from factpipe import exchange

    documents = exchange.load(folder, sources, patterns)
    written = exchange.export(documents, tool, output)
    facts = sum(len(document.facts) for document in documents)
    click.echo(f"{len(documents)} documents, {facts} facts, {len(written)} files in {output}", err=True)


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--from", "tool", type=click.Choice(TOOLS), required=True, help="The annotation tool.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    default="-",
    show_default=True,
    help="The gold file, JSON lines.",
)
def import_(*, path, tool, output) -> None:
    """Read what a tool exported (a file or a folder) as gold: one JSON object a fact, for `factpipe eval`.

    The number of a span that a person drew is read from its text; item, place and the like are empty there.
    """
    import json
    from collections import Counter

    from factpipe import exchange

    found = exchange.read(tool, path)
    with click.open_file(output, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(each.gold, ensure_ascii=False) + "\n" for each in found)
    how = Counter(each.how for each in found)
    told = ", ".join(f"{how[name]} {name}" for name in ("kept", "redrawn", "new", "unread") if how[name])
    click.echo(f"{len(found)} facts: {told or 'none'}", err=True)
    for each in found:
        if each.how == "unread":
            gold = each.gold
            click.echo(
                f"  {gold['doc']}:{gold['start']}: no number is read in {gold['surface']!r}; fill in its value",
                err=True,
            )
