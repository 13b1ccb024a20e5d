"""What a run tells a person on stderr: a bar while it works, a table when it is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from factpipe.pipeline.run import Summary


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
    """The closing table."""
    from rich.console import Console
    from rich.table import Table

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column()
    table.add_row("documents", f"{summary.documents:,}", _passed_over(summary))
    table.add_row("articles", f"{summary.articles:,}", "")
    by_measure = "  ".join(f"{measure} {n:,}" for measure, n in summary.facts.most_common())
    table.add_row("facts", f"{summary.facts.total():,}", by_measure)
    by_verdict = "  ".join(f"{verdict} {n:,}" for verdict, n in summary.checks.most_common())
    table.add_row("checks", f"{summary.checks.total():,}", by_verdict)
    table.add_row("rejects", f"{summary.rejects:,}", "")
    table.add_row("errors", f"{summary.n_errors:,}", "", style="red" if summary.n_errors else None)
    console.print(table)
    for doc_id, message in summary.errors[:MAX_SHOWN]:
        console.print(f"  {doc_id}: {message}", style="red", markup=False)
    if summary.n_errors > MAX_SHOWN:
        console.print(f"  … and {summary.n_errors - MAX_SHOWN:,} more: see the table errors", style="red")
    console.print(f"tables in {summary.folder}", markup=False)


MAX_SHOWN = 10


def _passed_over(summary: Summary) -> str:
    n = summary.passed_over
    return f"({n:,} image and other files passed over)" if n else ""
