"""Text → quantities: one pass of one pattern, neighbours joined, each judged by the words around it.

Nothing is normalised before it is matched, so offsets are those of the text.
"""

import re

from factpipe.model import Modifier, Quantity
from factpipe.numerals import MAX_LENGTH
from factpipe.quantities.join import JOINS, Joiner
from factpipe.quantities.judge import Judge
from factpipe.quantities.lexicon import Lexicon
from factpipe.quantities.pattern import BLANKS, CODE, SPACED, compile_scan
from factpipe.quantities.tokens import Reader, Token
from factpipe.rules.ruleset import RuleSet

RANGE = Modifier.RANGE


_DATED = frozenset("年月日")


def _date(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """2012年, 8月, 8月15日 in digits: dates beyond doubt, which are most of the numbers of a newspaper."""
    numeral = match["numeral"]
    size = len(numeral)
    if size + 1 != end - start or not numeral.isdecimal():
        return False
    before = text[start - 1 : start]
    if numeral + "年" == match[0]:
        return (
            size == 4
            and numeral[0] in "12１２"
            and before not in "近约逾过超足达到"
            and not numeral.endswith(("00", "００"))
        )
    if match["unit"] == "月":
        return size <= 2 and int(numeral) <= 12 and before not in "近约逾过超足满"
    return size <= 2 and int(numeral) <= 31 and before in "月份"


class Scanner:
    """Finds the quantities of a text; built once from a RuleSet, usable for any number of texts."""

    def __init__(self, rules: RuleSet) -> None:
        self.lexicon = Lexicon(rules)
        self._pattern = compile_scan(self.lexicon)
        self._reader = Reader(self.lexicon, self._pattern)
        self._joiner = Joiner(self.lexicon, self._pattern, self._reader)
        self._judge = Judge(self.lexicon, self._pattern)
        #: characters after a lone numeral that may make it part of a quantity
        self._starts = JOINS | self.lexicon.bare_starts

    def scan(self, text: str, keep_all: bool = False) -> list[Quantity]:
        """The quantities of `text`, sorted and without overlaps; with `keep_all` also the numbers that are no facts,
        each with its reason.
        """
        found: list[Quantity] = []
        search, bound_ends = self._pattern.search, self.lexicon.bound_ends
        beginning, within = self.lexicon.words_beginning, self.lexicon.words_within
        read_token, join, judge = self._reader.read, self._joiner.join, self._judge.judge
        starts = self._starts
        position = 0
        while match := search(text, position):
            start, end = match.span()
            if text[start : start + 2] in beginning or text[start - 1 : start + 1] in within:
                trap = self._trap(text, start, position)
                if trap is not None:
                    position = max(trap[1], start + 1)
                    if keep_all:
                        position = self._inside(text, trap, start, found)
                    continue
            if (
                not keep_all
                and match["unit"] in _DATED
                and text[end : end + 1] not in JOINS
                and _date(text, match, start, end)
            ):
                position = end
                continue
            # most numerals are a lone character of a word: 一直, 万科, 数据
            if (
                end - start == 1
                and not keep_all
                and text[end : end + 1] not in starts
                and text[start - 1 : start] not in bound_ends
            ):
                position = end
                continue
            token = read_token(text, match)
            blank = end if text[end : end + 1] in BLANKS else match.start("unit") - 1
            if text[blank : blank + 1] in BLANKS:
                token = self._spaced(text, start, blank) or token
            if token is None:
                # a run that is no numeral, 2.3.1 or 九三12: in one of two scripts, one may begin later
                numeral = match.group("numeral")
                position = match.end("numeral") if len(numeral) > MAX_LENGTH or CODE.match(numeral) else start + 1
                continue
            tokens, position = join(text, token)
            for each in tokens:
                judge(text, each, tokens)
                if keep_all or each.reason is None:
                    if each.start < (found[-1].end if found else 0):
                        each.start = each.number_start
                    found.append(self._quantity(each))
        return found

    def _spaced(self, text: str, start: int, end: int) -> Token | None:
        """The token of a Chinese number with blanks between its characters, 三 百 五 十 万; None where they part it.

        It is read without the blanks and laid back over the text; certain only where the pieces make one number.
        """
        run = SPACED.match(text, start, start + MAX_LENGTH)
        if run is None or run.end() <= end:
            return None
        places = [
            at for at in range(start, min(len(text), run.end() + 12)) if at >= run.end() or text[at] not in BLANKS
        ]
        packed = "".join(text[at] for at in places)
        match = self._pattern.match(packed)
        token = self._reader.read(packed, match) if match is not None else None
        if token is None or token.numeral is None or places[token.end - 1] <= end:
            return None
        if places[token.number_end - 1] <= end and not token.share and token.measure != "percent":
            return None
        if token.numeral.shape in {"digits", "arabic"} and token.form is None:
            return None
        if token.numeral.modifier is Modifier.RANGE or (
            token.numeral.shape == "arabic" and " " in text[start : places[token.number_end - 1]]
        ):
            return None
        shifts = [*places, (places[-1] + 1 if places else end)]
        token.end = shifts[token.end - 1] + 1
        token.number_end = shifts[token.number_end - 1] + 1
        token.start = token.number_start = start
        return token

    def _trap(self, text: str, start: int, since: int) -> tuple[int, int, str] | None:
        """The longest trap word around the numeral at `start` that does not reach before `since`."""
        best = None
        lexicon = self.lexicon
        beginning = lexicon.words_beginning.get(text[start : start + 2], ())
        within = lexicon.words_within.get(text[start - 1 : start + 1], ()) if start else ()
        for entries in (beginning, within):
            for at, word, reason in entries:
                if (
                    start - at >= since
                    and text.startswith(word, start - at)
                    and (best is None or len(word) > best[1] - best[0])
                ):
                    best = (start - at, start - at + len(word), reason)
        return best

    def _inside(self, text: str, trap: tuple[int, int, str], start: int, found: list[Quantity]) -> int:
        """Add the numbers that a trap word holds, each with the word's reason; where they end."""
        position, end, reason = start, trap[1], trap[2]
        while (match := self._pattern.search(text, position)) and match.start() < end:
            token = self._reader.read(text, match)
            if token is None:
                position = match.start() + 1
                continue
            token.start, token.reason = max(token.start, trap[0]), reason
            found.append(self._quantity(token))
            position = token.end
        return max(position, end)

    def _quantity(self, token: Token) -> Quantity:
        modifier = token.modifier
        if modifier is RANGE:
            low, high = token.low, token.high
        else:
            has_low, has_high = self.lexicon.bounds[modifier]
            low, high = token.value if has_low else None, token.value if has_high else None
        return Quantity(
            token.start, token.end, token.value, low, high, modifier, token.unit, token.measure, token.per,
            token.number_start, token.number_end, token.reason, token.currency,
        )  # fmt: skip
