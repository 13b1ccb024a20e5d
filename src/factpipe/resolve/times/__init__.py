"""When a claim holds: time expressions found in a text, the one that governs a quantity, and its days on the calendar.

`TimeFinder` finds the expressions in one pass, `TimeResolver` chooses among them for a quantity, `resolve_expression`
tells the days of one expression. What the words mean is data in rules/lexicon/times.yaml.
"""

from factpipe.resolve.times.expression import resolve_expression
from factpipe.resolve.times.find import TimeFinder, covers
from factpipe.resolve.times.govern import TimeResolver

__all__ = ["TimeFinder", "TimeResolver", "covers", "resolve_expression"]
