"""The grammar of noun phrases, as regular expressions over token codes: what may be an item and how far it reaches.

A phrase is a head (noun, verbal noun, quoted name) with modifiers before it: nouns, adjectives, determiners, verbs that
can be attributes (`种植` in `燕麦种植项目`). To the right of a quantity it is read forwards, to the left backwards.
"""

from factpipe.link.alphabet import (
    ADJECTIVE,
    ADVERB,
    APART,
    ASIDE,
    ATTRIBUTIVE,
    BREAK,
    CLASSIFIER,
    CONJUNCTION,
    IDIOM,
    LISTED,
    LOCATIVE,
    NOUN,
    NUMERAL,
    OTHER,
    PLACE,
    PREPOSITION,
    QUANTITY,
    QUOTED,
    SUBJECT,
    TIME,
    VERB,
    VERBAL_NOUN,
    Alphabet,
)

_NO_HEAD = (
    "stop-noun", "place-noun", "currency-word", "det", "every", "average", "of", "past", "adverb", "whole", "changed",
)  # fmt: skip
_NO_MODIFIER = (
    "stop-noun", "currency-word", "every", "of", "past", "adverb", "reach", "plan", "speak", "compare", "to",
    "yearly-verb", "whole", "have",
)  # fmt: skip
#: who acts before a verb is its subject, not its attribute: 16个省份推广大豆
_NO_ATTRIBUTE = (*_NO_MODIFIER, "predicate", "be", "have", "share", "change")
#: a phrase longer than this is a sentence without punctuation
_MOST = 12


