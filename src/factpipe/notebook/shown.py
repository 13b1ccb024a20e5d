"""Facts as their sentences, each with its quantities marked and the rows below it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from factpipe.tables import saved

Row = Mapping[str, object]
_USED = ("doc_id", "article_id", "start", "measure", "item", "value", "modifier", "unit", "per", "place", "time",
         "status", "scope", "issue_date")  # fmt: skip
_FAMILIES = {
    "people": ("people", "households", "leaders"),
    "money": ("money",),
    "space": ("area", "length"),
    "matter": ("mass", "volume", "energy", "power", "speed", "temperature"),
    "share": ("percent", "ratio"),
    "time": ("age", "duration"),
}
_FAMILY = {measure: family for family, measures in _FAMILIES.items() for measure in measures}


class Sentence(NamedTuple):
    """One sentence: runs of (text, family of a fact's measure or None), and its rows."""

    runs: tuple[tuple[str, str | None], ...]
    rows: tuple[Row, ...]


def show(facts: object, limit: int = 50) -> "Shown":
    """The facts (a frame, an Arrow table, a folder of tables) with their evidence, for a notebook or a terminal.

    At most `limit` sentences are shown. Errors: UnusableInputError where it is no facts table.
    """
    rows = saved.of(facts, "facts", ("surface", "sentence"), optional=_USED).to_pylist()
    return Shown(tuple(_sentences(rows)), len(rows), limit)


def _sentences(rows: list[Row]) -> Iterator[Sentence]:
    for (sentence, _), together in groupby(rows, key=lambda row: (row["sentence"] or "", row.get("article_id"))):
        told = tuple(together)
        yield Sentence(tuple(_runs(sentence, told)), told)


def _runs(sentence: str, rows: tuple[Row, ...]) -> Iterator[tuple[str, str | None]]:
    at = 0
    for row in sorted(rows, key=lambda row: row.get("start") or 0):
        surface = row["surface"] or ""
        found = sentence.find(surface, at) if surface else -1
        if found < 0:
            continue
        if found > at:
            yield sentence[at:found], None
        yield surface, _FAMILY.get(row.get("measure"), "thing")
        at = found + len(surface)
    if at < len(sentence):
        yield sentence[at:], None


@dataclass(frozen=True, slots=True)
class Shown:
    """Sentences with marks; shows itself in notebooks (HTML), in rich consoles and as plain text."""

    sentences: tuple[Sentence, ...]
    n_facts: int
    limit: int = 50

    @property
    def n_more(self) -> int:
        """How many sentences are not shown."""
        return max(0, len(self.sentences) - self.limit)

    def __str__(self) -> str:
        lines = []
        for sentence in self.sentences[: self.limit]:
            lines.append("".join(f"【{text}】" if family else text for text, family in sentence.runs))
            lines += (f"    {row['surface']}  {_line(row)}" for row in sentence.rows)
        if self.n_more:
            lines.append(f"… {self.n_more} more sentences")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self) if self.sentences else "no facts"

    def __rich__(self):
        from rich.text import Text

        text = Text()
        for sentence in self.sentences[: self.limit]:
            for run, family in sentence.runs:
                text.append(run, "bold yellow" if family else "")
            text.append("\n")
            for row in sentence.rows:
                text.append(f"    {row['surface']}", "bold")
                text.append(f"  {_line(row)}\n", "dim")
        if self.n_more:
            text.append(f"… {self.n_more} more sentences\n", "dim")
        return text

    def _repr_html_(self) -> str:
        return _template().render(shown=self, line=_line)


def _line(row: Row) -> str:
    """What a row says besides its surface, on one line."""
    told = [row.get("item"), row.get("place"), row.get("time"), f"/{row['per']}" if row.get("per") else None]
    if row.get("status") not in (None, "actual"):
        told.append(row["status"])
    if row.get("modifier") not in (None, "exact"):
        told.append(row["modifier"])
    told.append(row.get("scope"))
    return " · ".join(str(each) for each in told if each)


@lru_cache(maxsize=1)
def _template():
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("factpipe.notebook", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("shown.html")
