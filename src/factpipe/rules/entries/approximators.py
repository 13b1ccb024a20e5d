"""Entries of rules/lexicon/approximators.yaml."""

from typing import Literal

from factpipe.model import Modifier
from factpipe.rules.entries import Entry

Edge = Literal["value", "none"]


class Bounds(Entry):
    """What a modifier makes of the number: whether the value is its lower bound, its upper bound, both or neither."""

    low: Edge
    high: Edge


class Approximator(Entry):
    """A word that bounds a number, for one place beside it.

    `not_after` lists what must not stand right before the word (`通过` holds no 过), `only_before` how the number must
    begin for the word to count (`上` bounds 上千, not 上3楼).
    """

    modifier: Modifier
    not_after: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    #: beginnings of the number before which `not_after` does not matter: 播种过八成
    always_before: tuple[str, ...] = ()
    #: what must follow the number and its unit: 快三十年 了
    then: tuple[str, ...] = ()
    #: measures that it does not bound: 最低12℃ was measured
    not_of: tuple[str, ...] = ()
    #: a smaller number of things is not bounded: 突破三项技术
    least: int = 0
    #: what must not follow a word after the unit, or one some way before the number
    not_before: tuple[str, ...] = ()
    #: for words after the unit: the measures or units that they can bound, all where it is empty
    of: tuple[str, ...] = ()
    #: for words some way before the number: what may stand right after the word, anything where it is empty
    through: tuple[str, ...] = ()
    #: how many characters may part such a word from the number where no link ends at it; none where it is 0
    reach: int = 0
    note: str = ""


class File(Entry):
    """The whole file: words by where they stand."""

    bounds: dict[Modifier, Bounds] = {}
    before: dict[str, Approximator] = {}
    fillers: tuple[str, ...] = ()
    inside: dict[str, Approximator] = {}
    after: dict[str, Approximator] = {}
    #: of the words after a unit, those that with 的 and a noun say which things are meant: 20户以上的村
    thresholds: tuple[str, ...] = ()
    #: what sets a bound rather than finds one: 不得 携带超过两个 are no more than two
    forbidding: tuple[str, ...] = ()
    #: words that bound a number some words before it, within the clause: 最高降幅达四成
    distant: dict[str, Approximator] = {}
    #: words that end a `distant` word's reach to the number: 达 in 最高降幅达四成
    links: tuple[str, ...] = ()
