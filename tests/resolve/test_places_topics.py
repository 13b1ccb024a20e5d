"""What an article is about where no name stands beside the quantity. Places and figures are invented."""

import pytest

from factpipe.model import Part, Role
from factpipe.resolve.gazetteer import load_gazetteer
from factpipe.resolve.places import PlaceFinder, PlaceResolver
from factpipe.rules import load


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(load(), load_gazetteer())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云南贵州四川⟦12座⟧水库开闸", "云南贵州四川"),
        ("因工作需要，朵河县人民医院招聘医师⟦7名⟧", "朵河县"),
        ("新种的⟦300亩⟧果树主要在河口村。", "河口村"),
        ("贫困户在下坪村有⟦30户⟧", "下坪村"),
        ("省内县外务工⟦40人⟧", None),
        ("江孜县种茶忙\n江孜县茶园扩大。全国有⟦40人⟧来看。", "中国"),
        ("江孜县种茶忙\n江孜县茶园扩大。全国有人来看。今年产茶⟦40吨⟧。", "江孜县"),  # the country is beside the matter
        (
            "茶叶好卖\n由于全球需求旺，韩国加种新茶。\n绿茶卖出⟦40吨⟧，红茶不多。韩国还种菜。",
            "韩国",
        ),  # the world is no topic
        (
            "河北山西棉花丰收\n河北省棉花长势好。成安县先摘完。\n各村又收棉⟦40担⟧。",
            "河北省",
        ),  # one of those that the title lists
        ("韩国的人均产量是日本的⟦10倍⟧", "韩国"),  # a measure of it
        ("韩国茶叶好卖。向日本出口的茶叶有⟦40吨⟧", "韩国"),  # where things go
        ("简讯\n江孜县产茶\n江孜县产茶多。\n快件增⟦7%⟧\n全国快件多。", "中国"),  # what the section is about
        ("江孜县修路\n江孜县修路忙。中央投入⟦40万元⟧。", "江孜县"),  # who pays for it
        ("全国春耕忙\n全国春耕忙。\n江孜县种茶。\n农业农村部公布，产茶⟦40吨⟧。", "中国"),  # back to the country
        ("韩国茶多\n韩国茶多。在日本卖茶的同时，韩国又种⟦40亩⟧。", "韩国"),  # not the other place any more
        ("江孜县茶贵\n江孜县茶贵。国际市场上茶价涨⟦4%⟧。", None),  # nowhere
        ("江孜县茶多\n江孜县茶多。江孜县向白朗县捐赠茶苗，种茶⟦40亩⟧。", "白朗县"),  # where it goes
        ("白朗县和江孜县分别产茶⟦4吨⟧和5吨", "白朗县"),
        ("江孜县茶多\n江孜县茶多。全国人均产茶4斤。其中绿茶⟦3斤⟧。", "中国"),  # part of what was told last
        ("白朗县和江孜县分别产茶4吨和⟦5吨⟧", "江孜县"),
        ("白朗县和江孜县茶多，红茶、绿茶、黑茶分别有4吨、⟦5吨⟧、6吨", "白朗县和江孜县"),  # not of the places
        ("白朗县向韩国和日本分别出口茶叶⟦4吨⟧和5吨", "白朗县"),
        ("江孜县白居村、山口村分别产茶4吨和⟦5吨⟧", "江孜县山口村"),
        ("江孜县新收茶9吨（白居村2吨、山口镇3吨），卖出⟦4吨⟧。", "江孜县"),  # figures in brackets are their own
        ("江孜县茶贵\n江孜县茶贵。国际油价不稳，江孜县茶价涨⟦4%⟧。", "江孜县"),
        ("全国茶价稳\n全国茶价稳。国际市场上茶价涨，同期国内只涨⟦4%⟧。", "中国"),
        ("福建、浙江⟦两省⟧开会", "中国"),
        ("江孜县推广新茶，福建、浙江等⟦8个⟧产茶的省都来买", "中国"),
        ("花坪乡失火\n花坪乡五里村失火。今年以来，全县失火⟦4起⟧。", None),  # a county that the text does not tell
        ("江孜县的茶卖到⟦20个⟧省、自治区，收入不少", "中国"),  # no county has provinces
        ("江孜县地处⟦两省⟧交界处", "江孜县"),
        ("江孜县修了⟦3条⟧省道", "江孜县"),
        ("韩国客人来访，中韩⟦两国⟧人民友好", None),
        ("韩国有⟦3个⟧国家公园", "韩国"),
        ("江孜县茶多，辽阳、营口⟦两县⟧来学", None),
        ("朵河县的选手得了全国冠军，奖金⟦40元⟧", "朵河县"),  # a title
        ("全国人大代表、朵河县茶农李河说，茶园有⟦40亩⟧", "朵河县"),
        ("朵河县新建变电站⟦4座⟧", "朵河县"),  # what is counted
        ("江孜县茶贵。郑州茶叶交易所提价，涨⟦4%⟧", "郑州"),  # who acts
        ("山口镇地处江孜县东部，东临龙马镇，西南距辽阳30公里，有⟦7个⟧村", "江孜县山口镇"),  # its neighbours
        ("山口镇，位于江孜县、亚东县交界，有⟦7个⟧村", "山口镇"),
        ("山口镇北与江孜县接壤，有⟦7个⟧村", "山口镇"),
        ("江孜县城距离省会成都⟦70公里⟧", "江孜县"),
        ("江孜县有馆若干，其中国家级⟦2座⟧", "江孜县"),
        ("江孜县道路多，西南角有桥⟦7座⟧", "江孜县"),
        ("江孜县养牛。三县一区共养⟦70头⟧", "江孜县"),
        ("山口镇为江孜县人民政府直管，有⟦7个⟧村", "山口镇"),  # whose it is
        ("江孜县消防大队有车⟦7辆⟧", "江孜县"),
        ("茶叶增⟦7%⟧\n全国茶叶增7%。我国产茶多，全国都种。", "中国"),  # a headline over the whole country
        ("江孜县种茶。龙马镇河口村有茶园。河口村卖茶⟦40吨⟧", "江孜县龙马镇河口村"),
        ("据农业农村部统计，今年产茶⟦40吨⟧", "中国"),  # who reports
        ("记者从财政部了解到，今年贷款⟦40元⟧", "中国"),
        ("四川省建设山口镇茶叶展销中心，山口镇等⟦7个⟧镇种茶", "四川省"),  # an example
        ("四川省卖茶。芦山县等⟦7个⟧县种茶", "四川省"),
        ("江孜县修路\n江孜县修路忙。革命老区覆盖江孜县⟦7个⟧乡", "江孜县"),  # again
        ("江孜县茶农去了⟦7公里⟧外的山口镇", "江孜县山口镇"),  # so far off
        ("江孜县修路。家住山口镇的老李有茶园，种了⟦40亩⟧。", "江孜县山口镇"),
        ("捷克斯洛伐克建厂\n据新华社布拉格三日电　捷克斯洛伐克的工厂投产。\n新厂有炉⟦7座⟧", "捷克斯洛伐克"),
        ("江孜县养牛。现代化奶牛养殖牧场有⟦70家⟧", "江孜县"),
        ("干部去了在江孜县举行的展销会，卖茶⟦40吨⟧", "江孜县"),
        ("江孜县修渠。县长来到山口镇考察。这里种茶⟦40亩⟧", "江孜县山口镇"),  # who looks has the news be of there
        ("江孜县在四川省的大力支持下种茶⟦40亩⟧", "江孜县"),  # who helps
        ("全国茶具书法展在津开幕\n全国书法展览十分热闹，卖茶⟦40吨⟧", "天津市"),  # a show is in one place
        ("在京都的茶园有茶⟦40亩⟧", "京都"),
        ("在上海，苏州河西闸等⟦10座⟧水闸开工", "上海"),  # a river of that name
        ("沂蒙山区茶叶丰收\n山东省沂蒙山区今年产茶多。全区种茶⟦40亩⟧", "山东省沂蒙山区"),
        ("乌蒙老区种茶⟦40亩⟧", None),
        ("大别山革命老区种茶⟦40亩⟧", "大别山革命老区"),
        ("江城地区茶多。信阳地区种了茶，全区收茶⟦40吨⟧", "信阳地区"),
        ("哈瓦那消息：古巴茶农开会，来了⟦40人⟧", "古巴"),  # a dateline
        ("河南种茶。干部来到老区新县。新县种茶⟦40亩⟧", "河南新县"),
        ("记者来到新县，种茶⟦40亩⟧", None),
        ("山东菏泽牡丹开了\n山东菏泽的牡丹开了，共有⟦12个⟧品种", "山东菏泽"),
        ("在重庆，成渝地区的大工程——藻河水库淹地⟦40亩⟧", "重庆藻河水库"),
        ("西藏察隅县雪山村修路。书记洛桑江村带头种树⟦40棵⟧", "西藏察隅县雪山村"),
        ("全长⟦40公里⟧的湖北宜昌至巴东段通车", "湖北宜昌至巴东段"),
        ("江孜县茶多。茶厂给福建、浙江送去40吨，同比增长⟦4%⟧", "福建、浙江"),  # a clause that goes on with the figure
        ("茶价涨了⟦4%⟧，卖出40吨，其中韩国最多", None),  # no adverbial of what comes later
        ("韩国茶少\n大连茶叶期货回稳。主力合约收于⟦40元⟧", "大连"),  # no firm
        ("韩国茶少。密苏里河涨水，茶叶减产⟦40吨⟧", "韩国"),
        ("越南河内茶多，产茶⟦40吨⟧", "越南河内"),
        ("韩国茶多。对日本、越南分别出口⟦40吨⟧", "韩国"),
        ("韩国茶多。对日本以及越南的出口涨了⟦4%⟧", "韩国"),
        ("韩国茶贵。随后，郑州商品交易所的茶叶跌了。主力合约收于⟦40元⟧", "郑州"),  # where it is traded
        ("江浙茶价上涨⟦4%⟧", "江浙"),
        ("茶具热\n好的茶具都用韩国陶土。国产茶具便宜，一套卖⟦40元⟧。", None),  # where something is made
        ("长江上的乌东德水库蓄水⟦40亿方⟧", "乌东德水库"),
        ("江城的茶卖到我国内地，今年我国内地产茶⟦40吨⟧", "中国内地"),
        ("今年四月，茶厂占据全球市场⟦4%⟧的份额", "全球"),  # not 据 of a source
        ("韩国茶多。据山西社长介绍，产茶⟦40吨⟧", "韩国"),  # a name
        ("国际方面，茶价涨⟦4%⟧", None),
        ("公路始于上海。江苏常州人多，工厂也多。上海人来到钟楼工业区，有厂⟦40家⟧", "江苏常州钟楼工业区"),
        ("去年，江西地区生产总值涨了⟦4%⟧", "江西"),
        ("江西赣江下游茶多。比赛全场⟦40分钟⟧", "江西赣江下游"),  # no 市场 that 全场 may mean
        ("江孜县茶多。县里改造渠首泵站、福建水厂等⟦4处⟧", "江孜县"),  # a list of things
        ("江孜县茶多。水稻和田间的菜增产⟦4%⟧", "江孜县"),  # words
        ("江孜县茶多。肥料以复合肥为主，占⟦4%⟧", "江孜县"),
        ("江孜县茶多。东西部协作资金⟦40万元⟧", "江孜县"),
        ("韩国茶多。在包括香港在内的大中华区，茶叶营收涨⟦4%⟧", "大中华区"),
        ("江孜县茶多。“福建经验”好，产茶⟦40吨⟧", "江孜县"),  # called by a place
        ("江孜县茶多。福建舰入列，产茶⟦40吨⟧", "江孜县"),
        ("江孜县国内生产总值涨了⟦4%⟧", "江孜县"),
        ("江孜县茶多。福建茶少。县政府投入⟦40万元⟧", "江孜县"),  # who acts for it
        ("江孜县白居村茶多。县政府投入⟦40万元⟧", "江孜县白居村"),
        ("江孜县茶多。福建茶少。茶商给县政府⟦40万元⟧", "福建"),
        ("江孜县茶多。县里帮助福建改造泵站、厦门水厂等⟦4处⟧", "福建"),
        ("福建、江西两省茶叶增产⟦4%⟧", "福建、江西两省"),  # a list with its number
        ("河南鹤壁市茶多。广东茶多，在鹤山，产茶⟦40吨⟧", "广东鹤山"),  # a name in both
        ("福建省厦门市茶多。福建厦门市来了人。厦门市鼓浪村卖茶。鼓浪村卖茶⟦40吨⟧", "福建省厦门市鼓浪村"),
        ("到西藏旅行的有⟦40人⟧", "西藏"),
        ("江孜县茶多。雨水导致福建受灾，茶叶减产⟦40吨⟧", "福建"),
        ("江孜县茶多。今天（6月5日）福建种茶，第二天收茶⟦40吨⟧", "福建"),
        ("江孜县白居村茶多。白居村是江孜县⟦7个⟧茶村之一", "江孜县"),  # one of them
        ("江孜县白居村茶多。白居村是已经改好的⟦7个⟧茶村之一", "江孜县"),
        ("江孜县的水库开工。这是国家⟦7大⟧水库之一", "中国"),
        ("江孜县茶多。⟦300名⟧茶商今天在鄱阳县看茶。", "鄱阳县"),  # where the clause says that they are
        ("江孜县茶多。⟦300名⟧茶商今天在鄱阳县的茶厂看茶。", "江孜县"),
        ("常州茶多。常州有茶山，常州人爱茶。常州市有茶厂。常州建茶厂⟦40家⟧", "常州"),  # as the text mostly calls it
        ("常州茶多。常州市有茶厂。常州市建了茶园。常州建茶厂⟦40家⟧", "常州市"),
        ("山东茶多。青岛和日照产茶⟦40吨⟧", "山东青岛和日照"),  # another word, but for the city beside it
        ("江孜县茶多。鄱阳湖飞来候鸟⟦40万只⟧", "鄱阳湖"),  # a lake of which something is told
        ("江孜县茶多。鄱阳湖大桥全长⟦40公里⟧", "江孜县"),
        ("山口镇茶多。山口镇距离县城⟦40公里⟧", "山口镇"),
        ("江西茶多。省内最大的茶县——婺源县丰收，产茶⟦40吨⟧", "江西婺源县"),
        ("据英国《茶叶报》报道，茶价涨了⟦4%⟧", None),  # who reports it
        ("茶具热\n茶壶的品牌是美国的，茶杯的品牌也是美国的。加工一套⟦40元⟧。", None),  # whose goods they are
        ("茶商走遍中东⟦五国⟧", "中东"),  # states and provinces of a part of the world
        ("在中西部⟦22个省份⟧建茶厂", "中西部"),
        ("华中⟦六省市⟧改种茶", "华中"),
        ("江孜县把⟦三成⟧国土种茶", "江孜县"),
        ("中央戏剧学院建院⟦40周年⟧", None),  # an organisation's name
        ("云南茶多。云南省有茶山。鲁甸县有茶厂⟦40家⟧", "云南省鲁甸县"),  # a province as its county is written
        ("昆明产茶。云南省有茶山。昆明有茶厂⟦40家⟧", "云南昆明"),  # both bare, where the text does not join them
        ("昆明产茶。云南省昆明卖茶。昆明有茶厂⟦40家⟧", "云南省昆明"),
        ("云南茶多。云南省有茶山。云南鲁甸县有茶厂。鲁甸县有茶厂⟦40家⟧", "云南鲁甸县"),
    ],
)
def test_what_governs(finder: PlaceFinder, text: str, expected: str | None) -> None:
    start, end = text.index("⟦"), text.index("⟧") - 1
    text = text.replace("⟦", "").replace("⟧", "")
    assert PlaceResolver(finder, text).at(start, end, 0, len(text)).path == expected


