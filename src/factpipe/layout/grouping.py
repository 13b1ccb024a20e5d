"""Units of a page → articles: which unit goes on from which.

Every unit either begins an article or goes on from one other unit, and at most one goes on from it. What speaks for
each is a weight (log odds, roughly); the arrangement with the greatest sum is taken. On a page in good order that is
the order of the file and is found in one pass. Only where that leaves something unexplained (a sentence that breaks off, a
block that begins in the middle of one, a title without a text) are the loose ends matched with one another.
"""

from collections.abc import Sequence
from typing import NamedTuple

from factpipe.layout.assignment import best_assignment
from factpipe.layout.cues import Cues, Look
from factpipe.layout.joins import Joiner
from factpipe.layout.lines import Unit

#: loose ends that are matched with one another at once; a page with more is matched in stretches
_AT_ONCE = 48


class Style(NamedTuple):
    """How a page sets its blocks."""

    gap: int  # line breaks between the paragraphs of an article
    columns: bool  # blocks hold several paragraphs, so a short block is a title


def group(units: Sequence[Unit], text: str, cues: Cues) -> list[list[Unit]]:
    """The articles of a page, each its units in reading order, in no particular order."""
    if len(units) == 1:
        return [list(units)]
    style = _style(units)
    begins = [True] + [_begins(units, i, style, cues) for i in range(1, len(units))]
    loose = _loose(units, begins)
    if not loose:
        return _cut(units, begins)
    return _match(units, begins, text, cues, style)


def _style(units: Sequence[Unit]) -> Style:
    gaps = sorted(unit.gap for unit in units[1:])
    bodies = [unit for unit in units if not unit.head]
    several = sum(len(unit.lines) > 1 for unit in bodies)
    return Style(gaps[0] if gaps else 2, several * 2 >= len(bodies))


def _begins(units: Sequence[Unit], i: int, style: Style, cues: Cues) -> bool:
    """Whether unit i begins an article, by the units around it in the file."""
    unit, before = units[i], units[i - 1]
    if before.head and before.lines[-1].look is Look.META:
        return False
    if before.head:
        # a title goes on in its text, a kicker in its title
        return unit.head and _is_title(units, i, style, cues) and not _stacked(units, i)
    if unit.head:
        return _is_title(units, i, style, cues)
    if unit.resumes or not before.ended:
        return False
    if unit.opens:
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
        weight += 2
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


def _match(units: Sequence[Unit], begins: Sequence[bool], text: str, cues: Cues, style: Style) -> list[list[Unit]]:
    joiner = Joiner(text, units)
    articles: list[list[Unit]] = []
    for at in range(0, len(units), _AT_ONCE):
        articles += _match_stretch(units[at : at + _AT_ONCE], begins[at : at + _AT_ONCE], joiner, style)
    return articles


def _match_stretch(units: Sequence[Unit], begins: Sequence[bool], joiner: Joiner, style: Style) -> list[list[Unit]]:
    size = len(units)
    ends = [_end_weight(unit) for unit in units]
    starts = [_start_weight(unit, begin, style) for unit, begin in zip(units, begins, strict=True)]
    gains = [
        [
            _link_weight(units, a, b, begins, joiner) - ends[a] - starts[b] if a != b else -1e9
            for b in range(size)
        ]
        for a in range(size)
    ]
    following = best_assignment(gains)
    followed = {b for b in following if b is not None}
    articles = []
    seen: set[int] = set()
    for first in [i for i in range(size) if i not in followed] + list(range(size)):
        if first in seen:
            continue
        chain = []
        at: int | None = first
        while at is not None and at not in seen:
            seen.add(at)
            chain.append(units[at])
            at = following[at]
        articles.append(chain)
    return articles


def _end_weight(unit: Unit) -> float:
    """What speaks for an article ending with this unit."""
    if unit.head:
        return -5.0
    if not unit.ended:
        return -5.0
    return 2.5 if unit.signed else 0.5


def _start_weight(unit: Unit, begins: bool, style: Style) -> float:
    """What speaks for an article beginning with this unit."""
    if unit.head:
        return 4.0 if begins else (2.0 if style.columns else -3.0)
    if unit.resumes:
        return -8.0
    if unit.opens:
        return 0.0
    return 2.0 if begins else -3.0


def _link_weight(units: Sequence[Unit], a: int, b: int, begins: Sequence[bool], joiner: Joiner) -> float:
    """What speaks for unit b going on from unit a."""
    before, after = units[a], units[b]
    weight = 2.0 if b == a + 1 and not begins[b] else (0.5 if b == a + 1 else -1.0 - 0.02 * abs(b - a))
    if before.head:
        if after.head:
            return weight - (0.0 if b == a + 1 and not begins[b] else 6.0)
        weight += 3.0 if after.opens else (-6.0 if after.resumes else 0.5)
        return weight + joiner.topic(a, b)
    if after.head:
        return weight - (2.0 if b == a + 1 and not begins[b] else 9.0)
    if after.opens:
        return weight - 5.0
    if before.ended:
        return weight + (-4.0 if after.resumes else 0.0) + joiner.topic(a, b) - (0 if b == a + 1 else 3.0)
    return weight + joiner.join(a, b) + joiner.topic(a, b)
