"""How mistakes of rule files are told, by every command that reads them."""

import click

from factpipe.errors import RulesError


def rule_mistakes(error: RulesError) -> None:
    """Every mistake as file:line:col on a line, and how many there are."""
    for problem in error.problems:
        click.echo(str(problem), err=True)
    mistakes, files = len(error.problems), len({problem.path for problem in error.problems})
    click.echo(f"{mistakes} mistake{'s' * (mistakes > 1)} in {files} file{'s' * (files > 1)}", err=True)
