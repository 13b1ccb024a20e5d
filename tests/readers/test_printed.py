"""The sample pages set in type: whatever the format, the facts are those of the text of the pages."""

import random
from collections import Counter
from pathlib import Path

import pytest

import factpipe
from factpipe.layout import Layout
from factpipe.model import Article
from factpipe.readers import ReadOptions, find, read

from .printed import COLUMN, LEADING, SIZE, Row, Sheets, column, rows

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")
pytest.importorskip("lxml")

RAW = Path(__file__).parents[2] / "data" / "raw" / "朵曲报" / "2024-04-10"
FORMATS = ["pdf", "alto.xml", "hocr", "page.xml"]
SPREAD = 2 * COLUMN * SIZE + 16  # two columns with the gutter between them
MASTHEAD = "朵曲报 2024年4月10日 星期三 第{}版"


def articles_of(name: str) -> list[Article]:
    (page,) = read(find([RAW / name]).sources[0], ReadOptions())
    return Layout().articles(page)


def body(article: Article) -> list[Row]:
    """What stands below an article's head, as lines of a column."""
    return rows(article.text[next(part.start for part in article.parts if part.role == "body") :])


def even(held: list[Row], n_columns: int) -> int:
    """How many lines a column takes where they are of one length."""
    return -(-len(held) // n_columns)


def front(sheets: Sheets, turned: int) -> list[Row]:
    """Page 1: a headline over two columns, an article in the third, a boxed caption.

    After `turned` lines (0: never) the article turns over; the rest of its lines.
    """
    _, lead, trees, picture = articles_of("01.txt")
    sheets.line(MASTHEAD.format(1), column(0), 20)
    top = sheets.head(lead, column(0), 50, SPREAD, 26)
    held = body(lead)
    rest = []
    if turned:
        held, rest = held[:turned], held[turned:]
        held.append(Row("(下转第2版)", 9))
    n = even(held, 2)
    sheets.flow(held, [(column(0), top, n), (column(1), top, n)])
    top = sheets.head(trees, column(2), 50, COLUMN * SIZE, 15)
    end = sheets.flow(body(trees), [(column(2), top, 99)])
    sheets.caption(picture.text, column(2) + 4, end + 100, COLUMN * SIZE - 8)
    return rest


def inside(sheets: Sheets, rest: list[Row]) -> None:
    """Page 2: three columns under one headline, what is turned over, a commentary and a notice."""
    _, shares, view, road, notice = articles_of("02.txt")
    sheets.line(MASTHEAD.format(2), column(0), 20, number=2)
    top = sheets.head(road, column(0), 50, SPREAD + 16 + COLUMN * SIZE, 26, number=2)
    held = body(road)
    n = even(held, 3)
    end = sheets.flow(held, [(column(k), top, n) for k in range(3)], number=2)
    below = top + n * LEADING + 30
    assert end <= below
    if rest:
        end = sheets.flow([Row("(上接第1版)", 0), *rest], [(column(0), below, 99)], number=2)
    else:
        end = below
    top = sheets.head(notice, column(0), end + 30, COLUMN * SIZE, 15, number=2)
    sheets.flow(body(notice), [(column(0), top, 99)], number=2)
    top = sheets.head(shares, column(1), below, COLUMN * SIZE, 15, number=2)
    sheets.flow(body(shares), [(column(1), top, 99)], number=2)
    top = sheets.head(view, column(2), below, COLUMN * SIZE, 15, number=2)
    sheets.flow(body(view), [(column(2), top, 99)], number=2)


def issue(turned: int) -> Sheets:
    sheets = Sheets()
    inside(sheets, front(sheets, turned))
    return sheets


def written(sheets: Sheets, folder: Path, form: str) -> Path:
    path = folder / f"issue.{form}"
    data = {"pdf": sheets.pdf, "alto.xml": sheets.alto, "hocr": sheets.hocr, "page.xml": sheets.page_xml}[form]()
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def told(facts) -> Counter:
    """What facts tell: every column but those of where they stand."""
    held = facts.loc[:, "measure":"surface"].astype(object)
    return Counter(map(tuple, held.where(held.notna(), None).itertuples(index=False)))


@pytest.fixture(scope="module")
def of_the_text() -> Counter:
    return told(factpipe.extract([RAW / "01.txt", RAW / "02.txt"]))


# at the end of a paragraph, after a heading, in the middle of a sentence, of a word
@pytest.mark.parametrize("turned", [0, 22, 28, 20, 32])
@pytest.mark.parametrize("form", FORMATS)
def test_facts_are_those_of_the_text(tmp_path, of_the_text, form, turned):
    facts = factpipe.extract(written(issue(turned), tmp_path, form))
    found = told(facts)
    assert (found - of_the_text, of_the_text - found) == (Counter(), Counter())
    assert facts["bbox"].notna().all()
    assert set(facts["pdf_page"]) == {1, 2}


@pytest.mark.parametrize(("turned", "cut"), [(26, "74.4万元"), (38, "1200人次")])
def test_a_number_cut_by_the_turn_over_makes_no_wrong_fact(tmp_path, of_the_text, turned, cut):
    # it has no one place in the document that it could be shown at: it is a row of rejects
    found = told(factpipe.extract(written(issue(turned), tmp_path, "pdf")))
    assert not found - of_the_text
    assert [fact[-1] for fact in of_the_text - found] == [cut]


@pytest.mark.parametrize("skew", [0, 4, -4])
@pytest.mark.parametrize("form", ["alto.xml", "hocr", "page.xml"])
def test_a_scan_askew_gives_the_same_facts(tmp_path, of_the_text, form, skew):
    found = told(factpipe.extract(written(issue(22).shaken(random.Random(skew), skew), tmp_path, form)))
    assert (found - of_the_text, of_the_text - found) == (Counter(), Counter())


@pytest.mark.parametrize("turned", [0, 22])
@pytest.mark.parametrize("form", ["alto.xml", "hocr", "page.xml"])
def test_text_set_vertically_gives_the_same_facts(tmp_path, of_the_text, form, turned):
    facts = factpipe.extract(written(issue(turned).upright(), tmp_path, form))
    found = told(facts)
    assert (found - of_the_text, of_the_text - found) == (Counter(), Counter())
    boxes = [tuple(map(float, box.split(","))) for box in facts["bbox"]]
    assert sum(y1 - y0 > x1 - x0 for x0, y0, x1, y1 in boxes) > 0.9 * len(boxes)
