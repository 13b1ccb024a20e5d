"""The template language of claim rules: text ⇄ a small frozen tree.

    共有         a literal: one token of the text, as it stands
    (a|b)        one of several
    [a]          a, or nothing
    <slot>       a piece of the claim: q (the quantity itself, once, outside brackets), q2, item, per, actor,
                 predicate, place, time; attribute is an item whose head is of the class attribute (面积, 价格),
                 noun is an item with a true noun for its head, thing one that does not act, person one of people,
                 group one of a body of them (队伍);
                 owner goes before an item on the other side (合作社51%的股权),
                 verb is a verb that stands for the item (捐赠100万元), event one with its subject (餐厅运转33天),
                 deed what people live by or meet with (外出务工300人, 6人遇难),
                 doing a verb with its object (9个月采完春茶),
                 act a verb that is used as a noun (9天的苦战), course all that went on (9天的展播和评选),
                 size a word of the class size with what it is of (占地34亩的会馆), state a verb of the class state with
                 its subject (撂荒10年的林地), site a place that is the item (80公里外的云岭县)
    <gap:3>      at most three tokens of the clause
    {class}      a token that is a word of a lexicon class

Spaces separate tokens and mean nothing else. There is no escape: a literal holds none of ( ) [ ] { } < > | or space.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Words
from dataclasses import dataclass
from functools import lru_cache

from factpipe.rules.hints import meant

SLOTS = (
    "q", "q2", "item", "attribute", "noun", "thing", "person", "group", "owner", "verb", "deed", "event", "doing",
    "act", "course", "size", "state", "site", "per", "actor", "predicate", "place", "time",
)  # fmt: skip
#: slots that become the item, each a phrase of its own kind
ITEM_SLOTS = (
    "item", "attribute", "noun", "thing", "person", "group", "verb", "deed", "event", "doing", "act", "course",
    "size", "state", "site",
)  # fmt: skip
#: the widest gap: a pattern is about one clause
MAX_GAP = 30
#: how deep brackets may stand in one another
_MAX_DEPTH = 20
_LITERAL = re.compile(r"[^()\[\]{}<>|\s]+")
_SPACE = re.compile(r"\s*")
_CLASS = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*\Z")
_GAP = re.compile(r"gap:([0-9]{1,4})\Z")
#: signs of a Chinese keyboard that look like those of the language
_FULL_WIDTH = str.maketrans("（）［］｛｝＜＞｜", "()[]{}<>|")
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
QUANTITY_SLOT = Slot("q")


@lru_cache(maxsize=2048)
def parse(text: str) -> Node:
    """The tree of a template. TemplateError when it does not parse, holds a slot twice, or has `<q>` in brackets."""
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
        literal = found.group()
        narrow = literal.translate(_FULL_WIDTH)
        if len(literal) > 1 and narrow != literal:  # alone it is a sign of the text
            at = next(n for n, (wide, sign) in enumerate(zip(literal, narrow, strict=True)) if wide != sign)
            raise TemplateError(self.at + at, f"{literal[at]!r} is a full-width sign; write {narrow[at]!r}")
        self.at = found.end()
        return Literal(literal)

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
    """Each slot stands once at most, so that what it fills is certain; the quantity parts the two sides."""
    told = Counter(part.name for part in walk(node) if isinstance(part, Slot))
    for name, times in told.items():
        if times > 1:
            raise TemplateError(text.rfind(f"<{name}>"), f"<{name}> stands more than once")
    nodes = node.nodes if isinstance(node, Sequence) else (node,)
    if QUANTITY_SLOT not in nodes:
        how = "stands in brackets: it must stand outside ( ) and [ ]" if told["q"] else "is missing"
        raise TemplateError(max(0, text.find("<q>")), f"<q>, the quantity itself, {how}")


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    yield node
    for child in _children(node):
        yield from walk(child)


def classes(node: Node) -> frozenset[str]:
    """Names of the lexicon classes that a template uses."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Class))


def literal_characters(node: Node) -> int:
    """Characters of all its literals: of two rules that fit alike the one with more is tried first."""
    return sum(len(part.text) for part in walk(node) if isinstance(part, Literal))


#: what `sample` writes for a slot
SAMPLE_SLOTS = {
    "q": "3名", "q2": "5户", "item": "教师", "attribute": "面积", "noun": "教师", "thing": "青稞", "person": "教师",
    "group": "管护队", "owner": "合作社", "verb": "捐赠", "deed": "务工", "event": "巡护", "doing": "修水渠",
    "act": "考察", "course": "考察和评选", "size": "占地", "state": "成立", "site": "云岭县", "per": "村",
    "actor": "县林业局", "predicate": "招录", "place": "云岭县", "time": "今年",
}  # fmt: skip


def sample(node: Node, words: Mapping[str, Words[str]] | None = None, limit: int = 20) -> list[str]:
    """At most `limit` texts that a template matches; `words` gives the words of classes."""
    found: dict[str, None] = {}
    for text in _samples(node, words or {}):
        found[text] = None
        if len(found) >= limit:  # a pattern may match billions
            break
    return list(found)


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
