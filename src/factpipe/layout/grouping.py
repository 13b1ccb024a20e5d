"""Units of a page → articles: which unit goes on from which.

Every unit either begins an article or goes on from one other unit, and at most one goes on from it. What speaks for
each is a weight (log odds, roughly); the arrangement with the greatest sum is taken. On a page in good order that is
the order of the file and is found in one pass. Only where that leaves something unexplained (a sentence that breaks off, a
block that begins in the middle of one, a title without a text) are the loose ends matched with one another.
"""

from collections.abc import Sequence
from typing import NamedTuple

from factpipe.layout.assignment import best_paths
from factpipe.layout.cues import Cues, Look
from factpipe.layout.joins import Joins, Topics
from factpipe.layout.lines import Unit

#: loose ends that are matched with one another at once; a page with more is matched in stretches
_AT_ONCE = 48


_BELOW_TITLE = frozenset({Look.SUBTITLE, Look.BYLINE})
#: where blocks hold whole columns, a block of one line up to this length is a headline
_SHORT = 40
#: no link is looked at more closely below this weight
_HOPELESS = -12.0


class Chain(NamedTuple):
    """Units that follow one another for certain."""

    units: tuple[Unit, ...]
    begins: bool  # whether the order of the file makes it begin an article

    @property
    def first(self) -> Unit:
        return self.units[0]

    @property
    def last(self) -> Unit:
        return self.units[-1]


class Style(NamedTuple):
    """How a page sets its blocks."""

    gap: int  # line breaks between the paragraphs of an article
    columns: bool  # blocks hold several paragraphs, so a short block is a title


def group(units: Sequence[Unit], text: str, cues: Cues) -> list[list[Unit]]:
    """The articles of a page, each its units in reading order, in no particular order."""
    if len(units) == 1:
        return [list(units)]
    style = _style(units)
    if style.columns:
        units = [unit._replace(head=True) if _is_short(unit) else unit for unit in units]
    begins = [True] + [_begins(units, i, style, cues) for i in range(1, len(units))]
    several = style.columns and sum(unit.head and unit.lines[0].look is not Look.META for unit in units) > 1
    if not several and not _loose(units, begins):
        return _cut(units, begins)
    return _match(units, begins, text, style)


def _style(units: Sequence[Unit]) -> Style:
    gaps = sorted(unit.gap for unit in units[1:])
    bodies = [unit for unit in units if not unit.head]
    several = sum(len(unit.lines) > 1 for unit in bodies)
    return Style(gaps[0] if gaps else 2, several * 3 >= len(bodies))


def _is_short(unit: Unit) -> bool:
    """Whether a block is a headline by its length alone, whatever it ends with."""
    line = unit.lines[0]
    return not unit.tail and len(unit.lines) == 1 and len(line.text) <= _SHORT and line.look is not Look.CAPTION and "。" not in line.text[:-1]


def _begins(units: Sequence[Unit], i: int, style: Style, cues: Cues) -> bool:
    """Whether unit i begins an article, by the units around it in the file."""
    unit, before = units[i], units[i - 1]
    if unit.tail:
        return False
    if before.head and before.lines[-1].look is Look.META:
        return False
    if before.head:
        # a title goes on in its text, a kicker in its title
        return unit.head and _is_title(units, i, style, cues) and not _stacked(units, i)
    if unit.head:
        return _is_title(units, i, style, cues)
    if unit.resumes or not before.ended:
        return False
    if unit.opens or unit.bylined:
        return True
    return unit.gap >= style.gap + 2


def _stacked(units: Sequence[Unit], i: int) -> bool:
    """Whether heads i-1 and i are one headline (kicker, title, subtitle, byline)."""
    return units[i].gap <= units[i - 1].gap or units[i].lines[0].look in {Look.SUBTITLE, Look.BYLINE}


def _is_title(units: Sequence[Unit], i: int, style: Style, cues: Cues) -> bool:
    """Whether head unit i opens an article, rather than heading a section or signing what stands before it."""
    unit, before = units[i], units[i - 1]
    look = unit.lines[0].look
    if look is Look.BYLINE and not style.columns and not cues.name_only.match(unit.lines[0].text):
        return False
    if look in {Look.TURN, Look.FURNITURE} or cues.numbered.match(unit.lines[0].text):
        return False
    weight = 0
    if not before.head and before.signed:
        weight += 3
    if unit.gap >= style.gap + 2:
        weight += 2
    if style.columns:
        return True
    for later in units[i + 1 : i + 4]:
        if later.head:
            weight += 2 * any(line.look in {Look.BYLINE, Look.SUBTITLE} for line in later.lines)
            continue
        weight += 4 * later.opens
        break
    else:
        weight -= 2
    size = len(unit.lines[0].text)
    weight += (size >= 10) - (size <= 6)
    return weight >= 2


