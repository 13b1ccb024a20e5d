"""Facts of one article held against one another: products, sums, shares, changes, and what is told twice.

`765人 × 400元 = 30.6万元` in one article vouches for all three numbers; where it does not come out, a misprint, an OCR
slip or a wrong reading is near. Nothing is corrected. What counts as a relation is decided by the text (其中, 占…的,
比…增加, 每人) as well as by the arithmetic, so that numbers that merely happen to fit are left alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

from factpipe.checks import changes, products, retold, shares, sums
from factpipe.checks.told import Finding, Told
from factpipe.schema import NAMES

#: a row of `facts` or `checks`, in the order of the schema's columns
Row = tuple
_FACT_ID, _CHECKS, _DUPLICATE = map(NAMES["facts"].index, ("fact_id", "checks", "duplicate_of"))


class Check(NamedTuple):
    """A row of `checks`."""

    check_id: str
    article_id: str
    kind: str
    verdict: str
    fact_ids: str
    arithmetic: str
    difference: float


def checks_of(article_id: str, rows: Sequence[Row], heads: Sequence[str] = ()) -> list[Check]:
    """The checks among the facts of one article, by where they are told.

    `rows` are its rows of `facts` in the order of its text, `heads` its kicker, title and subtitle.
    """
    return _named(article_id, rows, _findings(rows, heads))


def checked(article_id: str, rows: Sequence[Row], heads: Sequence[str] = ()) -> tuple[list[Row], list[Check]]:
    """The rows with `checks` and `duplicate_of` filled in, and the checks."""
    findings = _findings(rows, heads)
    if not findings:
        return list(rows), []
    found = _named(article_id, rows, findings)
    marks: dict[int, list[str]] = {}
    repeats: dict[int, str] = {}
    for check, finding in zip(found, findings, strict=True):
        for index in finding.facts:
            marks.setdefault(index, []).append(f"{check.check_id}={check.verdict}")
        if finding.kind == "restatement":
            repeats.setdefault(finding.facts[0], rows[finding.facts[1]][_FACT_ID])
    marked = list(rows)
    for index, told in marks.items():
        row = list(rows[index])
        row[_CHECKS] = ";".join(told)
        row[_DUPLICATE] = repeats.get(index)
        marked[index] = tuple(row)
    return marked, found


def _findings(rows: Sequence[Row], heads: Sequence[str]) -> list[Finding]:
    if len(rows) < 2:
        return []
    told = Told(rows, heads)
    found = [
        *products.find(told),
        *sums.find(told),
        *shares.find(told),
        *changes.find(told),
        *retold.find(told),
    ]
    found.sort(key=lambda finding: (finding.facts[-1], finding.kind, finding.facts))
    return found


def _named(article_id: str, rows: Sequence[Row], findings: list[Finding]) -> list[Check]:
    return [
        Check(
            f"{article_id}!{number}",
            article_id,
            finding.kind,
            finding.verdict,
            " ".join(rows[index][_FACT_ID] for index in finding.facts),
            finding.arithmetic,
            finding.difference,
        )
        for number, finding in enumerate(findings, 1)
    ]
