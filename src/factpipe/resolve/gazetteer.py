"""Divisions of China with their codes and history: province, prefecture, county, township.

The extract in `factpipe/data/` comes from the lists of the National Bureau of Statistics (2023) and of the changes at
county level and above since 1981; `scripts/build_gazetteer.py` makes it. Codes are GB/T 2260 (6 digits) down to the
county and NBS (9 digits) for townships.
"""

import gzip
import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|门巴|"
    "珞巴|基诺|各|达翰尔"
)
_OF_PEOPLES = f"(?:{_PEOPLES})族"
_AUTONOMOUS = re.compile(rf"(?:{_OF_PEOPLES})*(?:蒙古|哈萨克|柯尔克孜)?(?:联合)?自治([州县旗])\Z")
_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治旗|地区|新区|林区|特区|省|市|县|区|盟|旗|州)\Z")
_TOWN_SUFFIX = re.compile(rf"(?:(?:{_OF_PEOPLES})+乡|民族乡|街道办事处|街道|办事处|苏木|地区|镇|乡)\Z")
_PROVINCES = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "广西僮族自治区": "广西",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "西藏自治区": "西藏",
}
#: the year that stands for "now"
_NOW = 9999
#: townships change their rank often; before this year a present township is not taken for its namesake
_TOWNSHIPS_SINCE = 1995


class Division(NamedTuple):
    """A division under one name and code, in the years in which it had both (None: before the records, until now)."""

    code: str
    name: str
    first: int | None
    last: int | None
    heir: tuple[str, str] | None  # code and name of what it became
    distinct: bool  # its name without the suffix is a place's name to a reader, not another word
    level: int  # 1 province, 2 prefecture, 3 county

    def valid(self, year: int) -> bool:
        return (self.first or 0) <= year <= (self.last or _NOW)


class Resolution(NamedTuple):
    """The division that a path names, as far as it is certain, with the names of its levels."""

    code: str | None
    province: str | None
    city: str | None
    county: str | None
    township: str | None


NOTHING = Resolution(None, None, None, None, None)


def level_of(code: str) -> int:
    """1 province, 2 prefecture, 3 county, 4 township."""
    if len(code) > 6:
        return 4
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def bare_name(name: str) -> str:
    """A division's name without the word for its kind: `当雄县` → `当雄`, `延边朝鲜族自治州` → `延边`."""
    if name in _PROVINCES:
        return _PROVINCES[name]
    autonomous = _AUTONOMOUS.search(name)
    if autonomous:
        return name[: autonomous.start()] or name
    suffix = _SUFFIX.search(name)
    return name[: suffix.start()] if suffix and suffix.start() else name


def township_base(name: str) -> str:
    """A township's name without the word for its kind: `蔡公堂街道` → `蔡公堂`."""
    suffix = _TOWN_SUFFIX.search(name)
    return name[: suffix.start()] if suffix and suffix.start() > 0 else name


def beneath(code: str, wide: str) -> bool:
    """Whether a division lies in another one (or is it), by their codes."""
    level = level_of(wide)
    return code == wide if level == 3 and len(code) == 6 else code.startswith(wide[: 2 * level if level < 4 else 9])


def load_gazetteer() -> "Gazetteer":
    """The gazetteer that ships with the package. Costs some 20 ms; whoever needs it more than once keeps it."""
    divisions = []
    for line in _lines("divisions.tsv.gz"):
        code, name, first, last, heir_code, heir_name, distinct = line.split("\t")
        heir = (heir_code, heir_name) if heir_code else None
        divisions.append(
            Division(
                code,
                name,
                int(first) if first else None,
                int(last) if last else None,
                heir,
                distinct == "1",
                level_of(code),
            )
        )
    return Gazetteer(divisions)


def _lines(name: str) -> list[str]:
    data = files("factpipe").joinpath("data", name).read_bytes()
    return gzip.decompress(data).decode().split("\n")


