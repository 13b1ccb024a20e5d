"""Reading YAML: YAML 1.2 scalars, positions, the cache."""

import json

import pytest

from factpipe.errors import RulesError
from factpipe.rules import source


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    folder.mkdir()
    monkeypatch.setattr(source, "_cache_folder", lambda: folder)
    return folder


def _write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_scalars_are_those_of_yaml_1_2(tmp_path):
    path = _write(
        tmp_path / "a.yaml",
        "no: no\nyes: yes\non: on\ntime: 12:30\ndate: 2010-01-01\nzeros: '0123'\nint: 12\nfloat: 1.5\nsmall: 1e-3\n"
        "flag: true\nempty:\nnull: ~\n12: key\nword: !!str 12\n",
    )
    assert source.read(path) == {
        "no": "no",
        "yes": "yes",
        "on": "on",
        "time": "12:30",
        "date": "2010-01-01",
        "zeros": "0123",
        "int": 12,
        "float": 1.5,
        "small": 0.001,
        "flag": True,
        "empty": None,
        "null": None,
        "12": "key",
        "word": "12",
    }


def test_positions(tmp_path):
    data = source.read_located(_write(tmp_path / "a.yaml", "a:\n  - b: 1\n    甲: [x, y]\n"))
    assert data["a"][0].keys_at["甲"][1:] == (3, 5)
    assert data["a"][0]["甲"].values_at[1][1:] == (3, 12)


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", (3, 1), "the key 'a' stands in line 1 already"),
        ("a: [1, 2\nb: 3\n", (2, 2), "is no valid YAML"),
        ("a: &x [*x]\n", (1, 4), "inside what it refers to"),
        ("? [a, b]\n: 1\n", (1, 3), "a key must be a word"),
        ("a: 'open\n", (2, 1), "is no valid YAML"),
    ],
)
def test_mistakes_of_the_file(tmp_path, text, where, message):
    with pytest.raises(RulesError) as caught:
        source.read(_write(tmp_path / "a.yaml", text))
    [problem] = caught.value.problems
    assert message in problem.message
    assert problem.path == str(tmp_path / "a.yaml")
    assert (problem.line, problem.column) == where


def test_a_file_that_is_no_utf_8_or_is_not_there(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes("a: 1\nb: 每亩地\n".encode("gb18030"))
    with pytest.raises(RulesError, match=r"a\.yaml:2:1: is no UTF-8"):
        source.read(path)
    with pytest.raises(RulesError, match="cannot be read"):
        source.read(tmp_path / "none.yaml")


def test_the_cache_gives_the_same_and_may_break(tmp_path, cache):
    path = _write(tmp_path / "a.yaml", "words:\n" + "".join(f"  - 词{n}\n" for n in range(200)))
    first = source.read(path)
    [file] = cache.iterdir()
    assert source.read(path) == first == json.loads(file.read_text(encoding="utf-8"))
    file.write_text("{broken", encoding="utf-8")
    assert source.read(path) == first
    _write(path, path.read_text(encoding="utf-8") + "  - 新词\n")
    assert source.read(path)["words"][-1] == "新词"


def test_the_cache_stays_small(tmp_path, cache, monkeypatch):
    monkeypatch.setattr(source, "_CACHE_SIZE", 3)
    for n in range(6):
        source.read(_write(tmp_path / "a.yaml", f"a{n}: |\n" + "  词\n" * 300))
    assert len(list(cache.iterdir())) == 3


def test_a_cache_that_cannot_be_written_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "_cache_folder", lambda: tmp_path / "no" / "such")
    path = _write(tmp_path / "a.yaml", "a: |\n" + "  词\n" * 300)
    assert source.read(path)["a"].startswith("词")
    monkeypatch.setattr(source, "_cache_folder", lambda: None)
    assert source.read(path)["a"].startswith("词")
