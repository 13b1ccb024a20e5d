"""Lines of print with their boxes → the text of a page, with a block for each line."""

from typing import NamedTuple

from factpipe.errors import InputError
from factpipe.model import Block, Page

Box = tuple[float, float, float, float]

#: how much larger or smaller the letters of a line may be than those of the line above in the same paragraph
OTHER_SIZE = 1.25
#: how much further than its size the next line of a paragraph may stand below
_LEADING = 2.2


class Line(NamedTuple):
    """A line of print; `opens` where the file says that it begins a region (a paragraph, a block) of the page."""

    text: str
    pdf_page: int
    box: Box
    size: float
    opens: bool


def page_of(lines: list[Line], doc_id: str, encoding: str) -> Page:
    """Lines as the text of a page: a line end after each, a blank line where a region or another paragraph begins.

    Errors: InputError of kind `no_text` where there are none.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(lines):
        if pieces:
            gap = "\n" if _follows(lines[number - 1], line) else "\n\n"
            pieces.append(gap)
            at += len(gap)
        pieces.append(line.text)
        blocks.append(Block(at, at + len(line.text), line.pdf_page, line.box, line.size))
        at += len(line.text)
    if not pieces:
        raise InputError("no_text", "no text in it; run the OCR again or leave the file out")
    return Page(doc_id, "".join(pieces), encoding, blocks=tuple(blocks), extracted=True)


def letter_size(box: Box) -> float:
    """The size of the letters of a line: how high it is, or how wide where it runs down the page."""
    return min(box[2] - box[0], box[3] - box[1])


def _follows(above: Line, line: Line) -> bool:
    """Whether a line stands right below another one (left of it, where they run down), as one of a paragraph does."""
    if line.opens or line.pdf_page != above.pdf_page:
        return False
    if max(line.size, above.size) > OTHER_SIZE * min(line.size, above.size):
        return False
    (x0, y0, x1, y1), (u0, v0, u1, v1) = above.box, line.box
    if y1 - y0 > x1 - x0:
        below, overlap = x1 - u1, min(v1, y1) - max(v0, y0)
    else:
        below, overlap = v0 - y0, min(u1, x1) - max(u0, x0)
    return 0 < below <= _LEADING * line.size and overlap > 0


def joined(words: list[str]) -> str:
    """Words of a line: a blank only between Latin letters or digits."""
    out: list[str] = []
    for word in filter(None, words):
        if out and _is_latin(out[-1][-1]) and _is_latin(word[0]):
            out.append(" ")
        out.append(word)
    return "".join(out)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
