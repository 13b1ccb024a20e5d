"""Where the object begins in a phrase that was read over its verb, and where a phrase ends before a verb or a name.

The phrase grammar lets verbs be attributes (种植 in 燕麦种植项目). What stands around one tells that it governs
instead: an adverb before it (已|投放|扶贫贷款), a determiner after it (投入|各类农机), the preposition whose noun it
follows (向农村|输送|毕业生).
"""

from factpipe.link import ranges
from factpipe.link.alphabet import (
    ADJECTIVE,
    ADVERB,
    BREAK,
    NOUN,
    PLACE,
    PREPOSITION,
    QUANTITY,
    QUOTED,
    VERB,
    VERBAL_NOUN,
    Alphabet,
)
from factpipe.link.encode import Encoded

#: how many words the name of an office has at most: 县|农业|农村|局
_OFFICE = 4


class Governed:
    """The verbs of phrases and what they govern, by token codes."""

    def __init__(self, alphabet: Alphabet) -> None:
        nominal = alphabet.members("nominal")
        never_nouns = alphabet.members("governing-always")
        self._verbs = frozenset(alphabet.of_kinds(VERB + VERBAL_NOUN) + nominal + never_nouns)
        self._uses = frozenset(alphabet.of_kinds(VERBAL_NOUN) + nominal)
        self._predicates = frozenset(alphabet.members("predicate", VERB)).difference(nominal)
        self._governing = frozenset(alphabet.members("governing"))
        self._before_verb = frozenset(alphabet.members("before-verb"))
        self._every = frozenset(alphabet.members("every"))
        self._gives = frozenset(alphabet.members("give"))
        self._kept = frozenset(alphabet.members("fate") + alphabet.members("livelihood"))
        self._openers = frozenset(alphabet.members("opener"))
        self._begins_noun = self._openers.union(alphabet.of_kinds(PLACE), alphabet.members("place-noun"))
        self._measured = frozenset(alphabet.members("attribute", NOUN + VERBAL_NOUN))
        self._nouns = frozenset(alphabet.of_kinds(NOUN, without=("nominal",)))
        self._adverbs = frozenset(alphabet.of_kinds(ADVERB))
        self._quoted = frozenset(alphabet.of_kinds(QUOTED))
        self._objects = frozenset(alphabet.of_kinds(NOUN, without=("agent", "body", "person", "nominal")))
        self._undertakings = frozenset(alphabet.members("undertaking"))
        self._places = frozenset(alphabet.of_kinds(PLACE))
        self._actors = self._places.union(alphabet.members("agent"), alphabet.members("person"))
        prepositions = alphabet.of_kinds(PREPOSITION)
        self._adjoining = frozenset(alphabet.members("beneficiary"))
        self._settings = frozenset(alphabet.members("where") + alphabet.members("by"))
        self._prepositions = self._adjoining.union(prepositions, self._settings)
        self._recipients = frozenset(alphabet.members("recipient"))
        self._given = frozenset(alphabet.members("given"))
        self._of = frozenset(alphabet.members("of"))
        self._no_recipient = self._verbs.union(alphabet.members("coord"))
        self._funds, self._invests = (frozenset(alphabet.members(name)) for name in ("fund", "invest"))
        self._outlays, self._own_deeds = (frozenset(alphabet.members(name)) for name in ("outlay", "own-deed"))
        before_deed = "".join(map(alphabet.members, ("before-verb", "widely", "separately")))
        others = (alphabet.members(name) for name in ("plan", "average", "cumulative"))  # 核电累计投资
        self._before_deed = frozenset(before_deed).difference(*others)
        how = alphabet.of_kinds(ADJECTIVE + ADVERB, without=("nominal",)) + alphabet.members("det")
        becomes, uses = alphabet.members("becomes"), "".join(self._uses)
        things = "".join(sorted(self._nouns | self._quoted))
        self._becomes = ranges.compiled(f"(?<=[{things}])[{how}]{{0,2}}[{becomes}][{uses}{becomes}]*\\Z")
        self._widely = frozenset(alphabet.members("widely"))
        self._leads_into, self._aspects = (frozenset(alphabet.members(name)) for name in ("leads-into", "aspect"))
        self._told_next = self._uses.union(self._measured, alphabet.members("size"))
        self._sizes = self._measured.union(alphabet.members("size"), alphabet.members("dimension"))
        self._money, self._quantities = frozenset(alphabet.members("q-money")), frozenset(alphabet.of_kinds(QUANTITY))
        self._breaks = frozenset(alphabet.of_kinds(BREAK) + "\n")
        self._past, self._where, self._toward = (frozenset(alphabet.members(n)) for n in ("past", "where", "toward"))
        self._amounts = frozenset(alphabet.members("q-measure") + alphabet.members("q-money"))
        leading = "".join(alphabet.members(name) for name in ("adverb", "reach", "be")) + alphabet.of_kinds(ADVERB)
        self._leads_on = ranges.compiled(f"[{leading}{''.join(self._told_next)}]{{0,4}}[{alphabet.of_kinds(QUANTITY)}]")
        self._bureaus = frozenset(alphabet.members("bureau"))
        self._nominal_stops = frozenset(alphabet.members("nominal-verb-stop"))
        self._light = frozenset(
            alphabet.of_kinds(PLACE)
            + "".join(map(alphabet.members, ("entire", "place-noun", "nominal-verb-stop", "reach", "coord")))
        ).difference(alphabet.members("trade"))  # 进口|木材

    def is_light(self, codes: str, token: int) -> bool:
        """Whether a token at the beginning of a phrase is no part of it: a place, a verb that governs what follows."""
        code = codes[token]
        if code in self._light and not self.is_use(codes, token):
            return True
        if not token or codes[token + 1] in self._measured:
            return False
        before = codes[token - 1]
        # 每亩|补助|茶苗
        given = before in self._every and code in self._gives and codes[token + 1] in self._objects
        return given or (before in self._before_verb and code in self._verbs and code not in self._kept)

    def is_use(self, codes: str, token: int) -> bool:
        """Whether a verb says what the thing that is measured after it is for: 生产成本, 采购价格, 扶持资金."""
        following = codes[token + 1]
        if codes[token] not in self._uses:
            return False
        return following in self._measured or (following in self._funds and codes[token] not in self._invests)

    def begins(self, codes: str, first: int, end: int) -> int:
        """Where what is counted begins in a phrase before a quantity, once who did it, and for whom, is left out.

        At its end where it only says for whom (卖给茶厂|20吨).
        """
        if first and codes[first - 1] in self._given and self._verbs.isdisjoint(codes[first:end]):
            return end
        start = self._after_bureau(codes, first, end)
        while start < end - 1 and self.is_light(codes, start):
            start += 1
        for i in range(end - 2, start - 1, -1):
            if codes[i] in self._verbs and self._governs(codes, i, start, end):
                start = i + 1
                break
        if first and codes[first - 1] in self._prepositions:
            start = max(start, self._after_preposition(codes, first, end))
        elif self._before_counted(codes, first):
            start = max(start, self._after_counted(codes, first, end))
        # 茶厂与商会出资, 国家还将投资: whose money it is is another matter
        return end - 1 if codes[end - 1] in self._outlays or self._is_own_deed(codes, start, end) else start

    def _is_own_deed(self, codes: str, start: int, end: int) -> bool:
        """Whether a phrase ends in what someone does with money of his own, after an adverb: 国家还将|投资, but
        工程计划|投资.
        """
        if codes[end - 1] not in self._own_deeds:
            return False
        last = end - 2
        while last > start and codes[last] in self._before_deed:
            last -= 1
        return start <= last < end - 2 and codes[last] not in self._undertakings

    def _after_bureau(self, codes: str, first: int, end: int) -> int:
        """Where the phrase begins after an office that does something: 县|残联|救助残疾人, but not 税务局采购价格."""
        for i in range(first, min(first + _OFFICE, end - 2)):
            if codes[i] in self._bureaus and codes[i + 1] in self._nominal_stops and not self.is_use(codes, i + 1):
                return i + 1
        return first

    def ends(self, encoded: Encoded, start: int, end: int) -> int:
        """Where a phrase after a quantity ends: before a verb that has an object of its own (项目|支持各地发展), before
        the title that one thing has (纪录片|《茶乡》) or its name if more is told of it (油轮|“云岭”|驶出).
        """
        codes = encoded.codes
        end = self._counted_until(codes, start, end)
        end = self.until_done(codes, start, end)
        if end - 1 > start and codes[end - 1] in self._quoted and codes[end - 2] in self._nouns:
            title = encoded.words[end - 1][0] == "《"
            end -= title or codes[end : end + 1] in self._verbs or codes[end : end + 1] in self._adverbs
        amount = start - 2 if codes[max(start - 1, 0)] in self._of else start - 1  # 30万元的资金|支持水库除险
        of_money = codes[max(amount, 0)] in self._money
        before_deed = self._is_before_deed(codes, start, end)
        for i in range(start + 1, end):
            if codes[i - 1] not in self._nouns:
                continue
            if before_deed and codes[i] in self._verbs:
                return i  # 为三家|民宿|供应早餐
            if of_money and codes[i] in self._verbs and codes[i - 1] in self._funds:
                return i  # 30万元防汛资金|支持水库除险
            if codes[i] in self._leads_into or (codes[i] in self._verbs and codes[i - 1] in self._aspects):
                return i  # 收割机|投入春耕, 三个方面|分析
            if codes[i] in self._places or (codes[i] in self._widely and self._tells_how(codes, i, end)):
                return i  # 运营商|中国电信, 小麦|大面积机收, 村民|一起|下地
            if codes[i] in self._verbs and i < end - 1 and codes[i + 1] in self._begins_noun:
                return i
        return end

    def _is_before_deed(self, codes: str, start: int, end: int) -> bool:
        """Whether a phrase that begins there after its number says for whom, to whom or where, and the clause ends with
        it: then what is done is told within it, as nothing else does.
        """
        leading = self._before_counted(codes, start)
        following = codes[end : end + 1] or "\n"
        if following in self._breaks:
            return leading != "" and leading not in self._where  # 在百亩小麦种植基地，农机忙
        if following in self._quantities:
            return leading != "" and leading not in self._toward  # 对十家研究机构|三十名分析师
        return following in self._past and leading != ""

    def until_done(self, codes: str, start: int, end: int) -> int:
        """Where a phrase ends before what becomes of its thing: 企业|落户, 装置|开工建设."""
        done = self._becomes.search(codes, start + 1, end)
        return done.start() if done else end

    def _counted_until(self, codes: str, start: int, end: int) -> int:
        """Where a phrase ends before what the next number tells of it: 四大代理商|采购90万部, 两条高铁|时速350公里."""
        last = end
        while last - 1 > start and codes[last - 1] in self._told_next:
            last -= 1
        if last == end or not self._leads_on.match(codes, end):
            return end
        if codes[last - 1] in self._nouns and codes[last - 1] not in self._told_next:
            return last
        return end - 1 if codes[end - 1] in self._measured else end

    def _tells_how(self, codes: str, token: int, end: int) -> bool:
        """Whether a word of a phrase says how what is done is done, within the phrase or right after it."""
        return codes[end - 1] not in self._nouns or (token == end - 1 and codes[end : end + 1] in self._verbs)

    def tells_next(self, codes: str, start: int, end: int) -> bool:
        """Whether all of a phrase after an amount says what the next number tells of the thing before."""
        amount = codes[max(start - 1, 0)] in self._amounts
        return amount and self._sizes.issuperset(codes[start:end]) and codes[end : end + 1] in self._quantities

    def _governs(self, codes: str, verb: int, start: int, end: int) -> bool:
        code, following = codes[verb], codes[verb + 1]
        if following in self._openers:
            return True
        if code in self._governing and self._leads(codes, verb):
            # 施工方新增挖掘机: the machines alone, and so 工程新建泵站; but 药品生产企业, 项目采购资金
            doer = codes[verb - 1]
            does = doer in self._undertakings and following not in self._measured
            return verb == start or code not in self._uses or does or doer not in self._objects
        # 合作社提供贷款; but 茶树发生虫害面积, 来自山区的学生比例
        return (
            code in self._predicates
            and following not in self._measured
            and (verb == start or not self._actors.isdisjoint(codes[start:verb]))
            and self._of.isdisjoint(codes[verb + 1 : end])
        )

    def _leads(self, codes: str, verb: int) -> bool:
        """Whether a verb may have the noun after it for its object."""
        following = codes[verb + 1]
        leads = following in self._nouns or following in self._places
        leads = leads or (verb + 2 < len(codes) and self.is_use(codes, verb + 1))  # 节约|采购资金
        return leads and codes[verb] in self._verbs and not self.is_use(codes, verb)

    def _after_counted(self, codes: str, first: int, end: int) -> int:
        """Where a phrase begins after the noun with which it begins and the verb after that: 两个县|建设|基本农田."""
        for i in range(end - 2, first, -1):
            noun_before = codes[i - 1] in self._nouns or codes[i - 1] in self._places
            last = i == end - 2 and codes[i] in self._predicates  # 向9家企业|提供|贷款
            if noun_before and (last or self._leads(codes, i)):
                return i + 1
        return first

    def _before_counted(self, codes: str, first: int) -> str:
        """What leads to the number of the noun that begins there and says for whom, to whom or where: 为|两个|县."""
        if first < 2 or codes[first - 1] not in self._quantities:
            return ""
        before = first - 2
        if before > 0 and codes[before] in self._places:  # 为|村里|三家民宿
            before -= 1
        return codes[before] if codes[before] in self._adjoining else ""

    def _after_preposition(self, codes: str, first: int, end: int) -> int:
        """Where a phrase after a preposition begins once its noun and the verb after that are left out."""
        if codes[first - 1] in self._adjoining:  # 向农村输送|毕业生
            start = self._after_counted(codes, first, end)
            if start > first:
                return start
        if codes[first - 1] in self._settings and self._of.isdisjoint(codes[first:end]):
            own = codes[end - 1] in self._own_deeds and codes[end - 2] in self._nouns
            return end - 1 if own else first  # 在边疆地区|投资, 由云岭公司|投资
        if codes[first - 1] in self._recipients and self._of.isdisjoint(codes[first:end]):
            # 向某集团投资, 为旅客做|好事: the last verb, once it follows the noun
            last = next((i for i in range(end - 1, first, -1) if codes[i] in self._verbs), first)
            if last > first and self._no_recipient.isdisjoint(codes[last - 1]):
                return last if last == end - 1 or self.is_use(codes, last) else last + 1
        # 为国家节约|资金, 给村民|增收; but 对朵曲州|进口总额
        for i in range(first + 1, end):
            if codes[i] in self._uses and codes[i - 1] in self._actors:
                return i if i == end - 1 or self.is_use(codes, i) else i + 1
        return first
