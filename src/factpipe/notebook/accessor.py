"""The usual steps on a frame of facts, as `facts.factpipe.…`; each gives a new frame and leaves the old one alone."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from factpipe.notebook.shown import Shown, show

Level = Literal["province", "city", "county", "township", "place"]
_NEEDED = ("measure", "value", "modifier", "unit")
#: what must not be added up: shares, and what is told of one thing
_NOT_ADDED = frozenset(("percent", "ratio", "age", "speed", "temperature"))
_NUMBERS = ("value", "value_min", "value_max")


@pd.api.extensions.register_dataframe_accessor("factpipe")
class FactsAccessor:
    """Steps on a frame with the columns of `facts`. AttributeError where the frame is none."""

    def __init__(self, frame: pd.DataFrame) -> None:
        missing = [name for name in _NEEDED if name not in frame.columns]
        if missing:
            raise AttributeError(
                f"no table of facts: no column {', '.join(missing)}; `.factpipe` works on frames of factpipe.extract "
                "and factpipe.load"
            )
        self._frame = frame

    def _check(self, names: Sequence[str]) -> None:
        unknown = [name for name in names if name not in self._frame.columns]
        if unknown:
            raise ValueError(f"no column {', '.join(unknown)}; there are {', '.join(map(str, self._frame.columns))}")

    def show(self, limit: int = 50) -> Shown:
        """The sentences with their evidence marked."""
        return show(self._frame, limit)

    def exact(self) -> pd.DataFrame:
        """Only the facts whose number the text gives without a bound (no 约, 余, 近, no range)."""
        return self._frame[self._frame["modifier"] == "exact"]

    def findings(self) -> pd.DataFrame:
        """Only what is told as being so: no targets, criteria, changes and negations, and each fact once."""
        frame = self._once()
        return frame[frame["status"] == "actual"] if "status" in frame else frame

    def _once(self) -> pd.DataFrame:
        frame = self._frame
        return frame[frame["duplicate_of"].isna()] if "duplicate_of" in frame else frame

    def in_base(self) -> pd.DataFrame:
        """The numbers in base units (m2, kg, CNY, …) where there is one; `unit` and bounds go with them."""
        frame = self._frame.copy()
        known = frame["value_base"].notna()
        for name in _NUMBERS:
            frame.loc[known, name] = frame.loc[known, f"{name}_base"]
        frame["unit"] = frame["unit"].astype("string").mask(known, frame["unit_base"].astype("string"))
        return frame

    def convert(self, unit: str) -> pd.DataFrame:
        """The numbers in this unit (`公顷`, `吨`, `kg`) where they can be; the others as they are.

        Errors: ValueError where the rules do not know the unit, or it has no base unit.
        """
        factor, offset, base = _unit(unit)
        frame = self._frame.copy()
        same = (frame["unit_base"] == base).fillna(False).astype(bool) & frame["value_base"].notna()
        for name in _NUMBERS:
            frame.loc[same, name] = (frame.loc[same, f"{name}_base"] - offset) / factor
        frame["unit"] = frame["unit"].astype("string").mask(same, unit)
        return frame

    def by_place(self, level: Level = "county") -> pd.DataFrame:
        """How many facts of each measure each place has; rows without such a place are left out.

        Errors: ValueError where there is no such column.
        """
        self._check([level])
        frame = self._once()
        counted = frame.groupby([level, "measure"], observed=True, dropna=True).size().unstack(fill_value=0)
        counted.columns = counted.columns.astype(str)
        return counted.loc[counted.sum(axis=1).sort_values(ascending=False, kind="stable").index]

    def totals(self, by: str | Sequence[str] = ("place", "item_norm")) -> pd.DataFrame:
        """Sums of what is told as being so, by measure, unit and `by`: number of facts, sum, and its bounds.

        Parts (其中), rates, shares and what repeats another fact are left out, base units are used where there are any.
        A bound is null where a fact has none. Whether places hold one another (a village and its county) is not
        looked at: choose `by` and rows so that nothing is counted twice.

        Errors: ValueError where there is no such column.
        """
        keys = [by] if isinstance(by, str) else list(by)
        self._check(keys)
        frame = self.findings().factpipe.in_base()
        frame = frame[~frame["measure"].isin(_NOT_ADDED)]
        if "per" in frame:
            frame = frame[frame["per"].isna()]
        if "scope" in frame:
            frame = frame[(frame["scope"] != "part").fillna(True)]
        grouped = frame.groupby([*keys, "measure", "unit"], observed=True, dropna=False)
        return grouped.agg(
            n=("value", "size"),
            value=("value", "sum"),
            value_min=("value_min", _sum_of_all),
            value_max=("value_max", _sum_of_all),
        ).reset_index()

    def to_wide(
        self, index: str | Sequence[str] = ("issue_date", "place"), columns: str = "item_norm", pick: str = "last"
    ) -> pd.DataFrame:
        """One row an `index` (that is known), one column an item and unit (`分红 (元)`): the number of each finding.

        Where several facts would stand in one cell, `pick` says which: any aggregation of pandas (`last` in the order
        of the frame, `max`, `mean`). Numbers are in the units of the text; see `convert` and `in_base`.

        Errors: ValueError where there is no such column.
        """
        keys = [index] if isinstance(index, str) else list(index)
        self._check([*keys, columns])
        frame = self.findings()
        frame = frame[frame[[*keys, columns]].notna().all(axis=1)]
        unit = frame["unit"].astype("string").fillna("")
        if "per" in frame:
            unit = unit + frame["per"].astype("string").radd("/").fillna("")
        name = frame[columns].astype("string") + unit.map(lambda told: f" ({told})" if told else "")
        wide = frame.assign(_column=name).pivot_table(
            index=keys, columns="_column", values="value", aggfunc=pick, observed=True, sort=False
        )
        wide.columns.name = None
        return wide


def _sum_of_all(values: pd.Series) -> float:
    return values.sum(skipna=False)


def _unit(name: str) -> tuple[float, float, str]:
    """(factor, offset, base) of a unit: value in base = value × factor + offset."""
    from decimal import Decimal

    from factpipe.resolve.units import Converter
    from factpipe.rules import load

    converter = Converter(load())
    for measure in ("area", "mass", "length", "volume", "money", "energy", "power", "duration", "speed", "temperature"):
        found = converter.of(name, measure, None, None)
        if found.base is not None:
            offset = found.value(Decimal(0))
            return found.value(Decimal(1)) - offset, offset, found.base
    raise ValueError(f"{name!r} is no unit that the rules can convert to; `rules/lexicon/units.yaml` lists them")