def _loose(units: Sequence[Unit], begins: Sequence[bool]) -> bool:
    """Whether the order of the file leaves something unexplained."""
    for i, unit in enumerate(units):
        last = i + 1 == len(units) or begins[i + 1]
        if last and (unit.head and any(line.look is Look.SHORT for line in unit.lines) or not (unit.ended or unit.head)):
            return True
        if begins[i] and (unit.resumes or (unit.opens and i and not unit.head)):
            return True
        if i and not begins[i] and unit.resumes and (units[i - 1].head or units[i - 1].ended):
            return True
    return False


def _cut(units: Sequence[Unit], begins: Sequence[bool]) -> list[list[Unit]]:
    articles: list[list[Unit]] = []
    for unit, begin in zip(units, begins, strict=True):
        if begin:
            articles.append([unit])
        else:
            articles[-1].append(unit)
    return articles


def _match(units: Sequence[Unit], begins: Sequence[bool], text: str, style: Style) -> list[list[Unit]]:
    """The articles of a page whose file order leaves loose ends."""
    chains = _chains(units, begins, style)
    joins = Joins(text)
    articles: list[list[Unit]] = []
    for at in range(0, len(chains), _AT_ONCE):
        articles += _match_stretch(chains[at : at + _AT_ONCE], text, joins, style)
    return articles


def _chains(units: Sequence[Unit], begins: Sequence[bool], style: Style) -> list[Chain]:
    """Units that certainly follow one another, as one; where a page sets whole columns as blocks, each unit alone."""
    chains: list[Chain] = []
    for i, unit in enumerate(units):
        before = units[i - 1] if i else None
        sure = (
            before is not None
            and not begins[i]
            and not unit.resumes
            and (before.head or before.ended)
            and (not style.columns or before.lines[-1].look is Look.META or unit.tail)
        )
        if sure:
            chains[-1] = chains[-1]._replace(units=(*chains[-1].units, unit))
        else:
            chains.append(Chain((unit,), begins[i]))
    return chains


def _match_stretch(chains: Sequence[Chain], text: str, joins: Joins, style: Style) -> list[list[Unit]]:
    size = len(chains)
    texts = [text[chain.units[0].start : chain.units[-1].end].strip() for chain in chains]
    topics = Topics(texts)
    alone = [_end_weight(chain.last) for chain in chains]
    fresh = [_start_weight(chain, style) for chain in chains]
    fragment = [0.0 if chain.first.head else joins.fragment(part) for chain, part in zip(chains, texts, strict=True)]
    gains = [[-1e9] * size for _ in chains]
    for a, before in enumerate(chains):
        for b, after in enumerate(chains):
            if a == b:
                continue
            weight = _link_weight(before, after, b - a)
            if weight > _HOPELESS:
                weight += (_title_weight if before.last.head else _topic_weight)(topics.shared(a, b))
                if not before.last.head and not before.last.ended:
                    weight += joins.weight(texts[a], texts[b]) + fragment[b]
            gains[a][b] = weight - alone[a] - fresh[b]
    return [[unit for i in path for unit in chains[i].units] for path in best_paths(gains)]


def _topic_weight(shared: float) -> float:
    return min(5.0, max(-2.5, 1.8 * (shared - 1.6)))


def _title_weight(shared: float) -> float:
    return min(5.0, max(-1.5, 1.6 * (shared - 1.0)))


def _end_weight(unit: Unit) -> float:
    """What speaks for an article ending with this unit."""
    if unit.head or not unit.ended:
        return -5.0
    return 3.0 if unit.signed else 1.5


def _start_weight(chain: Chain, style: Style) -> float:
    """What speaks for an article beginning with this chain."""
    first = chain.first
    if first.head:
        return 4.0 if chain.begins else (3.0 if style.columns else -3.0)
    if first.resumes:
        return -8.0
    if first.opens:
        return -1.0
    if chain.begins and not style.columns:
        return 2.0
    return -5.0 if style.columns else -3.0


def _link_weight(before: Chain, after: Chain, step: int) -> float:
    """What speaks for one chain going on from another by their kinds and places; `step` is how much later it stands."""
    last, first = before.last, after.first
    if step == 1:
        weight = 2.5 if not after.begins else 1.0
    else:
        weight = -3.0 - 0.03 * abs(step)
    if last.head:
        if first.head:
            stacked = first.lines[0].look in _BELOW_TITLE
            return weight - (0.0 if stacked else 5.0) if step == 1 and not after.begins else -20.0
        return weight + (2.0 if first.opens or first.bylined else -8.0 if first.resumes else 0.5)
    if first.head:
        return weight - 2.0 if step == 1 and not after.begins else -20.0
    if first.opens or first.bylined:
        weight -= 5.0 if last.ended else 8.0
    if last.ended:
        return weight - (6.0 if first.resumes else 2.5) - (3.0 if last.signed else 0.0)
    return weight
