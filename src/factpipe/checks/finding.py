"""What a check found, and its arithmetic as a person would write it."""

from collections.abc import Sequence
from typing import NamedTuple

from factpipe.checks.arithmetic import CONTRADICTS, DIGITS, HOLDS, percent_of
from factpipe.checks.told import Fact
from factpipe.model import CheckKind, Verdict


class Finding(NamedTuple):
    """A relation that was found: `facts` are indices of rows, the result last."""

    kind: CheckKind
    verdict: Verdict
    facts: tuple[int, ...]
    arithmetic: str
    difference: float


def conclusion(
    kind: CheckKind,
    verdict: Verdict,
    parts: Sequence[Fact],
    result: Fact,
    *,
    arithmetic: str,
    computed: float,
    places: int = 4,
) -> Finding:
    """What `arithmetic` over `parts` says of `result`, which the text tells and which is `computed` here.

    A computed value is shown with at most `places` decimals.
    """
    facts = (*(part.index for part in parts), result.index)
    if verdict == HOLDS:
        return Finding(kind, verdict, facts, f"{arithmetic} = {result.surface}", 0.0)
    sign = "≠" if verdict == CONTRADICTS else "≈"
    shown = f"{arithmetic} = {_written(computed, result, places)} {sign} {result.surface}"
    return Finding(kind, verdict, facts, shown, round(result.value - computed, 6))


def share_of(verdict: Verdict, part: Fact, whole: Fact, told: Fact) -> Finding:
    """What is found of `told`, the percentage that `part` is of `whole`."""
    arithmetic, computed = f"{part.surface} ÷ {whole.surface}", percent_of(part, whole)
    return conclusion(CheckKind.SHARE, verdict, (part, whole), told, arithmetic=arithmetic, computed=computed, places=3)


def _written(value: float, like: Fact, places: int) -> str:
    """A computed value as a person would write it beside `like`: in its unit and its 万 or 亿."""
    found = DIGITS.search(like.surface)
    scale, word = 1.0, ""
    for factor, name in ((1e8, "亿"), (1e4, "万")):
        if name in like.surface and abs(like.value) >= factor / 1000 and (found or abs(value) >= factor):
            scale, word = factor, name
            break
    if like.measure == "percent" and "‰" in like.surface:
        return f"{round(value * 10, places):.15g}‰"
    unit = "%" if like.measure == "percent" and like.unit in {"%", None} else like.unit or ""
    return f"{round(value / scale, places):.15g}{word}{unit}"
