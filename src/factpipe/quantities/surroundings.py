"""What a quantity is by words that stand further off: part of a title or a slogan, or bounded by what is forbidden."""

import re
from collections.abc import Iterable, Iterator

from factpipe.model import Modifier, Quantity

_OVER, _AT_MOST = Modifier.OVER, Modifier.AT_MOST
#: 《…》, whose numbers are part of a name
_TITLE = re.compile(r"《[^《》\n]{1,60}》")
#: “四讲四爱”, “三区三州”: a short quotation that begins with a number
_SLOGAN = re.compile(r"[“「『【\"‘〈][一二两三四五六七八九十][一-龥]{0,16}[”」』】\"’〉]")
#: 不得携带超过两个: no more than two
_FORBIDDEN = re.compile(r"(?:不得|不能|不准|不许|不可|不应|禁止|严禁)[^，。；：、]{0,5}\Z")


def seen_from_afar(text: str, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities of a text, in order, those that are part of a name with the reason for it."""
    names = sorted(
        (*match.span(), reason)
        for pattern, reason in ((_TITLE, "name"), (_SLOGAN, "slogan"))
        for match in pattern.finditer(text)
    )
    at = 0
    for quantity in quantities:
        start, modifier = quantity.start, quantity.modifier
        while at < len(names) and names[at][1] <= start:
            at += 1
        if quantity.reason is not None:
            yield quantity
        elif at < len(names) and names[at][0] < start and _is_part(text, quantity, names[at][2]):
            yield quantity._replace(reason=names[at][2])
        elif modifier is _OVER and quantity.number_start > start and _FORBIDDEN.search(text, max(0, start - 8), start):
            yield quantity._replace(modifier=_AT_MOST, low=None, high=quantity.value)
        else:
            yield quantity


def _is_part(text: str, quantity: Quantity, reason: str) -> bool:
    """Whether a quantity in a name is part of it; one in digits, or a share, is told even in quotation marks."""
    return reason == "name" or not (text[quantity.number_start].isdigit() or quantity.measure == "percent")
