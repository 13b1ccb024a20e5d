"""What kind of article something is: news, commentary, a caption, a notice, a table, or furniture of the page."""

import re
from collections.abc import Sequence

from factpipe.layout.cues import Cues, Look
from factpipe.layout.lines import Line
from factpipe.model import ArticleKind, Part, Role

_DIGITS = re.compile(r"[0-9０-９.．%％,，\-—/:：\s]")
#: an item of a column of short items
_ITEM = re.compile(r"^[ 　]*[▲△●◆■○◎□★▼]", re.MULTILINE)


def kind_of(text: str, parts: Sequence[Part], lines: Sequence[Line], cues: Cues) -> ArticleKind:
    """The kind of an article with this stitched text and these parts, made of these lines."""
    body = [part for part in parts if part.role in {Role.BODY, Role.HEADING}]
    title = " ".join(text[part.start : part.end] for part in parts if part.role is Role.TITLE)
    if all(line.look in {Look.FURNITURE, Look.META, Look.TURN_IN, Look.TURN_OUT} for line in lines):
        return ArticleKind.FURNITURE
    if any(part.role is Role.CAPTION for part in parts) and len(text) < 400:
        return ArticleKind.CAPTION
    if cues.notice.search(title):
        return ArticleKind.NOTICE
    if _is_table(lines):
        return ArticleKind.TABLE
    if not body and not any(line.look in {Look.TEXT, Look.DATELINE} for line in lines):
        return ArticleKind.FURNITURE if any(line.look is Look.FURNITURE for line in lines) else ArticleKind.NEWS
    if cues.brief.search(title) or len(_ITEM.findall(text)) >= 2:
        return ArticleKind.BRIEF
    if any(line.look is Look.DATELINE for line in lines[:12]):
        return ArticleKind.NEWS
    if any(word in text for word in cues.commentary) or _by_name_only(text, parts, cues):
        return ArticleKind.COMMENTARY
    return ArticleKind.NEWS


def _by_name_only(text: str, parts: Sequence[Part], cues: Cues) -> bool:
    """Whether a name alone stands under the title, as over a commentary."""
    bylines = [text[part.start : part.end].strip() for part in parts if part.role is Role.BYLINE]
    return bool(bylines) and all(cues.names.alone(line) for line in bylines)


def _is_table(lines: Sequence[Line]) -> bool:
    """Whether most of several lines are rows of figures."""
    if len(lines) < 4:
        return False
    short = [line.text for line in lines if len(line.text) < 60]
    if len(short) * 2 <= len(lines):
        return False
    rows = sum(1 for text in short if len(_DIGITS.findall(text)) * 2 > len(text))
    return rows * 2 > len(lines)
