"""A sentence as a string with one character per token, so that rules can be matched by `re` at C speed.

Quantities, times, places and quoted names are masked before segmentation and are one token each, so that a segmenter
that would cut through a number never sees it. Every other token gets a code by its word kind (noun, verb …) and the set
of lexicon classes that it belongs to; two words of the same kind and classes share a code.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from factpipe import tokens
from factpipe.link import ranges
from factpipe.quantities import trie
from factpipe.rules.entries.classes import WordClass

# Word kinds. Every token has exactly one; the letter is only a name in this module and in the phrase grammar.
KINDS = 'NGVAJDPCURFTLQMKYX,/([)"OB'
NOUN, VERBAL_NOUN, VERB, ADJECTIVE, ATTRIBUTIVE, ADVERB = "NGVAJD"
PREPOSITION, CONJUNCTION, PARTICLE, PRONOUN, LOCATIVE = "PCURF"
TIME, PLACE, QUANTITY, NUMERAL, CLASSIFIER, IDIOM = "TLQMKY"
SYMBOL, BREAK, LISTED, OPEN, CLOSE, QUOTED, OTHER, ASIDE = 'X,/()"OB'

_BY_TAG = {
    "n": NOUN, "nr": NOUN, "ns": NOUN, "nz": NOUN, "nt": NOUN, "nrt": NOUN, "nrfg": NOUN, "ng": NOUN, "j": NOUN,
    "l": IDIOM, "eng": NOUN, "an": NOUN, "s": ATTRIBUTIVE, "i": ADJECTIVE,
    "vn": VERBAL_NOUN, "v": VERB, "vd": VERB, "vi": VERB,
    "vq": VERB, "vg": VERB, "a": ADJECTIVE, "ag": ADJECTIVE, "z": ADJECTIVE, "b": ATTRIBUTIVE, "ad": ADVERB,
    "d": ADVERB, "dg": ADVERB, "df": ADVERB, "p": PREPOSITION, "c": CONJUNCTION, "uj": PARTICLE, "ul": PARTICLE,
    "uz": PARTICLE, "ug": PARTICLE, "ud": PARTICLE, "uv": PARTICLE, "u": PARTICLE, "r": PRONOUN, "rz": PRONOUN,
    "f": LOCATIVE, "t": TIME, "tg": OTHER, "m": NUMERAL, "mq": NUMERAL, "mg": NUMERAL, "q": CLASSIFIER, "k": NOUN,
    "zg": NOUN,
}  # fmt: skip
_BY_SYMBOL = {
    **dict.fromkeys("，,；;：:。！？!?…—\n\r", BREAK), **dict.fromkeys("、/", LISTED),
    **dict.fromkeys("（([【〔", OPEN), **dict.fromkeys("）)]】〕", CLOSE),
}  # fmt: skip

_KIND_NAMES = {
    "noun": NOUN, "verbal-noun": VERBAL_NOUN, "verb": VERB, "adjective": ADJECTIVE, "adverb": ADVERB,
    "conjunction": CONJUNCTION, "other": OTHER,
}  # fmt: skip

_FIRST_CODE = 0x4E00  # room for 20,000 codes; none is a character that `re` treats specially
_PLACEHOLDER = "\x00"
#: names in quotation marks and asides in brackets, both short and within a clause
_QUOTE = r"[“「『《][^“”「」『』《》，。；！？,;\n]{1,24}[”」』》]"
_ASIDE = r"[（(][^（）()，。；！？,;\n]{1,10}[）)]"
_LOOSE_KINDS = {**dict.fromkeys("“「『《", QUOTED), **dict.fromkeys("（(", ASIDE)}
#: 全年接待, 去年产值: what follows these is a time, not a word that is looked for anywhere
_BEGIN_TIME = frozenset("全去今昨前明当")
#: 各省, 各县 are who acts
_NO_KIND_OF = frozenset("省市县区州乡镇村地自个位")
_MEMO = 100_000
_NO_NAMES: frozenset[str] = frozenset()


#: words that end so are nouns though the dictionary tags some as verbs (讲解员, 成活率)
_NOUN_ENDINGS = "员者率费额器机厂校量户"
_LONG_NOUN_ENDINGS = _NOUN_ENDINGS + "款金物品人手家法权单业商地区村镇队团站点线网板车船药林园院所房楼树苗"
#: a verb that holds its object can be what is measured: 用电, 创汇
_OBJECTS = "电水煤粮油汇税房井鱼树林路桥渠坝苗草畜猪羊牛鸡车船矿石砖旗"
#: quantities belong to a class by their measure, so that patterns can name them: {q-money}, {q-percent} …
_COUNTED = frozenset({"q-count"})
_GROUPS = {
    "money": frozenset({"q-money"}), "percent": frozenset({"q-percent"}), "ratio": frozenset({"q-percent"}),
    "age": frozenset({"q-age"}), "duration": frozenset({"q-duration"}),
    **dict.fromkeys(("area", "length", "mass", "volume", "energy", "power", "speed", "temperature"),
                    frozenset({"q-measure"})),
}  # fmt: skip
#: times too: 截至目前, 到去年底为止 tell that what follows is cumulative
_ANY_TIME = frozenset({"t-any"})
#: with a time that is now or past, what a plan says has come to its end
_NOW = frozenset({"t-any", "done"})
_NOW_FORM = re.compile(
    r"[在从到]?(?:目前|现在|如今|当前|眼下|去年|上年|昨[天日]|前年|近[几]?年来?|今年(?:以来|前.{1,2}个?月))"
)
_UNTIL = frozenset({"t-any", "t-until", "done"})
_FUTURE = frozenset({"t-any", "t-future"})
_FUTURE_FORM = re.compile(
    r"(?!.*(?:以来|至今)\Z)(?:今后|未来.|明年|后年|下一?个?[月周年]|下半年|届时"
    r"|.*(?:建成|投产|达产|竣工|完工|投运|投入).{0,4}后(?:第.年)?\Z)"
)
#: 全村, 辽宁全省: places that say that a number is of the whole
_WHOLE = frozenset({"whole"})
#: the same of less than the country, of which rates are told as well
_WHOLE_REGION = frozenset({"whole", "whole-region"})
#: before a whole they make it where things are from or go, or what a share is of: 来自全国300家, 占全省30%
_OF_WHOLE = re.compile(r"(?:[自对从向应于占]|占[了到据有]{1,2}|相当于.{1,3}|超过了?)\Z")
#: 十二五 begins in 2011; what a paper of its first years tells of it is planned
_PLAN_YEARS = re.compile(r"[到至]?[“\"‘「]?十([一二三四五六])五")
_BY_YEAR = re.compile(r"[到至]([12][0-9]{3})年")
_UNTIL_FORM = re.compile(r"(?:截[至止]|到目前|迄今|至今(?![年日天晚])|到.{1,12}为止)|.*为止\Z")

#: a verb of two characters makes a noun with a suffix (收购|量): one with its object has an even rhythm
_TWO = frozenset({"two-characters"})
#: verbs that do not
_NO_COMPOUND = ("reach", "have", "be", "speak", "plan", "share")
#: before these 再 is "again", no part of a noun
_NO_STEM = ("nominal-verb-stop", "governing", "predicate", "invest", "change", "reach", "past", "adverb", "stop-noun")
#: classes of the nouns that the segmenter takes for one word with the verb after them: 率|达, 价|为
_RUNNING_ON = frozenset({"suffix", "attribute", "noun"})
#: makes an adverb of what stands before it: 欢欣鼓舞|地
_MANNER = "地"
#: a space between a word and a number separates nothing: 增长 3%, 产量 20 吨
_SPACED = re.compile("[\u4e00-\u9fff）)][ \u3000\xa0]")
#: the code of what it took so; below all others
_RUN_ON = chr(_FIRST_CODE - 1)


class Mask(NamedTuple):
    """Characters [start, end) of the article that are one token of the kind. A quantity has its index and measure."""

    start: int
    end: int
    kind: str
    index: int = -1
    measure: str = ""


#: makes the record straight from a tuple of all its fields; tens of thousands are made a second
mask_of = partial(tuple.__new__, Mask)


class Encoded(NamedTuple):
    """A sentence as tokens: words, a code each, where each begins (one more start than tokens), quantities' tokens."""

    start: int
    end: int
    words: Sequence[str]
    codes: str
    starts: Sequence[int]
    quantities: Sequence[tuple[int, int]]  # (index of the quantity in the article, its token)

    def token_at(self, offset: int) -> int:
        """Index of the first token that begins at or after the offset."""
        return bisect_left(self.starts, offset)


