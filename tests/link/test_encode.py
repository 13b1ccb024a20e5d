"""Sentences as token codes: every character in one token, masks whole, whatever the text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpipe import sentences, tokens
from factpipe.link.alphabet import APART, QUANTITY, SUBJECT, Alphabet
from factpipe.link.encode import Encoder
from factpipe.link.masks import Mask
from factpipe.pipeline.engine import engine_for
from factpipe.rules.entries.classes import WordClass

CLASSES = {
    "reach": WordClass(words=("达到", "为", "达"), kind="verb"),
    "average": WordClass(words=("人均",), anywhere=True, kind="adjective"),
    "rate": WordClass(endings=("率",)),
    "suffix": WordClass(words=("量", "率")),
}
ENCODER = Encoder(CLASSES)
ALPHABET = ENCODER.alphabet


def encode(text: str, masks: list[Mask] = ()):  # type: ignore[assignment]
    return ENCODER.encode(text, sentences.split(text), list(masks))


@given(st.text(alphabet="全村达到人均收入率“”（）《》，。\x00\n 　a1\U00020bb7", max_size=60))
def test_tokens_cover_each_sentence(text: str) -> None:
    for encoded in encode(text):
        assert encoded.starts[0] == encoded.start
        assert encoded.starts[-1] == encoded.end
        assert len(encoded.codes) == len(encoded.words) == len(encoded.starts) - 1
        for word, start in zip(encoded.words, encoded.starts, strict=False):
            held = text[start : start + len(word)].replace("\x00", " ")
            assert held == word.replace("\x00", " ")


def test_a_quantity_is_one_token_that_no_word_runs_into() -> None:
    text = "约有四万人受益。"
    (encoded,) = encode(text, [Mask(2, 5, QUANTITY, 7, "people")])
    assert encoded.quantities == [(7, encoded.words.index("四万人"))]


def test_a_space_between_a_word_and_a_number_belongs_to_the_number() -> None:
    (encoded,) = encode("茶价上涨 3%。", [Mask(5, 7, QUANTITY, 0, "percent")])
    assert encoded.words[-2:] == [" 3%", "。"]
    assert encoded.token_at(7) - 1 == encoded.quantities[0][1]


def test_words_looked_for_anywhere_are_cut_out_of_longer_ones() -> None:
    (encoded,) = encode("人均收入")
    assert encoded.words[0] == "人均"
    assert encoded.codes[0] in ALPHABET.members("average")


def test_a_word_belongs_to_a_class_by_its_ending() -> None:
    (encoded,) = encode("成活率高")
    assert "成活率" in encoded.words
    assert encoded.codes[encoded.words.index("成活率")] in ALPHABET.members("rate")


def test_a_verb_with_a_suffix_is_one_noun() -> None:
    (encoded,) = encode("化肥购进量达到四吨。")
    assert encoded.words[:3] == ["化肥", "购进量", "达到"]
    (encoded,) = encode("学生近视率达四成。")
    assert encoded.words[:3] == ["学生", "近视率", "达"]
    assert encoded.codes[1] in ALPHABET.members("rate")


def test_a_noun_with_a_prefix_is_one_noun() -> None:
    encoder = Encoder({**CLASSES, "prefix": WordClass(words=("非",))})
    text = "非金属企业有四家。"
    (encoded,) = encoder.encode(text, sentences.split(text), [])
    assert encoded.words[:2] == ["非金属", "企业"]


def test_a_long_word_that_ends_in_a_noun_of_measuring_is_a_noun() -> None:
    alphabet = Encoder({"attribute": WordClass(words=("产量",), endings=("产量", "能力"))}).alphabet
    assert [alphabet.kind_of(word, tag) for word, tag in (("粮食产量", "l"), ("吞吐能力", "a"), ("能力", "a"))] == list(
        "NNA"
    )


@pytest.mark.parametrize(
    ("text", "word", "here", "is_so"),
    [
        ("六个省份推广大豆。", "省份", SUBJECT, True),
        ("六个省份代表推广大豆。", "省份", SUBJECT, False),
        ("核桃、蜂蜜产量。", "、", APART, False),
        ("核桃、蜂蜜四吨。", "、", APART, True),
    ],
)
def test_what_a_word_is_in_its_sentence_has_a_code_of_its_own(text: str, word: str, here: str, is_so: bool) -> None:
    encoder = engine_for(()).linker._encoder
    at = text.find("四吨")
    masks = [Mask(at, at + 2, QUANTITY, 0, "mass")] if at >= 0 else []
    (encoded,) = encoder.encode(text, sentences.split(text), masks)
    assert (encoded.codes[encoded.words.index(word)] in encoder.alphabet.members(here)) is is_so


def test_what_is_quoted_is_one_token_unless_it_holds_a_quantity() -> None:
    (encoded,) = encode("评出“好房东”")
    assert "“好房东”" in encoded.words
    (encoded,) = encode("说“来了3户”", [Mask(4, 6, QUANTITY, 0, "households")])
    assert "3户" in encoded.words


def test_sets_of_codes_are_complete_before_any_text_is_read() -> None:
    before = ALPHABET.of_kinds("N"), ALPHABET.members("rate")
    encode("合作社的牦牛出栏率达到三成，党员干部去了蔡公堂街道。")
    assert (ALPHABET.of_kinds("N"), ALPHABET.members("rate")) == before


@pytest.mark.parametrize("backend", ["rjieba", "jieba"])
@pytest.mark.parametrize(
    ("word", "joint"),
    [
        *(("曾以", 1), ("投仅", 1), ("料率仅", 2), ("不能", 0), ("王甲乙", 0), ("在园儿", 0), ("a仅", 0), ("仅", 0)),
        *(("对朵曲", 1), ("使林草", 1), ("时跌", 1), ("村医有", 2), ("售布达", 2)),
    ],
)
def test_a_word_that_no_dictionary_has_is_two_at_a_word_of_grammar(backend: str, word: str, joint: int) -> None:
    assert tokens.segmenter((), backend).joint(word) == joint


def test_what_was_cut_as_one_word_is_put_apart_however_often() -> None:
    """曾以 is an adverb and a preposition, 县均 a noun and an adverb."""
    (encoded,) = encode("村里曾以20万元办厂，净得率仅3%，曾以60天完工。")
    assert "曾以" not in encoded.words
    assert {"曾", "以", "仅"} <= set(encoded.words)
    assert "".join(encoded.words) == "村里曾以20万元办厂，净得率仅3%，曾以60天完工。"


def test_a_word_with_two_endings_is_of_the_classes_of_both() -> None:
    classes = {"division": WordClass(endings=("县",), kind="noun"), "large": WordClass(endings=("大县",), kind="noun")}
    alphabet = Alphabet(classes, lambda _word: "n")
    code = alphabet.code_of("茶叶大县", "n")
    assert code in alphabet.members("division")
    assert code in alphabet.members("large")
