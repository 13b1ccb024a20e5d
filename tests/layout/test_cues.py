"""What single lines look like."""

import pytest

from factpipe.layout.cues import Cues, Look, finished
from factpipe.rules import load


@pytest.fixture(scope="module")
def cues() -> Cues:
    return Cues(load().layout)


@pytest.mark.parametrize(
    ("line", "look"),
    [
        ("本报青崖讯(记者 桑榆)近日,县城夜市开张", Look.DATELINE),
        ("新华社青崖１月２日电  记者从县里获悉", Look.DATELINE),
        ("据新华社青崖电（记者桑榆）", Look.DATELINE),
        ("青崖晚报讯（记者 桑榆）", Look.DATELINE),
        ("本报社会新闻部电话", Look.SHORT),
        ("本报记者 柏松", Look.BYLINE),
        ("柏　松", Look.BYLINE),
        ("文/图 桑榆", Look.BYLINE),
        ("（桑榆）", Look.BYLINE),
        ("——青崖县冬修见闻", Look.SUBTITLE),
        ("图为评委在品尝腌菜。", Look.CAPTION),
        ("本报记者 桑榆 摄", Look.CAPTION),
        ("青崖县小水电站并网发电", Look.SHORT),
        ("责任编辑：苏禾", Look.FURNITURE),
        ("出版社座谈会在青崖举行", Look.SHORT),
        ("第2版", Look.FURNITURE),
        ("（下转第2版）", Look.TURN_OUT),
        ("（上接第1版）", Look.TURN_IN),
        ("1986-03-12", Look.META),
        ("他说，这条渠修了三年。", Look.TEXT),
    ],
)
def test_look(cues, line, look):
    assert cues.look(line) is look


@pytest.mark.parametrize(
    ("text", "is_finished"),
    [
        ("渠修通了。", True),
        ("他说：“渠修通了。”", True),
        ("渠修通了（附图片）", True),
        ("渠修", False),
        ("他说：“渠修", False),
        ("专为“三", False),
    ],
)
def test_finished(text, is_finished):
    assert finished(text) is is_finished


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 柏松", ["柏松"]),
        ("本报记者 柏松 通讯员 桑榆 摄", ["柏松", "桑榆"]),
        ("记者柏松、桑榆", ["柏松", "桑榆"]),
        ("新华社记者  沈　川  本报记者  柏松", ["沈川", "柏松"]),
    ],
)
def test_names_on_a_byline(cues, line, names):
    assert cues.names.on_byline(line) == names
