"""What a run tells a person on stderr: a bar while it works, a few lines when it is done."""

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from factpipe.pipeline.run import Summary

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A function that takes (bytes done, bytes in all) and draws a bar; None where stderr is no terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("reading"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("read", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


def print_summary(summary: Summary) -> None:
    """The closing lines: what was read and found, what was not, and what to do about it."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    rows = (
        ("documents", summary.documents, _passed_over(summary)),
        ("articles", summary.articles, ""),
        ("facts", summary.facts.total(), _counts(summary.facts)),
        ("checks", summary.checks.total(), _counts(summary.checks)),
        ("rejects", summary.rejects, ""),
        ("errors", summary.n_errors, ""),
    )
    digits = max(len(f"{number:,}") for _, number, _ in rows)
    lead = 9 + 2 + digits + 2
    for name, number, told in rows:
        first, *more = textwrap.wrap(told, max(20, console.width - lead), break_on_hyphens=False) or [""]
        style = "red" if name == "errors" and number else ""
        line = Text.assemble((f"{name:<9}", "bold"), f"  {number:>{digits},}  {first}", style=style)
        line.rstrip()
        console.print(line)
        for each in more:
            console.print(" " * lead + each, markup=False)
    _print_some(console, summary.errors, summary.n_errors, "see the table errors", "red")
    if summary.undated:
        console.print(_undated(summary.undated, of_rows=summary.undated_rows), markup=False)
    _print_some(console, summary.notes, summary.n_notes, "mend these cells", None)
    if summary.unused:
        asked = ", ".join(f"--{name.replace('_', '-')}" for name in summary.unused)
        console.print(f"{asked} not used: no CSV, JSONL, Parquet or Excel file was read", markup=False)
    console.print(f"tables in {summary.folder}", markup=False)


MAX_SHOWN = 10
#: a blank at which no line is broken, between a name and its number
_TIED = "\N{NO-BREAK SPACE}"


def _counts(counter: Counter) -> str:
    return "  ".join(f"{name}{_TIED}{n:,}" for name, n in counter.most_common())


def _passed_over(summary: Summary) -> str:
    told = []
    if summary.passed_over:
        files = "image or other file" if summary.passed_over == 1 else "images and other files"
        told.append(f"{summary.passed_over:,} {files} passed over")
    if summary.written:
        told.append(f"{summary.written:,} files of tables that factpipe wrote passed over")
    return f"({'; '.join(told)})" if told else ""


def _undated(n: int, *, of_rows: bool) -> str:
    whose = "1 document has no issue date: its" if n == 1 else f"{n:,} documents have no issue date: their"
    # one date for all rows of a table would be wrong for nearly all of them
    option = "--date-column, or --issue-date where all are of one day" if of_rows else "--issue-date"
    return f"{whose} relative times (今年, 近日) are not resolved; give {option}"


def _print_some(console: "Console", told: list[tuple[str, str]], number: int, rest: str, style: str | None) -> None:
    """The first of some documents with what is told of them, and how many more there are."""
    for name, message in told[:MAX_SHOWN]:
        console.print(f"  {name}: {message}", style=style, markup=False)
    if number > MAX_SHOWN:
        console.print(f"  … and {number - MAX_SHOWN:,} more: {rest}", style=style)
