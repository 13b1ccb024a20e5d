"""What a quantity counts: as the rule that fits says, or what the sentence speaks of before."""

from typing import NamedTuple

from factpipe.link.antecedent import Antecedents
from factpipe.link.bearers import Bearers
from factpipe.link.items import PEOPLE, ItemLexicon
from factpipe.link.matcher import Match
from factpipe.link.position import COUNTED, RELATIVE, At
from factpipe.model import Claim, maker
from factpipe.rules.template import ITEM_SLOTS

#: the rule of a claim whose item no rule found
BARE = "core.bare"
CARRIED = "core.carried"
#: what these are: they stand in `rule_id` like rules and are none, they have no pattern
UNRULED = {
    BARE: "No rule found what is counted: the item is empty, or what the unit alone says (people, a noun as unit).",
    CARRIED: "No rule found what is counted beside the number: the item is what the sentence spoke of before.",
}
#: as the `item` that a rule sets: what the sentence counted or spoke of before
PREVIOUS = "^"
#: as the `item` that a rule sets: what the quantity before it counted, whatever the clause speaks of
SAME = "="
#: as the `item` that a rule sets: what its unit says
UNIT = "~"
#: what tells of a thing that it is there, how many there are or how large it is
_OF_THINGS = frozenset({"count", "households", "area", "length", "mass"})
#: what is counted by it is an event
_ANNIVERSARY = "周年"


class Named(NamedTuple):
    """An item, where it stands, the rule that found it; `bare` if it only says what is measured (面积)."""

    text: str | None
    span: tuple[int, int] | None
    rule_id: str
    bare: bool = False


_named = maker(Named)


