"""Where a format tells where lines of print stand: regions of them, and the order in which these are read.

Lines → regions (lines of one size right below one another) → reading order, by cutting the page along its gutters and
below its headlines.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from factpipe.model import Block

#: letters that are so much larger than those of running text are a headline's
HEADLINE = 1.18
#: letters of one region differ no more than this
_SAME_SIZE = 1.15
#: space, in letters of running text: between the lines of a region, a gutter into which stops hang from a column, a gap
#: that parts what stands below, one so wide that it does so over all columns
_LEADING, _GUTTER, _GAP, _BREAK = 1.1, 0.3, 1.6, 2.5
#: columns that are looked at side by side
_MOST_COLUMNS = 40


class Region(NamedTuple):
    """Lines of print right below one another, and the box around them."""

    blocks: tuple[Block, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float


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


def regions_of(blocks: Sequence[Block]) -> list[Region]:
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


def _region(blocks: Sequence[Block]) -> Region:
    lefts, tops, rights, bottoms = zip(*(block.bbox for block in blocks), strict=True)
    size = sorted(block.size for block in blocks)[len(blocks) // 2]
    return Region(tuple(blocks), min(lefts), min(tops), max(rights), max(bottoms), size)


def in_reading_order(regions: Sequence[Region], body: float) -> list[Region]:
    """Regions column by column, left to right, each from its top; below a headline what stands under it."""
    waiting: list[Sequence[Region]] = [regions]
    ordered: list[Region] = []
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


def _across(region: Region) -> tuple[float, float]:
    return region.x0, region.x1


def _down(region: Region) -> tuple[float, float]:
    return region.y0, region.y1


def _under_headlines(regions: Sequence[Region], body: float) -> list[list[Region]]:
    """Regions cut above and below every headline that has its whole height of the page to itself."""
    parts: list[list[Region]] = []
    was_headline = True
    for band in _parted(regions, _down, 0.0):
        headline = all(region.size > HEADLINE * body for region in band) and len(_parted(band, _across, 0.0)) == 1
        if headline or was_headline:
            parts.append(band)
        else:
            parts[-1] += band
        was_headline = headline
    return parts


def _parted(regions: Sequence[Region], side: Callable[[Region], tuple[float, float]], gap: float) -> list[list[Region]]:
    """Regions cut apart along one direction, wherever there is such a gap that no region lies across."""
    parts: list[list[Region]] = []
    reach = float("-inf")
    for region in sorted(regions, key=side):
        start, end = side(region)
        if start >= reach + gap:
            parts.append([region])
        else:
            parts[-1].append(region)
        reach = max(reach, end)
    return parts


def _below_what_spans(regions: Sequence[Region]) -> list[list[Region]]:
    """Regions cut below the topmost one, where that stands over several columns, as the byline of an article does."""
    top, *below = sorted(regions, key=lambda region: (region.y0, region.x0))
    under = [region for region in below if min(region.x1, top.x1) > max(region.x0, top.x0)]
    spans = len(_parted(under, _across, 0.0)) > 1
    return [[top], below] if spans and min(region.y0 for region in below) >= top.y1 else [list(regions)]


def _by_column(regions: Sequence[Region]) -> list[Region]:
    """Regions that cannot be cut apart: those that overlap in width are one column, left to right."""
    columns: list[list[Region]] = []
    for region in sorted(regions, key=lambda r: (r.x0, r.y0)):
        middle = (region.x0 + region.x1) / 2
        column = next((c for c in columns[-_MOST_COLUMNS:] if c[0].x0 <= middle <= c[0].x1), None)
        if column is None:
            columns.append([region])
        else:
            column.append(region)
    return [region for column in columns for region in sorted(column, key=lambda r: (r.y0, r.x0))]
