"""The scanner's lexicons, compiled: units by the form that a text has, words that bound a number, traps."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from factpipe import trie
from factpipe.model import Modifier
from factpipe.quantities.traditional import TRADITIONAL, in_both
from factpipe.rules.entries import approximators, traps, units
from factpipe.rules.ruleset import RuleSet

_LATIN_END = re.compile(r"[A-Za-zＡ-Ｚａ-ｚμℓ]\Z")
_NOT_LATIN = "(?![0-9A-Za-zＡ-Ｚａ-ｚ])"
_WIDE = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
#: seconds of a Julian year
_YEAR = 31557600
#: reasons of words before a number that are traps for some numbers only
OF_SOME = frozenset({"indefinite", "date", "clock", "model", "code"})
#: measures of what is sold
_PRICED = frozenset({"mass", "area", "volume", "households"})
Entry = TypeVar("Entry", bound=tuple)
#: what no word reaches over to a number: marks, other numbers
_MARKS, _NUMBERS = "，。；：、（(！？,;!?\\n", "0-9０-９二两三四五六七八九十百千万几"
_DIGITS = "0123456789０１２３４５６７８９一二两三四五六七八九十"
#: how far a word reaches to a number with a link right before it
_LINKED = 14
#: 约为每千克27.2美元
_KILO = "每千(?=[克瓦米])"
_NUMERAL = re.compile(r"[0-9０-９〇零一二两兩三四五六七八九十百千万萬亿億半几幾数數廿卅拾]")


class Sense(NamedTuple):
    """What a unit measures beside certain words, or with so large a number; the unit that it is then short for, and how
    it bounds the number.
    """

    measure: str
    before: re.Pattern[str] | None
    next: tuple[str, ...]
    least: int | None
    unit: str | None
    modifier: Modifier | None


class Form(NamedTuple):
    """A unit as a text writes it."""

    name: str  # the unit's own name, its key in the lexicon
    measure: str
    kind: str  # measure, classifier, noun, calendar, share
    currency: str | None = None
    #: smaller units that may follow, as written → how many of this unit one of them is
    parts: Mapping[str, Fraction] = MappingProxyType({})
    short: bool = False
    senses: tuple[Sense, ...] = ()


class Before(NamedTuple):
    """A word before a number."""

    word: str
    modifier: Modifier
    not_after: tuple[str, ...]
    only_before: tuple[str, ...]
    always_before: tuple[str, ...]
    least: int
    then: tuple[str, ...]
    not_of: tuple[str, ...]


class Distant(NamedTuple):
    """A word some way before a number that bounds it, with all that may part the two: where a link stands right before
    the number, and where none does; the latter is None for words that need one.
    """

    modifier: Modifier
    linked: re.Pattern[str]
    free: re.Pattern[str] | None


#: stands not between what something is told for and how much it is
_BETWEEN = "一，。；：、！？,;:“”（）()0-9０-９%％\n"


class Lexicon:
    """What the scanner looks up; built once from a RuleSet."""

    def __init__(self, rules: RuleSet) -> None:
        self._units(rules.units)
        self._approximators(rules.approximators)
        self._traps(rules.traps)

    def _units(self, file: units.File) -> None:
        self.forms = _forms(file)
        self.unit_pattern = trie.pattern(self.forms, _guards(self.forms, file))
        #: how a text writes any currency
        self.money = trie.pattern(text for text, form in self.forms.items() if form.measure == "money")
        measures = (text for text, form in self.forms.items() if form.kind in {"measure", "calendar"})
        denominators = {*file.denominators, *measures}
        latin = {text: _NOT_LATIN for text in denominators if _LATIN_END.search(text)}
        self.denominator_pattern = trie.pattern(denominators, latin)
        #: value, modifier and unit of words that tell a share or a multiple
        self.shares = {
            word: (Decimal(share.percent or share.times), share.modifier, "%" if share.percent else "倍")
            for word, share in file.shares.items()
        }
        #: what stands before an amount, the codes of currencies too: EUR 20
        codes = {unit.currency: name for name, unit in file.units.items() if unit.currency in unit.forms}
        self.signs = codes | _both_widths(file.signs)
        #: a sign that a blank may stand after: $ 500, USD 500
        self.apart = re.compile(trie.pattern(self.signs) + "\\Z")
        self.sign_ends = frozenset(sign[-1] for sign in self.signs)
        self.sign_lengths = sorted({len(sign) for sign in self.signs}, reverse=True)
        self.bare = {measure: in_both(nouns) for measure, nouns in file.bare.items()}
        self.bare_starts = frozenset(noun[0] for nouns in self.bare.values() for noun in nouns)
        named = {measure: in_both(nouns) for measure, nouns in file.named.items()}
        links = in_both(file.named_links)
        link = trie.pattern(links)
        self.enumerated = re.compile(f"{trie.pattern(in_both(file.enumerated))}(?:主要|大致)?有\\Z")
        #: what a noun before a bare number makes it measure
        self.named = tuple((m, re.compile(f"{trie.pattern(nouns)}{link}?\\Z")) for m, nouns in named.items())
        self.named_ends = frozenset(word[-1] for words in (*named.values(), links) for word in words)
        self._smaller: dict[str, list[Form]] = {}
        for name, unit in file.units.items():
            for written in unit.after_larger:
                self._smaller.setdefault(written, []).append(self.forms[name])

    def is_priced(self, denominator: str) -> bool:
        """Whether a bare number for one of it is a price: 1.2万/亩, 300/户."""
        form = self.forms.get(denominator)
        return form is not None and form.measure in _PRICED

    def bounded(self, value: Decimal, modifier: Modifier) -> tuple[Decimal | None, Decimal | None]:
        """What a modifier bounds: the value from below, from above, or not."""
        has_low, has_high = self.bounds[modifier]
        return value if has_low else None, value if has_high else None

    def unit(self, form: Form | None, larger: Form, written: str) -> Form | None:
        """What a smaller unit is after a larger one: 分 after 角 is money."""
        if form is not None and form.measure == larger.measure:
            return form
        return next((f for f in self._smaller.get(written, ()) if f.measure == larger.measure), None)

    def _approximators(self, file: approximators.File) -> None:
        self.bounds = {modifier: (b.low == "value", b.high == "value") for modifier, b in file.bounds.items()}
        #: words before a number, and words that may stand between the two, by their last character
        self.before = _by_end(
            Before(w, a.modifier, a.not_after, a.only_before, a.always_before, a.least, a.then, a.not_of)
            for w, a in _both_scripts(file.before).items()
        )
        self.fillers = _by_end((word,) for word in file.fillers)
        #: what the character before a number must be for a look at the words before it to be worth while
        self.before_ends = frozenset((*self.before, *self.fillers))
        self.bound_ends = frozenset(self.before)
        self.told_before = self.before_ends | self.sign_ends | frozenset("下负負-−－.． 　个個")
        self.inside = {word: a.modifier for word, a in _both_scripts(file.inside).items()}
        after = _both_scripts(file.after)
        self.after = {word: (a.modifier, frozenset(a.of)) for word, a in after.items()}
        guards = {word: f"(?!{trie.pattern(a.not_before)})" for word, a in after.items() if a.not_before}
        self.after_starts = frozenset(word[0] for word in self.after)
        self.after_pattern = trie.pattern(self.after, guards)
        #: no more than so many: 不得携带|超过两个
        self.forbidden = re.compile(f"{trie.pattern(file.forbidding)}[^，。；：、]{{0,5}}\\Z")
        distant = _both_scripts(file.distant)
        self.distant = {word: _distant(word, entry) for word, entry in distant.items()}
        self.distant_pattern = re.compile(trie.pattern(distant))
        #: how the words end that need no link
        self.free_end = re.compile(trie.pattern(w[-1] for w, a in distant.items() if a.reach))
        self.distant_reach = max((len(w) + max(a.reach + 4, _LINKED) for w, a in distant.items()), default=0)
        self.links = {
            end: tuple(word for (word,) in of) for end, of in _by_end((w,) for w in in_both(file.links)).items()
        }
        self.link_ends = frozenset(self.links)

    def _traps(self, file: traps.File) -> None:
        self.words_beginning, self.words_within = _words(file.words)
        #: a numeral's character → those that may stand before it in a trap word; those that may follow where it begins
        self.around = _gathered((pair[1], pair[0]) for pair in self.words_within)
        self.seconds = _gathered((pair[0], pair[1]) for pair in self.words_beginning)
        before = {reason: in_both(words) for reason, words in file.before.items()}
        self.trap_before = _keyed(before, last=True)
        #: characters after which no number is a fact
        self.never_after = frozenset(
            word for reason in before if reason not in OF_SOME for word in before[reason] if len(word) == 1
        )
        self.trap_after = _keyed({reason: in_both(words) for reason, words in file.after.items()}, last=False)
        self.counting, self.lasting = in_both(file.counting), in_both(file.lasting)
        #: 一坐就是|一天: what is begun once and takes what follows
        self.at_once = re.compile(f"一{trie.pattern(in_both(file.at_once))}就是(?:整整|大半)?\\Z")
        #: 每处理|一吨: what is done once to each
        self.deed = re.compile(f"每{trie.pattern(in_both(file.deeds))}[了过]?\\Z")
        #: 每|15亩, 每处理|一吨|垃圾: so many of what something is told for, and the noun after them
        several = "[0-9０-９.．]{1,8}[百千万亿]{0,2}|[一二两三四五六七八九十百千万亿半点]{1,5}"
        self.for_each = re.compile(
            f"每(?P<deed>{trie.pattern(in_both(file.deeds))}[了过]?)?(?P<number>{several})(?P<unit>{trie.pattern(self.forms)})"
            f"(?P<rest>[^{_BETWEEN}]{{0,14}}(?:，{trie.pattern(file.worth)}[^{_BETWEEN}]{{0,8}})?)"
        )
        self.added, self.aspects = in_both(file.added), in_both(file.aspects)
        self.title = _title(in_both(file.titles))
        #: words beside the number of a unit, before and after it
        self.beside = defaultdict(lambda: ((), ()))
        self.beside.update((key, (in_both(of.before), in_both(of.after))) for key, of in file.beside.items())
        self.each, self.numbered = frozenset(in_both(file.each)), frozenset(file.numbered)
        self.rounded, self.repeated = frozenset(file.rounded), frozenset(file.repeated)
        self.times, self.rows = frozenset(file.times), frozenset(file.rows)
        self.halved, self.not_halves = frozenset(file.halved), in_both(file.not_halves)
        self.one_paired = f"一{trie.pattern(in_both(file.paired))}"
        #: 每个县 of 每个县建一个
        sharers = f"[0-9０-９一二两三四五六七八九十百千几]|{trie.pattern(file.sharers)}"
        self.to_each = re.compile(f"每(?!一[个個])(?:{sharers})")
        #: 各建一座, 各县都有一座; but 各国签署了一项
        self.of_them = re.compile(f"各(?!{trie.pattern(in_both(file.together))})")
        self.same, self.being, self.none = in_both(file.same), in_both(file.being), in_both(file.none)


def _both_widths(signs: dict[str, str]) -> dict[str, str]:
    """The signs of currencies, and as full-width type and traditional script print them: HK＄, ＨＫ＄, 美圓."""
    both = {}
    for sign, name in signs.items():
        for written in (sign, sign.translate(TRADITIONAL), sign.replace("$", "＄"), sign.translate(_WIDE)):
            both.setdefault(written, name)
    return both


def _of_clause(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the words, each # in them a digit, in what is left of its clause."""
    written = (word.replace("#", digit) for word in words for digit in (_DIGITS if "#" in word else "#"))
    return re.compile(f"{trie.pattern(written)}[^，。；！？\\n]*\\Z") if words else None


