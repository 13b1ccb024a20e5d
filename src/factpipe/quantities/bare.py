"""A number without a unit: what the noun beside it makes of it, and whether it is a fact."""

import re
from decimal import Decimal

from factpipe.model import Modifier
from factpipe.quantities.lexicon import Lexicon
from factpipe.quantities.surface import ADULT, AGELESS
from factpipe.quantities.tokens import Token
from factpipe.sentences import CLAUSE_ENDS

EXACT, OVER, AT_LEAST, RANGE = Modifier.EXACT, Modifier.OVER, Modifier.AT_LEAST, Modifier.RANGE
#: numbers of public lines: 12345, 96345, 95598
_SERVICE = re.compile("123[0-9]{2}|9[56][0-9]{3}")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
#: multipliers, or units of what a computer holds and a line carries
LETTERS = {"M": 10**6, "G": 10**9}
_MILLION, _HUNDRED = 10**6, 100
_SCALE_ENDS = frozenset("万亿萬億")
#: may follow a number that its noun names, which other words than these would make one of them
_GOES_ON = "以[上下内]|左右|多|余|的|涨|跌|或|和|与|则|表明|说明|表示|意味|时[，,]"
_HAN_OR_LATIN = re.compile(f"(?!{_GOES_ON})[一-龥A-Za-z０-９0-9]")
#: how far a noun that names a bare number may reach
_NAMED_REACH = 12
#: 猪粮比价为7：1, but not 比分是3：1
_COMPARED = re.compile(r"(?:比(?![分赛])|之比|比[价例值率])[^，。；、：:∶0-9０-９]{0,6}\Z")
_TO_ONE = re.compile("[:：∶][1１](?![0-9０-９.．:：∶])")
#: 年近八十, 年过半百, but not 今年近八十
_YEARS_OF_LIFE = frozenset({"近", "将近", "过", "逾", "超"})
_AGED = re.compile("(?<![0-9０-９〇零一二三四五六七八九十半几多数今去明前后每当同全往历])年[过届满]?\\Z")
_OF_LIFE = frozenset("年过届满")
#: bounds with which 半 is half of all: 已过半
_HALVING = frozenset({OVER, Modifier.NEARLY, Modifier.UNDER})
_NO_HALF = ("百", "年", "天", "夜", "晚", "辈", "生")


