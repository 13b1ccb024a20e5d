"""`factpipe eval`: facts held against gold."""

import json
from pathlib import Path

import click

from factpipe import evaluate as scoring


def _thresholds(_context: click.Context, _parameter: click.Parameter, told: str | None) -> dict[str, float]:
    floors: dict[str, float] = {}
    for each in filter(None, (told or "").split(",")):
        name, equals, figure = each.partition("=")
        try:
            floors[name.strip()] = float(figure)
        except ValueError:
            equals = ""
        if not equals or not 0 <= floors[name.strip()] <= 1:
            raise click.BadParameter(f"{each!r}: expected NAME=FIGURE, a share of 1, such as core=0.9,full=0.7")
    return floors


@click.command("eval")
@click.argument("facts", type=click.Path(exists=True, path_type=Path))
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="List every miss, false alarm and wrong field as tab-separated lines in a file (`-`: on stdout, "
    "instead of the figures).",
)
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object.")
@click.option(
    "--min",
    "floors",
    callback=_thresholds,
    metavar="NAME=FIGURE,…",
    help="Exit 1 where a figure is lower: mention, core, full (F1) or a field (share right).",
)
def evaluate(facts: Path, gold: tuple[Path, ...], errors: str | None, as_json: bool, floors: dict[str, float]) -> None:
    """Score FACTS (a folder of tables, CSV or Parquet) against GOLD files (JSON lines, as docs/gold.md tells).

    Tells precision, recall and F1 of mentions, of the core (measure, value, bounds, unit, modifier) and of full rows
    (core, item and place), by field, by measure and by rule.

    \b
      factpipe eval data/out gold.jsonl
      factpipe eval data/out gold.jsonl --errors - | grep MISSED
      factpipe eval data/out gold.jsonl --min core=0.9,full=0.7
    """
    result = scoring.evaluate(scoring.read_facts(facts), scoring.read_gold(gold))
    figures = result.figures()
    unknown = [name for name in floors if name not in figures]
    if unknown:
        raise click.BadParameter(f"--min knows {', '.join(figures)}, not {', '.join(unknown)}")
    if result.silent:
        silent = ", ".join(result.silent)
        click.echo(f"no facts in {len(result.silent)} of {result.documents} gold documents: {silent}", err=True)
    if errors:
        with click.open_file(errors, "w", encoding="utf-8") as file:
            file.writelines(_line(mistake) for mistake in result.mistakes)
    if as_json:
        click.echo(json.dumps(result.as_dict(), ensure_ascii=False))
    elif errors != "-":
        _print(result)
    short = [f"{name} {figures[name]} < {floor}" for name, floor in floors.items() if figures[name] < floor]
    if short:
        click.echo(f"short of: {', '.join(short)}", err=True)
        click.get_current_context().exit(1)


def _line(mistake) -> str:
    cells = ("" if cell is None else str(cell).replace("\n", "⏎").replace("\t", " ") for cell in mistake)
    return "\t".join(cells) + "\n"


def _print(result) -> None:
    counts = f"{result.gold} gold facts, {result.predicted} predicted, {result.matched} matched"
    click.echo(f"{result.documents} documents, {counts}")
    if result.set_aside:
        click.echo(f"{result.set_aside} rows more meet optional gold and count neither way")
    for level, share in result.levels.items():
        click.echo(f"{level:8} P {share.precision:.4f}  R {share.recall:.4f}  F1 {share.f1:.4f}")
    click.echo("right    " + "  ".join(f"{name} {figure:.3f}" for name, figure in result.fields.items()))
    click.echo("F1 where told   " + "  ".join(f"{name} {figure:.3f}" for name, figure in result.filled.items()))
    _print_tables(result)


def _print_tables(result) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    measures = Table(box=box.SIMPLE_HEAD, title="F1 by measure", title_justify="left")
    measures.add_column("measure")
    for level in scoring.LEVELS:
        measures.add_column(level, justify="right")
    for name, shares in result.measures.items():
        measures.add_row(name, *(f"{shares[level].f1:.3f}" for level in scoring.LEVELS))
    rules = Table(box=box.SIMPLE_HEAD, title="Right rows by rule", title_justify="left")
    rules.add_column("rule")
    for head in ("rows", *scoring.LEVELS):
        rules.add_column(head, justify="right")
    for name, score in result.rules.items():
        rows = max(score.rows, 1)
        rules.add_row(name or "(none)", str(score.rows), *(f"{n / rows:.3f}" for n in score[1:]))
    console = Console()
    if result.predicted or result.gold:
        console.print(measures)
    if any(result.rules):
        console.print(rules)
