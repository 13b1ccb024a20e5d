"""Whole pages taken apart."""

import json

import pytest

from factpipe.model import ArticleKind, Page, Role
from layout.pages import COLUMNS, EXPORTED, ONE_ARTICLE, SECTIONS, WHOLE_PAGE, WRAPPED
from outside import MEASURING, needs_measuring


def roles(article):
    return [(str(part.role), article.text[part.start : part.end].strip()) for part in article.parts]


def test_a_page_gives_its_articles_in_the_order_in_which_they_begin(read):
    articles = read(WHOLE_PAGE)
    assert [article.title for article in articles] == [
        "沿着河谷往上走",
        "冬修不能一阵风",
        None,
        "县城夜市开张迎客",
        None,
    ]
    assert [article.article_id for article in articles] == [f"page#{n}" for n in range(1, 6)]
    assert [article.kind for article in articles] == [
        ArticleKind.NEWS,
        ArticleKind.COMMENTARY,
        ArticleKind.CAPTION,
        ArticleKind.NEWS,
        ArticleKind.FURNITURE,
    ]


def test_headings_belong_to_their_article(read):
    first = read(WHOLE_PAGE)[0]
    assert first.subtitle == "——青崖县各乡镇冬修水利见闻"
    assert first.byline == "柏松"
    headings = [text for role, text in roles(first) if role == Role.HEADING]
    assert headings == ["修一条渠 活一方田", "守一座库 安一村心"]


def test_a_sentence_cut_by_a_column_break_is_joined(read):
    first = read(WHOLE_PAGE)[0]
    assert "全村118户人家,家家都出了劳力。\n" in first.text


def test_a_block_that_stands_before_its_title_is_put_back(read):
    article = read(WHOLE_PAGE)[3]
    assert "统一搬进了这个夜市,方便了附近居民。" in article.text
    assert article.text.endswith("安排了35名下岗职工。\n")
    assert article.dateline == "本报青崖讯"
    assert article.byline == "桑榆"
    assert len(article.spans) == 2
    assert article.spans[0][0] > article.spans[1][0]


def test_a_caption_tells_who_took_the_picture(read):
    caption = read(WHOLE_PAGE)[2]
    assert caption.byline == "桑榆"
    assert roles(caption)[1][0] == Role.CAPTION


def test_columns_as_blocks(read):
    articles = read(COLUMNS)
    assert [article.title for article in articles] == [
        "青崖县小水电站并网发电",
        "云雾乡药材种植有门道",
        "猫儿岭下办夜校",
    ]
    assert "工程技术人员吃住在工地" in articles[0].text
    assert "海拔高的地方种出来的药材品质好" in articles[1].text
    assert [article.byline for article in articles] == ["石川", "柏松", "苏禾"]


def test_one_article_stays_one(read):
    (article,) = read(ONE_ARTICLE)
    assert article.title == "三月里的茶山"
    assert article.text == ONE_ARTICLE.replace("\n\n", "\n") + "\n"
    assert article.spans == ((0, len(ONE_ARTICLE)),)


def test_a_text_in_sections_is_one_article(read):
    """Its first paragraph is as short as a headline; who issued it and on what day stand under its title."""
    (article,) = read(SECTIONS)
    assert article.title == "青崖县2022年国民经济和社会发展统计公报"
    assert (article.subtitle, article.byline) == (None, "青崖县统计局")
    assert article.text == SECTIONS.replace("\n\n", "\n")


def test_a_title_right_above_the_first_section_is_no_kicker(read):
    title, *_ = SECTIONS.split("\n")
    (article,) = read(f"{title}\n\n{SECTIONS[SECTIONS.index('一、') :]}")
    assert (article.kicker, article.title) == (None, title)


def test_the_header_of_an_exported_record_belongs_to_its_article(read):
    (article,) = read(EXPORTED)
    assert article.title == "山区架起致富桥"
    assert article.subtitle == "青崖县修建便民桥二十座"
    assert article.byline.split() == ["柏松", "石川"]
    assert article.dateline == "本报讯"
    assert "1986-03-12\n第2版(经济)\n专栏：\n" in article.text


def test_lines_of_one_width_are_one_paragraph(read):
    (article,) = read(WRAPPED)
    assert article.title == "山上种出金果果"
    assert "眼下正是柑橘成熟的季节" in article.text
    assert "全镇今年柑橘产量达到5600吨,比去年增加三成,果农人均增收1200元。\n" in article.text
    start = article.text.index("5600吨")
    assert WRAPPED[slice(*article.locate(start, start + 5))] == "5600\n吨"


def test_an_item_of_a_list_begins_a_line_of_its_own(read):
    printed = (
        WRAPPED
        + """▲龙潭镇新建蓄水池12口,灌溉果园面积
1800亩
▲龙潭镇果品协会发展会员320名,统一
销往外地
"""
    )
    (article,) = read(printed)
    assert article.text.endswith(
        "\n▲龙潭镇新建蓄水池12口,灌溉果园面积1800亩\n▲龙潭镇果品协会发展会员320名,统一销往外地\n"
    )


def test_who_signs_under_the_last_sentence_is_no_heading(read):
    (article,) = read("冬修见闻\n\n今年冬修的水渠全部通水了。\n青崖县农业局办公室\n")
    assert roles(article)[-1] == (Role.BYLINE, "青崖县农业局办公室")


@pytest.mark.parametrize("text", ["", "\n\n \n", "　"])
def test_blank_space_holds_no_article(read, text):
    assert read(text) == []


