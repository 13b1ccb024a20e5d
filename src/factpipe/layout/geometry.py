"""Where a format tells where lines of print stand: columns, reading order, headlines by size.

Lines → regions (lines of one size right below one another) → reading order, by cutting the page along its gutters and
below its headlines → units, whose paragraphs are told by their indentation. What goes on from what is then found as on
any other page: the order of the regions is a proposal.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from factpipe.layout.cues import Cues, Look, finished
from factpipe.layout.lines import Line, Unit, unit_of
from factpipe.model import Block, Page

#: letters that are so much larger than those of running text are a headline's
_HEADLINE = 1.18
#: letters that are so much smaller are a caption's
_CAPTION = 0.93
#: the gap, in line breaks, that sets a caption apart
_WIDE = 4
#: letters of one region differ no more than this
_SAME_SIZE = 1.15
#: space, in letters of running text: between the lines of a region, a gutter into which stops hang from a column, a gap
#: that parts what stands below, one so wide that it does so over all columns
_LEADING, _GUTTER, _GAP, _BREAK = 1.1, 0.3, 1.6, 2.5
#: how far a first line is indented, and how much a paragraph's last line falls short, in letters
_INDENT, _FALLS_SHORT = 0.8, 1.5
#: how far below one another the lines of a headline stand, in their letters
_STACKED = 1.2
#: columns that are looked at side by side
_MOST_COLUMNS = 40
#: a headline has no more letters than this
_LONGEST_HEADLINE = 70


class _Region(NamedTuple):
    """Lines of print right below one another, and the box around them."""

    blocks: tuple[Block, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float


def place_units(page: Page, cues: Cues) -> list[Unit]:
    """The units of a page in reading order, by where its lines stand; none where the format does not tell of all."""
    blocks = [block for block in page.blocks if page.text[block.start : block.end].strip()]
    if not blocks or not _covers(blocks, page.text):
        return []
    body = _body_size(blocks)
    if _is_vertical(blocks):
        blocks = [_turned(block) for block in blocks]
    units: list[Unit] = []
    for _number, group in groupby(sorted(blocks, key=lambda block: block.pdf_page), key=lambda block: block.pdf_page):
        above: _Region | None = None
        for stack in _stacks(_in_reading_order(_regions(list(group)), body), body):
            lines: list[Line] = []
            for region in stack:
                gap = _WIDE if _is_small(stack[0], body) else 2
                lines += _paragraphs(region, page.text, cues, gap=1 if lines else gap if units else 0)
            if above and units[-1].head and _is_byline(lines) and _is_below(above, stack[0], 2 * _STACKED):
                byline = [lines[0]._replace(gap=1), *lines[1:]]
                units[-1] = unit_of(len(units) - 1, [*units[-1].lines, *byline], cues)._replace(head=True)
                continue
            unit = unit_of(len(units), lines, cues)
            units.append(unit._replace(head=_is_head(unit, stack[0], body)))
            above = None if unit.furniture else stack[-1]
    return units


def _is_vertical(blocks: Sequence[Block]) -> bool:
    """Whether most of the text runs down the page, in lines from the right to the left."""
    upright = 0
    for start, end, _number, (x0, y0, x1, y1), _size in blocks:
        upright += (end - start) * (1 if y1 - y0 > x1 - x0 else -1)
    return upright > 0


def _turned(block: Block) -> Block:
    """A block as it stands on a page with vertical text that is turned, so that its lines run to the right."""
    x0, y0, x1, y1 = block.bbox
    return block._replace(bbox=(y0, -x1, y1, -x0))


def _stacks(regions: Sequence[_Region], body: float) -> list[list[_Region]]:
    """Regions in reading order, where those of one headline (kicker, title, subtitle) or caption are together."""
    stacks: list[list[_Region]] = []
    for region in regions:
        if stacks and _is_stacked(stacks[-1][-1], region, body):
            stacks[-1].append(region)
        else:
            stacks.append([region])
    return stacks


def _is_stacked(above: _Region, below: _Region, body: float) -> bool:
    if min(above.size, below.size) > _HEADLINE * body:
        reach = _STACKED
    elif _is_small(above, body) and _is_small(below, body):
        reach = 2 * _STACKED
    else:
        return False
    return _is_below(above, below, reach)


def _is_below(above: _Region, below: _Region, reach: float) -> bool:
    """Whether a region stands right below another, no further than `reach` of their letters."""
    distance = below.y0 - above.y1
    overlap = min(above.x1, below.x1) - max(above.x0, below.x0)
    return -below.size < distance < reach * max(above.size, below.size) and overlap > 0


def _is_byline(lines: Sequence[Line]) -> bool:
    return all(line.look in {Look.BYLINE, Look.SUBTITLE} for line in lines)


def _covers(blocks: Sequence[Block], text: str) -> bool:
    """Whether the blocks hold all there is on the page, none of it twice."""
    at = 0
    for block in sorted(blocks):
        if block.start < at or text[at : block.start].strip():
            return False
        at = block.end
    return not text[at:].strip()


def _body_size(blocks: Sequence[Block]) -> float:
    """The size of the letters that most of the text is set in."""
    sizes = sorted((block.size, block.end - block.start) for block in blocks)
    half = sum(count for _size, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return size
    return sizes[-1][0]


def _is_head(unit: Unit, region: _Region, body: float) -> bool:
    if unit.tail or unit.furniture:
        return unit.furniture
    if region.size > _HEADLINE * body and sum(len(line.text) for line in unit.lines) <= _LONGEST_HEADLINE:
        return True
    return all(line.look in {Look.BYLINE, Look.SUBTITLE, Look.META, Look.TURN_IN} for line in unit.lines)


def _is_small(region: _Region, body: float) -> bool:
    """Whether a region is set in smaller letters than running text, as captions are."""
    return region.size < _CAPTION * body


class _Column:
    """A region as it grows line by line."""

    def __init__(self, block: Block) -> None:
        self.blocks = [block]
        self._sizes = block.size
        self._left, self._right = block.bbox[0], block.bbox[2]

    @property
    def last(self) -> Block:
        return self.blocks[-1]

    def add(self, block: Block) -> None:
        self.blocks.append(block)
        self._sizes += block.size
        self._left, self._right = min(self._left, block.bbox[0]), max(self._right, block.bbox[2])

    def takes(self, block: Block) -> bool:
        """Whether a line stands right below the last one, in letters of the region's size."""
        last = self.blocks[-1]
        usual = self._sizes / len(self.blocks)
        size = max(usual, block.size)
        gap = block.bbox[1] - last.bbox[3]
        if size > _SAME_SIZE * min(usual, block.size) or not -0.5 * size <= gap <= _LEADING * size:
            return False
        overlap = min(block.bbox[2], self._right) - max(block.bbox[0], self._left)
        return overlap > 0.5 * min(block.bbox[2] - block.bbox[0], self._right - self._left)


