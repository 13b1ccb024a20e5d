"""Facts held against gold: precision, recall and F1 of mentions, of the core fields and of the full row.

A gold line is a JSON object with `doc`, `start`, `end` and the fields of a fact; a list holds several right readings,
`optional` facts count neither way. A predicted and a gold fact meet where their spans overlap, each once, the larger
overlap first.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from factpipe.errors import UnusableInputError

FIELDS = ("measure", "value", "bounds", "unit", "modifier", "item", "place", "time", "per", "status", "scope")
CORE = ("measure", "value", "bounds", "unit", "modifier")
FULL = (*CORE, "item", "place")
#: fields that an empty column must not earn: their F1 is over those that hold something
FILLED = ("item", "place", "time", "per", "scope")
LEVELS = ("mention", "core", "full")
#: what a facts table must have to be scored
COLUMNS = (*(f for f in FIELDS if f != "bounds"), "value_min", "value_max", "doc_id", "start", "end")
#: characters that a predicted span may have beyond the gold one
SLACK = 8

#: units that say the same; two groups may share a word (`度` of energy and of heat)
SYNONYMS = (
    *(
        frozenset(group.split())
        for group in (
            "m 米 公尺", "km 公里 千米", "kg 公斤 千克", "g 克", "% ％ 成 折 百分之 ‰", "平方米 ㎡ m2 m² 平米 平方公尺",
            "平方公里 km2 平方千米", "立方米 m3 方", "吨 t", "厘米 cm 公分", "毫米 mm",
            "元 人民币 元人民币 块 块钱 CNY",
            "元台币 台币 新台币 TWD", "小时 钟头 h", "场次 场(次) 场", "月 个月", "人次 人(次)", "百分点 个百分点",
            "年 周年", "岁 周岁", "天 日", "次 回", "公顷 ha", "升 L", "千瓦 kW", "千瓦时 度 kWh", "摄氏度 ℃ °C 度",
            "英寸 寸", "县 县区",
        )
    ),
    frozenset(("人", "名", "位", "口", "个", "")),
)  # fmt: skip
_COUNTRY = {"中国", "全国", "我国"}
_NOISE = re.compile(r"[\s“”\"'‘’「」『』《》()（）、，,·]+")
_SUFFIX = re.compile(r"\.(txt|html?|pdf|xml|json|jsonl)$")

Row = Mapping[str, Any]


class Share(NamedTuple):
    """Precision, recall and F1, rounded to four digits."""

    precision: float
    recall: float
    f1: float


class Mistake(NamedTuple):
    """A field of a matched fact that is wrong, or a fact that was missed or made up (`field` says so)."""

    doc: str
    start: int
    surface: str | None
    field: str
    predicted: object
    gold: object
    rule_id: str | None


class RuleScore(NamedTuple):
    """What became of the rows that one rule made; optional gold counts neither way."""

    rows: int
    matched: int
    core: int
    full: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one comparison. `levels` and `measures[…]` hold a Share for mention, core and full."""

    documents: int
    gold: int
    predicted: int
    matched: int
    levels: dict[str, Share]
    fields: dict[str, float]
    filled: dict[str, float]
    measures: dict[str, dict[str, Share]]
    rules: dict[str, RuleScore]
    mistakes: tuple[Mistake, ...]
    #: gold documents of which the table has no row
    silent: tuple[str, ...]

    def figures(self) -> dict[str, float]:
        """What a threshold may be put on: F1 of the three levels, the share right of each field."""
        return {level: share.f1 for level, share in self.levels.items()} | self.fields

    def as_dict(self) -> dict:
        """Everything but the mistakes, for JSON."""
        return {
            "documents": self.documents, "gold": self.gold, "predicted": self.predicted, "matched": self.matched,
            **{level: share._asdict() for level, share in self.levels.items()},
            "fields": self.fields, "filled": self.filled,
            "measures": {m: {level: s._asdict() for level, s in each.items()} for m, each in self.measures.items()},
            "rules": {rule: score._asdict() for rule, score in self.rules.items()},
        }  # fmt: skip


def read_gold(paths: Iterable[Path | str]) -> list[dict]:
    """The gold facts of JSON-lines files. Errors: UnusableInputError with file and line."""
    return [row for path in paths for row in _gold_lines(Path(path))]


def _gold_lines(path: Path) -> Iterator[dict]:
    needed = ("doc", "start", "end", *COLUMNS[:-3])
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise UnusableInputError(f"{path}:{number}: no JSON: {error}; expected one object a line") from None
                missing = [key for key in needed if key not in row] if isinstance(row, dict) else needed
                if missing:
                    raise UnusableInputError(
                        f"{path}:{number}: no {', '.join(missing)}; expected a gold fact with {', '.join(needed)}"
                    )
                _check_numbers(row, f"{path}:{number}")
                yield row
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInputError(f"{path}: cannot be read as gold: {error}") from None


