import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpipe.errors import InputError, UnusableInputError
from factpipe.readers.decoding import decode, newlines

SIMPLIFIED = "林川县今年新修村道三十二公里,惠及群众1.2万人。县里说,明年还要修。\n记者 周远"
TRADITIONAL = "臨川縣今年新修村道三十二公里，惠及群眾1.2萬人。縣裡說，明年還要修。\n記者 周遠"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        ("全村二百户", "utf-16-le", "utf-16-le"),
        ("全村二百户", "gb18030", "gb18030"),
    ],
)
def test_encoding_is_found(text, codec, name):
    assert decode(text.encode(codec)) == (text, name)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_byte_order_mark_is_dropped(codec):
    mark = "\ufeff".encode(codec)
    assert decode(mark + SIMPLIFIED.encode(codec)) == (SIMPLIFIED, codec)
    assert decode(mark + SIMPLIFIED.encode(codec), encoding=codec)[0] == SIMPLIFIED


def test_line_ends_become_line_feeds_and_nothing_else_changes():
    assert decode("甲\r\n乙\r丙\n\n\r\r\n丁\u2028戊\x0b ".encode())[0] == "甲\n乙\n丙\n\n\n\n丁\u2028戊\x0b "


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(200)), "binary"),
        (SIMPLIFIED.encode("gb18030")[:-20] + b"\xff\xff" + SIMPLIFIED.encode("gb18030"), "encoding"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "encoding"),
    ],
)
def test_what_is_no_text_is_refused(data, kind):
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.kind == kind


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_damaged_file_is_told_with_the_place(codec):
    text = SIMPLIFIED.encode(codec)
    with pytest.raises(InputError, match=rf"it is {codec} up to byte {3 * len(text)} \(line") as told:
        decode(3 * text + b"\xff\xff" + text)
    assert told.value.line == 3 * SIMPLIFIED.count("\n") + 1


def test_the_users_encoding_is_the_only_one_tried():
    with pytest.raises(InputError, match=r"not valid gb18030 at byte \d+ \(line 2\)"):
        decode("好的\n".encode("gb18030") + b"\xff\xff", encoding="gbk")
    with pytest.raises(UnusableInputError, match="no encoding 'utf-9'"):
        decode(b"x", encoding="utf-9")
    with pytest.raises(InputError, match="not valid ascii at byte 0"):
        decode(SIMPLIFIED.encode("utf-8"), encoding="ascii")
    assert decode(SIMPLIFIED.encode("utf-8"), declared="ascii") == (SIMPLIFIED, "utf-8")


def test_a_declared_encoding_is_not_trusted():
    assert decode(SIMPLIFIED.encode("utf-8"), declared="gb2312") == (SIMPLIFIED, "utf-8")
    assert decode(SIMPLIFIED.encode("gb18030"), declared="utf-8") == (SIMPLIFIED, "gb18030")
    assert decode(SIMPLIFIED.encode("gb18030"), declared="gb2312") == (SIMPLIFIED, "gb18030")
    assert decode(SIMPLIFIED.encode("utf-8"), declared="iso-8859-1") == (SIMPLIFIED, "utf-8")
    assert decode(SIMPLIFIED.encode("utf-8"), declared="no-such") == (SIMPLIFIED, "utf-8")


def _encodable(codec: str) -> st.SearchStrategy[str]:
    plausible = st.sampled_from(SIMPLIFIED if codec != "big5" else TRADITIONAL)
    rare = st.characters(codec=codec, exclude_characters="\ufeff\r", exclude_categories=["Cc", "Cs", "Co"])
    body = st.lists(st.one_of(*[plausible] * 9, rare, st.sampled_from(["\r\n", "\r", "\n"])), max_size=60)
    return body.map(lambda chars: (SIMPLIFIED if codec != "big5" else TRADITIONAL) + "".join(chars))


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"])
@given(data=st.data())
def test_round_trip(codec, data):
    text = data.draw(_encodable(codec))
    assert decode(text.encode(codec))[0] == newlines(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_round_trip_of_any_text_where_the_encoding_is_told(text):
    for codec in ("utf-8", "gb18030"):
        if newlines(text).lstrip("\ufeff").strip() and text[0] != "\ufeff" and text.strip(" \t\r\n\f\v\0"):
            assert decode(text.encode(codec), encoding=codec)[0] == newlines(text)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_input_error(data):
    try:
        text, _ = decode(data)
    except InputError:
        return
    assert text.strip()
    assert "\r" not in text
