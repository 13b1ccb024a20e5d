"""Which characters beside a surface have a say, and what it is where none of them stands there.

Most numbers stand between characters that change nothing. Such a number is judged once, by itself, and not again in
every text.
"""

from factpipe.model import Modifier
from factpipe.quantities.bare import LETTERS
from factpipe.quantities.calendar import PARTS_OF_YEAR
from factpipe.quantities.join import JOINS, JOINS_BARE, STARTS_SECOND_BOUND
from factpipe.quantities.judge import (
    CLAUSE_MARKS,
    DIVISIONS,
    EXCHANGE_ENDS,
    EXCHANGE_STARTS,
    FEW_PLACES,
    HALVES,
    HOUSES,
    LATIN,
    ONE,
    QUOTES,
    REASON,
    REASON_STARTS,
    SMALL_SHAPES,
    TWO,
    Judge,
)
from factpipe.quantities.lexicon import OF_SOME, Lexicon
from factpipe.quantities.one import AMOUNTS
from factpipe.quantities.pattern import BLANKS, STARTS
from factpipe.quantities.surface import SHORTHAND, Surface
from factpipe.quantities.tokens import Token

_ABOVE = frozenset({Modifier.OVER, Modifier.AT_LEAST})
#: before a month these make it a length of time
_NO_MONTH = frozenset("近约逾过超足满")
#: after these a day in digits is a date beyond doubt, as it is where a text begins
_MONTH_ENDS = frozenset({"月", "份", ""})
_NONE: frozenset[str] = frozenset()


class _AllBut:
    """All characters but some."""

    def __init__(self, some: frozenset[str]) -> None:
        self._some = some

    def __contains__(self, char: str) -> bool:
        return char not in self._some


