"""The rules of a run as one frozen value."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from factpipe.rules import template

if TYPE_CHECKING:
    from factpipe.rules.entries import (
        approximators,
        checks,
        classes,
        confidence,
        directions,
        items,
        layout,
        places,
        times,
        traps,
        units,
    )
    from factpipe.rules.entries.claims import ClaimRule, Constants, Example, Only


@dataclass(frozen=True, eq=False)
class Rule:
    """A claim rule, parsed. `order` is its place among all rules (the last of the open ties)."""

    entry: "ClaimRule"
    topic: str
    order: int
    origin: str  # the file that it comes from

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def priority(self) -> int:
        return self.entry.priority

    @property
    def set(self) -> "Constants":
        return self.entry.set

    @property
    def examples(self) -> "tuple[Example, ...]":
        return self.entry.examples

    @cached_property
    def template(self) -> template.Node:
        return template.parse(self.entry.pattern)


#: what rules call the measure of a number without a unit, which counts things until its noun says otherwise
NUMBER = "number"


def measured(measure: str, unit: str | None) -> tuple[str, ...]:
    """The words by which rules may name the measure of a quantity."""
    return (measure, NUMBER) if measure == "count" and not unit else (measure,)


def within(words: "tuple[str, ...]", allowed: "tuple[str, ...] | Only | None") -> bool:
    """Whether a rule that allows these measures, units or bounds (None: any) may link a quantity of those."""
    if allowed is None:
        return True
    if isinstance(allowed, tuple):
        return not set(words).isdisjoint(allowed)
    return set(words).isdisjoint(allowed.not_)


@dataclass(frozen=True, eq=False)
class RuleSet:
    """Everything that rule files say. Equal when the hashes are; comments, layout and examples make no difference.

    Each lexicon is the `File` of `factpipe.rules.entries.<name>`; where there is no such file, an empty one.
    """

    units: "units.File"
    approximators: "approximators.File"
    traps: "traps.File"
    items: "items.File"
    places: "places.File"
    times: "times.File"
    layout: "layout.File"
    classes: "classes.File"
    directions: "directions.File"
    checks: "checks.File"
    confidence: "confidence.File"
    claims: tuple[Rule, ...]
    #: sha256 of all the above, in hexadecimal
    hash: str
    #: lexicon name → the files it was read from, the last laid over the others
    origins: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleSet) and other.hash == self.hash

    def __hash__(self) -> int:
        return hash(self.hash)
