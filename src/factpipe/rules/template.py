"""The template language of claim rules: text ⇄ a small frozen tree.

    共有         a literal: one token of the text, as it stands
    (a|b)        one of several
    [a]          a, or nothing
    <slot>       a piece of the claim: q (the quantity itself, once in every way through the pattern), q2, item, per,
                 actor, predicate, place, time; attribute is an item whose head is of the class attribute (面积, 价格),
                 noun is an item with a true noun for its head, thing one that does not act, person one of people,
                 group one of a body of them (队伍);
                 owner goes before an item on the other side (合作社51%的股权),
                 verb is a verb that stands for the item (捐赠100万元), event one with its subject (餐厅运转33天),
                 deed what people live by (外出务工300人), doing a verb with its object (9个月采完春茶),
                 act a verb that is used as a noun (9天的苦战)
    <gap:3>      at most three tokens of the clause
    {class}      a token that is a word of a lexicon class

Spaces separate tokens and mean nothing else. There is no escape: a literal holds none of ( ) [ ] { } < > | or space.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Words
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

SLOTS = (
    "q", "q2", "item", "attribute", "noun", "thing", "person", "group", "owner", "verb", "deed", "event", "doing",
    "act", "size", "per", "actor", "predicate", "place", "time",
)  # fmt: skip
#: slots that become the item, each a phrase of its own kind
ITEM_SLOTS = (
    "item", "attribute", "noun", "thing", "person", "group", "verb", "deed", "event", "doing", "act", "size",
)  # fmt: skip
#: the widest gap: a pattern is about one clause
MAX_GAP = 30
#: how deep brackets may stand in one another
_MAX_DEPTH = 20
_LITERAL = re.compile(r"[^()\[\]{}<>|\s]+")
_SPACE = re.compile(r"\s*")
_CLASS = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*\Z")
_GAP = re.compile(r"gap:([0-9]{1,4})\Z")
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}


class TemplateError(ValueError):
    """A template that does not parse; `position` is the offset in it that is to blame."""

    def __init__(self, position: int, message: str) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class Literal:
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Class:
    name: str

    def __str__(self) -> str:
        return f"{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class Slot:
    name: str

    def __str__(self) -> str:
        return f"<{self.name}>"


@dataclass(frozen=True, slots=True)
class Gap:
    """At most `most` tokens, at least none."""

    most: int

    def __str__(self) -> str:
        return f"<gap:{self.most}>"


@dataclass(frozen=True, slots=True)
class Optional:
    node: "Node"

    def __str__(self) -> str:
        return f"[{self.node}]"


@dataclass(frozen=True, slots=True)
class Choice:
    """Two options or more, none of them empty."""

    options: "tuple[Node, ...]"

    def __str__(self) -> str:
        return f"({'|'.join(map(str, self.options))})"


@dataclass(frozen=True, slots=True)
class Sequence:
    """Two nodes or more, none of them a Sequence."""

    nodes: "tuple[Node, ...]"

    def __str__(self) -> str:
        return " ".join(map(str, self.nodes))


Node = Literal | Class | Slot | Gap | Optional | Choice | Sequence


@lru_cache(maxsize=2048)
def parse(text: str) -> Node:
    """The tree of a template. TemplateError when it does not parse or does not hold `<q>` exactly once."""
    parser = _Parser(text)
    node = parser.choice(0)
    if parser.at < len(text):
        raise TemplateError(parser.at, f"{text[parser.at]!r} closes nothing that was opened")
    _check_slots(node, text)
    return node


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def choice(self, depth: int) -> Node:
        """Options separated by `|`, up to a closing bracket or the end."""
        if depth > _MAX_DEPTH:
            raise TemplateError(self.at, f"brackets stand more than {_MAX_DEPTH} deep in one another")
        options = [self._sequence(depth)]
        while self._peek() == "|":
            if depth == 0:
                raise TemplateError(self.at, "'|' stands outside brackets; write (a|b)")
            self.at += 1
            options.append(self._sequence(depth))
        flat: list[Node] = []
        for option in options:
            flat.extend(option.options if isinstance(option, Choice) else (option,))
        return Choice(tuple(flat)) if len(flat) > 1 else flat[0]

    def _sequence(self, depth: int) -> Node:
        start = self.at
        nodes: list[Node] = []
        while (char := self._peek()) and char not in "|)]}>":
            node = self._element(char, depth)
            nodes.extend(node.nodes if isinstance(node, Sequence) else (node,))
        if not nodes:
            what = "the template is empty" if depth == 0 and not char else "something is missing here"
            hint = "; for `a or nothing` write [a]" if char == "|" or self.text[start - 1 : start] == "|" else ""
            raise TemplateError(self.at if char else max(0, start - 1), what + hint)
        return Sequence(tuple(nodes)) if len(nodes) > 1 else nodes[0]

    def _element(self, char: str, depth: int) -> Node:
        if char == "(":
            return self._bracketed(depth)
        if char == "[":
            node = self._bracketed(depth)
            return node if isinstance(node, Optional) else Optional(node)
        if char == "{":
            start, name = self._name()
            if not _CLASS.match(name):
                raise TemplateError(start, f"{name!r} is no class name; write {{reach}}, in small letters")
            return Class(name)
        if char == "<":
            return _slot(*self._name())
        found = _LITERAL.match(self.text, self.at)
        self.at = found.end()
        return Literal(found.group())

    def _bracketed(self, depth: int) -> Node:
        start = self.at
        closing = _CLOSING[self.text[start]]
        self.at += 1
        node = self.choice(depth + 1)
        if self._peek() != closing:
            raise TemplateError(start, f"{self.text[start]!r} is not closed by {closing!r}")
        self.at += 1
        return node

    def _name(self) -> tuple[int, str]:
        """Where the inside of {…} or <…> begins, and what it is."""
        start = self.at
        closing = _CLOSING[self.text[start]]
        end = self.text.find(closing, start)
        if end < 0:
            raise TemplateError(start, f"{self.text[start]!r} is not closed by {closing!r}")
        self.at = end + 1
        return start + 1, self.text[start + 1 : end]

    def _peek(self) -> str:
        self.at = _SPACE.match(self.text, self.at).end()
        return self.text[self.at : self.at + 1]


def _slot(start: int, name: str) -> Node:
    if name in SLOTS:
        return Slot(name)
    gap = _GAP.match(name)
    if gap and 1 <= int(gap.group(1)) <= MAX_GAP:
        return Gap(int(gap.group(1)))
    if name.startswith("gap"):
        raise TemplateError(start, f"{name!r}: a gap is written <gap:N> with N from 1 to {MAX_GAP}")
    raise TemplateError(start, f"there is no slot {name!r}{meant(name, SLOTS)}; slots are {', '.join(SLOTS)}, gap:N")


def _check_slots(node: Node, text: str) -> None:
    for name in SLOTS:
        least, most = _count(node, name)
        where = max(0, text.find(f"<{name}>"))
        if most > 1:
            raise TemplateError(text.rfind(f"<{name}>"), f"<{name}> stands more than once on one way through")
        if name == "q" and least != 1:
            how = "may be left out: it must stand outside [ ] and in every option of ( | )" if most else "is missing"
            raise TemplateError(where, f"<q>, the quantity itself, {how}")


def _count(node: Node, slot: str) -> tuple[int, int]:
    """How often a slot stands in a template at least and at most."""
    if isinstance(node, Slot):
        return (1, 1) if node.name == slot else (0, 0)
    if isinstance(node, Optional):
        return 0, _count(node.node, slot)[1]
    if isinstance(node, Choice):
        counts = [_count(option, slot) for option in node.options]
        return min(least for least, _ in counts), max(most for _, most in counts)
    if isinstance(node, Sequence):
        counts = [_count(part, slot) for part in node.nodes]
        return sum(least for least, _ in counts), sum(most for _, most in counts)
    return 0, 0


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    yield node
    for child in _children(node):
        yield from walk(child)


def classes(node: Node) -> frozenset[str]:
    """Names of the lexicon classes that a template uses."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Class))


