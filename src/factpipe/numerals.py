"""Numerals of any script and width → exact decimals, with the bounds that stand inside the numeral itself.

    read("1亿2000万") → 120000000      read("十余万") → 100000, at least that and more
    read("三四百") → 300 to 400        read("百分之零点七") → 0.7, a share in percent

A numeral here has no unit and no word before it; blanks are taken out by the caller. cn2an reads the clean Chinese
integers, everything that it refuses or gets wrong is read here. All arithmetic is exact; a quotient keeps 28 digits.
"""

import re
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from factpipe.model import Modifier

EXACT, OVER, AT_LEAST, ABOUT, RANGE = Modifier.EXACT, Modifier.OVER, Modifier.AT_LEAST, Modifier.ABOUT, Modifier.RANGE

#: a longer run is a code, a number on an account or an attack, not a count
MAX_LENGTH = 48

#: what a character of a numeral stands for → how newspapers also print it, each one code point; O and l are misprints
FORMS = {
    "0": "０OoＯ", "1": "１lI", "2": "２", "3": "３", "4": "４", "5": "５", "6": "６", "7": "７", "8": "８", "9": "９",
    "零": "〇○", "一": "壹弌幺", "二": "两兩贰貳弍", "三": "叁參叄", "四": "肆", "五": "伍", "六": "陆陸",
    "七": "柒", "八": "捌", "九": "玖", "十": "拾", "百": "佰", "千": "仟", "万": "萬", "亿": "億",
    "几": "幾", "数": "數", "点": "點", "余": "餘", "来": "來", "负": "負", ".": "．·。", ",": "，",
    "-": "－−", "+": "＋", "/": "／", "e": "EｅＥ", "k": "KＫｋ", "w": "Wｗ", "×": "xX*",
}  # fmt: skip
SIMPLE = str.maketrans({form: meant for meant, forms in FORMS.items() for form in forms})

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
#: 40k, 30w: letters of the shops and of the net for 千 and 万
_LETTERS = {"k": 1000, "w": 10000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
#: 百十, 百八十: a hundred or so, by the sound of it
_SOME_HUNDRED = {
    "百十": Decimal(100), "百八十": Decimal(100), "千八百": Decimal(1000), "万八千": Decimal(10**4),
    "百十万": Decimal(10**6),
}  # fmt: skip
_EXACT_ENOUGH = Context(prec=120)
_QUOTIENT = Context(prec=28)

_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)?\Z")
_SCALED = re.compile(r"([0-9]+(?:\.[0-9]+)?)([万亿])\Z")
#: 2e5, 1.01×10^5: so many tens; 10的6次方, 2^-1
_POWER = re.compile(r"([0-9]+(?:\.[0-9]+)?)(e|×10)?(?:(?:(?<=e)|\^)([-+]*)|的)([0-9]{1,2})(?:次方)?\Z")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
_COMMA_FOR_POINT = re.compile(r"[0-9]{1,3},[0-9]{1,2}(?![0-9,.])")
_CLEAN = re.compile(r"[零一二三四五六七八九十百千万亿]+\Z")
_DIGIT_RUN = re.compile(r"[零一二三四五六七八九]+\Z")
_PIECE = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[零一二三四五六七八九]|[十百千万亿兆廿卅卌]")
#: 三00, 二0一二: an Arabic zero for 〇
_ZEROS = re.compile(r"[一二三四五六七八九][零一二三四五六七八九]*0[零一二三四五六七八九0]*\Z")
_PAIR = re.compile(r"(?<![零一二三四五六七八九.点])([一二三四五六七八])([二三四五六七八九])(?![零一二三四五六七八九])")
_INSIDE = re.compile(r"(.+?)([余多来])([十百千万亿兆]+)\Z")
_WELL_FORMED = re.compile(
    r"(?:(?P<a>[零一二三四五六七八九十百千]+)亿)?(?:(?P<b>[零一二三四五六七八九十百千]+)万)?(?P<c>[零一二三四五六七八九十百千]*)\Z"
)
_ROUND = re.compile(r"(?:十?[百千]?万?[万亿]|十[百千万亿]*)\Z")
_SECTION = re.compile(
    r"零?(?:[一二三四五六七八九]千)?零?(?:[一二三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?零?[一二三四五六七八九]?\Z"
)


class Numeral(NamedTuple):
    """What a numeral says. `low`, `high` are None where it is open; `share` marks a value in percent.

    `shape`: `arabic`, `hanzi`, `mixed`; `digits` (一九九八: digits one by one), `multiplier` (万, 百万: no digit before
    it), `one` (a lone 一).
    """

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    shape: str
    share: bool = False


