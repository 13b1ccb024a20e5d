"""A numeral with its unit where it stands in a text."""

from factpipe.model import Modifier
from factpipe.quantities.surface import Counted, Surface


class Token(Counted):
    """A numeral with its unit where it stands, before it is known whether it is a fact.

    `start`, `end` span all of it, `number_start`, `number_end` the numeral; `before` is the word before it that bounds
    it.
    """

    __slots__ = ("before", "end", "number_end", "number_start", "reason", "start")

    start: int
    end: int
    number_start: int
    number_end: int
    reason: str | None
    before: str | None

    def __init__(self, surface: Surface, start: int) -> None:
        self.start = self.number_start = start
        self.end = start + surface.length
        self.number_end = start + surface.size
        self.reason = self.before = None
        self.digits, self.numeral = surface.digits, surface.numeral
        self.unit, self.form, self.measure = surface.unit, surface.form, surface.measure
        self.value, self.low, self.high = surface.value, surface.low, surface.high
        self.modifier, self.bounded = surface.modifier, surface.bounded
        self.share, self.per, self.currency = surface.share, surface.per, surface.currency

    def take_unit(self, other: "Token") -> None:
        """Share the unit of another token, which writes it for both."""
        self.unit, self.form, self.measure = other.unit, other.form, other.measure
        self.share, self.currency = other.share, other.currency
        self.per = self.per or other.per

    def negate(self) -> None:
        self.low, self.high = (None if x is None else -x for x in (self.high, self.low))
        self.value = self.low if self.modifier is Modifier.RANGE else -self.value
