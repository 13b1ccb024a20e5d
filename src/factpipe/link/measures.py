"""What a quantity measures, by what it counts where the rules and the unit leave it open."""

import re
from collections.abc import Sequence

from factpipe.link.alphabet import (
    ADVERB,
    CONJUNCTION,
    LISTED,
    NOUN,
    PARTICLE,
    PLACE,
    PREPOSITION,
    VERB,
    Alphabet,
)
from factpipe.link.nouns import HUGE, Nouns
from factpipe.link.position import CLAUSE_MARKS, At
from factpipe.model import Claim

#: nouns that say how many there are: 网民规模, 用户数
_SIZE = re.compile("(?:规模|数量?|总数|总量)\\Z")
#: 总人数超过13亿; what is told by 量 is no money
_HEAD = re.compile("(人[数口群]|量)[^，。；、]{0,6}\\Z")
#: a number that may stand without a unit where nothing names it
_LARGE = 10**4
_GOES_ON = frozenset({"people", "households", "money"})


class Measures:
    """Tells measures. Made once; has no state between texts."""

    def __init__(self, nouns: Nouns, alphabet: Alphabet) -> None:
        self._counted = nouns
        self._persons = frozenset(alphabet.members("person", NOUN))
        self._nouns = frozenset(alphabet.of_kinds(NOUN + PLACE + LISTED + PARTICLE + CONJUNCTION))
        #: what begins no name of things after a number without a unit: 49亿 助力 …, 百亿 大关
        self._no_things = frozenset(
            alphabet.of_kinds(VERB + PARTICLE + ADVERB + PREPOSITION + CONJUNCTION) + alphabet.members("tail-noun")
        )

    def of(self, at: At, told: str, item: str | None) -> str:
        """What is measured, by the item where the rules and the unit leave it open."""
        measure = self._counted.measure(told, at.quantity.unit, item, at.encoded.words)
        if measure == "count" and at.quantity.unit == "个" and (persons := self._acting(at, item)):
            return self._counted.measure(told, "个", persons, at.encoded.words)
        if measure != "count" or at.quantity.unit is not None:
            return measure
        value, previous = at.quantity.value, at.previous
        if item is not None:
            # 收入从几千块增长到6万: the same thing goes on
            again = previous is not None and previous.measure == "money" and previous.item == item
            if again or self._counted.is_sum(item, value):
                return "money"
        return self._unnamed(at, item) if value >= _LARGE else measure

    def _acting(self, at: At, item: str | None) -> str | None:
        """The persons right after the number, where the item goes on with what they do (30多个员工一起工作) and is none
        of theirs (三个工程师设计的机器, 十个职工创新工作室).
        """
        words, codes, here = at.encoded.words, at.encoded.codes, at.token + 1
        if codes[here : here + 1] not in self._persons or codes[here + 1 : here + 2] in self._nouns:
            return None
        if item is None or not item.startswith(words[here]):
            return None
        last = here + 2
        other = last < len(words) and item.endswith(words[last]) and codes[last] in self._nouns
        return None if other else words[here]

    def _unnamed(self, at: At, item: str | None) -> str:
        """What a large number measures that ends its clause without a unit or a noun: whom its item counts (网民规模达
        10亿), what the number before it does (其中铁路420万), else, in hundreds of millions, money.
        """
        words, token = at.encoded.words, at.token
        if item and _SIZE.search(item):
            named = self._counted.measure("count", None, _SIZE.sub("", item), words)
            if named != "count":
                return named
        told = _HEAD.search("".join(words[max(0, token - 5) : token]))
        if told is not None:
            return "count" if told[1] == "量" else "people"
        following = "".join(words[token + 1 : token + 2])
        ends = not following or following[0] in CLAUSE_MARKS
        if not ends and at.encoded.codes[token + 1] not in self._no_things:
            return "count"
        previous = at.previous
        if ends and previous is not None and previous.quantity.value >= _LARGE and previous.measure in _GOES_ON:
            return previous.measure
        return "money" if at.quantity.value >= HUGE else "count"

    def are_firms(self, claim: Claim, before: Sequence[Claim]) -> bool:
        """Whether 户 counts firms as it did before in the sentence (新设企业265万户，日均1.8万户)."""
        last = next((told for told in reversed(before) if told.quantity.unit == claim.quantity.unit), None)
        return last is not None and last.measure == "count" and not self._counted.names_homes(claim.item)