class _Codes(dict):
    """word → code, filled as words are met; forgets all when it grows too large."""

    def __init__(self, alphabet: "Alphabet", segmenter: tokens.Segmenter) -> None:
        super().__init__()
        self._alphabet = alphabet
        self._segmenter = segmenter

    def __missing__(self, word: str) -> str:
        if len(self) > _MEMO:
            self.clear()
        joined = self.joint(word)
        self[word] = code = _RUN_ON if joined else self._alphabet.code_of(word, self._segmenter.tag_of(word))
        return code

    def joint(self, word: str) -> int:
        """Where two words meet that were cut as one (率|达, 县|共); 0 where it is one."""
        if word in self._alphabet.words:
            return 0
        end = self._alphabet.ends_noun(word)
        return end if end > 1 or (end and not self._segmenter.knows(word)) else self._segmenter.joint(word)


class Alphabet:
    """Codes for word kinds × sets of lexicon classes, and the sets of codes that stand for a class or a kind.

    Every code that a text can need is made at the start, so that a set of codes is complete: words of the lexicon have
    one kind each, by the dictionary, and all other words belong to no class or to one by their ending.
    """

    def __init__(self, classes: Mapping[str, WordClass], tag_of: Callable[[str], str]) -> None:
        self.classes = classes
        self._of_word: dict[str, set[str]] = {}
        self._of_ending: dict[str, set[str]] = {}
        self._overrides: dict[str, str] = {}
        for name, entry in classes.items():
            for word in entry.words:
                self._of_word.setdefault(word, set()).add(name)
                if entry.kind:
                    self._overrides.setdefault(word, _KIND_NAMES[entry.kind])  # the first class to say so wins
            for ending in entry.endings:
                self._of_ending.setdefault(ending, set()).add(name)
        #: how long endings are, by their last character
        self._endings: dict[str, list[int]] = {}
        for last, size in sorted({(ending[-1], len(ending)) for ending in self._of_ending}):
            self._endings.setdefault(last, []).append(size)
        self._codes: dict[tuple[str, frozenset[str]], str] = {}
        self._sets: dict[tuple, str] = {}
        for group in (_ANY_TIME, _NOW, _UNTIL, _FUTURE):
            self.code(TIME, group)
        self.code(PLACE, _WHOLE)
        self.code(PLACE, _WHOLE_REGION)
        for group in (_COUNTED, *_GROUPS.values()):
            self.code(QUANTITY, group)
        #: what a word's longest ending makes it, by all endings within that: 大县, 县
        by_ending = (
            frozenset().union(*(names for other, names in self._of_ending.items() if ending.endswith(other)))
            for ending in self._of_ending
        )
        for names in dict.fromkeys((_NO_NAMES, *by_ending)):
            for kind in KINDS:
                self.code(kind, names)
            for kind in (VERB, VERBAL_NOUN):
                self.code(kind, names | _TWO)
        for word in self._of_word:
            self.code_of(word, tag_of(word))
        #: in an order that makes most sets of codes few ranges
        ordered = sorted(self._codes, key=lambda key: (key[0], sorted(key[1])))
        self._codes = {key: chr(_FIRST_CODE + n) for n, key in enumerate(ordered)}

    def code(self, kind: str, classes: frozenset[str] = frozenset()) -> str:
        key = (kind, classes)
        known = self._codes.get(key)
        if known is None:
            known = self._codes[key] = chr(_FIRST_CODE + len(self._codes))
        return known

    def code_of(self, word: str, tag: str) -> str:
        """The code of a word with jieba's tag for it."""
        kind, names = self.kind_of(word, tag), self.classes_of(word)
        if kind in (VERB, VERBAL_NOUN) and len(word) == 2:
            names |= _TWO
        return self.code(kind, names)

    def kind_of(self, word: str, tag: str) -> str:
        known = _BY_SYMBOL.get(word) or self._overrides.get(word)
        if known:
            return known
        if tag == "x":
            return _BY_SYMBOL.get(word[0], SYMBOL)
        if tag[0] == "r" and word[0] == "各" and word[-1] not in _NO_KIND_OF:
            return ATTRIBUTIVE  # 各族代表, 各界人士
        if tag == "b" and len(word) > 2 and word[-1] not in "级型性式化度":
            return NOUN  # 集中营, 指挥员: the dictionary takes long nouns for attributes
        if (tag[0] == "v" or (tag[0] in "alz" and len(word) > 2)) and "attribute" in self.classes_of(word):
            return NOUN  # 造价, 成活率, 粮食产量
        if tag[0] in "vd" and word[-1] in (_LONG_NOUN_ENDINGS if len(word) > 2 else _NOUN_ENDINGS) and len(word) > 1:
            return NOUN
        if tag[0] == "v" and len(word) == 2 and word[-1] in _OBJECTS and word not in self._of_word:
            return VERBAL_NOUN
        return _BY_TAG.get(tag, OTHER)

    def classes_of(self, word: str) -> frozenset[str]:
        names = self._of_word.get(word, _NO_NAMES)
        for size in self._endings.get(word[-1], ()):
            if size < len(word):
                names = names | self._of_ending.get(word[-size:], _NO_NAMES)
        return frozenset(names)

    def ends_noun(self, word: str) -> int:
        """Where the noun ends that a word begins with, if a verb follows in it: 率|达, 价格|上涨; 0 if none does."""
        if len(word) == 2:
            first, last = (self._of_word.get(character, ()) for character in word)
            return 1 if "reach" in last and not _RUNNING_ON.isdisjoint(first) else 0
        noun, verb = word[:-2], word[-2:]
        return len(noun) if "changed" in self._of_ending.get(verb, ()) and "attribute" in self.classes_of(noun) else 0

    @property
    def words(self) -> Container[str]:
        """The words of the lexicon."""
        return self._of_word

    def members(self, name: str, kinds: str = KINDS) -> str:
        """All codes of the tokens of a class, as characters for a character class."""
        key = (name, kinds)
        if key not in self._sets:
            codes = self._codes.items()
            self._sets[key] = "".join(code for (kind, names), code in codes if name in names and kind in kinds)
        return self._sets[key]

    def of_kinds(self, kinds: str, *, without: Iterable[str] = ()) -> str:
        """All codes of the word kinds, but for words of the classes `without`."""
        barred = frozenset(without)
        codes = self._codes.items()
        return "".join(code for (kind, names), code in codes if kind in kinds and not names & barred)


