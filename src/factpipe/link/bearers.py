"""The name of who is of an age, where the segmenter lets it run on into what its bearer does: 周永峰|初中毕业."""

import re
from collections.abc import Iterable

from factpipe.link.alphabet import Alphabet
from factpipe.link.encode import Encoded
from factpipe.rules.entries.items import Names
from factpipe.sentences import JOINTS
from factpipe.tokens import segmenter

#: how many characters a name has at most, unless its surname has two
_LONGEST = 3
_HAN = re.compile("[\u4e00-\u9fff]")
#: 龙元村 is no name of a person
_DIVISIONS = frozenset("省市县区乡镇村")


class Bearers:
    """Finds names of persons at the head of a phrase. Made once; has no state between texts."""

    def __init__(self, names: Names, alphabet: Alphabet, surnames: Iterable[str]) -> None:
        self._surnames = frozenset(surnames)
        self._familiar, self._kin, self._goes_on = names.familiar, names.kin, names.goes_on
        self._persons = frozenset(alphabet.members("person"))

    def named(self, encoded: Encoded, span: tuple[int, int]) -> str | None:
        """The name with which offsets [start, end) begin, with what stands for a person around it (村民李学民,
        王克勤老人), where they run on; None where no name is there or nothing goes on after it.
        """
        start, end = map(encoded.token_at, span)
        codes, words = encoded.codes, encoded.words
        at = start
        while at < end - 1 and codes[at] in self._persons:
            at += 1
        name = words[at]
        familiar = len(name) > 1 and name.startswith(self._familiar)  # 老宗, 小李
        called = name if len(name) > 1 else "".join(words[at : at + 2])  # 罗|海山
        if not (name[familiar : familiar + 1] in self._surnames and _may_be(called)):
            return None
        at += 1
        if len(name) > _LONGEST - familiar:
            return self._without_last(words[start:at])
        if name in self._surnames and at < end:  # 欧阳|海明
            at += 1
        elif len(name) == _LONGEST - 1 and not familiar and at < end:
            if len(words[at]) == 1 and not words[at].endswith(self._goes_on):  # 李渊|明: the given name was cut
                at += 1
            elif _may_be(words[at]):  # 罗海|山刚
                return self._without_last(words[start : at + 1])
        while at < end and (codes[at] in self._persons or words[at].endswith(self._kin)):
            at += 1
        ran_on = at < end and words[at] not in JOINTS and _HAN.match(words[at])
        return "".join(words[start:at]) if ran_on else None

    def _without_last(self, words: Iterable[str]) -> str | None:
        """The name without its last character, where that begins what its bearer does: 常庆胜|现."""
        told = "".join(words)
        return told[:-1] if told.endswith(self._goes_on) else None


def _may_be(word: str) -> bool:
    """Whether a word may be a person's name: the dictionary has it as one or not at all."""
    if word[-1] in _DIVISIONS:
        return False
    return segmenter().tag_of(word) in ("nr", "nz") or not segmenter().knows(word)
