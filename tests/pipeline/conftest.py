import pytest

PLACES = ("石桥乡", "上河村", "林川县", "青坪镇", "柳沟村")
FACTS = ("新修村道{}公里", "共有党员{}名", "发放补助{}万元", "惠及群众{}余人", "种植核桃{}亩")


def issue(number: int) -> str:
    """A page of an invented paper, a different one for each number."""
    lines = [f"林川日报 2020年4月{number % 28 + 1}日 星期三 第{number % 4 + 1}版", ""]
    for k in range(3):
        n = number * 7 + k
        place = PLACES[n % len(PLACES)]
        lines += [f"{place}今年办成{n % 9 + 1}件实事", "", "本报记者 周远", ""]
        lines += [f"{place}{FACTS[(n + j) % len(FACTS)].format(n + j * 3 + 1)},群众都说好。" for j in range(4)]
        lines += [""]
    return "\n".join(lines)


@pytest.fixture
def pages(tmp_path):
    """A folder of thirty pages in three encodings."""
    folder = tmp_path / "raw"
    for number in range(30):
        path = folder / f"2020-04-{number % 28 + 1:02}" / f"{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = issue(number).replace("\n", ("\n", "\r\n", "\r")[number % 3])
        path.write_bytes(text.encode(("utf-8-sig", "gb18030", "utf-16")[number % 3]))
    return folder
