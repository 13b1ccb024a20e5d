"""Where a stretch of a document's text stands on the page image."""

from bisect import bisect_right
from collections.abc import Sequence

from factpipe.model import Block


def on_page(blocks: Sequence[Block], start: int, end: int) -> tuple[int | None, str | None]:
    """(PDF page, `x0,y0,x1,y1`) of text[start:end]; (None, None) where no block holds it.

    Blocks are sorted by their start. A block is a line of letters of about one width, so a stretch of it is taken to
    stand where its share of the line is; where the text runs over several lines the box holds all of them.
    """
    index = max(0, bisect_right(blocks, start, key=lambda block: block.start) - 1)
    boxes = []
    pdf_page = None
    while index < len(blocks) and blocks[index].start < end:
        block = blocks[index]
        index += 1
        if block.end <= start or (pdf_page is not None and block.pdf_page != pdf_page):
            continue
        pdf_page = block.pdf_page
        boxes.append(_share(block, max(start, block.start), min(end, block.end)))
    if not boxes:
        return None, None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    box = min(lefts), min(tops), max(rights), max(bottoms)
    return pdf_page, ",".join(f"{edge:.1f}".removesuffix(".0") for edge in box)


def _share(block: Block, start: int, end: int) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = block.bbox
    length = block.end - block.start
    first, last = (start - block.start) / length, (end - block.start) / length
    if y1 - y0 > x1 - x0 and length > 1:  # set vertically
        return x0, y0 + (y1 - y0) * first, x1, y0 + (y1 - y0) * last
    return x0 + (x1 - x0) * first, y0, x0 + (x1 - x0) * last, y1
