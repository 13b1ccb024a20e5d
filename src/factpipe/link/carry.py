"""What a quantity takes over from those before it in its sentence, where no rule tells it: status, scope, per."""

from collections.abc import Sequence

from factpipe.link import parts, ranges
from factpipe.link.alphabet import (
    ADVERB,
    BREAK,
    CLOSE,
    LISTED,
    NOUN,
    OPEN,
    PLACE,
    QUANTITY,
    TIME,
    VERB,
    VERBAL_NOUN,
    Alphabet,
)
from factpipe.link.parts import Amounts
from factpipe.link.phrase import PhraseGrammar
from factpipe.link.position import COUNTED, PERSONS, RATES, RELATIVE, At
from factpipe.model import Claim, Scope, Status
from factpipe.rules.entries.units import File

#: a sum that its noun names (总投资) is not the sum of what is done next
_SUM = "总"
#: ends of what is another place than the whole: 东部地区
_ELSEWHERE = ("地区", "部", "各地")
#: these go on over the deeds that follow
_SUMMING = (Scope.TOTAL, Scope.CUMULATIVE)

# a member costs a look-up each time its enumeration is asked for it
_ACTUAL, _TARGET = Status.ACTUAL, Status.TARGET
#: the measures of what is made or saved each year or day
_FLOWS = {"mass", "volume", "energy"}


