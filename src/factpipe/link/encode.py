"""A sentence as a string with one character per token, so that rules can be matched by `re` at C speed.

Quantities, times, places and quoted names are masked before segmentation and are one token each, so that a segmenter
that would cut through a number never sees it. Every other token gets a code by its word kind (noun, verb …) and the set
of lexicon classes that it belongs to; two words of the same kind and classes share a code.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from factpipe import tokens, trie
from factpipe.link import ranges
from factpipe.link.alphabet import (
    ADJECTIVE,
    ADVERB,
    ANY_TIME,
    ASIDE,
    ATTRIBUTIVE,
    CLASSIFIER,
    COUNTED_THINGS,
    FIRST_CODE,
    FUTURE,
    IDIOM,
    MEASURED,
    NOUN,
    NOW,
    PLACE,
    PREPOSITION,
    QUANTITY,
    QUOTED,
    TIME,
    UNTIL,
    VERB,
    VERBAL_NOUN,
    WHOLE,
    WHOLE_REGION,
    Alphabet,
)
from factpipe.link.masks import Mask, mask_of
from factpipe.link.phrase import PhraseGrammar
from factpipe.link.timeforms import TimeForms
from factpipe.model import maker
from factpipe.rules.entries.classes import WordClass, WordKinds
from factpipe.rules.entries.times import File

_PLACEHOLDER = "\x00"
#: names in quotation marks and asides in brackets, both short and within a clause
_QUOTE = r"[“「『《][^“”「」『』《》，。；！？,;\n]{1,24}[”」』》]"
_ASIDE = r"[（(][^（）()，。；！？,;\n]{1,10}[）)]"
_LOOSE_KINDS = {**dict.fromkeys("“「『《", QUOTED), **dict.fromkeys("（(", ASIDE)}
#: 全年接待, 去年产值: what follows these is a time, not a word that is looked for anywhere
_BEGIN_TIME = frozenset("全去今昨前明当")
#: the last character of words like 村均, which are two where a number of villages stands before them: 5个|村|均通公路
_EVENLY, _COUNTING = "均", frozenset("个所支")
_MEMO = 100_000
#: before a whole they make it where things are from or go, or what a share is of: 来自全国300家, 占全省30%
_OF_WHOLE = re.compile(r"(?:[自对从向应于占]|占[了到据有]{1,2}|相当于.{1,3}|超过了?)\Z")

#: classes whose verbs make no noun with a suffix: 收购|量, but not 达到|量
_NO_COMPOUND = ("reach", "have", "be", "speak", "plan", "share")
#: before these 再 is "again", no part of a noun
_NO_STEM = ("nominal-verb-stop", "governing", "predicate", "invest", "change", "reach", "past", "adverb", "stop-noun")
#: makes an adverb of what stands before it: 欢欣鼓舞|地
_MANNER = "地"
#: a space between a word and a number separates nothing (增长 3%, 产量 20 吨), but where a word follows that right away
#: (山体滑坡 8人死亡)
_SPACES = " \u3000\xa0"
_SPACED = re.compile(f"[\u4e00-\u9fff）)][{_SPACES}]")
_WORD = re.compile("(?<! )[\u4e00-\u9fff]")
#: the code of a noun that the segmenter took for one word with the verb after it (率|达); below all others
_RUN_ON = chr(FIRST_CODE - 1)


class Encoded(NamedTuple):
    """A sentence as tokens: words, a code each, where each begins (one more start than tokens), quantities' tokens."""

    start: int
    end: int
    words: Sequence[str]
    codes: str
    backwards: str  # the codes from the last to the first, for what is read leftwards from a token
    starts: Sequence[int]
    quantities: Sequence[tuple[int, int]]  # (index of the quantity in the article, its token)

    def token_at(self, offset: int) -> int:
        """Index of the first token that begins at or after the offset."""
        return bisect_left(self.starts, offset)


_encoded = maker(Encoded)


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
        if end > 1 or (end and not self._segmenter.knows(word)):
            return end
        return self._segmenter.joint(word) or self._alphabet.deed_joint(word)


