"""Rule examples as tests: each example's text through the pipeline, and what came out against what should."""

from collections.abc import Iterable, Iterator
from datetime import date
from math import isclose
from typing import Any, Literal, NamedTuple

from factpipe.model import Article, ArticleKind, Page, Part, Role
from factpipe.pipeline.engine import Engine
from factpipe.pipeline.facts import facts_of
from factpipe.rules import Rule, RuleSet
from factpipe.rules.entries.claims import Example
from factpipe.schema import FACTS

_COLUMNS = tuple(column.name for column in FACTS)

Fact = dict[str, Any]


class Expected(NamedTuple):
    """One thing that an example says; `columns` names its quantity as `surface`."""

    rule: Rule
    number: int  # of the example in its rule, from 1
    kind: Literal["expect", "not", "todo"]
    text: str
    columns: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.rule.id}#{self.number}-{self.kind}-{self.columns.get('surface')}"


class Result(NamedTuple):
    """How it went: `ok`, and if not why. A `todo` is ok as long as it fails."""

    expected: Expected
    ok: bool
    message: str
    linked_by: str | None  # the rule that linked the quantity, where there is one


def expectations(rules: RuleSet, containing: str = "") -> Iterator[tuple[Rule, int, Example]]:
    """(rule, number from 1, example) of every rule whose id contains a text."""
    for rule in rules.claims:
        if containing in rule.id:
            for number, example in enumerate(rule.examples, 1):
                yield rule, number, example


def run(examples: Iterable[tuple[Rule, int, Example]], engine: Engine) -> Iterator[Result]:
    """The results of examples, in order; each text goes through the pipeline once."""
    for rule, number, example in examples:
        yield from check(rule, number, example, engine)


def check(rule: Rule, number: int, example: Example, engine: Engine) -> Iterator[Result]:
    """The results of one example of a rule."""
    facts = facts_in(example.text, engine, example.issue_date)
    for kind, entries in (("expect", example.expect), ("todo", example.todo)):
        left = list(facts)
        for columns in entries:
            expected = Expected(rule, number, kind, example.text, columns)
            fact, wrong = _nearest(columns, left)
            if fact is not None:
                left.remove(fact)
            linked_by = fact["rule_id"] if fact else None
            if kind == "expect":
                yield Result(expected, not wrong, wrong, linked_by)
            else:
                yield Result(expected, bool(wrong), wrong or "passes now: move it to `expect`", linked_by)
    for surface in example.not_:
        expected = Expected(rule, number, "not", example.text, {"surface": surface})
        applied = [fact for fact in facts if fact["surface"] == surface and _applies(rule, fact)]
        message = f"{rule.id} links {surface!r} and should not" if applied else ""
        linked_by = next((fact["rule_id"] for fact in facts if fact["surface"] == surface), None)
        yield Result(expected, not applied, message, linked_by)


def facts_in(text: str, engine: Engine, issue_date: str | None = None) -> list[Fact]:
    """The facts of a text taken as the body of one article, each a mapping of the columns of `facts`."""
    day = date.fromisoformat(issue_date) if issue_date else None
    page = Page("example", text, issue_date=day)
    length = len(text)
    article = Article(
        "example#1", "example", ArticleKind.NEWS, text, (Part(Role.BODY, 0, length),), (0,), (0,), ((0, length),),
        issue_date=day,
    )  # fmt: skip
    rows, _ = facts_of(article, page, engine)
    return [dict(zip(_COLUMNS, row, strict=True)) for row in rows]


def _nearest(columns: dict[str, Any], facts: list[Fact]) -> tuple[Fact | None, str]:
    """The fact that fits best of those with the surface, and what is wrong with it ("" when nothing is)."""
    surface = str(columns["surface"])
    there = [(_differences(columns, fact), fact) for fact in facts if fact["surface"] == surface]
    if there:
        wrong, fact = min(there, key=lambda pair: len(pair[0]))
        return fact, "; ".join(wrong)
    found = ", ".join(fact["surface"] for fact in facts) or "none"
    return None, f"no fact {surface!r}; there are: {found}"


def _differences(columns: dict[str, Any], fact: Fact) -> list[str]:
    return [
        f"{column} is {_shown(fact[column])}, not {_shown(wanted)}"
        for column, wanted in columns.items()
        if not _same(wanted, fact[column])
    ]


def _same(wanted: Any, found: Any) -> bool:
    if wanted is None or found is None:
        return wanted is found
    if isinstance(found, int | float):
        return isinstance(wanted, int | float) and isclose(wanted, found, rel_tol=1e-9)
    return str(wanted) == str(found)


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _applies(rule: Rule, fact: Fact) -> bool:
    """Whether a rule linked a fact, or, for one that only sets columns, whether all that it sets is there."""
    if fact["rule_id"] == rule.id:
        return True
    constants = rule.set.told()
    return (
        "item" not in rule.fills and bool(constants) and all(fact[name] == value for name, value in constants.items())
    )
