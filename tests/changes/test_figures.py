import pytest

from factpipe.changes.figures import Figure, agree


def exact(value):
    return Figure(value, value, value, "exact")


def over(value, surface="60余名"):
    return Figure(value, value, None, "over", surface)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (exact(62), over(60), True),
        (exact(70), over(60), False),
        (exact(59), over(60), False),
        (exact(24_300), over(24_000, "2.4万余人"), True),
        (exact(25_100), over(24_000, "2.4万余人"), False),
        (exact(13), over(10, "十几名"), True),
        (exact(620), over(60, "超过60名"), True),
        (exact(150), over(100, "百余名"), True),
        (exact(312), Figure(300, None, None, "about", "约300户"), True),
        (exact(400), Figure(300, None, None, "about", "约300户"), False),
        (exact(148_000), Figure(150_000, None, 150_000, "nearly", "近15万元"), True),
        (exact(30_000), Figure(150_000, None, 150_000, "nearly", "近15万元"), False),
        (exact(5), Figure(2, 2, None, "at_least", "至少2名"), True),
        (exact(40), Figure(30, 30, 50, "range", "30至50户"), True),
        (exact(60), Figure(30, 30, 50, "range", "30至50户"), False),
        (Figure(30, 30, 50, "range"), Figure(40, 40, 60, "range"), False),
        (Figure(300, None, None, "about"), Figure(310, None, None, "about"), False),
        (over(60, "超过60名"), over(70, "超过70名"), False),
        (exact(0.1 + 0.2), exact(0.3), True),
        (exact(0), exact(0), True),
        (exact(-3), exact(-6), False),
    ],
)
def test_bounds(a, b, same):
    assert agree(a, b) is same
    assert agree(b, a) is same
