import json
from datetime import date

import pytest

from factpipe.errors import InputError
from factpipe.readers import ReadOptions, find, read
from factpipe.readers.metadata import from_masthead, from_path, iso_date

TEXT = "林川日报 2020年4月16日 星期四 第3版\n\n全县新修村道32公里\n\n本报讯 全县新修村道32公里。\n"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2020-04-15/02.txt", (None, date(2020, 4, 15), "2")),
        ("rmrb20200415-02.html", (None, date(2020, 4, 15), "2")),
        ("nw.D110000renmrb_20200415_1-02.htm", (None, date(2020, 4, 15), "2")),
        ("林川日报/2020/04/15/A03.txt", ("林川日报", date(2020, 4, 15), "A3")),
        ("林川日报/20200415/第02版.txt", ("林川日报", date(2020, 4, 15), "2")),
        ("data/02.txt", (None, None, None)),
        ("99999999/2020-13-41.txt", (None, None, None)),
    ],
)
def test_from_path(path, expected):
    assert from_path(path)[:3] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("林川日报 2020年4月16日 星期四 第3版", ("林川日报", date(2020, 4, 16), "3")),
        ("2020年 4月 16日  星期四  责编:周远", (None, date(2020, 4, 16), None)),
        ("第十二版 2020年4月16日", (None, date(2020, 4, 16), "12")),
        ("2020年4月16日", (None, date(2020, 4, 16), None)),
        ("（2020年 4月 16日）", (None, date(2020, 4, 16), None)),
        ("2020-04-16 09:30", (None, date(2020, 4, 16), None)),
        ("来源：云岭县统计局  发布时间：2020-04-16 09:30  点击：132", (None, date(2020, 4, 16), None)),
        ("2020-04-16 09:30 来自 微博", (None, date(2020, 4, 16), None)),
        ("时间：2020-04-16", (None, date(2020, 4, 16), None)),
        ("会议时间：2020-04-16", (None, None, None)),
        ("——2020年4月16日在云岭县第三次代表大会上", (None, date(2020, 4, 16), None)),
        ("到2020年4月16日,全县修路32公里。", (None, None, None)),
        ("2020年4月1600日", (None, None, None)),
    ],
)
def test_from_masthead(line, expected):
    assert from_masthead(f"{line}\n\n正文三句。\n" * 1)[:3] == expected


def test_dates():
    assert iso_date("2020/4/5") == iso_date("2020年4月5日") == iso_date("20200405") == date(2020, 4, 5)
    assert iso_date("20201345") is None


def _page(folder, **options):
    (source,) = find([folder]).sources
    (page,) = read(source, ReadOptions(**options))
    return page.publication, page.issue_date, page.page, page.url


def test_option_before_sidecar_before_path_before_masthead(tmp_path):
    folder = tmp_path / "2020-04-15"
    folder.mkdir()
    (folder / "02.txt").write_text(TEXT, encoding="utf-8")
    assert _page(tmp_path) == ("林川日报", date(2020, 4, 15), "2", None)
    (folder / "metadata.csv").write_text("file,page,url\n02.txt,05,http://a.example/5\n", encoding="utf-8-sig")
    assert _page(tmp_path) == ("林川日报", date(2020, 4, 15), "5", "http://a.example/5")
    (folder / "02.meta.json").write_text(json.dumps({"issue_date": "2020-04-14", "page": 4}), encoding="utf-8")
    assert _page(tmp_path) == ("林川日报", date(2020, 4, 14), "4", "http://a.example/5")
    assert _page(tmp_path, issue_date=date(1999, 1, 1), publication="甲报")[:3] == ("甲报", date(1999, 1, 1), "4")


@pytest.mark.parametrize("sidecar", ["{", "[]", '{"issue_date": "gestern"}'])
def test_a_broken_sidecar_fails_its_document(tmp_path, sidecar):
    (tmp_path / "02.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "02.meta.json").write_text(sidecar, encoding="utf-8")
    (error,) = read(find([tmp_path]).sources[0], ReadOptions())
    assert isinstance(error, InputError)
    assert (error.kind, error.doc_id) == ("sidecar", "02")
    assert "02.meta.json" in str(error)
