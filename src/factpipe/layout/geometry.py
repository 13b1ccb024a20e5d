"""Where a format tells where lines of print stand: its regions in reading order as units, headlines known by size.

Paragraphs are told by their indentation. What goes on from what is then found as on any other page: the order of the
regions is a proposal.
"""

from collections.abc import Sequence
from itertools import groupby

from factpipe.layout.cues import Cues, Look, finished
from factpipe.layout.lines import Line, Unit, unit_of
from factpipe.layout.regions import HEADLINE, Region, in_reading_order, regions_of
from factpipe.model import Block, Page

#: letters that are so much smaller are a caption's
_CAPTION = 0.93
#: the gap, in line breaks, that sets a caption apart
_WIDE = 4
#: how far a first line is indented, and how much a paragraph's last line falls short, in letters
_INDENT, _FALLS_SHORT = 0.8, 1.5
#: how far below one another the lines of a headline stand, in their letters
_STACKED = 1.2
#: a headline has no more letters than this
_LONGEST_HEADLINE = 70


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
        above: Region | None = None
        for stack in _stacks(in_reading_order(regions_of(list(group)), body), body):
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


def _stacks(regions: Sequence[Region], body: float) -> list[list[Region]]:
    """Regions in reading order, where those of one headline (kicker, title, subtitle) or caption are together."""
    stacks: list[list[Region]] = []
    for region in regions:
        if stacks and _is_stacked(stacks[-1][-1], region, body):
            stacks[-1].append(region)
        else:
            stacks.append([region])
    return stacks


def _is_stacked(above: Region, below: Region, body: float) -> bool:
    if min(above.size, below.size) > HEADLINE * body:
        reach = _STACKED
    elif _is_small(above, body) and _is_small(below, body):
        reach = 2 * _STACKED
    else:
        return False
    return _is_below(above, below, reach)


def _is_below(above: Region, below: Region, reach: float) -> bool:
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


def _is_head(unit: Unit, region: Region, body: float) -> bool:
    if unit.tail or unit.furniture:
        return unit.furniture
    if region.size > HEADLINE * body and sum(len(line.text) for line in unit.lines) <= _LONGEST_HEADLINE:
        return True
    return all(line.look in {Look.BYLINE, Look.SUBTITLE, Look.META, Look.TURN_IN} for line in unit.lines)


def _is_small(region: Region, body: float) -> bool:
    """Whether a region is set in smaller letters than running text, as captions are."""
    return region.size < _CAPTION * body


def _paragraphs(region: Region, text: str, cues: Cues, gap: int) -> list[Line]:
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


def _opens(block: Block, last: Block, region: Region, is_indented: bool, text: str) -> bool:
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
