"""What a comparison found."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from factpipe.changes.rows import Row, comparable, opposed

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["changed", "added", "removed"]
KINDS: tuple[Kind, ...] = ("changed", "added", "removed")
Question = Literal["issues", "rules"]


class Change(NamedTuple):
    """A claim that differs. Added ones have no `old`, removed ones no `new`.

    `similarity` is that of the two items (100: the same), `fields` what differs as (column, old, new).
    """

    kind: Kind
    old: Row | None
    new: Row | None
    similarity: float | None = None
    fields: tuple[tuple[str, object, object], ...] = ()

    @property
    def row(self) -> Row:
        """The claim as the newer table has it, else the older."""
        return self.new or self.old

    @property
    def difference(self) -> float | None:
        """New minus old, in `difference_unit`; None where there is nothing to subtract.

        From a fall to a rise it is from below nothing to above it: 下降1.5% → 增长1.5% are 3 points.
        """
        if self.old is None or self.new is None:
            return None
        old, new, _ = comparable(self.old, self.new)
        if opposed(self.old, self.new):
            return round((new.value + old.value) * (1 if self.new.direction == "up" else -1), 10)
        return round(new.value - old.value, 10)

    @property
    def difference_unit(self) -> str | None:
        """The unit of `difference`: the claims' own, or the base unit where they have two; points of percentages."""
        if self.old is None or self.new is None:
            return None
        return "个百分点" if self.new.measure == "percent" else comparable(self.old, self.new)[2]

    @property
    def relative(self) -> float | None:
        """The difference as a share of the old value; None where that is 0 or no share of it tells anything: of a
        percentage, a temperature, or a change that is one since another time.
        """
        if self.old is None or self.new is None or self.new.measure in _NO_SHARES or self._is_of_other_times():
            return None
        old, new, _ = comparable(self.old, self.new)
        return (new.value - old.value) / abs(old.value) if old.value else None

    def _is_of_other_times(self) -> bool:
        return self.new.status == "change" and (self.old.time != self.new.time or opposed(self.old, self.new))


#: measures of which there is no share: 85.2% → 87.7% are 2.5 points more, and 0℃ is not nothing
_NO_SHARES = frozenset(("percent", "temperature"))
_CLAIM = ("place", "measure", "item", "unit", "per", "status")
_SIDE = (
    "value", "value_min", "value_max", "modifier", "unit", "surface", "sentence", "item", "issue_date", "fact_id",
    "rule_id", "direction",
)  # fmt: skip
#: differences that a notebook shows of a comparison
_SHOWN = 40
#: columns of a comparison written as a table
COLUMNS = (
    "change", *_CLAIM, "difference", "difference_unit", "relative", "similarity", "fields",
    *(f"old_{name}" for name in _SIDE), *(f"new_{name}" for name in _SIDE),
)  # fmt: skip


def record(change: Change) -> dict:
    """A change as one row of `COLUMNS`; `fields` as `column: old → new; …`."""
    row = change.row
    return {
        "change": change.kind,
        **{name: getattr(row, name) for name in _CLAIM},
        "difference": change.difference,
        "difference_unit": change.difference_unit,
        "relative": change.relative,
        "similarity": None if change.similarity is None else round(change.similarity, 1),
        "fields": "; ".join(f"{name}: {shown(old)} → {shown(new)}" for name, old, new in change.fields) or None,
        **{f"old_{name}": getattr(change.old, name, None) for name in _SIDE},
        **{f"new_{name}": getattr(change.new, name, None) for name in _SIDE},
    }


def shown(value: object) -> str:
    """A cell of a table in a line of text."""
    if value is None:
        return "∅"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two tables compared. True where something differs; `len` is the number of differences.

    `question` is `issues` (claims told anew with another figure, new ones, gone ones) or `rules` (rows that another
    extraction of the same text added, removed or altered); `why` says by what that was told. `names` are those of the
    tables, `issues` what they are of by publication and date ("" where that is not known).
    """

    question: Question
    why: str
    changes: tuple[Change, ...]
    unchanged: int
    names: tuple[str, str] = ("old", "new")
    issues: tuple[str, str] = ("", "")
    counts: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        found = Counter(change.kind for change in self.changes)
        object.__setattr__(self, "counts", {kind: found[kind] for kind in KINDS})

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self):
        return iter(self.changes)

    def to_frame(self) -> "pd.DataFrame":
        """One row a difference, with the columns of `COLUMNS`."""
        import pandas as pd

        return pd.DataFrame([record(change) for change in self.changes], columns=list(COLUMNS))

    @property
    def titles(self) -> tuple[str, str]:
        """What a page is headed with: the issues where they tell the tables apart, else the names of the tables."""
        return self.issues if all(self.issues) and len(set(self.issues)) == 2 else self.names

    @property
    def summary(self) -> str:
        """One line: what was compared and how many differ."""
        told = ", ".join(f"{n} {kind}" for kind, n in self.counts.items())
        return f"{told}, {self.unchanged} unchanged"

    def __repr__(self) -> str:
        return f"<Diff of {'two issues' if self.question == 'issues' else 'one text by two rule sets'}: {self.summary}>"

    def _repr_html_(self) -> str:
        from factpipe.changes.pages import html_table

        return html_table(self, _SHOWN)
