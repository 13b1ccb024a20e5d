"""`factpipe rules`: check, test, list, show and write rule files."""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factpipe.cli.mistakes import rule_mistakes
from factpipe.cli.parameters import overlays_option
from factpipe.errors import RulesError, UnusableInputError

if TYPE_CHECKING:
    from factpipe.examples import Result
    from factpipe.rules import Rule, RuleSet

_SKELETON = """\
# 规则文件 rules/claims/{topic}.yaml；同一文件里可以有许多规则。
# 用 `factpipe rules check --rules DIR` 检查写法，用 `factpipe rules test --rules DIR -k {id}` 检查例句。
topic: {topic}
rules:
  - id: {id}
    description: 用一句话说明这条规则认什么
    # 一个词写作它自己；(a|b) 二者之一；[a] 可有可无；{{reach}} 词类（见 rules/lexicon/classes.yaml）；
    # <q> 数量本身，必有；<item> <per> <actor> <predicate> 要填的内容；<place> <time> <q2> 此处有一个；
    # <gap:3> 至多隔三个词
    pattern: "<item> {{reach}} <q>"
    # measures: [people, leaders]     # 只管这些量类；或 {{not: [money]}}
    # units: [名, 人]                 # 只管这些单位
    # set: {{scope: total}}            # 直接填的内容：measure status scope item per unit actor predicate
    # priority: 0                     # 大者先；其次匹配长者、字面多者、文件中在前者
    examples:
      - text: 全乡共有护林员62名。
        expect: [{{surface: 62名, item: 护林员}}]     # 可写 facts 表的任何一列
      - text: 62名护林员上岗。
        not: [62名]                   # 这条规则不该管的数量
      # - text: 现在还认不出的句子，认得出时会报告
      #   todo: [{{surface: …, item: …}}]
"""


@click.group()
def rules() -> None:
    """Check, test, list and write rule files.

    A rule file is YAML; docs/rules.md tells how to write one. Exit codes of check and test: 0 all is well, 1 rule files
    or their examples are wrong.
    """


@rules.command()
@overlays_option
@click.pass_context
def check(ctx: click.Context, overlays: tuple[str, ...]) -> None:
    """Read all rule files and name every mistake as file:line:col.

    What is no mistake and yet does nothing, as a rule that is disabled and not there, is told on stderr.
    """
    from factpipe.rules.notes import notes

    try:
        ruleset = _load(overlays)
    except RulesError as error:
        rule_mistakes(error)
        ctx.exit(1)
    for note in notes(list(map(Path, overlays)), ruleset):
        click.echo(f"{note} (no mistake, but is it meant?)", err=True)
    examples = sum(len(rule.examples) for rule in ruleset.claims)
    click.echo(f"{len(ruleset.claims)} rules with {examples} examples, ruleset {ruleset.hash[:12]}: no mistakes")


@rules.command("test")
@overlays_option
@click.option("-k", "containing", metavar="TEXT", default="", help="Only rules whose id contains TEXT.")
@click.option("-v", "--verbose", is_flag=True, help="Show every example, not only those that are wrong.")
@click.pass_context
def test_examples(ctx: click.Context, overlays: tuple[str, ...], containing: str, verbose: bool) -> None:
    """Run every example of every rule through the pipeline.

    An `expect` must come out as it says, a `not` must be left alone by its rule, and a `todo` must still fail: one that
    passes is a mistake of the file by now.
    """
    from factpipe import examples
    from factpipe.pipeline.engine import engine_of

    try:
        ruleset = _load(overlays)
    except RulesError as error:
        rule_mistakes(error)
        ctx.exit(1)
    chosen = list(examples.expectations(ruleset, containing))
    if not chosen:
        raise UnusableInputError(f"no rule id contains {containing!r}; see `factpipe rules list`")
    results = list(examples.run(chosen, engine_of(ruleset)))
    shown = [result for result in results if verbose or not result.ok]
    if shown:
        _table(("", "rule", "example", "text", "linked by", "what is wrong"), [_row(result) for result in shown])
    counts = Counter((result.expected.kind, result.ok) for result in results)
    told = [
        f"{counts[kind, True]} of {counts[kind, True] + counts[kind, False]} {how}"
        for kind, how in (("expect", "come out"), ("not", "are left alone"), ("todo", "are still to do"))
    ]
    for name in examples.idle(results):
        click.echo(f"{name}: other rules fill all that its examples expect; give one that only it can fill")
    click.echo(f"{len(chosen)} examples: {', '.join(told)}")
    wrong = sum(not result.ok for result in results)
    ctx.exit(1 if wrong else 0)


