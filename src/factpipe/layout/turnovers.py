"""Articles that go on on another page of the issue: `（下转第2版）`, `（上接第1版）`.

Within one document they are joined as any other text. Over several documents, which an article's map to its page
cannot span, it is told which article goes on in which.
"""

import unicodedata
from collections.abc import Sequence

from factpipe.layout.cues import Cues
from factpipe.layout.joins import kinship
from factpipe.model import Article

#: characters of the title and of the text beside the turn that are compared
_REACH = 600


def turn_overs(articles: Sequence[Article], cues: Cues) -> dict[str, str]:
    """article_id → article_id of what it goes on in, among the articles of one issue.

    An article that turns over to page 2 goes on in one of page 2 that comes from its page; where several do, in the
    one that tells most of the same. An article whose page is not known is held for any page.
    """
    coming: list[tuple[Article, str]] = []
    leaving: list[tuple[Article, str]] = []
    for article in articles:
        lines = [line.strip() for line in article.text.split("\n") if line.strip()]
        # the mark stands in the title's place or at the beginning of the text below it, and at the very end
        came = next((page for line in lines[:4] if (page := cues.turned_from(line))), None)
        went = cues.turned_to(lines[-1]) if lines else None
        if came:
            coming.append((article, came))
        if went:
            leaving.append((article, went))
    candidates = [
        (_likeness(first, second), n, k)
        for n, (first, to) in enumerate(leaving)
        for k, (second, source) in enumerate(coming)
        if first is not second and _is_page(second, to) and _is_page(first, source)
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
    if article.page is None:
        return True
    return _plain(article.page) == _plain(label)


def _plain(label: str) -> str:
    """A page's label as a number or letters: `第02版`, `02`, `２` and `二` are all 2."""
    plain = unicodedata.normalize("NFKC", label).strip("第版 ").upper()
    if len(plain) == 1 and plain in _NUMERALS:
        return str(_NUMERALS.index(plain) + 1)
    return plain.lstrip("0") or plain


_NUMERALS = "一二三四五六七八九"


def _likeness(first: Article, second: Article) -> float:
    return kinship(first.text[:_REACH] + first.text[-_REACH:], second.text[: 2 * _REACH])
