"""Issues whose pages are documents of their own: an article that turns over to another page is read as one.

Documents are done one by one, in order; only those of an issue that have marks of a turn-over (`下转第2版`) are looked
at together beforehand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from factpipe.checks import Check
from factpipe.layout import Continued, issue_of
from factpipe.model import Article, Page
from factpipe.pipeline.engine import Engine
from factpipe.pipeline.facts import Row, facts_of_continued
from factpipe.pipeline.parcels import Failure, failure
from factpipe.schema import NAMES

#: characters of an issue that are held at a time: a hundred pages
_MOST = 1 << 20
_MARK = re.compile(r"[转接]第?[0-9０-９A-Z一二三四五六七八九十]{1,4}版")
_ARTICLE_ID = NAMES["facts"].index("article_id")


class Share(NamedTuple):
    """What an article that was read together with others has of it: rows of `facts`, `rejects` and `checks`."""

    facts: list[Row]
    rejects: list[Row]
    checks: list[Check]


def in_issues(pages: Iterable[Page | Failure]) -> Iterator[list[Page | Failure]]:
    """The pages in order, those of one issue that follow one another together."""
    held: list[Page | Failure] = []
    issue, length = None, 0
    for page in pages:
        if isinstance(page, Page):
            # a stretch of a long text is no page
            its = None if page.offset or page.goes_on else issue_of(page)
            if held and (its is None or its != issue or length + len(page.text) > _MOST):
                yield held
                held, length = [], 0
            issue = its
            length += len(page.text)
        held.append(page)
    if held:
        yield held


def shares(pages: Sequence[Page | Failure], engine: Engine) -> Iterator[tuple[str, Share] | Failure]:
    """By article_id, what the articles of an issue have that go on in another document or come from one.

    An article that cannot be read as a whole is a failure, and each of its documents has what stands in it alone. A
    page that breaks the layout shares nothing; that error is told when its turn comes.
    """
    marked = {page.doc_id: page for page in pages if isinstance(page, Page) and _is_marked(page.text)}
    if len(marked) < 2:
        return
    articles = [article for page in marked.values() for article in _articles(page, engine)]
    for whole in engine.layout.continued(articles):
        try:
            yield from list(_shares(whole, marked, engine))
        except Exception as error:
            yield failure(error, whole.members[0].doc_id)


def _articles(page: Page, engine: Engine) -> list[Article]:
    try:
        return engine.layout.articles(page)
    except Exception:
        return []


def _is_marked(text: str) -> bool:
    """Whether a text may turn over to another page or come from one."""
    return "版" in text and _MARK.search(text) is not None


def _shares(whole: Continued, pages: Mapping[str, Page], engine: Engine) -> Iterator[tuple[str, Share]]:
    """The shares of an article's members; its checks are of the first."""
    rows, rejects = facts_of_continued(whole, [pages[member.doc_id] for member in whole.members], engine)
    first = whole.members[0].article_id
    rows, checks = engine.checks.checked(first, rows, [head for member in whole.members for head in heads_of(member)])
    for member in whole.members:
        own = member.article_id
        yield own, Share(_of(own, rows), _of(own, rejects), checks if own == first else [])


def _of(article_id: str, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row[_ARTICLE_ID] == article_id]


def heads_of(article: Article) -> list[str]:
    """What stands above an article's text, as checks take it."""
    return [head for head in (article.kicker, article.title, article.subtitle) if head]