class Bare:
    """Settles tokens that have no unit."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def settle(self, text: str, token: Token) -> str | None:
        """Set what a token without a unit measures by its noun; why it is no fact.

        It is one where it is large and round or bounded, or its noun stands beside it.
        """
        numeral, digits = token.numeral, token.digits
        if digits == "半":
            return self._half(text, token)
        if numeral.shape == "one":
            return "bare"
        following = text[token.end : token.end + 1]
        if numeral.shape == "arabic" and _LATIN.match(following):
            return self._letter(text, token)
        if following in ":：∶" and following and text[token.end + 1 : token.end + 2].isdigit():
            return None if _to_one(text, token) else "score"
        if numeral.shape == "arabic" and digits.isdigit() and (len(digits) >= 7 or _is_service(token)):
            return "phone"
        if _is_age(text, token):
            token.measure = "age"
            return None
        counts = self._followed(text, token) or _is_round(text, token) or self._named(text, token)
        if counts and numeral.shape == "digits":
            return "code"
        return None if counts else "bare"

    def of_half(self, text: str, token: Token) -> str | None:
        """已有过半|种上了: what follows 半 is none of its unit."""
        token.unit, token.form, token.end = None, None, token.number_end
        return self._half(text, token)

    def _letter(self, text: str, token: Token) -> str | None:
        """64G存储, 10M宽带 are told in these; else 1.2M has a multiplier in its letter, no fact in a newspaper, or is a
        model's name (550D).
        """
        letter, after = text[token.end], token.end + 1
        scale = LETTERS.get(letter)
        if scale is None or _LATIN.match(text[after : after + 1]):
            return "model"
        token.end = after
        if text.startswith(self._lexicon.beside[letter][1], after):
            token.unit = letter
            return None
        token.times(Decimal(scale))
        return "bare"

    def _half(self, text: str, token: Token) -> str | None:
        if not token.before or token.modifier not in _HALVING or text.startswith(_NO_HALF, token.end):
            return "bare"
        token.set(token.value * 100)
        token.unit, token.measure, token.share, token.form = "%", "percent", True, self._lexicon.forms["%"]
        return None

    def _followed(self, text: str, token: Token) -> bool:
        """Whether the noun after it makes it a fact: 8万多学生, 千亿市场; that tells what it measures in any case."""
        round_ = token.numeral.shape == "multiplier"
        for measure, nouns in self._lexicon.bare.items():
            if not text.startswith(nouns, token.end) or _is_year(token):
                continue
            token.measure = measure
            if measure == "money":
                return round_ and token.value >= _MILLION
            # 百万农民, but not 千家农户
            return token.value >= 2 and (not round_ or token.value == _MILLION) and token.value == int(token.value)
        return False

    def _named(self, text: str, token: Token) -> bool:
        """Whether a noun before it tells what it is: 指数为51.3, 投资百亿, 原因有三; money is at least a hundred."""
        start, shape = token.start, token.numeral.shape
        if text[start - 1 : start] == "有" and shape == "hanzi":
            ends = text[token.end : token.end + 1] in CLAUSE_ENDS
            return ends and self._lexicon.enumerated.search(text, max(0, start - _NAMED_REACH), start) is not None
        if text[start - 1 : start] not in self._lexicon.named_ends:
            return False
        if _HAN_OR_LATIN.match(text, token.end) and shape != "multiplier":
            return False
        for measure, noun in self._lexicon.named:
            if noun.search(text, max(0, start - _NAMED_REACH), start) is None:
                continue
            if measure == "money" and token.value < (_MILLION if shape == "multiplier" else _HUNDRED):
                return False
            if _is_year(token) or (measure != "money" and shape != "arabic"):
                return False  # 投资2010
            token.measure = measure
            return True
        return False


def _to_one(text: str, token: Token) -> bool:
    """竞争比为30：1: how many there are of one to one of the other, with the one as its unit."""
    match = _TO_ONE.match(text, token.end)
    if match is None or not _COMPARED.search(text, max(0, token.start - _NAMED_REACH), token.start):
        return False
    token.end, token.measure = match.end(), "ratio"
    return True


def _is_service(token: Token) -> bool:
    """Whether a number is that of a public line: 96345党员服务队."""
    return token.modifier is EXACT and _SERVICE.fullmatch(token.digits) is not None and token.value % _HUNDRED != 0


def _is_round(text: str, token: Token) -> bool:
    """Whether a number is large and round (3万), or bounded and of some size (百余)."""
    ranged = token.modifier is RANGE
    digits = text[token.number_start : token.end] if ranged else token.digits  # 20至40亿 has its multiplier at the end
    if token.numeral.shape != "multiplier" and not _SCALE_ENDS.isdisjoint(digits):
        return True
    if ranged:
        return False
    if token.before:
        return digits[-1] in "百千万亿萬億"
    return token.modifier in (OVER, AT_LEAST) and token.value >= 10


def _is_age(text: str, token: Token) -> bool:
    """Whether a bare number is how old somebody is: 年过半百, 年近八十."""
    if not ADULT <= token.value < AGELESS:
        return False
    if token.before and token.before not in _YEARS_OF_LIFE:
        return False
    start = token.start
    told = text[start - 1 : start] in _OF_LIFE and _AGED.search(text, max(0, start - 3), start) is not None
    return told and (bool(token.before) or text[start - 1] != "年")


def _is_year(token: Token) -> bool:
    """Whether a bare number looks like a year."""
    return token.numeral.shape == "arabic" and len(token.digits) == 4 and 1900 <= token.value < 2100
