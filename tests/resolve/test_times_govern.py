"""Governing: which of the times that a text tells is a quantity's."""

import time
from datetime import date

import pytest

from factpipe import rules
from factpipe.model import Part, Role, Time
from factpipe.resolve.times import TimeFinder, TimeResolver
from factpipe.sentences import split

FINDER = TimeFinder(rules.load())

#: the quantity stands in 〔 〕, its time after the arrow
CASES = (
    """
去年，全村修渠〔3公里〕。 → 去年
近日，乡里给〔20户〕发了种子。 → 近日
记者从乡里了解到，今年上半年，全乡栽树〔3万株〕。 → 今年上半年
2019年，全县种油菜2万亩，产油〔300吨〕。 → 2019年
2018年种油菜1万亩，2019年种〔2万亩〕。 → 2019年
去年，种油菜〔1万亩〕，今年将种2万亩。 → 去年
〔120名〕社员握手道别，近日陆续回到各自村里。 → 近日
全镇比2010年增长〔5%〕。 →
2011年全镇产粮4万吨，比2010年增长〔5%〕。 → 2011年
今年全镇产粮4万吨，与去年同期相比增长〔5%〕。 → 今年
今年产粮是去年的〔2倍〕。 → 今年
目前已建成60户，占去年全部的〔95%〕。 → 目前
目前，羊群由引进时的〔7只〕增至40只。 → 引进时
目前，羊群由引进时的7只增至〔40只〕。 → 目前
人均收入从2011年的〔2千元〕增加到2015年的5千元。 → 从2011年
人均收入从2011年的2千元增加到2015年的〔5千元〕。 → 到2015年
2月17日均价是3元，2月11日是2元，周环比上涨〔50%〕。 → 2月17日
2010年的调查数据显示，全镇有〔300家〕作坊。 → 2010年
据新华社北京10月6日电 全镇有〔300家〕作坊。 →
《2011年水利年鉴》收入〔300座〕水库。 →
2011年，全镇修渠12条。其中村渠〔8条〕，长30公里。 → 2011年
“十二五”期间，工作有三。一是修渠〔8条〕。 → “十二五”期间
截至目前，全乡栽树3万株。山上栽树〔2万株〕。 →
截至今天收工，全乡栽树〔3万株〕。 → 截至今天
昨日，新渠通水。渠长〔30公里〕。 →
昨日，茶厂老板坦言：“一斤茶要亏〔3元〕。” →
茶厂面对未来的对手，仓库存茶〔3吨〕。 →
未来，茶厂的仓库将存茶〔3吨〕。 → 未来
2011年，全镇修渠12条。此外，还建起〔8座〕泵站。 →
合作社成立于2010年3月。现有社员〔80户〕。 →
去年，全镇修渠12条，历时〔3个月〕。 → 去年
去年，全镇修渠12条。修渠用了〔3个月〕。 →
2009年，合作社得奖。这〔2亿元〕没有算进利润。 →
今年，县里推广新麦种。⏎东岭镇将种〔6万亩〕。 → 今年
昨日，县里推广新麦种。⏎东岭镇种麦〔6万亩〕。 →
老人说：“目前，日子好过。”全村有水井〔12口〕。 →
清明节前，新茶卖到〔600元〕一斤。 → 清明节前
1990年10月6日⏎全镇有〔300家〕作坊。 →
今年上半年，全镇完成全年造林计划的〔7成〕。 → 今年上半年
昨日，交易所9月白糖合约跌〔3元〕。 → 昨日
东岭镇5月份电器销售额〔3万元〕。 → 5月份
东岭镇5月份茶叶出口3吨，同比增长5%。麦子出口〔8吨〕，同比增长9%。 → 5月份
东岭镇5月份茶叶出口3吨，同比增长5%。⏎麦子出口〔8吨〕，同比增长9%。 → 5月份
上半年东岭镇产茶3吨，同比增长5%，增速比一季度快。⏎茶厂产茶2吨，同比增长6%。⏎麦子产量〔8吨〕，同比增长9%。 → 上半年
与五年前相比，2020年全镇产茶达到3万吨。麦子产量达到〔8吨〕。 → 2020年
经初步核算，全年全镇产茶3万吨。麦子产量〔8吨〕。 → 全年
一季度全镇产茶3万吨，跟2016年的目标持平。其中春茶〔2万吨〕。 → 一季度
2022年，东岭镇顶住了旱情，全年产茶〔3万吨〕。 → 2022年
今年年初，东岭镇的茶厂定下全年产茶〔3万吨〕的目标。 → 全年
全镇面积118平方公里（2017年），可耕地〔9万亩〕。 →
全镇面积〔118平方公里〕（2017年），可耕地9万亩。 → 2017年
5月，茶叶出口3吨，创近5年来新低。其中绿茶〔2吨〕。 → 5月
去年11月，针对茶农的健康调查显示，〔5万名〕茶农肩痛。 → 去年11月
2003年6月，经县里批准，东岭乡改制为东岭镇。全镇有水井〔12口〕。 →
2006年6月，茶厂借款10亿元。事后，茶厂归还〔7亿元〕。 →
报告期末，茶厂净资产〔7亿元〕。 → 报告期末
茶厂第二财季净亏损〔7亿元〕。 → 第二财季
茶厂的年终奖是〔3个月〕的月薪。 →
店主是年仅〔17岁〕的李某。 →
东岭年均气温9度，夏季平均气温19度，无霜期〔110天〕。 →
东岭镇5月份茶叶出口3吨，同比增长5%。麦子有〔8吨〕。 →
东岭镇5月份的茶叶出口达3吨，同比增长〔5%〕。 → 5月份
12日，交易所白糖大跌。主力合约下跌〔3%〕。 → 12日
12日，交易所修了新楼。楼里有〔3台〕电梯。 →
今年，入会的村从去年12个增加到〔28个〕。 → 今年
从2013年至今，造林90万亩，是过去27年总和的〔3倍〕。 → 从2013年至今
茶价从去年最高〔7元〕降到4元。 → 从去年
2010年其全年的收入为〔3万元〕。 → 2010年
今年全镇产粮4万吨，已经接近2010年的水平。其中麦子增长〔5%〕。 → 今年
今天，离洪水已经过去〔三年〕了。 → 今天
""".replace("⏎", "\\n")
    .strip()
    .split("\n")
)