class Naming:
    """Names items. Made once; has no state between texts."""

    def __init__(
        self, items: ItemLexicon, bearers: Bearers, antecedents: Antecedents, noun_units: frozenset[str]
    ) -> None:
        """`noun_units` are the units that are what is counted: 两市, 五省市."""
        self._items = items
        self._bearers = bearers
        self._antecedents = antecedents
        self._noun_units = noun_units

    def by_unit(self, at: At) -> Named | None:
        """The unit where that is what is counted."""
        unit = at.quantity.unit
        return Named(unit, None, BARE) if unit in self._noun_units else None

    def by_match(self, at: At, match: Match) -> Named | None:
        """What is counted by a match that tells it."""
        if "item" not in match.rule.fills:
            return None
        rule_id = match.rule.rule.id
        owner = self._owner(at, match.slots["owner"]) if "owner" in match.slots else None
        constant = match.rule.constants.get("item")
        if constant is not None:
            text = self._set(at, constant)
            if text:
                return Named(owner[0] + text if owner else text, None, rule_id)
        for field, slot in match.slots.items():
            if field not in ITEM_SLOTS:
                continue
            found = self._told(at, field, slot)
            if found is None:
                continue
            if owner is not None:
                return Named(owner[0] + found[0], None, rule_id)
            if slot[0] < at.token and (field == "verb" or self._items.is_deed(at.encoded, slot)):
                thing = self._done_to(at, slot if field != "verb" else None)
                if thing is not None:
                    return Named(thing, None, rule_id)
            # 两年共出栏1万多头: what follows stands for itself; what has an owner before 的 is not alone
            begins = at.encoded.starts[self._items.sorted_from(at.encoded.codes, slot[0])]
            alone = slot[0] < at.token and found[1] is not None and found[1][0] >= begins
            bare = alone and self._items.is_bare(at.encoded, slot)
            if alone and self._items.is_of_thing(at.encoded, slot) and (thing := self._thing(at, slot[0])):
                return Named(thing + found[0], None, rule_id, bare)
            return _named((*found, rule_id, bare))
        return None

    def _set(self, at: At, constant: str) -> str | None:
        """The item that a rule sets, or that one of the signs for it stands for."""
        if constant == PREVIOUS:
            return self._antecedents.carried(at)
        if constant == SAME:
            return at.previous and at.previous.item
        return at.quantity.unit if constant == UNIT else constant

    def _owner(self, at: At, slot: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
        """What an item belongs to; nothing where only a verb leads to the quantity (网络覆盖|九成的村)."""
        if slot[1] == at.token and self._items.ends_in_deed(at.encoded, slot):
            return None
        if slot[0] > at.token:  # 总投资3亿元的茶园项目|开工
            slot = self._items.before_deed(at.encoded, slot)
        return self._items.phrase(at.encoded, slot)

    def _told(self, at: At, field: str, slot: tuple[int, int]) -> tuple[str, tuple[int, int] | None] | None:
        """The item that a slot holds, by the make of the slot, and where it stands."""
        if field in ("doing", "course"):
            return self._items.doing(at.encoded, slot), None
        if at.quantity.unit == _ANNIVERSARY and slot[0] < at.token:
            return self._items.celebrated(at.encoded, slot)
        if field in ("event", "state"):
            return self._items.event(at.encoded, slot)
        found = self._items.phrase(at.encoded, slot, trim=slot[0] < at.token)
        if found is not None and at.quantity.measure == "age" and slot[0] > at.token:
            return self._bearers.named(at.encoded, found[1]) or found[0], found[1]
        return found

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

    def by_sentence(self, at: At) -> Named:
        """The item of a quantity that no rule found one for."""
        quantity, previous = at.quantity, at.previous
        if quantity.unit in self._items.own_nouns:
            if previous is not None and previous.item and self._counts_on(at, previous):
                kind = self._antecedents.kind(at.encoded, at.token)
                # 吃早饭的有200人 after 住校的学生: the students
                item = previous.item if kind is None else kind + previous.item.rpartition("的")[2]
                return Named(item, None, CARRIED)
            kind = self._antecedents.kind(at.encoded, at.token, led=True) or ""
            return Named(kind + quantity.unit, None, BARE)
        if quantity.measure == "count" and (told := self._items.counted(at.encoded, at.token)):
            return Named(told, None, BARE)
        inside = self._items.with_unit.get(quantity.measure)
        if inside is not None and at.encoded.words[at.token].endswith(inside):
            return Named(inside, None, BARE)
        carried = self._antecedents.carried(at)
        if carried:
            return Named(carried, None, CARRIED)
        return Named(PEOPLE if quantity.measure == "people" else None, None, BARE)

    def _counts_on(self, at: At, previous: Claim) -> bool:
        """Whether 人 or 户 counts what was counted before: by the same unit, or the people of those households, or what
        has been so for so long.

        What befell those people befell no others: 6人遇难，30人紧急转移.
        """
        told = previous.item_span
        after = told is not None and told[0] >= previous.quantity.end
        if told and after and self._items.befalls(at.encoded, at.encoded.token_at(told[0])):
            return False
        if previous.quantity.unit in (at.quantity.unit, ""):  # 从700多万减少到近50万人
            return True
        if previous.quantity.measure == "duration":  # 新增就业连续五年保持在3000人以上
            return self._antecedents.goes_on(at)
        gap = at.encoded.starts[at.token] - previous.quantity.end
        return previous.quantity.unit == "户" and gap <= 1 and previous.item not in self._items.own_nouns

    def _thing(self, at: At, token: int) -> str | None:
        """The thing whose 总投资 or 年产量 begins at a token and opens its clause: what was counted before, or what the
        clause before is about.
        """
        previous, encoded = at.previous, at.encoded
        if not self._antecedents.opens_clause(encoded, token):
            return None
        if previous is None:
            found = self._antecedents.told_before(encoded, token)
        elif previous.item_span is None:  # 项目总投资3亿元，年产值4亿元
            return self._items.owner_of(previous.item) if previous.item else None
        else:
            found = previous.item_span if previous.measure in _OF_THINGS else None
        return found and self._items.thing(encoded, (encoded.token_at(found[0]), encoded.token_at(found[1])))

    def completed(self, at: At, named: Named) -> Named:
        """A bare 面积 or 均价 with that of what it is."""
        if not (named.bare and named.text and named.span):
            return named
        token = at.encoded.token_at(named.span[0])
        return named._replace(text=self._completed(at, named.text, token), span=None)

    def _completed(self, at: At, item: str, token: int) -> str:
        """A bare 面积 or 均价, which begins at a token, with that of what it is: what its own clause or, for a 降幅,
        one since the claim before speaks of; the item of that claim; what a clause before speaks of.
        """
        previous = at.previous
        named = self._antecedents.named_since(at.encoded, token, previous, rate=self._items.is_extent(item))
        if named is not None:
            whole = self._items.completed(item, named, counted=True)
            return named + item if whole == item and not item.startswith(named) else whole  # 轿车4月销量
        if previous is not None and previous.item and previous.item not in self._items.own_nouns:
            return self._items.completed(item, previous.item, previous.quantity.measure in COUNTED)
        found = self._antecedents.spoken_of(at.encoded, 0, at.token)
        return self._items.completed(item, found[0], counted=True) if found else item
