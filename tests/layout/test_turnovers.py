"""Articles that go on on another page."""

import random

import pytest

from factpipe.model import Page
from layout.maps import check, check_locate

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
    # the marks come last, so that no sentence is broken by them
    assert "秧苗长得壮实。\n在柳荫镇" in articles[0].text
    assert articles[0].text.endswith("田间地头。\n(下转第2版)\n(上接第1版)\n")
    page = Page("page", FRONT + "\n" + SECOND)
    check(page, articles)
    check_locate(page, articles[0], random.Random(1))


def test_a_sentence_that_turns_over_is_read_in_one(layout):
    front, second = (
        FRONT.replace("壮实。(下转", "壮实,他还想再种1(下转"),
        SECOND.replace(")在柳荫镇", ")20亩。在柳荫镇"),
    )
    page = Page("page", front + "\n" + second)
    articles = layout.articles(page)
    assert "他还想再种120亩。在柳荫镇" in articles[0].text
    check(page, articles)
    check_locate(page, articles[0], random.Random(1))


def test_a_turn_over_to_another_document_is_told(layout):
    front = layout.articles(Page("issue/01", FRONT, page="01"))
    second = layout.articles(Page("issue/02", SECOND, page="第２版"))
    assert layout.turn_overs([*front, *second]) == {"issue/01#1": "issue/02#1"}


@pytest.mark.parametrize(
    "text",
    [
        "(下转第2版)\n\n(上接第1版)",
        "题。(下转第2版)\n\n(上接第1版 下转第3版)\n\n(上接第2版)尾。",
        "题。(下转第2版)\n\n(上接第1版)(下转第3版)\n\n(上接第2版)尾。",
        "修渠3.\n下转第2版\n\n上接第1版\n5公里。",
    ],
)
def test_marks_of_any_kind_keep_the_map(layout, text):
    page = Page("page", text)
    check(page, layout.articles(page))


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_title_printed_again_belongs_to_what_comes_from_another_page(read, layout, between):
    second = f"春耕铺开{between}{SECOND}"
    front = FRONT.replace("壮实。(下转", "壮实,他还想再种(下转")
    page = Page("page", front + "\n" + second)
    articles = layout.articles(page)
    assert [article.title for article in articles] == [
        "青崖县春耕全面铺开",
        "县城自来水扩建工程开工",
        "柳荫镇办起腌菜厂",
    ]
    assert "他还想再种在柳荫镇" in articles[0].text
    assert articles[0].text.endswith("(下转第2版)\n春耕铺开\n(上接第1版)\n")
    check(page, articles)
    check_locate(page, articles[0], random.Random(1))
    assert [article.title for article in read(second)] == ["春耕铺开", "柳荫镇办起腌菜厂"]


@pytest.mark.parametrize(
    ("page", "label"), [("2", "2"), ("第02版", "２"), ("12", "十二"), ("20", "二十"), ("A3", "A03"), ("10", "十")]
)
def test_a_page_is_known_by_any_form_of_its_label(layout, page, label):
    front = layout.articles(Page("01", FRONT.replace("第2版", f"第{label}版"), page="1"))
    second = layout.articles(Page("02", SECOND, page=page))
    assert layout.turn_overs([*front, *second]) == {"01#1": "02#1"}


def test_pages_that_are_not_known_are_joined_by_what_they_tell(layout):
    front, second = layout.articles(Page("a", FRONT)), layout.articles(Page("b", SECOND))
    assert layout.turn_overs([*front, *second]) == {"a#1": "b#1"}
    other = layout.articles(
        Page("b", "(上接第1版)足球联赛昨晚在主场开赛,双方踢成平局,门将表现出色。球迷冒雨看完了比赛。")
    )
    assert not layout.turn_overs([*front, *other])
