import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

import factpipe
from factpipe.errors import InputError
from factpipe.model import Page
from factpipe.readers import ReadOptions, find, read
from factpipe.readers.formats import by_content, by_name
from outside import MEASURING, needs_measuring

from . import pages as made

pytest.importorskip("trafilatura")
pytest.importorskip("pypdfium2")
pytest.importorskip("openpyxl")
pytest.importorskip("reportlab")

DAY = date(2020, 4, 15)


def _read(tmp_path: Path, name: str, data: bytes | str, **options) -> list[Page | InputError]:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(find([path]).sources[0], ReadOptions(**options)))


def _page(tmp_path, name, data, **options) -> Page:
    (page,) = _read(tmp_path, name, data, **options)
    assert isinstance(page, Page), page
    return page


def _error(tmp_path, name, data, **options) -> InputError:
    (error,) = _read(tmp_path, name, data, **options)
    assert isinstance(error, InputError), error
    assert error.doc_id
    return error


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_founder_page(tmp_path, charset, encoding):
    page = _page(tmp_path, "content_77.html", made.FOUNDER.format(charset=charset).encode(encoding))
    assert page.text == "\n\n".join([made.KICKER, made.TITLE, made.BYLINE, *made.BODY]) + "\n"
    assert (page.issue_date, page.page, page.publication) == (DAY, "2", "林川日报")
    assert (page.url, page.extracted, page.encoding) == (
        "http://paper.linchuan.example/20200415/2.html",
        True,
        encoding,
    )


def test_epaper_page_without_properties(tmp_path):
    page = _page(tmp_path, "x.html", made.PLAIN_EPAPER)
    assert page.text == "\n\n".join([made.KICKER, made.TITLE, *made.BODY]) + "\n"
    assert (page.issue_date, page.page, page.publication) == (DAY, "2", "林川日报")


def test_any_other_news_page(tmp_path):
    page = _page(tmp_path, "x.htm", made.OTHER)
    assert page.text.startswith(f"{made.TITLE}\n\n{made.BODY[0]}\n\n{made.BODY[1]}\n\n")
    assert page.issue_date == DAY
    assert not any(word in page.text for word in ("首页", "888", "777", "版权所有"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xml", made.alto()),
        ("p.xml", made.page_xml()),
        ("h.html", made.hocr()),
        ("h.hocr", made.hocr()),
        ("no-suffix-alto", made.alto()),
    ],
)
def test_ocr_lines_have_boxes(tmp_path, name, data):
    page = _page(tmp_path, name, data)
    lines = [line.replace(" ", "") for line in made.LINES]  # OCR puts blanks anywhere: none between Chinese is kept
    assert page.text.replace(" ", "") == "\n".join(lines)
    assert [page.text[block.start : block.end].replace(" ", "") for block in page.blocks] == lines
    assert page.blocks[1][2:] == (1, (100.0, 130.0, 100.0 + 20 * len(made.BYLINE), 150.0), 20.0)
    assert page.extracted


def test_alto_units_become_points(tmp_path):
    assert _page(tmp_path, "a.xml", made.alto("mm10")).blocks[0].bbox[0] == pytest.approx(100 / 254 * 72)
    assert _page(tmp_path, "b.xml", made.alto("inch1200")).blocks[0].bbox[0] == pytest.approx(6)


def test_pdf_lines_have_boxes(tmp_path):
    page = _page(tmp_path, "a.pdf", made.pdf())
    assert page.text.replace("\n\n", "\n") == "\n".join(made.LINES)
    first, *_, last = page.blocks
    assert (first.size, last.size, first.pdf_page) == (24, 10, 1)
    assert first.bbox[0] == pytest.approx(50)
    assert first.bbox[1] < 60 < first.bbox[3]
    assert last.bbox[1] > first.bbox[3]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("c.jsonl", made.jsonl()),
        ("c.csv", made.delimited()),
        ("c.csv", made.delimited("gb18030", ";")),
        ("c.tsv", made.delimited("utf-16", "\t")),
        ("c.parquet", made.parquet()),
        ("c.xlsx", made.excel()),
        ("c.jsonl.gz", made.packed(made.jsonl())),
        ("c.json", b"[" + made.jsonl().replace(b"}\n{", b"},{") + b"]"),
    ],
)
def test_corpora(tmp_path, name, data):
    first, second = _read(tmp_path, name, data)
    assert first.text == made.TITLE + "\n\n" + "\n".join(made.BODY)
    assert (first.doc_id, first.issue_date, first.page) == ("c#1", DAY, "2")
    assert (second.doc_id, second.text, second.issue_date, second.page) == ("c#2", made.BODY[1], date(2020, 4, 16), "3")
    assert first.extracted


