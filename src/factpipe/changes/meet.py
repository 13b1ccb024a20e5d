"""Which claim of one table is which of another: by place, measure, unit dimension, per, status and item.

Items meet when they are the same; what is left meets when they are close, as rapidfuzz measures it, or one holds the
other. At last come what is told of a place and of a part of it in much the same sentence, and what tells the same
number of the same place in other words. Where several claims of a side could meet, the same number comes first, then
the same time and scope, then the more similar sentence. The less the sentences are alike, the nearer the figures have
to be: 6.5米 of a road and 17公里 of another are two claims, whatever their items.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from factpipe.changes import figures
from factpipe.changes.rows import (
    Row,
    comparable,
    denominator,
    dimension,
    is_country,
    item_of,
    nested_places,
    place_keys,
    same_place,
)

#: items less similar than this do not meet (rapidfuzz, 0–100)
SIMILARITY = 75.0
#: where place and item do not settle which claim it is, the sentences have to be as similar as this
SENTENCES = 40.0
#: a claim of a place meets one of a part of it (or of none) only in sentences as similar as this
NESTED = 50.0
#: claims without a place, or of nothing but their unit, are held to be one claim only in sentences as similar as this
UNPLACED = 60.0
#: two figures of a claim, the larger by the smaller: more than this is another claim, unless the sentence is alike
MAGNITUDE = 10.0
#: the same where hardly more than place and item says that it is one claim
MAGNITUDE_ALONE = 3.0
#: a run of characters that two sentences share only where they tell of one thing
_RUN = 8
#: items shorter than this (项目, 企业) are told of many things
_TELLING = 3
#: what is told of a thing in many respects
_SHARES = frozenset(("percent", "ratio"))
#: pairs of a group beyond which sentences are no longer compared one by one, so that time stays bounded
_LARGE = 250_000
#: similarity of what is the same
_SAME = 100.0
#: similarity of a string with its half
_HALF = 200 / 3 - 0.01


class Meeting(NamedTuple):
    """A claim on both sides; `similarity` is that of the items (100: the same)."""

    old: int
    new: int
    similarity: float


def meet(old: Sequence[Row], new: Sequence[Row], similarity: float = SIMILARITY) -> list[Meeting]:
    """Pairs of indices into both lists, each index at most once."""
    free_old, free_new = set(range(len(old))), set(range(len(new)))
    found: list[Meeting] = []

    def take(meetings: Iterable[Meeting]) -> None:
        for meeting in meetings:
            if meeting.old in free_old and meeting.new in free_new:
                free_old.discard(meeting.old)
                free_new.discard(meeting.new)
                found.append(meeting)

    take(_told_alike(old, new))
    take(_same_items(old, new, free_old, free_new))
    take(_close_items(old, new, free_old, free_new, similarity))
    take(_close_places(old, new, free_old, free_new))
    take(_same_numbers(old, new, free_old, free_new))
    return found


def _told_alike(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Meeting]:
    """Claims told in the same words: most of a page that was printed again."""
    waiting: dict[tuple, list[int]] = defaultdict(list)
    for j in reversed(range(len(new))):
        waiting[_wording(new[j])].append(j)
    for i, row in enumerate(old):
        same = waiting.get(_wording(row))
        if same:
            yield Meeting(i, same.pop(), _SAME)


def _wording(row: Row) -> tuple:
    return (_frame(row), row.place, row.place_code, item_of(row), row.surface, row.value, row.sentence)


def _frame(row: Row) -> tuple:
    """What has to be the same in any case."""
    return (
        row.measure,
        dimension(row.measure, row.unit, row.unit_code, row.unit_base),
        denominator(row),
        row.status,
    )


def _same_items(old: Sequence[Row], new: Sequence[Row], free_old: set[int], free_new: set[int]) -> Iterator[Meeting]:
    groups = _groups(old, new, free_old, free_new, lambda row: [(key, item_of(row)) for key in place_keys(row)])
    for left, right in groups:
        yield from _assign([(i, j, _SAME) for i, j in _pairs(old, new, left, right)], old, new)


def _close_places(old: Sequence[Row], new: Sequence[Row], free_old: set[int], free_new: set[int]) -> Iterator[Meeting]:
    groups = _groups(old, new, free_old, free_new, lambda row: [item_of(row)] if item_of(row) else [])
    for left, right in groups:
        if len(left) * len(right) <= _LARGE:
            alone = len(left) == len(right) == 1
            near = [
                (-score, Meeting(i, j, _SAME))
                for i in left
                for j in right
                if nested_places(old[i], new[j])
                and _is_told_of_both(old[i], new[j], alone, score := _sentences(old[i], new[j]))
            ]
            yield from (meeting for _, meeting in sorted(near))


def _same_numbers(old: Sequence[Row], new: Sequence[Row], free_old: set[int], free_new: set[int]) -> Iterator[Meeting]:
    """The item told in other words: all else is the same, and the number or the sentence is telling."""
    groups = _groups(
        old, new, free_old, free_new, lambda row: [(key, row.value, row.unit) for key in place_keys(row) if row.place]
    )
    for left, right in groups:
        if len(left) * len(right) <= _LARGE:
            near = [
                (-score, Meeting(i, j, _alike_in(item_of(old[i]), item_of(new[j]))))
                for i in left
                for j in right
                if same_place(old[i], new[j])
                and figures.agree(old[i].figure, new[j].figure)
                and (score := _sentences(old[i], new[j])) >= (SENTENCES if _digits(old[i].value) > 2 else NESTED)
            ]
            yield from (meeting for _, meeting in sorted(near))


def _digits(value: float) -> int:
    """How many digits of a number tell something: 4500 → 2, 43.6 → 3."""
    return len(f"{abs(value):.15g}".replace(".", "").strip("0"))


def _groups(
    old: Sequence[Row],
    new: Sequence[Row],
    free_old: set[int],
    free_new: set[int],
    keys: Callable[[Row], Iterable[object]],
) -> Iterator[tuple[list[int], list[int]]]:
    """Indices of the claims on both sides that are free, and share the frame and a key."""
    ours, theirs = defaultdict(list), defaultdict(list)
    for groups, rows, free in ((ours, old, free_old), (theirs, new, free_new)):
        for index in sorted(free):
            for key in keys(rows[index]):
                groups[_frame(rows[index]), key].append(index)
    for key, left in ours.items():
        if right := theirs.get(key):
            yield left, right


def _pairs(old: Sequence[Row], new: Sequence[Row], left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    if len(left) * len(right) <= _LARGE:
        return ((i, j) for i in left for j in right if same_place(old[i], new[j]))
    # a crowd (thousands of 人 without a place): only what tells the same number or nearly the same sentence
    return _pairs_of_crowd(old, new, left, right)


def _pairs_of_crowd(
    old: Sequence[Row], new: Sequence[Row], left: list[int], right: list[int]
) -> Iterator[tuple[int, int]]:
    by_sentence, by_value = defaultdict(list), defaultdict(list)
    for j in right:
        by_sentence[(new[j].sentence or "")[:12]].append(j)
        by_value[new[j].value, (new[j].sentence or "")[:4]].append(j)
    for i in left:
        row = old[i]
        near = {
            *by_sentence[(row.sentence or "")[:12]][:50],
            *by_value[row.value, (row.sentence or "")[:4]][:50],
        }
        yield from ((i, j) for j in sorted(near) if same_place(row, new[j]))


def _close_items(
    old: Sequence[Row], new: Sequence[Row], free_old: set[int], free_new: set[int], similarity: float
) -> Iterator[Meeting]:
    ours, theirs = defaultdict(lambda: defaultdict(list)), defaultdict(lambda: defaultdict(list))
    for groups, rows, free in ((ours, old, free_old), (theirs, new, free_new)):
        for index in sorted(free):
            row = rows[index]
            if item_of(row):
                for key in place_keys(row):
                    groups[_frame(row), key][item_of(row)].append(index)
    for key, items in ours.items():
        others = theirs.get(key)
        if others:
            pairs = [
                (i, j, score)
                for item, other, score in _alike(list(items), list(others), similarity)
                for i, j in _pairs(old, new, items[item], others[other])
            ]
            yield from _assign(pairs, old, new)


def _alike(left: list[str], right: list[str], cutoff: float) -> Iterator[tuple[str, str, float]]:
    """Pairs of different items that are at least that similar, or of which one holds the other and is half of it;
    distinct strings only, a slice of rows at a time."""
    import numpy as np
    from rapidfuzz import fuzz, process

    step = max(1, 4_000_000 // max(1, len(right)))
    lowest = min(cutoff, _HALF)
    for begin in range(0, len(left), step):
        part = left[begin : begin + step]
        scores = process.cdist(part, right, scorer=fuzz.ratio, score_cutoff=lowest, dtype=np.float32)
        for i, j in zip(*np.nonzero(scores), strict=True):
            a, b, score = part[i], right[j], float(scores[i, j])
            if a != b and (score >= cutoff or a in b or b in a):
                yield a, b, score


def _assign(pairs: list[tuple[int, int, float]], old: Sequence[Row], new: Sequence[Row]) -> Iterator[Meeting]:
    """The pairs that can be one claim, the best first; whoever takes them takes each index once."""
    alone = len(pairs) == 1
    ranked = []
    for i, j, similarity in pairs:
        a, b = old[i], new[j]
        mine, other, _ = comparable(a, b)
        same_number = figures.agree(mine, other)
        sentences = _sentences(a, b)
        if _is_one_claim(a, b, alone and similarity == _SAME, same_number, sentences):
            agreeing = _alike_in(a.time, b.time) + 100 * ((a.scope == b.scope) + (a.unit == b.unit))
            rank = (-similarity, -same_number, -agreeing - _alike_in(_around(a), _around(b)), -sentences, i, j)
            ranked.append((rank, Meeting(i, j, similarity)))
    ranked.sort()
    return (meeting for _, meeting in ranked)


def _is_told_of_both(a: Row, b: Row, alone: bool, sentences: float) -> bool:
    """Whether two claims of the same item, one of a place and one of a part of it, are one."""
    mine, other, _ = comparable(a, b)
    if figures.agree(mine, other):
        return sentences >= NESTED or (alone and bool(a.place and b.place) and len(item_of(a)) >= _TELLING)
    if sentences >= NESTED:
        return figures.times(mine, other) <= (MAGNITUDE if sentences < UNPLACED else math.inf)
    return alone and _is_told_alike_somewhere(a, b)


def _is_one_claim(a: Row, b: Row, alone: bool, same_number: bool, sentences: float) -> bool:
    bare = _is_bare(a) or _is_bare(b)
    if not a.place or (a.measure == "count" and bare):
        if sentences >= (SENTENCES if same_number else UNPLACED):
            return True
        return alone and not bare and _is_told_alike_somewhere(a, b)
    if same_number or sentences >= UNPLACED:
        return True
    mine, other, _ = comparable(a, b)
    times = figures.times(mine, other)
    if sentences >= SENTENCES:
        return times <= MAGNITUDE
    one_deed = not a.predicate or not b.predicate or a.predicate == b.predicate
    if not alone or not one_deed or a.unit != b.unit or times > MAGNITUDE_ALONE:
        return False
    return _is_telling(a) or _alike_in(_around(a), _around(b)) >= UNPLACED


def _is_telling(row: Row) -> bool:
    """Whether place and item say by themselves which claim it is: not 中国 · 项目, nor a share of 产能."""
    if row.measure in _SHARES:
        return len(item_of(row)) > _TELLING + 1
    return len(item_of(row)) >= _TELLING or not is_country(row)


def _is_told_alike_somewhere(a: Row, b: Row) -> bool:
    """Whether two sentences that are not alike share a run of words and tell figures that are near each other."""
    if a.unit != b.unit or len(item_of(a)) < _TELLING or figures.times(a.figure, b.figure) > MAGNITUDE_ALONE:
        return False
    x, y = a.sentence or "", b.sentence or ""
    runs = {x[at : at + _RUN] for at in range(len(x) - _RUN + 1)}
    return any(y[at : at + _RUN] in runs for at in range(len(y) - _RUN + 1))


def _is_bare(row: Row) -> bool:
    """Whether nothing is told to be counted but the unit itself."""
    return item_of(row) in {"", row.unit}


def _sentences(a: Row, b: Row) -> float:
    return _alike_in(a.sentence, b.sentence)


def _alike_in(a: str | None, b: str | None) -> float:
    from rapidfuzz import fuzz

    return 100.0 if a == b else fuzz.ratio(a or "", b or "")


def _around(row: Row) -> str:
    """The words next to the quantity: they tell two claims of one sentence apart."""
    sentence = row.sentence or ""
    at = max(0, sentence.find(row.surface))
    return sentence[max(0, at - 12) : at] + sentence[at + len(row.surface) :][:6]
