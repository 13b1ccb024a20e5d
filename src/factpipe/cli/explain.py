"""`factpipe explain`: what is found in a text, and why."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factpipe.cli.parameters import DATE, overlays_option
from factpipe.errors import InputError, UnusableInputError

if TYPE_CHECKING:
    from rich.console import Console

    from factpipe.pipeline.explain import Account, LeftOut


@click.command()
@click.argument("text")
@overlays_option
@click.option("--issue-date", type=DATE, help="Date of the issue, from which 近日 and 去年 are counted.")
@click.option("--publication", metavar="NAME", help="Name of the newspaper, which tells where 我区 is.")
def explain(*, text: str, overlays: tuple[str, ...], issue_date, publication: str | None) -> None:
    """Show the quantities of TEXT, the rule that filled each field, and why others lost.

    TEXT is read as the body of one article; - takes it from standard input.

    Exit codes: 0 done, 2 bad usage, rules that cannot be used, or no text.
    """
    from rich.console import Console

    from factpipe.pipeline.engine import engine_for
    from factpipe.pipeline.explain import article_of
    from factpipe.pipeline.explain import explain as account_for
    from factpipe.readers.decoding import newlines, whole

    if text == "-":
        text = _standard_input()
    elif not text.strip():
        raise UnusableInputError("the text is empty; give a sentence, or - for standard input")
    elif _is_file(text):
        raise UnusableInputError(f"{text} is a file; to explain what it says: factpipe explain - < '{text}'")
    article = article_of(whole(newlines(text)), issue_date, publication)
    accounts, left_out = account_for(article, engine_for(overlays))
    _print(Console(highlight=False, soft_wrap=True), article.text, accounts, left_out)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # longer than any name
        return False


def _standard_input() -> str:
    from factpipe.readers.decoding import decode

    try:
        return decode(sys.stdin.buffer.read())[0]
    except InputError as error:
        why = "nothing came in" if error.kind == "empty" else str(error)
        raise UnusableInputError(f"standard input: {why}") from None


def _print(console: "Console", text: str, accounts: "list[Account]", left_out: "list[LeftOut]") -> None:
    from rich.text import Text

    shown = Text(text.strip("\n"))
    lead = len(text) - len(text.lstrip("\n"))
    for account in accounts:
        shown.stylize("bold green", account.claim.quantity.start - lead, account.claim.quantity.end - lead)
    for number in left_out:
        shown.stylize("dim", number.start - lead, number.end - lead)
    console.print(shown)
    for account in accounts:
        console.print()
        _print_account(console, text, account)
    if left_out:
        console.print("\n[bold]left out[/]")
        for number in left_out:
            console.print(Text.assemble("  ", (text[number.start : number.end], "dim"), f"  {number.reason}"))
    if not accounts and not left_out:
        console.print("no numbers")


def _print_account(console: "Console", text: str, account: "Account") -> None:
    from rich.text import Text

    claim = account.claim
    quantity = claim.quantity
    console.print(Text.assemble((text[quantity.start : quantity.end], "bold green"), "  by ", (claim.rule_id, "cyan")))
    fields = {
        "measure": claim.measure,
        "item": claim.item,
        "value": f"{quantity.value.normalize():f}",
        "bounds": f"{quantity.modifier} {_bounds(quantity)}".strip(),
        "unit": claim.unit,
        "per": claim.per,
        "place": " ".join(filter(None, (account.place.path, account.place.code and f"({account.place.code})"))),
        "time": " ".join(filter(None, (account.time.text, _days(account)))),
        "status": claim.status,
        "direction": claim.direction,
        "scope": claim.scope,
        "actor": claim.actor,
        "predicate": claim.predicate,
    }
    for name, value in fields.items():
        if value:
            console.print(Text.assemble(f"  {name:<10}", (str(value), "bold" if name == "item" else "")))
    for filled in account.filled:
        row = fields.get(filled.field)
        # a rule covers the words, the row has what they come to: 每亩产量, item 产量
        told = f" says {filled.says}" + (f", {filled.field} {row}" if row and row != filled.says else "")
        console.print(Text.assemble(f"  {filled.field:<10}", ("← ", "dim"), (filled.rule_id, "cyan"), told))
        for loser in filled.losers:
            told = f" would say {loser.would_say}" if loser.would_say != filled.says else " says the same"
            console.print(Text(f"  {'':<10}  {loser.rule_id}{told}: {loser.why}", style="dim"))


def _bounds(quantity) -> str:
    if quantity.low is not None and quantity.low == quantity.high:
        return ""
    low, high = ("" if bound is None else f"{bound.normalize():f}" for bound in (quantity.low, quantity.high))
    return f"({low}…{high})"


def _days(account: "Account") -> str:
    start, end = account.time.start, account.time.end
    if start is None and end is None:
        return ""
    return f"({start or ''}…{end or ''})" if start != end else f"({start})"
