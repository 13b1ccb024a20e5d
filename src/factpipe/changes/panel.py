"""Claims followed over several issues: a panel, claim × issue date."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from factpipe.changes.meet import SIMILARITY, meet
from factpipe.changes.rows import Row, dimension, item_of, read

if TYPE_CHECKING:
    import pandas as pd


class Track(NamedTuple):
    """One claim over the issues that tell it: (label of the issue, row), in the order of the issues."""

    claim_id: str
    told: tuple[tuple[str, Row], ...]

    @property
    def last(self) -> Row:
        """The claim as it was last told."""
        return self.told[-1][1]


COLUMNS = (
    "claim_id", "issue", "place", "measure", "item", "unit", "per", "status", "value", "value_min", "value_max",
    "modifier", "value_base", "unit_base", "surface", "sentence", "doc_id", "fact_id",
)  # fmt: skip


def track(*sources: object, at_least: int = 2, similarity: float = SIMILARITY) -> "pd.DataFrame":
    """The claims that at least so many issues tell, one row a claim and issue, with the columns of `COLUMNS`.

    An issue is an issue date; rows without one are of an issue named after their source. `frame.pivot(index="claim_id",
    columns="issue", values="value")` is the panel.
    """
    import pandas as pd

    found = tracks(issues(sources), at_least, similarity)
    return pd.DataFrame([record(each, issue, row) for each in found for issue, row in each.told], columns=list(COLUMNS))


def record(each: Track, issue: str, row: Row) -> dict:
    """A claim as one issue tells it, as a row of `COLUMNS`."""
    told = {"claim_id": each.claim_id, "issue": issue}
    return told | {name: getattr(row, name) for name in COLUMNS if name not in told}


def issues(sources: Sequence[object]) -> dict[str, list[Row]]:
    """The rows of every issue, in the order of their dates; those without a date by the name of their source, last."""
    found: dict[str, list[Row]] = defaultdict(list)
    undated: dict[str, list[Row]] = defaultdict(list)
    for number, source in enumerate(sources, 1):
        name = Path(source).name if isinstance(source, str | Path) else f"table {number}"
        for row in read(source):
            if row.issue_date is None:
                undated[name].append(row)
            else:
                found[str(row.issue_date)].append(row)
    return {label: found[label] for label in sorted(found)} | undated


def tracks(told: dict[str, list[Row]], at_least: int = 2, similarity: float = SIMILARITY) -> list[Track]:
    """The claims of the issues, each followed from the issue that tells it first; those told in `at_least` issues.

    A claim is held against the last row of every claim known so far, so one that skips an issue is met again.
    """
    from factpipe.changes import told_once

    known: list[list[tuple[str, Row]]] = []
    for issue, rows in told.items():
        current = told_once(rows)
        met = {m.new: m.old for m in meet([each[-1][1] for each in known], current, similarity)}
        for index, row in enumerate(current):
            if index in met:
                known[met[index]].append((issue, row))
            else:
                known.append([(issue, row)])
    return [Track(_claim_id(each[0][1]), tuple(each)) for each in known if len(each) >= at_least]


def _claim_id(row: Row) -> str:
    """Where the claim was told first, readable: place, item, unit, and the fact."""
    unit = dimension(row.measure, row.unit, row.unit_code, row.unit_base)
    name = "/".join(filter(None, (row.place, item_of(row), unit if unit != "count" else row.unit, row.per)))
    return f"{name}@{row.fact_id}"
