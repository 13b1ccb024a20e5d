"""Pages of formats that tell where lines stand."""

import random

from layout.maps import check, check_locate
from layout.sheet import Sheet

ROAD = (
    "本报青崖讯(记者 柏松)青崖县石桥乡通往县城的公路日前全线通车。这条公路全长28公里,沿线11个村的6200名群众从此告别了"
    "出行难。\n过去,石桥乡的山货要靠人背马驮才能运到县城,一个来回要走两天。公路通车以后,客货车四十分钟就能到达,乡里的"
    "核桃、蜂蜜和中药材都有了销路。\n县交通局负责人介绍,公路建设投入资金4300万元,历时两年,共架设桥梁9座,开凿隧道2条。"
)
SCHOOL = (
    "本报青崖讯(记者 桑榆)新学期开学,青崖县柳荫镇中心小学的孩子们用上了新课桌。这批课桌共有340套,由县里的木器厂赶制。\n"
    "校长说,旧课桌用了十几年,高矮不一,孩子们坐着不舒服。新课桌可以按身高调节,桌斗也宽敞了许多。"
)


def in_columns(sheet: Sheet, text: str, places, lines: int, width: int = 14) -> None:
    """Set a text over several columns of `lines` lines each."""
    rows = []
    for paragraph in text.split("\n"):
        at, indent = 0, 2
        while at < len(paragraph):
            rows.append((indent, paragraph[at : at + width - indent]))
            at += width - indent
            indent = 0
    for k, (x, y) in enumerate(places):
        part = rows[k * lines : (k + 1) * lines if k + 1 < len(places) else None]
        for n, (indent, row) in enumerate(part):
            box = (x + 10 * indent, y + 15 * n, x + 10 * (indent + len(row)), y + 15 * n + 10)
            sheet._lines.append((row, box, 10, 1, n == 0))


def test_columns_under_a_headline_are_read_one_after_the_other(layout):
    sheet = Sheet()
    sheet.set("石桥乡公路全线通车", 40, 40, size=24)
    in_columns(sheet, ROAD, [(40, 90), (200, 90), (360, 90)], lines=6)
    page = sheet.page()
    (article,) = layout.articles(page)
    assert article.title == "石桥乡公路全线通车"
    assert article.text == "石桥乡公路全线通车\n" + ROAD + "\n"
    check(page, [article])
    check_locate(page, article, random.Random(1))


def two_articles() -> Sheet:
    """A headline over two columns, and an article of its own in the third."""
    sheet = Sheet()
    sheet.set("公路修到家门口", 40, 40, size=12)
    sheet.set("石桥乡公路全线通车", 40, 60, size=24)
    sheet.set("——青崖县交通建设见闻", 40, 95, size=12)
    in_columns(sheet, ROAD, [(40, 120), (200, 120)], lines=9)
    sheet.set("新课桌", 360, 40, size=20)
    in_columns(sheet, SCHOOL, [(360, 75)], lines=99)
    return sheet


def test_articles_side_by_side(layout):
    articles = layout.articles(two_articles().page())
    assert [article.title for article in articles] == ["石桥乡公路全线通车", "新课桌"]
    assert articles[0].kicker == "公路修到家门口"
    assert articles[0].subtitle == "——青崖县交通建设见闻"
    assert articles[0].text.endswith(ROAD + "\n")
    assert articles[1].text == "新课桌\n" + SCHOOL + "\n"


def test_the_order_of_the_file_does_not_matter(layout):
    wanted = sorted("".join(article.text.split()) for article in layout.articles(two_articles().page()))
    for seed in range(5):
        sheet = two_articles()
        random.Random(seed).shuffle(sheet._lines)
        page = sheet.page()
        articles = layout.articles(page)
        assert sorted("".join(article.text.split()) for article in articles) == wanted
        check(page, articles)


def test_articles_one_below_the_other(layout):
    sheet = Sheet()
    sheet.set("石桥乡公路全线通车", 40, 40, size=24)
    in_columns(sheet, ROAD, [(40, 90), (200, 90), (360, 90)], lines=6)
    sheet.set("新课桌送进小学", 40, 240, size=24)
    in_columns(sheet, SCHOOL, [(40, 290), (200, 290), (360, 290)], lines=3)
    articles = layout.articles(sheet.page())
    assert [article.text.split("\n", 1)[1] for article in articles] == [ROAD + "\n", SCHOOL + "\n"]


def test_a_page_whose_blocks_do_not_hold_all_of_it_is_read_as_text(layout):
    page = two_articles().page()
    part = type(page)("sheet", page.text, blocks=page.blocks[1:], extracted=True)
    check(part, layout.articles(part))


def test_a_boxed_caption_in_small_letters_stands_apart(layout):
    sheet = two_articles()
    sheet.set("近日,青崖县柳荫镇举办首届腌菜大赛,36名农家妇女同台比手艺。", 360, 330, width=18, size=8)
    sheet.set("图为评委在品尝腌菜。 本报记者 桑榆 摄", 360, 360, width=22, size=8)
    articles = layout.articles(sheet.page())
    assert [str(article.kind) for article in articles] == ["news", "news", "caption"]
    assert articles[2].byline == "桑榆"
    assert articles[1].text == "新课桌\n" + SCHOOL + "\n"
