"""The two sides of a change: what was and what is, as the words of a sentence compare them."""

import re

from factpipe.checks.told import Fact, Told

#: the sign of a change by its direction
SIGN = {"up": 1, "down": -1}
THAN = re.compile("[比较]")
STOP = re.compile("[。；;]")
_FROM = re.compile("[由从]")
_TO = re.compile("[到至为]")


def ordered(told: Told, first: Fact, second: Fact) -> tuple[Fact, Fact] | None:
    """(old, new) of two facts of a sentence, if its words compare them."""
    between = told.between(first, second)
    if STOP.search(between):
        return None
    if _FROM.search(told.before(first, 10)) and _TO.search(between):
        return first, second
    return (second, first) if THAN.search(between) else None