@lru_cache(maxsize=1 << 16)
def read(text: str) -> Numeral | None:
    """The numeral that `text` writes, all of it; None where it writes none."""
    if not text or len(text) > MAX_LENGTH:
        return None
    simple = text.translate(SIMPLE)
    if _ARABIC.match(simple):
        return _exact(Decimal(simple), "arabic")
    if scaled := _SCALED.match(simple):  # most of the others
        return _exact(_EXACT_ENOUGH.multiply(Decimal(scaled[1]), _LARGE[scaled[2]]), "mixed")
    negative = simple[:1] in "负-" and len(simple) > 1
    found = _read(simple[1:] if negative else simple)
    if found is None or not negative:
        return found
    low, high = _minus(found.high), _minus(found.low)
    value = low if found.modifier is RANGE else -found.value
    return Numeral(value, low, high, found.modifier, found.shape, found.share)


def plain(text: str) -> Decimal | None:
    """The exact number of a numeral without bounds or shares; None for all others."""
    found = read(text)
    return found.value if found and found.modifier is EXACT and not found.share else None


def _exact(value: Decimal, shape: str, share: bool = False) -> Numeral:
    return Numeral(value, value, value, EXACT, shape, share)


def _minus(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


def _read(text: str) -> Numeral | None:
    if text in _SOME_HUNDRED:
        return Numeral(_SOME_HUNDRED[text], None, None, ABOUT, "hanzi")
    if text[-1] in _LETTERS:
        found = _read(text[:-1]) if len(text) > 1 else None
        return (
            None
            if found is None or found.modifier is not EXACT
            else found._replace(
                value=found.value * _LETTERS[text[-1]],
                low=found.value * _LETTERS[text[-1]],
                high=found.value * _LETTERS[text[-1]],
            )
        )
    if "^" in text or "e" in text or text[-1] == "方":
        return _power(text)
    text = text.replace("个亿", "亿")  # 两个亿, but 三个多亿
    if "分之" in text:
        return _fraction(text)
    if "/" in text:
        return _slash(text)
    if "半" in text:
        return _half(text)
    if not text.strip("十百千万亿") and len(text) > 1 and not _ROUND.match(text):
        return None  # 万千, 千百
    inside = _INSIDE.match(text)
    if inside:
        return _bounded_inside(*inside.groups())
    if "几" in text or "数" in text:
        return _few(text[0] + text[1:].replace("数", "几"))
    pair = _PAIR.search(text)
    if pair and "点" not in text:
        found = _pair(text, pair)
        if found:
            return found
    value = _number(text)
    return None if value is None else _exact(value, _shape(text))


def _shape(text: str) -> str:
    if text == "一":
        return "one"
    if _DIGIT_RUN.match(text) or _ZEROS.match(text):
        return "digits" if len(text) > 1 else "hanzi"
    if text[0] in "百千万亿兆" and len(text.strip("十百千万亿兆")) == 0:
        return "multiplier"
    if not any(c.isdigit() and c.isascii() for c in text):
        return "hanzi"
    return "mixed" if text.strip("0123456789.,") else "arabic"


def _fraction(text: str) -> Numeral | None:
    """百分之三十, 三分之一, 一又二分之一; the last is a plain number, the others are shares in percent."""
    whole, _, rest = text.rpartition("又")
    denominator, _, numerator = rest.partition("分之")
    below = _number(denominator)
    above = read(numerator) if numerator else None
    if not below or above is None or above.share:
        return None
    if whole:
        units = _number(whole)
        if units is None or above.modifier is not EXACT:
            return None
        return _exact(_EXACT_ENOUGH.add(units, _QUOTIENT.divide(above.value, below)), "hanzi")

    def percent(value: Decimal | None) -> Decimal | None:
        return None if value is None else _QUOTIENT.divide(_EXACT_ENOUGH.multiply(value, Decimal(100)), below)

    return Numeral(percent(above.value), percent(above.low), percent(above.high), above.modifier, "hanzi", True)


def _power(text: str) -> Numeral | None:
    """2e5, 1.01×10^5, 10的6次方, 2^-1; two signs of minus make plus."""
    found = _POWER.match(text)
    if found is None:
        return None
    number, of_ten, signs, digits = found.groups()
    exponent = -int(digits) if (signs or "").count("-") % 2 else int(digits)
    if of_ten:
        return _exact(_EXACT_ENOUGH.scaleb(Decimal(number), exponent), "arabic")
    if not Decimal(number) and exponent < 1:
        return None
    return _exact(_QUOTIENT.power(Decimal(number), exponent), "arabic")


def _slash(text: str) -> Numeral | None:
    """3/4 as a share, 1 3/5, 1又3/5 and 7.36 1/2 (7.365) as numbers; anything that looks like a date is none."""
    whole, blank, rest = text.replace("　", " ").replace("又", " ").partition(" ")
    if blank:
        part = _slash(rest)
        if part is None or not _ARABIC.match(whole):
            return None
        number = Decimal(whole)
        return _exact(number + part.value.scaleb(number.as_tuple().exponent - 2), "arabic")
    above, _, below = text.partition("/")
    if not (above.isdigit() and below.isdigit()) or len(above) > 3 or len(below) > 3 or not int(below):
        return None
    return _exact(_QUOTIENT.divide(Decimal(above) * 100, Decimal(below)), "arabic", True)


def _half(text: str) -> Numeral | None:
    if text in {"半", "半百"}:
        return _exact(Decimal("0.5") if text == "半" else Decimal(50), "hanzi")
    if text[-1] != "半":
        return None
    found = _number(text[:-1])
    return None if found is None else _exact(found + Decimal("0.5"), "hanzi")


def _bounded_inside(head: str, word: str, tail: str) -> Numeral | None:
    """十余万, 三百多万, 三个多亿: the number before the word, times what follows it."""
    factor = _number(tail)
    above, scale, rest = head.rpartition("亿")
    if scale and rest and factor is not None and factor < 10**8:  # 一亿八千多万
        below, whole = _bounded_inside(rest, word, tail), _number(above + scale)
        if below is None or whole is None:
            return None
        low = None if below.low is None else _EXACT_ENOUGH.add(whole, below.low)
        return below._replace(value=_EXACT_ENOUGH.add(whole, below.value), low=low, shape=_shape(head))
    number = _number(head.removesuffix("个"))
    if number is None or factor is None or (number < 10 and head[-1] not in "百千万亿个"):
        return None
    value = _EXACT_ENOUGH.multiply(number, factor)
    if word == "来":
        return Numeral(value, None, None, ABOUT, _shape(head))
    return Numeral(value, value, None, OVER, _shape(head))


def _few(text: str) -> Numeral | None:
    """几十, 数百 (at least 10, 100), 十几, 20几万, 三百几十 (more than 10, 200000, 300)."""
    if text[0] in "几数":
        rest = text[1:]
        if rest and rest[0] in "十百千万亿" and not rest.strip("十百千万亿"):
            value = _number("一" + rest)
            return None if value is None else Numeral(value, value, None, AT_LEAST, "hanzi")
        return None
    head, _, tail = text.partition("几")
    if "几" in tail:
        return None
    head = head.removesuffix("零")
    if head[-1:] == "点":  # 百分之二点几
        number = None if tail else _number(head[:-1])
        return None if number is None else Numeral(number, number, None, OVER, "hanzi")
    if not head:
        return None
    number = _number(head)
    if number is None or head[-1] not in "0十百千万亿" or number < 10 or (tail and tail.strip("十百千万亿")):
        return None
    # 二十几万 multiplies what stands before it, 三百几十 does not
    if tail and (head[-1] in "0十" or _LARGE.get(tail[-1], 0) > number):
        factor = _number("一" + tail.lstrip("十") if tail.lstrip("十百千") != tail else "一" + tail)
        if factor is None:
            return None
        number = _EXACT_ENOUGH.multiply(number, factor)
    return Numeral(number, number, None, OVER, "hanzi")


def _pair(text: str, pair: re.Match[str]) -> Numeral | None:
    """两三百, 十七八万, 一百二三十, 三五个: two neighbouring digits stand for a range."""
    first, second = _DIGITS[pair[1]], _DIGITS[pair[2]]
    if (first, second) == (3, 2):  # 三两个
        first, second = 2, 3
    elif second != first + 1 and (first, second) != (3, 5):
        return None
    low, high = (
        _number(text[: pair.start()] + "零一二三四五六七八九"[digit] + text[pair.end() :]) for digit in (first, second)
    )
    if low is None or high is None:
        return None
    return Numeral(low, low, high, RANGE, "hanzi")


def _number(text: str) -> Decimal | None:
    """An exact number: digits, Chinese numerals, or both; None for what is neither."""
    if not text:
        return None
    if _ARABIC.match(text):
        return Decimal(text)
    if _ZEROS.match(text):
        text = text.replace("0", "零")
    if "," in text:
        if _GROUPED.match(text):
            return Decimal(text.replace(",", ""))
        if _COMMA_FOR_POINT.match(text):
            text = text.replace(",", ".")
        elif not _thousands(text):
            return None
    head, point, tail = text.partition("点")
    if point:
        return _decimal(head, tail)
    if _DIGIT_RUN.match(text):
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    if _CLEAN.match(text) and _well_formed(text):
        return _clean(text)
    return _sum(text)


def _thousands(text: str) -> bool:
    """Whether each comma is followed by three digits: 1,234.5万."""
    return all(len(part) >= 3 and part[:3].isdigit() and not part[3:4].isdigit() for part in text.split(",")[1:])


def _decimal(head: str, tail: str) -> Decimal | None:
    """三点五, 二点四万, 3点5: digits after the point, one by one, then at most multipliers."""
    digits = tail.rstrip("十百千万亿兆")
    scale = tail[len(digits) :]
    if not digits or (scale and scale.strip("百千万亿兆")):
        return None
    whole = _number(head)
    if whole is None:
        return None
    after = "".join(str(_DIGITS[c]) if c in _DIGITS else c for c in digits)
    if not after.isdigit():
        return None
    value = Decimal(f"{whole:f}".split(".")[0] + "." + after)
    if not scale:
        return value
    factor = _number("一" + scale)
    return None if factor is None else _EXACT_ENOUGH.multiply(value, factor)


def _well_formed(text: str) -> bool:
    """Whether a Chinese integer is written by the book, so that cn2an reads it right."""
    found = _WELL_FORMED.match(text)
    return (
        bool(found)
        and all(part is None or (part != "" and _SECTION.match(part)) for part in found.group("a", "b"))
        and (bool(_SECTION.match(found["c"])) and not (found["c"] and found["c"][0] not in "零" and _shorthand(text)))
    )


def _shorthand(text: str) -> bool:
    """三万五, 一百二: a last digit right after a multiplier above ten counts tenths of it."""
    return len(text) > 1 and text[-1] in _DIGITS and text[-1] != "零" and text[-2] in "百千万亿"


@lru_cache(maxsize=1)
def _cn2an():
    from cn2an import cn2an

    return cn2an


def _clean(text: str) -> Decimal | None:
    if _shorthand(text):
        return _sum(text)
    try:
        return Decimal(_cn2an()(text, "smart"))
    except (ValueError, KeyError):
        return _sum(text)


def _sum(text: str) -> Decimal | None:
    """Digits (of either script) and multipliers, read from the left: 2千3百万, 1亿2000万, 3万5, 300十万."""
    total = section = 0
    current: Decimal | None = None
    last = 1
    after_zero = False
    end = 0
    for match in _PIECE.finditer(text):
        if match.start() != end:
            return None
        end = match.end()
        piece = match[0]
        if piece in _SMALL:
            if current is None and section and last <= _SMALL[piece] and last != 1:
                section = _EXACT_ENOUGH.multiply(
                    Decimal(section), Decimal(_SMALL[piece])
                )  # 三十百 is no number by the book
            elif current is not None and 0 < section < _SMALL[piece] and last < _SMALL[piece]:
                section = (section + current) * _SMALL[piece]  # nor is 三十三千
            else:
                section += (1 if current is None else current) * _SMALL[piece]
            current, last, after_zero = None, _SMALL[piece], False
        elif piece in _LARGE:
            factor = _LARGE[piece]
            part = section + (current or 0)
            if not part and not total and current is None:
                part = 1
            elif current is not None and last in (100, 1000) and current < 10 and not after_zero and section == last:
                part = section + current * last // 10  # 百二万
            if total and (total % factor or factor > total or not part):
                total = (total + part) * factor  # 一万二千亿, 万亿
            elif total and last > factor and part:
                total += part * factor
            else:
                total = total + part * factor
            section, current, last, after_zero = 0, None, factor, False
        elif piece in _TENS:
            section += _TENS[piece]
            current, last, after_zero = None, 10, False
        elif piece == "零":
            if current is not None:
                return None
            after_zero = True
        else:
            if current is not None:
                return None
            current = Decimal(_DIGITS[piece]) if piece in _DIGITS else Decimal(piece.replace(",", ""))
            if current < 10 and end == len(text) and last >= 100 and not after_zero and current == int(current):
                current *= last // 10
    if end != len(text):
        return None
    return _EXACT_ENOUGH.plus(Decimal(total) + section + (current or 0))
