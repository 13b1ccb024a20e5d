"""What a quantity without a noun of its own counts: what its sentence speaks of before it.

In this order:

0. of a length of time, from where to where it takes (`朵曲至云岭20分钟`);
1. what was counted just before, where nothing stands between, or where this is a share or a change of it;
2. the thing that the quantity's own clause is about (`净利润只有区区2.89亿元`), a bare 报价 with its owner before;
3. what was counted before, where that is of the same nature;
4. the noun phrase that the nearest clause ends or begins with; of `灰鼠储藏的松子` that is 松子;
5. what was counted before, whatever it is.

Where the sentence tells nothing, the linker asks the sentences before, and last of all the scene: the place or the verb
of the clause.
"""

from factpipe.link import ranges
from factpipe.link.alphabet import (
    ADVERB,
    BREAK,
    CONJUNCTION,
    LISTED,
    NOUN,
    PLACE,
    PREPOSITION,
    PRONOUN,
    QUOTED,
    TIME,
    Alphabet,
)
from factpipe.link.encode import Encoded
from factpipe.link.items import ItemLexicon, unwrapped
from factpipe.link.phrase import PhraseGrammar
from factpipe.link.position import COUNTED, RELATIVE, At
from factpipe.model import Claim, Quantity

#: who is spoken of without a name
_PERSONAL = frozenset("他她它我你")


