"""Text → quantities: one compiled pattern finds a numeral with its unit, what stands around it decides what it is.

The pattern begins with a class of characters and is run once over the whole text; ranges, lists and compounds are
joined from neighbouring matches. Nothing is normalised before it is matched, so offsets are those of the text.
"""

import re
from decimal import Decimal

from factpipe.model import Modifier, Quantity
from factpipe.numerals import Numeral, read
from factpipe.quantities import calendar
from factpipe.quantities.lexicon import Form, Lexicon
from factpipe.rules.ruleset import RuleSet

EXACT, OVER, ABOUT, RANGE = Modifier.EXACT, Modifier.OVER, Modifier.ABOUT, Modifier.RANGE

_D = "0-9０-９"
_H = "〇○零一二三四五六七八九"
_M = "十百千万亿兆萬億廿卅卌拾佰仟"
_F = "壹贰貳叁參叄肆伍陆陸柒捌玖"
_POINT = ".．·点點"
_FORMAL = f"[{_F}](?:(?=[拾佰仟萬万億亿元圆圓角整零{_F}])|(?<=[拾佰仟零{_F}].))"
_RUN = f"[{_D}{_H}{_M}]*(?:(?:[两兩](?=[百千万萬亿億])|[几幾](?![何内乎分率])|{_FORMAL})[{_D}{_H}{_M}]*)*"
_NUMERAL = (
    f"(?:(?<=[{_D}{_H}{_M}两兩])|(?<=[几幾数數])(?=[十百千万亿萬億])"
    f"|(?<=[{_F}])(?=[拾佰仟萬万億亿元圆圓角整零{_F}])|(?<=半))"
    f"{_RUN}"
    f"(?:(?:[{_POINT}](?=[{_D}{_H}])|[,，](?=[{_D}]{{3}}(?![{_D}]))){_RUN})*"
    f"(?:[余餘多来來][十百千万亿萬億]+)?"
    f"(?:(?:又[{_D}{_H}{_M}]+)?分之[几数]?[{_D}{_H}{_M}两]{_RUN}(?:[{_POINT}](?=[{_D}{_H}]){_RUN})?)?"
    f"(?:[/／][{_D}]{{1,3}}(?![{_D}/／.．]))?"
    f"(?:(?<=一)半(?!导|導|岛|島|径|徑))?"
)
_START = f"[{_D}{_H}{_M}{_F}两兩半几幾数數]"
_RANGE = re.compile(r"[ 　]?(?:[-－~～–─至到]|[—]{1,2}|--)[ 　]?")
_LIST = re.compile(r"[、]")
_RANGE_CHARS = frozenset("-－~～–─至到— 　")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
_SMALL_SCALE = re.compile(r"[十百千万亿兆萬億]+\Z")
_HANZI = re.compile(r"[一-鿿]")
_CLAUSE = "，。；！？,;!?\n："
_OPEN = frozenset("“「『《【\"‘'〈")
_CLOSE = {"“": "”", "「": "」", "『": "』", "《": "》", "【": "】", '"': '"', "‘": "’", "'": "'", "〈": "〉"}


class Token:
    """A numeral with its unit, before it is known what it is."""

    __slots__ = (
        "start", "number_start", "number_end", "end", "digits", "numeral", "unit", "form", "value", "low", "high",
        "modifier", "share", "measure", "per", "reason", "currency", "before", "bounded",
    )  # fmt: skip


