"""Pages that no paper ever printed: the time they take grows with their length and no faster."""

from time import process_time

import pytest

from factpipe.model import Block, Page


def _seconds(layout, page: Page) -> float:
    """The least of three: what else the process does must not count."""
    runs = []
    for _ in range(3):
        start = process_time()
        layout.articles(page)
        runs.append(process_time() - start)
    return min(runs)


@pytest.mark.parametrize(
    "scrap",
    ["题\n\n", "题\n\n\n\n", "题\n", "本报讯 题\n\n", "(上接第1版)题\n\n", "——题\n\n", "修路12公里,\n\n"],
)
def test_time_grows_with_the_length(layout, scrap):
    short, long = (_seconds(layout, Page("page", scrap * (length // len(scrap)))) for length in (30_000, 120_000))
    # four times the length: sixteen times as long where time grows with the square
    assert long < 5 * short + 0.5


def _grid(rows: int) -> Page:
    """Scraps of print in rows of ten that stand apart."""
    blocks = tuple(
        Block(3 * n, 3 * n + 1, 1, (40.0 * (n % 10), 30.0 * (n // 10), 40.0 * (n % 10) + 10, 30.0 * (n // 10) + 10), 10)
        for n in range(10 * rows)
    )
    return Page("page", "题\n\n" * (10 * rows), blocks=blocks, extracted=True)


def test_time_grows_with_the_number_of_blocks(layout):
    assert _seconds(layout, _grid(400)) < 5 * _seconds(layout, _grid(100)) + 0.5