def test_columns_are_named(tmp_path):
    first, _ = _read(tmp_path, "c.csv", made.delimited(), text_column="headline", id_column="id")
    assert (first.doc_id, first.text) == ("c#a7", made.TITLE + "\n\n" + made.TITLE)


@pytest.mark.parametrize(
    ("name", "data"),
    [("c.csv", made.delimited()), ("c.jsonl", made.jsonl()), ("c.parquet", made.parquet()), ("c.xlsx", made.excel())],
)
def test_a_column_that_is_not_there_lists_those_that_are(tmp_path, name, data):
    error = _error(tmp_path, name, data, text_column="texte")
    assert error.kind == "column"
    assert "no column texte; it has headline, 正文, pubdate, 版次, id" in str(error)
    assert "no column of texts found" in str(_error(tmp_path, "d.csv", "a,b\n1,2\n"))


@pytest.mark.parametrize("column", ["发布时间", "pub_time", "Publish_Time"])
def test_a_column_of_dates_is_known_by_its_usual_names(tmp_path, column):
    page = _page(tmp_path, "c.csv", f"{column},正文\n2020-04-15 08:30:00,{made.BODY[0]}\n")
    assert page.issue_date == DAY


@pytest.mark.parametrize(
    ("name", "data", "better"),
    [
        ("a.docx", made.zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), ".txt"),
        ("a.docx", b"PK\x03\x04cut off", ".txt"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".txt"),
        ("a.XLS", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xlsx"),
        ("a.doc", b"{\\rtf1\\ansi 300}", ".txt"),
    ],
)
def test_office_documents_are_told_as_what_to_save_them(tmp_path, name, data, better):
    error = _error(tmp_path, name, data)
    assert error.kind == "office"
    assert f"save it as {better}" in str(error).replace("plain text (.txt)", ".txt")


def test_what_only_bears_the_name_of_an_office_document_is_read(tmp_path):
    assert made.BODY[0] in _page(tmp_path, "a.doc", f"<html><body><p>{made.BODY[0]}</p></body></html>").text
    assert _read(tmp_path, "a.xls", made.excel())[1].text == made.BODY[1]


def test_bad_rows_are_told_and_the_others_read(tmp_path):
    lines = made.jsonl().splitlines()
    found = _read(tmp_path, "c.jsonl", b"\n".join([lines[0], b"{broken", b"[1]", b'{"text": " "}', lines[1]]))
    assert [getattr(item, "kind", "page") for item in found] == ["page", "row", "row", "empty", "page"]
    assert [found[1].line, found[3].line] == [2, None]  # which row it is stands in its doc_id
    assert "line 2 is no JSON: Expecting property name enclosed in double quotes at character 2;" in str(found[1])


def test_one_object_over_many_lines(tmp_path):
    text = json.dumps(
        {"title": "春耕", "日期": "2024-04-10", "content": "某乡有牛30头。"}, ensure_ascii=False, indent=2
    )
    [page] = _read(tmp_path, "one.json", text.encode())
    assert (page.doc_id, page.text, str(page.issue_date)) == ("one#1", "春耕\n\n某乡有牛30头。", "2024-04-10")
    assert [error.line for error in _read(tmp_path, "cut.json", text[:-2].encode())] == [1, 2, 3, 4]


@pytest.mark.parametrize("pack", [made.zipped, made.tarred, lambda members: made.tarred(members, "w")])
def test_archives(tmp_path, pack):
    members = {
        "2020-04-15/02.txt": made.BODY[0].encode("gb18030"),
        "2020-04-15/03.html": made.OTHER.encode(),
        "2020-04-15/03.txt": made.BODY[1].encode(),
        "scan.jpg": b"\xff\xd8\xff",
        "__MACOSX/._x": b"x",
        "rows.jsonl": made.jsonl(),
        "a.txt.gz": made.packed(made.BODY[1].encode()),
        "empty.txt": b"",
    }
    form = "issues.zip" if pack is made.zipped else "issues.tar.gz"
    found = {item.doc_id: item for item in _read(tmp_path, form, pack(members))}
    assert list(found) == [
        "issues!2020-04-15/02", "issues!2020-04-15/03", "issues!2020-04-15/03.txt", "issues!rows#1", "issues!rows#2",
        "issues!a", "issues!empty",
    ]  # fmt: skip
    assert found["issues!2020-04-15/02"].text == made.BODY[0]
    assert (found["issues!2020-04-15/02"].issue_date, found["issues!2020-04-15/02"].page) == (DAY, "2")
    assert found["issues!empty"].kind == "empty"


