"""The item as tokens spell it: where the counted noun begins and ends, and of what kind it is."""

import re
from collections.abc import Sequence

from factpipe import trie
from factpipe.link import ranges
from factpipe.link.alphabet import (
    ASIDE,
    NOUN,
    PLACE,
    PREPOSITION,
    QUANTITY,
    QUOTED,
    TIME,
    VERB,
    VERBAL_NOUN,
    Alphabet,
)
from factpipe.link.encode import Encoded
from factpipe.link.governed import Governed
from factpipe.link.phrase import PhraseGrammar
from factpipe.link.position import COUNTED, RELATIVE, At
from factpipe.model import Quantity
from factpipe.rules.entries.items import File
from factpipe.tokens import segmenter

#: before a quantity it says no more than that people are counted: who they are is told elsewhere
PEOPLE = "人"
#: an aside that belongs to what it follows: 县（市、区）
_SO_TOO = re.compile("[（(][省市县区州旗盟乡镇村街道团场、]+[）)]\\Z")
#: nouns that are no things which cost, produce or measure anything
_NO_THING = ("nominal", "person", "attribute", "stop-noun", "place-noun", "manner")
#: loose words and punctuation that no item begins or ends with
_JOINING = "和及与"
_LOOSE = frozenset((*_JOINING, "的"))
_BEFORE = " \t\n\r\u3000\xa0、，,·）)”’」』》"
_AFTER = " \t\n\r\u3000\xa0、，,（(“‘「『《"
#: what begins and ends with none of these is whole
_EDGES = _LOOSE.union(_BEFORE, _AFTER)
#: what tells of a deed that it is done
_ASPECTS = frozenset("了着过")
#: how long a word of two characters is, and two words
_TWO, _TWO_WORDS = 2, 4
#: after a quantity it makes an attribute of it: 亿吨|级|油田; so do those above one: 市级|以上|企业
_GRADE = "级"

#: of whatever sort they are, each is one of these: 贫困村, 脱贫户
_DIVISIONS = ("村", "户", "县", "乡", "镇")
#: a mean over one of these is a rate: 年均, 日均
_PERIODS = frozenset("年季月旬周日天时")


