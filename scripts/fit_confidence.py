"""Fit the weights of `confidence` on annotated articles, and show how well they hold on articles left out of the fit.

    python scripts/fit_confidence.py UNREAD FOLDER [FOLDER…]

Each folder holds `documents.json`, `texts/<doc>.txt` and `gold.jsonl`, as $FACTPIPE_EVAL/eval/dev does. The weights
are a logistic regression over the FOLDERs, its penalty told below. The rules were written with the errors of those
articles at hand, so that rows are right there more often than elsewhere: the scale is set on UNREAD, articles whose
errors nobody has read, and the table is of these. Writes `rules/lexicon/confidence.yaml` and the table in
`docs/confidence.md`.
"""

import json
import re
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from factpipe.confidence import Confidence, Signs
from factpipe.evaluate import FULL, pair, right_fields
from factpipe.model import Page
from factpipe.pipeline.engine import Engine, engine_for
from factpipe.pipeline.facts import facts_of
from factpipe.rules.entries.confidence import File
from factpipe.schema import NAMES

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "rules/lexicon/confidence.yaml"
TABLE = ROOT / "docs/confidence.md"
#: strength of the pull of every weight to nought, and the fewest rows that a reading needs to have a weight
PENALTY = 12.0
FEWEST = 8
BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class _Recorder(Confidence):
    """Notes the signs of every row, and gives as its confidence their number in the list."""

    def __init__(self) -> None:
        super().__init__(File())
        self.seen: list[Signs] = []

    def of(self, signs: Signs) -> float:
        self.seen.append(signs)
        return float(len(self.seen) - 1)


def rows_of(folder: Path, engine: Engine) -> list[tuple[str, Signs, bool]]:
    """(document, signs, whether it is right in full) of every row that the gold of a folder can judge."""
    recorder = _Recorder()
    engine = engine._replace(confidence=recorder)
    gold: dict[str, list[dict]] = {}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        gold.setdefault(fact["doc"], []).append(fact)
    out = []
    for document in json.loads((folder / "documents.json").read_text(encoding="utf-8")):
        doc, told = document["doc"], document["date"]
        text = (folder / "texts" / f"{doc}.txt").read_text(encoding="utf-8")
        issued = date.fromisoformat((told + "-01-01")[:10]) if re.match(r"\d{4}(-\d\d-\d\d)?\Z", told) else None
        page = Page(doc, text, issue_date=issued)
        rows = []
        for found, _ in facts_of([(article, page) for article in engine.layout.articles(page)], engine):
            rows += [dict(zip(NAMES["facts"], row, strict=True)) for row in found]
        pairs, spare, _ = pair(rows, gold.get(doc, []))
        for row, fact in pairs:
            if not fact.get("optional"):
                right = right_fields(row, fact)
                out.append((doc, recorder.seen[int(row["confidence"])], all(right[field] for field in FULL)))
        out += [(doc, recorder.seen[int(row["confidence"])], False) for row in spare]
    return out


def fit(rows: list[tuple[str, Signs, bool]]) -> File:
    """Logistic regression over one indicator for each reading of each sign."""
    count: dict[tuple[str, str], int] = {}
    for _, signs, _ in rows:
        for reading in zip(Signs._fields, signs, strict=True):
            count[reading] = count.get(reading, 0) + 1
    index = {reading: at for at, reading in enumerate(r for r in sorted(count) if count[r] >= FEWEST)}
    design = np.zeros((len(rows), len(index) + 1))
    design[:, -1] = 1
    for at, (_, signs, _) in enumerate(rows):
        for reading in zip(Signs._fields, signs, strict=True):
            if reading in index:
                design[at, index[reading]] = 1
    right = np.array([is_right for *_, is_right in rows], dtype=float)
    pull = np.full(design.shape[1], PENALTY)
    pull[-1] = 1e-6  # the base is free
    weights = _logistic(design, right, pull)
    signs: dict[str, dict[str, float]] = {name: {} for name in Signs._fields}
    for (name, reading), at in index.items():
        signs[name][reading] = round(float(weights[at]), 2)
    return File(base=round(float(weights[-1]), 2), signs=signs)


def rescaled(model: File, unread: list[tuple[str, Signs, bool]]) -> File:
    """The model with its log-odds stretched and shifted to what unread rows bear out (Platt's scaling)."""
    odds = [
        model.base + sum(model.signs[sign].get(reading, 0.0) for sign, reading in signs._asdict().items())
        for _, signs, _ in unread
    ]
    design = np.column_stack([odds, np.ones(len(odds))])
    slope, shift = _logistic(design, np.array([right for *_, right in unread], dtype=float), np.full(2, 1e-6))
    signs = {name: {r: round(w * slope, 2) for r, w in readings.items()} for name, readings in model.signs.items()}
    return File(base=round(model.base * slope + shift, 2), signs=signs)


def _logistic(design: np.ndarray, right: np.ndarray, pull: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression by Newton's method, each pulled to nought."""
    weights = np.zeros(design.shape[1])
    for _ in range(25):
        share = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (share - right) + pull * weights
        bend = (design * (share * (1 - share))[:, None]).T @ design + np.diag(pull)
        weights -= np.linalg.solve(bend, slope)
    return weights


def reliability(model: File, unread: list[tuple[str, Signs, bool]]) -> list[tuple[str, int, float, float]]:
    """(bin, rows, mean confidence, share right in full) of unread rows."""
    confidence = Confidence(model)
    told = [(confidence.of(signs), right) for _, signs, right in unread]
    out = []
    for low, high in pairwise(BINS):
        inside = [each for each in told if low <= each[0] < high]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            out.append((f"{low:.1f} to {min(high, 1):.1f}", len(inside), mean, share))
    return out


def yaml_of(model: File) -> str:
    """The weights as a lexicon file."""
    lines = [
        "# 置信度：一行的各个特征对“这一行完全正确”的对数几率各加多少。由 scripts/fit_confidence.py 拟合。",
        f"base: {model.base}",
        "signs:",
    ]
    for name, readings in model.signs.items():
        lines.append(f"  {name}:")
        lines += [f"    {json.dumps(reading, ensure_ascii=False)}: {weight}" for reading, weight in readings.items()]
    return "\n".join(lines) + "\n"


def main(unread_folder: str, folders: list[str]) -> None:
    engine = engine_for()
    unread = rows_of(Path(unread_folder), engine)
    model = rescaled(fit([row for folder in folders for row in rows_of(Path(folder), engine)]), unread)
    WEIGHTS.write_text(yaml_of(model), encoding="utf-8")
    table = ["| confidence | rows | mean of it | right in full |", "| --- | ---: | ---: | ---: |"]
    table += [f"| {name} | {n} | {mean:.2f} | {share:.2f} |" for name, n, mean, share in reliability(model, unread)]
    documents = len({doc for doc, *_ in unread})
    text = TABLE.read_text(encoding="utf-8")
    told = f"<!-- table -->\n{len(unread):,} rows of {documents} articles:\n\n" + "\n".join(table) + "\n<!-- end -->"
    TABLE.write_text(re.sub(r"<!-- table -->.*<!-- end -->", told, text, flags=re.DOTALL), encoding="utf-8")
    print("\n".join(table))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
