"""A page's text as lines and units: what stands between line breaks, and what stands between blank lines."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from factpipe.layout.cues import BYLINE, CAPTION, DATELINE, FURNITURE, TURN_OUT, Cues, Look, finished
from factpipe.layout.dividers import is_rule
from factpipe.layout.joins import INNER
from factpipe.layout.names import signature
from factpipe.model import maker

#: a text is set in lines of one width when so many of its lines, and this share of them, are of it
_WRAPPED_LINES = 3
_WRAPPED_SHARE = 0.5
#: a title printed again takes no more lines, that with the mark of the turn-over included
_HEAD_LINES = 4
#: how an item of a column of short items begins
ITEM = frozenset("▲△●◆■○◎□★▼")
#: columns are no wider than this, in Chinese characters
_WIDEST = 64
#: characters that take half the width of a Chinese one
_NARROW = re.compile("[\0-\u02ff]+")


class Line(NamedTuple):
    """A line that holds something: text[start:end] of the page, indentation included.

    Where a paragraph is set in lines of one width, or stands in lines apart on the page, they are one `Line`: `pieces`
    are its lines of print, from the first to the last, and `text` is all of them.
    """

    start: int
    end: int
    text: str  # without the space around it
    look: Look
    gap: int  # line breaks between it and the line before; 0 for the first
    pieces: tuple[tuple[int, int], ...] = ()
    size: float = 0.0  # height of its letters, where the format tells


_line = maker(Line)


class Unit(NamedTuple):
    """Lines that stand together on the page, with no blank line between them."""

    index: int
    lines: tuple[Line, ...]
    gap: int  # line breaks before it
    head: bool  # holds nothing but title, byline, short lines
    tail: bool  # holds nothing but a signature or a turn-over mark, and so goes on from what stands before it
    furniture: bool  # masthead, imprint, page number: of no article
    opens: bool  # its text begins with a dateline
    bylined: bool  # its text comes after a byline or a subtitle
    resumes: bool  # begins in the middle of a sentence for certain
    ended: bool  # its last sentence is complete, or it is signed
    signed: bool  # ends with a signature, as an article does
    turned_to: str | None = None  # the page of the issue where it goes on, as it tells at its end
    turned_from: str | None = None  # the page from which it comes, as it tells at its beginning

    @property
    def start(self) -> int:
        """Where it begins on the page."""
        return min(line.start for line in self.lines)

    @property
    def text(self) -> str:
        return "\n".join([line.text for line in self.lines])


_HEADS = frozenset({Look.SHORT, Look.BYLINE, Look.SUBTITLE, Look.META, Look.FURNITURE, Look.TURN_IN})
_ENDS = frozenset({Look.TURN_OUT, Look.FURNITURE})
_ABOVE = frozenset({Look.BYLINE, Look.SUBTITLE})
_TAILS = frozenset({Look.TURN_OUT, Look.BYLINE})


def split_units(text: str, cues: Cues, begins: frozenset[int] = frozenset()) -> list[Unit]:
    """The units of a page's text, in its order; none of a text of white space.

    A line that begins at one of `begins` begins a unit, which a line of dashes there is one with what it stands over.
    """
    units: list[Unit] = []
    block: list[tuple[int, int, str]] = []
    at, gap, block_gap = 0, 0, 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            ruled = len(block) == 1 and block[0][0] in begins and is_rule(block[0][2])
            if block and ((gap > 1 and not ruled) or at in begins):
                units.append(unit_of(len(units), _lines(block, block_gap, text, cues), cues))
                block = []
            if not block:
                block_gap = gap
            block.append((at, at + len(raw), bare))
            gap = 0
        gap += 1
        at += len(raw) + 1
    if block:
        units.append(unit_of(len(units), _lines(block, block_gap, text, cues), cues))
    return units


def _lines(block: Sequence[tuple[int, int, str]], gap: int, text: str, cues: Cues) -> list[Line]:
    """The lines of a block, those of one paragraph as one where the block is set in lines of one width."""
    width = _width(block)
    if not width:
        look = cues.look
        start, end, bare = block[0]
        first = _line((start, end, bare, look(bare), gap, (), 0.0))
        return [first, *[_line((start, end, bare, look(bare), 1, (), 0.0)) for start, end, bare in block[1:]]]
    lines: list[Line] = []
    held: list[tuple[int, int, str]] = []
    for piece in block:
        if held and (_columns(held[-1][2]) < width - 2 or finished(held[-1][2]) or _begins(text, piece)):
            lines.append(_paragraph(held, gap, cues))
            gap = 1
            held = []
        held.append(piece)
    lines.append(_paragraph(held, gap, cues))
    return lines


def _begins(text: str, piece: tuple[int, int, str]) -> bool:
    """Whether a line of print begins a paragraph: it is indented, or an item of a list."""
    return text[piece[0]].isspace() or piece[2][0] in ITEM


def _paragraph(held: Sequence[tuple[int, int, str]], gap: int, cues: Cues) -> Line:
    bare = "".join([piece[2] for piece in held])
    return Line(held[0][0], held[-1][1], bare, cues.look(bare), gap, tuple([(start, end) for start, end, _ in held]))


def _width(block: Sequence[tuple[int, int, str]]) -> int:
    """The width of a block's lines, in Chinese characters, when sentences break off at it line by line; else 0."""
    if len(block) <= _WRAPPED_LINES:
        return 0
    for _start, _end, bare in block:  # running text is soon found
        if len(bare) > 2 * _WIDEST:
            return 0
    columns = [_columns(bare) for _start, _end, bare in block]
    width = max(columns)
    if not 8 <= width <= _WIDEST:
        return 0
    full = [bare for (_start, _end, bare), n in zip(block, columns, strict=True) if n >= width - 2]
    broken = sum(not finished(bare) for bare in full)
    if broken < _WRAPPED_LINES or broken < _WRAPPED_SHARE * (len(block) - 1):
        return 0
    return width


