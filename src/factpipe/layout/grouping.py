"""Units of a page → articles: which unit goes on from which.

Every unit either begins an article or goes on from one other unit, and at most one goes on from it. What speaks for
each is a weight (log odds, roughly); the arrangement with the greatest sum is taken. On a page in good order that is
the order of the file and is found in one pass. Only where that leaves something unexplained (a sentence that breaks
off, a block that begins in the middle of one, a title without a text) are the loose ends matched with one another.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from factpipe.layout.assignment import FORBIDDEN, best_paths
from factpipe.layout.cues import Cues, Look
from factpipe.layout.joins import fragment
from factpipe.layout.lines import Unit
from factpipe.layout.order import (
    Style,
    beginnings,
    headlined,
    is_document,
    sections,
    style_of,
    unexplained,
    with_masthead,
    with_signatures,
    with_turned_titles,
)
from factpipe.layout.weights import Chain, Weights

#: loose ends that are matched with one another at once; a page with more is matched in stretches
_AT_ONCE = 48
#: stretches that are matched at most; the rest of so long a document is read in the order of the file
_STRETCHES = 40
_Piece = TypeVar("_Piece", Unit, Chain)
#: from this weight on a text is taken to begin in the middle of a sentence
_FRAGMENT = 2.5


def group(units: Sequence[Unit], cues: Cues, placed: bool = False) -> list[list[Unit]]:
    """The articles of a page, each its units in reading order, in no particular order.

    `placed` tells that the units are columns in reading order, their headlines known by size.
    """
    if len(units) == 1:
        return [list(units)]
    units = with_masthead(units)
    style = style_of(units)
    if not placed and is_document(units, style, cues):
        return _cut(units, [False, *(now.furniture != before.furniture for before, now in pairwise(units))])
    sectioned = sections(units)
    if placed:
        style = style._replace(gap=2, columns=True)
    elif style.columns:
        units = headlined(units, sectioned)
    else:
        units = with_signatures(units, style, cues)
    units = with_turned_titles(units, style)
    begins = beginnings(units, style, cues)
    several = style.columns and sum(unit.head and unit.lines[0].look is not Look.META for unit in units) > 1
    if not several and not unexplained(units, begins):
        return _cut(units, begins)
    chains = _chains(units, begins, style, sectioned)
    articles: list[list[Unit]] = []
    for n, stretch in enumerate(_stretches(chains)):
        if n < _STRETCHES:
            matched = _match(stretch, style)
        else:
            by_file = _cut(stretch, [chain.begins for chain in stretch])
            matched = [[unit for chain in held for unit in chain.units] for held in by_file]
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


def _carry_on(articles: list[list[Unit]], matched: list[list[Unit]], first: Unit) -> None:
    """Move the article that begins with unit `first` to the end of the one that ends right before it in the file."""
    before = next((article for article in articles if article[-1].index == first.index - 1), None)
    after = next((article for article in matched if article[0] is first), None)
    if before is not None and after is not None:
        matched.remove(after)
        before += after


def _cut(pieces: Sequence[_Piece], begins: Sequence[bool]) -> list[list[_Piece]]:
    """The pieces in their order, cut before each that begins an article."""
    articles: list[list[_Piece]] = []
    for piece, begin in zip(pieces, begins, strict=True):
        if begin or not articles:
            articles.append([piece])
        else:
            articles[-1].append(piece)
    return articles


def _chains(units: Sequence[Unit], begins: Sequence[bool], style: Style, sectioned: range) -> list[Chain]:
    """Units that certainly follow one another, as one; where a page sets whole columns as blocks, each unit alone.

    The sections of a text, which are numbered, follow one another anyway.
    """
    fragments = [0.0 if unit.head else fragment(unit.lines[0].text[:40]) for unit in units]
    starts = [0]
    for i in range(1, len(units)):
        unit, before = units[i], units[i - 1]
        sure = not begins[i] and not unit.resumes and fragments[i] < _FRAGMENT and (before.head or before.ended)
        if style.columns and not unit.tail and before.lines[-1].look is not Look.META:
            sure = i in sectioned and i - 1 in sectioned and not begins[i]
        if not sure:
            starts.append(i)
    chains = []
    for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
        held = tuple(units[start:end])
        chains.append(Chain(held, begins[start], "\n".join([unit.text for unit in held]), fragments[start]))
    return chains


def _match(chains: Sequence[Chain], style: Style) -> list[list[Unit]]:
    """The articles that the chains make, by the best arrangement of them all."""
    weights = Weights(chains, style)
    size = range(len(chains))
    ends = [weights.end(chain) for chain in chains]
    starts = [weights.start(chain) for chain in chains]
    gains = [[weights.link(a, b) - ends[a] - starts[b] if a != b else FORBIDDEN for b in size] for a in size]
    return [[unit for i in path for unit in chains[i].units] for path in best_paths(gains)]
