"""What an item is called in a group: the column item_norm."""

import re

from factpipe import trie
from factpipe.rules.entries.items import File
from factpipe.tokens import segmenter

#: what no item is grouped by
_UNQUOTED = str.maketrans("", "", "“”‘’「」『』")
_MEMO = 50_000
#: how long two words are
_TWO_WORDS = 4


class Norms:
    """Items as they are grouped, by items.yaml."""

    def __init__(self, entries: File) -> None:
        self._own_nouns = frozenset(entries.own.words)
        self._prefixes, self._suffixes = frozenset(entries.normal.prefixes), frozenset(entries.normal.suffixes)
        #: whether any of them may be there to be cut
        self._may_shrink = re.compile(f"{trie.pattern(self._prefixes)}|.*{trie.pattern(self._suffixes)}\\Z", re.DOTALL)
        self._variants = entries.normal.variants
        self._normals: dict[str, str] = {}

    def normal(self, item: str | None) -> str | None:
        """The item to group by: without modifiers that say nothing of the kind, variants under one head."""
        if item is None:
            return None
        known = self._normals.get(item)
        if known is None:
            if len(self._normals) > _MEMO:
                self._normals.clear()
            known = self._normals[item] = self._normalised(item)
        return known

    def _normalised(self, item: str) -> str:
        """The item without the words before and after it that say nothing of the kind (新 in 新茶园, not in 新娘), and
        without quotation marks.
        """
        norm = item.translate(_UNQUOTED).strip("\"'") or item
        if norm[:1] == "《" and norm.find("》") == len(norm) - 1:
            norm = norm[1:-1]
        if self._may_shrink.match(norm) is None:
            return self._variants.get(norm, norm)
        ends = _word_ends(norm)
        begin, end = 0, len(norm)
        while cuts := [at for at in ends if norm[begin:at] in self._prefixes and self._is_item(norm[at:end])]:
            begin = cuts[-1]
        tails = [at for at in ends if norm[at:end] in self._suffixes and self._is_item(norm[begin:at])]
        norm = norm[begin : tails[0]].removesuffix("的") if tails else norm[begin:]  # 参加的人数
        return self._variants.get(norm, norm)

    def _is_item(self, words: str) -> bool:
        """Whether what is left of an item is one: one character is no noun unless things are counted by it (户)."""
        return len(words) > 1 or words in self._own_nouns


def _word_ends(item: str) -> list[int]:
    """Where the words of an item end. The dictionary has phrases too (重大项目): they are two words."""
    known = segmenter().knows
    ends, at = [], 0
    for word in segmenter().cut(item):
        size = len(word)
        if size == _TWO_WORDS and known(word[:2]) and known(word[2:]):
            ends.append(at + 2)
        at += size
        ends.append(at)
    return ends