def _columns(text: str) -> int:
    """The width of a line in Chinese characters."""
    return len(text) - len("".join(_NARROW.findall(text))) // 2


def unit_of(index: int, lines: Sequence[Line], cues: Cues) -> Unit:
    """The unit that lines make, the one with this index on its page."""
    first, last = lines[0], lines[-1]
    body = _first_body(lines)
    tail = first.look in _TAILS and all(map(_is_tail, lines))
    turned_to = cues.turned_to(last.text)
    signed = not turned_to and _signed(lines, cues)
    return Unit(
        index,
        tuple(lines),
        first.gap,
        body is None and not tail,
        tail,
        first.look is FURNITURE and all(line.look is FURNITURE for line in lines),
        body is not None and lines[body].look is DATELINE,
        bool(body) and any(line.look in _ABOVE for line in lines[:body]),
        first.text[0] in INNER,
        signed or finished(last.text) or last.look in _ENDS,
        signed,
        turned_to,
        _turned_from(lines if body is None else lines[: body + 1], cues),
    )


def _first_body(lines: Sequence[Line]) -> int | None:
    """Where the running text begins; None where there is nothing but titles, bylines and the like."""
    for i, line in enumerate(lines):
        if line.look not in _HEADS:
            return i
    return None


def _is_tail(line: Line) -> bool:
    return line.look is TURN_OUT or (line.look is BYLINE and line.text[0] in "（(")


def _turned_from(lines: Sequence[Line], cues: Cues) -> str | None:
    """The page from which a text comes, told at its beginning or below its title."""
    return next((page for line in lines[:_HEAD_LINES] if (page := cues.turned_from(line.text))), None)


def _signed(lines: Sequence[Line], cues: Cues) -> bool:
    last = lines[-1]
    text = last.text
    if last.look is CAPTION or (last.look is BYLINE and (len(lines) > 1 or text[0] in "（(")):
        return True
    if text[-1] in "）)":
        match = signature(text)
        return match is not None and finished(text[: match.start()] or "。")
    if cues.is_photographer(text[-20:]):
        return True
    return len(lines) > 1 and cues.signs(text)
