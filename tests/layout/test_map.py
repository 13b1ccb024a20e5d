"""The map from an article's text to its page."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpipe.layout import Layout
from factpipe.model import Article, Page
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


def check(page: Page, articles: list[Article]) -> None:
    """Every character in one article; every article's text made of slices of the page, in the order of its spans."""
    seen = [0] * len(page.text)
    for article in articles:
        assert article.text.endswith("\n")
        assert article.text_starts[0] == 0
        starts = [*article.text_starts, len(article.text)]
        assert all(a < b for a, b in pairwise(starts))
        for (start, end), at in zip(pairwise(starts), article.doc_starts, strict=True):
            piece = article.text[start:end]
            held = page.text[at : at + len(piece)]
            assert held == piece or (piece[-1] == "\n" and held[: len(piece) - 1] == piece[:-1])
        by_spans = "".join(page.text[start:end] for start, end in article.spans)
        assert "".join(by_spans.split()) == "".join(article.text.split())
        for start, end in article.spans:
            for i in range(start, end):
                seen[i] += 1
        for part in article.parts:
            assert 0 <= part.start < part.end <= len(article.text)
    for char, count in zip(page.text, seen, strict=True):
        assert count == 1 or (not char.strip() and count == 0)


def check_locate(page: Page, article: Article, rng: random.Random) -> None:
    for _ in range(20):
        start = rng.randrange(len(article.text))
        end = min(len(article.text), start + rng.randrange(1, 12))
        a, b = article.locate(start, end)
        if 0 <= a <= b <= a + (end - start) + 3:
            held, wanted = "".join(page.text[a:b].split()), "".join(article.text[start:end].split())
            assert held == wanted


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