class PhraseGrammar:
    """Character classes and phrase patterns over the codes of one alphabet."""

    def __init__(self, alphabet: Alphabet) -> None:
        nominal = alphabet.members("nominal")
        noun = alphabet.of_kinds(NOUN + VERBAL_NOUN + QUOTED + IDIOM, without=_NO_HEAD)
        modifier = (
            alphabet.of_kinds(
                NOUN + VERBAL_NOUN + QUOTED + IDIOM + ADJECTIVE + ATTRIBUTIVE + PLACE + NUMERAL + CLASSIFIER + ASIDE,
                without=_NO_MODIFIER,
            )
            + nominal
            + alphabet.members("det")
            + alphabet.members("superlative")
            + alphabet.of_kinds(TIME, without=("t-any", *_NO_MODIFIER))  # 唐代大佛: a time that governs nothing
        )
        self.head = f"[{noun}]"
        self.modifier = f"[{modifier}]"
        #: a verb ends a phrase on the left only after its noun: 茶苗成活, but not 累计覆盖
        self.head_left = (
            # 贷款平均利率: what is measured of it on the whole
            f"(?:[{alphabet.members('attribute', NOUN + VERBAL_NOUN)}][{alphabet.members('mean')}](?=[{noun}])"
            f"|[{noun}]|[{nominal}](?=[{noun}{nominal}])"
            # 高级37人，中级172人: a kind stands for those of it
            f"|[{alphabet.of_kinds(ATTRIBUTIVE)}](?=[{alphabet.of_kinds(BREAK + LISTED)}]))"
        )
        self._set_tokens(alphabet)
        self._set_right(alphabet, noun, modifier)
        self._set_measured(alphabet, modifier)
        self._set_verbs(alphabet)
        self._set_clauses(alphabet)
        self._set_doings(alphabet)
        self._may_be = "".join(alphabet.here())

    def _set_tokens(self, alphabet: Alphabet) -> None:
        """What is one token by its kind or class."""
        nominal, verbal = alphabet.members("nominal"), alphabet.of_kinds(VERBAL_NOUN)
        things = alphabet.of_kinds(NOUN + QUOTED + IDIOM, without=(*_NO_HEAD, "agent", "person"))
        self.thing = f"[{things}]"
        self.idiom = f"[{alphabet.of_kinds(IDIOM, without=_NO_HEAD)}]"
        self.attribute_of = f"[{alphabet.of_kinds(ADJECTIVE + ATTRIBUTIVE, without=_NO_MODIFIER)}]"
        self.person = f"[{alphabet.members('person', NOUN)}]"
        #: one that a noun follows belongs to that: 企业|员工
        self.group = f"[{alphabet.members('group', NOUN)}](?![{alphabet.of_kinds(NOUN, without=_NO_HEAD)}])"
        self.size = f"[{alphabet.members('size')}]"
        self.verbal = f"[{verbal}]"
        #: 橡胶累计出口: the thing, and what is done with it beyond an adverb
        beyond = "".join(sorted(set(alphabet.members("adverb")).difference(alphabet.members("so-able"))))
        self.done = f"(?:[{verbal}{nominal}][{beyond}]{{1,2}}(?=[{things}]))"
        #: what says of which kind before 的: 对外开放的, 服役期满的
        quality = alphabet.members("quality")
        self.quality = f"[{verbal}{nominal}{quality}{alphabet.of_kinds(IDIOM + ADJECTIVE)}]"
        self.kind = f"[{alphabet.members('kind-noun')}]"
        self._alike = f"[{alphabet.members('alike')}]"
        #: 财力较强的, 优势突出的: how something of it is
        how = f"[{alphabet.members('degree-adverb')}][{alphabet.of_kinds(ADJECTIVE + VERB + ATTRIBUTIVE)}]"
        plain = alphabet.of_kinds(ADJECTIVE) + alphabet.members("dimension") + quality  # 产量高的
        self._so = f"(?:{how}|[{plain}])"
        self._acting_so = f"[{alphabet.of_kinds(VERB)}]?"
        self.coord = f"[{alphabet.members('coord')}]"
        self.of = f"[{alphabet.members('of')}]"
        self.to, self._from = f"[{alphabet.members('to')}]", f"[{alphabet.members('from')}]"
        self.every = f"[{alphabet.members('every')}]"
        self.adverb = f"[{alphabet.members('adverb')}]"
        self.quantity = f"[{alphabet.of_kinds(QUANTITY)}]"
        self.counts = f"[{alphabet.members('q-count')}]"
        self.money = f"[{alphabet.members('q-money')}]"
        self.listed = f"[{alphabet.of_kinds(LISTED)}]"
        self.numeral = f"[{alphabet.of_kinds(NUMERAL)}]"
        self.preposition = f"[{alphabet.of_kinds(PREPOSITION)}]"
        self.aside = f"[{alphabet.of_kinds(ASIDE)}]?"

    def _set_right(self, alphabet: Alphabet, noun: str, modifier: str) -> None:
        """What a phrase to the right of a quantity is made of."""
        nominal, verbal = alphabet.members("nominal"), alphabet.of_kinds(VERBAL_NOUN)
        attributive = alphabet.of_kinds(VERB, without=_NO_ATTRIBUTE)
        #: a verb right after a quantity and before a noun says what kind: 五家分离企业, but not 三万元认购股份
        shares = "".join(map(alphabet.members, ("q-money", "q-percent")))
        told = f"[{alphabet.of_kinds(ADJECTIVE + ATTRIBUTIVE, without=_NO_MODIFIER)}]{{0,2}}"
        #: but with an object it is a clause if 的 follows, and what is counted stands after that: 四座提炼锡砂的高炉
        acts = alphabet.of_kinds(VERB, without=(*_NO_ATTRIBUTE, "nominal", "fate"))
        clause = f"[{acts}][^{alphabet.of_kinds(BREAK + QUANTITY)}{alphabet.members('of')}]{{1,10}}"
        self._no_clause = f"(?!(?<={self.counts}){clause}{self.of}[{modifier}{noun}])"
        #: two of them may be joined: 停产或半停产企业
        joined = f"[{attributive}]{self.coord}(?=[{attributive}{verbal}][{noun}])"
        self.attributive = f"(?:{joined})?(?:(?<![{shares}]){told}[{attributive}](?=[{noun}]))?"
        #: so does one of two characters in what is joined to it: 实验与实践活动
        self.second = f"(?:(?=[{alphabet.members('two-characters')}])[{attributive}](?=[{noun}]))?"
        #: 大、中型项目, 合资和独资企业: of one kind and of another
        each = f"[{nominal}{verbal}{alphabet.of_kinds(ADJECTIVE + ATTRIBUTIVE, without=_NO_MODIFIER)}]{{1,2}}"
        self._each_kind = f"(?:(?<!{self.money})(?:{each}{self.coord}){{1,3}})?"
        #: after the verb of the clause what follows is one noun to its end: 建成9个|乡村阅读空间
        builds, past = alphabet.members("sets-up"), alphabet.members("past")
        self._sets_up = f"[{builds}]"
        led = f"(?:(?<=[{builds}]{self.counts})|(?<=[{builds}][{past}]{self.counts}))"
        last = f"(?=[{alphabet.of_kinds(BREAK)}]|\\Z)"
        self._built = f"{led}[{modifier}]{{1,4}}[{attributive}]{{1,2}}[{modifier}]{{0,3}}[{noun}]{last}"
        self._set_subject(alphabet, noun, modifier)
        averages = alphabet.members("average")  # 30家基金公司人均薪酬: the firms alone
        modifies = set(modifier).difference(averages, alphabet.members(SUBJECT))
        self.modifier_right = f"[{''.join(sorted(modifies))}]"
        #: a verb is the head on the right only after its attribute and where nothing follows: 180次武装巡逻，
        self.verb_last = f"[{nominal}](?=[{alphabet.of_kinds(BREAK)}]|\\Z)"

    def _set_measured(self, alphabet: Alphabet, modifier: str) -> None:
        """What a phrase is made of that names what is measured."""
        self.attribute_head = f"[{alphabet.members('attribute', NOUN + VERBAL_NOUN)}]"
        sizes = alphabet.members("dimension") + alphabet.members("degree")  # 比去年高: no noun there
        self.measure_head = f"(?![{sizes}]){self.attribute_head}"
        barred = (*_NO_MODIFIER, "have", "change", "share", "invest", "negation", "adjunct")
        verbs = alphabet.of_kinds(VERB, without=barred)
        means = "".join(alphabet.members(name) for name in ("every", "average", "mean"))
        self.within_attribute = f"[{modifier}{verbs}{means}]"
        self._toward = f"[{alphabet.members('toward')}]"

    def _set_verbs(self, alphabet: Alphabet) -> None:
        """The verbs that may be what is counted."""
        barred = (
            "reach", "adverb", "plan", "speak", "stop-noun", "to", "past", "compare", "share", "have", "be", "negation",
        )  # fmt: skip
        self.verb = f"[{alphabet.of_kinds(VERB + VERBAL_NOUN, without=barred)}]"
        #: what goes on says more than that it lasts: 持续
        self._happens = f"[{alphabet.of_kinds(VERB + VERBAL_NOUN, without=(*barred, 'lasting'))}]"
        self._state = f"[{alphabet.members('state')}]"
        self.livelihood = f"[{alphabet.members('livelihood')}](?:{self.modifier}{{0,4}})"
        #: what is told of people after their number: 14人遇难, 6人被解职, 20人就业
        befalls = alphabet.members("fate") + alphabet.members("livelihood")
        self.befalls = f"(?:[{alphabet.members('by')}]?[{befalls}]{{1,2}}|[{alphabet.members('by')}]{self.verb})"
        #: what is done can be what is counted where the verb is used as a noun too: 捐赠20万元, but not 卖20万元
        deeds = alphabet.members("nominal") + alphabet.members("money-deed")
        self.deed = f"[{deeds}{alphabet.of_kinds(VERBAL_NOUN, without=barred)}]"

    def _set_subject(self, alphabet: Alphabet, noun: str, modifier: str) -> None:
        """A noun that what follows makes a subject, so that it modifies nothing: of what it does, or of what it has."""
        nominal, verbal = alphabet.members("nominal"), alphabet.of_kinds(VERBAL_NOUN)
        person = alphabet.members("person", NOUN)
        does = "".join(alphabet.members(name, VERB + VERBAL_NOUN) for name in ("predicate", "governing"))
        does += alphabet.of_kinds(IDIOM)  # 企业受骗上当, 孩子顺利完成学业
        actors = f"[{alphabet.members('agent', NOUN)}{person}]"
        acts = f"[{alphabet.of_kinds(ADJECTIVE)}]?[{does}]|[{nominal}](?![{person}])|[{verbal}](?![{noun}])"
        goes_on = f"[{verbal}{nominal}]?[{noun}]|[{verbal}]"
        measured = f"[{modifier}]{{0,4}}[{alphabet.members('attribute', NOUN)}](?!{goes_on})"
        # 13个省份就业率, 49个县试点: the provinces, the counties alone
        last = f"(?<![{alphabet.members('sector')}])[{verbal}{nominal}](?![{noun}{verbal}{nominal}])"
        body = f"[{alphabet.members('body', NOUN)}]"
        #: read where the noun ends
        self._subject = f"(?<={actors})(?={acts})|(?<={body})(?={measured}|{last})"

    def _set_clauses(self, alphabet: Alphabet) -> None:
        """What the patterns of clauses are made of."""
        broken = alphabet.of_kinds(BREAK + QUANTITY) + "".join(map(alphabet.members, ("of", "be", "have")))
        self._set_apart(alphabet)
        #: what may stand between a noun and 的 in a clause that tells of which kind something is
        self.within_relative = f"[^{broken}]"
        leading = "".join(map(alphabet.members, ("speak", "plan", "part-lead")))
        apart = alphabet.of_kinds(TIME + PLACE + CONJUNCTION + ASIDE) + leading
        self.within_clause = f"[^{broken}{apart}]"
        self.ends_clause = f"(?=[{alphabet.of_kinds(VERB + VERBAL_NOUN + LOCATIVE)}]){self.within_clause}"
        self._clause_begins = alphabet.of_kinds(BREAK + TIME + PLACE) + alphabet.members("part-lead")
        self.noun = f"[{alphabet.of_kinds(NOUN + QUOTED, without=_NO_HEAD)}]"
        told_by = ("every", "average", "yearly", "yearly-verb", "monthly", "daily", "per-mu")
        #: a word that tells a denominator: 每人, 人均, 年产
        self.denominator = f"[{''.join(alphabet.members(name) for name in told_by)}]"
        #: what ends the reach of a plan over the quantities that follow
        self.plan_ends = f"[{''.join(map(alphabet.members, ('done', 'perfective', 't-any')))}]"
        self._leads = f"[{''.join(map(alphabet.members, ('have', 'share', 'adverb', 'be', 'reach')))}]"
        self._kind_begins = alphabet.of_kinds(BREAK) + alphabet.members("part-lead")
        #: what a clause may say before that of a kind where a verb leads on from there: 全乡|因病致贫的有
        self._before_kind = alphabet.of_kinds(PLACE) + alphabet.members("t-any")
        barred = ("part-lead", "of", "from", "compare", "exceed", "share", "reach", "entire", "every", "attribute")
        within = (
            NOUN + VERB + VERBAL_NOUN + ADJECTIVE + ATTRIBUTIVE + IDIOM + QUOTED + PREPOSITION + CONJUNCTION + OTHER
        )
        self._within_kind = f"[{alphabet.of_kinds(within + LISTED, without=barred)}{alphabet.members('coord')}]"
        self.et_cetera = f"[{alphabet.members('et-cetera')}]"
        self.boundary = f"[{alphabet.of_kinds(BREAK)}]"
        self.separately = f"[{alphabet.members('separately')}]"
        self.edge = f"(?=[{alphabet.of_kinds(BREAK + TIME + PLACE + ADVERB + PREPOSITION)}]|\\Z)"
        self._places = alphabet.of_kinds(PLACE)
        #: 12名朵曲、云岭和洛绒选手: of the last place as of the others
        self.listed_places = f"(?:[{self._places}]{self.coord}){{0,6}}"
        acting = alphabet.of_kinds(VERB, without=(*_NO_MODIFIER, "be", "change", "share"))
        self._acting = f"[{acting}]"
        self.engages = f"[{acting}{alphabet.members('predicate', VERB)}]"
        no_deed = (*_NO_MODIFIER, "be", "change", "share", "negation")
        done_with = alphabet.of_kinds(VERB + VERBAL_NOUN, without=no_deed)
        self._done_with = f"[{done_with}{alphabet.members('nominal')}]"
        self.locative = f"[{alphabet.of_kinds(LOCATIVE)}{alphabet.members('among')}]"

    def _set_apart(self, alphabet: Alphabet) -> None:
        """A mark that joins no more to a phrase read forwards, by what stands around it."""
        joining = set(alphabet.members("coord")).difference(alphabet.members(APART))
        self._joining = f"[{''.join(sorted(joining))}]"
        # 16支球队以及保障人员: what comes beside them is not counted with them
        self._joining_alike = f"[{''.join(sorted(joining.difference(alphabet.members('as-well'))))}]"
        # 100%股权、某厂100%股权: a phrase before the next quantity is counted by that
        counted = f"(?<={self.listed})(?={self.modifier}{{1,{_MOST}}}{self.quantity})"
        # 主导产业和茶叶、竹子两大产业: so is a list that the next quantity sums up
        summed = f"(?:{self.modifier}{{1,4}}{self.listed}){{1,4}}{self.modifier}{{1,4}}{self.counts}"
        # 外贸企业和多家出口企业: counted apart
        apart = f"(?<={self.coord})(?={summed}|{self.numeral})"
        # 6个城市与山区签约: after a body it leads to another that is not counted
        body = f"[{alphabet.members('body', NOUN)}{alphabet.members('agent', NOUN)}]"
        beside, places = alphabet.members("beside"), alphabet.of_kinds(PLACE)
        leading = f"(?<={body}[{beside}])|(?<={body}{self.coord})(?=[{places}])"
        #: read where the mark ends
        self._apart = f"{counted}|{apart}|{leading}"

    def _set_doings(self, alphabet: Alphabet) -> None:
        """What the patterns of what is done are made of."""
        barred = (
            "be", "have", "speak", "compare", "share", "of", "past", "negation", "every", "average", "reach",
            "stop-noun",
        )  # fmt: skip
        governing = alphabet.members("governing")  # 完成 leads to a quantity or has an object
        self._does = f"[{alphabet.of_kinds(VERB + VERBAL_NOUN, without=barred)}{governing}]"
        no_attribute = (*barred, "currency-word")
        how = alphabet.of_kinds(ADVERB + ADJECTIVE + ATTRIBUTIVE, without=no_attribute)
        self._how = f"[{how}{alphabet.members('lasting')}]"  # 持续奋斗
        self._used_as_noun = (
            f"[{alphabet.of_kinds(VERB + VERBAL_NOUN + ADJECTIVE + ATTRIBUTIVE, without=no_attribute)}]"
        )
        self._aspect = f"[{alphabet.members('past')}]"
        self._not = f"[{alphabet.members('not')}]"
        within = alphabet.of_kinds(
            NOUN + VERBAL_NOUN + VERB + QUOTED + IDIOM + ADJECTIVE + ATTRIBUTIVE + PLACE + TIME + NUMERAL + CLASSIFIER,
            without=no_attribute,
        )
        goes_on = alphabet.of_kinds(
            NOUN + VERBAL_NOUN + VERB + QUOTED + IDIOM + ADJECTIVE + ATTRIBUTIVE + ADVERB + PLACE, without=no_attribute
        )
        self._goes_on = f"[{goes_on}]"
        self._no_thing = f"[{alphabet.of_kinds(TIME + PLACE + NUMERAL + ADJECTIVE + ATTRIBUTIVE)}]"
        self._within_doing = f"[{within}{alphabet.members('det')}]"

    def here(self) -> str:
        """A token that is in its sentence what it is not by itself: a subject, a mark that joins nothing."""
        return f"[{self._may_be}](?:{self._subject}|{self._apart})" if self._may_be else "(?!)"

    def forward(self, *, deed: bool = False) -> str:
        """A phrase that begins here, read to its head; coordinated phrases are one.

        Where a `deed` is looked for, a verb that ends the clause is its head (用于|生态修复); elsewhere it may be what
        happens to the noun (三处房屋|倒塌).
        """
        more = self.modifier_right
        heads = (f"{more}{{0,{_MOST}}}{self.head}", f"{more}{{1,{_MOST}}}{self.verb_last}")
        plain = f"(?:{'|'.join(reversed(heads) if deed else heads)})"
        start = f"(?!{self.verbal}{self.preposition})(?:(?:{self._of_which_kind()}){self.of})?"
        # 其中2个是新办的: what ends in 的 is no noun phrase
        phrases = f"{start}{self._no_clause}{self._each_kind}{self.attributive}{self._coordinated(plain)}"
        return f"{self.listed_places}(?:{self._built}|{phrases}){self.aside}(?!{self.of}(?:{self.boundary}|\\Z))"

    def _of_which_kind(self) -> str:
        """What stands before 的 and only says of which kind: 各种类型, 服役期满, 亏损、停产, 不同规模, 财力较强,
        优势突出、带动能力强.
        """
        qualities = f"(?:{self.quality}{self.coord}){{0,2}}{self.quality}"
        sort = f"{self._alike}{self.head}(?:{self.coord}{self.head}){{0,3}}"
        # 优势突出、带动能力强的
        so = f"{self._acting_so}{self.modifier}{{0,3}}{self.head}{self._so}"
        return f"{self.modifier}{{0,4}}(?:{self.kind}|{qualities})|{sort}|(?:{so}{self.coord}){{0,3}}{so}"

    def _coordinated(self, plain: str) -> str:
        """Phrases joined by 、 or 和, read forwards."""
        joined = f"{self._joining}{self.second}{plain}"
        alike = f"{self._joining_alike}{self.second}{plain}"
        # 风、光等清洁能源: the examples are part of it
        return f"{plain}(?:(?:{joined}){{1,4}}{self.et_cetera}{plain}|(?:(?:{alike}){{1,4}}(?:{joined})?)?)"

    def backward(self) -> str:
        """A phrase that ends here, read backwards from its head."""
        more = f"{self.modifier}{{0,{_MOST}}}"
        # 某厂100%股权、另一厂50%: what the quantity before counts is no part of it
        joined = f"(?!{self.listed}{self.modifier}{{1,{_MOST}}}{self.quantity}){self.coord}"
        criterion = f"(?:{self.money}(?:{self.attribute_head}{more})?)?"
        return (
            f"{self.aside}(?:{self._exampled(joined, more)}|(?:{self.done}|{self.head_left}){more}{criterion}"
            f"(?:{joined}{self.head}{more}){{0,4}}(?:{self.of}{self.head}{more}{self.edge})?)"
        )

    def _exampled(self, joined: str, more: str) -> str:
        """What examples come under, with them, read backwards: 虚报、冒领等问题, 茶会、书展等各类活动."""
        summed = f"(?:{self.noun}|{self.idiom}|{self.verbal}(?={self.attribute_of}))"
        summed += f"(?:{self._done_with}(?={self.et_cetera}))?"  # 糯米等制茶原料
        one = f"(?:{self.head}|{self._done_with}){more}"
        return f"{summed}{more}{self.et_cetera}{one}(?:{joined}{one}){{0,4}}"

    def attribute(self) -> str:
        """A phrase whose head names what is measured, with what it belongs to (`西葫芦的价格`), read backwards."""
        more = f"{self.within_attribute}{{0,{_MOST}}}"
        head = f"{self.aside}{self.attribute_head}(?:{self.adverb}{{1,2}}(?={self.head}))?"
        # 青稞每斤的价格; 商品和服务价格
        joined = f"(?:{self.coord}{self.head}{self.modifier}{{0,4}}){{0,2}}"
        # 春茶与秋茶的差价
        owner = f"{self.of}{self.every}?{self.head}{more}{joined}"
        return f"{head}{more}{joined}(?:{owner})?"

    def measured(self) -> str:
        """A phrase that names what is measured, without verbs but one after 的 (项目的上网电价), read backwards."""
        more = f"{self.modifier}{{0,{_MOST}}}"
        return f"{self.measure_head}{more}(?:{self.within_attribute}(?={self.of}))?(?:{self.of}{self.head}{more})?"

    def headed(self, head: str, *, backward: bool) -> str:
        """A phrase with a head of its own kind."""
        if backward:
            return f"{self.aside}{head}{self.modifier}{{0,{_MOST}}}"
        return self._coordinated(f"{self.modifier_right}{{0,{_MOST}}}{head}")

    def event(self) -> str:
        """A verb, or two (开发开放), with its subject before it, read backwards."""
        subject = f"{self.head}{self.modifier}{{0,{_MOST}}}|[{self._places}]"
        return f"{self._happens}(?:{self.deed}|{self._sets_up})?(?:{subject})?"  # 公路|建成|通车

    def state(self) -> str:
        """A verb that says how something is since then (成立, 撂荒), with its subject before it, read backwards."""
        return f"{self._state}(?:{self.head}{self.modifier}{{0,{_MOST}}}|[{self._places}])?"

    def doing(self) -> str:
        """What is done or left undone, read forwards: a verb with what it is done to or with (采完全年的春茶, 与病魔
        抗争, 没有采茶).
        """
        inner = f"{self._within_doing}{{0,6}}"
        verb = f"{self._does}{self._aspect}?"
        verbs = f"{verb}(?:{self.coord}{self.adverb}?)?{verb}"
        # 采完全年的春茶, but not 采茶的姑娘
        thing = f"(?:(?:{self._no_thing}{{1,2}}|{self.quantity}){self.of}|{self.quantity})?{inner}{self.head}"
        beside = f"{self.preposition}{inner}{self.head}{verb}(?:{inner}{self.head})?"
        return f"{self._not}?(?:{beside}|(?:{verbs}|{verb}(?={thing}))(?:{thing})?)"

    def act(self) -> str:
        """A verb or idiom, with adverbs, that the place where it stands makes a noun, read forwards: 全面考察."""
        return f"{self._how}{{0,2}}{self._used_as_noun}"

    def course(self) -> str:
        """All that goes on for a time, told in two words or more, read forwards: 生态修复, 展播和评选, 紧急抢救."""
        more = f"{self.coord}{self._goes_on}{{1,4}}"
        return f"(?:{self._goes_on}{{1,6}}(?:{more}){{1,2}}|{self._goes_on}{{2,6}})"

    def attribute_forward(self) -> str:
        return f"{self.modifier}{{0,{_MOST}}}{self.attribute_head}"

    def coordinated(self) -> str:
        """Phrases joined by 、 or 和."""
        plain = f"{self.within_attribute}{{0,{_MOST}}}{self.head}"
        return f"{plain}(?:{self.coord}{plain}){{1,6}}"

    def relative(self) -> str:
        """The rest of what stands before 的, and the phrase after it: 储藏|的松子."""
        rest = f"{self.within_relative}{{0,8}}?"
        return f"{rest}{self.of}({self.subject()})"

    def kind_before(self) -> str:
        """A whole clause up to its 的 and what leads from there to a quantity, read backwards: 因病致贫|的有."""
        kind = f"{self.of}({self._within_kind}{{1,8}})"
        begins = f"{self._kind_begins}{self._before_kind}"
        return f"{self._leads}{{1,3}}{kind}(?=[{begins}]|\\Z)|{kind}(?=[{self._kind_begins}]|\\Z)"

    def owner(self) -> str:
        """What stands before the 的 of a noun of measuring, read backwards: 产业园区, 农民来自园区, 三级皮棉每吨."""
        more = f"{self.modifier}{{0,{_MOST}}}"
        place = f"[{self._places}]"
        acts = f"{self._acting}{self.head}{more}"
        return (
            f"{self.every}?(?:{self.head}|{place}(?={self.head})){more}(?:(?:{self.coord}{self.head}{more}){{1,4}}|{acts})?"
            f"|{place}{acts}"
        )

    def told_of(self) -> str:
        """A clause before the 的 of what is measured, back to where it begins, read backwards: 在村校就读, 被挪用."""
        return f"{self.ends_clause}{self.within_clause}{{0,7}}(?=[{self._clause_begins}]|\\Z)"

    def toward(self) -> str:
        """What stands before the 的 of what one thing is measured by to another, read backwards: 良种对丰收."""
        more = f"{self.modifier}{{0,{_MOST}}}"
        one = f"(?:{self.head}|{self.deed}){more}"
        return f"(?:{self.head}|{self.verb}){more}{self._toward}(?:{one})?"

    def route(self) -> str:
        """From one place to another, read either way (朵曲至云岭), or forwards after 从 (从|市区到机场)."""
        there = f"(?:[{self._places}]|{self.noun}){{1,3}}"
        return f"[{self._places}]{self.to}[{self._places}]|(?<={self._from}){there}{self.to}{there}"

    def engaged(self) -> str:
        """A verb with its object before 的, where nothing stands before the verb, read backwards: 从事设备制造."""
        ends = f"(?:{self.head}|{self.deed})"
        return f"{ends}{self.modifier}{{0,{_MOST}}}{self.engages}{self.edge}"

    def subject(self) -> str:
        """A phrase that a clause may be about."""
        return f"{self.modifier}{{0,{_MOST}}}{self.head}"
