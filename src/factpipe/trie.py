"""Words → one regular expression that shares their beginnings, so that thousands of units cost what fifty do."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain

#: branches that stand behind one class of characters: `re` tries branches one by one, a class of any size at once
_GROUP = 24


def by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their last characters, for `text.endswith(found.get(text[-1:], ()))`: of many words few are tried."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[-1], []).append(word)
    return {last: tuple(of) for last, of in found.items()}


def pattern(words: Iterable[str], guards: Mapping[str, str] | None = None) -> str:
    """A pattern that matches the longest of `words`; `guards` gives what must hold right after one of them.

    Where a guard fails, the next shorter word is tried.
    """
    root: dict = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = (guards or {}).get(word, "")
    return _node(root)


def endings(words: Iterable[str]) -> re.Pattern[str]:
    """What finds the longest of `words` that a text ends in."""
    return re.compile(rf"{pattern(words)}\Z")


def not_after(words: Iterable[str]) -> str:
    """A pattern that holds where none of `words` ends."""
    return "".join(f"(?<!{re.escape(word)})" for word in words)


def _node(node: dict) -> str:
    leaves: dict[str, list[str]] = {}  # what follows a character → the characters with the same that follows
    for char, child in node.items():
        if char:
            leaves.setdefault(_node(child), []).append(char)
    branches = [_one_of(chars) + rest for rest, chars in leaves.items()]
    if len(branches) > 2 * _GROUP:
        branches = _grouped(leaves, branches)
    end = node.get("")
    if end is not None:
        branches.append(end)
    return _any_of(branches)


def _grouped(leaves: Mapping[str, list[str]], branches: list[str]) -> list[str]:
    """One branch for many: behind the class of all their first characters, groups behind the classes of theirs."""
    firsts = list(leaves.values())
    groups = [
        f"(?={_one_of(chain.from_iterable(firsts[at : at + _GROUP]))}){_any_of(branches[at : at + _GROUP])}"
        for at in range(0, len(branches), _GROUP)
    ]
    return [f"(?={_one_of(chain.from_iterable(firsts))}){_any_of(groups)}"]


def _one_of(characters: Iterable[str]) -> str:
    escaped = [re.escape(char) for char in characters]
    return escaped[0] if len(escaped) == 1 else f"[{''.join(escaped)}]"


def _any_of(branches: list[str]) -> str:
    if not branches:
        return "(?!)"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
