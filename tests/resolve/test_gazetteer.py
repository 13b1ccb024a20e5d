"""The gazetteer: names, codes, history, and what stays open."""

import json

import pytest

from factpipe.resolve.gazetteer import Gazetteer, bare_name, beneath, level_of, load_gazetteer, township_base
from outside import MEASURING, needs_measuring


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("拉萨市", "拉萨"),
        ("当雄县", "当雄"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("延边朝鲜族自治州", "延边"),
        ("恩施土家族苗族自治州", "恩施"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("三江侗族自治县", "三江"),
        ("阿里地区", "阿里"),
        ("浦东新区", "浦东"),
        ("香港特别行政区", "香港"),
    ],
)
def test_bare_name(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@pytest.mark.parametrize(
    ("name", "base"), [("蔡公堂街道", "蔡公堂"), ("强嘎乡", "强嘎"), ("洪家关白族乡", "洪家关"), ("镇", "镇")]
)
def test_township_base(name: str, base: str) -> None:
    assert township_base(name) == base


def test_levels_by_code() -> None:
    assert [level_of(code) for code in ("540000", "540100", "540121", "540121100")] == [1, 2, 3, 4]
    assert beneath("540121", "540100")
    assert beneath("540121100", "540121")
    assert not beneath("540121", "540200")


@pytest.mark.parametrize(
    ("path", "year", "code"),
    [
        (("拉萨市", "林周县"), 2020, "540121"),
        (("达孜县",), 2010, "540126"),
        (("达孜县",), 2020, "540104"),  # a district since 2017: an old name gets the code that it has now
        (("达孜区",), 2020, "540104"),
        (("柳州地区", "忻城县"), None, "451321"),
        (("柳州地区", "忻城县"), 1990, "452231"),
        (("新津县",), None, "510118"),
        (("吉林",), None, "220000"),  # without its suffix the widest
        (("吉林省", "吉林"), None, "220200"),
        (("吉林市",), None, "220200"),
        (("海南",), None, "460000"),
        (("北京", "朝阳区"), None, "110105"),
        (("湖南", "长沙县"), None, "430121"),
        (("湘潭", "城塘社区"), None, "430300"),  # the name of a place that the gazetteer does not know is passed over
        (("云南", "怒江州", "独龙江乡"), 2014, "533324204"),
        (("拉萨市", "城关区", "蔡公堂街道"), 2020, "540102010"),
        (("拉萨市", "林周县", "甘旦曲果镇"), 2020, "540121100"),  # listed with another second character
        (("沧州地区",), 2011, "130900"),  # the prefecture is gone, the area is that of the city
    ],
)
def test_codes(gazetteer: Gazetteer, path: tuple[str, ...], year: int | None, code: str) -> None:
    assert gazetteer.resolve(path, year).code == code


@pytest.mark.parametrize("path", [("城关区",), ("朝阳区",), ("通州",), ("城关镇",), ("柳梧新区",), ("无此县",), ()])
def test_what_is_not_certain_gets_no_code(gazetteer: Gazetteer, path: tuple[str, ...]) -> None:
    resolved = gazetteer.resolve(path)
    assert resolved.code is None or resolved.county is None


def test_context_settles_a_shared_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve(("城关区",), 2020).code is None
    assert gazetteer.resolve(("城关区",), 2020, ("540100",)).code == "540102"


def test_levels_by_name(gazetteer: Gazetteer) -> None:
    told = gazetteer.resolve(("拉萨", "林周", "甘旦曲果镇"), 2020)
    assert told == ("540121100", "西藏自治区", "拉萨市", "林周县", "甘丹曲果镇")


def test_a_county_lies_in_no_prefecture_of_another_time(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve(("重庆", "奉节县"), 2021)[:4] == ("500236", "重庆市", None, "奉节县")
    assert gazetteer.resolve(("四川", "黔江地区", "石柱土家族自治县"), 1990).city == "黔江地区"
    assert all(
        len({each.name for each in gazetteer.divisions if each.code == code and each.valid(2020)}) < 2
        for code in {each.code for each in gazetteer.divisions if each.level == 2}
    )


def test_a_township_counts_only_in_its_county(gazetteer: Gazetteer) -> None:
    assert gazetteer.township("蔡公堂街道", "540102") == "540102010"
    assert gazetteer.township("蔡公堂街道", "540121") is None
    assert gazetteer.township("蔡公堂乡", "540102", 2020) == "540102010"  # what has become a 街道
    assert gazetteer.township("蔡公堂乡", "540102", 1970) is None


@needs_measuring
def test_locations_of_jionlp(gazetteer: Gazetteer) -> None:
    """Of the addresses whose county the gazetteer has under one code, nine in ten resolve to it."""
    from factpipe.resolve.places import PlaceFinder
    from factpipe.rules import load

    finder = PlaceFinder(load(), gazetteer)
    right = asked = 0
    wrong = []
    for line in (MEASURING / "suites/jionlp_location.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        expected = case["expected"][0]["resolution"]
        county = expected["county"]
        if not county or not expected["province"] or len(gazetteer.named(county)) == 0:
            continue
        text = case["text"]
        named = finder.find(text)[0].nodes  # an address is one place, whatever streets are called
        place = gazetteer.resolve(tuple(node.surface for node in named))
        asked += 1
        right += place.county == county
        if place.county != county:
            wrong.append((text, expected["county"], place))
    assert asked
    assert right / asked >= 0.9, wrong
