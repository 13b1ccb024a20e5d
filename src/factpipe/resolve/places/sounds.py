"""Towns and provinces of other countries that no list has, by the characters that write foreign sounds: 奥连特省.

They are looked for in a text that names some place abroad, where a name may begin and after what it goes on: the suffix
of a province, or what is done in a town (在格拉纳达，…; 在安巴托举行).
"""

import re
from collections.abc import Iterable
from itertools import groupby

from factpipe import tokens, trie
from factpipe.resolve.places.names import LEVELS, Hit, Kind, Level, Node
from factpipe.rules.entries.places import ForeignSort, Sounding

#: a name with a suffix may begin after a mark
_MARKS = "，。；：、“”（！？\n 　"
#: a town may stand at the end of its clause
_CLAUSE_END = "[，,]"


class Sounds:
    """Finds such names, given the characters that write foreign sounds and the words that go with them."""

    def __init__(self, characters: str, sounding: Sounding) -> None:
        written = f"[{characters}]"
        self._levels = {word: LEVELS[sort.level] for word, sort in sounding.sorts.items()}
        sorts = "|".join(_suffix(word, sort, written) for word, sort in sounding.sorts.items())
        suffixed = f"{_after((*_MARKS, *sounding.begins))}{written}{{2,6}}(?:{sorts})"
        here = f"(?={_CLAUSE_END}|{trie.pattern(sounding.after_town)})"
        town = f"{_after(sounding.before_town)}{written}{{3,7}}{here}"
        self._name = re.compile(f"{suffixed}|{town}") if characters else None

    def find(self, text: str, hits: list[Hit]) -> list[Hit]:
        """`hits` and such names, none of which overlaps what is known."""
        if self._name is None or not any(hit.node.is_abroad for hit in hits):
            return hits
        found: list[Hit] = []
        index = 0
        for match in self._name.finditer(text):
            start, end = match.span()
            while index < len(hits) and hits[index].end <= start:
                index += 1
            name = match.group()
            sort = next((word for word in self._levels if name.endswith(word)), "")
            if (index < len(hits) and hits[index].start < end) or _is_common(name.removesuffix(sort)):
                continue
            found.append(Hit(start, end, Node(name, self._levels.get(sort, Level.CITY), Kind.FOREIGN)))
        return sorted([*hits, *found]) if found else hits


def _suffix(word: str, sort: ForeignSort, written: str) -> str:
    """The pattern of what ends the name of a part of a country; no 市场, 州长, 邦交."""
    barred = [*map(re.escape, sort.not_before), *([written] if sort.closing else [])]
    return f"{re.escape(word)}(?!{'|'.join(barred)})" if barred else re.escape(word)


def _after(words: Iterable[str]) -> str:
    """The pattern of where one of the words ends."""
    by_length = groupby(sorted(words, key=len), key=len)  # `re` looks back for alternatives of one length only
    places = [f"(?<={trie.pattern(list(alike))})" for _, alike in by_length]
    return f"(?:{'|'.join(places)})" if places else "(?!)"


def _is_common(name: str) -> bool:
    """Whether a name holds a word that is no name: 森林里, 许多省."""
    segmenter = tokens.segmenter()
    words = [word for word in segmenter.cut(name) if len(word) > 1 and segmenter.knows(word)]
    return any(segmenter.tag_of(word)[:2] not in ("nr", "ns", "nz", "nt") for word in words)
