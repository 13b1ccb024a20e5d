"""Where articles begin when a page is read in the order of its file."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from factpipe.layout.cues import Cues, Look
from factpipe.layout.joins import kinship
from factpipe.layout.lines import Unit

#: where blocks hold whole columns, a block of one line up to this length is a headline
_SHORT = 40
#: how the sections of a text are numbered, and how many there are at least
_NUMBERS = tuple(f"{ten}{one}、" for ten in ("", "十") for one in ("", *"一二三四五六七八九") if ten or one)
_SECTIONS = 3
_LABELLED = re.compile("【[^】本]{1,8}】")
#: so many characters of what stands before and behind a headline are compared
_REACH = 600
#: in so many lines stands the title of a document
_TITLE_LINES = 3
#: weight from which a headline opens an article
_ENOUGH = 1.5
#: weight from which what the texts tell of is not compared any more
_CERTAIN = 3.0
#: how news begins that has no title
OPENING = re.compile(r"近日|日前|连日来|昨日|昨天|今日|今天|最近|[0-9０-９]{1,2}月[0-9０-９]{1,2}日")
#: looks of lines that belong to the headline above them
BELOW_TITLE = frozenset({Look.SUBTITLE, Look.BYLINE})


class Style(NamedTuple):
    """How a page sets its blocks."""

    gap: int  # line breaks between the paragraphs of an article
    columns: bool  # blocks hold several paragraphs, so a short block is a title
    several: bool  # datelines, bylines and signatures show that it has several articles

    def wide(self, gap: int) -> bool:
        """Whether a gap is wider than that between paragraphs."""
        return gap >= self.gap + 2


def style_of(units: Sequence[Unit]) -> Style:
    """The style of a page with these units."""
    gaps = [unit.gap for unit in units[1:]]
    bodies = [unit for unit in units if not unit.head]
    several = sum(len(unit.lines) > 1 for unit in bodies)
    marks = sum(unit.opens or unit.bylined or unit.signed or unit.lines[0].look is Look.BYLINE for unit in units)
    return Style(min(gaps, default=2), several * 3 >= len(bodies), marks > 2)


def with_signatures(units: Sequence[Unit], style: Style, cues: Cues) -> list[Unit]:
    """The units, where short ones that sign the text above them (office, name, day) are known for signatures."""
    result = list(units)
    at = 1
    while at < len(units):
        end = at
        while end < len(units) and units[end].head and not style.wide(units[end].gap):
            end += 1
        before = units[at - 1]
        if end > at and not before.head and before.ended:
            whole = end == len(units) or style.wide(units[end].gap)
            # where a title follows at the usual distance only the first line can be a signature
            signs = units[at:end] if whole else units[at : at + 1] if end > at + 1 else []
            lines = [unit.lines[0].text for unit in signs if len(unit.lines) == 1]
            if (
                lines
                and len(lines) == len(signs)
                and cues.signs(lines[-1], by_name=True)
                and all(map(cues.signs, lines))
            ):
                for k in range(at, at + len(signs)):
                    result[k] = units[k]._replace(head=False, tail=True, ended=True, signed=True)
        at = max(end, at + 1)
    return result


def with_masthead(units: Sequence[Unit]) -> list[Unit]:
    """The units, where the paper's name over its imprint is known for furniture as well."""
    result = list(units)
    for i, (unit, below) in enumerate(pairwise(units[:4])):
        if below.furniture and unit.head and not unit.furniture and _is_name(unit):
            result[i] = unit._replace(furniture=True)
    return result


def _is_name(unit: Unit) -> bool:
    text = unit.lines[0].text
    return len(unit.lines) == 1 and len(text) <= 8 and text.endswith(("报", "刊", "时讯", "新闻"))


def with_turned_titles(units: Sequence[Unit], style: Style) -> list[Unit]:
    """The units, where a title that is printed again above what comes from another page is one with it."""
    result: list[Unit] = []
    for unit in units:
        above = result[-1] if result else None
        if above and unit.turned_from and not style.wide(unit.gap) and _is_title_again(above):
            lines = (*above.lines, *unit.lines)
            result[-1] = unit._replace(lines=lines, gap=above.gap, head=False, tail=False, resumes=False)
        else:
            result.append(unit)
    return result


