"""Quantities with what the text says of them: which rule fits, which noun is counted, on what terms.

For each field of a claim the rule with the highest rank that fills it wins: priority, then the longer match, then more
literal characters, then the order of the files. Where no rule finds an item, the sentence does: what the last claim
counted, or the unit itself (`265户`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from factpipe import sentences
from factpipe.link import ranges
from factpipe.link.alphabet import VERB
from factpipe.link.antecedent import Antecedents
from factpipe.link.bearers import Bearers
from factpipe.link.carry import Carry
from factpipe.link.compiled import literal_classes
from factpipe.link.direction import Directions
from factpipe.link.distribution import Distribution
from factpipe.link.encode import Encoded, Encoder
from factpipe.link.items import ItemLexicon
from factpipe.link.masks import Passage, masks_of
from factpipe.link.matcher import Match, Matcher
from factpipe.link.measures import Measures
from factpipe.link.naming import CARRIED, Naming
from factpipe.link.norms import Norms
from factpipe.link.nouns import Nouns
from factpipe.link.parts import Amounts
from factpipe.link.position import CLAUSE_MARKS, COUNTED, PERSONS, RATES, RELATIVE, At, at_of
from factpipe.model import Claim, Quantity, Scope, Status, maker
from factpipe.rules import RuleSet
from factpipe.rules.entries.classes import WordClass

#: what a surface has beside its unit: the classifier of 五个小时, 长 of 200米长, 钱 of 30元钱, the 大 of 三大产业,
#: what the provinces of 7省（区、市） are called beside
_BESIDE_UNIT = re.compile(
    "^[个個](?=小时|小時|钟头|鐘頭|钟点|时辰|春秋|世纪|季度|土方|石方|土石方)|(?<=^元)(?:钱|錢|人民币|整)$|(?<=[米里尺])长$|(?<=度)[电電]$|大$|^[男女死伤]$"
    "|(?<=省)[（(].*"
)
_claim = maker(Claim)
# a member costs a look-up each time its enumeration is asked for it
_ACTUAL, _CHANGE, _CRITERION = Status.ACTUAL, Status.CHANGE, Status.CRITERION
_TOTAL, _CUMULATIVE = Scope.TOTAL, Scope.CUMULATIVE
_STATUS = {status.value: status for status in Status}
_SCOPE = {scope.value: scope for scope in Scope}
#: the fields that slots fill as they stand
_TOLD_BY_SLOTS = frozenset({"per", "actor", "predicate"})


class Explanation(NamedTuple):
    """Why a claim is what it is: the matches that fill each field, the winner first."""

    claim: Claim
    matches: dict[str, list[Match]]
    words: Sequence[str]


class Linker:
    """Claims of a text by the rules of a rule set. Made once; has no state between texts."""

    def __init__(self, rules: RuleSet) -> None:
        of_people = (nouns for measure, nouns in rules.items.measures.items() if measure in PERSONS)
        people = tuple(word for nouns in (rules.items.leaders, *of_people) for word in nouns.words)
        classes = {
            **rules.classes.classes,
            "person": WordClass(words=people, endings=(*people, *rules.items.persons.words), kind="noun"),
            **literal_classes(rules.claims),
        }
        self._encoder = Encoder(classes, rules.times, rules.classes.kinds)
        alphabet, grammar = self._encoder.alphabet, self._encoder.grammar
        self._matcher = Matcher(rules.claims, alphabet, grammar)
        self._items = ItemLexicon(rules.items, alphabet, grammar)
        self._antecedents = Antecedents(self._items, alphabet, grammar)
        self._amounts = Amounts(rules.items.balances.words)
        self._carry = Carry(rules.units, self._amounts, alphabet, grammar)
        self._directions = Directions(rules.directions)
        self._distribution = Distribution(self._items, alphabet, grammar)
        #: units that are what is counted: 两市, 五省市; but of 五大 the noun follows
        self._noun_units = frozenset(rules.units.nouns.get("count", ())) - {"大"}
        bearers = Bearers(rules.items.names, alphabet, rules.layout.surnames)
        self._naming = Naming(self._items, bearers, self._antecedents, self._noun_units)
        self._norms = Norms(rules.items)
        self._measures = Measures(Nouns(rules.items), alphabet)
        self._takes = ranges.compiled(
            f"[{alphabet.of_kinds(VERB)}{''.join(map(alphabet.members, ('reach', 'past', 'elevation')))}]"
        )
        self._thresholds = tuple(rules.approximators.thresholds)
        self._forbidding = tuple(rules.approximators.forbidding)
        attribute = alphabet.members("attribute")
        self._of_kind = ranges.compiled(f"[{alphabet.members('of')}](?![{attribute}]|.[{attribute}])")

    def link(self, passage: Passage) -> list[Claim]:
        """A claim for each quantity, in order."""
        return [claim for claim, _, _ in self._link(passage, every=False)]

    def explain(self, passage: Passage) -> list[Explanation]:
        """As `link`, with every match that was weighed."""
        out = []
        for claim, matches, encoded in self._link(passage, every=True):
            by_field: dict[str, list[Match]] = {}
            for match in matches:
                for field in sorted(match.rule.fills):
                    by_field.setdefault(field, []).append(match)
            out.append(Explanation(claim, by_field, encoded.words))
        return out

    def _link(self, passage: Passage, *, every: bool) -> Iterator[tuple[Claim, list[Match], Encoded]]:
        told: dict[tuple, str] = {}  # what a number with its unit counted when it was told first
        last: Claim | None = None
        spans = _holding(sentences.split(passage.text, passage.quantities), passage.quantities)
        for encoded in self._encoder.encode(passage.text, spans, masks_of(passage), passage.year):
            for made, matches in self._link_sentence(encoded, passage.quantities, every):
                key = (made.quantity.value, made.quantity.unit)
                claim = made
                if claim.item is None:
                    # this 2亿元 was told before; a sentence without a noun goes on about what the last one counted
                    carried = told.get(key) or (last.item if last is not None and _alike(last, claim) else None)
                    if carried:
                        claim = self._with_item(claim, carried)._replace(rule_id=CARRIED)
                    elif scene := self._antecedents.scene(
                        encoded, encoded.token_at(claim.quantity.end) - 1, claim.measure
                    ):
                        claim = self._with_item(claim, scene)
                else:
                    told.setdefault(key, claim.item)
                last = claim
                yield claim, matches, encoded

    def _link_sentence(
        self, encoded: Encoded, quantities: Sequence[Quantity], every: bool
    ) -> Iterable[tuple[Claim, list[Match]]]:
        """The claims of a sentence, each with all its matches (`every`) or with those that were needed to make it."""
        before: list[Claim] = []
        weighed: list[list[Match]] = []
        since = -1
        distributes = self._distribution.distributes(encoded)
        for (index, token), candidates in zip(encoded.quantities, self._matcher.candidates(encoded), strict=True):
            quantity = quantities[index]
            told: dict[str, str] = {}
            matches = self._matcher.matches(encoded, token, quantity, candidates, () if every else told)
            weighed.append(list(matches) if every else [])
            previous = self._before(encoded, before, quantity) if before else None
            at = at_of((encoded, token, quantity, previous, since))
            since = token
            claim = self._claim(at, weighed[-1] if every else matches, told, before)
            if distributes and (item := self._distribution.item(encoded, token, before, claim.item)) is not None:
                claim = self._with_item(claim, item)
            if claim.measure == "households" and self._measures.are_firms(claim, before):
                claim = claim._replace(measure="count")
            before.append(claim)
        told_apart = self._amounts.added_up(before, partial(_listed, encoded))
        return zip((self._as_given(claim, encoded) for claim in told_apart), weighed, strict=True)

    def _as_given(self, claim: Claim, encoded: Encoded) -> Claim:
        """A change goes up or down; 两国, 五省市 are those of which something is told: they are not planned themselves,
        nor added up; a bound (产值亿元以上) is none of either.
        """
        if claim.quantity.unit in self._noun_units:
            return claim._replace(status=_ACTUAL, scope=None)
        if claim.status is _CHANGE:
            return claim._replace(direction=self._directions.of(encoded, claim.quantity))
        return claim._replace(scope=None) if claim.scope is not None and claim.status is _CRITERION else claim

    def _before(self, encoded: Encoded, claims: Sequence[Claim], quantity: Quantity) -> Claim | None:
        """The claim that a quantity goes on from: the last one but for those that only open its clause, as a length of
        time (投资2亿元，两年平均增长14%), or tell where it is measured (拨付8省2亿元).
        """
        for claim in reversed(claims):
            if claim.quantity.unit in self._noun_units and quantity.measure not in COUNTED:
                continue
            # 茶价走高，三年上涨6%: what takes three years leads to the next quantity
            if claim.measure == "duration" and quantity.measure not in COUNTED and _leads_on(claim, quantity):
                continue
            if claim.measure != "duration" or quantity.measure == "duration" or claim is claims[0]:
                return claim
            if encoded.words[encoded.token_at(claim.quantity.start) - 1] not in CLAUSE_MARKS:
                return claim
        return None

    def _claim(self, at: At, matches: Iterable[Match], told: dict[str, str], before: Sequence[Claim]) -> Claim:
        """The claim that matches, the best first, make of a quantity; what they tell is noted in `told`.

        `before` are the claims of the sentence so far. What is told to be nothing is told as "".
        """
        encoded, token, quantity, previous, _ = at
        named = self._naming.by_unit(at)
        for match in matches:
            named = named or self._naming.by_match(at, match)
            if named is not None:
                told["item"] = ""  # from now on no rule is tried that could tell only that
            constants = match.rule.constants
            for field, value in constants.items():
                # the unit of a measure that another rule has overruled is none
                if field != "item" and (field != "unit" or told.get("measure") == constants.get("measure")):
                    told.setdefault(field, value)
            for field, (start, end) in match.slots.items():
                if field in _TOLD_BY_SLOTS and field not in told:
                    words = "".join(encoded.words[start:end])
                    told[field] = words if field != "per" else self._items.denominator(at, end, words) or ""
        item, span, rule_id, bare = self._naming.completed(at, named or self._naming.by_sentence(at))
        measure = self._measures.of(at, told.get("measure") or quantity.measure, item)
        per = quantity.per or told.get("per") or None
        if per is None and previous is not None and told.get("scope") != _TOTAL:
            added_up = told.get("scope") == _CUMULATIVE
            per = self._carry.per(at, previous, measure, item, bare=bare, added_up=added_up)
        if "status" not in told:
            status = self._own_status(at, measure)
            if status is None and previous is not None:
                status = self._carry.status(at, previous, measure)
            told["status"] = status or _ACTUAL
        if quantity.per is not None:  # a price is no amount of anything
            told.pop("scope", None)
        elif "scope" not in told and previous is not None:
            change = told["status"] == _CHANGE
            told["scope"] = self._carry.scope(at, previous, measure, item, before, change=change) or ""
        actor, predicate = self._antecedents.frame(encoded, token, item)
        return _claim((
            quantity,
            measure,
            told.get("unit") or _unit(quantity.unit) or ("元" if measure == "money" else None),
            item,
            self._norms.normal(item),
            per,
            _STATUS[told.get("status", _ACTUAL)],
            _scope(told.get("scope"), per),
            told.get("actor", actor if actor != item else None),
            told.get("predicate", predicate),
            (encoded.start, encoded.end),
            rule_id,
            span,
            None,
        ))  # fmt: skip

    def _own_status(self, at: At, measure: str) -> Status | None:
        """The status that a quantity tells by itself: that of a bound (20户以上的村, 不得高于2万元), 利润翻番."""
        surface = at.encoded.words[at.token]
        if self._tells_kind(at, measure) or surface.startswith(self._forbidding):
            return _CRITERION
        return _CHANGE if measure == "ratio" and "翻" in surface else None

    def _tells_kind(self, at: At, measure: str) -> bool:
        """Whether a bound says which things are meant: 20户以上的村, but neither 30%以上的村民, 生产了9吨以上的茶 nor
        海拔4000米以上的高原.
        """
        encoded, token = at.encoded, at.token
        if measure in RATES or not encoded.words[token].endswith(self._thresholds):
            return False
        if self._of_kind.match(encoded.codes, token + 1) is None:
            return False
        return not token or self._takes.match(encoded.codes, token - 1) is None

    def _with_item(self, claim: Claim, item: str) -> Claim:
        return claim._replace(item=item, item_norm=self._norms.normal(item), item_span=None)


@lru_cache(maxsize=4096)
def _unit(told: str | None) -> str | None:
    """The unit alone, of what a quantity tells as its unit."""
    return (told and _BESIDE_UNIT.sub("", told)) or None


def _scope(told: str | None, per: str | None) -> Scope | None:
    """The scope that is told; what is so each year or for each person (年产值已达3亿元) has not added up."""
    return None if per is not None and told == _CUMULATIVE else _SCOPE.get(told or "")


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two claims count alike: by the same unit, or the second as a share of the first."""
    return one.quantity.unit == other.quantity.unit or other.quantity.measure in RELATIVE


def _leads_on(claim: Claim, quantity: Quantity) -> bool:
    """Whether what a claim is of stands between it and a quantity."""
    span = claim.item_span
    return span is not None and claim.quantity.end <= span[0] and span[1] <= quantity.start


def _listed(encoded: Encoded, one: Claim, other: Claim) -> bool:
    """Whether two claims of a sentence are members of one list: 11个镇、6个乡."""
    between = encoded.words[encoded.token_at(one.quantity.end) : encoded.token_at(other.quantity.start)]
    return "、" in between and not any(mark in CLAUSE_MARKS and mark != "、" for mark in between)


def _holding(spans: list[tuple[int, int]], quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """The sentences in which a quantity begins."""
    starts = [start for start, _ in spans]
    out = {}
    for quantity in quantities:
        n = bisect_right(starts, quantity.start) - 1
        if n >= 0 and quantity.start < spans[n][1]:
            out[n] = spans[n]
    return list(out.values())
