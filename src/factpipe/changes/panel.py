"""Claims followed over several issues: a panel, claim × issue date."""

from collections import defaultdict, deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from factpipe.changes.meet import SIMILARITY, meet
from factpipe.changes.rows import Row, dimension, item_of, place_keys, read, told_once

if TYPE_CHECKING:
    import pandas as pd


#: up to so many issues every claim is held against all that are known
_FEW = 24
#: beyond that, against the last ones of its place and item, and of its place
_LAST_OF_ITEM = 4
_LAST_OF_PLACE = 24


class Track(NamedTuple):
    """One claim over the issues that tell it: (label of the issue, row), in the order of the issues."""

    claim_id: str
    told: tuple[tuple[str, Row], ...]

    @property
    def last(self) -> Row:
        """The claim as it was last told."""
        return self.told[-1][1]

    @property
    def values(self) -> dict[str, float]:
        """The value of each issue; falls are below 0 where some issues tell a rise and others a fall."""
        both = {"up", "down"} <= {row.direction for _, row in self.told}
        return {issue: -row.value if both and row.direction == "down" else row.value for issue, row in self.told}


COLUMNS = (
    "claim_id", "issue", "place", "measure", "item", "unit", "per", "status", "value", "value_min", "value_max",
    "modifier", "value_base", "unit_base", "surface", "sentence", "doc_id", "fact_id",
    "direction",
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

    A claim is held against the last row of the claims known so far, so one that skips an issue is met again. Where the
    issues are many, only against those of its place that were told last, so that time grows with the rows alone.
    """
    known: list[list[tuple[str, Row]]] = []
    recent = _Recent()
    for issue, rows in told.items():
        current = told_once(rows)
        held = recent.of(current) if len(told) > _FEW else range(len(known))
        met = {m.new: held[m.old] for m in meet([known[n][-1][1] for n in held], current, similarity)}
        for index, row in enumerate(current):
            number = met.get(index, len(known))
            if number == len(known):
                known.append([])
            known[number].append((issue, row))
            recent.add(number, row)
    return [Track(_claim_id(each[0][1]), tuple(each)) for each in known if len(each) >= at_least]


class _Recent:
    """The claims told last, by what a row must share with one to be held against it."""

    def __init__(self) -> None:
        self._by_item: dict[tuple, deque[int]] = defaultdict(lambda: deque(maxlen=_LAST_OF_ITEM))
        self._by_place: dict[tuple, deque[int]] = defaultdict(lambda: deque(maxlen=_LAST_OF_PLACE))

    def add(self, number: int, row: Row) -> None:
        """Remember that a claim was told now."""
        for key in place_keys(row):
            self._by_item[row.measure, row.status, key, item_of(row)].append(number)
            if row.place:
                self._by_place[row.measure, row.status, key].append(number)

    def of(self, rows: Sequence[Row]) -> list[int]:
        """The claims that some of the rows may tell again."""
        found: set[int] = set()
        for row in rows:
            for key in place_keys(row):
                found.update(self._by_item.get((row.measure, row.status, key, item_of(row)), ()))
                found.update(self._by_place.get((row.measure, row.status, key), ()))
        return sorted(found)


def _claim_id(row: Row) -> str:
    """Where the claim was told first, readable: place, item, unit, and the fact."""
    unit = dimension(row.measure, row.unit, row.unit_code, row.unit_base)
    name = "/".join(filter(None, (row.place, item_of(row), unit if unit != "count" else row.unit, row.per)))
    return f"{name}@{row.fact_id}"
