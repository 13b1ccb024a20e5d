"""Where a file holds several texts one below the other: divided by lines of dashes, or numbered 1. 2. 3."""

import re
from collections.abc import Sequence
from itertools import pairwise

from factpipe.layout.cues import CAPTION, DATELINE, RULE, SHORT, TEXT, Cues

_RUNNING = frozenset({TEXT, DATELINE, CAPTION})
_RULE = re.compile(RULE)
#: how texts are numbered, from the first line of the file on, and how many there are at least
_NUMBER = re.compile(r"([0-9０-９]{1,3})(?:[、．]|\.(?![0-9０-９]))[ 　]*\S")
_FEWEST = 2
#: who posts, alone on a line above each of his posts
_POSTER = re.compile(r"[@＠][^\s，。：:]{2,24}")
#: what follows such a line without being a text of its own
_NOTE = re.compile(r"注[：:释]|附[：:件表录注]|备注|说明[：:]|资料来源|来源[：:]|数据来源|责编|责任编辑|编辑[：:]")


def is_rule(text: str) -> bool:
    """Whether a line, without the space around it, holds nothing but dashes or the like."""
    return _RULE.fullmatch(text) is not None


def breaks(text: str, cues: Cues) -> frozenset[int]:
    """Where the lines begin with which the second text of a file begins, and each further one; none in other files."""
    first = text.lstrip()[:4]
    ruled = _RULE.search(text) is not None
    numbered = _NUMBER.match(first) is not None
    posted = first[:1] in ("@", "＠")
    if not (ruled or numbered or posted):
        return frozenset()
    lines = _lines(text)
    if ruled and (found := _by_rules(lines, cues)):
        return found
    if numbered:
        return _by_numbers(lines, cues)
    return _by_posters(lines, cues) if posted else frozenset()


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines that hold something: where they begin, and what they hold without the space around it."""
    lines, at = [], 0
    for raw in text.split("\n"):
        if bare := raw.strip():
            lines.append((at, bare))
        at += len(raw) + 1
    return lines


def _by_rules(lines: Sequence[tuple[int, str]], cues: Cues) -> frozenset[int]:
    rules = [n for n, (_start, text) in enumerate(lines) if is_rule(text)]
    found = []
    since = 0
    for n, end in pairwise([*rules, len(lines)]):
        below = lines[n + 1 : end]
        if not (_runs(lines[since:n], cues) and _runs(below, cues)):
            continue
        opening = below[0][1]
        if not (_NOTE.match(opening) or cues.numbered.match(opening)):
            found.append(lines[n][0])
            since = n
    return frozenset(found)


def _by_numbers(lines: Sequence[tuple[int, str]], cues: Cues) -> frozenset[int]:
    """Titles with the numbers 1, 2, 3 …, text under each of them."""
    heads = [n for n, (_start, text) in enumerate(lines) if _NUMBER.match(text)]
    numbers = [int(_NUMBER.match(lines[n][1])[1]) for n in heads]
    if len(heads) < _FEWEST or numbers != list(range(1, len(heads) + 1)):
        return frozenset()
    titled = all(cues.look(lines[n][1]) is SHORT for n in heads)
    held = [lines[n + 1 : end] for n, end in pairwise([*heads, len(lines)])]
    if not (titled and all(_runs(below, cues) for below in held)):
        return frozenset()
    return frozenset(lines[n][0] for n in heads[1:])


def _by_posters(lines: Sequence[tuple[int, str]], cues: Cues) -> frozenset[int]:
    heads = [n for n, (_start, text) in enumerate(lines) if _POSTER.fullmatch(text)]
    held = [lines[n + 1 : end] for n, end in pairwise([*heads, len(lines)])]
    if not all(_runs(below, cues) for below in held):
        return frozenset()
    return frozenset(lines[n][0] for n in heads[1:])


def _runs(lines: Sequence[tuple[int, str]], cues: Cues) -> bool:
    """Whether there is running text among the lines."""
    return any(cues.look(text) in _RUNNING for _start, text in lines)