class Scanner:
    """Finds the quantities of a text; built once from a RuleSet, usable for any number of texts."""

    def __init__(self, rules: RuleSet) -> None:
        lexicon = self.lexicon = Lexicon(rules)
        after = f"(?P<after>{lexicon.after_pattern})?"
        self._pattern = re.compile(
            f"{_START}{_NUMERAL}(?P<near>[余餘多来來许許](?=[^一-鿿]|{lexicon.unit_pattern}|[^个])|)"
            f"[ 　]?(?P<mid>[个個][多半来](?![功]))?(?P<unit>{lexicon.unit_pattern})?"
            f"(?P<half>半(?![导導岛島径徑]))?"
            f"(?:(?:[/／]|每)(?P<per>{lexicon.denominator_pattern}))?{after}"
        )

    def scan(self, text: str, keep_all: bool = False) -> list[Quantity]:
        """The quantities of `text`, sorted and without overlaps; with `keep_all` also the numbers that are no facts."""
        found: list[Quantity] = []
        search = self._pattern.search
        words = self.lexicon.words
        position = 0
        while match := search(text, position):
            start, end = match.span()
            trap = (
                self._word(text, start)
                if text[start - 1 : start + 1] in words or "^" + text[start : start + 2] in words
                else None
            )
            if trap:
                position = max(trap[1], start + 1)
                if keep_all:
                    found.append(_left_out(text, trap[0], trap[1], start, trap[2]))
                continue
            position = end
            if (
                match["unit"] is None
                and end - start == 1
                and not keep_all
                and text[end : end + 1] not in "至到-—~～、－"
            ):
                continue
            token = self._token(text, match)
            if token is None:
                position = max(start + 1, _after_run(text, start))
                continue
            tokens, position = self._join(text, token)
            for each in tokens:
                self._judge(text, each, tokens)
                if keep_all or each.reason is None:
                    found.append(_quantity(each))
        return found

    # reading one match

    def _word(self, text: str, start: int) -> tuple[int, int, str] | None:
        """The trap word around the numeral at `start`, as (start, end, reason)."""
        best = None
        for key in ("^" + text[start : start + 2], text[start - 1 : start + 1] if start else ""):
            for at, word, reason in self.lexicon.words.get(key, ()):
                if text.startswith(word, start - at) and (best is None or len(word) > best[1] - best[0]):
                    best = (start - at, start - at + len(word), reason)
        return best

    def _token(self, text: str, match: re.Match[str]) -> Token | None:
        lexicon = self.lexicon
        start = match.start()
        near, mid, unit, half, per, after = match.group("near", "mid", "unit", "half", "per", "after")
        number_end = match.start("near")
        digits = text[start:number_end]
        token = Token()
        token.start = token.number_start = start
        token.digits, token.number_end, token.end = digits, number_end, match.end()
        token.reason = token.per = token.currency = token.before = None
        token.bounded = False
        if digits in lexicon.shares and digits != "半":
            numeral = None
            token.value = token.low = token.high = lexicon.shares[digits]
            token.modifier, token.share = EXACT, True
            unit, token.end = "%", number_end
            half = per = after = mid = near = None
        else:
            numeral = read(digits)
            if numeral is None:
                cut = self._cut(text, start, digits)
                return cut
            token.value, token.low, token.high, token.modifier, token.share = (
                numeral.value, numeral.low, numeral.high, numeral.modifier, numeral.share,
            )  # fmt: skip
        token.numeral = numeral
        form = lexicon.forms.get(unit) if unit else None
        if near:
            if unit is None and mid is None and near in "来來许許":
                token.end = number_end
                near = after = None
            elif token.modifier is EXACT:
                token.modifier = lexicon.inside[near]
                token.bounded = True
        if mid and form and form.measure == "duration":
            if mid[1] == "半":
                token.value, token.low, token.high = (token.value + Decimal("0.5"),) * 3
            elif token.modifier is EXACT:
                token.modifier = lexicon.inside[mid[1]]
                token.bounded = True
            if unit == "月":
                unit, form = "个月", lexicon.forms["个月"]
        elif mid:  # 3个多功能厅: the unit is 个, what follows is no part of it
            unit, form = mid[0], lexicon.forms.get(mid[0])
            token.end = match.start("mid") + 1
            half = per = after = None
        if half:
            if (
                form
                and (form.kind in {"measure", "share"} or unit in {"年", "个"})
                and token.modifier is EXACT
                and after is None
            ):
                token.value, token.low, token.high = (token.value + Decimal("0.5"),) * 3
            else:
                token.end = match.start("half")
                per = after = None
        if per:
            token.per = per
        if after:
            if self._after_holds(text, token, after, form, unit):
                modifier = lexicon.after[after]
                if token.modifier is EXACT:
                    token.modifier = modifier
                    token.bounded = True
            else:
                token.end = match.start("after")
        token.unit, token.form = unit, form
        if form and form.kind == "share":
            if unit in {"成", "折"}:
                if not self._tenths(token, unit):
                    token.unit = token.form = form = None
                    token.end = number_end
            elif unit == "‰":
                token.value, token.low, token.high = (
                    x if x is None else x / 10 for x in (token.value, token.low, token.high)
                )
            token.share = token.form is not None
        if token.share:
            token.unit, token.measure, token.form = "%", "percent", lexicon.forms["%"]
        elif form:
            token.measure, token.currency = form.measure, form.currency
            if form.name == "番":
                factor = Decimal(2) ** int(min(token.value, 60))
                token.value, token.low, token.high, token.unit = factor, factor, factor, "倍"
        else:
            token.measure = "count"
        if unit is None and near is None:
            token.end = min(token.end, number_end)
        self._look_before(text, token)
        return token

    def _cut(self, text: str, start: int, digits: str) -> Token | None:
        """The longest beginning of a run that is a numeral: 8点30 → 8 点."""
        for at in range(len(digits) - 1, 0, -1):
            if digits[at] in "点點.．·,，/／分余多" and len(digits) < 40:
                numeral = read(digits[:at])
                if numeral is None:
                    continue
                match = self._pattern.match(text, start, start + at + (1 if digits[at] in "点點分" else 0))
                if match:
                    return self._token(text, match)
        return None

    def _after_holds(self, text: str, token: Token, after: str, form: Form | None, unit: str | None) -> bool:
        if after in {"强", "弱"}:
            return token.share or (form is not None and form.kind == "share")
        if after in {"多", "余", "餘"}:
            return form is not None and form.kind in {"measure", "calendar"}
        if after in {"许", "許"}:
            return form is not None and form.kind in {"measure", "calendar"}
        return form is not None or token.share or len(token.digits) > 1

    def _tenths(self, token: Token, unit: str) -> bool:
        """三成 → 30 %, 八五折 → 85 %; false where the number is none of these."""
        value = token.value
        if unit == "成":
            if value > 10 or token.numeral is None:
                return False
        elif token.numeral.shape == "digits" or (value > 10 and value == int(value)):
            if value >= 100:
                return False
            return True
        elif value > 10:
            return False
        token.value, token.low, token.high = (x if x is None else x * 10 for x in (value, token.low, token.high))
        return True

    def _look_before(self, text: str, token: Token) -> None:
        """What stands before the number: a word that bounds it, a sign, a currency."""
        lexicon, start = self.lexicon, token.number_start
        if not start:
            return
        last = text[start - 1]
        if last in "下负負-−－" and token.form is not None:
            if text.endswith("零下", 0, start) and text.startswith("零下", start - 2):
                _negate(token)
                token.start = start = start - 2
            elif last in "负負" or (
                last in "-−－"
                and token.measure in {"temperature", "percent"}
                and not text[start - 2 : start - 1].isdigit()
            ):
                _negate(token)
                token.start = start = start - 1
            last = text[start - 1 : start]
        if last in lexicon.sign_ends:
            for size in (3, 2, 1):
                sign = lexicon.signs.get(text[max(0, start - size) : start])
                if sign and (token.form is None or token.form.measure == "money"):
                    form = token.form or lexicon.forms[sign]
                    token.unit, token.form = token.unit or sign, form
                    token.measure, token.currency = "money", lexicon.forms[sign].currency
                    token.start = start = start - size
                    last = text[start - 1 : start]
                    break
        if last in lexicon.before_ends:
            found = self._before(text, start, token.digits)
            if found is None:
                for filler in lexicon.fillers:
                    if (
                        text.endswith(filler, 0, start)
                        and text[start - len(filler) - 1 : start - len(filler)] in lexicon.before_ends
                    ):
                        found = self._before(text, start - len(filler), token.digits)
                        if found:
                            break
            if found:
                modifier, token.start = found
                token.before = text[token.start : start]
                if token.modifier is EXACT or (
                    not token.bounded and token.modifier is not RANGE and token.numeral.modifier is EXACT
                ):
                    token.modifier = modifier
                elif token.modifier is Modifier.AT_LEAST and not token.bounded:
                    token.modifier = modifier if modifier is not ABOUT else token.modifier

    def _before(self, text: str, start: int, digits: str) -> tuple[Modifier, int] | None:
        for size in self.lexicon.before_lengths:
            at = start - size
            if at < 0:
                continue
            entry = self.lexicon.before.get(text[at:start])
            if entry is None:
                continue
            if entry.only_before and not digits.startswith(entry.only_before):
                continue
            if entry.not_after and text.endswith(entry.not_after, 0, at):
                continue
            return entry.modifier, at
        return None

    # joining neighbours

    def _join(self, text: str, token: Token) -> tuple[list[Token], int]:
        """The token with what belongs to it: the end of a range, the rest of a list, the smaller units."""
        tokens = [token]
        position = token.end
        while True:
            last = tokens[-1]
            end = last.end
            char = text[end : end + 1]
            if not char:
                break
            if last.form is not None and last.form.then and (more := self._compound(text, last)):
                position = more
                continue
            if char in _RANGE_CHARS and (connector := _RANGE.match(text, end)):
                other = self._match(text, connector.end())
                if other is not None and self._range(text, last, other):
                    position = last.end
                    continue
                break
            if char == "、" and last.unit is None and not last.share:
                other = self._match(text, end + 1)
                if other is None or other.start != end + 1:
                    break
                if len(tokens) == 1 and other.unit is not None and self._either(last, other):
                    position = last.end
                    break
                tokens.append(other)
                position = other.end
                continue
            break
        if len(tokens) > 1:
            head = tokens[-1]
            if head.unit is None:
                return tokens, position
            for each in tokens[:-1]:
                each.unit, each.form, each.measure, each.per = head.unit, head.form, head.measure, head.per
                each.currency, each.share = head.currency, head.share
                _scale_like(each, head)
        return tokens, position

    def _match(self, text: str, start: int) -> Token | None:
        match = self._pattern.match(text, start)
        if match is None:
            sign = re.compile(r"(?:零下|负|[-−－])").match(text, start)
            match = sign and self._pattern.match(text, sign.end())
            if match is None:
                match = self._pattern.match(text, start + 1) if text[start : start + 1] in "约近上" else None
                if match is None:
                    return None
        if self._word(text, match.start()):
            return None
        return self._token(text, match)

    def _range(self, text: str, first: Token, second: Token) -> bool:
        """Make `first` the range from it to `second`; false where the two are no range."""
        low, high = first.value, second.value
        if first.unit is None and not first.share:
            if second.share and not first.share:
                if second.digits.startswith(("百分之", "千分之")):
                    return False
            low = _scaled(first, second)
            if (
                second.unit is None
                and not second.share
                and (first.modifier is not EXACT or second.modifier is not EXACT)
            ):
                return False
        elif second.unit is None and not second.share:
            if not first.share or not first.digits.startswith("百分之"):
                return False
            second.share, second.unit, second.form, second.measure = True, "%", first.form, "percent"
        elif first.form is not second.form:
            return False
        if second.form is not None and second.form.kind == "share" and first.form is None:
            if (
                second.measure == "percent"
                and second.value != read(second.digits).value
                and not second.digits.startswith("百分")
            ):
                low = low * (second.value / read(second.digits).value)
        if low is None or high is None or low >= high:
            return False
        if second.before and second.before not in {"约", "近"}:
            return False
        first.value = first.low = low
        first.high = second.high if second.high is not None else high
        first.modifier, first.bounded = RANGE, True
        first.unit, first.form, first.measure, first.share = second.unit, second.form, second.measure, second.share
        first.per, first.currency, first.end = first.per or second.per, second.currency, second.end
        return True

    def _either(self, first: Token, second: Token) -> bool:
        """二、三十人 and 七、八个: two neighbouring Chinese digits with a comma between are a range."""
        a, b = first.digits, second.digits
        if len(a) != 1 or b[0] not in "二三四五六七八九" or a not in "一二两三四五六七八":
            return False
        joined = read(a + b)
        if joined is None or joined.modifier is not RANGE or second.modifier not in (EXACT, OVER, ABOUT):
            return False
        factor = second.value / read(b).value if read(b).value else Decimal(1)
        first.value = first.low = joined.low * factor
        first.high, first.modifier, first.bounded = joined.high * factor, RANGE, True
        first.unit, first.form, first.measure, first.share = second.unit, second.form, second.measure, second.share
        first.per, first.currency, first.end = second.per, second.currency, second.end
        return True

    def _compound(self, text: str, first: Token) -> int | None:
        """Add the smaller units that follow directly, 3元5角, or the bare tenths, 两米三; the new end or None."""
        if first.modifier is not EXACT:
            return None
        at = first.end + (text[first.end] in "零又〇" and first.unit not in {"%"})
        match = self._pattern.match(text, at)
        if match is None:
            return None
        other = self._token(text, match)
        if other is None or other.start != at or other.value is None:
            return None
        if other.unit in first.form.then and other.form is not None:
            part = self.ratio(other.form, first.form)
            if part is None or other.numeral is None or not other.numeral.modifier is EXACT:
                return None
            first.value = first.low = first.high = first.value + other.value * part
            if other.modifier is not EXACT:
                first.modifier, first.bounded = other.modifier, True
            first.end = other.end
            form = first.form._replace(then=other.form.then)
            if other.form.then:
                rest = Token()
                for slot in Token.__slots__:
                    setattr(rest, slot, getattr(other, slot))
                if (more := self._compound(text, rest)) is not None:
                    first.value = first.low = first.high = first.value + (rest.value - other.value) * part
                    first.end = more
            del form
            return first.end
        if (
            first.form.short and other.unit is None and at == first.end and len(other.digits) <= 2 and other.digits.isalnum()
            and other.numeral is not None and other.numeral.shape in {"hanzi", "arabic", "one", "digits"} and other.modifier is EXACT
            and not _SMALL_SCALE.search(other.digits) and not _HANZI.match(text[other.end : other.end + 1] or "。")
        ):  # fmt: skip
            tenths = other.value / (10 ** len(other.digits))
            first.value = first.low = first.high = first.value + tenths
            first.end = other.end
            return first.end
        return None

    def ratio(self, small: Form, large: Form) -> Decimal | None:
        return _RATIOS.get((large.name, small.name))

    # judging

    def _judge(self, text: str, token: Token, tokens: list[Token]) -> None:
        """Set the reason why the token is no fact, if it is none, and what its words around it say of it."""
        lexicon = self.lexicon
        start, end = token.start, token.end
        last = text[start - 1 : start]
        numeral, form = token.numeral, token.form
        for word, reason in lexicon.trap_before.get(text[token.number_start - 1 : token.number_start], ()):
            if text.endswith(word, 0, token.number_start) and (
                reason != "ordinal" or word == "第" or _counts_small(token)
            ):
                token.reason = reason
                return
        for word, reason in lexicon.trap_after.get(text[token.number_end : token.number_end + 1], ()):
            if text.startswith(word, token.number_end):
                token.reason = reason
                return
        if (
            _LATIN.match(last)
            and token.currency is None
            and numeral is not None
            and numeral.shape in {"arabic", "mixed"}
        ):
            token.reason = "model"
            return
        if numeral is not None and form is None and _LATIN.match(text[end : end + 1]) and numeral.shape == "arabic":
            token.reason = "model"
            return
        if form is None and not token.share:
            self._judge_bare(text, token)
            return
        if form is not None and form.kind == "calendar" or (form is not None and form.name in calendar.NAMES):
            token.reason = calendar.reason(text, token)
            if token.reason:
                return
        if numeral is None:
            return
        if (
            numeral.shape == "one"
            and form.kind == "classifier"
            and token.modifier is EXACT
            and not self._counts(text, token, tokens)
        ):
            token.reason = "indefinite"
            return
        if form.kind == "noun" and (numeral.shape == "one" or token.value != int(token.value) or token.value > 3000):
            token.reason = "bare"
            return
        if (
            token.digits == "半"
            and form.kind in {"classifier", "noun", "calendar"}
            and token.unit not in {"个", "年", "月"}
        ):
            token.reason = "word"
            return
        if numeral.shape == "digits" and token.value >= 100 and len(token.digits) >= 3:
            token.reason = "code"
            return
        if last in _OPEN and numeral.shape in {"hanzi", "one", "multiplier", "digits"}:
            close = text.find(_CLOSE[last], end, end + 12)
            if close > end:
                token.reason = "slogan"
        if token.modifier is EXACT and token.value is not None:
            self._look_far(text, token)

    def _judge_bare(self, text: str, token: Token) -> None:
        """A number without a unit is a fact where it is large and round, or where a noun of its own follows."""
        numeral, digits = token.numeral, token.digits
        if digits == "半":
            if (
                token.before in {"过", "过了", "超", "超过", "近", "不足", "不到", "逾", "将近", "接近"}
                and text[token.end : token.end + 1] not in "百千年天"
            ):
                token.value = Decimal(50)
                token.unit, token.measure, token.share = "%", "percent", True
                token.form = self.lexicon.forms["%"]
                return
            token.reason = "bare"
            return
        scaled = digits[-1] in "万亿萬億" and len(digits) > 1
        if token.modifier is not EXACT and token.value >= 10 and numeral.shape != "multiplier" and not token.before:
            scaled = True
        if (
            digits in {"万", "千", "百", "亿", "十万", "百万", "千万", "千万", "萬", "億"}
            or numeral.shape == "multiplier"
        ):
            scaled = token.before is not None
        if token.before and digits[-1:] in "百千万亿":
            scaled = True
        for measure, nouns in self.bare.items():
            if text.startswith(nouns, token.end):
                token.measure = measure
                scaled = scaled or token.value >= 2
                break
        if not scaled or text[token.number_start - 1 : token.number_start] in "第" or numeral.shape == "one":
            token.reason = "bare"

    @property
    def bare(self) -> dict[str, tuple[str, ...]]:
        return self.lexicon.bare

    def _counts(self, text: str, token: Token, tokens: list[Token]) -> bool:
        """Whether 一 before a classifier counts: 仅有一名, 每村一名, or beside other numbers."""
        start = token.start
        if len(tokens) > 1 or text.endswith(self.lexicon.counting, 0, start):
            return True
        for char in reversed(text[max(0, start - 12) : start]):
            if char in _CLAUSE:
                break
            if char == "每":
                return True
        following = self._pattern.match(text, token.end)
        if following is not None and following["unit"]:
            return True
        rest = re.compile(r"[^，。；！？,;!?\n：、]{0,10}、").match(text, token.end)
        if rest:
            other = self._pattern.match(text, rest.end())
            if other is not None and other["unit"] and text[other.start() : other.start() + 1] != "一":
                return True
        before = re.compile(r"[二两三四五六七八九十\d][^，。；！？,;!?\n：、]{1,12}、\Z").search(
            text[max(0, start - 15) : start]
        )
        return bool(before)

    def _look_far(self, text: str, token: Token) -> None:
        """最高降幅达四成: a bound that stands before a link word, in the same clause."""
        lexicon = self.lexicon
        window = text[max(0, token.start - 14) : token.start]
        for link in lexicon.links:
            if window.endswith(link):
                break
        else:
            return
        for at in range(len(window) - 1, -1, -1):
            if window[at] in _CLAUSE:
                window = window[at + 1 :]
                break
        best = -1
        for word, modifier in lexicon.distant.items():
            at = window.rfind(word)
            if at > best:
                best = at
                token.modifier = modifier