class Gazetteer:
    """Divisions by name and by code. `full` and `bare` map a name to its divisions, all years together."""

    def __init__(self, divisions: Sequence[Division]) -> None:
        self.divisions = tuple(divisions)
        self._by_key = {(division.code, division.name): division for division in divisions}
        self.full: dict[str, list[Division]] = {}
        self.bare: dict[str, list[Division]] = {}
        self._by_code: dict[str, list[Division]] = {}
        for division in divisions:
            self.full.setdefault(division.name, []).append(division)
            self._by_code.setdefault(division.code, []).append(division)
            bare = bare_name(division.name)
            if len(bare) > 1 and bare != division.name:
                self.bare.setdefault(bare, []).append(division)
            autonomous = _AUTONOMOUS.search(division.name)
            if autonomous and len(bare) > 1:
                self.full.setdefault(bare + autonomous[1], []).append(division)

    @cached_property
    def townships(self) -> dict[str, tuple[str, ...]]:
        """Township name → codes. Read when first asked for: a text without townships needs none."""
        found = {}
        for line in _lines("townships.tsv.gz"):
            name, codes = line.split("\t")
            found[name] = tuple(codes.split(" "))
        return found

    @cached_property
    def _townships_of(self) -> dict[str, list[tuple[str, str]]]:
        """County code → (township name, code)."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, codes in self.townships.items():
            for code in codes:
                found.setdefault(code[:6], []).append((name, code))
        return found

    @lru_cache(maxsize=1 << 14)  # noqa: B019  a gazetteer lives as long as the process
    def named(self, surface: str) -> tuple[Division, ...]:
        """All divisions that a name may mean, wide ones first where it is written without its suffix."""
        found = self.full.get(surface, []) + self.bare.get(surface, [])
        return tuple(sorted(found, key=lambda division: division.level))

    def current(self, division: Division, year: int | None) -> Division:
        """What a division had become by a year."""
        when = _NOW if year is None else year
        seen = {division}
        while division.last is not None and division.last < when and division.heir:
            heir = self._by_key.get(division.heir)
            if heir is None or heir in seen:
                break
            seen.add(heir)
            division = heir
        return division

    def at(self, code: str, year: int | None) -> Division | None:
        """The division that has a code in a year; where none has, the one that had it last."""
        found = self._by_code.get(code)
        if not found:
            return None
        when = _NOW if year is None else year
        valid = [division for division in found if division.valid(when)]
        return (valid or sorted(found, key=lambda division: division.last or _NOW))[-1]

    def candidates(self, surface: str, wider: Iterable[Sequence[Division]], year: int | None) -> list[Division]:
        """The divisions that a name may mean within the wider ones named beside it, one for each that is alive.

        Of a name without its suffix only the widest level counts, unless the wider names say otherwise: `吉林` alone is
        the province, in `吉林省吉林` the city.
        """
        found = list(self.named(surface))
        narrowed = False
        for options in wider:
            inside = [one for one in found if any(_within(one, wide) for wide in options)]
            if inside:
                narrowed, found = True, inside
        when = _NOW if year is None else year
        valid = [one for one in found if one.valid(when)]
        if found and not valid and surface.endswith("地区") and not any(one.heir for one in found):
            # not the prefecture of that name, which is gone, but the area round the city
            found = list(self.named(surface.removesuffix("地区"))) or found
            valid = [one for one in found if one.valid(when)]
        found = valid or [one for one in found if one.heir or one.last is None] or found
        if surface not in self.full and not narrowed and found:
            level = found[0].level
            found = [one for one in found if one.level == level]
        alive = {}
        for one in found:
            now = self.current(one, year)
            alive[now.code] = now
        return list(alive.values())

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def resolve(self, path: tuple[str, ...], year: int | None = None, context: tuple[str, ...] = ()) -> Resolution:
        """The deepest division of a path of names, widest first, that is certain in a year (None: now).

        A name that several divisions share is settled by the wider names of the path, then by `context` (codes of other
        places that the article tells); what stays ambiguous gives way to the next wider name.
        """
        groups: list[list[Division]] = []
        for surface in path:
            found = self.candidates(surface, groups, year)
            if found and not (groups and self._outside(found, groups[-1])):
                groups.append(found)
        settled = next((one for one in (self._settle(group, context) for group in reversed(groups)) if one), None)
        code = settled.code if settled else None
        township = None
        if settled:
            for surface in reversed(path):
                township = self.township(surface, settled.code, year)
                if township:
                    break
        return self.describe(township or code, year)

    def township(self, surface: str, within: str, year: int | None = None) -> str | None:
        """Code of the township of that name in a division; None where there is none, or several.

        In a county one character may differ (papers and lists spell Tibetan and Uyghur names differently), and so may
        the rank: a 乡 becomes a 镇, a 镇 a 街道.
        """
        if not _TOWN_SUFFIX.search(surface):
            return None
        exact = [code for code in self.townships.get(surface, ()) if beneath(code, within)]
        if len(exact) == 1:
            return exact[0]
        if exact or level_of(within) != 3 or (year is not None and year < _TOWNSHIPS_SINCE):
            return None
        base = township_base(surface)
        there = self._townships_of.get(within, ())
        same = [code for name, code in there if township_base(name) == base]
        if not same and len(surface) > 3:
            same = [
                code
                for name, code in there
                if len(name) == len(surface) and sum(a != b for a, b in zip(name, surface, strict=True)) == 1
            ]
        return same[0] if len(same) == 1 else None

    def describe(self, code: str | None, year: int | None = None) -> Resolution:
        """Names of the levels of a code in a year."""
        if code is None:
            return NOTHING
        level = level_of(code)
        names: list[str | None] = []
        for depth in (1, 2, 3):
            division = self.at(code[: 2 * depth].ljust(6, "0"), year) if level >= depth else None
            names.append(division.name if division else None)
        township = None
        if level == 4:
            township = next((name for name, other in self._townships_of.get(code[:6], ()) if other == code), None)
        return Resolution(code, *names, township)

    def _settle(self, group: list[Division], context: Sequence[str]) -> Division | None:
        if len(group) == 1:
            return group[0]
        near = [one for one in group if any(other != one.code and beneath(one.code, other) for other in context)]
        return near[0] if len(near) == 1 else None

    @staticmethod
    def _outside(found: list[Division], wider: list[Division]) -> bool:
        return not any(_within(one, wide) for one in found for wide in wider)


def _within(narrow: Division, wide: Division) -> bool:
    """A county may name a prefecture that it left since, or one that took it over later: the province decides then."""
    return narrow.level > wide.level and beneath(narrow.code, wide.code)
