"""Facts of one article held against one another: products, sums, shares, changes, and what is told twice.

`765人 × 400元 = 30.6万元` in one article vouches for all three numbers; where it does not come out, a misprint, an OCR
slip or a wrong reading is near. Nothing is corrected. What counts as a relation is decided by the text (其中, 占…的,
比…增加, 每人) as well as by the arithmetic, so that numbers that merely happen to fit are left alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

from factpipe.checks import changes, products, rates, retold, shares, sums, wholes
from factpipe.checks.finding import Finding
from factpipe.checks.told import Told
from factpipe.model import CheckKind, Verdict
from factpipe.rules.entries.checks import File
from factpipe.schema import NAMES

#: a row of `facts` or `checks`, in the order of the schema's columns
Row = tuple
_FACT_ID, _CHECKS, _DUPLICATE = map(NAMES["facts"].index, ("fact_id", "checks", "duplicate_of"))


class Check(NamedTuple):
    """A row of `checks`."""

    check_id: str
    article_id: str
    kind: CheckKind
    verdict: Verdict
    fact_ids: str
    arithmetic: str
    difference: float


class Checks:
    """Checks the facts of articles by the words of rules/lexicon/checks.yaml."""

    def __init__(self, words: File) -> None:
        self._words = words

    def checked(self, article_id: str, rows: Sequence[Row], heads: Sequence[str] = ()) -> tuple[list[Row], list[Check]]:
        """The facts of one article with `checks` and `duplicate_of` filled in, and the checks by where they are told.

        `rows` are its rows of `facts` in the order of its text, `heads` its kicker, title and subtitle.
        """
        checks: list[Check] = []
        marks: dict[int, list[str]] = {}
        repeats: dict[int, str] = {}
        for number, (kind, verdict, facts, arithmetic, difference) in enumerate(self._findings(rows, heads), 1):
            check_id = f"{article_id}!{number}"
            fact_ids = " ".join(rows[index][_FACT_ID] for index in facts)
            checks.append(Check(check_id, article_id, kind, verdict, fact_ids, arithmetic, difference))
            for index in facts:
                marks.setdefault(index, []).append(f"{check_id}={verdict}")
            if kind is CheckKind.RESTATEMENT:
                repeats.setdefault(facts[0], rows[facts[1]][_FACT_ID])
        marked = list(rows)
        for index, told in marks.items():
            row = list(rows[index])
            row[_CHECKS] = ";".join(told)
            row[_DUPLICATE] = repeats.get(index)
            marked[index] = tuple(row)
        return marked, checks

    def _findings(self, rows: Sequence[Row], heads: Sequence[str]) -> list[Finding]:
        if len(rows) < 2:
            return []
        told = Told(self._words, rows, heads)
        found = [
            *products.find(told),
            *sums.find(told),
            *wholes.find(told),
            *shares.find(told),
            *rates.find(told),
            *changes.find(told),
            *retold.find(told),
        ]
        found.sort(key=lambda finding: (finding.facts[-1], finding.kind, finding.facts))
        return found
