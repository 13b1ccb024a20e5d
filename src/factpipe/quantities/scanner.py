"""Text → quantities: one pass of one pattern, neighbours joined, each judged by the words around it.

Nothing is normalised before it is matched, so offsets are those of the text.
"""

import re
from decimal import Decimal

from factpipe.model import Modifier, Quantity, maker
from factpipe.numerals import MAX_LENGTH
from factpipe.quantities.bare import LETTERS
from factpipe.quantities.join import JOINS_BARE, Joiner
from factpipe.quantities.judge import Judge
from factpipe.quantities.lexicon import Lexicon, TrapWords
from factpipe.quantities.neighbours import Neighbours
from factpipe.quantities.pattern import BLANKS, CODE, SPACED, compile_scan
from factpipe.quantities.reader import Reader, sense_of
from factpipe.quantities.surface import SHORTHAND, Counted, Surface
from factpipe.quantities.surroundings import seen_from_afar
from factpipe.quantities.tokens import Token
from factpipe.rules.ruleset import RuleSet

EXACT, RANGE = Modifier.EXACT, Modifier.RANGE
#: the address of a page, in which 20% and the like count nothing
_ADDRESS = re.compile(r"(?:https?|ftp)://[0-9A-Za-z./?&=%#_~:+@!$,;-]+")
_quantity = maker(Quantity)


def _trap(text: str, start: int, since: int, beginning: TrapWords, within: TrapWords) -> tuple[int, int, str] | None:
    """The longest of the trap words around the numeral at `start` that the text has and that does not reach before
    `since`; those that begin with the numeral and the others, the longest first.
    """
    best, length = None, 0
    for entries in (beginning, within):
        for at, word, reason in entries:
            if len(word) <= length:
                break
            if text.startswith(word, start - at) and start - at >= since:
                best, length = (start - at, start - at + len(word), reason), len(word)
                break
    return best


