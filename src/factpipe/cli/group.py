"""The group of commands; each is imported when it is asked for, so that `--help` is quick."""

import os
import sys
from importlib import import_module

import click

from factpipe import __version__
from factpipe.cli.mistakes import rule_mistakes
from factpipe.errors import INTERRUPTED, FactpipeError, RulesError

#: command → (module:click command, what it does)
COMMANDS = {
    "extract": (
        "factpipe.cli.extract:extract",
        "Read newspaper pages and write every quantitative claim as a row of tables.",
    ),
    "pages": ("factpipe.cli.pages:pages", "Show how pages are taken apart into articles."),
    "explain": ("factpipe.cli.explain:explain", "Show what is found in a text, by which rule, and why."),
    "diff": ("factpipe.cli.diff:diff", "Tell what differs between two issues, or two extractions of one text."),
    "track": ("factpipe.cli.track:track", "Follow claims over several issues."),
    "report": ("factpipe.cli.report:report", "Write an extraction as one HTML page: marked articles, filters, checks."),
    "export": ("factpipe.cli.exchange:export", "Write documents and facts for an annotation tool."),
    "import": ("factpipe.cli.exchange:import_", "Read what an annotation tool exported as gold."),
    "eval": ("factpipe.cli.evaluate:evaluate", "Score an extraction against facts annotated by hand."),
    "schema": ("factpipe.cli.schema:schema", "Print the codebook of the tables."),
    "rules": ("factpipe.cli.rules:rules", "Check, test, list and write rule files."),
}


class LazyGroup(click.Group):
    """A group whose commands stand in COMMANDS."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        return getattr(import_module(module), attribute)

    def resolve_command(self, ctx: click.Context, args: list[str]):
        if args[0] not in COMMANDS and not ctx.resilient_parsing:  # click looks among commands that are loaded
            from difflib import get_close_matches

            for near in get_close_matches(args[0], COMMANDS, n=1):
                ctx.fail(f"No such command {args[0]!r}. Did you mean {near!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="factpipe")
def group() -> None:
    """Every quantitative claim of a Chinese newspaper page as one row of a tidy table.

    Data goes to stdout, everything else to stderr. Exit codes: 0 done; 1 differences found, rules or their examples
    wrong, a threshold missed; 2 bad usage, unusable input or rules, an output that cannot be written; 3 done, but some
    documents failed; 130 interrupted.

    Completion of commands and options: eval "$(_FACTPIPE_COMPLETE=bash_source factpipe)" in ~/.bashrc; zsh_source or
    fish_source in those shells.
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    try:
        code = group.main(args, prog_name="factpipe", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except RulesError as error:
        rule_mistakes(error)
        sys.exit(error.exit_code)
    except FactpipeError as error:
        click.echo(f"factpipe: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except SystemExit as left:  # rich leaves with 1 when its reader has gone, which would say that something differs
        sys.exit(0 if isinstance(left.__context__, BrokenPipeError) else left.code)
    except OSError as error:  # a full disk behind `> file`; 1 would say that something differs
        click.echo(f"factpipe: {error.filename or 'standard output'}: {error.strerror or error}", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the rest cannot be written either
        sys.exit(FactpipeError.exit_code)
    sys.exit(code if isinstance(code, int) else 0)