_RATIOS = {
    ("元", "角"): Decimal("0.1"), ("元", "分"): Decimal("0.01"), ("元", "分钱"): Decimal("0.01"), ("角", "分"): Decimal("0.1"),
    ("角", "分钱"): Decimal("0.1"), ("小时", "分"): Decimal(1) / 60, ("小时", "分钟"): Decimal(1) / 60, ("小时", "秒"): Decimal(1) / 3600,
    ("分钟", "秒"): Decimal(1) / 60, ("斤", "两"): Decimal("0.1"), ("两", "钱"): Decimal("0.1"), ("公斤", "克"): Decimal("0.001"),
    ("米", "厘米"): Decimal("0.01"), ("米", "分米"): Decimal("0.1"), ("丈", "尺"): Decimal("0.1"), ("尺", "寸"): Decimal("0.1"),
}  # fmt: skip


def _counts_small(token: Token) -> bool:
    return True


def _scaled(first: Token, second: Token) -> Decimal:
    """20到30万: the first number takes the second's multiplier where it has none and is the smaller one."""
    scale = _SMALL_SCALE.search(second.digits)
    if not scale or _SMALL_SCALE.search(first.digits) or not scale.start():
        return first.value
    coefficient = read(second.digits[: scale.start()])
    if coefficient is None or first.value >= coefficient.value:
        return first.value
    factor = read("一" + scale[0]) if not scale[0].startswith("十") else read(scale[0])
    return first.value * factor.value if factor else first.value


