"""The codes of tokens: a character for each word kind with each set of lexicon classes.

Two words of the same kind and classes share a code, so that a class of tokens is a character class of `re`.
"""

from collections.abc import Callable, Container, Iterable, Mapping

from factpipe.link import ranges
from factpipe.rules.entries.classes import WordClass, WordKinds

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
    "zg": NOUN, "g": NOUN,
}  # fmt: skip
_BY_SYMBOL = {
    **dict.fromkeys("，,；;：:。！？!?…—\n\r", BREAK), **dict.fromkeys("、/", LISTED),
    **dict.fromkeys("（([【〔", OPEN), **dict.fromkeys("）)]】〕", CLOSE),
}  # fmt: skip

_KIND_NAMES = {
    "noun": NOUN, "verbal-noun": VERBAL_NOUN, "verb": VERB, "adjective": ADJECTIVE, "adverb": ADVERB,
    "conjunction": CONJUNCTION, "other": OTHER,
}  # fmt: skip

FIRST_CODE = 0x4E00  # room for 20,000 codes; none is a character that `re` treats specially
#: below all codes: what stands for a class of which no word is told
NO_TOKEN = chr(FIRST_CODE - 2)
#: 各省, 各县 are who acts
_NO_KIND_OF = frozenset("省市县区州乡镇村地自个位")
_NO_NAMES: frozenset[str] = frozenset()
#: quantities belong to a class by their measure, so that patterns can name them: {q-money}, {q-percent} …
COUNTED_THINGS = frozenset({"q-count"})
MEASURED = {
    "money": frozenset({"q-money"}), "percent": frozenset({"q-percent"}), "ratio": frozenset({"q-percent"}),
    "age": frozenset({"q-age"}), "duration": frozenset({"q-duration"}),
    **dict.fromkeys(("area", "length", "mass", "volume", "energy", "power", "speed", "temperature"),
                    frozenset({"q-measure"})),
}  # fmt: skip
#: times too: 截至目前, 到去年底为止 tell that what follows is cumulative
ANY_TIME = frozenset({"t-any"})
#: with a time that is now or past, what a plan says has come to its end
NOW = frozenset({"t-any", "done"})
UNTIL = frozenset({"t-any", "t-until", "done"})
FUTURE = frozenset({"t-any", "t-future"})
#: 全村, 辽宁全省: places that say that a number is of the whole
WHOLE = frozenset({"whole"})
#: the same of less than the country, of which rates are told as well
WHOLE_REGION = frozenset({"whole", "whole-region"})
#: a verb of two characters makes a noun with a suffix (收购|量): one with its object has an even rhythm
_TWO = frozenset({"two-characters"})
#: an idiom that says what becomes of a thing (侦查终结, 对外开放), by its last word
_BECOMES = frozenset({"becomes"})
_LEADING_ON = frozenset("到成给为向于在")  # 输送到
#: how many characters a deed of two words has
_DEED = 4
#: a noun that what follows makes a subject (6个城市|就业率), a mark that joins nothing here (和|多家企业): what words
#: are in their sentence, told once for all the patterns that ask for it
SUBJECT, APART = "subject here", "apart here"
#: the words that may be so, by what they are then: classes of theirs and, for one of them, their kind
_MAY_BE = {SUBJECT: (("agent", "person", "body"), NOUN), APART: (("coord",), KINDS)}
#: classes of the verbs that end one: 立案|查处
_DOING = frozenset({"governing", "predicate", "nominal-verb-stop"})
#: classes of the nouns that the segmenter takes for one word with what comes after them, and of that: 率|达, 数|从
_CONNECTING = frozenset({"reach", "from"})
_RUNNING_ON = frozenset({"suffix", "attribute", "noun"})


