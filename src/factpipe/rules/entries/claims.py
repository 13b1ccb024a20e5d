"""rules/claims/<topic>.yaml: rules that say what a quantity counts, by a template over the clause around it."""

from typing import Any, Literal

from pydantic import Field, model_validator

from factpipe.model import Modifier, Scope, Status
from factpipe.rules.entries import Entry


class Only(Entry):
    """Everything but these: `{not: [money, percent]}`."""

    not_: tuple[str, ...] = Field(alias="not", min_length=1)


class Constants(Entry):
    """What a rule sets by itself, whatever the text says in its place."""

    measure: str | None = None
    status: Status | None = None
    #: "none" keeps the column empty, whatever rules of less priority tell
    scope: Scope | Literal["none"] | None = None
    item: str | None = None
    per: str | None = None
    unit: str | None = None
    actor: str | None = None
    predicate: str | None = None

    def told(self) -> dict[str, str]:
        """Only what is set, as plain text."""
        return {name: str(value) for name, value in self if value is not None}


class Example(Entry):
    """A text that is a test: facts that must come out of it (`expect`), quantities that this rule must leave alone
    (`not`, by their surface), facts that should come out and do not yet (`todo`)."""

    text: str = Field(min_length=1)
    issue_date: str | None = None
    #: each a mapping of columns of `facts`; `surface` names the quantity
    expect: tuple[dict[str, Any], ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")
    todo: tuple[dict[str, Any], ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Example":
        if not (self.expect or self.not_ or self.todo):
            raise ValueError("an example needs `expect`, `not` or `todo`")
        return self


RULE_ID = r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$"


class ClaimRule(Entry):
    id: str = Field(pattern=RULE_ID)
    description: str = Field(min_length=1)
    pattern: str = Field(min_length=1)
    #: measures and units that the quantity must have, or must not have; None for any; `number` among the measures is
    #: a number without a unit (`ruleset.NUMBER`)
    measures: tuple[str, ...] | Only | None = None
    units: tuple[str, ...] | Only | None = None
    #: bounds that the quantity must have: status of an age limit (`60岁以上`)
    modifiers: tuple[Modifier, ...] | None = None
    #: how far gaps reach: inside the clause of the quantity, or over the whole sentence before and after it
    within: Literal["clause", "sentence"] = "clause"
    #: word classes that no gap may run over
    barring: tuple[str, ...] = ()
    set: Constants = Constants()
    priority: int = 0
    examples: tuple[Example, ...] = ()


class File(Entry):
    topic: str
    description: str | None = None
    rules: tuple[ClaimRule, ...] = ()
