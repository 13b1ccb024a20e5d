"""Two extractions of one text: whether that is what two tables are, and which rows meet by their spans."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factpipe.changes.rows import COMPARED, Row

#: share of the smaller side's rows that have to stand where the other side has one, for texts to be held to be one
_SHARED = 0.5
#: share of documents that may contradict that all the same (a page that was corrected between two runs)
_EDITED = 0.1


class Reason(NamedTuple):
    """Whether two tables are of one text, and by what that was told."""

    same_text: bool
    why: str


def same_text(old: Sequence[Row], new: Sequence[Row]) -> Reason:
    """Whether both tables were extracted from the same documents, by what stands where in them."""
    ours, theirs = _documents(old), _documents(new)
    shared = ours.keys() & theirs.keys()
    if not shared:
        return Reason(False, "they have no document in common")
    contradicting = sorted(doc for doc in shared if _contradict(ours[doc], theirs[doc]))
    if len(contradicting) > _EDITED * len(shared):
        return Reason(False, f"the text of {contradicting[0]} is not the same in both")
    smaller = min(sum(len(ours[doc]) for doc in shared), sum(len(theirs[doc]) for doc in shared))
    common = sum(len({r.start for r in ours[doc]} & {r.start for r in theirs[doc]}) for doc in shared)
    if common < _SHARED * smaller or len(shared) < _SHARED * min(len(ours), len(theirs)):
        return Reason(False, "few of their rows stand at the same place of the same document")
    return Reason(True, f"{len(shared)} of their documents are the same")


def other_text(old: Sequence[Row], new: Sequence[Row]) -> str | None:
    """Why two tables that both hold rows cannot be of the same texts; None where they can."""
    ours, theirs = _documents(old), _documents(new)
    shared = ours.keys() & theirs.keys()
    if not shared:
        return "they have no document in common" if ours and theirs else None
    moved = sorted(doc for doc in shared if _reads_otherwise(ours[doc], theirs[doc]))
    return f"the text of {moved[0]} is not the same in both" if len(moved) > _EDITED * len(shared) else None


def _documents(rows: Sequence[Row]) -> dict[str, list[Row]]:
    documents: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        documents[row.doc_id].append(row)
    return documents


def _contradict(ours: list[Row], theirs: list[Row]) -> bool:
    """Whether two tables show different issues or texts of one document."""
    return {r.issue_date for r in ours} != {r.issue_date for r in theirs} or _reads_otherwise(ours, theirs)


def _reads_otherwise(ours: list[Row], theirs: list[Row]) -> bool:
    """Whether two tables show different texts of one document: other characters at one place, a sentence moved."""
    at = {row.start: row.surface for row in ours}
    if any(row.start in at and not _begin_alike(at[row.start], row.surface) for row in theirs):
        return True
    here, there = _once(ours), _once(theirs)
    return any(here[key] != there[key] for key in here.keys() & there.keys())


def _begin_alike(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _once(rows: list[Row]) -> dict[tuple, int]:
    """Where a surface stands, for those that a document has only once in such a sentence."""
    places: dict[tuple, list[int]] = defaultdict(list)
    for row in rows:
        places[row.sentence, row.surface].append(row.start)
    return {key: starts[0] for key, starts in places.items() if len(starts) == 1}


def meet(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of indices: the same span first, then spans that overlap, the larger overlap first; None on one side."""
    ours, theirs = _indices(old), _indices(new)
    for doc in list(dict.fromkeys([*ours, *theirs])):
        left, right = ours.get(doc, []), theirs.get(doc, [])
        used_left, used_right = set(), set()
        for _, i, j in sorted(_overlaps(old, new, left, right)):
            if i not in used_left and j not in used_right:
                used_left.add(i)
                used_right.add(j)
                yield i, j
        yield from ((i, None) for i in left if i not in used_left)
        yield from ((None, j) for j in right if j not in used_right)


def _indices(rows: Sequence[Row]) -> dict[str, list[int]]:
    documents: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        documents[row.doc_id].append(index)
    return {doc: sorted(indices, key=lambda index: rows[index].start) for doc, indices in documents.items()}


def _overlaps(
    old: Sequence[Row], new: Sequence[Row], left: list[int], right: list[int]
) -> Iterator[tuple[tuple, int, int]]:
    """Every overlap, ranked; both lists are sorted by start, and spans of one table hardly overlap one another."""
    first = 0
    for i in left:
        a = old[i]
        while first < len(right) and new[right[first]].end <= a.start:
            first += 1
        for j in right[first:]:
            b = new[j]
            if b.start >= a.end:
                break
            shared = min(a.end, b.end) - max(a.start, b.start)
            if shared > 0:
                yield ((a.start, a.end) != (b.start, b.end), -shared), i, j


def altered(a: Row, b: Row) -> tuple[tuple[str, object, object], ...]:
    """The columns in which two rows of one span differ, as (column, old, new)."""
    return tuple((name, old, new) for name in COMPARED if (old := getattr(a, name)) != (new := getattr(b, name)))
