"""Gold and facts as they are read, and which documents of both are the same."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from factpipe.errors import UnusableInputError
from factpipe.evaluate.agreement import FIELDS, Row, number, readings

#: what a facts table must have to be scored
COLUMNS = (*(f for f in FIELDS if f != "bounds"), "value_min", "value_max", "doc_id", "start", "end")
_SUFFIX = re.compile(r"\.(txt|html?|pdf|xml|json|jsonl)$")


def read_gold(paths: Iterable[Path | str]) -> list[dict]:
    """The gold facts of JSON-lines files. Errors: UnusableInputError with file and line."""
    return [row for path in paths for row in _gold_lines(Path(path))]


def _gold_lines(path: Path) -> Iterator[dict]:
    needed = ("doc", "start", "end", *COLUMNS[:-3])
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for at, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise UnusableInputError(f"{path}:{at}: no JSON: {error}; expected one object a line") from None
                missing = [key for key in needed if key not in row] if isinstance(row, dict) else needed
                if missing:
                    raise UnusableInputError(
                        f"{path}:{at}: no {', '.join(missing)}; expected a gold fact with {', '.join(needed)}"
                    )
                _check_numbers(row, f"{path}:{at}")
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
        for reading in readings(row[key]):
            try:
                number(reading)
            except (TypeError, ValueError):
                raise UnusableInputError(f"{where}: {key} is {reading!r}, expected a number or null") from None


def read_facts(path: Path | str) -> list[dict]:
    """The rows of a facts table (a folder of tables, CSV or Parquet) with what scoring needs, and what helps."""
    from factpipe.tables import saved

    return saved.read(path, "facts", COLUMNS, optional=("surface", "rule_id")).to_pylist()


def by_document(facts: Sequence[Row], names: Iterable[str]) -> dict[str, list[Row]]:
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
