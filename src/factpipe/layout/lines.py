"""A page's text as lines and blocks: what stands between line breaks, and what stands between blank lines."""

from typing import NamedTuple

from factpipe.layout.cues import Cues, Look, finished
from factpipe.layout.joins import INNER


class Line(NamedTuple):
    """A line that holds something: text[start:end] of the page, indentation included."""

    start: int
    end: int
    text: str  # without the space around it
    look: Look
    gap: int  # line breaks between it and the line before; 0 for the first


class Unit(NamedTuple):
    """Lines that stand together on the page, with no blank line between them."""

    index: int
    lines: tuple[Line, ...]
    gap: int  # line breaks before it
    head: bool  # holds nothing but title, byline, short lines
    opens: bool  # begins as an article does: with a dateline
    bylined: bool  # its text comes after a byline or a subtitle
    resumes: bool  # begins in the middle of a sentence for certain
    ended: bool  # its last sentence is complete, or it is signed
    signed: bool  # ends with a signature, as an article does

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


def split_lines(text: str, cues: Cues) -> list[Line]:
    """The lines of `text` that hold something, in order."""
    lines = []
    at = gap = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            lines.append(Line(at, at + len(raw), bare, cues.look(bare), gap))
            gap = 0
        gap += 1
        at += len(raw) + 1
    return lines


def split_units(lines: list[Line], cues: Cues) -> list[Unit]:
    """Lines → units, in the order of the page."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap > 1 or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_unit(index, group, cues) for index, group in enumerate(groups)]


_HEADS = frozenset({Look.SHORT, Look.BYLINE, Look.SUBTITLE, Look.META, Look.FURNITURE, Look.TURN})

_ABOVE = frozenset({Look.BYLINE, Look.SUBTITLE})


def _unit(index: int, lines: list[Line], cues: Cues) -> Unit:
    head = all(line.look in _HEADS for line in lines)
    first = next((line for line in lines if line.look not in _HEADS), lines[0])
    signed = _signed(lines, cues)
    return Unit(
        index,
        tuple(lines),
        lines[0].gap,
        head,
        first.look is Look.DATELINE,
        not head and any(line.look in _ABOVE for line in lines[: lines.index(first)]),
        lines[0].text[0] in INNER,
        signed or finished(lines[-1].text) or lines[-1].look is Look.TURN,
        signed,
    )


def _signed(lines: list[Line], cues: Cues) -> bool:
    last = lines[-1]
    if last.look in {Look.CAPTION, Look.BYLINE} and (len(lines) > 1 or last.look is Look.CAPTION):
        return True
    if cues.photo.search(last.text, max(0, len(last.text) - 8)) and cues.look(last.text[-20:]) is Look.CAPTION:
        return True
    if last.text[-1] in "）)":
        match = cues.signature.search(last.text, max(0, len(last.text) - 24))
        return match is not None and finished(last.text[: match.start()] or "。")
    return len(lines) > 1 and cues.signs(last.text)
