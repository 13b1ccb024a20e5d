"""Articles that go on on another page of the issue: `（下转第2版）`, `（上接第1版）`.

Within one document they are joined as any other text. Over several documents, which an article's map to its page
cannot span, it is found which article goes on in which (see `continued` for what is made of it).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from factpipe.labels import page_label
from factpipe.layout.cues import Cues, Look
from factpipe.layout.joins import kinship
from factpipe.model import Article, Page

#: characters of the title and of the text beside the turn that are compared
_REACH = 600
#: how near an end of an article its mark stands, in characters and in lines
_NEAR_START, _NEAR_END = 200, 40
_FIRST_LINES = 4


class Mark(NamedTuple):
    """The mark with which an article turns over: text[start:end] of it, and the page that it names.

    A mark without brackets that shares its line with text cannot be cut out and is of no length.
    """

    page: str
    start: int
    end: int


def issue_of(of: Page | Article) -> tuple[str, str | None, date | None]:
    """What pages of one issue have in common: their folder, paper and date."""
    return of.doc_id.rpartition("/")[0], of.publication, of.issue_date


def may_turn(article: Article) -> bool:
    """Whether an article may turn over to or from another page; quick, and seldom wrong."""
    return "转" in article.text[-_NEAR_END:] or "接" in article.text[:_NEAR_START]


def mark_out(article: Article, cues: Cues) -> Mark | None:
    """The mark at the very end of an article that goes on elsewhere."""
    text = article.text.rstrip()
    start = text.rfind("\n") + 1
    line = text[start:].lstrip()
    page = cues.turned_to(line) if line else None
    if page is None:
        return None
    length = len(line) if cues.look(line) is Look.TURN_OUT else cues.turn_at_end(line)
    return Mark(page, len(text) - length, len(text))


def mark_in(article: Article, cues: Cues) -> Mark | None:
    """The mark at the beginning of an article that comes from elsewhere, or at that of the text below its title."""
    for start, line in _first_lines(article.text):
        page = cues.turned_from(line)
        if page is not None:
            length = len(line) if cues.look(line) is Look.TURN_IN else cues.turn_at_start(line)
            return Mark(page, start, start + length)
    return None


def _first_lines(text: str) -> Iterator[tuple[int, str]]:
    at = found = 0
    while at < len(text) and found < _FIRST_LINES:
        end = text.find("\n", at)
        raw = text[at : end if end >= 0 else len(text)]
        line = raw.strip()
        if line:
            yield at + raw.index(line[0]), line
            found += 1
        at += len(raw) + 1


def turn_overs(articles: Sequence[Article], cues: Cues) -> dict[str, str]:
    """article_id → article_id of what it goes on in in another document, among the articles of one issue.

    An article that turns over to page 2 goes on in one of page 2 that comes from its page; where several do, in the
    one that tells most of the same. Where the page of one of them or the date of the issue is not known, they must
    tell of the same.
    """
    articles = [article for article in articles if may_turn(article)]
    coming = [(article, mark.page) for article in articles if (mark := mark_in(article, cues))]
    leaving = [(article, mark.page) for article in articles if (mark := mark_out(article, cues))]
    candidates = [
        (likeness, n, k)
        for n, (first, to) in enumerate(leaving)
        for k, (second, source) in enumerate(coming)
        if first.doc_id != second.doc_id
        and _is_page(second, to)
        and _is_page(first, source)
        and ((likeness := _likeness(first, second)) > 0 or _is_certain(first, second))
    ]
    found: dict[str, str] = {}
    taken: set[int] = set()
    for _, n, k in sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1:])):
        first = leaving[n][0].article_id
        if first not in found and k not in taken:
            found[first] = coming[k][0].article_id
            taken.add(k)
    return found


def _is_page(article: Article, label: str) -> bool:
    return article.page is None or page_label(article.page) == label


def _is_certain(first: Article, second: Article) -> bool:
    return None not in (first.page, second.page, first.issue_date)


def _likeness(first: Article, second: Article) -> float:
    return kinship(first.text[:_REACH] + first.text[-_REACH:], second.text[: 2 * _REACH])
