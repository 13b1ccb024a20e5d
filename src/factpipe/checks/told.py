"""The facts of an article as checks see them: numbers by what they can be compared with, and the words around them."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from factpipe.model import maker
from factpipe.rules.entries.checks import File
from factpipe.schema import NAMES
from factpipe.script import in_simplified, simplified
from factpipe.sentences import CLAUSE_ENDS

_READ = (
    "measure", "item", "value", "modifier", "unit", "value_base", "unit_base", "per", "place", "time", "status",
    "scope", "surface", "sentence", "direction",
)  # fmt: skip
_get = itemgetter(*map(NAMES["facts"].index, _READ))
_sentence_of = itemgetter(NAMES["facts"].index("sentence"))
_PEOPLE = frozenset({"people", "leaders"})
#: before the parts of what was told
OF_THEM = "其中"
_CLAUSE = re.compile(f"[{CLAUSE_ENDS}（(、]")


class Fact(NamedTuple):
    """A fact of an article. `number` is its value in the unit that all facts of its `kind` share."""

    index: int
    kind: str
    number: float
    line: int  # which of the sentences that hold facts it stands in
    measure: str
    item: str | None
    value: float
    modifier: str
    unit: str | None
    per: str | None
    place: str | None
    time: str | None
    status: str
    scope: str | None
    surface: str
    direction: str | None

    @property
    def exact(self) -> bool:
        return self.modifier == "exact"


_fact = maker(Fact)


class Told:
    """The facts of an article in the order of its text."""

    def __init__(self, words: File, rows: Sequence[tuple], heads: Sequence[str] = ()) -> None:
        self.words = words
        self.facts: list[Fact] = []
        self.sentences: list[str] = []
        self._firsts: list[int] = []
        #: facts of one kind that are no rates, in order; percentages are none of them
        self.by_kind: dict[str, list[Fact]] = {}
        self.rates: list[Fact] = []
        self.percents: list[Fact] = []
        text = "".join(dict.fromkeys(map(_sentence_of, rows)))
        traditional = simplified(text) is not text  # the words that checks look for are simplified
        self._heads = [in_simplified(head) if traditional else head for head in heads if head]
        last, line = None, -1
        for index, row in enumerate(rows):
            (
                measure, item, value, modifier, unit, value_base, unit_base, per, place, time, status,
                scope, surface, sentence, direction,
            ) = _get(row)  # fmt: skip
            if traditional:
                sentence, surface = in_simplified(sentence), in_simplified(surface)
            if sentence is not last and sentence != last:
                last, line = sentence, line + 1
                self.sentences.append(sentence)
                self._firsts.append(index)
            kind, is_base = kind_of(measure, unit, unit_base if value_base is not None else None)
            number = value_base if is_base else value
            fact = _fact(
                (
                    index, kind, number, line, measure, item, value, modifier, unit, per, place, time, status, scope,
                    surface, direction,
                )
            )  # fmt: skip
            self.facts.append(fact)
            if measure in {"percent", "ratio"}:
                self.percents.append(fact)
            elif per is not None:
                self.rates.append(fact)
            else:
                held = self.by_kind.get(kind)
                if held is None:
                    self.by_kind[kind] = [fact]
                else:
                    held.append(fact)

    @cached_property
    def head_lines(self) -> int:
        """How many of the sentences, from the first, stand in the title and what goes with it."""
        count = 0
        for sentence in self.sentences:
            if not any(sentence in head or head in sentence for head in self._heads):
                break
            count += 1
        return count

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        """Where facts stand in their sentences."""
        return {}

    def span(self, fact: Fact) -> tuple[int, int]:
        """Where the fact stands in its sentence; (-1, -1) when it is not found there."""
        found = self._places.get(fact.index)
        if found is None:
            self._locate(fact)
            found = self._places[fact.index]
        return found

    def _locate(self, fact: Fact) -> None:
        at, sentence = 0, self.sentences[fact.line]
        for other in self.of_line(fact.line):
            start = sentence.find(other.surface, at)
            end = start + len(other.surface)
            self._places[other.index] = (start, end) if start >= 0 else (-1, -1)
            at = end if start >= 0 else at

    def first(self, line: int) -> int:
        """The index of the first fact of a sentence."""
        return self._firsts[line]

    def of_line(self, line: int) -> list[Fact]:
        """The facts of a sentence."""
        ends = self._firsts[line + 1 : line + 2] or [len(self.facts)]
        return self.facts[self._firsts[line] : ends[0]]

    def before(self, fact: Fact, most: int = 30) -> str:
        """The sentence before a fact, its last `most` characters."""
        start, _ = self.span(fact)
        return self.sentences[fact.line][max(0, start - most) : start] if start > 0 else ""

    def after(self, fact: Fact, most: int = 10) -> str:
        """The sentence after a fact, its first `most` characters."""
        _, end = self.span(fact)
        return self.sentences[fact.line][end : end + most] if end > 0 else ""

    def between(self, first: Fact, second: Fact) -> str:
        """The text between two facts; "" when they do not stand in one sentence."""
        if first.line != second.line:
            return ""
        (_, end), (start, _) = self.span(first), self.span(second)
        return self.sentences[first.line][end:start] if 0 <= end <= start else ""

    def clause(self, fact: Fact) -> str:
        """The text before a fact back to the last comma or stop."""
        return _CLAUSE.split(self.before(fact, 40))[-1]


@lru_cache(maxsize=4096)
def kind_of(measure: str, unit: str | None, unit_base: str | None) -> tuple[str, bool]:
    """What a number can be added to and compared with, and whether that is its value in the base unit."""
    if measure in _PEOPLE:
        return "people", False
    if measure in {"households", "percent"}:
        return measure, False
    if unit_base and "{" not in unit_base and unit_base != "1":
        return unit_base, True
    return f"{measure} {unit or ''}", False
