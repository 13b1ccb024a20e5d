"""The stage itself: built once from the rules, called for each page."""

from collections.abc import Sequence
from dataclasses import replace

from factpipe.layout.continued import Continued, chains, continued
from factpipe.layout.cues import Cues
from factpipe.layout.dividers import breaks
from factpipe.layout.geometry import place_units
from factpipe.layout.grouping import group
from factpipe.layout.lines import Unit, split_units
from factpipe.layout.stitch import stitch
from factpipe.layout.turnovers import turn_overs
from factpipe.model import Article, Page
from factpipe.rules import RuleSet, find_rules, source
from factpipe.rules.entries.layout import File
from factpipe.script import Restored, simplified

#: what an article says of itself in words of its text
_FIELDS = ("kicker", "title", "subtitle", "byline", "dateline")


class Layout:
    """Takes pages apart by the word lists that `rules` has for layout; those that come with factpipe by default."""

    def __init__(self, rules: RuleSet | None = None) -> None:
        self._cues = Cues(rules.layout if rules is not None else _shipped())

    def articles(self, page: Page) -> list[Article]:
        """The articles of `page`, numbered and listed by where they begin on it; none for a page of blank space.

        Every character of the page that is not white space is in exactly one of them.
        """
        read = simplified(page.text)
        if read is not page.text:
            restored = Restored(page.text, read)
            return [_printed(article, page.text, restored) for article in self.articles(replace(page, text=read))]
        placed = place_units(page, self._cues)
        begins = frozenset() if placed else breaks(page.text, self._cues)
        units = placed or split_units(page.text, self._cues, begins)
        if not units:
            return []
        groups: list[list[Unit]] = []
        for text in _texts(units, begins):
            groups += group(text, self._cues, placed=bool(placed))
        groups.sort(key=lambda units: min(unit.start for unit in units))
        return [stitch(page, number, units, self._cues) for number, units in enumerate(groups, 1)]

    def turn_overs(self, articles: Sequence[Article]) -> dict[str, str]:
        """article_id → article_id of what it goes on in in another document, among the articles of one issue."""
        return turn_overs(articles, self._cues)

    def continued(self, articles: Sequence[Article]) -> list[Continued]:
        """Those articles of one issue that go on in other documents, each read as one with what it goes on in."""
        return [continued(chain, self._cues) for chain in chains(articles, self.turn_overs(articles))]


def _texts(units: Sequence[Unit], begins: frozenset[int]) -> list[Sequence[Unit]]:
    """The units of each text of a file, of which all but the first begin at `begins`."""
    starts = [0, *(n for n, unit in enumerate(units) if n and unit.lines[0].start in begins)]
    return [units[start:end] for start, end in zip(starts, [*starts[1:], len(units)], strict=True)]


def _printed(article: Article, page: str, restored: Restored) -> Article:
    """An article that was taken from a page as it is read, in the characters in which the page is printed."""
    text, pieces = article.text, []
    ends = (*article.text_starts[1:], len(text))
    for start, end, at in zip(article.text_starts, ends, article.doc_starts, strict=True):
        broken = text[end - 1] == "\n"  # the break may stand elsewhere on the page
        pieces.append(page[at : at + end - start - broken] + "\n" * broken)
    told = {name: restored(getattr(article, name)) for name in _FIELDS}
    return replace(article, text="".join(pieces), **told)


def _shipped() -> File:
    return File.model_validate(source.read(find_rules() / "lexicon" / "layout.yaml"))
