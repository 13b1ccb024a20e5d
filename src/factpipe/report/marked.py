"""An article as paragraphs of runs: plain text, and marks where a fact stands."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Row = Mapping[str, object]
Run = str | int  # text, or the number of the fact whose surface stands there

_BREAK = re.compile(r"[ \t\u3000]*\n\s*")
#: characters on each side of a line break by which a sentence is known to run over it
_REACH = 6
_TITLE_LINES = 8


class Paragraph(NamedTuple):
    """`role` is `title`, `kicker`, `subtitle`, `byline` or `body`."""

    role: str
    runs: tuple[Run, ...]


def from_text(article: Row, text: str, facts: Sequence[tuple[int, Row]]) -> list[Paragraph]:
    """The article's pieces of its document; `facts` are (number, row), in the order of the text."""
    shown, position = _pieces(json.loads(article["spans"]), text)
    marks = []
    for number, row in facts:
        start, end = position(row["start"]), position(row["end"] - 1)
        if start is not None and end is not None and start <= end:
            marks.append((start, end + 1, number))
    marks.sort()
    sentences = "\0".join({str(row["sentence"]) for _, row in facts})
    paragraphs: list[Paragraph] = []
    start = 0
    runs: list[Run] = []
    next_mark = 0
    for end, after in [*_breaks(shown, marks, sentences), (len(shown), len(shown))]:
        if end > start:
            runs, next_mark = _runs(shown, start, end, marks, next_mark)
            line = shown[start:end]
            paragraphs.append(Paragraph(_role(line, article, len(paragraphs)), tuple(runs)))
        start = after
    placed = {number for *_, number in marks}
    missing = tuple(number for number, _ in facts if number not in placed)
    return [*paragraphs, Paragraph("body", missing)] if missing else paragraphs


def from_sentences(article: Row, facts: Sequence[tuple[int, Row]]) -> list[Paragraph]:
    """What the table itself tells of an article: its titles, and the sentences that hold facts."""
    paragraphs = [
        Paragraph(role, (str(article[role]),)) for role in ("kicker", "title", "subtitle", "byline") if article[role]
    ]
    by_sentence: dict[str, list[tuple[int, Row]]] = {}
    for number, row in facts:
        by_sentence.setdefault(str(row["sentence"]), []).append((number, row))
    for sentence, told in by_sentence.items():
        marks = []
        at = 0
        for number, row in told:
            found = sentence.find(str(row["surface"]), at)
            if found >= 0:
                at = found + len(str(row["surface"]))
                marks.append((found, at, number))
        runs, _ = _runs(sentence, 0, len(sentence), marks, 0)
        missing = [number for number, _ in told if number not in {mark[2] for mark in marks}]
        paragraphs.append(Paragraph("body", (*runs, *missing)))
    return paragraphs


def _pieces(spans: Sequence[Sequence[int]], text: str):
    """The pieces in reading order, a line break after each, and a map from the document's offsets."""
    shown = "".join(text[start:end] + "\n" for start, end in spans)
    bases = []
    base = 0
    for start, end in spans:
        bases.append((start, end, base))
        base += end - start + 1

    def position(offset: int) -> int | None:
        return next((offset - start + base for start, end, base in bases if start <= offset < end), None)

    return shown, position


def _breaks(shown: str, marks: Sequence[tuple[int, int, int]], sentences: str) -> list[tuple[int, int]]:
    """Where paragraphs end, as (end, start of the next): line breaks over which no sentence runs."""
    found = []
    inside = 0
    for match in _BREAK.finditer(shown):
        start, end = match.span()
        while inside < len(marks) and marks[inside][1] <= start:
            inside += 1
        if inside < len(marks) and marks[inside][0] < start:
            continue
        seam = shown[max(0, start - _REACH) : start] + shown[end : end + _REACH]
        if len(seam) == 2 * _REACH and seam in sentences:
            continue
        found.append((start, end))
    return found


def _runs(shown: str, start: int, end: int, marks: Sequence[tuple[int, int, int]], first: int) -> tuple[list[Run], int]:
    runs: list[Run] = []
    at = start
    while first < len(marks) and marks[first][0] < end:
        mark_start, mark_end, number = marks[first]
        first += 1
        if mark_start < at:  # overlaps the mark before it: its row is beside the text all the same
            runs.append(number)
            continue
        if mark_start > at:
            runs.append(_flat(shown[at:mark_start]))
        runs.append(number)
        at = mark_end
    if at < end:
        runs.append(_flat(shown[at:end]))
    return runs, first


def _flat(text: str) -> str:
    return _BREAK.sub("", text)


def _role(line: str, article: Row, n_before: int) -> str:
    if n_before < _TITLE_LINES:
        line = line.strip()
        for role in ("title", "kicker", "subtitle"):
            told = article[role]
            if told and line and (line == told or (len(line) > 3 and line in told)):
                return role
        names = str(article["byline"] or "").split()
        if names and len(line) <= 30 and names[0] in line:
            return "byline"
    return "body"
