"""Units of a page → articles: which unit goes on from which.

Every unit either begins an article or goes on from one other unit, and at most one goes on from it. What speaks for
each is a weight (log odds, roughly); the arrangement with the greatest sum is taken. On a page in good order that is
the order of the file and is found in one pass. Only where that leaves something unexplained (a sentence that breaks
off, a block that begins in the middle of one, a title without a text) are the loose ends matched with one another.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factpipe.layout.assignment import FORBIDDEN, best_paths
from factpipe.layout.cues import Cues, Look
from factpipe.layout.joins import Joins, Topics, fragment
from factpipe.layout.lines import Unit
from factpipe.layout.order import (
    BELOW_TITLE,
    OPENING,
    Style,
    beginnings,
    headlined,
    style_of,
    unexplained,
    with_masthead,
    with_signatures,
)

#: loose ends that are matched with one another at once; a page with more is matched in stretches
_AT_ONCE = 48
#: stretches that are matched at most; the rest of so long a document is read in the order of the file
_STRETCHES = 100
#: from this weight on a text is taken to begin in the middle of a sentence
_FRAGMENT = 2.5
#: what speaks against a short line between paragraphs being the scrap of a sentence and no heading
_SCRAP = -2.5
#: what speaks for a text that stands apart right above a title being that article's last column
_LAST_COLUMN = 4.0
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


def group(units: Sequence[Unit], cues: Cues, placed: bool = False) -> list[list[Unit]]:
    """The articles of a page, each its units in reading order, in no particular order.

    `placed` tells that the units are columns in reading order, their headlines known by size.
    """
    if len(units) == 1:
        return [list(units)]
    units = with_masthead(units)
    style = style_of(units)
    if placed:
        style = style._replace(gap=2, columns=True)
    elif style.columns:
        units = headlined(units)
    else:
        units = with_signatures(units, style, cues)
    begins = beginnings(units, style, cues)
    several = style.columns and sum(unit.head and unit.lines[0].look is not Look.META for unit in units) > 1
    if not several and not unexplained(units, begins):
        return _cut(units, begins)
    chains = _chains(units, begins, style)
    articles: list[list[Unit]] = []
    for n, stretch in enumerate(_stretches(chains)):
        if n < _STRETCHES:
            matched = _match(stretch, style)
        else:
            matched = [[unit for chain in held for unit in chain.units] for held in _by_file(stretch)]
        if articles and not stretch[0].begins:
            # an article that is longer than a stretch: it goes on where its last unit stood in the file
            _carry_on(articles, matched, stretch[0].first)
        articles += matched
    return articles


def _stretches(chains: Sequence[Chain]) -> Iterator[Sequence[Chain]]:
    """The chains in runs that can be matched at once, each ending where an article does, if there is such a place."""
    at = 0
    while at < len(chains):
        end = min(at + _AT_ONCE, len(chains))
        if end < len(chains):
            end = next((i for i in range(end, at + _AT_ONCE // 2, -1) if chains[i].begins), end)
        yield chains[at:end]
        at = end


def _by_file(chains: Sequence[Chain]) -> list[list[Chain]]:
    articles: list[list[Chain]] = []
    for chain in chains:
        if chain.begins or not articles:
            articles.append([chain])
        else:
            articles[-1].append(chain)
    return articles


def _carry_on(articles: list[list[Unit]], matched: list[list[Unit]], first: Unit) -> None:
    """Move the article that begins with unit `first` to the end of the one that ends right before it in the file."""
    before = next((article for article in articles if article[-1].index == first.index - 1), None)
    after = next((article for article in matched if article[0] is first), None)
    if before is not None and after is not None:
        matched.remove(after)
        before += after


def _cut(units: Sequence[Unit], begins: Sequence[bool]) -> list[list[Unit]]:
    articles: list[list[Unit]] = []
    for unit, begin in zip(units, begins, strict=True):
        if begin:
            articles.append([unit])
        else:
            articles[-1].append(unit)
    return articles


def _chains(units: Sequence[Unit], begins: Sequence[bool], style: Style) -> list[Chain]:
    """Units that certainly follow one another, as one; where a page sets whole columns as blocks, each unit alone."""
    fragments = [0.0 if unit.head else fragment(unit.lines[0].text[:40]) for unit in units]
    starts = [0]
    for i in range(1, len(units)):
        unit, before = units[i], units[i - 1]
        sure = not begins[i] and not unit.resumes and fragments[i] < _FRAGMENT and (before.head or before.ended)
        if style.columns and not unit.tail and before.lines[-1].look is not Look.META:
            sure = False
        if not sure:
            starts.append(i)
    chains = []
    for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
        held = tuple(units[start:end])
        chains.append(Chain(held, begins[start], "\n".join([unit.text for unit in held]), fragments[start]))
    return chains


def _match(chains: Sequence[Chain], style: Style) -> list[list[Unit]]:
    """The articles that the chains make, by the best arrangement of them all."""
    weights = _Weights(chains, style)
    size = range(len(chains))
    ends = [weights.end(chain) for chain in chains]
    starts = [weights.start(chain) for chain in chains]
    gains = [[weights.link(a, b) - ends[a] - starts[b] if a != b else FORBIDDEN for b in size] for a in size]
    return [[unit for i in path for unit in chains[i].units] for path in best_paths(gains)]


class _Weights:
    """What speaks for an article ending or beginning with a chain, and for one chain going on from another."""

    def __init__(self, chains: Sequence[Chain], style: Style) -> None:
        self._chains = chains
        self._joins = Joins("\n".join([chain.text for chain in chains]))
        self._style = style
        self._topics = Topics([chain.text for chain in chains])
        self._before_title = _before_titles(chains, style)

    def end(self, chain: Chain) -> float:
        unit = chain.last
        if unit.furniture:
            return 0.0
        if unit.head or not unit.ended:
            return -5.0
        return 3.0 if unit.signed else 1.5

    def start(self, chain: Chain) -> float:
        first = chain.first
        if first.furniture:
            return 0.0
        if first.head:
            return 4.0 if chain.begins else (3.0 if self._style.columns else -3.0)
        if first.resumes:
            return -8.0
        if first.opens:
            return -1.0
        if chain.begins and (not self._style.columns or self._style.wide(first.gap)):
            # what stands apart with a caption in it, or begins as news does, is whole; other text may be a last column
            return 3.0 if _is_whole(chain) else 0.0
        return -5.0 if self._style.columns else -3.0

    def link(self, a: int, b: int) -> float:
        before, after = self._chains[a], self._chains[b]
        last, first = before.last, after.first
        if last.furniture or first.furniture:
            return FORBIDDEN
        next_to = b == a + 1
        if next_to:
            weight = 1.0 if after.begins else 2.5
        elif self._before_title.get(b) == a:
            weight = _LAST_COLUMN
            next_to = True
        else:
            weight = -3.0 - 0.03 * abs(b - a)
        if first.head:
            if not next_to or after.begins:
                return _NEVER
            return weight - (0.0 if first.lines[0].look in BELOW_TITLE else 5.0 if last.head else 2.0)
        if last.head:
            return weight + self._from_title(a, b)
        if last.ended:
            weight += _by_topic(self._topics.shared(a, b))
            if first.resumes:
                weight -= 6.0
            elif not next_to or self._style.columns or (b == a + 1 and after.begins):
                weight -= 2.5
            return weight - 5.0 * (first.opens or first.bylined) - 3.0 * last.signed
        return weight + self._read_on(a, b)

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
