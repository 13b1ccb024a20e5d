"""What the charts of a report show, as numbers; the template draws them as inline SVG."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factpipe import codebook
from factpipe.changes import figures, panel
from factpipe.changes.evidence import figure
from factpipe.changes.rows import Row as Claim

Row = Mapping[str, object]
_MOST_BARS = 16
_MOST_DATES = 48
_MOST_TRACKS = 12
#: characters that a place before another one in a path has at least: 河南县 does not end in 南县
_LEAST_NAME = 2


class Bar(NamedTuple):
    """A bar: its name in both languages, its number, and its length as a share of the longest."""

    zh: str
    en: str
    n: int
    share: float


class Line(NamedTuple):
    """A tracked claim: points as (x, y, label, issue) in a box of 100 × 40, and whether its figure moved."""

    name: str
    points: tuple[tuple[float, float, str, str], ...]
    moved: bool


def _bars(counted: Sequence[tuple[str, str, int]]) -> list[Bar]:
    longest = max((n for *_, n in counted), default=1)
    return [Bar(zh, en, n, n / longest) for zh, en, n in counted]


def by_measure(facts: Sequence[Row]) -> list[Bar]:
    """Facts of each measure, the most frequent first."""
    counted = Counter(str(row["measure"]) for row in facts).most_common()
    terms = codebook.MEASURE_TERMS
    return _bars([(terms[m].zh if m in terms else m, terms[m].en if m in terms else m, n) for m, n in counted])


def by_place(facts: Sequence[Row]) -> list[Bar]:
    """Facts of the counties, or of the places as told where no county is known; the most frequent ones."""
    codes: dict[str, set[str]] = {}
    for row in facts:
        if not row["county"] and row["place"]:
            codes.setdefault(row["place"], set()).add((row["place_code"] or "").rstrip("0"))
    names = _short_names(codes)
    counted = Counter(filter(None, (row["county"] or names.get(row["place"]) for row in facts))).most_common(_MOST_BARS)
    return _bars([(place, place, n) for place, n in counted])


def _short_names(codes: Mapping[str, set[str]]) -> dict[str, str]:
    """Of each path (with the codes that rows give it, their zeros at the end left out) the name of its bar.

    That is the shortest path that ends it: a place is told by its long path and by its last name alone. A name that
    ends paths of several divisions is left by itself, for it does not say which of them it is.
    """
    ending: dict[str, list[str]] = {}
    for path in codes:
        for start in range(_LEAST_NAME, len(path) - 1):
            if path[start:] in codes:
                ending.setdefault(path[start:], []).append(path)
    names = {path: path for path in codes}
    for short in sorted(ending, key=len, reverse=True):  # the shortest comes last and stays
        found = sorted(set().union(codes[short], *(codes[path] for path in ending[short])), key=len)
        if all(found[-1].startswith(code) for code in found):
            names.update((path, short) for path in ending[short])
    return names


def by_date(facts: Sequence[Row]) -> list[Bar]:
    """Facts of each issue, by month where the issues are many."""
    dates = Counter(str(row["issue_date"]) for row in facts if row["issue_date"] is not None)
    for width in (10, 7, 4):
        counted: Counter[str] = Counter()
        for date, n in dates.items():
            counted[date[:width]] += n
        if len(counted) <= _MOST_DATES:
            break
    return _bars([(date, date, n) for date, n in sorted(counted.items())])


def tracked(facts: Sequence[Row]) -> list[Line]:
    """Claims that several issues tell, those that move first."""
    claims = [Claim._make(row.get(name) for name in Claim._fields) for row in facts if row["issue_date"] is not None]
    told: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda each: str(each.issue_date)):
        told.setdefault(str(claim.issue_date), []).append(claim)
    if len(told) < 2:
        return []
    lines = [_line(track, list(told)) for track in panel.tracks(told)]
    lines.sort(key=lambda line: (not line.moved, -len(line.points), line.name))
    return lines[:_MOST_TRACKS]


def _line(track: panel.Track, issues: Sequence[str]) -> Line:
    rows = [row for _, row in track.told]
    low, high = min(row.value for row in rows), max(row.value for row in rows)
    width, height = max(len(issues) - 1, 1), (high - low) or 1
    points = tuple(
        (4 + 92 * issues.index(issue) / width, 34 - 28 * (row.value - low) / height if high > low else 20.0,
         figure(row), issue)
        for issue, row in track.told
    )  # fmt: skip
    moved = any(not figures.agree(rows[0].figure, row.figure) for row in rows[1:])
    last = track.last
    return Line(" · ".join(filter(None, (last.place, last.item or last.unit))), points, moved)
