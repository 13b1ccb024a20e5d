"""`factpipe pages`."""

import json

import pytest
from click.testing import CliRunner

from factpipe.cli.pages import pages

PAGE = """县城夜市开张

本报青崖讯(记者 桑榆)青崖县城的夜市近日开张,有摊位72个。



近日,柳荫镇举办腌菜大赛。

图为评委品尝腌菜。 本报记者 桑榆 摄
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "2020-04-15").mkdir()
    (tmp_path / "2020-04-15" / "02.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def run(*args: object):
    # click hands what a command returns to the caller only outside standalone mode
    return CliRunner().invoke(pages, [str(arg) for arg in args], standalone_mode=False)


def test_tree(folder):
    result = run(folder)
    assert result.return_value == 0
    assert "#1 news 县城夜市开张" in result.output
    assert "#2 caption (no title)  桑榆" in result.output
    assert "lines 1–3" in result.output


def test_json(folder):
    result = run(folder, "--json")
    (line,) = result.output.splitlines()
    record = json.loads(line)
    assert record["doc_id"] == "2020-04-15/02"
    assert record["issue_date"] == "2020-04-15"
    assert [article["kind"] for article in record["articles"]] == ["news", "caption"]
    assert record["articles"][0]["parts"][0] == {"role": "title", "text": "县城夜市开张"}


def test_the_page_itself(folder):
    result = run(folder, "--text")
    assert "#1 县城夜市开张" in result.output
    assert "#2 近日,柳荫镇" in result.output


def test_what_cannot_be_read_is_told_and_the_others_shown(folder):
    (folder / "empty.txt").write_bytes(b"")
    result = run(folder)
    assert result.return_value == 3
    assert f"{folder / 'empty.txt'}: the file is empty" in result.stderr
    assert "县城夜市开张" in result.stdout
    assert run(folder / "empty.txt").return_value == 2


def test_what_turns_over_to_another_document_is_told(folder):
    front = "青崖县春耕\n\n本报青崖讯(记者 柏松)青崖县今年播种水稻12万亩。(下转第2版)\n"
    (folder / "2020-04-15" / "01.txt").write_text(front, encoding="utf-8")
    (folder / "2020-04-15" / "02.txt").write_text("(上接第1版)全县备足化肥420吨。\n", encoding="utf-8")
    assert "2020-04-15/01#1 goes on in 2020-04-15/02#1" in run(folder).output