def governed(marked, issue=None, parts=()):
    start, end = marked.index("〔"), marked.index("〕") - 1
    text = marked.replace("〔", "").replace("〕", "")
    sentence = next((s, e) for s, e in split(text) if s <= start < e)
    return TimeResolver(FINDER, text, parts, issue).at(start, end, *sentence)


@pytest.mark.parametrize("line", CASES)
def test_the_time_that_governs(line):
    marked, _, expected = line.replace("\\n", "\n").partition("→")
    assert governed(marked.strip()).text == (expected.strip() or None)


def test_a_headline_lends_its_time_to_the_lines_below_it():
    text = "县里去年完成修渠\n新渠长30公里\n本报讯 渠水到田。\n"
    parts = (Part(Role.KICKER, 0, 9), Part(Role.TITLE, 9, 17), Part(Role.BODY, 17, len(text)))
    start = text.index("30")
    resolver = TimeResolver(FINDER, text.replace("县里去年", "去年县里"), parts, date(2020, 5, 1))
    assert resolver.at(start, start + 4, 9, 16) == Time("去年", date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize(
    ("marked", "text", "first", "last"),
    [
        ("2018年2月，乡里修渠。3月8日，渠水灌田〔20亩〕。", "3月8日", "2018-03-08", "2018-03-08"),
        ("1984年办起工厂，当年产油〔3吨〕。", "当年", "1984-01-01", "1984-12-31"),
        ("工程将于9月完工，建房〔20间〕。", "9月", "2020-09-01", "2020-09-30"),
        ("去年12月，乡里建房〔20间〕。", "去年12月", "2019-12-01", "2019-12-31"),
        ("12月，乡里建房〔20间〕。", "12月", "2019-12-01", "2019-12-31"),
        ("两年后，厂里产油〔20吨〕。", "两年后", None, None),
        ("截至目前，建房〔20间〕。", "截至目前", None, "2020-05-01"),
    ],
)
def test_days_are_seen_from_the_issue_and_from_what_was_told_before(marked, text, first, last):
    expected = Time(text, *(each and date.fromisoformat(each) for each in (first, last)))
    assert governed(marked, date(2020, 5, 1)) == expected


def test_a_line_break_within_an_expression_is_no_part_of_it():
    assert governed("2019\n年全村修渠〔3公里〕。").text == "2019年"


@pytest.mark.parametrize("unit", ["今年修渠3公里，", "比去年3户", "的3户", "近日3户“", "从2010年的3户"])
def test_hostile_input_takes_linear_time(unit):
    text = unit * (200_000 // len(unit))
    begin = time.perf_counter()
    resolver = TimeResolver(FINDER, text, (), date(2020, 5, 1))
    for start in range(unit.index("3"), len(text) - 2, len(unit)):
        resolver.at(start, start + 2, 0, len(text))
    assert time.perf_counter() - begin < 20