def slots(node: Node) -> frozenset[str]:
    """Names of the slots that a template may fill."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Slot))


def literal_characters(node: Node) -> int:
    """Characters of literals that every match holds."""
    return specificity(node)[0]


def specificity(node: Node) -> tuple[int, int, int]:
    """(literal characters, classes, slots) that every match holds: larger is more specific."""
    if isinstance(node, Literal):
        return len(node.text), 0, 0
    if isinstance(node, Class):
        return 0, 1, 0
    if isinstance(node, Slot):
        return 0, 0, 1
    if isinstance(node, Choice):
        return min(map(specificity, node.options))
    if isinstance(node, Sequence):
        characters, names, filled = zip(*map(specificity, node.nodes), strict=True)
        return sum(characters), sum(names), sum(filled)
    return 0, 0, 0


#: what `sample` writes for a slot
SAMPLE_SLOTS = {
    "q": "3名", "q2": "5户", "item": "教师", "per": "村", "actor": "县林业局", "predicate": "招录", "place": "云岭县",
    "time": "今年",
}  # fmt: skip


def sample(node: Node, words: Mapping[str, Words[str]] | None = None, limit: int = 20) -> list[str]:
    """At most `limit` texts that a template matches; `words` gives the words of classes."""
    return list(islice(dict.fromkeys(_samples(node, words or {})), limit))


def _samples(node: Node, words: Mapping[str, Words[str]]) -> Iterator[str]:
    if isinstance(node, Literal):
        yield node.text
    elif isinstance(node, Class):
        yield from words.get(node.name) or (str(node),)
    elif isinstance(node, Slot):
        yield SAMPLE_SLOTS[node.name]
    elif isinstance(node, Gap):
        yield ""
    elif isinstance(node, Optional):
        yield from _samples(node.node, words)
        yield ""
    elif isinstance(node, Choice):
        for option in node.options:
            yield from _samples(option, words)
    else:
        yield from _chains(node.nodes, words)


def _chains(nodes: tuple[Node, ...], words: Mapping[str, Words[str]]) -> Iterator[str]:
    if not nodes:
        yield ""
        return
    for head in _samples(nodes[0], words):
        for rest in _chains(nodes[1:], words):
            yield head + rest


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Sequence):
        return node.nodes
    if isinstance(node, Choice):
        return node.options
    return (node.node,) if isinstance(node, Optional) else ()


def meant(word: str, known: Words[str]) -> str:
    """`; did you mean 'reach'?` for a word that is nearly a known one, else nothing."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    near = extractOne(word, known, scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
