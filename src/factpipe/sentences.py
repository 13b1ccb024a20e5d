"""Sentences and clauses of an article's text, and what joins the members of a row."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

#: characters; no sentence of a newspaper comes near it
LONGEST = 1000
#: characters between the members of a row
JOINTS = "、和与及"

#: what ends a sentence
STOPS = "。！？!?\n"
END = re.compile(f"[{STOPS}]")
#: what ends a clause within it
PAUSES = "，,；;：:"
#: what ends a clause; where brackets, rows (、) or spaces part what is looked at as well, they are named there
CLAUSE_ENDS = PAUSES + STOPS
# A sentence ends at 。！？ with the closing quotes after it, or at a line end; a half-width . ends none (3.5).
_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)】》\"]*)?")


def split(text: str, whole: Sequence[tuple] = ()) -> list[tuple[int, int]]:
    """Offsets [(start, end), …] of the sentences of `text`, line ends left out, in order.

    One longer than LONGEST is cut at a comma: what is looked for in a sentence must not cost its length squared. It is
    never cut within one of `whole`, (start, end, …) in order, such as its numbers.
    """
    spans = [match.span() for match in _SENTENCE.finditer(text)]
    if all(end - start <= LONGEST for start, end in spans):
        return spans
    starts = [each[0] for each in whole]

    def cut_before(at: int, start: int) -> int:
        n = bisect_left(starts, at) - 1
        return starts[n] if n >= 0 and start < starts[n] and at < whole[n][1] else at

    return [piece for span in spans for piece in _pieces(text, *span, cut_before)]


def _pieces(text: str, start: int, end: int, cut_before: Callable[[int, int], int]) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        limit = start + LONGEST
        mark = max(text.rfind(mark, start + LONGEST // 2, limit) for mark in "；;，,、 ")
        cut = cut_before(limit if mark < 0 else mark + 1, start)
        yield start, cut
        start = cut
    yield start, end
