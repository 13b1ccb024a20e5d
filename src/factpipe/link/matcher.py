"""The claim rules that fit a quantity, the best first.

A sentence fits few of the many rules, and most of the others show it at once: by the kind of quantity, by the tokens
right before and after it, by a word that stands nowhere on that side. Only where none of these speaks against a rule
are its patterns tried.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from factpipe.link import ranges
from factpipe.link.alphabet import KINDS, NO_TOKEN, Alphabet
from factpipe.link.compiled import CompiledRule, compile_rule
from factpipe.link.demand import Demand, demand
from factpipe.link.encode import Encoded
from factpipe.link.phrase import PhraseGrammar
from factpipe.model import Modifier, Quantity, maker
from factpipe.rules import Rule
from factpipe.rules.entries.claims import Only
from factpipe.rules.ruleset import measured, within

_MEMO = 10_000
#: the share of all codes from which on a set of them is in so many sentences that it is not worth looking for
_COMMON = 0.1
#: the set of all rules, for a token that has none of the codes known when they were compiled
_ALL = -1
#: what stands between the ends of a range: 16至60岁; 五六岁 only tells about how many there are
_ENDS = re.compile("[至到~～—–－-]")


class Match(NamedTuple):
    """A rule that fits a quantity: its rank (the higher wins), and token spans of its slots."""

    rank: tuple[int, int, int, int]
    rule: CompiledRule
    slots: Mapping[str, tuple[int, int]]


class _Trial(NamedTuple):
    """A rule as the hot loop tries it."""

    left: "Callable[[str, int], re.Match[str] | None] | None"
    right: "Callable[[str, int], re.Match[str] | None] | None"
    left_slots: tuple[tuple[str, int], ...]  # each with the number of its group
    right_slots: tuple[tuple[str, int], ...]
    ties: tuple[int, int]  # literal characters, order: what a rank has after the length
    rule: CompiledRule


_rank = attrgetter("rank")
_match = maker(Match)


class Matcher:
    """All claim rules of a rule set, compiled for an alphabet."""

    def __init__(self, rules: Sequence[Rule], alphabet: Alphabet, grammar: PhraseGrammar) -> None:
        codes = frozenset(alphabet.of_kinds(KINDS) + NO_TOKEN)
        ordered = [compile_rule(rule, alphabet, grammar) for rule in sorted(rules, key=lambda rule: -rule.priority)]
        demands = [(demand(rule.left, codes), demand(rule.right, codes)) for rule in ordered]
        self._conditions = _Conditions(demands, _COMMON * len(codes))
        self._bits_of = _Fields().bits
        #: by number, the highest priority first; a set of rules is an integer with their bits
        self._trials = _Trials(ordered)
        self._turns = _Turns([(each.rule.priority, self._bits_of(each.fills)) for each in ordered])
        #: by code of the token right before a quantity, and right after it, which may fit; "" where there is none
        self._before = dict.fromkeys((*codes, ""), 0)
        self._after = self._before.copy()
        for n, asked in enumerate(demands):
            self._add(1 << n, asked)
        self._before, self._after = map(_shared, (self._before, self._after))
        self._allowed = _Allowed([each.rule for each in ordered])

    def candidates(self, encoded: Encoded) -> list[int]:
        """For each quantity of a sentence the rules that have around it all the words that they need."""
        return self._conditions.fulfilled(encoded.codes, [token for _, token in encoded.quantities])

    def matches(  # noqa: PLR0912  the hot loop: a call for each rule would cost a third of it
        self, encoded: Encoded, token: int, quantity: Quantity, candidates: int, told: Collection[str] = ()
    ) -> Iterator[Match]:
        """What fits at the quantity that is token number `token` of a sentence, the best first.

        `candidates` are those of that token. `told` may grow while the matches are read: a rule that could fill only
        what is told by then is not tried.
        """
        codes, backwards = encoded.codes, encoded.backwards
        size = len(codes)
        last = size - token  # where the tokens before the quantity begin in the reversed codes
        trials = self._trials
        bound = quantity.modifier
        if bound is Modifier.RANGE and not _ENDS.search(encoded.words[token]):
            bound = Modifier.ABOUT
        turns = self._turns[
            candidates
            & self._allowed[quantity.measure, quantity.unit, bound]
            & self._before.get(backwards[last : last + 1], _ALL)
            & self._after.get(codes[token + 1 : token + 2], _ALL)
        ]
        found: list[Match] = []
        found_level = untold = -1
        for number, level, tells in turns:
            if found and level != found_level:
                if len(found) > 1:
                    found.sort(key=_rank, reverse=True)
                yield from found
                found = []
                untold = ~self._bits_of(told)
            if not tells & untold:
                continue
            match_left, match_right, left_slots, right_slots, ties, rule = trials[number]
            length, left, right = 0, None, None
            if match_left is not None:
                left = match_left(backwards, last)
                if left is None:
                    continue
                length = left.end() - last
            if match_right is not None:
                right = match_right(codes, token + 1)
                if right is None:
                    continue
                length += right.end() - token - 1
            slots = {}
            if left is not None:
                for name, group in left_slots:
                    start, end = left.span(group)
                    if start >= 0:
                        slots[name] = (size - end, size - start)
            if right is not None:
                for name, group in right_slots:
                    start, end = right.span(group)
                    if start >= 0:
                        slots[name] = (start, end)
            found_level = level
            found.append(_match(((level, length, *ties), rule, slots)))
        if len(found) > 1:
            found.sort(key=_rank, reverse=True)
        yield from found

    def _add(self, bit: int, demands: tuple[Demand, Demand]) -> None:
        """Put a rule to those that are tried, by what its sides ask for."""
        for beside, asked in zip((self._before, self._after), demands, strict=True):
            for code in beside if asked.empty else asked.begins:
                beside[code] |= bit


def _shared(sets: dict[str, int]) -> dict[str, int]:
    """The sets of rules by code, equal ones as one object: more of them stay in the processor's caches."""
    known: dict[int, int] = {}
    return {code: known.setdefault(rules, rules) for code, rules in sets.items()}


