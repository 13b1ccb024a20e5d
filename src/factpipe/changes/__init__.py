"""What differs between two extractions, and how claims move over several.

    rows ─meet→ pairs ─figures→ Diff ─terminal, pages→ text       several issues ─panel→ claim × date

Two questions, told apart by what the inputs are. *Another issue*: which claims are told anew with another figure,
which are new, which are gone. *Same text, other rules*: which rows were added, removed or altered, by span.
"""

from pathlib import Path

from factpipe.changes import spans
from factpipe.changes.meet import SIMILARITY
from factpipe.changes.meet import meet as meet_claims
from factpipe.changes.result import KINDS, Change, Diff, Question
from factpipe.changes.rows import Row, agree, read, told_once
from factpipe.errors import UnusableInputError

__all__ = ["SIMILARITY", "Change", "Diff", "Row", "diff"]


def diff(old: object, new: object, *, question: Question | None = None, similarity: float = SIMILARITY) -> Diff:
    """Compare two facts tables: folders of tables, CSV or Parquet files, DataFrames or Arrow tables.

    `question` is `issues` or `rules` (None: told by what the tables hold); items less similar than `similarity`
    (0–100) are not held to be the same. Errors: UnusableInputError where an input is no facts table, or where `rules`
    is asked of different texts.
    """
    ours, theirs = read(old), read(new)
    if question == "rules" and (why := spans.other_text(ours, theirs)):
        raise UnusableInputError(f"{why}; rows can be held against each other by other rules only of the same texts")
    reason = spans.same_text(ours, theirs)
    if question is None:
        question = "rules" if reason.same_text else "issues"
        why = reason.why
    else:
        why = "as asked"
    changes, unchanged = _by_span(ours, theirs) if question == "rules" else _by_claim(ours, theirs, similarity)
    names = (_name(old, "old"), _name(new, "new"))
    return Diff(question, why, tuple(changes), unchanged, names, (_issue(ours), _issue(theirs)))


def _name(source: object, otherwise: str) -> str:
    return str(source) if isinstance(source, str | Path) else otherwise


def _issue(rows: list[Row]) -> str:
    """The publication of all rows and their first and last date, as far as they are told."""
    publications = {row.publication for row in rows}
    dates = sorted({str(row.issue_date) for row in rows if row.issue_date is not None})
    publication = publications.pop() if len(publications) == 1 else None
    return " ".join(filter(None, (publication, " – ".join(dict.fromkeys((*dates[:1], *dates[-1:]))))))


def _by_span(old: list[Row], new: list[Row]) -> tuple[list[Change], int]:
    found: list[Change] = []
    unchanged = 0
    for i, j in spans.meet(old, new):
        if i is None:
            found.append(Change("added", None, new[j]))
        elif j is None:
            found.append(Change("removed", old[i], None))
        elif differing := spans.altered(old[i], new[j]):
            found.append(Change("changed", old[i], new[j], fields=differing))
        else:
            unchanged += 1
    found.sort(key=lambda change: (KINDS.index(change.kind), change.row.doc_id, change.row.start))
    return found, unchanged


def _by_claim(old: list[Row], new: list[Row], similarity: float) -> tuple[list[Change], int]:
    old, new = told_once(old), told_once(new)
    meetings = meet_claims(old, new, similarity)
    found: list[Change] = []
    unchanged = 0
    for i, j, likeness in meetings:
        if agree(old[i], new[j]):
            unchanged += 1
        else:
            found.append(Change("changed", old[i], new[j], likeness, _differing(old[i], new[j])))
    met_old, met_new = {m.old for m in meetings}, {m.new for m in meetings}
    found += (Change("removed", row, None) for i, row in enumerate(old) if i not in met_old)
    found += (Change("added", None, row) for j, row in enumerate(new) if j not in met_new)
    found.sort(key=lambda change: (KINDS.index(change.kind), change.row.doc_id, change.row.start))
    return found, unchanged


_FIGURE = ("value", "value_min", "value_max", "modifier", "unit", "direction")


def _differing(a: Row, b: Row) -> tuple[tuple[str, object, object], ...]:
    return tuple((name, x, y) for name in _FIGURE if (x := getattr(a, name)) != (y := getattr(b, name)))
