import pytest

from factpipe.labels import page_label


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("02", "2"), ("12", "12"), ("第02版", "2"), ("２", "2"), ("Ａ０３", "A3"), ("a3", "A3"), ("二", "2"), ("十", "10"),
        ("十二", "12"), ("二十", "20"), ("头版", "头版"), (" 副刊 ", "副刊"), ("十十", "十十"), ("", ""),
    ],
)  # fmt: skip
def test_a_page_has_one_label_however_it_is_written(label, plain):
    assert page_label(label) == plain
