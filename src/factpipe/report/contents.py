"""What a report shows: the tables of a folder, narrowed to what was asked for, with the texts where they are found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from factpipe import texts
from factpipe.errors import UnusableInputError
from factpipe.tables import saved

Row = Mapping[str, object]

_FACTS = (
    "fact_id", "doc_id", "article_id", "publication", "issue_date", "page", "measure", "item", "item_norm", "value",
    "value_min", "value_max", "modifier", "unit", "unit_code", "value_base", "unit_base", "per", "place", "place_code",
    "province", "city", "county", "township", "actor", "predicate", "time", "time_start", "time_end", "status", "scope",
    "surface", "start", "end", "sentence", "rule_id", "confidence", "checks", "duplicate_of", "pdf_page", "url",
    "direction",
)  # fmt: skip
#: values that a message names
_TOLD = 5
_REJECTS = ("doc_id", "article_id", "surface", "start", "sentence", "reason", "rule_id")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which facts to show: doc_ids by shell pattern, issue dates (`2024-04`, `2024-04-10`), measures. Empty: all."""

    documents: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    def takes_document(self, row: Row) -> bool:
        """Whether an article, fact or reject is of a document and an issue that was asked for."""
        doc = str(row["doc_id"])
        if self.documents and not any(fnmatchcase(doc, each) for each in self.documents):
            return False
        return not self.issues or str(row.get("issue_date") or "").startswith(self.issues)

    def takes(self, row: Row) -> bool:
        """Whether a fact is shown."""
        return (not self.measures or row["measure"] in self.measures) and self.takes_document(row)


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows of the tables, the texts of their documents, and what made them (`datapackage.json`)."""

    facts: list[Row]
    articles: list[Row]
    checks: list[Row]
    rejects: list[Row]
    texts: Mapping[str, str] = field(default_factory=dict)
    package: Mapping[str, object] = field(default_factory=dict)
    #: documents whose source was found, but is not what the facts were extracted from
    stale: tuple[str, ...] = ()


def load(folder: Path, sources: Sequence[Path] = (), selection: Selection | None = None) -> Contents:
    """The tables of a folder, with the texts that `sources` (files and folders given to `extract`) hold.

    Errors: UnusableInputError where the folder holds no facts of this schema version, or nothing was selected.
    """
    chosen = selection or Selection()
    if not folder.is_dir():
        raise UnusableInputError(f"{folder}: no folder; expected one that `factpipe extract` wrote")
    there = saved.read(folder, "facts", _FACTS).to_pylist()
    facts = [row for row in there if chosen.takes(row)]
    if not facts and chosen != Selection():
        raise UnusableInputError(f"{folder}: {_missed(there, chosen)}")
    articles = [row for row in _optional(folder, "articles") if chosen.takes_document(row)]
    shown = {row["article_id"] for row in articles} | {row["article_id"] for row in facts}
    checks = [row for row in _optional(folder, "checks") if row["article_id"] in shown]
    rejects = [
        row for row in _optional(folder, "rejects", _REJECTS) if row["article_id"] in shown or chosen == Selection()
    ]
    found, stale = texts.find(folder, facts, {str(row["doc_id"]) for row in [*articles, *facts]}, sources)
    articles = articles or _articles_of(facts)
    return Contents(facts, articles, checks, rejects, found, saved.package(folder), stale)


def _missed(facts: Sequence[Row], chosen: Selection) -> str:
    """Which option no fact is of, and some of what may be asked for; each may have its facts and all of them none."""
    told = []
    for option, column, asked in (
        ("doc", "doc_id", Selection(documents=chosen.documents)),
        ("issue", "issue_date", Selection(issues=chosen.issues)),
        ("measure", "measure", Selection(measures=chosen.measures)),
    ):
        if not any(map(asked.takes, facts)):
            values = sorted({str(row[column]) for row in facts if row[column] is not None})
            more = f" and {len(values) - _TOLD} more" if len(values) > _TOLD else ""
            told.append(f"no fact is of that --{option}; there are {', '.join(values[:_TOLD]) or 'none'}{more}")
    return "; ".join(told) or "no fact is of all that was asked for; each option alone has some"


def _optional(folder: Path, table: str, columns: Sequence[str] | None = None) -> list[Row]:
    return saved.read(folder, table, columns).to_pylist() if saved.has(folder, table) else []


def _articles_of(facts: Sequence[Row]) -> list[Row]:
    """Articles of a folder that has facts only: as much as the facts tell of them."""
    found = {}
    for row in facts:
        found.setdefault(
            row["article_id"],
            {name: row[name] for name in ("article_id", "doc_id", "publication", "issue_date", "page")}
            | dict.fromkeys(("kicker", "title", "subtitle", "byline", "dateline", "spans"))
            | {"kind": "news"},
        )
    return list(found.values())
