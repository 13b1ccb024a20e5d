"""Towns and provinces of other countries that no list has, by the characters that write foreign sounds: 奥连特省.

They are looked for in a text that names some place abroad, where a name may begin and after what it goes on: the suffix
of a province, or what is done in a town (在格拉纳达，…; 在安巴托举行).
"""

import re

from factpipe import tokens
from factpipe.resolve.places.names import Hit, Kind, Level, Node

#: what ends the name of a part of a country; no 市场, 州长, 邦交
_SUFFIXES = {"省": Level.PROVINCE, "州": Level.PROVINCE, "邦": Level.PROVINCE, "郡": Level.CITY, "市": Level.CITY}
_SUFFIX = "省(?![长委级府])|州(?![长府立])|郡|市(?![场民长委价政])"
#: a name with a suffix begins after these, or after a mark
_BEFORE = "在于从到和与是及"
_MARKS = "，。；：、“”（！？\n 　"
#: after a town of which no suffix tells what it is
_DONE = "[，,]|举行|举办|召开|发生|开幕|附近|郊区|市区|机场|建成|登陆|集会|示威|发表|签"


class Sounds:
    """Finds such names, given the characters that write foreign sounds."""

    def __init__(self, characters: str) -> None:
        written = f"[{characters}]"
        suffixed = f"(?<=[{_BEFORE}{_MARKS}]){written}{{2,6}}(?:{_SUFFIX}|邦(?!{written}|[交联]))"
        town = f"(?:(?<=在)|(?<=首府)){written}{{3,7}}(?={_DONE})"
        self._name = re.compile(f"{suffixed}|{town}") if characters else None

    def find(self, text: str, hits: list[Hit]) -> list[Hit]:
        """`hits` and such names, none of which overlaps what is known."""
        if self._name is None or not any(hit.node.kind is Kind.FOREIGN and hit.node.surface != "中国" for hit in hits):
            return hits
        found: list[Hit] = []
        index = 0
        for match in self._name.finditer(text):
            start, end = match.span()
            while index < len(hits) and hits[index].end <= start:
                index += 1
            name = match.group()
            level = _SUFFIXES.get(name[-1])
            if (index < len(hits) and hits[index].start < end) or _is_common(name[:-1] if level else name):
                continue
            found.append(Hit(start, end, Node(name, level or Level.CITY, Kind.FOREIGN)))
        return sorted([*hits, *found]) if found else hits


def _is_common(name: str) -> bool:
    """Whether a name holds a word that is no name: 森林里, 许多省."""
    segmenter = tokens.segmenter()
    words = [word for word in segmenter.cut(name) if len(word) > 1 and segmenter.knows(word)]
    return any(segmenter.tag_of(word)[:2] not in ("nr", "ns", "nz", "nt") for word in words)
