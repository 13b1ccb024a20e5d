"""What kind of article something is: news, commentary, a caption, a notice, a table, or furniture of the page."""

import re
from collections.abc import Sequence

from factpipe.layout.cues import BYLINE, CAPTION, DATELINE, META, Cues, Look
from factpipe.layout.lines import ITEM, Line
from factpipe.model import ArticleKind, Part, Role

_DIGITS = re.compile(r"[0-9０-９.．%％,，\-—/:：\s]")
#: a text with a caption that is longer than this is an article with a picture
_LONG_CAPTION = 400
#: characters at either end of a text where it may say that it is a commentary
_END = 60
#: looks of lines that belong to the page, not to an article
_OF_THE_PAGE = frozenset({Look.FURNITURE, Look.META, Look.TURN_IN, Look.TURN_OUT})
_DIGIT = re.compile(r"[0-9０-９]")
#: items with figures that are no longer than this are rows of a table
_LONG_ROW = 60


def kind_of(text: str, parts: Sequence[Part], lines: Sequence[Line], cues: Cues) -> ArticleKind:
    """The kind of an article with this stitched text and these parts, made of these lines."""
    looks = {line.look for line in lines}
    title = " ".join(text[part.start : part.end].strip() for part in parts if part.role is Role.TITLE)
    items = [line.text for line in lines if line.text[0] in ITEM]
    kind = ArticleKind.NEWS
    if looks <= _OF_THE_PAGE:
        kind = ArticleKind.FURNITURE
    elif CAPTION in looks and len(text) < _LONG_CAPTION:
        kind = ArticleKind.CAPTION
    elif DATELINE not in looks and cues.notice.search(title):
        kind = ArticleKind.NOTICE
    elif _is_table(lines) or _is_list_of_figures(items):
        kind = ArticleKind.TABLE
    elif cues.brief.search(title) or len(items) > 1:
        kind = ArticleKind.BRIEF
    elif DATELINE not in looks and ((BYLINE in looks and _by_name_only(lines, cues)) or _is_opinion(text, title, cues)):
        kind = ArticleKind.COMMENTARY
    return kind


def _by_name_only(lines: Sequence[Line], cues: Cues) -> bool:
    """Whether a name alone stands under the title, as over a commentary; the header of an exported record is none."""
    bylines = [
        line.text
        for above, line in zip([None, *lines], lines, strict=False)
        if line.look is BYLINE and (above is None or above.look is not META)
    ]
    return bool(bylines) and all(cues.names.alone(line.strip("□■◇◆ 　")) for line in bylines)


def _is_opinion(text: str, title: str, cues: Cues) -> bool:
    """Whether a text speaks of itself as a commentary: in its title, at either end, or as its writer's view."""
    ends = f"{title}\n{text[:_END]}\n{text[-_END:]}"
    return any(word in ends for word in cues.commentary) or any(word in text for word in cues.views)


def _is_list_of_figures(items: Sequence[str]) -> bool:
    """Whether all of several items are short and have a figure."""
    return len(items) > 2 and all(len(item) < _LONG_ROW and _DIGIT.search(item) for item in items)


def _is_table(lines: Sequence[Line]) -> bool:
    """Whether most of several lines are rows of figures."""
    if len(lines) < 4:
        return False
    short = [line.text for line in lines if len(line.text) < 60]
    if len(short) * 2 <= len(lines):
        return False
    rows = sum(1 for text in short if len(_DIGITS.findall(text)) * 2 > len(text))
    return rows * 2 > len(lines)