class Alphabet:
    """Codes for word kinds × sets of lexicon classes, and the sets of codes that stand for a class or a kind.

    Every code that a text can need is made at the start, so that a set of codes is complete: words of the lexicon have
    one kind each, by the dictionary, and all other words belong to no class or to one by their ending.
    """

    def __init__(
        self, classes: Mapping[str, WordClass], tag_of: Callable[[str], str], kinds: WordKinds | None = None
    ) -> None:
        """`tag_of` gives the dictionary's tag of a word, `kinds` tell of which words it is wrong."""
        kinds = kinds or WordKinds()
        self._nouns, self._long_nouns = kinds.nouns, (*kinds.nouns, *kinds.long_nouns)
        self._objects, self._grades = kinds.objects, kinds.grades
        self.classes = classes
        self._tag_of = tag_of
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
        #: by class the kind and the code of each that has it
        self._having: dict[str, list[tuple[str, str]]] = {}
        self._sets: dict[tuple, str] = {}
        for group in (ANY_TIME, NOW, UNTIL, FUTURE):
            self.code(TIME, group)
        self.code(PLACE, WHOLE)
        self.code(PLACE, WHOLE_REGION)
        for group in (COUNTED_THINGS, *MEASURED.values()):
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
            self.code(IDIOM, names | _BECOMES)
        for word in self._of_word:
            self.code_of(word, tag_of(word))
        self._add_here()
        self._number(sorted(self._codes, key=lambda key: (key[0], sorted(key[1]))))

    def _add_here(self) -> None:
        """Codes for what words may be in their sentences."""
        for here, (told, kinds) in _MAY_BE.items():
            for kind, names in [key for key in self._codes if key[0] in kinds and not key[1].isdisjoint(told)]:
                self.code(kind, names | {here})

    def arrange(self, patterns: Iterable[str]) -> None:
        """Number the codes anew, so that classes as those of the patterns are few ranges; before any other is asked."""
        keys = {code: key for key, code in self._codes.items()}
        self._number([keys[code] for code in ranges.together(keys, patterns)])

    def _number(self, keys: Iterable[tuple[str, frozenset[str]]]) -> None:
        self._codes, self._having, self._sets = {}, {}, {}
        for kind, names in keys:
            self.code(kind, names)

    def code(self, kind: str, classes: frozenset[str] = frozenset()) -> str:
        key = (kind, classes)
        known = self._codes.get(key)
        if known is None:
            known = self._codes[key] = chr(FIRST_CODE + len(self._codes))
            for name in classes:
                self._having.setdefault(name, []).append((kind, known))
        return known

    def code_of(self, word: str, tag: str) -> str:
        """The code of a word with jieba's tag for it."""
        kind, names = self.kind_of(word, tag), self.classes_of(word)
        if kind in (VERB, VERBAL_NOUN) and len(word) == 2:
            names |= _TWO
        if kind == IDIOM and (word[-1] in _LEADING_ON or self._is_done(word[-2:])):
            names |= _BECOMES
        return self.code(kind, names)

    def _is_done(self, word: str) -> bool:
        """Whether a word says what is done, and is no noun as well."""
        return self._tag_of(word) in ("v", "a", "z") and "nominal" not in self._of_word.get(word, ())

    def kind_of(self, word: str, tag: str) -> str:
        known = _BY_SYMBOL.get(word) or self._overrides.get(word)
        if known:
            return known
        if tag == "x":
            return _BY_SYMBOL.get(word[0], SYMBOL)
        if tag[0] == "r" and word[0] == "各" and word[-1] not in _NO_KIND_OF:
            return ATTRIBUTIVE  # 各族代表, 各界人士
        if tag == "b" and len(word) > 2 and not word.endswith(self._grades):
            return NOUN  # 集中营, 指挥员: the dictionary takes long nouns for attributes
        if (tag[0] == "v" or (tag[0] in "abilsz" and len(word) > 2)) and "attribute" in self.classes_of(word):
            return NOUN  # 造价, 成活率, 粮食产量, 吞吐能力
        if tag[0] in "vd" and len(word) > 1 and word.endswith(self._long_nouns if len(word) > 2 else self._nouns):
            return NOUN
        if tag[0] == "v" and len(word) == 2 and word.endswith(self._objects) and word not in self._of_word:
            return VERBAL_NOUN
        return _BY_TAG.get(tag, OTHER)

    def classes_of(self, word: str) -> frozenset[str]:
        names = self._of_word.get(word, _NO_NAMES)
        for size in self._endings.get(word[-1], ()):
            if size < len(word):
                names = names | self._of_ending.get(word[-size:], _NO_NAMES)
        return frozenset(names)

    def ends_noun(self, word: str) -> int:
        """Where the noun ends that a word begins with if a verb or 比 follows (率|达, 价格|上涨, 产量|比); else 0."""
        if len(word) == 2:
            first, last = (self._of_word.get(character, ()) for character in word)
            return 0 if _CONNECTING.isdisjoint(last) or _RUNNING_ON.isdisjoint(first) else 1
        if "compare" in self._of_word.get(word[-1], ()):
            return len(word) - 1 if "attribute" in self.classes_of(word[:-1]) else 0
        noun, verb = word[:-2], word[-2:]
        return len(noun) if "changed" in self._of_ending.get(verb, ()) and "attribute" in self.classes_of(noun) else 0

    def deed_joint(self, word: str) -> int:
        """Where the two words of a deed meet that the dictionary has as one: how and what is done (大力|推广), what is
        done and to what (降低|成本, 签订|协议), two verbs (立案|查处), 共 and a verb (共|出动); 0 where it is none.
        """
        if len(word) == _DEED - 1:
            summed = "total" in self._of_word.get(word[0], ()) and self._tag_of(word[1:]) == "v"
            return 1 if summed else 0
        half = _DEED // 2
        if len(word) != _DEED:
            return 0
        first, last = (self._of_word.get(part, _NO_NAMES) for part in (word[:half], word[half:]))
        last_tag = self._tag_of(word[half:])
        if "with-object" in first and last_tag[0] in "ns":
            return half
        if self._tag_of(word)[0] != "n":
            return 0
        tag = self._tag_of(word[:half])
        deed = (
            (tag in ("d", "ad") and last_tag[0] == "v")
            or (tag == "v" and last_tag[0] == "n" and "delta" in first)
            or (tag == last_tag == "v" and not _DOING.isdisjoint(last))
        )
        return half if deed else 0

    @property
    def words(self) -> Container[str]:
        """The words of the lexicon."""
        return self._of_word

    def words_of(self, name: str) -> tuple[str, ...]:
        """The words of a class; none of one that an overlay has taken out."""
        return self.classes[name].words if name in self.classes else ()

    def members(self, name: str, kinds: str = KINDS) -> str:
        """All codes of the tokens of a class, as characters for a character class.

        Of a class that an overlay has taken out or left without words it is a code that no token has.
        """
        key = (name, kinds)
        if key not in self._sets:
            having = self._having.get(name, ())
            self._sets[key] = "".join([code for kind, code in having if kind in kinds]) if having else NO_TOKEN
        return self._sets[key]

    def here(self) -> dict[str, str]:
        """By the code of a word that may be more in its sentence than it is by itself, the code of it there."""
        return {
            code: self._codes[kind, names | {here}]
            for here in _MAY_BE
            for (kind, names), code in self._codes.items()
            if here not in names and (kind, names | {here}) in self._codes
        }

    def of_kinds(self, kinds: str, *, without: Iterable[str] = ()) -> str:
        """All codes of the word kinds, but for words of the classes `without`."""
        barred = frozenset(without)
        key = (kinds, barred)
        if key not in self._sets:  # the rules ask for the same few hundreds of times
            codes = self._codes.items()
            self._sets[key] = "".join([c for (kind, names), c in codes if kind in kinds and names.isdisjoint(barred)])
        return self._sets[key]