def test_names_in_gbk(tmp_path):
    data = made.zipped({"x.txt": made.BODY[0].encode()})
    data = data.replace(b"x.txt", "版".encode("gb18030") + b".tx")
    (page,) = _read(tmp_path, "a.zip", data)
    assert page.doc_id == "a!版"


def test_names_in_gbk_in_a_tar(tmp_path):
    name = "版".encode("gb18030").decode("utf-8", "surrogateescape")
    assert _page(tmp_path, "a.tar", made.tarred({f"./{name}.txt": made.BODY[0].encode()}, "w")).doc_id == "a!版"


def test_half_a_character_of_json_is_marked_and_the_rest_read(tmp_path):
    cut = r'{"id": "a\ud83d", "text": "全村有牛30头\ud83d", "报纸": "\ud83d", "url": "\ude00"}'
    page = _page(tmp_path, "c.jsonl", cut, id_column="id")
    assert page.text == "全村有牛30头\ufffd"
    assert (page.doc_id, page.publication, page.url) == ("c#a\ufffd", "\ufffd", "\ufffd")


def test_gzipped_text(tmp_path):
    page = _page(tmp_path, "2020-04-15/02.txt.gz", made.packed(made.BODY[0].encode()))
    assert (page.doc_id, page.text, page.issue_date, page.page) == ("02", made.BODY[0], DAY, "2")


