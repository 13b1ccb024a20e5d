from factpipe.model import Block
from factpipe.pipeline.boxes import on_page

LINES = [
    Block(0, 10, 1, (0, 0, 100, 10), 10),
    Block(11, 21, 1, (0, 12, 100, 22), 10),
    Block(22, 32, 2, (0, 0, 10, 100), 10),
]


def test_a_stretch_of_a_line():
    assert on_page(LINES, 2, 4) == (1, "20,0,40,10")


def test_over_a_line_break():
    assert on_page(LINES, 8, 13) == (1, "0,0,100,22")


def test_a_vertical_line():
    assert on_page(LINES, 22, 27) == (2, "0,0,10,50")


def test_over_a_page_the_first_counts():
    assert on_page(LINES, 19, 24) == (1, "80,12,100,22")


def test_outside():
    assert on_page(LINES, 40, 42) == (None, None)
    assert on_page((), 0, 1) == (None, None)
