"""The rows of a facts table as records, with what decides whether two claims are about the same thing."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factpipe.changes import figures
from factpipe.changes.figures import Figure
from factpipe.schema import COUNTRY, NAMES
from factpipe.tables import saved

if TYPE_CHECKING:
    import pyarrow as pa

#: rows that are read at a time
_BATCH = 1 << 17
#: characters at the end of a place by which it is looked for
_TAIL = 3


class Row(NamedTuple):
    """A row of `facts`, as far as two tables are compared; the names are those of the schema."""

    fact_id: str
    doc_id: str
    start: int
    end: int
    surface: str
    sentence: str | None
    issue_date: object
    publication: str | None
    measure: str
    item: str | None
    item_norm: str | None
    value: float
    value_min: float | None
    value_max: float | None
    modifier: str
    unit: str | None
    unit_code: str | None
    value_base: float | None
    value_min_base: float | None
    value_max_base: float | None
    unit_base: str | None
    per: str | None
    place: str | None
    place_code: str | None
    province: str | None
    city: str | None
    county: str | None
    township: str | None
    actor: str | None
    predicate: str | None
    time: str | None
    time_start: object
    time_end: object
    status: str
    scope: str | None
    rule_id: str | None
    confidence: float | None
    duplicate_of: str | None
    direction: str | None

    @property
    def figure(self) -> Figure:
        """The number in its own unit."""
        return Figure(self.value, self.value_min, self.value_max, self.modifier, self.surface)

    @property
    def base_figure(self) -> Figure:
        """The number in the base unit; only where `value_base` is told."""
        return Figure(self.value_base, self.value_min_base, self.value_max_base, self.modifier, self.surface)


#: the columns in which rows of one span may differ
COMPARED = tuple(
    name for name in NAMES["facts"]
    if name in Row._fields and name not in {
        "fact_id", "doc_id", "start", "end", "sentence", "issue_date", "publication", "rule_id", "confidence",
        "duplicate_of",
    }
)  # fmt: skip


def read(source: object) -> list[Row]:
    """The rows of a facts table (a path, a DataFrame, an Arrow table), in its order.

    Errors: UnusableInputError where it is no facts table.
    """
    table = saved.of(source, "facts", Row._fields)
    rows: list[Row] = []
    for batch in table.to_batches(_BATCH):  # a part at a time: the columns of plain objects are the largest thing here
        rows += map(Row._make, zip(*map(_cells, batch.columns), strict=True))
    return rows


def _cells(column: "pa.Array") -> list:
    """The cells of a column; equal texts are one object, which is a fifth of the memory."""
    import pyarrow as pa

    if not pa.types.is_string(column.type):
        return column.to_pylist()
    coded = column.dictionary_encode()
    texts = coded.dictionary.to_pylist()
    return [None if code is None else texts[code] for code in coded.indices.to_pylist()]


def comparable(a: Row, b: Row) -> tuple[Figure, Figure, str | None]:
    """Both numbers in one unit, and that unit: their own where it is the same, else the base unit."""
    if (
        (a.unit, a.per) != (b.unit, b.per)
        and a.unit_base == b.unit_base
        and a.value_base is not None
        and b.value_base is not None
    ):
        return a.base_figure, b.base_figure, a.unit_base
    return a.figure, b.figure, b.unit


@lru_cache(maxsize=1 << 12)
def dimension(measure: str, unit: str | None, unit_code: str | None, unit_base: str | None) -> str:
    """What two units must share to be compared: the base unit (`kg`, `CNY`), or that both count things."""
    if unit_base and not unit_base.startswith("{") and unit_base != "1":
        return unit_base
    if measure == "count" or (unit_code or "{").startswith("{"):
        return "count"  # 名, 位 and 人, or 座 and 个, count the same things
    return unit_base or unit_code or unit or ""


def opposed(a: Row, b: Row) -> bool:
    """Whether one of two changes is told to be a rise and the other a fall: 下降1.5%, 增长1.5%."""
    return a.direction is not None and b.direction is not None and a.direction != b.direction


def agree(a: Row, b: Row) -> bool:
    """Whether two rows can tell the same, their figures in one unit and the same way if they are changes."""
    mine, other, _ = comparable(a, b)
    return figures.agree(mine, other) and not opposed(a, b)


def denominator(row: Row) -> str:
    """What two rates must share: the text's 每人, or nothing where the base unit holds it (`CNY/kg` of 元/斤)."""
    return "" if row.unit_base and "/" in row.unit_base else row.per or ""


def same_place(a: Row, b: Row) -> bool:
    """Whether two rows are about one place: the same path, or one with its upper levels left out.

    Two codes that are certain and differ keep 城关镇 of one county from that of another.
    """
    x, y = _place(a.place), _place(b.place)
    if x == y:
        return not x or not _codes_conflict(a.place_code, b.place_code)
    short, long = sorted((x, y), key=len)
    if len(short) >= _TAIL and long.endswith(short):
        return not _codes_conflict(a.place_code, b.place_code)
    return a.place_code is not None and a.place_code == b.place_code and _is_division(a) and _is_division(b)


def is_country(row: Row) -> bool:
    """Whether a claim is told of the whole country, as many are that tell no place."""
    return row.place in COUNTRY


def nested_places(a: Row, b: Row) -> bool:
    """Whether one place is told to be in the other, or one of the rows tells none.

    Upper levels may be left out of the lower place: 东河县柳湾镇清水村 and 柳湾镇清水村集体农场.
    """
    x, y = _place(a.place), _place(b.place)
    return (x in y or y in x or _overlap(x, y) or _overlap(y, x)) and not _codes_conflict(a.place_code, b.place_code)


def _overlap(x: str, y: str) -> bool:
    """Whether the end of one path is the beginning of the other."""
    at = x.find(y[:_TAIL]) if len(y) > _TAIL else -1
    return at > 0 and y.startswith(x[at:])


def place_keys(row: Row) -> list[str]:
    """Keys of which two rows about one place share at least one."""
    place = _place(row.place)
    keys = [place[-_TAIL:]]
    if row.place_code is not None and _is_division(row):
        keys.append(f"={row.place_code}")
    return keys


def _place(path: str | None) -> str:
    return "中国" if path in COUNTRY else path or ""


def _codes_conflict(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return False
    a, b = a.rstrip("0"), b.rstrip("0")
    short, long = sorted((a, b), key=len)
    return not long.startswith(short)


def _is_division(row: Row) -> bool:
    """Whether the path ends with the division that the code names (not with a village or site below it)."""
    name = row.township or row.county or row.city or row.province
    return bool(name and row.place) and (row.place.endswith(name) or row.place.endswith(name[:-1]))


def item_of(row: Row) -> str:
    """What is counted; a unit that stands for its noun (`265户`) counts as none but itself."""
    return row.item_norm or row.item or ""


def told_once(rows: list[Row]) -> list[Row]:
    """The rows without those that repeat another: a headline and its body, or a claim that several articles tell."""
    seen: set[tuple] = set()
    kept = []
    for row in rows:
        claim = (
            row.place, row.measure, row.item_norm or row.item, row.unit, row.per, row.status, row.scope, row.time,
            row.value, row.value_min, row.value_max, row.modifier, row.direction,
        )  # fmt: skip
        if row.duplicate_of is None and (row.place is None or claim not in seen):
            seen.add(claim)
            kept.append(row)
    return kept