def test_the_rest_of_a_clause_may_tell_more(finder: PlaceFinder) -> None:
    text = "江孜县受灾。30名战士在江孜县山口镇清淤。"
    start = text.index("30名")
    assert PlaceResolver(finder, text).at(start, start + 3, start, len(text)).path == "江孜县山口镇"


def test_the_first_of_a_row_of_news_is_not_what_the_others_are_about(finder: PlaceFinder) -> None:
    lines = ("茶叶快讯", "江孜县茶叶丰收", "江孜县茶多。", "三部门查茶", "三部门查了40家。", "茶贵", "江孜县茶贵。")
    roles = (Role.TITLE, Role.TITLE, Role.BODY, Role.HEADING, Role.BODY, Role.HEADING, Role.BODY)
    text = "\n".join(lines)
    parts = [
        Part(role, text.index(line), text.index(line) + len(line)) for role, line in zip(roles, lines, strict=True)
    ]
    at = text.index("40家")
    assert PlaceResolver(finder, text, parts).at(at, at + 3, at - 5, at + 4).path is None


def test_what_begins_with_a_figure_has_left_the_news_before(finder: PlaceFinder) -> None:
    text = "茶叶快讯\n江孜县茶叶丰收\n江孜县茶多。\n40名茶农进城\n40名茶农今天到了白朗县。"
    at = text.index("40名")
    assert PlaceResolver(finder, text).at(at, at + 3, at, at + 8).path == "白朗县"
