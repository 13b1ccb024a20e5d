"""Words and their part of speech. The only module that imports a segmenter.

The default backend is rjieba, the Rust port of jieba, which cuts as `jieba.lcut` does; jieba itself is the reference
and the fallback where no build of rjieba exists. Both tag by the entry of jieba's dictionary, not by the Viterbi
tagger of `jieba.posseg`, so that they give the same words and tags. Where that is not what newspapers use the word for
(it has 参观 as a noun), `data/tags.tsv` has the tag; `scripts/build_tags.py` tells where it comes from. Both also make
words of characters that the dictionary does not have together; `data/joints.tsv` (`scripts/build_joints.py`) tells at
which characters such a word is two.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

#: how frequent a word is made that is to be kept whole: the first of these at which it is not cut, so that it takes no
#: character from a word beside it (户数 must not come out of 用户|数)
_KEPT_WHOLE = (60, 1_000, 20_000, 200_000)
_NUMBER = re.compile(r"[0-9０-９][0-9０-９.．%％]*\Z")
_HAN = re.compile(r"[\u3400-\u9fff]+\Z")
#: longer words that the dictionary does not have are names and terms
_LONGEST_JOINED = 4
#: an adverb and a verb, or a verb and what completes it, that the dictionary does not have as one word: 还会, 长出
_VERBAL = re.compile(
    r"[还将正已再又就都也均不没很更最可能会仅共只]..?\Z"
    r"|..?[于了着过到至出入起成为给完住掉回来坏倒毁垮塌]\Z"
)


class Segmenter(Protocol):
    """Cuts text into words and knows the tag of a word."""

    def cut(self, text: str) -> list[str]:
        """The words of `text`; joined they are `text` again."""

    def knows(self, word: str) -> bool:
        """Whether its dictionary has the word (others are put together from characters that often stand so)."""

    def joint(self, word: str) -> int:
        """Where two words meet in one that its dictionary does not have (县|共, 曾|以); 0 where it is one."""

    def tag_of(self, word: str) -> str:
        """jieba's tag for a word (`n`, `vn`, `ns`, `x` …); one that its dictionary does not have is tagged by shape."""


@lru_cache(maxsize=4)
def segmenter(words: tuple[str, ...] = (), backend: str = "auto") -> Segmenter:
    """A segmenter that keeps `words` whole. `backend` is `rjieba`, `jieba`, or `auto`: rjieba where it is installed."""
    if backend in ("auto", "rjieba"):
        try:
            return _Rjieba(words)
        except ImportError:
            if backend == "rjieba":
                raise
    return _Jieba(words)


def tag(text: str) -> list[tuple[str, str]]:
    """[(word, tag), …] of a short text, by the plain dictionary."""
    plain = segmenter()
    return [(word, plain.tag_of(word)) for word in plain.cut(text)]


class _Joints:
    """The joints of words, for a segmenter that tells which words it knows."""

    knows: Callable[[str], bool]

    def joint(self, word: str) -> int:
        if not 1 < len(word) <= _LONGEST_JOINED or self.knows(word) or not _HAN.match(word):
            return 0
        joints = _joints()
        if word[0] in joints["first"]:
            return 1
        return len(word) - 1 if word[-1] in joints["last"] else 0


class _Rjieba(_Joints):
    def __init__(self, words: tuple[str, ...]) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()
        self.cut = self._jieba.cut
        self.knows = self._jieba.has_word
        # tags have to be looked up before: adding a word replaces its entry
        tags = {word: self.tag_of(word) for word in words}
        _keep_whole(self, words, lambda word, frequency: self._jieba.add_word(word, frequency, tags[word]))

    def tag_of(self, word: str) -> str:
        told = _newspaper_tags().get(word)
        if told:
            return told
        if not self._jieba.has_word(word):
            return _tag_by_shape(word)
        tagged = self._jieba.tag(word)
        return tagged[0][1] if len(tagged) == 1 else _entry_of(word) or _tag_by_shape(word)


@lru_cache(maxsize=1)
def _newspaper_tags() -> dict[str, str]:
    """The tags of words that jieba's dictionary has under a tag that they seldom have in newspapers."""
    lines = resources.files("factpipe").joinpath("data", "tags.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in lines.splitlines())


@lru_cache(maxsize=1)
def _joints() -> dict[str, frozenset[str]]:
    """By side, the characters that are words of their own where they begin or end an unknown word."""
    lines = resources.files("factpipe").joinpath("data", "joints.tsv").read_text(encoding="utf-8").splitlines()
    sides = [line.split("\t") for line in lines]
    return {side: frozenset(character for name, character in sides if name == side) for side in ("first", "last")}


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    """jieba's dictionary as it is shipped, `word frequency tag` a line, each with a line end before and after it.

    jieba itself is not imported for it: that takes ten times as long as to read the file.
    """
    package = find_spec("jieba").origin
    return b"\n%b\n" % Path(package).with_name("dict.txt").read_bytes().strip()


def _entry_of(word: str) -> str | None:
    """The tag in jieba's dictionary of a word that would itself be cut (`年来` is an entry, yet cut as 年, 来)."""
    lines = _dictionary()
    entry = b"\n%b " % word.encode()
    begin = lines.find(entry, *_beginning_with(word[0].encode()))
    if begin < 0:
        begin = lines.find(entry)  # a few lines do not stand in order
    return lines[begin + 1 : lines.index(b"\n", begin + 1)].split()[2].decode() if begin >= 0 else None


def _beginning_with(character: bytes) -> tuple[int, int]:
    """Where in the dictionary, whose lines are sorted, those that begin with a character stand, the line end before
    them included: a search through all five megabytes takes a millisecond.
    """
    lines = _dictionary()

    def initial(at: int) -> bytes:
        begin = lines.rfind(b"\n", 0, at + 1) + 1
        return lines[begin : begin + len(character)]

    anywhere = range(len(lines) - 1)
    first = bisect_left(anywhere, character, key=initial)
    return first, bisect_right(anywhere, character, lo=first, key=initial) + 1


class _Jieba(_Joints):
    def __init__(self, words: tuple[str, ...]) -> None:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        self._jieba = jieba.Tokenizer()
        self._jieba.initialize()
        with self._jieba.get_dict_file() as lines:
            entries = (line.decode("utf-8").split(" ") for line in lines)
            self._tags = {entry[0]: entry[2].strip() for entry in entries}
        self.cut = self._jieba.lcut
        _keep_whole(self, words, self._jieba.add_word)

    def knows(self, word: str) -> bool:
        return word in self._tags

    def tag_of(self, word: str) -> str:
        return _newspaper_tags().get(word) or self._tags.get(word) or _tag_by_shape(word)


def _keep_whole(segmenter: Segmenter, words: Sequence[str], add_word: Callable[[str, int], object]) -> None:
    """Give each word the frequency that it needs not to be cut."""
    for word in words:
        if len(word) > 1 and not (segmenter.knows(word) and len(segmenter.cut(word)) == 1):
            for frequency in _KEPT_WHOLE:
                add_word(word, frequency)
                if len(segmenter.cut(word)) == 1:
                    break


def _tag_by_shape(word: str) -> str:
    """The tag of a word that the dictionary does not have: a number, a Latin word, a verb, a noun, a symbol."""
    if _NUMBER.match(word):
        return "m"
    if word.isascii() and any(map(str.isalnum, word)):
        return "eng"
    if len(word) > 1 and _VERBAL.match(word):
        return "v"
    return "n" if _HAN.match(word) else "x"
