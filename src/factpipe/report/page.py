"""The page: data as JSON, a template around it, written as one file or several."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from factpipe import codebook
from factpipe.errors import FactpipeError, OutputError
from factpipe.report import charts, marked
from factpipe.report.contents import Contents, Row

#: facts beyond which one page becomes slow to search and filter
LIMIT = 20_000


class TooManyFactsError(FactpipeError):
    """More facts than a page holds well."""

    def __init__(self, n: int, limit: int) -> None:
        super().__init__(
            f"{n:,} facts are more than one page holds well ({limit:,}); show fewer (--doc, --issue, --measure) or ask "
            "for several pages (--paged)"
        )


#: columns of facts that go into the page as they are, by their names
_PLAIN = (
    "measure", "item", "value", "value_min", "value_max", "modifier", "unit", "unit_code", "value_base", "unit_base",
    "per", "place", "place_code", "actor", "predicate", "time", "time_start", "time_end", "status", "direction",
    "scope", "surface", "rule_id", "confidence", "duplicate_of", "pdf_page", "url", "start", "end",
)  # fmt: skip
#: columns whose few values repeat: written once, and as numbers after that
_CODED = (
    "measure", "item", "modifier", "unit", "unit_code", "unit_base", "per", "place", "place_code", "actor", "predicate",
    "time", "time_start", "time_end", "status", "direction", "scope", "rule_id", "url", "issue_date", "sentence",
)  # fmt: skip


def pages(contents: Contents, limit: int = LIMIT) -> list[Contents]:
    """The contents cut into parts of at most so many facts, between articles (a larger article is a part by itself)."""
    counts: dict[str, int] = {}
    for row in contents.facts:
        counts[row["article_id"]] = counts.get(row["article_id"], 0) + 1
    parts: list[set[str]] = [set()]
    filled = 0
    for article in contents.articles:
        n = counts.get(article["article_id"], 0)
        if filled and filled + n > limit:
            parts.append(set())
            filled = 0
        parts[-1].add(article["article_id"])
        filled += n
    known = set().union(*parts)
    parts[-1] |= counts.keys() - known
    return [
        replace(
            contents,
            **{
                name: [row for row in getattr(contents, name) if row["article_id"] in part]
                for name in ("facts", "articles", "checks", "rejects")
            },
        )
        for part in parts
    ]


def render(contents: Contents, title: str = "factpipe", links: Sequence[tuple[str, str, bool]] = ()) -> str:
    """The HTML of one page. `links` to the other pages are (address, name, whether it is this one).

    Errors: none of its own; how many facts a page may hold is for the caller to decide (`write` does).
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("factpipe.report", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    folder = resources.files("factpipe.report") / "templates"
    return environment.get_template("report.html").render(
        title=title,
        links=links,
        style=Markup((folder / "report.css").read_text(encoding="utf-8")),
        script=Markup((folder / "report.js").read_text(encoding="utf-8")),
        data=Markup(_script_json(_data(contents))),  # nothing is left in it that could end the element
        n={name: len(getattr(contents, name)) for name in ("facts", "articles", "checks", "rejects")},
        package=contents.package,
        stale=contents.stale,
        by_measure=charts.by_measure(contents.facts),
        by_place=charts.by_place(contents.facts),
        by_date=charts.by_date(contents.facts),
        tracked=charts.tracked(contents.facts),
    )


def write(
    contents: Contents, output: Path, title: str = "factpipe", limit: int = LIMIT, paged: bool = False
) -> list[Path]:
    """Write the report, as one file or (paged) as `report.html`, `report-2.html`, …; the files written.

    A name without a suffix gets `.html`: a browser shows nothing else as a page.

    Errors: TooManyFactsError, OutputError.
    """
    if len(contents.facts) > limit and not paged:
        raise TooManyFactsError(len(contents.facts), limit)
    output = output if output.suffix else output.with_suffix(".html")
    parts = pages(contents, limit) if paged else [contents]
    paths = [output if n == 1 else output.with_stem(f"{output.stem}-{n}") for n in range(1, len(parts) + 1)]
    for index, (part, path) in enumerate(zip(parts, paths, strict=True)):
        links = [(each.name, str(n), n == index + 1) for n, each in enumerate(paths, 1)] if len(paths) > 1 else []
        _replace(path, render(part, title, links))
    return paths


def _replace(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", newline="\n", errors="replace")
        partial.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot write the report: {error.strerror or error}; choose another place with -o"
        ) from None


def _script_json(data: object) -> str:
    """JSON that may stand in a script element: what could end the element or open a comment is written as escapes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _data(contents: Contents) -> dict:
    facts = contents.facts
    numbers = {row["fact_id"]: number for number, row in enumerate(facts)}
    articles = {row["article_id"]: number for number, row in enumerate(contents.articles)}
    columns: dict[str, object] = {name: _column(facts, name) for name in (*_PLAIN, "issue_date", "sentence")}
    columns["article"] = [articles.get(row["article_id"], -1) for row in facts]
    columns["duplicate_of"] = [numbers.get(row["duplicate_of"]) for row in facts]
    return {
        "facts": columns,
        "articles": list(_articles(contents)),
        "checks": [
            {
                "article": articles.get(row["article_id"], -1),
                "facts": [numbers[each] for each in str(row["fact_ids"]).split(" ") if each in numbers],
                "result": numbers.get(str(row["fact_ids"]).split(" ")[-1]),
                **{name: row[name] for name in ("kind", "verdict", "arithmetic", "difference")},
            }
            for row in contents.checks
        ],
        "rejects": [
            {"article": articles.get(row["article_id"], -1)}
            | {name: row[name] for name in ("doc_id", "surface", "reason", "sentence")}
            for row in contents.rejects
        ],
        "terms": {
            name: {value: [term.zh, term.en] for value, term in terms.items()}
            for name, terms in (
                ("measure", codebook.MEASURE_TERMS), ("modifier", codebook.MODIFIER_TERMS),
                ("status", codebook.STATUS_TERMS), ("direction", codebook.DIRECTION_TERMS),
                ("scope", codebook.SCOPE_TERMS), ("kind", codebook.KIND_TERMS),
                ("check", codebook.CHECK_TERMS), ("verdict", codebook.VERDICT_TERMS),
            )
        },
        "titles": {c.name: [c.title_zh, c.title] for c in codebook.TABLES["facts"]},
    }  # fmt: skip


def _column(rows: Sequence[Row], name: str) -> object:
    """A column as a list; where values repeat as {values, codes}, a code a row, -1 for null."""
    values = [row[name] for row in rows]
    if name not in _CODED:
        return values
    codes: dict[object, int] = {}
    coded = [-1 if value is None else codes.setdefault(value, len(codes)) for value in values]
    return {"values": list(codes), "codes": coded}


def _articles(contents: Contents) -> Iterator[dict]:
    by_article: dict[str, list[tuple[int, Row]]] = {}
    for number, row in enumerate(contents.facts):
        by_article.setdefault(row["article_id"], []).append((number, row))
    for article in contents.articles:
        told = sorted(by_article.get(article["article_id"], []), key=lambda each: each[1]["start"])
        text = contents.texts.get(article["doc_id"])
        whole = text is not None and bool(article["spans"])
        paragraphs = marked.from_text(article, text, told) if whole else marked.from_sentences(article, told)
        yield {
            "id": article["article_id"],
            "title": article["title"] or article["kicker"],
            "kind": article["kind"],
            "publication": article["publication"],
            "date": article["issue_date"],
            "page": article["page"],
            "whole": whole,
            "facts": [number for number, _ in told],
            "text": [[paragraph.role, *paragraph.runs] for paragraph in paragraphs],
        }