@pytest.mark.parametrize(
    ("name", "data", "kind", "told"),
    [
        ("cut.pdf", made.pdf()[:400], "pdf", "fetch it again"),
        ("scan.pdf", made.pdf(text=False), "no_text", "run OCR first"),
        ("locked.pdf", made.pdf(password="x"), "encrypted", "save it without its password"),
        ("e.xml", made.alto(prefix='<!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "entities", "never"),
        (
            "lol.xml",
            made.alto(prefix='<!DOCTYPE alto [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>').replace("周远", "&b;"),
            "entities",
            "never expanded",
        ),
        (
            "used.xml",
            made.alto(prefix='<!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace("周远", "&x;"),
            "entities",
            "never expanded",
        ),
        ("cut.xml", made.alto()[:300], "xml", "no well-formed XML"),
        ("other.xml", "<?xml version='1.0'?><feed/>", "xml", "neither ALTO nor PAGE"),
        ("blank.xml", made.alto().replace("CONTENT", "NOTHING"), "no_text", "no text"),
        ("nothing.html", "<html><body><nav><a href='/'>首页</a></nav></body></html>", "no_text", "no article text"),
        ("cut.zip", made.zipped({"a.txt": b"x" * 5000})[:60], "archive", "damaged"),
        ("cut.txt.gz", made.packed(os.urandom(5000))[:300], "archive", "damaged"),
        ("bad.parquet", b"PAR1" + b"x" * 100, "parquet", "cannot be read as Parquet"),
        ("bad.xlsx", made.zipped({"a": b"x"}), "excel", "save it again"),
        ("bad.json", b'[{"text": 1,', "json", "mend the file"),
        ("deep.json", b"[" * 100_000, "json", "mend the file"),
    ],
)
def test_bad_files_are_told_clearly(tmp_path, name, data, kind, told):
    error = _error(tmp_path, name, data)
    assert (error.kind, told in str(error)) == (kind, True), str(error)


def test_hostile_archives(tmp_path):
    evil = made.zipped({"../../evil.txt": b"x", "/abs.txt": b"x", "good.txt": made.BODY[0].encode()})
    found = _read(tmp_path, "evil.zip", evil)
    assert [getattr(item, "kind", "page") for item in found] == ["unsafe", "unsafe", "page"]
    found = _read(tmp_path, "evil.tar.gz", made.tarred({"../x.txt": b"x", "good.txt": made.BODY[0].encode()}))
    assert [getattr(item, "kind", "page") for item in found] == ["unsafe", "page"]
    bomb = made.zipped({"bomb.txt": b"0" * (30 << 20), "good.txt": made.BODY[0].encode()})
    found = _read(tmp_path, "bomb.zip", bomb)
    assert [getattr(item, "kind", "page") for item in found] == ["limit", "page"]
    assert "zip bomb" in str(found[0])
    assert not list(tmp_path.rglob("evil.txt"))


def test_gzip_bomb(tmp_path, monkeypatch):
    from factpipe.readers import archive

    monkeypatch.setattr(archive, "MEMBER", 1 << 20)
    assert _error(tmp_path, "bomb.txt.gz", made.packed(b"0" * (4 << 20))).kind == "limit"
    (error,) = _read(tmp_path, "b.zip", made.zipped({"in.txt.gz": made.packed(b"0" * (4 << 20))}))
    assert (error.kind, error.doc_id) == ("limit", "b!in")


def test_a_missing_extra_is_named(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert "pip install '.[pdf]'" in str(_error(tmp_path, "a.pdf", made.pdf()))


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.txt", "text"), ("A.HTM", "html"), ("a.tar.gz", "tar"), ("a.txt.gz", "gz"), ("a.jsonl", "jsonl"), ("a", None)],
)
def test_formats_by_name(name, form):
    assert by_name(name) == form


def test_formats_by_content():
    examples = {
        "pdf": made.pdf(), "zip": made.zipped({"a.txt": b"x"}), "excel": made.excel(), "gz": made.packed(b"x"),
        "parquet": made.parquet(), "tar": made.tarred({"a": b"x"}, "w"), "html": made.OTHER.encode(),
        "xml": made.alto().encode(), "jsonl": made.jsonl(), "text": made.BODY[0].encode(),
    }  # fmt: skip
    assert {form: by_content(data[:512]) for form, data in examples.items()} == {form: form for form in examples}


def test_every_format_gives_the_facts_of_the_text(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    files = {
        "text.txt": "\n\n".join([made.KICKER, made.TITLE, made.BYLINE, *made.BODY]).encode(),
        "founder.html": made.FOUNDER.format(charset="utf-8").encode(),
        "alto.xml": made.alto().encode(),
        "page.xml": made.page_xml().encode(),
        "hocr.html": made.hocr().encode(),
        "paper.pdf": made.pdf(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    facts = factpipe.extract(folder)
    told = {doc_id: sorted(rows["surface"]) for doc_id, rows in facts.groupby("doc_id")}
    assert len(told["text"]) >= 5
    assert {"32公里", "7个", "1200余名", "1.5亿元", "468万元"} <= set(told["text"])
    assert all(surfaces == told["text"] for surfaces in told.values()), told
    boxed = facts[facts["doc_id"].isin(["alto", "page", "hocr", "paper"])]
    assert boxed["bbox"].notna().all()
    assert boxed["pdf_page"].eq(1).all()
    assert facts[facts["doc_id"] == "text"]["bbox"].isna().all()


def test_extracted_texts_are_written_and_offsets_point_into_them(tmp_path):
    from factpipe.pipeline.run import run
    from factpipe.tables.output import text_path

    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "founder.html").write_text(made.FOUNDER.format(charset="utf-8"), encoding="utf-8")
    (folder / "paper.pdf").write_bytes(made.pdf())
    (folder / "plain.txt").write_text(made.BODY[0], encoding="utf-8")
    run([folder], tmp_path / "out")
    facts = factpipe.load(tmp_path / "out")
    assert {path.name for path in (tmp_path / "out/texts").iterdir()} == {"founder.txt", "paper.txt"}
    for fact in facts[facts["doc_id"] != "plain"].itertuples():
        text = (tmp_path / "out" / text_path(fact.doc_id)).read_text(encoding="utf-8")
        assert text[fact.start : fact.end].replace("\n", "") == fact.surface


REAL = MEASURING / "data/html"
REAL_PAGES = {
    "eb_0f1c51c11653": (date(2011, 4, 1), 5500),
    "eb_287d57ec22f6": (date(2011, 4, 6), 1480),
    "eb_eaca6ca21a55": (date(2011, 3, 25), 4550),
    "eb_ebe5a2061ebe": (date(2011, 3, 25), 6800),
    "eb_ff2cf424189c": (date(2011, 3, 29), 2200),
}


@needs_measuring
@pytest.mark.parametrize("name", REAL_PAGES)
def test_real_news_pages(name):
    import re

    from factpipe.pipeline.engine import engine_for

    source = (REAL / f"{name}.html").read_text(encoding="utf-8")
    (page,) = read(find([REAL / f"{name}.html"]).sources[0], ReadOptions())
    assert isinstance(page, Page)
    issued, length = REAL_PAGES[name]
    assert page.issue_date == issued
    title = re.search(r"<h1>(.*?)</h1>", source)[1].strip()
    (article,) = engine_for().layout.articles(page)
    assert article.title == title
    assert len(article.text) >= length
    assert not any(word in article.text for word in ("首页", "诸子百家与传统文化", "发布时间", "发布人", "document"))


def test_long_files_stay_out_of_memory(tmp_path):
    out = io.BytesIO()
    import gzip

    with gzip.GzipFile(fileobj=out, mode="wb") as packed:
        for _ in range(3000):
            packed.write(made.jsonl())
    pages = read(find([_file(tmp_path, "big.jsonl.gz", out.getvalue())]).sources[0], ReadOptions())
    assert sum(isinstance(page, Page) for page in pages) == 6000


def _file(folder, name, data):
    (folder / name).write_bytes(data)
    return folder / name
