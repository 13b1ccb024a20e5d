"""Simplest forms of stages that are not there yet, so that every stage after them runs. Goes when they land."""

import re
from decimal import Decimal

from factpipe.model import Modifier, Quantity


class Scanner:
    _FOUND = re.compile(r"([0-9]+(?:\.[0-9]+)?)(万|亿)?(余|多)?(元|人|户|名|亩|公里|个|%)")

    def __init__(self, rules):
        pass

    def scan(self, text, keep_all=False):  # noqa: ARG002
        found = []
        for m in self._FOUND.finditer(text):
            value = Decimal(m[1]) * {"万": 10**4, "亿": 10**8}.get(m[2], 1)
            high = None if m[3] else value
            modifier = Modifier.OVER if m[3] else Modifier.EXACT
            found.append(Quantity(m.start(), m.end(), value, value, high, modifier, m[4], "count", None, *m.span(1)))
        return found
