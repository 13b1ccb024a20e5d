"""What of an article is looked at to follow its places: the mentions, the lines and the clauses in which they stand."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import islice, pairwise

from factpipe import sentences, tokens
from factpipe.model import Part
from factpipe.resolve.places.finder import PlaceFinder
from factpipe.resolve.places.lines import Line, lines_of
from factpipe.resolve.places.names import Kind, PlaceMention, short
from factpipe.resolve.places.paths import Path, Paths
from factpipe.resolve.places.roles import Role, clause_starts
from factpipe.resolve.places.stems import NAMES

#: a sentence that begins with this goes on with the one before: 。其中四成为女性
_PARTS = "其中"
#: clauses that go on with the figure of the one before: ，同比增长三成，占一半
_GOES_ON = re.compile(
    r"(?:[，,](?:同比|环比|比(?![如例赛])|较(?!为)|增[长加幅]|减少|[涨跌降]幅|下降|上升|上涨|下跌|提高|[涨跌升降]?至(?=[0-9０-９])|占(?!地))[^，。；！？\n,;]*)*"
)
_OPENED, _CLOSED = re.compile("[（(]"), re.compile("[）)]")
_FIGURE = re.compile("[0-9０-９]")
#: so long may what stands in brackets be, on either side of a place in it
_ASIDE_REACH = 80
#: so long are the names of places after which firms are called
_BARE = 2
#: so often a common noun must stand there to be the name of one: 江城钢铁
_OFTEN = 3
_WORD = re.compile("[\u4e00-\u9fff]{2}")
#: so many words of accounts has one that is about them
_ACCOUNTS = 4
#: after a place they begin a stretch, whatever follows: 江城|至河口
_REACHING = frozenset("至到")
#: marks before short news; so many lines are looked at for them
_BULLETS = frozenset("▲●■◆△◇")
_FEW = 40


class ArticlePlaces:
    """An article with its mentions of places. `told` goes to `Paths`: the year and the name of the paper."""

    def __init__(
        self, finder: PlaceFinder, text: str, mentions: list[PlaceMention], parts: Sequence[Part], **told
    ) -> None:
        self.finder = finder
        self.text = text
        self.mentions = mentions
        self.mention_starts = [mention.start for mention in mentions]
        self.lines = lines_of(text, parts, finder.bulletin)
        self.line_starts = [line.start for line in self.lines]
        self._clauses = clause_starts(text)
        self.paths = Paths(finder, text, mentions, **told)

    # -- by offset

    def number(self, offset: int) -> int:
        """The number of the first mention from an offset on."""
        return bisect_left(self.mention_starts, offset)

    def line_number(self, offset: int) -> int:
        """The number of the line in which an offset lies."""
        return (bisect_right(self.line_starts, offset) or 1) - 1

    def line_at(self, offset: int) -> Line:
        """The line in which an offset lies."""
        return self.lines[self.line_number(offset)]

    def clause_start(self, offset: int) -> int:
        """Where the clause begins in which an offset lies."""
        return self._clauses[bisect_right(self._clauses, offset) - 1]

    def clause_end(self, offset: int) -> int:
        """Where that clause ends, before its mark."""
        index = bisect_right(self._clauses, offset)
        return self._clauses[index] - 1 if index < len(self._clauses) else len(self.text)

    def figure_end(self, offset: int) -> int:
        """Where that clause ends, and those that go on with its figure."""
        return _GOES_ON.match(self.text, self.clause_end(offset)).end()

    def sentence_end(self, offset: int) -> int:
        """Where the sentence ends in which an offset lies, before its mark, and with it one that tells its parts."""
        stop = sentences.END.search(self.text, offset)
        while stop and self.text.startswith(_PARTS, stop.end()):
            stop = sentences.END.search(self.text, stop.end())
        return stop.start() if stop else len(self.text)

    def aside_end(self, offset: int) -> int:
        """Where the brackets close within which an offset lies, if they tell figures of their own; else 0."""
        text = self.text
        number = bisect_left(self._openings, offset)
        opened = self._openings[number - 1] if number else -1
        if opened < max(0, offset - _ASIDE_REACH) or opened < self.line_at(offset).start:
            return 0
        if _CLOSED.search(text, opened, offset):
            return 0
        closed = _CLOSED.search(text, offset, offset + _ASIDE_REACH)
        return closed.start() if closed and _FIGURE.search(text, offset, closed.start()) else 0

    def section_end(self, line: Line) -> int:
        """Where the section ends that begins with a line, at the next heading or dateline."""
        later = self.lines[self.line_number(line.start) + 1 :]
        return next((one.start for one in later if one.heading or one.news), len(self.text))

    # -- of a mention

    def role(self, mention: PlaceMention) -> int:
        """What a mention does in its clause."""
        if self.firms and mention.nodes[-1].surface in self.firms:
            return Role.ORGAN
        return self.finder.roles.role(self.text, mention, self.clause_start(mention.start))

    def path(self, mention: PlaceMention, focus: Path, earlier: Sequence[Path]) -> Path:
        """The path of a mention, where the text is about `focus` and was about other places before."""
        if international(mention):
            return ()
        if mention.nodes[0].kind is Kind.ANAPHOR:
            return self.paths.antecedent(mention, focus, earlier)
        return self.paths.complete(mention.nodes, focus)

    # -- of the whole

    @cached_property
    def firms(self) -> frozenset[str]:
        """Places after which firms are called, and of which the text tells nothing else: 江城|老窖, 江城|老窖."""
        text = self.text
        if not self.finder.of_firms.search(text) or self.finder.business.search(text) is None:
            return frozenset()
        after: dict[str, list[str]] = {}
        for mention in self.mentions:
            node = mention.nodes[-1]
            if node.kind is Kind.DIVISION and len(node.surface) == _BARE:
                after.setdefault(node.surface, []).append(text[mention.end : mention.end + 2])
        surfaces = self.paths.surfaces
        return frozenset(
            place
            for place, names in after.items()
            if len(names) > 1 and len(set(names)) == 1 and f"{place}市" not in surfaces and self._is_firm(names)
        )

    def _is_firm(self, names: Sequence[str]) -> bool:
        """Whether what always stands after a place may be the name of a firm: 老窖, not 举行, 等地, 海关, 西湖."""
        segmenter = tokens.segmenter()
        name = names[0]
        if segmenter.cut(name) != [name] or name in self.finder.names.by_surface or name[0] in _REACHING:
            return False
        if not segmenter.knows(name):
            return _WORD.fullmatch(name) is not None
        tag = segmenter.tag_of(name)
        firm = tag in NAMES or (tag[0] == "n" and len(names) >= _OFTEN)
        return firm and not self.finder.roles.is_office(name)

    @cached_property
    def of_business(self) -> bool:
        """Whether it is about firms and what they earn, which are at home anywhere, place by place only in passing."""
        return sum(1 for _ in islice(self.finder.business.finditer(self.text), _ACCOUNTS)) == _ACCOUNTS

    @cached_property
    def _openings(self) -> list[int]:
        """Where brackets open."""
        return [bracket.start() for bracket in _OPENED.finditer(self.text)]

    @cached_property
    def headlines(self) -> str:
        """The titles of the article."""
        return "\n".join(self.text[line.start : line.end] for line in self.lines if line.head)

    @cached_property
    def sectioned(self) -> bool:
        """Whether it has sections with headings."""
        return any(line.heading for line in self.lines)

    @cached_property
    def briefs(self) -> bool:
        """Whether the sections are news of their own, one after the other."""
        return sum(now.heading and before.body for before, now in pairwise(self.lines)) > 1

    @cached_property
    def bulleted(self) -> bool:
        """Whether it is a row of short news, each with a mark before it."""
        return sum(map(self.begins_with_bullet, self.lines[:_FEW])) > 1

    def begins_with_bullet(self, line: Line) -> bool:
        """Whether a line begins with the mark of short news."""
        return self.text[line.start : line.end].lstrip()[:1] in _BULLETS

    def in_headlines(self, path: Path) -> bool:
        """Whether a headline has the place."""
        return short(path[-1].surface) in self.headlines


def international(mention: PlaceMention) -> bool:
    """Whether what a mention tells of is nowhere: 国际市场, 国际油价."""
    return mention.kind is Kind.REGION and mention.surface.startswith("国际")
