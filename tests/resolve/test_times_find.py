"""Finding: what is a time expression, where it begins and ends, and what only looks like one."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpipe import rules
from factpipe.model import TimeMention
from factpipe.resolve.times import TimeFinder, covers

FINDER = TimeFinder(rules.load())


def found(text):
    return [text[mention.start : mention.end] for mention in FINDER.find(text)]


WHOLE = """
2019年 １９９０年 二0一五年 一九六二年 二〇〇八年 2008年5月12日 2008年5月 1月10日 十月一日 6月份 27日 2012-05-03 98年4月
今年1至6月 今年１到９月 4、5月 3月8日至12日 2012年至2015年期间 从2009年4月至2010年底 从19日晚上到20日早上 2010年和2011年
上世纪八十年代 20世纪90年代末 八十年代初 去年末 今年上半年 去年同期 同年5月 今年前5个月 前三季度 一季度 2013年一季度末 第三季 2012年首季 十二月上中两旬
前两个月 这两天 最近一周 近五年来 近几年 近30年 未来三天 今后5年 过去的三个月里 10余年间 三年前 几年前 20年后 半年多来
上周 上周五 本周 昨日 昨天上午 明天 次日 今春 去冬 截至2012年10月底 截止昨日 从明天起 到2020年底 1998年以来 2016年起
“十二五”末 “十三五”期间 十四五时期 春节期间 清明节前 国庆长假 “五一”期间 五一假期 2010年春 中秋节 正月初一 春季 春天
2011/12年度 下一年度 2010/2011榨季 6月/7月 2019年迄今 最近三、四年 今年六、八两月 4、5两个月 建厂之初 新年伊始
截至下午4时 截至17时35分 腊月二十八 农历三月 农历五月初五 今年正月初八 正月初一至初十 除夕到正月初六 正月里 去年此时 30日夜间至31日白天
近日 日前 目前 截至目前 到现在为止 眼下 如今 以往 近年来 连日来 此前 今天（1月10日）
""".split()  # noqa: SIM905 - a list of words


@pytest.mark.parametrize("expression", WHOLE)
def test_an_expression_is_found_whole(expression):
    assert found(f"据介绍，{expression}，全村新修水渠12公里。") == [expression]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("春茶开园以来，镇里已收鲜叶4吨", ["春茶开园以来"]),
        ("目前年均造林3万亩", ["目前"]),
        ("如今年产值3万元，而今年产茶多", ["如今", "今年"]),
        ("家在山里的他改革开放后，种茶4亩", ["改革开放后"]),
        ("十多年过去，村里建起大棚9座", []),
        ("3日夜游", []),
        ("2012财年收茶4吨，2013财政年度收茶5吨", ["2012财年", "2013财政年度"]),
        ("去年入冬以来收茶4吨，今年入汛以来不收", ["去年入冬以来", "今年入汛以来"]),
        ("5月3日0时至24时新收茶4吨", ["5月3日0时至24时"]),
        ("《山里人家》第三季播出了6集", []),
        ("去年7月均价涨了", ["去年7月"]),
        ("老高写了40年春联", []),
        ("去县城开车要近7年，一教书就是近30年", []),
        ("洞里重现4万年前的生活，这是近五年来的最低价", ["4万年前", "近五年来"]),
        ("自全镇水渠清淤“百日会战”行动以来，清淤9公里", ["自全镇水渠清淤“百日会战”行动以来"]),
        ("在集中走访活动期间，共走访30户", ["集中走访活动期间"]),
        ("新厂建成投产后，年产值3亿元", ["新厂建成投产后"]),
        ("水库开工两年后，大坝高60米", ["水库开工两年后"]),
        ("进入6月后，茶价上涨", ["6月后"]),
        ("比鲜叶贵几倍的陈茶在十年后更贵", ["十年后"]),
        ("来水较建库以来均值偏多三成", ["建库以来"]),
        ("全镇从一九八四年以来修渠9公里", ["从一九八四年以来"]),
        ("茶价跌至28个月以来最低", ["28个月以来"]),
        ("茶叶产量比公路通车前的１９５９年多一倍", ["１９５９年"]),
        ("比集镇改造前的一九七八年多", ["一九七八年"]),
        ("羊群由引进时的7只增至40只", ["引进时"]),
        ("截至今天收工，修渠3公里", ["截至今天"]),
        ("昨晚8时至今晨6时降水23毫米", ["昨晚8时至今晨6时"]),
        ("今年内地票房和年内地方收入", ["今年", "年内"]),
        ("未来5-10年内，修渠3公里", ["未来5-10年内"]),
        ("十年内要修渠3公里", ["十年内"]),
        ("3月中国制造业回暖", ["3月"]),
        ("3月中欧班列开行，5月初值51", ["3月", "5月"]),
        ("从2011年的3千元增加到现在的7千元", ["从2011年", "现在"]),
        ("达到2019年的9吨，猛增到今年的15吨", ["2019年", "今年"]),
        ("到2019年，增加15吨", ["到2019年"]),
        ("一九七八至一九八九年修渠9公里", ["一九七八至一九八九年"]),
        ("东岭镇现已有3座茶厂，现存茶9吨，出现已久", ["现"]),
        ("乡亲们后来又种了茶，从此以后来的人多了", ["后来"]),
        ("从2006年到2010年的五年中，投资翻番", ["从2006年到2010年的五年中"]),
        ("试开园初期，只有3个展厅", ["试开园初期"]),
        ("这是建馆初期的3倍", ["建馆初期"]),
        ("在解放战争时期，有30人参军", ["解放战争时期"]),
        ("革命时期，有30人参军", ["革命时期"]),
        ("茶园从前期的2亩增加到9亩", []),
        ("水渠寿命由此前的40年提高到60年", ["此前"]),
        ("此前的40年里修渠6条", ["此前的40年里"]),
        ("三位新任厂长上任伊始便到田头，自从两国建交以来", ["新任厂长上任伊始", "建交以来"]),
        ("老人已扎根近30年，师徒分别近二十年，统管茶务近40年之久", []),
        ("近30年收茶9吨，一个多月前去了一趟，3年内不得采茶", ["近30年", "一个多月前"]),
        ("下午三点，早上4点多，今天（5月8日）下午5点半", ["下午三点", "早上4点多", "今天（5月8日）下午5点半"]),
        ("汛期，镇里抢修。暑假里，学生采茶。汛期安全要紧", ["汛期", "暑假里"]),
        ("2011冷冻年度，2012冷年，2013学年", ["2011冷冻年度", "2012冷年", "2013学年"]),
        ("今年中秋假期，国庆假期", ["今年中秋假期", "国庆假期"]),
        ("2006年一年内，今年内蒙古，本届茶会", ["2006年一年内", "今年"]),
        ("至此，全镇通了公路；行至此处", ["至此"]),
    ],
)
def test_events_and_frames(text, expected):
    assert found(text) == expected


NO_TIMES = """
历时3年 连续两年 4个月花期 24小时 一年级 三年级 1000级 两会 百年老店 第十七次年会 每周一次 两周一班 赏花正当时 月租金 每月 每年 5月饼 二十一万条 工程提前两个月完工
人出现在 青年中 与去岁相比，年中国厂 新春走基层 大雪纷飞 老百姓 三个代表 年产10万吨 第三天 时间过去了 五四三二一 3日游 3日内 20日元 江周三县 老人可以来茶园 3家以上年产值
""".split()  # noqa: SIM905


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time(text):
    assert found(text) == []


def test_kinds():
    kinds = {
        "今年": "point",
        "近五年来": "since",
        "1998年以来": "since",
        "截至昨日": "until",
        "到10月底": "until",
        "目前": "vague",
    }
    for words, kind in kinds.items():
        assert [mention.kind for mention in FINDER.find(words)] == [kind], words


def test_a_quantity_that_places_something_in_time_is_covered():
    text = "近三年来，新建水渠3条，历时3年。"
    mentions = FINDER.find(text)
    assert covers(text, mentions, text.index("三年"), text.index("三年") + 2)
    assert not covers(text, mentions, text.index("3条"), text.index("3条") + 2)
    assert not covers(text, mentions, text.index("3年"), text.index("3年") + 2)
    assert not covers("三年", [], 0, 1)
    text = "上山的路缩短近20分钟，节省近3小时"
    assert not covers(text, FINDER.find(text), 6, 10)
    text = "上山要走近7小时，近24小时降雨30毫米"  # no hours up to now but round ones
    mentions = FINDER.find(text)
    assert not covers(text, mentions, 4, 8)
    assert covers(text, mentions, text.index("24"), text.index("24") + 4)
    text = "未来三年之内，茶园翻番"
    assert covers(text, FINDER.find(text), 2, 6)
    text = "茶厂计划5年内在全县开店"
    assert covers(text, FINDER.find(text), 4, 7)
    text = "大约十年前，老街拆了"  # the word that bounds it is none of the time
    assert covers(text, FINDER.find(text), 0, 4, 2)
    text = "石塔距今约2800年"
    assert not covers(text, FINDER.find(text), 4, 10, 5)
    text = "经过四年改造后，老街开街"
    assert not covers(text, FINDER.find(text), 2, 4)  # how long it took is told too


@given(st.text(alphabet="今去年1２十月日至到从以来期间近前后个两半春节“”（），。 \n的中、—截目天周", max_size=60))
@settings(max_examples=300)
def test_mentions_are_in_order_and_apart(text):
    mentions = FINDER.find(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(isinstance(m, TimeMention) for m in mentions)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        "年",
        "月",
        "1年",
        "十",
        "今",
        "至",
        "以来",
        "期间",
        "从",
        "前两个",
        "个月",
        "1至",
        "“",
        "近",
        " ",
        "春",
    ],
)
def test_hostile_input_takes_linear_time(unit):
    def seconds(n):
        text = unit * (n // len(unit))
        begin = time.perf_counter()
        FINDER.find(text)
        return time.perf_counter() - begin

    seconds(1000)
    assert seconds(200_000) < 4.0
