"""What must hold of the map from articles to their page, whatever the page."""

import random
from itertools import pairwise

from factpipe.model import Article, Page


def check(page: Page, articles: list[Article]) -> None:
    """Every character in one article; every article's text made of slices of the page, in the order of its spans."""
    seen = [0] * len(page.text)
    for article in articles:
        assert article.text.endswith("\n")
        assert article.text_starts[0] == 0
        starts = [*article.text_starts, len(article.text)]
        assert all(a < b for a, b in pairwise(starts))
        for (start, end), at in zip(pairwise(starts), article.doc_starts, strict=True):
            piece = article.text[start:end]
            held = page.text[at : at + len(piece)]
            assert held == piece or (piece[-1] == "\n" and held[: len(piece) - 1] == piece[:-1])
        by_spans = "".join(page.text[start:end] for start, end in article.spans)
        assert "".join(by_spans.split()) == "".join(article.text.split())
        for start, end in article.spans:
            for i in range(start, end):
                seen[i] += 1
        for part in article.parts:
            assert 0 <= part.start < part.end <= len(article.text)
    for char, count in zip(page.text, seen, strict=True):
        assert count == 1 or (not char.strip() and count == 0)


def check_locate(page: Page, article: Article, rng: random.Random) -> None:
    """Twenty stretches of an article's text stand where it locates them."""
    for _ in range(20):
        start = rng.randrange(len(article.text))
        end = min(len(article.text), start + rng.randrange(1, 12))
        a, b = article.locate(start, end)
        if 0 <= a <= b <= a + (end - start) + 3:
            held, wanted = "".join(page.text[a:b].split()), "".join(article.text[start:end].split())
            assert held == wanted