def _both_scripts(words: dict[str, approximators.Approximator]) -> dict[str, approximators.Approximator]:
    both = dict(words)
    for word, entry in words.items():
        other = {key: tuple(w.translate(TRADITIONAL) for w in getattr(entry, key)) for key in ("not_after", "through")}
        both.setdefault(word.translate(TRADITIONAL), entry.model_copy(update=other))
    return both


def _distant(word: str, entry: approximators.Approximator) -> Distant:
    """A word that bounds a number from some way off."""
    begin = trie.not_after(entry.not_after) + word
    through = f"(?!{trie.pattern(('的', *entry.not_before))})"
    through = f"(?={trie.pattern(entry.through)})" if entry.through else through
    reach = f"{{0,{max(_LINKED, entry.reach)}}}"
    # 不到2010年总产量的一半, 不到三大公司产量的一半: a number within what a share is of
    of_whole = f"(?:(?![{_NUMBERS}一])|(?=[0-9０-９]{{4}}年|[{_NUMBERS}]大))[^{_MARKS}]{reach}的"
    apart = f"(?:{_KILO}|[^{_MARKS}{_NUMBERS}])"
    linked = re.compile(f"{begin}{through}(?:{apart}{reach}|{of_whole})\\Z")
    if not entry.reach:
        return Distant(entry.modifier, linked, None)
    of = "" if entry.through else "的"  # 最少的给40元
    through = trie.pattern(entry.through) if entry.through else through
    apart = f"(?:{_KILO}|[^{_MARKS}{_NUMBERS}{of}])"
    free = re.compile(f"{begin}{through}{apart}{{0,{entry.reach}}}\\Z")
    return Distant(entry.modifier, linked, free)


