"""A comparison as CSV, JSON, Markdown or HTML."""

import csv
import io
import json
from collections.abc import Callable, Iterable

from factpipe.changes.evidence import claim, evidence, figure, percent, plain, signed
from factpipe.changes.result import COLUMNS, Change, Diff, record, shown
from factpipe.changes.rows import Row

_LABELS = {"changed": "改 changed", "added": "增 added", "removed": "删 removed"}


def to_csv(diff: Diff) -> str:
    """One line a difference; empty is null, numbers in plain digits."""
    return csv_lines([COLUMNS, *(record(change).values() for change in diff.changes)])


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """Rows of cells as CSV; None is nothing, numbers are in plain digits."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow(plain(cell).replace(",", "") if isinstance(cell, float) else cell for cell in row)
    return out.getvalue()


def to_json(diff: Diff) -> str:
    """One object: the question, the counts, and the differences with their rows."""
    told = {
        "question": diff.question, "why": diff.why, "old": diff.names[0], "new": diff.names[1],
        **diff.counts, "unchanged": diff.unchanged,
        "differences": [record(change) for change in diff.changes],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n"


def to_markdown(diff: Diff) -> str:
    """A table of the differences with both sentences."""
    lines = [f"**{diff.summary}**", ""]
    if diff.changes:
        lines += ["| | claim | old | new | change |", "| --- | --- | --- | --- | --- |"]
        lines += (_markdown_row(change) for change in diff.changes)
    return "\n".join(lines) + "\n"


def _markdown_row(change: Change) -> str:
    sides = (_markdown_side(change.old), _markdown_side(change.new))
    cells = (change.kind, _markdown(claim(change.row)), *sides, _markdown(_moved(change)))
    return f"| {' | '.join(cells)} |"


def _markdown(text: str) -> str:
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, "\\" + sign)
    return text


def _markdown_side(row: Row | None) -> str:
    if row is None:
        return ""
    before, surface, after = map(_markdown, evidence(row))
    return f"**{_markdown(figure(row))}** — {before}" + (f"**{surface}**{after}" if surface else "")


def _moved(change: Change) -> str:
    numbers = [signed(change.difference), change.difference_unit or "", percent(change.relative)]
    told = " ".join(filter(None, numbers)) if change.difference else ""
    others = ", ".join(
        f"{name}: {shown(old)} → {shown(new)}" for name, old, new in change.fields if not name.startswith("value")
    )
    alike = f"≈ {change.similarity:.0f}" if change.similarity is not None and change.similarity < 100 else ""
    return "; ".join(filter(None, (told, others, alike)))


def html_table(diff: Diff, limit: int | None = None) -> str:
    """The differences (the first ones) as an HTML table with its own style, for a notebook or a page."""
    return _templates().get_template("differences.html").module.table(diff, limit)


def to_html(diff: Diff) -> str:
    """A page that opens offline."""
    return _templates().get_template("diff.html").render(diff=diff)


def _templates():
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("factpipe.changes", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(evidence=evidence, figure=figure, claim=claim, moved=_moved, labels=_LABELS)
    return environment


FORMATS: dict[str, Callable[[Diff], str]] = {
    "csv": to_csv,
    "json": to_json,
    "md": to_markdown,
    "html": to_html,
}
