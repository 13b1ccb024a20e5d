import os

import pytest

from factpipe.errors import UnusableInputError
from factpipe.readers.sources import STDIN, find, names, without_suffix


def _make(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def _ids(*paths):
    return [source.doc_id for source in find(paths).sources]


def test_ids_are_paths_below_the_root_without_extension(tmp_path):
    _make(tmp_path, "2020-04-15/02.txt", "2020-04-15/01.txt", "a.b/c.d.html", ".hidden", ".git/x.txt", "scan.jpg")
    assert _ids(tmp_path) == ["2020-04-15/01", "2020-04-15/02", "a.b/c.d"]
    assert find([tmp_path]).passed_over == 1


def test_colliding_ids_keep_their_extension(tmp_path):
    _make(tmp_path, "02.txt", "02.html", "03.txt")
    assert _ids(tmp_path) == ["02.html", "02.txt", "03"]


def test_several_roots_put_their_name_first(tmp_path):
    _make(tmp_path, "old/1.txt", "new/1.txt", "new/2.txt", "x/old/1.txt", "single.txt")
    assert _ids(tmp_path / "old", tmp_path / "new") == ["new/1", "new/2", "old/1"]
    assert _ids(tmp_path / "new", tmp_path / "single.txt") == ["new/1", "new/2", "single"]
    assert _ids(tmp_path / "x/old", tmp_path / "old") == [f"{tmp_path.name}/old/1", "x/old/1"]


def test_a_file_is_known_by_its_name(tmp_path):
    _make(tmp_path, "a/02.txt", "b/02.txt")
    assert _ids(tmp_path / "a/02.txt") == ["02"]
    assert _ids("-") == [STDIN]
    assert _ids(tmp_path / "a/02.txt", tmp_path / "b/02.txt") == ["a/02", "b/02"]
    assert _ids(tmp_path / "a/02.txt", tmp_path / "a/02.txt") == ["02"]


def test_sidecars_are_no_documents(tmp_path):
    _make(tmp_path, "02.txt", "02.meta.json", "metadata.csv")
    assert _ids(tmp_path) == ["02"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a/02.txt", "02"), ("02.txt.gz", "02"), ("nw.D110000_1-02.htm", "nw.D110000_1-02"), ("README", "README"),
     ("第02版", "第02版"), (".x", ".x")],
)  # fmt: skip
def test_without_suffix(name, stem):
    assert without_suffix(name).rpartition("/")[2] == stem


def test_what_is_not_there_is_told(tmp_path):
    with pytest.raises(UnusableInputError, match="no such file or folder"):
        find([tmp_path / "nowhere"])
    with pytest.raises(UnusableInputError, match="nothing to read"):
        find([tmp_path])


def test_order_does_not_depend_on_the_file_system(tmp_path):
    _make(tmp_path, *(f"{n}.txt" for n in "35142"))
    assert _ids(tmp_path) == list("12345")
    assert os.sep == "/" or all(os.sep not in doc_id for doc_id in _ids(tmp_path))


def test_tables_of_a_run_are_no_pages(tmp_path, tables):
    _make(tmp_path, "01.txt", "out/02.txt", "texts/03.txt")
    tables(tmp_path / "out", texts={"01": "正文"})
    _make(tmp_path, "out/report.html", "out/report-2.html")
    assert _ids(tmp_path) == ["01", "out/02", "texts/03"]
    assert _ids(tmp_path / "out/texts") == ["01"]
    assert find([tmp_path]).passed_over == 0
    assert find([tmp_path]).written > 2


def test_a_folder_that_cannot_be_listed_is_not_left_out_silently(tmp_path, monkeypatch):
    _make(tmp_path, "01.txt", "closed/02.txt")
    real = os.scandir

    def closed(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert _ids(tmp_path) == ["01", "closed"]


def test_a_document_is_told_by_its_file(tmp_path):
    for name in ("a#b/c.csv", "old.zip", "02.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    name = names(find([tmp_path]).sources)
    assert name("a#b/c#7") == f"{tmp_path / 'a#b/c.csv'}#7"
    assert name("old!2020/02") == f"{tmp_path / 'old.zip'}!2020/02"
    assert name("02") == str(tmp_path / "02.txt")
    assert name("stdin") == "stdin"


def test_a_name_in_gbk_is_read_as_text(tmp_path):
    folder = tmp_path / "朵曲报".encode("gbk").decode("utf-8", "surrogateescape")
    _make(folder, "2024-04-10/02.txt")
    found = find([tmp_path]).sources
    assert found[0].doc_id == "朵曲报/2024-04-10/02"
    assert found[0].relative.endswith("朵曲报/2024-04-10/02.txt")
    assert names(found)("朵曲报/2024-04-10/02") == f"{tmp_path}/朵曲报/2024-04-10/02.txt"
    assert _ids(folder) == ["2024-04-10/02"]


def test_a_name_in_no_encoding_is_written_out(tmp_path):
    _make(tmp_path, os.fsdecode(b"a\xff\xff.txt"))
    assert _ids(tmp_path) == [r"a\xff\xff"]
