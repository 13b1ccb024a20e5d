"""Very long texts cut into stretches, so that no stage sees more than it was made for and memory stays bounded.

A newspaper page has some ten thousand characters. A file of many megabytes is a collection of articles; it is cut
between paragraphs, and only where there are none within a sentence or, at the very worst, anywhere.
"""

from collections.abc import Iterator
from dataclasses import replace

from factpipe.model import Article, Page

#: characters of a stretch at most
STRETCH = 1 << 18
#: where to cut, the best first
_CUTS = ("\n\n", "\n", "。", ",", "，", " ")


def segments(page: Page) -> Iterator[Page]:
    """The page itself, or its stretches in order with their offsets."""
    if len(page.text) <= STRETCH or page.blocks:
        yield page
        return
    start = 0
    while start < len(page.text):
        end = _end_of(page.text, start)
        yield replace(page, text=page.text[start:end], offset=page.offset + start)
        start = end


def _end_of(text: str, start: int) -> int:
    """Where the stretch that begins at `start` ends: no further than STRETCH on, and not in the first half of that."""
    end = start + STRETCH
    if end >= len(text):
        return len(text)
    for mark in _CUTS:
        found = text.rfind(mark, start + STRETCH // 2, end)
        if found >= 0:
            return found + len(mark)
    return end


def shifted(article: Article, offset: int, articles_before: int) -> Article:
    """An article of a stretch with the number and the offsets that it has in the whole document."""
    number = int(article.article_id.rpartition("#")[2]) + articles_before
    return replace(
        article,
        article_id=f"{article.doc_id}#{number}",
        doc_starts=tuple(start + offset for start in article.doc_starts),
        spans=tuple((start + offset, end + offset) for start, end in article.spans),
    )
