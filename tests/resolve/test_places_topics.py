"""What an article is about where no name stands beside the quantity. Places and figures are invented."""

import pytest

from factpipe.resolve.gazetteer import load_gazetteer
from factpipe.resolve.places import PlaceFinder, PlaceResolver
from factpipe.rules import load


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(load(), load_gazetteer())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云南贵州四川⟦12座⟧水库开闸", "云南贵州四川"),
        ("因工作需要，朵河县人民医院招聘医师⟦7名⟧", "朵河县"),
        ("新种的⟦300亩⟧果树主要在河口村。", "河口村"),
        ("贫困户在下坪村有⟦30户⟧", "下坪村"),
        ("省内县外务工⟦40人⟧", None),
    ],
)
def test_what_governs(finder: PlaceFinder, text: str, expected: str | None) -> None:
    start, end = text.index("⟦"), text.index("⟧") - 1
    text = text.replace("⟦", "").replace("⟧", "")
    assert PlaceResolver(finder, text).at(start, end, 0, len(text)).path == expected
