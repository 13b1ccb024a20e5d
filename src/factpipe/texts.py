"""The texts of documents: what was written beside the tables, else what the sources hold today.

A text is used only where every fact of the document stands in it where its row says; a source that was edited since
is left alone, and the report shows the sentences of the table instead.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from factpipe.errors import FactpipeError, UnusableInputError
from factpipe.tables.output import text_path

Row = Mapping[str, object]


def find(
    folder: Path, facts: Sequence[Row], doc_ids: Iterable[str], sources: Sequence[Path]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """({doc_id: text}, documents whose source says something else)."""
    wanted = set(doc_ids)
    told: dict[str, str] = {}
    told |= _beside(folder, wanted)
    told |= _from_sources(wanted - told.keys(), sources)
    by_doc: dict[str, list[Row]] = defaultdict(list)
    for row in facts:
        by_doc[str(row["doc_id"])].append(row)
    stale = tuple(doc_id for doc_id in sorted(told) if not _stands_in(told[doc_id], by_doc[doc_id]))
    return {doc_id: text for doc_id, text in told.items() if doc_id not in stale}, stale


def _beside(folder: Path, wanted: set[str]) -> dict[str, str]:
    """The texts that a run wrote beside the tables: a file each, one file of JSON lines for the rows of a corpus."""
    told: dict[str, str] = {}
    for path in sorted({folder / text_path(doc_id) for doc_id in wanted}):
        if path.is_file() and path.suffix == ".jsonl":
            with path.open(encoding="utf-8", errors="surrogatepass") as lines:
                records = map(json.loads, lines)
                told |= {each["doc_id"]: each["text"] for each in records if each["doc_id"] in wanted}
    for doc_id in sorted(wanted - told.keys()):
        path = folder / text_path(doc_id)
        if path.is_file() and path.suffix == ".txt":
            told[doc_id] = path.read_text(encoding="utf-8", errors="surrogatepass")
    return told


def _stands_in(text: str, facts: Iterable[Row]) -> bool:
    return all(text[row["start"] : row["end"]].replace("\n", "") == row["surface"] for row in facts)


def _from_sources(wanted: set[str], sources: Sequence[Path]) -> dict[str, str]:
    if not wanted or not sources:
        return {}
    from factpipe import readers

    try:
        found = readers.find(sources).sources
    except UnusableInputError:
        return {}
    told: dict[str, list[str]] = defaultdict(list)
    files = {_file(doc_id) for doc_id in wanted} | wanted
    for source in found:
        if source.path is None or source.doc_id not in files:
            continue
        try:
            for page in readers.read(source, readers.ReadOptions()):
                if page.doc_id in wanted:
                    told[page.doc_id].append(page.text)
        except FactpipeError:  # the run recorded it in `errors`; here it only means that there is no text
            continue
    return {doc_id: "".join(pieces) for doc_id, pieces in told.items()}


def _file(doc_id: str) -> str:
    """The file that holds a document: an archive before `!`, a corpus before `#`."""
    return doc_id.partition("!")[0].partition("#")[0]
