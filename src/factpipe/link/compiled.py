"""A claim rule as regular expressions over token codes, one for each side of the quantity.

The left side is matched on the reversed codes, so that both sides start at the quantity and fail at once where they do
not fit.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factpipe.link.alphabet import BREAK, PLACE, QUANTITY, TIME, Alphabet
from factpipe.link.phrase import PhraseGrammar
from factpipe.rules import Rule
from factpipe.rules.entries.classes import WordClass
from factpipe.rules.template import (
    ITEM_SLOTS,
    QUANTITY_SLOT,
    Choice,
    Class,
    Gap,
    Literal,
    Node,
    Optional,
    Slot,
    literal_characters,
    walk,
)
from factpipe.rules.template import Sequence as Nodes

_LITERAL = "="
#: this class stands for the beginning and the end of a sentence as well, which need no mark (a headline has none)
_PAUSE = "pause"
#: slots that tell nothing by themselves
_NO_FIELDS = frozenset({"q2", "place", "time", "owner"})


class CompiledRule(NamedTuple):
    """A rule with the patterns of both sides; a side that asks nothing is empty."""

    rule: Rule
    left: str  # on the reversed codes, from the quantity on
    right: str
    literals: int  # how many characters its literals have
    fills: frozenset[str]
    constants: Mapping[str, str]


def literal_classes(rules: Sequence[Rule]) -> dict[str, WordClass]:
    """A class of its own for every literal of the rules, so that the segmenter keeps it and it has a code."""
    texts = {node.text for rule in rules for node in walk(rule.template) if isinstance(node, Literal)}
    return {_LITERAL + text: WordClass(words=(text,)) for text in sorted(texts)}


def compile_rule(rule: Rule, alphabet: Alphabet, grammar: PhraseGrammar) -> CompiledRule:
    """The rule over the codes of an alphabet."""
    node = rule.template
    nodes = node.nodes if isinstance(node, Nodes) else (node,)
    at = nodes.index(QUANTITY_SLOT)
    side = _Side(alphabet, grammar, rule)
    left = "".join(side.pattern(part, backward=True) for part in reversed(nodes[:at]))
    right = "".join(side.pattern(part, backward=False) for part in nodes[at + 1 :])
    if isinstance(nodes[at + 1] if at + 1 < len(nodes) else None, Gap):  # 5名、3名当选的: one of a list
        right = f"(?!{grammar.coord}){right}"
    constants = rule.set.told()
    fills = frozenset(side.slots) | constants.keys()
    if fills.intersection(ITEM_SLOTS):
        fills = fills - set(ITEM_SLOTS) | {"item"}
    return CompiledRule(rule, left, right, literal_characters(node), fills - _NO_FIELDS, constants)


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
            name = node.name if isinstance(node, Class) else _LITERAL + node.text
            members = f"[{self._alphabet.members(name)}]"
            return members if name != _PAUSE else rf"(?:{members}|\Z)"
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
            return grammar.backward() if backward else grammar.forward(deed=name == "owner")
        if name == "attribute":
            return grammar.attribute() if backward else grammar.attribute_forward()
        return {
            "noun": grammar.headed(grammar.head, backward=backward),
            "thing": grammar.headed(grammar.thing, backward=backward),
            "group": grammar.headed(grammar.group, backward=backward),
            "person": grammar.headed(grammar.person, backward=backward),
            "deed": grammar.livelihood if backward else grammar.befalls,
            "event": grammar.event(),
            "doing": grammar.doing(),
            "act": grammar.act(),
            "course": grammar.course(),
            "predicate": grammar.verb,
            "verb": grammar.deed,
            "size": grammar.size,
            "state": grammar.state(),
            "q2": grammar.quantity,
            "place": f"[{self._alphabet.of_kinds(PLACE)}]",
            "site": f"[{self._alphabet.of_kinds(PLACE)}]",
            "time": f"[{self._alphabet.of_kinds(TIME)}]",
            "per": grammar.denominator,
        }[name]