def _check_numbers(row: Row, where: str) -> None:
    for key in ("start", "end"):
        if not isinstance(row[key], int) or isinstance(row[key], bool):
            raise UnusableInputError(f"{where}: {key} is {row[key]!r}, expected an offset in code points")
    if not 0 <= row["start"] < row["end"]:
        raise UnusableInputError(
            f"{where}: start {row['start']} and end {row['end']} are no span, expected start < end"
        )
    for key in ("value", "value_min", "value_max"):
        for reading in row[key] if isinstance(row[key], list) else [row[key]]:
            try:
                _number(reading)
            except (TypeError, ValueError):
                raise UnusableInputError(f"{where}: {key} is {reading!r}, expected a number or null") from None


def read_facts(path: Path | str) -> list[dict]:
    """The rows of a facts table (a folder of tables, CSV or Parquet) with what scoring needs, and what helps."""
    from factpipe.tables import saved

    return saved.read(path, "facts", COLUMNS, optional=("surface", "rule_id")).to_pylist()


def evaluate(facts: Sequence[Row], gold: Sequence[Row]) -> Evaluation:
    """Score the rows of a facts table against gold facts (`doc` is a doc_id or the last part of exactly one).

    Errors: UnusableInputError where the table holds none of the documents of the gold.
    """
    gold_by_doc: dict[str, list[Row]] = defaultdict(list)
    for row in gold:
        gold_by_doc[row["doc"]].append(row)
    facts_by_doc = _by_document(facts, gold_by_doc)
    tally = _Tally()
    for doc in sorted(gold_by_doc):
        tally.add(doc, facts_by_doc[doc], gold_by_doc[doc])
    silent = tuple(doc for doc in sorted(gold_by_doc) if not facts_by_doc[doc])
    return tally.result(len(gold_by_doc), silent)


class _Tally:
    """Counts over documents. `hits` counts matched pairs that are right, by level and by whose measure is asked."""

    def __init__(self) -> None:
        self.gold = self.predicted = self.matched = 0
        self.level: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.told_right: Counter[str] = Counter()
        self.measure: Counter[tuple[str, str]] = Counter()  # (`predicted`, `gold` or level + side, measure)
        self.rule: Counter[tuple[str, str]] = Counter()
        self.mistakes: list[Mistake] = []

    def add(self, doc: str, facts: Sequence[Row], gold: Sequence[Row]) -> None:
        pairs, spare, missed = pair(facts, gold)
        counted = [(p, g) for p, g in pairs if not g.get("optional")]
        missed = [g for g in missed if not g.get("optional")]
        self.predicted += len(counted) + len(spare)
        self.gold += len(counted) + len(missed)
        self.matched += len(counted)
        for p, g in counted:
            self._add_pair(doc, p, g)
        for p in spare:
            self._count_predicted(p)
            self._mistake(doc, p, "FALSE ALARM", p["measure"], "", p)
        for g in missed:
            self.measure["gold", _first(g["measure"])] += 1
            self._mistake(doc, g, "MISSED", "", g["measure"], {})

    def _count_predicted(self, p: Row) -> None:
        self.measure["predicted", p["measure"]] += 1
        self.rule["rows", p.get("rule_id") or ""] += 1

    def _add_pair(self, doc: str, p: Row, g: Row) -> None:
        right = right_fields(p, g)
        self._count_predicted(p)
        self.measure["gold", _first(g["measure"])] += 1
        reached = {"mention": True, "core": all(right[f] for f in CORE), "full": all(right[f] for f in FULL)}
        for level, ok in reached.items():
            self.level[level] += ok
            self.measure[f"{level} predicted", p["measure"]] += ok
            self.measure[f"{level} gold", _first(g["measure"])] += ok
            self.rule[level, p.get("rule_id") or ""] += ok
        for field in FIELDS:
            self.right[field] += right[field]
            if not right[field]:
                shown = _bounds if field == "bounds" else lambda row, field=field: row[field]
                self._mistake(doc, g, field, shown(p), shown(g), p)
            if field in FILLED:
                has_p = _clean(p[field]) != ""
                has_g = any(_clean(reading) for reading in _readings(g[field]))
                self.told[field] += has_p
                self.asked[field] += has_g
                self.told_right[field] += has_p and has_g and right[field]

    def _mistake(self, doc: str, at: Row, field: str, predicted: object, gold: object, fact: Row) -> None:  # noqa: PLR0917
        self.mistakes.append(Mistake(doc, at["start"], at.get("surface"), field, predicted, gold, fact.get("rule_id")))

    def result(self, documents: int, silent: tuple[str, ...]) -> Evaluation:
        n = self.matched
        return Evaluation(
            documents=documents,
            gold=self.gold,
            predicted=self.predicted,
            matched=n,
            levels={level: _share(self.level[level], self.predicted, self.gold) for level in LEVELS},
            fields={f: round(self.right[f] / n, 4) if n else 0.0 for f in FIELDS},
            filled={f: _share(self.told_right[f], self.told[f], self.asked[f]).f1 for f in FILLED},
            measures=self._measures(),
            rules={
                rule: RuleScore(rows, *(self.rule[level, rule] for level in LEVELS))
                for (kind, rule), rows in sorted(self.rule.items(), key=lambda each: (-each[1], each[0]))
                if kind == "rows"
            },
            mistakes=tuple(sorted(self.mistakes, key=lambda m: (m.doc, m.start))),
            silent=silent,
        )

    def _measures(self) -> dict[str, dict[str, Share]]:
        """Precision over the rows that were told to be of a measure, recall over the gold facts that are."""
        names = sorted({measure for kind, measure in self.measure if kind in ("gold", "predicted")})
        shares: dict[str, dict[str, Share]] = {}
        for name in names:
            predicted, gold = self.measure["predicted", name], self.measure["gold", name]
            shares[name] = {}
            for level in LEVELS:
                precision = self.measure[f"{level} predicted", name] / predicted if predicted else 0.0
                recall = self.measure[f"{level} gold", name] / gold if gold else 0.0
                f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
                shares[name][level] = Share(round(precision, 4), round(recall, 4), round(f1, 4))
        return shares


