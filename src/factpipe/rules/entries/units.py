"""Entries of rules/lexicon/units.yaml."""

from decimal import Decimal
from typing import Literal

from pydantic import field_validator

from factpipe.rules.entries import Entry

#: `measure`: a true unit; `classifier`: counts things, and `一` before it may only say "a"; `noun`: a noun that takes
#: a number directly (两市, 五大); `calendar`: says a date, a clock time, a rank or a number on a door more often than
#: it counts; `share`: percentages and their like
Kind = Literal["measure", "classifier", "noun", "calendar", "share"]


class Era(Entry):
    """What a unit was worth until a year, that year included."""

    until: int
    factor: str
    note: str = ""


class Unit(Entry):
    """A unit or classifier: what it measures, how else it is written, and what it is worth in its base unit."""

    measure: str = "count"
    kind: Kind = "measure"
    forms: tuple[str, ...] = ()
    code: str | None = None
    base: str | None = None
    factor: str = "1"
    offset: str = "0"
    currency: str | None = None
    then: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    eras: tuple[Era, ...] = ()
    note: str = ""

    @field_validator("factor", "offset")
    @classmethod
    def _exact(cls, text: str) -> str:
        """A factor is an exact decimal, or a fraction `a/b` of two where a decimal would be rounded."""
        parts = text.split("/")
        if len(parts) > 2 or not all(Decimal(part).is_finite() for part in parts):
            raise ValueError(f"`{text}` is no decimal number, nor a fraction of two")
        return text


class File(Entry):
    """The whole file: `units` by the form that is shown where a text gives none."""

    units: dict[str, Unit] = {}
    #: words that may follow a number's slash or 每 as the denominator of a rate, beside all units
    denominators: tuple[str, ...] = ()
