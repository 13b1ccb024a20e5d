"""An article's units in reading order → the article: its text in one piece, the map back, the roles of its parts."""

from collections.abc import Sequence
from itertools import pairwise

from factpipe.layout.cues import TURN_OUT, Cues, Look, finished
from factpipe.layout.kinds import kind_of
from factpipe.layout.lines import Line, Unit
from factpipe.layout.roles import fields_of, roles_of
from factpipe.model import Article, ArticleKind, Page, Part, Role, maker

#: looked up once: to ask its class for a role takes ten times as long, and every line is asked for it
_BODY = Role.BODY
_part = maker(Part)
#: no sentence goes on in lines that look like this
_BREAKS = frozenset({Look.DATELINE, Look.META, Look.FURNITURE})


def stitch(page: Page, number: int, units: Sequence[Unit], cues: Cues) -> Article:
    """The article that `units` make, the n-th of its page."""
    units, turns = _without_turns(units, page.text, cues)
    lines = [line for unit in units for line in unit.lines]
    roles = roles_of(units, lines, cues)
    cut = _cut_lines(units, roles)
    weave = _Weave(page.text)
    parts: list[Part] = []
    body = end = -1  # the run of text at hand
    for i, (line, role) in enumerate(zip(lines, roles, strict=True)):
        start = weave.length
        weave.add(line, i in cut)
        if role is _BODY:
            body, end = start if body < 0 else body, weave.length
        elif role is not None:
            if body >= 0:
                parts.append(_part((_BODY, body, end)))
                body = -1
            parts.append(_part((role, start, weave.length)))
    if body >= 0:
        parts.append(_part((_BODY, body, end)))
    for line in turns:
        weave.add(line, joined=False)
    text = weave.text()
    return Article(
        article_id=f"{page.doc_id}#{number}",
        doc_id=page.doc_id,
        kind=ArticleKind.FURNITURE if units[0].furniture else kind_of(text, parts, lines, cues),
        text=text,
        parts=tuple(parts),
        text_starts=tuple(weave.text_starts),
        doc_starts=tuple(weave.doc_starts),
        spans=tuple(weave.spans),
        publication=page.publication,
        issue_date=page.issue_date,
        page=page.page,
        url=page.url,
        **fields_of(text, parts, lines, cues),
    )


def _without_turns(units: Sequence[Unit], page: str, cues: Cues) -> tuple[Sequence[Unit], list[Line]]:
    """The units without the marks at which the article turns over within itself, which stand amid its sentences.

    The marks, and the title that is printed again above them, are lines that come at the end of the article's text.
    """
    if not any(unit.turned_from for unit in units):
        return units, []
    held = list(units)
    turns: list[Line] = []
    for n, (unit, following) in enumerate(pairwise(units)):
        if not (unit.turned_to and following.turned_from and held[n].lines):
            continue
        *above, last = held[n].lines
        kept, mark = _cut_end(last, cues.turn_at_end(last.text), page)
        held[n] = held[n]._replace(lines=(*above, *kept))
        turns += mark
        at = next(i for i, line in enumerate(following.lines) if cues.turned_from(line.text))
        title, (first, *below) = following.lines[:at], following.lines[at:]
        turns += title
        mark, kept = _cut_start(first, cues.turn_at_start(first.text), page)
        held[n + 1] = following._replace(lines=(*kept, *below))
        turns += mark
    left = [unit for unit in held if unit.lines]
    return (left, turns) if left else (units, [])


def _cut_end(line: Line, length: int, page: str) -> tuple[list[Line], list[Line]]:
    """A line without the mark of so many characters at its end, and the mark; all of it where the mark is broken."""
    start, end = line.pieces[-1] if line.pieces else (line.start, line.end)
    at = start + len(page[start:end].rstrip()) - length
    if length == len(line.text):
        return [], [line]
    if not length or at < start or page[at:end].strip() != line.text[-length:]:
        return [line], []
    mark = line._replace(start=at, end=end, text=line.text[-length:], look=TURN_OUT, pieces=())
    pieces = (*line.pieces[:-1], *([(start, at)] if at > start else [])) if line.pieces else ()
    kept = line._replace(start=line.start, end=pieces[-1][1] if pieces else at, text=line.text[:-length], pieces=pieces)
    return [kept], [mark]


def _cut_start(line: Line, length: int, page: str) -> tuple[list[Line], list[Line]]:
    start, end = line.pieces[0] if line.pieces else (line.start, line.end)
    at = end - len(page[start:end].lstrip()) + length
    if length == len(line.text):
        return [line], []
    if not length or at > end or page[start:at].strip() != line.text[:length]:
        return [], [line]
    mark = line._replace(start=start, end=at, text=line.text[:length], look=Look.TURN_IN, pieces=())
    pieces = (*([(at, end)] if end > at else []), *line.pieces[1:]) if line.pieces else ()
    kept = line._replace(start=pieces[0][0] if pieces else at, text=line.text[length:], pieces=pieces)
    return [mark], [kept]


class _Weave:
    """The stitched text as it grows: slices of the page, as long as they can be, each but a cut one with its break."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._pieces: list[str] = []
        self.text_starts: list[int] = []
        self.doc_starts: list[int] = []
        self.spans: list[tuple[int, int]] = []
        self.length = 0
        self._start = self._end = -2  # the piece at hand, on the page
        self._cut = False  # whether it ends without a line break

    def add(self, line: Line, joined: bool) -> None:
        """Add a line; `joined` when a column break cut its last sentence, which goes on in the line that follows."""
        start, end = line.start, line.end
        if line.pieces:
            for piece in line.pieces[:-1]:
                self._add(*piece, True)
            start, end = line.pieces[-1]
        if start == self._end + 1 and not (joined or self._cut):
            self.length += end + 1 - start
            self._end = end
        else:
            self._add(start, end, joined)

    def text(self) -> str:
        """What was added."""
        self._close()
        return "".join(self._pieces)

    def _add(self, start: int, end: int, joined: bool) -> None:
        page = self._page
        if self._cut:
            while start < end and page[start].isspace():
                start += 1
        if joined:
            while end > start and page[end - 1].isspace():
                end -= 1
        if self._start < 0 or self._cut or start != self._end + 1:
            self._close()
            self.text_starts.append(self.length)
            self.doc_starts.append(start)
            self._start = start
        self._end, self._cut = end, joined
        self.length += end + (not joined) - start

    def _close(self) -> None:
        """Put the piece at hand to the others."""
        start, end, page = self._start, self._end, self._page
        if start < 0:
            return
        self._pieces.append(page[start:end] if self._cut else page[start:end] + "\n")
        last = self.spans[-1][1] if self.spans else -1
        if 0 <= last <= start and not page[last:start].strip():
            self.spans[-1] = (self.spans[-1][0], end)
        else:
            self.spans.append((start, end))
        self._start = self._end = -2


def _cut_lines(units: Sequence[Unit], roles: Sequence[Role | None]) -> set[int]:
    """The lines whose last sentence goes on in the line that follows, past a column break."""
    cut = set()
    at = -1
    for unit, following in pairwise(units):
        at += len(unit.lines)
        if roles[at] is _BODY and roles[at + 1] is _BODY and _broken(unit.lines[-1], following.lines[0]):
            cut.add(at)
    return cut


def _broken(line: Line, following: Line) -> bool:
    """Whether a column break cut a sentence between the two lines."""
    return not finished(line.text) and following.look not in _BREAKS
