"""What somebody who wrote an unknown word may have meant."""

from collections.abc import Sequence


def meant(word: str, known: Sequence[str]) -> str:
    """`; did you mean 'reach'?` for a word that is nearly a known one, else nothing."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    near = extractOne(word, known, scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
