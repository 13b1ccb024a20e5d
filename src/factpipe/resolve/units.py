"""Units as codes, and values in base units: 亩 → m2, 斤 → kg, 角 → CNY, percent → 1."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factpipe.rules import RuleSet
from factpipe.rules.entries.units import Unit

_DURATION = "duration"


class Conversion(NamedTuple):
    """What a unit is: its code, and how a value in it becomes one in `base` (None where it has no base unit).

    `value * numerator / denominator + offset`, exact until the very end; each is None where it changes nothing.
    """

    code: str | None
    base: str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    offset: Decimal | None = None

    def value(self, number: Decimal | None) -> float | None:
        """A value in the base unit; None where there is none."""
        if number is None or self.base is None:
            return None
        if self.numerator is not None:
            number = number * self.numerator
        if self.denominator is not None:
            number = number / self.denominator
        if self.offset is not None:
            number = number + self.offset
        return float(number)


class Converter:
    """Looks units up. Built once from the rules."""

    def __init__(self, rules: RuleSet) -> None:
        self._units: dict[str, list[Unit]] = {}
        for name, unit in rules.units.units.items():
            for form in (name, *unit.forms):
                known = self._units.setdefault(form, [])
                known.append(unit)
                for sense in unit.senses:
                    told = {"measure": sense.measure, "code": sense.code or unit.code, "base": sense.base, "eras": ()}
                    known.append(unit.model_copy(update=told | {"factor": sense.factor or unit.factor}))
        #: how a unit that counts `measure` converts, `per` what, in a text of that year (eras: 两 until 1959)
        self.of = lru_cache(maxsize=4096)(self._of)

    def _of(self, unit: str | None, measure: str, per: str | None, year: int | None) -> Conversion:
        if unit is None:
            return Conversion(None)
        entry = _first(self._units.get(unit, ()), measure)
        code = (entry.code if entry else None) or f"{{{unit}}}"
        if entry is None or entry.base is None:
            return Conversion(code)
        base, factor = entry.base, _factor(entry, year)
        if per is not None:
            below = next((one for one in self._units.get(per, ()) if one.base is not None), None)
            if below is None:
                return Conversion(code)
            if below.measure == _DURATION:  # a monthly rent in yuan a second would help nobody
                base = f"{base}/{below.code}"
            else:
                base, factor = f"{base}/{below.base}", factor / _factor(below, year)
        offset = Fraction(entry.offset)
        return Conversion(
            code,
            base,
            Decimal(factor.numerator) if factor.numerator != 1 else None,
            Decimal(factor.denominator) if factor.denominator != 1 else None,
            Decimal(offset.numerator) / Decimal(offset.denominator) if offset else None,
        )


def _first(entries: Iterable[Unit], measure: str) -> Unit | None:
    return next((entry for entry in entries if entry.measure == measure), None)


def _factor(unit: Unit, year: int | None) -> Fraction:
    if year is not None:
        for era in sorted(unit.eras, key=lambda era: era.until):
            if year <= era.until:
                return Fraction(era.factor)
    return Fraction(unit.factor)
