"""What kind of article something is."""

import pytest

from factpipe.model import ArticleKind

BODY = "青崖县石桥乡通往县城的公路日前全线通车。这条公路全长28公里,沿线11个村的6200名群众从此告别了出行难。"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"石桥乡公路全线通车\n\n本报青崖讯 {BODY}", ArticleKind.NEWS),
        (f"石桥乡公路招标公告\n\n{BODY}", ArticleKind.NOTICE),
        (f"县内简讯\n\n{BODY}", ArticleKind.BRIEF),
        (f"青崖一周\n\n▲{BODY}\n▲{BODY}{BODY}", ArticleKind.BRIEF),
        ("青崖县春播进度\n▲石桥乡播种水稻1200亩。\n▲柳荫镇播种水稻860亩。\n▲云雾乡播种玉米730亩。", ArticleKind.TABLE),
        ("粮食收购价\n早稻 1.20 1.25\n晚稻 1.31 1.36\n玉米 0.98 1.02\n小麦 1.12 1.18", ArticleKind.TABLE),
        (f"冬修不能一阵风\n\n柏松\n\n{BODY}", ArticleKind.COMMENTARY),
        (f"冬修不能一阵风\n\n笔者认为,根子在重建轻管。{BODY}", ArticleKind.COMMENTARY),
        ("图为石桥乡公路通车。 本报记者 桑榆 摄", ArticleKind.CAPTION),
        ("责任编辑:苏禾 美编:石榴", ArticleKind.FURNITURE),
    ],
)
def test_kind(read, text, kind):
    (article,) = read(text)
    assert article.kind is kind


def test_a_dispatch_is_news_whatever_its_title_ends_with(read):
    (article,) = read(f"石桥乡公路招标公告\n\n本报青崖讯 {BODY}")
    assert article.kind is ArticleKind.NEWS