class Carry:
    """Looks at what stands between a quantity and the one before it. Made once; has no state between texts."""

    def __init__(self, units: File, amounts: Amounts, alphabet: Alphabet, grammar: PhraseGrammar) -> None:
        self._amounts = amounts
        self._times = frozenset(name for name, unit in units.units.items() if unit.measure == "duration")
        self._coord = ranges.compiled(grammar.coord)
        self._semicolon = ranges.compiled(f"[{alphabet.members('semicolon')}]")
        self._plan_ends = ranges.compiled(grammar.plan_ends)
        self._clause_start = ranges.compiled(grammar.boundary)
        means = ("average", "mean", "every", "every-time", "per-mu", "share")
        told = (*means, "reach", "be", "t-any", "aim", "plan", "concern", "able")
        barred = "".join(map(alphabet.members, told))
        within = f"[^{alphabet.of_kinds(BREAK + QUANTITY)}{barred}]"
        comma = f"[{alphabet.members('comma')}]"
        self._comma = ranges.compiled(comma)
        self._of_whole = ranges.compiled(f"[{alphabet.members('whole')}][^{alphabet.of_kinds(BREAK + QUANTITY)}]*\\Z")
        self._mark = ranges.compiled(f"[{alphabet.of_kinds(BREAK + LISTED)}]")
        change = alphabet.members("change") + alphabet.members("fallen")
        done = f"(?:(?![{barred}])[{alphabet.of_kinds(ADVERB)}])?(?![{barred}{change}]){grammar.verb}"
        self._opens = ranges.compiled(f"[{alphabet.of_kinds(OPEN)}][^{alphabet.of_kinds(CLOSE)}]*\\Z")
        self._haves = frozenset(alphabet.members("have"))
        self._sums = frozenset(alphabet.members("total-noun"))
        self._no_share = frozenset(alphabet.members("extent") + alphabet.members("rate"))
        self._has = ranges.compiled(f"(?<![{alphabet.of_kinds(TIME)}])[{alphabet.members('of')}]")
        self._acts_or_has = ranges.compiled(f"[{alphabet.of_kinds(VERB)}{alphabet.members('of')}]")
        apart = alphabet.members("of") + alphabet.of_kinds(BREAK)
        verb = f"[{alphabet.of_kinds(VERB)}]"
        self._acts = ranges.compiled(f"[^{apart}{alphabet.of_kinds(LISTED)}]*{verb}[^{apart}]*")
        past = f"[{alphabet.members('past')}]"
        self._deed = ranges.compiled(f"{within}{{0,10}}{comma}{done}{past}?(?:(?![{change}]){within}){{0,8}}")
        self._yields = ranges.compiled(f"{within}{{0,10}}{comma}{grammar.verb}{past}?{within}{{0,6}}")
        running = f"[^{alphabet.of_kinds(BREAK + QUANTITY)}{''.join(map(alphabet.members, (*means, 't-any')))}]"
        earning = f"[{alphabet.members('earning')}]"
        self._earns = ranges.compiled(f"{running}{{0,10}}{comma}{running}{{0,6}}{earning}{running}{{0,2}}")
        verbs = alphabet.of_kinds(VERB + VERBAL_NOUN) + alphabet.members("attribute", NOUN)
        self._worth = ranges.compiled(f"{within}{{0,5}}{comma}{within}{{0,4}}")
        self._another = ranges.compiled(f"{comma}{within}{{1,8}}")
        self._place = ranges.compiled(f"[{alphabet.of_kinds(PLACE)}]")
        self._thing = ranges.compiled(f"{within}{{0,5}}{comma}(?:(?![{verbs}]){within}){{0,3}}")

    def status(self, at: At, previous: Claim, measure: str) -> Status:
        """That of the claim before: what was planned goes on, and so does a list (分别上涨15%、14%和5%)."""
        codes, before = at.encoded.codes, at.since
        if previous.status is _TARGET:
            goes_on = self._plan_ends.search(codes, before, at.token) is None
        else:
            goes_on = measure == previous.measure and self._coord.fullmatch(codes, before + 1, at.token) is not None
        return previous.status if goes_on else _ACTUAL

    def per(
        self, at: At, previous: Claim, measure: str, item: str | None, *, bare: bool, added_up: bool = False
    ) -> str | None:
        """That of the claim before, of a quantity that is `bare` or measures the same of the same item, and in a list
        (每户发放2只母羊、3袋化肥, 每亩由400斤增产到500斤). A rate takes over none from an amount (每桶涨2元，涨幅1%),
        nor does what has `added_up` (每天产茶9吨，累计卖出90吨).
        """
        alike = (item, measure) == (previous.item, previous.measure)
        if previous.quantity.per is not None and item != previous.item:
            return None  # 均价16元/公斤，产值50万元
        if measure in RELATIVE and previous.measure not in RELATIVE:
            return None
        if measure == "speed" and "/" in at.quantity.unit:
            return None  # 每秒25米，30米/秒
        codes, before = at.encoded.codes, at.since
        if added_up and not (bare or alike) and not self._coord.fullmatch(codes, before + 1, at.token):
            return None
        if bare or (alike and (item is not None or measure != "count")):
            return previous.per
        if previous.per in self._times and previous.measure not in RATES:
            # 每年发电3亿度，节约煤炭9万吨; 每年接待游客9万人次，旅游收入3亿元
            earns = self._earns if measure == "money" != previous.measure else None
            flows = self._yields if measure in _FLOWS else earns
            if flows is not None and flows.fullmatch(codes, before + 1, at.token):
                return previous.per
        if previous.per is None or previous.quantity.per is not None or measure != previous.measure:
            return None
        listed = at.quantity.unit == previous.quantity.unit or self._coord.search(codes, before + 1, at.token)
        return previous.per if listed and not self._clause_start.search(codes, before, at.token) else None

    def scope(
        self, at: At, previous: Claim, measure: str, item: str | None, claims: Sequence[Claim], *, change: bool
    ) -> Scope | None:
        """That of the claim before in a list (全村265户1234人), or of its other part (其中男12名，女8名).

        `claims` are all before it in the sentence. A `change` goes on with a list, but is no part.
        """
        if previous.scope and (
            self._goes_on(at, previous, measure) or self._tells_more(at, previous, measure, item, change=change)
        ):
            found = previous.scope
        elif change:
            return Scope.WHOLE if measure in RELATIVE and self._changes_sum_of_whole(at, previous, item) else None
        elif self._is_of_those(at, previous, measure, item):
            return Scope.PART
        elif not self._is_another_part(at, previous, measure, claims) or parts.opens(item, measure, claims):
            return None
        else:
            found = Scope.PART
        fits = found is not Scope.PART or measure in RATES or self._amounts.fits(claims, at.quantity, measure)
        return found if fits else None

    def _tells_more(self, at: At, previous: Claim, measure: str, item: str | None, *, change: bool) -> bool:
        """Whether the scope of the claim before is a whole that a later clause tells more of: how much that has changed
        (全国产茶9万吨，同比增长6%), how much another thing (产粮增长6%，产茶增长9%), who lives in the households
        (全村265户，1234人).
        """
        if previous.scope is not Scope.WHOLE:
            return False
        if change:
            again = item is not None and previous.item is not None and item.startswith(previous.item)
            return (again or self._changes_as_well(at, previous, measure)) and not self._is_elsewhere(at)
        if not {measure, previous.measure} <= PERSONS:
            return False
        return self._comma.fullmatch(at.encoded.codes, at.since + 1, at.token) is not None

    def _changes_as_well(self, at: At, previous: Claim, measure: str) -> bool:
        """Whether the claim before tells a change, and the next clause that of another thing."""
        if previous.status is not Status.CHANGE or measure != previous.measure:
            return False
        return self._another.fullmatch(at.encoded.codes, at.since + 1, at.token) is not None

    def _is_elsewhere(self, at: At) -> bool:
        """Whether another place is told since the claim before: 全国增长6%，东部地区增长9%."""
        if self._place.search(at.encoded.codes, at.since + 1, at.token):
            return True
        return any(word.endswith(_ELSEWHERE) for word in at.encoded.words[at.since + 1 : at.token])

    def _changes_sum_of_whole(self, at: At, previous: Claim, item: str | None) -> bool:
        """Whether it is by how much the sum told before has changed, that of a whole: 全县总产值9亿元，同比增长6%."""
        if previous.scope is not Scope.TOTAL or not previous.item or not (item or "").startswith(previous.item):
            return False
        return self._is_sum(at, previous) and self._of_whole.search(at.encoded.codes, 0, at.since) is not None

    def _is_of_those(self, at: At, previous: Claim, measure: str, item: str | None) -> bool:
        """Whether it is how many of the things counted right before it: 8条山路有7条通了车, 90户茶农只有一成受灾."""
        codes, before = at.encoded.codes, at.since
        if item is None or item != previous.item or codes[at.token - 1] not in self._haves:
            return False
        if measure == "percent":
            some = previous.measure in COUNTED
        else:
            alike = measure in COUNTED and parts.alike(at.quantity, measure, previous)
            some = alike and at.quantity.value < previous.quantity.value
        return some and self._mark.search(codes, before, at.token) is None

    def _is_another_part(self, at: At, previous: Claim, measure: str, claims: Sequence[Claim]) -> bool:
        """Whether the quantity is another part beside the claim before, or beside the part of which that tells a rate
        (其中夏粮20吨，增长6%；秋粮68吨).
        """
        codes, before = at.encoded.codes, at.since
        if measure in RATES and not self._no_share.isdisjoint(codes[before + 1 : at.token + 4]):
            return False
        if previous.scope is Scope.PART and parts.alike(at.quantity, measure, previous):
            return not self._semicolon.search(codes, before, at.token)
        part = parts.open_part(claims)
        return part is not None and part is not previous and parts.alike(at.quantity, measure, part)

    def _goes_on(self, at: At, previous: Claim, measure: str) -> bool:
        """Whether the scope of the claim before is that of a list, which goes on.

        Rates are a list where they are of one thing (全村贫困发生率从22%降到2%).
        """
        codes, before = at.encoded.codes, at.since
        rates = {measure, previous.measure} & RATES
        if rates and not measure == previous.measure in RELATIVE:
            return False
        same_unit = at.quantity.unit == previous.quantity.unit
        if same_unit and self._opens.search(codes, before, at.token):
            return False  # 全县有茶园9个（江口镇4个）
        if self._clause_start.search(codes, before, at.token):
            return not rates and previous.scope in _SUMMING and self._sums_on(at, previous, measure)
        if self._coord.match(codes, at.token - 1):
            return True
        if previous.scope is not Scope.WHOLE and (measure == previous.measure or not self._is_sum(at, previous)):
            # 共派出60名医生支援8所医院: what is done by those that were summed up
            return (
                same_unit or previous.scope is not Scope.TOTAL or not self._acts.fullmatch(codes, before + 1, at.token)
            )
        # 总长960公里的路穿过6个县: a sum is not that of what it does
        # 全县三十个工班组成五个组, 全国40个县的1万名学生: the whole is what acts, or of which these are some
        apart = self._has if same_unit else self._acts_or_has
        return not apart.search(codes, before, at.token)

    def _sums_on(self, at: At, previous: Claim, measure: str) -> bool:
        """Whether what was done in all goes on: with a deed, a thing of the same measure, or the money that the things
        are worth.

        共植树30亩，修路2公里; 共有6个乡，79个村; 共签约36个项目，签约资金3亿元.
        """
        if self._is_sum(at, previous):
            return False
        codes, start = at.encoded.codes, at.since + 1
        if self._deed.fullmatch(codes, start, at.token):
            return True
        if measure == "money" and previous.measure == "count" and self._worth.fullmatch(codes, start, at.token):
            return True
        alike = measure == previous.measure or {measure, previous.measure} <= PERSONS
        return alike and self._thing.fullmatch(codes, start, at.token) is not None

    def _is_sum(self, at: At, previous: Claim) -> bool:
        """Whether the noun of the claim before names a sum (总投资, 全长)."""
        if _SUM in (previous.item or ""):
            return True
        return not self._sums.isdisjoint(at.encoded.codes[max(0, at.since - 5) : at.since])