class _Allowed(dict[tuple[str, str | None, Modifier], int]):
    """The rules that may link a quantity, by its measure, its unit and its bound; bounded."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """`rules` are in the order of their bits."""
        super().__init__()
        by_measure: dict[tuple | Only | None, int] = {}
        by_unit, by_modifier = by_measure.copy(), by_measure.copy()
        for n, rule in enumerate(rules):
            entry = rule.entry
            told = (by_measure, entry.measures), (by_unit, entry.units), (by_modifier, entry.modifiers)
            for restricted, allowed in told:
                restricted[allowed] = restricted.get(allowed, 0) | 1 << n
        #: many kinds are of a measure, a unit and a bound that are known already
        self._allowing = [
            lru_cache(maxsize=_MEMO)(partial(_allowing, restricted))
            for restricted in (by_measure, by_unit, by_modifier)
        ]

    def __missing__(self, kind: tuple[str, str | None, Modifier]) -> int:
        if len(self) > _MEMO:
            self.clear()
        bits = _ALL
        measure, unit, modifier = kind
        # a rule for quantities without a unit says `units: [""]`
        for allowing, words in zip(self._allowing, (measured(measure, unit), (unit or "",), (modifier,)), strict=True):
            bits &= allowing(words)
        self[kind] = bits
        return bits


def _allowing(restricted: Mapping[tuple | Only | None, int], words: tuple[str, ...]) -> int:
    """The rules that allow a measure, a unit or a bound, of rules by what they restrict it to."""
    return sum(rules for allowed, rules in restricted.items() if within(words, allowed))


class _Fields(dict[str, int]):
    """A bit for each field, as they are met."""

    def __missing__(self, field: str) -> int:
        self[field] = bit = 1 << len(self)
        return bit

    def bits(self, fields: Iterable[str]) -> int:
        """The bits of some fields, each told once."""
        return sum(map(self.__getitem__, fields))


class _Turns(dict[int, list[tuple[int, int, int]]]):
    """The rules of a set in the order in which they are tried, each as its number, its priority and a bit for each
    field that it fills; bounded. Few sets are new: what stands around a quantity speaks for the same few rules.
    """

    def __init__(self, told: Iterable[tuple[int, int]]) -> None:
        """What is told of each rule, in the order of their bits."""
        super().__init__()
        self._told = [(number, *each) for number, each in enumerate(told)]

    def __missing__(self, rules: int) -> list[tuple[int, int, int]]:
        if len(self) > _MEMO:
            self.clear()
        turns, rest = [], rules
        while rest:
            bit = rest & -rest
            rest ^= bit
            turns.append(self._told[bit.bit_length() - 1])
        self[rules] = turns
        return turns


class _Trials(dict[int, _Trial]):
    """The rules by their numbers, each made ready when it is tried first: few texts need all, and a regular expression
    takes longer to compile than a page to read.
    """

    def __init__(self, rules: Sequence[CompiledRule]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, number: int) -> _Trial:
        rule = self._rules[number]
        left, right = (ranges.compiled(pattern) if pattern else None for pattern in (rule.left, rule.right))
        self[number] = trial = _Trial(
            left.match if left else None,
            right.match if right else None,
            tuple(left.groupindex.items()) if left else (),
            tuple(right.groupindex.items()) if right else (),
            (rule.literals, -rule.rule.order),
            rule,
        )
        return trial


class _Conditions:
    """Which rules have, before a quantity and after it, a token of every set of codes that they need.

    A rule has a bit in each of several layers, one for each of its sets: all must be there.
    """

    def __init__(self, demands: Sequence[tuple[Demand, Demand]], most: float) -> None:
        """What the demands of both sides of rules make; sets of more codes than `most` are left out."""
        needed = [
            [(side, codes) for side, asked in enumerate(each) for codes in asked.holds if len(codes) <= most]
            for each in demands
        ]
        self._rules = len(needed)
        self._layers = range(1, max(map(len, needed), default=0))
        self._unasked = (1 << self._rules * (len(self._layers) + 1)) - 1
        #: by code, what a token fulfils before a quantity, and after it
        fulfilled: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for rule, sets in enumerate(needed):
            for layer, (side, codes) in enumerate(sets):
                bit = 1 << rule + self._rules * layer
                self._unasked ^= bit
                for code in codes:
                    fulfilled[side][code] = fulfilled[side].get(code, 0) | bit
        self._before, self._after = map(_shared, fulfilled)
        #: the tokens that fulfil any, which are few of those of a sentence
        self._in_before, self._in_after = (
            ranges.compiled(f"[{''.join(codes)}]" if codes else r"(?!)").findall for codes in fulfilled
        )

    def fulfilled(self, codes: str, tokens: Sequence[int]) -> list[int]:
        """For each of the tokens, in order, the rules that have what they need around it; higher bits mean nothing."""
        before, after, rules = self._before, self._after, self._rules
        afterwards: list[int] = []
        bits, end = self._unasked, len(codes)
        for token in reversed(tokens):
            for code in self._in_after(codes, token + 1, end):
                bits |= after[code]
            afterwards.append(bits)
            end = token + 1
        out: list[int] = []
        sofar = start = 0
        for token in tokens:
            for code in self._in_before(codes, start, token):
                sofar |= before[code]
            start = token
            every = bits = sofar | afterwards.pop()
            for _ in self._layers:
                bits >>= rules
                every &= bits
            out.append(every)
        return out