class Encoder:
    """Makes `Encoded` sentences of a text, for the sentences that hold quantities."""

    def __init__(self, classes: Mapping[str, WordClass]) -> None:
        words = sorted({word for each in classes.values() for word in each.words})
        segmenter = tokens.segmenter(tuple(words))
        self.alphabet = Alphabet(classes, segmenter.tag_of)
        self._words_of = segmenter.cut
        inside = trie.pattern(sorted(word for each in classes.values() if each.anywhere for word in each.words))
        self._inside = re.compile(inside)
        self._loose = re.compile(f"{_QUOTE}|{_ASIDE}|{inside}")
        self._codes = _Codes(self.alphabet, segmenter)
        self._fixed = {kind: self.alphabet.code(kind) for kind in (QUOTED, ASIDE)}
        self._of_measure = {name: self.alphabet.code(QUANTITY, group) for name, group in _GROUPS.items()}
        self._of_place = self.alphabet.code(PLACE)
        self._of_place_whole = self.alphabet.code(PLACE, _WHOLE)
        self._of_place_region = self.alphabet.code(PLACE, _WHOLE_REGION)
        #: how places end that say that a number is of the whole: 辽宁|全省
        self._whole, self._region = (
            tuple(classes[name].words) if name in classes else () for name in ("whole", "whole-region")
        )
        #: verbs of which 到 before a time is a part: 下降|到2016年底
        self._to_verbs = frozenset(classes["to-verb"].words if "to-verb" in classes else ())
        self._inner_space = self.alphabet.code(ATTRIBUTIVE)
        self._of_time = self.alphabet.code(TIME, _ANY_TIME)
        self._of_time_now = self.alphabet.code(TIME, _NOW)
        self._of_time_until = self.alphabet.code(TIME, _UNTIL)
        self._of_time_future = self.alphabet.code(TIME, _FUTURE)
        self._of_count = self.alphabet.code(QUANTITY, _COUNTED)
        barred = "".join(map(self.alphabet.members, _NO_COMPOUND))
        verbs = "".join(sorted(set(self.alphabet.members("two-characters")).difference(barred)))
        suffixes = self.alphabet.members("suffix")
        compound = f"[{verbs}][{suffixes}]|" if suffixes else ""
        nouns, classifiers = (self.alphabet.of_kinds(kind) for kind in (NOUN + VERBAL_NOUN, CLASSIFIER))
        self._compound = ranges.compiled(f"{compound}[{nouns}][{classifiers}]")
        prefixes = self.alphabet.members("prefix")
        stems = self.alphabet.of_kinds(NOUN + VERBAL_NOUN, without=_NO_STEM)
        self._derived = ranges.compiled(f"[{prefixes}][{stems}]" if prefixes else "(?!)")
        how = self.alphabet.of_kinds(ADJECTIVE + ATTRIBUTIVE + ADVERB + IDIOM + QUOTED)
        done = self.alphabet.of_kinds(VERB + VERBAL_NOUN + PREPOSITION)
        self._manner = ranges.compiled(f"[{how}][{self._codes[_MANNER]}](?=[{done}])")
        self._adverb = self.alphabet.code(ADVERB)

    def encode(
        self, text: str, spans: Sequence[tuple[int, int]], masks: Sequence[Mask], year: int | None = None
    ) -> list[Encoded]:
        """The sentences at `spans` (sorted) as tokens. `masks` (sorted, apart) are one token each.

        `year` is that of the issue: what comes after it is the future.
        """
        text = text.replace(_PLACEHOLDER, " ")  # what stands for a mask stands for nothing else
        masks = self._with_loose(text, spans, masks)
        pieces, where = [], []
        following = iter(masks)
        mask = next(following, None)
        for start, end in spans:
            inner = []
            cursor = start
            while mask is not None and mask[0] < end:
                first, last = mask[:2]
                if first >= start and last <= end:
                    if mask.kind == QUANTITY and first - start > 1 and _SPACED.match(text, first - 2):
                        first -= 1
                        mask = mask._replace(start=first)
                    inner.append(mask)
                    pieces += (text[cursor:first], _PLACEHOLDER)
                    cursor = last
                mask = next(following, None)
            pieces += (text[cursor:end], "\n")
            where.append((start, end, inner))
        return self._cut(text, self._words_of("".join(pieces)), where, year)

    def _with_loose(self, text: str, spans: Sequence[tuple[int, int]], masks: Sequence[Mask]) -> list[Mask]:
        """The masks, and where they overlap none: names, asides and the words that are looked for anywhere."""
        out: list[Mask] = []
        at, size = 0, len(masks)
        for first, last in spans:
            for found in self._loose.finditer(text, first, last):
                start, end = found.span()
                while at < size and masks[at].end <= start:
                    out.append(masks[at])
                    at += 1
                kind = _LOOSE_KINDS.get(text[start], "")
                if at == size or masks[at].start >= end:
                    if kind or text[start - 1 : start] not in _BEGIN_TIME:
                        out.append(mask_of((start, end, kind, -1, "")))
                elif kind:  # a quotation that holds a quantity: the words in it still count
                    out += (Mask(*m.span(), "") for m in self._inside.finditer(text, start + 1, masks[at].start))
        out += masks[at:]
        return out

    def _time_code(self, time: str, year: int | None) -> str:
        if _UNTIL_FORM.match(time):
            return self._of_time_until
        by = _BY_YEAR.match(time)
        if (by and year is not None and int(by[1]) > year) or _FUTURE_FORM.match(time):
            return self._of_time_future
        if plan := _PLAN_YEARS.match(time):
            begins = 2006 + 5 * "一二三四五六".index(plan[1])
            until = begins + 3 if "末" in time[-2:] else begins + 1
            return self._of_time_future if year and year <= until else self._of_time
        return self._of_time_now if _NOW_FORM.match(time) else self._of_time

    def _mask_code(self, mask: Mask, word: str, text: str, year: int | None) -> str:
        start, end, kind, _index, measure = mask
        if kind == QUANTITY:
            return self._of_measure.get(measure, self._of_count)
        if kind == PLACE:
            if not word.endswith(self._whole) or _OF_WHOLE.search(text, max(0, start - 6), start):
                return self._of_place
            return self._of_place_region if word.endswith(self._region) else self._of_place_whole
        if kind == TIME:
            # 下降到2016年底: the verb's 到, no date ahead
            follows_verb = text[max(0, start - 2) : start] in self._to_verbs
            code = self._time_code(word, None if follows_verb else year or 0)
            # 截至6月的财年: of what it is told, it says no more than when
            of = code == self._of_time_until and (text.startswith("的", end) or follows_verb)
            return self._of_time if of else code
        return self._fixed.get(kind) or self._codes[word]

    def _cut(
        self, text: str, cut: list[str], where: list[tuple[int, int, list[Mask]]], year: int | None
    ) -> list[Encoded]:
        """The words of all sentences, a line each, as sentences with their masks put back."""
        out = []
        cut, coded = self._separated(cut, list(map(self._codes.__getitem__, cut)))
        self._join_compounds(cut, coded)
        at = 0
        for start, end, masks in where:
            stop = cut.index("\n", at)
            words, codes = cut[at:stop], coded[at:stop]
            at = stop + 1
            quantities = []
            token = -1
            for mask in masks:
                first, last, kind, index, _measure = mask
                token = words.index(_PLACEHOLDER, token + 1)
                word = words[token] = text[first:last]
                codes[token] = self._mask_code(mask, word, text, year)
                if kind == QUANTITY:
                    quantities.append((index, token))
            if " " in words:
                self._join_latin(words, codes)
            starts = list(accumulate(map(len, words), initial=start))
            out.append(Encoded(start, end, words, "".join(codes), starts, quantities))
        return out

    def _separated(self, words: list[str], codes: list[str]) -> tuple[list[str], list[str]]:
        """The words and codes with those apart that were cut as one, as a noun with the verb after it: 率|达."""
        if _RUN_ON not in codes:
            return words, codes
        apart: list[str] = []
        for word, code in zip(words, codes, strict=True):
            at = self._codes.joint(word) if code == _RUN_ON else 0
            apart += (word[:at], word[at:]) if at else (word,)
        return self._separated(apart, list(map(self._codes.__getitem__, apart)))

    def _join_compounds(self, words: list[str], codes: list[str]) -> None:
        """A verb with a suffix after it is one noun: 收购量, 防护林; so is a noun with a classifier, which there counts
        nothing (环保袋, 砂石场), and one with a prefix: 再贷款, 非金属. What tells how something is done is one adverb
        with its 地: 欢欣鼓舞地.
        """
        found = [m.start() for m in self._compound.finditer("".join(codes))]
        for token in reversed(found):
            word = words[token] + words[token + 1]
            words[token : token + 2] = [word]
            codes[token : token + 2] = [self.alphabet.code(NOUN, self.alphabet.classes_of(word))]
        for match in reversed(list(self._derived.finditer("".join(codes)))):
            token = match.start()
            words[token : token + 2] = [words[token] + words[token + 1]]
            del codes[token]
        if _MANNER in words:
            for match in reversed(list(self._manner.finditer("".join(codes)))):
                token = match.start()
                words[token : token + 2] = [words[token] + words[token + 1]]
                codes[token : token + 2] = [self._adverb]

    def _join_latin(self, words: list[str], codes: list[str]) -> None:
        """A space after Latin letters separates nothing: LED 配件企业 is one phrase."""
        for token, word in enumerate(words):
            if word == " " and token and words[token - 1][-1].isascii() and words[token - 1][-1].isalnum():
                codes[token] = self._inner_space
