"""How the sections of a text are numbered."""

import re

#: how headings of each rank are numbered, the highest first; one without a number ranks above them
_RANKS = (
    re.compile("第[一二三四五六七八九十0-9０-９]+(?:[章编篇]|部分?)"),
    re.compile("第[一二三四五六七八九十0-9０-９]+节"),
    re.compile("第?[一二三四五六七八九十]+[、部]"),
    re.compile("[（(][一二三四五六七八九十]+[）)]"),
    re.compile("[（(]?[0-9０-９]+[）)、.．]"),
)


def rank(heading: str) -> int:
    """The rank of a heading, 0 for the highest: what stands below it lasts until one of its rank or a higher one."""
    return next((n for n, number in enumerate(_RANKS, 1) if number.match(heading)), 0)
