"""Facts scored against gold: what is right, by level, field, measure and rule, and what is not."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from factpipe.evaluate.agreement import CORE, FIELDS, FILLED, FULL, LEVELS, Row, clean, pair, readings, right_fields
from factpipe.evaluate.inputs import by_document


class Share(NamedTuple):
    """Precision, recall and F1, rounded to four digits."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, precision: float, recall: float) -> "Share":
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return cls(round(precision, 4), round(recall, 4), round(f1, 4))


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
    #: predicted rows that count neither way, since the gold that they meet is optional
    set_aside: int = 0

    def figures(self) -> dict[str, float]:
        """What a threshold may be put on: F1 of the three levels, the share right of each field."""
        return {level: share.f1 for level, share in self.levels.items()} | self.fields

    def as_dict(self) -> dict:
        """Everything but the mistakes, for JSON."""
        return {
            "documents": self.documents, "gold": self.gold, "predicted": self.predicted, "matched": self.matched,
            "set_aside": self.set_aside,
            **{level: share._asdict() for level, share in self.levels.items()},
            "fields": self.fields, "filled": self.filled,
            "measures": {m: {level: s._asdict() for level, s in each.items()} for m, each in self.measures.items()},
            "rules": {rule: score._asdict() for rule, score in self.rules.items()},
        }  # fmt: skip


def evaluate(facts: Sequence[Row], gold: Sequence[Row]) -> Evaluation:
    """Score the rows of a facts table against gold facts (`doc` is a doc_id or the last part of exactly one).

    Errors: UnusableInputError where the table holds none of the documents of the gold.
    """
    gold_by_doc: dict[str, list[Row]] = defaultdict(list)
    for row in gold:
        gold_by_doc[row["doc"]].append(row)
    facts_by_doc = by_document(facts, gold_by_doc)
    tally = _Tally()
    for doc in sorted(gold_by_doc):
        tally.add(doc, facts_by_doc[doc], gold_by_doc[doc])
    silent = tuple(doc for doc in sorted(gold_by_doc) if not facts_by_doc[doc])
    return tally.result(len(gold_by_doc), silent)


class _Tally:
    """Counts over documents, of facts that gold is not optional for."""

    def __init__(self) -> None:
        self.gold = self.predicted = self.matched = self.set_aside = 0
        self.level: Counter[str] = Counter()
        self.right: Counter[str] = Counter()  # by field, and for those of FILLED: where the fact tells something, where
        self.told: Counter[str] = Counter()  # the gold does, and where both do and agree
        self.asked: Counter[str] = Counter()
        self.told_right: Counter[str] = Counter()
        self.measure: Counter[tuple[str, str]] = Counter()  # (`predicted`, `gold` or level + side, measure)
        self.rule: Counter[tuple[str, str]] = Counter()  # (`rows` or level, rule)
        self.mistakes: list[Mistake] = []

    def add(self, doc: str, facts: Sequence[Row], gold: Sequence[Row]) -> None:
        pairs, spare, missed = pair(facts, gold)
        counted = [(p, g) for p, g in pairs if not g.get("optional")]
        missed = [g for g in missed if not g.get("optional")]
        self.predicted += len(counted) + len(spare)
        self.gold += len(counted) + len(missed)
        self.matched += len(counted)
        self.set_aside += len(pairs) - len(counted)
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
                has_p = clean(p[field]) != ""
                has_g = any(clean(reading) for reading in readings(g[field]))
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
            fields={f: round(_ratio(self.right[f], n), 4) for f in FIELDS},
            filled={f: _share(self.told_right[f], self.told[f], self.asked[f]).f1 for f in FILLED},
            measures=self._measures(),
            rules={
                rule: RuleScore(rows, *(self.rule[level, rule] for level in LEVELS))
                for (kind, rule), rows in sorted(self.rule.items(), key=lambda each: (-each[1], each[0]))
                if kind == "rows"
            },
            mistakes=tuple(sorted(self.mistakes, key=lambda m: (m.doc, m.start))),
            silent=silent,
            set_aside=self.set_aside,
        )

    def _measures(self) -> dict[str, dict[str, Share]]:
        """Precision over the rows that were told to be of a measure, recall over the gold facts that are."""
        count = self.measure
        return {
            name: {
                level: Share.of(
                    _ratio(count[f"{level} predicted", name], count["predicted", name]),
                    _ratio(count[f"{level} gold", name], count["gold", name]),
                )
                for level in LEVELS
            }
            for name in sorted({measure for kind, measure in count if kind in ("gold", "predicted")})
        }


def _first(value: object) -> str:
    return str(readings(value)[0])


def _bounds(row: Row) -> tuple:
    return (row["value_min"], row["value_max"])


def _share(right: int, predicted: int, gold: int) -> Share:
    return Share.of(_ratio(right, predicted), _ratio(right, gold))


def _ratio(some: int, of: int) -> float:
    return some / of if of else 0.0