def pair(facts: Sequence[Row], gold: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """(pairs, facts left over, gold left over) of one document: gold that counts first, the larger overlap first."""
    overlaps = []
    for i, p in enumerate(facts):
        for j, g in enumerate(gold):
            shared = min(p["end"], g["end"]) - max(p["start"], g["start"])
            if shared > 0 and p["end"] - p["start"] <= g["end"] - g["start"] + SLACK:
                overlaps.append((bool(g.get("optional")), -shared, -agree("value", p["value"], g["value"]), i, j))
    used_facts: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for *_, i, j in sorted(overlaps):
        if i not in used_facts and j not in used_gold:
            used_facts.add(i)
            used_gold.add(j)
            pairs.append((facts[i], gold[j]))
    spare = [p for i, p in enumerate(facts) if i not in used_facts]
    missed = [g for j, g in enumerate(gold) if j not in used_gold]
    return pairs, spare, missed


def right_fields(fact: Row, gold: Row) -> dict[str, bool]:
    """Which fields of a matched fact are right."""
    right = {f: agree(f, fact[f], gold[f]) for f in FIELDS if f != "bounds"}
    several_values = right["value"] and isinstance(gold["value"], list)
    right["bounds"] = several_values or all(_same_number(fact[k], gold[k]) for k in ("value_min", "value_max"))
    return right


def agree(field: str, predicted: object, gold: object) -> bool:
    """Whether a field agrees with the gold, or with one of its readings."""
    if isinstance(gold, list):
        return any(agree(field, predicted, reading) for reading in gold)
    if field == "value":
        return _same_number(predicted, gold)
    a, b = _clean(predicted), _clean(gold)
    return a == b or _close(field, a, b)


def _close(field: str, a: str, b: str) -> bool:
    """Whether two different readings of a field say the same."""
    if field == "unit":
        return any(a in group and b in group for group in SYNONYMS)
    if field in ("item", "time"):
        return _one_holds_other(a, b)
    if field == "place":
        short, long = sorted((a, b), key=len)
        return {a, b} <= _COUNTRY or (long.endswith(short) and (len(short) >= 3 or _one_holds_other(a, b)))
    return False


def _one_holds_other(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return bool(short) and short in long and 2 * len(short) >= len(long)


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value != value  # noqa: PLR0124


def _number(value: object) -> float | None:
    return None if _is_empty(value) else float(str(value).replace(",", ""))


def _same_number(a: object, b: object) -> bool:
    x, y = _number(a), _number(b)
    if x is None or y is None:
        return x is y
    return abs(x - y) <= 1e-6 * max(abs(x), abs(y), 1e-12)


def _clean(value: object) -> str:
    return "" if _is_empty(value) else _NOISE.sub("", str(value))


def _readings(value: object) -> list:
    return value if isinstance(value, list) else [value]


def _first(value: object) -> str:
    return str(_readings(value)[0])


def _bounds(row: Row) -> tuple:
    return (row["value_min"], row["value_max"])


def _share(right: int, predicted: int, gold: int) -> Share:
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Share(round(precision, 4), round(recall, 4), round(f1, 4))


def _by_document(facts: Sequence[Row], names: Iterable[str]) -> dict[str, list[Row]]:
    """The rows of each gold document; a gold name is a doc_id or the last part of exactly one."""
    tails: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in facts:
        doc = _SUFFIX.sub("", str(row["doc_id"]).replace("\\", "/"))
        groups[doc].append(row)
        tails[doc.rsplit("/", 1)[-1]].add(doc)
    found: dict[str, list[Row]] = {}
    for name in names:
        docs = {name} if name in groups else tails.get(name, set())
        if len(docs) > 1:
            raise UnusableInputError(
                f"gold document {name} could be any of {', '.join(sorted(docs))}; expected its whole doc_id in the gold"
            )
        found[name] = [row for doc in docs for row in groups[doc]]
    if groups and found and not any(found.values()):
        raise UnusableInputError(
            f"the gold is of other documents: it names {_some(found)}, the facts are of {_some(groups)}; "
            "expected a doc_id, or its last part, as `doc`"
        )
    return found


def _some(names: Iterable[str], n: int = 5) -> str:
    shown = sorted(names)
    return ", ".join(shown[:n]) + (f" and {len(shown) - n} more" if len(shown) > n else "")