def _forms(file: units.File) -> dict[str, Form]:
    """Every written form → what it is; a form that two units have belongs to the one that is told first."""
    forms: dict[str, Form] = {}
    for name, unit in file.units.items():
        senses = tuple(
            Sense(s.measure, _of_clause(in_both(s.before)), in_both(s.next), s.least, s.unit, s.modifier)
            for s in unit.senses
        )
        form = Form(name, unit.measure, unit.kind, unit.currency, _parts(file, unit), unit.short, senses)
        for text in (name, *unit.forms):
            forms.setdefault(text, form)
            if text.isascii() and text.isalnum():
                forms.setdefault(text.translate(_WIDE), form)
    for kind, groups in (("classifier", file.classifiers), ("noun", file.nouns)):
        for measure, words in groups.items():
            for word in words:
                forms.setdefault(word, Form(word, measure, kind))
    for sign, name in file.signs.items():
        if not sign[-1].isalnum():  # 100€, 20 HK$
            forms.setdefault(sign, forms[name])
    return forms


def _parts(file: units.File, unit: units.Unit) -> dict[str, Fraction]:
    parts = {}
    for name in unit.then:
        small = file.units.get(name)
        if small is not None:
            ratio = Fraction(small.factor) / Fraction(unit.factor)
            if unit.base == "a" and small.base == "s":  # 三岁六个月
                ratio /= _YEAR
            parts.update(dict.fromkeys((name, *small.forms, *small.after_larger), ratio))
    return parts


