"""Numerals: any number written in any supported form reads back to itself."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpipe.numerals import MAX_LENGTH, plain, read

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
TRADITIONAL = str.maketrans("万亿两", "萬億兩")
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")

whole = st.integers(min_value=0, max_value=10**13 - 1)
tenths = st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False, allow_infinity=False)


def section(number: int) -> str:
    """Below 10000 in characters: 三千零五."""
    text, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
        gap = not digit
    return text


def hanzi(number: int) -> str:
    """A number below 10^16 as a newspaper spells it."""
    if number == 0:
        return "零"
    text = ""
    for scale, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // scale % 10**4
        if part:
            text += ("零" if text and part < 1000 else "") + section(part) + name
    # 一万亿二千亿 is written 一万二千亿
    if "万亿" in text and "亿" in text.replace("万亿", "", 1):
        text = text.replace("万亿", "万", 1)
    return text.removeprefix("一") if text.startswith("一十") else text


def digits(number: int) -> str:
    return "".join(DIGITS[int(d)] for d in str(number))


@given(whole)
def test_arabic(number):
    assert plain(str(number)) == number
    assert plain(str(number).translate(WIDE)) == number
    assert plain(f"{number:,}") == number
    assert plain(f"{number:,}".translate(WIDE)) == number


@given(tenths)
def test_decimals_are_exact(number):
    assert plain(f"{number:f}") == number
    assert plain(f"{number:f}万") == number * 10000
    assert plain(f"{number:f}亿".translate(WIDE)) == number * 10**8
    whole_part, _, fraction = f"{number:f}".partition(".")
    assert plain(f"{hanzi(int(whole_part))}点{''.join(DIGITS[int(d)] for d in fraction)}") == number


@given(whole)
def test_characters(number):
    text = hanzi(number)
    assert plain(text) == number
    assert plain(text.translate(TRADITIONAL)) == number
    if not text.startswith("十"):
        assert plain(text.translate(FORMAL)) == number


@given(st.integers(min_value=1000, max_value=10**9))
def test_digit_by_digit(number):
    found = read(digits(number))
    assert found is not None
    assert (found.value, found.shape) == (number, "digits")
    assert read(digits(number).replace("零", "〇")).value == number


@given(st.integers(1, 999), st.integers(1, 9999))
def test_mixed(hundred_millions, ten_thousands):
    assert plain(f"{hundred_millions}亿{ten_thousands}万") == hundred_millions * 10**8 + ten_thousands * 10**4
    assert plain(f"{hundred_millions}亿{hanzi(ten_thousands)}万") == hundred_millions * 10**8 + ten_thousands * 10**4


@given(st.integers(2, 1000), st.integers(1, 1000))
def test_fractions(below, above):
    share = read(f"{hanzi(below)}分之{hanzi(above)}")
    assert share is not None
    assert share.share
    assert abs(share.value - Decimal(above) * 100 / below) < Decimal("1e-9") * max(1, share.value)


@given(tenths)
def test_percent(number):
    assert read(f"百分之{number:f}") == read(f"百分之{number:f}".translate(WIDE))
    assert read(f"百分之{number:f}").value == number


@given(whole)
def test_signs(number):
    assert plain(f"-{number}") == -number
    assert plain(f"负{hanzi(number)}") == -number


@given(
    st.text(
        alphabet="0123456789０１〇零一二两三九十百千万亿点.,，分之又余多几半数壹拾佰 -/eOlkw×^的次方",
        max_size=MAX_LENGTH + 4,
    )
)
def test_nothing_breaks_it(text):
    found = read(text)
    assert found is None or found.value.is_finite()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1亿2000万", "120000000"), ("2千3百万", "23000000"), ("3万5", "35000"), ("12万3千", "123000"), ("1万2千亿", "1200000000000"),
        ("三万五", "35000"), ("一百二", "120"), ("一万零五", "10005"), ("两千三", "2300"), ("廿三", "23"), ("卅", "30"), ("五百卅四", "534"), ("三十三千", "33000"),
        ("壹佰贰拾叁万肆仟", "1234000"), ("十二亿三千万", "1230000000"), ("三点五", "3.5"), ("二点四万", "24000"), ("一又二分之一", "1.5"),
        ("万亿", "1000000000000"), ("百万", "1000000"), ("１，１００万", "11000000"), ("1.5万", "15000"), ("两个亿", "200000000"), ("半百", "50"),
        ("1O", "10"), ("2O20", "2020"), ("3,5万", "35000"), ("40k", "40000"), ("四十万万", "4000000000"), ("2e5", "200000"),
        ("1.01×10^5", "101000"), ("10的6次方", "1000000"), ("2^-2", "0.25"), ("1又3/4", "1.75"),
    ],
)  # fmt: skip
def test_plain(text, value):
    assert plain(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "modifier", "low", "high"),
    [
        ("十几", "over", 10, None), ("二十几万", "over", 200000, None), ("几十", "at_least", 10, None), ("数百", "at_least", 100, None),
        ("几千万", "at_least", 10000000, None), ("十余万", "over", 100000, None), ("三百多万", "over", 3000000, None),
        ("十来万", "about", None, None), ("三五", "range", 3, 5), ("两三百", "range", 200, 300), ("十七八万", "range", 170000, 180000),
        ("一百二三十", "range", 120, 130), ("一两", "range", 1, 2), ("三两", "range", 2, 3),
    ],
)  # fmt: skip
def test_bounds_inside(text, modifier, low, high):
    found = read(text)
    assert (found.modifier, found.low, found.high) == (modifier, low, high)


@pytest.mark.parametrize(
    "text", ["", "1.2.3", "八点三十", "万千", "三三一百", "1,23,456", "7" * (MAX_LENGTH + 1), "分之", "几", "零几"]
)
def test_no_numeral(text):
    assert read(text) is None
