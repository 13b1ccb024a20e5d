"""Why a text's facts are what they are: the rule that filled each field, the rules that would have, the left out."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from factpipe.link import PREVIOUS, SAME, UNIT, Passage
from factpipe.model import Article, ArticleKind, Claim, Part, Place, Quantity, Role, Time
from factpipe.pipeline.engine import Engine
from factpipe.pipeline.facts import printed, readings
from factpipe.rules.template import ITEM_SLOTS
from factpipe.script import Restored


class Loser(NamedTuple):
    """A rule that fitted and filled the field otherwise or less well."""

    rule_id: str
    would_say: str
    why: str


class Filled(NamedTuple):
    """A field of a claim: the rule that won it, and those that lost."""

    field: str
    rule_id: str
    says: str
    losers: tuple[Loser, ...]


class Account(NamedTuple):
    """A claim with how it came about."""

    claim: Claim
    place: Place
    time: Time
    filled: tuple[Filled, ...]


class LeftOut(NamedTuple):
    """A number that counts nothing, and why."""

    start: int
    end: int
    reason: str


def article_of(text: str, issue_date: date | None = None, publication: str | None = None) -> Article:
    """A text as the body of one article."""
    length = len(text)
    parts = (Part(Role.BODY, 0, length),)
    return Article(
        "text#1", "text", ArticleKind.NEWS, text, parts, (0,), (0,), ((0, length),),
        issue_date=issue_date, publication=publication,
    )  # fmt: skip


def explain(article: Article, engine: Engine) -> tuple[list[Account], list[LeftOut]]:
    """The claims of an article with what was weighed, and the numbers that were left out, in the order of the text."""
    everything = engine.scanner.scan(article.text, keep_all=True)
    (read,) = readings([article], engine)
    accounts = []
    year = article.issue_date.year if article.issue_date else None
    if read is not None:
        restored = Restored(article.text, read.text)
        for each in engine.linker.explain(Passage(read.text, read.quantities, *read.spans, year)):
            quantity = each.claim.quantity
            where = (quantity.start, quantity.end, *each.claim.sentence)
            words = [restored(word) or "" for word in each.words]
            filled = tuple(filter(None, (_filled(*of, words) for of in sorted(each.matches.items()))))
            told = printed(restored, each.claim, read.places.at(*where), read.times.at(*where))
            accounts.append(Account(*told, filled))
    kept = {(account.claim.quantity.start, account.claim.quantity.end) for account in accounts}
    return accounts, [_left_out(q) for q in everything if (q.start, q.end) not in kept]


def _left_out(quantity: Quantity) -> LeftOut:
    return LeftOut(quantity.start, quantity.end, quantity.reason or "places something in time, counts nothing")


def _filled(field: str, matches: Sequence, words: Sequence[str]) -> Filled | None:
    """The rule that filled a field and those that lost; None where none of those that may fill it does so here."""
    told = [(match, says) for match in matches if (says := _says(match, field, words))]
    if not told:
        return None
    (winner, says), *others = told
    losers = tuple(Loser(m.rule.rule.id, would_say, _why(winner.rank, m.rank)) for m, would_say in others)
    return Filled(field, winner.rule.rule.id, says, losers)


def _says(match, field: str, words: Sequence[str]) -> str:
    if field in match.rule.constants:
        constant = str(match.rule.constants[field])
        return _SPOKEN_OF.get(constant, constant)
    for slot in ITEM_SLOTS if field == "item" else (field,):
        if slot in match.slots:
            start, end = match.slots[slot]
            return "".join(words[start:end])
    return ""


#: what the items are that a rule does not name itself
_SPOKEN_OF = {
    PREVIOUS: "what was spoken of before",
    SAME: "what the quantity before it counted",
    UNIT: "what its unit says",
}
#: how `Match.rank` compares, in its order
_TIES = ("lower priority", "shorter match", "fewer literal characters", "stands later in the files")


def _why(winner: tuple, loser: tuple) -> str:
    return next((why for why, a, b in zip(_TIES, winner, loser, strict=False) if a != b), _TIES[-1])
