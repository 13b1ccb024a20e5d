"""A comparison in the terminal: a line a difference, or a table with the sentences that say so."""

from typing import TYPE_CHECKING

from factpipe.changes.evidence import claim, evidence, figure, percent, signed
from factpipe.changes.result import Change, Diff, shown
from factpipe.changes.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console
    from rich.text import Text

_STYLES = {"changed": "yellow", "added": "green", "removed": "red"}
_SIGNS = {"changed": "~", "added": "+", "removed": "−"}
#: characters of a sentence shown on each side of its quantity
_AROUND = 24


#: a terminal narrower than this has no room for two sentences side by side
_WIDE = 100
#: cells that a claim and a figure are given in a list, where others need them
_CLAIM, _FIGURE = 40, 16


def show(
    diff: Diff, console: "Console", only: "Sequence[Change] | None" = None, *, evidence: bool | None = None
) -> None:
    """Print the differences (or some of them), and a line that sums up all.

    With `evidence` they stand in a table with both sentences, without it in one line each; None: as there is room.
    """
    what = "another issue" if diff.question == "issues" else "the same text by other rules"
    told = diff.changes if only is None else only
    if evidence is None:
        evidence = console.is_terminal and console.width >= _WIDE
    if told and not evidence:
        for line in _lines(told):
            console.print(line, soft_wrap=True, highlight=False)
    elif told:
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, show_lines=False, padding=(0, 1), expand=False)
        table.add_column("", width=1)
        table.add_column("claim", ratio=2, overflow="fold", max_width=34)
        table.add_column(diff.names[0], ratio=3, overflow="fold")
        table.add_column(diff.names[1], ratio=3, overflow="fold")
        table.add_column("change", justify="right", min_width=8, overflow="fold")
        for change in told:
            table.add_row(*_cells(change), end_section=False)
        console.print(table)
    console.print(f"[bold]{what}[/] ({diff.why}): {_summary(diff)}", highlight=False, soft_wrap=True)


def _summary(diff: Diff) -> str:
    told = ", ".join(f"[{_STYLES[kind]}]{n} {kind}[/]" for kind, n in diff.counts.items())
    return f"{told}, {diff.unchanged} unchanged"


def _lines(told: "Sequence[Change]") -> "Iterator[Text]":
    """A line each: place and item, the figures, what lies between them; the first columns below one another."""
    from rich.cells import cell_len
    from rich.text import Text

    claims = [claim(change.row) for change in told]
    room = min(_CLAIM, max(map(cell_len, claims)))
    for change, title in zip(told, claims, strict=True):
        style = _STYLES[change.kind]
        figures = " → ".join(figure(row) for row in (change.old, change.new) if row is not None)
        notes = [_moved(change).plain.replace("\n", " ")]
        if change.similarity is None:
            notes += (f"{name}: {shown(old)} → {shown(new)}" for name, old, new in change.fields)
        elif change.similarity < 100:
            notes.append(f"{change.old.item} ≈ {change.new.item} ({change.similarity:.0f})")
        gap = " " * max(2, room - cell_len(title) + 2)  # a claim may be longer than its room
        line = Text.assemble((f"{_SIGNS[change.kind]} ", f"bold {style}"), title, gap)
        line.append(figures, style)
        if any(notes):
            line.append(" " * (2 * _FIGURE - cell_len(figures)) + "  " + "; ".join(filter(None, notes)), "dim")
        yield line


def _cells(change: Change) -> list["Text"]:
    from rich.text import Text

    style = _STYLES[change.kind]
    title = Text(claim(change.row))
    if change.similarity is not None and change.similarity < 100:
        title.append(f"\n{change.old.item} ≈ {change.new.item} ({change.similarity:.0f})", "dim")
    if change.similarity is None:
        for name, old, new in change.fields:
            title.append(f"\n{name}: {shown(old)} → {shown(new)}", "dim")
    sign = Text(_SIGNS[change.kind], f"bold {style}")
    return [sign, title, _side(change.old, style), _side(change.new, style), _moved(change)]


def _side(row: Row | None, style: str) -> "Text":
    from rich.text import Text

    if row is None:
        return Text("")
    text = Text()
    text.append(figure(row), f"bold {style}")
    before, surface, after = evidence(row, _AROUND)
    text.append(f"\n{before}", "dim")
    text.append(surface, style)
    text.append(after, "dim")
    return text


def _moved(change: Change) -> "Text":
    from rich.text import Text

    text = Text()
    if change.difference:
        text.append(f"{signed(change.difference)} {change.difference_unit or ''}".rstrip())
        if change.relative is not None:
            text.append(f"\n{percent(change.relative)}", "dim")
    elif change.old and change.new and change.similarity is not None:
        text.append("bounds", "dim")
    return text
