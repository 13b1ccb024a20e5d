"""What something is said to be in, told rather than named: 在江城县|酸化耕地治理试验区，.

After a place that lies round it, such a phrase needs not look like a name: it begins where the place ends and goes up
to a noun for a sort of site before which, or after 里 or 上 on it, the text pauses.
"""

import re
from collections.abc import Callable, Sequence

from factpipe import tokens, trie
from factpipe.resolve.places.names import Hit, Kind, Level, Node, short
from factpipe.resolve.places.roles import Locative
from factpipe.resolve.places.stems import NAMES
from factpipe.rules.entries.places import File

#: what stands after the noun that ends a phrase
_PAUSED = "[，,。；\n]|[里内上中](?=[，,的。；])"
_PAUSE = re.compile(_PAUSED)
#: so long may the words be between a place and the noun
_LONGEST = 14
#: what lies round a site
_AROUND = (Kind.DIVISION, Kind.LOCAL, Kind.FOREIGN)
#: in words that are no part of a phrase: 一家|工厂, 万亩|茶园
_UNLIKE = (
    "[和与及等是有在了着过这那各某个把被将为]|[万千百]亩|[^\u3400-\u9fff·]"
    "|(?<!第)[一二三四五六七八九十两几多][座处家条所片块大些名]"
)
#: parts of speech that end one
_FUNCTION = frozenset("pcruq")


def ended(staged: Sequence[str]) -> str:
    """A pattern of what stands after the noun that ends a phrase; `staged` is done in a site: 在江城县示范基地|试种."""
    return f"(?={_PAUSED}|{trie.pattern(staged)})"


class Phrases:
    """Finds phrases for sites. `inside` tells whether a division of the first name holds one of the second."""

    def __init__(self, lexicon: File, inside: Callable[[str, str], bool]) -> None:
        self._inside = inside
        self._general = frozenset(lexicon.site_sorts.general)
        self._sorts = frozenset(lexicon.sorts)
        self._not_places = frozenset(lexicon.not_places)
        self._ended = re.compile(ended(lexicon.contexts.staged))
        self._traded = frozenset(lexicon.site_sorts.traded)
        self._unlike = re.compile(f"{_UNLIKE}|{trie.pattern(lexicon.contexts.founding)}")
        self._locates = Locative(lexicon.contexts)

    def find(self, text: str, at: int, end: int, level: int, near: Sequence[Hit]) -> Hit | None:
        """The phrase that ends with the noun text[at:end]; `near` are the places right before it.

        It begins with the last of them where that is no place of its own: 辽宁|卧龙湖湿地 has nothing to do with 卧龙.
        """
        if not self._ended.match(text, end):
            return None
        hit = max(near, key=_end, default=None)
        if hit is None or not 0 <= at - hit.end <= _LONGEST or hit.node.level >= level:
            return None
        if hit.node.kind not in _AROUND:
            return None
        if hit.node.level is Level.COUNTRY and not _PAUSE.match(text, end):
            return None  # 中国|美术馆 is in a city that the text names
        between = text[hit.end : at]
        start = hit.end + between.rfind("的") + 1
        if start > hit.end + 1 and not _is_strange(text[start:at]):
            return None  # 江城最热闹的|花坪街, not 江城最热闹的商业街
        if self._unlike.search(between) or not self._goes_with(text[start:at], text[at:end], told=start > hit.end):
            return None
        begun, wide = _begun(text, hit, near)
        if not self._locates.at(text, begun):
            return None
        name = hit.node.surface
        bare = hit.node.kind is Kind.DIVISION and name == short(name)
        if wide and bare and start == hit.end and not self._inside(wide.surface, name):
            start = hit.start
        return Hit(start, end, Node(text[start:end], Level.SPOT if level is Level.SITE else level, Kind.LOCAL))

    def _goes_with(self, words: str, noun: str, *, told: bool) -> bool:
        """Whether words between a place and a noun make a phrase with that: 高标准农田建设|现场, not 正式|开馆.

        `told` is True where 的 stands before them: 江城的|茶园 is hardly one of its own.
        """
        if noun in self._traded or words[-1:] + noun in self._not_places:
            return False
        if not words:
            return not told and noun not in self._general
        segmenter = tokens.segmenter()
        cut = segmenter.cut(words + noun)
        if told and (words in self._sorts or (len(cut) == 1 and segmenter.knows(cut[0]))):
            return False
        tags = [segmenter.tag_of(word)[0] for word in cut]
        return tags[0] not in "vd" and tags[-1] != "v" and _FUNCTION.isdisjoint(tags)


def _end(hit: Hit) -> int:
    return hit.end


def _is_strange(name: str) -> bool:
    """Whether a name begins with what is no common word."""
    segmenter = tokens.segmenter()
    first = next(iter(segmenter.cut(name)), "")
    return bool(first) and (not segmenter.knows(first) or segmenter.tag_of(first) in NAMES)


def _begun(text: str, hit: Hit, near: Sequence[Hit]) -> tuple[int, Node | None]:
    """Where the first of the places begins that stand side by side up to a hit, and the one before that hit."""
    before = {one.end: one for one in near}
    start, wide = hit.start, None
    while one := before.get(start) or (text[start - 1 : start] == "的" and before.get(start - 1)):
        start, wide = one.start, wide or one.node
    return start, wide
