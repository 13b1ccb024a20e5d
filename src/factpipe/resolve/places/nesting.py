"""Which places lie within which, and whose names a text tells together."""

from collections.abc import Iterable
from functools import lru_cache

from factpipe.resolve.gazetteer import Gazetteer
from factpipe.resolve.places.names import CHINA, Hit, Kind, Level, Names, Node


class Nesting:
    """Tells the wider of two places from the narrower one. Built once; has no state between texts."""

    def __init__(self, names: Names, gazetteer: Gazetteer, joints: Iterable[str]) -> None:
        """`joints` may stand between a wide and a narrow place that belong together: 的, 境内的."""
        self._names = names
        self._gazetteer = gazetteer
        self._joints = frozenset(joints)
        #: how many characters may part two names that belong together
        self.reach = max(map(len, self._joints), default=0)
        self.inside = lru_cache(maxsize=1 << 16)(self._inside)

    def joined(self, text: str, wide: Hit, narrow: Hit) -> bool:
        """Whether the second name goes on the path that the first begins."""
        gap = text[wide.end : narrow.start]
        if gap and gap not in self._joints:
            return False
        a, b = wide.node, narrow.node
        if b.kind is Kind.ANAPHOR or b.kind is Kind.HERE or a.level is Level.REGION or b.level is Level.REGION:
            return False
        if a.kind is Kind.DIVISION and b.kind is Kind.DIVISION:
            return self.inside(a.surface, b.surface) or (not gap and self._apart(a, b))
        if b.level <= a.level:
            return False
        if a.level is Level.COUNTRY and a.kind is not Kind.ANAPHOR:
            return (b.kind is Kind.FOREIGN) == (a.surface != CHINA.surface)
        return b.kind is not Kind.DIVISION

    @staticmethod
    def _apart(wide: Node, narrow: Node) -> bool:
        """Whether a text means another place than the gazetteer knows by that name: 重庆|南山区."""
        return (
            wide.level in (Level.PROVINCE, Level.CITY)
            and narrow.level is Level.COUNTY
            and narrow.surface[-1] in "县区旗"
            and len(narrow.surface) > 2
        )

    def _inside(self, wide: str, narrow: str, level: int = 0) -> bool:
        """Whether a division of the first name holds one of the second (of that level of the gazetteer, if told)."""
        wides = self._gazetteer.named(self._names.aliases.get(wide, wide))
        return any(
            one.level > other.level and one.code.startswith(other.code[: 2 * other.level])
            for one in self._gazetteer.named(self._names.aliases.get(narrow, narrow))
            if not level or one.level == level
            for other in wides
        )