@rules.command("list")
@overlays_option
@click.option("--origin", is_flag=True, help="Show the file that each rule and lexicon comes from.")
def list_rules(overlays: tuple[str, ...], origin: bool) -> None:
    """List the claim rules.

    The highest priority stands first, as ties are settled.
    """
    ruleset = _load(overlays)
    ranked = sorted(ruleset.claims, key=lambda rule: (-rule.priority, rule.order))
    if not origin:
        _table(
            ("rule", "priority", "pattern", "description"),
            [(rule.id, str(rule.priority), str(rule.template), rule.entry.description) for rule in ranked],
        )
        return
    _table(
        ("rule", "priority", "pattern", "file"),
        [(rule.id, str(rule.priority), str(rule.template), rule.origin) for rule in ranked],
    )
    click.echo()
    _table(
        ("lexicon", "files, the last laid over the others"),
        [(name, "  ".join(paths) or "none") for name, paths in ruleset.origins.items()],
    )


@rules.command()
@click.argument("rule_id", metavar="ID")
@overlays_option
def show(rule_id: str, overlays: tuple[str, ...]) -> None:
    """Show a rule and its examples.

    Told are what it matches, what it sets, and texts that its pattern stands for.
    """
    from factpipe.link.naming import UNRULED

    if rule_id in UNRULED:
        click.echo(f"{rule_id}\n  {UNRULED[rule_id]}\n  pattern      none: it is no rule of a file")
        return
    ruleset = _load(overlays)
    rule = next((rule for rule in ruleset.claims if rule.id == rule_id), None)
    if rule is None:
        from factpipe.rules.hints import meant

        own = "" if overlays else "; a rule of your own is found with --rules DIR"
        hint = meant(rule_id, [rule.id for rule in ruleset.claims]) or f"; see `factpipe rules list`{own}"
        raise UnusableInputError(f"there is no rule {rule_id!r}{hint}")
    for line in _told(rule, ruleset):
        click.echo(line)


@rules.command()
@click.argument("rule_id", metavar="TOPIC.ID")
def new(rule_id: str) -> None:
    """Print a rule file with one commented rule to begin with."""
    from factpipe.link.naming import UNRULED
    from factpipe.rules.entries.claims import RULE_ID

    if not re.fullmatch(RULE_ID, rule_id):
        told = "must be topic.name in small letters, digits and hyphens, as people.topic-reach"
        raise click.BadParameter(f"{rule_id!r} {told}", param_hint="TOPIC.ID")
    if rule_id in UNRULED or any(rule.id == rule_id for rule in _load(()).claims):
        told = f"is there already (`factpipe rules show {rule_id}`); choose another id"
        raise click.BadParameter(f"{rule_id!r} {told}", param_hint="TOPIC.ID")
    click.echo(_SKELETON.format(topic=rule_id.partition(".")[0], id=rule_id), nl=False)


def _load(overlays: tuple[str, ...]) -> "RuleSet":
    from factpipe.rules import load

    return load([Path(folder) for folder in overlays])


def _row(result: "Result") -> tuple[str, ...]:
    expected = result.expected
    return (
        "ok" if result.ok else "WRONG",
        expected.rule.id,
        f"{expected.number} {expected.kind} {expected.columns['surface']}",
        expected.text,
        result.linked_by or "",
        result.message,
    )


def _told(rule: "Rule", ruleset: "RuleSet") -> list[str]:
    from factpipe.rules import template

    entry = rule.entry
    lines = [rule.id, f"  {entry.description}", f"  file         {rule.origin}", f"  pattern      {rule.template}"]
    for name in ("measures", "units"):
        allowed = getattr(entry, name)
        if allowed is not None:
            words = allowed if isinstance(allowed, tuple) else allowed.not_
            lines.append(f"  {name:12} {'' if words is allowed else 'not '}{' '.join(words)}")
    told = entry.set.told()
    if told:
        lines.append("  set          " + ", ".join(f"{name} {value}" for name, value in told.items()))
    for name in ("modifiers", "barring"):
        if listed := getattr(entry, name):
            lines.append(f"  {name:12} {' '.join(listed)}")
    lines.append(f"  within       {entry.within}")
    characters = template.literal_characters(rule.template)
    rank = f"priority {rule.priority}, then the length of the match, then {characters} literal characters"
    lines.append(f"  rank         {rank}")
    words = {name: entry.words for name, entry in ruleset.classes.classes.items()}
    for name in sorted(template.classes(rule.template)):
        lines.append(f"  {{{name}}}".ljust(15) + " ".join(words[name]))
    lines += [f"  as in        {text}" for text in template.sample(rule.template, words, limit=3)]
    for number, example in enumerate(rule.examples, 1):
        lines.append(f"  example {number}    {example.text}")
        for kind, entries in (("expect", example.expect), ("todo", example.todo)):
            lines += [f"    {kind:11}" + ", ".join(f"{name} {value}" for name, value in e.items()) for e in entries]
        if example.not_:
            lines.append("    not        " + ", ".join(example.not_))
    return lines


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table as wide as the terminal, or as wide as it needs where stdout is none."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False) if sys.stdout.isatty() else Console(width=10_000, highlight=False)
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(_plain, row))
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())


def _plain(text: str):
    from rich.text import Text

    return Text(text)
