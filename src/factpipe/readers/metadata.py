"""What is known of an issue besides its text: publication, issue date, page, address.

In this order, field by field: an option of the user, a sidecar beside the file, the format itself, the path, a
masthead line in the text.

A sidecar is `<file>.meta.json` (`02.txt.meta.json` or `02.meta.json`) with the fields as keys, or a table
`metadata.csv` in the file's folder with a column `file` and the fields as columns.
"""

import csv
import io
import json
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from factpipe.errors import InputError
from factpipe.labels import page_label

SIDECAR_TABLE = "metadata.csv"
SIDECAR_SUFFIX = ".meta.json"


class Metadata(NamedTuple):
    """The fields of an issue; None where unknown."""

    publication: str | None = None
    issue_date: date | None = None
    page: str | None = None
    url: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These fields, and the other's where these are unknown."""
        return Metadata(*(mine if mine is not None else theirs for mine, theirs in zip(self, other, strict=True)))


_DATE = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(?:[-_./年\\](\d{1,2})[-_./月\\](\d{1,2})日?|(\d\d)(\d\d))(?!\d)")
_DATE_WORDS = re.compile(r"((?:18|19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_PAGE_WORDS = re.compile(r"第\s*([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版")
#: `02.txt`, `A03.html`, `rmrb20200415-02.html`, `nw.D110000renmrb_20200415_1-02.htm`
_PAGE_NAME = re.compile(r"(?:^|[-_版第])([A-Z]?\d{1,2})版?$")
_PAPER_NAME = re.compile(r"^[\u4e00-\u9fff]{1,12}(?:日报|晚报|晨报|早报|时报|商报|快报|都市报|报)$")
_MASTHEAD_PAPER = re.compile(
    r"[\u4e00-\u9fff]{1,10}(?:日报|晚报|晨报|早报|时报|商报|快报|都市报|周报|报)(?![\u4e00-\u9fff])"
)
_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]|农历|责任?编|第\s*\d+\s*期")
_DAY = r"((?:18|19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}(?:\s*日)?)(?!\d)"
#: a line that is the day of what it stands over or signs, or tells it by name: 发布时间：2020-04-15 来源：云岭县统计局
_DAY_ALONE = re.compile(
    rf"[（(]?\s*{_DAY}(?:\s*\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?\s*[）)]?(?:\s+(?:来自|来源|稿源).*)?"
)
#: that of a report under its title: ——2020年1月8日在某县第三次代表大会上
_DAY_OF_REPORT = re.compile(rf"[—－–-]{{1,2}}\s*{_DAY}\s*在.{{4,}}[上的]")
_DAY_NAMED = re.compile(
    rf"(?:(?:发布|发稿|发表|更新|公布|成文|发文|印发)(?:时间|日期)|^(?:时间|日期))\s*[:：]\s*{_DAY}"
)
#: lines at either end of a page that may be its masthead, and how long one may be
_MASTHEAD_LINES = 6
_MASTHEAD_LENGTH = 80


def iso_date(text: str) -> date | None:
    """The first date of a text (`2020-04-15`, `20200415`, `2020年4月15日`, `2020/4/15`), if it is one."""
    for match in _DATE.finditer(text):
        year, month, day, month2, day2 = match.groups()
        try:
            return date(int(year), int(month or month2), int(day or day2))
        except ValueError:
            continue
    return None


def from_path(path: str) -> Metadata:
    """Of a path below the input root: `林川日报/2020-04-15/02.txt`, `rmrb20200415-02.html`."""
    *folders, name = path.split("/")
    stem = name.split(".htm")[0].split(".txt")[0]
    stem = stem.rsplit(".", 1)[0] if "." in stem and not stem.startswith("nw.") else stem
    issued = iso_date(stem) or iso_date("/".join(folders))
    page = None
    rest = _DATE.sub("_", stem)
    if issued is not None and (match := _PAGE_NAME.search(rest)):
        page = page_label(match[1])
    paper = next((part for part in reversed(folders) if _PAPER_NAME.match(part)), None)
    return Metadata(paper, issued, page)


def from_masthead(text: str) -> Metadata:
    """Of a line at the head or foot of a page: `林川日报 2020年4月15日 星期三 第2版`, or its day alone."""
    head = text[: _MASTHEAD_LINES * _MASTHEAD_LENGTH].splitlines()[:_MASTHEAD_LINES]
    foot = text[-_MASTHEAD_LINES * _MASTHEAD_LENGTH :].splitlines()[-_MASTHEAD_LINES:]
    lines = [line.strip() for line in (*head, *foot) if len(line) <= _MASTHEAD_LENGTH]
    for line in lines:
        dated, page = _DATE_WORDS.search(line), _PAGE_WORDS.search(line)
        if dated and (page or _WEEKDAY.search(line)):
            paper = _MASTHEAD_PAPER.search(line)
            return Metadata(paper and paper[0], _day(dated[0]), page and page_label(page[1]))
    for line in lines:
        if dated := _DAY_ALONE.fullmatch(line) or _DAY_NAMED.search(line) or _DAY_OF_REPORT.match(line):
            return Metadata(issue_date=_day(dated[1]))
    return Metadata()


def _day(text: str) -> date | None:
    return iso_date(re.sub(r"\s", "", text))


def from_sidecar(path: Path) -> Metadata:
    """Of the sidecar beside a file, if there is one.

    Errors: InputError of kind `sidecar` where it cannot be read or holds what it should not.
    """
    found = Metadata()
    for sidecar in (path.with_name(path.name + SIDECAR_SUFFIX), path.with_suffix(SIDECAR_SUFFIX)):
        if sidecar.is_file():
            found = found.over(_record(_json(sidecar), sidecar))
    table = path.parent / SIDECAR_TABLE
    if table.is_file() and table != path:
        rows = _table(table, table.stat().st_mtime_ns)
        row = rows.get(path.name) or rows.get(path.stem)
        if row:
            found = found.over(_record(row, table))
    return found


def is_sidecar(path: Path) -> bool:
    """Whether a file tells of other files and is no document."""
    return path.name == SIDECAR_TABLE or path.name.endswith(SIDECAR_SUFFIX)


def _json(path: Path) -> dict:
    try:
        record = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError("sidecar", f"{path.name}: not readable as JSON ({error}); mend or remove it") from None
    if not isinstance(record, dict):
        raise InputError("sidecar", f"{path.name}: a JSON object with publication, issue_date, page, url is wanted")
    return record


@lru_cache(maxsize=8)
def _table(path: Path, _changed: int) -> dict[str, dict]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
    except (OSError, ValueError, csv.Error) as error:
        raise InputError("sidecar", f"{path.name}: not readable as UTF-8 CSV ({error}); mend or remove it") from None
    if rows and "file" not in rows[0]:
        raise InputError("sidecar", f"{path.name}: no column `file`; it has {', '.join(rows[0])}")
    return {row["file"]: row for row in rows}


def _record(record: dict, path: Path) -> Metadata:
    def text(key: str) -> str | None:
        value = record.get(key)
        return str(value).strip() or None if value is not None else None

    issued = None
    if written := text("issue_date"):
        issued = iso_date(written)
        if issued is None:
            raise InputError("sidecar", f"{path.name}: issue_date {written!r} is no date; write it as 2020-04-15")
    page = text("page")
    return Metadata(text("publication"), issued, page and page_label(page), text("url"))
