"""The claim rules that fit a quantity, the best first.

A sentence fits few of the many rules, and most of the others show it at once: by the kind of quantity, by the tokens
right before and after it, by a word that stands nowhere on that side. Only where none of these speaks against a rule
are its patterns tried.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from factpipe.link.compiled import CompiledRule, compiled
from factpipe.link.demand import Demand, demand
from factpipe.link.encode import KINDS, Alphabet
from factpipe.link.phrase import PhraseGrammar
from factpipe.model import Quantity
from factpipe.rules import Rule

_MEMO = 10_000
#: the share of all codes from which on a set of them is in so many sentences that it is not worth looking for
_COMMON = 0.1
#: the set of all rules, for a token that has none of the codes known when they were compiled
_ALL = -1


class Match(NamedTuple):
    """A rule that fits a quantity: its rank (the higher wins), and token spans of its slots."""

    rank: tuple[int, int, int, int]
    rule: CompiledRule
    slots: Mapping[str, tuple[int, int]]


class _Trial(NamedTuple):
    """A rule as the hot loop takes it."""

    level: int  # its priority
    tells: int  # a bit for each field that it fills
    left: "Callable[[str, int], re.Match[str] | None] | None"
    right: "Callable[[str, int], re.Match[str] | None] | None"
    left_slots: tuple[tuple[str, int], ...]  # each with the number of its group
    right_slots: tuple[tuple[str, int], ...]
    ties: tuple[int, int]  # literal characters, order: what a rank has after the length
    rule: CompiledRule


_rank = attrgetter("rank")
#: makes the record straight from a tuple of its fields: several are made for each quantity
_match = partial(tuple.__new__, Match)


class Matcher:
    """All claim rules of a rule set, compiled for an alphabet."""

    def __init__(self, rules: Sequence[Rule], alphabet: Alphabet) -> None:
        self.grammar = PhraseGrammar(alphabet)
        codes = frozenset(alphabet.of_kinds(KINDS))
        ordered = [compiled(rule, alphabet, self.grammar) for rule in sorted(rules, key=lambda rule: -rule.priority)]
        demands = [(demand(rule.left, codes), demand(rule.right, codes)) for rule in ordered]
        self._conditions = _Conditions(demands, _COMMON * len(codes))
        self._fields: dict[str, int] = {}
        #: each with what it needs; sets of them are numbers with a bit for each, the highest priority the lowest
        self._trials: list[tuple[int, _Trial]] = []
        #: by code of the token right before a quantity, and right after it, which may fit; "" where there is none
        self._before = dict.fromkeys((*codes, ""), 0)
        self._after = self._before.copy()
        #: by what they say of a quantity's kind, which say so, and one of them
        self._restricted: dict[tuple, tuple[int, Rule]] = {}
        for each, asked in zip(ordered, demands, strict=True):
            self._add(each, asked)
        #: by kind of quantity, which may link it; by set, those that are in it; both bounded
        self._allowed: dict[tuple, int] = {}
        self._in_set: dict[int, list[tuple[int, _Trial]]] = {}

    def matches(  # noqa: PLR0912  the hot loop: a call for each rule would cost a third of it
        self, codes: str, backwards: str, token: int, quantity: Quantity, told: Container[str] = ()
    ) -> Iterator[Match]:
        """What fits at the quantity that is token number `token` of `codes`, the best first.

        `backwards` is `codes` reversed. `told` may grow while the matches are read: a rule that could fill only what is
        told by then is not tried.
        """
        size = len(codes)
        last = size - token  # where the tokens before the quantity begin in the reversed codes
        lacking = self._conditions.lacking(codes, token)
        may = self._that_may(quantity, backwards[last : last + 1], codes[token + 1 : token + 2])
        found: list[Match] = []
        found_level = untold = -1
        for level, tells, match_left, match_right, left_slots, right_slots, ties, rule in [
            trial for needs, trial in may if not needs & lacking
        ]:
            if found and level != found_level:
                if len(found) > 1:
                    found.sort(key=_rank, reverse=True)
                yield from found
                found = []
                untold = ~self._bits_of(told)
            if not tells & untold:
                continue
            length = 0
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
            for name, group in left_slots:
                start, end = left.span(group)
                if start >= 0:
                    slots[name] = (size - end, size - start)
            for name, group in right_slots:
                start, end = right.span(group)
                if start >= 0:
                    slots[name] = (start, end)
            found_level = level
            found.append(_match(((level, length, *ties), rule, slots)))
        if len(found) > 1:
            found.sort(key=_rank, reverse=True)
        yield from found

    def _that_may(self, quantity: Quantity, before: str, after: str) -> list[tuple[int, _Trial]]:
        """The trials that the kind of a quantity and the codes beside it allow, each with what it needs."""
        kind = (quantity.measure, quantity.unit, quantity.modifier)
        allowed = self._allowed.get(kind)
        if allowed is None:
            if len(self._allowed) > _MEMO:
                self._allowed.clear()
            allowed = self._allowed[kind] = sum(bits for bits, rule in self._restricted.values() if rule.allows(*kind))
        chosen = allowed & self._before.get(before, _ALL) & self._after.get(after, _ALL)
        trials = self._in_set.get(chosen)
        if trials is None:
            if len(self._in_set) > _MEMO:
                self._in_set.clear()
            trials = self._in_set[chosen] = [trial for at, trial in enumerate(self._trials) if chosen >> at & 1]
        return trials

    def _bits_of(self, fields: Iterable[str]) -> int:
        bits = 0
        for field in fields:
            bits |= self._fields.setdefault(field, 1 << len(self._fields))
        return bits

    def _add(self, rule: CompiledRule, demands: tuple[Demand, Demand]) -> None:
        """Put a rule to those that are tried, by what its sides ask for."""
        bit = 1 << len(self._trials)
        for beside, asked in zip((self._before, self._after), demands, strict=True):
            for code in beside if asked.empty else asked.begins:
                beside[code] |= bit
        entry = rule.rule.entry
        restriction = (entry.measures, entry.units, entry.modifiers)
        others, _ = self._restricted.get(restriction, (0, rule.rule))
        self._restricted[restriction] = others | bit, rule.rule
        sides = [re.compile(pattern) if pattern else None for pattern in (rule.left, rule.right)]
        trial = _Trial(
            rule.rule.priority,
            self._bits_of(rule.fills),
            *(side and side.match for side in sides),
            *(tuple(side.groupindex.items()) if side else () for side in sides),
            (rule.literals, -rule.rule.order),
            rule,
        )
        self._trials.append((self._conditions.of(demands), trial))


class _Conditions:
    """Sets of codes of which one must be there, before a quantity or after it; a bit each."""

    def __init__(self, demands: Sequence[tuple[Demand, Demand]], most: float) -> None:
        """All that the demands of both sides of rules make, but for sets of more codes than `most`."""
        self._bits: dict[tuple[int, frozenset[str]], int] = {}
        self._most = most
        #: by code, those that a token fulfils before a quantity, and after it
        fulfilled: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for each in demands:
            for side, codes in self._held(each):
                bit = self._bits.setdefault((side, codes), 1 << len(self._bits))
                for code in codes:
                    fulfilled[side][code] = fulfilled[side].get(code, 0) | bit
        self._before, self._after = fulfilled
        #: the tokens that fulfil any, which are few of those of a sentence
        self._in_before, self._in_after = (
            re.compile(f"[{''.join(sorted(codes))}]" if codes else r"(?!)").findall for codes in fulfilled
        )

    def _held(self, demands: tuple[Demand, Demand]) -> Iterator[tuple[int, frozenset[str]]]:
        return ((side, codes) for side in (0, 1) for codes in demands[side].holds if len(codes) <= self._most)

    def of(self, demands: tuple[Demand, Demand]) -> int:
        """Those that the demands of both sides make."""
        return sum(self._bits[each] for each in self._held(demands))

    def lacking(self, codes: str, token: int) -> int:
        """Those that the tokens before and after a quantity do not fulfil."""
        fulfilled = 0
        before, after = self._before, self._after
        for code in self._in_before(codes, 0, token):
            fulfilled |= before[code]
        for code in self._in_after(codes, token + 1):
            fulfilled |= after[code]
        return ~fulfilled
