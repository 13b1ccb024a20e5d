"""Sentences and clauses of an article's text, and what joins the members of a row."""

import re
from collections.abc import Iterator

#: characters; no sentence of a newspaper comes near it
LONGEST = 1000
#: characters between the members of a row
JOINTS = "、和与及"

#: what ends a sentence
END = re.compile(r"[。！？!?\n]")
# A sentence ends at 。！？ with the closing quotes after it, or at a line end; a half-width . ends none (3.5).
_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)】》\"]*)?")


def split(text: str) -> list[tuple[int, int]]:
    """Offsets [(start, end), …] of the sentences of `text`, line ends left out, in order.

    One longer than LONGEST is cut at a comma: what is looked for in a sentence must not cost its length squared.
    """
    spans = [match.span() for match in _SENTENCE.finditer(text)]
    if all(end - start <= LONGEST for start, end in spans):
        return spans
    return [piece for span in spans for piece in _pieces(text, *span)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        limit = start + LONGEST
        cut = max(text.rfind(mark, start + LONGEST // 2, limit) for mark in "；;，,、 ")
        yield start, (limit if cut < 0 else cut + 1)
        start = limit if cut < 0 else cut + 1
    yield start, end
