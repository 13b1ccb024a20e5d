"""Quantities with what the text says of them: which rule fits, which noun is counted, on what terms.

For each field of a claim the rule with the highest rank that fills it wins: priority, then the longer match, then more
literal characters, then the order of the files. Where no rule finds an item, the sentence does: what the last claim
counted, or the unit itself (`265户`).
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from factpipe import sentences
from factpipe.link import parts
from factpipe.link.antecedent import COUNTED, RELATIVE, Antecedents
from factpipe.link.carry import At, Carry
from factpipe.link.compiled import literal_classes
from factpipe.link.encode import (
    ADVERB,
    CONJUNCTION,
    PARTICLE,
    PLACE,
    PREPOSITION,
    QUANTITY,
    TIME,
    VERB,
    Encoded,
    Encoder,
    Mask,
    mask_of,
)
from factpipe.link.items import PEOPLE, ItemLexicon
from factpipe.link.matcher import Match, Matcher
from factpipe.model import Claim, Quantity, Scope, Status
from factpipe.rules import RuleSet
from factpipe.rules.entries.classes import WordClass
from factpipe.rules.template import ITEM_SLOTS

#: the rule of a claim whose item no rule found
BARE = "core.bare"
CARRIED = "core.carried"
#: what a surface has beside its unit: the classifier of 五个小时, 长 of 200米长, 钱 of 30元钱, the 大 of 三大产业
_BESIDE_UNIT = re.compile(
    "^[个個](?=小时|小時|钟头|鐘頭|钟点|时辰|春秋|世纪|季度|土方|石方|土石方)|(?<=^元)(?:钱|錢|人民币|整)$|(?<=[米里尺])长$|(?<=度)[电電]$|大$|^[男女死伤]$"
)
#: what may stand between a site and how many there are of it
_REACH = re.compile("(?:已?达到?|已?有|共有?)?")
#: a kind of division and no place in 各省、自治区, 省市自治区, 省（自治区
_REGION, _LISTS_DIVISIONS = "自治区", ("、", "市", "（", "(")
#: the last characters of sites that there may be many of
_SITES = frozenset("场园站馆厂校院所店库点区楼路桥")
#: nouns that say how many there are: 网民规模, 用户数
_SIZE = re.compile("(?:规模|数量?|总数|总量)\\Z")
#: 总人数超过13亿; what is told by 量 is no money
_HEAD = re.compile("(人[数口群]|量)[^，。；、]{0,6}\\Z")
#: what is counted by it is an event
_ANNIVERSARY = "周年"
#: numbers that may stand without a unit, and those that are money where nothing tells else
_LARGE, _MONEY = 10**4, 10**8
_GOES_ON = frozenset({"people", "households", "money"})
_CLAUSE_MARKS = frozenset("，。；、！？,;（(）)\n")
_STATUS = {status.value: status for status in Status}
_SCOPE = {scope.value: scope for scope in Scope}
#: the fields that slots fill as they stand
_TOLD_BY_SLOTS = frozenset({"per", "actor", "predicate"})
#: after the last mask
_NO_MORE = mask_of((sys.maxsize, sys.maxsize, "", -1, ""))
#: as the `item` that a rule sets: what the sentence counted or spoke of before
PREVIOUS = "^"
#: as the `item` that a rule sets: what the quantity before it counted, whatever the clause speaks of
SAME = "="


class Explanation(NamedTuple):
    """Why a claim is what it is: the matches that fill each field, the winner first."""

    claim: Claim
    matches: dict[str, list[Match]]
    words: Sequence[str]


class _Item(NamedTuple):
    """An item, where it stands, the rule that found it; `bare` if it only says what is measured (面积)."""

    text: str | None
    span: tuple[int, int] | None
    rule_id: str
    bare: bool = False


class Linker:
    """Claims of a text by the rules of a rule set. Made once; has no state between texts."""

    def __init__(self, rules: RuleSet) -> None:
        people = (*rules.items.leaders.words, *(w for nouns in rules.items.measures.values() for w in nouns.words))
        classes = {
            **rules.classes.classes,
            "person": WordClass(words=people, endings=(*people, *rules.items.persons.words), kind="noun"),
            **literal_classes(rules.claims),
        }
        self._encoder = Encoder(classes)
        self._matcher = Matcher(rules.claims, self._encoder.alphabet)
        alphabet, grammar = self._encoder.alphabet, self._matcher.grammar
        self._items = ItemLexicon(rules.items, alphabet, grammar)
        self._antecedents = Antecedents(self._items, alphabet, grammar)
        self._carry = Carry(alphabet, grammar)
        #: what begins no name of things after a number without a unit: 49亿 助力 …, 百亿 大关
        self._no_things = frozenset(
            alphabet.of_kinds(VERB + PARTICLE + ADVERB + PREPOSITION + CONJUNCTION) + alphabet.members("tail-noun")
        )

    def link(
        self,
        text: str,
        quantities: Sequence[Quantity],
        times: Sequence[tuple[int, int]] = (),
        places: Sequence[tuple[int, int]] = (),
        year: int | None = None,
    ) -> list[Claim]:
        """A claim for each quantity, in order. `times` and `places` are spans (sorted) that are one word each.

        `year` is that of the issue: `到2030年` is a target by it.
        """
        return [claim for claim, _, _ in self._link(text, quantities, times, places, year, every=False)]

    def explain(
        self,
        text: str,
        quantities: Sequence[Quantity],
        times: Sequence[tuple[int, int]] = (),
        places: Sequence[tuple[int, int]] = (),
        year: int | None = None,
    ) -> list[Explanation]:
        """As `link`, with every match that was weighed."""
        out = []
        for claim, matches, encoded in self._link(text, quantities, times, places, year, every=True):
            by_field: dict[str, list[Match]] = {}
            for match in matches:
                for field in sorted(match.rule.fills):
                    by_field.setdefault(field, []).append(match)
            out.append(Explanation(claim, by_field, encoded.words))
        return out

    def _link(
        self,
        text: str,
        quantities: Sequence[Quantity],
        times: Sequence[tuple[int, int]],
        places: Sequence[tuple[int, int]],
        year: int | None,
        *,
        every: bool,
    ) -> Iterator[tuple[Claim, list[Match], Encoded]]:
        spans = _holding(sentences.split(text), quantities)
        told: dict[tuple, str] = {}  # what a number with its unit counted when it was told first
        last: Claim | None = None
        sites = _not_counted(text, quantities, places)
        for encoded in self._encoder.encode(text, spans, _masks(quantities, times, sites), year):
            for made, matches in self._link_sentence(encoded, quantities, every):
                key = (made.quantity.value, made.quantity.unit)
                claim = made
                if claim.item is None:
                    # 这2亿元 was told before; a sentence without a noun goes on about what the last one counted
                    carried = told.get(key) or (last.item if last is not None and _alike(last, claim) else None)
                    if carried:
                        claim = self._with_item(claim, carried)._replace(rule_id=CARRIED)
                    elif scene := self._antecedents.scene(encoded, encoded.token_at(claim.quantity.end) - 1):
                        claim = self._with_item(claim, scene)
                else:
                    told.setdefault(key, claim.item)
                last = claim
                yield claim, matches, encoded

    def _link_sentence(
        self, encoded: Encoded, quantities: Sequence[Quantity], every: bool
    ) -> Iterable[tuple[Claim, list[Match]]]:
        """The claims of a sentence, each with all its matches (`every`) or with those that were needed to make it."""
        codes = encoded.codes
        backwards = codes[::-1]
        before: list[Claim] = []
        weighed: list[list[Match]] = []
        for index, token in encoded.quantities:
            quantity = quantities[index]
            told: dict[str, str | None] = {}
            matches = self._matcher.matches(codes, backwards, token, quantity, () if every else told)
            weighed.append(list(matches) if every else [])
            at = At(encoded, token, quantity, _before(encoded, before, quantity))
            claim = self._claim(at, weighed[-1] if every else matches, told, before)
            handed_out = self._items.distributed(encoded, token, before)
            if handed_out is not None:
                claim = self._with_item(claim, handed_out)
            if claim.measure == "households" and self._are_firms(claim, before):
                claim = claim._replace(measure="count")
            before.append(claim)
        return zip(parts.added_up(before), weighed, strict=True)

    def _are_firms(self, claim: Claim, before: Sequence[Claim]) -> bool:
        """Whether 户 counts firms as it did before in the sentence (新设企业265万户，日均1.8万户)."""
        last = next((told for told in reversed(before) if told.quantity.unit == claim.quantity.unit), None)
        return last is not None and last.measure == "count" and not self._items.names_homes(claim.item)

    def _claim(self, at: At, matches: Iterable[Match], told: dict[str, str | None], before: Sequence[Claim]) -> Claim:
        """The claim that matches, the best first, make of a quantity; what they tell is noted in `told`.

        `before` are the claims of the sentence so far.
        """
        encoded, token, quantity, previous = at
        found = _Item(quantity.unit, None, BARE) if quantity.unit in self._items.divisions else None
        for match in matches:
            found = found or self._item(at, match)
            if found is not None:
                told["item"] = ""  # from now on no rule is tried that could tell only that
            constants = match.rule.constants
            for field, value in constants.items():
                # the unit of a measure that another rule has overruled is none
                if field != "item" and (field != "unit" or told.get("measure") == constants.get("measure")):
                    told.setdefault(field, value)
            for field, (start, end) in match.slots.items():
                if field in _TOLD_BY_SLOTS and field not in told:
                    words = "".join(encoded.words[start:end])
                    told[field] = words if field != "per" else self._items.denominator(encoded, end, words)
        item, span, rule_id, bare = found or self._without_rule(at)
        if bare and item and span:
            item, span = self._completed(at, item, encoded.token_at(span[0])), None
        measure = self._measure(at, told.get("measure") or quantity.measure, item)
        per = quantity.per or told.get("per")
        if per is None and previous is not None and told.get("scope") != Scope.TOTAL:
            per = self._carry.per(at, measure, item, bare=bare)
        if "status" not in told and previous is not None:
            told["status"] = self._carry.status(at, measure)
        if quantity.per is not None:  # a price is no amount of anything
            told.pop("scope", None)
        elif "scope" not in told and previous is not None:
            told["scope"] = self._carry.scope(at, measure, before, change=told["status"] == Status.CHANGE)
        actor, predicate = self._antecedents.frame(encoded, token, item)
        return Claim(
            quantity=quantity,
            measure=measure,
            unit=told.get("unit") or _unit(quantity) or ("元" if measure == "money" else None),
            item=item,
            item_norm=self._items.normal(item),
            per=per,
            status=_STATUS[told.get("status", Status.ACTUAL)],
            scope=_SCOPE.get(told.get("scope")),
            actor=told.get("actor", actor if actor != item else None),
            predicate=told.get("predicate", predicate),
            sentence=(encoded.start, encoded.end),
            rule_id=rule_id,
            item_span=span,
        )

    def _measure(self, at: At, told: str, item: str | None) -> str:
        """What is measured, by the item where the rules and the unit leave it open."""
        measure = self._items.measure(told, at.quantity.unit, item, at.encoded.words)
        bare = measure == "count" and at.quantity.unit is None and at.quantity.value >= _LARGE
        return self._unnamed(at, item) if bare else measure

    def _unnamed(self, at: At, item: str | None) -> str:
        """What a large number measures that ends its clause without a unit or a noun: whom its item counts (网民规模达
        10亿), what the number before it does (其中铁路420万), else, in hundreds of millions, money.
        """
        words, token = at.encoded.words, at.token
        if item and _SIZE.search(item):
            named = self._items.measure("count", None, _SIZE.sub("", item), words)
            if named != "count":
                return named
        told = _HEAD.search("".join(words[max(0, token - 5) : token]))
        if told is not None:
            return "count" if told[1] == "量" else "people"
        following = "".join(words[token + 1 : token + 2])
        ends = not following or following[0] in _CLAUSE_MARKS
        if not ends and at.encoded.codes[token + 1] not in self._no_things:
            return "count"
        previous = at.previous
        if ends and previous is not None and previous.quantity.value >= _LARGE and previous.measure in _GOES_ON:
            return previous.measure
        return "money" if at.quantity.value >= _MONEY else "count"

    def _completed(self, at: At, item: str, token: int) -> str:
        """A bare 面积 or 均价, which begins at a token, with that of what it is: what its own clause or, for a 降幅,
        one since the claim before speaks of; the item of that claim; what a clause before speaks of.
        """
        previous = at.previous
        before = previous.item if previous is not None and previous.item not in self._items.own_nouns else None
        named = self._antecedents.named_since(at.encoded, token, previous, rate=self._items.is_extent(item))
        if named is not None:
            return self._items.completed(item, named, counted=True)
        if before:
            return self._items.completed(item, before, previous.quantity.measure in COUNTED)
        found = self._antecedents.spoken_of(at.encoded, 0, at.token)
        return self._items.completed(item, found[0], counted=True) if found else item

    def _item(self, at: At, match: Match) -> _Item | None:
        """What is counted by a match that tells it."""
        rule_id = match.rule.rule.id
        owner = self._items.phrase(at.encoded, match.slots["owner"]) if "owner" in match.slots else None
        constant = match.rule.constants.get("item")
        if constant is not None:
            text = constant
            if constant == PREVIOUS:
                text = self._antecedents.carried(*at)
            elif constant == SAME:
                text = at.previous and at.previous.item
            if text:
                return _Item(owner[0] + text if owner else text, None, rule_id)
        for field, slot in match.slots.items():
            if field not in ITEM_SLOTS:
                continue
            found = self._told(at, field, slot)
            if found is None:
                continue
            if owner is not None:
                return _Item(owner[0] + found[0], None, rule_id)
            if slot[0] < at.token and (field == "verb" or self._items.is_deed(at.encoded, slot)):
                thing = self._done_to(at, slot if field != "verb" else None)
                if thing is not None:
                    return _Item(thing, None, rule_id)
            # 两年共出栏1万多头: what follows stands for itself; what has an owner before 的 is not alone
            alone = slot[0] < at.token and found[1] is not None and found[1][0] >= at.encoded.starts[slot[0]]
            return _Item(*found, rule_id, alone and self._items.is_bare(at.encoded, slot))
        return None

    def _told(self, at: At, field: str, slot: tuple[int, int]) -> tuple[str, tuple[int, int] | None] | None:
        """The item that a slot holds, by the make of the slot, and where it stands."""
        if field == "doing":
            return self._items.doing(at.encoded, slot), None
        if field == "event":
            return self._items.event(at.encoded, slot, anniversary=at.quantity.unit == _ANNIVERSARY)
        return self._items.phrase(at.encoded, slot, trim=slot[0] < at.token)

    def _done_to(self, at: At, deed: tuple[int, int] | None) -> str | None:
        """What is sold, bought, built where only the deed stands at the quantity.

        What the clause before the deed is about, if it is told where that stands, or what was counted by this unit.
        """
        if at.quantity.measure in ("money", "duration", "people") or at.quantity.measure in RELATIVE:
            return None
        previous = at.previous
        if deed is not None:
            own = self._antecedents.own_clause(at.encoded, deed[0], previous.item or "" if previous else "")
            if own is not None:
                return own
        return previous.item if previous is not None and previous.quantity.unit == at.quantity.unit else None

    def _without_rule(self, at: At) -> _Item:
        """The item of a quantity that no rule found one for."""
        quantity, previous = at.quantity, at.previous
        if quantity.unit in self._items.own_nouns:
            goes_on = previous is not None and previous.item and self._counts_on(at, previous)
            if goes_on:
                kind = self._antecedents.kind(at.encoded, at.token) or ""
                return _Item(kind + previous.item, None, CARRIED)
            return _Item(quantity.unit, None, BARE)
        carried = self._antecedents.carried(*at)
        if carried:
            return _Item(carried, None, CARRIED)
        return _Item(PEOPLE if quantity.measure == "people" else None, None, BARE)

    def _counts_on(self, at: At, previous: Claim) -> bool:
        """Whether 人 or 户 counts what was counted before: by the same unit, or the people of those households."""
        if previous.quantity.unit in (at.quantity.unit, ""):  # 从700多万减少到近50万人
            return True
        gap = at.encoded.starts[at.token] - previous.quantity.end
        return previous.quantity.unit == "户" and gap <= 1 and previous.item not in self._items.own_nouns

    def _with_item(self, claim: Claim, item: str) -> Claim:
        return claim._replace(item=item, item_norm=self._items.normal(item), item_span=None)


def _before(encoded: Encoded, claims: Sequence[Claim], quantity: Quantity) -> Claim | None:
    """The claim that a quantity goes on from: the last one, but that before it where the last is a length of time that
    only opens a clause (投资2亿元，两年平均增长14%).
    """
    last = claims[-1] if claims else None
    if last is None or last.measure != "duration" or quantity.measure == "duration" or len(claims) == 1:
        return last
    opens = encoded.words[encoded.token_at(last.quantity.start) - 1] in _CLAUSE_MARKS
    return claims[-2] if opens else last


def _unit(quantity: Quantity) -> str | None:
    """The unit of a quantity alone."""
    return (quantity.unit and _BESIDE_UNIT.sub("", quantity.unit)) or None


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two claims count alike: by the same unit, or the second as a share of the first."""
    return one.quantity.unit == other.quantity.unit or other.quantity.measure in RELATIVE


