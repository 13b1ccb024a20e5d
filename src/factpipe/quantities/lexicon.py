"""The scanner's lexicons, compiled: units by the form that a text has, words that bound a number, traps."""

import re
from decimal import Decimal
from typing import NamedTuple

from factpipe.model import Modifier
from factpipe.quantities import trie
from factpipe.rules.ruleset import RuleSet

_LATIN_END = re.compile(r"[A-Za-zμℓ]\Z")
_NOT_LATIN = "(?![A-Za-z])"


class Form(NamedTuple):
    """A unit as a text writes it."""

    name: str  # the unit's own name, its key in the lexicon
    measure: str
    kind: str
    currency: str | None
    then: frozenset[str]  # forms of smaller units that may follow
    short: bool


class Before(NamedTuple):
    """A word before a number."""

    modifier: Modifier
    not_after: tuple[str, ...]
    only_before: tuple[str, ...]


class Lexicon:
    """What the scanner looks up; built once from a RuleSet."""

    def __init__(self, rules: RuleSet) -> None:
        units, approximators, traps = rules.units, rules.approximators, rules.traps
        self.forms = _forms(units)
        self.unit_pattern = trie.pattern(self.forms, _guards(self.forms, units.not_before))
        denominators = {
            *units.denominators,
            *(f for f, form in self.forms.items() if form.kind in {"measure", "calendar"}),
        }
        self.denominator_pattern = trie.pattern(
            denominators, {d: _NOT_LATIN for d in denominators if _LATIN_END.search(d)}
        )
        self.shares = {word: Decimal(percent) for word, percent in units.shares.items()}
        self.signs = dict(units.signs)
        self.sign_ends = frozenset(sign[-1] for sign in self.signs)
        self.bounds = {m: (b.low == "value", b.high == "value") for m, b in approximators.bounds.items()}
        self.before = {w: Before(a.modifier, a.not_after, a.only_before) for w, a in approximators.before.items()}
        self.fillers = tuple(sorted(approximators.fillers, key=len, reverse=True))
        self.before_ends = frozenset(w[-1] for w in (*self.before, *self.fillers))
        self.before_lengths = sorted({len(w) for w in self.before}, reverse=True)
        self.inside = {w: a.modifier for w, a in approximators.inside.items()}
        self.after = {w: a.modifier for w, a in approximators.after.items()}
        self.after_pattern = trie.pattern(self.after)
        self.distant = {w: a.modifier for w, a in approximators.distant.items()}
        self.links = approximators.links
        self.words = _words(traps.words)
        self.trap_before = _by_last(traps.before)
        self.trap_after = _by_first(traps.after)
        self.counting = traps.counting
        self.surnames = frozenset(traps.surnames)
        self.bare = dict(units.bare)


def _forms(units) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    written = {name: (name, *unit.forms) for name, unit in units.units.items()}
    for name, unit in units.units.items():
        then = frozenset(form for small in unit.then for form in written.get(small, (small,)))
        form = Form(name, unit.measure, unit.kind, unit.currency, then, unit.short)
        for text in written[name]:
            forms.setdefault(text, form)
    for kind, groups in (("classifier", units.classifiers), ("noun", units.nouns)):
        for measure, words in groups.items():
            for word in words:
                forms.setdefault(word, Form(word, measure, kind, None, frozenset(), False))
    return forms


def _guards(forms: dict[str, Form], not_before: dict[str, tuple[str, ...]]) -> dict[str, str]:
    guards = {}
    for form in forms:
        guard = f"(?!{trie.pattern(not_before[form])})" if not_before.get(form) else ""
        if _LATIN_END.search(form):
            guard += _NOT_LATIN
        if guard:
            guards[form] = guard
    return guards


NUMERAL = re.compile(r"[0-9０-９〇零一二两兩三四五六七八九十百千万萬亿億半几幾数數廿卅]")


def _words(words: dict[str, tuple[str, ...]]) -> dict[str, tuple[tuple[int, str, str], ...]]:
    """Two characters around a word's first numeral → (where in the word the numeral is, word, reason), longest first.

    The key is the character before the numeral and the numeral; where the numeral begins the word, it and the next.
    """
    found: dict[str, list[tuple[int, str, str]]] = {}
    for reason, listed in words.items():
        for word in listed:
            for first in NUMERAL.finditer(word):
                at = first.start()
                key = word[at - 1 : at + 1] if at else "^" + word[:2]
                found.setdefault(key, []).append((at, word, reason))
    return {key: tuple(sorted(all_, key=lambda x: -len(x[1]))) for key, all_ in found.items()}


def _by_last(groups: dict[str, tuple[str, ...]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for reason, words in groups.items():
        for word in words:
            found.setdefault(word[-1], []).append((word, reason))
    return {key: tuple(sorted(all_, key=lambda x: -len(x[0]))) for key, all_ in found.items()}


def _by_first(groups: dict[str, tuple[str, ...]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for reason, words in groups.items():
        for word in words:
            found.setdefault(word[0], []).append((word, reason))
    return {key: tuple(sorted(all_, key=lambda x: -len(x[0]))) for key, all_ in found.items()}
