"""Where a claim is made, and the groups of measures that what it takes over depends on."""

from typing import NamedTuple

from factpipe.link.encode import Encoded
from factpipe.model import Claim, Quantity, maker
from factpipe.sentences import CLAUSE_ENDS

COUNTED = frozenset({"count", "people", "households"})
PERSONS = frozenset({"people", "leaders", "households"})
RELATIVE = frozenset({"percent", "ratio"})
#: what is told of a whole and is no amount of it
RATES = RELATIVE | {"duration", "age"}
#: what stands before the first word of a clause, and after its last
CLAUSE_MARKS = frozenset(f"{CLAUSE_ENDS}、（(）)")


class At(NamedTuple):
    """Where a claim is made: a quantity, the token that it is of its sentence, and the claim before it there.

    `since` is the token of the last quantity before this one.
    """

    encoded: Encoded
    token: int
    quantity: Quantity
    previous: Claim | None
    since: int


at_of = maker(At)
