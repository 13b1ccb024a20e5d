"""Word lists as patterns."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of `words`, longer ones first; it matches nothing where there are none."""
    distinct = set(words)
    longer = sorted((word for word in distinct if len(word) > 1), key=lambda word: (-len(word), word))
    single = "".join(sorted(re.escape(word) for word in distinct if len(word) == 1))
    return "|".join([*map(re.escape, longer), *([f"[{single}]"] if single else [])]) or r"(?!)"
