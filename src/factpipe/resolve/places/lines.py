"""What the lines of an article are: titles, headings of sections, paragraphs."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from factpipe.model import Part, Role, maker
from factpipe.sentences import CLAUSE_ENDS

#: longer lines are paragraphs, whatever they end in
_HEADING = 40
#: no heading ends with these
_UNFINISHED = frozenset(f"{CLAUSE_ENDS}”’")
_HEADS = frozenset({Role.KICKER, Role.TITLE, Role.SUBTITLE})
#: 新华社江城五日电, 本报讯; the class of first characters lets a search skip all others
_AGENCY_STARTS = "新中本"
_AGENCY = rf"[{_AGENCY_STARTS}](?:(?<=新)华社|(?<=中)新社|(?<=本)[报台刊])[^，。；、\n]{{0,14}}?[电讯](?=[\s　（(：:])"
#: 哈瓦那消息：
_TIDINGS = r"(?:(?m:^)|(?<=[ 　]))[\u4e00-\u9fff]{1,9}[^的新息]消息(?=[：:])"
#: so far into a line these reach
_TIDINGS_END = 13
#: who sends a piece of news, from where and when
DATELINE = re.compile(f"{_AGENCY}|{_TIDINGS}")
_BY_AGENCIES, _AS_TIDINGS = re.compile(_AGENCY), re.compile(_TIDINGS)
#: before the headings of one report, which open no new matter: 二、农业
_NUMBERED = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})(?:[）)]|[、.．])|第[一二三四五六七八九十]+[章节部]"
)
#: a heading in brackets before its paragraph
_LABELLED = re.compile("【[^】]{1,10}】")
_BODIES = frozenset({Role.BODY, Role.CAPTION})


def datelines(text: str, end: int) -> str:
    """What the datelines of text[:end] say, run together."""
    told = _AS_TIDINGS.findall(text, 0, end) if "消息" in text else ()
    return "".join((*_BY_AGENCIES.findall(text, 0, end), *told))


class Line(NamedTuple):
    """`text[start:end]` of the article, which ends before a line break."""

    start: int
    end: int
    head: bool  # kicker, title, subtitle
    heading: bool  # of a section with a matter of its own
    body: bool  # a paragraph: none of these, nor a byline or a date
    news: bool  # a paragraph with a dateline before it
    part: bool  # a numbered heading, or a paragraph that begins with one (【林业】…): of a part of the same matter


_line = maker(Line)


def lines_of(text: str, parts: Sequence[Part], bulletin: re.Pattern[str]) -> list[Line]:
    """The lines of an article that hold something. Without parts the first is the title, short ones are headings.

    `bulletin` finds what the title of a row of short news holds.
    """
    lines: list[Line] = []
    start = number = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        line = raw.strip()
        if parts:
            while number + 1 < len(parts) and parts[number].end <= start:
                number += 1
            role = parts[number].role if parts[number].start <= end else None
            head, heading, body = role in _HEADS, role is Role.HEADING, role in _BODIES
        else:
            head = not lines and len(line) < 2 * _HEADING and line[-1:] not in _UNFINISHED
            heading = bool(lines) and 0 < len(line) < _HEADING and _heads_section(line)
            body = not head and not heading
        numbered = heading and _NUMBERED.match(line) is not None
        part = numbered or (body and line[:1] == "【" and _LABELLED.match(line) is not None)
        heading = heading and not part
        if line or not lines:
            news = body and _opens_news(line)
            lines.append(_line((start, end, head, heading, body, news, part)))
        start = end + 1
    return _with_first_heading(lines, bulletin.search(text, lines[0].start, lines[0].end) is not None)


def _opens_news(line: str) -> bool:
    """Whether a line begins with a dateline."""
    begins = line.startswith("据")
    may = line[begins : begins + 1] in _AGENCY_STARTS or "消息" in line[:_TIDINGS_END]
    return may and DATELINE.match(line, begins) is not None


def _with_first_heading(lines: list[Line], bulletin: bool) -> list[Line]:
    """The lines of a row of news under headings, of which the first stands among the titles of the whole.

    A row of news has a `bulletin`'s title, or its first body and others have datelines.
    """
    first = next((number for number, line in enumerate(lines) if line.body), 0)
    if first > 1 and lines[first - 1].head and (bulletin or _are_news(lines, first)):
        lines[first - 1] = lines[first - 1]._replace(head=False, heading=True)
    return lines


def _are_news(lines: list[Line], first: int) -> bool:
    return lines[first].news and sum(line.news and lines[number - 1].heading for number, line in enumerate(lines)) > 1


def _heads_section(line: str) -> bool:
    """Whether a short line may head a section: it ends no sentence, unless a quoted title closes it."""
    if line[-1] == "”":
        return not line.startswith("“") and "。" not in line
    return line[-1] not in _UNFINISHED