class Encoder:
    """Makes `Encoded` sentences of a text, for the sentences that hold quantities."""

    def __init__(
        self, classes: Mapping[str, WordClass], times: File | None = None, kinds: WordKinds | None = None
    ) -> None:
        """`times` tell what the forms of times say, `kinds` which words the dictionary takes for what they are not."""
        words = sorted({word for each in classes.values() for word in each.words})
        segmenter = tokens.segmenter(tuple(words))
        self.alphabet = Alphabet(classes, segmenter.tag_of, kinds)
        phrases = PhraseGrammar(self.alphabet)  # most of what a rule is made of
        self.alphabet.arrange((phrases.forward(), phrases.backward(), phrases.attribute(), phrases.doing()))
        self._words_of = segmenter.cut
        inside = trie.pattern(sorted(word for each in classes.values() if each.anywhere for word in each.words))
        self._inside = re.compile(inside)
        self._loose = re.compile(f"{_QUOTE}|{_ASIDE}|{inside}")
        self._codes = _Codes(self.alphabet, segmenter)
        self._fixed = {kind: self.alphabet.code(kind) for kind in (QUOTED, ASIDE)}
        self._of_measure = {name: self.alphabet.code(QUANTITY, group) for name, group in MEASURED.items()}
        self._of_place = self.alphabet.code(PLACE)
        self._of_place_whole = self.alphabet.code(PLACE, WHOLE)
        self._of_place_region = self.alphabet.code(PLACE, WHOLE_REGION)
        #: how places end that say that a number is of the whole: 辽宁|全省
        whole, self._region = (self.alphabet.words_of(name) for name in ("whole", "whole-region"))
        self._whole = trie.by_last(whole)
        self._forms = TimeForms(times or File())
        self._lasting = frozenset(self.alphabet.words_of("lasting"))
        self._inner_space = self.alphabet.code(ATTRIBUTIVE)
        self._of_time = {group: self.alphabet.code(TIME, group) for group in (ANY_TIME, NOW, UNTIL, FUTURE)}
        self._of_count = self.alphabet.code(QUANTITY, COUNTED_THINGS)
        barred = "".join(map(self.alphabet.members, _NO_COMPOUND))
        verbs = "".join(sorted(set(self.alphabet.members("two-characters")).difference(barred)))
        suffixes = self.alphabet.members("suffix")
        nouns, classifiers = (self.alphabet.of_kinds(kind) for kind in (NOUN + VERBAL_NOUN, CLASSIFIER))
        self._compound = ranges.compiled(f"[{verbs}][{suffixes}]|[{nouns}][{classifiers}]")
        prefixes = self.alphabet.members("prefix")
        stems = self.alphabet.of_kinds(NOUN + VERBAL_NOUN, without=_NO_STEM)
        self._derived = ranges.compiled(f"[{prefixes}][{stems}]")
        how = self.alphabet.of_kinds(ADJECTIVE + ATTRIBUTIVE + ADVERB + IDIOM + QUOTED)
        done = self.alphabet.of_kinds(VERB + VERBAL_NOUN + PREPOSITION)
        self._manner = ranges.compiled(f"[{how}][{self._codes[_MANNER]}](?=[{done}])")
        self._adverb = self.alphabet.code(ADVERB)
        #: what patterns are made of, by the codes as they are numbered now
        self.grammar = PhraseGrammar(self.alphabet)
        #: the tokens that are something else where they stand, and what they are there
        self._here = ranges.compiled(self.grammar.here())
        self._codes_here = self.alphabet.here()

    def encode(
        self, text: str, spans: Sequence[tuple[int, int]], masks: Sequence[Mask], year: int | None = None
    ) -> list[Encoded]:
        """The sentences at `spans` (sorted) as tokens. `masks` (sorted, apart) are one token each.

        `year` is that of the issue: what comes after it is the future.
        """
        text = text.replace(_PLACEHOLDER, " ")  # what stands for a mask stands for nothing else
        masks = self._with_loose(text, spans, masks)
        pieces: list[str] = []
        where: list[tuple[int, int, list[Mask]]] = []
        following = iter(masks)
        mask = next(following, None)
        for start, end in spans:
            inner = []
            cursor = start
            while mask is not None and mask[0] < end:
                first, last, kind, index, measure = mask
                if first >= start and last <= end:
                    if kind == QUANTITY and text[first - 1] in _SPACES and self._is_spaced(text, start, first, last):
                        first -= 1
                        mask = mask_of((first, last, kind, index, measure))
                    inner.append(mask)
                    pieces += (text[cursor:first], _PLACEHOLDER)
                    cursor = last
                mask = next(following, None)
            pieces += (text[cursor:end], "\n")
            where.append((start, end, inner))
        return self._cut(text, self._words_of("".join(pieces)), where, year)

    @staticmethod
    def _is_spaced(text: str, start: int, first: int, last: int) -> bool:
        """Whether the space before text[first:last], in a sentence that begins at `start`, separates nothing."""
        after_word = first - start > 1 and _SPACED.match(text, first - 2)
        return bool(after_word) and _WORD.match(text, last) is None

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
                    if text[end - 1] == _EVENLY and text[start - 1] in _COUNTING and out and out[-1].end == start:
                        end -= 1
                    told = text[start - 1 : start] in _BEGIN_TIME and not (at and masks[at - 1].end == start)
                    if kind or not told:  # 目前|年均收入, but not 前|年均
                        out.append(mask_of((start, end, kind, -1, "")))
                elif kind:  # a quotation that holds a quantity: the words in it still count
                    out += (Mask(*m.span(), "") for m in self._inside.finditer(text, start + 1, masks[at].start))
        out += masks[at:]
        return out

    def _mask_code(self, mask: Mask, word: str, text: str, year: int | None) -> str:
        start, end, kind, _index, measure = mask
        if kind == QUANTITY:
            return self._of_measure.get(measure, self._of_count)
        if kind == PLACE:
            if not word.endswith(self._whole.get(word[-1], ())) or _OF_WHOLE.search(text, max(0, start - 6), start):
                return self._of_place
            return self._of_place_region if word.endswith(self._region) else self._of_place_whole
        if kind == TIME:
            # 持续到2016年底: how long something lasts, no date ahead
            lasts = text[max(0, start - 2) : start] in self._lasting
            group = self._forms.group(word, None if lasts else year or 0)
            # 截至6月的财年: of what it is told, it says no more than when
            of = group is UNTIL and (text.startswith("的", end) or lasts)
            return self._of_time[ANY_TIME if of else group]
        return self._fixed.get(kind) or self._codes[word]

    def _cut(
        self, text: str, cut: list[str], where: list[tuple[int, int, list[Mask]]], year: int | None
    ) -> list[Encoded]:
        """The words of all sentences, a line each, as sentences with their masks put back."""
        out = []
        coded = list(map(self._codes.__getitem__, cut))
        self._join_compounds(cut, coded, self._separate(cut, coded))
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
            forwards = self._here.sub(self._code_here, "".join(codes))
            out.append(_encoded((start, end, words, forwards, forwards[::-1], starts, quantities)))
        return out

    def _code_here(self, token: re.Match[str]) -> str:
        return self._codes_here[token[0]]

    def _separate(self, words: list[str], codes: list[str]) -> str:
        """Set apart the words that were cut as one, as a noun with the verb after it: 率|达. Gives the codes joined."""
        joined = "".join(codes)
        while _RUN_ON in joined:  # of three words, one at a time
            token = joined.rfind(_RUN_ON)
            while token >= 0:
                word = words[token]
                at = self._codes.joint(word)
                words[token : token + 1] = apart = (word[:at], word[at:])
                codes[token : token + 1] = map(self._codes.__getitem__, apart)
                token = joined.rfind(_RUN_ON, 0, token)
            joined = "".join(codes)
        return joined

    def _join_compounds(self, words: list[str], codes: list[str], joined: str) -> None:
        """A verb with a suffix after it is one noun: 收购量, 防护林; so is a noun with a classifier, which there counts
        nothing (环保袋, 砂石场), and one with a prefix: 再贷款, 非金属. What tells how something is done is one adverb
        with its 地: 欢欣鼓舞地.

        `joined` are the codes.
        """
        found = [m.start() for m in self._compound.finditer(joined)]
        for token in reversed(found):
            word = words[token] + words[token + 1]
            words[token : token + 2] = [word]
            codes[token : token + 2] = [self.alphabet.code(NOUN, self.alphabet.classes_of(word))]
        if found:
            joined = "".join(codes)
        found = [m.start() for m in self._derived.finditer(joined)]
        for token in reversed(found):
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
