"""What a time says of the figures of its clause: that they are so by now, that they add up to a day, that they lie
ahead.
"""

import re
from functools import lru_cache

from factpipe import trie
from factpipe.link.alphabet import ANY_TIME, FUTURE, NOW, UNTIL
from factpipe.rules.entries.times import File

#: 十五日 is no plan
_NO_PLAN = "(?![年月日号天时点分秒个周岁世载多余来])"
_BY_YEAR = re.compile("[到至]([12][0-9]{3})年")
#: 至今 is no part of these: 截|至今天
_NO_NOW = "(?<!至今)|(?![年日天晚])"


class TimeForms:
    """Reads the forms of times off the words of times.yaml. Made once."""

    def __init__(self, lexicon: File) -> None:
        forms = lexicon.forms
        self._plans = lexicon.plans
        self._plan = re.compile(f'[到至]?[“"‘「]?({trie.pattern(self._plans)}){_NO_PLAN}')
        self._now = re.compile(f"[在从到]?{trie.pattern(forms.now)}")
        self._until = re.compile(f"{trie.pattern(forms.until)}(?:{_NO_NOW})|.*为止\\Z")
        after = f".*{trie.pattern(forms.finished)}.{{0,4}}后(?:第.年)?\\Z"
        ahead = f"{trie.pattern(forms.future)}|{trie.pattern(forms.coming)}."
        self._future = re.compile(f"(?!.*(?:以来|至今)\\Z)(?:{ahead}|{after})")
        #: the group of classes (of the alphabet) of a time in an issue of the year; of a year that is None nothing
        #: lies ahead
        self.group = lru_cache(maxsize=1 << 13)(self._group)

    def _group(self, time: str, year: int | None) -> frozenset[str]:
        if self._until.match(time):
            return UNTIL
        by = _BY_YEAR.match(time)
        if (by and year is not None and int(by[1]) > year) or self._future.match(time):
            return FUTURE
        if plan := self._plan.match(time):
            until = self._plans[plan[1]].first + (3 if "末" in time[-2:] else 1)
            return FUTURE if year and year <= until else ANY_TIME
        return NOW if self._now.match(time) else ANY_TIME