class Neighbours:
    """Settles surfaces."""

    def __init__(self, lexicon: Lexicon, judge: Judge) -> None:
        self._lexicon = lexicon
        self._judge = judge
        apart = OF_SOME - {"clock", "model", "code"}
        traps = (c for c, words in lexicon.trap_before.items() if any(reason not in apart for _, reason in words))
        dates = (c for c, words in lexicon.trap_before.items() if any(r == "date" for _, r in words))
        self._always_before = lexicon.told_before | frozenset(traps)
        self._before_dates = frozenset(dates)
        self._after_unit = (JOINS - {"、"}) | frozenset(lexicon.trap_after)
        marks = frozenset(":：∶") | LETTERS.keys()
        self._after_bare = JOINS_BARE | frozenset(lexicon.trap_after) | lexicon.bare_starts | marks
        #: 二层小楼 counts, 二层 is the second one
        self._storeyed_starts = frozenset(word[0] for word in lexicon.beside["二层"][1])
        self._averaged_starts = frozenset(word[0] for word in lexicon.beside["万元"][1])
        self._aged_starts = frozenset(word[0] for word in lexicon.beside["百年"][1])
        self._sets: dict[tuple, frozenset[str]] = {}

    def settle(self, surface: Surface, written: str) -> None:
        """Tell the surface of a match, `written` in full, what has a say beside it and what it is by itself."""
        lexicon = self._lexicon
        around = lexicon.around.get(written[0], _NONE)
        if len(written) == 1:  # most are a lone character of a word: 一直, 万科, 数据
            surface.before = around | lexicon.bound_ends | BLANKS  # 近 千
            surface.after = JOINS_BARE | lexicon.bare_starts | LETTERS.keys() | lexicon.seconds.get(written, _NONE)
            surface.fact = False
            return
        surface.before, surface.after = self._before(surface, written[0]), self._after(surface, written)
        if surface.digits == "二":
            surface.after |= self._storeyed_starts | CLAUSE_MARKS
        if surface.form is not None and surface.form.name == REASON:
            surface.before |= REASON_STARTS
        surface.fact = None
        if not BLANKS.isdisjoint(written):
            surface.after = _AllBut(_NONE)  # it may be one number with others
            return
        if self._is_trap(surface, written) or SHORTHAND.search(surface.digits) is not None:
            return
        if surface.digits in ONE and surface.measure in AMOUNTS:
            return
        if surface.digits in TWO and surface.unit is not None:
            surface.before |= {surface.unit[-1]}
        number = int(surface.digits) if len(written) - 1 == surface.size <= 2 and surface.digits.isdecimal() else 99
        if surface.unit == "月" and number <= 12:
            surface.before, surface.after, surface.fact = around | _NO_MONTH, JOINS, False
        elif surface.unit == "日" and number <= 31 and not around & _MONTH_ENDS:
            surface.before, surface.after, surface.fact = _AllBut(_MONTH_ENDS), JOINS, False
        else:
            surface.fact = self._judge.alone(Token(surface, 0), written)
            if surface.unit == "年" and not surface.fact:
                surface.after |= self._aged_starts
            if surface.numeral is not None and surface.numeral.shape == "multiplier":
                surface.after |= self._averaged_starts  # 万人拥有公交车, 百万吨死亡率
            year = surface.form is not None and surface.form.name == "年" and len(surface.digits) == 4
            if year and surface.fact is False and surface.value % 100:  # 2012年 is a date whatever stands beside it
                surface.before = around

    def _is_trap(self, surface: Surface, written: str) -> bool:
        """Whether a trap word begins the surface; what would make one of all of it is added to what has a say."""
        for _, word, _ in self._lexicon.words_beginning.get(written[:2], ()):
            if written.startswith(word):
                return True
            if word.startswith(written):
                surface.after |= {word[len(written)]}
        return False

    def _before(self, surface: Surface, first: str) -> frozenset[str]:
        """Characters that tell of a bound, a sign, a trap, a name that the number carries on, a quotation."""
        form, shape = surface.form, surface.numeral.shape if surface.numeral is not None else ""
        dates = (form is None or form.kind == "calendar") and not surface.share
        one_place = form is not None and form.kind == "noun" and surface.digits in FEW_PLACES
        named = shape == "arabic" and surface.currency is None
        half = surface.digits == "半"
        quoted = shape in SMALL_SHAPES and not surface.share
        money = surface.measure == "money"
        bare = form is None and not surface.share
        key = first, dates, named, half, quoted, money, one_place, bare
        found = self._sets.get(key)
        if found is None:
            found = self._always_before | self._lexicon.around.get(first, _NONE)
            for holds, more in (
                (dates, self._before_dates), (named, LATIN | frozenset("-－.∶:： ")), (half, HALVES),
                (quoted, QUOTES.keys()), (money, EXCHANGE_ENDS), (one_place, DIVISIONS),
                (bare, self._lexicon.named_ends | frozenset(":：")),
            ):  # fmt: skip
                if holds:
                    found |= frozenset(more)
            self._sets[key] = found
        return found

    def _after(self, surface: Surface, written: str) -> frozenset[str]:
        """Characters that join a number to the next one, begin a smaller unit or a trap, or name what is counted."""
        form = surface.form
        if len(surface.digits) == 4 and surface.unit == "年" and surface.digits.isdecimal():
            return _NONE
        parts = form is not None and (bool(form.parts) or form.short) and not surface.bounded
        priced = surface.measure == "money" and surface.per is None
        above = surface.modifier in _ABOVE
        continued = parts or surface.tenths or (form is not None and (form.name == "年" or form.name in HOUSES))
        bare = form is None
        money = surface.measure == "money"
        year = form is not None and form.name == "年"
        key = continued, money, priced, above, bare, year, surface.unit is None and not surface.share
        found = self._sets.get(key)
        if found is None:
            found = self._after_unit if surface.unit is not None or surface.share else self._after_unit | {"、"}
            for holds, more in (
                (continued, STARTS | {"又"}), (priced, "一"), (year, PARTS_OF_YEAR),
                (money, EXCHANGE_STARTS | self._averaged_starts),
                (above, STARTS | STARTS_SECOND_BOUND), (bare, self._after_bare | LATIN),
            ):  # fmt: skip
                if holds:
                    found |= frozenset(more)
            self._sets[key] = found
        words = self._lexicon.trap_after.get(written[surface.size : surface.size + 1])
        if words:  # 三把手: the unit begins what may be a trap
            rest = written[surface.size : surface.length]
            found |= {word[len(rest)] for word, _ in words if len(word) > len(rest) and word.startswith(rest)}
        return found
