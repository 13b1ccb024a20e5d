"""One claim told twice: what a headline is too short to tell stands in the text under it."""

from collections.abc import Sequence

from factpipe.model import Claim, Part, Place, Role, Status

_HEADS = frozenset({Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.HEADING})
#: below this, numbers meet by chance
_SMALL = 10
#: measures whose numbers come back by chance
_NO_CLAIMS = frozenset({"duration", "age"})


def told_below(parts: Sequence[Part], claims: list[Claim], places: list[Place]) -> None:
    """Give the claims of headlines what the text under them tells of the same number: that it is planned, and where.

    `claims` are those of one article in the order of its text, `places` theirs. Both are changed.
    """
    heads = [(part.start, part.end) for part in parts if part.role in _HEADS]
    body: dict[tuple, int] = {}  # the nearest below of each number
    for n in range(len(claims) - 1, -1, -1):
        claim = claims[n]
        start = claim.quantity.start
        while heads and heads[-1][0] > start:
            heads.pop()
        if not heads:
            return
        key = claim.measure, claim.quantity.value, claim.unit if claim.measure == "count" else None
        if start >= heads[-1][1]:
            body[key] = n
        elif (told := body.get(key)) is not None and _is_a_claim(claim):
            if claim.status is Status.ACTUAL and claims[told].status is Status.TARGET:
                claims[n] = claim._replace(status=Status.TARGET)
            if places[n].path is None:
                places[n] = places[told]


def _is_a_claim(claim: Claim) -> bool:
    return claim.measure not in _NO_CLAIMS and (claim.quantity.value >= _SMALL or claim.measure == "percent")