def _scale_like(token: Token, head: Token) -> None:
    """3、5、8成 share the percentage; 2、3万人 share the multiplier only where the text can mean nothing else."""
    if head.share and head.numeral is not None and head.value and head.numeral.value:
        factor = head.value / head.numeral.value
        token.value, token.low, token.high = (
            x if x is None else x * factor for x in (token.value, token.low, token.high)
        )


def _negate(token: Token) -> None:
    token.value = -token.value
    token.low, token.high = (None if x is None else -x for x in (token.high, token.low))


def _after_run(text: str, start: int) -> int:
    return start + 1


_BOUNDS = {
    Modifier.EXACT: (True, True), Modifier.OVER: (True, False), Modifier.AT_LEAST: (True, False), Modifier.NEARLY: (False, True),
    Modifier.UNDER: (False, True), Modifier.AT_MOST: (False, True), Modifier.ABOUT: (False, False),
}  # fmt: skip


def _quantity(token: Token) -> Quantity:
    modifier = token.modifier
    if modifier is RANGE:
        low, high = token.low, token.high
    else:
        has_low, has_high = _BOUNDS[modifier]
        low, high = token.value if has_low else None, token.value if has_high else None
    return Quantity(
        token.start, token.end, token.value, low, high, modifier, token.unit, token.measure, token.per,
        token.number_start, token.number_end, token.reason, token.currency,
    )  # fmt: skip


def _left_out(text: str, start: int, end: int, number: int, reason: str) -> Quantity:
    """A trap word as a reading: its first numeral's number, its own span."""
    at = number
    while at < end and (found := read(text[number : at + 1])) is not None:
        value, at = found.value, at + 1
    if at == number:
        value, at = Decimal(0), number + 1
    return Quantity(start, end, value, value, value, EXACT, None, "count", None, number, at, reason, None)
