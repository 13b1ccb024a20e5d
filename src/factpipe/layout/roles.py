"""What each line of an article is (title, byline, heading, body …), and the fields that come of it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from factpipe.layout.cues import BYLINE, DATELINE, META, SHORT, Cues, Look, finished
from factpipe.layout.lines import Line, Unit
from factpipe.model import Part, Role

_TITLES = frozenset({Look.SHORT, Look.SUBTITLE})
_RUNNING = frozenset({Look.TEXT, Look.DATELINE, Look.CAPTION})
_BODY = Role.BODY
_ROLE_BY_LOOK = {
    Look.TEXT: Role.BODY,
    Look.DATELINE: Role.BODY,
    Look.CAPTION: Role.CAPTION,
    Look.BYLINE: Role.BYLINE,
    Look.SHORT: Role.HEADING,
    Look.SUBTITLE: Role.HEADING,
}
#: a line that fills in a form (户数：86户), and how many of them are a form
_LABEL = re.compile(r"[^：:，。]{1,12}[：:][ 　]*\S")
_LABELS = 3
#: how much of a text a dateline with its reporters takes
_OPENING = 120


def roles_of(units: Sequence[Unit], lines: Sequence[Line], cues: Cues) -> list[Role | None]:
    """The role of each line of an article; None for the header of an exported record and for page furniture."""
    body = next((i for i, line in enumerate(lines) if line.look in _RUNNING), len(lines))
    roles = _head_roles(lines[:body], {unit.lines[0].start for unit in units}, cues)
    roles += [_ROLE_BY_LOOK.get(line.look) for line in lines[body:]]
    last = len(lines) - 1
    if last > body and lines[last].look is SHORT and finished(lines[last - 1].text):
        roles[last] = Role.BYLINE  # who signed, under the last sentence
    at = 0
    for unit in units[:-1]:
        at += len(unit.lines)
        if at <= body or roles[at - 1] is None:
            continue
        # a short line that a column break cut is no heading, nor is what is left of it in the next column
        following = lines[at]
        if not unit.ended and not unit.head and roles[at - 1] is Role.HEADING:
            roles[at - 1] = Role.BODY
        if following.look is SHORT and roles[at] is Role.HEADING and not finished(lines[at - 1].text):
            roles[at] = Role.BODY if roles[at - 1] is Role.BODY else roles[at]
    return roles


def _head_roles(lines: Sequence[Line], firsts: set[int], cues: Cues) -> list[Role | None]:
    """Roles of the lines above the text: kicker, title, subtitle, byline, and headings below the byline."""
    looks = [line.look for line in lines]
    shorts = [i for i, look in enumerate(looks) if look in _TITLES]
    roles: list[Role | None] = [None] * len(lines)
    main = _largest(lines, shorts)
    titled = signed = listed = False
    labels = sum(_LABEL.match(line.text) is not None for line in lines) >= _LABELS
    for i, line in enumerate(lines):
        label = line.look in _TITLES and _LABEL.match(line.text) is not None
        if label and (labels or listed):
            roles[i] = _BODY
        elif line.look is META:
            roles[i] = Role.TITLE if line.text.startswith("#") else None
        elif line.look is BYLINE or _is_writer(lines, i):
            roles[i] = Role.BYLINE
            signed = titled
        elif line.look in _TITLES:
            listed = listed or (titled and cues.numbered.match(line.text) is not None)
            if signed or listed:
                roles[i] = Role.HEADING
            elif titled and _is_issued(lines, i, cues):
                roles[i] = Role.BYLINE
            elif titled:
                roles[i] = Role.SUBTITLE
            elif i < main or (main < 0 and _is_kicker(lines, shorts, i, firsts, cues)):
                roles[i] = Role.KICKER
            else:
                roles[i] = Role.TITLE
                titled = True
    return roles


def _is_writer(lines: Sequence[Line], i: int) -> bool:
    """Whether line i tells who wrote in the header of an exported record, below its title."""
    above, below = lines[i - 1], lines[i + 1] if i + 1 < len(lines) else lines[i]
    return i > 0 and above.look is below.look is META and above.text.startswith("#")


def _is_issued(lines: Sequence[Line], i: int, cues: Cues) -> bool:
    """Whether the short line i is the day under a title, or the office above that day."""
    following = lines[i + 1].text if i + 1 < len(lines) else ""
    return cues.is_day(lines[i].text) or (cues.is_day(following) and cues.signs(lines[i].text))


def _largest(lines: Sequence[Line], shorts: Sequence[int]) -> int:
    """The line set in the largest letters, where the format tells; else -1."""
    largest = max(shorts, key=lambda i: (lines[i].size, -i), default=-1)
    return largest if largest >= 0 and lines[largest].size > 0 else -1


def _is_kicker(lines: Sequence[Line], shorts: Sequence[int], i: int, firsts: set[int], cues: Cues) -> bool:
    """Whether the short line i stands over the title: a line that could be one follows, apart from it or much longer.

    The heading of a first section (一、综合) could not.

    `firsts` are where blocks begin: what follows in the same block as the title, without a dash, is a subtitle.
    """
    at = bisect_right(shorts, i)
    later = shorts[at] if at < len(shorts) else None
    if later is None or lines[later].look is Look.SUBTITLE or later != i + 1 or cues.numbered.match(lines[later].text):
        return False
    size, following = len(lines[i].text), len(lines[later].text)
    if size <= 8 and following >= size * 1.6:
        return True
    apart = lines[i].start in firsts and lines[later].start in firsts
    return apart and (later + 1 == len(lines) or lines[later + 1].start in firsts) and lines[0].look is not Look.META


def fields_of(text: str, parts: Sequence[Part], lines: Sequence[Line], cues: Cues) -> dict[str, str | None]:
    """What an article's parts tell: kicker, title, subtitle, byline, dateline."""
    held: dict[Role, list[str]] = {}
    for role, start, end in parts:
        if role is not _BODY:
            held.setdefault(role, []).append(text[start:end].strip())
    titles = held.get(Role.TITLE, [])
    plain = [title for title in titles if not title.startswith("#")]
    opening = next((line.text[:_OPENING] for line in lines if line.look is DATELINE), "")
    dateline = cues.dateline.match(opening)
    names = [name for line in held.get(Role.BYLINE, ()) for name in cues.names.on_byline(line)]
    if not names and dateline:
        names = cues.names.in_dateline(opening)
    if not names:
        names = [name for line in held.get(Role.CAPTION, ()) for name in cues.names.of_picture(line)]
    if not names:
        names = cues.names.at_end(lines[-1].text)
    if not names:  # an office, which is nobody's name
        names = [line for line in held.get(Role.BYLINE, ()) if cues.signs(line) and not cues.is_day(line)]
    return {
        "kicker": _line(held.get(Role.KICKER)),
        "title": _line(plain or [title.lstrip("# ") for title in titles]),
        "subtitle": _line(held.get(Role.SUBTITLE)),
        "byline": _line(dict.fromkeys(names)),
        "dateline": dateline.group().removeprefix("据").strip() if dateline else None,
    }


def _line(texts: Sequence[str] | dict[str, None] | None) -> str | None:
    return " ".join(texts) if texts else None
