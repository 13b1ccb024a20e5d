"""The map from an article's text to its page."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpipe.layout import Layout
from factpipe.model import Page
from layout.maps import check, check_locate
from layout.pages import COLUMNS, EXPORTED, ONE_ARTICLE, WHOLE_PAGE, WRAPPED
from outside import MEASURING, needs_measuring

LAYOUT = Layout()

characters = st.sampled_from("县村人户亩３5一二十𠮷𡈽田,，。！？“”（）()\n\n\n 　:：a𝟙—▲摄讯")
scraps = st.sampled_from(
    [
        "本报讯 ",
        "本报记者 柏松",
        "图为",
        "新华社青崖１月２日电",
        "\n\n",
        "\n\n\n\n",
        "——",
        "下转第2版",
        "(下转第2版)",
        "(上接第1版)",
        "### ",
        "（柏松）",
        "责任编辑:",
    ]
)
texts = st.lists(st.one_of(st.text(characters, max_size=30), scraps), max_size=60).map("".join)


@pytest.mark.parametrize("text", [WHOLE_PAGE, COLUMNS, ONE_ARTICLE, EXPORTED, WRAPPED])
def test_samples(text):
    page = Page("page", text)
    articles = LAYOUT.articles(page)
    check(page, articles)
    for article in articles:
        check_locate(page, article, random.Random(1))


@settings(max_examples=300)
@given(texts)
def test_random_text(text):
    page = Page("page", text)
    check(page, LAYOUT.articles(page))


@settings(max_examples=200)
@given(st.lists(st.sampled_from((WHOLE_PAGE + COLUMNS).split("\n\n")), max_size=40).map("\n\n".join))
def test_pages_in_any_order(text):
    page = Page("page", text)
    articles = LAYOUT.articles(page)
    check(page, articles)
    for article in articles:
        check_locate(page, article, random.Random(2))


def test_the_same_page_gives_the_same_articles():
    page = Page("page", WHOLE_PAGE)
    assert LAYOUT.articles(page) == Layout().articles(page)


@needs_measuring
def test_the_real_page_maps_back():
    text = (MEASURING / "eval" / "pages" / "lhasa_page.txt").read_text(encoding="utf-8")
    page = Page("lhasa_page", text)
    check(page, LAYOUT.articles(page))
