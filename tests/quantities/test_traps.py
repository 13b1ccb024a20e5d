"""Words, names, slogans, dates, codes with numerals in them, in traps.txt: no line of it tells a quantity."""

from pathlib import Path

import pytest

from factpipe.quantities import quantities
from factpipe.rules.entries.traps import REASONS

LINES = [
    line.strip()
    for line in (Path(__file__).parent / "traps.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def test_there_are_enough():
    assert len(LINES) >= 300


@pytest.mark.parametrize("line", LINES, ids=[line[:18] for line in LINES])
def test_trap(line):
    assert [line[q.start : q.end] for q in quantities(line)] == []


@pytest.mark.parametrize(
    ("text", "surface", "reason"),
    [
        ("大会于2016年3月闭幕。", "2016年", "date"),
        ("早上8点开门。", "8点", "clock"),
        ("他得了第五名。", "五名", "ordinal"),
        ("一位老人走来。", "一位", "indefinite"),
        ("国发〔2020〕3号文件。", "3号", "document"),
        ("世界500强来了。", "500", "rank"),
        ("相机是尼康D7000。", "7000", "model"),
        ("主队3:2取胜。", "3", "score"),
        ("每10人一桌。", "10人", "distributive"),
        ("旧城百废待兴。", "百", "bare"),
        ("深入学习“三严三实”。", "三", "slogan"),
        ("他家在三亚。", "三", "place"),
    ],
)
def test_left_out_with_a_reason(text, surface, reason):
    found = {text[q.start : q.end]: q.reason for q in quantities(text, keep_all=True)}
    assert found.get(surface) == reason
    assert reason in REASONS


def test_keep_all_holds_all_facts():
    text = "2020年,全村265户1234人,人均收入1.5万元,第一书记住村。"
    facts = quantities(text)
    assert [q for q in quantities(text, keep_all=True) if q.reason is None] == facts
    assert len(facts) == 3


def test_the_package_is_called_by_its_name():
    import factpipe
    import factpipe.quantities as package

    (found,) = factpipe.quantities("全村265户")
    assert found == package("全村265户")[0] == quantities("全村265户")[0]
    assert [q.reason for q in factpipe.quantities("第三次", keep_all=True)] == ["ordinal"]
