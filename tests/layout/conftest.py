import pytest

from factpipe.layout import Layout
from factpipe.model import Article, Page


@pytest.fixture(scope="session")
def layout() -> Layout:
    return Layout()


@pytest.fixture
def read(layout):
    """Text → its articles."""

    def articles(text: str) -> list[Article]:
        return layout.articles(Page("page", text))

    return articles