class Antecedents:
    """Finds noun phrases in the clauses before a quantity."""

    def __init__(self, items: ItemLexicon, alphabet: Alphabet, grammar: PhraseGrammar) -> None:
        self._items = items
        self._subject = ranges.compiled(grammar.subject())
        self._measured = ranges.compiled(grammar.measured())
        self._relative = ranges.compiled(grammar.relative())
        self._within = ranges.compiled(grammar.locative)
        self._preposition = ranges.compiled(grammar.preposition)
        self._ending = ranges.compiled(grammar.backward())
        self._verb = ranges.compiled(grammar.verb)
        self._clause_start = ranges.compiled(grammar.boundary)
        self._places = frozenset(alphabet.of_kinds(PLACE))
        self._route = ranges.compiled(grammar.route())
        self._kind = ranges.compiled(grammar.kind_before())
        self._actors = frozenset(alphabet.members("agent") + alphabet.members("person"))
        self._things = frozenset(alphabet.of_kinds(NOUN + QUOTED, without=("agent", "person")))
        self._beside = frozenset(alphabet.of_kinds(PREPOSITION) + alphabet.members("from") + alphabet.members("reach"))
        before = alphabet.of_kinds(TIME + PLACE + CONJUNCTION + ADVERB)
        self._leading = frozenset(before + alphabet.members("part-lead") + alphabet.members("be"))
        self._opening_words = frozenset(alphabet.of_kinds(TIME + ADVERB) + alphabet.members("part-lead"))
        self._before_topic = self._leading.union(alphabet.of_kinds(PRONOUN))
        self._parts = frozenset(alphabet.of_kinds(BREAK + LISTED))
        self._compares = frozenset(alphabet.members("compare") + alphabet.members("exceed"))
        self._adjuncts = frozenset(alphabet.members("adjunct"))
        #: what leads to no one who acts: 向|朵曲县供水; but 由|朵曲县供水
        self._led_by = self._adjuncts.union(alphabet.of_kinds(PREPOSITION)).difference(alphabet.members("by"))
        self._no_topics = frozenset(alphabet.members("no-topic"))
        self._speaks = frozenset(alphabet.members("speak"))
        self._records = frozenset(alphabet.members("record"))
        self._shares = frozenset(alphabet.members("share"))
        self._stays = frozenset(alphabet.members("reach")).difference(alphabet.members("have"))
        self._be, self._of = frozenset(alphabet.members("be")), frozenset(alphabet.members("of"))
        self._bases = self._compares.union(self._shares, alphabet.members("reach"))

    def carried(self, at: At) -> str | None:
        """What the sentence is about before the quantity."""
        encoded, token, quantity, previous, _ = at
        if quantity.measure == "duration" and (route := self.route(encoded, token)):
            return route
        if previous is None or not previous.item:
            return self._first(encoded, token, quantity)
        return self._going_on(encoded, token, quantity, previous, previous.item)

    def _first(self, encoded: Encoded, token: int, quantity: Quantity) -> str | None:
        """What the sentence is about before its first quantity."""
        measured = quantity.measure == "money" or quantity.measure in RELATIVE
        if quantity.measure in RELATIVE:  # 占总产量的一成: of something that was named before that
            clause = self._clause(encoded, token)
            token = next((t for t in range(clause, token) if encoded.codes[t] in self._shares), token)
        found = (measured and self.measured(encoded, token)) or self.subject(encoded, token, quantity)
        return found[0] if found else None

    def _going_on(self, encoded: Encoded, token: int, quantity: Quantity, previous: Claim, item: str) -> str:
        """What a quantity after another is of, which is one of an `item`."""
        if encoded.starts[token] == previous.quantity.end:
            return item
        codes = encoded.codes
        counted = quantity.measure in COUNTED
        kind = self.kind(encoded, token) if counted or quantity.measure == "percent" else None
        if kind is not None:
            return kind + item.rpartition("的")[2]
        if counted and not self._shares.isdisjoint(codes[token - 2 : token]):
            return item  # 某厂占了3种: of those that were counted before
        if quantity.measure in RELATIVE:
            # 核心资本充足率也下降，由9.2%降至9%: what has been named since, but not what it is a share of
            since = encoded.token_at(previous.quantity.end)
            alone = self._bases.isdisjoint(codes[since:token])
            found = self.measured(encoded, token, since) if alone else None
            return found[0] if found else self._opening(encoded, token, since) or item
        own = self.own_clause(encoded, token, item)
        if own is not None:
            return own
        if previous.quantity.measure in RELATIVE:
            item = self._items.changed(item)
        if _nature(quantity.measure) == _nature(previous.quantity.measure):
            return item
        return self._of_another_nature(encoded, token, quantity, previous.quantity, item)

    def _of_another_nature(
        self, encoded: Encoded, token: int, quantity: Quantity, previous: Quantity, item: str
    ) -> str:
        """What a quantity is of that measures another thing than the one before, of `item` (9个茶厂，产值3亿元)."""
        found = self.spoken_of(encoded, encoded.token_at(previous.end), token)
        if found is None and item in self._items.own_nouns:
            found = self.spoken_of(encoded, 0, token)
        # 市场将保持3%的增速，到明年达到3亿元: the market
        item = found[0] if found and not self._items.is_extent(found[0]) else item
        return self._items.handed_out(item) if quantity.measure == "money" else item

    def _opening(self, encoded: Encoded, token: int, since: int) -> str | None:
        """The thing that a clause opens with after token `since`, if it changes or is a share there (另一基金上涨);
        of a share that opens its clause, that of the clause before (期刊最少，占6%).
        """
        codes = encoded.codes
        start = self._clause(encoded, token)
        found = self._thing_first(encoded, max(start, since), token)
        if found is None and start - 1 > since and codes[start] in self._shares:
            first = max(self._clause(encoded, start - 1), since)
            found = self._thing_first(encoded, first, start - 1, acting=True)
        return found

    def _thing_first(self, encoded: Encoded, start: int, end: int, *, acting: bool = False) -> str | None:
        """The thing (or who acts, if `acting`) that tokens [start, end) begin with, up to what it is compared with or a
        share of.
        """
        codes = encoded.codes
        until = next((t for t in range(start, end) if codes[t] in self._bases), end)
        span = self._topic(codes, start, until)
        if span is None or span == (end - 1, end):  # 增产10%: the gain itself
            return None
        if not (acting or codes[span[1] - 1] in self._things) or not self._leading.issuperset(codes[start : span[0]]):
            return None
        topic = self._items.phrase(encoded, span)
        return topic and topic[0]

    def route(self, encoded: Encoded, token: int) -> str | None:
        """From where to where it takes so long, if the clause before a token says so: 朵曲至云岭."""
        found = self._route.search(encoded.codes, self._clause(encoded, token), token)
        return "".join(encoded.words[slice(*found.span())]) if found else None

    def kind(self, encoded: Encoded, token: int, *, led: bool = False) -> str | None:
        """What a clause that ends in 的 before a quantity says of which kind it counts: 因病致贫的(有42户).

        Where a verb must have `led` to the quantity, 失业的2万人 is none.
        """
        size = len(encoded.codes)
        found = self._kind.match(encoded.backwards, size - token)
        if found is None or (led and found[1] is None):
            return None
        begins, ends = found.span(found.lastindex)
        return unwrapped(encoded.words[size - ends : size - begins]) + "的"

    def own_clause(self, encoded: Encoded, token: int, before: str) -> str | None:
        """The thing that the quantity's clause speaks of after the quantity before it, which counted `before`."""
        codes = encoded.codes
        clause = self._clause(encoded, token)
        start = max([clause, *(t + 1 for _, t in encoded.quantities if t < token)])
        # 交易价高于牌价3元: what follows the comparison is its base
        end = next((t for t in range(start, token) if codes[t] in self._compares), token)
        span = self._topic(codes, start, end)
        if span is None or codes[span[1] - 1] not in self._things or codes[max(span[0] - 1, 0)] in self._beside:
            return None
        if not self._compares.isdisjoint(codes[clause:start]):
            return None
        topic = self._items.phrase(encoded, span)
        if topic is not None and self._items.is_bare(encoded, span):
            return self._items.completed(topic[0], before, counted=False)
        return topic and topic[0]

    def named_since(self, encoded: Encoded, token: int, previous: Claim | None, *, rate: bool) -> str | None:
        """What a noun of measuring that begins at a token belongs to, where that was named after the quantity before:
        the thing of its own clause (电池片降幅), or for a `rate` what is measured (开工率下滑，降幅).
        """
        own = self.own_clause(encoded, token, "")
        if own is None and rate and previous is not None:
            found = self.measured(encoded, token, encoded.token_at(previous.quantity.end))
            own = found[0] if found else None
        return own

    def measured(self, encoded: Encoded, token: int, since: int = 0) -> tuple[str, tuple[int, int]] | None:
        """The phrase of the sentence between two tokens that names what is measured (采购额), the nearest one."""
        size = len(encoded.codes)
        found = self._measured.search(encoded.backwards, size - token, size - since)
        return self._items.phrase(encoded, (size - found.end(), size - found.start())) if found else None

    def subject(self, encoded: Encoded, token: int, quantity: Quantity) -> tuple[str, tuple[int, int]] | None:
        """The first noun phrase of the sentence before a token that the quantity may be of: what it is about."""
        codes = encoded.codes
        acted = not self._items.may_act(quantity)
        end = token
        while end > 0:  # clause by clause, the nearest first
            start = self._clause(encoded, end)
            subject = self._topic(codes, start, end)
            while acted and subject and codes[subject[1] - 1] in self._actors:
                subject = self._topic(codes, subject[1], end)
            if subject and self._is_about(codes, *subject) and (item := self._items.phrase(encoded, subject)):
                return item
            end = start - 1
        return None

    def spoken_of(self, encoded: Encoded, since: int, token: int) -> tuple[str, tuple[int, int]] | None:
        """The noun phrase that ends or begins a clause between two tokens, the nearest clause first."""
        codes, size = encoded.codes, len(encoded.codes)
        end = token
        while end > since:
            start = max(since, self._clause(encoded, end))
            if end < token:  # the clause of the quantity itself has been looked at by rules
                ending = self._ending.match(encoded.backwards, size - end, size - start)
                topic = self._topic(codes, start, end)
                spans = [span for span in (ending and (size - ending.end(), end), topic) if span]
                if topic and codes[topic[1]] in self._be and codes[topic[0] - 1] not in self._of:
                    spans.reverse()  # 云岭大道是一条公路，全长9公里: that of the one with a name
                for span in spans:
                    if self._is_about(codes, *span) and (item := self._items.phrase(encoded, span)):
                        return item
            end = start - 1
        return None

    def opens_clause(self, encoded: Encoded, token: int) -> bool:
        """Whether nothing but times, adverbs and 其中 stands before a token in its clause or item of a list."""
        codes = encoded.codes
        while token > 0 and codes[token - 1] in self._opening_words:
            token -= 1
        return token > 0 and codes[token - 1] in self._parts

    def goes_on(self, at: At) -> bool:
        """Whether what lasted as long as the quantity before tells is, in the same clause, as much as this one."""
        codes = at.encoded.codes
        led = codes[at.token - 1] in self._stays
        return led and self._clause_start.search(codes, at.since, at.token) is None

    def told_before(self, encoded: Encoded, token: int) -> tuple[int, int] | None:
        """Where that stands which the clause before that of a token is about."""
        end = self._clause(encoded, token) - 1
        start = self._clause(encoded, end) if end > 0 else 0
        span = self._topic(encoded.codes, start, end) if end > 0 else None
        if span is None or not self._before_topic.issuperset(encoded.codes[start : span[0]]):
            return None
        topic = self._items.phrase(encoded, span) if self._is_about(encoded.codes, *span) else None
        return topic and topic[1]

    def scene(self, encoded: Encoded, token: int, measure: str) -> str | None:
        """The place that the clause before a quantity begins with, or else its last verb: better than nothing.

        Of an age it is who is spoken of, if only by a pronoun (他３岁时; 七八岁时，我).
        """
        if measure == "age":
            return next((word for word in encoded.words if word in _PERSONAL), None)
        start = self._clause(encoded, token)
        place = next((i for i in range(start, token) if encoded.codes[i] in self._places), None)
        return self.frame(encoded, token)[1] if place is None else encoded.words[place]

    def frame(self, encoded: Encoded, token: int, item: str | None = None) -> tuple[str | None, str | None]:
        """(actor, predicate) of the clause before a quantity: the phrase that it begins with, and its last verb.

        The verb is none of the words of the item (发放 in 发放宣传手册700份), unless that is the verb (投入300万元).
        """
        codes, size = encoded.codes, len(encoded.codes)
        start = self._clause(encoded, token)
        verb, end = None, token
        if item and (first := "".join(encoded.words[start:token]).rfind(item)) >= 0:
            first += encoded.starts[start]
            begins, ends = encoded.token_at(first), encoded.token_at(first + len(item))
            if ends - begins > 1:
                verb = self._verb.search(encoded.backwards, size - token, size - ends)
                end = token if verb else begins
        verb = verb or self._verb.search(encoded.backwards, size - end, size - start)
        if verb is None:
            return None, None
        at = size - verb.start() - 1
        subject = self._topic(codes, start, at)
        actor = None
        if subject and codes[max(subject[0] - 1, 0)] not in self._led_by:
            actor = unwrapped(encoded.words[slice(*subject)]) or None
        return actor, encoded.words[at]

    def _topic(self, codes: str, start: int, end: int) -> tuple[int, int] | None:
        """The first noun phrase of a clause; where it only begins what stands before 的, the phrase after that."""
        found = self._subject.search(codes, start, end)
        if found is None:
            return None
        relative = self._relative.match(codes, found.end(), end)
        # 茶园面积扭转了下滑的势头: the area
        if relative is None or codes[relative.end(1) - 1] in self._no_topics:
            return found.span()
        if not self._within.match(codes, relative.end(1)):
            return relative.span(1)
        # 在松树多的林里: where, not what
        return None if self._preposition.match(codes, max(found.start() - 1, 0)) else found.span()

    def _is_about(self, codes: str, start: int, end: int) -> bool:
        """Whether a clause may be about the phrase: not the grounds of what it says (根据方案), nor who says it,
        nor how high something stands (再创历史新高).
        """
        following = codes[end : end + 1]
        if codes[max(start - 1, 0)] in self._adjuncts or following in self._speaks or codes[end - 1] in self._no_topics:
            return False
        return following not in self._records or end - start > 1

    def _clause(self, encoded: Encoded, token: int) -> int:
        """Where the clause before a token begins."""
        size = len(encoded.codes)
        found = self._clause_start.search(encoded.backwards, size - token)
        return size - found.start() if found else 0


def _nature(measure: str) -> str:
    return "count" if measure in COUNTED else measure
