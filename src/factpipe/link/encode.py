"""A sentence as a string with one character per token, so that rules can be matched by `re` at C speed.

Quantities, times, places and quoted names are masked before segmentation and are one token each, so that a segmenter
that would cut through a number never sees it. Every other token gets a code by its word kind (noun, verb …) and the set
of lexicon classes that it belongs to; two words of the same kind and classes share a code.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from factpipe import tokens
from factpipe.rules.entries.classes import WordClass

# Word kinds. Every token has exactly one; the letter is only a name in this module and in the phrase grammar.
KINDS = 'NGVAJDPCURFTLQqMKYX,/([)"OB'
NOUN, VERBAL_NOUN, VERB, ADJECTIVE, ATTRIBUTIVE, ADVERB = "NGVAJD"
PREPOSITION, CONJUNCTION, PARTICLE, PRONOUN, LOCATIVE = "PCURF"
TIME, PLACE, QUANTITY, OTHER_QUANTITY, NUMERAL, CLASSIFIER, IDIOM = "TLQqMKY"
SYMBOL, BREAK, LISTED, OPEN, CLOSE, QUOTED, OTHER, ASIDE = 'X,/()"OB'

_BY_TAG = {
    "n": NOUN, "nr": NOUN, "ns": NOUN, "nz": NOUN, "nt": NOUN, "nrt": NOUN, "nrfg": NOUN, "ng": NOUN, "j": NOUN,
    "l": IDIOM, "eng": NOUN, "an": NOUN, "s": NOUN, "i": IDIOM, "vn": VERBAL_NOUN, "v": VERB, "vd": VERB, "vi": VERB,
    "vq": VERB, "vg": VERB, "a": ADJECTIVE, "ag": ADJECTIVE, "z": ADJECTIVE, "b": ATTRIBUTIVE, "ad": ADVERB,
    "d": ADVERB, "dg": ADVERB, "df": ADVERB, "p": PREPOSITION, "c": CONJUNCTION, "uj": PARTICLE, "ul": PARTICLE,
    "uz": PARTICLE, "ug": PARTICLE, "ud": PARTICLE, "uv": PARTICLE, "u": PARTICLE, "r": PRONOUN, "rz": PRONOUN,
    "f": LOCATIVE, "t": TIME, "tg": TIME, "m": NUMERAL, "mq": NUMERAL, "mg": NUMERAL, "q": CLASSIFIER, "k": NOUN,
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
_MEMO = 100_000


#: words that end so are nouns though the dictionary tags some as verbs (讲解员, 成活率)
_NOUN_ENDINGS = "员者率费额器机厂校量户"
_LONG_NOUN_ENDINGS = _NOUN_ENDINGS + "款金物品人手家法权单业商地区村镇队团站点线网板车船药林园院所房楼树苗"
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
_UNTIL = frozenset({"t-any", "t-until"})
_FUTURE = frozenset({"t-any", "t-future"})
_FUTURE_FORM = re.compile(
    r"今后|未来|明年|后年|下一?个?[月周年]|下半年|届时|“?十.五”?末|.*(?:建成|投产|达产|竣工|完工).{0,4}后\Z"
)
#: 全村, 辽宁全省: places that say that a number is of the whole
_WHOLE = frozenset({"whole"})
_WHOLE_FORM = re.compile(r".*全[村乡镇县区市州省国旗盟校境疆]\Z")
_BY_YEAR = re.compile(r"[到至]([12][0-9]{3})年")
_UNTIL_FORM = re.compile(r"(?:截[至止]|到目前|迄今|至今|到.{1,12}为止)|.*为止\Z")


class Mask(NamedTuple):
    """Characters [start, end) of the article that are one token of the kind. A quantity has its index and measure."""

    start: int
    end: int
    kind: str
    index: int = -1
    measure: str = ""


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
        code = self[word] = self._alphabet.code_of(word, self._segmenter.tag_of(word))
        return code


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
        self._longest_ending = max(map(len, self._of_ending), default=0)
        self._codes: dict[tuple[str, frozenset[str]], str] = {}
        self._sets: dict[tuple, str] = {}
        for group in (_ANY_TIME, _UNTIL, _FUTURE):
            self.code(TIME, group)
        self.code(PLACE, _WHOLE)
        for group in (_COUNTED, *_GROUPS.values()):
            self.code(QUANTITY, group)
        for names in {frozenset(): None, **{frozenset(names): None for names in self._of_ending.values()}}:
            for kind in KINDS:
                self.code(kind, names)
        for word in self._of_word:
            self.code_of(word, tag_of(word))

    def code(self, kind: str, classes: frozenset[str] = frozenset()) -> str:
        key = (kind, classes)
        known = self._codes.get(key)
        if known is None:
            known = self._codes[key] = chr(_FIRST_CODE + len(self._codes))
        return known

    def code_of(self, word: str, tag: str) -> str:
        """The code of a word with jieba's tag for it."""
        return self.code(self.kind_of(word, tag), self.classes_of(word))

    def kind_of(self, word: str, tag: str) -> str:
        if word in self._overrides:
            return self._overrides[word]
        if tag == "x" or word in _BY_SYMBOL:
            return _BY_SYMBOL.get(word[0], SYMBOL)
        if tag == "b" and len(word) > 2 and word[-1] not in "级型性式化度":
            return NOUN  # 集中营, 指挥员: the dictionary takes long nouns for attributes
        if tag[0] in "vd" and word[-1] in (_LONG_NOUN_ENDINGS if len(word) > 2 else _NOUN_ENDINGS) and len(word) > 1:
            return NOUN
        return _BY_TAG.get(tag, OTHER)

    def classes_of(self, word: str) -> frozenset[str]:
        names = self._of_word.get(word, set())
        for size in range(1, min(self._longest_ending, len(word) - 1) + 1):
            names = names | self._of_ending.get(word[-size:], set())
        return frozenset(names)

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
        inside = sorted((w for c in classes.values() if c.anywhere for w in c.words), key=lambda w: (-len(w), w))
        # not in 全年接待, 去年产值: there the first character belongs to a time
        self._inside = re.compile(f"(?<![全去今昨前明当])(?:{'|'.join(map(re.escape, inside))})" if inside else r"(?!)")
        self._aside = re.compile(r"[（(][^（）()，。；！？,;\n]{1,10}[）)]")
        self._quoted = re.compile(r"[“「『《][^“”「」『』《》，。；！？,;\n]{1,24}[”」』》]")
        self._codes = _Codes(self.alphabet, segmenter)
        self._fixed = {kind: self.alphabet.code(kind) for kind in (QUOTED, ASIDE)}
        self._of_measure = {name: self.alphabet.code(QUANTITY, group) for name, group in _GROUPS.items()}
        self._of_place = self.alphabet.code(PLACE)
        self._of_place_whole = self.alphabet.code(PLACE, _WHOLE)
        self._inner_space = self.alphabet.code(ATTRIBUTIVE)
        self._of_time = self.alphabet.code(TIME, _ANY_TIME)
        self._of_time_until = self.alphabet.code(TIME, _UNTIL)
        self._of_time_future = self.alphabet.code(TIME, _FUTURE)
        self._of_count = self.alphabet.code(QUANTITY, _COUNTED)

    def encode(
        self, text: str, spans: Sequence[tuple[int, int]], masks: Sequence[Mask], year: int | None = None
    ) -> list[Encoded]:
        """The sentences at `spans` (sorted) as tokens. `masks` (sorted, apart) are one token each.

        `year` is that of the issue: what comes after it is the future.
        """
        pieces, where = [], []
        at = 0
        for start, end in spans:
            inner = []
            while at < len(masks) and masks[at].start < end:
                if masks[at].start >= start and masks[at].end <= end:
                    inner.append(masks[at])
                at += 1
            inner = self._with_found(text, start, end, inner)
            cursor = start
            for mask in inner:
                pieces.append(text[cursor : mask.start].replace(_PLACEHOLDER, " "))
                pieces.append(_PLACEHOLDER)
                cursor = mask.end
            pieces.append(text[cursor:end].replace(_PLACEHOLDER, " "))
            pieces.append("\n")
            where.append((start, end, inner))
        return self._cut(text, self._words_of("".join(pieces)), where, year)

    def _with_found(self, text: str, start: int, end: int, masks: list[Mask]) -> list[Mask]:
        """The masks with what is quoted and the words that are looked for inside words, where they overlap none."""
        found = [Mask(*m.span(), QUOTED) for m in self._quoted.finditer(text, start, end)]
        found += [Mask(*m.span(), ASIDE) for m in self._aside.finditer(text, start, end)]
        found += [Mask(*m.span(), "") for m in self._inside.finditer(text, start, end)]
        if not found:
            return masks
        kept = list(masks)
        for mask in found:
            if not any(mask.start < other.end and other.start < mask.end for other in kept):
                kept.append(mask)
        return sorted(kept)

    def _time_code(self, time: str, year: int | None) -> str:
        if _UNTIL_FORM.match(time):
            return self._of_time_until
        by = _BY_YEAR.match(time)
        if (by and int(by[1]) > (year or 0)) or _FUTURE_FORM.match(time):
            return self._of_time_future
        return self._of_time

    def _cut(
        self, text: str, cut: list[str], where: list[tuple[int, int, list[Mask]]], year: int | None
    ) -> list[Encoded]:
        out = []
        words: list[str] = []
        codes: list[str] = []
        sentence = 0
        start, end, masks = where[0] if where else (0, 0, [])
        quantities: list[tuple[int, int]] = []
        at = 0
        code_of = self._codes
        seen = 0
        for word in cut:
            if word == _PLACEHOLDER:
                mask = masks[at]
                at += 1
                masked = text[mask.start : mask.end]
                if mask.kind == QUANTITY:
                    quantities.append((mask.index, len(words)))
                    codes.append(self._of_measure.get(mask.measure, self._of_count))
                elif mask.kind == PLACE:
                    codes.append(self._of_place_whole if _WHOLE_FORM.match(masked) else self._of_place)
                elif mask.kind == TIME:
                    codes.append(self._time_code(masked, year))
                else:
                    codes.append(self._fixed.get(mask.kind) or code_of[masked])
                words.append(masked)
                seen += mask.end - mask.start
            elif seen == end - start:  # the line end after the sentence
                starts = list(accumulate(map(len, words), initial=start))
                out.append(Encoded(start, end, words, "".join(codes), starts, quantities))
                words, codes, quantities, at, seen = [], [], [], 0, 0
                sentence += 1
                if sentence < len(where):
                    start, end, masks = where[sentence]
            else:
                # a space after Latin letters separates nothing: LED 配件企业 is one phrase
                latin = word == " " and words and words[-1][-1:].isascii() and words[-1][-1:].isalnum()
                codes.append(self._inner_space if latin else code_of[word])
                words.append(word)
                seen += len(word)
        return out