class ItemLexicon:
    """The items lexicon over the codes of an alphabet."""

    def __init__(self, entries: File, alphabet: Alphabet, grammar: PhraseGrammar) -> None:
        self._read_actors(alphabet)
        self._governed = Governed(alphabet)
        self._owner = ranges.compiled(grammar.owner())
        self._toward, self._route = ranges.compiled(grammar.toward()), ranges.compiled(grammar.route())
        self._engaged, self._told_of = ranges.compiled(grammar.engaged()), ranges.compiled(grammar.told_of())
        self._superlatives = frozenset(alphabet.members("superlative"))
        self._measured = frozenset(alphabet.members("attribute", NOUN + VERBAL_NOUN))
        self._firms = frozenset(alphabet.members("firm"))
        self._prepositions = frozenset(alphabet.of_kinds(PREPOSITION))
        self._celebrates = frozenset(alphabet.members("celebrate"))
        self._attribute, self._physical, self._extent, self._gathering = (
            trie.endings(alphabet.words_of(name)) for name in ("attribute", "physical", "extent", "gathering")
        )
        self._total = trie.endings(alphabet.words_of("of-thing") + alphabet.words_of("total-noun"))
        self._superlative = trie.endings((*alphabet.words_of("superlative"), "平均", "的"))
        self._above = frozenset(alphabet.members("above"))
        self._dated = ranges.compiled(f"[{alphabet.of_kinds(TIME)}][{alphabet.members('dated')}]")
        left_out = ("every", "cumulative", "aim")
        self._left_out = frozenset("".join(map(alphabet.members, left_out)))
        self._plans = frozenset(alphabet.members("plan"))
        self._spent = frozenset(alphabet.members("invest"))
        self._adverbs = frozenset(alphabet.members("adverb"))
        self._trailing = self._adverbs.difference(alphabet.members("noun"))  # 生产计划
        self._counted = frozenset(alphabet.members("counted-noun"))
        self._sorts = frozenset(alphabet.members("sort-adverb"))
        self._quantities = frozenset(alphabet.of_kinds(QUANTITY))
        self._of = frozenset(alphabet.members("of"))
        self._every = frozenset(alphabet.members("every"))
        self._have = frozenset(alphabet.members("have", VERB))
        self._may_leave_out = self._left_out | self._plans | self._of
        self._plain_nouns = frozenset(alphabet.of_kinds(NOUN, without=("nominal",)))
        self._tails, self._goals = (frozenset(alphabet.members(name)) for name in ("tail-noun", "plan-noun"))
        self._states = self._tails - self._goals  # 小麦长势
        self._levels = self._goals.union(alphabet.members("level-noun"))
        self._amounts = frozenset("".join(map(alphabet.members, ("q-measure", "q-money", "q-percent"))))
        self._asides = frozenset(alphabet.of_kinds(ASIDE))
        self._counting = frozenset(alphabet.members("count-noun"))
        verbs = alphabet.of_kinds(VERB + VERBAL_NOUN)
        self._deeds = frozenset(verbs + "".join(map(alphabet.members, ("nominal", "fate", "livelihood"))))
        self._befalls = frozenset("".join(map(alphabet.members, ("fate", "livelihood", "by"))))
        self._governing = frozenset(alphabet.members("governing") + alphabet.members("predicate", VERB))
        self._bare = frozenset(alphabet.members("bare-attribute"))
        self._of_thing = frozenset(alphabet.members("of-thing"))
        things = alphabet.of_kinds(NOUN + QUOTED, without=_NO_THING)
        self._thing_heads = frozenset(things)
        self._rates = frozenset(alphabet.members("average") + alphabet.members("compare"))  # 年均增速
        #: units that are nouns of their own where nothing else is counted: 265户, 1234人
        self.own_nouns = frozenset(entries.own.words)
        #: by measure, the noun that the unit may be told with: 10度电, 5分地
        self.with_unit = entries.with_unit
        self._acting = frozenset(entries.acting.words)

    def _read_actors(self, alphabet: Alphabet) -> None:
        """Who acts, by codes, and what they do."""
        self._actors = frozenset(alphabet.members("agent") + alphabet.members("person") + alphabet.of_kinds(PLACE))
        self._doings = frozenset(alphabet.members("nominal-verb-stop"))
        self._doers = self._doings | self._actors | frozenset(alphabet.members("adverb"))

    def phrase(
        self, encoded: Encoded, span: tuple[int, int], *, trim: bool = True, cut: bool = True
    ) -> tuple[str, tuple[int, int]] | None:
        """The item that tokens [start, end) spell, and its offsets.

        Places and light verbs before it are no part of it where it was read backwards from a quantity (`trim`); where
        it was read forwards, nor is what goes on after it (`cut`).
        """
        start, end = span
        codes = encoded.codes
        end = self._without_asides(encoded, start, end)
        if trim:
            start = self._governed.begins(codes, self._after_had(codes, start, end), end)
        else:
            # 两个严重的缺点: what stands before 的 on the right only says of which kind
            start = self._after_of(codes, start, end)
            end = self._governed.ends(encoded, start, end) if cut else end
            if self._governed.tells_next(codes, start, end):  # 梁长30米|重40吨
                return None
        while start < end - 1 and (codes[start] in self._adverbs or encoded.words[start] == _GRADE):
            start += 1
        while end - 1 > start and codes[end - 1] in self._trailing:
            end -= 1
        start = self._with_sort(codes, start, trim=trim)
        if trim:
            start = self._without_planner(codes, self._with_owner(encoded, start, end), end)
            start = self._without_firm(codes, start, end)
        kept = self._kept(codes, start, end)
        tails = self._tails if trim else self._states  # 6项重大任务: the tasks are counted
        while len(kept) > 1 and codes[kept[-1]] in tails:
            kept = kept[:-1]
        if not trim and len(kept) == 1 and self._is_level(codes, kept[0]):
            return None
        item = unwrapped([encoded.words[i] for i in kept])
        if not item or (trim and item == PEOPLE):
            return None
        return item, (encoded.starts[start], encoded.starts[end])

    def _is_level(self, codes: str, token: int) -> bool:
        """Whether a noun after a quantity only says what it is set for or how high it is, so that what is measured
        stands elsewhere: 6000吨的目标, 登上8亿斤台阶; but 5个目标.
        """
        if codes[token] not in self._levels:
            return False
        of = codes[token - 1] in self._of
        return (of and codes[token] in self._goals) or codes[token - 1 - of] in self._amounts

    def counted(self, encoded: Encoded, token: int) -> str | None:
        """The noun right after a quantity that is an item nowhere else: 两个|过程, 三大|挑战."""
        codes = encoded.codes
        told = codes[token + 1 : token + 2] in self._counted
        # 两方面数据|指标: there it is an attribute
        return encoded.words[token + 1] if told and codes[token + 2 : token + 3] not in self._plain_nouns else None

    def _with_sort(self, codes: str, start: int, *, trim: bool) -> int:
        """Where the phrase begins with an adverb that says of which sort its first noun is: 基本|药物, 新|品种.

        Read forwards only right after the quantity; further on it may say how a thing is done (企业|集中|供热).
        """
        begins = self.sorted_from(codes, start)
        return begins if trim or codes[max(begins - 1, 0)] in self._quantities else start

    def sorted_from(self, codes: str, token: int) -> int:
        """Where what begins at a token begins with the adverb that says of which sort its noun is (平均|单价)."""
        sort = token > 0 and codes[token - 1] in self._sorts and codes[token] in self._plain_nouns
        return token - 1 if sort else token

    def _kept(self, codes: str, start: int, end: int) -> Sequence[int]:
        """The tokens of [start, end) without what no item says, and without how many there are at its end."""
        kept: Sequence[int] = range(start, end)
        if not self._may_leave_out.isdisjoint(codes[start:end]):
            kept = [
                i
                for i in kept
                if codes[i] not in self._left_out
                # 计划投资: its status says that it is planned
                and not (codes[i] in self._plans and codes[i + 1 : i + 2] in self._spent)
                # 每吨的报价: the 的 of what is left out goes with it
                and not (codes[i] in self._of and i > start and codes[i - 1] in self._every)
            ]
        while kept and codes[kept[-1]] in self._counting:
            if len(kept) > 1 and codes[kept[-2]] in self._deeds:  # 死亡人数, 图书的出版数量
                break
            # 从事茶业的人数
            if len(kept) > 3 and codes[kept[-2]] in self._of and not self._deeds.isdisjoint(codes[start : kept[-2]]):
                break
            kept = kept[:-1]
        return kept

    def _without_planner(self, codes: str, start: int, end: int) -> int:
        """Where the phrase begins after who plans what it says: in 公司计划投资 that is another matter."""
        if self._plans.isdisjoint(codes[start + 1 : end - 1]):
            return start
        plans = (i for i in range(start + 1, end - 1) if codes[i] in self._plans and codes[i + 1] in self._spent)
        return next((i + 1 for i in plans if codes[i - 1] in self._actors), start)

    def _without_firm(self, codes: str, start: int, end: int) -> int:
        """Where the phrase begins after the firm whose sales or output it tells: 云岭茶叶公司的|销量."""
        if codes[end - 1] not in self._measured or self._firms.isdisjoint(codes[start : end - 2]):
            return start
        owners = (i for i in range(end - 2, start, -1) if codes[i] in self._of)
        return next((i + 1 for i in owners if codes[i - 1] in self._firms), start)

    def _after_had(self, codes: str, start: int, end: int) -> int:
        """Where the phrase begins after what a clause says that it has: 符合条件且有|意愿的|老人."""
        had = start > 0 and codes[start - 1] in self._have
        return start + 2 if had and end - start > 2 and codes[start + 1] in self._of else start

    def _after_of(self, codes: str, start: int, end: int) -> int:
        """Where the phrase begins after the last 的 within it."""
        for token in range(end - 2, start - 1, -1):
            if codes[token] in self._of:
                return token + 1
        return start

    def _without_asides(self, encoded: Encoded, start: int, end: int) -> int:
        """Where the phrase ends before an aside in brackets."""
        while end - 1 > start and encoded.codes[end - 1] in self._asides and not _SO_TOO.match(encoded.words[end - 1]):
            end -= 1
        return end

    def doing(self, encoded: Encoded, span: tuple[int, int]) -> str:
        """What the tokens say is done, without 了 and 过, and without how much it is done to (测完3万亩的草场)."""
        start, end = span
        codes = encoded.codes
        counted = [t for _, t in encoded.quantities if start < t < end]
        left_out = {*counted, *(t + 1 for t in counted if codes[t + 1] in self._of)}
        words = [encoded.words[t] for t in range(start, end) if t not in left_out]
        return unwrapped([word for word in words if word not in _ASPECTS])

    def _with_owner(self, encoded: Encoded, start: int, end: int) -> int:
        """Where the phrase begins with what it belongs to: the owner before 的 of what is measured (产业园区的税收),
        the month of a contract (12月合约), the grade that they have at least (市级以上|龙头企业).
        """
        codes, size = encoded.codes, len(encoded.codes)
        if start and self._dated.match(codes, start - 1):
            return start - 1
        if start > 1 and codes[start - 1] in self._above:
            grade = encoded.words[start - 2]
            return start - 2 if grade.endswith(_GRADE) and grade != _GRADE else start
        if start < 2 or codes[start - 1] not in self._of or not self._of.isdisjoint(codes[start:end]):
            return start
        if codes[start - 2] in self._superlatives:  # 最长的牛市
            return start - 2
        last, before = codes[end - 1], size - start + 1
        owner = None
        if last in self._measured or last in self._spent:
            owner = self._toward.match(encoded.backwards, before)
        if owner is None and last not in self._measured:
            relative = self._engaged.match(encoded.backwards, before)
            return size - relative.end() if relative else start
        route = self._route.match(encoded.backwards, before)
        if route is not None:  # 朵曲至云岭的时间
            return size - route.end()
        owner = owner or self._owner.match(encoded.backwards, before)
        if owner is None and start == end - 1:
            owner = self._told_of.match(encoded.backwards, before)
        if owner is None:
            return start
        begins = size - owner.end()
        while begins < start - 2 and self._governed.is_light(codes, begins):
            begins += 1
        # 有意愿的老人: what they have
        alone = begins == start - 2 and (codes[begins] in self._actors or codes[begins - 1 : begins] in self._have)
        return start if alone else begins

    def is_bare(self, encoded: Encoded, span: tuple[int, int]) -> bool:
        """Whether the phrase is only what is measured (面积, 均价), so that of what must be said before."""
        codes = encoded.codes[slice(*span)]
        return codes[-1] in self._bare and self._rates.issuperset(codes[:-1])

    def is_of_thing(self, encoded: Encoded, span: tuple[int, int]) -> bool:
        """Whether the phrase only says how much there is to a thing (总投资, 年产量) that is told before."""
        return span[1] - span[0] == 1 and encoded.codes[span[0]] in self._of_thing

    def thing(self, encoded: Encoded, span: tuple[int, int]) -> str | None:
        """The thing that tokens [start, end) tell of, by its one word: 茶园 of 高山茶园面积."""
        start, end = span
        while end - 1 > start and encoded.codes[end - 1] in self._measured:
            end -= 1
        word = encoded.words[end - 1]
        return word if len(word) > 1 and encoded.codes[end - 1] in self._thing_heads else None

    def owner_of(self, item: str) -> str | None:
        """The thing, in a word or two, that an item says something of which is measured: 项目 of 项目总投资."""
        owner = self._total.sub("", item)
        return owner if owner != item and 1 < len(owner) <= _TWO_WORDS else None

    def is_extent(self, item: str) -> bool:
        """Whether the item is how much something changes: 涨幅, 价格增速."""
        return self._extent.search(item) is not None

    def changed(self, item: str) -> str:
        """What changes, of an item that may be how much: 玉米期货 of 玉米期货涨幅."""
        thing = self._extent.sub("", item).removesuffix("的")
        return thing if len(thing) > 1 else item

    def event(self, encoded: Encoded, span: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
        """What happens, its verb alone where a preposition leads to what stands before that (在镇上|停留).

        It is all of it where it is an attribute (在镇上停留的两天).
        """
        start, end = span
        if start and encoded.codes[start - 1] in self._prepositions:
            start = start - 1 if encoded.codes[end] in self._of else end - 1
        return self.phrase(encoded, (start, end), trim=False, cut=False)

    def celebrated(self, encoded: Encoded, span: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
        """What has an anniversary, with the place that it is of (朵曲县成立) and without who celebrates it."""
        start, end = span
        begins = (token + 1 for token in range(end - 1, start - 1, -1) if encoded.codes[token] in self._celebrates)
        return self.phrase(encoded, (next(begins, start), end), trim=False, cut=False)

    def handed_out(self, item: str) -> str:
        """What a sum of money is that is told of where people gather for it: 分红 of 分红大会."""
        return self._gathering.sub("", item) or item

    def is_deed(self, encoded: Encoded, span: tuple[int, int]) -> bool:
        """Whether the phrase only says what is done and by whom (累计销售, 代理商采购), not to what."""
        codes = encoded.codes[slice(*span)]
        return codes[-1] in self._doings and self._doers.issuperset(codes[:-1])

    def befalls(self, encoded: Encoded, token: int) -> bool:
        """Whether a token tells what people meet with or live by (遇难, 就业), or what is done to them (被)."""
        return encoded.codes[token] in self._befalls

    def before_deed(self, encoded: Encoded, span: tuple[int, int]) -> tuple[int, int]:
        """The tokens of a phrase before what it says becomes of the thing (项目|开工)."""
        return span[0], self._governed.until_done(encoded.codes, *span)

    def ends_in_deed(self, encoded: Encoded, span: tuple[int, int]) -> bool:
        """Whether the phrase ends in a verb that has an object after it: 产业扶贫覆盖."""
        return encoded.codes[span[1] - 1] in self._governing

    def completed(self, item: str, before: str, counted: bool) -> str:
        """A bare 面积 or 均价 with what was counted before it, or with what the attribute before it belonged to."""
        owner = self._superlative.sub("", self._attribute.sub("", before))
        if before.endswith(item):
            return before
        if item.startswith(owner):
            return item
        if self._extent.search(item):
            return before if before == item else before + item
        if owner != before:
            owner = _without_deed(owner)
            return owner + item if len(owner) > 1 else item
        return before + item if counted and self._physical.search(item) else item

    def may_act(self, quantity: Quantity) -> bool:
        """Whether those who act may be what a quantity counts: 5家, 3个; 3架, 20万元 only tell what is acted on."""
        if quantity.measure == "count":
            return not quantity.unit or quantity.unit in self._acting
        return quantity.measure in COUNTED or quantity.measure == "age"

    def is_measured(self, item: str) -> bool:
        """Whether the item says what is measured of a thing: 茶叶产量."""
        return self._attribute.search(item) is not None

    def denominator(self, at: At, end: int, word: str) -> str | None:
        """The denominator that a word, whose token ends at `end`, tells: 每人 and 人均 人, 日产 日, 每个环节 环节.

        Of a share it is none if it tells a mean over people or things: 人均收入增长5%, but 年均增长5%.
        """
        encoded = at.encoded
        if word == "每个" and encoded.codes[end : end + 1] in self._plain_nouns:
            noun = encoded.words[end]
            tail = encoded.words[end + 1] if encoded.codes[end + 1 : end + 2] in self._plain_nouns else ""
            for each in (tail, noun):
                if len(each) > _TWO and each.endswith(_DIVISIONS):
                    return each[-1]  # 每个库区|移民村
            return noun + (tail if len(tail) == 1 else "")  # 每个幼教|点
        if word.startswith("每"):
            return word[1:].removeprefix("个").removesuffix("平均").removesuffix("地") or word[1:] or None  # 每亩地
        mean = _of_average(word)
        if mean is not None and at.quantity.measure in RELATIVE and mean not in _PERIODS:
            return None
        return mean or word.removeprefix("单")[0]


def _without_deed(owner: str) -> str:
    """What something was done with, of a thing and the deed that was measured of it: 茶叶 of 茶叶销售(面积)."""
    thing, deed = owner[:-_TWO], owner[-_TWO:]
    return thing if len(thing) > 1 and segmenter().tag_of(deed) in ("v", "vn") else owner


def _of_average(word: str) -> str | None:
    """人 of 人均 and 人平均; None for what is no average."""
    head = word.removesuffix("均").removesuffix("平")
    return head[-1] if head and head != word else None


def unwrapped(words: Sequence[str]) -> str:
    """The text of words without conjunctions and loose punctuation at either end: 标的 and 总和 are whole, what is no
    word of the dictionary (陈大山和) may not be.
    """
    text = "".join(words)
    if text and text[0] not in _EDGES and text[-1] not in _EDGES:
        return text
    start, end = 0, len(words)
    while start < end and (words[start] in _LOOSE or not words[start].strip(_BEFORE)):
        start += 1
    while start < end and (words[end - 1] in _LOOSE or not words[end - 1].strip(_AFTER)):
        end -= 1
    text = "".join(words[start:end]).lstrip(_BEFORE).rstrip(_AFTER)
    return text.rstrip(_JOINING) if start < end and len(words[end - 1]) > 2 else text
