"""Articles that go on on another page."""

from factpipe.layout.cues import Cues
from factpipe.layout.turnovers import turn_overs
from factpipe.model import Page
from factpipe.rules import load

FRONT = """青崖县春耕全面铺开

本报青崖讯(记者 柏松)眼下正是春耕时节,青崖县今年计划播种水稻12.6万亩。县农业局组织86名技术人员下乡指导,帮助农民选种育秧。
在石桥乡,农民老覃一家翻耕了9亩水田,他说,今年的秧苗长得壮实。(下转第2版)

县城自来水扩建工程开工

本报青崖讯(记者 桑榆)青崖县城自来水扩建工程日前开工,总投资1800万元。
工程建成以后,日供水能力将达到两万吨,解决县城东片居民吃水难的问题。(下转第3版)
"""
SECOND = """(上接第1版)在柳荫镇,农资供应站备足了化肥420吨,农民不用进城就能买到春耕农资。
县农业局负责人表示,全县水稻播种要在四月底以前完成,技术人员要下到田间地头。

柳荫镇办起腌菜厂

本报青崖讯(记者 石榴)柳荫镇腌菜厂日前投产,吸纳了53名妇女就业。
腌菜厂的产品销往邻近六个县,一个月卖出两万坛。
"""


def test_a_turn_over_within_one_document_is_joined(read):
    articles = read(FRONT + "\n" + SECOND)
    assert [article.title for article in articles] == [
        "青崖县春耕全面铺开",
        "县城自来水扩建工程开工",
        "柳荫镇办起腌菜厂",
    ]
    assert "(下转第2版)\n(上接第1版)在柳荫镇" in articles[0].text


def test_a_turn_over_to_another_document_is_told(layout):
    front = layout.articles(Page("issue/01", FRONT, page="01"))
    second = layout.articles(Page("issue/02", SECOND, page="第２版"))
    assert turn_overs([*front, *second], Cues(load().layout)) == {"issue/01#1": "issue/02#1"}
