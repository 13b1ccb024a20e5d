"""Marks as gold facts: what a person left alone as it was, what a person drew read from its text."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from factpipe.exchange.documents import FIELDS, NUMBERS, Mark, Marked, surface

How = Literal["kept", "redrawn", "new", "unread"]


class Corrected(NamedTuple):
    """A gold line, and how it came about: `kept` (its fields may be corrected), its span `redrawn`, `new`, or `unread`:
    new, and no number could be read in it."""

    gold: dict[str, object]
    how: How


class Reader:
    """Reads the numbers of spans that people drew, with the scanner; built once."""

    def facts(self, marked: Marked) -> Iterator[Corrected]:
        """The gold facts of a document, in the order of its text."""
        for mark in sorted(marked.marks, key=lambda mark: (mark.start, mark.end)):
            yield self._fact(marked, mark)

    def _fact(self, marked: Marked, mark: Mark) -> Corrected:
        written = surface(marked.text, mark.start, mark.end)
        fields: dict[str, object] = dict.fromkeys(FIELDS) | {"status": "actual", "modifier": "exact"}
        how: How = "new"
        if mark.fields is not None:
            fields |= {name: mark.fields.get(name) for name in FIELDS}
            how = "kept" if mark.was == (mark.start, mark.end) else "redrawn"
        if how != "kept":
            number = self._number(written)
            fields |= number
            if not number and fields["value"] is None:
                how = "unread"
        fields["measure"] = mark.measure
        line = {"doc": marked.doc, "start": mark.start, "end": mark.end, "surface": written}
        told = {name: fields[name] if name in NUMBERS else fields[name] or "" for name in FIELDS}
        return Corrected(line | told, how)

    @cached_property
    def _scanner(self):
        from factpipe.quantities import Scanner
        from factpipe.rules import load

        return Scanner(load())

    def _number(self, written: str) -> dict[str, object]:
        """Value, bounds, unit and modifier of a surface; {} where it holds no number or more than one."""
        found = self._scanner.scan(written, keep_all=True)
        if len(found) != 1:
            return {}
        (quantity,) = found
        return {
            "value": float(quantity.value),
            "value_min": None if quantity.low is None else float(quantity.low),
            "value_max": None if quantity.high is None else float(quantity.high),
            "modifier": str(quantity.modifier),
            "unit": quantity.unit,
        }
