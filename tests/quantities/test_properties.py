"""What holds of every text: numbers read back, offsets are those of the text, hostile text does no harm."""

import re
import time
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factpipe import trie
from factpipe.quantities import Scanner, quantities
from factpipe.quantities.lexicon import Lexicon
from factpipe.rules import load

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
UNITS = ("户", "名", "亩", "元", "公里", "吨", "个", "平方米", "千瓦", "小时", "千米", "美元", "棵", "台(套)")

numbers = st.one_of(
    st.integers(2, 999_999).map(str),
    st.decimals(min_value=1, max_value=9999, places=2, allow_nan=False, allow_infinity=False).map(lambda d: f"{d:f}"),
)
#: what newspapers and attackers write: numerals, units, bounds, joints, quotation marks, breaks, other planes
hostile = st.text(
    alphabet="0123456789０９〇零一二两三五九十百千万亿几数半点.．,，、至到—-~/／%％℃元角分亩个月日年时户名余多来约近上过第每“”（）()《》 　\n\r\t:：𠮷𝟘éK壹拾O",
    max_size=120,
)


def vocabulary() -> list[str]:
    """All that the lexicons know of: units, bounds, what makes a trap."""
    rules = load()
    traps = rules.traps
    listed = (*traps.words.values(), *traps.before.values(), *traps.after.values(), *rules.units.bare.values())
    bounds = rules.approximators
    return sorted({
        *Lexicon(rules).forms, *bounds.before, *bounds.after, *bounds.inside, *bounds.distant, *bounds.fillers,
        *(word for words in listed for word in words), *traps.counting, *traps.lasting, *traps.aspects,
    })  # fmt: skip


#: numbers and joints with any words that have a say in them between
jumbled = st.lists(
    st.one_of(
        st.sampled_from(
            ["3", "12", "1.5", "2024", "１", "一", "二", "两", "十", "百", "万", "亿", "半", "几", "三五", "1/3"]
        ),
        st.sampled_from(list("、，。至到-—~和又/ .．：（）“”半多余来年月日时点分%成每第")),
        st.sampled_from(vocabulary()),
    ),
    min_size=2,
    max_size=10,
).map("".join)


@given(numbers, st.sampled_from(UNITS), st.sampled_from(["", "万", "亿"]))
def test_reads_back(number, unit, scale):
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    for written in (number, number.translate(WIDE)):
        text = f"全镇登记{written}{scale}{unit}。"
        (found,) = quantities(text)
        assert found.value == Decimal(number) * factor
        assert (found.low, found.high, found.unit) == (found.value, found.value, unit)
        assert text[found.start : found.end] == f"{written}{scale}{unit}"


# 近2个 may be the last two
@given(
    st.integers(10, 9999),
    st.sampled_from(UNITS),
    st.sampled_from([
        ("至少{}{}", "at_least"), ("超过{}{}", "over"), ("近{}{}", "nearly"), ("不足{}{}", "under"), ("不超过{}{}", "at_most"),
        ("约{}{}", "about"), ("{}{}以上", "at_least"), ("{}{}以下", "at_most"), ("{}{}左右", "about"),
    ]),
)  # fmt: skip
def test_bounds(number, unit, form):
    pattern, modifier = form
    (found,) = quantities(f"登记{pattern.format(number, unit)}。")
    assert (found.value, found.modifier) == (number, modifier)
    has_low, has_high = modifier in {"at_least", "over"}, modifier in {"nearly", "under", "at_most"}
    assert found.low == (number if has_low else None)
    assert found.high == (number if has_high else None)


@given(
    st.integers(2, 4999),
    st.integers(1, 4999),
    st.sampled_from(["至", "到", "—", "-", "~", "～"]),
    st.sampled_from(UNITS),
)
def test_ranges(low, more, joint, unit):
    high = low + more
    for text in (f"登记{low}{joint}{high}{unit}。", f"登记{low}{unit}{joint}{high}{unit}。"):
        (found,) = quantities(text)
        assert (found.value, found.low, found.high, found.modifier) == (low, low, high, "range")


@given(st.one_of(hostile, jumbled))
@settings(max_examples=800)
def test_offsets(text):
    for keep_all in (False, True):
        end = 0
        for found in quantities(text, keep_all):
            assert end <= found.start < found.end <= len(text)
            assert found.start <= found.number_start < found.number_end <= found.end
            assert found.value.is_finite()
            assert found.measure
            end = found.end
            if found.low is not None and found.high is not None:
                assert found.low <= found.high


@given(hostile, st.text(alphabet="𠮷。é中", max_size=5))
def test_what_stands_before_a_sentence_moves_only_the_offsets(text, before):
    shift = len(before) + 1
    plain, moved = quantities("。" + text), quantities(before + "。" + text)
    assert [q._replace(start=0, end=0, number_start=0, number_end=0) for q in plain] == [
        q._replace(start=0, end=0, number_start=0, number_end=0) for q in moved
    ]
    assert [q.start + shift - 1 for q in plain] == [q.start for q in moved]


@given(hostile)
@example("亿万℃半角")
@example("近 千")
def test_facts_are_part_of_all_readings(text):
    everything = quantities(text, keep_all=True)
    facts = {(q.number_start, q.value, q.unit) for q in quantities(text)}
    assert {(q.number_start, q.value, q.unit) for q in everything if q.reason is None} == facts


@pytest.mark.parametrize(
    "piece",
    [
        "7",
        "一",
        "万",
        "1.",
        "1,",
        "3三",
        "十余",
        "一分之",
        "3、",
        "3至",
        "3元5角",
        "公里",
        "三 ",
        "3 ",
        "（5）",
        "一个",
        "a1",
        "1O",
        "1\n",
        "每一",
        "第",
    ],
)
def test_time_is_linear(piece):
    scanner = Scanner(load())
    took = []
    for size in (4_000, 32_000):
        text = piece * (size // len(piece))
        scanner.scan(text)
        runs = []
        for _ in range(5):  # the least of a few: what else the process does must not count
            begin = time.process_time()
            scanner.scan(text)
            runs.append(time.process_time() - begin)
        took.append(min(runs))
    # eight times the text: eight times as long where it is linear, 64 times where it is quadratic
    assert took[1] < 24 * max(took[0], 0.004)


@given(
    st.sets(st.text(alphabet="公里平方米人民币", min_size=1, max_size=4), min_size=1, max_size=12),
    st.text("公里平方米人民币", max_size=6),
)
def test_trie_finds_the_longest_word(words, text):
    found = re.compile(trie.pattern(words)).match(text)
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    assert (found[0] if found else None) == longest


def test_trie_guards_fall_back_to_shorter_words():
    pattern = re.compile(trie.pattern(["人", "人次"], {"人": "(?!民)", "人次": "(?!数)"}))
    assert pattern.match("人次")[0] == "人次"
    assert pattern.match("人次数")[0] == "人"
    assert pattern.match("人民") is None
