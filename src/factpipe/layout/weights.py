"""What speaks for and against one block of a page going on from another, in log odds or nearly so."""

from collections.abc import Sequence
from typing import NamedTuple

from factpipe.layout.assignment import FORBIDDEN
from factpipe.layout.cues import Look
from factpipe.layout.joins import Joins, Topics
from factpipe.layout.lines import Unit
from factpipe.layout.order import BELOW_TITLE, OPENING, Style

#: what speaks against a short line between paragraphs being the scrap of a sentence and no heading
_SCRAP = -2.5
#: what speaks for a text that stands apart right above a title being that article's last column
_LAST_COLUMN = 4.0
#: what speaks for a text that turns over going on in one that is turned over
_TURNED_OVER = 4.0
_NEVER = -20.0


class Chain(NamedTuple):
    """Units that follow one another for certain."""

    units: tuple[Unit, ...]
    begins: bool  # whether the order of the file makes it begin an article
    text: str
    fragment: float  # log odds that it begins in the middle of a sentence

    @property
    def first(self) -> Unit:
        return self.units[0]

    @property
    def last(self) -> Unit:
        return self.units[-1]


class Weights:
    """What speaks for an article ending or beginning with a chain, and for one chain going on from another."""

    def __init__(self, chains: Sequence[Chain], style: Style) -> None:
        self._chains = chains
        self._joins = Joins("\n".join([chain.text for chain in chains]))
        self._style = style
        self._topics = Topics([chain.text for chain in chains])
        self._turned = any(chain.last.turned_to for chain in chains)
        self._before_title = _before_titles(chains, style)

    def end(self, chain: Chain) -> float:
        """What speaks for an article ending with this chain."""
        unit = chain.last
        if unit.furniture:
            return 0.0
        if unit.head or not unit.ended:
            return -5.0
        return 3.0 if unit.signed else 1.5

    def start(self, chain: Chain) -> float:
        """What speaks for an article beginning with this chain."""
        first, columns = chain.first, self._style.columns
        weight = -5.0 if columns else -3.0
        if first.furniture or (first.turned_from and self._turned):
            weight = 0.0
        elif first.head:
            weight = 4.0 if chain.begins else 3.0 if columns else -3.0
        elif first.resumes:
            weight = -8.0
        elif first.opens:
            weight = -1.0
        elif chain.begins and (not columns or self._style.wide(first.gap)):
            # what stands apart with a caption in it, or begins as news does, is whole; other text may be a last column
            weight = 3.0 if _is_whole(chain) else 0.0
        return weight

    def link(self, a: int, b: int) -> float:
        """What speaks for chain b going on from chain a."""
        last, first = self._chains[a].last, self._chains[b].first
        if last.furniture or first.furniture:
            weight = FORBIDDEN
        elif first.turned_from:
            weight = _TURNED_OVER + _by_topic(self._topics.shared(a, b)) if last.turned_to else _NEVER
        elif first.head:
            weight = self._to_head(a, b)
        elif last.head:
            weight = self._by_place(a, b) + self._from_title(a, b)
        elif last.ended:
            weight = self._by_place(a, b) + self._past_full_stop(a, b)
        else:
            weight = self._by_place(a, b) + self._read_on(a, b)
        return weight

    def _by_place(self, a: int, b: int) -> float:
        """What speaks for b following a by where they stand."""
        if b == a + 1:
            return 1.0 if self._chains[b].begins else 2.5
        if self._before_title.get(b) == a:
            return _LAST_COLUMN
        return -3.0 - 0.03 * abs(b - a)

    def _to_head(self, a: int, b: int) -> float:
        """What speaks for a short block going on from what is above it: a byline, a heading, a title's next line."""
        last, after = self._chains[a].last, self._chains[b]
        if b != a + 1 or after.begins:
            return _NEVER
        weight = self._by_place(a, b)
        if after.first.lines[0].look in BELOW_TITLE:
            return weight
        return weight - (5.0 if last.head else 2.0)

    def _past_full_stop(self, a: int, b: int) -> float:
        """What speaks for a paragraph following one whose last sentence is complete."""
        last, after = self._chains[a].last, self._chains[b]
        first = after.first
        weight = _by_topic(self._topics.shared(a, b))
        follows = b == a + 1 or self._before_title.get(b) == a
        if first.resumes:
            weight -= 6.0
        elif not follows or self._style.columns or (b == a + 1 and after.begins):
            weight -= 2.5
        return weight - 5.0 * (first.opens or first.bylined) - 3.0 * last.signed

    def _from_title(self, a: int, b: int) -> float:
        """What speaks for a title having its text in what follows."""
        title, first = self._chains[a].last, self._chains[b].first
        weight = 2.0 if first.opens or first.bylined else -8.0 if first.resumes else 0.5
        weight += min(5.0, max(-1.5, 1.6 * (self._topics.shared(a, b) - 1.0)))
        if self._style.columns or title.lines[-1].look is not Look.SHORT:
            return weight
        # between paragraphs a short line may be all that a column break left of a sentence
        return max(weight, _SCRAP + self._read_on(a, b))

    def _read_on(self, a: int, b: int) -> float:
        """What speaks for a sentence that breaks off in one chain going on in another, by what they read like."""
        before, after = self._chains[a], self._chains[b]
        weight = _by_topic(self._topics.shared(a, b))
        weight += self._joins.weight(before.text, after.text) + after.fragment
        return weight - 8.0 * (after.first.opens or after.first.bylined) - 5.0 * (after.begins and _is_whole(after))


def _before_titles(chains: Sequence[Chain], style: Style) -> dict[int, int]:
    """For each text that stands apart right above a title, as the last column of an article may, that article's end."""
    found: dict[int, int] = {}
    starts = [i for i, chain in enumerate(chains) if chain.begins]
    for start, below, after in zip(starts, starts[1:], [*starts[2:], len(chains)], strict=False):
        apart, title = chains[start], chains[below].first
        above_title = title.head and not title.furniture and not style.wide(title.gap)
        if above_title and not (style.columns or apart.first.head or _is_whole(apart)):
            found[start] = after - 1
    return found


def _is_whole(chain: Chain) -> bool:
    return any(line.look is Look.CAPTION for line in chain.last.lines) or OPENING.match(chain.text) is not None


def _by_topic(shared: float) -> float:
    return min(5.0, max(-2.5, 1.8 * (shared - 1.6)))
