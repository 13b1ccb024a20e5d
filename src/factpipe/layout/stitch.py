"""An article's units in reading order → the article: its text in one piece, the map back, the roles of its parts."""

from collections.abc import Sequence
from itertools import pairwise

from factpipe.layout.cues import Cues, Look, finished
from factpipe.layout.kinds import kind_of
from factpipe.layout.lines import Line, Unit
from factpipe.model import Article, ArticleKind, Page, Part, Role


def stitch(page: Page, number: int, units: Sequence[Unit], cues: Cues) -> Article:
    """The article that `units` make, the n-th of its page."""
    lines = [line for unit in units for line in unit.lines]
    roles = _roles(units, lines)
    cut = _cut_lines(units, roles)
    weave = _Weave(page.text)
    parts: list[Part] = []
    for i, (line, role) in enumerate(zip(lines, roles, strict=True)):
        start = weave.length
        weave.add(line, joined=i in cut)
        if role is None:
            continue
        if parts and parts[-1].role is role is Role.BODY:
            parts[-1] = Part(role, parts[-1].start, weave.length)
        else:
            parts.append(Part(role, start, weave.length))
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
        **_named(text, parts, cues),
    )


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
        start = line.start
        for end in line.breaks:
            self._add(start, end, True)
            start = end + 1
        if start == self._end + 1 and not (joined or self._cut):
            self.length += line.end + 1 - start
            self._end = line.end
        else:
            self._add(start, line.end, joined)

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
        if roles[at] is Role.BODY and roles[at + 1] is Role.BODY and _broken(unit.lines[-1], following.lines[0]):
            cut.add(at)
    return cut


def _broken(line: Line, following: Line) -> bool:
    """Whether a column break cut a sentence between the two lines."""
    return not finished(line.text) and following.look not in {Look.DATELINE, Look.META, Look.FURNITURE}


def _roles(units: Sequence[Unit], lines: Sequence[Line]) -> list[Role | None]:
    """The role of each line of an article; None for the header of an exported record."""
    roles: list[Role | None] = []
    body = next((i for i, line in enumerate(lines) if line.look in _RUNNING), len(lines))
    roles += _head_roles(lines[:body], {unit.lines[0].start for unit in units})
    at = 0
    for unit in units:
        inner = len(unit.lines)
        for k, line in enumerate(unit.lines):
            i = at + k
            if i >= body:
                last = i + 1 == len(lines)
                cut = k + 1 == inner and not last and not unit.ended and not unit.head
                carried = k == 0 and i > body and not unit.head and not finished(lines[i - 1].text)
                roles.append(_body_role(line, last, cut or carried, i and finished(lines[i - 1].text)))
        at += inner
    return roles


_TITLES = frozenset({Look.SHORT, Look.SUBTITLE})
_RUNNING = frozenset({Look.TEXT, Look.DATELINE, Look.CAPTION})


def _body_role(line: Line, last: bool, scrap: bool, after_sentence: bool) -> Role | None:
    if scrap or line.look in {Look.TEXT, Look.DATELINE}:
        return Role.BODY
    if line.look is Look.CAPTION:
        return Role.CAPTION
    if line.look is Look.BYLINE or (last and line.look is Look.SHORT and after_sentence):
        return Role.BYLINE
    if line.look in {Look.SHORT, Look.SUBTITLE}:
        return Role.HEADING
    return None


def _head_roles(lines: Sequence[Line], firsts: set[int]) -> list[Role | None]:
    """Roles of the lines above the text: kicker, title, subtitle, byline, and headings below the byline."""
    looks = [line.look for line in lines]
    shorts = [i for i, look in enumerate(looks) if look in _TITLES]
    roles: list[Role | None] = [None] * len(lines)
    titled = signed = False
    for i, line in enumerate(lines):
        if line.look is Look.META:
            roles[i] = Role.TITLE if line.text.startswith("#") else None
        elif line.look is Look.BYLINE or (0 < i < len(lines) - 1 and looks[i - 1] is looks[i + 1] is Look.META):
            roles[i] = Role.BYLINE
            signed = titled
        elif line.look in _TITLES:
            if signed:
                roles[i] = Role.HEADING
            elif titled:
                roles[i] = Role.SUBTITLE
            elif _is_kicker(lines, shorts, i, firsts):
                roles[i] = Role.KICKER
            else:
                roles[i] = Role.TITLE
                titled = True
    return roles


def _is_kicker(lines: Sequence[Line], shorts: Sequence[int], i: int, firsts: set[int]) -> bool:
    """Whether the short line i stands over the title: a line that could be one follows, apart from it or much longer.

    `firsts` are where blocks begin: what follows in the same block as the title, without a dash, is a subtitle.
    """
    later = next((k for k in shorts if k > i), None)
    if later is None or lines[later].look is Look.SUBTITLE or later != i + 1:
        return False
    size, following = len(lines[i].text), len(lines[later].text)
    if size <= 8 and following >= size * 1.6:
        return True
    apart = lines[i].start in firsts and lines[later].start in firsts
    return apart and (later + 1 == len(lines) or lines[later + 1].start in firsts) and lines[0].look is not Look.META


def _named(text: str, parts: Sequence[Part], cues: Cues) -> dict[str, str | None]:
    """The fields that an article's parts give: kicker, title, subtitle, byline, dateline."""
    held: dict[Role, list[str]] = {}
    for part in parts:
        held.setdefault(part.role, []).append(text[part.start : part.end].strip())
    titles = held.get(Role.TITLE, [])
    plain = [title for title in titles if not title.startswith("#")]
    body = next((part for part in parts if part.role in {Role.BODY, Role.CAPTION}), None)
    opening = cues.dateline.match(text[body.start : body.start + 120].lstrip()) if body else None
    names = [name for line in held.get(Role.BYLINE, []) for name in cues.names.on_byline(line)]
    if not names and opening:
        names = cues.names.in_dateline(text[body.start : body.start + 120].lstrip())
    if not names:
        names = [name for line in held.get(Role.CAPTION, []) for name in cues.names.of_picture(line)]
    if not names:
        names = cues.names.at_end(text.rstrip())
    return {
        "kicker": _line(held.get(Role.KICKER)),
        "title": _line(plain or [title.lstrip("# ") for title in titles]),
        "subtitle": _line(held.get(Role.SUBTITLE)),
        "byline": _line(list(dict.fromkeys(names))),
        "dateline": opening.group().removeprefix("据").strip() if opening else None,
    }


def _line(texts: Sequence[str] | None) -> str | None:
    return " ".join(texts) if texts else None