def _is_title_again(unit: Unit) -> bool:
    return unit.head and not unit.furniture and not unit.turned_from and unit.lines[-1].look is Look.SHORT


def sections(units: Sequence[Unit]) -> range:
    """The units of a text in numbered (一、…, 二、…, 三、…) or labelled sections (【背景】…, 【做法】…).

    Those between its title and the first are among them.
    """
    starts: list[int] = []
    for i, unit in enumerate(units):
        if len(starts) < len(_NUMBERS) and unit.lines[0].text.startswith(_NUMBERS[len(starts)]):
            starts.append(i)
    if len(starts) < _SECTIONS:
        starts = [i for i, unit in enumerate(units) if _LABELLED.match(unit.lines[0].text)]
    if len(starts) < _SECTIONS:
        return range(0)
    first = starts[0]
    while first > 1 and not units[first - 1].head:
        first -= 1
    return range(first, starts[-1] + 1)


def is_document(units: Sequence[Unit], style: Style, cues: Cues) -> bool:
    """Whether a page is one document (通知, 工作总结, 判决书): by its title, and by no other line that could be one.

    Newspapers print such documents too, between news.
    """
    first = next((n for n, unit in enumerate(units) if not unit.furniture), 0)
    body = first
    while body < len(units) and units[body].head:
        body += 1
    above = [line for unit in units[first:body] for line in unit.lines]
    above += next(iter(units[body:]), units[first]).lines[:_TITLE_LINES]
    if not any(line.look is Look.SHORT and cues.is_document(line.text) for line in above[:_TITLE_LINES]):
        return False
    if any(unit.opens or unit.turned_from or style.wide(unit.gap) for unit in units[body:]):
        return False
    last = units[-1]
    heads = [unit for unit in units[body:] if unit.head and not unit.furniture and unit is not last]
    return all(cues.heads_section(unit.lines[0].text) or _signs(unit, cues) for unit in heads) and (
        not last.head or last.furniture or len(units) <= body + 1 or _signs(last, cues)
    )


def _signs(unit: Unit, cues: Cues) -> bool:
    return any(cues.is_day(line.text) for line in unit.lines) or all(cues.signs(line.text) for line in unit.lines)


def headlined(units: Sequence[Unit], sectioned: range) -> list[Unit]:
    """The units of a page in columns, where a block is a headline by its length alone, whatever it ends with.

    Not so in a text in sections.
    """
    return [
        unit._replace(head=True) if _is_short(unit) and i not in sectioned else unit for i, unit in enumerate(units)
    ]


def _is_short(unit: Unit) -> bool:
    line = unit.lines[0]
    if unit.tail or len(unit.lines) > 1 or line.look in {Look.CAPTION, Look.DATELINE}:
        return False
    return len(line.text) <= _SHORT and "。" not in line.text[:-1]


def beginnings(units: Sequence[Unit], style: Style, cues: Cues) -> list[bool]:
    """For each unit whether it begins an article, by the units around it in the file."""
    order = _FileOrder(units, style, cues)
    begins = [True]
    first = 0  # where the article at hand begins
    for i in range(1, len(units)):
        begin = order.begins(i, first)
        begins.append(begin)
        if begin:
            first = i
    return begins


def _is_titled(unit: Unit) -> bool:
    """Whether a unit is news below its title: 河口村的路通了, 5月6日，…."""
    title, *below = unit.lines
    if title.look is not Look.SHORT or not below or title.text.startswith("【"):
        return False
    return below[0].look is Look.DATELINE or (below[0].look is Look.TEXT and OPENING.match(below[0].text) is not None)


