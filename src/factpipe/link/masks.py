"""A text with what was found in it, and what of that is one token each before it is segmented."""

import re
import sys
from collections.abc import Sequence
from typing import NamedTuple

from factpipe.link.alphabet import PLACE, QUANTITY, TIME
from factpipe.model import Quantity, maker

#: what may stand between a site and how many there are of it
_REACH = re.compile("已?达到?|已?有|共有?")
#: a kind of division and no place in 各省、自治区, 省市自治区, 省（自治区
_REGION, _LISTS_DIVISIONS = "自治区", ("、", "市", "（", "(")
#: the last characters of sites that there may be many of
_SITES = frozenset("场园站馆厂校院所店库点区楼路桥")
#: what sites are counted by
_BY = frozenset({*"个座处家所片条间栋幢", None, ""})


class Passage(NamedTuple):
    """A text with the quantities in it and the spans (sorted) of its times and places; `year` is that of the issue."""

    text: str
    quantities: Sequence[Quantity]
    times: Sequence[tuple[int, int]] = ()
    places: Sequence[tuple[int, int]] = ()
    year: int | None = None


class Mask(NamedTuple):
    """Characters [start, end) of the article that are one token of the kind. A quantity has its number and measure."""

    start: int
    end: int
    kind: str
    number: int = -1
    measure: str = ""


mask_of = maker(Mask)
#: after the last mask
_NO_MORE = mask_of((sys.maxsize, sys.maxsize, "", -1, ""))


def masks_of(passage: Passage) -> list[Mask]:
    """Everything that is one token, sorted and apart: quantities first, then times, then places."""
    masks = [mask_of((q.start, q.end, QUANTITY, i, q.measure)) for i, q in enumerate(passage.quantities)]
    masks = _with(masks, passage.times, TIME)
    return _with(masks, _not_counted(passage), PLACE)


def _not_counted(passage: Passage) -> list[tuple[int, int]]:
    """The places but for those that are what is counted: 新建文化广场71个, 规模化牧场达94个, 5个县城; but not in
    5名朵曲县居民 or 9家朵曲县的茶厂.
    """
    text = passage.text
    counted = {q.start for q in passage.quantities if q.measure == "count" and q.unit in _BY}
    counting = {q.end for q in passage.quantities if q.measure in ("count", "households")}
    out = []
    for start, end in passage.places:
        if start in counting and not text.startswith("的", end):
            continue
        if text[end - 1] in _SITES and _reached(text, end) in counted:
            continue
        if text[start:end] == _REGION and text[start - 1 : start] in _LISTS_DIVISIONS:
            continue
        out.append((start, end))
    return out


def _reached(text: str, end: int) -> int:
    """Where the number of the sites begins that are named up to `end`, after a word that leads to it."""
    reach = _REACH.match(text, end)
    return end if reach is None else reach.end()


def _with(masks: list[Mask], spans: Sequence[tuple[int, int]], kind: str) -> list[Mask]:
    """Sorted masks with the sorted spans that overlap none of them."""
    if not spans:
        return masks
    out: list[Mask] = []
    following = iter((*masks, _NO_MORE))
    mask = next(following)
    last = 0  # where the mask before ends
    for start, end in spans:
        while mask[1] <= start:
            out.append(mask)
            last = mask[1]
            mask = next(following)
        if start < last or mask[0] < end:
            continue
        out.append(mask_of((start, end, kind, -1, "")))
        last = end
    out += (mask, *following)
    out.pop()
    return out
