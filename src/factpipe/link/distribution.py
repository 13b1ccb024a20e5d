"""What 分别 hands out: of several quantities each has its own of what was named before, in the same order.

The things are a list in the clause, or in the clause before that it goes on from, or what the quantities before
counted. What the list says once at its end goes with each of them: 粗钢、坯材产量分别增长3%和5%.
"""

import re
from collections.abc import Sequence

from factpipe.link import ranges
from factpipe.link.alphabet import NOUN, TIME, VERBAL_NOUN, Alphabet
from factpipe.link.encode import Encoded
from factpipe.link.items import ItemLexicon
from factpipe.link.phrase import PhraseGrammar
from factpipe.model import Claim

#: things that are told apart by their number and share a noun: 第二、第三|产业
_ORDINALS = re.compile("第[一二三四五六七八九十](?:(?:[、和与及]|以及)第[一二三四五六七八九十])+")
_ORDINAL = re.compile("第.")


class Distribution:
    """Finds the lists. Made once; has no state between texts."""

    def __init__(self, items: ItemLexicon, alphabet: Alphabet, grammar: PhraseGrammar) -> None:
        self._items = items
        self._separately = ranges.compiled(grammar.separately)
        self._clause_start = ranges.compiled(grammar.boundary)
        self._coordinated = ranges.compiled(grammar.coordinated())
        between = f"(?:{grammar.of}|[{alphabet.of_kinds(TIME)}])"
        self._shared_head = ranges.compiled(f"{between}({grammar.subject()})")
        self._coord = ranges.compiled(grammar.coord)
        self._subject = ranges.compiled(grammar.subject())
        self._counts, self._from = frozenset(alphabet.members("q-count")), frozenset(alphabet.members("from"))
        self._quantity = ranges.compiled(grammar.quantity)
        measured = alphabet.members("attribute", NOUN + VERBAL_NOUN)
        self._counting = frozenset(alphabet.members("count-noun"))
        self._measured = frozenset(measured)
        averages = alphabet.members("average")
        self._trailing = measured + averages
        people = alphabet.members("agent") + alphabet.members("person")
        self._people, self._goes_with = frozenset(people), frozenset(measured + averages + people)
        self._things = frozenset(alphabet.of_kinds(NOUN, without=("nominal",)))

    def distributes(self, encoded: Encoded) -> bool:
        """Whether the sentence has a 分别."""
        return self._separately.search(encoded.codes) is not None

    def item(self, encoded: Encoded, token: int, before: Sequence[Claim], linked: str | None) -> str | None:
        """The item of a quantity after 分别; `before` are the claims before it in the sentence.

        `linked` is the item that a rule gives it, which it may have of another of the things.
        """
        codes = encoded.codes
        starts = [0, 0, *(m.end() for m in self._clause_start.finditer(codes, 0, token))]
        previous, clause = starts[-2:]
        found = self._separately.search(codes, clause, token)
        if found is None:
            return None
        at = found.start()
        end = self._clause_start.search(codes, token)
        group = [t for _, t in encoded.quantities if at < t < (end.start() if end else len(codes))]
        nth, size = group.index(token), len(group)
        if size > 2 and not self._from.isdisjoint(codes[at : group[0]]):  # 分别由30元、90元涨至40元、99元
            size //= 2
            nth %= size
        if size < 2:
            return None
        named = self._coordinated.search(codes, clause, at)
        if named:
            return self._of_list(encoded, named.span(), at, nth, size)
        if self._subject.search(codes, clause, at):
            return linked and _numbered("".join(encoded.words[clause:at]), linked, nth, size)
        if not self._quantity.search(codes, previous, clause):
            named = self._coordinated.search(codes, previous, max(clause - 1, 0))
            if named is None or named.end() != clause - 1 or codes[token] in self._counts:
                return None
            return self._of_list(encoded, named.span(), named.end(), nth, size)
        # `before` grows with the group, so this is its own each time
        return before[-size].item if len(before) >= size else None

    def _of_list(self, encoded: Encoded, span: tuple[int, int], at: int, nth: int, size: int) -> str | None:
        """The part number `nth` of a list of `size` parts, with what is said for all of them before the token `at`."""
        start, end = span
        parts = self._coord.split(encoded.codes[start:end])
        if len(parts) != size:
            return None
        first = start + sum(len(part) + 1 for part in parts[:nth])
        phrase = self._items.phrase(encoded, (first, first + len(parts[nth])))
        if phrase is None:
            return None
        shared = self._shared_head.match(encoded.codes, end, at)  # 稻谷和玉米的播种面积分别, 5月播种面积分别
        if shared:
            return phrase[0] + "".join(encoded.words[slice(*shared.span(1))])
        word, *rest = encoded.words[end - len(parts[-1]) : end]
        last = word + "".join(rest)
        # 城镇、农村|居民收入; 养老、失业、工伤|保险人数
        of_things = parts[-1][0] in self._things and parts[nth][-1] not in self._things
        if (of_things or parts[-1][0] in self._people) and len(word) == 2 * len(phrase[0]):
            return phrase[0] + last[len(phrase[0]) :]
        if tail := _after_same(phrase[0], last):
            return phrase[0] + tail
        tokens = self._tail(parts[nth], parts[-1], self._items.is_measured(phrase[0]))
        if tokens is None:
            whole = self._items.phrase(encoded, span)
            return whole and whole[0]
        return phrase[0] + "".join(encoded.words[end - tokens : end])

    def _tail(self, own: str, last: str, complete: bool) -> int | None:
        """How many tokens at the end of the last part go with an own part too: 城镇、农村|居民人均收入,
        纺织业和服装制造业工业|增加值; None where the list cannot be told apart.
        """
        if complete or last[-1] not in self._measured or last[-1] in self._counting:
            return 0 if complete or len(last) <= len(own) + 1 else None
        if own == last:
            return 0
        rest = last[len(own) :]
        if rest and rest[0] in self._goes_with:
            return len(rest)
        if own[-1] not in self._things:  # 养老、失业、工伤保险参保人数
            return None
        return len(last) - len(last.rstrip(self._trailing))


def _numbered(text: str, item: str, nth: int, size: int) -> str | None:
    """The item of thing number `nth` of those that `text` numbers, `item` being that of one: 第三产业增加值."""
    found = _ORDINALS.search(text)
    ordinals = _ORDINAL.findall(found[0]) if found else ()
    one = next((ordinal for ordinal in ordinals if item.startswith(ordinal)), None)
    return ordinals[nth] + item[len(one) :] if one and len(ordinals) == size else None


def _after_same(own: str, last: str) -> str:
    """What follows in the last part on the word that an own part ends with: 普通教育、职业教育|支出."""
    found = last.find(own[-2:]) if len(own) > 2 else -1
    return last[found + 2 :] if found > 0 else ""