class _FileOrder:
    def __init__(self, units: Sequence[Unit], style: Style, cues: Cues) -> None:
        self._units = units
        self._style = style
        self._cues = cues

    def begins(self, i: int, first: int) -> bool:
        """Whether unit i begins an article, when the one before it begins with unit `first`."""
        unit, before = self._units[i], self._units[i - 1]
        if unit.furniture or before.furniture:
            return not (unit.furniture and before.furniture)
        if unit.turned_from or unit.tail or (before.head and before.lines[-1].look is Look.META):
            return unit.turned_from is not None
        if unit.head:
            joined = before.head and (not self._style.wide(unit.gap) or unit.lines[0].look in BELOW_TITLE)
            return not joined and self._is_title(i, first)
        if before.head or unit.resumes or not (before.ended or self._is_opening(unit)):
            return False  # a title goes on in its text, a sentence in what comes
        if unit.bylined or self._style.wide(unit.gap) or (_is_titled(unit) and _is_titled(self._units[first])):
            return True
        # a second dispatch of the same matter belongs to the article
        return unit.opens and self._kinship(first, i, i + 1) < 0

    def _is_opening(self, unit: Unit) -> bool:
        return self._style.wide(unit.gap) and OPENING.match(unit.lines[0].text) is not None

    def _is_title(self, i: int, first: int) -> bool:
        """Whether head unit i opens an article, rather than heading a section or signing what stands before it."""
        units, style = self._units, self._style
        unit, before = units[i], units[i - 1]
        line = unit.lines[0]
        wide = style.wide(unit.gap)
        if line.look is Look.TURN_IN:
            return True
        if self._cues.numbered.match(line.text) or (line.look is Look.BYLINE and not (style.columns or wide)):
            return False
        weight = 2.5 * style.columns + 3.0 * wide
        weight += 3.0 * (not before.head and before.signed)
        body = i + 1
        while body < len(units) and units[body].head and not style.wide(units[body].gap) and body <= i + 3:
            weight += 3.0 * any(line.look in BELOW_TITLE for line in units[body].lines)
            body += 1
        if body == len(units):
            weight -= 2.0
        else:
            weight += 4.0 * units[body].opens + 2.0 * (units[body].bylined and not units[body].opens)
        if weight >= _CERTAIN or before.head:
            return weight >= _ENOUGH
        # a long report, its byline under the title and no dateline, has headings
        weight -= 1.0 * self._is_report(first)
        weight -= self._kinship(first, i, body + 6)
        return weight >= (_ENOUGH if style.several else _CERTAIN)

    def _is_report(self, first: int) -> bool:
        head = self._units[first : first + 4]
        bylined = any(line.look is Look.BYLINE for unit in head if unit.head for line in unit.lines)
        return not any(unit.opens for unit in head) and (bylined or any(unit.bylined for unit in head))

    def _kinship(self, first: int, i: int, stop: int) -> float:
        """Whether unit i (what stands below it, for a title) up to unit `stop` tells of the same as what is before."""
        before: list[str] = []
        size = 0
        for unit in reversed(self._units[first:i]):
            if size >= _REACH:
                break
            before.append(unit.text[-_REACH:])
            size += len(before[-1])
        behind = [unit.text[:_REACH] for unit in self._units[i + self._units[i].head : stop]]
        return kinship("\n".join(reversed(before)), "\n".join(behind)[:_REACH])


def unexplained(units: Sequence[Unit], begins: Sequence[bool]) -> bool:
    """Whether the order of the file leaves something open: a title without a text, a text that breaks off."""
    first = units[0]  # of the article at hand
    before: Unit | None = None
    for unit, begin, ends in zip(units, begins, [*begins[1:], True], strict=True):
        if ends and not (unit.ended or unit.furniture) and (not unit.head or _has_title(unit)):
            return True
        if begin:
            # text that begins in the middle, news below no title, text that stands apart right above a title
            if unit.resumes or unit.turned_from or (unit.opens and before and not unit.head):
                return True
            if before and unit.head and not (first.head or first.furniture) and unit.gap < max(first.gap, 3):
                return True
            first = unit
        elif before and unit.resumes and (before.head or before.ended):
            return True
        before = unit
    return False


def _has_title(unit: Unit) -> bool:
    return any(line.look is Look.SHORT for line in unit.lines)