def test_the_page_hands_its_metadata_on(layout):
    (article,) = layout.articles(Page("a/b", ONE_ARTICLE, publication="青崖日报", page="02", url="http://example.org/"))
    assert (article.publication, article.page, article.url) == ("青崖日报", "02", "http://example.org/")
    assert article.article_id == "a/b#1"


@needs_measuring
def test_the_real_page(layout):
    folder = MEASURING / "eval" / "pages"
    text = (folder / "lhasa_page.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / "lhasa_page.articles.json").read_text(encoding="utf-8"))
    lines = text.split("\n")
    expected = ["".join("".join(lines[i].split()) for i in article["lines"]) for article in gold["articles"]]
    found = ["".join(article.text.split()) for article in layout.articles(Page("lhasa_page", text))]
    assert sorted(found) == sorted(expected)


VILLAGES = [
    "南坪村修通水渠\n3月4日，青崖县南坪村8公里水渠通水，浇地600亩。\n",
    "北坪村种下核桃\n3月6日，青崖县北坪村栽下核桃1200株。\n（柏松）\n",
    "东坪村办起食堂\n近日，青崖县东坪村办起食堂，46位老人在这里用餐。\n",
]


@pytest.mark.parametrize("rule", ["==========\n", "-----\n", "\n* * *\n\n", "————————\n"])
def test_lines_of_dashes_divide_the_texts_of_a_file(read, rule):
    found = read(rule.join(VILLAGES))
    assert [article.title for article in found] == ["南坪村修通水渠", "北坪村种下核桃", "东坪村办起食堂"]


def test_numbered_titles_divide_the_texts_of_a_file(read):
    found = read("".join(f"{n}. {text}" for n, text in enumerate(VILLAGES, 1)))
    assert [article.title[3:] for article in found] == ["南坪村修通水渠", "北坪村种下核桃", "东坪村办起食堂"]


def test_numbered_items_below_a_title_do_not(read):
    (article,) = read("青崖县乡村短波\n" + "".join(f"{n}. {text}" for n, text in enumerate(VILLAGES, 1)))
    assert article.title == "青崖县乡村短波"


@pytest.mark.parametrize("below", ["注：数据由县水务局提供。", "二、水渠\n全村有水渠8公里。"])
def test_dashes_before_a_note_or_a_further_section_divide_nothing(read, below):
    assert len(read(f"南坪村概况\n一、人口\n全村有86户。\n-----\n{below}\n")) == 1


def test_what_one_posts_are_texts_of_their_own(read):
    posts = "@青崖发布\n2024-03-04 09:15 来自 微博\n今天南坪村通水，浇地600亩。\n转发 12 评论 3 赞 40\n"
    assert len(read(posts * 3)) == 3


WEB = """首页 > 青崖要闻 > 乡镇
南坪村：水渠通到地头
发布时间：2024-03-04 10:20 来源：青崖县融媒体中心 浏览次数：32次

3月4日，南坪村8公里水渠通水，浇地600亩。

上一篇：北坪村种下核桃
"""


def test_where_a_page_stands_on_its_site_is_no_title(read):
    article, foot = read(WEB)
    assert foot.kind is ArticleKind.FURNITURE
    assert (article.title, article.subtitle) == ("南坪村：水渠通到地头", None)


VERDICT = """青崖县人民法院
民 事 判 决 书

原告：柏某，住青崖县南坪村。
被告：石某，住青崖县北坪村。

原告柏某向本院提出诉讼请求：被告赔偿果树48株的损失9600元。本院认为应予支持。

判决如下：
一、被告石某赔偿原告柏某9600元；
二、案件受理费50元由被告石某负担。

审判员 石川
二〇二三年五月八日
书记员 松风
"""


def test_a_document_is_one_article_with_its_signatures(read):
    (article,) = read(VERDICT)
    assert article.title == "青崖县人民法院"
    assert article.text.endswith("书记员 松风\n")


def test_a_document_keeps_what_is_put_to_its_end(read):
    notice = "关于发放补助的通知\n\n各乡镇：\n现下达补助36万元。\n\n附件：1.补助分配表\n2.绩效目标表\n\n青崖县财政局\n2023年6月5日\n"
    assert len(read(notice)) == 1


def test_a_numbered_line_or_one_of_a_form_is_no_subtitle(read):
    (article,) = read("南坪村水渠工程中标公告\n一、项目编号：QY-016\n二、中标信息\n中标金额：86万元\n工期90天。\n")
    assert (article.title, article.subtitle) == ("南坪村水渠工程中标公告", None)
    (form,) = read("村名：南坪村\n户数：86户\n人口：320人\n")
    assert (form.title, form.subtitle) == (None, None)


def test_news_below_titles_of_their_own_are_articles(read):
    found = read("\n".join(VILLAGES))
    assert [article.title for article in found] == ["南坪村修通水渠", "北坪村种下核桃", "东坪村办起食堂"]


def test_labelled_sections_stay_in_order(read):
    text = (
        "一条水渠的由来\n——青崖县南坪村案例\n\n【背景】南坪村有86户，长年缺水，庄稼靠天收。\n\n"
        "【做法】\n1.筹资金。村民集资48万元。\n2.修水渠。修成水渠8公里。\n\n【成效】全村600亩地都浇上了水。\n"
    )
    (article,) = read(text)
    assert article.text.index("【做法】") < article.text.index("【成效】")
