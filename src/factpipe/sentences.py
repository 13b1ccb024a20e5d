"""Sentences and clauses of an article's text."""

import re

# A sentence ends at 。！？ with the closing quotes after it, or at a line end; a half-width . ends none (3.5).
_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)】》\"]*)?")


def split(text: str) -> list[tuple[int, int]]:
    """Offsets [(start, end), …] of the sentences of `text`, line ends left out, in order."""
    return [match.span() for match in _SENTENCE.finditer(text)]
