"""The two sides of a change: what was and what is, as the words of a sentence compare them."""

import re

from factpipe.checks.told import Fact, Told

#: the sign of a change by its direction
SIGN = {"up": 1, "down": -1}
THAN = re.compile("[比较]")
STOP = re.compile("[。；;]")
_FROM = re.compile("[由从]")
#: characters from 由 or 从 to what was: 从2000年底通车时的3万亿元
_LEAD = 20
#: 与去年的7.88亿元[相比]
_WITH = re.compile("[与同和跟]")
_TO = re.compile("[到至为]")


def ordered(told: Told, first: Fact, second: Fact) -> tuple[Fact, Fact] | None:
    """(old, new) of two facts of a sentence, if its words compare them."""
    between = told.between(first, second)
    if STOP.search(between):
        return None
    if _FROM.search(told.clause(first)[-_LEAD:]) and _TO.search(between):
        return first, second
    with_old = _WITH.search(between) and told.after(second, 2) == "相比"
    return (second, first) if with_old or THAN.search(between) else None