def _regions(blocks: Sequence[Block]) -> list[_Region]:
    """Lines → regions: a line belongs to the one whose last line stands right above it."""
    done: list[_Column] = []
    growing: list[_Column] = []
    for block in sorted(blocks, key=lambda block: (block.bbox[1], block.bbox[0])):
        top = block.bbox[1]
        near = []
        for column in growing:
            reach = 3 * max(column.last.size, block.size)
            (near if top - column.last.bbox[3] <= reach else done).append(column)
        # no sheet has so many columns side by side: the rest are scraps
        done += near[:-_MOST_COLUMNS]
        growing = near[-_MOST_COLUMNS:]
        above = [column for column in growing if column.takes(block)]
        if above:
            min(above, key=lambda column: top - column.last.bbox[3]).add(block)
        else:
            growing.append(_Column(block))
    return [_region(column.blocks) for column in done + growing]


def _region(blocks: Sequence[Block]) -> _Region:
    lefts, tops, rights, bottoms = zip(*(block.bbox for block in blocks), strict=True)
    size = sorted(block.size for block in blocks)[len(blocks) // 2]
    return _Region(tuple(blocks), min(lefts), min(tops), max(rights), max(bottoms), size)


def _in_reading_order(regions: Sequence[_Region], body: float) -> list[_Region]:
    """Regions column by column, left to right, each from its top; below a headline what stands under it."""
    waiting: list[Sequence[_Region]] = [regions]
    ordered: list[_Region] = []
    while waiting:
        held = waiting.pop()
        if len(held) < 2:
            ordered += held
            continue
        parts = _under_headlines(held, body)
        if len(parts) == 1:
            parts = _parted(held, _down, _BREAK * body)
        if len(parts) == 1:
            parts = _parted(held, _across, _GUTTER * body)
        if len(parts) == 1:
            parts = _parted(held, _down, _GAP * body)
        if len(parts) == 1:
            parts = _below_what_spans(held)
        if len(parts) == 1:
            ordered += _by_column(held)
        else:
            waiting += reversed(parts)
    return ordered


def _across(region: _Region) -> tuple[float, float]:
    return region.x0, region.x1


def _down(region: _Region) -> tuple[float, float]:
    return region.y0, region.y1


def _under_headlines(regions: Sequence[_Region], body: float) -> list[list[_Region]]:
    """Regions cut above and below every headline that has its whole height of the page to itself."""
    parts: list[list[_Region]] = []
    was_headline = True
    for band in _parted(regions, _down, 0.0):
        headline = all(region.size > _HEADLINE * body for region in band) and len(_parted(band, _across, 0.0)) == 1
        if headline or was_headline:
            parts.append(band)
        else:
            parts[-1] += band
        was_headline = headline
    return parts


def _parted(
    regions: Sequence[_Region], side: Callable[[_Region], tuple[float, float]], gap: float
) -> list[list[_Region]]:
    """Regions cut apart along one direction, wherever there is such a gap that no region lies across."""
    parts: list[list[_Region]] = []
    reach = float("-inf")
    for region in sorted(regions, key=side):
        start, end = side(region)
        if start >= reach + gap:
            parts.append([region])
        else:
            parts[-1].append(region)
        reach = max(reach, end)
    return parts


def _below_what_spans(regions: Sequence[_Region]) -> list[list[_Region]]:
    """Regions cut below the topmost one, where that stands over several columns, as the byline of an article does."""
    top, *below = sorted(regions, key=lambda region: (region.y0, region.x0))
    under = [region for region in below if min(region.x1, top.x1) > max(region.x0, top.x0)]
    spans = len(_parted(under, _across, 0.0)) > 1
    return [[top], below] if spans and min(region.y0 for region in below) >= top.y1 else [list(regions)]


def _by_column(regions: Sequence[_Region]) -> list[_Region]:
    """Regions that cannot be cut apart: those that overlap in width are one column, left to right."""
    columns: list[list[_Region]] = []
    for region in sorted(regions, key=lambda r: (r.x0, r.y0)):
        middle = (region.x0 + region.x1) / 2
        column = next((c for c in columns[-_MOST_COLUMNS:] if c[0].x0 <= middle <= c[0].x1), None)
        if column is None:
            columns.append([region])
        else:
            column.append(region)
    return [region for column in columns for region in sorted(column, key=lambda r: (r.y0, r.x0))]


def _paragraphs(region: _Region, text: str, cues: Cues, gap: int) -> list[Line]:
    """The paragraphs of a region: a new one at an indented line, or after a line that ends short of the margin."""
    letter = region.size or 1.0
    is_headline = all(cues.look(text[block.start : block.end].strip()) is Look.SHORT for block in region.blocks)
    is_indented = any(_INDENT * letter <= block.bbox[0] - region.x0 < 4 * letter for block in region.blocks)
    lines: list[Line] = []
    held: list[Block] = []
    for block in region.blocks:
        if held and not is_headline and _opens(block, held[-1], region, is_indented, text):
            lines.append(_line(held, text, cues, gap))
            held, gap = [], 1
        held.append(block)
    lines.append(_line(held, text, cues, gap))
    return lines


def _opens(block: Block, last: Block, region: _Region, is_indented: bool, text: str) -> bool:
    """Whether a line begins a paragraph: it is indented, or, where none is, the one above it ends short."""
    letter = region.size or 1.0
    if block.bbox[0] - region.x0 >= _INDENT * letter or text[block.start].isspace():
        return True
    short = region.x1 - last.bbox[2]
    if is_indented or short < _FALLS_SHORT * letter:
        return False
    return finished(text[last.start : last.end].strip()) or short >= 4 * letter


def _line(blocks: Sequence[Block], text: str, cues: Cues, gap: int) -> Line:
    bare = "".join(text[block.start : block.end].strip() for block in blocks)
    pieces = tuple((block.start, block.end) for block in blocks)
    start, end = min(pieces)[0], max(end for _start, end in pieces)
    return Line(start, end, bare, cues.look(bare), gap, pieces if len(pieces) > 1 else (), blocks[0].size)
