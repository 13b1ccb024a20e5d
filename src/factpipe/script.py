"""Text in traditional characters, read as in simplified ones: one character for one, so that all offsets stay.

The lexicons, the gazetteer and the segmenter are written in simplified characters. A text in traditional ones is read
through `simplified`; what is told in words of that reading is printed again by `Restored`.
"""

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files

#: in a text that is in traditional script, one character of so many at least is no simplified one
_SHARE = 10


@cache
def _table() -> tuple[dict[int, str], re.Pattern[str]]:
    """Traditional characters → simplified ones (`scripts/build_simplified.py`), and the pattern of those characters."""
    lines = (files("factpipe") / "data" / "simplified.tsv").read_text(encoding="utf-8").split()
    table = dict(zip(lines[::2], lines[1::2], strict=True))
    return str.maketrans(table), re.compile(f"[{''.join(table)}]")


def simplified(text: str) -> str:
    """The text in simplified characters, each where its own stands; the very text if it is not in traditional script.

    A few traditional characters (in a name, 乾县) make no text traditional.
    """
    table, pattern = _table()
    if pattern.search(text) is None or _SHARE * len(pattern.findall(text)) < len(text):
        return text
    return text.translate(table)


def in_simplified(word: str | None) -> str | None:
    """A word of a text in traditional script in simplified characters."""
    return word and word.translate(_table()[0])


class Restored:
    """Prints what is told in words of `simplified(printed)` in the characters of the printed text."""

    def __init__(self, printed: str, read: str) -> None:
        self._printed = printed
        self._read = read
        origins: defaultdict[str, set[str]] = defaultdict(set)
        for old, new in zip(printed, read, strict=True):
            origins[new].add(old)
        self._sole = str.maketrans({new: min(old) for new, old in origins.items() if len(old) == 1})

    def __call__(self, told: str | None) -> str | None:
        """As it stands in the text, or character by character, as far as the text prints each in one way."""
        if told is None:
            return None
        at = self._read.find(told)
        return self._printed[at : at + len(told)] if at >= 0 else told.translate(self._sole)
