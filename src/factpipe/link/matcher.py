"""Claim rules compiled to regular expressions over token codes, one for each side of the quantity.

The left side is matched on the reversed codes, so that both sides start at the quantity and fail at once where they do
not fit. A rule is tried only in sentences that hold every class and literal that it needs.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from factpipe.link.encode import BREAK, PLACE, QUANTITY, TIME, Alphabet
from factpipe.link.phrase import PhraseGrammar
from factpipe.model import Modifier
from factpipe.rules import Rule
from factpipe.rules.entries.classes import WordClass
from factpipe.rules.template import ITEM_SLOTS, Choice, Class, Gap, Literal, Node, Optional, Slot, walk
from factpipe.rules.template import Sequence as Nodes

_LITERAL = "="
#: slots that tell nothing by themselves
_NO_FIELDS = frozenset({"q2", "place", "time", "owner"})
_MEMO = 10_000


class Match(NamedTuple):
    """A rule that fits a quantity: its rank (the higher wins), and token spans of its slots."""

    rank: tuple[int, int, int, int]
    rule: "CompiledRule"
    slots: Mapping[str, tuple[int, int]]


class CompiledRule(NamedTuple):
    rule: Rule
    left: "Callable[[str, int], re.Match[str] | None] | None"  # on the reversed codes, from the quantity on
    right: "Callable[[str, int], re.Match[str] | None] | None"
    left_slots: tuple[str, ...]
    right_slots: tuple[str, ...]
    needs: int  # bits of the conditions that a sentence must fulfil
    weight: tuple[int, int, int]  # priority, literal characters, order: what a rank has besides the length
    fills: frozenset[str]
    tells: int  # a bit for each field that it fills
    constants: Mapping[str, str]


_rank = attrgetter("rank")


def literal_classes(rules: Sequence[Rule]) -> dict[str, WordClass]:
    """A class of its own for every literal of the rules, so that the segmenter keeps it and it has a code."""
    texts = {node.text for rule in rules for node in walk(rule.template) if isinstance(node, Literal)}
    return {_LITERAL + text: WordClass(words=(text,)) for text in sorted(texts)}


class Matcher:
    """All claim rules of a rule set, compiled for an alphabet."""

    def __init__(self, rules: Sequence[Rule], alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self.grammar = PhraseGrammar(alphabet)
        self._bits: dict[str, int] = {}
        self._conditions: dict[str, int] = {}
        self._fields: dict[str, int] = {}
        self.rules = sorted(map(self._compile, rules), key=lambda rule: -rule.weight[0])
        #: by kind of quantity, the rules that may link it with what each needs; bounded
        self._allowed: dict[tuple, list[tuple[int, CompiledRule]]] = {}

    def matches(  # noqa: PLR0912  the hot loop: a call for each rule would cost a third of it
        self, codes: str, backwards: str, token: int, rules: Sequence[CompiledRule], told: Container[str] = ()
    ) -> Iterator[Match]:
        """What fits at the quantity that is token number `token` of `codes`, the best first.

        `backwards` is `codes` reversed, `rules` those that may apply, the highest priority first. `told` may grow while
        the matches are read: a rule that could fill only what is told by then is not tried.
        """
        size = len(codes)
        last = size - token  # where the tokens before the quantity begin in the reversed codes
        found: list[Match] = []
        level = untold = -1
        for rule in rules:
            if found and rule.weight[0] != level:
                if len(found) > 1:
                    found.sort(key=_rank, reverse=True)
                yield from found
                found = []
                untold = ~self._bits_of(told)
            if not rule.tells & untold:
                continue
            length = 0
            left = right = None
            if rule.left is not None:
                left = rule.left(backwards, last)
                if left is None:
                    continue
                length = left.end() - last
            if rule.right is not None:
                right = rule.right(codes, token + 1)
                if right is None:
                    continue
                length += right.end() - token - 1
            slots = {}
            for name in rule.left_slots:
                start, end = left.span(name)
                if start >= 0:
                    slots[name] = (size - end, size - start)
            for name in rule.right_slots:
                start, end = right.span(name)
                if start >= 0:
                    slots[name] = (start, end)
            level, literals, order = rule.weight
            found.append(Match((level, length, literals, order), rule, slots))
        if len(found) > 1:
            found.sort(key=_rank, reverse=True)
        yield from found

    def _bits_of(self, fields: Iterable[str]) -> int:
        bits = 0
        for field in fields:
            bits |= self._fields.setdefault(field, 1 << len(self._fields))
        return bits

    def present(self, codes: str) -> int:
        """Bits of the conditions of rules that a sentence fulfils by the words it holds."""
        present = 0
        known = self._bits
        for code in known.keys() & set(codes):
            present |= known[code]
        return present

    def rules_for(self, present: int, measure: str, unit: str | None, modifier: Modifier) -> list[CompiledRule]:
        """The rules that may link a quantity of this measure, unit and bound in a sentence of which that is present."""
        kind = (measure, unit, modifier)
        allowed = self._allowed.get(kind)
        if allowed is None:
            if len(self._allowed) > _MEMO:
                self._allowed.clear()
            allowed = self._allowed[kind] = [(rule.needs, rule) for rule in self.rules if rule.rule.allows(*kind)]
        absent = ~present
        return [rule for needs, rule in allowed if not needs & absent]

    def _compile(self, rule: Rule) -> CompiledRule:
        node = rule.template
        nodes = node.nodes if isinstance(node, Nodes) else (node,)
        at = next((i for i, part in enumerate(nodes) if part == Slot("q")), None)
        if at is None:
            raise ValueError(f"{rule.id}: <q> must stand outside brackets")
        side = _Side(self._alphabet, self.grammar, rule)
        left = "".join(side.pattern(part, backward=True) for part in reversed(nodes[:at]))
        right = "".join(side.pattern(part, backward=False) for part in nodes[at + 1 :])
        constants = rule.set.told()
        fills = frozenset(side.slots) | constants.keys()
        if fills.intersection(ITEM_SLOTS):
            fills = fills - set(ITEM_SLOTS) | {"item"}
        fills -= _NO_FIELDS
        sides = [re.compile(pattern) if pattern else None for pattern in (left, right)]
        literals = sum(len(part.text) for part in walk(node) if isinstance(part, Literal))
        return CompiledRule(
            rule,
            *(side and side.match for side in sides),
            *(tuple(side.groupindex) if side else () for side in sides),
            self._needs([part for part in nodes if isinstance(part, Class | Literal | Choice)]),
            (rule.priority, literals, -rule.order),
            fills,
            self._bits_of(fills),
            constants,
        )

    def _needs(self, nodes: Sequence[Node]) -> int:
        """Bits for what every match must hold: each node a class, a literal, or a choice of these."""
        needs = 0
        for node in nodes:
            options = node.options if isinstance(node, Choice) else (node,)
            if not all(isinstance(option, Class | Literal) for option in options):
                continue
            codes = "".join(sorted({c for option in options for c in self._alphabet.members(_class_of(option))}))
            bit = self._conditions.setdefault(codes, 1 << len(self._conditions))
            for code in codes:
                self._bits[code] = self._bits.get(code, 0) | bit
            needs |= bit
        return needs


def _class_of(node: Class | Literal) -> str:
    return node.name if isinstance(node, Class) else _LITERAL + node.text


class _Side:
    """Turns nodes into a pattern; collects the names of the slots."""

    def __init__(self, alphabet: Alphabet, grammar: PhraseGrammar, rule: Rule) -> None:
        self._alphabet = alphabet
        self._grammar = grammar
        barred = "".join(alphabet.members(name) for name in rule.entry.barring)
        breaks = BREAK + QUANTITY if rule.entry.within == "clause" else ""
        self._gap = f"[^{alphabet.of_kinds(breaks) if breaks else ''}{barred}]" if breaks or barred else "."
        self.slots: set[str] = set()

    def pattern(self, node: Node, *, backward: bool) -> str:
        if isinstance(node, Literal | Class):
            return f"[{self._alphabet.members(_class_of(node))}]"
        if isinstance(node, Gap):
            return f"{self._gap}{{0,{node.most}}}?"
        if isinstance(node, Slot):
            self.slots.add(node.name)
            return f"(?P<{node.name}>{self._slot(node.name, backward)})"
        if isinstance(node, Optional):
            return f"(?:{self.pattern(node.node, backward=backward)})?"
        if isinstance(node, Choice):
            return "(?:" + "|".join(self.pattern(option, backward=backward) for option in node.options) + ")"
        parts = reversed(node.nodes) if backward else node.nodes
        return "".join(self.pattern(part, backward=backward) for part in parts)

    def _slot(self, name: str, backward: bool) -> str:
        grammar = self._grammar
        if name in ("item", "actor", "owner"):
            return grammar.backward() if backward else grammar.forward()
        if name == "attribute":
            return grammar.attribute() if backward else grammar.attribute_forward()
        return {
            "noun": grammar.headed(grammar.head, backward=backward),
            "thing": grammar.headed(grammar.thing, backward=backward),
            "person": grammar.headed(grammar.person, backward=backward),
            "deed": grammar.livelihood,
            "event": grammar.event(),
            "predicate": grammar.verb,
            "verb": grammar.deed,
            "q2": grammar.quantity,
            "place": f"[{self._alphabet.of_kinds(PLACE)}]",
            "time": f"[{self._alphabet.of_kinds(TIME)}]",
            "per": grammar.denominator,
        }[name]
