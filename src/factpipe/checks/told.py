"""The facts of an article as checks see them: numbers by what they can be compared with, and the words around them."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache, partial
from operator import itemgetter
from typing import NamedTuple

from factpipe.schema import NAMES

HOLDS, WITHIN_ROUNDING, CONTRADICTS = "holds", "within_rounding", "contradicts"

_READ = (
    "measure", "item", "value", "modifier", "unit", "value_base", "unit_base", "per", "place", "time", "status",
    "scope", "surface", "sentence",
)  # fmt: skip
_get = itemgetter(*map(NAMES["facts"].index, _READ))
_PEOPLE = frozenset({"people", "leaders"})
_COUNTED = frozenset({"people", "leaders", "households", "count"})


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

    @property
    def exact(self) -> bool:
        return self.modifier == "exact"


#: a third of the time that `Fact(…)` takes
_fact = partial(tuple.__new__, Fact)


class Finding(NamedTuple):
    """A relation that was found: `facts` are indices of rows, the result last."""

    kind: str
    verdict: str
    facts: tuple[int, ...]
    arithmetic: str
    difference: float


class Told:
    """The facts of an article in the order of its text."""

    def __init__(self, rows: Sequence[tuple], heads: Sequence[str] = ()) -> None:
        self.facts: list[Fact] = []
        self.sentences: list[str] = []
        self._firsts: list[int] = []
        #: facts of one kind that are no rates, in order; percentages are none of them
        self.by_kind: dict[str, list[Fact]] = {}
        self.rates: list[Fact] = []
        self.percents: list[Fact] = []
        self._heads = [head for head in heads if head]
        last, line = None, -1
        for index, row in enumerate(rows):
            (
                measure, item, value, modifier, unit, value_base, unit_base, per, place, time, status,
                scope, surface, sentence,
            ) = _get(row)  # fmt: skip
            if sentence is not last and sentence != last:
                last, line = sentence, line + 1
                self.sentences.append(sentence)
                self._firsts.append(index)
            kind, is_base = kind_of(measure, unit, unit_base if value_base is not None else None)
            number = value_base if is_base else value
            fact = _fact(
                (
                    index, kind, number, line, measure, item, value, modifier, unit, per, place, time, status, scope,
                    surface,
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


_CLAUSE = re.compile(r"[，,；;。：:（(！？!?、]")


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


#: a fraction stands for a percentage that is told to about one in a hundred
_FRACTION = re.compile(r"[0-9０-９]/[0-9０-９]|(?<![百千万])分之")
_DIGITS = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．]([0-9０-９]+))?")


@lru_cache(maxsize=1 << 14)
def quantum(surface: str, value: float) -> float:
    """The place of the last digit that a surface writes, in the unit of its value: 1.86亿 → 1,000,000."""
    if _FRACTION.search(surface):
        return 1.0
    found = _DIGITS.search(surface)
    if found is not None:
        number = float(found.group().replace(",", "").replace("，", "").replace("．", "."))
        if number and value:
            return abs(value) / number * 10.0 ** -len(found.group(1) or "")
    if value == 0:
        return 1.0
    if value != int(value):
        digits = f"{value:.6f}".rstrip("0").partition(".")[2]
        return 10.0 ** -len(digits)
    place = 1.0
    while value % (place * 10) == 0:
        place *= 10
    return place


def slack(fact: Fact) -> float:
    """By what share of itself an exact number may be off, since it may be rounded to the digits that are written.

    Things and people that are counted to the last one are not rounded.
    """
    place = quantum(fact.surface, fact.value)
    if not fact.value or (place <= 1 and fact.measure in _COUNTED):
        return 0.0
    return place / 2 / abs(fact.value)


#: by what share of itself a percentage may be off for want of digits in what it is of
_ROUGH = 0.1


def fits(computed: float, told: Fact, share: float, *, asserted: bool = False) -> str | None:
    """Whether a computed percentage is the one that is told; `share` is by how much of itself it may be off.

    Where the words leave no doubt that it is the one (`asserted`), all that rounding may have done is allowed for.
    """
    if same(computed, told.value, 1e-7):
        return HOLDS
    place = quantum(told.surface, told.value)
    off = (place / 2 + min(_ROUGH * told.value if asserted else place, told.value * share)) * 1.0001
    # papers cut decimals off as often as they round them
    cut = place < 1 and 0 <= computed - told.value < place
    return WITHIN_ROUNDING if cut or abs(computed - told.value) <= off else None


def is_precise(percent: Fact) -> bool:
    """Whether a percentage is told as one, not as 三成 or 四分之一, which may stand for many."""
    return any(sign in percent.surface for sign in "%％") or "百分之" in percent.surface


def significant(value: float) -> int:
    """How many digits of a number are not the zeros at its end: 1260 → 3."""
    digits = (
        f"{abs(value):.6f}".rstrip("0").replace(".", "").strip("0") if value % 1 else str(int(abs(value))).rstrip("0")
    )
    return max(1, len(digits))


def same(a: float, b: float, share: float = 1e-9) -> bool:
    """Whether two numbers are equal but for what floats cannot hold."""
    return abs(a - b) <= share * max(abs(a), abs(b))


def written(value: float, like: Fact, *, places: int = 4) -> str:
    """A computed value as a person would write it beside `like`: in its unit and its 万 or 亿."""
    found = _DIGITS.search(like.surface)
    scale, word = 1.0, ""
    for factor, name in ((1e8, "亿"), (1e4, "万")):
        if name in like.surface and abs(like.value) >= factor / 1000 and (found or abs(value) >= factor):
            scale, word = factor, name
            break
    unit = "%" if like.measure == "percent" and like.unit in {"%", None} else like.unit or ""
    return f"{round(value / scale, places):.15g}{word}{unit}"


def conclusion(
    kind: str, verdict: str, parts: Sequence[Fact], result: Fact, *, arithmetic: str, computed: float, places: int = 4
) -> Finding:
    """What `arithmetic` over `parts` says of `result`, which the text tells and which is `computed` here."""
    facts = (*(part.index for part in parts), result.index)
    if verdict == HOLDS:
        return Finding(kind, verdict, facts, f"{arithmetic} = {result.surface}", 0.0)
    sign = "≠" if verdict == CONTRADICTS else "≈"
    shown = f"{arithmetic} = {written(computed, result, places=places)} {sign} {result.surface}"
    return Finding(kind, verdict, facts, shown, round(result.value - computed, 6))


def near_miss(told: float, computed: float, share: float) -> bool:
    """Whether two numbers differ as a slip makes them differ: by a little, or by a power of ten."""
    if not told or not computed or told * computed < 0:
        return False
    ratio = computed / told
    return abs(ratio - 1) <= share or any(
        same(ratio, power) or same(1 / ratio, power) for power in (10, 100, 1e3, 1e4, 1e8)
    )


def one_digit(difference: float) -> bool:
    """Whether a difference is that of one digit: 10, -3, 400."""
    return bool(difference) and significant(round(difference, 6)) == 1


def overlap(a: str | None, b: str | None) -> bool:
    """Whether two items may be one: equal, one in the other, or with an end in common."""
    if not a or not b:
        return False
    return a in b or b in a or (len(a) > 2 and len(b) > 2 and a[-2:] == b[-2:])
