"""Checks: relations that a text tells are found, numbers that merely fit are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpipe.checks.arithmetic import quantum, significant
from factpipe.pipeline.engine import engine_for
from factpipe.schema import NAMES

COLUMNS = NAMES["facts"]
checked = engine_for().checks.checked


def fact(surface, value, unit, measure="count", **columns):
    """What a row of `facts` needs; `modifier` exact and `status` actual when not given."""
    told = {"modifier": "exact", "status": "actual", "scope": None, "per": None}
    return {"surface": surface, "value": value, "unit": unit, "measure": measure, **told, **columns}


def rows(*sentences):
    """Rows of `facts` from (sentence, fact, fact, …)."""
    found, at = [], 0
    for sentence, *facts in sentences:
        here = 0
        for told in facts:
            here = sentence.index(told["surface"], here)
            start, end = at + here, at + here + len(told["surface"])
            row = {
                "fact_id": f"a#1:{start}:{end}",
                "article_id": "a#1",
                "sentence": sentence,
                "start": start,
                "end": end,
            }
            found.append(tuple({**row, **told}.get(name) for name in COLUMNS))
            here += len(told["surface"])
        at += len(sentence)
    return found


def told(*sentences, heads=()):
    """[(kind, verdict, arithmetic), …] of the checks of sentences."""
    return [(check.kind, check.verdict, check.arithmetic) for check in checked("a#1", rows(*sentences), heads)[1]]


def money(surface, value, **columns):
    return fact(surface, value, "元", "money", **columns)


def people(surface, value, unit="人", **columns):
    return fact(surface, value, unit, "people", **columns)


def percent(surface, value, **columns):
    return fact(surface, value, "%", "percent", **columns)


DIVIDEND = "全村210户765人，每人分得400元，分红总额{total}。"


def dividend(surface, value):
    sentence = DIVIDEND.format(total=surface)
    return (
        sentence,
        fact("210户", 210, "户", "households"),
        people("765人", 765),
        money("400元", 400, per="人"),
        money(surface, value),
    )


@pytest.mark.parametrize(
    ("surface", "value", "expected"),
    [
        ("30.6万元", 306000, ("holds", "400元 × 765人 = 30.6万元")),
        ("31万元", 310000, ("within_rounding", "400元 × 765人 = 30.6万元 ≈ 31万元")),
        ("36.0万元", 360000, None),
        ("30.8万元", 308000, ("contradicts", "400元 × 765人 = 30.6万元 ≠ 30.8万元")),
        ("306万元", 3060000, ("contradicts", "400元 × 765人 = 30.6万元 ≠ 306万元")),
    ],
)
def test_products(surface, value, expected):
    assert told(dividend(surface, value)) == ([("product", *expected)] if expected else [])


def test_a_product_needs_what_the_rate_is_per():
    sentence = "每户分得400元，765人参加，共发30.6万元。"
    assert told((sentence, money("400元", 400, per="户"), people("765人", 765), money("30.6万元", 306000))) == []


def test_two_rates_with_one_total_are_no_contradiction():
    sentence = "甲组每人分得400元，{}765人共分30.8万元。"
    facts = money("400元", 400, per="人"), people("765人", 765), money("30.8万元", 308000)
    assert [found[:2] for found in told((sentence.format(""), *facts))] == [("product", "contradicts")]
    other = money("300元", 300, per="人")
    assert told((sentence.format("乙组每人分得300元，"), facts[0], other, *facts[1:])) == []


def test_a_product_over_units_of_one_dimension():
    sentence = "全年卖出青稞820吨，每斤1.5元，收入246万元。"
    facts = (
        fact("820吨", 820, "吨", "mass", value_base=820000.0, unit_base="kg"),
        money("1.5元", 1.5, per="斤", value_base=3.0, unit_base="CNY/kg"),
        money("246万元", 2460000, value_base=2460000.0, unit_base="CNY"),
    )
    assert told((sentence, *facts)) == [("product", "holds", "1.5元 × 820吨 = 246万元")]


def field(surface, value):
    return fact(surface, value, "亩", "area", value_base=value * 2000 / 3, unit_base="m2")


@pytest.mark.parametrize(
    ("sentence", "item", "expected"),
    [
        ("全乡种荞麦8600亩，平均亩产350斤，总产150.5万公斤。", "总产", 1),
        ("全乡种荞麦8600亩，平均亩产350斤，外运150.5万公斤。", "荞麦", 0),
    ],
)
def test_what_land_yields_by_its_area_and_in_all(sentence, item, expected):
    facts = (
        field("8600亩", 8600),
        fact("350斤", 350, "斤", "mass", per="亩", item="平均亩产", value_base=175 / (2000 / 3), unit_base="kg/m2"),
        fact("150.5万公斤", 1505000, "公斤", "mass", item=item, value_base=1505000.0, unit_base="kg"),
    )
    found = told((sentence, *facts))
    assert found == [("product", "holds", "350斤 × 8600亩 = 150.5万公斤")] * expected


def test_a_rate_and_a_count_by_other_names():
    days = "灯会40天共接待游客240万人次，日均接待6万人次。"
    assert told(
        (
            days,
            fact("40天", 40, "天", "duration"),
            people("240万人次", 2400000, "人次", item="游客"),
            people("6万人次", 60000, "人次", item="游客", per="日"),
        )
    ) == [("product", "holds", "6万人次 × 40天 = 240万人次")]
    sheds = "村里有大棚320座，每棚年收入2.5万元，总收入800万元。"
    total = fact("320座", 320, "座", item="大棚"), money("2.5万元", 25000, per="年"), money("800万元", 8000000)
    assert told((sheds, *total)) == [("product", "holds", "2.5万元 × 320座 = 800万元")]


def test_sums_after_of_them():
    assert told(
        ("县里外出务工3120人，比去年多。", people("3120人", 3120)),
        (
            "其中，省外1040人，省内1680人，县内400人。",
            people("1040人", 1040),
            people("1680人", 1680),
            people("400人", 400),
        ),
    ) == [("sum", "holds", "1040人 + 1680人 + 400人 = 3120人")]


@pytest.mark.parametrize(
    ("total", "verdict"),
    [(286, "contradicts"), (296, "holds"), (320, None), (500, None)],
)
def test_a_list_of_several_kinds(total, verdict):
    sentence = f"发放辅具{total}件，其中轮椅96辆、助行器120个、助听器80台。"
    facts = fact(f"{total}件", total, "件"), fact("96辆", 96, "辆"), fact("120个", 120, "个"), fact("80台", 80, "台")
    assert [found[:2] for found in told((sentence, *facts))] == ([("sum", verdict)] if verdict else [])


def test_a_list_that_leaves_some_out_is_no_contradiction():
    sentence = "村里有党员46名，其中女党员12名，大学生党员9名。"
    assert told((sentence, people("46名", 46, "名"), people("12名", 12, "名"), people("9名", 9, "名"))) == []


def test_sums_that_no_word_announces_need_digits():
    sentence = "三片林地共{}亩，东坡{}亩，西坡{}亩，北坡{}亩。"
    for numbers, found in (((3000, 1260, 980, 760), 1), ((6, 1, 2, 3), 0)):
        facts = [fact(f"{number}亩", number, "亩", "area") for number in numbers]
        assert len(told((sentence.format(*numbers), *facts))) == found


def test_rounded_sums():
    sentence = "成品油产量8753万吨，其中汽油2643万吨，煤油584万吨，柴油5525万吨。"
    facts = [fact(f"{number}万吨", number * 10000, "吨", "mass") for number in (8753, 2643, 584, 5525)]
    assert told((sentence, *facts)) == [
        ("sum", "within_rounding", "2643万吨 + 584万吨 + 5525万吨 = 8752万吨 ≈ 8753万吨")
    ]


def crop(surface, value):
    return fact(surface, value, "吨", "mass")


def test_parts_of_parts_and_parts_in_the_next_sentence():
    first = "全年收茶9640吨。", crop("9640吨", 9640)
    second = (
        "其中：东岭2310吨；西岭4150吨，其中春茶2730吨，秋茶1420吨。",
        crop("2310吨", 2310),
        crop("4150吨", 4150),
        crop("2730吨", 2730),
        crop("1420吨", 1420),
    )
    third = "河谷3180吨。", crop("3180吨", 3180)
    assert told(first, second, third) == [
        ("sum", "holds", "2310吨 + 4150吨 + 3180吨 = 9640吨"),
        ("sum", "holds", "2730吨 + 1420吨 = 4150吨"),
    ]


def test_a_part_of_a_part_counts_once():
    sentence = "全年收茶9640吨，其中东岭2310吨，西岭4150吨（其中春茶2730吨），河谷3180吨。"
    numbers = 9640, 2310, 4150, 2730, 3180
    assert told((sentence, *(crop(f"{number}吨", number) for number in numbers))) == [
        ("sum", "holds", "2310吨 + 4150吨 + 3180吨 = 9640吨")
    ]


def test_parts_by_what_they_are_of():
    sentence = "全年零售额68.9亿元。", money("68.9亿元", 6890000000)
    parts = (
        "按经营地分，城镇41.2亿元，乡村27.7亿元。",
        money("41.2亿元", 4120000000),
        money("27.7亿元", 2770000000),
    )
    assert told(sentence, parts) == [("sum", "holds", "41.2亿元 + 27.7亿元 = 68.9亿元")]


def test_parts_of_a_number_of_firms_that_are_households():
    sentence = "镇上有企业174个，其中茶厂4个，个体工商户170个。"
    facts = fact("174个", 174, "个"), fact("4个", 4, "个"), fact("170个", 170, "个", "households")
    assert told((sentence, *facts)) == [("sum", "holds", "4个 + 170个 = 174个")]


def test_a_mean_of_people_may_be_rounded():
    people_and_area = (
        ("全县有31246人。", people("31246人", 31246, item="总人口")),
        (
            "面积150.7平方公里，每平方公里207.3人。",
            fact("150.7平方公里", 150.7, "平方公里", "area"),
            people("207.3人", 207.3, per="平方公里", item="人口密度"),
        ),
    )
    assert told(*people_and_area) == [("product", "within_rounding", "207.3人 × 150.7平方公里 = 31240.11人 ≈ 31246人")]


TOWN = (
    "全镇总户数3200户，总人口11500人。",
    fact("3200户", 3200, "户", "households", item="户"),
    people("11500人", 11500, item="总人口"),
)
FARMERS = fact("2880户", 2880, "户", "households"), people("10810人", 10810)


@pytest.mark.parametrize(
    ("sentence", "facts", "expected"),
    [
        (
            "农户2880户，农业人口10810人，分别占总户数和总人口的90%和94%。",
            (*FARMERS, percent("90%", 90), percent("94%", 94)),
            [
                ("share", "holds", "2880户 ÷ 3200户 = 90%"),
                ("share", "holds", "10810人 ÷ 11500人 = 94%"),
            ],
        ),
        (
            "农户2880户，农业人口10810人，分别占总户数和总人口的90%和96%。",
            (*FARMERS, percent("90%", 90), percent("96%", 96)),
            [
                ("share", "holds", "2880户 ÷ 3200户 = 90%"),
                ("share", "contradicts", "10810人 ÷ 11500人 = 94% ≠ 96%"),
            ],
        ),
        (  # of the whole that is named, not of a nearer one that happens to fit as well
            "农业人口10810人。茶农23人，占全镇总人口的0.2%。",
            (FARMERS[1], people("23人", 23), percent("0.2%", 0.2)),
            [("share", "holds", "23人 ÷ 11500人 = 0.2%")],
        ),
        (
            "茶农23人，占全国总人口的0.3%。",
            (people("23人", 23, place="江城"), percent("0.3%", 0.3)),
            [],
        ),
    ],
)
def test_shares_of_a_whole_by_its_name(sentence, facts, expected):
    assert told(TOWN, (sentence, *facts)) == expected


@pytest.mark.parametrize(
    ("sentence", "facts", "expected"),
    [
        (
            "已完成3120人，占年度任务4000人的78%。",
            (people("3120人", 3120), people("4000人", 4000, status="target"), percent("78%", 78)),
            ("share", "holds", "3120人 ÷ 4000人 = 78%"),
        ),
        (
            "村里共112户，入社农户96户，占全村总户数的85.7%。",
            (fact("112户", 112, "户", "households"), fact("96户", 96, "户", "households"), percent("85.7%", 85.7)),
            ("share", "within_rounding", "96户 ÷ 112户 = 85.714% ≈ 85.7%"),
        ),
        (
            "收入3460万元，为年度预算1.3亿元的26.6%。",
            (money("3460万元", 34600000), money("1.3亿元", 130000000), percent("26.6%", 26.6)),
            ("share", "within_rounding", "3460万元 ÷ 1.3亿元 = 26.615% ≈ 26.6%"),
        ),
        (
            "已完成3120人，占年度任务4000人的76%。",
            (people("3120人", 3120), people("4000人", 4000), percent("76%", 76)),
            ("share", "contradicts", "3120人 ÷ 4000人 = 78% ≠ 76%"),
        ),
        (
            "已完成2980人，少于去年同期的3100人，占年度任务4000人的77.5%。",
            (people("2980人", 2980), people("3100人", 3100), people("4000人", 4000), percent("77.5%", 77.5)),
            ("share", "contradicts", "2980人 ÷ 4000人 = 74.5% ≠ 77.5%"),
        ),
        (
            "村里有党员120名，致富带头人60名，占全村党员的50%。",
            (people("120名", 120, "名"), fact("60名", 60, "名", "leaders"), percent("50%", 50, direction="up")),
            ("share", "holds", "60名 ÷ 120名 = 50%"),
        ),
        (  # decimals are cut off as often as rounded
            "村里共90户，入社农户80户，占全村总户数的88.8%。",
            (fact("90户", 90, "户", "households"), fact("80户", 80, "户", "households"), percent("88.8%", 88.8)),
            ("share", "within_rounding", "80户 ÷ 90户 = 88.889% ≈ 88.8%"),
        ),
        (  # households are counted to the last one: nothing in them is rounded
            "村里共90户，入社农户80户，占全村总户数的89.0%。",
            (fact("90户", 90, "户", "households"), fact("80户", 80, "户", "households"), percent("89.0%", 89)),
            None,
        ),
        (
            "村里共112户，入社农户96户，入社率85.7%。",
            (fact("112户", 112, "户", "households"), fact("96户", 96, "户", "households"), percent("85.7%", 85.7)),
            ("share", "within_rounding", "96户 ÷ 112户 = 85.714% ≈ 85.7%"),
        ),
        (
            "村里共112户，已有96户入社，入社率88.7%。",
            (fact("112户", 112, "户", "households"), fact("96户", 96, "户", "households"), percent("88.7%", 88.7)),
            ("share", "contradicts", "96户 ÷ 112户 = 85.714% ≠ 88.7%"),
        ),
        (
            "全乡21500人，出生193人，出生率9‰。",
            (people("21500人", 21500), people("193人", 193), percent("9‰", 0.9)),
            None,  # one digit of another whole would fit as well
        ),
        (
            "全乡21500人，出生193人，出生率9.0‰。",
            (people("21500人", 21500), people("193人", 193), percent("9.0‰", 0.9)),
            ("share", "within_rounding", "193人 ÷ 21500人 = 8.977‰ ≈ 9.0‰"),
        ),
        (
            "全乡21500人，出生193人，出生率8.5‰。",
            (people("21500人", 21500), people("193人", 193), percent("8.5‰", 0.85)),
            ("share", "contradicts", "193人 ÷ 21500人 = 8.977‰ ≠ 8.5‰"),
        ),
        (
            "计划造林5000亩，已完成4000亩，完成计划的80%。",
            (
                fact("5000亩", 5000, "亩", "area", status="target"),
                fact("4000亩", 4000, "亩", "area"),
                percent("80%", 80),
            ),
            ("share", "holds", "4000亩 ÷ 5000亩 = 80%"),
        ),
        (
            "原有林地5000亩，新造4000亩，完成计划的80%。",
            (fact("5000亩", 5000, "亩", "area"), fact("4000亩", 4000, "亩", "area"), percent("80%", 80)),
            None,
        ),
        (
            "全乡有党员8640名，其中女党员4320名，占52%。",
            (people("8640名", 8640, "名"), people("4320名", 4320, "名"), percent("52%", 52)),
            ("share", "contradicts", "4320名 ÷ 8640名 = 50% ≠ 52%"),
        ),
        (
            "全乡有党员8640名，其中女党员4320名，占妇女的52%。",
            (people("8640名", 8640, "名"), people("4320名", 4320, "名"), percent("52%", 52)),
            None,
        ),
        (
            "村里共112户，入社农户96户，好评率85.7%。",
            (fact("112户", 112, "户", "households"), fact("96户", 96, "户", "households"), percent("85.7%", 85.7)),
            None,
        ),
    ],
)
def test_shares(sentence, facts, expected):
    assert told((sentence, *facts)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("sentence", "facts", "expected"),
    [
        (
            "外出务工3120人，比上年的2900人增加220人，增长7.6%。",
            (
                people("3120人", 3120),
                people("2900人", 2900),
                people("220人", 220, status="change", direction="up"),
                percent("7.6%", 7.6, direction="up"),
            ),
            [
                ("change", "holds", "2900人 + 220人 = 3120人"),
                ("change", "within_rounding", "(3120人 − 2900人) ÷ 2900人 = 7.586% ≈ 7.6%"),
            ],
        ),
        (
            "人均收入由11200元增加到17960元，增加6760元。",
            (
                money("11200元", 11200, per="人"),
                money("17960元", 17960, per="人"),
                money("6760元", 6760, status="change", direction="up"),
            ),
            [("change", "holds", "11200元 + 6760元 = 17960元")],
        ),
        (
            "日均掘进由80米提高到120米，提高了50%。",
            (
                fact("80米", 80, "米", "length", per="日"),
                fact("120米", 120, "米", "length", per="日"),
                percent("50%", 50, direction="up"),
            ),
            [("change", "holds", "(120米 − 80米) ÷ 80米 = 50%")],
        ),
        (
            "运费从180元降到110元，下降38.8%。",
            (money("180元", 180, per="吨"), money("110元", 110, per="吨"), percent("38.8%", 38.8, direction="down")),
            [("change", "within_rounding", "(180元 − 110元) ÷ 180元 = 38.889% ≈ 38.8%")],
        ),
        (
            "日均掘进由80米提高到120米，提高了5%。",
            (fact("80米", 80, "米", "length"), fact("120米", 120, "米", "length"), percent("5%", 5, direction="up")),
            [("change", "contradicts", "(120米 − 80米) ÷ 80米 = 50% ≠ 5%")],
        ),
        (
            "全县外出务工3120人，增加220人，增长7.6%。",
            (
                people("3120人", 3120),
                people("220人", 220, status="change", direction="up"),
                percent("7.6%", 7.6, direction="up"),
            ),
            [("change", "within_rounding", "220人 ÷ (3120人 − 220人) = 7.586% ≈ 7.6%")],
        ),
        (
            "同十年前的2900人相比，增加220人，增长7.6%。",
            (
                people("2900人", 2900),
                people("220人", 220, status="change", direction="up"),
                percent("7.6%", 7.6, direction="up"),
            ),
            [("change", "within_rounding", "220人 ÷ 2900人 = 7.586% ≈ 7.6%")],
        ),
        (
            "修路80米，挖渠120米，进度50%。",
            (fact("80米", 80, "米", "length"), fact("120米", 120, "米", "length"), percent("50%", 50)),
            [],
        ),
    ],
)
def test_changes(sentence, facts, expected):
    assert told((sentence, *facts)) == expected


def points(surface, value, direction):
    return fact(surface, value, "个百分点", "percent", status="change", direction=direction)


@pytest.mark.parametrize(
    ("sentence", "told_points", "expected"),
    [
        (
            "入园率由82.3%提高到85.1%，提高{}。",
            ("2.8个百分点", 2.8, "up"),
            ("holds", "85.1% − 82.3% = 2.8个百分点"),
        ),
        (  # all three are rounded
            "入园率由82.3%提高到85.1%，提高{}。",
            ("2.9个百分点", 2.9, "up"),
            ("within_rounding", "85.1% − 82.3% = 2.8个百分点 ≈ 2.9个百分点"),
        ),
        (
            "入园率由82.3%提高到85.1%，提高{}。",
            ("3.8个百分点", 3.8, "up"),
            ("contradicts", "85.1% − 82.3% = 2.8个百分点 ≠ 3.8个百分点"),
        ),
        (
            "发病率为82.3%，比上年的85.1%下降{}。",
            ("2.8个百分点", 2.8, "down"),
            ("holds", "85.1% − 82.3% = 2.8个百分点"),
        ),
        (
            "发病率为82.3%，比上年的85.1%低{}。",
            ("2.8个百分点", 2.8, None),
            ("holds", "85.1% − 82.3% = 2.8个百分点"),
        ),
        ("入园率为82.3%，合格率85.1%，提高{}。", ("2.8个百分点", 2.8, "up"), None),
        ("入园率由82.3%提高到85.1%；合格率达到新高，提高{}。", ("6.4个百分点", 6.4, "up"), None),
    ],
)
def test_points(sentence, told_points, expected):
    rates = percent("82.3%", 82.3), percent("85.1%", 85.1)
    found = told((sentence.format(told_points[0]), *rates, points(*told_points)))
    assert found == ([("change", *expected)] if expected else [])


def times(surface, value, unit="倍", **columns):
    return fact(surface, value, unit, "ratio", **columns)


GROWN = {"status": "change", "direction": "up"}


@pytest.mark.parametrize(
    ("sentence", "multiple", "expected"),
    [
        (
            "产值由120万元增加到480万元，增长了3倍。",
            times("3倍", 3, **GROWN),
            ("change", "holds", "(480万元 − 120万元) ÷ 120万元 = 3倍"),
        ),
        (
            "产值由120万元增加到480万元，翻了两番。",
            times("两番", 4, "番", **GROWN),
            ("change", "holds", "480万元 ÷ 120万元 = 两番"),
        ),
        (
            "产值由120万元增加到480万元，是原来的4倍。",
            times("4倍", 4),
            ("share", "holds", "480万元 ÷ 120万元 = 4倍"),
        ),
        (
            "东村收入120万元，是西村480万元的0.25倍。",
            times("0.25倍", 0.25),
            ("share", "holds", "120万元 ÷ 480万元 = 0.25倍"),
        ),
        # 增长4倍 is often said of what is four times as much: no slip to tell
        ("产值由120万元增加到480万元，增长了4倍。", times("4倍", 4, **GROWN), None),
        ("东村收入120万元，西村收入480万元，是邻乡的4倍。", times("4倍", 4), None),
    ],
)
def test_multiples(sentence, multiple, expected):
    found = told((sentence, money("120万元", 1200000), money("480万元", 4800000), multiple))
    assert found == ([expected] if expected else [])


def test_what_is_compared_by_with():
    sentence = "今年产值480万元，与上年的120万元相比增长了3倍。"
    sides = money("480万元", 4800000), money("120万元", 1200000)
    assert told((sentence, *sides, times("3倍", 3, **GROWN))) == [
        ("change", "holds", "(480万元 − 120万元) ÷ 120万元 = 3倍")
    ]


@pytest.mark.parametrize(
    ("words", "surface", "contradicts"),
    [("提高了", "48%", True), ("平均提高了", "48%", False), ("提高了", "四成八", False)],
)
def test_a_mean_and_a_rough_share_contradict_nothing(words, surface, contradicts):
    facts = fact("80米", 80, "米", "length"), fact("120米", 120, "米", "length"), percent(surface, 48, direction="up")
    found = told((f"日掘进由80米提高到120米，{words}{surface}。", *facts))
    assert [each[1] for each in found] == ["contradicts"] * contradicts


def test_rates_of_growth_do_not_add_up():
    sentence = "其中，西岭的产量预计下降33%，东岭和河谷分别增长21%和12%。"
    rates = (percent(f"{n}%", n, status="target", direction=way) for n, way in ((33, "down"), (21, "up"), (12, "up")))
    assert told(("全县茶叶增产33%。", percent("33%", 33, status="target")), (sentence, *rates)) == []


def test_a_number_that_holds_the_next_is_no_part_beside_it():
    sentence = "乡里有教师46名，其中25名住校，支部{}委员中有9名教师。"
    facts = people("46名", 46, "名"), people("25名", 25, "名"), people("11名", 11, "名"), people("9名", 9, "名")
    assert told((sentence.format("11名"), *facts)) == []
    assert [found[:2] for found in told((sentence.format("11名书记、").replace("中有", ""), *facts))] == [
        ("sum", "contradicts")
    ]


@pytest.mark.parametrize(
    ("sentence", "women", "expected"),
    [
        ("全县214600人，男110300人，女{}。", 104300, ("holds", "110300人 + 104300人 = 214600人")),
        ("男110300人，女{}，全县共214600人。", 104300, ("holds", "110300人 + 104300人 = 214600人")),
        (
            "全县214600人，其中男110300人，女{}。",
            104600,
            ("contradicts", "110300人 + 104600人 = 214900人 ≠ 214600人"),
        ),
        # without 其中 they may be of another whole, and one that is counted is not rounded
        ("全县214600人，男110300人，女{}。", 104600, None),
        ("全县214600人，男110300人，女{}。", 104301, None),
        ("全县214600人，其中茶农110300人，牧民{}。", 104600, None),
    ],
)
def test_halves_of_a_whole(sentence, women, expected):
    numbers = {"214600人": 214600, "110300人": 110300, f"{women}人": women}
    sentence = sentence.format(f"{women}人")
    facts = [people(surface, numbers[surface]) for surface in sorted(numbers, key=sentence.index)]
    assert told((sentence, *facts)) == ([("sum", *expected)] if expected else [])


@pytest.mark.parametrize(
    ("surface", "value", "expected"),
    [
        ("11.6亿元", 1160000000, ("holds", "25.1亿元 − 13.5亿元 = 11.6亿元")),
        ("12亿元", 1200000000, ("within_rounding", "25.1亿元 − 13.5亿元 = 11.6亿元 ≈ 12亿元")),
        ("11.9亿元", 1190000000, ("contradicts", "25.1亿元 − 13.5亿元 = 11.6亿元 ≠ 11.9亿元")),
        ("16.1亿元", 1610000000, None),
    ],
)
def test_differences_by_their_names(surface, value, expected):
    sides = money("38.6亿元", 3860000000), money("25.1亿元", 2510000000), money("13.5亿元", 1350000000)
    sentence = f"进出口38.6亿元，出口25.1亿元，进口13.5亿元，顺差{surface}。"
    both = ("sum", "holds", "25.1亿元 + 13.5亿元 = 38.6亿元")
    assert told((sentence, *sides, money(surface, value))) == [both, *([("sum", *expected)] if expected else [])]
    named_otherwise = sentence.replace("顺差", "补贴")
    assert told((named_otherwise, *sides, money(surface, value))) == [both]


@pytest.mark.parametrize(
    ("sentence", "numbers", "expected"),
    [
        ("东村占51%，西村占49%。", (51, 49), ("holds", "51% + 49% = 100%")),
        ("东村占51%，其中西组占49%。", (51, 49), None),
        ("东村占51%，西村达到49%。", (51, 49), None),
        ("三村的比重分别为18.2%、41.5%和40.3%。", (18.2, 41.5, 40.3), ("holds", "18.2% + 41.5% + 40.3% = 100%")),
        (
            "三村的比重分别为18.2%、41.5%和40.4%。",
            (18.2, 41.5, 40.4),
            ("within_rounding", "18.2% + 41.5% + 40.4% = 100.1% ≈ 100%"),
        ),
        ("三村的比重分别为18%、41%和40%。", (18, 41, 40), None),
        (
            "一产占18.2%，二产占41.5%，三产占40.8%。",
            (18.2, 41.5, 40.8),
            ("contradicts", "18.2% + 41.5% + 40.8% = 100.5% ≠ 100%"),
        ),
        ("东村占18.2%，西村占41.5%，河谷占40.8%。", (18.2, 41.5, 40.8), None),
    ],
)
def test_shares_that_make_up_a_whole(sentence, numbers, expected):
    found = told((sentence, *(percent(f"{number}%", number) for number in numbers)))
    assert found == ([("sum", *expected)] if expected else [])


def test_growth_is_no_share_of_a_whole():
    sentence = "东村占51.3%，增长5%，西村占48.7%。"
    facts = percent("51.3%", 51.3), percent("5%", 5, status="change", direction="up"), percent("48.7%", 48.7)
    assert told((sentence, *facts)) == [("sum", "holds", "51.3% + 48.7% = 100%")]


def test_what_is_told_for_each_as_well_is_no_total():
    sentence = "每年拨出100万元修路，今后连续三年每年拨出300万元修桥。"
    years = fact("三年", 3, "年", "duration")
    yearly = money("100万元", 1000000, per="年"), years, money("300万元", 3000000, per="年")
    assert told((sentence, *yearly)) == []


def test_an_extreme_on_the_way_is_no_side_of_a_change():
    sentence = "菜价{}每吨2500元，上涨25元，涨幅1%。"
    facts = (
        money("2500元", 2500),
        money("25元", 25, status="change", direction="up"),
        percent("1%", 1, direction="up"),
    )
    assert [len(told((sentence.format(word), *facts))) for word in ("收于", "最低探至")] == [1, 0]


def test_a_headline_repeats_its_body():
    found = rows(
        ("合作社分红67.2万元", money("67.2万元", 672000, item="分红")),
        ("大会上，分红总额67.2万元。", money("67.2万元", 672000, item="分红总额")),
    )
    marked, checks = checked("a#1", found, ["合作社分红67.2万元"])
    assert [check.fact_ids for check in checks] == [f"{found[0][0]} {found[1][0]}"]
    columns = [COLUMNS.index(name) for name in ("checks", "duplicate_of")]
    assert [[row[at] for at in columns] for row in marked] == [["a#1!1=holds", found[1][0]], ["a#1!1=holds", None]]


def test_the_same_number_of_other_things_is_no_restatement():
    assert (
        told(
            ("甲村有水井40口。", fact("40口", 40, "口", item="水井")),
            ("乙村有鱼塘40口。", fact("40口", 40, "口", item="鱼塘")),
        )
        == []
    )
    assert (
        told(
            ("甲村有水井40口。", fact("40口", 40, "口", item="水井", place="甲村")),
            ("乙村有水井40口。", fact("40口", 40, "口", item="水井", place="乙村")),
        )
        == []
    )


@pytest.mark.parametrize(
    ("times", "restated"), [(("1月", "1月"), True), (("1月", "2月"), False), (("1月", None), True)]
)
def test_the_same_number_of_another_time_is_no_restatement(times, restated):
    coal = [fact("4260吨", 4260, "吨", "mass", item="原煤", time=time) for time in times]
    found = told(*((f"{n}矿产原煤4260吨。", each) for n, each in zip("甲乙", coal, strict=True)))
    assert [each[0] for each in found] == ["restatement"] * restated
    assert told(("甲矿产原煤4260吨，乙矿产原煤4260吨。", *coal)) == []


def test_rows_of_checks_have_the_columns_of_the_schema():
    _, [check] = checked("a#1", rows(dividend("30.6万元", 306000)))
    assert check._fields == NAMES["checks"]
    assert check.difference == 0
    assert len(check.fact_ids.split(" ")) == 3


@pytest.mark.parametrize(
    ("surface", "value", "place"),
    [
        ("1.86亿元", 186000000, 1000000),
        ("4260人", 4260, 1),
        ("５．２％", 5.2, 0.1),
        ("二百三十万元", 2300000, 100000),
        ("85折", 85, 1),
    ],
)
def test_the_last_place_that_is_written(surface, value, place):
    assert quantum(surface, value) == pytest.approx(place)


@pytest.mark.parametrize(("value", "digits"), [(1260, 3), (3000, 1), (1.5, 2), (67.25, 4), (0, 1)])
def test_significant_digits(value, digits):
    assert significant(value) == digits


numbers = st.one_of(st.integers(0, 10**9), st.floats(0, 1e12, allow_nan=False))
facts = st.builds(
    fact,
    st.sampled_from(["3名", "12.5%", "1.2万元", "三百亩", "约4吨"]),
    numbers,
    st.sampled_from(["名", "%", "元", "亩", None]),
    st.sampled_from(["people", "percent", "money", "area", "ratio", "count"]),
    modifier=st.sampled_from(["exact", "over", "about"]),
    status=st.sampled_from(["actual", "change", "target", "negated"]),
    per=st.sampled_from([None, "人", "亩"]),
    item=st.sampled_from([None, "教师", "分红"]),
)


@given(st.lists(st.lists(facts, max_size=6), max_size=6))
def test_any_facts_give_checks_that_name_them(sentences):
    found = rows(*(("其中占比由" + "，增至".join(f["surface"] for f in facts) + "。", *facts) for facts in sentences))
    marked, checks = checked("a#1", found)
    ids = {row[0] for row in found}
    assert all(set(check.fact_ids.split(" ")) <= ids for check in checks)
    assert [row[0] for row in marked] == [row[0] for row in found]


def test_many_facts_take_work_in_proportion():
    import sys

    def calls(n):
        """The function calls, in Python and below, of checking n times three sentences."""
        sentence = "其中每人3元，男5人，女2人，占1%。" * 3
        facts = [money("3元", 3, per="人"), people("5人", 5), people("2人", 2), percent("1%", 1)] * 3
        found = rows(*((sentence, *facts) for _ in range(n)))
        made = 0

        def count(_frame, event, _argument):
            nonlocal made
            made += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            checked("a#1", found)
        finally:
            sys.setprofile(before)
        return made

    assert calls(800) < 12 * calls(100)
