"""What patterns over token codes ask for."""

import pytest

from factpipe.link.demand import demand

CODES = frozenset("abcdef")


def codes(text):
    return frozenset(text)


@pytest.mark.parametrize(
    ("pattern", "begins", "empty", "holds"),
    [
        ("", "", True, []),
        ("[ab][c]", "ab", False, ["ab", "c"]),
        ("[^ab]", "cdef", False, ["cdef"]),
        (".", "abcdef", False, ["abcdef"]),
        ("[a]?[b]", "ab", False, ["b"]),
        ("[a]{0,3}?[b]{1,2}", "ab", False, ["b"]),
        ("(?P<item>[a]+|[bc][d])[d]", "abc", False, ["ad", "d"]),
        ("(?!(?<=[a])[b])[bc]", "bc", False, ["bc"]),
        ("(?:[a]|[b]?)[c]", "abc", False, ["c"]),
        ("(?![a])[ab](?=[c]|\\Z)", "ab", False, ["ab"]),
        ("(?:[a][b]){0,4}", "a", True, []),
    ],
)
def test_demand(pattern, begins, empty, holds):
    assert demand(pattern, CODES) == (codes(begins), empty, frozenset(map(codes, holds)))


@pytest.mark.parametrize("pattern", ["a", "[a])", "\\d"])
def test_other_syntax_is_refused(pattern):
    with pytest.raises(ValueError, match="not a pattern over token codes"):
        demand(pattern, CODES)
