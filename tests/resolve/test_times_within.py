"""What is counted within a length of time is so in that time; where nothing is counted in it the length is told."""

import pytest

import factpipe


@pytest.mark.parametrize(
    ("text", "surface", "time"),
    [
        ("两个月内，布厂织布3万米。", "3万米", "两个月内"),
        ("山里三小时内降雨量达到200多毫米。", "200多毫米", "三小时内"),
        ("茶价已在3个月内下跌了近20%。", "近20%", "3个月内"),
        # the day is told already
        ("4、5日两天内，茶厂招工90人。", "90人", "4、5日"),
    ],
)
def test_within_a_length_of_time(text: str, surface: str, time: str) -> None:
    rows = factpipe.extract({"a": text}, issue_date="2019-05-08")
    assert list(rows[rows.surface == surface].time) == [time]


def test_a_length_in_which_nothing_is_counted_is_told() -> None:
    rows = factpipe.extract({"a": "罚单三天内须付清，逾期罚200元。"}, issue_date="2019-05-08")
    assert "三天内" in list(rows.surface)
