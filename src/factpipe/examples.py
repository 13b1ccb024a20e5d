"""Rule examples as tests: each example's text through the pipeline, and what came out against what should."""

from collections.abc import Iterable, Iterator
from datetime import date
from math import isclose
from typing import Any, Literal, NamedTuple

from factpipe.model import Page
from factpipe.pipeline.engine import Engine
from factpipe.pipeline.explain import article_of, explain
from factpipe.pipeline.facts import facts_of
from factpipe.rules import Rule, RuleSet
from factpipe.rules.entries.claims import Example
from factpipe.rules.template import ITEM_SLOTS
from factpipe.schema import NAMES


class Found(NamedTuple):
    """A fact that came out of a text, by column, and the rules that filled its columns."""

    columns: dict[str, Any]
    rules: frozenset[str]


class Expected(NamedTuple):
    """One thing that an example says; `columns` names its quantity as `surface`."""

    rule: Rule
    number: int  # of the example in its rule, from 1
    kind: Literal["expect", "not", "todo"]
    text: str
    columns: dict[str, Any]


class Result(NamedTuple):
    """How it went: `ok`, and if not why. A `todo` is ok as long as it fails."""

    expected: Expected
    ok: bool
    message: str
    linked_by: str | None  # the rule that found the item, where there is a fact
    at_work: bool  # whether the rule itself filled a column


def expectations(rules: RuleSet, containing: str = "") -> Iterator[tuple[Rule, int, Example]]:
    """(rule, number from 1, example) of every rule whose id contains a text."""
    for rule in rules.claims:
        if containing in rule.id:
            for number, example in enumerate(rule.examples, 1):
                yield rule, number, example


def run(examples: Iterable[tuple[Rule, int, Example]], engine: Engine) -> Iterator[Result]:
    """The results of examples, in order."""
    for rule, number, example in examples:
        yield from check(rule, number, example, engine)


def idle(results: Iterable[Result]) -> list[str]:
    """The rules that fill nothing in any of their own positive examples: others do all that these expect."""
    work: dict[str, bool] = {}
    for result in results:
        if result.expected.kind == "expect":
            name = result.expected.rule.id
            work[name] = work.get(name, False) or result.at_work
    return [name for name, works in work.items() if not works]


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
            ok = not wrong if kind == "expect" else bool(wrong)
            message = wrong or ("passes now: move it to `expect`" if kind == "todo" else "")
            yield _result(expected, ok, message, fact, rule)
    for surface in example.not_:
        expected = Expected(rule, number, "not", example.text, {"surface": surface})
        fact = next((fact for fact in facts if fact.columns["surface"] == surface), None)
        if fact is None:
            yield _result(expected, False, f"no fact {surface!r} that could be left alone", None, rule)
            continue
        applies = any(rule.id in fact.rules for fact in facts if fact.columns["surface"] == surface)
        message = f"{rule.id} fills a column of {surface!r} and should not" if applies else ""
        yield _result(expected, not applies, message, fact, rule)


def facts_in(text: str, engine: Engine, issue_date: str | None = None) -> list[Found]:
    """The facts of a text taken as the body of one article."""
    day = date.fromisoformat(issue_date) if issue_date else None
    article = article_of(text, day)
    ((rows, _),) = facts_of([(article, Page(article.doc_id, text, issue_date=day))], engine)
    filled = {
        (account.claim.quantity.start, account.claim.quantity.end): frozenset(
            (account.claim.rule_id, *(each.rule_id for each in account.filled if each.field not in ITEM_SLOTS))
        )
        for account in explain(article, engine)[0]
    }
    facts = [dict(zip(NAMES["facts"], row, strict=True)) for row in rows]
    return [Found(fact, filled.get((fact["start"], fact["end"]), frozenset((fact["rule_id"],)))) for fact in facts]


def _result(expected: Expected, ok: bool, message: str, fact: Found | None, rule: Rule) -> Result:
    linked_by = fact.columns["rule_id"] if fact else None
    return Result(expected, ok, message, linked_by, fact is not None and rule.id in fact.rules)


def _nearest(columns: dict[str, Any], facts: list[Found]) -> tuple[Found | None, str]:
    """The fact that fits best of those with the surface, and what is wrong with it ("" when nothing is)."""
    surface = columns["surface"]
    there = [(_differences(columns, fact.columns), fact) for fact in facts if fact.columns["surface"] == surface]
    if there:
        wrong, fact = min(there, key=lambda pair: len(pair[0]))
        return fact, "; ".join(wrong)
    found = ", ".join(fact.columns["surface"] for fact in facts) or "none"
    return None, f"no fact {surface!r}; there are: {found}"


def _differences(columns: dict[str, Any], fact: dict[str, Any]) -> list[str]:
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