def _guards(forms: Iterable[str], file: units.File) -> dict[str, str]:
    guards = {}
    for form in forms:
        no, but = file.not_before.get(form), file.but_before.get(form)
        yet = f"(?!{trie.pattern(but)})" if but else ""
        guard = f"(?!{yet}{trie.pattern(no)})" if no else ""
        if _LATIN_END.search(form):
            guard += _NOT_LATIN
        if guard:
            guards[form] = guard
    return guards


def _by_end(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries, each a tuple with its word first, by the last character of the word, the longest first."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry[0][-1], []).append(entry)
    return {end: tuple(sorted(of, key=lambda entry: -len(entry[0]))) for end, of in found.items()}


def _title(words: tuple[str, ...]) -> re.Pattern[str]:
    """A name in quotation marks that one of the words ends or follows."""
    word = trie.pattern(words)
    return re.compile(f"[“「『][^“”「」『』，。；！？：\\n]{{2,28}}?(?:{word}[”」』]|[”」』](?=[一-龥]{{0,3}}{word}))")


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}


TrapWords = tuple[tuple[int, str, str], ...]
Words = dict[str, TrapWords]


def _words(words: dict[str, tuple[str, ...]]) -> tuple[Words, Words]:
    """Trap words by two characters around one of their numerals: those that begin with it, by it and the next one; the
    others by the one before it and itself. The values are (where the numeral is in the word, word, reason), the
    longest first.
    """
    begin: dict[str, list[tuple[int, str, str]]] = {}
    within: dict[str, list[tuple[int, str, str]]] = {}
    for reason, listed in words.items():
        wide = (word.translate(_WIDE) for word in listed if any(c.isascii() and c.isdigit() for c in word))
        for word in in_both((*listed, *wide)):
            for first in _NUMERAL.finditer(word):
                at = first.start()
                if at:
                    within.setdefault(word[at - 1 : at + 1], []).append((at, word, reason))
                else:
                    begin.setdefault(word[:2], []).append((0, word, reason))
    return _longest_first(begin), _longest_first(within)


def _longest_first(found: dict[str, list[tuple[int, str, str]]]) -> Words:
    return {key: tuple(sorted(entries, key=lambda entry: -len(entry[1]))) for key, entries in found.items()}


def _keyed(groups: dict[str, tuple[str, ...]], *, last: bool) -> dict[str, tuple[tuple[str, str], ...]]:
    """(word, reason) by the word's last or first character, longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for reason, words in groups.items():
        for word in words:
            found.setdefault(word[-1] if last else word[0], []).append((word, reason))
    return {key: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for key, entries in found.items()}