class Scanner:
    """Finds the quantities of a text; built once from a RuleSet, usable for any number of texts."""

    def __init__(self, rules: RuleSet) -> None:
        self.lexicon = Lexicon(rules)
        self._pattern = compile_scan(self.lexicon)
        self._judge = Judge(self.lexicon, self._pattern)
        self._reader = Reader(self.lexicon, self._pattern, Neighbours(self.lexicon, self._judge).settle)
        self._joiner = Joiner(self.lexicon, self._pattern, self._reader)
        #: characters before and after a lone numeral that may make it part of a quantity
        self._leads = self.lexicon.bound_ends | BLANKS
        self._starts = JOINS_BARE | self.lexicon.bare_starts | LETTERS.keys()
        beside = self.lexicon.beside
        self._lasting, self._then = beside["四周"]
        self._colder = beside["一度"][0]

    def scan(self, text: str, keep_all: bool = False) -> list[Quantity]:
        """The quantities of `text`, sorted and without overlaps; with `keep_all` also the numbers that are no facts,
        each with its reason.
        """
        if "://" in text:
            text = _ADDRESS.sub(lambda address: "_" * len(address[0]), text)
        found: list[Quantity] = []
        search, reader = self._pattern.search, self._reader
        known = reader.known
        position = 0
        while match := search(text, position):
            start = match.start()
            surface = known.get(match[0]) or reader.learn(match)
            end = start if surface is None else start + surface.length
            if (
                surface is None
                or surface.fact is None
                or keep_all
                or text[start - 1 : start] in surface.before
                or text[end : end + 1] in surface.after
            ):
                tokens, position = self._read(text, match, surface, position, keep_all)
                for token in tokens:
                    if keep_all or token.reason is None:
                        while found and token.start < found[-1].end:
                            if found[-1].reason is None or found[-1].number_start < token.start:
                                token.start = token.number_start
                                break
                            found.pop()  # 零下 is the sign of what follows
                        found.append(self._quantity(token))
            else:  # nothing beside it has a say
                position = end
                if surface.fact:
                    found.append(self._fact(text, surface, start, end))
        found = seen_from_afar(text, found, self.lexicon)
        return found if keep_all else [each for each in found if each.reason is None]

    def _fact(self, text: str, surface: Surface, start: int, end: int) -> Quantity:
        """The fact that a surface is by itself."""
        low, high = self._bounds(surface)
        form, modifier = surface.form, surface.modifier
        measure, unit = surface.measure, surface.unit
        if form is not None and form.senses:
            measure, unit, bounding = sense_of(surface, text, start, end)
            if bounding is not None and modifier is EXACT:
                modifier = bounding
                low, high = self.lexicon.bounded(surface.value, modifier)
        return _quantity((
            start, end, surface.value, low, high, modifier, unit, measure, surface.per,
            start, start + surface.size, None, surface.currency,
        ))  # fmt: skip

    def _read(
        self, text: str, match: re.Match[str], surface: Surface | None, since: int, keep_all: bool
    ) -> tuple[list[Token], int]:
        """What a match is in its place, the numbers that it joins included, each judged; and where to go on."""
        if surface is not None and SHORTHAND.search(surface.digits) is not None:
            match, surface = self._without_word(text, match, surface)
        start, end = match.span()
        lexicon = self.lexicon
        beginning = lexicon.words_beginning.get(text[start : start + 2])
        within = lexicon.words_within.get(text[start - 1 : start + 1]) if start else None
        if beginning or within:
            trap = _trap(text, start, since, beginning or (), within or ())
            if trap is not None and not self._outreaches(text, surface, start, trap):
                return self._inside(text, trap, start) if keep_all else ([], max(trap[1], start + 1))
        last, after = text[start - 1 : start], text[end : end + 1]
        token = None
        if surface is not None:
            whole = start + surface.length
            parted = text[whole : whole + 1] not in surface.after
            if not keep_all:
                if end - start == 1 and last not in self._leads and after not in self._starts:
                    return [], end
                if parted and last in lexicon.never_after:
                    return [], whole
            token = self._reader.token(text, start, surface)
            if parted and token.start == start and after not in BLANKS:
                self._judge.judge(text, token, [token])
                return [token], token.end
        blank = end if after in BLANKS else match.start("unit") - 1
        if blank >= 0 and text[blank : blank + 1] in BLANKS:
            token = self._spaced(text, start, blank) or token
        if token is None:
            # a run that is no numeral, 2.3.1 or 九三12: in one of two scripts, one may begin later
            numeral = match["numeral"]
            code = len(numeral) > MAX_LENGTH or CODE.match(numeral)
            return [], match.end("numeral") if code else start + 1
        tokens, position = self._joiner.join(text, token)
        for each in tokens:
            self._judge.judge(text, each, tokens)
        if tokens[0].reason == "ordinal":  # 第三、四、六版
            for each in tokens:
                each.reason = "ordinal"
        return tokens, position

    def _outreaches(self, text: str, surface: Surface | None, start: int, trap: tuple[int, int, str]) -> bool:
        """Whether a number with a true unit is more than a trap word: 四周年, 三角钱, 历时四周, 半天后, 零下一度."""
        if surface is None or surface.form is None or trap[0] != start:
            return False
        end = start + surface.length
        if surface.form.name == "度":
            return trap[1] == end and text.endswith(self._colder, 0, start)
        if surface.form.kind != "measure":
            return False
        if trap[1] < end:
            return True
        if trap[1] > end or surface.form.measure != "duration":
            return False
        return text.startswith(self._then, end) or text.endswith(self._lasting, 0, start)

    def _without_word(self, text: str, match: re.Match[str], surface: Surface) -> tuple[re.Match[str], Surface | None]:
        """The match without its last digit where that begins a word (两万|五金件), or the one thing that something is
        paid for (八千|一平方米), with its surface.
        """
        last = match.start() + surface.size - 1
        form, unit = surface.form, text[last + 1 : match.start() + surface.length]
        entries = self.lexicon.words_beginning.get(text[last : last + 2], ())
        priced = text[last] == "一" and form is not None and form.measure != "money" and unit == surface.unit
        if not priced and not any(len(word) > 1 and text.startswith(word, last) for _, word, _ in entries):
            return match, surface
        shorter = self._pattern.match(text, match.start(), last)
        if shorter is None:
            return match, surface
        return shorter, self._reader.known.get(shorter[0]) or self._reader.learn(shorter)

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

    def _inside(self, text: str, trap: tuple[int, int, str], start: int) -> tuple[list[Token], int]:
        """The numbers that a trap word holds, each with the word's reason; where what follows the word begins."""
        position, end, reason = start, trap[1], trap[2]
        tokens = []
        while (match := self._pattern.search(text, position)) and match.start() < end:
            token = self._reader.read(text, match)
            if token is None or token.end > end:  # one that reaches over the word is read after it (亿万|℃半角)
                position = match.start() + 1
                continue
            token.start, token.reason = min(max(token.start, trap[0]), token.number_start), reason
            tokens.append(token)
            position = token.end
        return tokens, max(end, start + 1)

    def _quantity(self, token: Token) -> Quantity:
        low, high = self._bounds(token)
        return _quantity((
            token.start, token.end, token.value, low, high, token.modifier, token.unit, token.measure, token.per,
            token.number_start, token.number_end, token.reason, token.currency,
        ))  # fmt: skip

    def _bounds(self, counted: Counted) -> tuple[Decimal | None, Decimal | None]:
        """What its modifier bounds: both ends of a range, of others the value or nothing."""
        if counted.modifier is RANGE:
            return counted.low, counted.high
        return self.lexicon.bounded(counted.value, counted.modifier)