def _holding(spans: list[tuple[int, int]], quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """The sentences in which a quantity begins."""
    starts = [start for start, _ in spans]
    out = {}
    for quantity in quantities:
        n = bisect_right(starts, quantity.start) - 1
        if n >= 0 and quantity.start < spans[n][1]:
            out[n] = spans[n]
    return list(out.values())


def _not_counted(text: str, quantities: Sequence[Quantity], places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places but for those that are what is counted: 新建文化广场71个, 规模化牧场达94个."""
    counted = {q.start for q in quantities if q.measure == "count"}
    out = []
    for start, end in places:
        reach = _REACH.match(text, end)
        if reach.end() in counted and text[end - 1] in _SITES:
            continue
        if text[start:end] == _REGION and text[start - 1 : start] in _LISTS_DIVISIONS:
            continue
        out.append((start, end))
    return out


def _masks(
    quantities: Sequence[Quantity], times: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]
) -> list[Mask]:
    """Everything that is one token, sorted and apart: quantities first, then times, then places."""
    masks = [mask_of((q.start, q.end, QUANTITY, i, q.measure)) for i, q in enumerate(quantities)]
    masks = _with(masks, times, TIME)
    return _with(masks, places, PLACE)


def _with(masks: list[Mask], spans: Sequence[tuple[int, int]], kind: str) -> list[Mask]:
    """Sorted masks with the sorted spans that overlap none of them."""
    if not spans:
        return masks
    out: list[Mask] = []
    following = iter((*masks, _NO_MORE))
    mask = next(following)
    last, measure = 0, ""  # where the mask before ends, and what it measures
    for start, end in spans:
        while mask[1] <= start:
            out.append(mask)
            last, measure = mask[1], mask[4]
            mask = next(following)
        if start < last or mask[0] < end:
            continue
        # 5个县城: what a classifier counts is no place; but 5名朵曲县居民
        if kind == PLACE and last == start and measure in ("count", "households"):
            continue
        out.append(mask_of((start, end, kind, -1, "")))
        last, measure = end, ""
    out += (mask, *following)
    out.pop()
    return out
